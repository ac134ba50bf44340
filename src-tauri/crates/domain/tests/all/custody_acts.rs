//! What each act of custody takes and refuses, at its edges: the day before and the day after, the same place and the next.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use domain::*;

const ADA: PersonId = PersonId([1; 16]);
const BEN: PersonId = PersonId([2; 16]);
const CY: PersonId = PersonId([3; 16]);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn now() -> NaiveDateTime {
    today().and_hms_opt(10, 0, 0).unwrap()
}

fn tomorrow() -> NaiveDate {
    today() + Days::new(1)
}

fn yesterday() -> NaiveDate {
    today() - Days::new(1)
}

/// Ada is the Director, Ben and Cy are employees.
fn office() -> Office {
    let mut office = Office::default();
    for (id, name, director) in [(ADA, "Ada", true), (BEN, "Ben", false), (CY, "Cy", false)] {
        let person =
            Person { id, name: name.to_owned(), title: "Librarian".to_owned(), director, employee: true };
        office.people.insert(id, person);
    }
    office
}

fn director(office: &Office) -> Standing {
    authority(office, ADA, &Matter::default(), now()).standing.unwrap()
}

/// Ben, who stands in while Ada is away.
fn designee(office: &Office) -> Standing {
    let mut away = office.clone();
    away.designations = vec![designation(BEN)];
    away.absences = vec![Absence { from: now() - TimeDelta::hours(1), ..Absence::default() }];
    authority(&away, BEN, &Matter::default(), now()).standing.unwrap()
}

fn designation(person: PersonId) -> Designation {
    Designation { person, from: today(), signed_on: today(), order: 1, ..Designation::default() }
}

/// The field a refusal names, or else its code in words.
fn why<T>(said: Result<T, Refusal>) -> Result<(), String> {
    said.map(drop).map_err(|refused| refused.field.unwrap_or_else(|| format!("{:?}", refused.code)))
}

fn refused(at: &str) -> Result<(), String> {
    Err(at.to_owned())
}

#[test]
fn a_place_in_the_order_of_call_is_given_once_for_the_same_days() {
    let mut office = office();
    let mut given = |there: Designation, wanted: Designation| {
        office.designations = vec![there];
        why(designate(&office, wanted, &director(&office), now()))
    };
    let there = || Designation { until: Some(tomorrow()), ..designation(CY) };
    let from = |day| Designation { from: day, ..designation(BEN) };
    assert_eq!(given(there(), from(tomorrow())), refused("order"), "the last day counts");
    assert_eq!(given(there(), from(tomorrow() + Days::new(1))), Ok(()));
    let until = Designation { from: yesterday(), until: Some(yesterday()), ..designation(BEN) };
    assert_eq!(given(there(), until.clone()), Ok(()), "it ends before the other begins");
    let until = Designation { until: Some(today()), ..until };
    assert_eq!(given(there(), until), refused("order"));
    assert_eq!(given(Designation { until: None, ..there() }, from(tomorrow())), refused("order"));
    assert_eq!(given(Designation { revoked_at: Some(now()), ..there() }, from(today())), Ok(()));
    assert_eq!(given(Designation { order: 2, ..there() }, from(today())), Ok(()));
    assert_eq!(given(there(), Designation { person: CY, ..from(today()) }), Ok(()), "their own place");
    assert_eq!(given(there(), Designation { order: 0, ..from(tomorrow() + Days::new(1)) }), refused("order"));
}

#[test]
fn only_the_director_designates_and_only_an_employee_by_a_signed_paper() {
    let mut office = office();
    let standing = director(&office);
    let given = |office: &Office, wanted| why(designate(office, wanted, &standing, now()));
    assert_eq!(why(designate(&office, designation(CY), &designee(&office), now())), refused("DirectorOnly"));
    assert_eq!(given(&office, designation(PersonId([9; 16]))), refused("NotFound"));
    assert_eq!(given(&office, designation(ADA)), refused("person"));
    let signed = |day| Designation { signed_on: day, ..designation(BEN) };
    assert_eq!(given(&office, signed(tomorrow())), refused("signed_on"));
    assert_eq!(given(&office, signed(yesterday())), Ok(()));
    let far = NaiveDate::from_ymd_opt(1899, 1, 1).unwrap();
    assert_eq!(given(&office, Designation { from: far, ..designation(BEN) }), refused("from"));
    let revoked = Designation { revoked_at: Some(now()), ..designation(BEN) };
    let event = designate(&office, revoked, &standing, now()).unwrap();
    let OfficeEvent::DesignationRecorded(recorded) = event else { panic!("another event: {event:?}") };
    assert_eq!(recorded.revoked_at, None, "whatever the form says");
    office.people.get_mut(&BEN).unwrap().employee = false;
    assert_eq!(given(&office, designation(BEN)), refused("person"));
}

