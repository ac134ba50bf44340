//! What counts as told, as settled and as advised: a letter that was overtaken, a part that nobody answered, a paper that
//! counsel never saw, a day that is still to come.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use domain::*;

const ADA: PersonId = PersonId([1; 16]);
const ONE: PartId = PartId([1; 16]);
const TWO: PartId = PartId([2; 16]);
const LETTER: LetterId = LetterId([7; 16]);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap()
}

fn office() -> Office {
    let mut office = Office::default();
    let ada = Person { id: ADA, name: "Ada".to_owned(), director: true, employee: true, ..Person::default() };
    office.people.insert(ADA, ada);
    office
}

/// A request with one part, received at nine.
struct Case {
    request: Request,
    now: NaiveDateTime,
}

impl Case {
    fn open() -> Self {
        let now = today().and_hms_opt(9, 0, 0).unwrap();
        let mut case = Self { request: Request::new(RequestId([9; 16])), now };
        case.record(RequestEvent::Opened(Opened {
            received: Received { at: now, ..Received::default() },
            ..Opened::default()
        }));
        case.part(ONE);
        case
    }

    /// An hour later.
    fn later(&mut self) -> &mut Self {
        self.now += TimeDelta::hours(1);
        self
    }

    fn record(&mut self, event: RequestEvent) {
        self.request.evolve(&Recorded { by: ADA, capacity: Capacity::Director, at: self.now, event });
    }

    fn part(&mut self, part: PartId) {
        self.record(RequestEvent::PartAdded(PartAdded {
            part,
            what: "a record".to_owned(),
            ..PartAdded::default()
        }));
    }

    fn standing(&self) -> Standing {
        authority(&office(), ADA, &Matter::default(), self.now).standing.unwrap()
    }

    fn decide(&mut self, part: PartId, outcome: Outcome, releases: &[&str]) {
        let data: Vec<DataCode> = releases.iter().map(|code| DataCode::from(*code)).collect();
        let ruling = Ruling {
            type_code: "X".into(),
            row: "X-1".into(),
            modifiers: Vec::new(),
            open: vec![outcome],
            allowed: data.clone(),
            grounds: Vec::new(),
            letters: Vec::new(),
            gates: Vec::new(),
            unplanned: false,
            pack: PackRef::default(),
        };
        let decision = Decision {
            outcome,
            ruling,
            reason: "So it is.".to_owned(),
            by: ADA,
            capacity: Capacity::Director,
            at: self.now,
            releases: data,
            plan_version: 0,
            authorization: self.request.part(part).unwrap().authorization.clone(),
        };
        self.record(RequestEvent::Decided(Box::new(Decided { part, decision, approved_again: false })));
    }

    fn letter(&self, id: LetterId, parts: &[PartId]) -> IssuedLetter {
        IssuedLetter {
            id,
            code: "L02".into(),
            title: "Answer".to_owned(),
            parts: parts.to_vec(),
            pdf: AttachmentId([1; 16]),
            sha256: String::new(),
            pages: 1,
            signer: ADA,
            capacity: Capacity::Director,
            internal: false,
            privileged: false,
            corrects: None,
            tells_decision: true,
            manifest: None,
        }
    }

    fn issue(&mut self, id: LetterId, parts: &[PartId]) {
        let letter = self.letter(id, parts);
        self.record(RequestEvent::LetterIssued(letter));
    }

    fn print(&mut self, letter: LetterId) {
        let print = Print { letter, outcome: PrintOutcome::Printed, ..Print::default() };
        self.record(RequestEvent::LetterPrinted(print));
    }

    fn may_print(&self, parts: &[PartId]) -> Result<(), RefusalCode> {
        let telling = Telling {
            request: &self.request,
            parts: parts.iter().map(|part| (*part, Matter::default())).collect(),
        };
        let letter = self.request.letter(LETTER).unwrap().what.clone();
        printing(&office(), &telling, &letter, ADA, self.now).map(drop).map_err(|refused| refused.code)
    }

    fn need(&self, parts: &[PartId]) -> NeededLetter {
        NeededLetter {
            code: "L02".into(),
            title: "Answer".to_owned(),
            waivable: true,
            tells: true,
            parts: parts.to_vec(),
        }
    }
}

