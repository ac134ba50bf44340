//! Which letters and memos a part asks for.

use crate::facts::{Facts, Holds};
use crate::{LetterDef, Pack, RowDef, TypeDef};
use domain::{DataCode, LetterCode, Outcome};

/// A letter a part asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterNeed {
    /// Which.
    pub code: LetterCode,
    /// Its title.
    pub title: String,
    /// It must be issued, written outside or waived before the request closes.
    pub mandatory: bool,
    /// When it is due, in words.
    pub when: String,
    /// It may be waived with a reason.
    pub waivable: bool,
    /// It never leaves the building.
    pub internal: bool,
    /// It is for counsel only.
    pub privileged: bool,
    /// It goes out while the part is held or open, and says that the answer waits: it tells no decision.
    pub while_held: bool,
    /// Points it makes, by the name of the fact its text reads.
    pub points: Vec<String>,
}

/// Letters of a part, mandatory ones first, each once. The target is where row and advice lead; the outcome is where the gates
/// let it stand.
pub(crate) fn letters_due(
    pack: &Pack,
    kind: &TypeDef,
    row: &RowDef,
    facts: &Facts,
    (target, outcome): (Outcome, Outcome),
    goes_out: &[DataCode],
    handed_on: &[LetterCode],
) -> Vec<LetterNeed> {
    let mut wanted: Vec<(LetterCode, bool, String)> = Vec::new();
    let mut want = |code: &LetterCode, mandatory: bool, when: &str| {
        if !wanted.iter().any(|(known, _, _)| known == code) {
            wanted.push((code.clone(), mandatory, when.to_owned()));
        }
    };
    for code in row.letters.iter().chain(handed_on) {
        want(code, true, "now");
    }
    for letter in kind.letters_always.iter().filter(|letter| facts.holds(&letter.when) == Holds::Yes) {
        want(&letter.code, true, "now");
    }
    for rider in pack.riders_of(kind).filter(|rider| facts.holds(&rider.when) == Holds::Yes) {
        for code in &rider.letters {
            want(code, true, &rider.name);
        }
    }
    let carries = |code: &LetterCode| {
        row.letters_data
            .get(code)
            .is_none_or(|data| goes_out.is_empty() || data.iter().any(|data| goes_out.contains(data)))
    };
    for code in row.letters_on.get(&outcome).into_iter().flatten().filter(|code| carries(code)) {
        want(code, true, "with the decision");
    }
    for (later, codes) in row.letters_on.iter().filter(|(later, _)| **later != outcome) {
        for code in codes.iter().filter(|code| carries(code)) {
            want(code, false, &format!("if the part is decided as: {}", outcome_words(*later)));
        }
    }
    // The rule waits by itself, before any advice and with it: a refusal that counsel held back is not such a letter.
    let waits = target == Outcome::Counsel && kind.outcome_under(row, None) == Outcome::Counsel;
    let mut letters: Vec<_> = wanted
        .into_iter()
        .filter_map(|(code, mandatory, when)| {
            let letter = pack.letter(&code)?;
            let never_waived =
                !letter.never_waived_when.is_empty() && facts.any(&letter.never_waived_when) == Holds::Yes;
            Some(LetterNeed {
                title: letter.title.clone(),
                mandatory,
                when,
                waivable: letter.waivable && !never_waived,
                internal: letter.kind == crate::LetterKind::Memo,
                privileged: letter.privileged,
                points: points(letter, facts),
                while_held: letter.while_open || (mandatory && waits && outcome == Outcome::Counsel),
                code,
            })
        })
        .collect();
    letters.sort_by_key(|letter| !letter.mandatory);
    letters
}

/// One asker gets one answer: where the parts of a request ask for each letter that another one replaces, all of them ask
/// for that one.
pub(crate) fn join_letters(pack: &Pack, mut parts: Vec<&mut Vec<LetterNeed>>) {
    for whole in pack.letters.iter().filter(|letter| !letter.replaces.is_empty()) {
        let asked = |code: &LetterCode| {
            parts.iter().any(|needs| needs.iter().any(|need| need.mandatory && need.code == *code))
        };
        if !whole.replaces.iter().all(asked) {
            continue;
        }
        for needs in &mut parts {
            let count = needs.len();
            needs.retain(|need| !whole.replaces.contains(&need.code));
            let had = needs.len() < count;
            needs.retain(|need| !had || need.code != whole.code);
            if had {
                needs.insert(0, joined(whole));
            }
        }
    }
}

fn joined(whole: &LetterDef) -> LetterNeed {
    LetterNeed {
        code: whole.code.clone(),
        title: whole.title.clone(),
        mandatory: true,
        when: "with the decision, one letter for all parts".to_owned(),
        waivable: whole.waivable,
        internal: whole.kind == crate::LetterKind::Memo,
        privileged: whole.privileged,
        while_held: false,
        points: Vec::new(),
    }
}

/// Points the answers call for.
fn points(letter: &LetterDef, facts: &Facts) -> Vec<String> {
    let called_for = letter.points.iter().filter(|(_, when)| facts.certainly(when));
    called_for.map(|(name, _)| name.clone()).collect()
}

/// An outcome in words.
pub(crate) fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Release => "release",
        Outcome::ReleaseInPart => "release in part",
        Outcome::Deny => "deny",
        Outcome::Counsel => "refer to counsel",
        Outcome::Authorize => "authorize",
        Outcome::NotOurs => "not the library's to answer",
    }
}