#[test]
fn who_is_named_for_second_looks_alone_has_no_place_in_the_order_of_call_and_is_not_announced() {
    let mut office = office();
    let looks = Designation { looks_only: true, order: 1, announced_on: Some(today()), ..designation(BEN) };
    office.designations = vec![designation(CY)];
    let form = Designation { revoked_at: Some(now()), ..looks.clone() };
    let event = designate(&office, form, &director(&office), now()).unwrap();
    let OfficeEvent::DesignationRecorded(recorded) = event else { panic!("another event: {event:?}") };
    assert_eq!(recorded, Designation { order: 0, announced_on: None, ..looks });
    assert!(recorded.looks_only && !recorded.waits_for_announcement());
    assert_eq!(why(designate(&office, recorded.clone(), &designee(&office), now())), refused("DirectorOnly"));
    office.designations = vec![recorded.clone()];
    assert_eq!(why(announce_designation(&office, BEN, today(), now())), refused("AlreadyDone"));
    assert_eq!(why(revoke_designation(&office, BEN, &director(&office), now())), Ok(()));
    // Nobody is both on the same days: a paper for looks takes no power away, and one that gives it is not for looks alone.
    let stands_in = designation(BEN);
    assert_eq!(why(designate(&office, stands_in.clone(), &director(&office), now())), refused("person"));
    let both = Office { designations: vec![stands_in.clone()], ..office.clone() };
    assert_eq!(why(designate(&both, recorded.clone(), &director(&office), now())), refused("person"));
    let lasting = Designation { until: Some(today()), ..stands_in.clone() };
    let same_day = Office { designations: vec![lasting], ..office.clone() };
    assert_eq!(why(designate(&same_day, recorded.clone(), &director(&office), now())), refused("person"));
    let later = Designation { from: tomorrow(), ..recorded.clone() };
    let over = Designation { until: Some(today()), ..stands_in.clone() };
    let ended = Office { designations: vec![over], ..office.clone() };
    assert_eq!(why(designate(&ended, later, &director(&office), now())), Ok(()));
    let revoked = Designation { revoked_at: Some(now()), ..stands_in };
    let revoked = Office { designations: vec![revoked], ..office.clone() };
    assert_eq!(why(designate(&revoked, recorded.clone(), &director(&office), now())), Ok(()));
    // A place in the order of call is free for whoever stands in, and they are announced alone.
    office.designations.push(Designation { order: 2, ..designation(BEN) });
    assert_eq!(why(designate(&office, designation(CY), &director(&office), now())), Ok(()));
    let event = OfficeEvent::DesignationAnnounced { person: BEN, on: today() };
    office.evolve(&Recorded { by: ADA, capacity: Capacity::Director, at: now(), event });
    let told: Vec<_> = office.designations.iter().map(|one| one.announced_on).collect();
    assert_eq!(told, [None, Some(today())]);
}

#[test]
fn an_announcement_is_of_a_designation_that_waits_for_it_and_lies_not_ahead() {
    let mut office = office();
    let told = |office: &Office, person, on| why(announce_designation(office, person, on, now()));
    assert_eq!(told(&office, BEN, today()), refused("AlreadyDone"), "nobody is designated");
    office.designations.push(designation(BEN));
    assert_eq!(told(&office, BEN, today()), Ok(()));
    assert_eq!(told(&office, BEN, yesterday()), Ok(()), "it may be recorded later");
    assert_eq!(told(&office, BEN, tomorrow()), refused("announced_on"));
    assert_eq!(told(&office, CY, today()), refused("AlreadyDone"), "of somebody else");
    office.designations[0].announced_on = Some(today());
    assert_eq!(told(&office, BEN, today()), refused("AlreadyDone"), "it was announced");
    office.designations[0] = Designation { revoked_at: Some(now()), ..designation(BEN) };
    assert_eq!(told(&office, BEN, today()), refused("AlreadyDone"), "it was revoked");
}

