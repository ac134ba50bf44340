//! Other people's eyes: everything that somebody is shown, every view and every refusal, as text that can be compared.

use crate::calls::{ON_A_REQUEST, Target, command, year};
use crate::desk::{Desk, contact};
use serde::Serialize;
use std::collections::BTreeSet;
use usecases::view::*;
use usecases::{
    Result, Session, acts, backups, custody, enclosing, letter, own_texts, people, policy_life, proof,
    retention, settings,
};

/// What was looked at: the command's name and where, and what came back.
pub(crate) type Seen = Vec<(String, String)>;

/// The people of a story: the Director, a designee who receives, and a designee who is told nothing.
pub(crate) struct People {
    pub(crate) director: String,
    pub(crate) receiver: String,
    pub(crate) outsider: String,
}

/// Two employees are designated, the Director is abroad for two weeks.
pub(crate) fn people(desk: &mut Desk) -> People {
    let director = desk.director();
    let designate = |session: &mut Session, name: &str| {
        let form = DesignationForm {
            name: name.to_owned(),
            title: "Librarian".to_owned(),
            employee: true,
            from: "2026-11-20".to_owned(),
            until: "2026-12-31".to_owned(),
            signed_on: "2026-11-19".to_owned(),
            ..DesignationForm::default()
        };
        let known = custody::designate(session, &form).unwrap().people;
        known.into_iter().find(|person| person.name == name).unwrap().id
    };
    let (receiver, outsider) =
        (designate(&mut desk.session, "Amos Brook"), designate(&mut desk.session, "Cleo Marsh"));
    let form = AbsenceForm {
        from: "2026-11-21T08:00".to_owned(),
        until: "2026-12-05T18:00".to_owned(),
        source: "The Director".to_owned(),
        answering: false,
    };
    custody::record_absence(&mut desk.session, &form).unwrap();
    People { director, receiver, outsider }
}

/// Everything the person at the desk is shown. `known` are the requests to look into, `unknown` the reference of one that is
/// not there for this person, `words` what is searched for.
pub(crate) fn everything(desk: &mut Desk, known: &[String], unknown: &str, words: &[&str]) -> Seen {
    let mut seen = Vec::new();
    frame(&mut seen, desk);
    lists(&mut seen, &desk.session, words);
    for request in known {
        inside(&mut seen, &mut desk.session, request);
    }
    refusals(&mut seen, desk, unknown);
    for (_, text) in &mut seen {
        *text = text.replace(&*desk.vault().to_string_lossy(), "VAULT");
    }
    seen
}

fn note<T: Serialize>(seen: &mut Seen, name: impl Into<String>, what: Result<T>) {
    let text = match what {
        Ok(view) => serde_json::to_string_pretty(&view).unwrap(),
        Err(error) => format!("refused: {}", serde_json::to_string_pretty(&error).unwrap()),
    };
    seen.push((name.into(), text));
}

fn frame(seen: &mut Seen, desk: &Desk) {
    let session = &desk.session;
    note(seen, "desk_view", Ok(usecases::desk_view(session)));
    note(seen, "first_contact", acts::first_contact(session));
    let answers = contact(&[("RT1", "court-paper"), ("RT2", "officer")]);
    note(seen, "preview_route", acts::preview_route(session, &answers, &[]));
    note(seen, "list_authorizations", usecases::list_authorizations(session));
    note(seen, "custody_view", custody::custody_view(session));
    note(seen, "policy_page", policy_life::policy_page(session));
    note(seen, "list_own_texts", own_texts::list_own_texts(session));
    note(seen, "own_text_view", own_texts::own_text_view(session, "L01"));
    note(seen, "own_text_page", own_texts::own_text_page(session, "L01", 0, 1.0));
    note(seen, "compare_policy", policy_life::compare_policy(session, None));
    note(seen, "settings_view", settings::settings_view(session).map(masked_settings));
    note(seen, "letter_style_view", settings::letter_style_view(session, &LetterStyleForm::default()));
    let first = settings::letter_style_page(session, &LetterStyleForm::default(), 0, 1.0);
    note(seen, "letter_style_page", first);
    note(seen, "people_view", people::people_view(session).map(masked_people));
    note(seen, "verify_vault", Ok(masked_anchor(proof::verify_vault(session))));
    note(seen, "backup_view", Ok(backups::backup_view(session)));
    note(seen, "retention_view", retention::retention_view(session));
    note(seen, "proof_view", Ok(masked_end(proof::proof_view(session))));
    let none = AnchorForm { day: "2026-11-23".to_owned(), code: "A".repeat(20) };
    note(seen, "letter_register", proof::letter_register(session, &year()));
    note(seen, "check_anchor", proof::check_anchor(session, &none, &mut |_| ()));
    note(seen, "load_drafts", usecases::load_drafts(session, ""));
    note(seen, "load_drafts request/", usecases::load_drafts(session, "request/"));
}

/// The size of the file and the code of its end differ between any two vaults; SECURITY.md says so.
fn masked_settings(mut view: SettingsView) -> SettingsView {
    let masked = ["Size of the record file", "Latest entry, to keep on paper"];
    for fact in view.vault.iter_mut().filter(|fact| masked.contains(&fact.code.as_str())) {
        fact.label = "masked".to_owned();
    }
    view
}

