//! A sealed matter from its first word to its end. (Scenario S17, rows N1 and N5.)

use crate::desk::{Desk, contact, part};
use crate::eyes::{People, people};
use usecases::view::*;
use usecases::{Code, acts, custody, letter};

/// Agents hand the designee a letter with a demand for silence; the Director is abroad.
fn handed_over(desk: &mut Desk) -> (People, RequestView) {
    let people = people(desk);
    desk.session.act_as(&people.receiver).unwrap();
    let view = desk.start(NewRequestForm {
        received_at: "2026-11-24T10:00".to_owned(),
        channel: "in_person".to_owned(),
        words: "The letter certifies that nobody may be told.".to_owned(),
        answers: contact(&[("U3", "yes"), ("RT1", "court-paper"), ("RT2", "officer")]),
        requester: RequesterForm { organisation: "Federal agency".to_owned(), ..RequesterForm::default() },
        parts: vec![part("records named in the letter", &["DC8"], "")],
        ..NewRequestForm::default()
    });
    (people, view)
}

fn list(desk: &Desk) -> RequestList {
    let query = ListQuery { view: "all".to_owned(), ..ListQuery::default() };
    usecases::list_requests(&desk.session, &query).unwrap()
}

fn attach(desk: &mut Desk, request: &RequestView, name: &str, privileged: bool) -> RequestView {
    let path = desk.place(name);
    std::fs::write(&path, b"%PDF-1.7 scan").unwrap();
    let file = acts::AttachInput { path, what: "A scan".to_owned(), privileged };
    acts::attach_file(&mut desk.session, &request.id, file).unwrap()
}

#[test]
fn agents_hand_a_letter_to_the_designee_and_only_those_who_must_know_see_it() {
    let mut desk = Desk::open("2026-11-24T10:10");
    let (people, view) = handed_over(&mut desk);
    let seal = view.sealed.clone().unwrap();
    assert!(seal.stands && !view.number.starts_with("2026"), "a code, no number: {}", view.number);
    assert_eq!(view.title, view.number, "the title names neither the type nor a person");
    let names: Vec<_> = seal.knows.iter().map(|knows| knows.name.as_str()).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"Amos Brook") && names.contains(&"Theodora Finch"), "{names:?}");
    assert_eq!(view.parts[0].kind, "Sealed matter");
    assert!(view.stops[0].heading.starts_with("Stop."), "{:?}", view.stops);

    let row = &list(&desk).rows[0];
    assert!(row.sealed && row.from.is_empty() && row.number == view.number);
    assert!(!serde_json::to_string(row).unwrap().contains("letter"), "{row:?}");

    let mut view = desk.call_counsel(&view, "2026-11-24T10:05");
    for (question, answer) in [
        ("U1", "designee"),
        ("U2", "no"),
        ("U4", "no"),
        ("U5", "no"),
        ("U8", "yes"),
        ("U9", "yes"),
        ("U10", "no"),
        ("LQ1", "agency"),
        ("LQ2", "national-security-letter"),
        ("LQ9", "order-or-statute"),
    ] {
        if view.parts[0].steps.iter().any(|step| step.id == question) {
            view = desk.answer(&view, question, answer);
        }
    }
    let ruling = view.parts[0].ruling.clone().unwrap();
    assert_eq!((ruling.row.as_str(), ruling.outcome.as_str()), ("N1", "C"), "{:?}", ruling.chain);
    let needed: Vec<_> =
        view.letters.iter().filter(|letter| letter.mandatory).map(|letter| letter.code.as_str()).collect();
    assert!(needed.contains(&"L14") && needed.contains(&"L30"), "{needed:?}");

    // The referral is issued by the designee; the memo is written outside, although it could be written here.
    let view = letter::issue_letter(&mut desk.session, &view.id, "L14").unwrap();
    let referral = view.letters.iter().find(|letter| letter.code == "L14").unwrap().issued[0].clone();
    let text = letter::letter_text(&desk.session, &view.id, &referral.id).unwrap();
    let text = text.into_iter().map(|paragraph| paragraph.text).collect::<Vec<_>>().join("\n");
    assert!(text.contains(&view.number) && !text.contains("2026-0"), "it goes under the code: {text}");
    assert!(text.contains("; Date: November 25, 2026;"), "dates stand as a letter writes them: {text}");
    assert!(text.contains("Last looked at November 23, 2026."), "{text}");
    let memo = view.letters.iter().find(|letter| letter.code == "L30").unwrap();
    assert!(memo.has_text);
    let view = attach(&mut desk, &view, "memo.pdf", false);
    let scan = view.attachments.last().unwrap().id.clone();
    let form = OutsideLetterForm {
        code: "L30".to_owned(),
        scan,
        dated: "2026-11-24".to_owned(),
        signed_by: "Amos Brook".to_owned(),
    };
    let view = acts::file_outside_letter(&mut desk.session, &view.id, form).unwrap();
    let memo = view.letters.iter().find(|letter| letter.code == "L30").unwrap();
    assert_eq!(memo.state, "Written outside");
    for outcome in ["R", "RP", "D", "A", "N"] {
        assert!(
            desk.decide(&view, 0, outcome).is_err(),
            "{outcome}: nothing goes out before counsel advised"
        );
    }

    desk.session.act_as(&people.outsider).unwrap();
    assert_eq!(list(&desk).total, 0);
    assert_eq!(usecases::open_request(&mut desk.session, &view.id).unwrap_err().code, Code::NotFound);
    desk.session.act_as(&people.director).unwrap();
    assert_eq!(list(&desk).total, 1, "the custodian knows");
}

