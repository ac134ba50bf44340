//! What a request for records costs whoever asks: an estimate on receipt, and payment where the library makes release
//! depend on it (gates of the kind *fee*; Iowa Code 22.3).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An estimate of the work. Amounts are in cents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeeEstimate {
    /// Minutes of work: finding, supervising, copying; never deciding what is confidential.
    pub minutes: u32,
    /// Minutes that are free.
    pub free_minutes: u32,
    /// Actual cost of an hour of that work.
    pub hour_cents: u32,
    /// Cost of copies.
    pub copies_cents: u32,
    /// Payment comes first.
    pub prepaid: bool,
    /// Day on which the estimate was sent.
    pub sent_on: Option<NaiveDate>,
    /// Day on which it was paid.
    pub paid_on: Option<NaiveDate>,
}

impl FeeEstimate {
    /// Whether the work is within the free minutes.
    pub fn is_short(&self) -> bool {
        self.minutes <= self.free_minutes
    }

    /// What is charged, in cents: work beyond the free minutes, rounded down, and copies.
    pub fn total_cents(&self) -> u64 {
        let charged = u64::from(self.minutes.saturating_sub(self.free_minutes));
        charged * u64::from(self.hour_cents) / 60 + u64::from(self.copies_cents)
    }

    /// Whether nothing about the fee holds a release up: short and without copies to pay, or sent, and paid where payment
    /// comes first.
    pub fn is_settled(&self) -> bool {
        let free = self.is_short() && self.copies_cents == 0;
        free || (self.sent_on.is_some() && (!self.prepaid || self.paid_on.is_some()))
    }
}
