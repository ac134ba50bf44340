//! Disposal at a real vault: nothing goes while anything keeps it, what goes is gone from every file, a certificate says so,
//! and an older copy that comes back loses it again before anything is shown.

use crate::backing_up::back_up;
use crate::desk::{PASSPHRASE, contact, part};
use crate::place::{DEPUTY, Place, librarian, typed};
use std::fs;
use std::path::{Path, PathBuf};
use usecases::backups::{self, BackupSecret, DisposalsWord};
use usecases::view::*;
use usecases::{Code, PrintOutcome, Profile, Session, acts, retention};
use zeroize::Zeroizing;

const NO_WORD: DisposalsWord = DisposalsWord { certificates: String::new(), statement: String::new() };

pub(crate) fn withdrawn(session: &mut Session, words: &str) -> RequestView {
    let form = NewRequestForm {
        received_at: "2026-11-23T08:30".to_owned(),
        channel: "phone".to_owned(),
        words: words.to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "press"), ("RT3", "booking-contact")]),
        parts: vec![part(words, &["DC15"], "")],
        ..NewRequestForm::default()
    };
    let view = acts::start_request(session, form).unwrap();
    acts::add_note(session, &view.id, words).unwrap();
    acts::withdraw_request(session, &view.id, "Entered twice.").unwrap()
}

fn word() -> WordForm {
    WordForm {
        from: "J. Doe, Legal Department".to_owned(),
        how: "paper".to_owned(),
        at: "2026-11-23T08:45".to_owned(),
        what: "Memo of 20 November 2026".to_owned(),
    }
}

pub(crate) fn settle_period(session: &mut Session) {
    let open = retention::retention_view(session).unwrap().rules;
    assert!(open[0].open && open[0].period.is_none(), "the policy is silent: {open:?}");
    let form = PeriodForm {
        rule: open[0].id.clone(),
        years: "2".to_owned(),
        months: String::new(),
        citation: "City schedule, entry 14".to_owned(),
        word: word(),
    };
    let view = retention::confirm_period(session, &form).unwrap();
    assert!(view.rules[0].period.as_ref().unwrap().starts_with("2 years"), "{view:?}");
}

pub(crate) fn dispose(session: &mut Session, ids: &[&str], typed: &str) -> usecases::Result<DisposedView> {
    let requests = ids.iter().map(|id| (*id).to_owned()).collect();
    retention::dispose_requests(session, &DisposeForm { requests, typed: typed.to_owned() })
}

fn row(session: &Session, id: &str) -> RetentionRow {
    let rows = retention::retention_view(session).unwrap().rows;
    rows.into_iter().find(|row| row.id == id).unwrap()
}

#[test]
fn nothing_is_disposed_of_while_anything_keeps_it() {
    let place = Place::new();
    let mut session = place.settled();
    let view = withdrawn(&mut session, "Who booked the large room?");
    place.clock.set("2036-11-24T09:00");
    let refused = dispose(&mut session, &[&view.id], &view.number).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::Stopped, vec!["requests".to_owned()]));
    assert!(refused.message.contains("nobody has settled how long"), "{}", refused.message);
    settle_period(&mut session);
    let hold = HoldForm { why: "A claim was announced.".to_owned(), word: word() };
    let held = acts::place_hold(&mut session, &view.id, &hold).unwrap();
    assert_eq!((held.holds.len(), held.holds[0].lifted.clone()), (1, None));
    assert!(held.holds[0].placed.contains("J. Doe"), "{:?}", held.holds);
    assert_eq!(row(&session, &view.id).reasons, ["A hold stands on it (A claim was announced.)"]);
    let refused = dispose(&mut session, &[&view.id], &view.number).unwrap_err();
    assert!(refused.message.contains("a hold stands on it"), "{}", refused.message);
    let nameless = LiftForm { hold: 1, why: "Settled.".to_owned(), word: WordForm::default() };
    assert_eq!(acts::lift_hold(&mut session, &view.id, &nameless).unwrap_err().code, Code::Missing);
    let lift = LiftForm { hold: 1, why: "The claim was settled.".to_owned(), word: word() };
    acts::lift_hold(&mut session, &view.id, &lift).unwrap();
    assert_eq!(acts::lift_hold(&mut session, &view.id, &lift).unwrap_err().code, Code::AlreadyDone);
    let ready = row(&session, &view.id);
    assert!(ready.ready && ready.until.unwrap().iso == "2028-11-23");
    let wrong = dispose(&mut session, &[&view.id], "2026-999").unwrap_err();
    assert_eq!((wrong.code, wrong.refs), (Code::Invalid, vec!["typed".to_owned()]));
    place.clock.set("2036-11-24T09:10");
    let open = acts::start_request(
        &mut session,
        NewRequestForm {
            received_at: "2036-11-24T09:00".to_owned(),
            channel: "phone".to_owned(),
            words: "Another".to_owned(),
            answers: contact(&[("RT1", "question"), ("RT2", "press"), ("RT3", "booking-contact")]),
            parts: vec![part("Another", &["DC15"], "")],
            ..NewRequestForm::default()
        },
    )
    .unwrap();
    let both = format!("{} {}", view.number, open.number);
    let refused = dispose(&mut session, &[&view.id, &open.id], &both).unwrap_err();
    assert!(refused.message.contains("it is not closed"), "one that is kept keeps all: {}", refused.message);
    assert_eq!(usecases::refresh_request(&session, &view.id).unwrap().words, "Who booked the large room?");
    dispose(&mut session, &[&view.id], &view.number.to_lowercase()).unwrap();
}

