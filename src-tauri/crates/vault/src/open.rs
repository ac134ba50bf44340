//! Unlocking: from a folder and a secret to an open vault whose every row has been checked, or to a named reason why not.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::chain::{ChainEnd, Depth, Walk, authors_of, walk};
use crate::database::{About, check_pages, open_database, restrict_to_owner};
use crate::error::{KeyringError, VaultError, reading};
use crate::event::{Row, RowClass, open_row};
use crate::hpke_wrap::{self, WRAP};
use crate::ids::{BlobId, StreamId, VaultId};
use crate::keyring::{self, Keyring, Role, UserSecret};
use crate::keyring_file::{self, FoundKeyring};
use crate::locate::locate;
use crate::lock_file::{LockFile, take_lock};
use crate::locked_keys::{KeyAt, LockedKeys};
use crate::passphrase::Passphrase;
use crate::place::place_problem;
use crate::profile::{self, FailedAttempts, Profile, Rollback, SeenHead};
use crate::records::{self, AttachmentRecord, KeyRecord, RecordedUser, StreamKind, SystemRecord};
use crate::recovery::RecoveryCode;
use crate::session::{
    Attachment, Me, STREAM_KEY_PURPOSE, Stream, Vault, commit_to, put_epoch_keys, wrap_binding,
};
use crate::symmetric::derive_key;
use crate::verified::{self, Verified};
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

// Signatures that this person verified on this workstation before are not verified again, provided that the rows and the
// signatures are the very same; in any doubt all of them are.
fn load<'a>(
    entering: &Entering<'a>,
    connection: &Connection,
    known: Option<&Verified>,
) -> Result<(Loader<'a>, ChainEnd), VaultError> {
    if let Some(known) = known {
        let mut loader = Loader::new(entering)?;
        let end = loader.load(connection, Depth::SignaturesAfter(known.count))?;
        if end.mark == Some((known.head.0, known.signatures.0)) && loader.problems.is_empty() {
            return Ok((loader, end));
        }
    }
    let mut loader = Loader::new(entering)?;
    let end = loader.load(connection, Depth::Signatures)?;
    Ok((loader, end))
}

// Every slot of the right kind is tried to the end, so that time does not tell which one, if any, fitted.
fn try_slots(keyring: &Keyring, secret: &UnlockSecret) -> Result<Option<(String, UserSecret)>, VaultError> {
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

// Collects, while the chain is walked, what the vault's own rows say.
struct Loader<'a> {
    vault: VaultId,
    keyring: &'a Keyring,
    slot: &'a str,
    keys: LockedKeys,
    x25519: KeyAt,
    ed25519: KeyAt,
    wraps: HashMap<(StreamId, u32), [u8; WRAP]>,
    streams: BTreeMap<StreamId, Stream>,
    blobs: BTreeMap<BlobId, Attachment>,
    people: Option<(bool, Vec<RecordedUser>)>,
    memory_key: Option<KeyAt>,
    problems: Vec<Problem>,
}

impl<'a> Loader<'a> {
    fn new(entering: &Entering<'a>) -> Result<Self, VaultError> {
        let mut keys = LockedKeys::new();
        let x25519 = keys.put(&entering.secret.x25519());
        let ed25519 = keys.put(&entering.secret.ed25519());
        Ok(Self {
            vault: entering.keyring.vault_id,
            keyring: entering.keyring,
            slot: entering.slot,
            keys,
            x25519,
            ed25519,
            wraps: HashMap::new(),
            streams: BTreeMap::new(),
            blobs: BTreeMap::new(),
            people: None,
            memory_key: None,
            problems: Vec::new(),
        })
    }

    fn load(&mut self, connection: &Connection, depth: Depth) -> Result<ChainEnd, VaultError> {
        self.wraps = read_wraps(connection, self.slot)?;
        let authors = authors_of(self.keyring);
        let whole = Walk { connection, vault: self.vault, authors: &authors, depth };
        let mut problems = std::mem::take(&mut self.problems);
        let end = walk(&whole, &mut problems, &mut |row, problems| {
            match row.header.class {
                RowClass::Request => {}
                RowClass::Key => self.take_key(row, problems)?,
                RowClass::System => self.take_system(row, problems),
                RowClass::Attachment => self.take_attachment(row, problems),
            }
            Ok(())
        })?;
        self.problems = problems;
        Ok(end)
    }

