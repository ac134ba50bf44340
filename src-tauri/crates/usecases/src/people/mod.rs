//! Who can open the record: people with keys of their own, their passphrases, and the recovery sheet. One verb per file.

mod change_passphrase;
mod end_access;
mod give_access;
mod people_view;
mod print_sheet;
mod prove_sheet;
mod readers;
mod renew_sheet;
mod set_last_day;

pub use change_passphrase::change_passphrase;
pub use end_access::end_access;
pub use give_access::{give_access, offer_passphrase};
pub use people_view::{people_view, term_is_over};
pub(crate) use people_view::{person_of, to_settle};
pub use print_sheet::{sheet_pages, sheet_print_report};
pub use prove_sheet::prove_sheet;
pub(crate) use prove_sheet::sheet_reminder;
pub(crate) use readers::{Reader, everybody, readers_of};
pub use renew_sheet::{draw_sheet, renew_sheet};
pub use set_last_day::set_last_day;

use crate::when::parse_day;
use crate::{Result, Session};
use chrono::{DateTime, Days, FixedOffset, NaiveTime};
use domain::PersonId;
use vault::{KdfCost, PersonRole, Slot};

/// The place in the keyring of somebody of the office who can sign in and is no Director; a Director holds every key anyway.
pub(crate) fn slot_of(session: &Session, person: PersonId) -> Option<Slot> {
    let people = session.vault.people();
    let named =
        |known: &vault::Person| !known.has_ended && person_of(&session.office_log, known) == Some(person);
    people
        .iter()
        .find(|known| named(known) && known.role == PersonRole::Designee)
        .map(|known| known.slot.clone())
}

/// How slow a guess is to be: as with the secret that founded the record.
fn cost(session: &Session) -> KdfCost {
    match session.is_practice() {
        true => KdfCost::Practice,
        false => session.kdf,
    }
}

/// Words that a guesser would try first.
fn known_words(session: &Session) -> Vec<String> {
    let profile = &session.office.profile;
    let people =
        session.office.people.values().flat_map(|person| [person.name.clone(), person.title.clone()]);
    [profile.name.clone(), profile.office.clone()].into_iter().chain(people).collect()
}

/// The end of somebody's last day, which is when the next one begins; nothing where no day is given.
///
/// # Errors
/// What was typed is no day.
fn end_of(session: &Session, last_day: &str) -> Result<Option<DateTime<FixedOffset>>> {
    let next = parse_day(last_day, "until")?.and_then(|day| day.checked_add_days(Days::new(1)));
    let zone = session.world.now().timezone();
    Ok(next.and_then(|day| day.and_time(NaiveTime::MIN).and_local_timezone(zone).single()))
}
