//! Rows as data: reading the cases, asking the policy, comparing.

use super::{Desk, at, letters};
use domain::{Advice, AdviceResult, Channel, GateState, Modifier, Outcome};
use policy::{Pack, PartReply};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    #[serde(rename = "type")]
    pub(crate) type_code: String,
    #[serde(default)]
    paper: bool,
    #[serde(default)]
    base: BTreeMap<String, Vec<String>>,
    #[serde(rename = "case")]
    pub(crate) cases: Vec<Row>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Row {
    pub(crate) says: String,
    asks: Vec<String>,
    universal: BTreeMap<String, String>,
    answers: BTreeMap<String, Vec<String>>,
    advice: Option<AdviceResult>,
    authority: Option<String>,
    /// Counsel said it and wrote nothing.
    oral: bool,
    findings_settled: bool,
    return_in_days: Option<i64>,
    looked_at_in_days: Option<i64>,
    #[serde(rename = "type")]
    type_code: Option<String>,
    row: String,
    outcome: Option<Outcome>,
    rule: Option<Outcome>,
    modifiers: Option<Vec<Modifier>>,
    letters: Option<Vec<String>>,
    green: Vec<String>,
    amber: Vec<String>,
    red: Vec<String>,
    grey: Vec<String>,
    allowed: Option<Vec<String>>,
    withheld: Option<Vec<String>>,
    rider: Option<String>,
    /// The type as a part of which what rides along is better handled.
    own_part: Option<String>,
    /// The type of the part without which it is not closed.
    awaited: Option<String>,
    /// The type first recorded, if other than the table's.
    from: Option<String>,
    open: bool,
    /// Questions on which the row does not wait, and which are still to be answered before anything is decided.
    #[serde(default)]
    to_answer: Vec<String>,
    by_phone: Option<bool>,
    consulted: bool,
    records_request: bool,
    with_paper: bool,
    /// Everything a release needs was done, counsel's signed opinion included.
    all_done: bool,
    /// Who acts, if not the Director: `designee` (the Director away, a designation in force) or `nobody`.
    decider: Option<String>,
    /// A firm's session on record: `open` or `closed`.
    session: Option<String>,
    /// A written authorization with these fields, complete and within its dates.
    authorizes: Option<Vec<String>>,
    /// Who wrote the authorization down, if not the Director: `designee`.
    written_by: Option<String>,
    /// Who may have the data by the authorization, if not whom it goes to.
    recipient: Option<String>,
    /// A judge's review of the silence was asked for, so many days before the paper came.
    review_asked_days_ago: Option<i64>,
    /// The work was estimated at so many minutes, half an hour being free.
    minutes: Option<u32>,
    /// The date on the paper, so many days before it came.
    dated_days_ago: Option<i64>,
    /// The last day printed for carrying the paper out, so many days after it came.
    execute_in_days: Option<i64>,
    /// What goes out and how was planned; nobody looked a second time.
    delivery_planned: bool,
    /// Kinds of data that are planned to go out, where it is not what counsel's scope names.
    plans: Option<Vec<String>>,
    /// What was decided already, by the Director, under the ruling of that moment.
    decided: Option<Outcome>,
    /// Counsel was not shown what the paper leaves open.
    gaps_hidden: bool,
    /// A visit was recorded when it came.
    visited: bool,
    /// The questions of the type were answered so many days after it came.
    answered_in_days: Option<i64>,
    /// A statement in writing was received so many days after the moment of asking.
    statement_in_days: Option<i64>,
    /// A photo identification was seen, and this shows the person's standing.
    standing: Option<String>,
    /// Dated switches that are on.
    switched_on: Vec<String>,
    /// A clock that was extended: which, and by how many days after it came.
    extended: Option<(String, i64)>,
    /// Letters that would become due under another outcome.
    later: Option<Vec<String>>,
    /// Kinds of data that could be planned to go out.
    plannable: Option<Vec<String>>,
    /// Gates that are at work: not grey.
    gates: Option<Vec<String>>,
    /// Gates that still block the outcome that row and advice lead to.
    blocked_by: Option<Vec<String>>,
    /// Stops that stand.
    stops: Option<Vec<String>>,
    /// Clocks with their dates.
    due: Option<BTreeMap<String, String>>,
    /// Labels it stands on.
    cites: Option<Vec<String>>,
}

