//! The guided road of a part: steps of a few kinds, in order, with what was answered, and the stops that stand above them.

use crate::decide::{Citation, citation, facts_with_row, standing_stops};
use crate::facts::{Facts, Holds, read_as};
use crate::route::route;
use crate::rows::{Selected, select};
use crate::{Act, Case, Exception, Pack, Question, StepDef, StepKind, Strength, TypeDef};
use domain::{AnswerCode, Part, PartId, QuestionCode, TypeCode};

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepStatus {
    /// Done.
    Done,
    /// The one to do now.
    InProgress,
    /// Can be started.
    NotStarted,
    /// Waits for an earlier step.
    CannotStart,
}

/// One answer to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its code.
    pub code: AnswerCode,
    /// Its words.
    pub label: String,
    /// A second line.
    pub hint: Option<String>,
    /// What happens if it is chosen, in one sentence.
    pub preview: String,
    /// It says "not sure" and is read as a safe answer.
    pub not_sure: bool,
}

/// What a step shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepBody {
    /// What the type is, what to have at hand, what will happen.
    Start {
        /// What it is.
        what: String,
        /// To have at hand.
        have_at_hand: Vec<String>,
        /// What will happen, in order.
        what_happens: Vec<String>,
        /// How long it takes, in minutes.
        minutes: u32,
    },
    /// Facts copied in a form.
    Facts {
        /// Which form.
        form: Act,
    },
    /// One decision.
    Question {
        /// Its code.
        question: QuestionCode,
        /// Several answers may be given.
        several: bool,
        /// The answers.
        choices: Vec<Choice>,
        /// Chosen so far.
        chosen: Vec<AnswerCode>,
        /// Note on the answer.
        note: Option<String>,
        /// It is asked of the whole request.
        whole_request: bool,
    },
    /// Something done outside, then recorded.
    Task {
        /// Which form records it.
        form: Act,
        /// It may be left out.
        optional: bool,
    },
    /// A worked count or reasoning.
    Explain {
        /// Paragraphs.
        lines: Vec<String>,
    },
    /// All answers, one line each: heading and answer.
    Check {
        /// Lines: step id, heading, answer.
        lines: Vec<(String, String, String)>,
    },
    /// Options now.
    Decide,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Stable within the part.
    pub id: String,
    /// Group.
    pub section: String,
    /// Heading.
    pub heading: String,
    /// One sentence below it.
    pub hint: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Clause for the pane beside it.
    pub clause: Option<Citation>,
    /// Where it stands.
    pub status: StepStatus,
    /// What was answered or recorded, in one line.
    pub answer: Option<String>,
    /// What it shows.
    pub body: StepBody,
}

/// A stop that stands: a place, not a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Its id.
    pub id: String,
    /// How strong.
    pub strength: Strength,
    /// Heading.
    pub heading: String,
    /// Why it stands now, where that follows from what was recorded last.
    pub reason: Option<String>,
    /// What not to do.
    pub do_not: Vec<String>,
    /// What to say aloud to the person in front of you.
    pub say: String,
    /// What to write down.
    pub write_down: Vec<String>,
    /// Clause.
    pub clause: Option<Citation>,
    /// The act that ends it. An act of counsel means: show counsel's number and hours.
    pub act: Act,
    /// The step that records the act, if the road has one.
    pub step: Option<String>,
    /// The question whose answer caused it, for "my answer was wrong".
    pub caused_by: Option<QuestionCode>,
}

/// The road of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// The part.
    pub part: PartId,
    /// Type whose road it is.
    pub type_code: TypeCode,
    /// Its name.
    pub type_name: String,
    /// It is the careful path.
    pub careful: bool,
    /// Why this type.
    pub because: String,
    /// Nobody is asked for a name or a reason.
    pub ask_no_name: bool,
    /// Steps in order.
    pub steps: Vec<Step>,
    /// Id of the step to do now.
    pub current: String,
    /// Stops that stand, strongest first; one of full strength comes above everything.
    pub stops: Vec<Stop>,
    /// The policy and its version, as the pane shows them.
    pub version: String,
}

