//! Reading a decision table: from the top, the first row that fits. A row above it that hangs on an open question keeps
//! the part with counsel until the question is answered.

use crate::facts::{Facts, Holds};
use crate::{RowDef, TypeDef};

/// What reading the table gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Selected<'a> {
    /// This row.
    Row(&'a RowDef),
    /// Not decidable yet: these questions are open.
    Open(Vec<String>),
}

/// Reads the table of a type.
pub(crate) fn select<'a>(kind: &'a TypeDef, facts: &Facts) -> Selected<'a> {
    for row in &kind.rows {
        match fits(row, facts) {
            Holds::Yes => return Selected::Row(row),
            Holds::No => {}
            Holds::Unknown => {
                let conditions = [&row.when, &row.also, &row.unless];
                return Selected::Open(
                    conditions.into_iter().flat_map(|condition| facts.open_in(condition)).collect(),
                );
            }
        }
    }
    Selected::Row(kind.last_row())
}

/// The place of a row in the table it was taken from. One that is not in it counts as the last, which refers to counsel.
pub(crate) fn place_of(kind: &TypeDef, row: &RowDef) -> usize {
    let place = kind.rows.iter().position(|known| std::ptr::eq(known, row));
    place.unwrap_or(kind.rows.len().saturating_sub(1))
}

/// Whether a row fits.
pub(crate) fn fits(row: &RowDef, facts: &Facts) -> Holds {
    if row.otherwise {
        return Holds::Yes;
    }
    let barred = if row.unless.is_empty() { Holds::No } else { facts.any(&row.unless) };
    match (facts.holds(&row.when), facts.holds(&row.also), barred) {
        (Holds::No, _, _) | (_, Holds::No, _) | (_, _, Holds::Yes) => Holds::No,
        (Holds::Yes, Holds::Yes, Holds::No) => Holds::Yes,
        _ => Holds::Unknown,
    }
}