#[test]
fn a_copy_that_leaves_the_vault_has_a_name_that_tells_nothing() {
    let mut desk = Desk::open("2026-11-24T10:10");
    let (_, view) = handed_over(&mut desk);
    let view = desk.call_counsel(&view, "2026-11-24T10:05");
    let mut view = view;
    for (question, answer) in [("U1", "designee"), ("U2", "no"), ("LQ2", "national-security-letter")] {
        if view.parts[0].steps.iter().any(|step| step.id == question) {
            view = desk.answer(&view, question, answer);
        }
    }
    let view = letter::issue_letter(&mut desk.session, &view.id, "L14").unwrap();
    let issued = view.letters.iter().find(|letter| letter.code == "L14").unwrap().issued[0].id.clone();
    let copy = letter::letter_copy(&desk.session, &view.id, &issued, "Counsel asked for it").unwrap();
    assert_eq!(copy.file_name, "letter.pdf");
    let register = usecases::proof::letter_register(&desk.session, &crate::calls::year()).unwrap();
    assert_eq!(register.rows, [], "it stands in no register, not even for who may see it: paper lies about");
}

#[test]
fn an_answer_that_speaks_of_secrecy_is_itself_under_seal_and_the_number_stays_behind() {
    let mut desk = Desk::open("2026-11-24T10:10");
    let people = people(&mut desk);
    desk.session.act_as(&people.receiver).unwrap();
    let ordinary = desk.start(NewRequestForm {
        received_at: "2026-11-24T10:00".to_owned(),
        channel: "in_person".to_owned(),
        words: "An officer holds a paper.".to_owned(),
        answers: contact(&[("RT1", "court-paper"), ("RT2", "officer")]),
        parts: vec![part("records named in the paper", &["DC8"], "")],
        ..NewRequestForm::default()
    });
    assert_eq!((ordinary.number.as_str(), ordinary.sealed.is_none()), ("2026-001", true));
    usecases::save_draft(&mut desk.session, &format!("request/{}/visit", ordinary.id), "half a visit")
        .unwrap();
    let sealed = desk.answer(&ordinary, "U3", "unsure");
    assert_ne!(sealed.id, ordinary.id);
    let seal = sealed.sealed.clone().unwrap();
    assert!(seal.continues.as_deref().unwrap().contains("2026-001"));
    assert_eq!(sealed.words, "An officer holds a paper.", "what was known goes on");
    assert_eq!(sealed.parts.len(), 1);
    let drafts = usecases::load_drafts(&desk.session, "request/").unwrap();
    let keys: Vec<_> = drafts.iter().map(|draft| draft.key.clone()).collect();
    assert_eq!(keys, [format!("request/{}/visit", sealed.id)], "typing goes on under the seal");

    let answered =
        |view: &RequestView| view.timeline.iter().any(|row| row.title.contains("speak of secrecy"));
    assert!(answered(&sealed));
    desk.session.act_as(&people.director).unwrap();
    let left = usecases::refresh_request(&desk.session, &ordinary.id).unwrap();
    assert_eq!((left.state.as_str(), left.number.as_str()), ("Withdrawn", "2026-001"));
    assert!(!answered(&left), "the ordinary record does not hold the answer");
    let refused = acts::add_note(&mut desk.session, &ordinary.id, "more").unwrap_err();
    assert_eq!(refused.code, Code::RequestEnded);
    let again = acts::seal_matter(&mut desk.session, &sealed.id, "again").unwrap_err();
    assert_eq!(again.code, Code::AlreadyDone);
}

