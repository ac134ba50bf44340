//! What the running program holds: the open record (when unlocked), the line to the page, the idle clock.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tauri::ipc::Channel;

use crate::files::Offered;
use crate::folders::Folders;
use crate::lock::{Because, Idle};
use crate::notice::Notice;
use crate::print::Waiting;

/// The open record. Dropping it closes it and wipes its keys.
pub(crate) type Record = Box<dyn Send>;

/// The state that every command receives.
pub(crate) struct Desk {
    /// Where things are kept on this computer.
    pub(crate) folders: Folders,
    /// Why the program started locked, when it was locked and not just opened.
    pub(crate) locked_because: Option<Because>,
    /// The pages waiting to be printed.
    pub(crate) printing: Mutex<Option<Waiting>>,
    record: Mutex<Option<Record>>,
    page: Mutex<Option<Channel<Notice>>>,
    idle: Mutex<Idle>,
    offered: Mutex<Offered>,
    again: Mutex<Option<Because>>,
}

impl Desk {
    /// A desk with nothing open.
    pub(crate) fn new(folders: Folders, locked_because: Option<Because>) -> Self {
        Self {
            folders,
            locked_because,
            printing: Mutex::new(None),
            record: Mutex::new(None),
            page: Mutex::new(None),
            idle: Mutex::new(Idle::new(Instant::now())),
            offered: Mutex::new(Offered::default()),
            again: Mutex::new(None),
        }
    }

    /// Somebody is there.
    pub(crate) fn touched(&self) {
        held(&self.idle).touch(Instant::now());
    }

    /// How long until the program locks by itself.
    pub(crate) fn locks_in(&self) -> Duration {
        held(&self.idle).left(Instant::now())
    }

    /// Sets after how long without a touch the program locks.
    #[expect(dead_code, reason = "the settings use it as soon as they are read from the record")]
    pub(crate) fn lock_after(&self, limit: Duration) {
        held(&self.idle).set_limit(limit);
    }

    /// From now on the page hears what happens.
    pub(crate) fn listen(&self, page: Channel<Notice>) {
        *held(&self.page) = Some(page);
    }

    /// Tells the page something. A page that is gone misses it.
    pub(crate) fn tell(&self, notice: Notice) {
        if let Some(page) = held(&self.page).as_ref() {
            let _ = page.send(notice);
        }
    }

    /// The files that were picked or dropped.
    pub(crate) fn offered(&self) -> MutexGuard<'_, Offered> {
        held(&self.offered)
    }

    /// Whether a record is open, so that there is something to lock.
    pub(crate) fn is_open(&self) -> bool {
        held(&self.record).is_some()
    }

    /// Puts an open record on the desk.
    pub(crate) fn open_record(&self, record: Record) {
        self.touched();
        *held(&self.record) = Some(record);
    }

    /// Works with the open record; `None` when there is none.
    pub(crate) fn with_record<T>(&self, work: impl FnOnce(&mut Record) -> T) -> Option<T> {
        held(&self.record).as_mut().map(work)
    }

    /// Takes the record off the desk and closes it; its keys are wiped.
    pub(crate) fn close_record(&self) {
        drop(held(&self.record).take());
    }

    /// The program starts itself again, locked, once its window is closed.
    pub(crate) fn start_again(&self, because: Because) {
        *held(&self.again) = Some(because);
    }

    /// Whether and why it starts again.
    pub(crate) fn starts_again(&self) -> Option<Because> {
        *held(&self.again)
    }
}

/// A lock that another thread left by dying is still good here: each holds one value that is replaced whole.
pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
