//! Linux: the process itself, its folders, and the page engine's habits.

use std::env;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use gtk::RecentManager;
use gtk::prelude::RecentManagerExt;
use tauri::WebviewWindow;
use webkit2gtk::{SettingsExt, WebContextExt, WebViewExt};

use super::LOCKED_BECAUSE;
use crate::lock::Because;

/// No core file, no looking into our memory, no temporary files on disk, no shader cache, no list of learned words.
#[expect(unsafe_code, reason = "process limits and the environment are set through the C library")]
pub(super) fn harden() {
    let temporary = runtime_folder();
    let no_core = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: plain system calls with a valid pointer to a local; the environment is changed before any other thread
    // exists. Each only takes something away, so a refusal by the system leaves the program as it was.
    unsafe {
        libc::setrlimit(libc::RLIMIT_CORE, &raw const no_core);
        libc::prctl(libc::PR_SET_DUMPABLE, 0);
        // An earlier self may have left finished page processes behind; nobody waits for those.
        while libc::waitpid(-1, std::ptr::null_mut(), libc::WNOHANG) > 0 {}
        if let Some(folder) = temporary {
            env::set_var("TMPDIR", folder);
        }
        env::set_var("MESA_SHADER_CACHE_DISABLE", "true");
        // The system's spelling library lays lists of learned words into a folder of the user. Here it can make none.
        env::set_var("ENCHANT_CONFIG_DIR", "/dev/null");
    }
}

/// A folder of ours in memory, where the system has one. GTK opens a temporary file in it while printing.
fn runtime_folder() -> Option<PathBuf> {
    let places =
        env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).into_iter().chain([PathBuf::from("/dev/shm")]);
    places.filter(|place| place.is_dir()).find_map(|place| ours_in(&place).ok())
}

/// Makes our folder in a place that others may share; a folder there that belongs to somebody else is not used.
fn ours_in(place: &Path) -> io::Result<PathBuf> {
    let user = fs::metadata("/proc/self")?.uid();
    let folder = place.join(format!("custodian-console-{user}"));
    match fs::DirBuilder::new().mode(0o700).create(&folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let about = fs::symlink_metadata(&folder)?;
    if about.is_dir() && about.uid() == user && about.permissions().mode() & 0o077 == 0 {
        Ok(folder)
    } else {
        Err(io::Error::new(io::ErrorKind::PermissionDenied, "the folder is not only ours"))
    }
}

/// Where programs keep their data.
pub(crate) fn data_home() -> Option<PathBuf> {
    let named = env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    named
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".local/share")))
        .filter(|path| path.is_absolute())
}

/// Nobody else may look into this folder.
pub(crate) fn only_for_owner(folder: &Path) -> io::Result<()> {
    fs::set_permissions(folder, Permissions::from_mode(0o700))
}

/// Nobody, not even we, may write into this folder. The page engine then keeps everything in memory.
pub(crate) fn closed_to_writing(folder: &Path) -> io::Result<()> {
    fs::set_permissions(folder, Permissions::from_mode(0o500))
}

/// Puts a fresh program in the place of this one: same process number, new memory, no key. Returns only on failure.
pub(crate) fn start_again(because: Because) -> io::Error {
    match env::current_exe() {
        Ok(program) => {
            Command::new(program).args(env::args_os().skip(1)).env(LOCKED_BECAUSE, because.word()).exec()
        }
        Err(error) => error,
    }
}

/// Takes a file out of the user's list of recent files, where GTK's dialogs put it: names of scans and letters say too
/// much. The list's other entries are hers and stay. To be called on the main thread.
pub(super) fn forget_recent(address: &str) {
    if let Some(recent) = RecentManager::default() {
        // Not in the list is as good as taken out.
        let _ = recent.remove_item(address);
    }
}

/// The language that the program's pages and the letters of the house are written in.
const SPELLED_IN: &str = "en_US";

/// Switches off what a page engine does for web sites: menus, gestures, addresses looked up ahead. Where the system has a
/// dictionary, free text is looked through for misspelt words.
pub(crate) fn tame(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|page| {
        let page = page.inner();
        page.connect_context_menu(|_, _, _, _| true);
        if let Some(settings) = WebViewExt::settings(&page) {
            settings.set_enable_back_forward_navigation_gestures(false);
            settings.set_enable_page_cache(false);
            settings.set_enable_offline_web_application_cache(false);
            settings.set_enable_html5_database(false);
            settings.set_enable_html5_local_storage(false);
            settings.set_javascript_can_open_windows_automatically(false);
        }
        if let Some(context) = page.context() {
            context.set_spell_checking_languages(&[SPELLED_IN]);
            context.set_spell_checking_enabled(true);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_place_gives_a_folder_only_for_us() {
        let place = env::temp_dir().join(format!("custodian-place-{}", std::process::id()));
        fs::create_dir_all(&place).expect("a place");
        let first = ours_in(&place).expect("made");
        assert_eq!(ours_in(&place).expect("found again"), first);
        fs::set_permissions(&first, Permissions::from_mode(0o755)).expect("opened up");
        assert!(ours_in(&place).is_err(), "a folder that others can read is not used");
        fs::remove_dir_all(&place).expect("clean up");
        fs::create_dir_all(&place).expect("a place");
        std::os::unix::fs::symlink("/etc", &first).expect("a trap");
        assert!(ours_in(&place).is_err(), "a link that somebody laid there is not followed");
        fs::remove_dir_all(&place).expect("clean up");
    }
}
