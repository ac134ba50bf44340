//! The holds of a request, in words.

use crate::retention::word_words;
use crate::session::Session;
use crate::timeline::who;
use crate::view::HoldView;
use crate::when::time_words;
use domain::{Capacity, Hold, HoldGround, Request};

/// The holds, newest first.
pub(crate) fn hold_views(session: &Session, request: &Request) -> Vec<HoldView> {
    request.holds.iter().rev().map(|hold| view(session, hold)).collect()
}

fn view(session: &Session, hold: &Hold) -> HoldView {
    let placed = &hold.placed;
    let by = who(session, placed.by, Capacity::Staff);
    let on = time_words(placed.at);
    HoldView {
        number: hold.number,
        why: placed.what.why.clone(),
        placed: match hold.ground {
            HoldGround::Placed => format!("{by}, {on}. {}", word_words(&placed.what.word)),
            HoldGround::Preservation => format!("{by}, {on}, with the preservation that was ordered."),
        },
        lifted: hold.lifted.as_ref().map(|lifted| {
            let by = who(session, lifted.by, Capacity::Director);
            format!(
                "{} ({by}, {}). {}",
                lifted.what.why,
                time_words(lifted.at),
                word_words(&lifted.what.word)
            )
        }),
    }
}
