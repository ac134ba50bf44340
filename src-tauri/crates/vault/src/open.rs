//! Unlocking: from a folder and a secret to an open vault whose every row has been checked, or to a named reason why not.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;

use crate::breakage::{Breakage, is_broken};
use crate::chain::ChainEnd;
use crate::database::{About, keep_entries, open_database, open_database_to_read, restrict_to_owner};
use crate::error::{KeyringError, VaultError, reading};
use crate::generation;
use crate::ids::{StreamId, VaultId};
use crate::keyring::{self, Keyring, Role, UserSecret};
use crate::keyring_file::{self, FoundKeyring};
use crate::known_disposals;
use crate::load::load;
use crate::locate::locate;
use crate::lock_file::{LockFile, take_lock};
use crate::pages::{Pages, check_pages};
use crate::passphrase::Passphrase;
use crate::person::Slot;
use crate::place::place_problem;
use crate::profile::{self, FailedAttempts, Profile, Rollback, SeenHead};
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
    /// The passphrase of one person, chosen from [`sign_in_choices`]. Only that person's slot is tried.
    Person(Slot, Passphrase),
    /// The code on the recovery sheet.
    RecoveryCode(RecoveryCode),
}

/// Somebody who can sign in, as far as it can be told before anything is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInChoice {
    /// Whose slot.
    pub slot: Slot,
    /// The job title; names are inside the record.
    pub label: String,
    /// The Director's slot.
    pub is_director: bool,
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
    /// Streams that are known to have been disposed of and whose texts are here: a copy of before has come back. They are
    /// disposed of again before anything is shown.
    pub come_back: BTreeSet<StreamId>,
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

/// Who can sign in with a passphrase, in the order in which they were added; the recovery sheet is not among them. Whether a
/// person's term has run out stands inside the record and is not told here.
///
/// # Errors
/// As for reading a keyring.
pub fn sign_in_choices(folder: &Path) -> Result<Vec<SignInChoice>, VaultError> {
    let keyring = keyring_file::read(folder)?.keyring;
    let choice = |user: &keyring::KeyringUser| SignInChoice {
        slot: Slot::of(&user.slot),
        label: user.label.clone(),
        is_director: user.role == Role::Director,
    };
    Ok(keyring.users.iter().filter(|user| user.role != Role::Recovery).map(choice).collect())
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
        database: &folder.join(&keyring.database),
        access: Access::Live,
    };
    let (vault, mut entered) = match enter_unjudged(&entering, Some(lock)) {
        // A person whose term has run out, or has not begun, learns as little as one who typed something wrong.
        Err(VaultError::WrongSecret) => {
            let _ = profile::count_failed_attempt(profile, keyring.vault_id, now);
            return Err(VaultError::WrongSecret);
        }
        entered => entered?,
    };
    entered.opening.by_recovery = matches!(secret, UnlockSecret::RecoveryCode(_));
    if entered.problems.is_empty() {
        // Only a keyring that has just opened a sound record may replace another copy. A disk that is full or cannot be
        // written must not keep her from reading, so what cannot be put right now is put right at a later unlocking.
        if instead_of.is_some() {
            entered.opening.used_previous_keyring = true;
            let _ = keyring_file::restore_from_previous(folder, &keyring);
        } else if keyring_file::refresh_previous(folder, &keyring).is_ok()
            && entered.opening.rolled_back.is_none()
        {
            // Nothing names the record files before this one any more.
            let _ = generation::sweep(folder, &keyring, &vault.people);
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
    /// The record file, which bears another name until its generation is the current one.
    pub(crate) database: &'a Path,
    pub(crate) access: Access,
}

/// What may be done with the files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// The vault that is worked in.
    Live,
    /// A record file that is not in its place yet: nothing is remembered about it.
    Draft,
    /// A copy elsewhere: nothing is written.
    Copy,
}

/// What entering found.
pub(crate) struct Entered {
    pub(crate) opening: Opening,
    pub(crate) problems: Vec<Problem>,
}

/// Enters a vault whose record must be sound.
pub(crate) fn enter(entering: &Entering<'_>, lock: Option<LockFile>) -> Result<(Vault, Opening), VaultError> {
    let (vault, entered) = enter_unjudged(entering, lock)?;
    judge(vault, entered)
}

