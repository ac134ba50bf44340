//! A case stated in a file: what arrived when, who acts, the answers, and what was recorded. Everything else is refused.

use crate::program::events::{self, part_id};
use crate::program::{contradictions, place};
use crate::{Code, Error, Result};
use ::policy::Pack;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{
    Absence, Answer, AnswerCode, AnswerGiven, Capacity, Channel, DataCode, Designation, Office, Opened,
    PackRef, PartAdded, PartTyped, Person, PersonId, QuestionCode, Received, Recorded, Request, RequestEvent,
    RequestId, RequestNumber, TypeCode,
};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest file of facts, in bytes.
pub const LARGEST: usize = 4 * 1024 * 1024;
/// Most parts one file may state.
const MOST_PARTS: usize = 100;

/// The facts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// When the request arrived.
    #[serde(deserialize_with = "minute")]
    pub received: NaiveDateTime,
    /// The moment of asking.
    #[serde(deserialize_with = "minute")]
    pub at: NaiveDateTime,
    /// How it arrived.
    #[serde(default)]
    pub channel: Channel,
    /// It is handled as a request for records, so its clocks run.
    #[serde(default)]
    pub records_request: bool,
    /// Closure days beyond the pack's holidays.
    #[serde(default)]
    pub closed: Vec<NaiveDate>,
    /// Who acts, and who could.
    #[serde(default)]
    pub office: OfficeFacts,
    /// Answers to the questions asked on every case.
    #[serde(default, deserialize_with = "each_once")]
    pub universal: BTreeMap<QuestionCode, Choices>,
    /// Parts of the request.
    pub parts: Vec<PartFacts>,
    /// What was recorded, in order.
    #[serde(default)]
    pub events: Vec<Value>,
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acting {
    /// The legal custodian.
    #[default]
    Director,
    /// The person the designations name.
    Designee,
    /// Anybody else.
    Staff,
}

/// The office.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OfficeFacts {
    /// Who acts.
    pub acting: Acting,
    /// The Director is not recorded as away.
    pub director_available: bool,
    /// Written designations of the designee.
    pub designations: Vec<DesignationFacts>,
}

impl Default for OfficeFacts {
    fn default() -> Self {
        Self { acting: Acting::Director, director_available: true, designations: Vec::new() }
    }
}

/// A written designation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignationFacts {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Date on the signed paper; the first day if left out.
    #[serde(default)]
    pub signed_on: Option<NaiveDate>,
    /// Types it covers; none named covers all.
    #[serde(default)]
    pub types: Vec<TypeCode>,
}

/// One answer, or several where the question allows it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Choices {
    /// One.
    One(AnswerCode),
    /// Several.
    Several(Vec<AnswerCode>),
}

impl Choices {
    fn codes(&self) -> Vec<AnswerCode> {
        match self {
            Self::One(code) => vec![code.clone()],
            Self::Several(codes) => codes.clone(),
        }
    }
}

/// One part.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartFacts {
    /// Its type; without one the routing chooses.
    #[serde(default, rename = "type")]
    pub type_code: Option<TypeCode>,
    /// What is asked, in a few words.
    #[serde(default)]
    pub what: String,
    /// Kinds of data asked for.
    #[serde(default)]
    pub asks: Vec<DataCode>,
    /// Answers to the questions of the type.
    #[serde(default, deserialize_with = "each_once")]
    pub answers: BTreeMap<QuestionCode, Choices>,
}

/// A case as the policy reads it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stated {
    pub(crate) request: Request,
    pub(crate) office: Office,
    pub(crate) actor: PersonId,
    pub(crate) now: NaiveDateTime,
    /// The events, each with the moment at which it was recorded.
    pub(crate) events: Vec<(NaiveDateTime, RequestEvent)>,
}

