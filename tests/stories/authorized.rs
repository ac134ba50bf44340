//! Written authorizations on a real vault file: the Foundation's list from the request to its last day and beyond, a firm's
//! session, and what work costs whoever asks. (Scenarios S12 and S14; P8, P13, P14, P20, Iowa Code 22.3.)

use crate::desk::{Desk, contact, part};
use usecases::custody;
use usecases::view::*;
use usecases::{Code, acts, desk_view, letter, list_authorizations, load_drafts, open_authorization};

/// The Foundation's letter, with every question answered for contact data of adults, and mobiles gathered by opt-in asked.
pub(crate) fn foundation(desk: &mut Desk) -> RequestView {
    let view = desk.start(NewRequestForm {
        received_at: "2026-12-02T08:30".to_owned(),
        channel: "mail".to_owned(),
        taken_in_by: String::new(),
        words: "May we have names, addresses and mobile numbers of adult cardholders for the spring appeal?"
            .to_owned(),
        answers: contact(&[("RT1", "letter"), ("RT2", "foundation"), ("RT3", "person")]),
        requester: RequesterForm {
            organisation: "Friends Foundation".to_owned(),
            ..RequesterForm::default()
        },
        parts: vec![part("contact data of adult cardholders", &["DC1", "DC3", "DC5"], "")],
    });
    let mut view = desk.ordinary(&view, "yes");
    for (question, choice) in
        [("FQ2", "fundraising"), ("FQ4", "all-adults"), ("FQ5", "excluded"), ("FQ6", "none"), ("FQ7", "set")]
    {
        view = desk.answer(&view, question, choice);
    }
    view
}

pub(crate) fn writing(fields: &[&str]) -> AuthorizationForm {
    let text = |text: &str| text.to_owned();
    AuthorizationForm {
        purpose: text("the spring appeal"),
        fields: fields.iter().map(|field| text(field)).collect(),
        selection: text("all adult cardholders; minors and opt-outs left out"),
        recipients: vec![RecipientForm { name: text("Kim Ree"), duty_accepted_on: text("2026-12-02") }],
        from: text("2026-12-03"),
        until: text("2026-12-31"),
        destroy_by: text("2027-01-31"),
        conditions: text("No passing on."),
        renews: String::new(),
    }
}

pub(crate) fn prepare(
    desk: &mut Desk,
    view: &RequestView,
    form: AuthorizationForm,
) -> usecases::Result<RequestView> {
    acts::prepare_authorization(&mut desk.session, &view.id, &view.parts[0].id, form)
}

/// How the list will go to the Foundation: chosen, and the address checked today.
fn plan_delivery(desk: &mut Desk, view: &RequestView) -> RequestView {
    let text = |text: &str| text.to_owned();
    let form = DeliveryForm {
        method: text("secure_transfer"),
        to: text("Kim Ree, Friends Foundation"),
        address: text("the Foundation's own upload page"),
        address_confirmed: true,
        ..DeliveryForm::default()
    };
    acts::deliver(&mut desk.session, &view.id, form).unwrap()
}

/// Planned, and decided by the Director.
pub(crate) fn authorize(desk: &mut Desk, view: &RequestView) -> RequestView {
    let view = plan_delivery(desk, view);
    desk.decide(&view, 0, "A").unwrap()
}

fn batch(fields: &[&str], recipient: &str) -> UseForm {
    UseForm {
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        recipient: recipient.to_owned(),
        records: "412".to_owned(),
        how: "By secure transfer.".to_owned(),
    }
}

fn hand_over(desk: &mut Desk, view: &RequestView, form: UseForm) -> usecases::Result<AuthorizationDetail> {
    acts::use_authorization(&mut desk.session, &view.id, &view.parts[0].id, form)
}

