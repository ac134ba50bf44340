//! Files from outside that somebody picked or dropped: the page gets a ticket with name and size, never the path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How many offered files are remembered. Older tickets run out; the file is simply picked again.
const REMEMBERED: usize = 64;

/// What the page hands back to mean a file. It is a text, and an empty one means none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Ticket(String);

impl Ticket {
    /// Whether it means a file at all.
    pub(crate) fn is_given(&self) -> bool {
        !self.0.is_empty()
    }
}

/// A file that the page may ask to attach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Offer {
    /// What the page hands back to mean this file.
    pub(crate) ticket: Ticket,
    /// Its name, without the folder.
    pub(crate) name: String,
    /// Its size in bytes.
    pub(crate) bytes: u64,
}

/// The files offered since the program started.
#[derive(Debug, Default)]
pub(crate) struct Offered {
    last: u64,
    files: BTreeMap<u64, PathBuf>,
}

impl Offered {
    /// Remembers a file. `None` when it is no ordinary file, for example a folder.
    pub(crate) fn offer(&mut self, path: &Path) -> Option<Offer> {
        let about = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
        self.last += 1;
        self.files.insert(self.last, path.to_path_buf());
        while self.files.len() > REMEMBERED {
            self.files.pop_first();
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Some(Offer { ticket: Ticket(self.last.to_string()), name, bytes: about.len() })
    }

    /// The file of a ticket. The ticket stays good, so that a failed attempt can be repeated.
    pub(crate) fn path(&self, ticket: Ticket) -> Option<PathBuf> {
        self.files.get(&ticket.0.parse().ok()?).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_leads_to_its_file_and_a_made_up_one_nowhere() {
        let mut offered = Offered::default();
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let offer = offered.offer(&manifest).expect("an ordinary file");
        assert_eq!(offer.name, "Cargo.toml");
        assert_eq!(offered.path(offer.ticket), Some(manifest));
        assert_eq!(offered.path(Ticket("2".to_owned())), None);
        assert_eq!(offered.path(Ticket("../Cargo.toml".to_owned())), None);
    }

    #[test]
    fn folders_and_missing_files_are_not_offered() {
        let mut offered = Offered::default();
        assert_eq!(offered.offer(Path::new(env!("CARGO_MANIFEST_DIR"))), None);
        assert_eq!(offered.offer(Path::new("no/such/file")), None);
    }

    #[test]
    fn only_the_latest_tickets_are_remembered() {
        let mut offered = Offered::default();
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let first = offered.offer(&manifest).expect("an ordinary file");
        for _ in 0..REMEMBERED {
            offered.offer(&manifest);
        }
        assert_eq!(offered.path(first.ticket), None);
    }
}