/// Reads a file of facts.
///
/// # Errors
/// Anything unknown, missing or impossible, with its line or its name.
pub fn parse(text: &str) -> Result<Facts> {
    if text.len() > LARGEST {
        return Err(wrong("the file is larger than 4 MiB"));
    }
    let mut facts: Facts = serde_json::from_str(text).map_err(|error| wrong(&error.to_string()))?;
    facts.events.iter_mut().for_each(add_seconds);
    if facts.parts.is_empty() {
        return Err(wrong("no part is stated, and a decision is made part by part"));
    }
    if facts.parts.len() > MOST_PARTS {
        return Err(wrong("more than 100 parts are stated"));
    }
    for date in facts.closed.iter().copied().chain([facts.received.date(), facts.at.date()]) {
        domain::deadline::check_date(date).map_err(|error| wrong(error.to_string().trim_end_matches('.')))?;
    }
    if facts.received > facts.at {
        return Err(wrong("the request arrives after the moment of asking"));
    }
    Ok(facts)
}

/// The case that a file of facts states. A refusal names the line.
///
/// # Errors
/// As [`parse`]; or a type, question, answer or kind of data that the pack does not have; or facts that contradict each
/// other.
pub(crate) fn read(pack: &Pack, text: &str) -> Result<Stated> {
    let facts = parse(text)?;
    let stated = state(pack, &facts).and_then(|stated| {
        contradictions::check(&facts, &stated)?;
        Ok(stated)
    });
    stated.map_err(|error| on_its_line(text, error))
}

/// A refusal with the line of what it is about, where it says so in its first reference.
fn on_its_line(text: &str, error: Error) -> Error {
    let Some(keys) = error.refs.first().filter(|place| place.contains('/')) else { return error };
    let line = place::line_of(text, &keys.split('/').collect::<Vec<_>>());
    Error { message: format!("Line {line}: {}", error.message), ..error }
}

/// The case the facts state. Types, questions, answers and kinds of data must be the pack's.
pub(crate) fn state(pack: &Pack, facts: &Facts) -> Result<Stated> {
    check_codes(pack, facts)?;
    let office = office_of(facts);
    let actor = match facts.office.acting {
        Acting::Director => DIRECTOR,
        Acting::Designee => DESIGNEE,
        Acting::Staff => STAFF,
    };
    let mut request = Request::new(RequestId([1; 16]));
    // What only the Director can record counts as recorded by whoever acts.
    let capacity = match facts.office.acting {
        Acting::Director => Capacity::Director,
        Acting::Designee | Acting::Staff => Capacity::Staff,
    };
    let mut record = |at, event| {
        request.evolve(&Recorded { by: actor, capacity, at, event });
    };
    let number = RequestNumber { year: facts.received.year(), serial: 1 };
    let received = Received { at: facts.received, channel: facts.channel, taken_in_by: None };
    let pack_ref =
        PackRef { id: pack.about.id.clone(), version: pack.about.version.clone(), digest: String::new() };
    let words = facts.parts.iter().map(|part| part.what.as_str()).collect::<Vec<_>>().join("\n");
    record(
        facts.received,
        RequestEvent::Opened(Opened {
            number,
            received,
            words,
            pack: pack_ref,
            records_request: facts.records_request,
        }),
    );
    for (question, choices) in &facts.universal {
        record(facts.received, answered(None, question, choices, facts.received));
    }
    for (part, serial) in facts.parts.iter().zip(1u32..) {
        let id = part_id(serial);
        let added = PartAdded {
            part: id,
            what: part.what.clone(),
            asks: part.asks.clone(),
            about: None,
            period: None,
        };
        record(facts.received, RequestEvent::PartAdded(added));
        if let Some(type_code) = part.type_code.clone() {
            let because = "The facts state this type.".to_owned();
            record(facts.received, RequestEvent::PartTyped(PartTyped { part: id, type_code, because }));
        }
        for (question, choices) in &part.answers {
            record(facts.received, answered(Some(serial), question, choices, facts.received));
        }
    }
    let mut events = Vec::new();
    for (value, number) in facts.events.iter().zip(1..) {
        let (at, event) = events::read(value, number, facts.at)?;
        record(at, event.clone());
        events.push((at, event));
    }
    Ok(Stated { request, office, actor, now: facts.at, events })
}

