//! Full-text search over what is open: an SQLite database in memory, rebuilt at every unlock and never written anywhere.

use rusqlite::{Connection, OpenFlags};

use crate::error::{VaultError, reading};

const MOST_TERMS: usize = 16;
const MOST_TERM_CHARACTERS: usize = 64;
const MOST_HITS: usize = 1000;
const WORDS_AROUND: usize = 6;
// Signs that mark a place found. They are taken out of every snippet, also where a document itself contains them.
const MARKS: [char; 2] = ['\u{1}', '\u{2}'];

/// The search index. Any text may be put in and any text searched for.
pub struct Index {
    connection: Connection,
}

/// What can be searched.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// The name under which it is put in.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its words.
    pub text: String,
}

/// A document that contains every word searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The name it was put in under.
    pub id: String,
    /// Some words around the first place found.
    pub snippet: String,
}

impl Index {
    /// An empty index.
    ///
    /// # Errors
    /// [`VaultError::File`] when there is no memory for it.
    pub fn new() -> Result<Self, VaultError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_in_memory_with_flags(flags).map_err(|error| reading(&error))?;
        connection
            .execute_batch(
                "PRAGMA cipher_memory_security=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;
                 CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, title, text, tokenize='unicode61 remove_diacritics 2');
                 CREATE TABLE places(id TEXT PRIMARY KEY, place INTEGER NOT NULL) STRICT;",
            )
            .map_err(|error| reading(&error))?;
        Ok(Self { connection })
    }

    /// Puts a document in, in place of the one before it under the same name.
    ///
    /// # Errors
    /// [`VaultError::File`] when there is no memory for it.
    pub fn put(&mut self, doc: &str, title: &str, text: &str) -> Result<(), VaultError> {
        self.remove(doc)?;
        let put = || -> Result<(), rusqlite::Error> {
            self.connection
                .prepare_cached("INSERT INTO documents(id, title, text) VALUES (?1, ?2, ?3)")?
                .execute((doc, title, text))?;
            self.connection
                .prepare_cached("INSERT INTO places(id, place) VALUES (?1, ?2)")?
                .execute((doc, self.connection.last_insert_rowid()))?;
            Ok(())
        };
        put().map_err(|error| reading(&error))
    }

    /// Puts many documents in at once, which takes a fraction of the time of putting in each.
    ///
    /// # Errors
    /// [`VaultError::File`] when there is no memory for it; then none of them is in it.
    pub fn put_all(&mut self, documents: &[Document]) -> Result<(), VaultError> {
        let run =
            |index: &Self, sql: &str| index.connection.execute_batch(sql).map_err(|error| reading(&error));
        run(self, "BEGIN")?;
        let put = documents.iter().try_for_each(|one| self.put(&one.id, &one.title, &one.text));
        let ended = put.and_then(|()| run(self, "COMMIT"));
        if ended.is_err() {
            let _ = run(self, "ROLLBACK");
        }
        ended
    }

    /// Takes a document out; nothing happens when there is none.
    ///
    /// # Errors
    /// [`VaultError::File`] when there is no memory for it.
    pub fn remove(&mut self, doc: &str) -> Result<(), VaultError> {
        let remove = || -> Result<(), rusqlite::Error> {
            let removed = self
                .connection
                .prepare_cached(
                    "DELETE FROM documents WHERE rowid = (SELECT place FROM places WHERE id = ?1)",
                )?
                .execute([doc])?;
            if removed > 0 {
                self.connection.prepare_cached("DELETE FROM places WHERE id = ?1")?.execute([doc])?;
            }
            Ok(())
        };
        remove().map_err(|error| reading(&error))
    }

    /// The documents that contain every word of the query, each word as a beginning, best first. Signs in the query have no
    /// special meaning; a query without a word finds nothing.
    ///
    /// # Errors
    /// [`VaultError::File`] when there is no memory for it.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>, VaultError> {
        let wanted = match_expression(query);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        // The library's own snippet function takes time that grows with the square of the places found in a document.
        let search = || -> Result<Vec<Hit>, rusqlite::Error> {
            let mut statement = self.connection.prepare_cached(
                "SELECT id, highlight(documents, 1, char(1), char(2)), highlight(documents, 2, char(1), char(2))
                 FROM documents WHERE documents MATCH ?1 ORDER BY rank LIMIT ?2",
            )?;
            statement
                .query_map((wanted, limit.min(MOST_HITS) as i64), |row| {
                    let (title, text): (String, String) = (row.get(1)?, row.get(2)?);
                    let marked = if text.contains(MARKS[0]) { &text } else { &title };
                    Ok(Hit { id: row.get(0)?, snippet: words_around_mark(marked) })
                })?
                .collect()
        };
        search().map_err(|error| reading(&error))
    }
}