#[test]
fn what_was_disposed_of_is_a_bare_stub_and_its_number_is_never_given_again() {
    let place = Place::new();
    let mut session = place.settled();
    settle_period(&mut session);
    let gone = withdrawn(&mut session, "Ultramarine ledger");
    let kept = withdrawn(&mut session, "Stays here");
    let (_, _) = librarian(&mut session, "");
    let stick = place.path("stick");
    fs::create_dir_all(&stick).unwrap();
    place.clock.set("2028-11-24T09:00");
    backups::choose_backup_folder(&mut session, &stick).unwrap();
    back_up(&mut session);
    // The disk with the backups is not connected: they exist all the same, and the certificate says until when.
    fs::rename(&stick, place.path("in a drawer")).unwrap();
    let done = dispose(&mut session, &[&gone.id], &gone.number).unwrap();
    fs::rename(place.path("in a drawer"), &stick).unwrap();
    assert_eq!(done.disposal, 1);
    let disposal = &done.retention.disposals[0];
    assert_eq!(disposal.requests[0].reference, gone.number);
    assert!(disposal.rule.contains("City schedule, entry 14"), "{}", disposal.rule);
    assert!(disposal.backups.contains("expires on Thu 22 Feb 2029"), "{}", disposal.backups);
    let told = usecases::refresh_request(&session, &gone.id).unwrap_err();
    assert!(told.message.contains("was disposed of on Fri 24 Nov 2028"), "{}", told.message);
    assert!(told.help.contains(&disposal.requests[0].code), "{}", told.help);
    let list = |session: &Session, view: &str, words: &str| {
        let query = ListQuery { view: view.to_owned(), words: words.to_owned(), ..ListQuery::default() };
        usecases::list_requests(session, &query).unwrap()
    };
    let all = list(&session, "all", "");
    let states: Vec<_> = all.rows.iter().map(|row| (row.number.as_str(), row.state.as_str())).collect();
    assert_eq!(states, [(kept.number.as_str(), "Withdrawn"), (gone.number.as_str(), "Disposed of")]);
    assert_eq!(all.total, 2);
    assert!(all.views.iter().any(|view| view.label == "Closed (2)"), "{:?}", all.views);
    assert!(list(&session, "all", "ultramarine").rows.is_empty(), "no word of it is found");
    assert_eq!(list(&session, "all", &gone.number).rows.len(), 1);
    let sheets = retention::certificate_sheets(&session, 1).unwrap();
    assert_eq!(sheets.len(), 1, "one page");
    retention::record_certificate_print(&mut session, 1, PrintOutcome::Printed).unwrap();
    assert_eq!(retention::certificate_sheets(&session, 2).unwrap_err().code, Code::NotFound);
    let next = withdrawn(&mut session, "The next one");
    assert!(next.number > kept.number && next.number != gone.number, "{} {}", next.number, gone.number);
    session.close().unwrap();

    let (session, opening) = place.unlock(PASSPHRASE).unwrap();
    assert_eq!(opening.notices, Vec::<String>::new());
    assert_eq!(list(&session, "all", "").total, 3);
    assert!(usecases::proof::verify_vault(&session).intact);
    session.close().unwrap();
    let mut deputy = place.sign_in("u3", DEPUTY).unwrap();
    let _ = usecases::accept_duty(&mut deputy);
    let seen = retention::retention_view(&deputy).unwrap();
    assert!(!seen.may_dispose && seen.rows.is_empty() && seen.disposals.len() == 1);
    let refused = dispose(&mut deputy, &[&kept.id], &kept.number).unwrap_err();
    assert!(matches!(refused.code, Code::DirectorOnly | Code::NoAuthority), "{refused}");
}

