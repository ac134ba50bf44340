//! What goes with a letter: each rule by itself, and in random histories against a plain list of what happened.

use chrono::{NaiveDateTime, TimeDelta};
use domain::*;
use proptest::prelude::*;

const PART: PartId = PartId([3; 16]);
const OTHER_PART: PartId = PartId([4; 16]);
const CAME: u8 = 7;
const LETTER: &str = "answer";
const DIRECTOR: PersonId = PersonId([1; 16]);

fn at(minutes: i64) -> NaiveDateTime {
    "2026-12-04T10:00:00".parse::<NaiveDateTime>().unwrap() + TimeDelta::minutes(minutes)
}

fn record(request: &mut Request, minutes: i64, event: RequestEvent) {
    request.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: at(minutes), event });
}

fn kept(id: u8) -> Attachment {
    Attachment {
        id: AttachmentId([id; 16]),
        name: format!("file-{id}.pdf"),
        what: "A list".to_owned(),
        size: 10,
        sha256: format!("bytes {id}"),
        ..Attachment::default()
    }
}

fn enclosed(id: u8) -> EnclosedFile {
    EnclosedFile { file: AttachmentId([id; 16]), sha256: format!("bytes {id}"), part: PART }
}

fn planned(part: PartId) -> RequestEvent {
    let field = PlannedField { data: "a-kind".into(), label: "Items".to_owned(), value: "3".to_owned() };
    let plan = ReleasePlan { fields: vec![field], period: Some("May".to_owned()), ..ReleasePlan::default() };
    RequestEvent::ReleasePlanned(ReleasePlanned { part, plan })
}

fn decided(request: &Request, part: PartId, outcome: Outcome) -> RequestEvent {
    let ruling = Ruling {
        type_code: "a-type".into(),
        row: "a-row".into(),
        modifiers: Vec::new(),
        open: vec![outcome],
        allowed: Vec::new(),
        grounds: Vec::new(),
        letters: Vec::new(),
        gates: Vec::new(),
        unplanned: false,
        pack: PackRef::default(),
    };
    let decision = Decision {
        outcome,
        ruling,
        reason: "As asked.".to_owned(),
        by: DIRECTOR,
        capacity: Capacity::Director,
        at: at(0),
        releases: Vec::new(),
        plan_version: request.part(part).unwrap().plan_version,
        authorization: None,
    };
    RequestEvent::Decided(Box::new(Decided { part, decision, approved_again: false }))
}

/// Two parts, one file, a named asker with a body, everything planned and nothing decided.
fn received() -> Request {
    let mut request = Request::new(RequestId([9; 16]));
    record(&mut request, 0, RequestEvent::Opened(Opened::default()));
    for part in [PART, OTHER_PART] {
        record(&mut request, 0, RequestEvent::PartAdded(PartAdded { part, ..PartAdded::default() }));
        record(&mut request, 0, planned(part));
    }
    let asker = Requester {
        name: Some("J. Marsh".to_owned()),
        organisation: Some("County Attorney".to_owned()),
        ..Requester::default()
    };
    record(&mut request, 0, RequestEvent::RequesterDescribed(asker));
    record(&mut request, 0, RequestEvent::AttachmentKept(kept(CAME)));
    request
}

fn given(outcome: Outcome) -> Request {
    let mut request = received();
    let event = decided(&request, PART, outcome);
    record(&mut request, 1, event);
    request
}

fn copied(request: &mut Request, id: u8, part: PartId, minutes: i64) {
    let covered = CoveredBox { w: 10, h: 10, words: Some("A name".to_owned()), ..CoveredBox::default() };
    let made = FileRedacted {
        part,
        source: AttachmentId([CAME; 16]),
        source_sha256: format!("bytes {CAME}"),
        copy: kept(id),
        pages: 1,
        boxes: vec![covered],
        partial_pages: Vec::new(),
    };
    let event = keep_redacted_copy(request, made).unwrap();
    record(request, minutes, event);
}

