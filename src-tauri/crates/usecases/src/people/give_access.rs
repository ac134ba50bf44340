//! Giving somebody of the office a key of their own (P32: a designation is worth something only to whoever can open the record).

use super::{cost, end_of, known_words, people_view, slot_of};
use crate::view::{AccessForm, PeopleView};
use crate::{Code, Error, Result, Session, settings};
use domain::{PersonId, Refusal};
use vault::{Batch, NewPerson, Passphrase, PersonRole, Slot, StreamClass};
use zeroize::Zeroizing;

/// Whoever was read into a sealed matter before they could sign in is given its keys with their own.
fn share_known(session: &mut Session, person: PersonId, slot: &Slot) -> Result<()> {
    let mut batch = Batch::new();
    let mut any = false;
    for case in session.visible_cases() {
        let Some(sealing) = &case.request.sealing else { continue };
        if sealing.read_in.contains(&person) {
            for stream in [Some(case.stream), case.counsel_stream].into_iter().flatten() {
                batch.share(stream, slot.clone());
                any = true;
            }
        }
    }
    if any {
        session.vault.append(batch, session.world.now())?;
    }
    Ok(())
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
    share_known(session, id, &added.slot)?;
    if let Some(fewer) = fewer {
        session.vault.revoke_person(&fewer, session.world.now())?;
    }
    people_view(session)
}