// Each run of letters and digits becomes a quoted beginning of a word. Inside quotes only the quote itself has a meaning, and
// a run contains none.
fn match_expression(query: &str) -> String {
    query
        .split(|c: char| !c.is_alphanumeric())
        .filter(|term| !term.is_empty())
        .take(MOST_TERMS)
        .map(|term| format!("\"{}\"*", term.chars().take(MOST_TERM_CHARACTERS).collect::<String>()))
        .collect::<Vec<_>>()
        .join(" ")
}

// Some words before and after the first marked place.
fn words_around_mark(marked: &str) -> String {
    let at = marked.find(MARKS[0]).unwrap_or(0);
    let (before, after) = marked.split_at(at);
    let mut words: Vec<&str> = before.split_whitespace().rev().take(WORDS_AROUND).collect();
    words.reverse();
    let is_cut_before = before.split_whitespace().nth(WORDS_AROUND).is_some();
    words.extend(after.split_whitespace().take(WORDS_AROUND + 1));
    let is_cut_after = after.split_whitespace().nth(WORDS_AROUND + 1).is_some();
    let words: String = words.join(" ").chars().filter(|c| !MARKS.contains(c)).collect();
    format!("{}{words}{}", if is_cut_before { "…" } else { "" }, if is_cut_after { "…" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let mut index = Index::new().unwrap();
        index
            .put("a", "Subpoena of the county", "The officer asked for the borrowing record of Zoë Müller.")
            .unwrap();
        index.put("b", "Second paper", "A reporter asked for meeting minutes.").unwrap();
        index
    }

    fn ids(index: &Index, query: &str) -> Vec<String> {
        index.search(query, 10).unwrap().into_iter().map(|hit| hit.id).collect()
    }

    #[test]
    fn words_are_found_by_their_beginning_whatever_case_or_accent() {
        assert_eq!(ids(&index(), "borrow"), ["a"]);
        assert_eq!(ids(&index(), "MULLER zoe"), ["a"]);
        assert_eq!(ids(&index(), "asked for").len(), 2);
        assert_eq!(ids(&index(), "asked nothing"), [""; 0]);
        let snippet = |query| index().search(query, 10).unwrap()[0].snippet.clone();
        assert_eq!(snippet("officer"), "The officer asked for the borrowing record of…");
        assert_eq!(snippet("muller"), "…for the borrowing record of Zoë Müller.");
        assert_eq!(snippet("subpoena"), "Subpoena of the county");
    }

    #[test]
    fn a_document_put_in_again_replaces_itself_and_can_be_taken_out() {
        let mut index = index();
        index.put("a", "New title", "Other words.").unwrap();
        assert_eq!(ids(&index, "borrow"), [""; 0]);
        assert_eq!(ids(&index, "other"), ["a"]);
        index.remove("a").unwrap();
        index.remove("a").unwrap();
        assert_eq!(ids(&index, "other"), [""; 0]);
    }

    #[test]
    fn many_documents_put_in_at_once_are_found_like_each_put_in_alone() {
        let document = |number: usize| Document {
            id: format!("d{}", number % 90),
            title: format!("Paper {number}"),
            text: format!("word{number} of all"),
        };
        let all: Vec<_> = (0..100).map(document).collect();
        let (mut at_once, mut alone) = (Index::new().unwrap(), Index::new().unwrap());
        at_once.put_all(&all).unwrap();
        all.iter().for_each(|one| alone.put(&one.id, &one.title, &one.text).unwrap());
        for query in ["all", "word99", "word9", "paper", "word5"] {
            let (mut one, mut other) = (ids(&at_once, query), ids(&alone, query));
            one.sort();
            other.sort();
            assert_eq!(one, other, "{query}");
        }
        at_once.put("d1", "Paper", "word after").unwrap();
        assert_eq!(ids(&at_once, "after"), ["d1"], "it goes on one by one");
        at_once.put_all(&[]).unwrap();
    }

    #[test]
    fn any_text_may_be_searched_for() {
        let index = index();
        let long = "x ".repeat(10_000);
        for query in [
            "", "\"", "'", "*", "NEAR(", "a OR", "AND", "title:", "-", "^", "\0", "{a b}", "% _ \\", "漢字",
            "عربي", &long,
        ] {
            index.search(query, 10).unwrap_or_else(|error| panic!("{query:?} must be safe: {error}"));
        }
        let mut index = index;
        index.put("odd \0 \" '", "\0\u{202e}", &"word ".repeat(50_000)).unwrap();
        assert_eq!(ids(&index, "word"), ["odd \0 \" '"]);
    }

    #[test]
    fn the_limit_is_kept() {
        assert_eq!(index().search("asked", 1).unwrap().len(), 1);
        assert_eq!(index().search("asked", 0).unwrap().len(), 0);
    }
}
