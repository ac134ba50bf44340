//! Other people's eyes: everything that somebody is shown, every view and every refusal, as text that can be compared.

use crate::desk::{Desk, contact, part};
use domain::PrintOutcome;
use serde::Serialize;
use std::collections::BTreeSet;
use usecases::acts::{self, AnswerInput, AttachInput};
use usecases::view::*;
use usecases::{
    Result, Session, backups, custody, letter, people, policy_life, proof, redaction, retention, settings,
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
    note(seen, "compare_policy", policy_life::compare_policy(session, None));
    note(seen, "settings_view", settings::settings_view(session).map(masked_settings));
    note(seen, "people_view", people::people_view(session).map(masked_people));
    note(seen, "verify_vault", Ok(masked_anchor(proof::verify_vault(session))));
    note(seen, "backup_view", Ok(backups::backup_view(session)));
    note(seen, "retention_view", retention::retention_view(session));
    note(seen, "proof_view", Ok(masked_end(proof::proof_view(session))));
    let none = AnchorForm { day: "2026-11-23".to_owned(), code: "A".repeat(20) };
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
    }
}

/// Every act and every view on a reference that is not there for this person.
fn refusals(seen: &mut Seen, desk: &mut Desk, request: &str) {
    let scan = desk.place("scan.pdf");
    std::fs::write(&scan, b"%PDF-1.7 a scan").unwrap();
    let session = &mut desk.session;
    let (id, at) = ("00112233445566778899aabbccddeeff", "2026-11-23T09:30".to_owned());
    let text = || "Words".to_owned();
    let mut refused = |name: &str, what: Result<String>| {
        assert!(what.is_err(), "{name}: {what:?}");
        note(seen, name, what);
    };
    macro_rules! refuse {
        ($name:ident, $call:expr) => {
            refused(stringify!($name), $call.map(|found| format!("{found:?}")))
        };
    }
    refuse!(open_request, usecases::open_request(session, request));
    refuse!(refresh_request, usecases::refresh_request(session, request));
    refuse!(add_note, acts::add_note(session, request, "Words"));
    refuse!(enter_correction, acts::enter_correction(session, request, "Words"));
    refuse!(add_part, acts::add_part(session, request, part("a record", &["DC1"], "")));
    let answer = AnswerInput {
        question: "U1".to_owned(),
        choices: vec!["director".to_owned()],
        ..AnswerInput::default()
    };
    refuse!(answer_question, acts::answer_question(session, request, answer));
    let file = AttachInput { path: scan, what: text(), privileged: false };
    refuse!(attach_file, acts::attach_file(session, request, file));
    let identity = IdentityForm { name: text(), ..IdentityForm::default() };
    refuse!(check_identity, acts::check_identity(session, request, identity));
    refuse!(close_request, acts::close_request(session, request, "Words"));
    refuse!(reopen_request, acts::reopen_request(session, request, "Words"));
    refuse!(correct_receipt, acts::correct_receipt(session, request, &at, "in_person", "Words"));
    let decision = DecisionForm { outcome: "D".to_owned(), reason: text(), no_conflict: true };
    refuse!(decide_part, acts::decide_part(session, request, id, decision));
    refuse!(declare_conflict, acts::declare_conflict(session, request, false, ""));
    let delivery =
        DeliveryForm { method: "in_hand".to_owned(), to: text(), address: text(), ..DeliveryForm::default() };
    refuse!(deliver, acts::deliver(session, request, delivery));
    refuse!(describe_requester, acts::describe_requester(session, request, RequesterForm::default()));
    let outside = OutsideLetterForm {
        code: "L30".to_owned(),
        scan: id.to_owned(),
        dated: "2026-11-23".to_owned(),
        signed_by: text(),
    };
    refuse!(file_outside_letter, acts::file_outside_letter(session, request, outside));
    refuse!(start_second_look, acts::start_second_look(session, request, id));
    refuse!(take_second_look, acts::take_second_look(session, request, id, "Words"));
    refuse!(plan_release, acts::plan_release(session, request, id, ReleaseForm::default()));
    let keep =
        PreservationForm { what: text(), review_on: "2026-12-23".to_owned(), ..PreservationForm::default() };
    refuse!(preserve, acts::preserve(session, request, keep));
    let advice = AdviceForm {
        result: "decline".to_owned(),
        lawyer: text(),
        at: at.clone(),
        words: text(),
        ..AdviceForm::default()
    };
    let hold = HoldForm { why: text(), ..HoldForm::default() };
    refuse!(place_hold, acts::place_hold(session, request, &hold));
    refuse!(lift_hold, acts::lift_hold(session, request, &LiftForm::default()));
    refuse!(record_advice, acts::record_advice(session, request, advice));
    let call = CounselCallForm {
        reached: true,
        at: at.clone(),
        lawyer: text(),
        how: text(),
        question: text(),
        ..CounselCallForm::default()
    };
    refuse!(record_counsel_call, acts::record_counsel_call(session, request, call));
    refuse!(record_instrument, acts::record_instrument(session, request, InstrumentForm::default()));
    let visit = VisitForm { from: at.clone(), officers: text(), said: text(), ..VisitForm::default() };
    refuse!(record_visit, acts::record_visit(session, request, visit));
    let statement =
        StatementForm { received_at: at.clone(), signer: text(), says: text(), copy: String::new() };
    refuse!(record_statement, acts::record_statement(session, request, statement));
    refuse!(waive_letter, acts::waive_letter(session, request, "L09", "Words"));
    refuse!(withdraw_part, acts::withdraw_part(session, request, id, "Words"));
    refuse!(withdraw_request, acts::withdraw_request(session, request, "Words"));
    refuse!(seal_matter, acts::seal_matter(session, request, "Words"));
    let told =
        ReadInForm { name: text(), why: text(), allowed_by: text(), told_at: at, ..ReadInForm::default() };
    refuse!(read_in, acts::read_in(session, request, told));
    let term = GagForm { words: text(), ends_on: String::new(), review_on: "2026-12-23".to_owned() };
    refuse!(record_gag_term, acts::record_gag_term(session, request, term));
    refuse!(agree_unsealing, acts::agree_unsealing(session, request, "Yes."));
    refuse!(unseal_matter, acts::unseal_matter(session, request, UnsealForm::default()));
    refuse!(take_case, custody::take_case(session, request));
    refuse!(release_case, custody::release_case(session, request, "Words"));
    refuse!(approve_again, custody::approve_again(session, request, id, true));
    let stand_in = StandInForm { at: "2026-11-23T09:30".to_owned(), ..StandInForm::default() };
    refuse!(name_stand_in, custody::name_stand_in(session, request, &stand_in));
    refuse!(open_authorization, usecases::open_authorization(session, request, id));
    refuse!(prepare_authorization, acts::prepare_authorization(session, request, id, Default::default()));
    refuse!(use_authorization, acts::use_authorization(session, request, id, Default::default()));
    refuse!(end_authorization, acts::end_authorization(session, request, id, "Words"));
    refuse!(continue_authorization, acts::continue_authorization(session, request, id, Default::default()));
    refuse!(extend_clock, acts::extend_clock(session, request, Default::default()));
    refuse!(pause_clock, acts::pause_clock(session, request, Default::default()));
    refuse!(resume_clock, acts::resume_clock(session, request, Default::default()));
    refuse!(print_count, letter::count_sheets(session, request));
    refuse!(record_count_print, letter::record_count_print(session, request, PrintOutcome::Printed));
    refuse!(estimate_fee, acts::estimate_fee(session, request, &FeeForm::default()));
    refuse!(record_vendor_session, acts::record_vendor_session(session, request, Default::default()));
    refuse!(letter_view, letter::letter_view(session, request, "L14"));
    let edit = LetterEdit { request: request.to_owned(), code: "L14".to_owned(), ..LetterEdit::default() };
    refuse!(edit_letter, letter::edit_letter(session, edit));
    refuse!(draft_page, letter::draft_page(session, request, "L14", 0, 1.0));
    refuse!(issue_letter, letter::issue_letter(session, request, "L14"));
    refuse!(file_view, usecases::kept_file(session, request, id));
    refuse!(file_page, usecases::kept_file(session, request, id));
    refuse!(redaction_view, redaction::redaction_view(session, request, id));
    refuse!(place_boxes, redaction::place_boxes(session, request, &[]));
    refuse!(make_copy, redaction::order_copy(session, request, id, &RedactionForm::default()).map(|_| ()));
    refuse!(copy_view, redaction::held_copy(session, request, id, "").map(|_| ()));
    refuse!(copy_page, redaction::held_copy(session, request, id, "").map(|_| ()));
    refuse!(keep_copy, redaction::keep_copy(session, request, id, ""));
    refuse!(look_at_copy, redaction::look_at_copy(session, request, id, &CopyLookForm::default()));
    refuse!(letter_page, letter::letter_page(session, request, id, 0, 1.0));
    refuse!(letter_text, letter::letter_text(session, request, id));
    refuse!(print_letter, letter::print_sheets(session, request, id));
    refuse!(record_print, letter::record_print(session, request, id, PrintOutcome::Printed));
    refuse!(confirm_print, letter::confirm_print(session, request, id, true));
    refuse!(save_letter_copy, letter::letter_copy(session, request, id, "Words"));
    refuse!(record_copy, letter::record_copy(session, request, id, "Words"));
    let key = format!("request/{request}/note");
    refuse!(save_draft, usecases::save_draft(session, &key, "typed"));
    refuse!(drop_draft, usecases::drop_draft(session, &key));
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
        "add_closure adopt_policy announce_designation appoint_director confirm_entry correct_clock designate director_back \
         log_director_try record_absence record_employee record_vacancy remove_closure remove_logo \
         revoke_designation save_counsel save_director save_director_route save_profile set_logo set_preference \
         set_switch withdraw_absence",
    ),
    (
        "people and their keys; each answers with the screen of people, and that is looked through",
        "change_passphrase draw_sheet end_access give_access offer_passphrase renew_sheet",
    ),
    (
        "the record as a whole; each answers with the screen of backups, of proof or of retention, and those are looked through",
        "choose_backup_folder confirm_period dispose_requests make_backup note_anchor print_anchor print_certificate print_sheet prove_sheet test_backup test_other_backup",
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
    let mut looked: BTreeSet<String> =
        seen.iter().map(|(name, _)| name.split(' ').next().unwrap().to_owned()).collect();
    let names = NOTHING_OF_REQUESTS.iter().flat_map(|(_, names)| names.split_whitespace());
    looked.extend(names.map(str::to_owned));
    let missing: Vec<_> = commands.difference(&looked).collect();
    assert!(missing.is_empty(), "look through these too, in `everything` or `refusals`: {missing:?}");
}
