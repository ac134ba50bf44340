//! Redacted copies: what may be copied, what a box must be, and that no copy goes out before the right second look, in random
//! histories against a plain list.

use chrono::{NaiveDateTime, TimeDelta};
use domain::*;
use proptest::prelude::*;

const PART: PartId = PartId([3; 16]);
const CAME: AttachmentId = AttachmentId([7; 16]);
const DIRECTOR: PersonId = PersonId([1; 16]);
const OTHER: PersonId = PersonId([2; 16]);

fn at(minutes: i64) -> NaiveDateTime {
    "2026-12-04T10:00:00".parse::<NaiveDateTime>().unwrap() + TimeDelta::minutes(minutes)
}

fn record(request: &mut Request, by: PersonId, minutes: i64, event: RequestEvent) {
    request.evolve(&Recorded { by, capacity: Capacity::Director, at: at(minutes), event });
}

fn file(id: u8, sha256: &str) -> Attachment {
    Attachment {
        id: AttachmentId([id; 16]),
        name: "list.pdf".to_owned(),
        what: "A list".to_owned(),
        size: 10,
        sha256: sha256.to_owned(),
        ..Attachment::default()
    }
}

/// A request with one part and one file.
fn received() -> Request {
    let mut request = Request::new(RequestId([9; 16]));
    record(&mut request, DIRECTOR, 0, RequestEvent::Opened(Opened::default()));
    record(
        &mut request,
        DIRECTOR,
        0,
        RequestEvent::PartAdded(PartAdded { part: PART, ..PartAdded::default() }),
    );
    record(&mut request, DIRECTOR, 0, RequestEvent::AttachmentKept(file(7, "came")));
    request
}

fn covered() -> CoveredBox {
    CoveredBox {
        x: 1_000,
        y: 2_000,
        w: 9_000,
        h: 500,
        reason: Some(DataCode::from("a-kind")),
        ..CoveredBox::default()
    }
}

fn copy(id: u8) -> FileRedacted {
    FileRedacted {
        part: PART,
        source: CAME,
        source_sha256: "came".to_owned(),
        copy: file(id, &format!("copy {id}")),
        pages: 1,
        boxes: vec![covered()],
        partial_pages: Vec::new(),
    }
}

/// Keeps a copy, made by the Director.
fn keep(request: &mut Request, id: u8, minutes: i64) -> Attachment {
    let event = keep_redacted_copy(request, copy(id)).unwrap();
    record(request, DIRECTOR, minutes, event);
    copy(id).copy
}

/// Both may look: the Director, and an employee who is designated.
fn looking_of(person: PersonId) -> Looking {
    let mut office = Office::default();
    let before = at(-10_000);
    for (id, director) in [(DIRECTOR, true), (OTHER, false)] {
        let event = OfficeEvent::PersonRecorded(Person { id, director, employee: true, ..Person::default() });
        office.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: before, event });
    }
    let designation = Designation {
        person: OTHER,
        from: before.date(),
        until: None,
        types: Vec::new(),
        looks_only: false,
        order: 1,
        signed_on: before.date(),
        announced_on: None,
        revoked_at: None,
    };
    let event = OfficeEvent::DesignationRecorded(designation);
    office.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: before, event });
    looking(&office, person, &Matter::default(), TimeDelta::minutes(10), at(0)).unwrap()
}

fn look(copy: &Attachment, may_go: bool) -> CopyLookedAt {
    CopyLookedAt { copy: copy.id, sha256: copy.sha256.clone(), may_go, found: "All pages.".to_owned() }
}

#[test]
fn only_a_file_as_it_came_is_copied_and_nothing_of_counsel() {
    let mut request = received();
    let private = Attachment { privileged: true, ..file(8, "advice") };
    record(&mut request, DIRECTOR, 0, RequestEvent::AttachmentKept(private));
    keep(&mut request, 20, 0);
    assert_eq!(may_redact(&request, CAME, PART).unwrap().sha256, "came");
    let code = |id: u8| may_redact(&request, AttachmentId([id; 16]), PART).unwrap_err().code;
    assert_eq!(code(8), RefusalCode::OutcomeNotAllowed, "counsel's");
    assert_eq!(code(20), RefusalCode::Invalid, "a copy of a copy");
    assert_eq!(code(99), RefusalCode::NotFound);
    assert_eq!(may_redact(&request, CAME, PartId([4; 16])).unwrap_err().code, RefusalCode::NotFound);
}

