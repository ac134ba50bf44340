//! Ending somebody's access.

use super::people_view;
use crate::view::PeopleView;
use crate::{Result, Session, settings};
use vault::Slot;

/// Ends it. From then on neither the passphrase nor a kept copy of the keyring opens what is recorded; a copy of the whole
/// folder from before stays readable to whoever has it.
///
/// # Errors
/// Somebody else than the Director; one's own access, the last Director's, or the recovery sheet's.
pub fn end_access(session: &mut Session, slot: &str) -> Result<PeopleView> {
    settings::director_only(session)?;
    session.vault.revoke_person(&Slot::named(slot), session.world.now())?;
    people_view(session)
}
