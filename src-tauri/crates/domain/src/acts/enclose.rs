//! What goes with a letter that gives something out. The same rules hold when files are chosen, when the letter is issued and
//! again at each print; nothing that was checked before is taken on trust.

use super::live;
use crate::{
    Attachment, CopyStanding, Decision, Delivery, DeliveryMethod, EnclosedFile, EnclosuresChosen,
    IssuedLetter, Outcome, Part, PartId, Refusal, RefusalCode, ReleaseManifest, Released, Request,
    RequestEvent,
};

/// Most files that go with one letter.
pub const ENCLOSURE_LIMIT: usize = 40;

/// To whom a release may be addressed: whoever asked, as the record names them now, alone or as the body they ask for.
pub fn recipients(request: &Request) -> Vec<String> {
    let asker = &request.requester;
    let name = asker.name_in_latin.as_ref().or(asker.name.as_ref());
    match (name, asker.organisation.as_ref()) {
        (Some(name), Some(body)) => vec![format!("{name}, {body}"), body.clone()],
        (Some(one), None) | (None, Some(one)) => vec![one.clone()],
        (None, None) => vec!["Requester".to_owned()],
    }
}

/// The channel that was planned last for a part.
pub fn planned_channel(request: &Request, part: PartId) -> Option<&Delivery> {
    let for_part =
        |plan: &&Delivery| plan.letter.is_none() && (plan.parts.is_empty() || plan.parts.contains(&part));
    request.deliveries.iter().rev().map(|delivery| &delivery.what).find(for_part)
}

/// Chooses what goes with a letter. What still stands in the way of sending it is judged when the letter is issued.
///
/// # Errors
/// The request has ended; somebody else than who asked; a way that fits no letter with files; a file that is not of this
/// request and part, is counsel's, changed, or stands there twice.
pub fn choose_enclosures(request: &Request, chosen: EnclosuresChosen) -> Result<RequestEvent, Refusal> {
    live(request)?;
    check_way(request, &chosen.to, chosen.method, &chosen.files)?;
    for (at, file) in chosen.files.iter().enumerate() {
        let kept = of_this_request(request, file).map_err(|refusal| refusal.at("files"))?;
        if chosen
            .files
            .iter()
            .take(at)
            .any(|earlier| earlier.file == file.file || earlier.sha256 == file.sha256)
        {
            let message = format!("“{}” stands there twice.", kept.name);
            return Err(Refusal::new(RefusalCode::Invalid, message, TAKE_OUT).at("files"));
        }
    }
    Ok(RequestEvent::EnclosuresChosen(chosen))
}

/// Whether a file may go out with a letter that answers these parts, at this moment.
///
/// # Errors
/// As [`choose_enclosures`]; a part that the letter does not answer, or that gives nothing out as it stands; a file as it came
/// where something is withheld or was covered; a redacted copy of another version, or one that was not looked at a second time
/// since the plan last changed.
pub fn may_enclose<'a>(
    request: &'a Request,
    parts: &[PartId],
    file: &EnclosedFile,
) -> Result<&'a Attachment, Refusal> {
    let kept = of_this_request(request, file)?;
    let serial = request.part(file.part).map_or(0, |part| part.serial);
    if !parts.contains(&file.part) {
        let message =
            format!("“{}” belongs to part {serial}, and this letter does not answer it.", kept.name);
        return Err(Refusal::new(RefusalCode::WiderThanAllowed, message, TAKE_OUT));
    }
    let Some((part, decision)) = given_out(request, parts).find(|(part, _)| part.id == file.part) else {
        let message =
            format!("“{}” may not go out: nothing of part {serial} does, as it stands now.", kept.name);
        let help = "Nothing went out. Decide the part on its plan of today, or take the file out of what goes with the letter.";
        return Err(Refusal::new(RefusalCode::GateNotMet, message, help));
    };
    match request.redaction(kept.id) {
        Some(_) => copy_may_go(request, part, kept, file)?,
        None => original_may_go(request, part, decision, kept)?,
    }
    Ok(kept)
}