#[test]
fn a_printed_letter_is_overtaken_by_a_decision_that_gives_less_until_it_was_sent() {
    let mut case = Case::open();
    case.decide(ONE, Outcome::Release, &["loans", "address"]);
    case.later().issue(LETTER, &[ONE]);
    case.later().print(LETTER);
    assert_eq!(case.may_print(&[ONE]), Ok(()), "it tells what was decided");
    case.later().decide(ONE, Outcome::ReleaseInPart, &["address"]);
    assert_eq!(case.may_print(&[ONE]), Err(RefusalCode::GateNotMet), "the one in the tray tells too much");

    let mut memo = case.letter(LETTER, &[ONE]);
    memo.internal = true;
    let telling = Telling { request: &case.request, parts: vec![(ONE, Matter::default())] };
    assert!(printing(&office(), &telling, &memo, ADA, case.now).is_ok(), "a memo of then stays in the file");

    let mut sent = Case::open();
    sent.decide(ONE, Outcome::Release, &["loans"]);
    sent.later().issue(LETTER, &[ONE]);
    let now = sent.later().now;
    sent.record(RequestEvent::Delivered(Delivery {
        letter: Some(LETTER),
        sent_at: Some(now),
        ..Delivery::default()
    }));
    sent.later().decide(ONE, Outcome::ReleaseInPart, &["loans"]);
    assert_eq!(sent.may_print(&[ONE]), Ok(()), "what was sent is history");
}

#[test]
fn a_letter_answers_the_parts_it_names_and_no_part_that_came_later() {
    let mut case = Case::open();
    case.decide(ONE, Outcome::Deny, &[]);
    case.later().issue(LETTER, &[ONE]);
    case.print(LETTER);
    assert!(is_settled(&case.request, &case.need(&[ONE])));
    case.later().part(TWO);
    case.decide(TWO, Outcome::Deny, &[]);
    assert!(!is_settled(&case.request, &case.need(&[ONE, TWO])), "nobody answered the second part");
    let second = LetterId([8; 16]);
    case.later().issue(second, &[TWO]);
    assert!(!is_settled(&case.request, &case.need(&[ONE, TWO])), "it is not on paper yet");
    case.print(second);
    assert!(is_settled(&case.request, &case.need(&[ONE, TWO])));
}

#[test]
fn a_print_that_put_nothing_on_paper_leaves_what_was_printed_before() {
    let mut case = Case::open();
    case.decide(ONE, Outcome::Deny, &[]);
    case.later().issue(LETTER, &[ONE]);
    let print = |case: &mut Case, outcome, looked_right| {
        let print = Print { letter: LETTER, outcome, looked_right, ..Print::default() };
        case.record(RequestEvent::LetterPrinted(print));
        is_settled(&case.request, &case.need(&[ONE]))
    };
    for outcome in [PrintOutcome::Cancelled, PrintOutcome::Failed] {
        assert!(!print(&mut case, outcome, None), "{outcome:?}: nothing was printed yet");
    }
    assert!(print(&mut case, PrintOutcome::Printed, Some(true)));
    for outcome in [PrintOutcome::Cancelled, PrintOutcome::Failed] {
        assert!(print(&mut case, outcome, None), "{outcome:?}: the paper from before is still right");
    }
    assert!(!print(&mut case, PrintOutcome::Failed, Some(false)), "the paper came out wrong");
    assert!(!print(&mut case, PrintOutcome::Cancelled, None), "it is still wrong");
    assert!(print(&mut case, PrintOutcome::Printed, None));
}

#[test]
fn a_part_that_is_decided_again_leaves_the_other_one_answered() {
    let mut case = Case::open();
    case.part(TWO);
    case.decide(ONE, Outcome::Deny, &[]);
    case.decide(TWO, Outcome::Deny, &[]);
    case.later().issue(LETTER, &[ONE, TWO]);
    case.print(LETTER);
    assert!(is_settled(&case.request, &case.need(&[ONE, TWO])));
    case.later().decide(ONE, Outcome::Release, &["loans"]);
    assert!(is_settled(&case.request, &case.need(&[TWO])), "the second part stands as it was told");
    assert!(!is_settled(&case.request, &case.need(&[ONE, TWO])), "the first was decided again");
}

#[test]
fn what_was_waived_before_a_decision_is_not_waived_for_what_it_decides() {
    let mut case = Case::open();
    let waive = |case: &mut Case, parts: &[PartId]| {
        let event = waive_letter(&case.request, &case.need(parts), "Not needed.", &case.standing()).unwrap();
        case.record(event);
    };
    waive(&mut case, &[ONE]);
    case.later().decide(ONE, Outcome::Deny, &[]);
    assert!(!is_settled(&case.request, &case.need(&[ONE])), "it was waived while nothing was decided");
    waive(case.later(), &[ONE]);
    assert!(is_settled(&case.request, &case.need(&[ONE])));
    case.later().part(TWO);
    case.decide(TWO, Outcome::Deny, &[]);
    assert!(!is_settled(&case.request, &case.need(&[ONE, TWO])), "another part needs it");
    let told = NeededLetter { tells: false, ..case.need(&[ONE, TWO]) };
    assert!(is_settled(&case.request, &told), "a letter that tells no decision is waived once");
}

