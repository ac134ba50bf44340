//! Settings: every change is checked, recorded, and there again after locking.

use crate::desk::PASSPHRASE;
use crate::place::Place;
use std::path::Path;
use usecases::settings::{self, settings_view};
use usecases::view::{ClosureForm, DirectorForm};
use usecases::{Code, desk_view, lock_minutes, proof, set_preference};

#[test]
fn preferences_are_kept_and_others_refused() {
    let place = Place::new();
    let mut session = place.settled();
    assert_eq!(lock_minutes(&session), 10);
    for (name, value) in
        [("theme", "contrast"), ("text_size", "200"), ("density", "compact"), ("lock_minutes", "3")]
    {
        set_preference(&mut session, name, value).unwrap();
    }
    for (name, value) in [
        ("theme", "pink"),
        ("text_size", "89"),
        ("text_size", "+100"),
        ("text_size", "0100"),
        ("lock_minutes", "31"),
        ("lock_minutes", "0"),
        ("lock_minutes", ""),
        ("colour", "red"),
    ] {
        assert_eq!(
            set_preference(&mut session, name, value).unwrap_err().code,
            Code::Invalid,
            "{name} {value}"
        );
    }
    session.close().unwrap();
    let (session, _) = place.unlock(PASSPHRASE).unwrap();
    assert_eq!(lock_minutes(&session), 3);
    let values: Vec<_> = desk_view(&session).preferences.into_iter().map(|known| known.label).collect();
    assert_eq!(values, ["contrast", "200", "compact", "system", "3", "on", "14", "7"]);
}

#[test]
fn forms_are_saved_and_what_is_wrong_changes_nothing() {
    let place = Place::new();
    let mut session = place.settled();
    let mut profile = place.form().profile;
    profile.name = "Maple Hollow Library".to_owned();
    assert_eq!(settings::save_profile(&mut session, &profile).unwrap().profile, profile);
    let mut counsel = place.form().counsel;
    counsel.after_hours.clear();
    let refused = settings::save_counsel(&mut session, &counsel).unwrap_err();
    assert_eq!(refused.refs, ["after_hours"]);
    let director = DirectorForm { name: "Zoë Müller".to_owned(), title: "Director".to_owned() };
    let view = settings::save_director(&mut session, &director).unwrap();
    assert_eq!(view.director, director);
    assert_eq!(view.counsel, place.form().counsel, "the numbers before are kept");
    let closed = ClosureForm { date: "2026-12-24".to_owned(), reason: "Inventory".to_owned() };
    assert_eq!(settings::add_closure(&mut session, &closed).unwrap().closures.len(), 1);
    assert_eq!(settings::add_closure(&mut session, &closed).unwrap_err().code, Code::AlreadyDone);
    assert_eq!(settings::remove_closure(&mut session, "2026-12-24").unwrap().closures.len(), 0);
    assert_eq!(settings::remove_closure(&mut session, "2026-12-24").unwrap_err().code, Code::NotFound);
    assert_eq!(settings::remove_closure(&mut session, "soon").unwrap_err().code, Code::Invalid);
    session.close().unwrap();
    let (session, _) = place.unlock(PASSPHRASE).unwrap();
    assert_eq!(desk_view(&session).acting, "Zoë Müller, Director");
    assert_eq!(desk_view(&session).library, "Maple Hollow Library");
}

#[test]
fn a_logo_can_be_changed_and_removed() {
    let place = Place::new();
    let mut session = place.settled();
    assert_eq!(settings::remove_logo(&mut session).unwrap_err().code, Code::AlreadyDone);
    let icon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/icons/icon.png");
    assert!(settings::set_logo(&mut session, &icon).unwrap().has_logo);
    let missing = settings::set_logo(&mut session, &place.path("none.png")).unwrap_err();
    assert_eq!((missing.code, missing.refs), (Code::FileProblem, vec!["logo".to_owned()]));
    assert!(settings_view(&session).unwrap().has_logo, "the one before is kept");
    assert!(!settings::remove_logo(&mut session).unwrap().has_logo);
}

#[test]
fn verifying_says_how_many_entries_are_intact_and_gives_a_line_for_paper() {
    let place = Place::new();
    let session = place.settled();
    let found = proof::verify_vault(&session);
    assert!(found.intact && found.problems.is_empty(), "{found:?}");
    assert!(
        found.summary.starts_with("All ") && found.summary.ends_with("entries are intact."),
        "{}",
        found.summary
    );
    assert!(found.anchor.starts_with("Mon 23 Nov 2026: "), "{}", found.anchor);
    assert_eq!(found.anchor.rsplit(": ").next().unwrap().replace(' ', "").len(), 20);
}
