//! What the policy says of stated facts, in the form programs read. The form is a promise.

use ::policy::{Confidence, Mark, OutcomeOption, PartReply, Remark, Reply};
use domain::deadline::Due;
use domain::{ClockCode, DataCode, GateCode, GateState, LetterCode, Modifier, Outcome, RowCode, TypeCode};
use serde::Serialize;

/// The answer to a file of facts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answered {
    /// Outcome of the whole request, from its parts.
    pub outcome: Option<Outcome>,
    /// Each part, in the order of the file.
    pub parts: Vec<PartAnswered>,
}

/// The answer for one part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartAnswered {
    /// Number of the part, counted from 1.
    pub part: usize,
    /// The type whose table was read.
    #[serde(rename = "type")]
    pub type_code: TypeCode,
    /// Its name.
    pub type_name: String,
    /// The type the facts point to, where the pack has no table for it.
    pub meant: Option<TypeCode>,
    /// Outcome as things stand.
    pub outcome: Outcome,
    /// How it is carried out.
    pub modifiers: Vec<Modifier>,
    /// The row that fits.
    pub row: RowCode,
    /// Its name.
    pub row_name: String,
    /// Why, in words.
    pub because: String,
    /// Why, step by step.
    pub chain: Vec<String>,
    /// Every outcome, and what blocks it.
    pub options: Vec<OptionAnswered>,
    /// Every gate.
    pub gates: Vec<GateAnswered>,
    /// Clocks.
    pub clocks: Vec<ClockAnswered>,
    /// Kinds of data that may go out now.
    pub allowed: Vec<DataCode>,
    /// Kinds of data asked for that stay in, each with its ground.
    pub withheld: Vec<WithheldAnswered>,
    /// Letters.
    pub letters: Vec<LetterAnswered>,
    /// What it stands on.
    pub citations: Vec<CitationAnswered>,
    /// Remarks that ride along.
    pub remarks: Vec<RemarkAnswered>,
    /// Questions still open.
    pub unanswered: Vec<String>,
    /// Stops that stand.
    pub stops: Vec<String>,
}

/// An outcome that could be recorded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionAnswered {
    /// Which.
    pub outcome: Outcome,
    /// It may be recorded now.
    pub allowed: bool,
    /// What blocks it.
    pub blocked_by: Vec<BlockerAnswered>,
}

/// Something that blocks an outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BlockerAnswered {
    /// The gate, if it is one.
    pub gate: Option<GateCode>,
    /// What blocks, and why.
    pub why: String,
    /// Who can lift it.
    pub who_lifts: String,
    /// How.
    pub how: String,
}

/// A gate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GateAnswered {
    /// Which.
    pub id: GateCode,
    /// Its name.
    pub name: String,
    /// Green, amber, red or grey.
    pub state: GateState,
    /// As good as the outcome at hand needs it.
    pub met: bool,
    /// What is there or missing.
    pub why: String,
    /// How to meet it.
    pub how: String,
    /// Who can.
    pub who: String,
}

/// A clock.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClockAnswered {
    /// Which.
    pub id: ClockCode,
    /// Its name.
    pub name: String,
    /// The day, or the printed hour.
    pub due: Due,
    /// It runs; otherwise it would run if the part were handled as a request for records.
    pub runs: bool,
    /// The rule in one sentence.
    pub why: String,
    /// What it rests on.
    pub basis: String,
}

/// A remark that rides along and decides nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RemarkAnswered {
    /// Its code.
    pub code: RowCode,
    /// What it says.
    pub says: String,
    /// The type that what it speaks of has as a part of its own.
    pub own_part: Option<TypeCode>,
}

/// A kind of data that stays in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WithheldAnswered {
    /// Which.
    pub data: DataCode,
    /// On which ground.
    pub ground: String,
}

/// A letter or memo.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LetterAnswered {
    /// Which.
    pub id: LetterCode,
    /// Its title.
    pub title: String,
    /// It must be issued, written outside or waived.
    pub mandatory: bool,
    /// It may be waived with a reason.
    pub waivable: bool,
    /// When it is due, in words.
    pub when: String,
}

/// What the outcome stands on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CitationAnswered {
    /// Label.
    pub label: String,
    /// Law, policy, a reading of ours, or for counsel to confirm.
    pub mark: Mark,
    /// How sure.
    pub confidence: Confidence,
    /// What it says, in the pack's words.
    pub text: String,
}

/// The policy's answer in the form that is promised.
pub(crate) fn answered(reply: Reply) -> Answered {
    let parts = reply.parts.into_iter().zip(1..).map(|(part, number)| part_answered(part, number)).collect();
    Answered { outcome: reply.outcome, parts }
}

fn part_answered(part: PartReply, number: usize) -> PartAnswered {
    let gates = part.gates.into_iter().map(|gate| GateAnswered {
        id: gate.id,
        name: gate.name,
        state: gate.state,
        met: gate.met,
        why: gate.why,
        how: gate.how,
        who: gate.who,
    });
    let clocks = part.clocks.into_iter().map(|clock| ClockAnswered {
        id: clock.reading.id,
        name: clock.reading.name,
        due: clock.reading.due,
        runs: clock.runs,
        why: clock.reading.why,
        basis: clock.reading.basis,
    });
    let letters = part.letters.into_iter().map(|letter| LetterAnswered {
        id: letter.code,
        title: letter.title,
        mandatory: letter.mandatory,
        waivable: letter.waivable,
        when: letter.when,
    });
    let citations = part.citations.into_iter().map(|citation| CitationAnswered {
        label: citation.label,
        mark: citation.mark,
        confidence: citation.confidence,
        text: citation.text,
    });
    let withheld = part
        .withheld
        .into_iter()
        .map(|withheld| WithheldAnswered { data: withheld.data, ground: withheld.ground });
    PartAnswered {
        part: number,
        type_code: part.type_code,
        type_name: part.type_name,
        meant: part.meant,
        outcome: part.outcome,
        modifiers: part.modifiers,
        row: part.row,
        row_name: part.row_name,
        because: part.because,
        chain: part.chain,
        options: part.options.into_iter().map(option_answered).collect(),
        gates: gates.collect(),
        clocks: clocks.collect(),
        allowed: part.allowed,
        withheld: withheld.collect(),
        letters: letters.collect(),
        citations: citations.collect(),
        remarks: part.remarks.into_iter().map(remark_answered).collect(),
        unanswered: part.unanswered,
        stops: part.stops,
    }
}

fn remark_answered(remark: Remark) -> RemarkAnswered {
    RemarkAnswered {
        code: remark.code,
        says: remark.says,
        own_part: remark.own_part.map(|own| own.type_code),
    }
}

/// Who lifts what only other facts would lift.
const NOBODY: &str = "nobody, as the facts stand";

fn option_answered(option: OutcomeOption) -> OptionAnswered {
    let blocked_by = option.blocked_by.into_iter().map(|blocker| BlockerAnswered {
        gate: blocker.gate,
        why: blocker.why,
        who_lifts: blocker.who_lifts.unwrap_or_else(|| NOBODY.to_owned()),
        how: blocker.how,
    });
    OptionAnswered { outcome: option.outcome, allowed: option.allowed, blocked_by: blocked_by.collect() }
}
