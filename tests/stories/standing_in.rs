//! Who decides while the Director is away: designations, absences, tries, the return, a vacant post, a conflict. (DG-1 to
//! DG-11, scenario S19.) Until people sign in by themselves somebody else acts through `act_as`.

use crate::desk::{Desk, contact, part};
use crate::officer::worked_to_decision;
use usecases::custody::{self, custody_view};
use usecases::view::*;
use usecases::{Code, acts, desk_view, letter, load_drafts, save_draft};

/// The people of a story: the Director, and two employees who may stand in.
struct People {
    director: String,
    amos: String,
    cleo: String,
}

/// Records two employees.
fn people(desk: &mut Desk) -> People {
    let (amos, cleo) = (desk.employee("Amos Reed"), desk.employee("Cleo Park"));
    People { director: desk.director(), amos, cleo }
}

fn designation(person: &str, from: &str, until: &str, signed_on: &str) -> DesignationForm {
    DesignationForm {
        person: person.to_owned(),
        from: from.to_owned(),
        until: until.to_owned(),
        signed_on: signed_on.to_owned(),
        ..DesignationForm::default()
    }
}

fn away(from: &str, until: &str) -> AbsenceForm {
    AbsenceForm { from: from.to_owned(), until: until.to_owned(), ..AbsenceForm::default() }
}

/// An e-mail that asks which card was used for a booking: a denial, once looked at twice.
fn card_number_asked(desk: &mut Desk, received: &str) -> RequestView {
    let view = desk.start(NewRequestForm {
        received_at: received.to_owned(),
        channel: "email".to_owned(),
        taken_in_by: String::new(),
        words: "Which card number was used to book the large room on December 1?".to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "press"), ("RT3", "booking-contact")]),
        requester: RequesterForm::default(),
        parts: vec![part("the card number used", &["DC2"], "")],
    });
    let view = desk.ordinary(&view, "no");
    let mut view = desk.answer(&view, "MQ1", "form");
    let open = |step: &StepView| step.id == "MQ2" && step.status != StepStatus::Done;
    if view.parts[0].steps.iter().any(open) {
        view = desk.answer(&view, "MQ2", "account");
    }
    view
}

fn look_twice(desk: &mut Desk, view: &RequestView) -> RequestView {
    let part = view.parts[0].id.clone();
    acts::start_second_look(&mut desk.session, &view.id, &part).unwrap();
    desk.clock.pass(10);
    acts::take_second_look(&mut desk.session, &view.id, &part, "The number stays in.").unwrap()
}