    fn take_key(&mut self, row: &Row, problems: &mut Vec<Problem>) -> Result<(), VaultError> {
        let (seq, stream, epoch) = (row.header.seq, row.header.stream, row.header.epoch);
        let mut wrong = |words: &str| problems.push(Problem::row(seq, format!("Entry {seq}: {words}")));
        let Some(wrapped) = self.wraps.remove(&(stream, epoch)) else {
            // Designees are not given every stream; the Director and the recovery sheet are.
            if self.role() != Some(Role::Designee) {
                wrong("the key of the part of the record that begins here is missing.");
            }
            return Ok(());
        };
        let bound = wrap_binding(self.vault, stream, epoch, self.slot);
        let opened = hpke_wrap::unwrap(self.keys.get(self.x25519), STREAM_KEY_PURPOSE, &bound, &wrapped);
        let Some(dek) = opened else {
            wrong("the key of the part of the record that begins here does not open.");
            return Ok(());
        };
        if row.header.commitment != Some(commit_to(self.vault, stream, epoch, &dek)) {
            wrong("the key of the part of the record that begins here is not the one recorded.");
            return Ok(());
        }
        let epoch_keys = put_epoch_keys(&mut self.keys, &dek)?;
        let Some(record) = open_row(self.vault, row, self.keys.get(epoch_keys.entry))
            .and_then(|text| records::parse::<KeyRecord>(&text))
        else {
            wrong("its text does not open with its key.");
            return Ok(());
        };
        if record.kind == StreamKind::System && seq == 1 {
            let key: Zeroizing<[u8; 32]> = derive_key(&dek, "custodian/seen-heads-key/v1")?;
            self.memory_key = Some(self.keys.put(&key));
        }
        let known =
            self.streams.entry(stream).or_insert(Stream { kind: record.kind, epochs: BTreeMap::new() });
        if known.kind != record.kind || known.epochs.insert(epoch, epoch_keys).is_some() {
            wrong("it begins a part of the record that has begun already.");
        }
        Ok(())
    }

    fn take_system(&mut self, row: &Row, problems: &mut Vec<Problem>) {
        let seq = row.header.seq;
        let is_system =
            self.streams.get(&row.header.stream).is_some_and(|stream| stream.kind == StreamKind::System);
        match self.open_own::<SystemRecord>(row) {
            Some(SystemRecord::Founded { practice, users, .. }) if is_system && seq == 2 => {
                self.people = Some((practice, users));
            }
            _ => problems.push(Problem::row(
                seq,
                format!("Entry {seq}: what it says about the vault cannot be read."),
            )),
        }
    }

    fn take_attachment(&mut self, row: &Row, problems: &mut Vec<Problem>) {
        let (seq, stream, epoch) = (row.header.seq, row.header.stream, row.header.epoch);
        if !self.streams.contains_key(&stream) {
            return;
        }
        match self.open_own::<AttachmentRecord>(row) {
            Some(record) if !self.blobs.contains_key(&record.blob) => {
                self.blobs.insert(record.blob, Attachment { stream, epoch, seq, record });
            }
            _ => problems.push(Problem::row(
                seq,
                format!("Entry {seq}: what it says about an attachment cannot be read."),
            )),
        }
    }

    fn open_own<T: serde::de::DeserializeOwned>(&self, row: &Row) -> Option<T> {
        let keys = self.streams.get(&row.header.stream)?.epochs.get(&row.header.epoch)?;
        records::parse(&open_row(self.vault, row, self.keys.get(keys.entry))?)
    }

    fn role(&self) -> Option<Role> {
        self.keyring.users.iter().find(|user| user.slot == self.slot).map(|user| user.role)
    }
}

