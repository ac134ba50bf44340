//! From observable facts to the type of a part. Nobody is asked whether a paper is valid.

use crate::facts::{self, Facts, Given, Holds};
use crate::{Case, Override, Pack, RouteRow, TypeDef, derive};
use domain::{Answer, AnswerCode, Answered, Answers, DataCode, LetterCode, Part, QuestionCode, TypeCode};
use std::collections::BTreeMap;

/// The type a part is handled as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The type whose table is read.
    pub type_code: TypeCode,
    /// The type the facts point to, which the pack may not carry yet.
    pub meant: Option<TypeCode>,
    /// It is the careful path.
    pub careful: bool,
    /// Why, in words.
    pub because: String,
    /// Letters that the pointers which handed the part on ask for besides.
    pub letters: Vec<LetterCode>,
}

/// The type that answers to the routing questions point to, before there is a part: for the page that takes a request in.
pub fn route_answers(
    pack: &Pack,
    answers: &BTreeMap<QuestionCode, Vec<AnswerCode>>,
    asks: &[DataCode],
) -> Route {
    let answers = as_answered(answers);
    let given = Given { request: &answers, part: None, asks };
    settle(pack, None, &facts::from_answers(pack, None, &given, Facts::default()))
}

/// The type a part is handled as, from its recorded type and everything answered.
pub(crate) fn route(pack: &Pack, case: &Case<'_>, part: &Part) -> Route {
    let given = Given { request: &case.request.answers, part: Some(&part.answers), asks: &part.asks };
    let facts = facts::from_answers(pack, None, &given, Facts::default());
    let route = settle(pack, part.type_code.as_ref(), &facts);
    let is_officers = facts.any(&pack.routing.officer_when) == Holds::Yes;
    handed_on(pack, case, part, route, is_officers)
}

/// Pointers hand a part on until none fits. A type is entered once: a part that would come back to one stays where it is. What
/// an officer asks is handed to no type that answers without counsel.
fn handed_on(pack: &Pack, case: &Case<'_>, part: &Part, first: Route, is_officers: bool) -> Route {
    let mut entered = vec![first.type_code.clone()];
    let mut route = first;
    while let Some(next) = pack.type_def(&route.type_code).and_then(|kind| point_on(pack, case, part, kind)) {
        let asks_counsel = next.careful || is_justice(pack, Some(&next.type_code));
        if entered.contains(&next.type_code) || (is_officers && !asks_counsel) {
            break;
        }
        entered.push(next.type_code.clone());
        let letters = [route.letters, next.letters].concat();
        route = Route { letters, ..next };
    }
    route
}