#[test]
fn a_paper_that_orders_silence_seals_and_one_that_asks_for_it_does_not() {
    for (answer, seals) in [("request-only", false), ("order-or-statute", true), ("not-sure", true)] {
        let mut desk = Desk::open("2026-11-24T10:10");
        let mut view = desk.start(NewRequestForm {
            received_at: "2026-11-24T10:00".to_owned(),
            channel: "in_person".to_owned(),
            words: "An officer holds a subpoena.".to_owned(),
            answers: contact(&[("U3", "no"), ("RT1", "court-paper"), ("RT2", "officer")]),
            parts: vec![part("records named in the paper", &["DC8"], "")],
            ..NewRequestForm::default()
        });
        for (question, choice) in [("LQ1", "prosecutor"), ("LQ2", "subpoena"), ("LQ3", "prosecutor")] {
            view = desk.answer(&view, question, choice);
        }
        let view = desk.answer(&view, "LQ9", answer);
        assert_eq!(view.sealed.is_some(), seals, "{answer}");
        assert_eq!(view.number == "2026-001", !seals, "{answer}");
    }
}

#[test]
fn everything_is_there_again_after_locking_for_those_who_may_see_it() {
    let mut desk = Desk::open("2026-11-24T10:10");
    let (people, first) = handed_over(&mut desk);
    let first = desk.call_counsel(&first, "2026-11-24T10:05");
    let first = attach(&mut desk, &first, "advice.pdf", true);
    let advice = AdviceForm {
        result: "object".to_owned(),
        lawyer: "Ines Okafor".to_owned(),
        at: "2026-11-24T10:06".to_owned(),
        words: "Say nothing and send it to me.".to_owned(),
        ..AdviceForm::default()
    };
    let first = acts::record_advice(&mut desk.session, &first.id, advice).unwrap();
    desk.session.act_as(&people.director).unwrap();
    let ordinary = desk.start(NewRequestForm {
        received_at: "2026-11-24T10:08".to_owned(),
        channel: "mail".to_owned(),
        words: "A letter came.".to_owned(),
        answers: contact(&[("U3", "no"), ("RT1", "letter")]),
        parts: vec![part("a question", &[], "")],
        ..NewRequestForm::default()
    });
    let later = acts::seal_matter(&mut desk.session, &ordinary.id, "A call from the court.").unwrap();
    let seen = |desk: &Desk| {
        let ids = [&first.id, &ordinary.id, &later.id];
        let pages = ids.map(|id| usecases::refresh_request(&desk.session, id).ok());
        let query = ListQuery { view: "all".to_owned(), ..ListQuery::default() };
        // Hits that fit equally well come in the order in which they were last indexed.
        let hits = ["letter", "silence", "told"].map(|words| {
            let mut hits = usecases::search(&desk.session, words).unwrap();
            hits.sort_by(|a, b| a.request.cmp(&b.request));
            hits
        });
        serde_json::to_string(&(pages, usecases::list_requests(&desk.session, &query).unwrap(), hits))
            .unwrap()
    };
    let as_outsider = |desk: &mut Desk| {
        desk.session.act_as(&people.outsider).unwrap();
        let shown = seen(desk);
        desk.session.act_as(&people.director).unwrap();
        shown
    };
    let before = (seen(&desk), as_outsider(&mut desk));
    let mut desk = desk.reopen();
    assert_eq!(seen(&desk), before.0);
    assert_eq!(as_outsider(&mut desk), before.1);
    assert!(!before.1.contains("letter came") && before.1.contains("2026-001"));
}

