//! Where the time and the folders of this computer enter.

use chrono::{DateTime, FixedOffset, Local};
use std::path::PathBuf;
use usecases::{Code, Error, Result};

/// The name of the window's folder for program data, so that both share what this workstation has seen.
const NAME: &str = "org.custodianconsole.desk";

/// This moment, by the office's own time zone.
#[expect(clippy::disallowed_methods, reason = "here the time enters")]
pub(crate) fn now() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}

/// The folder in which this workstation remembers vaults. It holds no secret.
pub(crate) fn profile() -> Result<PathBuf> {
    let folder = data_home().ok_or_else(|| {
        Error::new(
            Code::FileProblem,
            "This computer names no folder for program data.",
            "Set HOME, or XDG_DATA_HOME, and start again. Nothing was changed.",
        )
    })?;
    Ok(folder.join(NAME).join("profile"))
}

fn data_home() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        named("APPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        named("XDG_DATA_HOME").or_else(|| named("HOME").map(|home| home.join(".local/share")))
    }
}

/// A folder as named on the command line, counted from where the program was started.
pub(crate) fn absolute(path: &std::path::Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}
