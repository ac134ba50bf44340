//! The full check: every page, row, key, attachment and draft, with all damage listed and the first bad row named in words.

use std::path::Path;

use chrono::{DateTime, FixedOffset};

use crate::blobs::open_chunks;
use crate::bundle::{part_of, percent};
use crate::chain::{Depth, walk};
use crate::database::check_file;
use crate::error::{VaultError, reading};
use crate::event::{RowClass, open_row};
use crate::keyring_file;
use crate::open::{UnlockSecret, open_unjudged};
use crate::pages::{Pages, check_pages};
use crate::profile::{Profile, Rollback};
use crate::read::code_of;
use crate::session::Vault;
use crate::wraps_check::KeysGiven;

/// Something that does not verify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place in the chain it concerns, if it concerns one.
    pub seq: Option<u64>,
    /// What is wrong, as a sentence.
    pub words: String,
}

/// The outcome of a full check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Number of readable entries that were decrypted.
    pub entries: u64,
    /// The end of the chain as it is printed on paper.
    pub head_code: String,
    /// Disposals on record: the texts they took out are not missed.
    pub disposals: u64,
    /// All damage, in the order of the chain; empty when everything verifies.
    pub problems: Vec<Problem>,
    /// This workstation has seen a later end of this record, if that was looked at: the copy may be sound and older.
    pub rolled_back: Option<Rollback>,
}

/// What can be said about a vault without its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedVerification {
    /// The keyring's generation.
    pub generation: u64,
    /// How many people and sheets can open it.
    pub slots: usize,
    /// Bytes of the record file.
    pub file_bytes: u64,
    /// The current keyring is unreadable and its previous copy was looked at.
    pub previous_keyring: bool,
}

// Which shares of a full check are over with the pages, the rows and the attachments.
const PAGES_DONE: u8 = 20;
const ROWS_DONE: u8 = 70;
const BLOBS_DONE: u8 = 95;

impl Problem {
    pub(crate) fn row(seq: u64, words: String) -> Self {
        Self { seq: Some(seq), words }
    }

    pub(crate) fn whole(words: String) -> Self {
        Self { seq: None, words }
    }
}

impl Verification {
    /// Whether everything verifies.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Opens a vault only to check it: damage that keeps [`crate::open`] from opening it is listed instead, as far as the file
/// can be read at all.
///
/// # Errors
/// As [`crate::open`], except for damaged rows.
pub fn inspect(
    folder: &Path,
    profile: &Profile,
    secret: UnlockSecret,
    now: DateTime<FixedOffset>,
) -> Result<Verification, VaultError> {
    match open_unjudged(folder, profile, &secret, now) {
        Ok((vault, entered)) => {
            let mut found = vault.verify();
            // What opening judges and the full check does not ask again.
            let again = std::mem::take(&mut found.problems);
            let more = entered.problems.into_iter().filter(|problem| !again.contains(problem));
            found.problems = more.chain(again.iter().cloned()).collect();
            found.problems.sort_by_key(|problem| problem.seq.unwrap_or(u64::MAX));
            Ok(Verification { rolled_back: entered.opening.rolled_back, ..found })
        }
        Err(VaultError::RecordDamaged { problems }) => Ok(Verification {
            entries: 0,
            head_code: String::new(),
            disposals: 0,
            problems,
            rolled_back: None,
        }),
        Err(error) => Err(error),
    }
}

/// Checks what needs no keys: the keyring's form, limits, checksum and signatures, and the record file's presence, length
/// and first bytes.
///
/// # Errors
/// The first thing that is wrong, by its name.
pub fn verify_locked(folder: &Path) -> Result<LockedVerification, VaultError> {
    let found = keyring_file::read(folder)?;
    let path = folder.join(&found.keyring.database);
    check_file(&path, &found.keyring.database_salt)?;
    let file_bytes =
        std::fs::metadata(&path).map_err(|error| VaultError::file("Reading the record file", &error))?.len();
    Ok(LockedVerification {
        generation: found.keyring.generation,
        slots: found.keyring.users.len(),
        file_bytes,
        previous_keyring: found.instead_of.is_some(),
    })
}

impl Vault {
    /// Checks everything and lists everything that is wrong.
    pub fn verify(&self) -> Verification {
        self.verify_telling(&mut |_| ())
    }

