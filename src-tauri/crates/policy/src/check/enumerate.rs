//! Trying every combination of the answers and derived facts that a type's rows read.

use super::{CheckReport, file_of, line_of_row};
use crate::facts::{Facts, Holds, Known};
use crate::letters_due::outcome_words;
use crate::rows::{Selected, fits, place_of, select};
use crate::{AnswerOption, Pack, PackProblem, Question, RowDef, TypeDef};
use domain::Outcome;
use std::collections::{BTreeMap, BTreeSet};

/// More combinations than this cannot be proved in a minute.
const MOST: u64 = 20_000_000;

/// One fact with all that it can be: `None` is a question that was not asked.
pub(super) struct Axis {
    pub(super) name: String,
    pub(super) settings: Vec<Option<Known>>,
}

/// Decides every combination of a type: exactly one row each, and every row reached.
pub(super) fn enumerate(
    pack: &Pack,
    kind: &TypeDef,
    files: &BTreeMap<String, String>,
    report: &mut CheckReport,
) {
    let axes = axes(pack, kind);
    let file = file_of(files, &kind.code);
    let size: u64 = axes.iter().map(|axis| axis.settings.len() as u64).product();
    if size > MOST {
        report.problems.push(PackProblem {
            file,
            line: 1,
            message: format!("The rows of {} read {size} combinations.", kind.code),
            help: "Read fewer answers in one table, or split the type.".to_owned(),
        });
        return;
    }
    if !kind.rows.last().is_some_and(|last| last.otherwise && last.outcome == Outcome::Counsel) {
        report.problems.push(PackProblem {
            line: line_of_row(files, &file, kind.rows.len().saturating_sub(1)),
            file,
            message: format!(
                "The table of {} does not end by referring everything else to counsel.",
                kind.code
            ),
            help: "Add a last row with otherwise = true and outcome C.".to_owned(),
        });
        return;
    }
    let reached = reach(pack, kind);
    let decided = reached.iter().sum::<u64>();
    if decided != size {
        report.problems.push(PackProblem {
            file: file.clone(),
            line: 1,
            message: format!("{} of {size} combinations of {} have no row.", size - decided, kind.code),
            help: "Let the rows read only what the type asks.".to_owned(),
        });
    }
    for (index, times) in reached.iter().enumerate() {
        let row = &kind.rows[index];
        report.problems.extend(says_two_outcomes(kind, row, index, files, &file));
        *report.reached.entry((kind.code.clone(), row.code.0.clone())).or_default() += times;
        if *times == 0 && !row.otherwise {
            report.problems.push(unreachable_row(kind, row, index, &axes, files, &file));
        }
    }
    report.combinations.insert(kind.code.clone(), decided);
}

/// How many combinations of the answers a type's rows read each row takes, in the order of the table.
pub(super) fn reach(pack: &Pack, kind: &TypeDef) -> Vec<u64> {
    let mut reached = vec![0_u64; kind.rows.len()];
    each(&axes(pack, kind), &mut |facts| {
        if let Selected::Row(row) = select(kind, facts) {
            reached[place_of(kind, row)] += 1;
        }
    });
    reached
}

/// Where advice moves a row, what the row says is what holds before any advice: were they to differ, whoever reads the row would
/// read what never happens.
fn says_two_outcomes(
    kind: &TypeDef,
    row: &RowDef,
    index: usize,
    files: &BTreeMap<String, String>,
    file: &str,
) -> Option<PackProblem> {
    let before = kind.outcome_under(row, None);
    (before != row.outcome).then(|| PackProblem {
        file: file.to_owned(),
        line: line_of_row(files, file, index),
        message: format!(
            "The row {} of {} says “{}”, and before any advice it says “{}”.",
            row.code,
            kind.code,
            outcome_words(row.outcome),
            outcome_words(before)
        ),
        help: "Let outcome and the advice under none say the same.".to_owned(),
    })
}

fn unreachable_row(
    kind: &TypeDef,
    row: &RowDef,
    index: usize,
    axes: &[Axis],
    files: &BTreeMap<String, String>,
    file: &str,
) -> PackProblem {
    let mut taken_by: BTreeSet<String> = BTreeSet::new();
    each(axes, &mut |facts| {
        if fits(row, facts) == Holds::Yes
            && let Some(earlier) =
                kind.rows[..index].iter().find(|earlier| fits(earlier, facts) == Holds::Yes)
        {
            taken_by.insert(earlier.code.0.clone());
        }
    });
    let why = match taken_by.is_empty() {
        true => "its facts never come together".to_owned(),
        false => {
            format!("rows above take all of it: {}", taken_by.into_iter().collect::<Vec<_>>().join(", "))
        }
    };
    PackProblem {
        file: file.to_owned(),
        line: line_of_row(files, file, index),
        message: format!(
            "The row {} of {} is never reached: {why}. It reads {}.",
            row.code,
            kind.code,
            words(row)
        ),
        help: "Correct its facts or its place in the reading order.".to_owned(),
    }
}

