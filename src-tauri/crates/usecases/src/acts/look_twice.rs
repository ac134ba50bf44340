//! The second look (G13).

use super::part_id;
use crate::view::RequestView;
use crate::{Result, Session};
use chrono::NaiveDateTime;

/// Opens the release set a first time: the pause begins.
pub fn start_second_look(session: &mut Session, request: &str, part: &str) -> Result<RequestView> {
    let part = part_id(part)?;
    let case = session.case(request)?;
    let looking = looking(session, &case.request, part)?;
    let event = domain::start_second_look(&case.request, part, &looking)?;
    session.act(request, event)
}

/// Records the second look: at the plan, at the authorization and at what was typed into the letters of the part.
pub fn take_second_look(
    session: &mut Session,
    request: &str,
    part: &str,
    look: impl Into<domain::Look>,
) -> Result<RequestView> {
    let part = part_id(part)?;
    let case = session.case(request)?;
    let looking = looking(session, &case.request, part)?;
    let reply = crate::ruling::reply(session, &case.request)?;
    let letters = match reply.parts.iter().find(|reply| reply.part == part) {
        Some(reply) => crate::letter::typed_letters(session, &case.request, reply)?,
        None => Default::default(),
    };
    let event =
        domain::take_second_look(&case.request, part, &look.into(), letters, &looking, session.now())?;
    session.act(request, event)
}

/// What whoever decides is told before they look themselves: who else could look now, and how long the pause runs that was
/// begun then. Nothing for whoever may not look, or may do nothing else.
pub(crate) fn before_looking(
    session: &Session,
    request: &domain::Request,
    part: domain::PartId,
    begun: Option<NaiveDateTime>,
) -> (Option<String>, Option<NaiveDateTime>) {
    let Some(looking) = looking(session, request, part).ok().filter(domain::Looking::decides) else {
        return (None, None);
    };
    let name = |person: &domain::PersonId| session.office.people.get(person).map(|known| known.name.clone());
    let names: Vec<_> = looking.others().iter().filter_map(name).collect();
    let over = begun.map(|at| at + looking.pause()).filter(|over| *over > session.now());
    ((!names.is_empty()).then(|| names.join(", ")), over)
}

/// Whether whoever is here may look at a part now, and not decide on it.
pub(crate) fn may_only_look(session: &Session, request: &domain::Request, part: domain::PartId) -> bool {
    looking(session, request, part).is_ok_and(|right| !right.decides())
}

/// The right to look at a part, at this moment.
fn looking(session: &Session, request: &domain::Request, part: domain::PartId) -> Result<domain::Looking> {
    let matter = crate::ruling::matter_of(session, request, part)?;
    let pause = session.pack_of(request)?.pause();
    let looking = domain::looking(&session.office, session.me, &matter, pause, session.now())?;
    Ok(looking.within(&session.office, request))
}