fn read_wraps(
    connection: &Connection,
    slot: &str,
) -> Result<HashMap<(StreamId, u32), [u8; WRAP]>, VaultError> {
    let mut statement = connection
        .prepare("SELECT stream, epoch, wrap FROM wraps WHERE recipient = ?1")
        .map_err(|error| reading(&error))?;
    let mut rows = statement.query([slot]).map_err(|error| reading(&error))?;
    let mut wraps = HashMap::new();
    while let Some(row) = rows.next().map_err(|error| reading(&error))? {
        // A wrap of an impossible form is none; the row that needs it says that it is missing.
        if let (Ok(stream), Ok(epoch), Ok(wrap)) =
            (row.get::<_, [u8; 16]>(0), row.get(1), row.get::<_, [u8; WRAP]>(2))
        {
            wraps.insert((StreamId::from_bytes(stream), epoch), wrap);
        }
    }
    Ok(wraps)
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

// Forgeries that need keys of the vault's own making; the tests beside the crate meet all others.
#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use rusqlite::TransactionBehavior;

    use super::*;
    use crate::append::Pen;
    use crate::error::StorageCause;
    use crate::event::{Header, insert_row, make_row, print_time};
    use crate::hex_bytes::Hex;
    use crate::ids::EntryId;
    use crate::keyring::NewUser;
    use crate::randomness::make_bytes;
    use crate::records::StreamKind;
    use crate::stretch::KdfCost;
    use crate::{Batch, Founding, StreamClass};

    struct Office {
        _place: tempfile::TempDir,
        profile: Profile,
        folder: PathBuf,
    }

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-12-02T09:00:00-06:00").unwrap()
    }

    fn secret() -> UnlockSecret {
        UnlockSecret::Passphrase(Passphrase::practice())
    }

    fn founded() -> Office {
        let place = tempfile::tempdir().unwrap();
        let profile = Profile { folder: place.path().join("profile") };
        let folder = place.path().join("vault");
        let founding = Founding {
            folder: folder.clone(),
            profile: &profile,
            passphrase: Passphrase::practice(),
            director_label: "Director",
            practice: true,
            kdf: KdfCost::Practice,
            now: now(),
        };
        crate::create(founding).unwrap().0.close().unwrap();
        Office { _place: place, profile, folder }
    }

    impl Office {
        fn open(&self) -> Result<(Vault, Opening), VaultError> {
            open(&self.folder, &self.profile, secret(), now())
        }

        // The keyring and the key of the record file, as any person of the vault can get them.
        fn keys(&self) -> (Keyring, Zeroizing<[u8; 32]>) {
            let keyring = keyring_file::read(&self.folder).unwrap().keyring;
            let (slot, user_secret) = try_slots(&keyring, &secret()).unwrap().unwrap();
            let user = keyring.users.iter().find(|user| user.slot == slot).unwrap();
            let file_key = keyring::open_file_key(&keyring, user, &user_secret).unwrap();
            (keyring, file_key)
        }

        // Writes past the check that a written keyring reads back.
        fn put(&self, keyring: &Keyring) {
            let bytes = keyring::print(keyring).unwrap();
            fs::write(self.folder.join(keyring_file::CURRENT), &bytes).unwrap();
            fs::write(self.folder.join(keyring_file::PREVIOUS), &bytes).unwrap();
        }

        fn refusal(&self) -> String {
            match self.open() {
                Err(VaultError::Keyring(KeyringError::Tampered(why))) => why.to_owned(),
                other => panic!("a forged keyring must be refused, got {other:?}"),
            }
        }
    }

    #[test]
    fn a_keyring_altered_by_an_outsider_fails_its_code() {
        let office = founded();
        let (mut keyring, _) = office.keys();
        keyring.users[1].file_key.0[40] ^= 1;
        keyring::authenticate(&mut keyring, &[0; 32]).unwrap();
        office.put(&keyring);
        assert!(office.refusal().contains("authentication code"));
    }

    #[test]
    fn a_person_that_the_record_does_not_know_is_refused_even_with_a_right_code() {
        let office = founded();
        let (honest, file_key) = office.keys();
        let intruder = UserSecret::new(Zeroizing::new(make_bytes().unwrap()));
        for (slot, replaces) in [("u3", None), ("u2", Some(1))] {
            let mut keyring = honest.clone();
            let role = if replaces.is_some() { Role::Recovery } else { Role::Designee };
            let user = NewUser {
                slot,
                label: "Recovery sheet",
                role,
                typed: b"known to the intruder",
                cost: KdfCost::Practice,
            };
            let mut made = keyring::make_user(&keyring, &user, &intruder).unwrap();
            made.file_key = keyring::wrap_file_key(&keyring, &made, &file_key).unwrap();
            match replaces {
                Some(place) => keyring.users[place] = made,
                None => keyring.users.push(made),
            }
            keyring::authenticate(&mut keyring, &file_key).unwrap();
            office.put(&keyring);
            assert!(office.refusal().contains("different people or keys"), "{slot}");
        }
        office.put(&honest);
        office.open().unwrap();
    }

    #[test]
    fn a_job_title_or_role_changed_with_a_right_code_fails_the_persons_own_signature() {
        let office = founded();
        let (honest, file_key) = office.keys();
        let changes: [fn(&mut Keyring); 4] = [
            |keyring| keyring.users[0].label = "Mayor".into(),
            |keyring| keyring.users[0].role = Role::Designee,
            |keyring| keyring.practice = false,
            |keyring| keyring.users[1].ed25519 = keyring.users[0].ed25519,
        ];
        for change in changes {
            let mut keyring = honest.clone();
            change(&mut keyring);
            keyring::authenticate(&mut keyring, &file_key).unwrap();
            office.put(&keyring);
            assert!(office.refusal().contains("not signed by that person"));
        }
    }

    // Signed by the right person, chained rightly, decrypting rightly: only the commitment does not fit the key.
    #[test]
    fn a_stream_whose_key_is_not_the_one_committed_to_is_named() {
        let office = founded();
        let (mut vault, _) = office.open().unwrap();
        let signing = vault.signing_key();
        let stream = StreamId::make().unwrap();
        let transaction = vault.connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        let dek = [9; 32];
        let epoch_keys = put_epoch_keys(&mut vault.keys, &dek).unwrap();
        for user in &vault.keyring.users {
            let bound = wrap_binding(vault.keyring.vault_id, stream, 1, &user.slot);
            let wrapped = hpke_wrap::wrap(&user.x25519.0, STREAM_KEY_PURPOSE, &bound, &dek).unwrap();
            transaction
                .execute("INSERT INTO wraps VALUES (?1, 1, ?2, ?3)", (stream.bytes(), &user.slot, wrapped))
                .unwrap();
        }
        let recipients = vault.keyring.users.iter().map(|user| user.slot.clone()).collect();
        let text = records::print(&KeyRecord { kind: StreamKind::Case, recipients }).unwrap();
        let header = Header {
            seq: vault.head.count + 1,
            id: EntryId::make().unwrap(),
            device: vault.device,
            device_seq: vault.head.device_count + 1,
            device_previous: vault.head.device_hash,
            stream,
            epoch: 1,
            author: vault.me.slot.clone(),
            at: print_time(now()),
            flags: 0,
            class: RowClass::Key,
            commitment: Some(commit_to(vault.keyring.vault_id, stream, 1, &[8; 32])),
            nonce: make_bytes().unwrap(),
            previous: vault.head.hash,
        };
        let row = make_row(vault.keyring.vault_id, header, &text, vault.keys.get(epoch_keys.entry), &signing)
            .unwrap();
        insert_row(&transaction, &row).unwrap();
        let mut head = vault.head.clone();
        (head.count, head.hash) = (row.header.seq, row.hash);
        let pen = Pen {
            connection: &transaction,
            keyring: &vault.keyring,
            device: vault.device,
            author: &vault.me.slot,
            signing: &signing,
            at: now(),
            head,
        };
        assert!(pen.note_head().is_ok());
        transaction.commit().unwrap();
        drop(vault);
        match office.open() {
            Err(VaultError::RecordDamaged { problems }) => {
                assert_eq!(problems[0].seq, Some(3));
                assert!(problems[0].words.contains("not the one recorded"), "{problems:?}");
            }
            other => panic!("got {other:?}"),
        }
    }

    #[test]
    fn a_designee_gets_the_ordinary_streams_and_not_the_others() {
        let office = founded();
        let (mut keyring, _) = office.keys();
        let designee = UserSecret::new(Zeroizing::new(make_bytes().unwrap()));
        let user = NewUser {
            slot: "u3",
            label: "Deputy",
            role: Role::Designee,
            typed: b"typed",
            cost: KdfCost::Practice,
        };
        keyring.users.push(keyring::make_user(&keyring, &user, &designee).unwrap());
        let slots =
            |kind: StreamKind| kind.recipients(&keyring).map(|user| user.slot.as_str()).collect::<Vec<_>>();
        for kind in [StreamKind::System, StreamKind::Office, StreamKind::Case] {
            assert_eq!(slots(kind), ["u1", "u2", "u3"]);
        }
        for kind in [StreamKind::Counsel, StreamKind::Sealed] {
            assert_eq!(slots(kind), ["u1", "u2"]);
        }
    }

    // A designee's view: rows of a stream without a key for him are not there, in entries, figures and the check alike.
    #[test]
    fn what_a_person_has_no_key_for_does_not_exist_for_that_person() {
        let office = founded();
        let (mut vault, _) = office.open().unwrap();
        let (open_stream, sealed) = (StreamId::make().unwrap(), StreamId::make().unwrap());
        let mut batch = Batch::new();
        batch.stream(open_stream, StreamClass::Case).entry(open_stream, b"seen".to_vec());
        batch.stream(sealed, StreamClass::Sealed).entry(sealed, b"not seen".to_vec());
        vault.append(batch, now()).unwrap();
        vault.streams.remove(&sealed);
        let seen: Vec<_> = vault.entries().unwrap().into_iter().map(|entry| entry.payload.to_vec()).collect();
        assert_eq!(seen, [b"seen".to_vec()]);
        assert_eq!(vault.stats().unwrap().entries, 1);
        assert_eq!(vault.stream_class(sealed), None);
        assert_eq!(vault.must_reopen(), None::<StorageCause>);
        let mut batch = Batch::new();
        batch.entry(sealed, b"to it".to_vec());
        assert!(matches!(vault.append(batch, now()), Err(VaultError::Refused(_))));
    }

    #[test]
    fn a_seen_head_of_a_later_generation_is_a_rollback() {
        let office = founded();
        let (vault, _) = office.open().unwrap();
        let key = *vault.keys.get(vault.memory_key);
        let seen = SeenHead { generation: 2, count: 1, head: Hex([1; 32]), at: now() };
        profile::remember(&office.profile, vault.vault_id(), &key, vault.device, seen).unwrap();
        drop(vault);
        let (_, opening) = office.open().unwrap();
        assert!(opening.rolled_back.is_some());
    }
}
