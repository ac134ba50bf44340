//! Where the program keeps things on this computer, apart from the record itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::platform;

/// The name of our folders, the same as the application's identifier.
const NAME: &str = "org.custodianconsole.desk";

/// Remembers, in the profile folder, which vault was opened last.
const LAST_VAULT: &str = "last-vault";

/// The folder offered for a new vault.
const VAULT: &str = "records";

/// The folders, all existing.
#[derive(Debug, Clone)]
pub(crate) struct Folders {
    /// The program's own folder.
    base: PathBuf,
    /// Small things that are no secret and belong to this user on this computer.
    pub(crate) profile: PathBuf,
    /// The page engine's folder. Nothing can be written into it, so the engine keeps everything in memory.
    pub(crate) engine: PathBuf,
}

/// Why the folders could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FolderProblem {
    /// The system names no folder for program data.
    #[error(
        "This computer names no folder for program data. Set HOME (or XDG_DATA_HOME) and start again. Nothing was changed."
    )]
    NoPlace,
    /// A folder cannot be made.
    #[error(
        "The folder {0} could not be made: {1}. Free some space or correct its permissions and start again. Nothing was changed."
    )]
    NotMade(PathBuf, io::Error),
}

impl Folders {
    /// The place offered for a new vault: it need not exist.
    pub(crate) fn suggested_vault(&self) -> PathBuf {
        self.base.join(VAULT)
    }

    /// The vault opened last on this computer, or the place of a new one.
    pub(crate) fn last_vault(&self) -> PathBuf {
        let remembered = fs::read_to_string(self.profile.join(LAST_VAULT)).ok();
        let path = remembered.map(|text| PathBuf::from(text.trim_end_matches('\n')));
        path.filter(|path| path.is_absolute()).unwrap_or_else(|| self.suggested_vault())
    }

    /// Remembers the vault for the next start. When that fails she chooses it again.
    pub(crate) fn remember_vault(&self, folder: &Path) {
        if let Some(folder) = folder.to_str() {
            let _ = fs::write(self.profile.join(LAST_VAULT), folder);
        }
    }
}

/// Makes what is missing.
pub(crate) fn make() -> Result<Folders, FolderProblem> {
    under(&platform::data_home().ok_or(FolderProblem::NoPlace)?.join(NAME))
}

pub(crate) fn under(base: &Path) -> Result<Folders, FolderProblem> {
    let folders =
        Folders { base: base.to_path_buf(), profile: base.join("profile"), engine: base.join("engine") };
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |error| FolderProblem::NotMade(path, error)
    };
    fs::create_dir_all(&folders.profile).map_err(failed(&folders.profile))?;
    platform::only_for_owner(base).map_err(failed(base))?;
    platform::only_for_owner(&folders.profile).map_err(failed(&folders.profile))?;
    fs::create_dir_all(&folders.engine).map_err(failed(&folders.engine))?;
    platform::closed_to_writing(&folders.engine).map_err(failed(&folders.engine))?;
    Ok(folders)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_engine_cannot_write_and_nobody_else_can_read() {
        let base = std::env::temp_dir().join(format!("custodian-folders-{}", std::process::id()));
        let first = under(&base).expect("they are made");
        let again = under(&base).expect("a second start finds them");
        assert_eq!(first.engine, again.engine);
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode(&first.engine), 0o500);
        assert_eq!(mode(&first.profile), 0o700);
        assert_eq!(first.last_vault(), base.join(VAULT), "nothing is remembered yet");
        first.remember_vault(Path::new("/srv/other records"));
        assert_eq!(again.last_vault(), Path::new("/srv/other records"));
        fs::remove_dir_all(&base).expect("clean up");
    }
}