#[test]
fn what_tells_no_decision_answers_none_and_what_is_of_another_code_settles_nothing() {
    let mut case = Case::open();
    case.decide(ONE, Outcome::Deny, &[]);
    let any = NeededLetter { tells: false, ..case.need(&[ONE]) };
    assert!(!is_settled(&case.request, &any), "nothing is there");
    let receipt = IssuedLetter { tells_decision: false, ..case.letter(LETTER, &[ONE]) };
    case.later().record(RequestEvent::LetterIssued(receipt));
    case.print(LETTER);
    assert!(!is_settled(&case.request, &case.need(&[ONE])), "it went out while the part was held");
    assert!(is_settled(&case.request, &any));
    let waived = waive_letter(&case.request, &case.need(&[ONE]), "Not needed.", &case.standing()).unwrap();
    case.record(waived);
    for (code, settled) in [("L02", true), ("L03", false)] {
        let need = NeededLetter { code: code.into(), ..case.need(&[ONE]) };
        assert_eq!(is_settled(&case.request, &need), settled, "{code}");
    }
    case.record(RequestEvent::LetterWrittenOutside(OutsideLetter {
        id: LetterId([8; 16]),
        code: "L03".into(),
        title: "Partial release".to_owned(),
        parts: vec![ONE],
        scan: AttachmentId([5; 16]),
        dated: today(),
        signed_by: "Ada".to_owned(),
    }));
    for (code, settled) in [("L03", true), ("L04", false)] {
        let need = NeededLetter { code: code.into(), ..case.need(&[ONE]) };
        assert_eq!(is_settled(&case.request, &need), settled, "{code}, written outside");
    }
    // It closes once each letter it needs is settled, and not before.
    let closes = |code: &str| {
        let letters = vec![NeededLetter { code: code.into(), ..case.need(&[ONE]) }];
        let needs = ClosingNeeds { letters, ..ClosingNeeds::default() };
        close_request(&case.request, &needs, "Done.", &case.standing()).map_err(|refused| refused.code)
    };
    assert!(closes("L03").is_ok());
    assert_eq!(closes("L04").unwrap_err(), RefusalCode::StillOpen);
}

#[test]
fn words_alone_are_a_look_with_somebody_else() {
    let look = Look::from("The same.");
    assert_eq!((look.found.as_str(), look.alone.as_str()), ("The same.", ""));
}

#[test]
fn advice_counts_for_the_paper_and_the_parts_that_counsel_saw() {
    let mut case = Case::open();
    let paper = || Instrument { kind: Some("Subpoena".to_owned()), ..Instrument::default() };
    case.record(RequestEvent::InstrumentRecorded(paper()));
    let asked = case.later().now;
    case.record(RequestEvent::CounselConsulted(Consultation { at: asked, ..Consultation::default() }));
    case.later().record(RequestEvent::InstrumentRecorded(paper()));
    case.part(TWO);
    let now = case.later().now;
    let advice = |parts: &[PartId], at| Advice {
        result: Some(AdviceResult::Comply),
        lawyer: "Ines Okafor".to_owned(),
        at,
        parts: parts.to_vec(),
        ..Advice::default()
    };
    let version = |at| match advise(&case.request, advice(&[ONE], at), now) {
        Ok(RequestEvent::CounselAdvised(advice)) => advice.paper_version,
        other => panic!("{other:?}"),
    };
    assert_eq!(version(asked), 1, "the second paper was recorded afterwards");
    assert_eq!(version(now), 2);
    let refused = advise(&case.request, advice(&[ONE, TWO], asked), now).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("parts"), "the second part was not there yet");
    assert!(advise(&case.request, advice(&[ONE, TWO], now), now).is_ok());
    // The first paper came with the request, however late it was typed in.
    assert_eq!(case.request.paper_version_at(today().and_hms_opt(8, 0, 0).unwrap()), 1);
}

