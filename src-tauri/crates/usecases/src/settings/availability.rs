//! Whether the Director is there.

use super::{director_only, settings_view};
use crate::view::{AbsenceForm, SettingsView};
use crate::when::{need_moment, parse_moment};
use crate::{Code, Error, Result, Session};
use domain::{Absence, OfficeEvent};

/// Records an absence of the Director, with who said so.
///
/// # Errors
/// A date that is missing or impossible, or no source.
pub fn record_absence(session: &mut Session, form: &AbsenceForm) -> Result<SettingsView> {
    let absence = Absence {
        from: need_moment(&form.from, "from")?,
        until: parse_moment(&form.until, "until")?,
        source: form.source.clone(),
        answering: form.answering,
        ended_at: None,
    };
    session.record_office(vec![domain::record_absence(absence)?], None)?;
    settings_view(session)
}

/// "I am back": the Director ends all recorded absences.
///
/// # Errors
/// None is recorded, or it is not the Director who says it.
pub fn director_back(session: &mut Session) -> Result<SettingsView> {
    director_only(session)?;
    let now = session.now();
    let open =
        |absence: &Absence| absence.ended_at.is_none() && absence.until.is_none_or(|until| now < until);
    if !session.office.absences.iter().any(open) {
        return Err(Error::new(
            Code::AlreadyDone,
            "No absence is recorded for now or later.",
            "The Director counts as available already. Record an absence first if there was one.",
        ));
    }
    session.record_office(vec![OfficeEvent::DirectorBack], None)?;
    settings_view(session)
}
