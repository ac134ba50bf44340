//! Everything the settings screen draws.

use super::letter_style::form_of;
use super::notices::notices;
use crate::packs::policy_view;
use crate::preferences::preferences;
use crate::proof::{anchor_words, grouped};
use crate::view::{CounselForm, DirectorForm, HolidayChoice, Labelled, ProfileForm, SettingsView};
use crate::{Result, Session};
use chrono::{Datelike, NaiveDate};

/// The settings as they are.
///
/// # Errors
/// No policy is adopted, or the vault's figures cannot be read.
pub fn settings_view(session: &Session) -> Result<SettingsView> {
    let office = &session.office;
    Ok(SettingsView {
        profile: profile(session),
        has_logo: office.profile.logo.is_some(),
        letter_style: form_of(&office.profile.letter_style),
        director: office.director().map_or_else(DirectorForm::default, |director| DirectorForm {
            name: director.name.clone(),
            title: director.title.clone(),
        }),
        counsel: counsel(session),
        closures: office.closures.iter().map(|(date, reason)| labelled(date, reason)).collect(),
        moved: crate::date_changes::moved_dates(session)?,
        holidays: holidays(session)?,
        holidays_left_open: holidays_left_open(session)?,
        preferences: preferences(session),
        policy: policy_view(session.pack()?),
        vault: vault_facts(session)?,
        notices: notices(),
    })
}

fn profile(session: &Session) -> ProfileForm {
    let profile = &session.office.profile;
    ProfileForm {
        name: profile.name.clone(),
        office: profile.office.clone(),
        address: profile.address.clone(),
        phone: profile.phone.clone(),
        email: profile.email.clone(),
        website: profile.website.clone(),
        hours: profile.hours.clone(),
        window_envelope: profile.window_envelope,
    }
}

fn counsel(session: &Session) -> CounselForm {
    let route = &session.office.counsel;
    CounselForm {
        department: route.department.clone(),
        lawyer: route.lawyer.clone(),
        phone: route.phone.clone(),
        email: route.email.clone(),
        hours: route.hours.clone(),
        after_hours: route.after_hours.clone(),
    }
}

/// The pack's holidays of this year and the next.
fn holidays(session: &Session) -> Result<Vec<Labelled>> {
    let rules = &session.pack()?.clocks.holidays;
    let year = session.now().year();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let days = first.iter_days().take_while(|day| day.year() <= year + 1);
    let named = days.flat_map(|day| {
        rules.iter().filter(move |holiday| holiday.rule.covers(day)).map(move |holiday| (day, holiday))
    });
    let worked = session.pack()?.calendar(&session.office).worked_holidays;
    let label = |name: &String| match worked.contains(name) {
        true => format!("{name} (counted as a business day)"),
        false => name.clone(),
    };
    Ok(named.map(|(day, holiday)| labelled(&day, &label(&holiday.name))).collect())
}

/// Holidays that the policy leaves to the office, and how each is counted.
fn holidays_left_open(session: &Session) -> Result<Vec<HolidayChoice>> {
    let worked = &session.office.holidays_worked;
    let optional = session.pack()?.clocks.holidays.iter().filter(|holiday| holiday.optional);
    let choice = |holiday: &domain::calendar::Holiday| HolidayChoice {
        name: holiday.name.clone(),
        as_business_day: worked.contains(&holiday.name),
    };
    Ok(optional.map(choice).collect())
}

fn vault_facts(session: &Session) -> Result<Vec<Labelled>> {
    let stats = session.vault.stats_without(&session.hidden_streams())?;
    let inside = session.vault.engine()?;
    let kind = if session.is_practice() { "Practice: nothing in it is real" } else { "Real records" };
    let facts = [
        ("Folder", session.vault.folder().to_string_lossy().into_owned()),
        ("Kind", kind.to_owned()),
        ("Opened as", session.vault.opened_by().to_owned()),
        ("Entries", grouped(stats.entries)),
        ("Files kept", grouped(stats.blobs)),
        ("Size of the record file", size(stats.file_bytes)),
        ("Latest entry, to keep on paper", anchor_words(session)),
        (
            "Kept and encrypted by",
            format!("SQLCipher {}, SQLite {}, {}", inside.sqlcipher, inside.sqlite, inside.cipher),
        ),
    ];
    Ok(facts.into_iter().map(|(code, label)| Labelled { code: code.to_owned(), label }).collect())
}

/// Bytes in words.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..=1_048_575 => format!("{} KiB", bytes.div_ceil(1024)),
        more => format!("{}.{} MiB", more / 1_048_576, more % 1_048_576 * 10 / 1_048_576),
    }
}

fn labelled(day: &NaiveDate, label: &str) -> Labelled {
    Labelled { code: day.format("%Y-%m-%d").to_string(), label: label.to_owned() }
}
