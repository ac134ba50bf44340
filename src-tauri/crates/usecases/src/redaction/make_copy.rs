//! Making a redacted copy: pages from the helper, boxes burnt in, and the search for leaks, all without holding the record.

use super::boxes::{cover, covered};
use crate::acts::{hex, part_id};
use crate::file_view::KeptFile;
use crate::view::RedactionForm;
use crate::{Code, Error, Result, Session};
use chrono::NaiveDate;
use domain::{AttachmentId, CoveredBox, PartId, Refusal, RequestId};
use enclosures::{Helper, Log, Order, RedactError, redact};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A copy that was ordered: everything that is needed to make it, taken out of the record.
pub struct CopyOrder {
    file: KeptFile,
    day: NaiveDate,
    about: About,
}

/// What a copy is of, and for what.
#[derive(Clone)]
pub(super) struct About {
    pub(super) request: RequestId,
    pub(super) part: PartId,
    pub(super) source: AttachmentId,
    pub(super) boxes: Vec<CoveredBox>,
}

/// A copy in which no leak was found, not kept yet.
pub struct MadeCopy {
    pub(super) about: About,
    pub(super) pdf: Zeroizing<Vec<u8>>,
    pub(super) log: Log,
}

impl std::fmt::Debug for CopyOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CopyOrder(…)")
    }
}

impl std::fmt::Debug for MadeCopy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MadeCopy(…)")
    }
}

/// Orders a copy of a kept file.
///
/// # Errors
/// As [`domain::may_redact`] and [`domain::check_boxes`]; a reason that is not offered; bytes that are no longer those of
/// which the digest was taken.
pub fn order_copy(session: &Session, request: &str, file: &str, form: &RedactionForm) -> Result<CopyOrder> {
    let kept = crate::kept_file(session, request, file)?;
    let case = session.case(request)?;
    let part = part_id(&form.part)?;
    let source = file.parse().map_err(|_| Refusal::not_found())?;
    let recorded = domain::may_redact(&case.request, source, part)?;
    if hex(&Sha256::digest(kept.bytes())) != recorded.sha256 {
        return Err(Error::new(
            Code::VaultDamaged,
            "The stored file does not match the digest that was recorded when it was kept.",
            "No copy was made. Verify the vault under Settings and restore the file from a backup.",
        ));
    }
    let pack = session.pack_of(&case.request)?;
    let boxes = form.boxes.iter().map(|form| covered(pack, form)).collect::<Result<Vec<_>>>()?;
    let boxes = domain::check_boxes(boxes)?;
    let about = About { request: case.request.id, part, source, boxes };
    Ok(CopyOrder { file: kept, day: session.now().date(), about })
}

impl CopyOrder {
    /// Makes the copy and searches it for leaks. `progress` hears from 0 to 100.
    ///
    /// # Errors
    /// A page that cannot be drawn, a box on no page, too large a file, or a leak: then there is no copy.
    pub fn make(self, helper: &Helper, progress: &mut dyn FnMut(u8)) -> Result<MadeCopy> {
        let covers: Vec<_> = self.about.boxes.iter().map(cover).collect();
        let order = Order { file: self.file.bytes(), covers: &covers, made: self.day };
        let mut tell = |done: u32, of: u32| {
            progress(u8::try_from(u64::from(done) * 100 / u64::from(of.max(1))).unwrap_or(100));
        };
        let made = redact(helper, &order, &mut tell).map_err(refused)?;
        Ok(MadeCopy { about: self.about, pdf: Zeroizing::new(made.pdf), log: made.log })
    }
}

fn refused(error: RedactError) -> Error {
    const KEPT: &str = "The file is kept as it came and no copy was made.";
    let (code, help, field) = match &error {
        RedactError::Page { trouble, .. } => {
            let message = format!("No copy was made: page {} could not be drawn. {trouble}", page_of(&error));
            return Error::new(Code::FileProblem, message, trouble.help());
        }
        RedactError::NoBox(number) | RedactError::NoReason(number) => {
            (Code::Invalid, format!("{KEPT} Your boxes are still there."), Some(*number))
        }
        RedactError::TooLarge => (Code::TooLong, "Your boxes are still there.".to_owned(), None),
        RedactError::NotWritten => (Code::FileProblem, "Your boxes are still there.".to_owned(), None),
        RedactError::Leak(_) => (Code::Stopped, "Your boxes are still there.".to_owned(), None),
    };
    let refused = Error::new(code, error.to_string(), help);
    match field {
        Some(number) => refused.at(&format!("boxes/{number}")),
        None => refused,
    }
}

fn page_of(error: &RedactError) -> u32 {
    match error {
        RedactError::Page { page, .. } => page.saturating_add(1),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::{self, AttachInput};
    use crate::journal::tests::{new_request, practice};
    use crate::view::CoverForm;
    use enclosures::{Leak, Trouble};

    #[test]
    fn a_file_that_is_no_longer_what_was_recorded_is_not_copied() {
        let place = tempfile::tempdir().unwrap();
        let mut session = practice(place.path());
        let view = acts::start_request(&mut session, new_request("no", "a record")).unwrap();
        let path = place.path().join("scan.pdf");
        std::fs::write(&path, "%PDF-1.7").unwrap();
        let input = AttachInput { path, what: "Scan".to_owned(), privileged: false };
        let view = acts::attach_file(&mut session, &view.id, input).unwrap();
        let (file, part) = (view.attachments[0].id.clone(), view.parts[0].id.clone());
        let covered =
            CoverForm { w: 10, h: 10, reason: "other".into(), words: "x".into(), ..CoverForm::default() };
        let form = RedactionForm { part, boxes: vec![covered] };
        assert!(order_copy(&session, &view.id, &file, &form).is_ok());
        let id = session.case(&view.id).unwrap().request.id;
        session.cases.write(id, |case| {
            let mut case = case?;
            case.request.attachments[0].what.sha256 = "00".to_owned();
            Some(case)
        });
        let refused = order_copy(&session, &view.id, &file, &form).unwrap_err();
        assert_eq!(refused.code, Code::VaultDamaged);
        assert!(refused.help.contains("No copy was made"), "{refused:?}");
    }

    #[test]
    fn every_failure_says_what_happened_what_is_safe_and_what_to_do() {
        let page = RedactError::Page { page: 1, trouble: Trouble::NeedsPassword };
        let said = refused(page);
        assert_eq!(said.code, Code::FileProblem);
        assert!(said.message.contains("page 2 could not be drawn") && said.message.contains("password"));
        assert!(said.help.starts_with("The file is kept as it came"), "{}", said.help);
        let leak = refused(RedactError::Leak(Leak::Word));
        assert_eq!(leak.code, Code::Stopped);
        assert!(
            leak.message.contains("nothing went out") && leak.message.contains("on paper"),
            "{}",
            leak.message
        );
        assert_eq!(refused(RedactError::NoBox(2)).refs, ["boxes/2"]);
        for error in [RedactError::TooLarge, RedactError::NotWritten] {
            assert!(refused(error.clone()).message.contains("kept as it came"), "{error:?}");
        }
    }
}
