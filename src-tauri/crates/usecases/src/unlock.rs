//! From a folder and a secret to a session: the record is replayed, packs and letter texts are read, and what the person
//! should know is put in words.

use crate::duty::duty_view;
use crate::journal::{Replayed, replay};
use crate::people::person_of;
use crate::setup::all_groups;
use crate::view::{AppStatus, Labelled, OpeningView, Phase};
use crate::when::time_words;
use crate::{Code, Error, Result, Session, Surroundings, packs};
use domain::OfficeEvent;
use std::path::Path;
use std::time::Duration;
use vault::index::Index;
use vault::{
    KdfCost, Opening, Passphrase, PersonRole, Profile, RecoveryCode, Rollback, Slot, UnlockSecret, Vault,
    VaultPresence, failed_attempts, is_vault, unlock_delay,
};
use zeroize::Zeroizing;

/// What the first screen shows before anything is open. Why it locked is known to the shell alone.
pub fn app_status(profile: &Profile, folder: &Path) -> AppStatus {
    let (phase, practice, problem) = match is_vault(folder) {
        VaultPresence::Absent => (Phase::Setup, false, None),
        VaultPresence::Present { practice, .. } => (Phase::Locked, practice, None),
        VaultPresence::Unreadable(error) => (Phase::Unreadable, false, Some(error.to_string())),
    };
    let choices = match phase {
        Phase::Locked if !practice => vault::sign_in_choices(folder).unwrap_or_default(),
        _ => Vec::new(),
    };
    let labelled =
        |choice: vault::SignInChoice| Labelled { code: choice.slot.to_string(), label: choice.label };
    AppStatus {
        people: choices.into_iter().map(labelled).collect(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        phase,
        folder: folder.to_string_lossy().into_owned(),
        practice,
        problem,
        locked_because: None,
        wait_seconds: u32::try_from(unlock_wait(profile, folder).as_secs()).unwrap_or(u32::MAX),
    }
}

/// How long to wait before the next try, after the wrong ones so far. Never a lock-out.
pub fn unlock_wait(profile: &Profile, folder: &Path) -> Duration {
    match is_vault(folder) {
        VaultPresence::Present { vault_id, .. } => {
            unlock_delay(failed_attempts(profile, vault_id).map_or(0, |failed| failed.count))
        }
        VaultPresence::Absent | VaultPresence::Unreadable(_) => Duration::ZERO,
    }
}

/// Unlocks with a passphrase of the person chosen from the list, or of whoever it belongs to where nobody is chosen. A
/// practice vault opens with its published one when nothing is typed.
///
/// # Errors
/// One message for every wrong secret; damage by its name; never an emptier record.
pub fn unlock(
    world: Surroundings,
    profile: &Profile,
    folder: &Path,
    person: &str,
    passphrase: &str,
) -> Result<(Session, OpeningView)> {
    let practice = matches!(is_vault(folder), VaultPresence::Present { practice: true, .. });
    let passphrase = match passphrase.trim() {
        "" if practice => Passphrase::practice(),
        "" => {
            let help = "Type it, or use the recovery sheet.";
            return Err(Error::new(Code::Missing, "The passphrase is empty.", help).at("passphrase"));
        }
        typed => Passphrase::typed(typed),
    };
    let secret = match person {
        "" => UnlockSecret::Passphrase(passphrase),
        person => UnlockSecret::Person(Slot::named(person), passphrase),
    };
    open(world, profile, folder, secret)
}

/// Unlocks with the eight groups of the recovery sheet.
///
/// # Errors
/// A mistake in a group, by its number; otherwise as [`unlock`].
pub fn unlock_with_sheet(
    world: Surroundings,
    profile: &Profile,
    folder: &Path,
    groups: &[Zeroizing<String>],
) -> Result<(Session, OpeningView)> {
    let joined = Zeroizing::new(groups.iter().map(|group| group.as_str()).collect::<Vec<_>>().join(" "));
    open(world, profile, folder, UnlockSecret::RecoveryCode(RecoveryCode::typed(&joined)?))
}

impl Session {
    /// Which first screen belongs to an open vault.
    pub fn phase(&self) -> Phase {
        match (self.recovery_questions(), self.duty_asked) {
            (Some(_), _) => Phase::ProveRecovery,
            (None, true) => Phase::AcceptDuty,
            (None, false) => Phase::Open,
        }
    }
}

pub(crate) fn open(
    world: Surroundings,
    profile: &Profile,
    folder: &Path,
    secret: UnlockSecret,
) -> Result<(Session, OpeningView)> {
    let (vault, opening) = vault::open(folder, profile, secret, world.now())?;
    let (mut session, mut notices) = assemble(vault, world)?;
    // By what this person may know of: the latest entry may be one that is not for everybody.
    let clock_behind = domain::clock_is_back(&session.office, session.now());
    let opening = Opening { clock_behind, ..opening };
    if !opening.come_back.is_empty() {
        let count = session.dispose_again(&opening.come_back)?;
        notices.push(come_back_words(count));
    }
    let mut events = vec![OfficeEvent::SignedIn {
        by_recovery_sheet: opening.by_recovery,
        failed_before: opening.failed_attempts,
    }];
    if opening.by_recovery && session.recovery_questions().is_some() {
        // The whole code was just typed from the sheet: that proves it better than two groups.
        events.push(OfficeEvent::RecoveryProved);
    }
    if let Err(error) = session.record_office(events, None) {
        // A full disk must not keep anybody from reading the record.
        notices.push(format!("Signing in could not be recorded. {} {}", error.message, error.help));
    }
    match crate::letter::left_over(&mut session) {
        Ok(cut_off) => session.cut_off = cut_off,
        Err(error) => notices.push(format!("{} {}", error.message, error.help)),
    }
    notices.splice(0..0, words(&opening));
    let (prove_recovery, duty) = (session.recovery_questions(), duty_view(&session));
    Ok((session, OpeningView { notices, prove_recovery, duty }))
}

fn assemble(vault: Vault, world: Surroundings) -> Result<(Session, Vec<String>)> {
    let Replayed { office, office_log, office_stream, cases, desks, packs } = replay(&vault.entries()?)?;
    // Whoever came in by the sheet stands in the Director's place. A passphrase stays that of whom it was made for, also when
    // the board has made somebody else the Director since.
    let me = match vault.me().filter(|me| me.role != PersonRole::RecoverySheet) {
        None => office.director().map(|director| director.id),
        Some(me) => person_of(&office_log, &me).filter(|id| office.people.contains_key(id)),
    };
    // Whoever left learns as little as one whose term is over, or who typed something wrong.
    if me.and_then(|me| office.people.get(&me)).is_some_and(|person| !person.employee) {
        return Err(vault::VaultError::WrongSecret.into());
    }
    let (Some(office_stream), Some(me)) = (office_stream, me) else {
        return Err(Error::new(
            Code::VaultDamaged,
            "This vault was founded but its setup was never finished; it holds no entries.",
            "Nothing is lost. Set up a new vault in another folder.",
        ));
    };
    let (packs, notices) = packs::adopted(packs);
    let mut session = Session {
        vault,
        world,
        office,
        office_log,
        office_stream,
        cases,
        desks,
        packs,
        texts: letters::shipped()?,
        index: Index::new()?,
        me,
        kdf: KdfCost::Calibrated,
        unproved_sheet: None,
        drawn_sheet: None,
        held_copy: None,
        held_job: None,
        cut_off: crate::letter::CutOff::default(),
        sheet_questions: all_groups(),
        duty_asked: false,
        daily: crate::backups::Daily::default(),
    };
    session.look_again()?;
    session.duty_asked = session.owes_duty();
    Ok((session, notices))
}

fn come_back_words(count: usize) -> String {
    let what = match count {
        1 => "a request that had been disposed of was in it again".to_owned(),
        several => format!("{several} requests that had been disposed of were in it again"),
    };
    format!(
        "This is an older copy of the record, and {what}. What had come back was disposed of once more, and that is on record."
    )
}

/// What an unlocking has to tell, the gravest first.
fn words(opening: &Opening) -> Vec<String> {
    let mut notices = Vec::new();
    if let Some(rollback) = &opening.rolled_back {
        notices.push(rollback_words(rollback));
    }
    if opening.memory_altered {
        notices.push(
            "What this computer remembered about the vault was altered and is not believed. An older copy of the vault could \
             not be noticed this time: compare the latest entries with your papers."
                .to_owned(),
        );
    }
    if opening.clock_behind {
        notices.push(
            "The clock of this computer is behind the latest entry. Set it right; until then nothing can be decided, signed \
             or printed. Entries can be made and are marked."
                .to_owned(),
        );
    }
    if opening.used_previous_keyring {
        notices.push(
            "The keyring file was damaged. Its previous copy was used and put in its place; the record is complete. Check the \
             disk, and make a backup today."
                .to_owned(),
        );
    }
    if let (count @ 1.., since) = (opening.failed_attempts, opening.failed_since) {
        let times =
            if count == 1 { "One failed attempt".to_owned() } else { format!("{count} failed attempts") };
        let since = since.map(|at| format!(" since {}", time_words(at.naive_local()))).unwrap_or_default();
        notices.push(format!(
            "{times} to open this vault on this computer{since}. If it was not you, tell your IT office."
        ));
    }
    if opening.by_recovery {
        notices.push(
            "The vault was opened with the recovery sheet. This is on record. Put the sheet back where it is kept.".to_owned(),
        );
    }
    if opening.keys_may_swap {
        notices.push(
            "This computer did not agree to keep every key out of its swap file. The record is not affected; ask your IT \
             office whether the disk is encrypted."
                .to_owned(),
        );
    }
    if opening.profile_unwritable {
        notices.push(
            "This computer could not note where the record ended, so an older copy would not be noticed next time. Ask your \
             IT office for write access to the program's own folder."
                .to_owned(),
        );
    }
    notices
}

/// Without a count and without a moment: both would tell of entries that are not for everybody.
pub(crate) fn rollback_words(rollback: &Rollback) -> String {
    let what = if rollback.rewritten {
        "its entries are not the ones seen then"
    } else {
        "entries seen then are missing"
    };
    format!(
        "This is not the vault this computer saw last: {what}. It may be a restored backup or an older copy. Do not go on \
         working in it before you know why; nothing was changed."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn quiet() -> Opening {
        Opening {
            failed_attempts: 0,
            failed_since: None,
            rolled_back: None,
            used_previous_keyring: false,
            clock_behind: false,
            by_recovery: false,
            memory_altered: false,
            keys_may_swap: false,
            profile_unwritable: false,
            come_back: std::collections::BTreeSet::new(),
        }
    }

    #[test]
    fn an_ordinary_unlocking_says_nothing() {
        assert_eq!(words(&quiet()), Vec::<String>::new());
    }

    #[test]
    fn failed_attempts_are_told_with_their_beginning() {
        let since = DateTime::parse_from_rfc3339("2026-11-24T09:10:00-06:00").ok();
        let told = words(&Opening { failed_attempts: 3, failed_since: since, ..quiet() });
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with(
            "3 failed attempts to open this vault on this computer since Tue 24 Nov 2026, 9:10."
        ));
    }

    #[test]
    fn an_older_copy_is_told_before_all_else() {
        let back = Rollback { rewritten: false };
        let told = words(&Opening { rolled_back: Some(back), failed_attempts: 1, ..quiet() });
        assert!(told[0].contains("entries seen then are missing"), "{told:?}");
    }
}
