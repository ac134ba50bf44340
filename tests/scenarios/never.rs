//! What must be found nowhere, looked for in everything that is shown.

use crate::shown::Shown;
use crate::story::{MustNot, Unseen};
use usecases::view::*;

/// Words and data that are where they must not be.
pub(crate) fn found(must_not: &MustNot, shown: &[Shown], pages: &[RequestView]) -> Vec<String> {
    let mut found = Vec::new();
    for piece in shown {
        let text = piece.text.to_lowercase();
        let holds = |words: &&String| text.contains(&words.to_lowercase());
        found.extend(
            must_not
                .appear
                .iter()
                .filter(holds)
                .map(|words| format!("{}: {} holds {words:?}", piece.by, piece.place)),
        );
        if piece.outward {
            let written = must_not.be_written.iter().filter(holds);
            found.extend(written.map(|words| format!("{} holds {words:?}: {}", piece.place, piece.text)));
        }
    }
    for part in pages.iter().flat_map(|page| &page.parts) {
        for code in &must_not.go_out {
            if out_of(part).contains(&code.as_str()) {
                found.push(format!("part {}: {code} can go out", part.serial));
            }
        }
    }
    found
}

/// Words of a sealed matter in what somebody sees who was not told of it.
pub(crate) fn told(unseen: &Unseen, shown: &[Shown]) -> Vec<String> {
    let theirs = shown.iter().filter(|piece| unseen.by.contains(&piece.by));
    let told = theirs.flat_map(|piece| {
        let text = piece.text.to_lowercase();
        let found = unseen.words.iter().filter(move |words| text.contains(&words.to_lowercase()));
        found.map(move |words| format!("{} sees {words:?} in {}", piece.by, piece.place))
    });
    told.collect()
}

/// Kinds of data that the policy lets out of a part, and those planned under a decision to give something out.
fn out_of(part: &PartView) -> Vec<&str> {
    let allowed = part.ruling.iter().flat_map(|ruling| &ruling.allowed).map(|kind| kind.code.as_str());
    let gives_out =
        part.decision.as_ref().is_some_and(|made| matches!(made.outcome.as_str(), "R" | "RP" | "A"));
    let planned = part.plan.iter().filter(|_| gives_out).flat_map(|plan| &plan.fields);
    allowed.chain(planned.map(|field| field.data.as_str())).collect()
}
