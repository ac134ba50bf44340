//! Where answers lead. Secrecy leads to a sealed type or to a table that opens nothing, before anything else is read (INV-7);
//! every other road that comes before the types, and every reading of a paper, is stated apart from the routing and must lead
//! where that says.

use super::file_of;
use super::invariants::Proof;
use crate::route::{DecidedBy, decided_by};
use crate::{Condition, GateDef, GateKind, PackProblem, Rider, Road, TypeDef, route_answers};
use domain::{AnswerCode, QuestionCode, TypeCode};
use std::collections::{BTreeMap, BTreeSet};

type Answers = BTreeMap<String, String>;
type Chosen = BTreeMap<QuestionCode, Vec<AnswerCode>>;

impl Proof<'_> {
    /// INV-7: an answer that speaks of secrecy is led to where nothing tells of it.
    pub(super) fn secrecy_is_kept_apart(&mut self) -> u64 {
        let pack = self.pack;
        let mut tried = 0;
        let Some(gate) = pack.gate_of(GateKind::Gag) else { return tried };
        for (name, answer) in self.speaking(&gate.asked, &Condition::new()) {
            tried += 1;
            if let Some((index, what)) = self.lost_at_first(gate, &name, &answer) {
                self.say_road("override", index, format!("INV-7 is broken: {name} = {answer} {what}"));
            }
        }
        for (name, answer) in self.speaking(&gate.paper_none, &gate.paper_request) {
            tried += 1;
            let own = |when: &Condition| {
                when.len() == 1 && when.get(&name).is_some_and(|values| values.contains(&answer))
            };
            let before = pack.routing.overrides.iter().find(|one| own(&one.when) && one.unless.is_empty());
            let mut rows = pack
                .routing
                .papers
                .iter()
                .take_while(|row| self.is_shut(Some(&row.type_code)) || own(&row.when));
            let kept = before.is_some_and(|one| self.is_shut(one.type_code.as_ref()))
                || rows.any(|row| own(&row.when) && self.is_shut(Some(&row.type_code)));
            if !kept {
                let what = "is read on a paper and leads to no sealed type before all others.";
                self.say_road("paper", 0, format!("INV-7 is broken: {name} = {answer} {what}"));
            }
        }
        tried
    }

    /// The answers of the questions in a condition that it does not hold for, apart from those that another one names.
    fn speaking(&self, silent: &Condition, apart: &Condition) -> Vec<(String, String)> {
        let mut found = BTreeSet::new();
        for (name, values) in silent {
            let options =
                self.pack.question(&name.as_str().into()).map(|question| question.options.as_slice());
            for option in options.unwrap_or_default() {
                let answer = option.treated_as.as_ref().unwrap_or(&option.code).0.clone();
                let excused = apart.get(name).is_some_and(|known| known.contains(&answer));
                if !values.contains(&answer) && !excused {
                    found.insert((name.clone(), answer));
                }
            }
        }
        found.into_iter().collect()
    }

    /// Where the first answers lose an answer that speaks of secrecy, and how.
    fn lost_at_first(&self, gate: &GateDef, name: &str, answer: &str) -> Option<(usize, &'static str)> {
        for (index, one) in self.pack.routing.overrides.iter().enumerate() {
            let reads = one.when.get(name).is_some_and(|values| values.iter().any(|value| value == answer));
            if !self.is_shut(one.type_code.as_ref()) {
                return Some((
                    index,
                    "leads to a type that is not sealed and opens records, or is taken by it first.",
                ));
            }
            if !reads {
                continue;
            }
            let excused = one.unless.iter().all(|(name, values)| {
                let asked = gate.paper_request.get(name);
                values.iter().all(|value| asked.is_some_and(|known| known.contains(value)))
            });
            return match (one.when.len() == 1, excused) {
                (true, true) => None,
                (false, _) => Some((index, "is kept apart only if something else is answered too.")),
                (true, false) => Some((index, "is let go by an answer that is no mere request for silence.")),
            };
        }
        Some((0, "leads nowhere before the types."))
    }

    /// Whether nothing tells of what is there: a sealed type, or a table that opens nothing. A type that is not looked at now is
    /// looked at with the whole pack.
    fn is_shut(&self, code: Option<&TypeCode>) -> bool {
        let code = code.unwrap_or(&self.pack.about.careful);
        let Some(kind) = self.pack.type_def(code) else { return true };
        kind.sealed || !kind.rows.iter().any(|row| self.opens_personal(kind, row))
    }

    fn say_road(&mut self, list: &str, index: usize, message: String) {
        let text = self.files.get("routing.toml").map_or("", String::as_str);
        let header = format!("[[{list}]]");
        let at =
            text.lines().enumerate().filter(|(_, line)| *line == header).nth(index).map_or(0, |(at, _)| at);
        self.problems.push(PackProblem {
            file: "routing.toml".to_owned(),
            line: at + 1,
            message,
            help: "Correct the routing; where the policy changed, state the road in safeguards.toml. The old pack stays in force."
                .to_owned(),
        });
    }

    /// Each stated road leads where it says, and nothing comes before the types, and no paper is read, without being stated.
    pub(super) fn roads_are_kept(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        let pack = self.pack;
        let mut used: BTreeSet<(&str, usize, String, String)> = BTreeSet::new();
        // A pack that is looked at without some of its types is looked at with all of them as well.
        let is_here = |code: Option<&TypeCode>| pack.types.contains_key(code.unwrap_or(&pack.about.careful));
        for road in pack.safeguards.roads.iter().filter(|road| is_here(road.type_code.as_ref())) {
            for answers in combinations(road) {
                tried += 1;
                let by = decided_by(pack, &answers);
                let (list, index, to) = match &by {
                    DecidedBy::Override(index, one) => ("override", *index, one.type_code.as_ref()),
                    DecidedBy::Paper(index, row) => ("paper", *index, Some(&row.type_code)),
                    DecidedBy::Contact(row) => ("contact", 0, Some(&row.type_code)),
                    DecidedBy::Recorded(_) | DecidedBy::Nothing => ("nothing", 0, None),
                };
                used.extend(answers.iter().map(|(name, answer)| (list, index, name.clone(), answer.clone())));
                if to != road.type_code.as_ref() {
                    self.say_road(list, index, astray(road, &answers, to));
                }
            }
        }
        let overrides = pack.routing.overrides.iter().enumerate();
        let overrides = overrides.map(|(index, one)| ("override", index, &one.when, one.type_code.as_ref()));
        let papers = pack.routing.papers.iter().enumerate();
        let papers = papers.map(|(index, row)| ("paper", index, &row.when, Some(&row.type_code)));
        let rules = overrides.chain(papers).filter(|(_, _, _, to)| is_here(*to));
        for (list, index, when, _) in rules {
            for (name, values) in when {
                for value in values {
                    tried += 1;
                    if !used.contains(&(list, index, name.clone(), value.clone())) {
                        let message = format!(
                            "{name} = {value} leads from here, and no road of safeguards.toml says where."
                        );
                        self.say_road(list, index, message);
                    }
                }
            }
        }
        self.result("Roads", "Answers lead where that is stated apart from the routing", tried, before);
    }

    /// What rides along with a row gets to its own type as a part of its own: somebody's first answers lead there, whatever of
    /// the whole request makes it ride along.
    pub(super) fn own_parts_are_reached(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        let pack = self.pack;
        for kind in pack.types.values() {
            for rider in pack.riders_of(kind).filter(|_| kind.table_of.is_none()) {
                let Some(code) = rider.own_part.as_ref().filter(|code| pack.types.contains_key(*code)) else {
                    continue;
                };
                for said in self.said_of_all(rider) {
                    tried += 1;
                    let leads = |asker: &Chosen| {
                        let known =
                            asker.clone().into_iter().chain(said.clone()).chain(rider.own_answers.clone());
                        route_answers(pack, &known.collect(), &[]).type_code == *code
                    };
                    if !self.askers().iter().any(leads) {
                        self.say_rider(kind, rider, code);
                    }
                }
            }
        }
        self.result("Own parts", "What rides along reaches its own type", tried, before);
    }

    fn say_rider(&mut self, kind: &TypeDef, rider: &Rider, code: &TypeCode) {
        let file = file_of(self.files, &kind.code);
        self.problems.push(PackProblem {
            line: self.line_of(&file, &format!("code = \"{}\"", rider.code)),
            file,
            message: format!(
                "Nobody's part of its own gets from the remark {} of {} to {code}.",
                rider.code, kind.code
            ),
            help: "Correct what it answers of its own, or its type. The old pack stays in force.".to_owned(),
        });
    }

    /// One answer to each question about who asks.
    fn askers(&self) -> Vec<Chosen> {
        let about = self.pack.routing.questions.iter().filter(|question| question.of_asker);
        about.fold(vec![Chosen::new()], |known, question| {
            let options = || question.options.iter().filter(|option| option.treated_as.is_none());
            let with = |one: &Chosen| one_more(one, &question.code, options().map(|option| &option.code));
            known.iter().flat_map(with).collect()
        })
    }

    /// What is answered of the whole request where a rider rides along: each answer that it waits for.
    fn said_of_all(&self, rider: &Rider) -> Vec<Chosen> {
        let read = self.pack.universal.questions.iter().filter_map(|question| {
            rider.when.get(question.code.as_str()).map(|answers| (&question.code, answers))
        });
        read.fold(vec![Chosen::new()], |known, (code, answers)| {
            let codes: Vec<_> = answers.iter().map(|answer| AnswerCode::from(answer.as_str())).collect();
            known.iter().flat_map(|one| one_more(one, code, codes.iter())).collect()
        })
    }
}

