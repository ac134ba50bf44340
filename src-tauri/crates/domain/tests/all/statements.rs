//! Statements in writing that are owed after an answer: what is kept, and what is refused at which field.

use chrono::NaiveDateTime;
use domain::*;

const SCAN: AttachmentId = AttachmentId([7; 16]);

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn record(request: &mut Request, event: RequestEvent) {
    let by = PersonId([1; 16]);
    request.evolve(&Recorded { by, capacity: Capacity::Director, at: at("2026-12-04T10:00:00"), event });
}

/// Received on Friday at 9:40, with one file kept.
fn received() -> Request {
    let mut request = Request::new(RequestId([9; 16]));
    let received = Received { at: at("2026-12-04T09:40:00"), channel: Channel::InPerson, taken_in_by: None };
    record(&mut request, RequestEvent::Opened(Opened { received, ..Opened::default() }));
    let scan = Attachment { id: SCAN, name: "statement.pdf".to_owned(), size: 10, ..Attachment::default() };
    record(&mut request, RequestEvent::AttachmentKept(scan));
    request
}

fn statement() -> Statement {
    Statement {
        received_at: at("2026-12-07T11:00:00"),
        signer: "Sgt R. Hale".to_owned(),
        says: "A child was missing.".to_owned(),
        copy: Some(SCAN),
    }
}

fn refused(statement: Statement) -> (RefusalCode, Option<String>) {
    let refusal = record_statement(&received(), statement, at("2026-12-07T12:00:00")).unwrap_err();
    assert!(!refusal.help.is_empty());
    (refusal.code, refusal.field)
}

#[test]
fn each_statement_stays_as_it_came() {
    let mut request = received();
    let now = at("2026-12-07T12:00:00");
    let first = record_statement(&request, statement(), now).unwrap();
    record(&mut request, first);
    let later = Statement { signer: "  Chief L. Ward ".to_owned(), copy: None, ..statement() };
    let later = record_statement(&request, later, now).unwrap();
    record(&mut request, later);
    let kept: Vec<_> = request.statements.iter().map(|fact| fact.what.clone()).collect();
    let second = Statement { signer: "Chief L. Ward".to_owned(), copy: None, ..statement() };
    assert_eq!(kept, [statement(), second]);
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let field = |name: &str| Some(name.to_owned());
    for moment in ["2026-12-07T12:01:00", "2026-12-04T09:39:00"] {
        let wrong = Statement { received_at: at(moment), ..statement() };
        assert_eq!(refused(wrong), (RefusalCode::Invalid, field("received_at")), "{moment}");
    }
    let unsigned = Statement { signer: " ".to_owned(), ..statement() };
    assert_eq!(refused(unsigned), (RefusalCode::Missing, field("signer")));
    let silent = Statement { says: "\n".to_owned(), ..statement() };
    assert_eq!(refused(silent), (RefusalCode::Missing, field("says")));
    let lost = Statement { copy: Some(AttachmentId([8; 16])), ..statement() };
    assert_eq!(refused(lost), (RefusalCode::NotFound, field("copy")));
    let at_once = Statement { received_at: at("2026-12-04T09:40:00"), ..statement() };
    assert!(record_statement(&received(), at_once, at("2026-12-07T12:00:00")).is_ok());
}

#[test]
fn an_ended_request_takes_none() {
    let mut request = received();
    record(&mut request, RequestEvent::Closed(Closed { reason: "Answered.".to_owned() }));
    let refusal = record_statement(&request, statement(), at("2026-12-07T12:00:00")).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::RequestEnded);
}
