//! The library's own words for its letters: what may be changed, who publishes, from when it holds, and how it is undone.

use crate::desk::{Desk, contact, part};
use std::collections::BTreeMap;
use usecases::own_texts::{
    edit_own_text, list_own_texts, offer_own_text, own_text_page, own_text_view, publish_own_text,
    take_back_own_text, take_up_own_text,
};
use usecases::view::*;
use usecases::{Code, Error, letter};

const PASSAGE: &str = "received";
const OWN: &str = "Thank you for writing to us. Your request came on {{ received.date }}, {{ received.how }}. This is what \
                   we understand:";

fn typed(desk: &mut Desk, code: &str, passage: &str, words: &str) -> OwnTextView {
    let words: BTreeMap<_, _> = [(passage.to_owned(), words.to_owned())].into();
    edit_own_text(&mut desk.session, OwnTextEdit { code: code.to_owned(), words, ..OwnTextEdit::default() })
        .unwrap()
}

fn form(from: &str, reason: &str) -> OwnTextForm {
    OwnTextForm { code: "L01".to_owned(), from: from.to_owned(), reason: reason.to_owned() }
}

/// A written request that an acknowledgement is owed for.
pub(crate) fn acknowledged(desk: &mut Desk) -> RequestView {
    desk.start(NewRequestForm {
        received_at: "2026-12-04T09:40".to_owned(),
        channel: "mail".to_owned(),
        words: "Please send us the yearly figures.".to_owned(),
        answers: contact(&[("RT1", "letter"), ("RT2", "press"), ("RT3", "booking-contact")]),
        parts: vec![part("the yearly figures", &["DC15"], "")],
        ..NewRequestForm::default()
    })
}

fn says(desk: &Desk, request: &str, words: &str) -> bool {
    let view = letter::letter_view(&desk.session, request, "L01").unwrap();
    view.paragraphs.iter().any(|paragraph| paragraph.text.contains(words))
}

fn row(desk: &Desk, code: &str) -> OwnTextRow {
    list_own_texts(&desk.session).unwrap().rows.into_iter().find(|row| row.code == code).unwrap()
}

