//! A dated switch of the policy: a rule that applies only once the law behind it is confirmed.

use super::policy_page;
use crate::view::{PolicyPage, SwitchForm};
use crate::when::need_day;
use crate::{Result, Session};
use domain::{Matter, SwitchSet};

/// Sets a switch from a day on. Requests that came in before that day are not touched.
///
/// # Errors
/// Somebody else than the Director, an unknown switch, no day, or no source.
pub fn set_switch(session: &mut Session, form: &SwitchForm) -> Result<PolicyPage> {
    let standing = session.standing(&Matter { director_only: true, ..Matter::default() })?;
    let pack = session.pack()?;
    let known: Vec<&str> = pack.about.switches.iter().map(|switch| switch.id.as_str()).collect();
    let set = SwitchSet {
        id: form.id.clone(),
        on: form.on,
        since: need_day(&form.since, "since")?,
        source: form.source.clone(),
    };
    let event = domain::set_switch(&known, set, &standing)?;
    session.record_office(vec![event], None)?;
    policy_page(session)
}