pub(crate) fn enter_unjudged(
    entering: &Entering<'_>,
    lock: Option<LockFile>,
) -> Result<(Vault, Entered), VaultError> {
    let keyring = entering.keyring;
    let path = entering.database;
    let is_live = entering.access == Access::Live;
    let about = About { vault_id: keyring.vault_id, generation: keyring.generation };
    let open_file = || {
        let open = if entering.access == Access::Copy { open_database_to_read } else { open_database };
        open(path, entering.file_key, &keyring.database_salt, &about)
    };
    let opened = open_file();
    // INVARIANT (one writer): with the lock file deleted somebody may read the keyring while another program writes the record
    // anew. The file it named then is free only once the keyring names the next one, so that looking again tells.
    if is_live && !is_in_force(entering.folder, keyring) {
        return Err(VaultError::InUse);
    }
    let connection = opened?;
    if entering.access != Access::Copy {
        restrict_to_owner(path)?;
    }
    if is_live {
        keep_entries(&connection);
    }
    let pages = check_pages(&connection, Pages::Once)?;
    if !pages.is_empty() {
        drop(connection);
        let mut problems = locate(&open_file);
        problems.extend(pages.into_iter().map(Problem::whole));
        return Err(VaultError::RecordDamaged { problems });
    }
    let verified_key = verified::derive_verified_key(&entering.secret.ed25519())?;
    let (loader, end, known) = load(entering, &connection, &verified_key)?;
    let (mut problems, is_followed) = (loader.problems, loader.trouble.is_none());
    if is_followed && let Some(why) = loader.people.disagreement_with(keyring) {
        return Err(KeyringError::Tampered(why).into());
    }
    // A clock that was set back does not give a term back.
    let latest = end.last_time().map_or(entering.now, |last| last.max(entering.now));
    if entering.access != Access::Draft
        && loader.people.find(entering.slot).is_some_and(|me| !me.term.covers(latest))
    {
        return Err(VaultError::WrongSecret);
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
        Some(_) if is_broken(Breakage::HeadNotCompared) => None,
        Some(seen) => rollback(&connection, keyring, &end, seen)?,
        None => None,
    };
    // Also when the program is never closed properly, the next unlocking need not verify everything again.
    if is_live && pages.is_empty() && problems.is_empty() && end.count > known + NOTED_EVERY {
        let authors = loader.people.authors();
        let reader = verified::Reader { vault: keyring.vault_id, slot: entering.slot, authors: &authors };
        let _ = verified::remember(entering.profile, &reader, &verified_key, &head);
    }
    let failed = profile::failed_attempts(entering.profile, keyring.vault_id);
    let forgotten =
        if is_live { profile::forget_failed_attempts(entering.profile, keyring.vault_id) } else { Ok(()) };
    let mut opening = Opening {
        failed_attempts: failed.map_or(0, |FailedAttempts { count, .. }| count),
        failed_since: failed.map(|FailedAttempts { since, .. }| since),
        rolled_back,
        used_previous_keyring: false,
        clock_behind: head.at.is_some_and(|last| entering.now < last),
        by_recovery: false,
        memory_altered: remembered.altered,
        keys_may_swap: !loader.keys.is_locked(),
        profile_unwritable: forgotten.is_err(),
        come_back: BTreeSet::new(),
    };
    let vault = Vault {
        folder: entering.folder.to_path_buf(),
        profile: entering.profile.clone(),
        connection,
        keyring: keyring.clone(),
        keys: loader.keys,
        me: Me { slot: entering.slot.to_owned(), x25519: loader.x25519, ed25519: loader.ed25519 },
        people: loader.people,
        streams: loader.streams,
        blobs: loader.blobs,
        head,
        device: remembered.device,
        memory_key,
        stopped: Cell::new(None),
        lock,
    };
    if is_live && problems.is_empty() {
        let key = vault.keys.get(vault.memory_key);
        let known = known_disposals::recall(&vault.profile, keyring.vault_id, key)?;
        opening.memory_altered |= known.altered;
        opening.come_back = vault.come_back(&known.streams)?;
        opening.profile_unwritable |= vault.note_disposals(&BTreeSet::new()).is_err();
    }
    Ok((vault, Entered { opening, problems }))
}

fn is_in_force(folder: &Path, keyring: &Keyring) -> bool {
    keyring_file::read(folder).is_ok_and(|found| found.keyring == *keyring)
}

// Every slot of the right kind is tried to the end, so that time does not tell which one, if any, fitted.
pub(crate) fn try_slots(
    keyring: &Keyring,
    secret: &UnlockSecret,
) -> Result<Option<(String, UserSecret)>, VaultError> {
    let (typed, for_recovery, chosen) = match secret {
        UnlockSecret::Passphrase(passphrase) => (passphrase.bytes(), false, None),
        UnlockSecret::Person(slot, passphrase) => (passphrase.bytes(), false, Some(slot.as_str())),
        UnlockSecret::RecoveryCode(code) => (code.bytes(), true, None),
    };
    let is_meant = |user: &&keyring::KeyringUser| {
        (user.role == Role::Recovery) == for_recovery && chosen.is_none_or(|slot| user.slot == slot)
    };
    let mut opened = None;
    let mut tried = 0;
    for user in keyring.users.iter().filter(is_meant) {
        tried += 1;
        if let Some(secret) = keyring::open_user(keyring, user, typed)? {
            // Of two people with one passphrase the first, who has been here longer.
            opened.get_or_insert((user.slot.clone(), secret));
        }
    }
    // A slot that is not there takes as long as one that does not open.
    if tried == 0
        && let Some(user) = keyring.users.first()
    {
        keyring::open_user(keyring, user, &[])?;
    }
    Ok(opened)
}

fn rollback(
    connection: &Connection,
    keyring: &Keyring,
    end: &ChainEnd,
    seen: &SeenHead,
) -> Result<Option<Rollback>, VaultError> {
    let report = |rewritten| Some(Rollback { rewritten });
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
