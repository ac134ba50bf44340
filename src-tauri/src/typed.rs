//! What is typed while work that takes long holds the record: it waits here, and the work saves it between two of its pieces, or
//! whoever closes the record does.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use usecases::{Beside, Error, Session};
use zeroize::Zeroizing;

use crate::desk::held;

type Saved = Result<(), Error>;

/// The drafts that wait.
#[derive(Default)]
pub(crate) struct Typed {
    waiting: Mutex<Vec<Draft>>,
    /// How many were handed in so far.
    handed_in: AtomicU64,
}

/// Lies here once, however long it waits, and is wiped afterwards.
struct Draft {
    number: u64,
    key: String,
    text: Zeroizing<String>,
    saved: Sender<Saved>,
}

/// A draft that waits, for whoever handed it in. It waits no more once this is gone.
pub(crate) struct HandedIn<'a> {
    typed: &'a Typed,
    number: u64,
    is_saved: Receiver<Saved>,
}

impl Typed {
    /// Hands a draft in. Whoever works on the record saves it.
    pub(crate) fn hand_in(&self, key: String, text: Zeroizing<String>) -> HandedIn<'_> {
        let (saved, is_saved) = channel();
        let number = self.handed_in.fetch_add(1, Ordering::Relaxed);
        held(&self.waiting).push(Draft { number, key, text, saved });
        HandedIn { typed: self, number, is_saved }
    }

    /// Saves what waits. To be called by whoever holds the record: between two pieces of long work, and before it is closed.
    pub(crate) fn save(&self, session: &Session) {
        // Before the duty is accepted nothing is saved beside anything: the door refuses it.
        if usecases::duty_view(session).is_some() {
            return;
        }
        let mut later = Vec::new();
        for draft in std::mem::take(&mut *held(&self.waiting)) {
            match usecases::save_draft_beside(session, &draft.key, &draft.text) {
                // Its own turn comes when the work is over.
                Ok(Beside::Waits) => later.push(draft),
                // Whoever handed it in waits for the answer, unless the window is gone.
                saved => drop(draft.saved.send(saved.map(|_| ()))),
            }
        }
        held(&self.waiting).append(&mut later);
    }

    fn take(&self, number: u64) -> Option<Draft> {
        let mut waiting = held(&self.waiting);
        let place = waiting.iter().position(|draft| draft.number == number)?;
        Some(waiting.swap_remove(place))
    }
}

impl HandedIn<'_> {
    /// Whether it is saved, once somebody did that or refused to; nothing within `patience`.
    pub(crate) fn within(&self, patience: Duration) -> Option<Saved> {
        self.is_saved.recv_timeout(patience).ok()
    }

    /// Saves it now, unless somebody else did before. To be called by its author, who holds the record. Nothing where that
    /// somebody died over it.
    pub(crate) fn in_own_turn(&self, save: impl FnOnce(&str, &str) -> Saved) -> Option<Saved> {
        match self.typed.take(self.number) {
            Some(draft) => Some(save(&draft.key, &draft.text)),
            // Who took it away held the record, and has answered since.
            None => self.is_saved.try_recv().ok(),
        }
    }
}

impl Drop for HandedIn<'_> {
    fn drop(&mut self) {
        self.typed.take(self.number);
    }
}
