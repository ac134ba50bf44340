//! A backup on disk: a folder with the record file, its keyring, and a manifest that says what is in them. It is complete once
//! it has its name; what bears another name is an unfinished one.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::{BackupError, VaultError};
use crate::hex_bytes::Hex;
use crate::ids::VaultId;
use crate::keyring::{self, Keyring, UserSecret, database_name};
use crate::keyring_file::{self, CURRENT};
use crate::known_disposals::KnownDisposals;
use crate::open::{Access, Entering, UnlockSecret, enter, try_slots};
use crate::profile::Profile;
use crate::read::Anchor;
use crate::session::Vault;
use crate::verify::Problem;

pub(crate) const MANIFEST: &str = "manifest.json";
const FORMAT: &str = "custodian-backup";
/// Version of a manifest: since the third it has a code over all of it. One without is no manifest: whoever took a code off could
/// write any date.
const VERSION: u32 = 3;
const CODE_TAG: &[u8] = b"custodian/backup-manifest/v1";
const MOST_BYTES: u64 = 4 * 1024 * 1024;

// Which shares of checking a backup are over once its files were hashed, and once it was entered.
const FILES_READ: u8 = 15;
const ENTERED: u8 = 45;

/// The manifest, field by field. Readable without a secret and therefore without content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) format: String,
    pub(crate) version: u32,
    pub(crate) vault_id: VaultId,
    pub(crate) practice: bool,
    pub(crate) generation: u64,
    pub(crate) made_at: DateTime<FixedOffset>,
    /// Rows of the chain, visible or not.
    pub(crate) rows: u64,
    /// Hash of the last row.
    pub(crate) head: Hex<32>,
    pub(crate) files: Vec<FileNote>,
    /// Every stream that was disposed of before it was made, here or in a copy that this workstation knows of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) disposals: Option<KnownDisposals>,
    /// Over everything else, with a key from inside the vault: the moment at which a backup was made stands nowhere but here.
    code: Hex<32>,
}

/// One file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileNote {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: Hex<32>,
}

/// What a backup was found to hold when it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCheck {
    /// Its folder.
    pub folder: PathBuf,
    /// When it was made.
    pub made_at: DateTime<FixedOffset>,
    /// Entries that whoever opened it can read.
    pub entries: u64,
    /// The end of its record, as it is printed on paper.
    pub anchor: Anchor,
    /// Generation of the record.
    pub generation: u64,
    /// Nothing in it is real.
    pub practice: bool,
    /// Bytes of its files.
    pub bytes: u64,
}

/// With what a backup is opened.
pub(crate) enum BundleKey<'a> {
    /// Something typed.
    Typed(&'a UnlockSecret),
    /// The secret keys of somebody who has the vault open.
    Known(&'a str, &'a UserSecret),
}

impl Manifest {
    pub(crate) fn of(
        folder: &Path,
        keyring: &Keyring,
        (rows, head): (u64, [u8; 32]),
        disposals: Option<KnownDisposals>,
        now: DateTime<FixedOffset>,
    ) -> Result<Self, VaultError> {
        let files = [keyring.database.as_str(), CURRENT].map(|name| note_of(folder, name));
        Ok(Self {
            format: FORMAT.into(),
            version: VERSION,
            vault_id: keyring.vault_id,
            practice: keyring.practice,
            generation: keyring.generation,
            made_at: now,
            rows,
            head: Hex(head),
            files: files.into_iter().collect::<Result<_, _>>()?,
            disposals,
            code: Hex([0; 32]),
        })
    }

    /// With its code.
    pub(crate) fn sealed(self, key: &[u8; 32]) -> Result<Self, VaultError> {
        let code = Hex(self.code_with(key)?.finalize().into_bytes().into());
        Ok(Self { code, ..self })
    }

    /// Whether somebody with this key, which is inside the vault, wrote all of it.
    pub(crate) fn has_its_code(&self, key: &[u8; 32]) -> bool {
        self.code_with(key).is_ok_and(|code| code.verify_slice(&self.code.0).is_ok())
    }