#[test]
fn own_words_hold_from_their_day_on_and_are_undone_without_touching_issued_letters() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let request = acknowledged(&mut desk).id;
    assert_eq!(row(&desk, "L01").state, "As it came with the program");
    let view = typed(&mut desk, "L01", PASSAGE, OWN);
    assert!(view.is_changed && view.may_publish && view.needs_reason, "{:?}", view.faults);
    assert!(view.paragraphs.iter().any(|paragraph| paragraph.text.contains("Thank you for writing to us")));
    let changed = view.passages.iter().find(|passage| passage.id == PASSAGE).unwrap();
    assert!(changed.pieces.iter().any(|piece| piece.how == "added" && piece.text.contains("Thank")));
    let back: String = changed.pieces.iter().filter(|p| p.how != "added").map(|p| p.text.as_str()).collect();
    assert_eq!(back, changed.shipped, "what was taken out and what stayed are the words of before");
    assert!(!own_text_page(&desk.session, "L01", 0, 1.0).unwrap().is_empty());
    assert!(!says(&desk, &request, "Thank you for writing"), "a draft changes no letter");

    let alone = publish_own_text(&mut desk.session, &form("2026-12-09", " ")).unwrap_err();
    assert_eq!((alone.code, alone.refs.first().map(String::as_str)), (Code::Missing, Some("reason")));
    let late = publish_own_text(&mut desk.session, &form("2026-12-03", "Plainer.")).unwrap_err();
    assert_eq!(late.refs.first().map(String::as_str), Some("from"));
    let view =
        publish_own_text(&mut desk.session, &form("2026-12-09", "Only a friendlier opening.")).unwrap();
    assert_eq!((view.versions[0].state.as_str(), view.versions.len()), ("Holds later", 1));
    assert!(row(&desk, "L01").state.starts_with("New words from"));
    assert!(!says(&desk, &request, "Thank you for writing"), "not before its day");

    // The same file, opened again on the day: the words are on record and not in the program.
    let mut desk = desk.reopen();
    desk.clock.set("2026-12-09T09:00");
    assert!(says(&desk, &request, "Thank you for writing"));
    assert!(row(&desk, "L01").state.starts_with("The library's words since"));
    let changes = letter::letter_view(&desk.session, &request, "L01").unwrap().changes;
    assert_eq!((changes.len(), changes[0].why.as_str()), (1, "The library's own words."));
    assert!(changes[0].pieces.iter().any(|piece| piece.how == "added" && piece.text.contains("Thank")));
    let edit = LetterEdit {
        request: request.clone(),
        code: "L01".to_owned(),
        fields: [("salutation.name".to_owned(), "Ms. Ardmore".to_owned())].into(),
        ..LetterEdit::default()
    };
    let stated = letter::edit_letter(&mut desk.session, edit).unwrap().changes;
    assert_eq!((stated.len(), stated[1].why.as_str()), (2, "Typed here in place of what the record says."));
    assert!(stated[1].pieces.iter().any(|piece| piece.how == "added" && piece.text.contains("Ardmore")));
    let issued = letter::issue_letter(&mut desk.session, &request, "L01").unwrap();
    let id = issued.letters.iter().find(|row| row.code == "L01").unwrap().issued[0].id.clone();

    let back = |desk: &mut Desk, reason: &str| {
        let form = TakeBackForm { code: "L01".to_owned(), number: 1, reason: reason.to_owned() };
        take_back_own_text(&mut desk.session, &form)
    };
    assert_eq!(back(&mut desk, "").unwrap_err().refs, ["reason"]);
    let elsewhere = TakeBackForm { code: "L02".to_owned(), number: 1, reason: "No.".to_owned() };
    let elsewhere = take_back_own_text(&mut desk.session, &elsewhere).unwrap_err();
    assert_eq!(elsewhere.code, Code::NotFound, "a version of another letter");
    let view = back(&mut desk, "Counsel wants the old opening.").unwrap();
    assert!(view.versions[0].state.starts_with("Taken back by"), "{:?}", view.versions);
    assert_eq!(back(&mut desk, "Again.").unwrap_err().code, Code::AlreadyDone);
    let kept = letter::letter_text(&desk.session, &request, &id).unwrap();
    assert!(kept.iter().any(|paragraph| paragraph.text.contains("Thank you for writing")));
    let other = acknowledged(&mut desk).id;
    assert!(!says(&desk, &other, "Thank you for writing"), "the program's words hold again");
    // Undone once more: the words of the version are taken up, and published anew.
    let view = take_up_own_text(&mut desk.session, "L01", 1).unwrap();
    assert!(view.is_changed && view.passages.iter().any(|passage| passage.words == OWN));
    publish_own_text(&mut desk.session, &form("2026-12-09", "Counsel agrees after all.")).unwrap();
    assert!(says(&desk, &other, "Thank you for writing"));
    let view = take_up_own_text(&mut desk.session, "L01", 0).unwrap();
    assert!(view.is_changed, "the program's words are a change too");
    publish_own_text(&mut desk.session, &form("2026-12-09", "Back to the first words.")).unwrap();
    assert!(!says(&desk, &other, "Thank you for writing"));
    assert_eq!(row(&desk, "L01").state, "The program's words again");
}

#[test]
fn words_that_drop_what_must_be_said_or_say_what_may_not_are_kept_and_not_published() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let cases = [
        ("L01", PASSAGE, "Your request reached us {{ received.how }}.", "{{ received.date }} must stay"),
        (
            "L01",
            "confidential",
            "We answer soon ({{ cite.delay }}).",
            "must still say this: that a part may be confidential",
        ),
        ("L01", "subject", "", "Some words must stand here"),
        ("L01", "subject", "Two\nlines", "seen or printed"),
        (
            "L01",
            PASSAGE,
            "Your request reached us on {{ received.date }}, {{ received.how }}, {{ sky.colour }}.",
            "sky.colour",
        ),
        ("L01", PASSAGE, "Your request reached us on {{ received.date }}, {{ received.how.", "not closed"),
        (
            "L01",
            PASSAGE,
            "{% if x %}Your request{% endif %} came {{ received.date }}, {{ received.how }}.",
            "placeholders are allowed",
        ),
        (
            "L01",
            "contact",
            "Please show us your photo ID. For questions call {{ contact.phone }} ({{ cite.how }}).",
            "asked for a reason",
        ),
        ("L01", PASSAGE, "Your request reached us on {{ received.date }}, {{ received.how }} 🎉.", "🎉"),
        (
            "L01",
            PASSAGE,
            "Your request reached us on {{ received.date }}, {{ received.how }}; see Iowa Code section 22.8.",
            "goes by its placeholder",
        ),
        ("L10", "no-date", "- The paper has no date, and it is overbroad.", "may not"),
        ("L08", "confidential", "Records are confidential ({{ cite.statute }}).", "must still say this"),
        ("L01", "nowhere", "Words.", "no such passage"),
    ];
    for (code, passage, words, told) in cases {
        let before = own_text_view(&desk.session, code).unwrap().in_force;
        // What does not differ from the program's own is no draft: a passage that is not there is left out at once.
        let view = typed(&mut desk, code, passage, words);
        if passage == "nowhere" {
            assert!(!view.is_changed);
            continue;
        }
        let faults = format!("{:?}", view.faults);
        assert!(faults.contains(told), "{code} {passage}: {faults}");
        assert!(!view.may_publish && !view.may_offer);
        let publish = OwnTextForm { code: code.to_owned(), ..form("2026-12-04", "It reads better.") };
        for refused in
            [publish_own_text(&mut desk.session, &publish), offer_own_text(&mut desk.session, &publish)]
        {
            let Error { code: why, .. } = refused.unwrap_err();
            assert_eq!(why, Code::LetterRefused, "{code} {passage}");
        }
        let view = own_text_view(&desk.session, code).unwrap();
        assert_eq!((view.in_force, view.versions.len()), (before, 0));
        assert!(
            view.passages.iter().any(|one| one.id == passage && one.words == words),
            "what was typed is kept"
        );
        take_up_own_text(&mut desk.session, code, 0).unwrap();
    }
}

