//! Issuing, printing, copying, delivering, waiving letters.

use super::{happened, live};
use crate::{
    Delivery, DeliveryMethod, IssuedLetter, LetterCopySaved, LetterId, NeededLetter, OutsideLetter, Print,
    PrintOutcome, Refusal, RefusalCode, Request, RequestEvent, Signing, Standing, Waiver, line,
    optional_line, passage,
};
use chrono::NaiveDateTime;

/// By what right somebody signs.
#[derive(Debug, Clone, Copy)]
pub enum Signature<'a> {
    /// With authority to decide, and nothing that waits for the Director: every letter that answers a request.
    Decider(&'a Signing),
    /// As its author: receipts and memos that anybody handling the request may write.
    Author,
}

/// Issues a letter: frozen from now on. A letter that tells a decision needs every part it answers decided.
pub fn issue_letter(
    request: &Request,
    letter: IssuedLetter,
    tells_decision: bool,
    signature: Signature<'_>,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    for id in &letter.parts {
        let part = request.part(*id).filter(|part| !part.withdrawn).ok_or_else(Refusal::not_found)?;
        let decided = part.decision.as_ref().is_some_and(|decision| decision.outcome.is_final());
        if tells_decision && !decided {
            return Err(Refusal::new(
                RefusalCode::StillOpen,
                format!("Part {} is not decided, and this letter tells the decision.", part.serial),
                "Decide the part first. The draft of the letter is kept.",
            ));
        }
    }
    if tells_decision && matches!(signature, Signature::Author) {
        return Err(Refusal::new(
            RefusalCode::NoAuthority,
            "This letter tells a decision; only somebody with authority to decide signs it.",
            "Leave it as a draft for the Director.",
        ));
    }
    if let Some(corrected) = letter.corrects {
        let earlier = request.letter(corrected).filter(|earlier| earlier.what.code == letter.code);
        earlier.ok_or_else(Refusal::not_found)?;
        stands_uncorrected(request, corrected)?;
    }
    Ok(RequestEvent::LetterIssued(IssuedLetter { tells_decision, ..letter }))
}

/// Refuses what is done with a letter whose place another one took.
pub fn stands_uncorrected(request: &Request, letter: LetterId) -> Result<(), Refusal> {
    match request.corrected_by(letter) {
        None => Ok(()),
        Some(_) => Err(Refusal::new(
            RefusalCode::AlreadyDone,
            "This letter was corrected by a newer one.",
            "Use the newer letter. This one stays on record, to be looked at and no more.",
        )),
    }
}

/// Records what the print dialog reported. The right to sign is checked at each print, not only at issue.
pub fn record_print(
    request: &Request,
    print: Print,
    _signature: Signature<'_>,
) -> Result<RequestEvent, Refusal> {
    request.letter(print.letter).ok_or_else(Refusal::not_found)?;
    Ok(RequestEvent::LetterPrinted(print))
}

/// Records that a copy leaves the vault on purpose.
pub fn save_copy(
    request: &Request,
    letter: LetterId,
    reason: &str,
    _signing: &Signing,
) -> Result<RequestEvent, Refusal> {
    request.letter(letter).ok_or_else(Refusal::not_found)?;
    Ok(RequestEvent::LetterCopySaved(LetterCopySaved { letter, reason: passage(reason, "reason")? }))
}

/// Records a letter of the catalogue that was written outside, with its scan.
pub fn file_outside_letter(
    request: &Request,
    letter: OutsideLetter,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    request.attachment(letter.scan).ok_or_else(Refusal::not_found)?;
    let dated = letter.dated.and_hms_opt(0, 0, 0).unwrap_or(now);
    happened(dated, now, "dated")?;
    let signed_by = line(&letter.signed_by, "signed_by")?;
    Ok(RequestEvent::LetterWrittenOutside(OutsideLetter { signed_by, ..letter }))
}

/// Waives a mandatory letter, with a reason. The pack says which letters can never be waived.
pub fn waive_letter(
    request: &Request,
    need: &NeededLetter,
    reason: &str,
    _standing: &Standing,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    if !need.waivable {
        return Err(Refusal::new(
            RefusalCode::NotWaivable,
            "This letter can never be waived.",
            "Write it here, or write it outside and file the scan.",
        ));
    }
    let (code, parts) = (need.code.clone(), need.parts.clone());
    Ok(RequestEvent::LetterWaived(Waiver { code, reason: passage(reason, "reason")?, parts }))
}

/// Whether a letter is on paper or in a copy outside: written outside, printed, or saved on purpose.
fn left_the_vault(request: &Request, delivery: &Delivery) -> bool {
    let Some(letter) = delivery.letter else { return false };
    let printed = |print: &Print| print.letter == letter && print.outcome == PrintOutcome::Printed;
    request.outside.iter().any(|written| written.what.id == letter)
        || request.prints.iter().any(|print| printed(&print.what))
        || request.copies.iter().any(|copy| copy.what.letter == letter)
}

/// Records a delivery, planned or made (G14). A delivery that was made names its letter and its receipt or dispatch.
pub fn deliver(request: &Request, delivery: Delivery, now: NaiveDateTime) -> Result<RequestEvent, Refusal> {
    live(request)?;
    if let Some(letter) = delivery.letter {
        let outside = request.outside.iter().any(|written| written.what.id == letter);
        if !outside {
            request.letter(letter).ok_or_else(Refusal::not_found)?;
        }
    }
    let sent_at = delivery.sent_at.map(|at| happened(at, now, "sent_at")).transpose()?;
    let receipt = optional_line(delivery.receipt.as_deref(), "receipt")?;
    if sent_at.is_some() && delivery.letter.is_none() {
        return Err(Refusal::new(
            RefusalCode::Missing,
            "A delivery names the letter that was delivered.",
            "Choose the letter. Planning a channel needs no letter.",
        )
        .at("letter"));
    }
    if sent_at.is_some() && receipt.is_none() {
        let help = "Write who took it, the tracking number, or how it was dispatched.";
        return Err(
            Refusal::new(RefusalCode::Missing, "The receipt or dispatch is missing.", help).at("receipt")
        );
    }
    if sent_at.is_some() && delivery.method != DeliveryMethod::ReadOut && !left_the_vault(request, &delivery)
    {
        let help = "Print it first and say that the paper came out right, or save the copy that was sent.";
        return Err(Refusal::new(
            RefusalCode::StillOpen,
            "This letter was neither printed nor saved as a copy yet.",
            help,
        )
        .at("letter"));
    }
    if !delivery.address_confirmed {
        let help =
            "Look at the address again and confirm it. A letter to the wrong address cannot be called back.";
        return Err(Refusal::new(RefusalCode::Missing, "The address was not confirmed today.", help)
            .at("address_confirmed"));
    }
    Ok(RequestEvent::Delivered(Delivery {
        to: line(&delivery.to, "to")?,
        address: line(&delivery.address, "address")?,
        sent_at,
        receipt,
        ..delivery
    }))
}
