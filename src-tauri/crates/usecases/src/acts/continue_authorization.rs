//! Continuing an authorization: a new request of the same kind, decided anew. Nothing is carried over but words to start
//! from; the Director signs again.

use super::{part_id, start_request};
use crate::authorizations::form;
use crate::view::{AuthorizationForm, ContinueForm, NewRequestForm, PartForm, RecipientForm, RequestView};
use crate::{Code, Error, Result, Session};
use domain::Refusal;
use std::collections::BTreeMap;

/// Opens the request, and lays the old writing into its form as a draft: without dates, and without anybody's acceptance.
///
/// # Errors
/// An authorization that was never signed, or anything that keeps a request from starting.
pub fn continue_authorization(
    session: &mut Session,
    request: &str,
    part: &str,
    wanted: ContinueForm,
) -> Result<RequestView> {
    let id = part_id(part)?;
    let case = session.case(request)?;
    let old = case.request.part(id).ok_or_else(Refusal::not_found)?;
    if case.request.is_sealed() {
        let message = "This matter is sealed, and a request that continues it would not be.";
        let help = "Start a new request, and answer the question on secrecy first.";
        return Err(Error::new(Code::Stopped, message, help));
    }
    let Some(signed) = domain::signed(old) else {
        let help = "Finish the request that prepares it.";
        return Err(Error::new(Code::StillOpen, "This authorization was never signed.", help));
    };
    let draft = AuthorizationForm {
        recipients: form(signed).recipients.into_iter().map(asked_again).collect(),
        from: String::new(),
        until: String::new(),
        destroy_by: String::new(),
        renews: case.request.reference(),
        ..form(signed)
    };
    let asked = NewRequestForm {
        received_at: wanted.received_at,
        channel: wanted.channel,
        words: wanted.words,
        answers: first_answers(session, &case.request.answers)?,
        requester: crate::request_view::requester_form(&case.request.requester),
        parts: vec![PartForm {
            what: old.what.clone(),
            asks: old.asks.iter().map(ToString::to_string).collect(),
            about: old.about.clone().unwrap_or_default(),
            period: old.period.clone().unwrap_or_default(),
            answers: first_answers(session, &old.answers)?,
        }],
        taken_in_by: String::new(),
    };
    let view = start_request(session, asked)?;
    let text =
        serde_json::to_string(&draft).map_err(|_| Error::internal("the draft could not be written"))?;
    let new_part = view.parts.first().map(|part| part.id.clone()).unwrap_or_default();
    // The page keeps the form of a part under this key.
    crate::drafts::save_draft(session, &format!("request/{}/{new_part}/authorization", view.id), &text)?;
    Ok(view)
}

/// Each accepts the duty of confidence anew.
fn asked_again(recipient: RecipientForm) -> RecipientForm {
    RecipientForm { duty_accepted_on: String::new(), ..recipient }
}

/// The answers of first contact, as far as the policy in force still asks them.
fn first_answers(session: &Session, answered: &domain::Answers) -> Result<BTreeMap<String, Vec<String>>> {
    let pack = session.pack()?;
    let mut answers = BTreeMap::new();
    for question in &pack.routing.questions {
        let Some(given) = answered.get(&question.code) else { continue };
        let choices = given.current.choices.iter();
        let known = choices.filter(|choice| question.options.iter().any(|option| option.code == **choice));
        answers.insert(question.code.to_string(), known.map(ToString::to_string).collect());
    }
    Ok(answers)
}
