//! Drafts: what was typed comes back after locking, lies where it belongs, and leaves nothing in plain text.

use crate::desk::{Desk, PASSPHRASE, contact, part};
use crate::place::Place;
use usecases::view::{NewRequestForm, RequestView};
use usecases::{Code, Profile, drop_draft, load_drafts, save_draft, unlock};

fn keys(session: &usecases::Session, prefix: &str) -> Vec<(String, String)> {
    load_drafts(session, prefix).unwrap().into_iter().map(|draft| (draft.key, draft.text)).collect()
}

#[test]
fn a_draft_survives_locking_and_is_gone_when_dropped() {
    let place = Place::new();
    let mut session = place.settled();
    save_draft(&mut session, "new-request/words", "The officer asked for a Quillfeather").unwrap();
    save_draft(&mut session, "new-request/words", "The officer asked for Quillfeather's loans").unwrap();
    save_draft(&mut session, "settings/phone", "555").unwrap();
    session.close().unwrap();
    for file in place.files() {
        let bytes = std::fs::read(place.vault().join(&file)).unwrap();
        assert!(!bytes.windows(12).any(|window| window == b"Quillfeather"), "{file} holds what was typed");
    }
    let (mut session, _) = place.unlock(PASSPHRASE).unwrap();
    let kept = [("new-request/words".to_owned(), "The officer asked for Quillfeather's loans".to_owned())];
    assert_eq!(keys(&session, "new-request/"), kept);
    assert_eq!(keys(&session, "").len(), 2);
    drop_draft(&session, "new-request/words").unwrap();
    drop_draft(&session, "new-request/words").unwrap();
    save_draft(&mut session, "settings/phone", "").unwrap();
    assert_eq!(keys(&session, ""), []);
}

#[test]
fn too_long_a_draft_is_refused_and_the_one_before_it_kept() {
    let place = Place::new();
    let mut session = place.settled();
    save_draft(&mut session, "note", "short").unwrap();
    let refused = save_draft(&mut session, "note", &"x".repeat(1024 * 1024 + 1)).unwrap_err();
    assert_eq!(refused.code, Code::TooLong);
    assert_eq!(keys(&session, "note"), [("note".to_owned(), "short".to_owned())]);
    for odd in ["", "line\nbreak", &"k".repeat(201)] {
        assert_eq!(save_draft(&mut session, odd, "text").unwrap_err().code, Code::Invalid, "{odd:?}");
    }
}

#[test]
fn a_draft_on_a_request_that_is_not_there_reads_like_any_other_absence() {
    let place = Place::new();
    let mut session = place.settled();
    for key in ["request/", "request/nonsense/note", "request/00000000000000000000000000000000/note"] {
        assert_eq!(save_draft(&mut session, key, "text").unwrap_err().code, Code::NotFound, "{key}");
    }
}

fn meeting(desk: &mut Desk) -> RequestView {
    desk.start(NewRequestForm {
        received_at: "2026-11-23T09:00".to_owned(),
        channel: "phone".to_owned(),
        words: "Please tell me what I should know.".to_owned(),
        answers: contact(&[]),
        parts: vec![part("A question", &[], "")],
        ..NewRequestForm::default()
    })
}

#[test]
fn a_question_to_counsel_moves_to_counsels_stream_once_that_exists() {
    let mut desk = Desk::open("2026-11-23T09:30");
    let request = meeting(&mut desk);
    let key = format!("request/{}/counsel/words", request.id);
    save_draft(&mut desk.session, &key, "first").unwrap();
    let file = desk.place("opinion.pdf");
    std::fs::write(&file, b"%PDF-1.7 opinion").unwrap();
    let input = usecases::acts::AttachInput { path: file, what: "Opinion".to_owned(), privileged: true };
    usecases::acts::attach_file(&mut desk.session, &request.id, input).unwrap();
    assert_eq!(keys(&desk.session, &key), [(key.clone(), "first".to_owned())], "it is still found");
    save_draft(&mut desk.session, &key, "second").unwrap();
    assert_eq!(keys(&desk.session, &key), [(key.clone(), "second".to_owned())], "once, not twice");
    let (vault, profile) = (desk.vault(), Profile { folder: desk.place("profile") });
    let world = desk.clock.surroundings();
    desk.session.close().unwrap();
    let (session, _) = unlock(world, &profile, &vault, "", PASSPHRASE).unwrap();
    assert_eq!(keys(&session, "request/"), [(key.clone(), "second".to_owned())]);
    drop_draft(&session, &key).unwrap();
    assert_eq!(keys(&session, "request/"), []);
}
