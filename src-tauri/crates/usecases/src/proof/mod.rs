//! That nobody rewrote the record: the full check, the line to keep on paper, and what a line on paper says. One verb per file.

mod check_anchor;
mod letter_register;
mod proof_view;
mod take_anchor;
mod verify;

pub use check_anchor::check_anchor;
pub use letter_register::{letter_register, record_register_print, register_paper};
pub use proof_view::proof_view;
pub use take_anchor::{AnchorSlip, anchor_slip, note_anchor, record_anchor_print};
pub use verify::{verify_telling, verify_vault};

pub(crate) use take_anchor::went_to_the_printer;
pub(crate) use verify::{anchor_words, grouped};

/// A code as it is read from paper: five letters, a space, and so on.
pub(crate) fn spaced(code: &str) -> String {
    let groups: Vec<_> = code.as_bytes().chunks(5).map(String::from_utf8_lossy).collect();
    groups.join(" ")
}
