//! Until when somebody may come in (P32: a designation has a last day, and so has what it opens).

use super::{end_of, people_view};
use crate::view::PeopleView;
use crate::{Code, Error, Result, Session, settings};
use vault::Slot;

/// Records the last day on which a person signs in, in place of what was said before; an empty day leaves it open. Keys know no
/// calendar: to end an access for good is [`super::end_access`].
///
/// # Errors
/// Somebody else than the Director; one's own access or the recovery sheet's; a day that is over.
pub fn set_last_day(session: &mut Session, slot: &str, until: &str) -> Result<PeopleView> {
    settings::director_only(session)?;
    let until = end_of(session, until)?;
    let now = session.world.now();
    if until.is_some_and(|until| until <= now) {
        let help = "To end it today, end the access: then a kept copy of the keys opens nothing either.";
        return Err(Error::new(Code::Invalid, "This day is over.", help).at("until"));
    }
    let slot = Slot::named(slot);
    let from =
        session.vault.people().into_iter().find(|known| known.slot == slot).and_then(|known| known.from);
    session.vault.set_term(&slot, from, until, now)?;
    people_view(session)
}
