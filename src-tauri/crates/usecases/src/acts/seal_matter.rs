//! Sealing a request: it goes on as a sealed matter, and its number stays behind, withdrawn like any that is not used further.

use crate::view::RequestView;
use crate::{Error, Result, Session};
use domain::{RequestEvent, RequestId, SealedCode, SealedOpened, seal_request};
use std::collections::BTreeSet;

/// Seals a request by the word of whoever handles it. Nothing has to be met first (INV-3).
///
/// # Errors
/// No reason; it was sealed before; its number is withdrawn.
pub fn seal_matter(session: &mut Session, request: &str, because: &str) -> Result<RequestView> {
    seal(session, request, because.to_owned(), Vec::new())
}

/// Seals a request and records these events under the seal, in one transaction.
pub(crate) fn seal(
    session: &mut Session,
    request: &str,
    because: String,
    events: Vec<RequestEvent>,
) -> Result<RequestView> {
    let case = session.case(request)?;
    let opener = case.log.first().map(|entry| entry.by);
    let old = case.request.id;
    let opened = opened(session, because, opener)?;
    let (first, last) = seal_request(&session.case(request)?.request, opened)?;
    let id = RequestId(session.world.id()?);
    let events = std::iter::once(first).chain(events).collect();
    session.open_sealed(id, events, Some((old, last)))?;
    let (from, to) = (old.to_string(), id.to_string());
    // The seal stands. What was being typed under the number that stays behind is under that number's keys until it is moved;
    // where it cannot be moved it must not stay there.
    if let Err(error) = crate::drafts::move_drafts(session, &from, &to) {
        let message = format!(
            "The matter is sealed. What was being typed could not be moved into it and still lies with the old number. {}",
            error.message
        );
        return Err(Error {
            message,
            help: "Open the sealed matter, type it there once more, and clear it in the old place."
                .to_owned(),
            ..error
        });
    }
    crate::request_view::refresh_request(session, &to)
}

/// The first event of a matter that is sealed from its first word.
pub(crate) fn first_of_sealed(session: &Session, because: String) -> Result<RequestEvent> {
    Ok(domain::open_sealed(opened(session, because, None)?)?)
}

/// Read in are whoever received it or seals it, and the Director as custodian.
fn opened(session: &Session, because: String, opener: Option<domain::PersonId>) -> Result<SealedOpened> {
    let director = session.office.director().map(|director| director.id);
    let read_in: BTreeSet<_> = [Some(session.me), director, opener].into_iter().flatten().collect();
    let code = SealedCode::from_random(session.world.id()?);
    Ok(SealedOpened { code, because, read_in: read_in.into_iter().collect(), continues: None })
}