/// Every mandatory letter is written outside, because its text is not here yet.
pub(crate) fn write_letters_outside(desk: &mut Desk, view: &RequestView) -> RequestView {
    let path = desk.place("scan.pdf");
    std::fs::write(&path, b"%PDF-1.7\nscan").unwrap();
    let input = acts::AttachInput { path, what: "Signed letter".to_owned(), privileged: false };
    let mut after = acts::attach_file(&mut desk.session, &view.id, input).unwrap();
    let scan = after.attachments.last().unwrap().id.clone();
    for row in view.letters.iter().filter(|row| row.mandatory) {
        let form = OutsideLetterForm {
            code: row.code.clone(),
            scan: scan.clone(),
            dated: desk.clock.now().format("%Y-%m-%d").to_string(),
            signed_by: "Theodora Finch".to_owned(),
        };
        after = acts::file_outside_letter(&mut desk.session, &view.id, form).unwrap();
    }
    after
}

#[test]
fn the_foundations_list_is_authorized_handed_over_and_ends_on_its_last_day() {
    let mut desk = Desk::open("2026-12-02T09:00");
    let view = foundation(&mut desk);
    let allowed: Vec<_> =
        view.parts[0].ruling.as_ref().unwrap().allowed.iter().map(|kind| kind.code.as_str()).collect();
    assert_eq!(allowed, ["DC1", "DC3"], "of what was asked, the rule opens these");

    let refused = prepare(&mut desk, &view, writing(&["DC1", "DC5"])).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::WiderThanAllowed, vec!["fields".to_owned()]));
    assert!(refused.help.contains("Nobody can lift that"), "{}", refused.help);

    let open_end =
        AuthorizationForm { until: String::new(), destroy_by: String::new(), ..writing(&["DC1", "DC3"]) };
    let view = prepare(&mut desk, &view, open_end).unwrap();
    assert_eq!(
        view.parts[0].authorization.as_ref().unwrap().missing,
        ["the last day", "the day by which copies are destroyed"]
    );
    let refused = desk.decide(&view, 0, "A").unwrap_err();
    assert!(refused.refs.contains(&"G11".to_owned()), "no end, no signature: {refused}");

    let view = prepare(&mut desk, &view, writing(&["DC1", "DC3"])).unwrap();
    let view = authorize(&mut desk, &view);
    assert!(view.parts[0].authorization.as_ref().unwrap().signed);
    assert_eq!(prepare(&mut desk, &view, writing(&["DC1"])).unwrap_err().code, Code::AlreadyDone);
    let ends = view.clocks.iter().find(|clock| clock.group == ClockGroup::Authorization).unwrap();
    assert_eq!(ends.due.as_ref().unwrap().date.iso, "2026-12-31");

    let early = hand_over(&mut desk, &view, batch(&["DC1", "DC3"], "Kim Ree")).unwrap_err();
    assert_eq!(early.code, Code::GateNotMet, "its first day is tomorrow");
    desk.clock.set("2026-12-03T10:00");
    for (form, code) in [
        (batch(&["DC1", "DC6"], "Kim Ree"), Code::WiderThanAllowed),
        (batch(&["DC1", "DC5"], "Kim Ree"), Code::WiderThanAllowed),
        (batch(&["DC1"], "A mail house"), Code::WiderThanAllowed),
        (batch(&[], "Kim Ree"), Code::Missing),
        (UseForm { records: "many".to_owned(), ..batch(&["DC1"], "Kim Ree") }, Code::Invalid),
    ] {
        assert_eq!(hand_over(&mut desk, &view, form.clone()).unwrap_err().code, code, "{form:?}");
    }
    let detail = hand_over(&mut desk, &view, batch(&["DC1", "DC3"], "Kim Ree")).unwrap();
    assert_eq!((detail.uses.len(), detail.uses[0].records, detail.row.uses), (1, 412, 1));
    let paper = letter::binder_words(&desk.session, &view.id, false).unwrap();
    let signed = detail.signed.clone().unwrap();
    for said in
        ["Kim Ree", "412 records", "By secure transfer.", "Copies destroyed by", &signed, &detail.row.state]
    {
        assert!(paper.contains(said), "{said}: {paper}");
    }

    // Its request is closed long before it ends: the authorization stands by itself.
    write_letters_outside(&mut desk, &view);
    let closed = acts::close_request(&mut desk.session, &view.id, "Signed and handed over.").unwrap();
    assert!(closed.read_only.is_some());
    let quiet = desk_view(&desk.session).today;
    desk.clock.set("2026-12-20T09:00");
    assert_eq!(desk_view(&desk.session).today, quiet + 1, "its end is near");
    let rows = list_authorizations(&desk.session).unwrap().rows;
    assert_eq!((rows[0].state.as_str(), rows[0].soon), ("Ends in 11 days", true));
    let mut desk = desk.reopen();
    desk.clock.set("2026-12-31T17:00");
    assert!(hand_over(&mut desk, &view, batch(&["DC3"], "Kim Ree")).is_ok(), "the last day, to its end");

    desk.clock.set("2027-01-01T09:00");
    let over = hand_over(&mut desk, &view, batch(&["DC1"], "Kim Ree")).unwrap_err();
    assert_eq!(over.code, Code::GateNotMet);
    assert!(over.message.contains("Thu 31 Dec 2026") && over.help.contains("Hand nothing over"), "{over}");
    let detail = open_authorization(&mut desk.session, &view.id, &view.parts[0].id).unwrap();
    assert_eq!(detail.row.state, "Expired Thu 31 Dec 2026");
    assert!(detail.no_use.unwrap().contains("Hand nothing over"));
    assert!(!detail.may_end && detail.may_continue);
    let again = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(again.timeline[0].title, "Opened to read", "looking at it is on record");
}

