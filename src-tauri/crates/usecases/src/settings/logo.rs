//! The library's logo: kept in the vault, so that every letter prints the same one.

use super::settings_view;
use crate::acts::hex;
use crate::view::SettingsView;
use crate::{Code, Error, Result, Session};
use domain::{Attachment, AttachmentId, LibraryProfile, OfficeEvent};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::Path;
use vault::BlobId;

/// More than this is no logo; the letters crate has the exact limit.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// A logo that was read and checked, ready to be kept.
pub(crate) struct ReadLogo {
    pub(crate) file: Attachment,
    pub(crate) blob: BlobId,
    pub(crate) bytes: Vec<u8>,
}

/// Keeps a picture as the logo from now on. Letters already issued keep theirs.
///
/// # Errors
/// A file that cannot be read or is no usable PNG picture; the logo before it stays.
pub fn set_logo(session: &mut Session, path: &Path) -> Result<SettingsView> {
    let logo = read_logo(path, session.world.id()?)?;
    let profile = LibraryProfile { logo: Some(logo.file.id), ..session.office.profile.clone() };
    let events = vec![OfficeEvent::LogoKept(logo.file), domain::set_profile(profile)?];
    session.record_office(events, Some((logo.blob, logo.bytes)))?;
    settings_view(session)
}

/// Letters print without a logo from now on.
///
/// # Errors
/// There is none.
pub fn remove_logo(session: &mut Session) -> Result<SettingsView> {
    if session.office.profile.logo.is_none() {
        return Err(Error::new(
            Code::AlreadyDone,
            "There is no logo.",
            "Choose a picture if the letters are to carry one.",
        ));
    }
    let profile = LibraryProfile { logo: None, ..session.office.profile.clone() };
    session.record_office(vec![domain::set_profile(profile)?], None)?;
    settings_view(session)
}

/// Reads and checks a picture.
pub(crate) fn read_logo(path: &Path, id: [u8; 16]) -> Result<ReadLogo> {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes));
    read.map_err(|_| {
        let help = "Check that the file is still there and may be opened, then choose it again.";
        Error::new(Code::FileProblem, "The logo could not be read.", help).at("logo")
    })?;
    letters::check_logo(&bytes)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = Attachment {
        id: AttachmentId(id),
        // A name that could not stand in the record must not keep a good picture out.
        name: domain::line(&name, "logo").unwrap_or_else(|_| "logo.png".to_owned()),
        size: bytes.len() as u64,
        sha256: hex(&Sha256::digest(&bytes)),
        media: "PNG picture".to_owned(),
        what: "Logo for the letterhead".to_owned(),
        privileged: false,
    };
    Ok(ReadLogo { file, blob: BlobId::from_bytes(id), bytes })
}
