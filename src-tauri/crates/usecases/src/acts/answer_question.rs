//! Answering a question of the guide. An answer that speaks of secrecy is itself recorded under seal.

use super::{part_id, unknown_choice};
use crate::view::RequestView;
use crate::{Code, Error, Result, Session};
use domain::{AnswerCode, QuestionCode, Recorded, Refusal, RefusalCode, Request, RequestEvent};
use policy::Pack;

/// An answer as the screen sends it.
#[derive(Debug, Clone, Default)]
pub struct AnswerInput {
    /// Part; empty for a question about the whole request.
    pub part: String,
    /// Question code.
    pub question: String,
    /// Chosen codes.
    pub choices: Vec<String>,
    /// Note for the record.
    pub note: String,
}

/// Records an answer. The question and its choices must be of the request's pack.
pub fn answer_question(session: &mut Session, request: &str, input: AnswerInput) -> Result<RequestView> {
    let now = session.now();
    let case = session.case(request)?;
    let pack = session.pack_of(&case.request)?;
    let part = (!input.part.is_empty()).then(|| part_id(&input.part)).transpose()?;
    let code = QuestionCode::from(input.question.as_str());
    let question = pack.question(&code).ok_or_else(Refusal::not_found)?;
    if part.is_some() && pack.universal.questions.iter().any(|asked| asked.code == code) {
        let help = "Answer it for the request; every part reads it there. Nothing was changed.";
        return Err(Error::new(Code::Invalid, "This is asked of the whole request.", help).at("part"));
    }
    let choices: Vec<_> = input.choices.iter().map(|choice| AnswerCode::from(choice.as_str())).collect();
    if let Some(unknown) =
        choices.iter().find(|choice| !question.options.iter().any(|known| known.code == **choice))
    {
        return Err(unknown_choice(unknown.as_str(), "choices"));
    }
    if choices.len() > 1 && !question.several {
        return Err(unknown_choice(&input.choices.join(", "), "choices"));
    }
    let note = Some(input.note.as_str());
    if speaks_after_lifting(pack, &case.request, &code, &choices) {
        return Err(not_in_the_open());
    }
    let event = domain::answer_question(&case.request, part, code, choices, note, now)?;
    if seals(session, &case.request, &event)? {
        let because = format!("{} {}", question.heading, labels(question, &input.choices));
        return super::seal_matter::seal(session, request, because, vec![event]);
    }
    session.act(request, event)
}

/// Whether an answer by itself speaks of secrecy where a seal was lifted: here everybody reads by now.
fn speaks_after_lifting(pack: &Pack, request: &Request, code: &QuestionCode, choices: &[AnswerCode]) -> bool {
    let lifted = request.sealing.is_some() && !request.is_sealed();
    let said = std::iter::once((code.clone(), choices.to_vec())).collect();
    lifted && policy::answers_seal(pack, &said, &[])
}

/// What orders silence anew is not written down where a seal was lifted.
pub(super) fn not_in_the_open() -> Error {
    Refusal::new(
        RefusalCode::Stopped,
        "This speaks of secrecy, and the seal of this matter was lifted: everybody reads here.",
        "Nothing was recorded. Start a new request, say there that secrecy is asked for, and keep the paper there.",
    )
    .into()
}

/// Whether an answer seals a request that is not sealed.
fn seals(session: &Session, request: &Request, event: &RequestEvent) -> Result<bool> {
    if request.sealing.is_some() {
        return Ok(false);
    }
    let mut after = request.clone();
    let capacity = domain::Capacity::Staff;
    after.evolve(&Recorded { by: session.me, capacity, at: session.now(), event: event.clone() });
    Ok(policy::seals(session.pack_of(request)?, &crate::ruling::case(session, &after)))
}

fn labels(question: &policy::Question, choices: &[String]) -> String {
    let chosen =
        question.options.iter().filter(|option| choices.iter().any(|code| code == option.code.as_str()));
    chosen.map(|option| option.label.as_str()).collect::<Vec<_>>().join("; ")
}
