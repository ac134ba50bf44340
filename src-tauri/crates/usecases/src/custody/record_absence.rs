//! The Director is away, by the Director's own word or by what staff know.

use crate::view::{AbsenceForm, CustodyView};
use crate::when::{need_moment, parse_moment};
use crate::{Result, Session};
use domain::Absence;

/// Records an absence of the Director with its end, and how it is known.
///
/// # Errors
/// A date that is missing or impossible, or no source where somebody else than the Director enters it.
pub fn record_absence(session: &mut Session, form: &AbsenceForm) -> Result<CustodyView> {
    let absence = Absence {
        from: need_moment(&form.from, "from")?,
        until: parse_moment(&form.until, "until")?,
        source: form.source.clone(),
        answering: form.answering,
        ..Absence::default()
    };
    let event = domain::record_absence(&session.office, absence, session.me)?;
    session.keep(vec![event])
}