/// Keys are drawn anew for each vault.
fn masked_people(mut view: PeopleView) -> PeopleView {
    for row in &mut view.rows {
        row.fingerprint = "masked".to_owned();
    }
    view
}

fn masked_end(mut view: ProofView) -> ProofView {
    view.anchor.code = "masked".to_owned();
    view
}

fn masked_anchor(view: VerificationView) -> VerificationView {
    VerificationView { anchor: "masked".to_owned(), ..view }
}

fn lists(seen: &mut Seen, session: &Session, words: &[&str]) {
    for view in ["", "today", "due", "counsel", "closed", "all"] {
        for words in [""].iter().chain(words) {
            for (offset, limit) in [(0, 0), (1, 1)] {
                let query = ListQuery { view: view.to_owned(), words: (*words).to_owned(), offset, limit };
                let name = format!("list_requests {view} {words} {offset}");
                note(seen, name, usecases::list_requests(session, &query));
            }
        }
    }
    for words in words {
        note(seen, format!("search {words}"), usecases::search(session, words));
    }
}

fn inside(seen: &mut Seen, session: &mut Session, request: &str) {
    note(seen, format!("refresh_request {request}"), usecases::refresh_request(session, request));
    note(seen, format!("open_request {request}"), usecases::open_request(session, request));
    for code in ["L08", "L09", "L14", "L30"] {
        note(seen, format!("letter_view {request} {code}"), letter::letter_view(session, request, code));
        let page = letter::draft_page(session, request, code, 0, 1.0).map(|page| page.len());
        note(seen, format!("draft_page {request} {code}"), page);
        let enclosing = enclosing::enclosing_view(session, request, code);
        note(seen, format!("enclosing_view {request} {code}"), enclosing);
    }
}

/// Every act and every view on a reference that is not there for this person.
fn refusals(seen: &mut Seen, desk: &mut Desk, request: &str) {
    let scan = desk.place("scan.pdf");
    std::fs::write(&scan, b"%PDF-1.7 a scan").unwrap();
    let id = || "00112233445566778899aabbccddeeff".to_owned();
    let target = Target {
        request: request.to_owned(),
        part: id(),
        letter: id(),
        file: id(),
        person: id(),
        at: "2026-11-23T09:30".to_owned(),
        day: "2026-11-23".to_owned(),
        later: "2026-12-23".to_owned(),
        scan,
        folder: desk.place("folder"),
    };
    for (name, call) in ON_A_REQUEST {
        let what = call(&mut desk.session, &target);
        assert!(what.is_err(), "{name}: {what:?}");
        note(seen, *name, what);
    }
}

/// Commands that show nothing of any request, with the reason.
const NOTHING_OF_REQUESTS: &[(&str, &str)] = &[
    (
        "the window itself, and sums of what is typed",
        "activity app_status lock_now quit watch pick_file pick_folder preview_fee",
    ),
    (
        "before a record is open",
        "accept_duty check_place duty_view pick_backup prove_recovery restore_backup setup_create setup_offer open_other_vault unlock \
         unlock_with_sheet",
    ),
    (
        "the office; each answers with settings, absences or policy, and those are looked through",
        "add_closure adopt_policy announce_designation appoint_director confirm_entry correct_clock count_holiday designate \
         print_designations \
         director_back \
         log_director_try record_absence record_employee record_vacancy remove_closure remove_logo \
         revoke_designation save_counsel save_director save_director_route save_letter_style save_profile set_logo set_preference \
         set_switch withdraw_absence",
    ),
    (
        "the words of letters; each answers with the editor of one, and that is looked through",
        "edit_own_text offer_own_text publish_own_text take_back_own_text take_up_own_text",
    ),
    (
        "people and their keys; each answers with the screen of people, and that is looked through",
        "change_passphrase draw_sheet end_access give_access offer_passphrase renew_sheet set_last_day",
    ),
    (
        "the record as a whole; each answers with the screen of backups, of proof or of retention, and those are looked through",
        "choose_backup_folder confirm_period dispose_requests make_backup note_anchor print_anchor print_register print_certificate print_sheet prove_sheet test_backup test_other_backup",
    ),
    ("answers with the page of the new request; its number is compared in the story", "start_request"),
];

#[test]
fn every_command_of_the_window_is_looked_through_or_shows_nothing_of_a_request() {
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/../src-tauri/src/commands/list.rs");
    let list = std::fs::read_to_string(list).unwrap();
    let verb = |line: &str| line.trim().strip_suffix(',')?.split_once("::").map(|(_, verb)| verb.to_owned());
    let commands: BTreeSet<String> = list.lines().filter_map(verb).collect();
    assert!(commands.len() > 50, "the list was read");
    let mut desk = Desk::open("2026-11-23T09:00");
    let id = "00112233445566778899aabbccddeeff";
    let seen = everything(&mut desk, &[], id, &["words"]);
    let mut looked: BTreeSet<String> = seen.iter().map(|(name, _)| command(name).to_owned()).collect();
    let names = NOTHING_OF_REQUESTS.iter().flat_map(|(_, names)| names.split_whitespace());
    looked.extend(names.map(str::to_owned));
    let missing: Vec<_> = commands.difference(&looked).collect();
    assert!(missing.is_empty(), "look through these too, in `everything` or `refusals`: {missing:?}");
}