#[test]
fn the_decision_is_blocked_the_draft_is_kept_and_a_new_designation_opens_it() {
    // S19, with a type that this policy pack has already: the same dates, the same blocks.
    let mut desk = Desk::open("2026-11-20T09:00");
    let people = people(&mut desk);
    custody::designate(
        &mut desk.session,
        &designation(&people.amos, "2026-11-20", "2026-12-15", "2026-11-20"),
    )
    .unwrap();
    let view =
        custody::record_absence(&mut desk.session, &away("2026-12-12T08:00", "2027-01-04T18:00")).unwrap();
    assert_eq!(view.uncovered, ["Wed 16 Dec 2026 to Mon 4 Jan 2027"], "the gap is shown in advance");

    desk.clock.set("2026-12-14T11:00");
    desk.session.act_as(&people.cleo).unwrap();
    let view = card_number_asked(&mut desk, "2026-12-14T10:30");
    let dates: Vec<_> =
        view.clocks.iter().filter_map(|clock| clock.due.as_ref()).map(|due| due.date.iso.as_str()).collect();
    assert_eq!(dates, ["2026-12-29", "2026-12-31", "2027-01-04"], "T10, L20 and O20 of the scenario");

    desk.clock.set("2026-12-17T10:00");
    let custodian = desk_view(&desk.session).custodian;
    assert!(custodian.nobody && custodian.why.contains("Nobody is designated for now"), "{custodian:?}");
    assert!(custodian.next.iter().any(|line| line.contains("sign a designation")), "{custodian:?}");
    save_draft(&mut desk.session, &format!("request/{}/decision", view.id), "The number stays in.").unwrap();
    let refused = desk.decide(&view, 0, "D").unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority, "{refused}");
    desk.session.act_as(&people.amos).unwrap();
    let refused = desk.decide(&view, 0, "D").unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority, "ended two days ago: {refused}");
    let noted = acts::add_note(&mut desk.session, &view.id, "The Director is asked by e-mail.").unwrap();
    assert_eq!(noted.timeline[0].who, "Amos Reed", "anybody logs, as staff");

    desk.session.act_as(&people.director).unwrap();
    let named = designation(&people.cleo, "2026-12-17", "2027-01-04", "2026-12-17");
    let screen = custody::designate(&mut desk.session, &named).unwrap();
    assert_eq!(screen.custodian.who, "Cleo Park, Librarian");
    assert_eq!(screen.uncovered, Vec::<String>::new());

    desk.session.act_as(&people.cleo).unwrap();
    let drafts = load_drafts(&desk.session, &format!("request/{}/", view.id)).unwrap();
    assert_eq!(drafts[0].text, "The number stays in.", "the draft was kept");
    let view = look_twice(&mut desk, &view);
    let view = desk.decide(&view, 0, "D").unwrap();
    let decision = view.parts[0].decision.as_ref().unwrap();
    assert_eq!(decision.by, "Cleo Park, designated on Thu 17 Dec 2026");
    assert_eq!(view.custody.owner.as_deref(), Some("Cleo Park has taken this case"));
    assert_eq!(view.timeline[0].who, "Cleo Park, designated on Thu 17 Dec 2026");
}

