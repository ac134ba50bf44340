//! The second look (G13).

use super::part_id;
use crate::view::RequestView;
use crate::{Result, Session};

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
    found: &str,
) -> Result<RequestView> {
    let part = part_id(part)?;
    let case = session.case(request)?;
    let looking = looking(session, &case.request, part)?;
    let reply = crate::ruling::reply(session, &case.request)?;
    let letters = match reply.parts.iter().find(|reply| reply.part == part) {
        Some(reply) => crate::letter::typed_letters(session, &case.request, reply)?,
        None => Default::default(),
    };
    let event = domain::take_second_look(&case.request, part, found, letters, &looking, session.now())?;
    session.act(request, event)
}

/// The right to look at a part, at this moment.
fn looking(session: &Session, request: &domain::Request, part: domain::PartId) -> Result<domain::Looking> {
    let matter = crate::ruling::matter_of(session, request, part)?;
    let pause = session.pack_of(request)?.pause();
    Ok(domain::looking(&session.office, session.me, &matter, pause, session.now())?)
}
