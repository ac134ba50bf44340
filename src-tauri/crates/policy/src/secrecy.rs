//! Secrecy: which question is asked before anything is written down, and whether what is answered seals a request. The
//! pack says it twice, by a type whose table is sealed and by the gate that looks for secrecy; either is enough.

use crate::facts::{self, Facts, Given, Holds};
use crate::route::{route, route_answers};
use crate::{Case, GateKind, Pack, Question, Route};
use domain::{Answer, AnswerCode, Answered, Answers, DataCode, QuestionCode};
use std::collections::BTreeMap;

/// The questions that must be answered before the first word of a request is written down.
pub fn asked_first(pack: &Pack) -> Vec<&Question> {
    let asked = pack.gate_of(GateKind::Gag).map(|gate| &gate.asked);
    let is_asked =
        |question: &&Question| asked.is_some_and(|asked| asked.contains_key(question.code.as_str()));
    pack.universal.questions.iter().filter(is_asked).collect()
}

/// Whether a request must be sealed, by what is answered so far.
pub fn seals(pack: &Pack, case: &Case<'_>) -> bool {
    case.request.live_parts().any(|part| {
        let given = Given { request: &case.request.answers, part: Some(&part.answers), asks: &part.asks };
        is_sealed(pack, &route(pack, case, part)) || speaks(pack, &facts_of(pack, &given))
    })
}

/// Whether first answers seal what comes in, before there is a request.
pub fn answers_seal(
    pack: &Pack,
    answers: &BTreeMap<QuestionCode, Vec<AnswerCode>>,
    asks: &[DataCode],
) -> bool {
    let answered = |choices: &Vec<AnswerCode>| Answered {
        current: Answer { choices: choices.clone(), ..Answer::default() },
        earlier: Vec::new(),
    };
    let all: Answers = answers.iter().map(|(code, choices)| (code.clone(), answered(choices))).collect();
    let given = Given { request: &all, part: None, asks };
    is_sealed(pack, &route_answers(pack, answers, asks)) || speaks(pack, &facts_of(pack, &given))
}

fn is_sealed(pack: &Pack, route: &Route) -> bool {
    pack.type_def(&route.type_code).is_some_and(|kind| kind.sealed)
}

fn facts_of(pack: &Pack, given: &Given<'_>) -> Facts {
    facts::from_answers(pack, None, given, Facts::default())
}

/// Whether somebody, or the paper itself, orders silence. A paper that only asks for it does not.
fn speaks(pack: &Pack, facts: &Facts) -> bool {
    let Some(gate) = pack.gate_of(GateKind::Gag) else { return false };
    let answered = |condition: &crate::Condition| condition.keys().any(|name| facts.values(name).is_some());
    let ordered = |none: &crate::Condition| answered(none) && facts.holds(none) == Holds::No;
    facts.any(&gate.paper_request) != Holds::Yes && (ordered(&gate.asked) || ordered(&gate.paper_none))
}
