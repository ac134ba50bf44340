//! Issuing: authority again, the never-list again, then frozen bytes in the vault.

use super::draft::{draft, draft_key, page_png, typeset};
use crate::acts::hex;
use crate::journal::Along;
use crate::session::{Case, Session};
use crate::timeline::capital;
use crate::view::{ParagraphView, RequestView};
use crate::{Code, Error, Result, enclosing, ruling};
use domain::{
    AttachmentId, IssuedLetter, LetterCode, LetterId, Refusal, ReleaseManifest, RequestEvent, Signature,
    Signing,
};
use letters::{Letter, Mark};
use policy::Signs;
use vault::BlobId;
use zeroize::Zeroizing;

/// Issues a letter: the bytes and their digest are kept as they are from now on.
pub fn issue_letter(session: &mut Session, request: &str, code: &str) -> Result<RequestView> {
    let (letter_id, file_id, text_id) = (session.world.id()?, session.world.id()?, session.world.id()?);
    let sheet_id = session.world.id()?;
    let case = session.case(request)?;
    let catalogue_code = LetterCode::from(code);
    if let Some(reason) = not_yet(session, case, &catalogue_code).first() {
        return Err(Error::new(
            Code::StillOpen,
            reason.clone(),
            "Do that first; the draft is kept until then.",
        ));
    }
    let draft = draft(session, case, code)?;
    let text = draft.text;
    let letter = draft.composed.map_err(|error| refused(&error.to_string()))?;
    if let Some(finding) = draft.findings.first() {
        let message = match finding.words.as_str() {
            "" => format!("{}.", capital(&finding.rule)),
            words => format!("“{words}” may not be in this letter: {}.", finding.rule),
        };
        return Err(refused(&message));
    }
    let mark = if session.is_practice() { Mark::Practice } else { Mark::Issued };
    let set = typeset(session, &letter, mark)?;
    let telling = ruling::telling(session, &case.request, code)?;
    let signing = domain::signing(&session.office, &telling, session.me, session.now());
    let signs = ruling::signs(session, &case.request, code)?;
    let signature = signature(signs, &signing)?;
    let capacity = signing
        .as_ref()
        .map_or_else(|_| session.capacity_in(&case.request), |signing| signing.standing().capacity());
    let parts = ruling::parts_of_letter(session, &case.request, code)?;
    let (manifest, sheet) = match enclosing::frozen(session, case, code, &parts)? {
        Some(manifest) => {
            let words = enclosing::frozen_words(&case.request, &manifest, &hex(&set.sha256), &letter.words);
            let sheet = typeset(session, &letters::manifest(&letter, &words), mark)?;
            let (pdf, sha256) = (AttachmentId(sheet_id), hex(&sheet.sha256));
            let pages = u32::try_from(sheet.pages).unwrap_or(u32::MAX);
            (Some(ReleaseManifest { pdf, sha256, pages, ..manifest }), Some((sheet_id, sheet.pdf)))
        }
        None => (None, None),
    };
    let issued = IssuedLetter {
        id: LetterId(letter_id),
        code: catalogue_code,
        // Lists and the register name it in the language of the house.
        title: session.texts.text(code).unwrap_or(&text).title().to_owned(),
        parts,
        pdf: AttachmentId(file_id),
        sha256: hex(&set.sha256),
        pages: u32::try_from(set.pages).unwrap_or(u32::MAX),
        signer: session.me,
        capacity,
        internal: !text.is_outward(),
        privileged: ruling::is_privileged_letter(session, &case.request, code)?,
        corrects: super::corrects::corrected(&draft.typed)?,
        tells_decision: false,
        manifest,
    };
    let tells = ruling::tells_decision(session, &case.request, code)?;
    let event = domain::issue_letter(&case.request, issued.clone(), tells, signature)?;
    // The text is kept beside the page bytes, so that the text tab of an issued letter needs no reading of a PDF.
    let words =
        serde_json::to_vec(&letter).map_err(|_| Error::internal("the letter could not be written"))?;
    let kept_text = text_attachment(text_id, issued.id, &words);
    let kept_text = domain::keep_attachment(&case.request, kept_text, false)?;
    let id = case.request.id;
    session.record_letter(
        id,
        vec![event, kept_text],
        [(file_id, set.pdf), (text_id, words)].into_iter().chain(sheet).collect(),
        issued.privileged,
    )?;
    crate::drafts::drop_draft(session, &draft_key(request, code))?;
    crate::request_view::refresh_request(session, request)
}

/// A page of an issued letter, as PNG, from the frozen bytes. The pages of its manifest follow its own.
pub fn letter_page(
    session: &Session,
    request: &str,
    letter: &str,
    page: usize,
    scale: f32,
) -> Result<Vec<u8>> {
    let case = session.case(request)?;
    let (issued, bytes) = frozen(session, case, letter)?;
    match page.checked_sub(issued.pages as usize).zip(issued.manifest.as_ref()) {
        Some((page, manifest)) => page_png(&frozen_sheet(session, manifest)?, page, scale),
        None => page_png(&bytes, page, scale),
    }
}

