//! What is being typed: encrypted rows outside the chain, saved every two seconds, no evidence of anything. What belongs to
//! no request yet lies in a sealed stream of its author's own, so that secrecy holds from the first key that is pressed.

use crate::view::DraftView;
use crate::when::moment;
use crate::{Code, Error, Result, Session};
use domain::Status;
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
    if save_draft_beside(session, key, text)? == Beside::Waits {
        session.own_desk()?;
        save_draft_beside(session, key, text)?;
    }
    Ok(())
}

/// What became of a draft that came while work was reading the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// It is on the disk.
    Saved,
    /// Its author never typed anything before: the place for it has to be recorded first, which waits for the end of the work.
    Waits,
}

/// Saves what was typed while work that takes long reads the record: between two pieces of checking or copying it.
///
/// # Errors
/// As [`save_draft`].
pub fn save_draft_beside(session: &Session, key: &str, text: &str) -> Result<Beside> {
    if text.is_empty() {
        return drop_draft(session, key).map(|()| Beside::Saved);
    }
    let places = place(session, key)?;
    if text.len() > MOST_BYTES {
        return Err(Error::new(
            Code::TooLong,
            "This text is longer than one draft may be (1 MB).",
            "The draft saved before it is kept. Shorten the text, or attach it as a file.",
        )
        .at(key));
    }
    if places.ended {
        // What is still being typed when a request is sealed must not land under the number that stays behind.
        return Err(Error::new(
            Code::RequestEnded,
            "This number is withdrawn and takes nothing in any more.",
            "Go back to the list of requests and open the one to write in from there.",
        ));
    }
    let Some(stream) = places.now else { return Ok(Beside::Waits) };
    let now = session.world.now();
    session.vault.save_draft(&DraftKey { stream, name: key.to_owned() }, text.as_bytes(), now)?;
    for stream in places.before {
        session.vault.delete_draft(&DraftKey { stream, name: key.to_owned() })?;
    }
    Ok(Beside::Saved)
}

/// The drafts whose keys begin so, by key.
///
/// # Errors
/// A draft that does not open with its key.
pub fn load_drafts(session: &Session, prefix: &str) -> Result<Vec<DraftView>> {
    let hidden = session.hidden_streams();
    let is_mine = |draft: &vault::Draft| {
        draft.key.name.starts_with(prefix)
            && !hidden.contains(&draft.key.stream)
            && place(session, &draft.key.name).is_ok()
    };
    let mut found: Vec<_> = session.vault.drafts()?.into_iter().filter(is_mine).collect();
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
pub fn drop_draft(session: &Session, key: &str) -> Result<()> {
    let places = place(session, key)?;
    for stream in places.now.into_iter().chain(places.before) {
        session.vault.delete_draft(&DraftKey { stream, name: key.to_owned() })?;
    }
    Ok(())
}

/// Moves the drafts of a request that goes on under another identity.
pub(crate) fn move_drafts(session: &mut Session, from: &str, to: &str) -> Result<()> {
    let old = format!("request/{from}/");
    for draft in load_drafts(session, &old)? {
        let rest = draft.key.strip_prefix(&old).unwrap_or_default();
        save_draft(session, &format!("request/{to}/{rest}"), &draft.text)?;
        drop_draft(session, &draft.key)?;
    }
    Ok(())
}

struct Place {
    /// Where the draft belongs; none where that stream does not exist before the first draft in it.
    now: Option<StreamId>,
    /// Where it may still lie from before.
    before: Vec<StreamId>,
    /// It belongs to an ordinary number that is withdrawn.
    ended: bool,
}

/// The stream a draft belongs to by its key: `request/<id>/…` lies with the request, what concerns counsel with counsel's
/// words, everything else on the author's own desk.
fn place(session: &Session, key: &str) -> Result<Place> {
    if key.is_empty() || key.len() > MOST_KEY_BYTES || key.chars().any(char::is_control) {
        return Err(Error::new(
            Code::Invalid,
            "A draft was sent under a name that cannot be used.",
            "What was saved before is kept. Lock and open again; if it returns, ask for support.",
        ));
    }
    // Drafts of earlier versions of the program lie in the office's stream.
    let (office, desk) = (session.office_stream, session.desks.get(&session.me).copied());
    let mut steps = key.split('/');
    if steps.next() != Some("request") {
        return Ok(Place { now: desk, before: vec![office], ended: false });
    }
    let case = session.case(steps.next().unwrap_or_default())?;
    let is_counsel = steps.next() == Some("counsel");
    let is_sealed = case.request.sealing.is_some();
    let own = if is_sealed { Some(case.stream) } else { desk };
    let (now, before) = match (is_counsel, case.counsel_of(session.me)) {
        (false, _) => (Some(case.stream), Vec::new()),
        // Before their own privileged stream begins only its author can read what is asked there.
        (true, None) => (own, vec![office]),
        (true, Some(counsel)) => (Some(counsel), own.into_iter().chain([office]).collect()),
    };
    Ok(Place { now, before, ended: case.request.status == Status::Withdrawn && !is_sealed })
}
