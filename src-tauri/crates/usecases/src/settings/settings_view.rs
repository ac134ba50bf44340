//! Everything the settings screen draws.

use super::notices::notices;
use super::verify::{anchor_words, grouped};
use crate::desk::custodian_now;
use crate::packs::policy_view;
use crate::preferences::preferences;
use crate::view::{CounselForm, DirectorForm, Labelled, ProfileForm, SettingsView};
use crate::when::{day_words, time_words};
use crate::{Result, Session};
use chrono::{Datelike, NaiveDate};
use domain::{Absence, Designation};

/// The settings as they are.
///
/// # Errors
/// No policy is adopted, or the vault's figures cannot be read.
pub fn settings_view(session: &Session) -> Result<SettingsView> {
    let office = &session.office;
    let employees = office.people.values().filter(|person| person.employee && !person.director);
    Ok(SettingsView {
        profile: profile(session),
        has_logo: office.profile.logo.is_some(),
        director: office.director().map_or_else(DirectorForm::default, |director| DirectorForm {
            name: director.name.clone(),
            title: director.title.clone(),
        }),
        counsel: counsel(session),
        closures: office.closures.iter().map(|(date, reason)| labelled(date, reason)).collect(),
        holidays: holidays(session)?,
        designations: office
            .designations
            .iter()
            .map(|designation| designation_words(session, designation))
            .collect(),
        employees: employees
            .map(|person| Labelled {
                code: person.id.to_string(),
                label: format!("{}, {}", person.name, person.title),
            })
            .collect(),
        absences: office.absences.iter().map(absence_words).collect(),
        custodian_now: custodian_now(session),
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
    let worked = &session.office.holidays_worked;
    let label = |name: &String| if worked.contains(name) { format!("{name} (open)") } else { name.clone() };
    Ok(named.map(|(day, holiday)| labelled(&day, &label(&holiday.name))).collect())
}

fn designation_words(session: &Session, designation: &Designation) -> String {
    let person = session.office.people.get(&designation.person);
    let who = person.map_or_else(String::new, |person| format!("{}, {}", person.name, person.title));
    let until = designation
        .until
        .map_or_else(|| "until revoked".to_owned(), |day| format!("until {}", day_words(day)));
    let now = session.now();
    let state = match designation.revoked_at {
        Some(at) => format!("revoked {}", time_words(at)),
        None if designation.covers(now, None) => "in force".to_owned(),
        None if now.date() < designation.from => "not begun".to_owned(),
        None => "ended".to_owned(),
    };
    format!(
        "{who}: from {} {until}, signed on {} ({state})",
        day_words(designation.from),
        day_words(designation.signed_on)
    )
}

fn absence_words(absence: &Absence) -> String {
    let until =
        absence.until.map_or_else(|| "until back".to_owned(), |end| format!("until {}", time_words(end)));
    let answering = if absence.answering { ", but answering: counts as available" } else { "" };
    let ended = absence.ended_at.map(|at| format!("; back {}", time_words(at))).unwrap_or_default();
    format!("Away from {} {until}{answering} (source: {}){ended}", time_words(absence.from), absence.source)
}

fn vault_facts(session: &Session) -> Result<Vec<Labelled>> {
    let stats = session.vault.stats_without(&session.hidden_streams())?;
    let kind = if session.is_practice() { "Practice: nothing in it is real" } else { "Real records" };
    let facts = [
        ("Folder", session.vault.folder().to_string_lossy().into_owned()),
        ("Kind", kind.to_owned()),
        ("Opened as", session.vault.opened_by().to_owned()),
        ("Entries", grouped(stats.entries)),
        ("Files kept", grouped(stats.blobs)),
        ("Size of the record file", size(stats.file_bytes)),
        ("Latest entry, to keep on paper", anchor_words(session)),
    ];
    Ok(facts.into_iter().map(|(code, label)| Labelled { code: code.to_owned(), label }).collect())
}

fn size(bytes: u64) -> String {
    match bytes {
        0..=1_048_575 => format!("{} KiB", bytes.div_ceil(1024)),
        more => format!("{}.{} MiB", more / 1_048_576, more % 1_048_576 * 10 / 1_048_576),
    }
}

fn labelled(day: &NaiveDate, label: &str) -> Labelled {
    Labelled { code: day.format("%Y-%m-%d").to_string(), label: label.to_owned() }
}