/// Counsel's word that a colleague is told.
fn told(person: &str) -> ReadInForm {
    ReadInForm {
        person: person.to_owned(),
        why: "Keeps the data from deletion".to_owned(),
        allowed_by: "Ines Okafor".to_owned(),
        told_at: "2026-11-24T10:09".to_owned(),
        ..ReadInForm::default()
    }
}

#[test]
fn a_colleague_is_read_in_by_counsels_word_and_sees_it_from_then_on() {
    let mut desk = Desk::open("2026-11-24T10:10");
    let (people, view) = handed_over(&mut desk);
    desk.session.act_as(&people.outsider).unwrap();
    let refused = acts::read_in(&mut desk.session, &view.id, told(&people.outsider)).unwrap_err();
    assert_eq!(refused.code, Code::NotFound, "nobody reads themselves in");
    desk.session.act_as(&people.receiver).unwrap();
    let view = acts::read_in(&mut desk.session, &view.id, told(&people.outsider)).unwrap();
    assert!(view.sealed.unwrap().knows.iter().any(|knows| knows.name == "Cleo Marsh" && knows.sees));
    desk.session.act_as(&people.outsider).unwrap();
    assert_eq!(list(&desk).total, 1);
    assert_eq!(usecases::search(&desk.session, "certifies").unwrap().len(), 1);
}

#[test]
fn a_designee_for_other_types_reads_nobody_in() {
    let mut desk = Desk::open("2026-11-24T10:10");
    let (people, view) = handed_over(&mut desk);
    let only = |desk: &mut Desk, kind: &str| {
        desk.session.act_as(&people.director).unwrap();
        usecases::custody::revoke_designation(&mut desk.session, &people.receiver).unwrap();
        let form = DesignationForm {
            person: people.receiver.clone(),
            from: "2026-11-24".to_owned(),
            signed_on: "2026-11-24".to_owned(),
            types: vec![kind.to_owned()],
            order: "7".to_owned(),
            ..DesignationForm::default()
        };
        usecases::custody::designate(&mut desk.session, &form).unwrap();
        desk.session.act_as(&people.receiver).unwrap();
    };
    only(&mut desk, "MTG");
    let refused = acts::read_in(&mut desk.session, &view.id, told(&people.outsider)).unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority, "{refused}");
    only(&mut desk, "LE-N");
    acts::read_in(&mut desk.session, &view.id, told(&people.outsider))
        .expect("a designee for this very type");
}

