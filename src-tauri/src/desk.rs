//! What the running program holds: the open record (when unlocked), the line to the page, the idle clock.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use tauri::ipc::Channel;
use usecases::{Profile, Session, Surroundings};

use crate::clock;

use crate::files::Offered;
use crate::folders::Folders;
use crate::lock::{Because, Idle};
use crate::notice::Notice;
use crate::print::Waiting;
use crate::typed::Typed;

/// How often whoever waits looks whether the work on the record has ended.
pub(crate) const LOOKS_AGAIN: Duration = Duration::from_millis(20);

/// The open record. Dropping it closes it and wipes its keys.
pub(crate) type Record = Session;

/// The state that every command receives.
pub(crate) struct Desk {
    /// Where things are kept on this computer.
    pub(crate) folders: Folders,
    /// Why the program started locked, when it was locked and not just opened.
    pub(crate) locked_because: Option<Because>,
    /// The pages waiting to be printed.
    pub(crate) printing: Mutex<Option<Waiting>>,
    record: Mutex<Option<Record>>,
    /// A record is on the desk, also while work holds it.
    opened: AtomicBool,
    /// What is typed while long work holds the record.
    pub(crate) typed: Typed,
    /// Held by whoever makes a backup: one at a time.
    backup: Mutex<()>,
    page: Mutex<Option<Channel<Notice>>>,
    idle: Mutex<Idle>,
    offered: Mutex<Offered>,
    again: Mutex<Option<Because>>,
    /// The backup that was picked to be restored.
    picked_backup: Mutex<Option<PathBuf>>,
    /// The vault that is open, or that the first screen is about.
    vault: Mutex<PathBuf>,
    /// When the last try to unlock ended, or the program started.
    tried: Mutex<Instant>,
}

impl Desk {
    /// A desk with nothing open.
    pub(crate) fn new(folders: Folders, locked_because: Option<Because>) -> Self {
        let vault = folders.last_vault();
        Self {
            folders,
            locked_because,
            printing: Mutex::new(None),
            record: Mutex::new(None),
            opened: AtomicBool::new(false),
            typed: Typed::default(),
            backup: Mutex::new(()),
            page: Mutex::new(None),
            idle: Mutex::new(Idle::new(Instant::now())),
            offered: Mutex::new(Offered::default()),
            again: Mutex::new(None),
            picked_backup: Mutex::new(None),
            vault: Mutex::new(vault),
            tried: Mutex::new(Instant::now()),
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

    /// Somebody sits here and is not typing at this moment: work that takes a while can be done without being in the way.
    pub(crate) fn has_a_pause(&self) -> bool {
        held(&self.idle).is_pause(Instant::now())
    }

    /// Sets after how long without a touch the program locks.
    pub(crate) fn lock_after_minutes(&self, minutes: u32) {
        held(&self.idle).set_limit(Duration::from_secs(u64::from(minutes) * 60));
    }

    /// What a session gets from outside: the office clock and the system's random numbers.
    pub(crate) fn world(&self) -> Surroundings {
        Surroundings::new(Box::new(clock::now))
    }

    /// This computer's memory of vaults.
    pub(crate) fn profile(&self) -> Profile {
        Profile { folder: self.folders.profile.clone() }
    }

    /// The folder of the vault that is open, or that would be opened.
    pub(crate) fn vault(&self) -> PathBuf {
        held(&self.vault).clone()
    }

    /// The first screen is about another folder from now on.
    pub(crate) fn look_at(&self, folder: PathBuf) {
        *held(&self.vault) = folder;
        *held(&self.tried) = Instant::now();
    }

    /// The backup to be restored, kept here so that its path never reaches the page.
    pub(crate) fn pick_backup(&self, folder: PathBuf) {
        *held(&self.picked_backup) = Some(folder);
    }

    /// The backup that was picked.
    pub(crate) fn picked_backup(&self) -> Option<PathBuf> {
        held(&self.picked_backup).clone()
    }

    /// An unlocking failed just now.
    pub(crate) fn tried_in_vain(&self) {
        *held(&self.tried) = Instant::now();
    }

    /// How long the next try to unlock has to wait. After a restart it is counted from the start, so that starting again
    /// is no way round it.
    pub(crate) fn wait_left(&self) -> Duration {
        let wait = usecases::unlock_wait(&self.profile(), &self.vault());
        wait.saturating_sub(held(&self.tried).elapsed())
    }

    /// Somebody is in: the record is on the desk, its folder is remembered, and its idle time counts.
    pub(crate) fn sit_down(&self, session: Session, folder: &Path) {
        self.lock_after_minutes(usecases::lock_minutes(&session));
        self.folders.remember_vault(folder);
        *held(&self.vault) = folder.to_path_buf();
        self.open_record(session);
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
    ///
    /// It waits for no work: sleep and screen lock must not stand behind a backup.
    pub(crate) fn is_open(&self) -> bool {
        self.opened.load(Ordering::Acquire)
    }

    /// Puts an open record on the desk.
    fn open_record(&self, record: Record) {
        self.touched();
        *held(&self.record) = Some(record);
        self.opened.store(true, Ordering::Release);
    }

    /// Works with the open record; `None` when there is none.
    pub(crate) fn with_record<T>(&self, work: impl FnOnce(&mut Record) -> T) -> Option<T> {
        held(&self.record).as_mut().map(work)
    }

    /// Works with the open record if nobody else does at this moment; the inner `None` when there is none.
    pub(crate) fn with_record_at_rest<T>(&self, work: impl FnOnce(&mut Record) -> T) -> Option<Option<T>> {
        match self.record.try_lock() {
            Ok(mut record) => Some(record.as_mut().map(work)),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner().as_mut().map(work)),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// One backup is made at a time.
    pub(crate) fn backing_up(&self) -> MutexGuard<'_, ()> {
        held(&self.backup)
    }

    /// Takes the record off the desk and closes it; its keys are wiped. Work that goes on longer than `patience` is not waited
    /// for: the process ends with it, and every piece of work leaves a whole record wherever it is cut off.
    pub(crate) fn close_record(&self, patience: Duration) {
        let until = Instant::now() + patience;
        loop {
            match self.record.try_lock() {
                Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(LOOKS_AGAIN),
                Err(TryLockError::WouldBlock) => return,
                Err(TryLockError::Poisoned(poisoned)) => return self.close(poisoned.into_inner().take()),
                Ok(mut record) => return self.close(record.take()),
            }
        }
    }

    fn close(&self, record: Option<Record>) {
        self.opened.store(false, Ordering::Release);
        if let Some(session) = record {
            // What was typed last may still wait for its turn, which does not come any more.
            self.typed.save(&session);
            // It is closed and its keys are wiped in any case; what could not be noted on this computer is told at the next
            // unlocking.
            let _ = session.close();
        }
    }

    /// Whether the last day of whoever is at the desk is over. While work goes on, the next look says it.
    pub(crate) fn term_is_over(&self) -> bool {
        let Ok(record) = self.record.try_lock() else { return false };
        record.as_ref().is_some_and(usecases::people::term_is_over)
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
