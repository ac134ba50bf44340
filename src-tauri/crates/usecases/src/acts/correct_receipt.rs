//! Correcting when and how a request arrived.

use crate::choices::channel;
use crate::view::RequestView;
use crate::when::need_moment;
use crate::{Result, Session};
use domain::Received;

/// Corrects receipt. Every clock is counted anew; the reason stays on record.
pub fn correct_receipt(
    session: &mut Session,
    request: &str,
    received_at: &str,
    channel_code: &str,
    reason: &str,
) -> Result<RequestView> {
    let case = session.case(request)?;
    let received = Received {
        at: need_moment(received_at, "received_at")?,
        channel: channel(channel_code)?,
        taken_in_by: case.request.received.taken_in_by.clone(),
    };
    let records_request = case.request.records_request;
    let event = domain::correct_receipt(&case.request, received, records_request, reason, session.now())?;
    session.act(request, event)
}
