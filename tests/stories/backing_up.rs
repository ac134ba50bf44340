//! Copies of the record: made, tested, expired, made by the program itself, and restored beside what is there.

use crate::desk::{PASSPHRASE, contact, part};
use crate::place::{DEPUTY, Place, librarian, typed};
use std::fs;
use std::path::{Path, PathBuf};
use usecases::backups::{self, BackupSecret, DisposalsWord};
use usecases::view::*;
use usecases::{
    Beside, Code, Result, Session, acts, desk_view, load_drafts, save_draft, save_draft_beside,
    set_preference,
};
use zeroize::Zeroizing;

fn quiet() -> impl FnMut(u8) {
    |_| ()
}

pub(crate) fn make(session: &mut Session, tell: &mut dyn FnMut(u8)) -> Result<BackupView> {
    let checked = backups::begin_backup(session, tell)?.check(tell)?;
    backups::keep_backup(session, checked)
}

pub(crate) fn back_up(session: &mut Session) -> BackupView {
    make(session, &mut quiet()).unwrap()
}

fn by_itself(session: &mut Session) {
    let copied = backups::begin_scheduled_backup(session, &mut quiet());
    let checked = copied.and_then(|copied| copied.check(&mut quiet()));
    backups::keep_scheduled_backup(session, checked);
}

fn test_kept(session: &mut Session, name: &str) -> Result<TestedBackupView> {
    let ended = backups::test_backup(session, name)?.run(&mut quiet());
    backups::record_backup_test(session, ended)
}

fn test_at(session: &mut Session, folder: &Path) -> Result<TestedBackupView> {
    let ended = backups::test_other_backup(session, folder.to_path_buf()).run(&mut quiet());
    backups::record_backup_test(session, ended)
}

/// A record whose backups are kept on a stick.
fn with_stick(place: &Place) -> (Session, PathBuf) {
    let mut session = place.settled();
    usecases::accept_duty(&mut session).unwrap();
    let stick = place.path("stick");
    fs::create_dir_all(&stick).unwrap();
    let view = backups::choose_backup_folder(&mut session, &stick).unwrap();
    assert_eq!((view.place.as_deref(), view.rows.len()), (Some("stick"), 0));
    (session, stick)
}

fn reminder(session: &Session) -> Option<String> {
    let all = desk_view(session).reminders;
    all.into_iter().find(|one| one.code == "backup").map(|one| one.label)
}

const NO_WORD: DisposalsWord = DisposalsWord { certificates: String::new(), statement: String::new() };

fn secret(words: &str) -> BackupSecret {
    BackupSecret::Passphrase(Zeroizing::new(words.to_owned()))
}

fn start(session: &mut Session, words: &str) -> RequestView {
    let form = NewRequestForm {
        received_at: "2026-11-23T09:00".to_owned(),
        channel: "phone".to_owned(),
        words: words.to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "press"), ("RT3", "booking-contact"), ("U3", "no")]),
        parts: vec![part("the booking's contact", &["DC15"], "")],
        ..NewRequestForm::default()
    };
    acts::start_request(session, form).unwrap()
}

