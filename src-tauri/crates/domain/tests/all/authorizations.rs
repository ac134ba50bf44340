//! Written authorizations from preparing to their end, the decision that signs them, and sessions that keep a request open.

use chrono::{NaiveDate, NaiveDateTime};
use domain::*;

const DIRECTOR: PersonId = PersonId([1; 16]);
const PART: PartId = PartId([2; 16]);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    day(text).and_hms_opt(9, 0, 0).unwrap()
}

fn standing(now: NaiveDateTime) -> Standing {
    let mut office = Office::default();
    let director =
        Person { id: DIRECTOR, name: "Ada".to_owned(), director: true, employee: true, ..Person::default() };
    office.people.insert(DIRECTOR, director);
    authority(&office, DIRECTOR, &Matter::default(), now).standing.unwrap()
}

struct Case {
    request: Request,
    now: NaiveDateTime,
}

impl Case {
    fn open() -> Self {
        let mut case = Self { request: Request::new(RequestId([9; 16])), now: at("2026-12-01") };
        case.record(RequestEvent::Opened(Opened::default()));
        case.record(RequestEvent::PartAdded(PartAdded {
            part: PART,
            what: "a list".to_owned(),
            ..PartAdded::default()
        }));
        case
    }

    fn record(&mut self, event: RequestEvent) {
        self.request.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: self.now, event });
    }

    fn prepare(&mut self, written: Authorization) -> Result<(), Refusal> {
        let event = prepare_authorization(&self.request, PART, written, self.now.date())?;
        self.record(event);
        Ok(())
    }

    fn authorize(&mut self) {
        let ruling = Ruling {
            type_code: "X".into(),
            row: "X-1".into(),
            modifiers: Vec::new(),
            open: vec![Outcome::Authorize, Outcome::Deny],
            allowed: vec!["name".into()],
            grounds: Vec::new(),
            letters: Vec::new(),
            gates: Vec::new(),
            unplanned: false,
            pack: PackRef::default(),
        };
        let event = decide_part(
            &self.request,
            PART,
            Outcome::Authorize,
            "Allowed.",
            ruling,
            &standing(self.now),
            self.now,
        );
        self.record(event.unwrap());
    }

    fn use_it(&self, used: AuthorizationUse, today: &str) -> Result<RequestEvent, Refusal> {
        use_authorization(&self.request, PART, used, day(today), &standing(self.now))
    }
}

fn written() -> Authorization {
    Authorization {
        purpose: "the spring appeal".to_owned(),
        fields: vec!["name".into(), "address".into()],
        selection: "all adult cardholders".to_owned(),
        recipients: vec![Recipient { name: "Kim Ree".to_owned(), duty_accepted_on: Some(day("2026-12-01")) }],
        from: Some(day("2026-12-10")),
        until: Some(day("2026-12-31")),
        destroy_by: Some(day("2027-01-31")),
        conditions: String::new(),
        renews: None,
    }
}

fn batch() -> AuthorizationUse {
    AuthorizationUse {
        fields: vec!["name".into()],
        recipient: "Kim Ree".to_owned(),
        records: 412,
        how: "By secure transfer.".to_owned(),
    }
}

#[test]
fn what_is_signed_is_what_was_decided() {
    let mut case = Case::open();
    case.prepare(written()).unwrap();
    case.authorize();
    let part = &case.request.parts[0];
    assert_eq!(signed(part), Some(&written()));
    // Even if the writing of the part could change, what was signed does not.
    let mut changed = case.request.clone();
    let wider = Authorization { fields: vec!["name".into(), "loans".into()], ..written() };
    let event =
        RequestEvent::AuthorizationPrepared(AuthorizationPrepared { part: PART, authorization: wider });
    changed.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: case.now, event });
    assert_eq!(in_force(&changed.parts[0]), Some(&written()));
    assert_eq!(case.prepare(written()).unwrap_err().code, RefusalCode::AlreadyDone);
}

#[test]
fn an_incomplete_writing_is_kept_but_signs_nothing() {
    let mut case = Case::open();
    case.prepare(Authorization { until: None, ..written() }).unwrap();
    assert_eq!(case.request.parts[0].authorization.as_ref().unwrap().missing(), [AuthorizationField::Until]);
    case.authorize();
    assert_eq!(signed(&case.request.parts[0]), None);
    assert_eq!(case.use_it(batch(), "2026-12-12").unwrap_err().code, RefusalCode::GateNotMet);
}

