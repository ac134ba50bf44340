//! From what was chosen to the sheet that follows the letter, while it is written and once it is frozen.

use super::files::open_files;
use crate::session::{Case, Session};
use crate::view::ManifestRow;
use crate::{Result, ruling};
use domain::{
    AttachmentId, DeliveryMethod, EnclosedFile, EnclosuresChosen, IssuedLetter, LetterCode, Outcome, Part,
    PartId, ReleaseManifest, Released, Request,
};
use letters::{Language, LetterText, ManifestFile, ManifestRelease, ManifestWords, Words, filled};

/// Where a choice is kept that is not recorded yet.
pub(super) fn draft_key(request: &str, code: &str) -> String {
    format!("request/{request}/enclosing/{code}")
}

/// What was chosen to go with a letter.
pub(crate) fn chosen<'a>(request: &'a Request, code: &str) -> Option<&'a EnclosuresChosen> {
    request.enclosing.get(&LetterCode::from(code)).map(|chosen| &chosen.what)
}

/// Whether something can go with a letter: it leaves the building, tells what was decided, and gives something out or may come
/// to. What was chosen before can always be taken out again.
pub(crate) fn carries(session: &Session, case: &Case, text: &LetterText) -> Result<bool> {
    let request = &case.request;
    if chosen(request, text.id()).is_some_and(|chosen| !chosen.files.is_empty()) {
        return Ok(true);
    }
    let known = session.pack_of(request)?.letter(&LetterCode::from(text.id())).is_some();
    if !known || !text.is_outward() || ruling::is_privileged_letter(session, request, text.id())? {
        return Ok(false);
    }
    if !ruling::tells_decision(session, request, text.id())? {
        return Ok(false);
    }
    Ok(parts(session, request, text.id())?.into_iter().any(may_give_out))
}

/// The parts that a letter answers.
pub(super) fn parts<'a>(session: &Session, request: &'a Request, code: &str) -> Result<Vec<&'a Part>> {
    let named = ruling::parts_of_letter(session, request, code)?;
    Ok(request.live_parts().filter(|part| named.contains(&part.id)).collect())
}

/// What is decided gives something out; what is not decided may, once something is planned.
pub(super) fn may_give_out(part: &Part) -> bool {
    let decided = part.decision.as_ref().map(|decision| decision.outcome);
    match decided.filter(|outcome| outcome.is_final()) {
        Some(outcome) => outcome.gives_out(),
        None => part.plan.is_some(),
    }
}

/// The words of the manifest of a letter that is being written; `None` where nothing was chosen, or nothing is given out and
/// nothing goes with it.
pub(crate) fn draft_words(
    session: &Session,
    request: &Request,
    code: &str,
    language: &Words,
) -> Result<Option<ManifestWords>> {
    let Some(chosen) = chosen(request, code) else { return Ok(None) };
    let parts = parts(session, request, code)?;
    let released: Vec<_> =
        parts.into_iter().filter(|part| may_give_out(part)).map(Released::planned).collect();
    if released.is_empty() && chosen.files.is_empty() {
        return Ok(None);
    }
    let way = (chosen.to.as_str(), chosen.method);
    Ok(Some(words(request, way, &released, &chosen.files, None, language)))
}

/// Why a letter cannot be issued with what was chosen for it, as far as the record says. The bytes are looked at when it is.
pub(crate) fn not_ready(session: &Session, request: &Request, code: &str) -> Result<Option<String>> {
    let key = draft_key(&request.id.to_string(), code);
    if crate::drafts::load_drafts(session, &key)?.iter().any(|draft| draft.key == key) {
        return Ok(Some(
            "What goes with this letter was changed and is not recorded yet. Record it first.".to_owned(),
        ));
    }
    let parts = ruling::parts_of_letter(session, request, code)?;
    Ok(to_freeze(request, code, &parts).err().map(|refusal| refusal.message))
}