#[test]
fn two_people_see_new_words_and_one_of_them_is_the_director() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let (director, amos) = (desk.director(), desk.employee("Amos Reed"));
    typed(&mut desk, "L01", PASSAGE, OWN);
    let view = offer_own_text(&mut desk.session, &form("2026-12-08", "")).unwrap();
    assert!(
        view.offered.is_some() && view.needs_reason && view.may_publish,
        "the Director can still publish alone"
    );

    desk.session.act_as(&amos).unwrap();
    let view = own_text_view(&desk.session, "L01").unwrap();
    assert!(view.may_publish && !view.needs_reason && !view.may_offer, "{view:?}");
    assert!(row(&desk, "L01").state.contains("wait for a second person"));
    // Other words than those that were offered are his own, and he is no Director.
    typed(&mut desk, "L01", "subject", "We have your request");
    let refused = publish_own_text(&mut desk.session, &form("2026-12-08", "Shorter.")).unwrap_err();
    assert_eq!(refused.code, Code::DirectorOnly);
    let refused = offer_own_text(&mut desk.session, &form("2026-12-08", "")).unwrap_err();
    assert_eq!(
        refused.code,
        Code::StillOpen,
        "nobody but the Director puts words in the place of somebody else's"
    );
    // What the Director offered still waits, under his own draft, and is shown again when he asks for it.
    let view = own_text_view(&desk.session, "L01").unwrap();
    assert!(
        view.offered.is_some() && view.versions[0].state == "Waits for a second person",
        "{:?}",
        view.versions
    );
    let view = take_up_own_text(&mut desk.session, "L01", view.versions[0].number).unwrap();
    assert_eq!(
        (view.first_day.as_str(), view.needs_reason),
        ("2026-12-08", false),
        "the day that was offered is proposed"
    );
    let other_day = publish_own_text(&mut desk.session, &form("2026-12-04", "")).unwrap_err();
    assert_eq!(other_day.code, Code::Missing, "the Director meant another day");
    let other_day =
        publish_own_text(&mut desk.session, &form("2026-12-04", "Sooner is better.")).unwrap_err();
    assert_eq!(other_day.code, Code::DirectorOnly);
    // The day went by before anybody looked: from today is not before it.
    desk.clock.set("2026-12-10T10:00");
    let view = own_text_view(&desk.session, "L01").unwrap();
    assert_eq!((view.first_day.as_str(), view.needs_reason), ("2026-12-10", false));
    let view = publish_own_text(&mut desk.session, &form("2026-12-10", "")).unwrap();
    let version = &view.versions[0];
    assert!(
        version.published.contains("Amos Reed") && version.published.contains("had offered it"),
        "{version:?}"
    );
    assert!(!version.may_take_back, "only the Director takes back");
    let back = TakeBackForm { code: "L01".to_owned(), number: 1, reason: "No.".to_owned() };
    assert_eq!(take_back_own_text(&mut desk.session, &back).unwrap_err().code, Code::DirectorOnly);

    // The other way round: an employee offers, the Director publishes without a reason.
    typed(&mut desk, "L02", "subject", "What you asked us for on {{ asked.date }}");
    let of_second = |reason: &str| OwnTextForm { code: "L02".to_owned(), ..form("2026-12-10", reason) };
    let alone = publish_own_text(&mut desk.session, &of_second("I am sure.")).unwrap_err();
    assert_eq!(alone.code, Code::DirectorOnly, "a reason does not make a Director");
    offer_own_text(&mut desk.session, &of_second("")).unwrap();
    desk.session.act_as(&director).unwrap();
    // Choosing another sample is no draft, and what waits is shown all the same.
    let sample =
        OwnTextEdit { code: "L02".to_owned(), sample: "L02-list".to_owned(), ..OwnTextEdit::default() };
    let view = edit_own_text(&mut desk.session, sample).unwrap();
    assert!(view.is_changed && view.sample == "L02-list" && !view.needs_reason);
    let subject = view.passages.iter().find(|passage| passage.id == "subject").unwrap();
    assert!(subject.pieces.iter().any(|piece| piece.how == "removed"), "what changed is shown: {subject:?}");
    let view = publish_own_text(&mut desk.session, &of_second("")).unwrap();
    assert!(
        view.versions[0].reason.is_empty() && view.versions[0].published.contains("Amos Reed had offered it")
    );
}