    fn code_with(&self, key: &[u8; 32]) -> Result<Hmac<Sha256>, VaultError> {
        let text = serde_json::to_vec(&Self { code: Hex([0; 32]), ..self.clone() })
            .map_err(|_| VaultError::Encryption)?;
        let mut code = Hmac::<Sha256>::new_from_slice(key).map_err(|_| VaultError::Encryption)?;
        code.update(CODE_TAG);
        code.update(&text);
        Ok(code)
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<(), VaultError> {
        let failed = |error: std::io::Error| VaultError::file("Writing the manifest of the backup", &error);
        let text = self.printed().map_err(|error| failed(error.into()))?;
        let mut file = File::create_new(folder.join(MANIFEST)).map_err(failed)?;
        file.write_all(&text).and_then(|()| file.sync_all()).map_err(failed)
    }

    fn printed(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        Ok(text)
    }

    /// Bytes of all files, as far as it says: who wrote it is not known before a file was read.
    pub(crate) fn bytes(&self) -> u64 {
        self.files.iter().fold(0, |all, file| all.saturating_add(file.bytes))
    }

    /// Reads and checks all that can be checked without a secret.
    pub(crate) fn read(folder: &Path) -> Result<Self, VaultError> {
        let manifest = Self::read_alone(folder)?;
        for file in &manifest.files {
            let is_whole = folder.join(&file.name).exists() && note_of(folder, &file.name)? == *file;
            if !is_whole {
                return Err(BackupError::Damaged(file.name.clone()).into());
            }
        }
        Ok(manifest)
    }

    /// Reads the manifest and none of the files it speaks of: for a list.
    pub(crate) fn read_alone(folder: &Path) -> Result<Self, VaultError> {
        #[derive(Deserialize)]
        struct Kind {
            format: String,
            version: u32,
        }
        let file = match File::open(folder.join(MANIFEST)) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(BackupError::Missing.into());
            }
            Err(error) => return Err(VaultError::file("Reading the backup", &error)),
        };
        let mut bytes = Vec::new();
        file.take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| VaultError::file("Reading the backup", &error))?;
        let kind: Kind = serde_json::from_slice(&bytes).map_err(|_| BackupError::Foreign)?;
        if kind.format != FORMAT {
            return Err(BackupError::Foreign.into());
        }
        if kind.version > VERSION {
            return Err(BackupError::NewerFormat { found: kind.version, known: VERSION }.into());
        }
        let manifest: Self =
            serde_json::from_slice(&bytes).map_err(|_| BackupError::Damaged(MANIFEST.into()))?;
        // Every byte stands as it was printed, also where another one would mean the same.
        if manifest.printed().ok().as_ref() != Some(&bytes) {
            return Err(BackupError::Damaged(MANIFEST.into()).into());
        }
        let names: Vec<_> = manifest.files.iter().map(|file| file.name.as_str()).collect();
        // The names are computed, never believed: a path in them would lead out of the folder.
        if names != [database_name(manifest.generation).as_str(), CURRENT] {
            return Err(BackupError::Damaged(MANIFEST.into()).into());
        }
        Ok(manifest)
    }
}

/// Opens a backup only to read it, checks everything in it, and compares it with its manifest.
pub(crate) fn check_bundle(
    folder: &Path,
    key: &BundleKey<'_>,
    now: DateTime<FixedOffset>,
    tell: &mut dyn FnMut(u8),
) -> Result<(BackupCheck, Manifest, Vault), VaultError> {
    let manifest = Manifest::read(folder)?;
    let keyring = keyring_file::read(folder)?.keyring;
    let is_its_own = (keyring.vault_id, keyring.generation, keyring.practice)
        == (manifest.vault_id, manifest.generation, manifest.practice);
    if !is_its_own {
        return Err(BackupError::Differs("its keyring is that of another vault or another time").into());
    }
    let typed;
    let (slot, secret) = match key {
        BundleKey::Typed(secret) => {
            typed = try_slots(&keyring, secret)?.ok_or(VaultError::WrongSecret)?;
            (typed.0.as_str(), &typed.1)
        }
        BundleKey::Known(slot, secret) => (*slot, *secret),
    };
    let user = keyring.users.iter().find(|user| user.slot == slot).ok_or(BackupError::OlderThanKey)?;
    let file_key = keyring::open_file_key(&keyring, user, secret)?;
    keyring::check_code(&keyring, &file_key)?;
    let entering = Entering {
        folder,
        // A copy is not remembered by this workstation.
        profile: &Profile { folder: folder.join("no profile") },
        keyring: &keyring,
        slot,
        secret,
        file_key: &file_key,
        now,
        database: &folder.join(&keyring.database),
        access: Access::Copy,
    };
    tell(FILES_READ);
    let (copy, _) = enter(&entering, None)?;
    tell(ENTERED);
    if !manifest.has_its_code(copy.keys.get(copy.memory_key)) {
        return Err(BackupError::Damaged(MANIFEST.into()).into());
    }
    let checked = copy.verify_telling(&mut |done| tell(part_of(done, ENTERED, 100)));
    let mut problems = checked.problems;
    if (copy.head.count, copy.head.hash) != (manifest.rows, manifest.head.0) {
        problems.push(Problem::whole("It does not end where its manifest says.".into()));
    }
    if !problems.is_empty() {
        return Err(VaultError::RecordDamaged { problems });
    }
    let check = BackupCheck {
        folder: folder.to_path_buf(),
        made_at: manifest.made_at,
        entries: checked.entries,
        anchor: copy.anchor(),
        generation: manifest.generation,
        practice: manifest.practice,
        bytes: manifest.bytes(),
    };
    Ok((check, manifest, copy))
}

