//! Redacted copies of kept files: drawing boxes, making the copy, seeing it before it is kept, and the second look at it.
//!
//! The steps are apart so that the record is not held while a stranger's file is drawn: [`order_copy`] takes out what is
//! needed, [`CopyOrder::make`] works without the record, [`hold_copy`] lays the copy on the desk, where its pages are shown
//! from its very bytes ([`held_copy`]), and [`keep_copy`] keeps exactly those.

mod boxes;
mod copy_rows;
mod keep_copy;
mod look_at_copy;
mod make_copy;
mod redaction_view;

pub use boxes::place_boxes;
pub(crate) use copy_rows::{copy_row, is_redactable};
pub use keep_copy::{held_copy, hold_copy, keep_copy};
pub use look_at_copy::look_at_copy;
pub use make_copy::{CopyOrder, MadeCopy, order_copy};
pub use redaction_view::redaction_view;