#[test]
fn offered_words_are_taken_back_by_their_author_or_the_director_and_stay_to_be_read() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let (director, amos) = (desk.director(), desk.employee("Amos Reed"));
    let lee = desk.employee("Lee Park");
    let back =
        |number, reason: &str| TakeBackForm { code: "L01".to_owned(), number, reason: reason.to_owned() };
    desk.session.act_as(&amos).unwrap();
    typed(&mut desk, "L01", PASSAGE, OWN);
    let view = offer_own_text(&mut desk.session, &form("2026-12-08", "")).unwrap();
    let offer = view.versions[0].clone();
    assert!(offer.is_offer && offer.may_take_back && !offer.may_take_up, "{offer:?}");

    // Neither a colleague nor a missing reason takes them away.
    desk.session.act_as(&lee).unwrap();
    assert!(own_text_view(&desk.session, "L01").unwrap().versions.is_empty());
    let refused = take_back_own_text(&mut desk.session, &back(offer.number, "No.")).unwrap_err();
    assert_eq!(refused.code, Code::DirectorOnly);
    desk.session.act_as(&amos).unwrap();
    let refused = take_back_own_text(&mut desk.session, &back(offer.number, " ")).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::Missing, vec!["reason".to_owned()]));

    // The author takes them back and goes on with them.
    let view = take_back_own_text(&mut desk.session, &back(offer.number, "A word is missing.")).unwrap();
    let own = view.passages.iter().find(|passage| passage.id == PASSAGE).unwrap();
    assert!(view.offered.is_none() && view.may_offer && own.words == OWN, "{view:?}");
    assert!(view.versions[0].state.contains("Taken back by Amos Reed") && !view.versions[0].may_take_back);
    let gone = take_back_own_text(&mut desk.session, &back(offer.number, "Again.")).unwrap_err();
    assert_eq!(gone.code, Code::NotFound);

    // Offered anew, the Director takes them back; nobody can publish them, and their author reads why and finds them again.
    let view = offer_own_text(&mut desk.session, &form("2026-12-08", "")).unwrap();
    assert_eq!(view.versions.len(), 1, "what was taken back before has been said again");
    desk.session.act_as(&director).unwrap();
    let view = take_back_own_text(&mut desk.session, &back(offer.number, "Too short for a caller.")).unwrap();
    assert!(!view.is_changed && view.offered.is_none(), "the Director has begun nothing: {view:?}");
    // Whatever else is published meanwhile, the author is told and reads why.
    typed(&mut desk, "L01", "subject", "We have your request");
    publish_own_text(&mut desk.session, &form("2026-12-04", "Shorter.")).unwrap();
    desk.session.act_as(&amos).unwrap();
    assert!(
        row(&desk, "L01").state.contains("took back the words you offered"),
        "{}",
        row(&desk, "L01").state
    );
    let refused = publish_own_text(&mut desk.session, &form("2026-12-08", "")).unwrap_err();
    assert_eq!(refused.code, Code::DirectorOnly);
    let mut desk = desk.reopen();
    desk.session.act_as(&amos).unwrap();
    let view = own_text_view(&desk.session, "L01").unwrap();
    let kept = &view.versions[0];
    assert!(
        kept.state.contains("Too short for a caller.") && kept.published.contains("Amos Reed"),
        "{kept:?}"
    );
    let view = take_up_own_text(&mut desk.session, "L01", kept.number).unwrap();
    assert!(view.passages.iter().any(|passage| passage.id == PASSAGE && passage.words == OWN));
}
