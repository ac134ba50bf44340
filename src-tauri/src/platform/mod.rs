//! Everything that differs by operating system. `portable.rs` has a default for each; Linux has its own.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod linux_dialogs;
#[cfg(target_os = "linux")]
mod linux_print;
#[cfg(target_os = "linux")]
mod linux_session;
#[cfg(not(target_os = "linux"))]
mod portable;

use std::env;
use std::path::PathBuf;

use tauri::AppHandle;

#[cfg(not(target_os = "linux"))]
pub(crate) use self::portable::{
    PRINTS_HIDDEN, closed_to_writing, data_home, only_for_owner, print, start_again, tame, watch_session,
};
#[cfg(target_os = "linux")]
pub(crate) use self::{
    linux::{closed_to_writing, data_home, only_for_owner, start_again, tame},
    linux_print::{PRINTS_HIDDEN, print},
    linux_session::watch_session,
};

use crate::lock::Because;

/// Tells the new process why the old one locked. Not a secret.
const LOCKED_BECAUSE: &str = "CUSTODIAN_LOCKED_BECAUSE";

/// With these set, another program could drive the window or look into it.
#[cfg(not(feature = "e2e"))]
const AUTOMATION: [&str; 4] = [
    "TAURI_WEBVIEW_AUTOMATION",
    "TAURI_AUTOMATION",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
];

/// Hardens this process and reads why it was locked. To be called first in `main`, while there is one thread.
pub(crate) fn prepare() -> Option<Because> {
    let because = env::var(LOCKED_BECAUSE).ok().and_then(|word| Because::from_word(&word));
    forget(LOCKED_BECAUSE);
    #[cfg(not(feature = "e2e"))]
    AUTOMATION.into_iter().for_each(forget);
    #[cfg(target_os = "linux")]
    linux::harden();
    because
}

#[expect(unsafe_code, reason = "the page engine reads these variables, and only one thread runs yet")]
fn forget(variable: &str) {
    // SAFETY: called from `prepare` before any other thread exists, so nobody reads the environment meanwhile.
    unsafe { env::remove_var(variable) }
}

/// What a dialog is for, with its words.
#[derive(Debug)]
pub(crate) struct Pick {
    pub(crate) kind: PickKind,
    pub(crate) title: String,
    pub(crate) accept: String,
}

/// The kinds of dialog.
#[derive(Debug)]
pub(crate) enum PickKind {
    /// An existing file.
    File,
    /// A folder, which may be made in the dialog.
    Folder,
    /// A place and name for a copy.
    SaveCopy {
        /// The name to start from.
        name: String,
    },
}

impl Pick {
    /// To attach a file.
    pub(crate) fn file(title: String, accept: String) -> Self {
        Self { kind: PickKind::File, title, accept }
    }

    /// To write a copy of a letter outside the vault.
    pub(crate) fn save_copy(name: String) -> Self {
        Self { kind: PickKind::SaveCopy { name }, title: "Save a copy".to_owned(), accept: "Save".to_owned() }
    }

    /// To choose a folder.
    pub(crate) fn folder(title: String, accept: String) -> Self {
        Self { kind: PickKind::Folder, title, accept }
    }
}

/// Something that lets her pick a file: the system's dialog, or a list in tests.
trait PickFile {
    /// The chosen path; `None` when she cancels. Waits, so not for the main thread.
    fn pick(&self, app: &AppHandle, pick: &Pick) -> Option<PathBuf>;
}

/// Lets her pick a file or folder.
pub(crate) fn pick(app: &AppHandle, pick: &Pick) -> Option<PathBuf> {
    #[cfg(feature = "e2e")]
    if let Some(list) = env::var_os("CUSTODIAN_E2E_PICKS") {
        return ListedPicks(list.into()).pick(app, pick);
    }
    #[cfg(target_os = "linux")]
    let dialogs = linux_dialogs::Dialogs;
    #[cfg(not(target_os = "linux"))]
    let dialogs = portable::Dialogs;
    dialogs.pick(app, pick)
}

/// Answers from a file with one path per line, used up from the top. An empty line is a cancelled dialog.
#[cfg(feature = "e2e")]
struct ListedPicks(PathBuf);

#[cfg(feature = "e2e")]
impl PickFile for ListedPicks {
    fn pick(&self, _: &AppHandle, _: &Pick) -> Option<PathBuf> {
        let text = std::fs::read_to_string(&self.0).ok()?;
        let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
        std::fs::write(&self.0, rest).ok()?;
        (!first.is_empty()).then(|| PathBuf::from(first))
    }
}