pub(crate) fn tables() -> Vec<Table> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rows");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()).collect()
}

/// The cases with their requests made ready once, to be asked of many packs.
pub(crate) struct Prepared {
    tables: Vec<Table>,
    desks: Vec<(usize, usize, Desk)>,
}

impl Prepared {
    pub(crate) fn new() -> Self {
        let tables = tables();
        let mut desks = Vec::new();
        for (at, table) in tables.iter().enumerate() {
            for (row, case) in table.cases.iter().enumerate() {
                desks.push((at, row, prepare(table, case)));
            }
        }
        Self { tables, desks }
    }

    /// Everything in which a pack's answers differ from the cases.
    pub(crate) fn differences(&self, pack: &Pack) -> Vec<String> {
        let differences = self.desks.iter().flat_map(|(at, row, desk)| {
            let (table, case) = (&self.tables[*at], &self.tables[*at].cases[*row]);
            let differences = compare((table, case), &answer(pack, desk));
            differences.into_iter().map(move |one| format!("{}: {}: {one}", table.type_code, case.says))
        });
        differences.collect()
    }

    /// Whether any case answers differently, those of one type first.
    pub(crate) fn see_a_difference(&self, pack: &Pack, first: Option<&str>) -> bool {
        let is_first = |at: usize| Some(self.tables[at].type_code.as_str()) == first;
        let (own, others): (Vec<_>, Vec<_>) = self.desks.iter().partition(|(at, _, _)| is_first(*at));
        own.into_iter().chain(others).any(|(at, row, desk)| {
            let table = &self.tables[*at];
            !compare((table, &table.cases[*row]), &answer(pack, desk)).is_empty()
        })
    }
}

fn answer(pack: &Pack, desk: &Desk) -> PartReply {
    policy::decide(pack, &desk.case()).parts.remove(0)
}

/// Gates that block where row and advice lead.
pub(crate) fn blocking(reply: &PartReply) -> Vec<&str> {
    let option = reply.options.iter().find(|option| option.outcome == reply.rule_outcome);
    let blockers = option.into_iter().flat_map(|option| &option.blocked_by);
    blockers.filter_map(|blocker| blocker.gate.as_ref()).map(|gate| gate.as_str()).collect()
}

pub(crate) fn reply(pack: &Pack, table: &Table, case: &Row) -> PartReply {
    answer(pack, &prepare(table, case))
}

