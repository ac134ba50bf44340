//! Looking at a kept file. Whoever sent it may have made it to harm whoever opens it, so its bytes are drawn by a helper process
//! that holds nothing of the record; what is shown are pixels and words that came back from there.

use crate::session::Session;
use crate::view::FileView;
use crate::{Code, Error, Result};
use domain::{AttachmentId, Refusal};
use enclosures::{Drawn, Helper, Kind, PageText, Trouble, WIDTHS};
use vault::BlobId;
use zeroize::Zeroizing;

/// A kept file in memory, taken out of the record so that the record is not held while a page is drawn.
pub struct KeptFile(Zeroizing<Vec<u8>>);

impl std::fmt::Debug for KeptFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeptFile(…)")
    }
}

/// A file kept with a request. A hidden request, an absent file and the text of a letter all read as not found.
pub fn kept_file(session: &Session, request: &str, file: &str) -> Result<KeptFile> {
    let request = &session.case(request)?.request;
    let id: AttachmentId = file.parse().map_err(|_| Refusal::not_found())?;
    let mut kept = request.attachments.iter().map(|kept| &kept.what);
    let file = kept.find(|kept| kept.id == id).ok_or_else(Refusal::not_found)?;
    if crate::letter::is_text_of_a_letter(request, file) {
        return Err(Refusal::not_found().into());
    }
    Ok(KeptFile(session.vault.read_blob(BlobId::from_bytes(id.0))?))
}

impl KeptFile {
    /// A file that is in memory already.
    pub(crate) fn of(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What a page holds besides its picture. Pages are counted from 0.
    pub fn view(&self, helper: &Helper, page: u32) -> Result<FileView> {
        // The picture is thrown away, so the narrowest will do.
        let drawn = helper.draw(&self.0, page, *WIDTHS.start()).map_err(refused)?;
        Ok(FileView {
            pages: drawn.pages,
            page,
            about: about_text(&drawn),
            missing: drawn.is_partial.then(|| {
                "Something on this page could not be drawn: a typeface, a picture or a note. Do not decide by what is seen here \
                 alone."
                    .to_owned()
            }),
            lines: drawn.text.lines(),
        })
    }

    /// A page as PNG, about so many pixels across. Pages are counted from 0.
    pub fn page(&self, helper: &Helper, page: u32, width: u32) -> Result<Vec<u8>> {
        helper.draw(&self.0, page, width).and_then(|drawn| drawn.pixels.png()).map_err(refused)
    }
}

fn about_text(drawn: &Drawn) -> String {
    let PageText { words, unreadable } = &drawn.text;
    match (drawn.kind, words.is_empty(), *unreadable) {
        (Kind::Png | Kind::Jpeg, _, _) => {
            "This is a picture. It holds no text that could be read out.".to_owned()
        }
        (Kind::Pdf, true, 0) => {
            "This page has no text layer: it may be a scan. What it says can only be seen.".to_owned()
        }
        (Kind::Pdf, true, _) => {
            "The letters on this page are drawn without saying which they are. What it says can only be seen."
                .to_owned()
        }
        (Kind::Pdf, false, 0) => {
            "As the file itself states it. That can differ from what the picture shows.".to_owned()
        }
        (Kind::Pdf, false, some) => format!(
            "As the file itself states it; that can differ from what the picture shows. {some} letters are missing here, because \
             the file does not say which they are."
        ),
    }
}

fn refused(trouble: Trouble) -> Error {
    Error::new(Code::FileProblem, trouble.to_string(), trouble.help())
}
