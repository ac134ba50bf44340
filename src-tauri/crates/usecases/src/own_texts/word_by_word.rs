//! What became of a sentence, word by word.

use crate::view::OwnPiece;
use similar::{ChangeTag, TextDiff};

/// The words of before and of now, in stretches that stayed, came or went.
pub(crate) fn pieces(before: &str, now: &str) -> Vec<OwnPiece> {
    let mut pieces: Vec<OwnPiece> = Vec::new();
    for change in TextDiff::from_words(before, now).iter_all_changes() {
        let how = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Insert => "added",
            ChangeTag::Delete => "removed",
        };
        match pieces.last_mut() {
            Some(last) if last.how == how => last.text.push_str(change.value()),
            _ => pieces.push(OwnPiece { text: change.value().to_owned(), how: how.to_owned() }),
        }
    }
    pieces
}