#[test]
fn what_is_handed_over_is_what_was_decided_though_the_writing_is_wider() {
    let mut case = Case::open();
    let written = Authorization {
        purpose: "collecting".to_owned(),
        fields: vec!["name".into(), "address".into()],
        selection: "placed accounts".to_owned(),
        recipients: vec![Recipient { name: "Agency".to_owned(), duty_accepted_on: Some(today()) }],
        from: Some(today()),
        until: Some(today() + Days::new(30)),
        destroy_by: Some(today() + Days::new(60)),
        conditions: String::new(),
        renews: None,
    };
    let event = prepare_authorization(&case.request, ONE, written, today()).unwrap();
    case.record(event);
    case.later().decide(ONE, Outcome::ReleaseInPart, &["name"]);
    let used = |field: &str| AuthorizationUse {
        fields: vec![field.into()],
        recipient: "Agency".to_owned(),
        records: 1,
        how: "By secure transfer.".to_owned(),
    };
    let say = |field| {
        use_authorization(&case.request, ONE, used(field), today(), &case.standing())
            .map(drop)
            .map_err(|refused| refused.code)
    };
    assert_eq!(say("name"), Ok(()));
    assert_eq!(say("address"), Err(RefusalCode::WiderThanAllowed), "it was never decided to go out");
}

#[test]
fn no_record_rests_on_a_day_that_is_still_to_come() {
    let case = Case::open();
    let tomorrow = today() + Days::new(1);
    let why = |said: Result<RequestEvent, Refusal>| said.map(drop).map_err(|refused| refused.field);
    let fee = |sent_on, paid_on| {
        let estimate = FeeEstimate { sent_on, paid_on, ..FeeEstimate::default() };
        why(estimate_fee(&case.request, estimate, today()))
    };
    assert_eq!(fee(Some(today()), Some(today())), Ok(()));
    assert_eq!(fee(Some(tomorrow), None), Err(Some("sent_on".to_owned())));
    assert_eq!(fee(Some(today()), Some(tomorrow)), Err(Some("paid_on".to_owned())));
    let accepted = |day| {
        let recipients = vec![Recipient { name: "Kim".to_owned(), duty_accepted_on: Some(day) }];
        let written = Authorization { recipients, ..Authorization::default() };
        why(prepare_authorization(&case.request, ONE, written, today()))
    };
    assert_eq!(accepted(today()), Ok(()));
    assert_eq!(accepted(tomorrow), Err(Some("duty_accepted_on".to_owned())), "nobody accepted a duty yet");
}

#[test]
fn a_declared_conflict_is_taken_back_with_a_word_only() {
    let mut case = Case::open();
    let word = |conflict, note: Option<&str>| ConflictDeclared {
        conflict,
        note: note.map(str::to_owned),
        ..ConflictDeclared::default()
    };
    assert!(declare_conflict(&case.request, word(false, None), ADA).is_ok(), "nothing was declared");
    let event = declare_conflict(&case.request, word(true, Some("A brother.")), ADA).unwrap();
    case.record(event);
    let refused = declare_conflict(&case.request, word(false, None), ADA).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (RefusalCode::Missing, Some("note")));
    assert!(declare_conflict(&case.request, word(false, None), PersonId([2; 16])).is_ok(), "another's word");
    assert!(declare_conflict(&case.request, word(false, Some("Another man.")), ADA).is_ok());
}

#[test]
fn whoever_decides_looks_again_when_the_pause_is_over_and_not_a_minute_before() {
    let (office, pause) = (office(), TimeDelta::minutes(10));
    let mut case = Case::open();
    let right = |now| looking(&office, ADA, &Matter::default(), pause, now).unwrap();
    let begun = start_second_look(&case.request, ONE, &right(case.now)).unwrap();
    case.record(begun);
    let began = case.request.second_looks[&ONE].started.as_ref().unwrap().at;
    let after = |minutes| {
        let now = began + TimeDelta::minutes(minutes);
        let look = Look::from("The same.");
        take_second_look(&case.request, ONE, &look, Default::default(), &right(now), now)
    };
    for minutes in [0, 9] {
        assert_eq!(after(minutes).unwrap_err().code, RefusalCode::TooSoon, "{minutes}");
    }
    for minutes in [10, 11, 600] {
        assert!(after(minutes).is_ok(), "{minutes}");
    }
}