fn looked(request: &mut Request, id: u8, may_go: bool, minutes: i64) {
    let look = CopyLookedAt {
        copy: AttachmentId([id; 16]),
        sha256: format!("bytes {id}"),
        may_go,
        found: "All pages.".to_owned(),
    };
    record(request, minutes, RequestEvent::CopyLookedAt(look));
}

fn chosen(files: &[u8]) -> EnclosuresChosen {
    EnclosuresChosen {
        letter: LETTER.into(),
        to: "J. Marsh, County Attorney".to_owned(),
        method: DeliveryMethod::InHand,
        files: files.iter().map(|id| enclosed(*id)).collect(),
    }
}

fn issued(request: &Request, files: &[u8]) -> IssuedLetter {
    IssuedLetter {
        id: LetterId([5; 16]),
        code: LETTER.into(),
        title: "Answer".to_owned(),
        parts: vec![PART],
        pdf: AttachmentId([6; 16]),
        sha256: String::new(),
        pages: 1,
        signer: DIRECTOR,
        capacity: Capacity::Director,
        internal: false,
        privileged: false,
        corrects: None,
        tells_decision: true,
        manifest: Some(release_manifest(request, &[PART], &chosen(files)).unwrap()),
    }
}

/// What was refused, and that it says what is safe and what to do.
fn why<T: std::fmt::Debug>(refused: Result<T, Refusal>) -> (RefusalCode, String) {
    let refused = refused.unwrap_err();
    assert!(refused.help.starts_with("Nothing "), "{refused:?}");
    assert!(refused.help.matches('.').count() >= 2, "it says what to do: {refused:?}");
    (refused.code, refused.message)
}

#[test]
fn a_file_as_it_came_goes_only_with_a_whole_release() {
    let goes =
        |request: &Request| may_enclose(request, &[PART], &enclosed(CAME)).map(|kept| kept.name.clone());
    assert_eq!(goes(&given(Outcome::Release)).unwrap(), "file-7.pdf");
    let (code, message) = why(goes(&given(Outcome::ReleaseInPart)));
    assert_eq!(code, RefusalCode::WiderThanAllowed);
    assert!(message.contains("released in part"), "{message}");
    for outcome in [Outcome::Deny, Outcome::Counsel, Outcome::Authorize, Outcome::NotOurs] {
        assert_eq!(why(goes(&given(outcome))).0, RefusalCode::GateNotMet, "{outcome:?}");
    }
    assert_eq!(why(goes(&received())).0, RefusalCode::GateNotMet, "nothing is decided");
    let mut planned_anew = given(Outcome::Release);
    record(&mut planned_anew, 2, planned(PART));
    assert_eq!(why(goes(&planned_anew)).0, RefusalCode::GateNotMet, "the plan is not the approved one");
    let mut covered = given(Outcome::Release);
    copied(&mut covered, 20, PART, 2);
    assert!(why(goes(&covered)).1.contains("a redacted copy was made of it"));
}

#[test]
fn a_copy_goes_only_after_a_good_look_that_is_newer_than_the_plan() {
    let mut request = given(Outcome::ReleaseInPart);
    copied(&mut request, 20, PART, 2);
    let goes = |request: &Request| may_enclose(request, &[PART], &enclosed(20)).map(|kept| kept.name.clone());
    assert_eq!(why(goes(&request)).0, RefusalCode::StillOpen, "nobody looked");
    looked(&mut request, 20, true, 20);
    assert_eq!(goes(&request).unwrap(), "file-20.pdf");
    let mut later = request.clone();
    record(&mut later, 30, planned(PART));
    let event = decided(&later, PART, Outcome::ReleaseInPart);
    record(&mut later, 31, event);
    let (code, message) = why(goes(&later));
    assert_eq!(code, RefusalCode::StillOpen);
    assert!(message.contains("changed after it was looked at"), "{message}");
    looked(&mut later, 20, true, 32);
    assert!(goes(&later).is_ok(), "it was looked at again");
    looked(&mut request, 20, false, 40);
    assert_eq!(why(goes(&request)).0, RefusalCode::OutcomeNotAllowed, "found wanting");
    let mut exchanged = given(Outcome::Release);
    copied(&mut exchanged, 20, PART, 2);
    looked(&mut exchanged, 20, true, 20);
    exchanged.attachments[0].what.sha256 = "another version".to_owned();
    assert!(why(goes(&exchanged)).1.contains("another version of the file"));
}