const DIRECTOR: PersonId = PersonId([1; 16]);
const DESIGNEE: PersonId = PersonId([2; 16]);
const STAFF: PersonId = PersonId([3; 16]);

fn office_of(facts: &Facts) -> Office {
    let person = |id, name: &str, director| Person {
        id,
        name: name.to_owned(),
        title: name.to_owned(),
        director,
        employee: true,
    };
    let people = [
        person(DIRECTOR, "The Director", true),
        person(DESIGNEE, "The designee", false),
        person(STAFF, "Staff", false),
    ];
    let designations = facts.office.designations.iter().zip(1..).map(|(stated, order)| Designation {
        person: DESIGNEE,
        from: stated.from,
        until: stated.until,
        types: stated.types.clone(),
        order,
        signed_on: stated.signed_on.unwrap_or(stated.from),
        ..Designation::default()
    });
    let away = Absence {
        from: facts.received.date().and_time(NaiveTime::MIN),
        source: "the facts".to_owned(),
        ..Absence::default()
    };
    Office {
        people: people.into_iter().map(|person| (person.id, person)).collect(),
        designations: designations.collect(),
        absences: if facts.office.director_available { Vec::new() } else { vec![away] },
        closures: facts.closed.iter().map(|date| (*date, "closed".to_owned())).collect(),
        ..Office::default()
    }
}

fn answered(
    part: Option<u32>,
    question: &QuestionCode,
    choices: &Choices,
    at: NaiveDateTime,
) -> RequestEvent {
    let answer = Answer { choices: choices.codes(), note: None, at };
    RequestEvent::Answered(AnswerGiven { part: part.map(part_id), question: question.clone(), answer })
}

fn check_codes(pack: &Pack, facts: &Facts) -> Result<()> {
    for (designation, number) in facts.office.designations.iter().zip(0..) {
        if designation.until.is_some_and(|until| until < designation.from) {
            let place = format!("office/designations/{number}/until");
            return Err(wrong("a designation ends before it begins").at(&place));
        }
    }
    for (question, choices) in &facts.universal {
        let place = format!("universal/{question}");
        let mut of_types = pack.types.values().flat_map(|kind| &kind.questions);
        if of_types.any(|known| known.code == *question) {
            let why = format!("question {question} belongs to a part, not to the whole request");
            return Err(wrong(&why).at(&place));
        }
        check_answer(pack, question, choices).map_err(|why| wrong(&why).at(&place))?;
    }
    for (part, number) in facts.parts.iter().zip(0..) {
        let place = |rest: &str| format!("parts/{number}/{rest}");
        if let Some(code) = &part.type_code
            && pack.type_def(code).is_none()
            && !pack.routing.precedence.contains(code)
        {
            return Err(wrong(&format!("the policy has no type {code}")).at(&place("type")));
        }
        for (data, nth) in part.asks.iter().zip(0..) {
            if pack.data_kind(data).is_none() {
                let why = format!("the policy has no kind of data {data}");
                return Err(wrong(&why).at(&place(&format!("asks/{nth}"))));
            }
        }
        for (question, choices) in &part.answers {
            let answer = place(&format!("answers/{question}"));
            check_answer(pack, question, choices).map_err(|why| wrong(&why).at(&answer))?;
        }
    }
    Ok(())
}

/// Why an answer cannot be, in words.
fn check_answer(pack: &Pack, question: &QuestionCode, choices: &Choices) -> std::result::Result<(), String> {
    let Some(known) = pack.question(question) else {
        return Err(format!("the policy has no question {question}"));
    };
    let codes = choices.codes();
    if codes.len() != 1 && !known.several {
        return Err(format!("question {question} takes exactly one answer"));
    }
    match codes.iter().find(|code| !known.options.iter().any(|option| option.code == **code)) {
        None => Ok(()),
        Some(code) => {
            let offered: Vec<_> = known.options.iter().map(|option| option.code.as_str()).collect();
            Err(format!("question {question} has no answer {code}; it has {}", offered.join(", ")))
        }
    }
}