#[test]
fn an_answer_that_is_corrected_stops_the_next_batch_and_the_letter_that_is_not_printed_yet() {
    let mut desk = Desk::open("2026-12-03T09:00");
    let view = foundation(&mut desk);
    let view = prepare(&mut desk, &view, writing(&["DC1", "DC3"])).unwrap();
    let view = authorize(&mut desk, &view);
    let view = letter::issue_letter(&mut desk.session, &view.id, "L20").unwrap();
    let issued = view.letters.iter().find(|row| row.code == "L20").unwrap().issued[0].id.clone();
    letter::order_print(&desk.session, &view.id, &issued).expect("while it stands it may be printed");
    hand_over(&mut desk, &view, batch(&["DC1"], "Kim Ree")).expect("the first batch");
    let view = desk.answer(&view, "FQ4", "use-based");
    let refused = hand_over(&mut desk, &view, batch(&["DC1"], "Kim Ree")).unwrap_err();
    assert_eq!(refused.code, Code::GateNotMet, "{refused}");
    assert!(refused.help.contains("Nothing may be handed over"), "{refused:?}");
    let refused = letter::order_print(&desk.session, &view.id, &issued).unwrap_err();
    assert_eq!(refused.code, Code::GateNotMet, "{refused}");
    let view = desk.answer(&view, "FQ4", "all-adults");
    hand_over(&mut desk, &view, batch(&["DC1"], "Kim Ree")).expect("as it was signed");
}

#[test]
fn an_expired_authorization_keeps_no_request_open() {
    let mut desk = Desk::open("2026-12-02T09:00");
    let view = foundation(&mut desk);
    let view = prepare(&mut desk, &view, writing(&["DC1"])).unwrap();
    let view = authorize(&mut desk, &view);
    write_letters_outside(&mut desk, &view);
    desk.clock.set("2027-02-01T09:00");
    acts::close_request(&mut desk.session, &view.id, "All done.").unwrap();
}

