//! Unlocking: the right secret shows the same office again; every wrong one reads the same; damage has a name.

use crate::desk::PASSPHRASE;
use crate::place::Place;
use std::time::Duration;
use usecases::program::vault::{self as program, At, Passphrase};
use usecases::view::Phase;
use usecases::{Code, app_status, unlock_wait, unlock_with_sheet};
use zeroize::Zeroizing;

#[test]
fn what_was_recorded_is_there_again_after_locking() {
    let place = Place::new();
    let session = place.settled();
    let before = usecases::settings::settings_view(&session).unwrap();
    session.close().unwrap();
    assert_eq!(app_status(&place.profile(), &place.vault()).phase, Phase::Locked);
    let (session, opening) = place.unlock("  violet  otter mends seven clocks ").unwrap();
    assert_eq!(opening.prove_recovery, None);
    let after = usecases::settings::settings_view(&session).unwrap();
    assert_eq!(
        (&after.profile, &after.counsel, &after.policy),
        (&before.profile, &before.counsel, &before.policy)
    );
    let desk = usecases::desk_view(&session);
    assert_eq!(desk.acting, "Theodora Finch, Library Director");
    assert!(desk.custodian.why.contains("is the legal custodian and is available"), "{:?}", desk.custodian);
    assert_eq!(desk.not_ready, Vec::<String>::new());
}

#[test]
fn every_wrong_secret_reads_the_same_and_is_told_at_the_next_unlocking() {
    let place = Place::new();
    let (session, sheet) = place.set_up();
    session.close().unwrap();
    let wrong = place.unlock("violet otter mends seven clock").unwrap_err();
    let other = place.unlock("entirely different words altogether").unwrap_err();
    assert_eq!(wrong, other);
    assert_eq!(wrong.code, Code::WrongSecret);
    assert_eq!(unlock_wait(&place.profile(), &place.vault()), Duration::ZERO, "the first tries do not wait");
    let foreign = {
        let elsewhere = Place::new();
        let (_, sheet) = elsewhere.set_up();
        groups(&sheet.groups)
    };
    let with_sheet =
        unlock_with_sheet(place.world(), &place.profile(), &place.vault(), &foreign).unwrap_err();
    assert_eq!(wrong, with_sheet, "another vault's sheet reads the same");
    assert_eq!(unlock_wait(&place.profile(), &place.vault()), Duration::from_secs(2));
    assert_eq!(app_status(&place.profile(), &place.vault()).wait_seconds, 2);

    let (session, opening) = place.unlock(PASSPHRASE).unwrap();
    assert!(
        opening.notices.iter().any(|notice| notice.starts_with("3 failed attempts")),
        "{:?}",
        opening.notices
    );
    session.close().unwrap();
    let (_, quiet) = place.unlock(PASSPHRASE).unwrap();
    assert!(!quiet.notices.iter().any(|notice| notice.contains("failed attempt")), "{:?}", quiet.notices);
    drop(sheet);
}

#[test]
fn the_sheet_opens_the_vault_and_that_is_said() {
    let place = Place::new();
    let (session, sheet) = place.set_up();
    session.close().unwrap();
    let mut typed = groups(&sheet.groups);
    typed[3] = Zeroizing::new(typed[3].to_lowercase());
    let (session, opening) =
        unlock_with_sheet(place.world(), &place.profile(), &place.vault(), &typed).unwrap();
    assert!(opening.notices.iter().any(|notice| notice.contains("recovery sheet")), "{:?}", opening.notices);
    assert_eq!(opening.prove_recovery, None, "typing all of it proves it");
    session.close().unwrap();
    typed[5] = Zeroizing::new("AAAAA".to_owned());
    let slip = unlock_with_sheet(place.world(), &place.profile(), &place.vault(), &typed).unwrap_err();
    assert_eq!((slip.code, slip.refs), (Code::Invalid, vec!["groups".to_owned()]));
    assert!(slip.message.contains("group 6"), "{}", slip.message);
    let short = unlock_with_sheet(place.world(), &place.profile(), &place.vault(), &typed[..7]).unwrap_err();
    assert_eq!(short.code, Code::Invalid);
}

