//! Who is given the keys of a sealed matter, beside the Director, who holds every key: whoever was read in, and everybody of
//! the office once the seal is lifted.

use super::{person_of, slot_of};
use crate::Session;
use crate::session::Case;
use domain::PersonId;
use vault::{Batch, PersonRole, Slot, StreamClass};

/// Somebody who reads a sealed matter with keys of their own.
pub(crate) struct Reader {
    slot: Slot,
    /// What counsel said too.
    counsel: bool,
}

impl Reader {
    /// Somebody who was read in: they read all of it.
    pub(crate) fn read_in(slot: Slot) -> Self {
        Self { slot, counsel: true }
    }

    /// Gives the keys of everything in a case that this reader may read.
    pub(crate) fn is_given(&self, case: &Case, batch: &mut Batch) {
        batch.share(case.stream, self.slot.clone());
        for counsel in &case.counsel {
            if self.counsel {
                batch.share(counsel.stream, self.slot.clone());
            }
        }
    }

    /// The place in the keyring, if this reader reads what counsel said.
    pub(crate) fn slot_for_counsel(self) -> Option<Slot> {
        self.counsel.then_some(self.slot)
    }
}

/// Everybody who can sign in beside the Director, as readers of a matter whose seal is lifted: what counsel said only where it
/// was given to them.
pub(crate) fn everybody(session: &Session) -> Vec<Reader> {
    let people = session.vault.people();
    let here = people.into_iter().filter(|known| !known.has_ended && known.role == PersonRole::Designee);
    let known = here.filter(|known| person_of(&session.office_log, known).is_some());
    known
        .map(|known| Reader { counsel: known.classes.contains(&StreamClass::Counsel), slot: known.slot })
        .collect()
}

/// The readers of a case now. An ordinary one has none to be named: its keys go by the classes that each person was given.
pub(crate) fn readers_of(session: &Session, case: &Case) -> Vec<Reader> {
    let Some(sealing) = &case.request.sealing else { return Vec::new() };
    let named = sealing.read_in.iter().filter_map(|person| slot_of(session, *person)).map(Reader::read_in);
    match sealing.unsealed {
        None => named.collect(),
        Some(_) => named.chain(everybody(session)).collect(),
    }
}

/// Somebody who is given keys only now, as a reader of a case that is under keys of the sealed class.
pub(super) fn new_reader(case: &Case, person: PersonId, (slot, counsel): (&Slot, bool)) -> Option<Reader> {
    let sealing = case.request.sealing.as_ref()?;
    match sealing.read_in.contains(&person) {
        true => Some(Reader::read_in(slot.clone())),
        false => sealing.unsealed.as_ref().map(|_| Reader { slot: slot.clone(), counsel }),
    }
}
