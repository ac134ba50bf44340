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
                back_up(&desk);
            }
        }
    });
}

/// The record is held while it is copied, and not while the copy is checked.
fn back_up(desk: &Desk) {
    let _one_at_a_time = desk.backing_up();
    let copied = desk.with_record(|session| {
        let session = &*session;
        backups::backup_is_due(session)
            .then(|| backups::begin_scheduled_backup(session, &mut |_| desk.typed.save(session)))
    });
    let Some(copied) = copied.flatten() else { return };
    let checked = copied.and_then(|copied| copied.check(&mut |_| ()));
    desk.with_record(|session| backups::keep_scheduled_backup(session, checked));
}
