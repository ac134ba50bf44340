//! Taking a request in.

use super::{happened, live};
use crate::{
    Closed, CounselRoute, Opened, PackRef, PartAdded, PartId, PartWithdrawn, ReceiptCorrected, Received,
    Refusal, RefusalCode, Request, RequestEvent, RequestNumber, line, optional_line, passage,
};
use crate::{DataCode, Note};
use chrono::{Datelike, NaiveDateTime};

/// A request as it came in.
#[derive(Debug, Clone)]
pub struct Intake {
    /// Receipt.
    pub received: Received,
    /// Exact words; may not be empty.
    pub words: String,
    /// The open-records clocks run.
    pub records_request: bool,
}

/// Opens a request. A real one needs counsel's route on file first; a practice one does not. A sealed matter takes no serial
/// number.
pub fn open_request(
    intake: Intake,
    counsel: &CounselRoute,
    practice: bool,
    serial: Option<u32>,
    pack: &PackRef,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    let missing = counsel.missing();
    if !practice && !missing.is_empty() {
        return Err(Refusal::new(
            RefusalCode::CounselRouteMissing,
            format!("No request can start before counsel can be reached. Missing: {}.", missing.join(", ")),
            "Fill in counsel's numbers under Settings. What you typed here is kept as a draft.",
        ));
    }
    happened(intake.received.at, now, "received_at")?;
    let words = passage(&intake.words, "words")?;
    let year = intake.received.at.year();
    let number = serial.map_or_else(RequestNumber::default, |serial| RequestNumber { year, serial });
    let taken_in_by = optional_line(intake.received.taken_in_by.as_deref(), "taken_in_by")?;
    let received = Received { taken_in_by, ..intake.received };
    let pack = pack.clone();
    Ok(RequestEvent::Opened(Opened {
        number,
        received,
        words,
        pack,
        records_request: intake.records_request,
    }))
}

/// Corrects receipt; every clock is counted anew from it.
pub fn correct_receipt(
    request: &Request,
    received: Received,
    records_request: bool,
    reason: &str,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    happened(received.at, now, "received_at")?;
    let reason = passage(reason, "reason")?;
    Ok(RequestEvent::ReceiptCorrected(ReceiptCorrected { received, records_request, reason }))
}

/// A part as the person describes it.
#[derive(Debug, Clone, Default)]
pub struct NewPart {
    /// What is asked, in a few neutral words.
    pub what: String,
    /// Kinds of data it asks for.
    pub asks: Vec<DataCode>,
    /// The person it asks about, as the asker named them.
    pub about: Option<String>,
    /// The period, in words.
    pub period: Option<String>,
}

/// Whether a part can be added at all.
///
/// # Errors
/// The request has ended.
pub fn may_add_part(request: &Request) -> Result<(), Refusal> {
    live(request)
}

/// Adds a part.
pub fn add_part(request: &Request, id: PartId, part: NewPart) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let what = line(&part.what, "what")?;
    let about = match part.about.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(person) => Some(crate::name(person, "about")?),
    };
    let period = optional_line(part.period.as_deref(), "period")?;
    Ok(RequestEvent::PartAdded(PartAdded { part: id, what, asks: part.asks, about, period }))
}

/// Takes a part back at the asker's wish.
pub fn withdraw_part(request: &Request, part: PartId, reason: &str) -> Result<RequestEvent, Refusal> {
    super::live_part(request, part)?;
    if request.live_parts().count() < 2 {
        return Err(Refusal::new(
            RefusalCode::StillOpen,
            "This is the last part of the request.",
            "Withdraw the whole request instead.",
        ));
    }
    Ok(RequestEvent::PartWithdrawn(PartWithdrawn { part, reason: passage(reason, "reason")? }))
}

/// Takes the whole request back: asked for by the asker, or entered by mistake. Its number stays used.
pub fn withdraw_request(request: &Request, reason: &str) -> Result<RequestEvent, Refusal> {
    live(request)?;
    super::close::no_session_open(request)?;
    Ok(RequestEvent::Withdrawn(Closed { reason: passage(reason, "reason")? }))
}

/// Adds a note for the record.
pub fn add_note(request: &Request, text: &str) -> Result<RequestEvent, Refusal> {
    live(request)?;
    Ok(RequestEvent::NoteAdded(Note { text: passage(text, "note")? }))
}

/// A note that papers of the request were printed for its file. That happens after its end too.
pub fn note_of_a_print(text: &str) -> Result<RequestEvent, Refusal> {
    Ok(RequestEvent::NoteAdded(Note { text: passage(text, "note")? }))
}

/// Corrects an earlier entry by words; the entry itself stays.
pub fn enter_correction(request: &Request, text: &str) -> Result<RequestEvent, Refusal> {
    live(request)?;
    Ok(RequestEvent::CorrectionEntered(Note { text: passage(text, "correction")? }))
}