/// Two people are two people, whoever is there when the letter goes out; and one alone is one alone.
#[test]
fn who_looked_at_once_may_carry_out_what_the_director_decided_and_decides_it_not_again() {
    let mut desk = Desk::open("2026-11-23T09:00");
    let people = people(&mut desk);
    let named = designation(&people.amos, "2026-11-20", "2026-12-15", "2026-11-20");
    custody::designate(&mut desk.session, &named).unwrap();
    let view = card_number_asked(&mut desk, "2026-11-23T08:30");
    let part = view.parts[0].id.clone();
    acts::start_second_look(&mut desk.session, &view.id, &part).unwrap();
    desk.session.act_as(&people.amos).unwrap();
    desk.clock.pass(1);
    acts::take_second_look(&mut desk.session, &view.id, &part, "The number stays in.").unwrap();
    desk.session.act_as(&people.director).unwrap();
    let view = desk.decide(&view, 0, "D").unwrap();
    let gates = |view: &RequestView| {
        view.keeps_open.iter().filter(|line| line.contains("ooked again")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(gates(&view), Vec::<String>::new());
    custody::record_absence(&mut desk.session, &away("2026-11-23T09:00", "2026-12-01T18:00")).unwrap();
    desk.session.act_as(&people.amos).unwrap();
    desk.clock.pass(5);
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(gates(&view), Vec::<String>::new(), "it was looked at by another than the decider");
    let refused = desk.decide(&view, 0, "D").unwrap_err();
    assert!(refused.message.contains("before the pause was over"), "alone: {refused}");
}

/// A case of the officer at the desk, decided by Amos while the Director is away, with its letter issued.
fn decided_by_designee(desk: &mut Desk) -> (People, RequestView, String) {
    let people = people(desk);
    custody::designate(
        &mut desk.session,
        &designation(&people.amos, "2026-11-20", "2026-12-04", "2026-11-20"),
    )
    .unwrap();
    custody::record_absence(&mut desk.session, &away("2026-11-21T08:00", "2026-12-01T18:00")).unwrap();
    desk.clock.set("2026-11-23T10:30");
    desk.session.act_as(&people.amos).unwrap();
    let view = worked_to_decision(desk, "Dana R.");
    let view = desk.decide(&view, 0, "D").unwrap();
    desk.clock.pass(5);
    let view = letter::issue_letter(&mut desk.session, &view.id, "L08").unwrap();
    let letter = view.letters.iter().find(|row| row.code == "L08").unwrap().issued[0].clone();
    assert_eq!(letter.signer, "Amos Reed, designated on Fri 20 Nov 2026");
    let text = letter::letter_text(&desk.session, &view.id, &letter.id).unwrap();
    let words = text.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ");
    assert!(words.contains("for the Library Director, as designated on"), "DG-8: {words}");
    desk.clock.pass(5);
    (people, view, letter.id)
}

#[test]
fn revoked_between_the_decision_and_the_print_the_letter_stays_and_the_director_approves_again() {
    let mut desk = Desk::open("2026-11-20T09:00");
    let (people, view, letter) = decided_by_designee(&mut desk);
    assert_eq!(desk.sheets(&view, &letter).len(), 1, "it could be printed");

    desk.session.act_as(&people.director).unwrap();
    custody::revoke_designation(&mut desk.session, &people.amos).unwrap();
    desk.session.act_as(&people.amos).unwrap();
    let refused = letter::order_print(&desk.session, &view.id, &letter).unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority, "{refused}");
    let refused = custody::approve_again(&mut desk.session, &view.id, &view.parts[0].id, true).unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority, "{refused}");

    desk.session.act_as(&people.director).unwrap();
    let refused = letter::order_print(&desk.session, &view.id, &letter).unwrap_err();
    assert!(refused.message.contains("whose authority has ended"), "{refused}");
    let refused = letter::letter_copy(&desk.session, &view.id, &letter, "for the file").unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority, "no copy goes out either");
    let waiting = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert!(waiting.parts[0].waits_for_director.is_some() && waiting.custody.can_approve);
    assert!(waiting.keeps_open.iter().any(|line| line.contains("whose authority has ended")));

    desk.clock.pass(5);
    let part = &view.parts[0].id;
    let refused = custody::approve_again(&mut desk.session, &view.id, part, false).unwrap_err();
    assert_eq!(refused.code, Code::Conflict, "a new decider says the word again");
    let view = custody::approve_again(&mut desk.session, &view.id, part, true).unwrap();
    assert_eq!(view.parts[0].decision.as_ref().unwrap().by, "Theodora Finch, Director");
    assert!(
        view.timeline[0].title.starts_with("Part 1 approved again by the Director"),
        "{:?}",
        view.timeline[0]
    );
    let refused = letter::order_print(&desk.session, &view.id, &letter).unwrap_err();
    assert!(refused.message.contains("decided again after this letter was issued"), "{refused}");
    desk.clock.pass(1);
    let corrects = LetterEdit {
        request: view.id.clone(),
        code: "L08".to_owned(),
        corrects: letter.clone(),
        ..LetterEdit::default()
    };
    letter::edit_letter(&mut desk.session, corrects).unwrap();
    let view = letter::issue_letter(&mut desk.session, &view.id, "L08").unwrap();
    let anew = view.letters.iter().find(|row| row.code == "L08").unwrap().issued[0].clone();
    assert_eq!(anew.signer, "Theodora Finch, Director");
    assert_eq!(desk.sheets(&view, &anew.id).len(), 1);
    let again = custody::approve_again(&mut desk.session, &view.id, &view.parts[0].id, true).unwrap_err();
    assert_eq!(again.code, Code::AlreadyDone);
}

