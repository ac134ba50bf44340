//! Ending a person's access: the slot goes, the record is written anew under another key, and every part of it that the person
//! could read goes on under a key of its own. What was copied before stays readable to whoever has the copy.

use chrono::{DateTime, FixedOffset};

use crate::error::{PeopleRefusal, VaultError};
use crate::generation::Change;
use crate::keyring::Role;
use crate::person::Slot;
use crate::session::Vault;

impl Vault {
    /// Ends a person's access. When this returns, neither the slot nor a kept copy of an older keyring opens the vault. Drafts
    /// of that person are gone.
    ///
    /// # Errors
    /// [`VaultError::People`] before anything is written; the disk's refusal, after which nothing has changed;
    /// [`VaultError::OldCopyRemains`] when the access has ended but the record file of before could not be removed;
    /// [`VaultError::MustReopen`] when the outcome is known only after opening again.
    pub fn revoke_person(&mut self, slot: &Slot, now: DateTime<FixedOffset>) -> Result<(), VaultError> {
        self.check_may_manage()?;
        let person = self.people.active().find(|known| known.user.slot == slot.as_str());
        let role = person.ok_or(PeopleRefusal::Unknown)?.user.role;
        if slot.as_str() == self.me.slot {
            return Err(PeopleRefusal::Oneself.into());
        }
        let directors = self.people.active().filter(|known| known.user.role == Role::Director).count();
        match role {
            Role::Recovery => return Err(PeopleRefusal::Sheet.into()),
            Role::Director if directors < 2 => return Err(PeopleRefusal::LastDirector.into()),
            Role::Director | Role::Designee => {}
        }
        self.begin_generation(&Change { added: None, removed: Some(slot.as_str()), disposed: None }, now)?;
        self.finish_generation()
    }
}