/// An open request that these people said concerns them.
fn concerning(people: &[PersonId]) -> Request {
    let mut request = Request::new(RequestId([9; 16]));
    let at = now() - TimeDelta::hours(2);
    let opened = Opened { received: Received { at, ..Received::default() }, ..Opened::default() };
    request.evolve(&Recorded {
        by: ADA,
        capacity: Capacity::Director,
        at,
        event: RequestEvent::Opened(opened),
    });
    for by in people {
        let event = RequestEvent::ConflictDeclared(ConflictDeclared {
            conflict: true,
            note: Some("A cousin asks.".to_owned()),
            ..ConflictDeclared::default()
        });
        request.evolve(&Recorded { by: *by, capacity: Capacity::Staff, at, event });
    }
    request
}

#[test]
fn the_order_of_call_is_that_of_the_designations_in_force() {
    let mut office = office();
    office.absences = vec![Absence { from: now() - TimeDelta::hours(1), ..Absence::default() }];
    let first = designation(CY);
    let second = Designation { order: 2, ..designation(BEN) };
    for other in [
        Designation { looks_only: true, order: 0, ..designation(BEN) },
        Designation { revoked_at: Some(now() - TimeDelta::hours(1)), ..designation(BEN) },
        Designation { from: yesterday(), until: Some(yesterday()), ..designation(BEN) },
    ] {
        office.designations = vec![other.clone(), second.clone(), first.clone()];
        assert_eq!(who_is_custodian(&office, now()).person, Some(CY), "{other:?}");
    }
}

#[test]
fn counsels_word_on_who_decides_names_a_designee_of_today_and_who_said_it_when() {
    let mut office = office();
    office.designations.push(designation(BEN));
    let recused = concerning(&[ADA]);
    let word = |person| StandInNamed {
        person,
        lawyer: " Ines Okafor ".to_owned(),
        how: " by telephone ".to_owned(),
        at: now() - TimeDelta::hours(1),
    };
    let said = |office: &Office, request: &Request, word| name_stand_in(office, request, word, now());
    assert_eq!(why(said(&office, &concerning(&[]), word(BEN))), refused("Invalid"), "nobody is recused");
    let kept = StandInNamed { lawyer: "Ines Okafor".to_owned(), how: "by telephone".to_owned(), ..word(BEN) };
    assert_eq!(said(&office, &recused, word(BEN)), Ok(RequestEvent::StandInNamed(kept)));
    assert_eq!(why(said(&office, &recused, word(CY))), refused("person"), "somebody else is designated");
    assert_eq!(why(said(&office, &recused, word(PersonId([9; 16])))), refused("NotFound"));
    assert_eq!(
        why(said(&office, &concerning(&[ADA, BEN]), word(BEN))),
        refused("person"),
        "concerned as well"
    );
    let blank = |change: fn(&mut StandInNamed)| {
        let mut word = word(BEN);
        change(&mut word);
        why(said(&office, &recused, word))
    };
    assert_eq!(blank(|word| word.lawyer = " ".to_owned()), refused("lawyer"));
    assert_eq!(blank(|word| word.how = String::new()), refused("how"));
    assert_eq!(blank(|word| word.at = now() + TimeDelta::hours(1)), refused("at"));
    for other in [
        Designation { looks_only: true, ..designation(BEN) },
        Designation { until: Some(yesterday()), from: yesterday(), ..designation(BEN) },
    ] {
        office.designations = vec![other];
        assert_eq!(why(said(&office, &recused, word(BEN))), refused("person"));
    }
}

