//! The Director's word that the clock ran ahead when an earlier entry was made.

use crate::view::CustodyView;
use crate::{Result, Session};

/// Records it with its reason. From then on the clock of this moment counts, and whoever had authority has it again.
///
/// # Errors
/// No entry claims a later moment; somebody else than the Director; no reason.
pub fn correct_clock(session: &mut Session, reason: &str) -> Result<CustodyView> {
    let event = domain::correct_clock(&session.office, session.me, reason, session.now())?;
    session.keep(vec![event])
}
