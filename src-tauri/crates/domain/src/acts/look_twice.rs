//! The second look (G13): by another authorized person, or by the decider after a forced pause when nobody else is there.

use super::live_part;
use crate::{
    LetterCode, Looking, PartId, Refusal, RefusalCode, Request, RequestEvent, SecondLookStarted,
    SecondLookTaken, optional_line, passage,
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Opens the release set and the letter a first time: the pause begins. A denial has no release set; then it is the letter.
pub fn start_second_look(
    request: &Request,
    part: PartId,
    _looking: &Looking,
) -> Result<RequestEvent, Refusal> {
    let part = live_part(request, part)?;
    Ok(RequestEvent::SecondLookStarted(SecondLookStarted { part: part.id, plan_version: part.plan_version }))
}

/// What somebody says of a second look.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// What was compared and found.
    pub found: String,
    /// Why whoever began it looks again, where somebody else could.
    pub alone: String,
}

impl From<&str> for Look {
    fn from(found: &str) -> Self {
        Self { found: found.to_owned(), alone: String::new() }
    }
}

/// Records a second look. `letters` are the digests of the letters' free words by then. Whoever decides waits until the pause
/// is over, and says why nobody else looks if somebody could; whoever may only look is the second person by that alone.
pub fn take_second_look(
    request: &Request,
    part: PartId,
    look: &Look,
    letters: std::collections::BTreeMap<LetterCode, String>,
    looking: &Looking,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    let part = live_part(request, part)?;
    let started = request.second_looks.get(&part.id).and_then(|look| look.started.as_ref());
    let Some(started) = started.filter(|started| started.what == part.plan_version) else {
        return Err(Refusal::new(
            RefusalCode::Missing,
            "The release set was not opened for a first look since it last changed.",
            "Open the release set and the letter once; when the pause is over, look at both again.",
        ));
    };
    // The gate counts a look of the decider's own only after the pause, whoever began it.
    let alone_with_it = looking.decides();
    let over = started.at + looking.pause();
    if alone_with_it && now < over {
        return Err(Refusal::new(
            RefusalCode::TooSoon,
            format!("The pause runs until {}.", over.format("%H:%M")),
            "Do something else and come back, or let another authorized person look now.",
        ));
    }
    let alone = optional_line(Some(&look.alone), "alone")?.filter(|_| alone_with_it);
    if alone_with_it && !looking.others().is_empty() && alone.is_none() {
        let message = "Somebody else could look at this now.";
        let help =
            "Let another authorized person look under their own passphrase, or write why that cannot be.";
        return Err(Refusal::new(RefusalCode::Missing, message, help).at("alone"));
    }
    let found = passage(&look.found, "found")?;
    let plan_version = part.plan_version;
    Ok(RequestEvent::SecondLookTaken(SecondLookTaken { part: part.id, plan_version, found, letters, alone }))
}