/// What a letter that is issued now would carry. Its page is not made yet.
///
/// # Errors
/// As [`may_enclose`] for each file; nothing that the letter tells of goes out; another way than the channel that was planned.
pub fn release_manifest(
    request: &Request,
    parts: &[PartId],
    chosen: &EnclosuresChosen,
) -> Result<ReleaseManifest, Refusal> {
    check_way(request, &chosen.to, chosen.method, &chosen.files)?;
    let released: Vec<_> = given_out(request, parts).map(|(part, _)| Released::planned(part)).collect();
    if released.is_empty() {
        let message = "Nothing that this letter tells of goes out, so nothing can go with it.";
        let help = "Nothing went out. Record that no file goes with it, or decide the part first.";
        return Err(Refusal::new(RefusalCode::GateNotMet, message, help));
    }
    for part in &released {
        check_channel(request, part.part, chosen.method)?;
    }
    for file in &chosen.files {
        may_enclose(request, parts, file)?;
    }
    let EnclosuresChosen { to, method, files, .. } = chosen.clone();
    Ok(ReleaseManifest { to, method, released, files, ..ReleaseManifest::default() })
}

/// Whether an issued letter may still be printed with what goes with it: all that held when it was issued holds again.
///
/// # Errors
/// As [`release_manifest`]; another release than the one that the manifest says.
pub fn check_manifest(request: &Request, letter: &IssuedLetter) -> Result<(), Refusal> {
    let Some(frozen) = &letter.manifest else { return Ok(()) };
    let chosen = EnclosuresChosen {
        letter: letter.code.clone(),
        to: frozen.to.clone(),
        method: frozen.method,
        files: frozen.files.clone(),
    };
    let now = release_manifest(request, &letter.parts, &chosen)?;
    if now.released != frozen.released {
        let message = "What goes out was planned or decided otherwise since this letter was issued.";
        let help = "Nothing was printed. Issue the letter again; its manifest then says what goes out now. The issued one stays in \
                    the record.";
        return Err(Refusal::new(RefusalCode::WiderThanAllowed, message, help));
    }
    Ok(())
}

const TAKE_OUT: &str = "Nothing went out. Take it out of what goes with the letter, and choose again.";

/// The file as it is kept with this request, for a part of it.
fn of_this_request<'a>(request: &'a Request, file: &EnclosedFile) -> Result<&'a Attachment, Refusal> {
    let Some(kept) = request.attachment(file.file).map(|kept| &kept.what) else {
        let message = "A file that was chosen is not kept with this request.";
        return Err(Refusal::new(RefusalCode::NotFound, message, TAKE_OUT));
    };
    if kept.sha256 != file.sha256 {
        let message = format!("“{}” is not the file that was chosen: its bytes are others.", kept.name);
        return Err(Refusal::new(RefusalCode::Invalid, message, TAKE_OUT));
    }
    let is_counsels = |other: &Attachment| other.privileged && other.sha256 == kept.sha256;
    if kept.privileged || request.attachments.iter().any(|other| is_counsels(&other.what)) {
        let message = format!("“{}” is kept with counsel's advice. Nothing of it goes out.", kept.name);
        return Err(Refusal::new(RefusalCode::OutcomeNotAllowed, message, TAKE_OUT));
    }
    if request.outside.iter().any(|letter| letter.what.scan == kept.id) {
        let message = format!("“{}” is the scan of a letter on file, and goes with no other.", kept.name);
        return Err(Refusal::new(RefusalCode::OutcomeNotAllowed, message, TAKE_OUT));
    }
    let made_for = request.redaction(kept.id).map(|made| made.what.part);
    let part = request.part(file.part).filter(|part| !part.withdrawn);
    if part.is_none() || made_for.is_some_and(|part| part != file.part) {
        let message = format!("“{}” was not made for the part that it was chosen for.", kept.name);
        return Err(Refusal::new(RefusalCode::Invalid, message, TAKE_OUT));
    }
    Ok(kept)
}

/// The parts of a letter that give something out, each on the plan that was approved.
fn given_out<'a>(
    request: &'a Request,
    parts: &'a [PartId],
) -> impl Iterator<Item = (&'a Part, &'a Decision)> {
    request.live_parts().filter(|part| parts.contains(&part.id)).filter_map(|part| {
        let decision = part.decision.as_ref()?;
        let stands = decision.outcome.gives_out() && decision.plan_version == part.plan_version;
        stands.then_some((part, decision))
    })
}

