//! What the program does by itself once a day while the record is open: a backup, in a pause, and never while it locks.

use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Manager};
use usecases::backups;

use crate::desk::Desk;

/// How often it looks whether the day's backup is due.
const BETWEEN_LOOKS: Duration = Duration::from_secs(10);

/// Looks from time to time, for as long as the program runs.
pub(crate) fn watch(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        loop {
            thread::sleep(BETWEEN_LOOKS);
            let desk = app.state::<Desk>();
            if desk.starts_again().is_none() && desk.has_a_pause() {
                desk.with_record(|session| {
                    if backups::backup_is_due(session) {
                        backups::scheduled_backup(session);
                    }
                });
            }
        }
    });
}