#[test]
fn a_designation_is_revoked_while_it_runs_or_is_still_to_begin() {
    let mut office = office();
    let mut said = |there: Designation| {
        office.designations = vec![there];
        why(revoke_designation(&office, BEN, &director(&office), now()))
    };
    assert_eq!(said(designation(BEN)), Ok(()));
    assert_eq!(said(designation(CY)), refused("AlreadyDone"), "somebody else's");
    assert_eq!(said(Designation { revoked_at: Some(now()), ..designation(BEN) }), refused("AlreadyDone"));
    let until = |day| Designation { from: yesterday(), until: Some(day), ..designation(BEN) };
    assert_eq!(said(until(yesterday())), refused("AlreadyDone"));
    assert_eq!(said(until(today())), Ok(()), "its last day");
    let mut office = self::office();
    office.designations.push(designation(BEN));
    assert_eq!(why(revoke_designation(&office, BEN, &designee(&office), now())), refused("DirectorOnly"));
}

#[test]
fn an_absence_has_an_end_and_says_how_it_is_known() {
    let office = office();
    let absence = |until, source: &str| Absence {
        from: now(),
        until,
        source: source.to_owned(),
        ended_at: Some(now()),
        entry: Entry { number: 7, ..Entry::default() },
        ..Absence::default()
    };
    let kept = |absence, by| match record_absence(&office, absence, by).map_err(|refused| refused.field) {
        Ok(OfficeEvent::AbsenceRecorded(absence)) => Ok(absence),
        Ok(event) => panic!("another event: {event:?}"),
        Err(field) => Err(field.unwrap_or_default()),
    };
    let field = |absence, by| kept(absence, by).map(drop);
    assert_eq!(field(absence(None, "a message"), BEN), refused("until"));
    assert_eq!(field(absence(Some(now() - TimeDelta::minutes(1)), "a message"), BEN), refused("until"));
    assert_eq!(field(absence(Some(now()), "a message"), BEN), Ok(()));
    assert_eq!(field(absence(Some(now()), ""), BEN), refused("source"));
    assert_eq!(kept(absence(Some(now()), " "), ADA).unwrap().source, "The Director");
    let recorded = kept(absence(Some(now()), "a message"), BEN).unwrap();
    assert_eq!(recorded.source, "a message");
    assert_eq!((recorded.ended_at, recorded.entry), (None, Entry::default()), "whatever the form says");
}

#[test]
fn an_absence_is_taken_back_once() {
    let mut office = office();
    let entry = Entry { number: 4, ..Entry::default() };
    office.absences.push(Absence { from: now(), entry, ..Absence::default() });
    let standing = director(&office);
    let said = |office: &Office, entry, reason: &str| why(withdraw_absence(office, entry, reason, &standing));
    assert_eq!(said(&office, 4, "The trip fell through."), Ok(()));
    assert_eq!(said(&office, 4, " "), refused("reason"));
    assert_eq!(said(&office, 5, "The trip fell through."), refused("NotFound"));
    assert_eq!(why(withdraw_absence(&office, 4, "No.", &designee(&office))), refused("DirectorOnly"));
    office.absences[0].ended_at = Some(now());
    assert_eq!(said(&office, 4, "The trip fell through."), refused("AlreadyDone"));
}

#[test]
fn whoever_is_not_recorded_as_away_is_not_back() {
    let mut office = office();
    let mut said = |absences: Vec<Absence>| {
        office.absences = absences;
        why(director_back(&office, &director(&office), now()))
    };
    let absence = |from, until| Absence { from, until, ..Absence::default() };
    let minute = TimeDelta::minutes(1);
    assert_eq!(said(Vec::new()), refused("AlreadyDone"));
    assert_eq!(said(vec![absence(now(), None)]), Ok(()));
    assert_eq!(said(vec![absence(now() + minute, None)]), refused("AlreadyDone"), "it has not begun");
    assert_eq!(said(vec![absence(now() - minute, Some(now()))]), Ok(()), "its last moment");
    assert_eq!(said(vec![absence(now() - minute - minute, Some(now() - minute))]), refused("AlreadyDone"));
    let ended = Absence { ended_at: Some(now()), ..absence(now() - minute, None) };
    assert_eq!(said(vec![ended]), refused("AlreadyDone"));
    let mut tried = self::office();
    tried.director_route.numbers = vec!["1".to_owned()];
    tried.director_tries.push(DirectorTry { at: now(), number: "1".to_owned(), ..DirectorTry::default() });
    assert_eq!(why(director_back(&tried, &director(&tried), now())), Ok(()), "not reached where it burns");
    assert_eq!(why(director_back(&tried, &designee(&tried), now())), refused("DirectorOnly"));
}

