//! A copy that leaves the record for a folder somebody chose: there whole or not at all, and for nobody else to read.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A copy that is written whole and closed to others, and does not have its name yet. Dropped, it leaves nothing behind.
pub(crate) struct LaidReady {
    file: NamedTempFile,
    path: PathBuf,
}

impl LaidReady {
    /// Writes the copy beside where it will lie, down to the disk.
    pub(crate) fn write(path: PathBuf, bytes: &[u8]) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(Self { file, path })
    }

    /// Gives it its name, in place of a file of that name.
    pub(crate) fn put_in_place(self) -> io::Result<()> {
        self.file.persist(self.path).map(drop).map_err(|failed| failed.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("the folder").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_copy_has_its_name_only_when_it_is_whole_and_is_read_by_nobody_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("letter.pdf");
        std::fs::write(&path, "an older and longer copy").expect("an older copy");
        let ready = LaidReady::write(path.clone(), b"%PDF-1.7").expect("written");
        assert_eq!(std::fs::read(&path).expect("the older one"), b"an older and longer copy");
        ready.put_in_place().expect("in place");
        assert_eq!(std::fs::read(&path).expect("the copy"), b"%PDF-1.7");
        assert_eq!(names(folder.path()), ["letter.pdf"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).expect("the copy").permissions().mode();
            assert_eq!(mode & 0o077, 0, "others may read it: {mode:o}");
        }
    }

    #[test]
    fn what_is_given_up_or_cannot_be_written_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(LaidReady::write(folder.path().join("letter.pdf"), b"%PDF-1.7").expect("written"));
        assert!(LaidReady::write(folder.path().join("no/such/letter.pdf"), b"%PDF-1.7").is_err());
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
}
