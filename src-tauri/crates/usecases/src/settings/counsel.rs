//! How counsel is reached. Without it no real request starts.

use super::settings_view;
use crate::view::{CounselForm, SettingsView};
use crate::{Error, Result, Session};
use domain::{CounselRoute, OfficeEvent};

/// Saves counsel's numbers.
///
/// # Errors
/// A field that is missing or too long.
pub fn save_counsel(session: &mut Session, form: &CounselForm) -> Result<SettingsView> {
    let event = checked_counsel(counsel_of(form))?;
    session.record_office(vec![event], None)?;
    settings_view(session)
}

pub(crate) fn counsel_of(form: &CounselForm) -> CounselRoute {
    CounselRoute {
        department: form.department.clone(),
        lawyer: form.lawyer.clone(),
        phone: form.phone.clone(),
        email: form.email.clone(),
        hours: form.hours.clone(),
        after_hours: form.after_hours.clone(),
    }
}

/// The event, or the refusal with the field that is missing.
pub(crate) fn checked_counsel(route: CounselRoute) -> Result<OfficeEvent> {
    let fields = [
        ("department", &route.department),
        ("phone", &route.phone),
        ("hours", &route.hours),
        ("after_hours", &route.after_hours),
    ];
    let missing = fields.into_iter().find(|(_, text)| text.trim().is_empty()).map(|(field, _)| field);
    domain::set_counsel_route(route).map_err(|refusal| match missing {
        Some(field) => Error::from(refusal).at(field),
        None => refusal.into(),
    })
}