#[test]
fn the_director_returns_and_what_was_not_printed_is_approved_again() {
    let mut desk = Desk::open("2026-11-20T09:00");
    let (people, view, letter) = decided_by_designee(&mut desk);
    desk.session.act_as(&people.director).unwrap();
    let refused = custody::director_back(&mut desk.session).map(|screen| screen.custodian).unwrap();
    assert_eq!(refused.who, "Theodora Finch, Library Director");
    desk.session.act_as(&people.amos).unwrap();
    let refused = letter::order_print(&desk.session, &view.id, &letter).unwrap_err();
    assert!(refused.message.contains("The Director is available"), "{refused}");
    let refused = custody::take_case(&mut desk.session, &view.id).unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority);
    desk.session.act_as(&people.director).unwrap();
    let seen = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(seen.custody.owner, None, "the case is the Director's again");
    assert!(seen.parts[0].waits_for_director.is_some());
    desk.clock.pass(5);
    let view = custody::approve_again(&mut desk.session, &view.id, &view.parts[0].id, true).unwrap();
    assert_eq!(view.parts[0].waits_for_director, None);
}

#[test]
fn what_a_designee_had_printed_before_the_return_stands() {
    let mut desk = Desk::open("2026-11-20T09:00");
    let (people, view, letter) = decided_by_designee(&mut desk);
    letter::order_print(&desk.session, &view.id, &letter).unwrap();
    letter::record_print(&mut desk.session, &view.id, &letter, domain::PrintOutcome::Printed).unwrap();
    desk.clock.pass(5);
    desk.session.act_as(&people.director).unwrap();
    custody::director_back(&mut desk.session).unwrap();
    let seen = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(seen.parts[0].waits_for_director, None);
    assert_eq!(seen.parts[0].decision.as_ref().unwrap().by, "Amos Reed, designated on Fri 20 Nov 2026");
}

#[test]
fn the_first_designee_to_take_a_case_locks_the_other_out() {
    let mut desk = Desk::open("2026-11-20T09:00");
    let people = people(&mut desk);
    for person in [&people.amos, &people.cleo] {
        custody::designate(&mut desk.session, &designation(person, "2026-11-20", "2026-12-04", "2026-11-20"))
            .unwrap();
    }
    let view = card_number_asked(&mut desk, "2026-11-20T08:30");
    let refused = custody::take_case(&mut desk.session, &view.id).unwrap_err();
    assert_eq!(refused.code, Code::AlreadyDone, "every case is the Director's");
    custody::record_absence(&mut desk.session, &away("2026-11-21T08:00", "2026-12-01T18:00")).unwrap();
    desk.clock.set("2026-11-23T10:00");
    desk.session.act_as(&people.cleo).unwrap();
    assert_eq!(desk_view(&desk.session).custodian.who, "Amos Reed, Librarian", "first in the order of call");
    let taken = custody::take_case(&mut desk.session, &view.id).unwrap();
    assert_eq!(taken.custody.custodian.who, "Cleo Park, Librarian");
    desk.session.act_as(&people.amos).unwrap();
    let refused = custody::take_case(&mut desk.session, &view.id).unwrap_err();
    assert!(refused.message.contains("Cleo Park has taken this case"), "{refused}");
    let refused = desk.decide(&view, 0, "D").unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority);
    desk.session.act_as(&people.cleo).unwrap();
    let given = custody::release_case(&mut desk.session, &view.id, "Off sick from noon.").unwrap();
    assert_eq!(given.custody.owner, None);
    desk.session.act_as(&people.amos).unwrap();
    assert!(custody::take_case(&mut desk.session, &view.id).unwrap().custody.can_release);
}

