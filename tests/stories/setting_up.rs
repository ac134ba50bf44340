//! Setting up a vault: what is wrong is named before anything is made, and a setup that fails leaves nothing behind.

use crate::desk::{PASSPHRASE, setup_form};
use crate::place::{Place, typed};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use usecases::view::{ClosureForm, CounselForm, Phase, RecoverySheetView, SetupForm};
use usecases::{
    Code, SetupInput, Surroundings, app_status, check_place, people, prove_recovery, setup_create_quickly,
};
use zeroize::Zeroizing;

#[test]
fn setup_offers_new_words_a_place_and_the_policy() {
    let place = Place::new();
    let first = usecases::setup_offer(&place.path("records")).unwrap();
    let second = usecases::setup_offer(&place.path("records")).unwrap();
    assert_eq!(first.passphrase.split(' ').count(), 6);
    assert_ne!(first.passphrase, second.passphrase, "the words are drawn anew each time");
    assert_eq!(first.place_problem, None);
    assert_eq!(PathBuf::from(&first.folder), place.path("records"));
    assert!(!first.policy.history.is_empty() && !first.policy.title.is_empty());
    std::fs::create_dir_all(place.path("records/other")).unwrap();
    let third = usecases::setup_offer(&place.path("records")).unwrap();
    assert_eq!(PathBuf::from(third.folder), place.path("records 2"), "a used folder is not offered");
}

#[test]
fn a_finished_setup_is_an_open_office_whose_sheet_is_still_to_be_typed_back() {
    let place = Place::new();
    assert_eq!(app_status(&place.profile(), &place.vault()).phase, Phase::Setup);
    let mut form = place.form();
    form.closures
        .push(ClosureForm { date: "2026-11-27".to_owned(), reason: "Day after Thanksgiving".to_owned() });
    let (mut session, sheet) = place.set_up_with(form, PASSPHRASE, None).unwrap();
    assert_eq!(session.phase(), Phase::ProveRecovery);
    assert_eq!((sheet.groups.len(), sheet.ask.len()), (8, 2));
    let settings = usecases::settings::settings_view(&session).unwrap();
    assert_eq!(settings.director.name, "Theodora Finch");
    assert_eq!(settings.closures[0].code, "2026-11-27");
    assert!(settings.holidays.iter().any(|day| day.code == "2026-11-26"), "{:?}", settings.holidays);

    let told = prove_recovery(&mut session, &[]).unwrap();
    assert_eq!(told.prove_recovery, Some(sheet.ask.clone()), "without groups it says which are asked");
    let wrong: Vec<_> = sheet.ask.iter().map(|group| (*group, Zeroizing::new("AAAAA".to_owned()))).collect();
    let refused = prove_recovery(&mut session, &wrong).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::WrongSecret, vec!["groups".to_owned()]));
    let one = typed(&sheet, &sheet.ask[..1]);
    assert_eq!(prove_recovery(&mut session, &one).unwrap_err().code, Code::Missing);
    let others: Vec<_> = (1..=8).filter(|group| !sheet.ask.contains(group)).collect();
    assert!(
        prove_recovery(&mut session, &typed(&sheet, &others)).is_err(),
        "other groups are not the ones asked"
    );

    assert_eq!(prove_recovery(&mut session, &typed(&sheet, &sheet.ask)).unwrap().prove_recovery, None);
    assert_eq!(session.phase(), Phase::AcceptDuty, "nothing is shown before that");
    usecases::accept_duty(&mut session).unwrap();
    assert_eq!(session.phase(), Phase::Open);
}

#[test]
fn a_sheet_not_typed_back_in_time_is_asked_for_whole_at_the_next_unlocking() {
    let place = Place::new();
    let (session, sheet) = place.set_up();
    session.close().unwrap();
    let (mut session, opening) = place.unlock(PASSPHRASE).unwrap();
    let asked = opening.prove_recovery.expect("it is still asked for");
    assert_eq!(asked, (1..=8).collect::<Vec<_>>());
    assert!(
        prove_recovery(&mut session, &typed(&sheet, &sheet.ask)).is_err(),
        "two groups are not enough now"
    );
    let mut other = sheet.clone();
    other.groups.swap(0, 1);
    assert!(prove_recovery(&mut session, &typed(&other, &asked)).is_err());
    prove_recovery(&mut session, &typed(&sheet, &asked)).unwrap();
    session.close().unwrap();
    assert_eq!(place.unlock(PASSPHRASE).unwrap().1.prove_recovery, None, "once is enough");
}

