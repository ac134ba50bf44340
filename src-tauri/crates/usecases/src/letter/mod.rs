//! Letters: drafting from the facts of the request, issuing, printing, saving a copy.

mod anchor_slip;
mod answer_facts;
mod binder;
mod certificate;
mod changes;
mod corrects;
mod count_sheet;
mod cut_off;
mod designation_memo;
mod draft;
mod facts;
mod in_words;
mod issue;
mod law;
mod looked_at;
mod order_print;
mod plain_memo;
mod print;
mod recovery_print;
mod register;
mod sealed_facts;

pub(crate) use anchor_slip::anchor_sheets;
#[cfg(feature = "testing")]
pub use binder::{binder_pages, binder_words};
pub use binder::{binder_paper, record_binder_print};
pub(crate) use certificate::certificate_sheets;
pub use count_sheet::{count_sheets, record_count_print};
pub(crate) use cut_off::{CutOff, left_over, question, reminders};
pub use cut_off::{Paper, paper_came_back, paper_goes_out, print_fell_through};
pub(crate) use designation_memo::designation_paper;
pub use designation_memo::designation_sheets;
pub use draft::{draft_page, edit_letter, letter_view};
pub(crate) use draft::{letterhead_of, page_png, paragraph_views, typeset, typeset_under};
pub(crate) use facts::library;
pub(crate) use in_words::method;
pub(crate) use issue::is_text_of_a_letter;
pub use issue::{issue_letter, letter_page, letter_text};
pub use law::Cited;
pub(crate) use law::compared;
pub(crate) use looked_at::{to_look_at, typed_letters};
pub use order_print::{PrintJob, PrintOrder, hold_job, order_print};
pub use plain_memo::paper_not_known;
pub use print::{LetterCopy, confirm_print, letter_copy, print_not_known, record_copy, record_print};
pub(crate) use recovery_print::recovery_pages;
pub(crate) use register::{register_rows, register_sheets};