#[test]
fn whoever_looks_alone_says_why_where_somebody_else_could_look() {
    let ben = PersonId([2; 16]);
    let mut office = office();
    let person = Person { id: ben, name: "Ben".to_owned(), employee: true, ..Person::default() };
    office.people.insert(ben, person);
    let pause = TimeDelta::minutes(10);
    let mut case = Case::open();
    let right = |office: &Office, person, now| looking(office, person, &Matter::default(), pause, now);
    let alone = right(&office, ADA, case.now).unwrap();
    assert!(alone.others().is_empty(), "an employee who is not designated looks at nothing");
    let designation =
        Designation { person: ben, from: today(), signed_on: today(), order: 1, ..Designation::default() };
    office.designations = vec![designation];

    let begun = start_second_look(&case.request, ONE, &right(&office, ADA, case.now).unwrap()).unwrap();
    case.record(begun);
    let now = case.later().now;
    let look = |person, alone: &str, office: &Office| {
        let look = Look { found: "The same.".to_owned(), alone: alone.to_owned() };
        let right = right(office, person, now).unwrap();
        take_second_look(&case.request, ONE, &look, Default::default(), &right, now)
    };
    let refused = look(ADA, " ", &office).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (RefusalCode::Missing, Some("alone")));
    let why = |said: Result<RequestEvent, Refusal>| match said.unwrap() {
        RequestEvent::SecondLookTaken(taken) => taken.alone,
        other => panic!("{other:?}"),
    };
    assert_eq!(why(look(ADA, " Ben is ill ", &office)), Some("Ben is ill".to_owned()));
    assert_eq!(why(look(ben, "", &office)), None, "the other one just looks");
    assert_eq!(why(look(ben, "I was asked to", &office)), None, "and is not alone");
    // The Director is away: for Ben, who began it then, nobody else is there.
    let away = Office {
        absences: vec![Absence { from: now - TimeDelta::hours(2), ..Absence::default() }],
        ..office.clone()
    };
    assert!(right(&away, ben, now).unwrap().others().is_empty());
    assert_eq!(right(&office, ben, now).unwrap().others(), [ADA]);
    let named = |looks_only, types: &[&str]| {
        let types = types.iter().map(|code| TypeCode::from(*code)).collect();
        Office {
            designations: vec![Designation { looks_only, types, ..office.designations[0].clone() }],
            ..away.clone()
        }
    };
    let matter = Matter { type_code: Some("MTG".into()), ..Matter::default() };
    for (types, covers) in [(&[][..], true), (&["MTG"], true), (&["PUB"], false)] {
        let may_look = looking(&named(true, types), ben, &matter, pause, now);
        assert_eq!(may_look.is_ok(), covers, "{types:?}");
        let decides = |office: &Office| authority(office, ben, &matter, now).standing.is_ok();
        assert!(!decides(&named(true, types)), "named for second looks alone: {types:?}");
        assert_eq!(decides(&named(false, types)), covers);
    }
    // Whoever may look and not decide is the second by that alone: no pause, and no word on why nobody else looks.
    let looks = named(true, &[]);
    let here = Office { absences: Vec::new(), ..looks };
    let right_of = |person| right(&here, person, case.now).unwrap();
    assert!(!right_of(ben).decides() && right_of(ADA).decides());
    let mut theirs = Case::open();
    let begun = start_second_look(&theirs.request, ONE, &right_of(ben)).unwrap();
    theirs.request.evolve(&Recorded { by: ben, capacity: Capacity::Staff, at: theirs.now, event: begun });
    let found = Look::from("The same.");
    let at_once =
        take_second_look(&theirs.request, ONE, &found, Default::default(), &right_of(ben), theirs.now);
    assert_eq!(why(at_once), None);
    let vacant = Office {
        vacancy: Some(Vacancy { from: now - TimeDelta::days(1), ..Vacancy::default() }),
        ..office.clone()
    };
    let behind = Office { latest: now + TimeDelta::days(1), ..office.clone() };
    for (stopped, what) in [(&vacant, "the post is vacant"), (&behind, "the clock runs behind")] {
        let refused = right(stopped, ben, now).unwrap_err();
        assert_ne!(refused.message, right(&away, PersonId([9; 16]), now).unwrap_err().message, "{what}");
    }
    let concerned = Matter { recused: vec![ben], ..Matter::default() };
    assert!(looking(&office, ben, &concerned, pause, now).is_err(), "whoever is concerned looks at nothing");
    assert!(looking(&office, ADA, &concerned, pause, now).unwrap().others().is_empty());
    let mut sealed = Case::open();
    sealed.record(RequestEvent::SealedOpened(SealedOpened::default()));
    assert!(
        right(&office, ADA, now).unwrap().within(&office, &sealed.request).others().is_empty(),
        "who may not know of it"
    );
    let without = Office { designations: Vec::new(), ..office.clone() };
    assert_eq!(why(look(ADA, "", &without)), None, "nobody else is there");
}
