//! Checking who the asker is.

use super::{optional, unknown_choice};
use crate::view::{IdentityForm, RequestView};
use crate::when::need_moment;
use crate::{Result, Session};
use domain::{CallBack, CallBackResult, IdentityCheck};

/// Records an identity check.
pub fn check_identity(session: &mut Session, request: &str, form: IdentityForm) -> Result<RequestView> {
    let call_back = form.called_back.then(|| call_back(&form)).transpose()?;
    let check = IdentityCheck {
        name: form.name,
        agency: optional(form.agency),
        badge: optional(form.badge),
        badge_seen: form.badge_seen,
        by_mail: form.by_mail,
        photo_id_seen: form.photo_id_seen,
        standing: optional(form.standing.clone()),
        call_back,
    };
    let event = domain::check_identity(&session.case(request)?.request, check, session.now())?;
    session.act(request, event)
}

fn call_back(form: &IdentityForm) -> Result<CallBack> {
    let result = match form.result.as_str() {
        "confirmed" => CallBackResult::Confirmed,
        "not_confirmed" => CallBackResult::NotConfirmed,
        "no_answer" => CallBackResult::NoAnswer,
        other => return Err(unknown_choice(other, "call_back_result")),
    };
    Ok(CallBack {
        number: form.number.clone(),
        found_in: form.found_in.clone(),
        spoke_with: optional(form.spoke_with.clone()),
        at: need_moment(&form.at, "call_back_at")?,
        result,
    })
}