/// The guided road of a part; `None` where the request has no such part.
pub fn guide(pack: &Pack, case: &Case<'_>, part: PartId) -> Option<Guide> {
    let part = case.request.part(part)?;
    let route = route(pack, case, part);
    let kind = pack.type_def(&route.type_code).unwrap_or_else(|| pack.careful());
    let facts = facts_with_row(pack, case, part, kind);
    let road = Road { pack, case, part, kind, facts: &facts };
    let mut steps = road.steps();
    let stops = road.stops(&steps);
    let taken =
        matches!(select(kind, &facts), Selected::Row(row) if row.exception == Some(Exception::Execution));
    let current = settle(&mut steps, &stops, taken);
    Some(Guide {
        part: part.id,
        type_code: kind.code.clone(),
        type_name: kind.name.clone(),
        careful: route.careful,
        because: route.because,
        ask_no_name: kind.ask_no_name,
        steps,
        current,
        stops,
        version: format!("{}, {}", pack.about.title, pack.about.version),
    })
}

struct Road<'a> {
    pack: &'a Pack,
    case: &'a Case<'a>,
    part: &'a Part,
    kind: &'a TypeDef,
    facts: &'a Facts,
}

const START: &str = "start";
const CHECK: &str = "check";
const DECIDE: &str = "decide";

