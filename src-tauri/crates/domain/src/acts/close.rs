//! Closing a request, and opening it again.

use super::live;
use crate::signing::was_sent;
use crate::{
    Closed, Fact, GateCode, LetterCode, LetterId, Outcome, PartId, Print, PrintOutcome, Refusal, RefusalCode,
    Request, RequestEvent, Standing, Status, passage,
};

/// A letter that must exist before closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeededLetter {
    /// Which letter of the catalogue.
    pub code: LetterCode,
    /// Its title, for the message.
    pub title: String,
    /// Whether it may be waived with a reason.
    pub waivable: bool,
    /// It tells the decision: one that went out while the part was held does not stand in for it.
    pub tells: bool,
    /// The live parts that need it. Letters that tell a decision have to answer each of them.
    pub parts: Vec<PartId>,
}

/// What closing still needs, from the policy: letters, and gates that are red for a recorded outcome.
#[derive(Debug, Clone, Default)]
pub struct ClosingNeeds {
    /// Mandatory letters.
    pub letters: Vec<NeededLetter>,
    /// Gates needed for an outcome and not met, with their names.
    pub gates: Vec<(GateCode, String)>,
    /// What was asked for here and is no part of its own yet: the name of the type each would be handled as.
    pub parts: Vec<String>,
}

/// Closes a request: every part has a final outcome, what was asked for beside them is a part of its own, every gate it needed
/// is met, every mandatory letter is printed, written outside or waived, and no firm is still in the library's systems (P20).
pub fn close_request(
    request: &Request,
    needs: &ClosingNeeds,
    reason: &str,
    _standing: &Standing,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    no_session_open(request)?;
    if !request.outcome().is_some_and(Outcome::is_final) {
        return Err(Refusal::new(
            RefusalCode::StillOpen,
            "A part has no final outcome.",
            "Decide each part first. A part that waits for counsel keeps the request open.",
        ));
    }
    if let Some((gate, name)) = needs.gates.first() {
        let message = format!("A gate that the outcome needs is not met: {name}.");
        let help = "The request page says what is missing and who can supply it.";
        return Err(Refusal::new(RefusalCode::GateNotMet, message, help).gates(vec![gate.clone()]));
    }
    if let Some(kind) = needs.parts.first() {
        let message = format!("A part of its own is still to be added: {kind}.");
        let help = "Add it from its remark on the request page; or, if it was not asked after all, correct that answer.";
        return Err(Refusal::new(RefusalCode::StillOpen, message, help));
    }
    let open: Vec<_> = needs.letters.iter().filter(|letter| !is_settled(request, letter)).collect();
    if !open.is_empty() {
        let titles: Vec<_> = open.iter().map(|letter| letter.title.as_str()).collect();
        let message = format!("Letters are still open: {}.", titles.join(", "));
        let help = "Issue and print each, file the scan of one written outside, or waive it with a reason where that is allowed.";
        return Err(Refusal::new(RefusalCode::StillOpen, message, help));
    }
    Ok(RequestEvent::Closed(Closed { reason: passage(reason, "reason")? }))
}

/// Refuses to end a request while a firm's session is open: whoever came in would stay in, with nobody watching (P20).
pub(crate) fn no_session_open(request: &Request) -> Result<(), Refusal> {
    let open: Vec<_> = request.open_sessions().collect();
    let Some(first) = open.first() else { return Ok(()) };
    let since = first.opened_at.format("%a %-d %b %Y, %-H:%M");
    let message = match open.len() {
        1 => format!("The session on ticket {}, opened {since}, is still open.", first.ticket),
        several => format!(
            "{several} sessions are still open, the first on ticket {}, opened {since}.",
            first.ticket
        ),
    };
    let help = "Close the access, see that it is closed, and record the end of the session. The request stays open until then.";
    Err(Refusal::new(RefusalCode::StillOpen, message, help))
}

/// Whether a mandatory letter is printed, delivered, written outside or waived. One that tells decisions has to have told that
/// of each part which needs it; and what was waived before a decision was not waived for what it decides.
pub fn is_settled(request: &Request, need: &NeededLetter) -> bool {
    let letters = request.letters.iter().filter(|letter| {
        let issued = &letter.what;
        issued.code == need.code
            && request.corrected_by(issued.id).is_none()
            && (issued.tells_decision || !need.tells)
            && went_out(request, issued.id)
    });
    let letters = letters.map(|letter| (&letter.what.parts, letter.at));
    let outside = request.outside.iter().filter(|letter| letter.what.code == need.code);
    let waivers = request.waivers.iter().filter(|waiver| waiver.what.code == need.code);
    let all = letters
        .chain(outside.map(|letter| (&letter.what.parts, letter.at)))
        .chain(waivers.map(|waiver| (&waiver.what.parts, waiver.at)));
    if !need.tells {
        return all.count() > 0;
    }
    let told: Vec<_> = all.collect();
    let answers = |part: &PartId| {
        told.iter()
            .any(|(parts, at)| (parts.is_empty() || parts.contains(part)) && stood(request, *part, *at))
    };
    !told.is_empty() && need.parts.iter().all(answers)
}

/// Whether an issued letter is on paper or on its way.
fn went_out(request: &Request, letter: LetterId) -> bool {
    // The last word on paper counts: a print that came out wrong is printed again.
    let on_paper = |print: &&Fact<Print>| print.what.letter == letter && print.what.is_about_paper();
    let last = request.prints.iter().rfind(on_paper);
    last.is_some_and(|print| print.what.outcome == PrintOutcome::Printed) || was_sent(request, letter)
}

/// Whether a part was decided for good, as it is now, when a letter about it was recorded.
fn stood(request: &Request, part: PartId, at: chrono::NaiveDateTime) -> bool {
    let decision = request.part(part).and_then(|part| part.decision.as_ref());
    decision.is_some_and(|decision| decision.outcome.is_final() && decision.at <= at)
}

/// Opens a closed request again, with a reason. A withdrawn one stays withdrawn.
pub fn reopen_request(
    request: &Request,
    reason: &str,
    _standing: &Standing,
) -> Result<RequestEvent, Refusal> {
    if request.status != Status::Closed {
        return Err(Refusal::new(
            RefusalCode::AlreadyDone,
            "Only a closed request can be opened again.",
            "If the request was withdrawn by mistake, start a new one and name the old number in a note.",
        ));
    }
    Ok(RequestEvent::Reopened(Closed { reason: passage(reason, "reason")? }))
}
