//! What is being typed: encrypted rows outside the chain, saved every two seconds, no evidence of anything.

use crate::view::DraftView;
use crate::when::moment;
use crate::{Code, Error, Result, Session};
use domain::{Refusal, RequestId};
use vault::{DraftKey, StreamId};

/// The most one draft may hold, in bytes.
const MOST_BYTES: usize = 1024 * 1024;
/// The longest key, in bytes.
const MOST_KEY_BYTES: usize = 200;

/// Saves what was typed under a key, in place of what was there. An empty text drops the draft.
///
/// # Errors
/// Too long a text or key: the draft saved before is kept. A request that is not there.
pub fn save_draft(session: &mut Session, key: &str, text: &str) -> Result<()> {
    if text.is_empty() {
        return drop_draft(session, key);
    }
    let place = place(session, key)?;
    if text.len() > MOST_BYTES {
        return Err(Error::new(
            Code::TooLong,
            "This text is longer than one draft may be (1 MB).",
            "The draft saved before it is kept. Shorten the text, or attach it as a file.",
        )
        .at(key));
    }
    let now = session.world.now();
    session.vault.save_draft(&DraftKey { stream: place.now, name: key.to_owned() }, text.as_bytes(), now)?;
    match place.before {
        Some(stream) => Ok(session.vault.delete_draft(&DraftKey { stream, name: key.to_owned() })?),
        None => Ok(()),
    }
}

/// The drafts whose keys begin so, by key.
///
/// # Errors
/// A draft that does not open with its key.
pub fn load_drafts(session: &Session, prefix: &str) -> Result<Vec<DraftView>> {
    let mut found: Vec<_> =
        session.vault.drafts()?.into_iter().filter(|draft| draft.key.name.starts_with(prefix)).collect();
    // The same key can lie in two streams when the privileged one began in between: the later one counts.
    found.sort_by(|a, b| a.key.name.cmp(&b.key.name).then(b.saved_at.cmp(&a.saved_at)));
    found.dedup_by(|later, first| later.key.name == first.key.name);
    let view = |draft: vault::Draft| DraftView {
        text: String::from_utf8_lossy(&draft.bytes).into_owned(),
        saved: moment(draft.saved_at.naive_local()),
        key: draft.key.name,
    };
    Ok(found.into_iter().map(view).collect())
}

/// Drops a draft; nothing happens when there is none.
///
/// # Errors
/// The disk refused.
pub fn drop_draft(session: &mut Session, key: &str) -> Result<()> {
    let place = place(session, key)?;
    for stream in [Some(place.now), place.before].into_iter().flatten() {
        session.vault.delete_draft(&DraftKey { stream, name: key.to_owned() })?;
    }
    Ok(())
}

struct Place {
    /// Where the draft belongs.
    now: StreamId,
    /// Where it may still lie from before.
    before: Option<StreamId>,
}

/// The stream a draft belongs to by its key: `request/<id>/…` lies with the request, what concerns counsel with counsel's
/// words, everything else with the office.
fn place(session: &Session, key: &str) -> Result<Place> {
    if key.is_empty() || key.len() > MOST_KEY_BYTES || key.chars().any(char::is_control) {
        return Err(Error::new(
            Code::Invalid,
            "A draft was sent under a name that cannot be used.",
            "What was saved before is kept. Lock and open again; if it returns, ask for support.",
        ));
    }
    let office = session.office_stream;
    let mut steps = key.split('/');
    if steps.next() != Some("request") {
        return Ok(Place { now: office, before: None });
    }
    let id: RequestId = steps.next().and_then(|id| id.parse().ok()).ok_or_else(Refusal::not_found)?;
    let case = session.cases.get(&id).ok_or_else(Refusal::not_found)?;
    let is_counsel = steps.next() == Some("counsel");
    Ok(match (is_counsel, case.counsel_stream) {
        (false, _) => Place { now: case.stream, before: None },
        // Before counsel's stream begins only the Director can read the office stream's drafts of this seat.
        (true, None) => Place { now: office, before: None },
        (true, Some(counsel)) => Place { now: counsel, before: Some(office) },
    })
}
