//! Adopting a version of the policy, and setting its dated switches: the Director's own acts (P1).

use super::day_of_record;
use crate::{Capacity, Office, OfficeEvent, PackRef, Refusal, RefusalCode, Standing, SwitchSet, passage};

/// Adopts a pack. Requests that came in before keep the version they came in under.
///
/// # Errors
/// Somebody else than the Director, or the pack that is in force already.
pub fn adopt_pack(
    office: &Office,
    pack: PackRef,
    files: Vec<(String, String)>,
    standing: &Standing,
) -> Result<OfficeEvent, Refusal> {
    directors_own(standing)?;
    if office.pack().is_some_and(|current| current.digest == pack.digest) {
        let help = "Nothing needs to be done.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, "This version is in force already.", help));
    }
    Ok(OfficeEvent::PackAdopted { pack, files })
}

/// Sets a dated switch of the policy in force. `known` are the switches that policy has.
///
/// # Errors
/// Somebody else than the Director, an unknown switch, an impossible day, or no source.
pub fn set_switch(known: &[&str], set: SwitchSet, standing: &Standing) -> Result<OfficeEvent, Refusal> {
    directors_own(standing)?;
    if !known.contains(&set.id.as_str()) {
        return Err(Refusal::not_found());
    }
    let since = day_of_record(set.since, "since")?;
    let source = passage(&set.source, "source")?;
    Ok(OfficeEvent::SwitchSet(SwitchSet { since, source, ..set }))
}

fn directors_own(standing: &Standing) -> Result<(), Refusal> {
    if standing.capacity() == Capacity::Director {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::DirectorOnly,
        "Only the Director in person may do this.",
        "Leave it for the Director. Nothing was changed.",
    ))
}