#[test]
fn a_file_is_of_this_request_of_this_letter_and_what_it_was() {
    let mut request = given(Outcome::Release);
    let private = Attachment { privileged: true, ..kept(8) };
    record(&mut request, 2, RequestEvent::AttachmentKept(private));
    copied(&mut request, 20, OTHER_PART, 2);
    let refused = |file: EnclosedFile| why(may_enclose(&request, &[PART], &file)).0;
    assert_eq!(refused(enclosed(99)), RefusalCode::NotFound, "a file of another request");
    assert_eq!(refused(EnclosedFile { sha256: "other".into(), ..enclosed(CAME) }), RefusalCode::Invalid);
    assert_eq!(refused(enclosed(8)), RefusalCode::OutcomeNotAllowed, "counsel's");
    assert_eq!(refused(EnclosedFile { part: PartId([0; 16]), ..enclosed(CAME) }), RefusalCode::Invalid);
    assert_eq!(refused(enclosed(20)), RefusalCode::Invalid, "a copy for another part");
    let elsewhere = EnclosedFile { part: OTHER_PART, ..enclosed(CAME) };
    assert_eq!(refused(elsewhere), RefusalCode::WiderThanAllowed, "a part that the letter does not answer");
}

/// Another file of the request with the bytes of an earlier one.
fn twin(request: &mut Request, id: u8, of: u8) -> EnclosedFile {
    let twin = Attachment { sha256: format!("bytes {of}"), ..kept(id) };
    record(request, 2, RequestEvent::AttachmentKept(twin));
    EnclosedFile { sha256: format!("bytes {of}"), ..enclosed(id) }
}

#[test]
fn the_same_bytes_under_another_name_are_the_same_file() {
    let mut request = given(Outcome::Release);
    let second = twin(&mut request, 9, CAME);
    may_enclose(&request, &[PART], &second).expect("nothing on it was covered yet");
    let both = EnclosuresChosen { files: vec![enclosed(CAME), second.clone()], ..chosen(&[]) };
    assert_eq!(why(choose_enclosures(&request, both)).0, RefusalCode::Invalid, "it stands there twice");
    copied(&mut request, 20, PART, 3);
    let (code, message) = why(may_enclose(&request, &[PART], &second));
    assert_eq!(code, RefusalCode::WiderThanAllowed);
    assert!(message.contains("a redacted copy was made of it"), "{message}");
    let private = Attachment { privileged: true, ..kept(8) };
    record(&mut request, 4, RequestEvent::AttachmentKept(private));
    let again = twin(&mut request, 10, 8);
    assert_eq!(
        why(may_enclose(&request, &[PART], &again)).0,
        RefusalCode::OutcomeNotAllowed,
        "counsel's bytes"
    );
}

#[test]
fn the_scan_of_a_letter_on_file_goes_with_no_other() {
    let mut request = given(Outcome::Release);
    record(&mut request, 2, RequestEvent::AttachmentKept(kept(11)));
    may_enclose(&request, &[PART], &enclosed(11)).expect("it is a file like any other");
    let letter = OutsideLetter {
        id: LetterId([12; 16]),
        code: "memo".into(),
        title: "Memo to counsel".to_owned(),
        parts: vec![PART],
        scan: AttachmentId([11; 16]),
        dated: at(3).date(),
        signed_by: "Theodora Finch".to_owned(),
    };
    record(&mut request, 3, RequestEvent::LetterWrittenOutside(letter));
    let (code, message) = why(may_enclose(&request, &[PART], &enclosed(11)));
    assert_eq!(code, RefusalCode::OutcomeNotAllowed);
    assert!(message.contains("the scan of a letter"), "{message}");
}

