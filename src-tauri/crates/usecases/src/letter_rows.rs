//! The letters of a request: needed, drafted, issued, written outside, waived.

use crate::session::{Case, Session};
use crate::timeline::who;
use crate::view::{IssuedRow, LetterRow, OutsideRow, Tone};
use crate::when::{day_words, moment};
use crate::{Result, ruling};
use domain::{Delivery, Fact, LetterCode, PrintOutcome, PrintedJob, Request};
use policy::{LetterNeed, Reply};

/// One row for each letter the policy calls for, and for each that exists already.
pub(crate) fn rows(session: &Session, case: &Case, reply: &Reply) -> Result<Vec<LetterRow>> {
    let pack = session.pack_of(&case.request)?;
    let mut needs = ruling::letter_needs(reply);
    for issued in &case.request.letters {
        if !needs.iter().any(|need| need.code == issued.what.code) {
            needs.push(LetterNeed {
                code: issued.what.code.clone(),
                title: issued.what.title.clone(),
                mandatory: false,
                when: "issued earlier".to_owned(),
                waivable: true,
                internal: issued.what.internal,
                privileged: issued.what.privileged,
                points: Vec::new(),
                while_held: !issued.what.tells_decision,
            });
        }
    }
    let needed = ruling::needed_letters(session, &case.request)?;
    let is_open = |code: &LetterCode| {
        needed.iter().any(|need| need.code == *code && !domain::is_settled(&case.request, need))
    };
    needs
        .into_iter()
        .map(|need| {
            let issued = issued(session, &case.request, &need.code);
            let (state, tone) = state(&case.request, &need, &issued, is_open(&need.code));
            let when = pack.letter(&need.code).map(|entry| entry.when.clone()).unwrap_or_default();
            Ok(LetterRow {
                blocked: ruling::letter_blocked(session, &case.request, need.code.as_str())?,
                has_text: session.texts.text(need.code.as_str()).is_some(),
                why: format!("{when}. Due: {}.", need.when),
                code: need.code.to_string(),
                title: need.title,
                mandatory: need.mandatory,
                waivable: need.waivable,
                state: state.to_owned(),
                tone,
                internal: need.internal,
                outside: outside(&case.request, &need.code),
                issued,
            })
        })
        .collect()
}

fn state(request: &Request, need: &LetterNeed, issued: &[IssuedRow], is_open: bool) -> (&'static str, Tone) {
    if !is_open && request.waivers.iter().any(|waiver| waiver.what.code == need.code) {
        return ("Waived", Tone::Done);
    }
    let outside = outside(request, &need.code);
    let last_went_out = issued.first().is_some_and(|letter| letter.printed || letter.delivered);
    if is_open && (last_went_out || (issued.is_empty() && !outside.is_empty())) {
        return ("To be written again", Tone::Open);
    }
    if outside.iter().any(|letter| letter.delivered) {
        return ("Delivered", Tone::Done);
    }
    if !outside.is_empty() {
        return ("Written outside", Tone::Done);
    }
    match issued.first() {
        Some(letter) if letter.delivered => ("Delivered", Tone::Done),
        Some(letter) if letter.printed => ("Printed", Tone::Done),
        Some(_) => ("Issued, not printed", Tone::Wait),
        None if need.mandatory => ("To be written", Tone::Open),
        None => ("Not needed now", Tone::Open),
    }
}

fn outside(request: &Request, code: &LetterCode) -> Vec<OutsideRow> {
    let of_code = request.outside.iter().rev().filter(|letter| letter.what.code == *code);
    of_code
        .map(|letter| {
            let sent = request.deliveries.iter().filter(|sent| sent.what.letter == Some(letter.what.id));
            OutsideRow {
                id: letter.what.id.to_string(),
                dated: day_words(letter.what.dated),
                signed_by: letter.what.signed_by.clone(),
                delivered: sent.clone().any(|sent| sent.what.sent_at.is_some()),
                history: sent.map(delivered_line).collect(),
            }
        })
        .collect()
}

fn delivered_line(sent: &Fact<Delivery>) -> String {
    format!("{}: {}", moment(sent.at).words, crate::choices::delivery_words(sent.what.method))
}

fn issued(session: &Session, request: &Request, code: &LetterCode) -> Vec<IssuedRow> {
    let of_code = request.letters.iter().rev().filter(|letter| letter.what.code == *code);
    of_code
        .map(|letter| {
            let id = letter.what.id;
            let prints = request.prints.iter().filter(|print| print.what.letter == id);
            let sent = request.deliveries.iter().filter(|sent| sent.what.letter == Some(id));
            let mut times = 0;
            let mut history: Vec<String> = prints
                .clone()
                .map(|print| {
                    let what = match (print.what.looked_right, print.what.outcome) {
                        (Some(true), _) => "the paper looked right",
                        (Some(false), _) => "the paper came out wrong",
                        (None, PrintOutcome::Printed) if times == 0 => "printed",
                        (None, PrintOutcome::Printed) => "printed again",
                        (None, PrintOutcome::Cancelled) => "printing cancelled",
                        (None, PrintOutcome::Failed) => "printing failed",
                    };
                    times += u32::from(print.what.outcome == PrintOutcome::Printed);
                    let job = print.what.job.as_ref().map(job_words).unwrap_or_default();
                    format!("{}: {what}{job}", moment(print.at).words)
                })
                .collect();
            history.extend(sent.clone().map(delivered_line));
            let copies = request.copies.iter().filter(|copy| copy.what.letter == id);
            let earlier = letter.what.corrects.and_then(|id| request.letter(id));
            history.extend(earlier.map(|old| format!("Corrects the one issued on {}", moment(old.at).words)));
            let newer = request.corrected_by(id);
            history
                .extend(newer.map(|new| format!("Corrected by the one issued on {}", moment(new.at).words)));
            history.extend(copies.map(|copy| format!("{}: a copy left the vault", moment(copy.at).words)));
            IssuedRow {
                id: id.to_string(),
                at: moment(letter.at),
                signer: who(session, letter.what.signer, letter.what.capacity),
                pages: letter.what.pages,
                hash: letter.what.sha256.chars().take(16).collect(),
                printed: prints.clone().any(|print| print.what.outcome == PrintOutcome::Printed),
                delivered: sent.clone().any(|sent| sent.what.sent_at.is_some()),
                corrected: newer.is_some(),
                cut_off: crate::letter::question(session, id),
                manifest: crate::enclosing::manifest_row(request, &letter.what),
                history,
            }
        })
        .collect()
}

/// What went to the printer in one print.
fn job_words(job: &PrintedJob) -> String {
    let sheets = if job.sheets == 1 { "1 sheet".to_owned() } else { format!("{} sheets", job.sheets) };
    format!(", {sheets}, SHA-256 {}…", job.sha256.chars().take(16).collect::<String>())
}
