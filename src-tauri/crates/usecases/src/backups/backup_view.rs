//! Everything the backup screen draws, and the quiet word on Today.

use super::{folder, is_daily, warned_after};
use crate::view::{BackupRow, BackupView, Tone};
use crate::when::{age_words, time_words};
use crate::{Session, settings};
use domain::{BackupFound, BackupTested};
use std::path::Path;

/// The state of the backups: how old the latest is, where they are kept, and which there are. The folder itself is never
/// told, only what it is called. What a lock cut off of a backup is cleared away first.
pub fn backup_view(session: &Session) -> BackupView {
    let place = session.vault.backup_folder();
    let listed = place.as_deref().map(|place| {
        session.vault.sweep_unfinished_backups(place);
        session.vault.kept_backups(place)
    });
    let (rows, problem) = match listed {
        None => (Vec::new(), None),
        Some(Ok(kept)) => (kept.iter().map(|kept| row(session, kept)).collect(), None),
        Some(Err(error)) => (Vec::new(), Some(error.to_string())),
    };
    let (last, tone) = last_words(session);
    BackupView {
        may_choose: settings::director_only(session).is_ok(),
        place: place.as_deref().map(called),
        problem,
        trouble: session.daily.trouble.clone(),
        last,
        tone,
        tested: session.office.last_backup_test.as_ref().map(|(at, test)| tested_words(session, *at, test)),
        daily: is_daily(session),
        rows,
    }
}

/// What Today says: a backup that failed, or that there is none yet, or that the latest is too old. Nothing in a practice
/// record, and nothing to whoever can do nothing about it.
pub(crate) fn backup_reminder(session: &Session) -> Option<String> {
    let may_act = folder(session).is_ok() || settings::director_only(session).is_ok();
    if session.is_practice() || !may_act {
        return None;
    }
    match &session.daily.trouble {
        Some(trouble) => Some(trouble.clone()),
        None => Some(last_words(session)).filter(|(_, tone)| *tone == Tone::Wait).map(|(words, _)| words),
    }
}

/// How old the latest backup is, and whether that is too old. A record that was never backed up is as old as its first entry.
fn last_words(session: &Session) -> (String, Tone) {
    let now = session.now();
    let since = session.office.last_backup.or_else(|| session.office_log.first().map(|first| first.at));
    let days = since.map_or(0, |since| (now.date() - since.date()).num_days());
    let is_old = days >= warned_after(session);
    let tone = if is_old { Tone::Wait } else { Tone::Done };
    match session.office.last_backup {
        None if is_old => ("There is no backup of this record yet: back up now.".to_owned(), Tone::Wait),
        None => ("There is no backup of this record yet.".to_owned(), Tone::Open),
        Some(at) => {
            let age = age_words(at, now);
            let next = if is_old { ": back up now" } else { "" };
            (format!("The last backup was made {age}{next}."), tone)
        }
    }
}

fn tested_words(session: &Session, at: chrono::NaiveDateTime, test: &BackupTested) -> String {
    let age = age_words(at, session.now());
    let which = test.made_at.map(|made| format!(" of {}", time_words(made))).unwrap_or_default();
    match test.found {
        BackupFound::Sound => format!("The backup{which} was tested {age}: it opens and is whole."),
        BackupFound::Apart => format!(
            "The backup{which} was tested {age}: it opens, and it ends where this record never ended."
        ),
        BackupFound::Damaged => format!("A backup was tested {age} and cannot be relied on."),
    }
}

fn row(session: &Session, kept: &vault::KeptBackup) -> BackupRow {
    let made = kept.made_at.naive_local();
    BackupRow {
        name: kept.name.clone(),
        when: time_words(made),
        age: age_words(made, session.now()),
        size: settings::size(kept.bytes),
    }
}

/// The last part of a path: enough to know it again, without whose folder it lies in.
fn called(folder: &Path) -> String {
    folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
}
