//! Unlocking: from a folder and a secret to an open vault whose every row has been checked, or to a named reason why not.

use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;

use crate::chain::ChainEnd;
use crate::database::{About, check_pages, open_database, restrict_to_owner};
use crate::error::{KeyringError, VaultError, reading};
use crate::ids::VaultId;
use crate::keyring::{self, Keyring, Role, UserSecret};
use crate::keyring_file::{self, FoundKeyring};
use crate::load::load;
use crate::locate::locate;
use crate::lock_file::{LockFile, take_lock};
use crate::passphrase::Passphrase;
use crate::place::place_problem;
use crate::profile::{self, FailedAttempts, Profile, Rollback, SeenHead};
use crate::records::RecordedUser;
use crate::recovery::RecoveryCode;
use crate::session::{Me, Vault};
use crate::verified;
use crate::verify::Problem;

// After so many rows a note of what was verified is worth writing.
const NOTED_EVERY: u64 = 200;

/// What was typed to open the vault.
#[derive(Debug, Clone)]
pub enum UnlockSecret {
    /// A person's passphrase.
    Passphrase(Passphrase),
    /// The code on the recovery sheet.
    RecoveryCode(RecoveryCode),
}

/// What an unlocking has to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Failed attempts on this workstation since the last success.
    pub failed_attempts: u32,
    /// When the first of them was.
    pub failed_since: Option<DateTime<FixedOffset>>,
    /// The vault is older than this workstation has seen, or has another history. To be shown before any work.
    pub rolled_back: Option<Rollback>,
    /// The current keyring was unreadable; its previous copy was used and put in its place.
    pub used_previous_keyring: bool,
    /// The clock stands behind the last entry.
    pub clock_behind: bool,
    /// The vault was opened with the recovery sheet.
    pub by_recovery: bool,
    /// This workstation's memory of the vault was altered and is not believed.
    pub memory_altered: bool,
    /// The system did not agree to keep all keys out of swap.
    pub keys_may_swap: bool,
    /// This workstation could not keep its memory of vaults up to date. The vault itself is not concerned.
    pub profile_unwritable: bool,
}

/// What can be said about a folder without a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultPresence {
    /// There is no vault.
    Absent,
    /// There is a vault.
    Present {
        /// A practice vault, with its published passphrase.
        practice: bool,
        /// The Director's job title.
        label: String,
        /// Its public name.
        vault_id: VaultId,
    },
    /// There is something of a vault, but its keyring cannot be used.
    Unreadable(KeyringError),
}

/// Opens a vault with a passphrase or the recovery code.
///
/// Everything is checked first: keyring, public keys against the record, every page, every hash, signature and link, the
/// number of entries, and the head this workstation saw last.
///
/// # Errors
/// [`VaultError::WrongSecret`] for every wrong secret; otherwise the named cause. Never an open vault with less in it than
/// was recorded.
pub fn open(
    folder: &Path,
    profile: &Profile,
    secret: UnlockSecret,
    now: DateTime<FixedOffset>,
) -> Result<(Vault, Opening), VaultError> {
    let (vault, entered) = open_unjudged(folder, profile, &secret, now)?;
    judge(vault, entered)
}

impl Vault {
    /// Whether a secret opens this vault: asked when a recovery sheet is typed back while the vault is open. Nothing is
    /// counted as a failed attempt, for whoever asks is inside already.
    ///
    /// # Errors
    /// [`VaultError::NoMemory`] when the secret cannot be turned into a key.
    pub fn is_opened_by(&self, secret: &UnlockSecret) -> Result<bool, VaultError> {
        Ok(try_slots(&self.keyring, secret)?.is_some())
    }
}

/// What lies in a folder, without a secret.
pub fn is_vault(folder: &Path) -> VaultPresence {
    match keyring_file::read(folder) {
        Ok(FoundKeyring { keyring, .. }) => VaultPresence::Present {
            practice: keyring.practice,
            label: director_label(&keyring),
            vault_id: keyring.vault_id,
        },
        Err(VaultError::Keyring(KeyringError::Missing)) if !holds_records(folder) => VaultPresence::Absent,
        Err(VaultError::Keyring(error)) => VaultPresence::Unreadable(error),
        Err(_) => VaultPresence::Unreadable(KeyringError::Damaged("it cannot be read")),
    }
}

