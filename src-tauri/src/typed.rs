//! What is typed while work that takes long holds the record: it waits here, and the work saves it between two of its pieces.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use usecases::{Beside, Error, Session};

use crate::desk::held;

type Saved = Result<Beside, Error>;

/// The drafts that wait.
#[derive(Default)]
pub(crate) struct Typed {
    waiting: Mutex<Vec<Draft>>,
    /// How many were handed in so far.
    handed_in: AtomicU64,
}

struct Draft {
    number: u64,
    key: String,
    text: String,
    saved: Sender<Saved>,
}

impl Typed {
    /// Hands a draft to the work that holds the record. Nothing when no work took it within `patience`: it waits here no more
    /// then.
    pub(crate) fn hand_in(&self, key: &str, text: &str, patience: Duration) -> Option<Saved> {
        let (saved, is_saved) = channel();
        let number = self.handed_in.fetch_add(1, Ordering::Relaxed);
        held(&self.waiting).push(Draft { number, key: key.to_owned(), text: text.to_owned(), saved });
        match is_saved.recv_timeout(patience) {
            Ok(outcome) => Some(outcome),
            Err(RecvTimeoutError::Timeout) => self.take_back(number, &is_saved),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    // One that is no longer there is being saved at this moment.
    fn take_back(&self, number: u64, is_saved: &Receiver<Saved>) -> Option<Saved> {
        let mut waiting = held(&self.waiting);
        if let Some(place) = waiting.iter().position(|draft| draft.number == number) {
            waiting.remove(place);
            return None;
        }
        drop(waiting);
        is_saved.recv().ok()
    }

    /// Saves what waits. To be called by the work that holds the record, between two pieces of it.
    pub(crate) fn save(&self, session: &Session) {
        let waiting = std::mem::take(&mut *held(&self.waiting));
        for draft in waiting {
            // Before the duty is accepted nothing is saved beside anything: the door refuses it.
            let saved = match usecases::duty_view(session) {
                None => usecases::save_draft_beside(session, &draft.key, &draft.text),
                Some(_) => Ok(Beside::Waits),
            };
            // Whoever handed it in waits for the answer, unless the window is gone.
            let _ = draft.saved.send(saved);
        }
    }
}
