//! Adopting another version: first what it changes, then the Director's own act. Requests that came in before keep theirs.

use super::policy_page;
use crate::letter;
use crate::packs::{self, Offered};
use crate::program::pack;
use crate::program::policy_life::{Matter, matter};
use crate::view::{PolicyOffer, PolicyPage};
use crate::{Result, Session};
use domain::Status;
use std::path::Path;

/// What the version in a folder changes against the one in force, also for open requests. `None` means the version inside
/// the program. Nothing is adopted by looking.
///
/// # Errors
/// The folder holds no pack, or one that fails the checker: each problem with file, line and remedy.
pub fn compare_policy(session: &Session, folder: Option<&Path>) -> Result<PolicyOffer> {
    let offered = checked(session, folder)?;
    let current = session.pack()?;
    let changes = policy::diff(current, &offered.pack)
        .into_iter()
        .map(|change| format!("{}, {}: {}", change.section, change.code, change.what));
    Ok(PolicyOffer {
        folder: folder.map(|folder| folder.display().to_string()).unwrap_or_default(),
        title: offered.pack.about.title.clone(),
        library: offered.pack.about.library.clone(),
        version: offered.reference.version.clone(),
        same: current_digest(session) == offered.reference.digest,
        changes: changes.collect(),
        matters: matters(session, &offered)?,
    })
}

/// Adopts the version in a folder, or the one inside the program.
///
/// # Errors
/// As [`compare_policy`]; somebody else than the Director; a version that is in force already.
pub fn adopt_policy(session: &mut Session, folder: Option<&Path>) -> Result<PolicyPage> {
    let standing = session.standing(&domain::Matter { director_only: true, ..domain::Matter::default() })?;
    let offered = checked(session, folder)?;
    let event = domain::adopt_pack(&session.office, offered.reference.clone(), offered.files, &standing)?;
    session.record_office(vec![event], None)?;
    session.packs.insert(offered.reference.digest, offered.pack);
    policy_page(session)
}

/// A pack that was read and passed the checker, and confirms as law what the letters here state as law.
fn checked(session: &Session, folder: Option<&Path>) -> Result<Offered> {
    let offered = match folder {
        None => packs::offered()?,
        Some(folder) => packs::offer(pack::read(Some(folder))?.files.into_iter().collect())?,
    };
    let report = policy::check(&offered.pack, &offered.files.iter().cloned().collect());
    if !report.is_sound() {
        return Err(pack::broken(&report.problems));
    }
    let today = Some(session.now().date());
    letter::compared(&offered.pack, &session.texts, today).map_err(|problems| pack::broken(&problems))?;
    Ok(offered)
}

/// Open requests that would be answered otherwise, or get other dates, if they had come in under the other version.
fn matters(session: &Session, offered: &Offered) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for case in session.visible_cases() {
        let request = &case.request;
        if !matches!(request.status, Status::Open | Status::Decided) {
            continue;
        }
        let facts = crate::ruling::case(session, request);
        let before = policy::decide(session.pack_of(request)?, &facts);
        let after = policy::decide(&offered.pack, &facts);
        let pairs = before.parts.iter().zip(&after.parts);
        let old = session.pack_of(request)?;
        let moved =
            pairs.filter_map(|(before, after)| matter(request, (old, before), (&offered.pack, after)));
        lines.extend(moved.map(line));
    }
    lines.sort();
    Ok(lines)
}

fn line(matter: Matter) -> String {
    let moved = matter.dates.iter().map(|(clock, old, new)| format!("; {clock}: {old}, then {new}"));
    let answered = match matter.was == matter.becomes {
        true => matter.was.clone(),
        false => format!("{}; under the other version {}", matter.was, matter.becomes),
    };
    let rules: String = matter.rules.iter().map(|rule| format!("; {rule}")).collect();
    format!("{}, part {}: {answered}{}{rules}", matter.number, matter.part, moved.collect::<String>())
}

fn current_digest(session: &Session) -> String {
    session.office.pack().map(|pack| pack.digest.clone()).unwrap_or_default()
}