/// What decides the type of a part.
pub(crate) enum DecidedBy<'a> {
    /// What comes before any type.
    Override(usize, &'a Override),
    /// What the paper is.
    Paper(usize, &'a RouteRow),
    /// The type it was recorded as.
    Recorded(&'a TypeCode),
    /// Who asks for what.
    Contact(&'a RouteRow),
    /// Nothing yet.
    Nothing,
}

/// What decides the type of what comes in while these facts are known and every other question on a paper or on first contact
/// is open.
pub(crate) fn decided_by<'a>(pack: &'a Pack, known: &BTreeMap<String, String>) -> DecidedBy<'a> {
    let given = Given { request: &Answers::new(), part: None, asks: &[] };
    let mut facts = facts::from_answers(pack, None, &given, Facts::default());
    for (name, value) in known {
        facts.set(name, value);
    }
    decide_type(pack, None, &facts)
}

fn as_answered(answers: &BTreeMap<QuestionCode, Vec<AnswerCode>>) -> Answers {
    let answered = |choices: &Vec<AnswerCode>| Answered {
        current: Answer { choices: choices.clone(), ..Answer::default() },
        earlier: Vec::new(),
    };
    answers.iter().map(|(code, choices)| (code.clone(), answered(choices))).collect()
}

fn settle(pack: &Pack, recorded: Option<&TypeCode>, facts: &Facts) -> Route {
    match decide_type(pack, recorded, facts) {
        DecidedBy::Override(_, reason) => match &reason.type_code {
            Some(code) => to(pack, code, &reason.because),
            None => careful(pack, recorded.cloned(), reason.because.clone()),
        },
        DecidedBy::Paper(_, row) | DecidedBy::Contact(row) => to(pack, &row.type_code, &row.because),
        DecidedBy::Recorded(code) => to(pack, code, "The part was recorded as this type."),
        DecidedBy::Nothing => careful(pack, None, "It is not yet clear what came in.".to_owned()),
    }
}

fn decide_type<'a>(pack: &'a Pack, recorded: Option<&'a TypeCode>, facts: &Facts) -> DecidedBy<'a> {
    let asked_as = recorded.or_else(|| first(&pack.routing.contacts, facts).map(|row| &row.type_code));
    for (index, reason) in pack.routing.overrides.iter().enumerate() {
        let barred = !reason.unless.is_empty() && facts.any(&reason.unless) == Holds::Yes;
        if facts.holds(&reason.when) == Holds::Yes && !barred {
            return match &reason.type_code {
                // Whose record it is moves no officer's request away from the types that ask counsel.
                Some(code) if is_justice(pack, recorded) && !is_justice(pack, Some(code)) => continue,
                // Nor does it move a request about a person to a type that may say that something does not exist.
                Some(_) if reason.says_what_exists && is_about_somebody(pack, asked_as) => continue,
                _ => DecidedBy::Override(index, reason),
            };
        }
    }
    let by_paper = recorded.is_none_or(|code| pack.type_def(code).is_none_or(|kind| kind.by_paper));
    if by_paper && let Some((index, row)) = read_paper(pack, facts) {
        return DecidedBy::Paper(index, row);
    }
    match (recorded, first(&pack.routing.contacts, facts)) {
        (Some(code), _) => DecidedBy::Recorded(code),
        (None, Some(row)) => DecidedBy::Contact(row),
        (None, None) => DecidedBy::Nothing,
    }
}

/// Whether the type's answer is the same whether or not a person is known here, or about the asker's own record.
fn is_about_somebody(pack: &Pack, code: Option<&TypeCode>) -> bool {
    code.and_then(|code| pack.type_def(code)).is_some_and(|kind| kind.ncd || kind.own_record)
}

fn is_justice(pack: &Pack, code: Option<&TypeCode>) -> bool {
    code.and_then(|code| pack.type_def(code)).is_some_and(|kind| kind.justice)
}

/// The first row that certainly fits. What is still open may move the part again later: the type is read anew each time.
fn first<'a>(rows: &'a [RouteRow], facts: &Facts) -> Option<&'a RouteRow> {
    rows.iter().find(|row| facts.holds(&row.when) == Holds::Yes)
}

/// The type of a paper. While an earlier row is open, and the type would never ask what that row waits for, the paper has
/// not been read far enough and stays where it is.
fn read_paper<'a>(pack: &'a Pack, facts: &Facts) -> Option<(usize, &'a RouteRow)> {
    let papers = &pack.routing.papers;
    let index = papers.iter().position(|row| facts.holds(&row.when) == Holds::Yes)?;
    let row = &papers[index];
    let Some(kind) = pack.type_def(&row.type_code) else { return Some((index, row)) };
    let asked: Vec<&str> = kind.asked().map(|code| code.as_str()).collect();
    let mut open = papers[..index]
        .iter()
        .filter(|other| facts.holds(&other.when) == Holds::Unknown)
        .flat_map(|other| facts.open_in(&other.when));
    open.all(|name| asked.contains(&name.as_str())).then_some((index, row))
}

fn to(pack: &Pack, code: &TypeCode, because: &str) -> Route {
    if pack.type_def(code).is_none() {
        return careful(
            pack,
            Some(code.clone()),
            format!("{because} This pack has no table for that type yet."),
        );
    }
    Route {
        type_code: code.clone(),
        meant: Some(code.clone()),
        careful: *code == pack.about.careful,
        because: because.to_owned(),
        letters: Vec::new(),
    }
}

fn careful(pack: &Pack, meant: Option<TypeCode>, because: String) -> Route {
    Route { type_code: pack.about.careful.clone(), meant, careful: true, because, letters: Vec::new() }
}

/// A pointer of the type hands the part on.
fn point_on(pack: &Pack, case: &Case<'_>, part: &Part, kind: &TypeDef) -> Option<Route> {
    if kind.pointers.is_empty() {
        return None;
    }
    let facts = part_facts(pack, case, part, kind);
    let pointer = kind.pointers.iter().find(|pointer| facts.holds(&pointer.when) == Holds::Yes)?;
    Some(Route { letters: pointer.letters.clone(), ..to(pack, &pointer.type_code, &pointer.because) })
}

/// All facts of a part under a type.
pub(crate) fn part_facts(pack: &Pack, case: &Case<'_>, part: &Part, kind: &TypeDef) -> Facts {
    let given = Given { request: &case.request.answers, part: Some(&part.answers), asks: &part.asks };
    let mut facts = facts::from_answers(pack, Some(kind), &given, derive::derive(pack, case, part, kind));
    let life = crate::clocks::paper_life(pack, case, part, kind, &facts);
    facts.set("paper_life", life);
    facts
}