impl Road<'_> {
    fn steps(&self) -> Vec<Step> {
        let mut steps = vec![self.start()];
        let universal = self.pack.universal.questions.iter().filter(|question| !question.options.is_empty());
        let sections: Vec<_> = universal.clone().map(|question| question.section.as_str()).collect();
        steps.extend(universal.filter_map(|question| self.question(question, None, true)));
        let shared = self.pack.universal.steps.iter().filter(|step| !step.not_in.contains(&self.kind.code));
        let own = self.kind.steps.iter().chain(shared).enumerate();
        // What is done about the answers to everybody's questions comes right after them.
        let is_first = |(index, step): &(usize, &crate::StepDef)| {
            let section = step.section.as_deref().unwrap_or_default();
            *index >= self.kind.steps.len() && sections.contains(&section)
        };
        let (first, later): (Vec<_>, Vec<_>) = own.partition(is_first);
        let tasks = first.into_iter().chain(later);
        steps.extend(tasks.filter_map(|(index, step)| self.step(step, index)));
        steps.extend(self.count());
        steps.push(self.check(&steps));
        steps.push(self.decide());
        steps
    }

    fn start(&self) -> Step {
        let begun = !self.part.answers.is_empty() || !self.case.request.answers.is_empty();
        Step {
            id: START.to_owned(),
            section: self.kind.name.clone(),
            heading: self.kind.name.clone(),
            hint: None,
            why: None,
            clause: citation(self.pack, self.kind.clause.as_str()),
            status: if begun { StepStatus::Done } else { StepStatus::NotStarted },
            answer: None,
            body: StepBody::Start {
                what: self.kind.what.clone(),
                have_at_hand: self.kind.have_at_hand.clone(),
                what_happens: self.kind.what_happens.clone(),
                minutes: self.kind.minutes,
            },
        }
    }

    fn step(&self, step: &StepDef, index: usize) -> Option<Step> {
        if self.facts.holds(&step.only_when) != Holds::Yes {
            return None;
        }
        if let Some(code) = &step.question {
            return self.question(self.pack.question(code)?, step.section.as_deref(), false);
        }
        let (act, kind) = (step.act?, step.kind?);
        let done = self.facts.holds(&step.done) == Holds::Yes;
        let again = self.asked_again(act).filter(|_| !done);
        let hint: Vec<_> =
            again.into_iter().chain(Some(step.hint.clone()).filter(|text| !text.is_empty())).collect();
        Some(Step {
            id: format!("{}-{}", act_word(act), index),
            section: step.section.clone().unwrap_or_default(),
            heading: step.heading.clone(),
            hint: (!hint.is_empty()).then(|| hint.join(" ")),
            why: Some(step.why.clone()).filter(|text| !text.is_empty()),
            clause: step.clause.as_ref().and_then(|code| citation(self.pack, code.as_str())),
            status: if done { StepStatus::Done } else { StepStatus::NotStarted },
            answer: done.then(|| "Recorded".to_owned()),
            body: match kind {
                StepKind::Facts => StepBody::Facts { form: act },
                StepKind::Task => StepBody::Task { form: act, optional: step.optional },
            },
        })
    }

    /// Why counsel is asked again although counsel was asked before: the paper has other words now (P27).
    fn asked_again(&self, act: Act) -> Option<String> {
        let request = self.case.request;
        let version = request.paper_version();
        let mut asked = request.consultations.iter().map(|asked| asked.what.paper_version);
        let outdated = match act {
            Act::ConsultCounsel => !request.consultations.is_empty() && asked.all(|asked| asked != version),
            Act::Advice => {
                request.advice_on(self.part.id).is_some_and(|advice| advice.what.paper_version != version)
            }
            _ => false,
        };
        let changed = request.papers.last().filter(|_| outdated)?;
        let verb = if version == 1 { "was copied" } else { "changed" };
        let day = changed.at.format("%a %-d %b %Y");
        Some(format!("The paper {verb} on {day}. What counsel said before belongs to the earlier words."))
    }

    fn question(&self, question: &Question, section: Option<&str>, whole_request: bool) -> Option<Step> {
        if self.facts.holds(&question.only_when) != Holds::Yes {
            return None;
        }
        let answers = if whole_request { &self.case.request.answers } else { &self.part.answers };
        let answered = answers.get(&question.code).or_else(|| self.case.request.answers.get(&question.code));
        let said = answered.map(|answered| answered.current.choices.clone()).unwrap_or_default();
        // What fits no more after what was answered or recorded since does not count, and is asked again.
        let (chosen, gone): (Vec<_>, Vec<_>) = said.into_iter().partition(|code| {
            let option = question.options.iter().find(|option| option.code == *code);
            option.is_none_or(|option| option.offered(self.facts) != Holds::No)
        });
        let offered = question
            .options
            .iter()
            .filter(|option| option.offered(self.facts) == Holds::Yes || chosen.contains(&option.code));
        let choices = offered.map(|option| Choice {
            code: option.code.clone(),
            label: option.label.clone(),
            hint: option.hint.clone(),
            preview: option.preview.clone(),
            not_sure: option.treated_as.is_some() || option.code.as_str().starts_with("unsure"),
        });
        let words = self.answer_words(question, &chosen);
        Some(Step {
            id: question.code.0.clone(),
            section: section.map_or_else(|| question.section.clone(), str::to_owned),
            heading: question.heading.clone(),
            hint: Some(fits_no_more(question, &gone) + &question.hint).filter(|text| !text.is_empty()),
            why: Some(question.why.clone()).filter(|text| !text.is_empty()),
            clause: citation(self.pack, question.clause.as_str()),
            status: if words.is_some() { StepStatus::Done } else { StepStatus::NotStarted },
            answer: words,
            body: StepBody::Question {
                question: question.code.clone(),
                several: question.several,
                choices: choices.collect(),
                chosen,
                note: answered.and_then(|answered| answered.current.note.clone()),
                whole_request,
            },
        })
    }

    /// The answer in words; one that follows from other facts says so.
    fn answer_words(&self, question: &Question, chosen: &[AnswerCode]) -> Option<String> {
        let label = |code: &str| {
            question
                .options
                .iter()
                .find(|option| option.code.as_str() == code)
                .map(|option| option.label.clone())
        };
        if !chosen.is_empty() {
            let words = chosen.iter().filter_map(|code| {
                let read = read_as(question, code.as_str());
                let own = label(code.as_str())?;
                Some(if read == code.as_str() {
                    own
                } else {
                    format!("{own} ({})", label(read).unwrap_or_else(|| "read the safe way".to_owned()))
                })
            });
            let words: Vec<_> = words.collect();
            return (!words.is_empty()).then(|| words.join("; "));
        }
        let values = self.facts.values(question.code.as_str())?;
        let words: Vec<_> = values.iter().filter_map(|value| label(value)).collect();
        (!words.is_empty()).then(|| format!("{} (follows from what is on record)", words.join("; ")))
    }

    /// "How we counted", where a clock runs.
    fn count(&self) -> Option<Step> {
        let read = crate::clocks::clocks(self.pack, self.case, self.part, self.kind, self.facts);
        let runs = read.clocks.iter().filter(|clock| clock.runs);
        let lines: Vec<_> =
            runs.map(|clock| format!("{}: {}", clock.reading.name, clock.reading.why)).collect();
        if lines.is_empty() {
            return None;
        }
        Some(Step {
            id: "count".to_owned(),
            section: "Dates".to_owned(),
            heading: "How we counted".to_owned(),
            hint: None,
            why: None,
            clause: None,
            status: StepStatus::Done,
            answer: None,
            body: StepBody::Explain { lines },
        })
    }

    fn check(&self, steps: &[Step]) -> Step {
        let lines = steps
            .iter()
            .filter(|step| !matches!(step.body, StepBody::Start { .. } | StepBody::Explain { .. }));
        let open = |step: &Step| step.answer.clone().unwrap_or_else(|| "Not answered yet".to_owned());
        Step {
            id: CHECK.to_owned(),
            section: "Decide".to_owned(),
            heading: "Check the answers".to_owned(),
            hint: None,
            why: None,
            clause: None,
            // Reading leaves no entry of its own; the decision is what shows that the answers were looked at.
            status: if self.part.decision.is_some() { StepStatus::Done } else { StepStatus::NotStarted },
            answer: None,
            body: StepBody::Check {
                lines: lines.map(|step| (step.id.clone(), step.heading.clone(), open(step))).collect(),
            },
        }
    }

    fn decide(&self) -> Step {
        let decided = self.part.decision.is_some();
        Step {
            id: DECIDE.to_owned(),
            section: "Decide".to_owned(),
            heading: "Decide".to_owned(),
            hint: None,
            why: None,
            clause: None,
            status: if decided { StepStatus::Done } else { StepStatus::NotStarted },
            answer: None,
            body: StepBody::Decide,
        }
    }

    fn stops(&self, steps: &[Step]) -> Vec<Stop> {
        let records = |act: Act| {
            steps.iter().find_map(|step| match &step.body {
                StepBody::Facts { form } | StepBody::Task { form, .. } if *form == act => {
                    Some(step.id.clone())
                }
                _ => None,
            })
        };
        let stop = |stop: &crate::StopDef| Stop {
            id: stop.id.clone(),
            strength: stop.strength,
            heading: stop.heading.clone(),
            reason: self.asked_again(stop.act),
            do_not: stop.do_not.clone(),
            say: stop.say.clone(),
            write_down: stop.write_down.clone(),
            clause: citation(self.pack, stop.clause.as_str()),
            act: stop.act,
            step: records(stop.act),
            caused_by: stop.caused_by.first().cloned(),
        };
        standing_stops(self.pack, self.kind, self.facts).into_iter().map(stop).collect()
    }
}