fn prepare(table: &Table, case: &Row) -> Desk {
    let arrived = at("2026-12-02T09:00");
    let by_phone = case.by_phone.unwrap_or(["MTG", "PUB", "NEW"].contains(&table.type_code.as_str()));
    let mut desk = Desk::received(arrived, if by_phone { Channel::Phone } else { Channel::InPerson });
    desk.quiet();
    for (question, answer) in &case.universal {
        desk.universal(question, answer);
    }
    for id in &case.switched_on {
        desk.switch_on(id);
    }
    match case.decider.as_deref() {
        None => {}
        Some("designee") => desk.designee_acts(),
        Some("nobody") => desk.actor = super::DESIGNEE,
        Some(other) => panic!("{}: nobody is called {other}", case.says),
    }
    let asks: Vec<_> = case.asks.iter().map(String::as_str).collect();
    let part = desk.part(case.from.as_deref().unwrap_or(&table.type_code), &asks);
    if table.paper || case.with_paper {
        let days = case.return_in_days.unwrap_or(7);
        desk.paper(arrived + chrono::TimeDelta::days(days), &["DC8"]);
        let paper = &mut desk.request.papers.last_mut().unwrap().what;
        if let Some(days) = case.dated_days_ago {
            paper.dated = Some(arrived.date() - chrono::TimeDelta::days(days));
        }
        paper.execute_by = case.execute_in_days.map(|days| arrived.date() + chrono::TimeDelta::days(days));
    }
    if let Some(session) = &case.session {
        desk.vendor_session(session == "closed");
    }
    if let Some(fields) = &case.authorizes {
        let by = match case.written_by.as_deref() {
            None => domain::Capacity::Director,
            Some(_) => domain::Capacity::Designee { designated_on: arrived.date() },
        };
        desk.authorization(part, fields, by, case.recipient.as_deref().unwrap_or("County Attorney"));
    }
    if let Some(days) = case.review_asked_days_ago {
        desk.review_asked(days);
    }
    if let Some(minutes) = case.minutes {
        desk.fee(minutes);
    }
    if let Some((clock, days)) = &case.extended {
        desk.record(domain::RequestEvent::ClockExtended(domain::ClockExtended {
            clock: clock.as_str().into(),
            until: arrived.date() + chrono::TimeDelta::days(*days),
            reason: "public-or-not".into(),
            ..domain::ClockExtended::default()
        }));
    }
    if case.visited {
        desk.visit();
    }
    desk.now += chrono::TimeDelta::days(case.answered_in_days.unwrap_or(0));
    let mut answers = table.base.clone();
    answers.extend(case.answers.clone());
    for (question, choices) in answers.iter().filter(|(_, choices)| !choices.is_empty()) {
        let choices: Vec<_> = choices.iter().map(String::as_str).collect();
        desk.answer(part, question, &choices);
    }
    if case.consulted {
        desk.counsel_consulted();
    }
    desk.request.records_request = case.records_request;
    let plans: Vec<_> = case
        .plans
        .iter()
        .flatten()
        .map(String::as_str)
        .chain(case.plans.is_none().then_some("DC8"))
        .collect();
    if let Some(result) = case.advice {
        let advice = Advice {
            result: Some(result),
            lawyer: "Lee Counsel".to_owned(),
            at: desk.now,
            in_writing: !case.oral,
            scope: plans.iter().map(|data| (*data).into()).collect(),
            authority: case.authority.clone(),
            findings_settled: case.findings_settled,
            gaps_shown: !case.gaps_hidden,
            opinion: case.all_done.then_some(super::OPINION),
            particular_person_answered: case.all_done,
            paper_version: desk.request.paper_version(),
            ..Advice::default()
        };
        desk.record(domain::RequestEvent::CounselAdvised(advice));
    }
    if case.all_done {
        desk.keep(super::OPINION);
        desk.officer_confirmed()
            .counsel_consulted()
            .plan(part, &plans)
            .second_look(part)
            .delivery()
            .no_conflict();
    }
    if let Some(standing) = &case.standing {
        desk.person_identified(standing);
    }
    if case.delivery_planned {
        desk.plan(part, &plans).delivery();
    }
    if let Some(outcome) = case.decided {
        desk.decided(part, outcome);
    }
    if let Some(days) = case.statement_in_days {
        desk.statement(desk.now + chrono::TimeDelta::days(days));
    }
    desk.now += chrono::TimeDelta::days(case.looked_at_in_days.unwrap_or(0));
    desk
}