/// Names of the backups on a stick.
fn on(stick: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(stick).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_age_of_the_last_backup_is_told_and_a_tested_one_is_named_sound() {
    let place = Place::new();
    let mut session = place.settled();
    let none = make(&mut session, &mut quiet()).unwrap_err();
    assert_eq!(none.code, Code::Missing, "no folder is chosen yet");
    session.close().unwrap();
    let (mut session, _) = place.unlock(PASSPHRASE).unwrap();
    assert_eq!(reminder(&session), None, "a new record does not nag");
    place.clock.set("2026-12-01T09:00");
    assert_eq!(reminder(&session).as_deref(), Some("There is no backup of this record yet: back up now."));
    let stick = place.path("stick");
    fs::create_dir_all(&stick).unwrap();
    backups::choose_backup_folder(&mut session, &stick).unwrap();
    let mut shares = Vec::new();
    let view = make(&mut session, &mut |share| shares.push(share)).unwrap();
    assert_eq!((view.last.as_str(), view.tone), ("The last backup was made today.", Tone::Done));
    assert_eq!((!shares.is_empty(), shares.last()), (true, Some(&100)), "it told how far it was");
    assert_eq!(reminder(&session), None);
    place.clock.set("2026-12-02T08:00");
    assert_eq!(backups::backup_view(&session).last, "The last backup was made yesterday.");
    place.clock.set("2026-12-24T08:00");
    let old = backups::backup_view(&session);
    assert_eq!(
        (old.last.as_str(), old.tone),
        ("The last backup was made 23 days ago: back up now.", Tone::Wait)
    );
    assert_eq!(reminder(&session), Some(old.last));
    set_preference(&mut session, "backup_warn_days", "30").unwrap();
    assert_eq!(reminder(&session), None, "how old is too old is the Director's word");
    start(&mut session, "Who booked the large room?");
    let tested = test_kept(&mut session, &view.rows[0].name).unwrap();
    assert!(
        tested.sound && tested.words.contains("Tue 1 Dec 2026") && tested.words.contains("intact"),
        "{tested:?}"
    );
    assert!(tested.backups.tested.is_some_and(|words| words.contains("tested today")));
    session.close().unwrap();
    let (session, _) = place.unlock(PASSPHRASE).unwrap();
    let again = backups::backup_view(&session);
    assert_eq!((again.place.as_deref(), again.rows.len()), (Some("stick"), 1), "the folder is remembered");
    let text = serde_json::to_string(&again).unwrap();
    assert!(!text.contains(&*stick.to_string_lossy()), "the path never reaches the page: {text}");
}

#[test]
fn the_oldest_go_only_after_a_newer_one_was_checked() {
    let place = Place::new();
    let (mut session, stick) = with_stick(&place);
    set_preference(&mut session, "backup_keep", "2").unwrap();
    for day in 23..27 {
        place.clock.set(&format!("2026-11-{day}T10:00"));
        back_up(&mut session);
    }
    assert_eq!(on(&stick), ["custodian-backup-2026-11-25-100000", "custodian-backup-2026-11-26-100000"]);
    fs::rename(&stick, place.path("pulled out")).unwrap();
    place.clock.set("2026-11-27T10:00");
    let gone = make(&mut session, &mut quiet()).unwrap_err();
    assert_eq!(
        (gone.code, stick.exists()),
        (Code::NotFound, false),
        "no folder is made in its place: {gone}"
    );
    assert!(backups::backup_view(&session).problem.is_some_and(|words| words.contains("is not there")));
    fs::rename(place.path("pulled out"), &stick).unwrap();
    assert_eq!(on(&stick).len(), 2, "a backup that failed takes none away");
    assert!(usecases::proof::verify_vault(&session).intact);
}

#[test]
fn the_program_makes_one_a_day_and_says_so_when_it_cannot() {
    let place = Place::new();
    let (mut session, stick) = with_stick(&place);
    assert!(backups::backup_is_due(&session));
    by_itself(&mut session);
    assert!(!backups::backup_is_due(&session), "one a day");
    place.clock.set("2026-11-24T00:05");
    assert!(backups::backup_is_due(&session));
    fs::rename(&stick, place.path("pulled out")).unwrap();
    by_itself(&mut session);
    assert!(!backups::backup_is_due(&session), "a failure is not tried again and again");
    let told = reminder(&session).unwrap();
    assert!(told.starts_with("Today's backup could not be made.") && told.contains("is not there"), "{told}");
    assert_eq!(backups::backup_view(&session).trouble, Some(told));
    session.close().unwrap();
    fs::rename(place.path("pulled out"), &stick).unwrap();
    let (mut session, _) = place.unlock(PASSPHRASE).unwrap();
    assert!(backups::backup_is_due(&session), "whoever signs in again gives it another chance");
    by_itself(&mut session);
    assert_eq!((reminder(&session), on(&stick).len()), (None, 2));
    place.clock.set("2026-11-25T09:00");
    set_preference(&mut session, "backup_daily", "off").unwrap();
    assert!(!backups::backup_is_due(&session));
}

#[test]
fn a_damaged_backup_and_one_of_another_record_are_told_apart_from_a_sound_one() {
    let place = Place::new();
    let (mut session, stick) = with_stick(&place);
    let name = back_up(&mut session).rows[0].name.clone();
    let invented = test_kept(&mut session, "../vault").unwrap_err();
    assert_eq!(invented.code, Code::NotFound);
    let elsewhere = Place::new();
    let (mut other, theirs) = with_stick(&elsewhere);
    let of_another = theirs.join(&back_up(&mut other).rows[0].name);
    let refused = test_at(&mut session, &of_another).unwrap_err();
    assert!(refused.code == Code::Invalid && refused.message.contains("another vault"), "{refused}");
    let none = test_at(&mut session, &place.vault()).unwrap_err();
    assert!(none.message.contains("not a finished backup"), "{none}");
    let file = stick.join(&name).join("records-000001.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    let tested = test_kept(&mut session, &name).unwrap();
    assert!(!tested.sound && tested.words.starts_with("This backup cannot be relied on."), "{tested:?}");
    assert!(tested.words.contains("records-000001.db"), "{tested:?}");
    session.close().unwrap();
    let (session, _) = place.unlock(PASSPHRASE).unwrap();
    let kept = backups::backup_view(&session).tested.unwrap();
    assert!(kept.contains("cannot be relied on"), "what was found is on record: {kept}");
}

#[test]
fn a_designee_makes_and_tests_backups_and_changes_nothing_about_them() {
    let place = Place::new();
    let (mut session, _) = with_stick(&place);
    back_up(&mut session);
    let slot = librarian(&mut session, "").1.slot;
    session.close().unwrap();
    let mut deputy = place.sign_in(&slot, DEPUTY).unwrap();
    let view = backups::backup_view(&deputy);
    assert!(!view.may_choose);
    let older = test_kept(&mut deputy, &view.rows[0].name).unwrap_err();
    assert!(older.message.contains("older than the key"), "{older}");
    place.clock.pass(5);
    let fresh = back_up(&mut deputy);
    let tested = test_kept(&mut deputy, &fresh.rows[0].name).unwrap();
    assert!(tested.sound && !tested.words.contains("entries"), "no count of all there is: {tested:?}");
    for refused in [
        backups::choose_backup_folder(&mut deputy, &place.path("stick")).unwrap_err(),
        set_preference(&mut deputy, "backup_keep", "2").unwrap_err(),
        set_preference(&mut deputy, "backup_daily", "off").unwrap_err(),
        set_preference(&mut deputy, "backup_warn_days", "90").unwrap_err(),
    ] {
        assert!(matches!(refused.code, Code::NoAuthority | Code::DirectorOnly), "{refused}");
    }
    set_preference(&mut deputy, "theme", "dark").expect("a taste is everybody's own");
}

#[test]
fn a_backup_is_restored_beside_and_opens_with_what_opened_it_then() {
    let place = Place::new();
    let (mut session, sheet) = place.set_up();
    usecases::prove_recovery(&mut session, &typed(&sheet, &sheet.ask)).unwrap();
    let stick = place.path("stick");
    fs::create_dir_all(&stick).unwrap();
    backups::choose_backup_folder(&mut session, &stick).unwrap();
    let request = start(&mut session, "Who booked the large room?");
    let backup = stick.join(&back_up(&mut session).rows[0].name);
    start(&mut session, "Later");
    session.close().unwrap();
    let before: Vec<_> =
        place.files().iter().map(|name| fs::read(place.vault().join(name)).unwrap_or_default()).collect();
    let found = backups::look_at_backup(&backup, &place.vault()).unwrap();
    assert!(
        !found.practice && found.place_problem.is_none() && found.folder.ends_with("vault restored"),
        "{found:?}"
    );
    let into = PathBuf::from(&found.folder);
    let over = backups::restore_backup(
        &backup,
        &place.vault(),
        secret(PASSPHRASE),
        &NO_WORD,
        &place.profile(),
        place.world(),
    )
    .unwrap_err();
    assert_eq!(over.code, Code::VaultPlace, "never over what is there");
    let synced = backups::restore_backup(
        &backup,
        &place.path("Dropbox/x"),
        secret(PASSPHRASE),
        &NO_WORD,
        &place.profile(),
        place.world(),
    )
    .unwrap_err();
    assert_eq!((synced.code, synced.refs), (Code::VaultPlace, vec!["folder".to_owned()]));
    let empty =
        backups::restore_backup(&backup, &into, secret(""), &NO_WORD, &place.profile(), place.world())
            .unwrap_err();
    assert_eq!(empty.code, Code::Missing);
    let wrong = backups::restore_backup(
        &backup,
        &into,
        secret("not this one at all"),
        &NO_WORD,
        &place.profile(),
        place.world(),
    )
    .unwrap_err();
    assert_eq!((wrong.code, into.exists()), (Code::WrongSecret, false));
    let restored = backups::restore_backup(
        &backup,
        &into,
        secret(PASSPHRASE),
        &NO_WORD,
        &place.profile(),
        place.world(),
    )
    .unwrap();
    assert!(restored.words.contains("was not touched"), "{restored:?}");
    let after: Vec<_> =
        place.files().iter().map(|name| fs::read(place.vault().join(name)).unwrap_or_default()).collect();
    assert_eq!(before, after);
    let next = backups::look_at_backup(&backup, &place.vault()).unwrap();
    assert_ne!(next.folder, found.folder, "the next one gets a place of its own");
    let all: Vec<u32> = (1..=8).collect();
    let groups = typed(&sheet, &all).into_iter().map(|(_, text)| text).collect();
    backups::restore_backup(
        &backup,
        Path::new(&next.folder),
        BackupSecret::Groups(groups),
        &NO_WORD,
        &place.profile(),
        place.world(),
    )
    .expect("the sheet of that day opens it too");
    let (session, opening) =
        usecases::unlock(place.world(), &place.profile(), &into, "", PASSPHRASE).unwrap();
    assert!(opening.notices[0].contains("This is not the vault this computer saw last"), "{opening:?}");
    assert_eq!(usecases::refresh_request(&session, &request.id).unwrap().words, "Who booked the large room?");
    let all = ListQuery { view: "all".to_owned(), limit: 10, ..ListQuery::default() };
    assert_eq!(usecases::list_requests(&session, &all).unwrap().rows.len(), 1);
    session.close().unwrap();
    fs::remove_file(backup.join("keyring.json")).unwrap();
    let damaged = backups::look_at_backup(&backup, &place.vault()).unwrap_err();
    assert!(damaged.code == Code::VaultDamaged && damaged.message.contains("keyring.json"), "{damaged}");
}

/// Work that takes long keeps nobody from writing: what is typed while the record is copied or checked is saved between two
/// pieces of it, and acts are recorded while the copy is checked.
#[test]
fn what_is_typed_and_done_while_a_backup_is_made_is_kept_and_the_backup_is_sound() {
    let place = Place::new();
    let (mut session, stick) = with_stick(&place);
    save_draft(&mut session, "new-request/words", "The first").unwrap();
    let mut typed = Vec::new();
    let copied = backups::begin_backup(&session, &mut |share| {
        typed.push(save_draft_beside(&session, "new-request/words", &format!("Typed at {share}")));
    })
    .unwrap();
    assert!(!typed.is_empty() && typed.iter().all(|saved| *saved == Ok(Beside::Saved)), "{typed:?}");
    let last = load_drafts(&session, "new-request/").unwrap();
    assert_eq!(last[0].text, "Typed at 40", "the last thing typed while the record was copied");
    start(&mut session, "Recorded while the copy is being checked");
    let checked = copied.check(&mut quiet()).unwrap();
    start(&mut session, "Recorded before the backup was");
    let view = backups::keep_backup(&mut session, checked).unwrap();
    assert!(test_kept(&mut session, &view.rows[0].name).unwrap().sound);
    let mut written = 0;
    let proof = usecases::proof::verify_telling(&session, &mut |share| {
        let text = format!("Typed at {share}");
        assert_eq!(save_draft_beside(&session, "new-request/words", &text), Ok(Beside::Saved));
        written += 1;
    });
    assert!(proof.intact && written > 20, "{written} {proof:?}");
    assert_eq!(load_drafts(&session, "new-request/").unwrap()[0].text, "Typed at 100");
    session.close().unwrap();
    let into = place.path("restored");
    let backup = stick.join(&view.rows[0].name);
    backups::restore_backup(&backup, &into, secret(PASSPHRASE), &NO_WORD, &place.profile(), place.world())
        .unwrap();
    let (restored, _) = usecases::unlock(place.world(), &place.profile(), &into, "", PASSPHRASE).unwrap();
    assert_eq!(load_drafts(&restored, "new-request/").unwrap()[0].text, "The first", "copied in one piece");
}

/// Who never typed anything has no place for it yet; beginning one is an entry, and waits.
#[test]
fn the_first_words_of_somebody_wait_for_the_end_of_the_work() {
    let place = Place::new();
    let (mut session, _) = with_stick(&place);
    let mut first = None;
    usecases::proof::verify_telling(&session, &mut |_| {
        first = Some(save_draft_beside(&session, "new-request/words", "The first"));
    });
    assert_eq!(first, Some(Ok(Beside::Waits)));
    save_draft(&mut session, "new-request/words", "The first").unwrap();
    assert_eq!(save_draft_beside(&session, "new-request/words", "The second"), Ok(Beside::Saved));
}

#[test]
fn a_backup_that_a_disposal_overtook_is_removed_and_not_recorded() {
    let place = Place::new();
    let (mut session, stick) = with_stick(&place);
    crate::disposing::settle_period(&mut session);
    let gone = crate::disposing::withdrawn(&mut session, "entered twice, vantablack");
    place.clock.set("2030-01-02T09:00");
    for scheduled in [false, true] {
        let copied = match scheduled {
            false => backups::begin_backup(&session, &mut quiet()),
            true => backups::begin_scheduled_backup(&session, &mut quiet()),
        };
        let copied = copied.unwrap();
        if scheduled {
            librarian(&mut session, "");
        } else {
            crate::disposing::dispose(&mut session, &[&gone.id], &gone.number).unwrap();
        }
        let checked = copied.check(&mut quiet());
        let said = match scheduled {
            false => backups::keep_backup(&mut session, checked.unwrap()).unwrap_err().to_string(),
            true => {
                backups::keep_scheduled_backup(&mut session, checked);
                reminder(&session).unwrap()
            }
        };
        assert!(said.contains("written anew"), "{said}");
        assert_eq!(on(&stick), [""; 0], "nothing is left of it");
        let view = backups::backup_view(&session);
        assert!(view.rows.is_empty() && view.last.starts_with("There is no backup"), "{view:?}");
    }
    assert_eq!(back_up(&mut session).rows.len(), 1, "made again, it is kept");
}
