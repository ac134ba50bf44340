//! The files that go with a letter, themselves: which can be printed with it, and whether each still is what it was.

use crate::acts::{hex, is_drawable};
use crate::file_view::KeptFile;
use crate::session::{Case, Session};
use crate::{Code, Error, Result};
use domain::{Attachment, EnclosedFile, EnclosuresChosen, PartId, Request};
use sha2::{Digest, Sha256};
use vault::BlobId;

/// A file with its name, taken out of the record so that the record is not held while its pages are drawn.
pub(crate) struct OpenFile {
    pub(crate) name: String,
    pub(crate) bytes: KeptFile,
}

/// Whether a file can be chosen: it is nobody's advice and no part or scan of a letter, and its pages can be drawn for the print.
pub(super) fn is_offered(request: &Request, file: &Attachment) -> bool {
    let is_scan = request.outside.iter().any(|letter| letter.what.scan == file.id);
    !is_scan
        && !file.privileged
        && !crate::letter::is_text_of_a_letter(request, file)
        && is_drawable(&file.media)
}

/// Every file in order, each checked against the request, the parts of the letter and its own digest.
///
/// # Errors
/// As [`domain::may_enclose`]; a file that cannot be drawn, that the record cannot give any more, or whose bytes are others.
pub(crate) fn open_files(
    session: &Session,
    case: &Case,
    parts: &[PartId],
    files: &[EnclosedFile],
) -> Result<Vec<OpenFile>> {
    files.iter().map(|file| open_file(session, case, parts, file)).collect()
}

pub(super) fn open_file(
    session: &Session,
    case: &Case,
    parts: &[PartId],
    file: &EnclosedFile,
) -> Result<OpenFile> {
    let kept = domain::may_enclose(&case.request, parts, file)?;
    if !is_offered(&case.request, kept) {
        return Err(cannot_be_printed(&kept.name));
    }
    let lost = |what: &str| {
        Error::new(
            Code::VaultDamaged,
            format!("“{}” cannot go out: {what}.", kept.name),
            "Nothing went out, and everything else is kept. Take the file out of what goes with the letter, or verify the vault under \
             Settings and restore it from a backup.",
        )
    };
    let bytes = session.vault.read_blob(BlobId::from_bytes(kept.id.0));
    let bytes = bytes.map_err(|_| lost("the record cannot show it any more"))?;
    if hex(&Sha256::digest(&bytes[..])) != file.sha256 {
        return Err(lost("its bytes are not those that were recorded"));
    }
    Ok(OpenFile { name: kept.name.clone(), bytes: KeptFile::of(bytes) })
}

pub(super) fn cannot_be_printed(name: &str) -> Error {
    Error::new(
        Code::FileProblem,
        format!("“{name}” cannot go with a letter: only PDF documents, PNG and JPEG pictures can be printed with it."),
        "Nothing was changed, and the file is kept. Keep a PDF of it as well and choose that.",
    )
    .at("files")
}

/// What whoever looks a second time sees of the choice, in words.
pub(crate) fn looked_at(request: &Request, chosen: &EnclosuresChosen) -> Vec<String> {
    let mut words =
        vec![format!("To {}: {}", chosen.to, crate::choices::delivery_words(chosen.method).to_lowercase())];
    let name = |file: &EnclosedFile| {
        let kept = request.attachment(file.file);
        kept.map_or("A file that is not there", |kept| kept.what.name.as_str()).to_owned()
    };
    words.extend(chosen.files.iter().map(|file| format!("File: {}, SHA-256 {}", name(file), file.sha256)));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::{self, AttachInput};
    use crate::journal::tests::{new_request, practice};
    use domain::{Capacity, Decision, Outcome, PackRef, PersonId, Ruling};

    fn released() -> Decision {
        let ruling = Ruling {
            type_code: "a-type".into(),
            row: "a-row".into(),
            modifiers: Vec::new(),
            open: vec![Outcome::Release],
            allowed: Vec::new(),
            grounds: Vec::new(),
            letters: Vec::new(),
            gates: Vec::new(),
            unplanned: true,
            pack: PackRef::default(),
        };
        Decision {
            outcome: Outcome::Release,
            ruling,
            reason: "As asked.".to_owned(),
            by: PersonId::default(),
            capacity: Capacity::Director,
            at: chrono::NaiveDateTime::default(),
            releases: Vec::new(),
            plan_version: 0,
            authorization: None,
        }
    }

    /// A file whose part is released, after something happened to what the record says of it.
    fn opened(change: impl Fn(&mut Attachment)) -> Result<OpenFile> {
        let place = tempfile::tempdir().unwrap();
        let mut session = practice(place.path());
        let view = acts::start_request(&mut session, new_request("no", "a record")).unwrap();
        let path = place.path().join("list.pdf");
        std::fs::write(&path, "%PDF-1.7").unwrap();
        let input = AttachInput { path, what: "List".to_owned(), privileged: false };
        acts::attach_file(&mut session, &view.id, input).unwrap();
        let id = session.case(&view.id).unwrap().request.id;
        session.cases.write(id, |case| {
            let mut case = case?;
            case.request.parts[0].decision = Some(released());
            change(&mut case.request.attachments[0].what);
            Some(case)
        });
        let case = session.case(&view.id).unwrap();
        let (kept, part) = (&case.request.attachments[0].what, case.request.parts[0].id);
        let file = EnclosedFile { file: kept.id, sha256: kept.sha256.clone(), part };
        let mut files = open_files(&session, case, &[part], &[file])?;
        files.pop().ok_or_else(|| Error::internal("no file was opened"))
    }

    #[test]
    fn a_file_that_the_record_cannot_show_as_it_was_goes_nowhere() {
        let whole = opened(|_| ()).unwrap();
        assert_eq!((whole.name.as_str(), whole.bytes.bytes()), ("list.pdf", &b"%PDF-1.7"[..]));
        let lost = |refused: Result<OpenFile>| {
            let error = refused.err().unwrap();
            assert!(error.message.contains("“list.pdf” cannot go out"), "{error:?}");
            assert!(error.help.starts_with("Nothing went out, and everything else is kept."), "{error:?}");
            error.code
        };
        assert_eq!(lost(opened(|kept| kept.sha256 = "00".repeat(32))), Code::VaultDamaged, "other bytes");
        assert_eq!(lost(opened(|kept| kept.id = domain::AttachmentId([9; 16]))), Code::VaultDamaged, "gone");
        let table = opened(|kept| kept.media = "office document".to_owned()).err().unwrap();
        assert_eq!(table.code, Code::FileProblem, "it cannot be drawn for the print");
    }
}
