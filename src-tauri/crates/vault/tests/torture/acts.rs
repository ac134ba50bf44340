//! An office with a bit of everything in its vault, the acts that the suites do in it, and what can be seen of it afterwards.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, FixedOffset};
use sha2::{Digest, Sha256};
use vault::{
    Batch, BlobId, Disposal, DraftKey, Founding, KdfCost, NewPerson, Passphrase, PersonRole, Profile,
    RecoveryCode, RecoverySheet, Slot, StreamClass, StreamId, UnlockSecret, Vault, VaultError, VaultPresence,
};

pub(crate) const DIRECTOR: &str = "violet otter mends seven clocks";
pub(crate) const NEW_WORDS: &str = "quiet harbor sold thirteen candles";
pub(crate) const DEPUTY: &str = "amber walrus counts nine lanterns";
const CLERK: &str = "gentle maple carries forty letters";

/// A vault, a workstation's profile, a stick for backups, and what somebody holds in her hands.
pub(crate) struct Desk {
    /// Everything below is in this folder.
    pub(crate) root: PathBuf,
    pub(crate) vault: Option<Vault>,
    /// The groups of the sheets that were printed, the oldest first.
    pub(crate) sheets: Vec<String>,
    pub(crate) clock: i64,
}

/// One thing that the record keeper is asked to do.
#[derive(Clone, Copy)]
pub(crate) struct Act {
    pub(crate) name: &'static str,
    pub(crate) run: fn(&mut Desk) -> Result<(), VaultError>,
}

/// What can be seen of a desk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shown {
    pub(crate) entries: Vec<Vec<u8>>,
    pub(crate) blobs: (u64, u64),
    pub(crate) drafts: Vec<(String, Vec<u8>)>,
    /// Job titles of whoever can come in now.
    pub(crate) people: Vec<String>,
    /// Which of the passphrases and sheets open the vault.
    pub(crate) secrets: Vec<String>,
    /// Finished backups on the stick, each of which was opened and checked.
    pub(crate) backups: usize,
    /// What the second folders hold, if there is a vault.
    pub(crate) beside: Vec<(String, usize)>,
}

pub(crate) fn minute(number: i64) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-12-02T09:00:00-06:00").unwrap() + Duration::minutes(number)
}

pub(crate) fn typed(words: &str) -> UnlockSecret {
    UnlockSecret::Person(Slot::named("u1"), Passphrase::typed(words))
}

pub(crate) fn person(label: &'static str, passphrase: &str) -> NewPerson<'static> {
    NewPerson {
        label,
        name: "Jo Example",
        reference: "",
        role: PersonRole::Designee,
        classes: &[StreamClass::Case],
        passphrase: Passphrase::typed(passphrase),
        known_words: &[],
        from: None,
        until: None,
        kdf: KdfCost::Cheap,
    }
}

pub(crate) fn text_of(sheet: &RecoverySheet) -> String {
    sheet.groups().iter().map(|group| group.to_string()).collect::<Vec<_>>().join(" ")
}

/// A folder for a suite, in memory where the system has such a place: what is durable is computed and not waited for.
pub(crate) fn place() -> tempfile::TempDir {
    let named = tempfile::Builder::new().prefix("custodian-torture-").tempdir_in("/dev/shm");
    named.or_else(|_| tempfile::tempdir()).unwrap()
}

/// Starting a program holds every open file, a lock among them, for the blink of an eye in a second process. Whoever finds the
/// vault in use for that reason asks again.
pub(crate) fn when_free<T>(mut open: impl FnMut() -> Result<T, VaultError>) -> Result<T, VaultError> {
    for _ in 0..400 {
        match open() {
            Err(VaultError::InUse) => std::thread::sleep(std::time::Duration::from_millis(5)),
            outcome => return outcome,
        }
    }
    open()
}

pub(crate) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let place = to.join(item.file_name());
        if item.path().is_dir() {
            copy_folder(&item.path(), &place);
        } else {
            fs::copy(item.path(), place).unwrap();
        }
    }
}