    /// As [`Vault::verify`], and tells how far it is: a share of all the work from 0 to 100, never less than before.
    pub fn verify_telling(&self, tell: &mut dyn FnMut(u8)) -> Verification {
        let mut problems = Vec::new();
        match check_pages(&self.connection, Pages::Thoroughly) {
            Ok(wrong) => problems.extend(wrong.into_iter().map(Problem::whole)),
            Err(error) => problems.push(Problem::whole(error.to_string())),
        }
        tell(PAGES_DONE);
        let mut keys = KeysGiven::default();
        let (entries, head_code) = self
            .verify_rows(&mut problems, &mut keys, &mut |done| tell(part_of(done, PAGES_DONE, ROWS_DONE)));
        self.verify_blobs(&mut problems, &mut |done| tell(part_of(done, ROWS_DONE, BLOBS_DONE)));
        if let Err(error) = self.verify_wraps(&keys, &mut problems) {
            problems.push(Problem::whole(error.to_string()));
        }
        for check in [Self::verify_strays, Self::verify_drafts, Self::verify_disposals] {
            if let Err(error) = check(self, &mut problems) {
                problems.push(Problem::whole(error.to_string()));
            }
        }
        problems.sort_by_key(|problem| problem.seq.unwrap_or(u64::MAX));
        tell(100);
        Verification {
            entries,
            head_code,
            disposals: self.people.disposals.len() as u64,
            problems,
            rolled_back: None,
        }
    }

    fn verify_rows(
        &self,
        problems: &mut Vec<Problem>,
        keys_given: &mut KeysGiven,
        tell: &mut dyn FnMut(u8),
    ) -> (u64, String) {
        let vault = self.keyring.vault_id;
        let authors = self.people.authors();
        let whole = self.walk_of(&authors, Depth::SignaturesAgain);
        let mut entries = 0;
        let walked = walk(&whole, problems, &mut |row, problems| {
            tell(percent(row.header.seq, self.head.count));
            let text = self
                .epoch_keys(row.header.stream, row.header.epoch)
                .and_then(|keys| open_row(vault, row, self.keys.get(keys.entry)));
            if row.header.class == RowClass::Key && !self.people.disposed.contains_key(&row.header.stream) {
                keys_given.note(&row.header, text.as_ref());
            }
            match text {
                _ if !self.streams.contains_key(&row.header.stream) => {}
                Some(_) if row.header.class == RowClass::Request => entries += 1,
                Some(_) => {}
                None => problems.push(Problem::row(
                    row.header.seq,
                    format!("Entry {}: its text does not open with its key.", row.header.seq),
                )),
            }
            Ok(())
        });
        match walked {
            Ok(end) => (entries, code_of(&end.hash)),
            Err(error) => {
                problems.push(Problem::whole(error.to_string()));
                (entries, String::new())
            }
        }
    }

    fn verify_blobs(&self, problems: &mut Vec<Problem>, tell: &mut dyn FnMut(u8)) {
        let vault = self.keyring.vault_id;
        let all = self.blobs.len() as u64;
        for (done, attachment) in (0..).zip(self.blobs.values()) {
            tell(percent(done, all));
            let Some(keys) = self.epoch_keys(attachment.stream, attachment.epoch) else { continue };
            if let Err(error) = open_chunks(&self.connection, vault, attachment, self.keys.get(keys.blob)) {
                problems.push(Problem::row(attachment.seq, format!("Entry {}: {error}", attachment.seq)));
            }
        }
    }

    // Pieces of attachments that no row speaks of.
    fn verify_strays(&self, problems: &mut Vec<Problem>) -> Result<(), VaultError> {
        let mut statement = self
            .connection
            .prepare("SELECT DISTINCT blob, stream FROM chunks")
            .map_err(|error| reading(&error))?;
        let mut rows = statement.query([]).map_err(|error| reading(&error))?;
        while let Some(row) = rows.next().map_err(|error| reading(&error))? {
            let blob: Vec<u8> = row.get(0).map_err(|error| reading(&error))?;
            let stream: Vec<u8> = row.get(1).map_err(|error| reading(&error))?;
            let is_readable = self.streams.keys().any(|known| known.bytes()[..] == stream);
            let is_recorded = self.blobs.keys().any(|known| known.bytes()[..] == blob);
            // What belongs to a stream that this person cannot read is not judged.
            let may_judge = is_readable
                || self.keyring.users.iter().all(|user| user.role != crate::keyring::Role::Designee);
            let is_disposed = self.people.disposed.keys().any(|of| of.bytes()[..] == stream);
            if may_judge && !is_recorded && !is_disposed {
                problems.push(Problem::whole(
                    "There are pieces of an attachment that was never recorded.".into(),
                ));
            }
        }
        Ok(())
    }

    fn verify_drafts(&self, problems: &mut Vec<Problem>) -> Result<(), VaultError> {
        self.read_drafts(problems).map(|_| ())
    }
}