fn words(row: &RowDef) -> String {
    let conditions = row.when.iter().chain(&row.also);
    conditions
        .map(|(name, values)| format!("{name} = {}", values.join(" or ")))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The facts a type's rows read, with all they can be. A question whose condition fails has no value.
pub(super) fn axes(pack: &Pack, kind: &TypeDef) -> Vec<Axis> {
    let mut names: BTreeSet<&String> = BTreeSet::new();
    for row in &kind.rows {
        names.extend(row.when.keys().chain(row.also.keys()).chain(row.unless.keys()));
    }
    names.into_iter().map(|name| Axis { name: name.clone(), settings: settings(pack, name) }).collect()
}

fn settings(pack: &Pack, name: &str) -> Vec<Option<Known>> {
    if let Some(question) = pack.question(&name.into()) {
        let values = read_as(question);
        let mut settings = if question.several { subsets(&values) } else { singles(&values) };
        if !question.only_when.is_empty() || pack.is_universal(&question.code) {
            settings.push(None);
        }
        return settings;
    }
    let values = crate::derive::values_of(pack, name).unwrap_or_default();
    singles(&values.into_iter().map(str::to_owned).collect())
}

/// What the answers of a question are read as.
pub(super) fn read_as(question: &Question) -> BTreeSet<String> {
    let read = |option: &AnswerOption| option.treated_as.as_ref().unwrap_or(&option.code).0.clone();
    question.options.iter().map(read).collect()
}

fn singles(values: &BTreeSet<String>) -> Vec<Option<Known>> {
    values.iter().map(|value| Some(Known::of(BTreeSet::from([value.clone()])))).collect()
}

/// Every choice of at least one. What allows more than the most together was refused before (`together`).
fn subsets(values: &BTreeSet<String>) -> Vec<Option<Known>> {
    let values: Vec<_> = values.iter().collect();
    let pick = |mask: u32| {
        values
            .iter()
            .enumerate()
            .filter(|(at, _)| mask >> at & 1 == 1)
            .map(|(_, value)| (*value).clone())
            .collect()
    };
    (1..1_u32 << values.len()).map(|mask| Some(Known::of(pick(mask)))).collect()
}

/// Calls once for every combination. Whoever tries another setting on it puts back what was there.
pub(super) fn each(axes: &[Axis], call: &mut impl FnMut(&mut Facts)) {
    each_at(axes, &mut |facts, _| call(facts));
}

/// The same, with which setting each axis has.
fn each_at(axes: &[Axis], call: &mut impl FnMut(&mut Facts, &[usize])) {
    fn walk(
        (axes, depth): (&[Axis], usize),
        at: &mut Vec<usize>,
        facts: &mut Facts,
        call: &mut impl FnMut(&mut Facts, &[usize]),
    ) {
        let Some(axis) = axes.get(depth) else { return call(facts, at) };
        for (index, setting) in axis.settings.iter().enumerate() {
            facts.swap(&axis.name, setting.clone());
            at[depth] = index;
            walk((axes, depth + 1), at, facts, call);
        }
    }
    walk((axes, 0), &mut vec![0; axes.len()], &mut Facts::default(), call);
}

/// For each row of a type: which settings each fact has where the row is taken. Empty for a row that nothing takes.
pub(super) fn settings_of_rows(axes: &[Axis], kind: &TypeDef) -> Vec<Vec<BTreeSet<usize>>> {
    let mut taken = vec![vec![BTreeSet::new(); axes.len()]; kind.rows.len()];
    let mut seen: Vec<Vec<Vec<bool>>> = kind
        .rows
        .iter()
        .map(|_| axes.iter().map(|axis| vec![false; axis.settings.len()]).collect())
        .collect();
    each_at(axes, &mut |facts, at| {
        if let Some(index) = super::not_sure::index_of(kind, facts) {
            for (axis, setting) in at.iter().enumerate() {
                seen[index][axis][*setting] = true;
            }
        }
    });
    for (row, axes) in seen.into_iter().enumerate() {
        for (axis, settings) in axes.into_iter().enumerate() {
            taken[row][axis] = (0..settings.len()).filter(|at| settings[*at]).collect();
        }
    }
    taken
}
