//! A statement in writing that came in after an answer (P28).

use super::attachment_id;
use crate::view::{RequestView, StatementForm};
use crate::when::need_moment;
use crate::{Result, Session};
use domain::Statement;

/// Records that a statement in writing was received. A later one replaces none: each stays.
///
/// # Errors
/// A moment in the future or before the request, a missing signer or missing words, or a copy that is not kept here.
pub fn record_statement(session: &mut Session, request: &str, form: StatementForm) -> Result<RequestView> {
    let statement = Statement {
        received_at: need_moment(&form.received_at, "received_at")?,
        signer: form.signer,
        says: form.says,
        copy: attachment_id(&form.copy)?,
    };
    let event = domain::record_statement(&session.case(request)?.request, statement, session.now())?;
    session.act(request, event)
}
