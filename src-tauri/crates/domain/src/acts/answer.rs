//! Answering a question. Whether the question and the choice exist is checked against the pack before.

use super::{live, live_part};
use crate::{
    Answer, AnswerCode, AnswerGiven, PartId, QuestionCode, Refusal, RefusalCode, Request, RequestEvent,
    passage,
};
use chrono::NaiveDateTime;

/// Records an answer, of one part or of the whole request. An earlier answer is kept.
pub fn answer_question(
    request: &Request,
    part: Option<PartId>,
    question: QuestionCode,
    choices: Vec<AnswerCode>,
    note: Option<&str>,
    at: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    match part {
        None => live(request)?,
        Some(part) => live_part(request, part).map(|_| ())?,
    }
    if choices.is_empty() {
        let help = "Choose one. If you are not sure, choose that: the safe reading is then used.";
        return Err(Refusal::new(RefusalCode::Missing, "No answer is chosen.", help).at("choices"));
    }
    let note = note.map(str::trim).filter(|text| !text.is_empty());
    let note = note.map(|text| passage(text, "note")).transpose()?;
    Ok(RequestEvent::Answered(AnswerGiven { part, question, answer: Answer { choices, note, at } }))
}
