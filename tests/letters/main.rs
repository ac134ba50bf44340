//! The catalogue of letters, its texts and the rows that call for them: the catalogue and the texts agree, and every letter
//! that a row names is written from a decision of that row, made through the use cases on a real vault file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops by panicking")]

mod catalogue;
#[allow(dead_code, reason = "the desk of the stories has more than this walk needs")]
#[path = "../stories/desk.rs"]
mod desk;
mod rows;
mod typed;
