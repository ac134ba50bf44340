//! Closure days (K5): they move dates, so adding and taking back are on record.

use super::{director_only, settings_view};
use crate::view::{ClosureForm, SettingsView};
use crate::when::need_day;
use crate::{Result, Session};
use domain::Closure;

/// Adds a closure day.
///
/// # Errors
/// Not the Director; no date, no reason, or a day that is already there.
pub fn add_closure(session: &mut Session, form: &ClosureForm) -> Result<SettingsView> {
    director_only(session)?;
    let closure = Closure { date: need_day(&form.date, "date")?, reason: form.reason.clone() };
    let event = domain::add_closure(&session.office, closure)?;
    session.record_office(vec![event], None)?;
    settings_view(session)
}

/// Takes a closure day back.
///
/// # Errors
/// Not the Director, or no such day.
pub fn remove_closure(session: &mut Session, date: &str) -> Result<SettingsView> {
    director_only(session)?;
    let event = domain::remove_closure(&session.office, need_day(date, "date")?)?;
    session.record_office(vec![event], None)?;
    settings_view(session)
}