/// The manifest of a letter that is issued now, without its page; `None` where nothing was chosen.
///
/// # Errors
/// As [`domain::release_manifest`] and [`open_files`].
pub(crate) fn frozen(
    session: &Session,
    case: &Case,
    code: &str,
    parts: &[PartId],
) -> Result<Option<ReleaseManifest>> {
    let manifest = to_freeze(&case.request, code, parts)?;
    if let Some(manifest) = &manifest {
        open_files(session, case, parts, &manifest.files)?;
    }
    Ok(manifest)
}

/// The words of a frozen manifest. They follow from the record, and are the same each time.
pub(crate) fn frozen_words(
    request: &Request,
    manifest: &ReleaseManifest,
    letter_sha256: &str,
    language: &Words,
) -> ManifestWords {
    let way = (manifest.to.as_str(), manifest.method);
    words(request, way, &manifest.released, &manifest.files, Some(letter_sha256), language)
}

fn to_freeze(
    request: &Request,
    code: &str,
    parts: &[PartId],
) -> std::result::Result<Option<ReleaseManifest>, domain::Refusal> {
    let Some(chosen) = chosen(request, code) else { return Ok(None) };
    let outcome = |part: &Part| part.decision.as_ref().map(|decision| decision.outcome);
    let mut told = request.live_parts().filter(|part| parts.contains(&part.id));
    // A letter that gives nothing out after all has no manifest, as long as no file was to go with it.
    if chosen.files.is_empty() && !told.any(|part| outcome(part).is_some_and(Outcome::gives_out)) {
        return Ok(None);
    }
    domain::release_manifest(request, parts, chosen).map(Some)
}

fn words(
    request: &Request,
    (to, method): (&str, DeliveryMethod),
    released: &[Released],
    files: &[EnclosedFile],
    letter_sha256: Option<&str>,
    language: &Words,
) -> ManifestWords {
    let serial = |part: PartId| request.part(part).map_or(0, |part| part.serial);
    let fields = released.iter().flat_map(|released| {
        let dates = released.period.clone().unwrap_or_else(|| language.manifest.dates_asked.clone());
        let part = serial(released.part);
        released.fields.iter().map(move |field| ManifestRelease {
            part,
            field: field.clone(),
            dates: dates.clone(),
        })
    });
    let file = |file: &EnclosedFile| ManifestFile {
        part: serial(file.part),
        what: what_it_is(request, file.file, language),
        sha256: file.sha256.clone(),
    };
    ManifestWords {
        to: to.to_owned(),
        method: crate::letter::method(language, method).to_owned(),
        letter_sha256: letter_sha256.map(str::to_owned),
        released: fields.collect(),
        files: files.iter().map(file).collect(),
    }
}

/// What a file is, without its name: a name can say more than the file.
pub(super) fn what_it_is(request: &Request, file: AttachmentId, language: &Words) -> String {
    let says = &language.manifest;
    let Some(kept) = request.attachment(file).map(|kept| &kept.what) else {
        return says.missing.clone();
    };
    let made = request.redaction(file).map(|made| made.what.pages);
    let says = match made {
        None => &says.as_it_came,
        Some(1) => &says.redacted,
        Some(_) => &says.redacted_pages,
    };
    let (pages, bytes) = (made.unwrap_or(0).to_string(), kept.size.to_string());
    filled(says, &[("media", &kept.media), ("pages", &pages), ("bytes", &bytes)])
}

/// What an issued letter carries, in the list of letters.
pub(crate) fn manifest_row(request: &Request, letter: &IssuedLetter) -> Option<ManifestRow> {
    let manifest = letter.manifest.as_ref()?;
    let short = |digest: &str| digest.chars().take(16).collect::<String>();
    let house = Language::default();
    let line = |file: &EnclosedFile| {
        let name = request.attachment(file.file).map_or("", |kept| kept.what.name.as_str());
        format!("{name}: {}. Check code {}", what_it_is(request, file.file, &house), short(&file.sha256))
    };
    Some(ManifestRow {
        way: format!(
            "To {}: {}",
            manifest.to,
            crate::choices::delivery_words(manifest.method).to_lowercase()
        ),
        pages: manifest.pages,
        hash: short(&manifest.sha256),
        files: manifest.files.iter().map(line).collect(),
    })
}