/// A file as it came carries everything that is on it.
fn original_may_go(
    request: &Request,
    part: &Part,
    decision: &Decision,
    kept: &Attachment,
) -> Result<(), Refusal> {
    let was_covered = request
        .redactions
        .iter()
        .any(|made| made.what.source == kept.id || made.what.source_sha256 == kept.sha256);
    let why = match (decision.outcome, was_covered) {
        (_, true) => "a redacted copy was made of it, so something on it may not go out".to_owned(),
        (Outcome::Release, false) => return Ok(()),
        (_, false) => {
            format!("part {} is released in part, so something of what was asked is withheld", part.serial)
        }
    };
    let message = format!("“{}” may not go out as it came: {why}.", kept.name);
    let help = "Nothing went out. Choose a redacted copy of it that was looked at a second time. A file with nothing to cover can \
                be asked for as a part of its own, which is then released whole.";
    Err(Refusal::new(RefusalCode::WiderThanAllowed, message, help))
}

fn copy_may_go(
    request: &Request,
    part: &Part,
    kept: &Attachment,
    file: &EnclosedFile,
) -> Result<(), Refusal> {
    let made = request.redaction(kept.id).ok_or_else(Refusal::not_found)?;
    let refused = |code, what: &str, help: &str| {
        Err(Refusal::new(code, format!("“{}” may not go out: {what}.", kept.name), help))
    };
    let is_of_this_version = request.attachment(made.what.source).is_some_and(|source| {
        source.what.sha256 == made.what.source_sha256 && kept.sha256 == made.what.copy.sha256
    });
    if !is_of_this_version {
        let help =
            "Nothing went out. Make a copy of the file as it is kept now, and look at it a second time.";
        return refused(RefusalCode::Invalid, "it was made of another version of the file", help);
    }
    match request.copy_standing(kept.id) {
        CopyStanding::Unseen => {
            let help =
                "Nothing went out. Open it under the files of the request and look at it a second time.";
            return refused(RefusalCode::StillOpen, "nobody has looked at it a second time", help);
        }
        CopyStanding::MayNotGo => {
            let help =
                "Nothing went out. Make another copy of the file; this one is kept, and never goes out.";
            let what = "the second look found that it may not";
            return refused(RefusalCode::OutcomeNotAllowed, what, help);
        }
        CopyStanding::MayGo => {}
    }
    let seen = request.copy_looks.iter().rev().find(|look| look.what.copy == kept.id);
    if !seen.is_some_and(|look| look.what.sha256 == file.sha256 && look.at >= part.plan_at) {
        let what = format!("the plan of part {} changed after it was looked at", part.serial);
        let help = "Nothing went out. Look at it a second time against the plan of today.";
        return refused(RefusalCode::StillOpen, &what, help);
    }
    Ok(())
}

/// Recipient and way of a letter with files.
fn check_way(
    request: &Request,
    to: &str,
    method: DeliveryMethod,
    files: &[EnclosedFile],
) -> Result<(), Refusal> {
    let known = recipients(request);
    if !known.iter().any(|known| known == to) {
        let message =
            format!("“{to}” did not ask: as the record stands, this goes to {}.", known.join(" or to "));
        let help =
            "Nothing went out. Choose the recipient again; if the record is wrong, correct who asked first.";
        return Err(Refusal::new(RefusalCode::WiderThanAllowed, message, help).at("to"));
    }
    let cannot = match method {
        DeliveryMethod::Internal => Some("What goes to staff or counsel is no release."),
        DeliveryMethod::ReadOut if !files.is_empty() => Some("A file cannot be read out."),
        _ => None,
    };
    if let Some(message) = cannot {
        let help = "Nothing went out. Choose another way, or take the files out.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("method"));
    }
    if files.len() > ENCLOSURE_LIMIT {
        let message = format!("At most {ENCLOSURE_LIMIT} files go with one letter.");
        return Err(Refusal::new(RefusalCode::TooLong, message, TAKE_OUT).at("files"));
    }
    Ok(())
}

/// The way it leaves is the one that was planned for the part, where one was.
fn check_channel(request: &Request, part: PartId, method: DeliveryMethod) -> Result<(), Refusal> {
    let other = planned_channel(request, part).filter(|planned| planned.method != method);
    if other.is_none() {
        return Ok(());
    }
    let serial = request.part(part).map_or(0, |part| part.serial);
    let message = format!("For part {serial} another way was planned than the one chosen for this letter.");
    let help = "Nothing went out. Choose the way that was planned, or plan the delivery again.";
    Err(Refusal::new(RefusalCode::GateNotMet, message, help).at("method"))
}