#[test]
fn the_way_to_the_director_is_a_short_list_and_real_hours() {
    let office = office();
    let standing = director(&office);
    let said = |route| why(set_director_route(route, &standing));
    let numbers = |count: usize| DirectorRoute {
        numbers: (0..count).map(|number| format!(" {number} ")).collect(),
        ..DirectorRoute::default()
    };
    assert_eq!(said(numbers(6)), Ok(()));
    assert_eq!(said(numbers(7)), refused("numbers"));
    let with_blanks = DirectorRoute {
        numbers: numbers(6).numbers.into_iter().chain([String::new(), " ".to_owned()]).collect(),
        ..DirectorRoute::default()
    };
    let event = set_director_route(with_blanks, &standing).unwrap();
    let OfficeEvent::DirectorRouteSet(kept) = event else { panic!("another event: {event:?}") };
    assert_eq!(kept.numbers, ["0", "1", "2", "3", "4", "5"], "an empty line is no number");
    assert_eq!(said(DirectorRoute { open_days: Vec::new(), ..numbers(1) }), refused("open_days"));
    let opens = DirectorRoute::default().opens;
    assert_eq!(said(DirectorRoute { closes: opens, ..numbers(1) }), refused("closes"));
    let closes = opens + TimeDelta::minutes(1);
    assert_eq!(said(DirectorRoute { closes, ..numbers(1) }), Ok(()));
    assert_eq!(why(set_director_route(numbers(1), &designee(&office))), refused("DirectorOnly"));
}

#[test]
fn a_paper_of_the_board_is_not_dated_ahead_and_stands_once() {
    let mut office = office();
    let vacancy = |dated| Vacancy {
        from: now(),
        source: "Resolution 13".to_owned(),
        dated: Some(dated),
        signed_by: "Rae Moss".to_owned(),
        ..Vacancy::default()
    };
    assert_eq!(why(record_vacancy(&office, vacancy(today()), now())), Ok(()));
    assert_eq!(why(record_vacancy(&office, vacancy(yesterday()), now())), Ok(()));
    assert_eq!(why(record_vacancy(&office, vacancy(tomorrow()), now())), refused("dated"));
    let appointment = |person, dated| Appointment {
        person,
        dated,
        paper: "Resolution 14".to_owned(),
        signed_by: "Rae Moss".to_owned(),
        counsel: "Told today".to_owned(),
        ..Appointment::default()
    };
    let said = |office: &Office, person, dated, by| {
        why(appoint_director(office, appointment(person, dated), by, now()))
    };
    assert_eq!(said(&office, BEN, today(), Some(CY)), refused("Invalid"), "the post is not vacant");
    office.vacancy = Some(vacancy(today()));
    assert_eq!(why(record_vacancy(&office, vacancy(today()), now())), refused("AlreadyDone"));
    assert_eq!(said(&office, BEN, today(), Some(CY)), Ok(()));
    assert_eq!(said(&office, BEN, tomorrow(), Some(CY)), refused("dated"));
    assert_eq!(said(&office, BEN, today(), Some(BEN)), refused("person"), "nobody appoints themselves");
    assert_eq!(said(&office, PersonId([9; 16]), today(), Some(CY)), refused("NotFound"));
}

#[test]
fn that_somebody_left_is_said_by_anybody_and_all_else_by_the_director() {
    let office = office();
    let (ada, ben) = (director(&office), designee(&office));
    let person = |id: PersonId| office.people[&id].clone();
    let said = |person, standing| why(record_employee(&office, person, standing));
    let left = Person { employee: false, ..person(CY) };
    assert_eq!(said(left.clone(), None), Ok(()));
    assert_eq!(said(left.clone(), Some(&ben)), Ok(()));
    assert_eq!(said(left.clone(), Some(&ada)), Ok(()));
    let renamed = Person { name: "Cy Young".to_owned(), ..person(CY) };
    assert_eq!(said(renamed.clone(), Some(&ada)), Ok(()));
    assert_eq!(said(renamed.clone(), Some(&ben)), refused("DirectorOnly"));
    assert_eq!(said(renamed, None), refused("DirectorOnly"));
    assert_eq!(said(Person { name: "X".to_owned(), ..left }, None), refused("DirectorOnly"), "and renamed");
    assert_eq!(said(Person { employee: false, ..person(ADA) }, Some(&ada)), refused("person"));
    let new = Person { id: PersonId([9; 16]), director: true, ..person(CY) };
    let event = record_employee(&office, new, Some(&ada)).unwrap();
    let OfficeEvent::PersonRecorded(recorded) = event else { panic!("another event: {event:?}") };
    assert!(!recorded.director, "a form makes nobody the Director");
}

