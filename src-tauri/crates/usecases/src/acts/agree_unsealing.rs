//! The second person agrees, under their own sign-in, that a seal is lifted (N5).

use crate::view::RequestView;
use crate::{Result, Session};

/// Records the agreement. The seal stands until the Director lifts it.
///
/// # Errors
/// The Director; counsel's writing is not kept yet; no words.
pub fn agree_unsealing(session: &mut Session, request: &str, words: &str) -> Result<RequestView> {
    let case = session.case(request)?;
    let event = domain::agree_unsealing(&session.office, &case.request, session.me, words)?;
    session.act(request, event)
}
