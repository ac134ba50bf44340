//! Kinds of data of an opening that need more than the others: nothing of them opens earlier, and what is said of them is as
//! narrow as the rows are.

use super::enumerate::Axis;
use super::openings::{Sight, listed, values};
use crate::Opening;
use domain::DataCode;
use std::collections::{BTreeMap, BTreeSet};

/// What an opening says of kinds of data that lie deeper, and that is nothing; and what it could say of them and does not.
pub(super) fn blurred(opening: &Opening, of: &[(&Sight<'_>, &[usize])]) -> Vec<String> {
    idle(opening, of).into_iter().chain(unsaid(opening, of)).collect()
}

/// Kinds that the opening does not name, values where they do not open, and nothing at all.
fn idle(opening: &Opening, of: &[(&Sight<'_>, &[usize])]) -> Vec<String> {
    let mut found = Vec::new();
    for deeper in &opening.deeper {
        for data in deeper.data.iter().filter(|data| !opening.data.contains(data)) {
            found.push(format!("it speaks of {data} further on and does not name it."));
        }
        if deeper.data.is_empty() || deeper.only_where.is_empty() {
            found.push("what it says of data further on is empty.".to_owned());
        }
        for data in &deeper.data {
            for (name, wanted) in &deeper.only_where {
                let mut seen: BTreeSet<&String> = BTreeSet::new();
                for (sight, rows) in of {
                    let rows = listing(sight, rows, data);
                    let axis = sight.axis(name);
                    seen.extend(axis.into_iter().flat_map(|axis| sight.values(&rows, axis)).flatten());
                }
                for idle in wanted.iter().filter(|value| !seen.contains(value)) {
                    found.push(format!("{data} opens nowhere where {name} is {idle}."));
                }
            }
        }
    }
    found
}

/// Facts under which a kind of data opens less than the opening as a whole does, and which are not named for it. Facts are
/// compared one by one, and only where one answer is given: of an answer among several none alone opens or closes.
fn unsaid(opening: &Opening, of: &[(&Sight<'_>, &[usize])]) -> Vec<String> {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (sight, rows) in of {
        for data in &opening.data {
            let listing = listing(sight, rows, data);
            if listing.is_empty() || listing.len() == rows.len() {
                continue;
            }
            // The answer that names the one kind of data is held against the rows elsewhere.
            let others = |fact: &&Axis| opening.names_data.as_ref().is_none_or(|code| code.0 != fact.name);
            for (axis, fact) in sight.axes.iter().enumerate().filter(|(_, fact)| others(fact)) {
                let open = |rows: &[usize]| {
                    rows.iter().flat_map(|row| sight.taken[*row][axis].clone()).collect::<BTreeSet<_>>()
                };
                let (all, here) = (open(rows), open(&listing));
                let one_each = here.iter().all(|at| values(&fact.settings[*at]).len() == 1);
                let asked = here.iter().all(|at| fact.settings[*at].is_some());
                let is_said = opening
                    .deeper
                    .iter()
                    .any(|deeper| deeper.data.contains(data) && deeper.only_where.contains_key(&fact.name));
                if here != all && one_each && asked && !is_said {
                    found.entry(fact.name.clone()).or_default().push(data.as_str());
                }
            }
        }
    }
    let says = |(fact, data): (String, Vec<&str>)| {
        format!("it leaves out that {} opens only under some answers to {fact}.", data.join(", "))
    };
    found.into_iter().map(says).collect()
}

/// Rows that list a kind of data.
fn listing(sight: &Sight<'_>, rows: &[usize], data: &DataCode) -> Vec<usize> {
    rows.iter().copied().filter(|row| listed(sight.kind, &sight.kind.rows[*row]).contains(data)).collect()
}

/// Kinds of data that a row opens although a fact which they alone need can be something else: the kind, the fact, and what.
pub(super) fn too_deep<'a>(
    opening: &'a Opening,
    sight: &Sight<'_>,
    row: usize,
) -> Vec<(&'a DataCode, &'a str, String)> {
    let opens = listed(sight.kind, &sight.kind.rows[row]);
    let mut found = Vec::new();
    for deeper in &opening.deeper {
        for data in deeper.data.iter().filter(|data| opens.contains(data)) {
            for (name, wanted) in &deeper.only_where {
                found.extend(sight.outside(row, name, wanted).map(|other| (data, name.as_str(), other)));
            }
        }
    }
    found
}
