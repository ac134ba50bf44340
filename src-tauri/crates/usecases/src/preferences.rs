//! Preferences of this desk: how the window looks, and after how long it locks.

use crate::view::Labelled;
use crate::{Code, Error, Result, Session, settings};
use domain::OfficeEvent;

/// What a preference may be.
enum Allowed {
    OneOf(&'static [&'static str]),
    Between(u32, u32),
}

/// Every preference: its name, its value when nothing was chosen, and what may be chosen.
const PREFERENCES: [(&str, &str, Allowed); 8] = [
    ("theme", "system", Allowed::OneOf(&["system", "light", "dark", "contrast"])),
    ("text_size", "100", Allowed::Between(90, 200)),
    ("density", "comfortable", Allowed::OneOf(&["comfortable", "compact"])),
    ("motion", "system", Allowed::OneOf(&["system", "off"])),
    (LOCK_MINUTES, "10", Allowed::Between(1, 30)),
    ("backup_daily", "on", Allowed::OneOf(&["on", "off"])),
    ("backup_keep", "14", Allowed::Between(2, 90)),
    ("backup_warn_days", "7", Allowed::Between(1, 90)),
];

/// These are no taste of whoever sits here: they decide what is left of the record when a disk dies.
const OF_THE_DIRECTOR: [&str; 3] = ["backup_daily", "backup_keep", "backup_warn_days"];

const LOCK_MINUTES: &str = "lock_minutes";

/// Sets a preference. The same value again is not recorded twice.
///
/// # Errors
/// A name or value that is not offered; somebody else than the Director where it is the Director's.
pub fn set_preference(session: &mut Session, name: &str, value: &str) -> Result<()> {
    let offered = PREFERENCES.iter().find(|(known, _, _)| *known == name);
    let value = value.trim();
    let fits = match offered.map(|(_, _, allowed)| allowed) {
        Some(Allowed::OneOf(values)) => values.contains(&value),
        Some(Allowed::Between(least, most)) => {
            value.len() <= 3 && value.parse::<u32>().is_ok_and(|number| (*least..=*most).contains(&number))
        }
        None => false,
    };
    if !fits {
        return Err(Error::new(
            Code::Invalid,
            format!("“{}” cannot be chosen here.", value.chars().take(40).collect::<String>()),
            "Choose one of the values shown. Nothing was changed.",
        )
        .at(name));
    }
    if OF_THE_DIRECTOR.contains(&name) {
        settings::director_only(session)?;
    }
    if chosen(session, name) == Some(value) {
        return Ok(());
    }
    session.record_office(
        vec![OfficeEvent::PreferenceSet { name: name.to_owned(), value: value.to_owned() }],
        None,
    )
}

/// Every preference with its value.
pub(crate) fn preferences(session: &Session) -> Vec<Labelled> {
    let names = PREFERENCES.iter().map(|(name, _, _)| *name);
    names.map(|name| Labelled { code: name.to_owned(), label: value(session, name).to_owned() }).collect()
}

/// Minutes without use before the program locks.
pub fn lock_minutes(session: &Session) -> u32 {
    chosen_number(session, LOCK_MINUTES)
}

/// The number that a preference stands at.
pub(crate) fn chosen_number(session: &Session, name: &str) -> u32 {
    value(session, name).parse().unwrap_or_default()
}

/// Whether a preference stands at “on”.
pub(crate) fn is_on(session: &Session, name: &str) -> bool {
    value(session, name) == "on"
}

/// What a preference stands at: what was chosen, or what it is where nothing was.
fn value<'a>(session: &'a Session, name: &str) -> &'a str {
    let fallback =
        PREFERENCES.iter().find(|(known, _, _)| *known == name).map_or("", |(_, fallback, _)| fallback);
    chosen(session, name).unwrap_or(fallback)
}

fn chosen<'a>(session: &'a Session, wanted: &str) -> Option<&'a str> {
    session.office_log.iter().rev().find_map(|entry| match &entry.event {
        OfficeEvent::PreferenceSet { name, value } if name == wanted => Some(value.as_str()),
        _ => None,
    })
}