#[test]
fn an_early_end_stops_the_next_batch_and_a_new_request_continues_it_as_a_draft() {
    let mut desk = Desk::open("2026-12-03T09:00");
    let view = foundation(&mut desk);
    let view = prepare(&mut desk, &view, writing(&["DC1", "DC3"])).unwrap();
    let view = authorize(&mut desk, &view);
    let part = view.parts[0].id.clone();
    let nothing = acts::end_authorization(&mut desk.session, &view.id, &part, " ").unwrap_err();
    assert_eq!((nothing.code, nothing.refs), (Code::Missing, vec!["reason".to_owned()]));
    acts::end_authorization(&mut desk.session, &view.id, &part, "The appeal is called off.").unwrap();
    let refused = hand_over(&mut desk, &view, batch(&["DC1"], "Kim Ree")).unwrap_err();
    assert_eq!(refused.code, Code::GateNotMet);

    let wanted = ContinueForm {
        received_at: "2026-12-03T08:00".to_owned(),
        channel: "mail".to_owned(),
        words: "May we have it for the summer instead?".to_owned(),
    };
    let next = acts::continue_authorization(&mut desk.session, &view.id, &part, wanted).unwrap();
    assert_eq!(
        (next.parts[0].kind.as_str(), next.requester[0].label.as_str()),
        (view.kind.as_str(), "Friends Foundation")
    );
    let key = format!("request/{}/{}/authorization", next.id, next.parts[0].id);
    let drafts = load_drafts(&desk.session, &key).unwrap();
    let draft: AuthorizationForm = serde_json::from_str(&drafts[0].text).unwrap();
    assert_eq!((draft.purpose.as_str(), draft.renews.as_str()), ("the spring appeal", view.number.as_str()));
    assert_eq!((draft.until.as_str(), draft.recipients[0].duty_accepted_on.as_str()), ("", ""), "made anew");
    assert_eq!(next.parts[0].authorization, None, "nothing is written before somebody records it");
    // As the answers stand there, the rule opens nothing yet: the draft waits.
    let refused = prepare(&mut desk, &next, draft.clone()).unwrap_err();
    assert!(refused.help.contains("Answer the questions first"), "{refused}");

    let mut view = desk.ordinary(&next, "yes");
    for (question, choice) in
        [("FQ2", "fundraising"), ("FQ4", "all-adults"), ("FQ5", "excluded"), ("FQ6", "none"), ("FQ7", "set")]
    {
        view = desk.answer(&view, question, choice);
    }
    prepare(&mut desk, &view, draft).unwrap();
    let detail = open_authorization(&mut desk.session, &next.id, &next.parts[0].id).unwrap();
    assert_eq!(detail.row.state, "Not signed");
    assert!(detail.linked[0].label.starts_with("Continues the authorization of"), "{:?}", detail.linked);
}

#[test]
fn only_the_director_authorizes_the_foundation_and_hands_over_under_it() {
    let mut desk = Desk::open("2026-12-03T09:00");
    let amos = desk.employee("Amos Reed");
    let text = |text: &str| text.to_owned();
    let designation = DesignationForm {
        person: amos.clone(),
        from: text("2026-12-03"),
        until: text("2026-12-20"),
        signed_on: text("2026-12-03"),
        ..DesignationForm::default()
    };
    custody::designate(&mut desk.session, &designation).unwrap();
    let view = foundation(&mut desk);
    let view = prepare(&mut desk, &view, writing(&["DC1", "DC3"])).unwrap();
    let absence = AbsenceForm {
        from: text("2026-12-04T08:00"),
        until: text("2026-12-18T18:00"),
        ..AbsenceForm::default()
    };
    custody::record_absence(&mut desk.session, &absence).unwrap();
    let director = desk.director();

    desk.clock.set("2026-12-04T10:00");
    desk.session.act_as(&amos).unwrap();
    let held = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(held.parts[0].ruling.as_ref().unwrap().row, "FN-4", "left for the Director");
    assert_eq!(desk.decide(&view, 0, "A").unwrap_err().code, Code::DirectorOnly);
    desk.session.act_as(&director).unwrap();
    authorize(&mut desk, &view);
    desk.session.act_as(&amos).unwrap();
    let refused = hand_over(&mut desk, &view, batch(&["DC1"], "Kim Ree")).unwrap_err();
    assert_eq!(refused.code, Code::DirectorOnly, "{refused}");
    let detail = open_authorization(&mut desk.session, &view.id, &view.parts[0].id).unwrap();
    assert!(detail.no_use.unwrap().contains("Only the Director"), "the page says so before anybody tries");
}

