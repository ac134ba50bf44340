//! Parts of a request: what is asked, of what type, the answers, the plan of release and the decision.

use crate::{
    AnswerCode, Authorization, AuthorizationUse, Capacity, DataCode, Decision, Fact, PartId, QuestionCode,
    TypeCode,
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The answer to a question. A later answer supersedes it and never deletes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// The chosen codes; several only where the question allows it.
    pub choices: Vec<AnswerCode>,
    /// A note for the record; it never reaches a letter.
    pub note: Option<String>,
    /// When it was given.
    pub at: NaiveDateTime,
}

/// The answer in force and those it replaced, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answered {
    /// In force.
    pub current: Answer,
    /// Replaced.
    pub earlier: Vec<Answer>,
}

/// Answers by question.
pub type Answers = BTreeMap<QuestionCode, Answered>;

/// Takes an answer in: the one in force moves to the earlier ones.
pub fn supersede(answers: &mut Answers, question: QuestionCode, answer: Answer) {
    let kept = answers.entry(question).or_default();
    if kept.current != Answer::default() {
        let replaced = std::mem::take(&mut kept.current);
        kept.earlier.push(replaced);
    }
    kept.current = answer;
}

/// One field that is planned to go out: its kind, and its value as the letter will show it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlannedField {
    /// Kind of data.
    pub data: DataCode,
    /// What the field is called in the letter.
    pub label: String,
    /// The value that goes out; empty where pages are enclosed instead.
    pub value: String,
}

impl std::fmt::Debug for PlannedField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PlannedField({}, …)", self.data)
    }
}

/// What is planned to go out for a part, before anybody may approve it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReleasePlan {
    /// The fields.
    pub fields: Vec<PlannedField>,
    /// Whose data; as the paper or the request names them.
    pub person: Option<String>,
    /// The period covered, in words.
    pub period: Option<String>,
    /// Pages or records enclosed, if any.
    pub enclosed: Option<String>,
}

impl ReleasePlan {
    /// The kinds of data in the plan, each once.
    pub fn data(&self) -> Vec<DataCode> {
        let mut kinds: Vec<_> = self.fields.iter().map(|field| field.data.clone()).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    }
}

/// One part of a request.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// Its identity.
    pub id: PartId,
    /// Counted from 1 within the request.
    pub serial: u32,
    /// When it was recorded.
    pub added_at: chrono::NaiveDateTime,
    /// What is asked, in a few neutral words.
    pub what: String,
    /// Kinds of data it asks for.
    pub asks: Vec<DataCode>,
    /// The person it asks about, as the asker named them.
    pub about: Option<String>,
    /// The period it asks about, in words.
    pub period: Option<String>,
    /// Its type, once routed.
    pub type_code: Option<TypeCode>,
    /// Answers to the type's questions.
    pub answers: Answers,
    /// What is planned to go out.
    pub plan: Option<ReleasePlan>,
    /// How often the plan or the written authorization changed; a second look is good for one count only.
    pub plan_version: u32,
    /// When that was, last.
    pub plan_at: NaiveDateTime,
    /// The written authorization, as prepared or signed.
    pub authorization: Option<Authorization>,
    /// In which capacity it was recorded.
    pub authorization_by: Capacity,
    /// When it ended before its last day, and why.
    pub authorization_ended: Option<Fact<String>>,
    /// Each use of it, oldest first.
    pub uses: Vec<Fact<AuthorizationUse>>,
    /// The decision in force.
    pub decision: Option<Decision>,
    /// Decisions that were replaced, oldest first.
    pub earlier_decisions: Vec<Decision>,
    /// The asker took it back.
    pub withdrawn: bool,
}

impl Part {
    /// The codes answered to a question, empty if it was not answered.
    pub fn choices(&self, question: &QuestionCode) -> &[AnswerCode] {
        self.answers.get(question).map_or(&[], |answered| answered.current.choices.as_slice())
    }
}
