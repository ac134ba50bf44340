//! What somebody else entered about the Director's absence is shown to the Director on return (4.16 C 4).

use super::the_director;
use crate::view::CustodyView;
use crate::{Result, Session};
use domain::EntryConfirmed;

/// The Director looked at an entry: it was so, or it was not. What was done under it stands.
///
/// # Errors
/// Not the Director; no such entry; looked at already; "it was not so" without a word.
pub fn confirm_entry(session: &mut Session, entry: u32, right: bool, note: &str) -> Result<CustodyView> {
    let standing = the_director(session)?;
    let word = EntryConfirmed { entry, right, note: note.to_owned() };
    let event = domain::confirm_entry(&session.office, word, &standing)?;
    session.keep(vec![event])
}
