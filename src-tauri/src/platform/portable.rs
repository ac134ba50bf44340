//! Other systems: what Tauri and the standard library give everywhere. Not yet run on Windows or macOS.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use tauri::{AppHandle, WebviewWindow};

use super::{LOCKED_BECAUSE, Pick, PickFile, PickKind};
use crate::lock::Because;
use crate::print::{Outcome, PrintProblem};

/// The dialog is drawn in the print window, so it must be seen.
pub(crate) const PRINTS_HIDDEN: bool = false;

/// Where programs keep their data.
pub(crate) fn data_home() -> Option<PathBuf> {
    if cfg!(windows) {
        env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else {
        Some(PathBuf::from(env::var_os("HOME")?).join("Library/Application Support"))
    }
}

/// The user's own data folder is closed to others by default.
pub(crate) fn only_for_owner(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The engines of these systems refuse to start with a folder they cannot write.
pub(crate) fn closed_to_writing(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Starts a fresh program and ends this one. Returns only on failure.
pub(crate) fn start_again(because: Because) -> io::Error {
    let started = env::current_exe().and_then(|program| {
        Command::new(program).args(env::args_os().skip(1)).env(LOCKED_BECAUSE, because.word()).spawn()
    });
    match started {
        Ok(_) => std::process::exit(0),
        Err(error) => error,
    }
}

/// Nothing beyond what the window's settings say.
pub(crate) fn tame(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Only the idle clock locks here.
pub(crate) fn watch_session(_: impl Fn(Because) -> bool + Clone + Send + 'static) {}

/// Shows the engine's print dialog. It does not say how it ended, so she is asked.
pub(crate) fn print(_: &AppHandle, pages: &WebviewWindow) -> Result<Outcome, PrintProblem> {
    pages.print().map_err(|error| PrintProblem::Refused(error.to_string()))?;
    Ok(Outcome::Unknown)
}

/// The system's dialogs.
pub(super) struct Dialogs;

impl PickFile for Dialogs {
    fn pick(&self, _: &AppHandle, pick: &Pick) -> Option<PathBuf> {
        let dialog = rfd::FileDialog::new().set_title(&pick.title);
        match &pick.kind {
            PickKind::File => dialog.pick_file(),
            PickKind::Folder => dialog.pick_folder(),
            PickKind::SaveCopy { name } => dialog.set_file_name(name).save_file(),
        }
    }
}