#[test]
fn what_a_designee_entered_alone_waits_for_the_directors_look_and_is_there_after_locking() {
    let mut desk = Desk::open("2026-11-20T09:00");
    let people = people(&mut desk);
    custody::designate(
        &mut desk.session,
        &designation(&people.amos, "2026-11-20", "2026-12-04", "2026-11-20"),
    )
    .unwrap();
    desk.session.act_as(&people.amos).unwrap();
    let refused = custody::record_absence(&mut desk.session, &away("2026-11-23T08:00", "2026-11-25T18:00"));
    assert_eq!(refused.unwrap_err().refs, ["source"], "whoever is not the Director says how they know");
    let refused = custody::record_absence(&mut desk.session, &away("2026-11-23T08:00", "")).unwrap_err();
    assert_eq!(refused.refs, ["until"]);
    let absence = AbsenceForm {
        source: "A message from her telephone".to_owned(),
        ..away("2026-11-20T08:00", "2026-11-25T18:00")
    };
    let screen = custody::record_absence(&mut desk.session, &absence).unwrap();
    assert_eq!(screen.custodian.who, "Amos Reed, Librarian");
    assert_eq!(desk_view(&desk.session).to_confirm, 0, "it is the Director who is asked");
    let refused = custody::confirm_entry(&mut desk.session, 1, true, "").unwrap_err();
    assert_eq!(refused.code, Code::DirectorOnly);

    let mut desk = desk.reopen();
    assert_eq!(desk_view(&desk.session).to_confirm, 1, "after unlocking it is still asked");
    assert_eq!(desk_view(&desk.session).custodian.who, "Amos Reed, Librarian", "signing in ends no absence");
    let screen = custody_view(&desk.session).unwrap();
    assert!(screen.to_confirm[0].what.contains("A message from her telephone"), "{:?}", screen.to_confirm);
    assert!(screen.to_confirm[0].by.contains("Amos Reed"), "{:?}", screen.to_confirm);
    let refused = custody::confirm_entry(&mut desk.session, 1, false, "").unwrap_err();
    assert_eq!(refused.refs, ["note"]);
    let screen = custody::confirm_entry(&mut desk.session, 1, false, "I was at my desk.").unwrap();
    assert_eq!(screen.to_confirm, []);
    assert_eq!(screen.absences[0].state, "Was not so");
    assert_eq!(screen.custodian.who, "Theodora Finch, Library Director");
    let again = custody::confirm_entry(&mut desk.session, 1, true, "").unwrap_err();
    assert_eq!(again.code, Code::AlreadyDone);
}

#[test]
fn tries_make_the_director_unavailable_until_the_next_opening() {
    let mut desk = Desk::open("2026-11-20T09:00");
    let people = people(&mut desk);
    custody::designate(
        &mut desk.session,
        &designation(&people.amos, "2026-11-20", "2026-12-04", "2026-11-20"),
    )
    .unwrap();
    let route = DirectorRouteForm {
        numbers: vec!["(515) 555-0150".to_owned(), String::new(), "(515) 555-0151".to_owned()],
        board: "Maya Lund, president of the board, (515) 555-0160".to_owned(),
        open_days: ["mon", "tue", "wed", "thu", "fri", "sat"].map(str::to_owned).to_vec(),
        opens: "09:00".to_owned(),
        closes: "20:00".to_owned(),
    };
    let screen = custody::save_director_route(&mut desk.session, &route).unwrap();
    assert_eq!(screen.route.numbers, ["(515) 555-0150", "(515) 555-0151"], "an empty line is no number");
    let refused = custody::save_director_route(
        &mut desk.session,
        &DirectorRouteForm { closes: "08:00".to_owned(), ..route.clone() },
    );
    assert_eq!(refused.unwrap_err().refs, ["closes"]);

    desk.session.act_as(&people.amos).unwrap();
    let shorter = DirectorRouteForm { numbers: Vec::new(), ..route };
    let refused = custody::save_director_route(&mut desk.session, &shorter).unwrap_err();
    assert_eq!(refused.code, Code::DirectorOnly);
    desk.clock.set("2026-11-23T12:00");
    let attempt = |at: &str, means: &str, number: &str| TryForm {
        at: format!("2026-11-23T{at}"),
        means: means.to_owned(),
        number: number.to_owned(),
        ..TryForm::default()
    };
    let refused =
        custody::log_director_try(&mut desk.session, &attempt("13:00", "telephone", "1")).unwrap_err();
    assert_eq!(refused.refs, ["at"], "a try lies in the past");
    let refused = custody::log_director_try(&mut desk.session, &attempt("10:00", "pigeon", "1")).unwrap_err();
    assert_eq!(refused.refs, ["means"]);
    custody::log_director_try(&mut desk.session, &attempt("10:00", "telephone", "(515) 555-0150")).unwrap();
    let screen =
        custody::log_director_try(&mut desk.session, &attempt("11:00", "email", "director@example")).unwrap();
    assert_eq!(screen.custodian.who, "Amos Reed, Librarian", "{:?}", screen.custodian);
    assert!(screen.tries_now.contains("For what can wait that is enough"), "{}", screen.tries_now);
    assert!(screen.tries_now.contains("somebody at the desk, it is enough"), "{}", screen.tries_now);
    desk.clock.set("2026-11-24T09:00");
    let screen = custody_view(&desk.session).unwrap();
    assert_eq!(screen.custodian.who, "Theodora Finch, Library Director", "the library has opened again");
    assert_eq!(screen.tries[0].state, "No longer counts");
    assert_eq!(screen.to_confirm.len(), 2, "the Director still looks at both");
}

