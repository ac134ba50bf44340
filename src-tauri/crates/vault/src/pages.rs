//! Every page of the record file: its code, and what the tables in it say.

use std::fs;

use rusqlite::Connection;

use crate::breakage::{Breakage, is_broken};
use crate::database::{PAGE, number, plain, texts};
use crate::error::VaultError;

/// How far the pages are looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pages {
    /// Each page once: its code is compared when the structure of the tables is read, row by row.
    Once,
    /// Their codes by themselves, and that indexes and tables say the same.
    Thoroughly,
}

// Pages that are free, or that were put behind the last one.
fn has_pages_of_no_table(connection: &Connection) -> Result<bool, VaultError> {
    let pages = number(connection, "page_count")?.and_then(|pages| u64::try_from(pages).ok());
    let length = connection.path().and_then(|path| fs::metadata(path).ok()).map(|file| file.len());
    let is_whole = pages.zip(length).is_some_and(|(pages, length)| pages.checked_mul(PAGE) == Some(length));
    Ok(!is_whole || number(connection, "freelist_count")? != Some(0))
}

/// Reads every page, compares its code, and looks into the tables. Returns what is wrong, in words.
pub(crate) fn check_pages(connection: &Connection, pages: Pages) -> Result<Vec<String>, VaultError> {
    if is_broken(Breakage::PagesNotChecked) {
        return Ok(Vec::new());
    }
    let (check, by_codes) = match pages {
        Pages::Once => ("PRAGMA quick_check(100)", has_pages_of_no_table(connection)?),
        Pages::Thoroughly => ("PRAGMA integrity_check(100)", true),
    };
    // An answer that is itself an error is an answer about the file too.
    let tables = match texts(connection, check) {
        Ok(lines) => lines
            .into_iter()
            .filter(|line| line != "ok")
            .map(|line| format!("A table is inconsistent ({line})."))
            .collect(),
        Err(error) => vec![format!("The tables could not all be read ({}).", plain(&error))],
    };
    // Reading the tables passes over pages that none of them uses, and ends at the first that is damaged.
    if tables.is_empty() && !by_codes {
        return Ok(tables);
    }
    let mut wrong = match texts(connection, "PRAGMA cipher_integrity_check") {
        Ok(lines) => {
            lines.into_iter().map(|line| format!("A page does not match its code ({line}).")).collect()
        }
        Err(error) => vec![format!("The pages could not all be read ({}).", plain(&error))],
    };
    wrong.extend(tables);
    Ok(wrong)
}
