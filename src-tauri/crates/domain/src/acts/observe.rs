//! Writing down a visit, an offer or order to preserve, a conflict, a file.

use super::{day_of_record, happened, live};
use crate::{
    Attachment, ConflictDeclared, Matter, PersonId, Preservation, Refusal, RefusalCode, Request,
    RequestEvent, Visit, line, optional_line, passage,
};
use chrono::NaiveDateTime;

/// Largest file kept with a request: 100 MiB.
pub const ATTACHMENT_LIMIT: u64 = 100 * 1024 * 1024;

/// Records an officer's visit. Never blocked by a gate: what happened is written down.
pub fn record_visit(request: &Request, visit: Visit, now: NaiveDateTime) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let from = happened(visit.from, now, "from")?;
    let until = visit.until.map(|until| happened(until, now, "until")).transpose()?;
    if until.is_some_and(|until| until < from) {
        let help = "Check both times.";
        return Err(Refusal::new(RefusalCode::Invalid, "The visit ends before it begins.", help).at("until"));
    }
    let optional = |text: &str, field: &str| match text.trim() {
        "" => Ok(String::new()),
        text => passage(text, field),
    };
    Ok(RequestEvent::VisitRecorded(Visit {
        from,
        until,
        place: optional(&visit.place, "place")?,
        officers: passage(&visit.officers, "officers")?,
        said: passage(&visit.said, "said")?,
        done: optional(&visit.done, "done")?,
        staff: optional(&visit.staff, "staff")?,
    }))
}

/// Records that preservation was offered, or ordered.
pub fn preserve(request: &Request, kept: Preservation) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let review_on = kept.review_on.map(|day| day_of_record(day, "review_on")).transpose()?;
    if !kept.offered_only && review_on.is_none() {
        let message = "A hold without a review date would never end.";
        let help = "Enter the day on which the hold is looked at again.";
        return Err(Refusal::new(RefusalCode::Missing, message, help).at("review_on"));
    }
    let systems = kept.systems.iter().map(|system| line(system, "systems")).collect::<Result<_, _>>()?;
    let told = optional_line(Some(&kept.told), "told")?.unwrap_or_default();
    let what = passage(&kept.what, "what")?;
    let period = optional_line(Some(&kept.period), "period")?.unwrap_or_default();
    Ok(RequestEvent::PreservationRecorded(Preservation { what, period, systems, told, review_on, ..kept }))
}

/// Records the decider's word on conflict of interest (G18).
///
/// # Errors
/// A conflict without a note; one that is taken back without a word by whoever had declared it.
pub fn declare_conflict(
    request: &Request,
    word: ConflictDeclared,
    by: PersonId,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let note = optional_line(word.note.as_deref(), "note")?;
    if word.conflict && note.is_none() {
        let help = "Write in a few words who is concerned. The case then goes to somebody else.";
        return Err(Refusal::new(RefusalCode::Missing, "A conflict needs a note.", help).at("note"));
    }
    if !word.conflict && note.is_none() && Matter::of(request).recused.contains(&by) {
        let help = "Write why you are not concerned after all, and who cleared it up. Without that you stay out of this case.";
        let message = "A conflict that was declared is not taken back without a word.";
        return Err(Refusal::new(RefusalCode::Missing, message, help).at("note"));
    }
    Ok(RequestEvent::ConflictDeclared(ConflictDeclared { note, ..word }))
}

/// Keeps a file with the request. Programs are refused; everything else is kept byte-exact and never opened here.
pub fn keep_attachment(
    request: &Request,
    file: Attachment,
    is_program: bool,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    if is_program {
        return Err(Refusal::new(
            RefusalCode::Invalid,
            format!("{} is a program, whatever its name says.", file.name),
            "Programs are not kept. Ask for a PDF or a picture of the paper, or scan it yourself.",
        )
        .at("file"));
    }
    if file.size > ATTACHMENT_LIMIT {
        return Err(Refusal::new(
            RefusalCode::TooLong,
            format!("{} has {} MiB; a file may have 100 MiB.", file.name, file.size / (1024 * 1024)),
            "Nothing was stored. Scan the paper at a lower resolution or attach it in parts.",
        )
        .at("file"));
    }
    if file.size == 0 {
        let help = "Nothing was stored. Check the scan and choose it again.";
        return Err(Refusal::new(RefusalCode::Missing, format!("{} is empty.", file.name), help).at("file"));
    }
    let what = line(&file.what, "what")?;
    let name = line(&file.name, "file")?;
    Ok(RequestEvent::AttachmentKept(Attachment { what, name, ..file }))
}