#[test]
fn a_copy_is_kept_as_a_file_of_its_own_and_only_of_this_very_file() {
    let mut request = received();
    let refused = |changed: FileRedacted| keep_redacted_copy(&received(), changed).unwrap_err().code;
    assert_eq!(refused(FileRedacted { source_sha256: "other".into(), ..copy(20) }), RefusalCode::Invalid);
    assert_eq!(
        refused(FileRedacted { copy: file(20, "came"), ..copy(20) }),
        RefusalCode::Invalid,
        "unchanged"
    );
    assert_eq!(
        refused(FileRedacted { copy: file(7, "copy"), ..copy(20) }),
        RefusalCode::Invalid,
        "in its place"
    );
    assert_eq!(refused(FileRedacted { boxes: Vec::new(), ..copy(20) }), RefusalCode::Missing);
    let beyond = vec![CoveredBox { page: 1, ..covered() }];
    assert_eq!(refused(FileRedacted { boxes: beyond, ..copy(20) }), RefusalCode::Invalid, "no such page");
    keep(&mut request, 20, 1);
    assert_eq!(request.attachments.len(), 2);
    assert_eq!(request.redaction(AttachmentId([20; 16])).unwrap().what, copy(20));
}

proptest! {
    #[test]
    fn a_box_lies_on_its_page_and_has_a_reason(
        x in 0_u32..11_000, y in 0_u32..11_000, w in 0_u32..11_000, h in 0_u32..11_000,
        reason in any::<bool>(), words in prop_oneof![Just(""), Just("  "), Just("a neighbour's address")],
    ) {
        let reason = reason.then(|| DataCode::from("a-kind"));
        let drawn = CoveredBox { x, y, w, h, reason: reason.clone(), words: Some(words.to_owned()), ..CoveredBox::default() };
        let fits = w > 0 && h > 0 && x + w <= PAGE_SIDE && y + h <= PAGE_SIDE;
        let has_reason = reason.is_some() || !words.trim().is_empty();
        let checked = check_boxes(vec![covered(), drawn]);
        prop_assert_eq!(checked.is_ok(), fits && has_reason);
        if let Err(refusal) = checked {
            prop_assert_eq!(refusal.field.as_deref(), Some("boxes/1"));
            prop_assert!(refusal.message.starts_with("Box 2: "), "{}", refusal.message);
        }
    }

    #[test]
    fn no_copy_goes_out_before_the_right_look_and_none_that_was_found_wanting(
        looks in prop::collection::vec((any::<bool>(), any::<bool>(), 0_i64..8, any::<bool>()), 0..8)
    ) {
        let mut request = received();
        let made = keep(&mut request, 20, 0);
        let (mut now, mut good, mut bad) = (0, false, false);
        for (other, may_go, passed, right_bytes) in looks {
            now += passed;
            let person = if other { OTHER } else { DIRECTOR };
            let mut seen = look(&made, may_go);
            if !right_bytes {
                seen.sha256 = "other bytes".to_owned();
            }
            let taken = look_at_copy(&request, seen, &looking_of(person), at(now));
            let allowed = right_bytes && !bad && (other || now >= 10);
            prop_assert_eq!(taken.is_ok(), allowed, "{:?}", taken);
            if let Ok(event) = taken {
                record(&mut request, person, now, event);
                (good, bad) = (good || may_go, bad || !may_go);
            }
            let expected = match (good, bad) {
                (_, true) => CopyStanding::MayNotGo,
                (true, false) => CopyStanding::MayGo,
                (false, false) => CopyStanding::Unseen,
            };
            prop_assert_eq!(request.copy_standing(made.id), expected);
        }
    }
}

#[test]
fn a_look_says_what_was_found_and_a_closed_request_takes_none() {
    let mut request = received();
    let made = keep(&mut request, 20, 0);
    let silent = CopyLookedAt { found: "  ".to_owned(), ..look(&made, true) };
    let refused = look_at_copy(&request, silent, &looking_of(OTHER), at(1)).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (RefusalCode::Missing, Some("found")));
    let none = CopyLookedAt { copy: CAME, ..look(&made, true) };
    assert_eq!(
        look_at_copy(&request, none, &looking_of(OTHER), at(1)).unwrap_err().code,
        RefusalCode::NotFound
    );
    record(&mut request, DIRECTOR, 2, RequestEvent::Closed(Closed::default()));
    let late = look_at_copy(&request, look(&made, true), &looking_of(OTHER), at(3)).unwrap_err();
    assert_eq!(late.code, RefusalCode::RequestEnded);
    assert_eq!(may_redact(&request, CAME, PART).unwrap_err().code, RefusalCode::RequestEnded);
}
