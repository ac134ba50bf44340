//! Fees, sessions of firms, and statements in writing.

use super::Tone;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

form!(
    /// An estimate of the work.
    FeeForm {
        /// Minutes of work.
        minutes: String,
        /// Minutes that are free.
        free_minutes: String,
        /// Actual cost of an hour, as an amount of money.
        hour: String,
        /// Cost of copies, as an amount of money.
        copies: String,
        /// Payment comes first.
        prepaid: bool,
        /// ISO date on which it was sent.
        sent_on: String,
        /// ISO date on which it was paid.
        paid_on: String,
    }
);
form!(
    /// A firm's session.
    VendorSessionForm {
        /// The firm's ticket.
        ticket: String,
        /// The firm's person.
        person: String,
        /// System that is opened.
        system: String,
        /// Who watches.
        supervisor: String,
        /// ISO time.
        opened_at: String,
        /// ISO time; empty while it is open.
        closed_at: String,
        /// What was done and seen.
        done: String,
    }
);
form!(
    /// A statement in writing that came in after an answer.
    StatementForm {
        /// ISO time at which it was received.
        received_at: String,
        /// Who signed it.
        signer: String,
        /// What it says.
        says: String,
        /// The kept copy; empty without one.
        copy: String,
    }
);

/// The fee of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FeeView {
    /// The last estimate, or an empty one with the policy's free minutes.
    pub form: FeeForm,
    /// What it comes to, a line each; empty while nothing is recorded.
    pub lines: Vec<String>,
    /// State word; empty while nothing is recorded.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
}

/// A session on the request page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SessionView {
    /// It is open: the request cannot end.
    pub open: bool,
    /// In words.
    pub words: String,
    /// For the form that closes it.
    pub form: VendorSessionForm,
}