/// Answers with one more question answered, in each of the given ways.
fn one_more<'a>(
    known: &Chosen,
    question: &QuestionCode,
    answers: impl Iterator<Item = &'a AnswerCode>,
) -> Vec<Chosen> {
    let with = |answer: &AnswerCode| {
        known.clone().into_iter().chain([(question.clone(), vec![answer.clone()])]).collect()
    };
    answers.map(with).collect()
}

fn astray(road: &Road, answers: &Answers, to: Option<&TypeCode>) -> String {
    let careful = || "the careful path".to_owned();
    let answered = answers.iter().map(|(name, answer)| format!("{name} = {answer}"));
    format!(
        "{} lead to {}, and {} has them lead to {} ({}). {}",
        answered.collect::<Vec<_>>().join(", "),
        to.map_or_else(careful, ToString::to_string),
        road.provision,
        road.type_code.as_ref().map_or_else(careful, ToString::to_string),
        road.id,
        road.because
    )
}

/// Every combination of a road's answers, one for each question.
fn combinations(road: &Road) -> Vec<Answers> {
    let mut all = vec![Answers::new()];
    for (question, answers) in &road.when {
        let with = |known: &Answers| {
            let more = |answer: &String| {
                let mut more = known.clone();
                more.insert(question.clone(), answer.clone());
                more
            };
            answers.iter().map(more).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).collect();
    }
    all
}