#[test]
fn an_empty_passphrase_is_not_a_try() {
    let place = Place::new();
    place.settled().close().unwrap();
    assert_eq!(place.unlock("  ").unwrap_err().code, Code::Missing);
    assert!(
        !place.unlock(PASSPHRASE).unwrap().1.notices.iter().any(|notice| notice.contains("failed attempt"))
    );
}

#[test]
fn a_second_start_on_one_vault_is_refused() {
    let place = Place::new();
    let first = place.settled();
    let refused = place.unlock(PASSPHRASE).unwrap_err();
    assert_eq!(refused.code, Code::VaultInUse);
    first.close().unwrap();
    assert!(place.unlock(PASSPHRASE).is_ok());
}

#[test]
fn damage_has_a_name_and_is_never_an_empty_office() {
    let place = Place::new();
    place.settled().close().unwrap();
    let record = place.vault().join("records-000001.db");
    let whole = std::fs::read(&record).unwrap();
    for (what, bytes) in [("cut off", whole[..whole.len() / 2].to_vec()), ("one bit", flipped(&whole))] {
        std::fs::write(&record, bytes).unwrap();
        let refused = place.unlock(PASSPHRASE).unwrap_err();
        assert_eq!(refused.code, Code::VaultDamaged, "{what}: {refused:?}");
        assert!(refused.help.contains("backup"), "{what}: {}", refused.help);
    }
    std::fs::write(&record, whole).unwrap();
    assert!(place.unlock(PASSPHRASE).is_ok());
    for keyring in ["keyring.json", "keyring.prev.json"] {
        let path = place.vault().join(keyring);
        if path.exists() {
            std::fs::write(path, b"{}").unwrap();
        }
    }
    let status = app_status(&place.profile(), &place.vault());
    assert_eq!(status.phase, Phase::Unreadable);
    assert!(status.problem.is_some());
    assert_eq!(place.unlock(PASSPHRASE).unwrap_err().code, Code::VaultDamaged);
}

fn flipped(whole: &[u8]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    bytes
}

#[test]
fn an_older_copy_put_back_is_told_before_any_work() {
    let place = Place::new();
    let mut session = place.settled();
    let copy = place.path("copy");
    session.close().unwrap();
    copy_folder(&place.vault(), &copy);
    session = place.unlock(PASSPHRASE).unwrap().0;
    usecases::set_preference(&mut session, "theme", "dark").unwrap();
    session.close().unwrap();
    std::fs::remove_dir_all(place.vault()).unwrap();
    copy_folder(&copy, &place.vault());
    // No verb of the program goes on with it, or takes the notice away from whoever opens it next.
    let at = At { folder: place.vault(), profile: place.path("profile"), now: place.world().now() };
    let secret = || Ok(Passphrase::typed(PASSPHRASE));
    for refused in [program::verify(&at, secret).unwrap_err(), program::count(&at, secret).unwrap_err()] {
        assert!(refused.message.starts_with("This is not the vault this computer saw last"), "{refused}");
        assert!(!refused.message.contains(char::is_numeric), "no count and no moment: {refused}");
    }
    let (_, opening) = place.unlock(PASSPHRASE).unwrap();
    assert!(
        opening.notices[0].starts_with("This is not the vault this computer saw last"),
        "{:?}",
        opening.notices
    );
}

#[test]
fn a_clock_set_back_is_told_and_nobody_decides_until_it_is_right() {
    let place = Place::new();
    place.settled().close().unwrap();
    place.clock.set("2026-11-22T09:00");
    let (mut session, opening) = place.unlock(PASSPHRASE).unwrap();
    assert!(
        opening.notices.iter().any(|notice| notice.contains("is behind the latest entry")),
        "{:?}",
        opening.notices
    );
    let director = place.form().director;
    let refused = usecases::settings::save_director(&mut session, &director).unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority);
    assert!(refused.help.contains("Set the clock right"), "{}", refused.help);
    usecases::set_preference(&mut session, "theme", "dark").unwrap();
    place.clock.set("2026-11-23T09:30");
    usecases::settings::save_director(&mut session, &director).unwrap();
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

fn groups(groups: &[String]) -> Vec<Zeroizing<String>> {
    groups.iter().cloned().map(Zeroizing::new).collect()
}
