//! Founding a vault: a new folder, a Director, a recovery sheet. Until the keyring is in place there is no vault, and a
//! founding that was cut off leaves nothing that stands in the way of the next one.

use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use ed25519_dalek::SigningKey;
use rusqlite::TransactionBehavior;
use zeroize::Zeroizing;

use crate::append::{Fault, Pen};
use crate::database::{
    About, create_database, database_name_of_founding, format_of, read_salt, remove_journal,
    restrict_to_owner,
};
use crate::error::{VaultError, cause_of_sqlite};
use crate::event::RowClass;
use crate::hex_bytes::Hex;
use crate::ids::{StreamId, VaultId};
use crate::keyring::{self, FORMAT, Keyring, NewUser, Role, UserSecret, VERSION, database_name};
use crate::keyring_file;
use crate::lock_file::take_lock;
use crate::locked_keys::LockedKeys;
use crate::open::{Access, Entering, enter};
use crate::passphrase::{self, Passphrase};
use crate::people::People;
use crate::place::place_problem;
use crate::profile::Profile;
use crate::randomness::make_bytes;
use crate::records::{self, RecordedUser, StreamKind, SystemRecord};
use crate::recovery::{RecoveryCode, RecoverySheet};
use crate::session::{Head, Vault};
use crate::stretch::KdfCost;

const DIRECTOR_SLOT: &str = "u1";
const RECOVERY_SLOT: &str = "u2";
pub(crate) const RECOVERY_LABEL: &str = "Recovery sheet";
const FIRST_GENERATION: u64 = 1;

/// What founding a vault needs to know.
pub struct Founding<'a> {
    /// An empty or new folder on a local disk.
    pub folder: PathBuf,
    /// This workstation's memory.
    pub profile: &'a Profile,
    /// The Director's passphrase; for a real vault it must be hard to guess.
    pub passphrase: Passphrase,
    /// The Director's job title. Readable without a passphrase, therefore never a name.
    pub director_label: &'a str,
    /// A practice vault is marked for ever and may have a published passphrase.
    pub practice: bool,
    /// How slow a guess is to be.
    pub kdf: KdfCost,
    /// The moment of founding.
    pub now: DateTime<FixedOffset>,
}

/// Founds a vault and opens it. The sheet must be shown and proved by typing back; it is never shown again.
///
/// # Errors
/// [`VaultError::VaultExists`], [`VaultError::FolderNotEmpty`], [`VaultError::Place`], [`VaultError::WeakPassphrase`],
/// [`VaultError::InUse`], or the disk's refusal. No vault has been made then.
pub fn create(founding: Founding<'_>) -> Result<(Vault, RecoverySheet), VaultError> {
    check_wishes(&founding)?;
    let folder = founding.folder.clone();
    prepare_folder(&folder)?;
    let lock = take_lock(&folder)?;
    clear_leftovers(&folder)?;

    let file_key = Zeroizing::new(make_bytes::<32>()?);
    let code = RecoveryCode::make()?;
    let (mut keyring, secret) = make_keyring(&founding, &code)?;
    for place in 0..keyring.users.len() {
        keyring.users[place].file_key = keyring::wrap_file_key(&keyring, &keyring.users[place], &file_key)?;
    }
    let draft = folder.join(database_name_of_founding());
    let outcome = write_database(&draft, &keyring, &secret, &file_key, &founding).and_then(|()| {
        keyring.database_salt = read_salt(&draft)?;
        keyring::authenticate(&mut keyring, &file_key)?;
        fs::rename(&draft, folder.join(&keyring.database))
            .map_err(|error| VaultError::file("Putting the record file in its place", &error))?;
        keyring_file::sync_folder(&folder)?;
        keyring_file::refresh_previous(&folder, &keyring)?;
        keyring_file::replace(&folder, &keyring)
    });
    if let Err(error) = outcome {
        // No keyring is in place, so nothing here can be opened by anybody; a half-made file must not stop the next try.
        let _ = clear_leftovers(&folder);
        if !folder.join(keyring_file::CURRENT).exists() {
            let _ = fs::remove_file(folder.join(&keyring.database));
            let _ = fs::remove_file(folder.join(keyring_file::PREVIOUS));
        }
        return Err(error);
    }
    let entering = Entering {
        folder: &folder,
        profile: founding.profile,
        keyring: &keyring,
        slot: DIRECTOR_SLOT,
        secret: &secret,
        file_key: &file_key,
        now: founding.now,
        database: &folder.join(&keyring.database),
        access: Access::Live,
    };
    let (vault, _) = enter(&entering, Some(lock))?;
    Ok((vault, RecoverySheet::new(code)))
}

fn check_wishes(founding: &Founding<'_>) -> Result<(), VaultError> {
    if let Some(problem) = place_problem(&founding.folder) {
        return Err(problem.into());
    }
    if !founding.practice {
        if founding.kdf == KdfCost::Practice {
            return Err(VaultError::QuickKeyRefused);
        }
        if let Some(weakness) =
            passphrase::strength(&founding.passphrase, &[founding.director_label]).weakness
        {
            return Err(weakness.into());
        }
    }
    Ok(())
}

