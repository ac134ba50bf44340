//! Whether a disk has room for what is about to be written. It is asked before anything is written: a disk that fills up half way
//! does no harm here, but costs whoever waits an hour.

use std::path::Path;

use crate::error::VaultError;

/// What is left free beside a record file: the journal, a keyring, and what the file system itself needs.
const BESIDE: u64 = 2 * 1024 * 1024;

/// Refuses when the disk of `place`, or of the folder above it that exists, has no room for so many bytes. A system that does not
/// say how much is free is not asked: it refuses by itself, while writing.
pub(crate) fn need_room(doing: &'static str, place: &Path, bytes: u64) -> Result<(), VaultError> {
    // A new file is laid out anew and may become a little larger than the one it is made from.
    need(doing, place, bytes.saturating_add(bytes / 16).saturating_add(BESIDE))
}

/// The same for small files that are written anew, with nothing beside them.
pub(crate) fn need_exactly(doing: &'static str, place: &Path, bytes: u64) -> Result<(), VaultError> {
    need(doing, place, bytes)
}

fn need(doing: &'static str, place: &Path, needed: u64) -> Result<(), VaultError> {
    match free_on_disk(place) {
        Some(free) if free < needed => {
            Err(VaultError::NoRoom { doing, needed: in_words(needed), free: in_words(free) })
        }
        _ => Ok(()),
    }
}

/// Bytes that this person may still write on the disk of a place.
fn free_on_disk(place: &Path) -> Option<u64> {
    #[cfg(feature = "testing")]
    if let Some(free) = told::free() {
        return Some(free);
    }
    let there = place.ancestors().find(|above| above.exists())?;
    free_of(there)
}

#[cfg(unix)]
fn free_of(there: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(there).ok()?;
    bytes_of(disk.f_blocks, disk.f_frsize, disk.f_bavail)
}

/// A file system that counts no blocks, as some that lie in memory or on another computer, does not say how much is free.
#[cfg(unix)]
fn bytes_of(blocks: u64, block: u64, free: u64) -> Option<u64> {
    (blocks > 0 && block > 0).then(|| free.saturating_mul(block))
}

#[cfg(not(unix))]
fn free_of(_: &Path) -> Option<u64> {
    None
}

/// A size in the largest unit in which it is at least one.
fn in_words(bytes: u64) -> String {
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000)];
    match units.into_iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(feature = "testing")]
pub use told::free_space;

#[cfg(feature = "testing")]
mod told {
    use std::cell::Cell;

    thread_local! {
        static FREE: Cell<Option<u64>> = const { Cell::new(None) };
    }

    /// From now on every disk says to this thread that so many bytes are free; `None` lets each speak for itself.
    pub fn free_space(bytes: Option<u64>) {
        FREE.set(bytes);
    }

    pub(super) fn free() -> Option<u64> {
        FREE.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_says_what_is_free_also_for_a_folder_that_is_still_to_be_made() {
        let place = tempfile::tempdir().unwrap();
        let deep = place.path().join("not").join("made yet");
        if cfg!(unix) {
            assert!(free_on_disk(&deep).is_some_and(|free| free > 0));
            let refused = need_room("Copying", &deep, u64::MAX / 2).unwrap_err().to_string();
            assert!(refused.contains(" GB of free space"), "{refused}");
        }
        need_room("Copying", &deep, 1).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_file_system_that_counts_no_blocks_says_nothing_of_what_is_free() {
        let told = [bytes_of(0, 4096, 0), bytes_of(10, 0, 5), bytes_of(10, 4096, 0), bytes_of(10, 4096, 5)];
        assert_eq!(told, [None, None, Some(0), Some(20_480)]);
    }

    #[test]
    fn sizes_are_told_in_the_largest_unit() {
        let told = [999, 1_000, 12_345_678, 1_900_000_000].map(in_words);
        assert_eq!(told, ["999 bytes", "1.0 KB", "12.3 MB", "1.9 GB"]);
    }
}
