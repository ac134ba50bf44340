//! Reading and replacing `keyring.json` and its previous copy.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::breakage::{Breakage, is_broken};
use crate::error::{KeyringError, VaultError};
use crate::keyring::{self, Keyring, MOST_BYTES};

pub(crate) const CURRENT: &str = "keyring.json";
pub(crate) const PREVIOUS: &str = "keyring.prev.json";
const DAMAGED: &str = "keyring.damaged.json";

/// A keyring as found in a folder.
pub(crate) struct FoundKeyring {
    pub(crate) keyring: Keyring,
    /// Why the current file could not be used, when the previous copy was.
    pub(crate) instead_of: Option<KeyringError>,
}

/// Reads the current keyring, or the previous copy when the current one is unreadable.
pub(crate) fn read(folder: &Path) -> Result<FoundKeyring, VaultError> {
    let current = match read_one(&folder.join(CURRENT))? {
        Ok(keyring) => return Ok(FoundKeyring { keyring, instead_of: None }),
        Err(error) => error,
    };
    // A newer format and a hostile file are not accidents; falling back would hide them.
    let is_accident = !is_broken(Breakage::PreviousKeyringNotRead)
        && matches!(
            current,
            KeyringError::Missing | KeyringError::Damaged(_) | KeyringError::Foreign | KeyringError::TooLarge
        );
    if is_accident && let Ok(Ok(keyring)) = read_one(&folder.join(PREVIOUS)) {
        return Ok(FoundKeyring { keyring, instead_of: Some(current) });
    }
    Err(current.into())
}

/// Replaces the current keyring in one step and syncs the folder: after a sudden stop there is the old one or the new one.
pub(crate) fn replace(folder: &Path, keyring: &Keyring) -> Result<(), VaultError> {
    write(folder, CURRENT, keyring)
}

/// Makes the previous copy equal to this keyring, which a successful unlock has proved.
pub(crate) fn refresh_previous(folder: &Path, keyring: &Keyring) -> Result<(), VaultError> {
    match read_one(&folder.join(PREVIOUS)) {
        Ok(Ok(previous)) if previous == *keyring => Ok(()),
        _ => write(folder, PREVIOUS, keyring),
    }
}

/// Puts a proved previous copy in place of an unreadable current file, which is kept beside it.
pub(crate) fn restore_from_previous(folder: &Path, keyring: &Keyring) -> Result<(), VaultError> {
    let current = folder.join(CURRENT);
    if current.exists() {
        fs::copy(&current, folder.join(DAMAGED))
            .map_err(|error| VaultError::file("Keeping the damaged keyring", &error))?;
    }
    replace(folder, keyring)
}

/// Removes the damaged file that was kept beside the keyring: it may still hold a passphrase that is in force no more.
pub(crate) fn forget_damaged(folder: &Path) -> Result<(), VaultError> {
    match fs::remove_file(folder.join(DAMAGED)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(VaultError::file("Removing the damaged keyring", &error))
        }
        _ => Ok(()),
    }
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), VaultError> {
    // Other systems have no such call; there the rename itself is durable or the journal of the disk decides.
    if cfg!(unix) && !is_broken(Breakage::FolderNotSynced) {
        File::open(folder)
            .and_then(|open| open.sync_all())
            .map_err(|error| VaultError::file("Writing the vault folder to disk", &error))?;
    }
    Ok(())
}

/// Makes a folder and those above it that are missing, and makes their names durable: a vault in a folder whose own name is lost
/// in a power cut would be lost with it.
pub(crate) fn make_folder(folder: &Path) -> std::io::Result<()> {
    let is_missing = |above: &&Path| !above.as_os_str().is_empty() && !above.exists();
    let missing: Vec<_> = folder.ancestors().take_while(is_missing).collect();
    fs::create_dir_all(folder)?;
    if cfg!(unix) && !is_broken(Breakage::FolderNotSynced) {
        for parent in missing.into_iter().filter_map(Path::parent) {
            let named = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            File::open(named).and_then(|open| open.sync_all())?;
        }
    }
    Ok(())
}

fn read_one(path: &Path) -> Result<Result<Keyring, KeyringError>, VaultError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Err(KeyringError::Missing)),
        Err(error) => return Err(VaultError::file("Reading the keyring", &error)),
    };
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| VaultError::file("Reading the keyring", &error))?;
    Ok(keyring::parse(&bytes))
}

fn write(folder: &Path, name: &str, keyring: &Keyring) -> Result<(), VaultError> {
    let failed = |error: &std::io::Error| VaultError::file("Writing the keyring", error);
    let text = keyring::print(keyring)?;
    let mut file = tempfile::Builder::new()
        .prefix(".keyring-")
        .suffix(".tmp")
        .tempfile_in(folder)
        .map_err(|error| failed(&error))?;
    file.write_all(&text).map_err(|error| failed(&error))?;
    if !is_broken(Breakage::KeyringNotSynced) {
        file.as_file().sync_all().map_err(|error| failed(&error))?;
    }
    // What will be read must be what was meant, before it takes the place of what works.
    match read_one(file.path())? {
        Ok(written) if written == *keyring => {}
        _ => return Err(KeyringError::Damaged("it did not read back as it was written").into()),
    }
    put_in_place(file, &folder.join(name)).map_err(|error| failed(&error))?;
    sync_folder(folder)
}

/// Gives a finished file the name of the one that it replaces, in one step.
pub(crate) fn put_in_place(file: NamedTempFile, place: &Path) -> std::io::Result<()> {
    // By the standard library, through which every other file operation here goes and which the tests' recording disk sees.
    #[cfg(unix)]
    {
        let path = file.into_temp_path();
        fs::rename(&path, place)?;
        path.keep().map(drop).map_err(|error| error.error)
    }
    #[cfg(not(unix))]
    file.persist(place).map(drop).map_err(|error| error.error)
}
