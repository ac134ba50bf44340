//! The invariant on "not sure", for what gates read of the answers: read as the safe answer, it meets no gate that another
//! answer leaves open, and escapes no gap or doubt that another answer leaves.

use super::invariants::Proof;
use crate::{AnswerOption, Condition, GateDef, PackProblem, Question};

impl Proof<'_> {
    /// INV-15, for the gates.
    pub(super) fn not_sure_meets_no_gate(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for gate in &self.pack.gates {
            for (reads, is_good) in conditions(gate) {
                for (name, values) in reads {
                    let Some(question) = self.pack.question(&name.as_str().into()) else { continue };
                    tried += 1;
                    if let Some(what) = wrong(question, values, is_good) {
                        let line = self.line_of("gates.toml", &format!("code = \"{}\"", gate.code));
                        self.problems.push(PackProblem {
                            file: "gates.toml".to_owned(),
                            line,
                            message: format!("INV-15 is broken by the gate {}: {what}", gate.code),
                            help: "The pack cannot be adopted. Correct the answers that the gate reads, or what “not sure” \
                                   is read as; the old pack stays in force."
                                .to_owned(),
                        });
                    }
                }
            }
        }
        self.result(
            "INV-15 gates",
            "“Not sure” meets no gate that another answer leaves open",
            tried,
            before,
        );
    }
}

/// What a gate reads of the answers: what meets it, and what leaves a gap or a doubt.
fn conditions(gate: &GateDef) -> [(&Condition, bool); 9] {
    [
        (&gate.judge, true),
        (&gate.findings, true),
        (&gate.met_when, true),
        (&gate.asked, true),
        (&gate.paper_none, true),
        (&gate.paper_request, true),
        (&gate.amber_when, false),
        (&gate.doubt_when, false),
        (&gate.ended_when, false),
    ]
}

fn wrong(question: &Question, values: &[String], is_good: bool) -> Option<String> {
    let read = |option: &AnswerOption| option.treated_as.as_ref().unwrap_or(&option.code).0.clone();
    let answers: Vec<String> = question.options.iter().map(read).collect();
    let every = answers.iter().all(|answer| values.contains(answer));
    if is_good && every && answers.len() > 1 {
        return Some(format!("every answer to {} meets it, so it asks nothing.", question.code));
    }
    let unsure =
        |option: &&AnswerOption| option.treated_as.is_some() || option.code.as_str().starts_with("unsure");
    let safe = read(question.options.iter().find(unsure)?);
    let is_in = values.contains(&safe);
    if is_good && is_in {
        return Some(format!("“not sure” about {} meets it, and another answer does not.", question.code));
    }
    let any = answers.iter().any(|answer| values.contains(answer));
    (!is_good && !is_in && any).then(|| {
        format!("“not sure” about {} leaves less of a gap or doubt than another answer.", question.code)
    })
}
