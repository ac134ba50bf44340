//! Redacted copies: keeping one, and the second look at it without which it never goes out.

use super::{keep_attachment, live_part};
use crate::{
    Attachment, AttachmentId, CopyLookedAt, CopyStanding, CoveredBox, FileRedacted, Looking, PAGE_SIDE,
    PartId, Refusal, RefusalCode, Request, RequestEvent, optional_line, passage,
};
use chrono::NaiveDateTime;

/// The file that a redacted copy may be made of, for a part.
///
/// # Errors
/// The request or the part has ended; the file is not there, is legal advice, or is itself a copy.
pub fn may_redact(request: &Request, source: AttachmentId, part: PartId) -> Result<&Attachment, Refusal> {
    live_part(request, part)?;
    let source = &request.attachment(source).ok_or_else(Refusal::not_found)?.what;
    if source.privileged {
        return Err(Refusal::new(
            RefusalCode::OutcomeNotAllowed,
            "This file is kept with counsel's advice. Nothing of it goes out, redacted or not.",
            "It stays where it is. Ask counsel for a paper that may be given out.",
        ));
    }
    if request.redaction(source.id).is_some() {
        return Err(Refusal::new(
            RefusalCode::Invalid,
            "This is a redacted copy already. Copies are made of files as they came.",
            "Open the file that it was made of and make another copy. This one is kept as it is.",
        ));
    }
    Ok(source)
}

/// Checks what is covered, box by box, and answers with the boxes as they are recorded.
///
/// # Errors
/// No box; a box outside its page or without size; one without a reason. The refused box is named as `boxes/N`, from 0.
pub fn check_boxes(boxes: Vec<CoveredBox>) -> Result<Vec<CoveredBox>, Refusal> {
    if boxes.is_empty() {
        let help =
            "Draw a box over each thing that may not go out. A file without any is enclosed as it came.";
        return Err(Refusal::new(RefusalCode::Missing, "No box is drawn yet.", help).at("boxes"));
    }
    let check = |(number, covered): (usize, CoveredBox)| {
        let at = format!("boxes/{number}");
        check_box(covered, &at).map_err(|refusal| {
            let message = format!("Box {}: {}", number + 1, refusal.message);
            Refusal { message, field: Some(at), ..refusal }
        })
    };
    boxes.into_iter().enumerate().map(check).collect()
}

/// Records a redacted copy. That its bytes hold nothing that was covered is for `enclosures` to show before.
///
/// # Errors
/// As [`may_redact`] and [`check_boxes`]; bytes that are not the copy of this very file.
pub fn keep_redacted_copy(request: &Request, redacted: FileRedacted) -> Result<RequestEvent, Refusal> {
    let source = may_redact(request, redacted.source, redacted.part)?;
    let is_of_source = source.sha256 == redacted.source_sha256 && source.sha256 != redacted.copy.sha256;
    if !is_of_source || request.attachment(redacted.copy.id).is_some() {
        return Err(Refusal::new(
            RefusalCode::Invalid,
            "This copy was not made of the file as it is kept here.",
            "Nothing was kept. Make the copy again; the boxes are still there.",
        ));
    }
    let boxes = check_boxes(redacted.boxes)?;
    if boxes.iter().any(|covered| covered.page >= redacted.pages) {
        let help = "Nothing was kept. Look at the boxes again; one is on a page that is not there.";
        return Err(Refusal::new(RefusalCode::Invalid, "A box lies on no page of this file.", help));
    }
    let RequestEvent::AttachmentKept(copy) = keep_attachment(request, redacted.copy, false)? else {
        return Err(Refusal::not_found());
    };
    Ok(RequestEvent::FileRedacted(FileRedacted { copy, boxes, ..redacted }))
}

/// Records a second look at a redacted copy. Making it was the first: whoever made it waits until the pause is over;
/// another authorized person need not. A copy that may not go out never will.
///
/// # Errors
/// No such copy, or other bytes; too soon; already found wanting; nothing said of what was found.
pub fn look_at_copy(
    request: &Request,
    look: CopyLookedAt,
    looking: &Looking,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    let made = request.redaction(look.copy).ok_or_else(Refusal::not_found)?;
    live_part(request, made.what.part)?;
    if made.what.copy.sha256 != look.sha256 {
        return Err(Refusal::new(
            RefusalCode::Invalid,
            "What was looked at is not the copy that is kept.",
            "Nothing was recorded. Open the copy again and look at every page.",
        ));
    }
    if request.copy_standing(look.copy) == CopyStanding::MayNotGo {
        return Err(Refusal::new(
            RefusalCode::AlreadyDone,
            "This copy was looked at and may not go out. That is final.",
            "Make another copy of the file. This one is kept, and is never enclosed.",
        ));
    }
    let over = made.at + looking.pause();
    if made.by == looking.person() && now < over {
        return Err(Refusal::new(
            RefusalCode::TooSoon,
            format!("You made this copy yourself; the pause runs until {}.", over.format("%H:%M")),
            "Do something else and come back, or let another authorized person look now.",
        ));
    }
    let found = passage(&look.found, "found")?;
    Ok(RequestEvent::CopyLookedAt(CopyLookedAt { found, ..look }))
}

fn check_box(covered: CoveredBox, at: &str) -> Result<CoveredBox, Refusal> {
    let is_side =
        |from: u32, length: u32| length > 0 && from.checked_add(length).is_some_and(|end| end <= PAGE_SIDE);
    if !is_side(covered.x, covered.w) || !is_side(covered.y, covered.h) {
        let help = "Nothing was made. Move it onto the page, or remove it and draw it again.";
        return Err(Refusal::new(RefusalCode::Invalid, "it does not lie on its page.", help));
    }
    let words = optional_line(covered.words.as_deref(), at)?;
    if covered.reason.is_none() && words.is_none() {
        let help = "Nothing was made. Choose why it goes; where no kind fits, say it in words.";
        return Err(Refusal::new(RefusalCode::Missing, "it has no reason.", help));
    }
    Ok(CoveredBox { words, ..covered })
}