impl Desk {
    /// A vault with entries, attachments, drafts, a deputy and a backup, closed.
    pub(crate) fn furnished(root: &Path) -> Self {
        let mut desk = Self { root: root.to_path_buf(), vault: None, sheets: Vec::new(), clock: 0 };
        fs::create_dir_all(desk.profile().folder).unwrap();
        let (mut vault, sheet) = vault::create(desk.founding("vault")).unwrap();
        desk.sheets.push(text_of(&sheet));
        let (case, sealed) = (StreamId::make().unwrap(), StreamId::make().unwrap());
        let mut batch = Batch::new();
        batch.stream(case, StreamClass::Case).entry(case, b"one".to_vec()).entry(case, b"two".to_vec());
        batch.blob(case, BlobId::make().unwrap(), vec![3; 9000]);
        vault.append(batch, minute(1)).unwrap();
        let mut batch = Batch::new();
        batch.stream(sealed, StreamClass::Sealed).entry(sealed, b"sealed".to_vec());
        vault.append(batch, minute(2)).unwrap();
        let draft = DraftKey { stream: case, name: "letter".into() };
        vault.save_draft(&draft, b"half a letter", minute(3)).unwrap();
        vault.add_person(&person("Deputy", DEPUTY), minute(4)).unwrap();
        vault.backup(&desk.stick(), minute(5)).unwrap();
        vault.close().unwrap();
        desk
    }

    /// The same desk in another folder.
    pub(crate) fn copied(&self, root: &Path) -> Self {
        copy_folder(&self.root, root);
        Self { root: root.to_path_buf(), vault: None, sheets: self.sheets.clone(), clock: self.clock }
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.root.join("vault")
    }

    pub(crate) fn profile(&self) -> Profile {
        Profile { folder: self.root.join("profile") }
    }

    pub(crate) fn stick(&self) -> PathBuf {
        self.root.join("stick")
    }

    pub(crate) fn now(&mut self) -> DateTime<FixedOffset> {
        self.clock += 1;
        minute(100 + self.clock)
    }

    fn founding(&self, name: &str) -> Founding<'_> {
        // The profile lives as long as the program: a suite founds few vaults.
        let profile: &'static Profile = Box::leak(Box::new(self.profile()));
        Founding {
            folder: self.root.join(name),
            profile,
            passphrase: Passphrase::typed(DIRECTOR),
            director_label: "Director",
            practice: false,
            kdf: KdfCost::Cheap,
            now: minute(0),
        }
    }

    /// Unlocks with the passphrase that is in force.
    pub(crate) fn unlock(&mut self) -> Result<(), VaultError> {
        let now = self.now();
        let open = |words| when_free(|| vault::open(&self.folder(), &self.profile(), typed(words), now));
        let opened = match open(DIRECTOR) {
            Err(VaultError::WrongSecret) => open(NEW_WORDS),
            outcome => outcome,
        };
        self.vault = Some(opened?.0);
        Ok(())
    }

    /// The open vault.
    pub(crate) fn open(&mut self) -> Result<&mut Vault, VaultError> {
        if self.vault.is_none() {
            self.unlock()?;
        }
        self.vault.as_mut().ok_or(VaultError::NoVault)
    }

    fn case(&mut self) -> Result<StreamId, VaultError> {
        let entries = self.open()?.entries()?;
        Ok(entries.first().expect("a case").stream)
    }

    fn finished_backups(&self) -> Vec<PathBuf> {
        let items: Vec<fs::DirEntry> =
            fs::read_dir(self.stick()).map(|items| items.flatten().collect()).unwrap_or_default();
        let mut finished: Vec<_> = items
            .into_iter()
            .filter(|item| item.file_name().to_string_lossy().starts_with("custodian-backup-"))
            .map(|item| item.path())
            .collect();
        finished.sort();
        finished
    }

    /// What is seen once an act was done, and nothing went wrong.
    pub(crate) fn seen_after(mut self, act: Act) -> Shown {
        let outcome = (act.run)(&mut self);
        outcome.unwrap_or_else(|error| panic!("{}: {error}", act.name));
        self.look().unwrap_or_else(|words| panic!("{}: {words}", act.name))
    }

    /// Opens the vault anew and looks at everything in it; what does not verify is said.
    pub(crate) fn look(&mut self) -> Result<Shown, String> {
        self.vault = None;
        self.unlock_soundly()?;
        let sheets = self.sheets.clone();
        let (folder, root, backups) = (self.folder(), self.root.clone(), self.finished_backups());
        let vault = self.vault.as_ref().ok_or("no vault")?;
        let said = |error: VaultError| error.to_string();
        let mut shown = Shown::of(vault).map_err(said)?;
        for words in [DIRECTOR, NEW_WORDS] {
            if vault.is_opened_by(&typed(words)).map_err(said)? {
                shown.secrets.push(words.to_owned());
            }
        }
        for (slot, words) in [("u3", DEPUTY), ("u4", CLERK)] {
            let secret = UnlockSecret::Person(Slot::named(slot), Passphrase::typed(words));
            if vault.is_opened_by(&secret).map_err(said)? {
                shown.secrets.push(words.to_owned());
            }
        }
        for (number, sheet) in sheets.iter().enumerate() {
            let secret = UnlockSecret::RecoveryCode(RecoveryCode::typed(sheet).map_err(|e| e.to_string())?);
            if vault.is_opened_by(&secret).map_err(said)? {
                shown.secrets.push(format!("sheet {number}"));
            }
        }
        // What an older generation left is there or not; a file that nobody replaced is never a second vault.
        let generation = vault.stats().map_err(said)?.generation;
        if !folder.join(format!("records-{generation:06}.db")).exists() {
            return Err("the record file of the generation in force is not there".into());
        }
        for backup in &backups {
            let opened = vault::test_backup(backup, &typed(DIRECTOR), minute(900));
            let opened = opened.or_else(|_| vault::test_backup(backup, &typed(NEW_WORDS), minute(900)));
            opened.map_err(|error| format!("the finished backup {}: {error}", backup.display()))?;
        }
        shown.backups = backups.len();
        self.vault = None;
        for name in ["second", "restored"] {
            shown.beside.extend(look_beside(&root.join(name))?.map(|entries| (name.to_owned(), entries)));
        }
        Ok(shown)
    }

    fn unlock_soundly(&mut self) -> Result<(), String> {
        let now = self.now();
        let open = |words| when_free(|| vault::open(&self.folder(), &self.profile(), typed(words), now));
        let opened = match open(DIRECTOR) {
            Err(VaultError::WrongSecret) => open(NEW_WORDS),
            outcome => outcome,
        };
        let (vault, opening) = opened.map_err(|error| format!("it does not open: {error}"))?;
        if let Some(rolled_back) = opening.rolled_back {
            return Err(format!("the workstation saw a newer end: {rolled_back:?}"));
        }
        self.vault = Some(vault);
        Ok(())
    }
}