/// Opens a backup to read it, checks everything in it and compares its end with its manifest. Nothing is written.
///
/// # Errors
/// [`VaultError::Backup`] when it is not one, or not whole; [`VaultError::WrongSecret`]; otherwise what is damaged, by name.
pub fn test_backup(
    folder: &Path,
    secret: &UnlockSecret,
    now: DateTime<FixedOffset>,
) -> Result<BackupCheck, VaultError> {
    check_bundle(folder, &BundleKey::Typed(secret), now, &mut |_| ()).map(|(check, _, _)| check)
}

/// Whether a backup is of a practice vault, told without a secret.
///
/// # Errors
/// [`VaultError::Backup`] when it is not one, or not whole.
pub fn is_practice_backup(folder: &Path) -> Result<bool, VaultError> {
    look_at_backup(folder).map(|note| note.practice)
}

/// What a backup says of itself without a secret. Its files were read and are as they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupNote {
    /// When it was made.
    pub made_at: DateTime<FixedOffset>,
    /// Nothing in it is real.
    pub practice: bool,
    /// Bytes of its files.
    pub bytes: u64,
}

/// Looks at a backup without a secret.
///
/// # Errors
/// [`VaultError::Backup`] when it is not one, or not whole.
pub fn look_at_backup(folder: &Path) -> Result<BackupNote, VaultError> {
    Manifest::read(folder).map(|manifest| BackupNote {
        made_at: manifest.made_at,
        practice: manifest.practice,
        bytes: manifest.bytes(),
    })
}

/// How much of something is done, from 0 to 100.
pub(crate) fn percent(done: u64, all: u64) -> u8 {
    u8::try_from(done.min(all) * 100 / all.max(1)).unwrap_or(100)
}

/// A share of one piece of work as a share of the whole: the piece begins at `from` and is over at `to`.
pub(crate) fn part_of(done: u8, from: u8, to: u8) -> u8 {
    let span = u32::from(to.saturating_sub(from));
    from.saturating_add(u8::try_from(u32::from(done.min(100)) * span / 100).unwrap_or(0))
}

impl Vault {
    /// Whether a backup holds this record as it is now: for a list of backups beside the vault.
    ///
    /// # Errors
    /// [`VaultError::Backup`] when it is not a backup, or not whole.
    pub fn is_backed_up_by(&self, folder: &Path) -> Result<bool, VaultError> {
        let manifest = Manifest::read(folder)?;
        Ok((manifest.vault_id, manifest.generation, manifest.head.0)
            == (self.keyring.vault_id, self.keyring.generation, self.head.hash))
    }
}

pub(crate) fn note_of(folder: &Path, name: &str) -> Result<FileNote, VaultError> {
    let failed = |error: std::io::Error| VaultError::file("Reading the backup", &error);
    let mut file = File::open(folder.join(name)).map_err(failed)?;
    let bytes = fs::metadata(folder.join(name)).map_err(failed)?.len();
    let mut digest = Sha256::new();
    let mut piece = vec![0; 1 << 20];
    loop {
        let length = file.read(&mut piece).map_err(failed)?;
        if length == 0 {
            break;
        }
        digest.update(piece.get(..length).unwrap_or_default());
    }
    Ok(FileNote { name: name.to_owned(), bytes, sha256: Hex(digest.finalize().into()) })
}