#[test]
fn only_the_director_lifts_the_seal_with_counsels_writing_and_a_second_person() {
    let mut desk = Desk::open("2026-11-24T10:10");
    let (people, view) = handed_over(&mut desk);
    let view = desk.call_counsel(&view, "2026-11-24T10:05");
    let view = attach(&mut desk, &view, "it may be told.pdf", true);
    let form = |second: &str| UnsealForm {
        lawyer: "Ines Okafor".to_owned(),
        confirmed_on: "2026-11-24".to_owned(),
        confirmation: view.attachments[0].id.clone(),
        second_person: second.to_owned(),
        agreed: String::new(),
        reason: "The court lifted the order.".to_owned(),
    };
    let refused = acts::unseal_matter(&mut desk.session, &view.id, form("Theodora Finch")).unwrap_err();
    assert_eq!(refused.code, Code::DirectorOnly, "a designee never does, also when the Director is away");
    desk.session.act_as(&people.director).unwrap();
    let page = usecases::refresh_request(&desk.session, &view.id).unwrap().sealed.unwrap();
    assert!(page.keeps_sealed.iter().any(|line| line.starts_with("Nobody agreed as the second person")));
    for second in ["", "Theodora Finch", "Cleo Marsh", "Amos Brook"] {
        assert!(acts::unseal_matter(&mut desk.session, &view.id, form(second)).is_err(), "{second}");
    }
    assert!(!page.may_agree, "the Director is not the second person");
    assert!(acts::agree_unsealing(&mut desk.session, &view.id, "I agree with myself.").is_err());
    // The second person agrees at their own sign-in.
    desk.session.act_as(&people.receiver).unwrap();
    let page = usecases::refresh_request(&desk.session, &view.id).unwrap().sealed.unwrap();
    assert!(page.may_agree);
    let agreed =
        acts::agree_unsealing(&mut desk.session, &view.id, "I read counsel's letter of today.").unwrap();
    assert!(agreed.timeline.iter().any(|line| line.title.contains("Agreed that the seal is lifted")));
    desk.session.act_as(&people.director).unwrap();
    let page = usecases::refresh_request(&desk.session, &view.id).unwrap().sealed.unwrap();
    assert_eq!(page.keeps_sealed, Vec::<String>::new());
    assert_eq!(page.seconds.iter().map(|second| second.name.as_str()).collect::<Vec<_>>(), ["Amos Brook"]);
    let lifted = acts::unseal_matter(&mut desk.session, &view.id, form("Amos Brook")).unwrap();
    let seal = lifted.sealed.unwrap();
    let lifted = seal.lifted.unwrap();
    assert!(
        !seal.stands && lifted.contains("Amos Brook") && lifted.contains("I read counsel's letter of today.")
    );
    desk.session.act_as(&people.outsider).unwrap();
    let shown = usecases::open_request(&mut desk.session, &view.id).unwrap();
    assert_eq!(shown.number, view.number, "it keeps its code and takes no number");
    let next = desk.start(NewRequestForm {
        received_at: "2026-11-24T10:10".to_owned(),
        channel: "mail".to_owned(),
        words: "A letter came.".to_owned(),
        answers: contact(&[("U3", "no"), ("RT1", "letter")]),
        parts: vec![part("a question", &[], "")],
        ..NewRequestForm::default()
    });
    assert_eq!(next.number, "2026-001");
}

#[test]
fn a_new_request_asks_about_secrecy_before_anything_is_typed() {
    let desk = Desk::open("2026-11-24T10:10");
    let first = acts::first_contact(&desk.session).unwrap();
    assert_eq!(first.questions[0].code, "U3");
    let preview = |answer: &str| {
        acts::preview_route(&desk.session, &contact(&[("U3", answer), ("RT1", "letter")]), &[]).unwrap()
    };
    assert!(preview("yes").sealed && preview("unsure").sealed && !preview("no").sealed);
    assert!(preview("yes").stop.unwrap().contains("Tell nobody"));
}

