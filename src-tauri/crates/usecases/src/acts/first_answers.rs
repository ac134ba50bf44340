//! The first answers of a part: those of the request, and before them its own where it came otherwise.

use super::{data_codes, unknown_choice};
use crate::view::PartForm;
use crate::{Code, Error, Result};
use domain::{AnswerCode, DataCode, QuestionCode};
use policy::{Pack, Route};
use std::collections::BTreeMap;

/// Chosen codes by question.
pub(crate) type Chosen = BTreeMap<QuestionCode, Vec<AnswerCode>>;

/// What the routing reads of a part.
pub(crate) struct First {
    answers: Chosen,
    asks: Vec<DataCode>,
}

impl First {
    /// The first answers of a part as it is typed in. A question of the whole request is not answered for one part.
    pub(crate) fn of_part(pack: &Pack, request: &Chosen, form: &PartForm) -> Result<Self> {
        Ok(Self::with_own(request, own_answers(pack, form)?, data_codes(pack, &form.asks, "asks")?))
    }

    /// The same, with what the part answers of its own.
    pub(crate) fn with_own(request: &Chosen, own: Chosen, asks: Vec<DataCode>) -> Self {
        let mut answers = request.clone();
        answers.extend(own);
        Self { answers, asks }
    }

    /// The type they lead to.
    pub(crate) fn route(&self, pack: &Pack) -> Route {
        policy::route_answers(pack, &self.answers, &self.asks)
    }

    /// Whether they speak of secrecy.
    pub(crate) fn seals(&self, pack: &Pack) -> bool {
        policy::answers_seal(pack, &self.answers, &self.asks)
    }

    /// Whether the open-records clocks run: the type can be a records request. Nobody has to use the words for it, and
    /// running a clock too often errs on the early side.
    pub(crate) fn is_records_request(&self, pack: &Pack) -> bool {
        pack.type_def(&self.route(pack).type_code).is_some_and(|kind| !kind.clocks_records.is_empty())
    }
}

/// What a part as it is typed in answers of its own.
pub(crate) fn own_answers(pack: &Pack, form: &PartForm) -> Result<Chosen> {
    let own = known_answers(pack, &form.answers)?;
    if let Some(code) = own.keys().find(|code| !is_by_part(pack, code)) {
        return Err(match pack.question(code).is_some_and(|question| question.of_asker) {
            true => from_another_asker(),
            false => unknown_choice(code.as_str(), "answers"),
        });
    }
    Ok(own)
}

/// Whether a question may be answered for one part apart.
pub(crate) fn is_by_part(pack: &Pack, code: &QuestionCode) -> bool {
    pack.routing.questions.iter().any(|question| question.code == *code && !question.of_asker)
}

/// A request has one asker: checks, letters and files are theirs.
fn from_another_asker() -> Error {
    Error::new(
        Code::Invalid,
        "What somebody else asks, or the same person in another role, is a request of its own.",
        "Start a new request for them: letters and records go to whoever asked. What you typed here is kept.",
    )
    .at("answers")
}

/// Answers whose questions and choices the pack knows.
pub(crate) fn known_answers(pack: &Pack, answers: &BTreeMap<String, Vec<String>>) -> Result<Chosen> {
    let mut known = BTreeMap::new();
    for (code, choices) in answers.iter().filter(|(_, choices)| !choices.is_empty()) {
        let code = QuestionCode::from(code.as_str());
        let question = pack.question(&code).ok_or_else(|| unknown_choice(code.as_str(), "answers"))?;
        let choices: Vec<_> = choices.iter().map(|choice| AnswerCode::from(choice.as_str())).collect();
        if let Some(bad) =
            choices.iter().find(|choice| !question.options.iter().any(|known| known.code == **choice))
        {
            return Err(unknown_choice(bad.as_str(), "answers"));
        }
        known.insert(code, choices);
    }
    Ok(known)
}
