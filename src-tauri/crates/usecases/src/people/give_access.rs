//! Giving somebody of the office a key of their own (P32: a designation is worth something only to whoever can open the record).

use super::readers::new_reader;
use super::{cost, end_of, known_words, people_view, slot_of};
use crate::view::{AccessForm, PeopleView};
use crate::{Code, Error, Result, Session, settings};
use domain::{PersonId, Refusal};
use vault::{Batch, NewPerson, Passphrase, PersonRole, Slot, StreamClass};
use zeroize::Zeroizing;

/// The matters that are under keys of the sealed class and that this person may read are shared with their new place: those
/// into which they were read before they could sign in, and those whose seal was lifted.
fn share_known(session: &mut Session, person: PersonId, slot: &Slot, counsel: bool) -> Result<()> {
    let mut batch = Batch::new();
    let mut any = false;
    for case in session.visible_cases() {
        if let Some(reader) = new_reader(case, person, (slot, counsel)) {
            reader.is_given(case, &mut batch);
            any = true;
        }
    }
    if any {
        session.vault.append(batch, session.world.now())?;
    }
    Ok(())
}

/// An error after the new keys were recorded says that they are.
fn told_of(error: Error, done: &str) -> Error {
    Error { message: format!("{done} {}", error.message), ..error }
}

/// Six new words for somebody's first passphrase. They are shown once.
pub fn offer_passphrase() -> Result<String> {
    Ok(Passphrase::generate()?.reveal().to_owned())
}

/// Gives a person of the office a first passphrase and keys of their own: the Director all of them. They can sign in when this
/// returns.
///
/// # Errors
/// Somebody else than the Director; nobody of the office, or somebody who left; a weak passphrase; a last day that is over.
pub fn give_access(
    session: &mut Session,
    form: &AccessForm,
    passphrase: &Zeroizing<String>,
) -> Result<PeopleView> {
    settings::director_only(session)?;
    let id: PersonId = form.person.parse().map_err(|_| Refusal::not_found())?;
    let person = session.office.people.get(&id).ok_or_else(Refusal::not_found)?.clone();
    if !person.employee {
        let help = "Only employees stand in. Nothing was changed.";
        return Err(
            Error::new(Code::Invalid, format!("{} left the library.", person.name), help).at("person")
        );
    }
    let now = session.world.now();
    let until = end_of(session, &form.until)?;
    let mut classes = vec![StreamClass::Office, StreamClass::Case];
    if form.counsel {
        classes.push(StreamClass::Counsel);
    }
    let words = known_words(session);
    let known: Vec<&str> = words.iter().map(String::as_str).collect();
    let new = NewPerson {
        label: &person.title,
        name: &person.name,
        reference: &person.id.to_string(),
        role: if person.director { PersonRole::Director } else { PersonRole::Designee },
        classes: &classes,
        passphrase: Passphrase::typed(passphrase),
        known_words: &known,
        from: None,
        until,
        kdf: cost(session),
    };
    // A designee whom the board made the Director holds fewer keys than the post needs; the new ones come first.
    let fewer = slot_of(session, id);
    let added = session.vault.add_person(&new, now)?;
    share_known(session, id, &added.slot, form.counsel).map_err(|error| {
        told_of(error, "They can sign in, but were not given the sealed matters they were read into. End this access and give it again.")
    })?;
    if let Some(fewer) = fewer {
        session.vault.revoke_person(&fewer, session.world.now()).map_err(|error| {
            told_of(error.into(), "They can sign in with the Director's keys; the smaller keys of before stand too. End that access.")
        })?;
    }
    people_view(session)
}