fn judge(vault: Vault, entered: Entered) -> Result<(Vault, Opening), VaultError> {
    if entered.problems.is_empty() {
        Ok((vault, entered.opening))
    } else {
        Err(VaultError::RecordDamaged { problems: entered.problems })
    }
}

/// Opens a vault whose record may be damaged; what is wrong with it is returned beside it.
pub(crate) fn open_unjudged(
    folder: &Path,
    profile: &Profile,
    secret: &UnlockSecret,
    now: DateTime<FixedOffset>,
) -> Result<(Vault, Entered), VaultError> {
    if let Some(problem) = place_problem(folder) {
        return Err(problem.into());
    }
    if is_vault(folder) == VaultPresence::Absent {
        return Err(VaultError::NoVault);
    }
    restrict_to_owner(folder)?;
    let lock = take_lock(folder)?;
    let FoundKeyring { keyring, instead_of } = keyring_file::read(folder)?;
    let Some((slot, user_secret)) = try_slots(&keyring, secret)? else {
        // A count that cannot be kept must not become a second message beside the one for a wrong secret.
        let _ = profile::count_failed_attempt(profile, keyring.vault_id, now);
        return Err(VaultError::WrongSecret);
    };
    let user = keyring.users.iter().find(|user| user.slot == slot).ok_or(VaultError::WrongSecret)?;
    let file_key = keyring::open_file_key(&keyring, user, &user_secret)?;
    keyring::check_code(&keyring, &file_key)?;
    let entering = Entering {
        folder,
        profile,
        keyring: &keyring,
        slot: &slot,
        secret: &user_secret,
        file_key: &file_key,
        now,
    };
    let (vault, mut entered) = enter_unjudged(&entering, lock)?;
    entered.opening.by_recovery = matches!(secret, UnlockSecret::RecoveryCode(_));
    if entered.problems.is_empty() {
        // Only a keyring that has just opened a sound record may replace another copy. A disk that is full or cannot be
        // written must not keep her from reading, so what cannot be put right now is put right at a later unlocking.
        if instead_of.is_some() {
            entered.opening.used_previous_keyring = true;
            let _ = keyring_file::restore_from_previous(folder, &keyring);
        } else {
            let _ = keyring_file::refresh_previous(folder, &keyring);
        }
    }
    Ok((vault, entered))
}

/// All that is needed to enter a vault once the secret is known.
pub(crate) struct Entering<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) profile: &'a Profile,
    pub(crate) keyring: &'a Keyring,
    pub(crate) slot: &'a str,
    pub(crate) secret: &'a UserSecret,
    pub(crate) file_key: &'a [u8; 32],
    pub(crate) now: DateTime<FixedOffset>,
}

/// What entering found.
pub(crate) struct Entered {
    pub(crate) opening: Opening,
    pub(crate) problems: Vec<Problem>,
}

/// Enters a vault whose record must be sound.
pub(crate) fn enter(entering: &Entering<'_>, lock: LockFile) -> Result<(Vault, Opening), VaultError> {
    let (vault, entered) = enter_unjudged(entering, lock)?;
    judge(vault, entered)
}