#[test]
fn a_try_to_reach_the_director_stays_in_the_matter_it_was_made_from() {
    let mut desk = Desk::open("2026-11-24T10:10");
    let (people, view) = handed_over(&mut desk);
    desk.session.act_as(&people.director).unwrap();
    let route = DirectorRouteForm {
        numbers: vec!["(515) 555-0150".to_owned()],
        ..custody::custody_view(&desk.session).unwrap().route
    };
    custody::save_director_route(&mut desk.session, &route).unwrap();
    custody::director_back(&mut desk.session).unwrap();
    desk.session.act_as(&people.receiver).unwrap();
    let here = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(here.custody.custodian.who, "Theodora Finch, Library Director");
    let attempt = |number: &str| TryForm {
        at: "2026-11-24T10:12".to_owned(),
        means: "telephone".to_owned(),
        number: number.to_owned(),
        result: "It rang.".to_owned(),
        ..TryForm::default()
    };
    desk.clock.set("2026-11-24T10:15");
    let ordinary = desk.start(NewRequestForm {
        received_at: "2026-11-24T10:11".to_owned(),
        channel: "in_person".to_owned(),
        words: "The minutes of October".to_owned(),
        answers: contact(&[("U3", "no"), ("RT1", "question"), ("RT2", "public")]),
        parts: vec![part("the minutes of October", &["DC15"], "")],
        ..NewRequestForm::default()
    });
    let refused = custody::log_sealed_try(&mut desk.session, &ordinary.id, &attempt("1")).unwrap_err();
    assert_eq!(refused.code, Code::Invalid, "an ordinary request keeps no tries of its own");

    let tried = custody::log_sealed_try(&mut desk.session, &view.id, &attempt("515 555 0150")).unwrap();
    let tries = &tried.sealed.unwrap().tries;
    assert_eq!((tries.rows.len(), tries.rows[0].state.as_str()), (1, "Counts now"));
    assert!(tries.now.contains("somebody at the desk, it is enough"), "{}", tries.now);
    assert_eq!(tried.custody.custodian.who, "Amos Brook, Librarian", "the designee decides here");
    let told = usecases::refresh_request(&desk.session, &view.id).unwrap().timeline;
    assert!(told.iter().any(|row| row.title.contains("Director tried")), "{told:?}");

    // The office knows nothing of it, and nothing else is decided by it.
    for person in [&people.receiver, &people.outsider] {
        desk.session.act_as(person).unwrap();
        let office = custody::custody_view(&desk.session).unwrap();
        assert!(office.tries.is_empty() && office.tries_now.starts_with("No try counts"), "{office:?}");
        assert_eq!(office.custodian.who, "Theodora Finch, Library Director");
        let elsewhere = usecases::refresh_request(&desk.session, &ordinary.id).unwrap();
        assert_eq!(elsewhere.custody.custodian.who, "Theodora Finch, Library Director");
    }
    assert!(
        custody::custody_view(&desk.session).unwrap().to_confirm.is_empty(),
        "to an outsider nothing waits"
    );
    let refused = custody::log_sealed_try(&mut desk.session, &view.id, &attempt("1")).unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
    desk.session.act_as(&people.receiver).unwrap();
    let refused = custody::confirm_sealed_try(&mut desk.session, &view.id, 1, true, "").unwrap_err();
    assert_eq!(refused.code, Code::DirectorOnly);

    // The Director is told that something waits, in words that anybody may read over a shoulder.
    desk.session.act_as(&people.director).unwrap();
    assert_eq!(usecases::desk_view(&desk.session).to_confirm, 1);
    let waiting = custody::custody_view(&desk.session).unwrap().to_confirm;
    let row = waiting.iter().find(|row| !row.request.is_empty()).unwrap();
    assert_eq!((row.request.as_str(), row.by.as_str()), (view.id.as_str(), ""));
    assert_eq!(row.what, format!("Sealed matter {}", view.number));
    let after =
        custody::confirm_sealed_try(&mut desk.session, &view.id, 1, false, "I was at my desk.").unwrap();
    let tries = after.sealed.unwrap().tries;
    assert_eq!((tries.rows[0].state.as_str(), tries.to_confirm.len()), ("Was not so", 0));
    assert_eq!(after.custody.custodian.who, "Theodora Finch, Library Director");
    assert_eq!(usecases::desk_view(&desk.session).to_confirm, 0);
    let desk = desk.reopen();
    let kept = usecases::refresh_request(&desk.session, &view.id).unwrap().sealed.unwrap();
    assert_eq!(kept.tries.rows[0].state, "Was not so", "and it is read back from the file");
}
