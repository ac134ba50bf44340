//! Adding a person: a slot with a passphrase, keys of that person's own, and the keys of what the person may read.

use chrono::{DateTime, FixedOffset};
use zeroize::Zeroizing;

use crate::error::{PeopleRefusal, VaultError};
use crate::generation::{Change, Newcomer};
use crate::keyring::{MOST_USERS, NewUser, Role, UserSecret};
use crate::passphrase::{self, Passphrase};
use crate::people::Term;
use crate::person::{Person, PersonRole, Slot};
use crate::randomness::make_bytes;
use crate::records::StreamKind;
use crate::session::{StreamClass, Vault};
use crate::stretch::KdfCost;

/// Somebody who is to open the vault from now on.
pub struct NewPerson<'a> {
    /// Job title. Readable without a passphrase, therefore never a name.
    pub label: &'a str,
    /// Name, kept inside the record.
    pub name: &'a str,
    /// What the caller calls this person, such as an id.
    pub reference: &'a str,
    /// Director or designee; the recovery sheet is not added but made anew.
    pub role: PersonRole,
    /// The classes of streams a designee is to read, existing and new ones. A Director reads all.
    pub classes: &'a [StreamClass],
    /// The first passphrase: six drawn words, or an own choice that is hard to guess.
    pub passphrase: Passphrase,
    /// Words that a guesser would try first, such as the library's name.
    pub known_words: &'a [&'a str],
    /// Not before this moment.
    pub from: Option<DateTime<FixedOffset>>,
    /// Not at or after this moment.
    pub until: Option<DateTime<FixedOffset>>,
    /// How slow a guess is to be.
    pub kdf: KdfCost,
}

impl Vault {
    /// Adds a person, with a new generation of the record. The person can sign in when this returns.
    ///
    /// # Errors
    /// [`VaultError::People`] or [`VaultError::WeakPassphrase`] before anything is written; the disk's refusal, after which
    /// nothing has changed; [`VaultError::MustReopen`] when the outcome is known only after opening again.
    pub fn add_person(
        &mut self,
        new: &NewPerson<'_>,
        now: DateTime<FixedOffset>,
    ) -> Result<Person, VaultError> {
        self.check_may_manage()?;
        if self.keyring.users.len() >= MOST_USERS {
            return Err(PeopleRefusal::Full.into());
        }
        if new.until.is_some_and(|until| until <= new.from.unwrap_or(now)) {
            return Err(PeopleRefusal::Term.into());
        }
        let role = match new.role {
            PersonRole::Director => Role::Director,
            PersonRole::Designee => Role::Designee,
            PersonRole::RecoverySheet => return Err(PeopleRefusal::Sheet.into()),
        };
        let mut known = vec![new.label, new.name];
        known.extend_from_slice(new.known_words);
        self.check_passphrase(&new.passphrase, &known, new.kdf)?;
        let slot = self.people.next_slot();
        let newcomer = Newcomer {
            user: NewUser {
                slot: &slot,
                label: new.label,
                role,
                typed: new.passphrase.bytes(),
                cost: new.kdf,
            },
            secret: UserSecret::new(Zeroizing::new(make_bytes()?)),
            name: new.name,
            reference: new.reference,
            kinds: new.classes.iter().map(|class| StreamKind::from(*class)).collect(),
            term: Term { from: new.from, until: new.until },
        };
        self.begin_generation(&Change { added: Some(newcomer), removed: None, disposed: None }, now)?;
        // Nobody lost an access, so a file that could not be removed now may wait for the next unlocking.
        let _ = self.finish_generation();
        let added = self.people().into_iter().find(|person| person.slot == Slot::of(&slot));
        added.ok_or(PeopleRefusal::Unknown.into())
    }

    /// Whether a passphrase may be used here: hard to guess, and slow to try, unless nothing here is real.
    pub(crate) fn check_passphrase(
        &self,
        passphrase: &Passphrase,
        known: &[&str],
        kdf: KdfCost,
    ) -> Result<(), VaultError> {
        if self.keyring.practice {
            return Ok(());
        }
        if kdf == KdfCost::Practice {
            return Err(VaultError::QuickKeyRefused);
        }
        match passphrase::strength(passphrase, known).weakness {
            Some(weakness) => Err(weakness.into()),
            None => Ok(()),
        }
    }
}
