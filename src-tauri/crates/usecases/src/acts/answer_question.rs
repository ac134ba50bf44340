//! Answering a question of the guide.

use super::{part_id, unknown_choice};
use crate::journal::Along;
use crate::view::RequestView;
use crate::{Result, Session};
use domain::{AnswerCode, QuestionCode, Refusal, RequestEvent};

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

/// Records an answer. The question and its choices must be of the request's pack. Parts whose route changes by it are
/// given their new type in the same transaction.
pub fn answer_question(session: &mut Session, request: &str, input: AnswerInput) -> Result<RequestView> {
    let now = session.now();
    let case = session.case(request)?;
    let pack = session.pack_of(&case.request)?;
    let part = (!input.part.is_empty()).then(|| part_id(&input.part)).transpose()?;
    let code = QuestionCode::from(input.question.as_str());
    let question = pack.question(&code).ok_or_else(Refusal::not_found)?;
    let choices: Vec<_> = input.choices.iter().map(|choice| AnswerCode::from(choice.as_str())).collect();
    if let Some(unknown) = choices.iter().find(|choice| !question.offers(choice)) {
        return Err(unknown_choice(unknown.as_str(), "choices"));
    }
    if choices.len() > 1 && !question.several() {
        return Err(unknown_choice(&input.choices.join(", "), "choices"));
    }
    let note = Some(input.note.as_str());
    let event = domain::answer_question(&case.request, part, code, choices, note, now)?;
    let mut after = case.request.clone();
    after.evolve(&domain::Recorded {
        by: session.me,
        capacity: session.capacity(),
        at: now,
        event: event.clone(),
    });
    let mut events = vec![event];
    events.extend(retyped(pack, &after));
    session.act_all(request, events, Along::default())
}

/// Parts that route to another type after the answer.
fn retyped(pack: &policy::Pack, after: &domain::Request) -> Vec<RequestEvent> {
    let undecided = after
        .live_parts()
        .filter(|part| !part.decision.as_ref().is_some_and(|decision| decision.outcome.is_final()));
    undecided
        .filter_map(|part| {
            let route = policy::route_part(pack, after, part);
            (part.type_code.as_ref() != Some(&route.type_code)).then_some(RequestEvent::PartTyped(
                domain::PartTyped { part: part.id, type_code: route.type_code, because: route.because },
            ))
        })
        .collect()
}