fn compare((table, case): (&Table, &Row), reply: &policy::PartReply) -> Vec<String> {
    let mut failures = Vec::new();
    let mut same = |what: &str, wanted: String, got: String| {
        if wanted != got {
            failures.push(format!("{what}: wanted {wanted}, got {got}"));
        }
    };
    same(
        "type",
        case.type_code.clone().unwrap_or_else(|| table.type_code.clone()),
        reply.type_code.0.clone(),
    );
    same("row", case.row.clone(), reply.row.0.clone());
    same("outcome", format!("{:?}", case.outcome), format!("{:?}", Some(reply.outcome)));
    let statute = reply.citations.iter().any(|citation| super::pack().statutes.contains_key(&citation.label));
    let alone = reply.chain.iter().any(|line| line.starts_with("It stands on the policy alone"));
    same("names a section of the code, or that there is none", (!statute).to_string(), alone.to_string());
    if let Some(rule) = case.rule {
        same("rule", format!("{rule:?}"), format!("{:?}", reply.rule_outcome));
    }
    if let Some(modifiers) = &case.modifiers {
        same("modifiers", format!("{modifiers:?}"), format!("{:?}", reply.modifiers));
    }
    if let Some(wanted) = &case.letters {
        same("letters", wanted.join(" "), letters(reply).join(" "));
    }
    for (gates, state) in [
        (&case.green, GateState::Green),
        (&case.amber, GateState::Amber),
        (&case.red, GateState::Red),
        (&case.grey, GateState::Grey),
    ] {
        for gate in gates {
            same(gate, format!("{:?}", Some(state)), format!("{:?}", reply.gate(gate)));
        }
    }
    if let Some(wanted) = &case.allowed {
        let got: Vec<_> = reply.allowed.iter().map(|data| data.as_str()).collect();
        same("allowed", wanted.join(" "), got.join(" "));
    }
    if let Some(wanted) = &case.withheld {
        let got: Vec<_> = reply.withheld.iter().map(|held| held.data.as_str()).collect();
        same("withheld", wanted.join(" "), got.join(" "));
    }
    if let Some(wanted) = &case.rider {
        same(
            "rider",
            wanted.clone(),
            reply.remarks.iter().map(|remark| remark.code.as_str()).collect::<Vec<_>>().join(" "),
        );
    }
    if case.rider.is_some() || case.own_part.is_some() {
        let own = reply.remarks.iter().filter_map(|remark| remark.own_part.as_ref()).filter(|own| own.leads);
        let own: Vec<_> = own.map(|own| own.type_code.as_str()).collect();
        same("own part", case.own_part.clone().unwrap_or_default(), own.join(" "));
        let own = reply.remarks.iter().filter_map(|remark| remark.own_part.as_ref());
        let awaited = own.filter(|own| own.is_awaited()).map(|own| own.type_code.as_str());
        same("awaited", case.awaited.clone().unwrap_or_default(), awaited.collect::<Vec<_>>().join(" "));
    }
    let mut list = |what: &str, wanted: &Option<Vec<String>>, got: Vec<&str>| {
        if let Some(wanted) = wanted {
            same(what, wanted.join(" "), got.join(" "));
        }
    };
    let work = reply.gates.iter().filter(|gate| gate.state != GateState::Grey);
    list("gates", &case.gates, work.map(|gate| gate.id.as_str()).collect());
    list("blocked by", &case.blocked_by, blocking(reply));
    let later = reply.letters.iter().filter(|letter| !letter.mandatory);
    list("later", &case.later, later.map(|letter| letter.code.as_str()).collect());
    list("plannable", &case.plannable, reply.plannable.iter().map(|data| data.as_str()).collect());
    list("stops", &case.stops, reply.stops.iter().map(String::as_str).collect());
    list("cites", &case.cites, reply.citations.iter().map(|citation| citation.label.as_str()).collect());
    if let Some(due) = &case.due {
        let got: BTreeMap<_, _> = reply
            .clocks
            .iter()
            .map(|clock| (clock.reading.id.0.clone(), clock.reading.due.date().to_string()))
            .collect();
        same("due", format!("{due:?}"), format!("{got:?}"));
    }
    if !case.open {
        same("to answer", case.to_answer.join(" "), reply.unanswered.join(" "));
    }
    same(
        "open",
        case.open.to_string(),
        (!reply.unanswered.is_empty() && reply.because.contains("Still open")).to_string(),
    );
    failures
}
