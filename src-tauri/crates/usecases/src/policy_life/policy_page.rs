//! The policy as a page: versions, Board history, switches, provisions and statutes with how sure each is.

use crate::question_view::{confidence_words, standing_words};
use crate::view::{PolicyPage, ProvisionRow, StatuteRow, SwitchRow, VersionRow};
use crate::when::{day_words, time_words};
use crate::{Result, Session};
use chrono::{NaiveDate, TimeDelta};
use domain::OfficeEvent;
use policy::{Mark, Pack, Statute};

/// The page.
///
/// # Errors
/// No policy is adopted.
pub fn policy_page(session: &Session) -> Result<PolicyPage> {
    let pack = session.pack()?;
    let today = session.now().date();
    let inside = crate::packs::offered()?;
    let in_force = session.office.pack().map(|pack| pack.digest.clone()).unwrap_or_default();
    Ok(PolicyPage {
        policy: crate::packs::policy_view(pack),
        versions: versions(session, &in_force),
        newer_inside: (inside.reference.digest != in_force).then(|| inside.reference.version.clone()),
        may_change: crate::settings::director_only(session).is_ok(),
        switches: pack.about.switches.iter().map(|switch| switch_row(session, pack, switch, today)).collect(),
        provisions: policy::coverage(pack).into_iter().map(provision_row).collect(),
        statutes: pack.statutes.values().map(|statute| statute_row(pack, statute, today)).collect(),
    })
}

/// Labels of statutes whose text was looked at too long ago to rest on without asking, or that are open questions.
pub(crate) fn stale_statutes<'a>(pack: &'a Pack, labels: &[&str], today: NaiveDate) -> Vec<&'a Statute> {
    let doubtful =
        |statute: &&Statute| is_stale(pack, statute, today) || statute.mark == Mark::CounselMustConfirm;
    labels.iter().filter_map(|label| pack.statutes.get(*label)).filter(doubtful).collect()
}

fn is_stale(pack: &Pack, statute: &Statute, today: NaiveDate) -> bool {
    today > statute.verified + TimeDelta::days(i64::from(pack.about.recheck_days))
}

fn versions(session: &Session, in_force: &str) -> Vec<VersionRow> {
    let used =
        |digest: &str| session.visible_cases().filter(|case| case.request.pack.digest == digest).count();
    let adopted = session.office_log.iter().rev().filter_map(|recorded| match &recorded.event {
        OfficeEvent::PackAdopted { pack, .. } => Some((recorded, pack)),
        _ => None,
    });
    let row = |(recorded, pack): (&domain::Recorded<OfficeEvent>, &domain::PackRef)| VersionRow {
        version: pack.version.clone(),
        id: pack.id.clone(),
        adopted: time_words(recorded.at),
        by: crate::timeline::who(session, recorded.by, recorded.capacity),
        requests: u32::try_from(used(&pack.digest)).unwrap_or(u32::MAX),
        in_force: pack.digest == in_force,
    };
    adopted.map(row).collect()
}

fn switch_row(session: &Session, pack: &Pack, switch: &policy::Switch, today: NaiveDate) -> SwitchRow {
    let set = session.office.switches.get(&switch.id);
    let since = set.map(|set| set.since).or(switch.since);
    SwitchRow {
        id: switch.id.clone(),
        name: switch.name.clone(),
        on: pack.is_switched_on(switch, &session.office, today),
        since: since.map(day_words).unwrap_or_default(),
        source: set.map_or_else(|| switch.note.clone(), |set| set.source.clone()),
        standing: standing_words(switch.mark).to_owned(),
    }
}

fn provision_row(coverage: policy::Coverage) -> ProvisionRow {
    let lists = [
        ("Questions", &coverage.questions),
        ("Rows", &coverage.rows),
        ("Gates", &coverage.gates),
        ("Demands", &coverage.demands),
        ("Letters", &coverage.letters),
    ];
    let filled = lists.into_iter().filter(|(_, items)| !items.is_empty());
    let mut carried: Vec<_> = filled.map(|(name, items)| format!("{name}: {}", items.join(", "))).collect();
    carried.extend(coverage.duty);
    ProvisionRow {
        code: coverage.code.to_string(),
        text: coverage.text,
        standing: standing_words(coverage.mark).to_owned(),
        carried,
    }
}

fn statute_row(pack: &Pack, statute: &Statute, today: NaiveDate) -> StatuteRow {
    StatuteRow {
        label: statute.label.clone(),
        text: statute.text.clone(),
        standing: standing_words(statute.mark).to_owned(),
        confidence: confidence_words(statute.confidence).to_owned(),
        verified: day_words(statute.verified),
        stale: is_stale(pack, statute, today),
    }
}