#[test]
fn a_sheet_that_was_never_written_down_is_replaced_before_anybody_is_in() {
    let place = Place::new();
    let (session, lost) = place.set_up();
    session.close().unwrap();
    let mut session = place.unlock(PASSPHRASE).unwrap().0.with_quick_keys();
    assert_eq!(session.phase(), Phase::ProveRecovery);
    let drawn = people::draw_sheet(&mut session).unwrap();
    let none: [(u32, Zeroizing<String>); 0] = [];
    assert!(people::renew_sheet(&mut session, &none).is_err(), "two of its groups are typed back");
    assert_eq!(session.phase(), Phase::ProveRecovery);
    people::renew_sheet(&mut session, &typed(&drawn, &drawn.ask)).unwrap();
    assert_eq!(prove_recovery(&mut session, &none).unwrap().prove_recovery, None);
    assert_eq!(session.phase(), Phase::AcceptDuty);
    session.close().unwrap();
    let whole = |sheet: &RecoverySheetView| {
        typed(sheet, &(1..=8).collect::<Vec<_>>()).into_iter().map(|(_, group)| group).collect::<Vec<_>>()
    };
    let open =
        |sheet| usecases::unlock_with_sheet(place.world(), &place.profile(), &place.vault(), &whole(sheet));
    assert!(open(&lost).is_err(), "the one that nobody has opens nothing");
    open(&drawn).unwrap().0.close().unwrap();
}

#[test]
fn each_thing_that_is_wrong_is_named_with_its_field_and_nothing_is_made() {
    let place = Place::new();
    type Spoil = fn(&mut SetupForm);
    let wrong: [(&str, Spoil, Code); 9] = [
        ("profile.name", |form| form.profile.name.clear(), Code::Missing),
        ("profile.name", |form| form.profile.name = "x".repeat(10_000), Code::TooLong),
        ("profile.address", |form| form.profile.address.clear(), Code::Invalid),
        ("director.name", |form| form.director.name = "Theo\u{0}dora".to_owned(), Code::Invalid),
        ("director.title", |form| form.director.title = "  ".to_owned(), Code::Missing),
        ("counsel.after_hours", |form| form.counsel.after_hours.clear(), Code::Missing),
        ("counsel.phone", |form| form.counsel.phone.clear(), Code::Missing),
        ("closures.date", |form| form.closures.push(closure("1850-01-01")), Code::Invalid),
        (
            "closures.date",
            |form| form.closures.extend([closure("2026-12-24"), closure("2026-12-24")]),
            Code::AlreadyDone,
        ),
    ];
    for (field, spoil, code) in wrong {
        let mut form = place.form();
        spoil(&mut form);
        let refused = place.set_up_with(form, PASSPHRASE, None).unwrap_err();
        assert_eq!(
            (refused.code, refused.refs.as_slice()),
            (code, [field.to_owned()].as_slice()),
            "{refused:?}"
        );
        assert!(!refused.help.is_empty());
        assert!(!place.vault().exists(), "{field}: nothing was made");
    }
}

fn closure(date: &str) -> ClosureForm {
    ClosureForm { date: date.to_owned(), reason: "Closed".to_owned() }
}

#[test]
fn a_passphrase_that_can_be_guessed_is_refused() {
    let place = Place::new();
    for weak in
        ["", "short", "passwordpassword", "maple hollow public library", "Theodora Finch Library Director"]
    {
        let refused = place.set_up_with(place.form(), weak, None).unwrap_err();
        assert_eq!((refused.code, refused.refs), (Code::Invalid, vec!["passphrase".to_owned()]), "{weak:?}");
        assert!(!place.vault().exists());
    }
}

