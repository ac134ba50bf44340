//! Looking at files that strangers sent: a PDF, a picture, and one that cannot be shown.

use crate::desk::Desk;
use crate::subpoena::served;
use usecases::acts::{self, AttachInput};
use usecases::view::RequestView;
use usecases::{Code, Helper, Session, kept_file};

/// A page with a name on it, as small as a PDF can be.
pub(crate) const PAPER: &[u8] = include_bytes!("../samples/paper.pdf");

/// The helper that the workspace builds beside this test.
pub(crate) fn helper() -> Helper {
    let here = std::env::current_exe().unwrap();
    let program = here.ancestors().nth(2).unwrap().join("enclosures-probe");
    assert!(program.is_file(), "build the whole workspace first: {}", program.display());
    Helper::new(program)
}

pub(crate) fn keep(desk: &mut Desk, view: &RequestView, name: &str, bytes: &[u8]) -> String {
    let path = desk.place(name);
    std::fs::write(&path, bytes).unwrap();
    let file = AttachInput { path, what: "Sent by the requester".to_owned(), privileged: false };
    let view = acts::attach_file(&mut desk.session, &view.id, file).unwrap();
    view.attachments.iter().find(|file| file.name == name).unwrap().id.clone()
}

pub(crate) fn entries(session: &Session, view: &RequestView) -> usize {
    usecases::refresh_request(session, &view.id).unwrap().timeline.len()
}

#[test]
fn a_kept_paper_is_shown_as_a_picture_with_its_words() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let view = served(&mut desk);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let before = entries(&desk.session, &view);
    let kept = kept_file(&desk.session, &view.id, &file).unwrap();
    let seen = kept.view(&helper(), 0).unwrap();
    assert_eq!((seen.pages, seen.page, seen.missing), (1, 0, None));
    assert_eq!(seen.lines, ["For Sentinel Quillfeather"]);
    assert!(seen.about.contains("can differ from what the picture shows"), "{}", seen.about);
    let picture = kept.page(&helper(), 0, 800).unwrap();
    assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert_eq!(&picture[16..20], 800_u32.to_be_bytes(), "as wide as was asked");
    assert_eq!(kept.view(&helper(), 1).unwrap_err().code, Code::FileProblem);
    assert_eq!(entries(&desk.session, &view), before, "looking changes nothing in the record");
}

#[test]
fn a_file_that_cannot_be_shown_is_kept_and_says_so() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let view = served(&mut desk);
    for (name, bytes) in [("table.xls", &b"\xd0\xcf\x11\xe0 a table"[..]), ("cut.pdf", b"%PDF-1.7\n1 0 obj")]
    {
        let file = keep(&mut desk, &view, name, bytes);
        let kept = kept_file(&desk.session, &view.id, &file).unwrap();
        for error in [kept.view(&helper(), 0).unwrap_err(), kept.page(&helper(), 0, 800).unwrap_err()] {
            assert_eq!(error.code, Code::FileProblem);
            assert!(error.help.starts_with("The file is kept as it came"), "{name}: {error:?}");
        }
    }
}

#[test]
fn an_absent_file_and_an_absent_request_read_the_same() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let view = served(&mut desk);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let nowhere = "00112233445566778899aabbccddeeff";
    let absent = kept_file(&desk.session, &view.id, nowhere).unwrap_err();
    assert_eq!(kept_file(&desk.session, nowhere, &file).unwrap_err(), absent);
    assert_eq!(absent.code, Code::NotFound);
}