#[test]
fn it_goes_to_whoever_asked_and_in_the_way_that_was_planned() {
    let request = given(Outcome::Release);
    assert_eq!(recipients(&request), ["J. Marsh, County Attorney", "County Attorney"]);
    let at = |changed: EnclosuresChosen| {
        let refused = choose_enclosures(&request, changed).unwrap_err();
        (refused.code, refused.field.clone().unwrap_or_default())
    };
    let stranger = EnclosuresChosen { to: "The Gazette".to_owned(), ..chosen(&[CAME]) };
    assert_eq!(at(stranger), (RefusalCode::WiderThanAllowed, "to".to_owned()));
    let read_out = EnclosuresChosen { method: DeliveryMethod::ReadOut, ..chosen(&[CAME]) };
    assert_eq!(at(read_out), (RefusalCode::Invalid, "method".to_owned()));
    let inside = EnclosuresChosen { method: DeliveryMethod::Internal, ..chosen(&[]) };
    assert_eq!(at(inside), (RefusalCode::Invalid, "method".to_owned()));
    assert_eq!(at(chosen(&[CAME, CAME])), (RefusalCode::Invalid, "files".to_owned()), "twice");
    assert_eq!(at(chosen(&[99])), (RefusalCode::NotFound, "files".to_owned()));
    let many: Vec<u8> = (0..=40).collect();
    assert_eq!(at(chosen(&many)), (RefusalCode::TooLong, "files".to_owned()));

    let mut planned = request.clone();
    let channel = Delivery { method: DeliveryMethod::CertifiedMail, ..Delivery::default() };
    record(&mut planned, 2, RequestEvent::Delivered(channel));
    assert_eq!(why(release_manifest(&planned, &[PART], &chosen(&[CAME]))).0, RefusalCode::GateNotMet);
    let by_mail = EnclosuresChosen { method: DeliveryMethod::CertifiedMail, ..chosen(&[CAME]) };
    assert!(release_manifest(&planned, &[PART], &by_mail).is_ok());
    assert!(choose_enclosures(&planned, chosen(&[CAME])).is_ok(), "while it is written it may still be open");
    let closed = RequestEvent::Closed(Closed { reason: "Done.".to_owned() });
    record(&mut planned, 3, closed);
    assert_eq!(choose_enclosures(&planned, by_mail).unwrap_err().code, RefusalCode::RequestEnded);
}

#[test]
fn what_was_frozen_is_checked_again_at_each_print() {
    let request = given(Outcome::Release);
    let letter = issued(&request, &[CAME]);
    let frozen = letter.manifest.clone().unwrap();
    assert_eq!(frozen.released.len(), 1);
    assert_eq!(
        (frozen.released[0].fields.as_slice(), frozen.released[0].period.as_deref()),
        (&["Items".to_owned()][..], Some("May"))
    );
    assert_eq!(check_manifest(&request, &letter), Ok(()));
    assert_eq!(check_manifest(&received(), &IssuedLetter { manifest: None, ..letter.clone() }), Ok(()));
    let after = |events: &[RequestEvent]| {
        let mut request = request.clone();
        for (minutes, event) in (2..).zip(events) {
            record(&mut request, minutes, event.clone());
        }
        why(check_manifest(&request, &letter)).0
    };
    assert_eq!(after(&[planned(PART)]), RefusalCode::GateNotMet);
    let mut anew = request.clone();
    record(&mut anew, 2, planned(PART));
    let again = decided(&anew, PART, Outcome::Release);
    assert_eq!(after(&[planned(PART), again]), RefusalCode::WiderThanAllowed, "another plan was approved");
    assert_eq!(after(&[decided(&request, PART, Outcome::Deny)]), RefusalCode::GateNotMet);
    let somebody = Requester { name: Some("Another".to_owned()), ..Requester::default() };
    assert_eq!(after(&[RequestEvent::RequesterDescribed(somebody)]), RefusalCode::WiderThanAllowed);
    let mut covered = request.clone();
    copied(&mut covered, 20, PART, 2);
    assert_eq!(why(check_manifest(&covered, &letter)).0, RefusalCode::WiderThanAllowed);
    let mut ended = request.clone();
    record(&mut ended, 2, RequestEvent::Closed(Closed { reason: "Done.".to_owned() }));
    assert_eq!(check_manifest(&ended, &letter), Ok(()), "a closed request is printed again");
}