#[test]
fn a_vacant_post_stops_everybody_until_the_boards_paper_is_recorded() {
    let mut desk = Desk::open("2026-11-20T09:00");
    let people = people(&mut desk);
    custody::designate(
        &mut desk.session,
        &designation(&people.amos, "2026-11-20", "2026-12-04", "2026-11-20"),
    )
    .unwrap();
    let view = card_number_asked(&mut desk, "2026-11-20T08:30");
    let paper = AppointmentForm {
        person: people.cleo.clone(),
        title: "Acting Library Director".to_owned(),
        acting: true,
        dated: "2026-11-23".to_owned(),
        paper: "Resolution 2026-14".to_owned(),
        signed_by: "Rae Moss, president of the board".to_owned(),
        counsel: "Ines Okafor was told on November 23".to_owned(),
        ..AppointmentForm::default()
    };
    desk.session.act_as(&people.cleo).unwrap();
    let early = custody::appoint_director(&mut desk.session, &paper).unwrap_err();
    assert!(early.message.contains("not recorded as vacant"), "{early}");
    let hearsay = VacancyForm { from: "2026-11-20T12:00".to_owned(), ..VacancyForm::default() };
    let told = VacancyForm { source: "The board's letter".to_owned(), ..hearsay.clone() };
    let dated = VacancyForm { dated: "2026-11-19".to_owned(), ..told.clone() };
    for (form, field) in [(&hearsay, "source"), (&told, "dated"), (&dated, "signed_by")] {
        let refused = custody::record_vacancy(&mut desk.session, form).unwrap_err();
        assert_eq!(
            (refused.code, refused.refs),
            (Code::Missing, vec![field.to_owned()]),
            "{}",
            refused.message
        );
    }
    assert_eq!(custody_view(&desk.session).unwrap().vacant, None, "a refusal records nothing");
    let vacancy = VacancyForm { signed_by: "Rae Moss, president of the board".to_owned(), ..dated };
    let screen = custody::record_vacancy(&mut desk.session, &vacancy).unwrap();
    assert!(!screen.custodian.nobody, "it begins at noon");
    let vacant = screen.vacant.unwrap();
    for words in ["The board's letter, dated", "signed by Rae Moss", "Recorded by Cleo Park"] {
        assert!(vacant.contains(words), "{vacant}");
    }
    let reading = screen.vacancy_reading.unwrap();
    assert!(reading.text.contains("Until counsel settles it"), "{}", reading.text);
    assert_eq!(reading.standing, "Open question; counsel must confirm");
    desk.clock.set("2026-11-23T10:00");
    let screen = custody_view(&desk.session).unwrap();
    assert!(
        screen.custodian.nobody && screen.custodian.why.contains("post is vacant"),
        "{:?}",
        screen.custodian
    );
    assert_eq!(screen.designations[0].state, "Post vacant");
    for person in [&people.director, &people.amos, &people.cleo] {
        desk.session.act_as(person).unwrap();
        assert_eq!(desk.decide(&view, 0, "D").unwrap_err().code, Code::NoAuthority);
    }
    let mut desk = desk.reopen();
    assert!(desk_view(&desk.session).custodian.nobody, "a vault without a Director still opens");
    desk.session.act_as(&people.amos).unwrap();
    let unsigned = AppointmentForm { signed_by: String::new(), ..paper.clone() };
    let refused = custody::appoint_director(&mut desk.session, &unsigned).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::Missing, vec!["signed_by".to_owned()]));
    desk.session.act_as(&people.cleo).unwrap();
    let own = custody::appoint_director(&mut desk.session, &paper).unwrap_err();
    assert_eq!((own.code, own.refs), (Code::NoAuthority, vec!["person".to_owned()]), "not by herself");
    desk.session.act_as(&people.amos).unwrap();
    let screen = custody::appoint_director(&mut desk.session, &paper).unwrap();
    let appointed = screen.appointed.unwrap();
    for words in
        ["Cleo Park was appointed acting Director", "Resolution 2026-14, dated", "Recorded by Amos Reed"]
    {
        assert!(appointed.contains(words), "{appointed}");
    }
    assert_eq!(screen.custodian.who, "Cleo Park, Acting Library Director");
    assert_eq!(screen.route.numbers, Vec::<String>::new(), "the former Director's numbers are gone");
    desk.session.act_as(&people.director).unwrap();
    assert_eq!(desk.decide(&view, 0, "D").unwrap_err().code, Code::NoAuthority, "no longer the Director");
    // The former Director's passphrase stays hers.
    let desk = desk.reopen();
    assert!(desk_view(&desk.session).acting.ends_with("may take in and note, not decide"));
    assert_eq!(desk_view(&desk.session).custodian.who, "Cleo Park, Acting Library Director");
}