fn enter_unjudged(entering: &Entering<'_>, lock: LockFile) -> Result<(Vault, Entered), VaultError> {
    let keyring = entering.keyring;
    let path = entering.folder.join(&keyring.database);
    let about = About { vault_id: keyring.vault_id, generation: keyring.generation };
    let open_file = || open_database(&path, entering.file_key, &keyring.database_salt, &about);
    let connection = open_file()?;
    restrict_to_owner(&path)?;
    let pages = check_pages(&connection)?;
    if !pages.is_empty() {
        drop(connection);
        let mut problems = locate(&open_file);
        problems.extend(pages.into_iter().map(Problem::whole));
        return Err(VaultError::RecordDamaged { problems });
    }
    let verified_key = verified::derive_verified_key(&entering.secret.ed25519())?;
    let known = verified::recall(entering.profile, keyring, entering.slot, &verified_key)?;
    let (loader, end) = load(entering, &connection, known.as_ref())?;
    let mut problems = loader.problems;
    if let Some(problem) = keyring_disagreement(keyring, loader.people.as_ref()) {
        return Err(problem.into());
    }
    let Some(memory_key) = loader.memory_key else {
        problems.push(Problem::whole(
            "The beginning of the record, which says who may open it, is missing.".into(),
        ));
        return Err(VaultError::RecordDamaged { problems });
    };
    let remembered = profile::recall(entering.profile, keyring.vault_id, loader.keys.get(memory_key))?;
    let head = end.head_for(remembered.device);
    let rolled_back = match &remembered.last {
        Some(seen) => rollback(&connection, keyring, &end, seen)?,
        None => None,
    };
    // Also when the program is never closed properly, the next unlocking need not verify everything again.
    if pages.is_empty()
        && problems.is_empty()
        && end.count > known.map_or(0, |known| known.count) + NOTED_EVERY
    {
        let _ = verified::remember(entering.profile, keyring, entering.slot, &verified_key, &head);
    }
    let failed = profile::failed_attempts(entering.profile, keyring.vault_id);
    let forgotten = profile::forget_failed_attempts(entering.profile, keyring.vault_id);
    let opening = Opening {
        failed_attempts: failed.map_or(0, |FailedAttempts { count, .. }| count),
        failed_since: failed.map(|FailedAttempts { since, .. }| since),
        rolled_back,
        used_previous_keyring: false,
        clock_behind: head.at.is_some_and(|last| entering.now < last),
        by_recovery: false,
        memory_altered: remembered.altered,
        keys_may_swap: !loader.keys.is_locked(),
        profile_unwritable: forgotten.is_err(),
    };
    let vault = Vault {
        folder: entering.folder.to_path_buf(),
        profile: entering.profile.clone(),
        connection,
        keyring: keyring.clone(),
        keys: loader.keys,
        me: Me { slot: entering.slot.to_owned(), ed25519: loader.ed25519 },
        streams: loader.streams,
        blobs: loader.blobs,
        head,
        device: remembered.device,
        memory_key,
        stopped: None,
        _lock: lock,
    };
    Ok((vault, Entered { opening, problems }))
}

// Every slot of the right kind is tried to the end, so that time does not tell which one, if any, fitted.
pub(crate) fn try_slots(
    keyring: &Keyring,
    secret: &UnlockSecret,
) -> Result<Option<(String, UserSecret)>, VaultError> {
    let (typed, for_recovery) = match secret {
        UnlockSecret::Passphrase(passphrase) => (passphrase.bytes(), false),
        UnlockSecret::RecoveryCode(code) => (code.bytes(), true),
    };
    let mut opened = None;
    for user in keyring.users.iter().filter(|user| (user.role == Role::Recovery) == for_recovery) {
        if let Some(secret) = keyring::open_user(keyring, user, typed)? {
            opened = Some((user.slot.clone(), secret));
        }
    }
    Ok(opened)
}

// The keyring says who can open the vault, the signed record says the same: a key put in the place of another is found.
fn keyring_disagreement(
    keyring: &Keyring,
    people: Option<&(bool, Vec<RecordedUser>)>,
) -> Option<KeyringError> {
    let (practice, users) = people?;
    let stated: Vec<_> = keyring.users.iter().map(RecordedUser::from).collect();
    if *practice != keyring.practice {
        return Some(KeyringError::Tampered("they differ on whether this is a practice vault"));
    }
    (stated != *users).then_some(KeyringError::Tampered("they name different people or keys"))
}

fn rollback(
    connection: &Connection,
    keyring: &Keyring,
    end: &ChainEnd,
    seen: &SeenHead,
) -> Result<Option<Rollback>, VaultError> {
    let report = |rewritten| Some(Rollback { seen: seen.count, seen_at: seen.at, now: end.count, rewritten });
    if keyring.generation < seen.generation || end.count < seen.count {
        return Ok(report(false));
    }
    let hash: Result<Vec<u8>, _> = connection.query_row(
        "SELECT hash FROM events WHERE seq = ?1",
        [i64::try_from(seen.count).unwrap_or(i64::MAX)],
        |row| row.get(0),
    );
    match hash {
        Ok(hash) if hash == seen.head.0 => Ok(None),
        Ok(_) | Err(rusqlite::Error::QueryReturnedNoRows) => Ok(report(true)),
        Err(error) => Err(reading(&error)),
    }
}

fn director_label(keyring: &Keyring) -> String {
    keyring
        .users
        .iter()
        .find(|user| user.role == Role::Director)
        .map(|user| user.label.clone())
        .unwrap_or_default()
}

fn holds_records(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut items| {
        items.any(|item| {
            item.is_ok_and(|item| {
                let name = item.file_name();
                let name = name.to_string_lossy();
                name.starts_with("records-") && name.ends_with(".db")
            })
        })
    })
}
