//! Who can open a record, listed without a window.

use crate::Result;
use crate::program::vault::{At, opened};
use ::vault::{Passphrase, PersonRole, StreamClass};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;

/// Somebody who can open the record, or once could.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Place in the keyring.
    pub slot: String,
    /// Job title.
    pub title: String,
    /// Name; empty for those who were there from the beginning.
    pub name: String,
    /// Director, designee or recovery sheet.
    pub role: PersonRole,
    /// Classes of entries that the person is given keys for.
    pub classes: Vec<StreamClass>,
    /// Not before this moment.
    pub from: Option<DateTime<FixedOffset>>,
    /// Not at or after this moment.
    pub until: Option<DateTime<FixedOffset>>,
    /// The access was ended.
    pub ended: bool,
    /// The public keys in short, to be compared with a letter.
    pub fingerprint: String,
}

/// Everybody, in the order in which they were added.
///
/// # Errors
/// The record does not open.
pub fn people(at: &At, secret: impl FnOnce() -> Result<Passphrase>) -> Result<Vec<Person>> {
    let vault = opened(at, secret)?;
    let people = vault.people().into_iter().map(|person| Person {
        slot: person.slot.to_string(),
        title: person.label,
        name: person.name,
        role: person.role,
        classes: person.classes,
        from: person.from,
        until: person.until,
        ended: person.has_ended,
        fingerprint: person.fingerprint,
    });
    let people = people.collect();
    vault.close()?;
    Ok(people)
}
