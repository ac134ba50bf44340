//! A statement in writing came in that somebody owed after an answer (P28).

use super::{happened, live};
use crate::wording::clock_words;
use crate::{Refusal, RefusalCode, Request, RequestEvent, Statement, line, passage};
use chrono::NaiveDateTime;

/// Records that a statement in writing was received.
///
/// # Errors
/// One received in the future or before the request; one without a signer or without words; a copy that is not kept with
/// the request. Each names its field.
pub fn record_statement(
    request: &Request,
    statement: Statement,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let received_at = happened(statement.received_at, now, "received_at")?;
    let came_in = request.received.at;
    if received_at < came_in {
        let message =
            format!("{} is before the request came in ({}).", clock_words(received_at), clock_words(came_in));
        let help = "Enter when the statement was received. A letter that came before the request is no answer to it; attach \
                    it as a file.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("received_at"));
    }
    if statement.copy.is_some_and(|copy| request.attachment(copy).is_none()) {
        return Err(Refusal::not_found().at("copy"));
    }
    Ok(RequestEvent::StatementRecorded(Statement {
        received_at,
        signer: line(&statement.signer, "signer")?,
        says: passage(&statement.says, "says")?,
        copy: statement.copy,
    }))
}