#[test]
fn a_recused_director_waits_for_counsels_word_and_so_does_the_designee() {
    let mut desk = Desk::open("2026-11-20T09:00");
    let people = people(&mut desk);
    custody::designate(
        &mut desk.session,
        &designation(&people.amos, "2026-11-20", "2026-12-04", "2026-11-20"),
    )
    .unwrap();
    let view = card_number_asked(&mut desk, "2026-11-20T08:30");
    let word = StandInForm {
        person: people.amos.clone(),
        lawyer: "Ines Okafor".to_owned(),
        how: "telephone".to_owned(),
        at: "2026-11-20T09:00".to_owned(),
    };
    let early = custody::name_stand_in(&mut desk.session, &view.id, &word).unwrap_err();
    assert!(early.message.contains("not recused"), "{early}");
    let view = acts::declare_conflict(&mut desk.session, &view.id, true, "My brother booked it.").unwrap();
    assert!(view.custody.custodian.nobody, "{:?}", view.custody.custodian);
    assert_eq!(view.custody.stand_ins.len(), 1);
    assert_eq!(desk.decide(&view, 0, "D").unwrap_err().code, Code::Conflict);
    desk.session.act_as(&people.amos).unwrap();
    assert_eq!(desk.decide(&view, 0, "D").unwrap_err().code, Code::NoAuthority);
    let view = custody::name_stand_in(&mut desk.session, &view.id, &word).unwrap();
    assert_eq!(view.custody.custodian.who, "Amos Reed, Librarian");
    assert_eq!(
        desk_view(&desk.session).custodian.who,
        "Theodora Finch, Library Director",
        "for this case only"
    );
    let view = look_twice(&mut desk, &view);
    let view = desk.decide(&view, 0, "D").unwrap();
    assert_eq!(view.parts[0].waits_for_director, None, "the recused Director approves nothing here");
}

#[test]
fn somebody_who_is_no_employee_is_not_designated_nor_recorded() {
    let mut desk = Desk::open("2026-11-20T09:00");
    let outsider = DesignationForm {
        name: "Amos Reed".to_owned(),
        title: "Volunteer".to_owned(),
        ..designation("", "2026-11-20", "", "2026-11-20")
    };
    let refused = custody::designate(&mut desk.session, &outsider).unwrap_err();
    assert!(refused.message.contains("not a library employee"), "{}", refused.message);
    assert_eq!(custody_view(&desk.session).unwrap().people, []);
}