/// A firm's ticket, with every question answered for a watched session.
fn firm(desk: &mut Desk) -> RequestView {
    let view = desk.start(NewRequestForm {
        received_at: "2026-12-02T08:30".to_owned(),
        channel: "phone".to_owned(),
        taken_in_by: String::new(),
        words: "The catalog index is broken; we can repair it in a session.".to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "vendor"), ("RT3", "system-access")]),
        requester: RequesterForm { organisation: "Catalog Systems".to_owned(), ..RequesterForm::default() },
        parts: vec![part("a session on the catalog", &[], "")],
    });
    let mut view = desk.ordinary(&view, "yes");
    for (question, choice) in [("VQ4", "planned"), ("VQ1", "on-file"), ("VQ3", "session"), ("VQ2", "named")] {
        view = desk.answer(&view, question, choice);
    }
    view
}

fn session(opened: &str, closed: &str, done: &str) -> VendorSessionForm {
    let text = |text: &str| text.to_owned();
    VendorSessionForm {
        ticket: text("T-4411"),
        person: text("P. Lane"),
        system: text("catalog"),
        supervisor: text("Jo Park"),
        opened_at: text(opened),
        closed_at: text(closed),
        done: text(done),
    }
}

#[test]
fn a_session_left_open_keeps_its_request_open() {
    let mut desk = Desk::open("2026-12-02T09:00");
    let view = firm(&mut desk);
    assert_eq!(view.parts[0].identity, IdentityNeed::Firm);
    let today = AuthorizationForm {
        purpose: "Ticket T-4411: repair the index".to_owned(),
        recipients: vec![RecipientForm {
            name: "P. Lane".to_owned(),
            duty_accepted_on: "2026-12-02".to_owned(),
        }],
        from: "2026-12-02".to_owned(),
        until: "2026-12-02".to_owned(),
        destroy_by: "2026-12-02".to_owned(),
        ..writing(&["DC1", "DC8"])
    };
    let view = prepare(&mut desk, &view, today).unwrap();
    let refused = desk.decide(&view, 0, "A").unwrap_err();
    assert!(refused.refs.contains(&"G17".to_owned()), "no session on record: {refused}");
    let late = acts::record_vendor_session(&mut desk.session, &view.id, session("2026-12-03T09:00", "", ""))
        .unwrap_err();
    assert_eq!((late.code, late.refs), (Code::Invalid, vec!["opened_at".to_owned()]));
    let view = acts::record_vendor_session(&mut desk.session, &view.id, session("2026-12-02T08:55", "", ""))
        .unwrap();
    assert!(view.sessions[0].open);
    let view = desk.decide(&view, 0, "A").unwrap();
    write_letters_outside(&mut desk, &view);

    desk.clock.set("2026-12-03T09:00");
    let refused = acts::close_request(&mut desk.session, &view.id, "Repaired.").unwrap_err();
    assert_eq!(refused.code, Code::StillOpen);
    assert!(refused.message.contains("T-4411") && refused.help.contains("Close the access"), "{refused}");
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert!(view.keeps_open.iter().any(|line| line.contains("T-4411")), "{:?}", view.keeps_open);
    assert_eq!(
        acts::withdraw_request(&mut desk.session, &view.id, "By mistake.").unwrap_err().code,
        Code::StillOpen
    );

    let unsaid = session("2026-12-02T08:55", "2026-12-02T09:40", "");
    assert_eq!(
        acts::record_vendor_session(&mut desk.session, &view.id, unsaid).unwrap_err().code,
        Code::Missing
    );
    let closed = session("2026-12-02T08:55", "2026-12-02T09:40", "Index rebuilt. No copy left.");
    let view = acts::record_vendor_session(&mut desk.session, &view.id, closed).unwrap();
    assert_eq!(view.keeps_open, Vec::<String>::new());
    acts::close_request(&mut desk.session, &view.id, "Repaired.").unwrap();
}