#[test]
fn a_place_that_is_taken_or_unsuitable_is_refused_untouched() {
    let place = Place::new();
    std::fs::create_dir_all(place.vault()).unwrap();
    std::fs::write(place.vault().join("budget.ods"), b"figures").unwrap();
    assert!(check_place(&place.vault()).is_some());
    let refused = place.set_up_with(place.form(), PASSPHRASE, None).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::VaultPlace, vec!["folder".to_owned()]));
    assert_eq!(std::fs::read(place.vault().join("budget.ods")).unwrap(), b"figures");
    assert!(check_place(&place.path("Dropbox/records")).is_some(), "a folder that is copied elsewhere");
    let relative = SetupForm { folder: "records".to_owned(), ..place.form() };
    assert_eq!(place.set_up_with(relative, PASSPHRASE, None).unwrap_err().code, Code::VaultPlace);
}

#[test]
fn an_existing_vault_is_never_overwritten() {
    let place = Place::new();
    place.settled().close().unwrap();
    let before = place.files();
    let refused = place.set_up_with(place.form(), PASSPHRASE, None).unwrap_err();
    assert_eq!(refused.code, Code::VaultPlace);
    assert_eq!(place.files(), before);
    assert!(place.unlock(PASSPHRASE).is_ok());
}

#[test]
fn a_setup_that_fails_after_the_founding_leaves_no_vault() {
    let place = Place::new();
    let input = SetupInput {
        form: setup_form(place.vault()),
        passphrase: Zeroizing::new(PASSPHRASE.to_owned()),
        logo: None,
    };
    let hit = Arc::new(AtomicBool::new(false));
    let (seen, journal, keyring) =
        (hit.clone(), place.vault().join("records-000001.db-journal"), place.vault().join("keyring.json"));
    let clock = place.clock.clone();
    // As soon as the vault is founded, its disk stops taking anything: a folder stands where the journal must be.
    let world = Surroundings::new(Box::new(move || {
        if keyring.exists() {
            let _ = std::fs::remove_file(&journal);
            seen.store(
                std::fs::create_dir(&journal).is_ok() || seen.load(Ordering::Relaxed),
                Ordering::Relaxed,
            );
        }
        clock.now()
    }));
    let refused = setup_create_quickly(world, place.profile(), input).unwrap_err();
    assert!(hit.load(Ordering::Relaxed), "the fault was injected");
    assert_eq!(refused.code, Code::NotSaved, "{refused:?}");
    assert_eq!(place.files(), Vec::<String>::new(), "no half vault");
    assert_eq!(app_status(&place.profile(), &place.vault()).phase, Phase::Setup);
    place.settled();
}

#[test]
fn a_practice_vault_needs_no_counsel_and_opens_by_itself() {
    let place = Place::new();
    let form = SetupForm { practice: true, counsel: CounselForm::default(), ..place.form() };
    let (session, sheet) = place.set_up_with(form, "", None).unwrap();
    assert_eq!(sheet.groups.len(), 8);
    assert!(session.is_practice());
    session.close().unwrap();
    assert!(app_status(&place.profile(), &place.vault()).practice);
    let (session, opening) = place.unlock("").unwrap();
    assert_eq!(opening.prove_recovery, None, "nothing real can be lost here");
    assert_eq!(session.phase(), Phase::Open);
}

#[test]
fn a_logo_is_checked_before_anything_is_made_and_kept_in_the_vault() {
    let place = Place::new();
    let odd = place.path("logo.png");
    std::fs::write(&odd, b"\x7fELF not a picture").unwrap();
    let refused = place.set_up_with(place.form(), PASSPHRASE, Some(odd)).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::Invalid, vec!["logo".to_owned()]));
    assert!(!place.vault().exists());
    let good = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../src-tauri/icons/icon.png"));
    let (session, _) = place.set_up_with(place.form(), PASSPHRASE, Some(good)).unwrap();
    assert!(usecases::settings::settings_view(&session).unwrap().has_logo);
}
