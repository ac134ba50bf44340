//! Columns and dates as the terminal shows them.

use chrono::NaiveDate;

/// `Mon 23 Nov 2026`, with the day padded so that columns of dates line up.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%a %e %b %Y").to_string()
}

/// Rows of cells with each column as wide as its widest cell; the last one is left ragged.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_no_line_ends_in_blanks() {
        let rows =
            [vec!["a".to_owned(), "long".to_owned(), String::new()], vec!["bcd".to_owned(), "x".to_owned()]];
        assert_eq!(table(&rows), "a    long\nbcd  x");
    }
}