/// Marks what can be started, and answers with the step to do now. A stop of full strength puts the act that ends it first
/// and closes the way to deciding, but never the way to writing down what officers took (`taken`).
fn settle(steps: &mut [Step], stops: &[Stop], taken: bool) -> String {
    let stopped = stops.iter().find(|stop| stop.strength == Strength::Stop);
    let is_question = |step: &Step| matches!(step.body, StepBody::Question { .. });
    let open_question = steps.iter().any(|step| is_question(step) && step.status != StepStatus::Done);
    for step in steps.iter_mut().filter(|step| step.status != StepStatus::Done) {
        let waits = match step.body {
            StepBody::Check { .. } => open_question,
            StepBody::Decide => !taken && (open_question || stopped.is_some()),
            _ => false,
        };
        if waits {
            step.status = StepStatus::CannotStart;
        }
    }
    let by_stop = stopped.and_then(|stop| stop.step.clone());
    let is_optional = |step: &Step| matches!(step.body, StepBody::Task { optional: true, .. });
    let next = steps
        .iter()
        .find(|step| step.status == StepStatus::NotStarted && !is_optional(step))
        .map(|step| step.id.clone());
    let current = by_stop.or(next).unwrap_or_else(|| DECIDE.to_owned());
    if let Some(step) =
        steps.iter_mut().find(|step| step.id == current && step.status == StepStatus::NotStarted)
    {
        step.status = StepStatus::InProgress;
    }
    current
}

/// What is said before a question whose answer fits no more; nothing where there is none.
fn fits_no_more(question: &Question, gone: &[AnswerCode]) -> String {
    let labels: Vec<_> = question
        .options
        .iter()
        .filter(|option| gone.contains(&option.code))
        .map(|option| format!("“{}”", option.label))
        .collect();
    match labels.is_empty() {
        true => String::new(),
        false => format!(
            "The answer {} does not fit what was answered or recorded elsewhere. Answer again. ",
            labels.join(", ")
        ),
    }
}

/// An act in one word, as steps are named.
pub(crate) fn act_word(act: Act) -> &'static str {
    match act {
        Act::IdentityCheck => "identity",
        Act::Instrument => "paper",
        Act::ConsultCounsel => "counsel",
        Act::Advice => "advice",
        Act::Conflict => "conflict",
        Act::Visit => "visit",
        Act::Preserve => "preserve",
        Act::Plan => "plan",
        Act::SecondLook => "second-look",
        Act::Delivery => "delivery",
        Act::Requester => "requester",
        Act::Attachment => "attachment",
        Act::Authorization => "authorization",
        Act::Fee => "fee",
        Act::VendorSession => "vendor-session",
        Act::Statement => "statement",
        Act::DirectorTry => "director-try",
        Act::Unseal => "unseal",
    }
}
