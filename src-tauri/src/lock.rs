//! Locking: drafts are saved, the record is closed, and the process is replaced by a fresh one that holds no key.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use tauri::{AppHandle, Manager};

use crate::desk::Desk;
use crate::notice::Notice;
use crate::platform;

/// Without a touch for this long the program locks, unless the settings say otherwise.
const IDLE_LIMIT: Duration = Duration::from_secs(10 * 60);

/// This long before it locks, the page says so.
const WARNING: Duration = Duration::from_secs(60);

/// Without a touch for this long nobody is in the middle of a word.
const PAUSE: Duration = Duration::from_secs(5);

/// How long locking and closing wait for work on the record that has begun.
pub(crate) const LONGEST_WORK: Duration = Duration::from_secs(10);
/// How long the page has to save what was typed.
const LAST_WORDS: Duration = Duration::from_millis(600);

/// How long the window may take to answer at all before it counts as held by one of the system's own dialogs.
const SIGN_OF_LIFE: Duration = Duration::from_millis(500);

/// Why the window is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Because {
    /// Somebody pressed Lock.
    Asked,
    /// Nobody touched anything for a while.
    Idle,
    /// The computer went to sleep.
    Sleep,
    /// The screen was locked.
    Screen,
    /// The last day of whoever was here is over.
    Term,
}

impl Because {
    const ALL: [Self; 5] = [Self::Asked, Self::Idle, Self::Sleep, Self::Screen, Self::Term];

    /// The word that the old process hands to the new one.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Idle => "idle",
            Self::Sleep => "sleep",
            Self::Screen => "screen",
            Self::Term => "term",
        }
    }

    /// The reason for the person who comes back.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Asked => "You locked it.",
            Self::Idle => {
                "It locked by itself: nobody used it for a while. What was being typed is kept as a draft."
            }
            Self::Sleep => {
                "It locked when the computer went to sleep. What was being typed is kept as a draft."
            }
            Self::Screen => "It locked together with the screen. What was being typed is kept as a draft.",
            Self::Term => {
                "It locked because the last day of that access is over. The Director sets a new one."
            }
        }
    }

    /// The reason of a word, if it is one.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|because| because.word() == word)
    }
}

/// How long nobody touched anything.
#[derive(Debug)]
pub(crate) struct Idle {
    limit: Duration,
    last: Instant,
}

impl Idle {
    /// Somebody was here just now.
    pub(crate) fn new(now: Instant) -> Self {
        Self { limit: IDLE_LIMIT, last: now }
    }

    /// Somebody is here.
    pub(crate) fn touch(&mut self, now: Instant) {
        self.last = now;
    }

    /// Changes the time it takes to lock.
    pub(crate) fn set_limit(&mut self, limit: Duration) {
        self.limit = limit;
    }

    /// Nobody touched anything for some seconds, and it is still long until it locks.
    pub(crate) fn is_pause(&self, now: Instant) -> bool {
        let since = now.saturating_duration_since(self.last);
        since >= PAUSE && since < self.limit / 2
    }

    /// What is left until it locks.
    pub(crate) fn left(&self, now: Instant) -> Duration {
        self.limit.saturating_sub(now.saturating_duration_since(self.last))
    }
}

/// Locks. The page was asked or has already saved; this returns at once and the window goes.
pub(crate) fn lock(app: &AppHandle, because: Because) {
    let desk = app.state::<Desk>();
    if desk.starts_again().is_some() {
        return;
    }
    desk.tell(Notice::Locking { because });
    desk.start_again(because);
    leave(app, if because == Because::Asked { Duration::ZERO } else { LAST_WORDS });
}

/// Closes the window for good, after the page saved what was typed.
pub(crate) fn quit(app: &AppHandle) {
    app.state::<Desk>().tell(Notice::Closing);
    leave(app, LAST_WORDS);
}

fn leave(app: &AppHandle, after: Duration) {
    let app = app.clone();
    // Not on the main thread: the page's last calls must still come through.
    thread::spawn(move || {
        thread::sleep(after);
        let desk = app.state::<Desk>();
        desk.close_record(LONGEST_WORK);
        if answers(&app) {
            return app.exit(0);
        }
        // One of the system's own dialogs is open and keeps the window from going until somebody answers it. What stands on the
        // page may not wait for that: the record is closed, and the process is replaced, or ends, as it is.
        if let Some(because) = desk.starts_again() {
            let _ = platform::start_again(because);
        }
        std::process::exit(1);
    });
}

/// Whether the window still does what it is asked.
fn answers(app: &AppHandle) -> bool {
    let (said, heard) = mpsc::channel();
    let asked = app.run_on_main_thread(move || {
        // Nobody listens any more when the answer comes late.
        let _ = said.send(());
    });
    asked.is_ok() && heard.recv_timeout(SIGN_OF_LIFE).is_ok()
}

/// Starts what locks by itself: the idle clock, sleep and screen lock.
pub(crate) fn watch(app: &AppHandle) {
    let idle = app.clone();
    thread::spawn(move || watch_idle(&idle));
    let session = app.clone();
    platform::watch_session(move |because| {
        let is_open = session.state::<Desk>().is_open();
        if is_open {
            lock(&session, because);
        }
        is_open
    });
}

fn watch_idle(app: &AppHandle) {
    let mut warned = false;
    loop {
        thread::sleep(Duration::from_secs(1));
        let desk = app.state::<Desk>();
        if !desk.is_open() {
            desk.touched();
            continue;
        }
        let left = desk.locks_in();
        if left.is_zero() {
            lock(app, Because::Idle);
            return;
        }
        if desk.term_is_over() {
            lock(app, Because::Term);
            return;
        }
        let warns = left <= WARNING;
        if warns {
            desk.tell(Notice::LocksSoon { seconds: left.as_secs().max(1) });
        } else if warned {
            desk.tell(Notice::LocksSoon { seconds: 0 });
        }
        warned = warns;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idle_time_runs_out_and_a_touch_restores_it() {
        let start = Instant::now();
        let mut idle = Idle::new(start);
        idle.set_limit(Duration::from_secs(60));
        assert_eq!(idle.left(start + Duration::from_secs(45)), Duration::from_secs(15));
        assert_eq!(idle.left(start + Duration::from_secs(60)), Duration::ZERO);
        assert_eq!(idle.left(start + Duration::from_secs(3600)), Duration::ZERO);
        idle.touch(start + Duration::from_secs(3600));
        assert_eq!(idle.left(start + Duration::from_secs(3601)), Duration::from_secs(59));
    }

    #[test]
    fn a_pause_is_neither_typing_nor_about_to_lock() {
        let start = Instant::now();
        let mut idle = Idle::new(start);
        idle.set_limit(Duration::from_secs(60));
        let pause = |seconds| idle.is_pause(start + Duration::from_secs(seconds));
        assert_eq!([0, 4, 5, 29, 30, 59, 90].map(pause), [false, false, true, true, false, false, false]);
    }

    #[test]
    fn every_reason_survives_the_restart_and_others_do_not() {
        for because in Because::ALL {
            assert_eq!(Because::from_word(because.word()), Some(because));
        }
        assert_eq!(Because::from_word("passphrase"), None);
    }
}
