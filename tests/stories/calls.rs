//! Every command that works on one request or on the office, called through its use case with a form that is filled in. Whoever
//! tests what a command answers to whom takes the calls from here.

use crate::desk::{contact, part, setup_form};
use domain::PrintOutcome;
use std::path::PathBuf;
use usecases::acts::{self, AnswerInput, AttachInput};
use usecases::view::*;
use usecases::{
    Result, Session, backups, custody, enclosing, letter, own_texts, people, policy_life, proof, redaction,
    retention, settings,
};
use zeroize::Zeroizing;

/// What a call is about.
pub(crate) struct Target {
    pub(crate) request: String,
    pub(crate) part: String,
    pub(crate) letter: String,
    pub(crate) file: String,
    /// Somebody of the office.
    pub(crate) person: String,
    /// A moment that is just over, and its day.
    pub(crate) at: String,
    pub(crate) day: String,
    /// A day that is still to come.
    pub(crate) later: String,
    /// A file to attach, and a folder to write into.
    pub(crate) scan: PathBuf,
    pub(crate) folder: PathBuf,
}

/// A command, and after a colon what it is asked for where it is called more than once; and the call.
pub(crate) type Call = (&'static str, fn(&mut Session, &Target) -> Result<()>);

/// The command that a call belongs to.
pub(crate) fn command(name: &str) -> &str {
    name.split([':', ' ']).next().unwrap_or_default()
}

fn own_text_form(target: &Target) -> OwnTextForm {
    OwnTextForm { code: "L01".to_owned(), from: target.later.clone(), reason: text() }
}

/// Another look of letters.
fn large() -> LetterStyleForm {
    LetterStyleForm { type_size: LetterSize::Large, ..LetterStyleForm::default() }
}

fn text() -> String {
    "Words".to_owned()
}

/// Days that hold every letter of the stories.
pub(crate) fn year() -> RegisterForm {
    RegisterForm { from: "2026-01-01".to_owned(), until: "2027-12-31".to_owned() }
}

fn word(target: &Target) -> WordForm {
    WordForm { from: text(), how: "paper".to_owned(), at: target.at.clone(), what: text() }
}

macro_rules! calls {
    ($($name:literal => |$session:ident, $target:ident| $call:expr;)*) => {
        &[$(($name, |$session, $target| ($call).map(drop))),*]
    };
}

/// The commands that name a request.
pub(crate) const ON_A_REQUEST: &[Call] = calls! {
    "open_request" => |s, t| usecases::open_request(s, &t.request);
    "refresh_request" => |s, t| usecases::refresh_request(s, &t.request);
    "add_note" => |s, t| acts::add_note(s, &t.request, "Words");
    "enter_correction" => |s, t| acts::enter_correction(s, &t.request, "Words");
    "add_own_part" => |s, t| acts::add_own_part(s, &t.request, acts::OwnPartInput { part: t.part.clone(), remark: "U5".to_owned(), form: part("a record", &["DC1"], "") });
    "add_part" => |s, t| acts::add_part(s, &t.request, part("a record", &["DC1"], ""));
    "answer_question" => |s, t| acts::answer_question(s, &t.request, AnswerInput {
        question: "U1".to_owned(),
        choices: vec!["director".to_owned()],
        ..AnswerInput::default()
    });
    "attach_file" => |s, t| acts::attach_file(s, &t.request, AttachInput {
        path: t.scan.clone(),
        what: text(),
        privileged: false,
    });
    "check_identity" => |s, t| acts::check_identity(s, &t.request, IdentityForm {
        name: text(),
        ..IdentityForm::default()
    });
    "close_request" => |s, t| acts::close_request(s, &t.request, "Words");
    "reopen_request" => |s, t| acts::reopen_request(s, &t.request, "Words");
    "correct_receipt" => |s, t| acts::correct_receipt(s, &t.request, acts::ReceiptInput { received_at: t.at.clone(), channel: "in_person".to_owned(), records_request: false, reason: text() });
    "decide_part" => |s, t| acts::decide_part(s, &t.request, &t.part, DecisionForm {
        outcome: "D".to_owned(),
        reason: text(),
        no_conflict: true,
    });
    "declare_conflict" => |s, t| acts::declare_conflict(s, &t.request, false, "");
    "deliver" => |s, t| acts::deliver(s, &t.request, DeliveryForm {
        method: "in_hand".to_owned(),
        to: text(),
        address: text(),
        ..DeliveryForm::default()
    });
    "describe_requester" => |s, t| acts::describe_requester(s, &t.request, RequesterForm::default());
    "file_outside_letter" => |s, t| acts::file_outside_letter(s, &t.request, OutsideLetterForm {
        code: "L30".to_owned(),
        scan: t.file.clone(),
        dated: t.day.clone(),
        signed_by: text(),
    });
    "start_second_look" => |s, t| acts::start_second_look(s, &t.request, &t.part);
    "take_second_look" => |s, t| acts::take_second_look(s, &t.request, &t.part, "Words");
    "plan_release" => |s, t| acts::plan_release(s, &t.request, &t.part, ReleaseForm::default());
    "preserve" => |s, t| acts::preserve(s, &t.request, PreservationForm {
        what: text(),
        review_on: t.later.clone(),
        ..PreservationForm::default()
    });
    "place_hold" => |s, t| acts::place_hold(s, &t.request, &HoldForm { why: text(), word: word(t) });
    "lift_hold" => |s, t| acts::lift_hold(s, &t.request, &LiftForm { hold: 1, why: text(), word: word(t) });
    "record_advice" => |s, t| acts::record_advice(s, &t.request, AdviceForm {
        result: "decline".to_owned(),
        lawyer: text(),
        at: t.at.clone(),
        words: text(),
        ..AdviceForm::default()
    });
    "record_counsel_call" => |s, t| acts::record_counsel_call(s, &t.request, CounselCallForm {
        reached: true,
        at: t.at.clone(),
        lawyer: text(),
        how: text(),
        question: text(),
        ..CounselCallForm::default()
    });
    "record_instrument" => |s, t| acts::record_instrument(s, &t.request, InstrumentForm::default());
    "record_visit" => |s, t| acts::record_visit(s, &t.request, VisitForm {
        from: t.at.clone(),
        officers: text(),
        said: text(),
        ..VisitForm::default()
    });
    "record_statement" => |s, t| acts::record_statement(s, &t.request, StatementForm {
        received_at: t.at.clone(),
        signer: text(),
        says: text(),
        copy: String::new(),
    });
    "waive_letter" => |s, t| acts::waive_letter(s, &t.request, "L09", "Words");
    "withdraw_part" => |s, t| acts::withdraw_part(s, &t.request, &t.part, "Words");
    "withdraw_request" => |s, t| acts::withdraw_request(s, &t.request, "Words");
    "seal_matter" => |s, t| acts::seal_matter(s, &t.request, "Words");
    "read_in" => |s, t| acts::read_in(s, &t.request, ReadInForm {
        name: text(),
        why: text(),
        allowed_by: text(),
        told_at: t.at.clone(),
        ..ReadInForm::default()
    });
    "record_gag_term" => |s, t| acts::record_gag_term(s, &t.request, GagForm {
        words: text(),
        review_on: t.later.clone(),
        ..GagForm::default()
    });
    "agree_unsealing" => |s, t| acts::agree_unsealing(s, &t.request, "Yes.");
    "unseal_matter" => |s, t| acts::unseal_matter(s, &t.request, UnsealForm::default());
    "log_sealed_try" => |s, t| custody::log_sealed_try(s, &t.request, &TryForm {
        at: t.at.clone(),
        means: "telephone".to_owned(),
        number: "(515) 555-0100".to_owned(),
        ..TryForm::default()
    });
    "confirm_sealed_try" => |s, t| custody::confirm_sealed_try(s, &t.request, 1, true, "");
    "take_case" => |s, t| custody::take_case(s, &t.request);
    "release_case" => |s, t| custody::release_case(s, &t.request, "Words");
    "approve_again" => |s, t| custody::approve_again(s, &t.request, &t.part, true);
    "name_stand_in" => |s, t| custody::name_stand_in(s, &t.request, &StandInForm {
        person: t.person.clone(),
        lawyer: text(),
        how: text(),
        at: t.at.clone(),
    });
    "open_authorization" => |s, t| usecases::open_authorization(s, &t.request, &t.part);
    "prepare_authorization" => |s, t| {
        acts::prepare_authorization(s, &t.request, &t.part, AuthorizationForm::default())
    };
    "use_authorization" => |s, t| acts::use_authorization(s, &t.request, &t.part, UseForm {
        fields: vec!["DC1".to_owned()],
        recipient: text(),
        records: "1".to_owned(),
        how: text(),
    });
    "end_authorization" => |s, t| acts::end_authorization(s, &t.request, &t.part, "Words");
    "continue_authorization" => |s, t| acts::continue_authorization(s, &t.request, &t.part, ContinueForm {
        received_at: t.at.clone(),
        channel: "mail".to_owned(),
        words: text(),
    });
    "extend_clock" => |s, t| acts::extend_clock(s, &t.request, ExtensionForm::default());
    "pause_clock" => |s, t| acts::pause_clock(s, &t.request, PauseForm::default());
    "resume_clock" => |s, t| acts::resume_clock(s, &t.request, ResumeForm {
        clock: "T10".to_owned(),
        on: t.day.clone(),
        note: text(),
    });
    "print_count" => |s, t| letter::count_sheets(s, &t.request);
    "print_count:outcome" => |s, t| letter::record_count_print(s, &t.request, PrintOutcome::Printed);
    "print_binder" => |s, t| letter::binder_paper(s, &t.request, true);
    "estimate_fee" => |s, t| acts::estimate_fee(s, &t.request, &FeeForm::default());
    "record_vendor_session" => |s, t| acts::record_vendor_session(s, &t.request, VendorSessionForm {
        ticket: text(),
        person: text(),
        system: text(),
        supervisor: text(),
        opened_at: t.at.clone(),
        done: text(),
        ..VendorSessionForm::default()
    });
    "letter_view" => |s, t| letter::letter_view(s, &t.request, "L14");
    "edit_letter" => |s, t| letter::edit_letter(s, LetterEdit {
        request: t.request.clone(),
        code: "L14".to_owned(),
        ..LetterEdit::default()
    });
    "draft_page" => |s, t| letter::draft_page(s, &t.request, "L14", 0, 0.2);
    "enclosing_view" => |s, t| enclosing::enclosing_view(s, &t.request, "L14");
    "choose_enclosures" => |s, t| enclosing::choose_enclosures(s, &t.request, "L14", EnclosingForm {
        method: "in_hand".to_owned(),
        ..EnclosingForm::default()
    });
    "issue_letter" => |s, t| letter::issue_letter(s, &t.request, "L14");
    "issue_letter:outcome" => |s, t| letter::issue_letter(s, &t.request, "L08");
    "file_view" => |s, t| usecases::kept_file(s, &t.request, &t.file);
    "file_page" => |s, t| usecases::kept_file(s, &t.request, &t.file);
    "redaction_view" => |s, t| redaction::redaction_view(s, &t.request, &t.file);
    "place_boxes" => |s, t| redaction::place_boxes(s, &t.request, &[]);
    "make_copy" => |s, t| redaction::order_copy(s, &t.request, &t.file, &RedactionForm::default());
    "copy_view" => |s, t| redaction::held_copy(s, &t.request, &t.file, "");
    "copy_page" => |s, t| redaction::held_copy(s, &t.request, &t.file, "");
    "keep_copy" => |s, t| redaction::keep_copy(s, &t.request, &t.file, "");
    "look_at_copy" => |s, t| redaction::look_at_copy(s, &t.request, &t.file, &CopyLookForm::default());
    "letter_page" => |s, t| letter::letter_page(s, &t.request, &t.letter, 0, 0.2);
    "letter_text" => |s, t| letter::letter_text(s, &t.request, &t.letter);
    "print_letter" => |s, t| letter::order_print(s, &t.request, &t.letter);
    "print_letter:outcome" => |s, t| {
        letter::record_print(s, &t.request, &t.letter, PrintOutcome::Printed)
    };
    "confirm_print" => |s, t| letter::confirm_print(s, &t.request, &t.letter, true);
    "save_letter_copy" => |s, t| letter::letter_copy(s, &t.request, &t.letter, "Words");
    "save_letter_copy:outcome" => |s, t| letter::record_copy(s, &t.request, &t.letter, "Words");
    "save_draft" => |s, t| usecases::save_draft(s, &format!("request/{}/note", t.request), "typed");
    "drop_draft" => |s, t| usecases::drop_draft(s, &format!("request/{}/note", t.request));
};

/// The commands that name no request.
pub(crate) const ON_THE_OFFICE: &[Call] = calls! {
    "desk_view" => |s, _t| Ok::<_, usecases::Error>(usecases::desk_view(s));
    "first_contact" => |s, _t| acts::first_contact(s);
    "preview_route" => |s, _t| acts::preview_route(s, &contact(&[("RT1", "letter")]), &[]);
    "list_requests" => |s, _t| usecases::list_requests(s, &ListQuery::default());
    "search" => |s, _t| usecases::search(s, "words");
    "list_authorizations" => |s, _t| usecases::list_authorizations(s);
    "custody_view" => |s, _t| custody::custody_view(s);
    "policy_page" => |s, _t| policy_life::policy_page(s);
    "list_own_texts" => |s, _t| own_texts::list_own_texts(s);
    "own_text_view" => |s, _t| own_texts::own_text_view(s, "L01");
    "own_text_page" => |s, _t| own_texts::own_text_page(s, "L01", 0, 1.0);
    "edit_own_text" => |s, _t| own_texts::edit_own_text(s, OwnTextEdit {
        code: "L01".to_owned(),
        words: [("subject".to_owned(), "Your request came".to_owned())].into(),
        ..OwnTextEdit::default()
    });
    "offer_own_text" => |s, t| own_texts::offer_own_text(s, &own_text_form(t));
    "take_back_own_text:offered" => |s, t| {
        let words = [("subject".to_owned(), "Your request came".to_owned())].into();
        own_texts::edit_own_text(s, OwnTextEdit { code: "L01".to_owned(), words, ..OwnTextEdit::default() })?;
        let view = own_texts::offer_own_text(s, &own_text_form(t))?;
        let number = view.versions.iter().find(|version| version.may_take_back).map_or(0, |version| version.number);
        own_texts::take_back_own_text(s, &TakeBackForm { code: "L01".to_owned(), number, reason: text() })
    };
    "take_up_own_text" => |s, _t| own_texts::take_up_own_text(s, "L01", 0);
    "compare_policy" => |s, _t| policy_life::compare_policy(s, None);
    "settings_view" => |s, _t| settings::settings_view(s);
    "people_view" => |s, _t| people::people_view(s);
    "backup_view" => |s, _t| Ok::<_, usecases::Error>(backups::backup_view(s));
    "retention_view" => |s, _t| retention::retention_view(s);
    "proof_view" => |s, _t| Ok::<_, usecases::Error>(proof::proof_view(s));
    "verify_vault" => |s, _t| Ok::<_, usecases::Error>(proof::verify_vault(s));
    "check_anchor" => |s, t| {
        let form = AnchorForm { day: t.day.clone(), code: "A".repeat(20) };
        proof::check_anchor(s, &form, &mut |_| ())
    };
    "load_drafts" => |s, _t| usecases::load_drafts(s, "");
    "start_request" => |s, t| acts::start_request(s, NewRequestForm {
        received_at: t.at.clone(),
        channel: "mail".to_owned(),
        words: text(),
        answers: contact(&[("U3", "no"), ("RT1", "letter")]),
        parts: vec![part("a question", &[], "")],
        ..NewRequestForm::default()
    });
    "log_director_try" => |s, t| custody::log_director_try(s, &TryForm {
        at: t.at.clone(),
        means: "phone".to_owned(),
        number: "(515) 555-0100".to_owned(),
        answered: false,
        result: String::new(),
    });
    "record_absence" => |s, _t| custody::record_absence(s, &AbsenceForm {
        from: "2029-01-02T08:00".to_owned(),
        until: "2029-01-03T08:00".to_owned(),
        source: text(),
        answering: false,
    });
    "record_vacancy" => |s, t| custody::record_vacancy(s, &VacancyForm {
        from: "2029-02-01T08:00".to_owned(),
        source: text(),
        dated: t.day.clone(),
        signed_by: text(),
    });
    "appoint_director" => |s, t| custody::appoint_director(s, &AppointmentForm {
        person: t.person.clone(),
        title: text(),
        dated: t.day.clone(),
        paper: text(),
        signed_by: text(),
        counsel: text(),
        ..AppointmentForm::default()
    });
    "announce_designation" => |s, t| custody::announce_designation(s, &t.person, &t.day);
    "save_profile" => |s, t| settings::save_profile(s, &setup_form(t.folder.clone()).profile);
    "save_counsel" => |s, t| settings::save_counsel(s, &setup_form(t.folder.clone()).counsel);
    "save_letter_style" => |s, _t| settings::save_letter_style(s, &large());
    "letter_style_view" => |s, _t| settings::letter_style_view(s, &large());
    "letter_style_page" => |s, _t| settings::letter_style_page(s, &large(), 0, 1.0);
    "set_logo" => |s, t| settings::set_logo(s, &t.scan);
    "remove_logo" => |s, _t| settings::remove_logo(s);
    "set_preference" => |s, _t| usecases::set_preference(s, "theme", "dark");
    "set_preference:backups" => |s, _t| usecases::set_preference(s, "backup_keep", "20");
    "make_backup" => |s, _t| crate::backing_up::make(s, &mut |_| ());
    "test_backup" => |s, _t| backups::test_backup(s, "none");
    "test_other_backup" => |s, t| {
        let ended = backups::test_other_backup(s, t.folder.clone()).run(&mut |_| ());
        backups::record_backup_test(s, ended)
    };
    "note_anchor" => |s, _t| proof::note_anchor(s, &"A".repeat(20));
    "print_anchor" => |s, _t| proof::anchor_slip(s);
    "print_register" => |s, _t| proof::register_paper(s, &year());
    "letter_register" => |s, _t| proof::letter_register(s, &year());
    "print_certificate" => |s, _t| retention::certificate_sheets(s, 1);
    "print_certificate:outcome" => |s, _t| {
        retention::record_certificate_print(s, 1, PrintOutcome::Printed)
    };
    "offer_passphrase" => |_s, _t| people::offer_passphrase();
    "preview_fee" => |_s, _t| acts::preview_fee(&FeeForm::default());
    "change_passphrase" => |s, _t| {
        people::change_passphrase(s, &Zeroizing::new(text()), &Zeroizing::new(text()))
    };
    "give_access" => |s, t| {
        let form = AccessForm { person: t.person.clone(), ..AccessForm::default() };
        people::give_access(s, &form, &Zeroizing::new(text()))
    };
    "end_access" => |s, _t| people::end_access(s, "u99");
    "set_last_day" => |s, _t| people::set_last_day(s, "u99", "");
    "draw_sheet" => |s, _t| people::draw_sheet(s);
    "renew_sheet" => |s, _t| people::renew_sheet(s, &[]);
    "prove_sheet" => |s, _t| people::prove_sheet(s, &[]);
    "print_designations" => |s, _t| custody::designations_paper(s);
    "designate" => |s, t| custody::designate(s, &DesignationForm {
        person: t.person.clone(),
        from: t.day.clone(),
        signed_on: t.day.clone(),
        ..DesignationForm::default()
    });
    "revoke_designation" => |s, t| custody::revoke_designation(s, &t.person);
    "record_employee" => |s, _t| custody::record_employee(s, &EmployeeForm {
        name: "Robin Vale".to_owned(),
        title: "Librarian".to_owned(),
        employee: true,
        ..EmployeeForm::default()
    });
    "save_director" => |s, t| settings::save_director(s, &setup_form(t.folder.clone()).director);
    "save_director_route" => |s, _t| custody::save_director_route(s, &DirectorRouteForm::default());
    "director_back" => |s, _t| custody::director_back(s);
    "withdraw_absence" => |s, _t| custody::withdraw_absence(s, 1, "Words");
    "confirm_entry" => |s, _t| custody::confirm_entry(s, 1, true, "");
    "correct_clock" => |s, _t| custody::correct_clock(s, "Words");
    "adopt_policy" => |s, _t| policy_life::adopt_policy(s, None);
    "publish_own_text" => |s, t| own_texts::publish_own_text(s, &own_text_form(t));
    "take_back_own_text" => |s, _t| own_texts::take_back_own_text(s, &TakeBackForm::default());
    "set_switch" => |s, _t| policy_life::set_switch(s, &SwitchForm::default());
    "add_closure" => |s, t| {
        settings::add_closure(s, &ClosureForm { date: t.later.clone(), ..ClosureForm::default() })
    };
    "count_holiday" => |s, _t| settings::count_holiday(s, "Lincoln's Birthday", true);
    "remove_closure" => |s, t| settings::remove_closure(s, &t.later);
    "choose_backup_folder" => |s, t| backups::choose_backup_folder(s, &t.folder);
    "confirm_period" => |s, t| retention::confirm_period(s, &PeriodForm {
        rule: text(),
        years: "3".to_owned(),
        citation: text(),
        word: word(t),
        ..PeriodForm::default()
    });
    "dispose_requests" => |s, t| retention::dispose_requests(s, &DisposeForm {
        requests: vec![t.request.clone()],
        typed: text(),
    });
};
