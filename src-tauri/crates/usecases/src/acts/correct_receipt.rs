//! Correcting when and how a request arrived, and whether it is a request for public records.

use crate::choices::channel;
use crate::view::RequestView;
use crate::when::need_moment;
use crate::{Result, Session};
use domain::Received;

/// How it arrived, as the screen sends it.
#[derive(Debug, Clone, Default)]
pub struct ReceiptInput {
    /// ISO moment.
    pub received_at: String,
    /// Channel code.
    pub channel: String,
    /// It is handled as a request for public records, whose limits run. Nobody has to use the words for it.
    pub records_request: bool,
    /// Why it is corrected.
    pub reason: String,
}

/// Corrects receipt. Every clock is counted anew; the reason stays on record.
pub fn correct_receipt(session: &mut Session, request: &str, input: ReceiptInput) -> Result<RequestView> {
    let case = session.case(request)?;
    let received = Received {
        at: need_moment(&input.received_at, "received_at")?,
        channel: channel(&input.channel)?,
        taken_in_by: case.request.received.taken_in_by.clone(),
    };
    let (records, now) = (input.records_request, session.now());
    let event = domain::correct_receipt(&case.request, received, records, &input.reason, now)?;
    session.act(request, event)
}
