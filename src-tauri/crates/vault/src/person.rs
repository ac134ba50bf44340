//! People as callers see them: who can open the vault, who once could, and the verbs that change it.

use std::fmt;

use chrono::{DateTime, FixedOffset};
use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::{PeopleRefusal, VaultError};
use crate::event::put_field;
use crate::ids::VaultId;
use crate::keyring::Role;
use crate::people::Known;
use crate::records::{RecordedUser, StreamKind};
use crate::session::{StreamClass, Vault};

const FINGERPRINT_CHARACTERS: usize = 24;

/// A person's place in the keyring. Never given to somebody else later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slot(String);

/// What a person may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// Holds every key and may change who opens the vault.
    Director,
    /// Holds the keys of the classes that were given.
    Designee,
    /// The recovery sheet: as a Director, for the day on which nobody else can.
    RecoverySheet,
}

/// Somebody who can open the vault, or once could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The place in the keyring; it is also the author of that person's entries.
    pub slot: Slot,
    /// Job title, readable by anybody who sees the folder.
    pub label: String,
    /// Name, kept inside the record. Empty for those with whom the vault was founded.
    pub name: String,
    /// What the caller calls this person. Empty for those with whom the vault was founded.
    pub reference: String,
    /// What this person may be.
    pub role: PersonRole,
    /// The classes of streams whose keys this person is given.
    pub classes: Vec<StreamClass>,
    /// Not before this moment, if there is one.
    pub from: Option<DateTime<FixedOffset>>,
    /// Not at or after this moment, if there is one.
    pub until: Option<DateTime<FixedOffset>>,
    /// When the record says that this person was added.
    pub added_at: Option<DateTime<FixedOffset>>,
    /// The access was ended: the slot is gone.
    pub has_ended: bool,
    /// The person who opened the vault.
    pub is_me: bool,
    /// The public keys in short, to be compared with a letter: six groups of four characters.
    pub fingerprint: String,
}

impl Slot {
    /// The place with this name, as a list of people or a sign-in list gave it.
    pub fn named(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(crate) fn of(slot: &str) -> Self {
        Self(slot.to_owned())
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<Role> for PersonRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Director => Self::Director,
            Role::Designee => Self::Designee,
            Role::Recovery => Self::RecoverySheet,
        }
    }
}

impl Vault {
    /// Everybody who can open the vault and everybody who once could, in the order in which they were added.
    pub fn people(&self) -> Vec<Person> {
        self.people.known.iter().map(|known| self.person(known)).collect()
    }

    /// The person who opened the vault; `None` never happens in a vault that was checked.
    pub fn me(&self) -> Option<Person> {
        self.people.find(&self.me.slot).map(|known| self.person(known))
    }

    /// Who recorded an entry: the author whose signature stands under it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn author_of(&self, entry: crate::ids::EntryId) -> Result<Option<Slot>, VaultError> {
        let found =
            self.connection.query_row("SELECT author FROM events WHERE id = ?1", [entry.bytes()], |row| {
                row.get::<_, String>(0)
            });
        match found {
            Ok(slot) => Ok(Some(Slot(slot))),
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
            Err(error) => Err(crate::error::reading(&error)),
        }
    }

    fn person(&self, known: &Known) -> Person {
        const KINDS: [StreamKind; 4] =
            [StreamKind::Office, StreamKind::Case, StreamKind::Counsel, StreamKind::Sealed];
        Person {
            slot: Slot::of(&known.user.slot),
            label: known.user.label.clone(),
            name: known.name.clone(),
            reference: known.reference.clone(),
            role: known.user.role.into(),
            classes: KINDS
                .iter()
                .filter(|kind| known.reads(**kind))
                .filter_map(|kind| kind.class())
                .collect(),
            from: known.term.from,
            until: known.term.until,
            added_at: known.added_at,
            has_ended: !known.is_active(),
            is_me: known.user.slot == self.me.slot,
            fingerprint: fingerprint(self.keyring.vault_id, &known.user),
        }
    }

    /// Only the Director and whoever typed the recovery sheet change who may open the vault.
    pub(crate) fn check_may_manage(&self) -> Result<(), PeopleRefusal> {
        let me = self.people.find(&self.me.slot);
        if me.is_some_and(|me| me.user.role != Role::Designee) {
            Ok(())
        } else {
            Err(PeopleRefusal::NotForYou)
        }
    }
}

/// The public keys of a person in short. 120 bits: nobody finds other keys with the same fingerprint.
fn fingerprint(vault: VaultId, user: &RecordedUser) -> String {
    let mut bytes = b"custodian/fingerprint/v1".to_vec();
    put_field(&mut bytes, vault.bytes());
    put_field(&mut bytes, user.slot.as_bytes());
    put_field(&mut bytes, &user.x25519.0);
    put_field(&mut bytes, &user.ed25519.0);
    let code = BASE32_NOPAD.encode(&Sha256::digest(bytes));
    let groups: Vec<&str> =
        (0..FINGERPRINT_CHARACTERS / 4).filter_map(|group| code.get(group * 4..group * 4 + 4)).collect();
    groups.join(" ")
}