/// Something that happens, in random order.
#[derive(Debug, Clone)]
enum Step {
    Plan,
    Decide(Outcome),
    Copy(u8),
    Look(u8, bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let outcome = prop_oneof![
        3 => Just(Outcome::Release),
        3 => Just(Outcome::ReleaseInPart),
        1 => Just(Outcome::Deny),
        1 => Just(Outcome::Counsel),
    ];
    let step = prop_oneof![
        1 => Just(Step::Plan),
        3 => outcome.prop_map(Step::Decide),
        2 => (20_u8..23).prop_map(Step::Copy),
        4 => (20_u8..23, prop::bool::weighted(0.85)).prop_map(|(id, good)| Step::Look(id, good)),
    ];
    prop::collection::vec(step, 0..14)
}

/// The rules once more, from the steps alone.
fn may_go_by_the_list(steps: &[Step], id: u8) -> bool {
    let last_plan = steps.iter().rposition(|step| matches!(step, Step::Plan));
    let decided = steps.iter().enumerate().rev().find_map(|(at, step)| match step {
        Step::Decide(outcome) => Some((at, *outcome)),
        _ => None,
    });
    let Some((when, outcome)) = decided.filter(|(_, outcome)| outcome.gives_out()) else { return false };
    if last_plan.is_some_and(|plan| plan > when) {
        return false;
    }
    let made = |id: u8| steps.iter().position(|step| matches!(step, Step::Copy(copy) if *copy == id));
    if id == CAME {
        return outcome == Outcome::Release && (20..23).all(|copy| made(copy).is_none());
    }
    let Some(made) = made(id) else { return false };
    let looks: Vec<(usize, bool)> = steps
        .iter()
        .enumerate()
        .filter_map(|(at, step)| match step {
            Step::Look(copy, good) if *copy == id && at > made => Some((at, *good)),
            _ => None,
        })
        .collect();
    looks.iter().all(|(_, good)| *good)
        && looks.last().is_some_and(|(at, _)| last_plan.is_none_or(|plan| plan < *at))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn in_any_history_a_file_goes_exactly_when_the_plain_list_says_so(steps in steps()) {
        let mut request = received();
        for (minutes, step) in (10..).step_by(10).zip(&steps) {
            match step {
                Step::Plan => record(&mut request, minutes, planned(PART)),
                Step::Decide(outcome) => {
                    let event = decided(&request, PART, *outcome);
                    record(&mut request, minutes, event);
                }
                Step::Copy(id) if request.attachment(AttachmentId([*id; 16])).is_none() => {
                    copied(&mut request, *id, PART, minutes);
                }
                Step::Look(id, good) if request.redaction(AttachmentId([*id; 16])).is_some() => {
                    looked(&mut request, *id, *good, minutes);
                }
                Step::Copy(_) | Step::Look(..) => {}
            }
        }
        for id in [CAME, 20, 21, 22] {
            let goes = may_enclose(&request, &[PART], &enclosed(id)).is_ok();
            prop_assert_eq!(goes, may_go_by_the_list(&steps, id), "file {}", id);
            let whole = release_manifest(&request, &[PART], &chosen(&[id])).is_ok();
            prop_assert_eq!(whole, goes, "the manifest of file {}", id);
        }
    }
}
