//! Saying between which moments a person may come in.

use chrono::{DateTime, FixedOffset};
use rusqlite::TransactionBehavior;

use crate::append::{Fault, Pen, check_stored_head};
use crate::error::{PeopleRefusal, VaultError};
use crate::event::{Row, RowClass};
use crate::keyring::Role;
use crate::person::Slot;
use crate::records::{self, StreamKind, SystemRecord};
use crate::session::{Head, Vault};

impl Vault {
    /// Records when a person may come in from now on, in place of what was said before. The program keeps the term; keys do
    /// not know the calendar, so that ending an access for good takes [`Vault::revoke_person`].
    ///
    /// # Errors
    /// [`VaultError::People`] before anything is written; otherwise as [`Vault::append`].
    pub fn set_term(
        &mut self,
        slot: &Slot,
        from: Option<DateTime<FixedOffset>>,
        until: Option<DateTime<FixedOffset>>,
        now: DateTime<FixedOffset>,
    ) -> Result<(), VaultError> {
        if let Some(cause) = self.stopped.get() {
            return Err(VaultError::MustReopen(cause));
        }
        self.check_may_manage()?;
        let person = self.people.active().find(|known| known.user.slot == slot.as_str());
        if person.ok_or(PeopleRefusal::Unknown)?.user.role == Role::Recovery {
            return Err(PeopleRefusal::Sheet.into());
        }
        if slot.as_str() == self.me.slot {
            return Err(PeopleRefusal::Oneself.into());
        }
        if from.zip(until).is_some_and(|(from, until)| until <= from) {
            return Err(PeopleRefusal::Term.into());
        }
        let record = SystemRecord::Term { slot: slot.as_str().to_owned(), from, until };
        match self.write_own(&record, now) {
            Ok((row, head)) => {
                self.head = head;
                self.people.take(record, &row)
            }
            Err(fault) => Err(self.after_fault(fault)),
        }
    }

    // One row of the vault's own stream in a transaction of its own.
    fn write_own(&mut self, record: &SystemRecord, now: DateTime<FixedOffset>) -> Result<(Row, Head), Fault> {
        let signing = self.signing_key();
        let own = self.streams.iter().find(|(_, stream)| stream.kind == StreamKind::System);
        let (stream, epoch, keys) = own
            .and_then(|(id, stream)| stream.epochs.last_key_value().map(|(epoch, keys)| (*id, *epoch, *keys)))
            .ok_or(VaultError::Encryption)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        check_stored_head(&transaction, &self.head)?;
        let mut pen = Pen {
            connection: &transaction,
            keyring: &self.keyring,
            people: &self.people,
            device: self.device,
            author: &self.me.slot,
            signing: &signing,
            at: now,
            head: self.head.clone(),
        };
        let text = records::print(record)?;
        let row = pen.write(&self.keys, RowClass::System, stream, epoch, keys.entry, &text)?;
        pen.note_head()?;
        let head = pen.head;
        transaction.commit()?;
        Ok((row, head))
    }
}
