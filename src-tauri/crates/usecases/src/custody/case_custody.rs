//! Whose case it is, for the request page.

use super::{custodian_view, name_of};
use crate::view::{CaseCustody, Labelled};
use crate::{Result, Session, ruling};
use domain::{Capacity, Matter, PersonId, Request, case_owner, who_decides};

/// Who decides the case now, who has taken it, and what the person here can do about it.
pub(crate) fn case_custody(session: &Session, request: &Request) -> Result<CaseCustody> {
    let (office, now) = (&session.office, session.now());
    let undecided = |matter: Matter| Matter { director_only: false, ..matter };
    let matters: Vec<_> = ruling::matters(session, request)?.into_iter().map(undecided).collect();
    let whole = Matter::of(request);
    let matter = matters.first().unwrap_or(&whole);
    let owner = matters.iter().find_map(|matter| case_owner(office, matter, now));
    let here = ruling::standing_in_any(session, request).ok();
    let is_director = here.as_ref().is_some_and(|standing| standing.capacity() == Capacity::Director);
    let live = request.is_live();
    let waiting = !ruling::waiting_for_director(session, request)?.is_empty();
    Ok(CaseCustody {
        custodian: custodian_view(session, who_decides(office, matter, now)),
        director_here: is_director,
        owner: owner.map(|owner| format!("{} has taken this case", name_of(session, owner))),
        can_take: live && here.is_some() && !is_director && owner != Some(session.me),
        can_release: live && owner.is_some() && (is_director || owner == Some(session.me)),
        can_approve: live && waiting && is_director,
        stand_ins: if matter.recuses_director(office) { free(session, matter) } else { Vec::new() },
    })
}

/// Designees of today who are not recused.
fn free(session: &Session, matter: &Matter) -> Vec<Labelled> {
    let now = session.office.moment(session.now());
    let live = session.office.designations.iter().filter(|designation| designation.covers(now, None));
    let mut people: Vec<PersonId> = live.map(|designation| designation.person).collect();
    people.dedup();
    let employed = |id: &PersonId| session.office.people.get(id).is_some_and(|person| person.employee);
    let named = people.into_iter().filter(|id| employed(id) && !matter.recused.contains(id));
    named.map(|id| Labelled { code: id.to_string(), label: name_of(session, id) }).collect()
}
