//! The one window: its size, where it may go (nowhere), and what happens to it.

use std::path::Path;

use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::{AppHandle, DragDropEvent, Manager, Url, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};

use crate::desk::Desk;
use crate::files::Offered;
use crate::lock;
use crate::notice::Notice;
use crate::platform;

/// The window that holds the application.
pub(crate) const MAIN: &str = "main";

/// The title says nothing about what is open: it shows in task bars and screen shares.
pub(crate) const TITLE: &str = "Custodian Console";

/// Keeps what the content policy refused and what scripts threw, from the first moment, for a test to read.
#[cfg(feature = "e2e")]
const LISTENER: &str = "window.__refused = {violations: [], errors: []};\
    addEventListener('securitypolicyviolation', e => \
        window.__refused.violations.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}`));\
    addEventListener('error', e => window.__refused.errors.push(String(e.message)));\
    addEventListener('unhandledrejection', e => window.__refused.errors.push(String(e.reason)));";

/// Opens the window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let page = WebviewUrl::App("index.html".into());
    let window = closed_in(WebviewWindowBuilder::new(app, MAIN, page), app);
    #[cfg(feature = "e2e")]
    let window = window.initialization_script(LISTENER);
    let window = window
        .on_navigation(is_ours)
        .title(TITLE)
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .content_protected(true)
        .build()?;
    platform::tame(&window)
}

/// What every window of ours refuses: other windows, downloads, cameras, remembered forms, and a folder to write in.
pub(crate) fn closed_in<'a>(
    window: WebviewWindowBuilder<'a, tauri::Wry, AppHandle>,
    app: &AppHandle,
) -> WebviewWindowBuilder<'a, tauri::Wry, AppHandle> {
    window
        .data_directory(app.state::<Desk>().folders.engine.clone())
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .general_autofill_enabled(false)
        .zoom_hotkeys_enabled(false)
        .devtools(cfg!(feature = "e2e"))
}

/// Whether an address is one of our own pages.
fn is_ours(address: &Url) -> bool {
    match address.scheme() {
        "tauri" => address.host_str() == Some("localhost"),
        // Where the system knows no schemes of programs, the engine maps ours to this reserved name.
        "http" | "https" => cfg!(windows) && address.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Hears what happens to a window.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    if window.label() != MAIN {
        return;
    }
    match event {
        WindowEvent::CloseRequested { api, .. } => {
            // First the drafts, then the record, then the window.
            api.prevent_close();
            lock::quit(window.app_handle());
        }
        WindowEvent::DragDrop(event) => dragged(&window.state::<Desk>(), event),
        _ => {}
    }
}

fn dragged(desk: &Desk, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { paths, .. } => desk.tell(Notice::FilesOver { count: paths.len() }),
        DragDropEvent::Leave => desk.tell(Notice::FilesGone),
        DragDropEvent::Drop { paths, .. } => desk.tell(dropped(&mut desk.offered(), paths)),
        _ => {}
    }
}

fn dropped(offered: &mut Offered, paths: &[impl AsRef<Path>]) -> Notice {
    let files = paths.iter().filter_map(|path| offered.offer(path.as_ref())).collect();
    Notice::FilesDropped { files }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_nowhere_else() {
        let goes = |address: &str| is_ours(&Url::parse(address).expect("an address"));
        assert!(goes("tauri://localhost/index.html"));
        for elsewhere in [
            "https://example.org/",
            "http://localhost/",
            "file:///etc/passwd",
            "tauri://example.org/",
            "data:text/html,hello",
            "about:blank",
            "letter://localhost/",
        ] {
            assert!(!goes(elsewhere), "{elsewhere} must be refused");
        }
    }

    #[test]
    fn dropped_files_become_tickets_without_their_folder() {
        let mut offered = Offered::default();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let notice = dropped(&mut offered, &[folder.join("Cargo.toml"), folder.to_path_buf()]);
        let Notice::FilesDropped { files } = &notice else { panic!("files were dropped: {notice:?}") };
        assert_eq!(files.len(), 1, "the folder is left out");
        assert_eq!(offered.path(files[0].ticket.clone()), Some(folder.join("Cargo.toml")));
        let sent = serde_json::to_string(&notice).expect("it can be sent");
        assert!(!sent.contains(&*folder.to_string_lossy()), "the page learns no path: {sent}");
    }
}