fn secret() -> BackupSecret {
    BackupSecret::Passphrase(Zeroizing::new(PASSPHRASE.to_owned()))
}

fn copied(backup: &Path, to: PathBuf) -> PathBuf {
    fs::create_dir_all(&to).unwrap();
    for item in fs::read_dir(backup).unwrap().map(Result::unwrap) {
        fs::copy(item.path(), to.join(item.file_name())).unwrap();
    }
    to
}

#[test]
fn an_older_copy_that_is_restored_loses_it_again_before_anything_is_shown() {
    let place = Place::new();
    let (mut session, sheet) = place.set_up();
    usecases::prove_recovery(&mut session, &typed(&sheet, &sheet.ask)).unwrap();
    settle_period(&mut session);
    let gone = withdrawn(&mut session, "Ultramarine ledger");
    let kept = withdrawn(&mut session, "Stays here");
    let stick = place.path("stick");
    fs::create_dir_all(&stick).unwrap();
    backups::choose_backup_folder(&mut session, &stick).unwrap();
    let made = back_up(&mut session);
    let backup = copied(&stick.join(&made.rows[0].name), place.path("apart/backup"));
    place.clock.set("2028-11-24T09:00");
    let done = dispose(&mut session, &[&gone.id], &gone.number).unwrap();
    let code = done.retention.disposals[0].requests[0].code.clone();
    session.close().unwrap();

    // This computer knows: nothing is asked.
    let into = place.path("restored");
    backups::restore_backup(&backup, &into, secret(), &NO_WORD, &place.profile(), place.world()).unwrap();
    let (session, opening) =
        usecases::unlock(place.world(), &place.profile(), &into, "", PASSPHRASE).unwrap();
    assert!(opening.notices.iter().any(|words| words.contains("disposed of once more")), "{opening:?}");
    assert!(usecases::refresh_request(&session, &gone.id).unwrap_err().message.contains("was disposed of"));
    assert_eq!(usecases::refresh_request(&session, &kept.id).unwrap().words, "Stays here");
    assert!(retention::retention_view(&session).unwrap().disposals[0].again);
    assert!(usecases::proof::verify_vault(&session).intact);
    session.close().unwrap();

    // Another computer does not, and asks; a code that names nothing is no answer.
    let other = Profile { folder: place.path("another profile") };
    let restore = |into: &Path, certificates: &str, statement: &str| {
        let word = DisposalsWord { certificates: certificates.to_owned(), statement: statement.to_owned() };
        backups::restore_backup(&backup, into, secret(), &word, &other, place.world())
    };
    let asked = restore(&place.path("b"), "", " ").unwrap_err();
    assert_eq!((asked.code, asked.refs), (Code::Missing, vec!["certificates".to_owned()]));
    let unknown = restore(&place.path("b"), "AAAA BBBB CCCC DDDD EEEE", "").unwrap_err();
    assert_eq!((unknown.code, place.path("b").exists()), (Code::NotFound, false), "nothing was made");
    restore(&place.path("b"), &format!("{}\n", code.to_lowercase()), "").unwrap();
    let (session, _) = usecases::unlock(place.world(), &other, &place.path("b"), "", PASSPHRASE).unwrap();
    assert!(usecases::refresh_request(&session, &gone.id).unwrap_err().message.contains("was disposed of"));
    session.close().unwrap();

    // A confirmation in writing restores it as it is, and stands in the restored record.
    let third = Profile { folder: place.path("a third profile") };
    let word = DisposalsWord { statement: "No certificate was ever issued. Ada Field".to_owned(), ..NO_WORD };
    let into = place.path("c");
    backups::restore_backup(&backup, &into, secret(), &word, &third, place.world()).unwrap();
    let (session, _) = usecases::unlock(place.world(), &third, &into, "", PASSPHRASE).unwrap();
    assert_eq!(usecases::refresh_request(&session, &gone.id).unwrap().words, "Ultramarine ledger");
}
