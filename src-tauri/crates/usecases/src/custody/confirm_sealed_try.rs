//! What somebody else entered in a sealed matter about reaching the Director is shown to the Director too (4.16 C 4).

use super::the_director;
use crate::view::RequestView;
use crate::{Result, Session};
use domain::EntryConfirmed;

/// The Director looked at a try: it was so, or it was not. What was done under it stands.
///
/// # Errors
/// Not the Director; no such try; looked at already; "it was not so" without a word.
pub fn confirm_sealed_try(
    session: &mut Session,
    request: &str,
    entry: u32,
    right: bool,
    note: &str,
) -> Result<RequestView> {
    let case = session.case(request)?;
    let word = EntryConfirmed { entry, right, note: note.to_owned() };
    let event = domain::confirm_try(&case.request, word, &the_director(session)?)?;
    session.act(request, event)
}