/// Makes a folder for a vault, or finds one that holds nothing but what an unfinished vault leaves.
pub(crate) fn prepare_folder(folder: &std::path::Path) -> Result<(), VaultError> {
    if folder.join(keyring_file::CURRENT).exists() || folder.join(keyring_file::PREVIOUS).exists() {
        return Err(VaultError::VaultExists);
    }
    keyring_file::make_folder(folder).map_err(|error| VaultError::file("Making the vault folder", &error))?;
    let contents =
        fs::read_dir(folder).map_err(|error| VaultError::file("Reading the vault folder", &error))?;
    for item in contents {
        let name = item.map_err(|error| VaultError::file("Reading the vault folder", &error))?.file_name();
        if !is_leftover(&name.to_string_lossy()) && name != "lock" {
            return Err(VaultError::FolderNotEmpty);
        }
    }
    restrict_to_owner(folder)
}

// What a founding that was cut off can leave. A finished record file is not among them: without its keyring it could be one
// whose keyring was lost.
fn is_leftover(name: &str) -> bool {
    name.starts_with(database_name_of_founding())
        || name == "restoring.db"
        || (name.starts_with(".keyring-") && name.ends_with(".tmp"))
}

fn clear_leftovers(folder: &std::path::Path) -> Result<(), VaultError> {
    let failed = |error: std::io::Error| VaultError::file("Clearing an unfinished founding", &error);
    for item in fs::read_dir(folder).map_err(failed)? {
        let item = item.map_err(failed)?;
        if is_leftover(&item.file_name().to_string_lossy()) {
            fs::remove_file(item.path()).map_err(failed)?;
        }
    }
    Ok(())
}

fn make_keyring(founding: &Founding<'_>, code: &RecoveryCode) -> Result<(Keyring, UserSecret), VaultError> {
    let mut keyring = Keyring {
        format: FORMAT.into(),
        version: VERSION,
        vault_id: VaultId::make()?,
        practice: founding.practice,
        generation: FIRST_GENERATION,
        database: database_name(FIRST_GENERATION),
        database_salt: Hex([0; 16]),
        users: Vec::new(),
        mac: Hex([0; 32]),
        checksum: Hex([0; 32]),
    };
    let director = UserSecret::new(Zeroizing::new(make_bytes()?));
    let recovery = UserSecret::new(Zeroizing::new(make_bytes()?));
    let people = [
        (DIRECTOR_SLOT, founding.director_label, Role::Director, founding.passphrase.bytes(), &director),
        (RECOVERY_SLOT, RECOVERY_LABEL, Role::Recovery, code.bytes(), &recovery),
    ];
    for (slot, label, role, typed, secret) in people {
        let user = NewUser { slot, label, role, typed, cost: founding.kdf };
        let made = keyring::make_user(&keyring, &user, secret)?;
        keyring.users.push(made);
    }
    Ok((keyring, director))
}

fn write_database(
    path: &std::path::Path,
    keyring: &Keyring,
    director: &UserSecret,
    file_key: &[u8; 32],
    founding: &Founding<'_>,
) -> Result<(), VaultError> {
    let about = About { vault_id: keyring.vault_id, generation: keyring.generation };
    let mut connection = create_database(path, file_key, &about, format_of(false))?;
    let device = crate::ids::DeviceId::make()?;
    let signing = SigningKey::from_bytes(&director.ed25519());
    let mut keys = LockedKeys::new();
    let outcome = (|| -> Result<(), Fault> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut pen = Pen {
            connection: &transaction,
            keyring,
            people: &People::founded(keyring),
            device,
            author: DIRECTOR_SLOT,
            signing: &signing,
            at: founding.now,
            head: Head {
                count: 0,
                hash: [0; 32],
                signatures: [0; 32],
                device_count: 0,
                device_hash: [0; 32],
                at: None,
            },
        };
        let stream = StreamId::make()?;
        let begun = pen.begin_stream(&mut keys, stream, StreamKind::System)?;
        let record = SystemRecord::Founded {
            practice: keyring.practice,
            generation: keyring.generation,
            users: keyring.users.iter().map(RecordedUser::from).collect(),
        };
        for (epoch, epoch_keys) in begun.epochs {
            pen.write(&keys, RowClass::System, stream, epoch, epoch_keys.entry, &records::print(&record)?)?;
        }
        pen.note_head()?;
        transaction.commit()?;
        Ok(())
    })();
    match outcome {
        Ok(()) => {}
        Err(Fault::Vault(error)) => return Err(error),
        Err(Fault::Database(error)) => return Err(made_impossible(&error)),
    }
    connection.close().map_err(|(_, error)| made_impossible(&error))?;
    remove_journal(path)
}

fn made_impossible(error: &rusqlite::Error) -> VaultError {
    VaultError::File { doing: "Making the record file", cause: cause_of_sqlite(error) }
}