#[test]
fn a_use_stays_within_dates_fields_and_recipients() {
    let mut case = Case::open();
    case.prepare(written()).unwrap();
    case.authorize();
    let refused =
        |used: AuthorizationUse, today: &str| case.use_it(used, today).map(|_| ()).map_err(|why| why.code);
    assert_eq!(refused(batch(), "2026-12-10"), Ok(()), "the first day");
    assert_eq!(refused(batch(), "2026-12-31"), Ok(()), "the last day, to its end");
    assert_eq!(refused(batch(), "2026-12-09"), Err(RefusalCode::GateNotMet), "not begun");
    assert_eq!(refused(batch(), "2027-01-01"), Err(RefusalCode::GateNotMet), "expired");
    let fields = AuthorizationUse { fields: vec!["name".into(), "phone".into()], ..batch() };
    assert_eq!(refused(fields, "2026-12-12"), Err(RefusalCode::WiderThanAllowed));
    let none = AuthorizationUse { fields: Vec::new(), ..batch() };
    assert_eq!(refused(none, "2026-12-12"), Err(RefusalCode::Missing));
    let other = AuthorizationUse { recipient: "Lou Ash".to_owned(), ..batch() };
    assert_eq!(refused(other, "2026-12-12"), Err(RefusalCode::WiderThanAllowed));
    let expired = case.use_it(batch(), "2027-01-01").unwrap_err();
    assert!(
        expired.message.contains("Thu 31 Dec 2026") && expired.help.contains("Hand nothing over"),
        "{expired}"
    );
}

#[test]
fn after_an_early_end_nothing_is_used_and_the_writing_does_not_come_back() {
    let mut case = Case::open();
    case.prepare(written()).unwrap();
    case.authorize();
    let ended =
        end_authorization(&case.request, PART, "The Foundation asked for it.", &standing(case.now)).unwrap();
    case.record(ended);
    assert_eq!(case.use_it(batch(), "2026-12-12").unwrap_err().code, RefusalCode::GateNotMet);
    assert_eq!(case.prepare(written()).unwrap_err().code, RefusalCode::AlreadyDone);
    let again = end_authorization(&case.request, PART, "Twice.", &standing(case.now)).unwrap_err();
    assert_eq!(again.code, RefusalCode::AlreadyDone);
}

#[test]
fn dates_that_contradict_each_other_are_refused_at_their_field() {
    let mut case = Case::open();
    for (wrong, field) in [
        (Authorization { until: Some(day("2026-12-09")), ..written() }, "until"),
        (Authorization { destroy_by: Some(day("2026-12-30")), ..written() }, "destroy_by"),
        (Authorization { from: Some(day("0026-12-10")), ..written() }, "from"),
    ] {
        let refusal = case.prepare(wrong).unwrap_err();
        assert_eq!((refusal.code, refusal.field.as_deref()), (RefusalCode::Invalid, Some(field)));
    }
}

fn session(ticket: &str, closed: bool) -> VendorSession {
    VendorSession {
        ticket: ticket.to_owned(),
        person: "P. Lane".to_owned(),
        system: "catalog".to_owned(),
        supervisor: "Jo Park".to_owned(),
        opened_at: at("2026-12-01"),
        closed_at: closed.then(|| at("2026-12-01")),
        done: if closed { "Index rebuilt; no copy left.".to_owned() } else { String::new() },
    }
}

#[test]
fn a_request_does_not_end_while_any_session_is_open() {
    let mut case = Case::open();
    case.prepare(written()).unwrap();
    case.authorize();
    for ticket in ["T-1", "T-2"] {
        let event = record_vendor_session(&case.request, session(ticket, false), case.now).unwrap();
        case.record(event);
    }
    // The second ticket is closed; the first one still stands open behind it.
    let event = record_vendor_session(&case.request, session("T-2", true), case.now).unwrap();
    case.record(event);
    assert_eq!(case.request.open_sessions().map(|open| open.ticket.as_str()).collect::<Vec<_>>(), ["T-1"]);
    let needs = ClosingNeeds::default();
    let refusal = close_request(&case.request, &needs, "Done.", &standing(case.now)).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::StillOpen);
    assert!(refusal.message.contains("T-1") && refusal.help.contains("Close the access"), "{refusal}");
    assert_eq!(withdraw_request(&case.request, "Taken back.").unwrap_err().code, RefusalCode::StillOpen);
    let event = record_vendor_session(&case.request, session("T-1", true), case.now).unwrap();
    case.record(event);
    assert!(close_request(&case.request, &needs, "Done.", &standing(case.now)).is_ok());
    let needs = ClosingNeeds { parts: vec!["A danger".to_owned()], ..ClosingNeeds::default() };
    let refusal = close_request(&case.request, &needs, "Done.", &standing(case.now)).unwrap_err();
    assert!(refusal.code == RefusalCode::StillOpen && refusal.message.contains("A danger"), "{refusal}");
}

#[test]
fn a_decision_recorded_before_authorizations_were_copied_still_reads() {
    let mut case = Case::open();
    case.prepare(written()).unwrap();
    case.authorize();
    let decision = case.request.parts[0].decision.clone().unwrap();
    let mut old = serde_json::to_value(&decision).unwrap();
    old.as_object_mut().unwrap().remove("authorization").unwrap();
    assert_eq!(
        serde_json::from_value::<Decision>(old).unwrap(),
        Decision { authorization: None, ..decision }
    );
}
