//! Strangers' files: pages drawn as pictures, and copies from which something was taken out.
//!
//! Whoever sent a file may have made it to harm whoever opens it. Its bytes are therefore read only in a helper process that
//! was closed off before it saw the first of them ([`serve`]): no file, no network, no other program, little memory, little
//! time. What comes back are plain pixels and words, which are checked like anything from a stranger; pictures for the screen
//! and redacted copies are made from the pixels here. This crate knows no vault, no request and no path.
//!
//! The helper is the program itself, started once more with one word ([`is_helper`]). A second file to install could be
//! missing, older than the program or exchanged; the program itself is always there and always of the same making.

mod burn;
mod confine;
mod draw;
mod draw_pdf;
mod draw_picture;
mod glyphs;
mod helper;
mod leak;
mod page_text;
mod pixels;
mod platform;
mod redact;
mod serve;
mod trouble;
mod wire;
mod write_pdf;

pub use confine::{CannotConfine, Limits, confine};
pub use draw::{Drawn, Kind, WIDTHS};
pub use helper::{FILE_LIMIT, Helper, PATIENCE};
pub use leak::{Leak, find_leak};
pub use page_text::{PageText, Word};
pub use pixels::{PixelBox, Pixels};
pub use redact::{Cover, Log, Order, PAGE_LIMIT, RedactError, Redacted, redact};
pub use serve::{is_helper, serve, serve_within};
pub use trouble::Trouble;
