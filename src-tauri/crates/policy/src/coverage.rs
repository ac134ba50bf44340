//! What carries each provision, silence and tension of the policy: questions, rows, gates, letters, kinds of data, or a
//! duty that is recorded; and the tests that notice when it is gone.

use crate::decide::labels;
use crate::{Confidence, Mark, Pack};
use domain::ProvisionCode;

/// One provision with all that carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Its code.
    pub code: ProvisionCode,
    /// What it says.
    pub text: String,
    /// What it is.
    pub mark: Mark,
    /// How sure.
    pub confidence: Confidence,
    /// Questions that rest on it.
    pub questions: Vec<String>,
    /// Rows that stand on it: type and row.
    pub rows: Vec<String>,
    /// Gates that rest on it.
    pub gates: Vec<String>,
    /// Gates that it demands, whatever the rows say.
    pub demands: Vec<String>,
    /// Letters that cite it.
    pub letters: Vec<String>,
    /// Kinds of data that it protects or opens.
    pub data: Vec<String>,
    /// Stops and steps that rest on it: type and stop or act.
    pub stops: Vec<String>,
    /// The duty that the record carries, in words, where no row could.
    pub duty: Option<String>,
    /// Tests that notice when it is taken out.
    pub tests: Vec<String>,
}

impl Coverage {
    /// Whether a row, a gate or a recorded duty carries it.
    pub fn is_carried(&self) -> bool {
        !self.rows.is_empty() || !self.gates.is_empty() || self.duty.is_some()
    }
}

/// What carries each provision, in the order of their codes.
pub fn coverage(pack: &Pack) -> Vec<Coverage> {
    let mut all: Vec<_> = pack.provisions.values().map(|provision| carried(pack, provision)).collect();
    all.sort_by_key(|coverage| order(coverage.code.as_str()));
    all
}

fn carried(pack: &Pack, provision: &crate::Provision) -> Coverage {
    let code = &provision.code;
    let is_it = |label: &String| label == code.as_str();
    let questions = pack.questions().filter(|question| question.clause == *code);
    let rests_on_it = |gate: &&crate::GateDef| {
        gate.grounds.iter().any(is_it) || gate.on_vacancy.as_ref().is_some_and(|known| known == code)
    };
    let gates = pack.gates.iter().filter(rests_on_it);
    let letters = pack.letters.iter().filter(|letter| letter.cites.iter().any(is_it));
    let data = pack.data.iter().filter(|data| data.ground.iter().any(is_it));
    let (mut rows, mut stops) = (Vec::new(), Vec::new());
    for kind in pack.types.values().filter(|kind| kind.table_of.is_none()) {
        for row in kind.rows.iter().filter(|row| labels(kind, row).iter().any(is_it)) {
            rows.push(format!("{} {}", kind.code, row.code));
        }
        let own = kind.stops.iter().filter(|stop| stop.clause == *code);
        stops.extend(own.map(|stop| format!("{} {}", kind.code, stop.id)));
        let steps = kind.steps.iter().filter(|step| step.clause.as_ref() == Some(code));
        stops.extend(
            steps.filter_map(|step| Some(format!("{} {}", kind.code, crate::guide::act_word(step.act?)))),
        );
    }
    let shared = pack.universal.stops.iter().filter(|stop| stop.clause == *code);
    stops.extend(shared.map(|stop| format!("every request {}", stop.id)));
    rows.dedup();
    stops.dedup();
    Coverage {
        code: code.clone(),
        text: provision.text.clone(),
        mark: provision.mark,
        confidence: provision.confidence,
        questions: questions.map(|question| question.code.to_string()).collect(),
        rows,
        gates: gates.map(|gate| gate.code.to_string()).collect(),
        demands: crate::demand::resting_on(pack, code.as_str()),
        letters: letters.map(|letter| letter.code.to_string()).collect(),
        data: data.map(|data| data.code.to_string()).collect(),
        stops,
        duty: provision.duty.clone(),
        tests: provision.tests.clone(),
    }
}

/// Letters first, then the number: P2 before P10.
fn order(code: &str) -> (String, u32) {
    let at = code.find(|letter: char| letter.is_ascii_digit()).unwrap_or(code.len());
    (code[..at].to_owned(), code[at..].parse().unwrap_or_default())
}