/// What a person typed is kept without the blanks around it; who recorded it and when comes from the record, whatever is sent.
#[test]
fn what_is_typed_is_kept_as_words_and_the_record_says_who_and_when() {
    let recorded = Recording { by: CY, at: now() };
    let mut office = office();
    let vacancy = Vacancy {
        from: now(),
        source: " Minutes 4 ".to_owned(),
        dated: Some(today()),
        signed_by: " R. Holt, president ".to_owned(),
        recorded,
    };
    let kept = Vacancy {
        source: "Minutes 4".to_owned(),
        signed_by: "R. Holt, president".to_owned(),
        recorded: Recording::default(),
        ..vacancy.clone()
    };
    assert_eq!(record_vacancy(&office, vacancy.clone(), now()), Ok(OfficeEvent::PostVacant(kept.clone())));

    office.vacancy = Some(kept);
    let appointment = Appointment {
        person: BEN,
        acting: true,
        dated: today(),
        paper: " Resolution 9 ".to_owned(),
        signed_by: " R. Holt ".to_owned(),
        counsel: " Ines Okafor, today ".to_owned(),
        recorded,
    };
    let kept = Appointment {
        paper: "Resolution 9".to_owned(),
        signed_by: "R. Holt".to_owned(),
        counsel: "Ines Okafor, today".to_owned(),
        recorded: Recording::default(),
        ..appointment.clone()
    };
    let said = appoint_director(&office, appointment, Some(CY), now());
    assert_eq!(said, Ok(OfficeEvent::DirectorAppointed(kept)));

    let office = self::office();
    let standing = director(&office);
    let route = DirectorRoute { board: " R. Holt, 555 0101 ".to_owned(), ..DirectorRoute::default() };
    let kept = DirectorRoute { board: "R. Holt, 555 0101".to_owned(), ..route.clone() };
    assert_eq!(set_director_route(route, &standing), Ok(OfficeEvent::DirectorRouteSet(kept)));

    let person = Person {
        id: PersonId([4; 16]),
        name: " Dee ".to_owned(),
        title: " Clerk ".to_owned(),
        director: true,
        employee: true,
    };
    let kept =
        Person { name: "Dee".to_owned(), title: "Clerk".to_owned(), director: false, ..person.clone() };
    assert_eq!(
        record_employee(&office, person, Some(&standing)),
        Ok(OfficeEvent::PersonRecorded(kept)),
        "nobody becomes the Director by an entry"
    );

    let attempt = DirectorTry {
        at: now(),
        number: " 555 0101 ".to_owned(),
        result: " It rang ".to_owned(),
        entry: Entry { number: 7, by_director: true, ..Entry::default() },
        ..DirectorTry::default()
    };
    let kept = DirectorTry {
        number: "555 0101".to_owned(),
        result: "It rang".to_owned(),
        entry: Entry::default(),
        ..attempt.clone()
    };
    assert_eq!(try_director(attempt, now()), Ok(OfficeEvent::DirectorTried(kept.clone())));

    let mut tried = office.clone();
    tried.director_tries = vec![DirectorTry { entry: Entry { number: 1, ..Entry::default() }, ..kept }];
    let word = EntryConfirmed { entry: 1, right: false, note: " I was there ".to_owned() };
    let said = confirm_entry(&tried, word.clone(), &standing);
    assert_eq!(
        said,
        Ok(OfficeEvent::EntryConfirmed(EntryConfirmed { note: "I was there".to_owned(), ..word }))
    );
}
