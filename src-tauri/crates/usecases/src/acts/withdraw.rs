//! Taking a part or a request back.

use super::part_id;
use crate::view::RequestView;
use crate::{Result, Session};

/// Takes a part back at the asker's wish.
pub fn withdraw_part(session: &mut Session, request: &str, part: &str, reason: &str) -> Result<RequestView> {
    let event = domain::withdraw_part(&session.case(request)?.request, part_id(part)?, reason)?;
    session.act(request, event)
}

/// Takes the whole request back. Its number stays used.
pub fn withdraw_request(session: &mut Session, request: &str, reason: &str) -> Result<RequestView> {
    let event = domain::withdraw_request(&session.case(request)?.request, reason)?;
    session.act(request, event)
}
