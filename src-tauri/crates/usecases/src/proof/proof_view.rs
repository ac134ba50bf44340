//! What the screen of proof draws before anything was asked.

use crate::view::{AnchorView, ProofView};
use crate::when::{age_words, day};
use crate::{Session, proof};

/// The end of the record as it is now, and when one was last taken onto paper.
pub fn proof_view(session: &Session) -> ProofView {
    // The day it is taken, not the day of the last entry: that would tell of an entry that the viewer may not know of.
    let taken_on = day(session.now().date());
    ProofView {
        anchor: AnchorView { day: taken_on, code: proof::spaced(&session.vault.anchor().code) },
        taken: session.office.last_anchor.map(|at| age_words(at, session.now())),
    }
}