/// Answers by question; one that is answered twice contradicts itself.
fn each_once<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<BTreeMap<QuestionCode, Choices>, D::Error> {
    struct Answers;
    impl<'de> serde::de::Visitor<'de> for Answers {
        type Value = BTreeMap<QuestionCode, Choices>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("answers by question")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(
            self,
            mut map: A,
        ) -> std::result::Result<Self::Value, A::Error> {
            let mut answers = BTreeMap::new();
            while let Some((question, choices)) = map.next_entry::<QuestionCode, Choices>()? {
                if answers.contains_key(&question) {
                    let why = format!("question {question} is answered twice");
                    return Err(serde::de::Error::custom(why));
                }
                answers.insert(question, choices);
            }
            Ok(answers)
        }
    }
    deserializer.deserialize_map(Answers)
}

/// A moment with or without seconds.
fn minute<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<NaiveDateTime, D::Error> {
    let text = String::deserialize(deserializer)?;
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let read = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok());
    read.ok_or_else(|| {
        serde::de::Error::custom(format!("\"{text}\" is not a moment such as 2026-12-02T09:00"))
    })
}

/// Moments inside events may leave the seconds out too.
fn add_seconds(value: &mut Value) {
    match value {
        Value::String(text) if NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").is_ok() => {
            text.push_str(":00")
        }
        Value::Array(values) => values.iter_mut().for_each(add_seconds),
        Value::Object(fields) => fields.values_mut().for_each(add_seconds),
        _ => {}
    }
}

/// A refusal of one event, counted from 0, for the sake of a field.
pub(crate) fn wrong_event(number: usize, field: &str, why: &str) -> Error {
    wrong(&format!("event {} cannot be: {why}", number + 1)).at(&format!("events/{number}/{field}"))
}

fn wrong(why: &str) -> Error {
    let help = "Correct the file; the guide of the type shows an empty one with every question. Nothing was changed.";
    Error::new(Code::Invalid, format!("The facts cannot be used: {why}."), help)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"{"received":"2026-12-02T09:00","at":"2026-12-02T10:00","parts":[{"type":"X"}]}"#;

    #[test]
    fn the_smallest_file_reads_with_the_director_there() {
        let facts = parse(SMALL).unwrap();
        assert_eq!(facts.office, OfficeFacts::default());
        assert_eq!(facts.received.to_string(), "2026-12-02 09:00:00");
    }

    #[test]
    fn whatever_is_unknown_missing_or_impossible_is_refused_by_name() {
        let with = |from: &str, to: &str| SMALL.replace(from, to);
        for (text, why) in [
            (with("{\"type\"", "{\"typ\""), "unknown field `typ`"),
            (with("\"parts\"", "\"extra\":1,\"parts\""), "unknown field `extra`"),
            (with("\"parts\":[{\"type\":\"X\"}]", "\"parts\":[]"), "no part is stated"),
            (with("\"received\":\"2026-12-02T09:00\",", ""), "missing field `received`"),
            (with("2026-12-02T10:00", "2026-12-01T10:00"), "arrives after the moment of asking"),
            (with("2026-12-02T09:00", "1899-12-02T09:00"), "before the year 1900"),
            (with("2026-12-02T09:00", "tomorrow"), "\"tomorrow\" is not a moment"),
            (with("}]", "}],\"office\":{\"acting\":\"mayor\"}"), "unknown variant `mayor`"),
            (with("}]", "}],\"closed\":[\"2026-02-30\"]"), "line 1"),
            (
                with("}]", "}],\"universal\":{\"U1\":\"a\",\"U1\":\"b\"}"),
                "question U1 is answered twice at line 1",
            ),
            ("[]".to_owned(), "line 1"),
            ("{".repeat(100_000), "line 1"),
        ] {
            let error = parse(&text).unwrap_err();
            assert!(error.message.contains(why), "{why} is not in: {}", error.message);
        }
    }
}
