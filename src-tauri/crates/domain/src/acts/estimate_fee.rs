//! What a request for records costs whoever asks (Iowa Code 22.3).

use super::{live, past_day};
use crate::{FeeEstimate, Refusal, RefusalCode, Request, RequestEvent};
use chrono::NaiveDate;

/// Two working weeks: more is a slip of the hand.
const MOST_MINUTES: u32 = 80 * 60;

/// Records the minutes of work, the estimate, when it was sent and when it was paid.
///
/// # Errors
/// Impossible minutes or dates, days that are still to come, or a payment for an estimate that was not sent.
pub fn estimate_fee(
    request: &Request,
    estimate: FeeEstimate,
    today: NaiveDate,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    if estimate.minutes > MOST_MINUTES {
        let help = "Enter minutes, not seconds. Larger work is split into several requests.";
        return Err(Refusal::new(RefusalCode::Invalid, "More than 80 hours of work.", help).at("minutes"));
    }
    let sent_on = estimate.sent_on.map(|day| past_day(day, today, "sent_on")).transpose()?;
    let paid_on = estimate.paid_on.map(|day| past_day(day, today, "paid_on")).transpose()?;
    match (sent_on, paid_on) {
        (None, Some(_)) => {
            let help = "Enter the day on which the estimate was sent first.";
            Err(Refusal::new(RefusalCode::Missing, "Paid, but never sent.", help).at("sent_on"))
        }
        (Some(sent), Some(paid)) if paid < sent => {
            let help = "Check both days.";
            Err(Refusal::new(RefusalCode::Invalid, "Paid before it was sent.", help).at("paid_on"))
        }
        _ => Ok(RequestEvent::FeeEstimated(FeeEstimate { sent_on, paid_on, ..estimate })),
    }
}