impl Shown {
    /// What differs from what should be seen.
    pub(crate) fn difference(&self, wanted: &Self) -> String {
        let texts = |entries: &[Vec<u8>]| {
            entries.iter().map(|entry| String::from_utf8_lossy(entry).into_owned()).collect::<Vec<_>>()
        };
        let differences = [
            (format!("{:?}", texts(&self.entries)), format!("{:?}", texts(&wanted.entries))),
            (format!("{:?}", self.blobs), format!("{:?}", wanted.blobs)),
            (format!("{:?}", self.drafts), format!("{:?}", wanted.drafts)),
            (format!("{:?}", self.people), format!("{:?}", wanted.people)),
            (format!("{:?}", self.secrets), format!("{:?}", wanted.secrets)),
            (format!("{} backups", self.backups), format!("{} backups", wanted.backups)),
            (format!("{:?}", self.beside), format!("{:?}", wanted.beside)),
        ];
        let differing = differences.into_iter().filter(|(is, wanted)| is != wanted);
        differing
            .map(|(is, wanted)| format!("{is:.200} and not {wanted:.200}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// Equal but for the number of backups, of which there may be one more while the oldest is being removed.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.backups >= other.backups
            && Self { backups: 0, ..self.clone() } == Self { backups: 0, ..other.clone() }
    }

    pub(crate) fn of(vault: &Vault) -> Result<Self, VaultError> {
        let problems = vault.verify().problems;
        if !problems.is_empty() {
            return Err(VaultError::RecordDamaged { problems });
        }
        let (stats, drafts) = (vault.stats()?, vault.drafts()?);
        let people = vault.people().into_iter().filter(|person| !person.has_ended);
        Ok(Self {
            entries: vault.entries()?.iter().map(|entry| entry.payload.to_vec()).collect(),
            blobs: (stats.blobs, stats.blob_bytes),
            drafts: drafts.into_iter().map(|draft| (draft.key.name, draft.bytes.to_vec())).collect(),
            people: people.map(|person| format!("{} until {:?}", person.label, person.until)).collect(),
            ..Self::default()
        })
    }
}

fn look_beside(folder: &Path) -> Result<Option<usize>, String> {
    match vault::is_vault(folder) {
        // Without a keyring nobody was told that a vault is there.
        VaultPresence::Absent | VaultPresence::Unreadable(vault::KeyringError::Missing) => return Ok(None),
        VaultPresence::Unreadable(error) => return Err(format!("{}: {error}", folder.display())),
        VaultPresence::Present { .. } => {}
    }
    let nobody = Profile { folder: folder.with_extension("profile") };
    let opened = when_free(|| vault::open(folder, &nobody, typed(DIRECTOR), minute(900)));
    let (vault, _) = opened.map_err(|error| format!("{} does not open: {error}", folder.display()))?;
    let problems = vault.verify().problems;
    if !problems.is_empty() {
        return Err(format!("{}: {problems:?}", folder.display()));
    }
    Ok(Some(vault.entries().map_err(|error| error.to_string())?.len()))
}

/// A digest over everything that the person who opened the vault can read, with names and places.
pub(crate) fn content_hash(vault: &Vault) -> Result<[u8; 32], VaultError> {
    prefix_hash(vault, usize::MAX)
}

/// The same over the first entries alone, with the drafts only when all are meant.
pub(crate) fn prefix_hash(vault: &Vault, entries: usize) -> Result<[u8; 32], VaultError> {
    let mut digest = Sha256::new();
    let mut put = |bytes: &[u8]| {
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    };
    for entry in vault.entries()?.iter().take(entries) {
        put(format!(
            "{} {} {} {:?} {} {}",
            entry.id, entry.seq, entry.stream, entry.class, entry.at, entry.clock_behind
        )
        .as_bytes());
        put(&entry.payload);
    }
    if entries == usize::MAX {
        for draft in vault.drafts()? {
            put(format!("{} {} {}", draft.key.stream, draft.key.name, draft.saved_at).as_bytes());
            put(&draft.bytes);
        }
        put(format!("{:?}", vault.anchor()).as_bytes());
    }
    Ok(digest.finalize().into())
}

/// Every command of the record keeper that changes files.
pub(crate) const ACTS: [Act; 20] = [
    Act { name: "record an entry", run: |desk| record(desk, 1, 0) },
    Act { name: "record entries with an attachment", run: |desk| record(desk, 3, 20_000) },
    Act { name: "record a large attachment", run: |desk| record(desk, 1, 300_000) },
    Act { name: "begin a sealed matter", run: begin_sealed },
    Act { name: "save a draft", run: save_draft },
    Act { name: "delete a draft", run: delete_draft },
    Act { name: "record what was a draft", run: record_draft },
    Act { name: "change the passphrase", run: change_passphrase },
    Act { name: "add a person", run: add_person },
    Act { name: "set a term", run: set_term },
    Act {
        name: "end an access",
        run: |desk| {
            let now = desk.now();
            desk.open()?.revoke_person(&Slot::named("u3"), now)
        },
    },
    Act { name: "renew the sheet", run: renew_sheet },
    Act { name: "read somebody into a matter", run: share },
    Act { name: "make a backup", run: back_up },
    Act { name: "make a backup and remove the oldest", run: expire },
    Act {
        name: "choose the folder of backups",
        run: |desk| {
            let stick = desk.stick();
            desk.open()?.keep_backups_in(&stick)
        },
    },
    Act { name: "restore a backup beside", run: restore },
    Act { name: "found a second vault", run: found },
    Act { name: "lock and unlock", run: lock_and_unlock },
    Act { name: "dispose of a case", run: dispose },
];

fn record(desk: &mut Desk, entries: usize, blob: usize) -> Result<(), VaultError> {
    let (stream, now) = (desk.case()?, desk.now());
    let vault = desk.open()?;
    let mut batch = Batch::new();
    for number in 0..entries {
        batch.entry(stream, format!("entry {number} of {}", vault.entries()?.len()).into_bytes());
    }
    if blob > 0 {
        batch.blob(stream, BlobId::make()?, vec![7; blob]);
    }
    vault.append(batch, now).map(|_| ())
}

fn begin_sealed(desk: &mut Desk) -> Result<(), VaultError> {
    let (stream, now) = (StreamId::make()?, desk.now());
    let mut batch = Batch::new();
    batch.stream(stream, StreamClass::Sealed).entry(stream, b"another sealed".to_vec());
    desk.open()?.append(batch, now).map(|_| ())
}

fn draft_key(desk: &mut Desk) -> Result<DraftKey, VaultError> {
    Ok(DraftKey { stream: desk.case()?, name: "letter".into() })
}

fn save_draft(desk: &mut Desk) -> Result<(), VaultError> {
    let (key, now) = (draft_key(desk)?, desk.now());
    desk.open()?.save_draft(&key, b"half a letter, and more", now)
}

fn delete_draft(desk: &mut Desk) -> Result<(), VaultError> {
    let key = draft_key(desk)?;
    desk.open()?.delete_draft(&key)
}

fn record_draft(desk: &mut Desk) -> Result<(), VaultError> {
    let (key, now) = (draft_key(desk)?, desk.now());
    let mut batch = Batch::new();
    batch.entry(key.stream, b"a letter".to_vec()).clear_draft(key);
    desk.open()?.append(batch, now).map(|_| ())
}

fn change_passphrase(desk: &mut Desk) -> Result<(), VaultError> {
    let (old, new) = (Passphrase::typed(DIRECTOR), Passphrase::typed(NEW_WORDS));
    desk.open()?.change_passphrase(&old, &new, &[], KdfCost::Cheap)
}

fn add_person(desk: &mut Desk) -> Result<(), VaultError> {
    let now = desk.now();
    desk.open()?.add_person(&person("Clerk", CLERK), now).map(|_| ())
}

fn set_term(desk: &mut Desk) -> Result<(), VaultError> {
    let now = desk.now();
    desk.open()?.set_term(&Slot::named("u3"), None, Some(minute(900)), now)
}

fn renew_sheet(desk: &mut Desk) -> Result<(), VaultError> {
    let (sheet, now) = (RecoverySheet::draw()?, desk.now());
    let groups = sheet.groups();
    desk.sheets.push(text_of(&sheet));
    desk.open()?.renew_sheet(&sheet, &[(0, &groups[0]), (1, &groups[1])], KdfCost::Cheap, now)
}

fn share(desk: &mut Desk) -> Result<(), VaultError> {
    let now = desk.now();
    let vault = desk.open()?;
    let sealed =
        vault.entries()?.iter().find(|entry| entry.class == StreamClass::Sealed).map(|entry| entry.stream);
    let mut batch = Batch::new();
    batch.share(sealed.expect("a sealed matter"), Slot::named("u3"));
    batch.entry(sealed.expect("a sealed matter"), b"read in".to_vec());
    vault.append(batch, now).map(|_| ())
}

fn back_up(desk: &mut Desk) -> Result<(), VaultError> {
    let (stick, now) = (desk.stick(), desk.now());
    desk.open()?.backup(&stick, now).map(|_| ())
}

fn expire(desk: &mut Desk) -> Result<(), VaultError> {
    let (stick, now) = (desk.stick(), desk.now());
    let vault = desk.open()?;
    let made = vault.backup(&stick, now)?;
    vault.expire_backups(&stick, 1, &made).map(|_| ())
}

fn restore(desk: &mut Desk) -> Result<(), VaultError> {
    let (into, now) = (desk.root.join("restored"), desk.now());
    let backup = desk.finished_backups().into_iter().next().expect("a backup");
    vault::restore(&backup, &into, &typed(DIRECTOR), now).map(|_| ())
}

fn found(desk: &mut Desk) -> Result<(), VaultError> {
    let (vault, _) = vault::create(desk.founding("second"))?;
    vault.close()
}

fn dispose(desk: &mut Desk) -> Result<(), VaultError> {
    let (stream, now) = (desk.case()?, desk.now());
    let disposal = Disposal {
        streams: BTreeSet::from([stream]),
        rule: "rule".to_owned(),
        authority: "authority".to_owned(),
        again: false,
        entries: Vec::new(),
    };
    desk.open()?.dispose(&disposal, now).map(|_| ())
}

fn lock_and_unlock(desk: &mut Desk) -> Result<(), VaultError> {
    if let Some(vault) = desk.vault.take() {
        vault.close()?;
    }
    desk.unlock()
}
