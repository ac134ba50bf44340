//! What the screen of proof draws before anything was asked.

use crate::view::{AnchorView, ProofView};
use crate::when::{age_words, day};
use crate::{Session, proof};

/// The end of the record as it is now, and when one was last taken onto paper.
pub fn proof_view(session: &Session) -> ProofView {
    let anchor = session.vault.anchor();
    ProofView {
        anchor: AnchorView { day: day(anchor.date), code: proof::spaced(&anchor.code) },
        taken: session.office.last_anchor.map(|at| age_words(at, session.now())),
    }
}
