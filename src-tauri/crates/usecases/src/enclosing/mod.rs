//! What goes with a letter that gives something out: it is chosen while the letter is written ([`choose_enclosures`]), shown with
//! what stands in its way ([`enclosing_view`]), frozen as the letter's manifest when it is issued, and checked again at each
//! print. The rules are `domain`'s; here the files themselves are looked at, and words are found.

mod choose_enclosures;
mod enclosing_view;
mod files;
mod sheet;

pub use choose_enclosures::choose_enclosures;
pub use enclosing_view::enclosing_view;
pub(crate) use files::{OpenFile, looked_at, open_files};
pub(crate) use sheet::{carries, chosen, draft_words, frozen, frozen_words, manifest_row, not_ready};