#[test]
fn a_designation_is_checked_field_by_field() {
    let mut desk = Desk::open("2026-11-20T09:00");
    let people = people(&mut desk);
    let good = designation(&people.amos, "2026-11-20", "2026-12-04", "2026-11-20");
    for (form, field) in [
        (DesignationForm { signed_on: "2026-12-01".to_owned(), ..good.clone() }, "signed_on"),
        (DesignationForm { until: "2026-11-19".to_owned(), ..good.clone() }, "until"),
        (DesignationForm { from: String::new(), ..good.clone() }, "from"),
        (DesignationForm { order: "0".to_owned(), ..good.clone() }, "order"),
        (DesignationForm { order: "first".to_owned(), ..good.clone() }, "order"),
        (DesignationForm { types: vec!["no-such-type".to_owned()], ..good.clone() }, "types"),
        (DesignationForm { announced_on: "2026-11-21".to_owned(), ..good.clone() }, "announced_on"),
    ] {
        assert_eq!(custody::designate(&mut desk.session, &form).unwrap_err().refs, [field]);
    }
    let unknown = DesignationForm { person: "nobody".to_owned(), ..good.clone() };
    assert_eq!(custody::designate(&mut desk.session, &unknown).unwrap_err().code, Code::NotFound);
    let screen = custody::designate(&mut desk.session, &good).unwrap();
    assert!(screen.designations[0].unannounced && screen.designations[0].state == "In force");
    assert_eq!(screen.next_order, 2);
    let second = designation(&people.cleo, "2026-11-20", "", "2026-11-20");
    let same = DesignationForm { order: "1".to_owned(), ..second.clone() };
    assert_eq!(custody::designate(&mut desk.session, &same).unwrap_err().refs, ["order"]);
    let screen = custody::announce_designation(&mut desk.session, &people.amos, "2026-11-20").unwrap();
    assert_eq!(screen.designations[0].paper, "Signed on Fri 20 Nov 2026, announced on Fri 20 Nov 2026");
    let again = custody::announce_designation(&mut desk.session, &people.amos, "2026-11-20").unwrap_err();
    assert_eq!(again.code, Code::AlreadyDone);
    custody::revoke_designation(&mut desk.session, &people.amos).unwrap();
    let again = custody::revoke_designation(&mut desk.session, &people.amos).unwrap_err();
    assert_eq!(again.code, Code::AlreadyDone);
    assert_eq!(custody::director_back(&mut desk.session).unwrap_err().code, Code::AlreadyDone);
}

#[test]
fn a_planned_absence_is_taken_back_and_i_am_back_leaves_it_alone() {
    let mut desk = Desk::open("2026-11-20T09:00");
    custody::record_absence(&mut desk.session, &away("2026-11-20T08:00", "2026-11-20T17:00")).unwrap();
    custody::record_absence(&mut desk.session, &away("2026-12-21T08:00", "2026-12-31T17:00")).unwrap();
    let screen = custody::director_back(&mut desk.session).unwrap();
    let states: Vec<_> = screen.absences.iter().map(|row| row.state.as_str()).collect();
    assert_eq!(states, ["Not begun", "Ended"]);
    let refused = custody::withdraw_absence(&mut desk.session, 2, " ").unwrap_err();
    assert_eq!(refused.refs, ["reason"]);
    let screen = custody::withdraw_absence(&mut desk.session, 2, "The trip is off.").unwrap();
    assert_eq!(screen.absences[0].state, "Taken back");
    assert_eq!(custody::withdraw_absence(&mut desk.session, 2, "x").unwrap_err().code, Code::AlreadyDone);
    assert_eq!(custody::withdraw_absence(&mut desk.session, 9, "x").unwrap_err().code, Code::NotFound);
}
