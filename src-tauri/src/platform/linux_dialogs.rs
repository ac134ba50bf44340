//! Linux: GTK's own file dialogs.

use std::path::PathBuf;
use std::sync::mpsc;

use gtk::prelude::{FileChooserExt, GtkWindowExt, NativeDialogExt};
use gtk::{FileChooserAction, FileChooserNative, ResponseType};
use tauri::{AppHandle, Manager};

use super::linux::forget_recent;
use super::{Pick, PickFile, PickKind};
use crate::window;

/// The system's dialogs.
pub(super) struct Dialogs;

impl PickFile for Dialogs {
    fn pick(&self, app: &AppHandle, pick: &Pick) -> Option<PathBuf> {
        let (action, name) = match &pick.kind {
            PickKind::File => (FileChooserAction::Open, None),
            PickKind::Folder => (FileChooserAction::SelectFolder, None),
            PickKind::SaveCopy { name } => (FileChooserAction::Save, Some(name.clone())),
        };
        let (title, accept) = (pick.title.clone(), pick.accept.clone());
        let (chosen, choice) = mpsc::channel();
        let on_main = app.clone();
        app.run_on_main_thread(move || {
            let parent = on_main.get_webview_window(window::MAIN).and_then(|window| window.gtk_window().ok());
            let dialog = FileChooserNative::new(Some(&title), parent.as_ref(), action, Some(&accept), None);
            dialog.set_modal(true);
            dialog.set_local_only(true);
            dialog.set_create_folders(true);
            if let Some(name) = name {
                dialog.set_current_name(&name);
                dialog.set_do_overwrite_confirmation(true);
            }
            let response = dialog.run();
            if let Some(address) = dialog.uri() {
                forget_recent(&address);
            }
            let _ = chosen.send((response == ResponseType::Accept).then(|| dialog.filename()).flatten());
            dialog.destroy();
            if let Some(parent) = parent {
                parent.present();
            }
        })
        .ok()?;
        choice.recv().ok().flatten()
    }
}