/// The paragraphs of an issued letter.
pub fn letter_text(session: &Session, request: &str, letter: &str) -> Result<Vec<ParagraphView>> {
    let case = session.case(request)?;
    let id: LetterId = letter.parse().map_err(|_| Refusal::not_found())?;
    let issued = &case.request.letter(id).ok_or_else(Refusal::not_found)?.what;
    let name = text_name(id);
    let file =
        case.request.attachments.iter().find(|file| file.what.name == name).ok_or_else(Refusal::not_found)?;
    let bytes = session.vault.read_blob(BlobId::from_bytes(file.what.id.0))?;
    let letter: Letter = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
    let words = issued
        .manifest
        .as_ref()
        .map(|manifest| enclosing::frozen_words(&case.request, manifest, &issued.sha256, &letter.words));
    Ok(super::draft::preview_words(&letter, words.as_ref()))
}

/// The frozen bytes of an issued letter, checked against the digest that was recorded.
pub(crate) fn frozen<'a>(
    session: &Session,
    case: &'a Case,
    letter: &str,
) -> Result<(&'a IssuedLetter, Zeroizing<Vec<u8>>)> {
    use sha2::{Digest, Sha256};
    let id: LetterId = letter.parse().map_err(|_| Refusal::not_found())?;
    let issued = &case.request.letter(id).ok_or_else(Refusal::not_found)?.what;
    let bytes = session.vault.read_blob(BlobId::from_bytes(issued.pdf.0))?;
    if hex(&Sha256::digest(&bytes[..])) != issued.sha256 {
        return Err(damaged());
    }
    Ok((issued, bytes))
}

/// The frozen bytes of a manifest's page, checked in the same way.
pub(crate) fn frozen_sheet(session: &Session, manifest: &ReleaseManifest) -> Result<Zeroizing<Vec<u8>>> {
    use sha2::{Digest, Sha256};
    let bytes = session.vault.read_blob(BlobId::from_bytes(manifest.pdf.0))?;
    if hex(&Sha256::digest(&bytes[..])) != manifest.sha256 {
        return Err(damaged());
    }
    Ok(bytes)
}

/// By what right the person here signs, or the refusal.
pub(crate) fn signature<'a>(
    signs: Signs,
    signing: &'a std::result::Result<Signing, Refusal>,
) -> Result<Signature<'a>> {
    match (signs, signing) {
        (_, Ok(signing)) => Ok(Signature::Decider(signing)),
        (Signs::AnyoneHandling, Err(_)) => Ok(Signature::Author),
        (Signs::Decider | Signs::Director, Err(refusal)) => Err(refusal.clone().into()),
    }
}

/// Whether the person here may sign this letter now.
fn may_sign(session: &Session, case: &Case, code: &str) -> Result<()> {
    let telling = ruling::telling(session, &case.request, code)?;
    let signing = domain::signing(&session.office, &telling, session.me, session.now());
    signature(ruling::signs(session, &case.request, code)?, &signing).map(|_| ())
}

/// Why a letter cannot be issued yet, apart from its text.
pub(crate) fn not_yet(session: &Session, case: &Case, code: &LetterCode) -> Vec<String> {
    let mut reasons = Vec::new();
    if !case.request.is_live() {
        reasons.push("The request has ended and is read-only.".to_owned());
    }
    match may_sign(session, case, code.as_str()) {
        Ok(()) => {}
        Err(error) => reasons.push(error.message),
    }
    match ruling::letter_blocked(session, &case.request, code.as_str()) {
        Ok(blocked) => reasons.extend(blocked),
        Err(error) => reasons.push(error.message),
    }
    match enclosing::not_ready(session, &case.request, code.as_str()) {
        Ok(obstacle) => reasons.extend(obstacle),
        Err(error) => reasons.push(error.message),
    }
    match super::draft::typed(session, &case.request.id.to_string(), code.as_str()) {
        Ok(typed) => reasons.extend(super::corrects::unsaid(&case.request, code, &typed)),
        Err(error) => reasons.push(error.message),
    }
    match super::looked_at::not_looked_at(session, case, code) {
        Ok(unseen) => reasons.extend(unseen),
        Err(error) => reasons.push(error.message),
    }
    reasons
}

/// The name under which the text of an issued letter is kept.
fn text_name(letter: LetterId) -> String {
    format!("text of letter {letter}")
}

/// Whether a file is the text kept beside an issued letter: a part of the letter, not a file somebody attached.
pub(crate) fn is_text_of_a_letter(request: &domain::Request, file: &domain::Attachment) -> bool {
    request.letters.iter().any(|letter| text_name(letter.what.id) == file.name)
}

fn text_attachment(id: [u8; 16], letter: LetterId, words: &[u8]) -> domain::Attachment {
    use sha2::{Digest, Sha256};
    domain::Attachment {
        id: AttachmentId(id),
        name: text_name(letter),
        size: words.len() as u64,
        sha256: hex(&Sha256::digest(words)),
        media: "letter text".to_owned(),
        what: "The text of an issued letter.".to_owned(),
        privileged: false,
    }
}

fn refused(message: &str) -> Error {
    Error::new(Code::LetterRefused, message, "The draft is kept. Change what is named and look again.")
}

fn damaged() -> Error {
    Error::new(
        Code::VaultDamaged,
        "The stored letter does not match the digest that was recorded when it was issued.",
        "Do not print it. Verify the vault under Settings and restore the letter from a backup.",
    )
}

impl Session {
    /// Records an issued letter with its two files, in one transaction.
    fn record_letter(
        &mut self,
        id: domain::RequestId,
        events: Vec<RequestEvent>,
        files: Vec<([u8; 16], Vec<u8>)>,
        privileged: bool,
    ) -> Result<()> {
        let files =
            files.into_iter().map(|(id, bytes)| (BlobId::from_bytes(id), bytes, privileged)).collect();
        self.record(id, events, Along { files, ..Along::default() })
    }
}