#[test]
fn long_work_waits_for_its_estimate_and_short_work_for_nothing() {
    let mut desk = Desk::open("2026-12-02T09:00");
    let view = desk.start(NewRequestForm {
        received_at: "2026-12-02T08:30".to_owned(),
        channel: "email".to_owned(),
        taken_in_by: String::new(),
        words: "Circulation totals of the last ten years, by month.".to_owned(),
        answers: contact(&[("RT1", "letter"), ("RT2", "public"), ("RT3", "public-facts")]),
        requester: RequesterForm::default(),
        parts: vec![part("circulation totals", &["DC18"], "")],
    });
    let mut view = desk.ordinary(&view, "no");
    for (question, choice) in [("B2", "statistics"), ("B3", "no"), ("B5", "copy"), ("B4", "over-30")] {
        if view.parts[0].steps.iter().any(|step| step.id == question && step.status != StepStatus::Done) {
            view = desk.answer(&view, question, choice);
        }
    }
    let gate = |view: &RequestView| {
        let gates = &view.parts[0].ruling.as_ref().unwrap().gates;
        let fee = gates.iter().find(|gate| gate.code == "G15").unwrap();
        (fee.state.clone(), fee.why.clone())
    };
    assert_eq!(gate(&view).0, "Not met");
    assert_eq!(view.fee.form.free_minutes, "30", "the policy's own figure is there to begin with");
    let text = |text: &str| text.to_owned();
    let form = FeeForm {
        minutes: text("75"),
        hour: text("24.00"),
        copies: text("3.50"),
        prepaid: true,
        ..view.fee.form.clone()
    };
    assert_eq!(acts::preview_fee(&form).unwrap()[3], "In all: $21.50.");
    let view = acts::estimate_fee(&mut desk.session, &view.id, &form).unwrap();
    assert_eq!(gate(&view).1, "The estimate was not sent.");
    let unsent = FeeForm { paid_on: text("2026-12-02"), ..form.clone() };
    let refused = acts::estimate_fee(&mut desk.session, &view.id, &unsent).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::Missing, vec![text("sent_on")]));
    let sent = FeeForm { sent_on: text("2026-12-02"), ..form };
    let view = acts::estimate_fee(&mut desk.session, &view.id, &sent).unwrap();
    assert_eq!(
        (gate(&view).0, view.fee.state.as_str()),
        (text("Enough to hold or decline"), "Waiting for payment")
    );
    let ahead = FeeForm { paid_on: text("2026-12-04"), ..sent.clone() };
    let refused = acts::estimate_fee(&mut desk.session, &view.id, &ahead).unwrap_err();
    assert_eq!(refused.refs, vec![text("paid_on")], "nobody paid on a day that is still to come");
    let paid = FeeForm { paid_on: text("2026-12-02"), ..sent };
    let view = acts::estimate_fee(&mut desk.session, &view.id, &paid).unwrap();
    assert_eq!((gate(&view).0, view.fee.state.as_str()), (text("Met"), "Paid"));
    assert_eq!(view.fee.form, paid, "what was typed reads back");
    let paper = letter::binder_words(&desk.session, &view.id, false).unwrap();
    assert!(!view.fee.lines.is_empty() && view.fee.lines.iter().all(|line| paper.contains(line)), "{paper}");
    let estimate = letter::letter_view(&desk.session, &view.id, "L05").unwrap();
    assert!(
        matches!(&estimate.unresolved[..], [one] if one.what.contains("the cost of an hour is made up")),
        "only what the record cannot know is left to type: {:?}",
        estimate.unresolved
    );
}
