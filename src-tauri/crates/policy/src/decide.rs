//! What the policy says of a request now: for each part the row that fits, the outcome, the gates, what may go out, the
//! letters, and why. It decides nothing by itself and records nothing.

use crate::facts::{Facts, Holds};
use crate::gates::{self, GateReading, Sight};
use crate::letters_due::{letters_due, outcome_words};
use crate::options::{Blocker, Ground, OutcomeOption, options, unmet};
use crate::route::{part_facts, route};
use crate::rows::{Selected, place_of, select};
use crate::{
    Condition, Confidence, Exception, LetterNeed, Mark, Pack, Remark, RowDef, Strength, TypeDef, derive,
    release,
};
use chrono::NaiveDateTime;
use domain::deadline::{ClockReading, ClockRule, ClockStart};
use domain::{
    ClockCode, DataCode, GateAtDecision, GateState, Modifier, Office, Outcome, Part, PartId, PersonId,
    ProvisionCode, Request, RowCode, Ruling, TypeCode, summary,
};

/// A request at a moment, as somebody looks at it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The request as recorded.
    pub request: &'a Request,
    /// The office as recorded.
    pub office: &'a Office,
    /// The moment of asking.
    pub now: NaiveDateTime,
    /// Who would decide.
    pub actor: PersonId,
}

/// A kind of data that stays in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Which.
    pub data: DataCode,
    /// On which ground.
    pub ground: String,
}

/// A provision, statute, silence or tension that the outcome stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Label as letters print it.
    pub label: String,
    /// What it is.
    pub mark: Mark,
    /// How sure.
    pub confidence: Confidence,
    /// What it says, in the pack's own words.
    pub text: String,
}

/// A clock of a part.
#[derive(Debug, Clone, PartialEq)]
pub struct PartClock {
    /// The clock with its date and derivation.
    pub reading: ClockReading,
    /// It runs; otherwise it is shown as what would run if the part were handled as a request for records.
    pub runs: bool,
    /// Somebody owes something until it is recorded: it presses also after the decision.
    pub owed: bool,
    /// What the date is for was done; it presses no more.
    pub met: bool,
}

/// A clock that does not run yet, because a date it needs is not recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitingClock {
    /// Its code.
    pub id: ClockCode,
    /// Its name.
    pub name: String,
    /// What it rests on.
    pub basis: String,
    /// What it counts from.
    pub needs: ClockStart,
    /// How it counts.
    pub rule: ClockRule,
}

/// What the policy says of one part.
#[derive(Debug, Clone, PartialEq)]
pub struct PartReply {
    /// Which part.
    pub part: PartId,
    /// The type whose table was read.
    pub type_code: TypeCode,
    /// Its name.
    pub type_name: String,
    /// The type the facts point to, where the pack has no table for it yet.
    pub meant: Option<TypeCode>,
    /// It is on the careful path.
    pub careful: bool,
    /// The outcome as things stand.
    pub outcome: Outcome,
    /// How it is carried out.
    pub modifiers: Vec<Modifier>,
    /// The row that fits.
    pub row: RowCode,
    /// Its place in the table: several rows share a code.
    pub row_at: usize,
    /// Its name.
    pub row_name: String,
    /// Where row and advice lead once the gates are met.
    pub rule_outcome: Outcome,
    /// Every outcome, open or blocked.
    pub options: Vec<OutcomeOption>,
    /// Every gate of the pack.
    pub gates: Vec<GateReading>,
    /// Clocks.
    pub clocks: Vec<PartClock>,
    /// Clocks that wait for a date.
    pub waiting: Vec<WaitingClock>,
    /// Clocks that could not be read, in words.
    pub clock_problems: Vec<String>,
    /// Kinds of data that may go out now.
    pub allowed: Vec<DataCode>,
    /// Kinds of data that could be planned to go out.
    pub plannable: Vec<DataCode>,
    /// Kinds of data asked for that stay in.
    pub withheld: Vec<Withheld>,
    /// Letters.
    pub letters: Vec<LetterNeed>,
    /// What it stands on.
    pub citations: Vec<Citation>,
    /// Why, in one or two sentences.
    pub because: String,
    /// Why, step by step.
    pub chain: Vec<String>,
    /// Remarks that ride along.
    pub remarks: Vec<Remark>,
    /// Questions still open.
    pub unanswered: Vec<String>,
    /// Ids of stops that stand.
    pub stops: Vec<String>,
    /// Nobody plans what goes out: service at the desk, or things that officers take (INV-1).
    pub unplanned: bool,
}

impl PartReply {
    /// What a decision may rest on.
    pub fn ruling(&self, pack: domain::PackRef) -> Ruling {
        Ruling {
            type_code: self.type_code.clone(),
            row: self.row.clone(),
            modifiers: self.modifiers.clone(),
            open: self.options.iter().filter(|option| option.allowed).map(|option| option.outcome).collect(),
            allowed: self.allowed.clone(),
            grounds: self.citations.iter().map(|citation| citation.label.clone()).collect(),
            letters: self
                .letters
                .iter()
                .filter(|letter| letter.mandatory)
                .map(|letter| letter.code.clone())
                .collect(),
            gates: self
                .gates
                .iter()
                .map(|gate| GateAtDecision {
                    gate: gate.id.clone(),
                    state: gate.state,
                    why: gate.why.clone(),
                })
                .collect(),
            unplanned: self.unplanned,
            pack,
        }
    }

    /// How a gate stands.
    pub fn gate(&self, code: &str) -> Option<GateState> {
        self.gates.iter().find(|gate| gate.id.as_str() == code).map(|gate| gate.state)
    }

    /// Whether an outcome may be recorded now.
    pub fn allows(&self, outcome: Outcome) -> bool {
        self.options.iter().any(|option| option.outcome == outcome && option.allowed)
    }
}

/// What the policy says of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// Each part that was not withdrawn.
    pub parts: Vec<PartReply>,
    /// The whole request, from its parts. `None` where there is no part.
    pub outcome: Option<Outcome>,
}

/// Reads the policy for every part of a request.
pub fn decide(pack: &Pack, case: &Case<'_>) -> Reply {
    let mut parts: Vec<_> = case.request.live_parts().map(|part| decide_part(pack, case, part)).collect();
    crate::letters_due::join_letters(pack, parts.iter_mut().map(|part| &mut part.letters).collect());
    let outcome = summary(parts.iter().map(|part| Some(part.outcome)));
    Reply { parts, outcome }
}

fn decide_part(pack: &Pack, case: &Case<'_>, part: &Part) -> PartReply {
    let route = route(pack, case, part);
    let kind = pack.type_def(&route.type_code).unwrap_or_else(|| pack.careful());
    let mut facts = part_facts(pack, case, part, kind);
    let advice = derive::current_advice(case, part);
    let result = advice.and_then(|advice| advice.result);
    let (row, open) = match select(kind, &facts) {
        Selected::Row(row) => (row, Vec::new()),
        Selected::Open(questions) => (kind.last_row(), questions),
    };
    // While a row hangs on an open question the part stays with counsel, whatever was advised meanwhile.
    let target = if open.is_empty() { kind.outcome_under(row, result) } else { Outcome::Counsel };
    // An authorization carries only what its row lists; keeping data, which is authorized too, shows nothing.
    let opens = target.gives_out() || (target == Outcome::Authorize && row.allows.is_some());
    let plannable =
        if opens { release::limit(pack, case, part, kind, row, advice, &facts) } else { Vec::new() };
    let led_to = target;
    let target = narrowed(target, part, &plannable, (kind, row));
    after_row(&mut facts, (kind, row), part, target);

    let sight = Sight { pack, case, part, kind, row, facts: &facts, target, limit: &plannable, advice };
    let gates = gates::read(&sight);
    let stops = standing_stops(pack, kind, &facts);
    let unanswered = open_questions(pack, case, &facts);
    // Officers who execute a warrant take: what is open or stopped is told, and bars nobody from writing down what they took.
    let standing = match row.exception {
        Some(Exception::Execution) => Vec::new(),
        _ => standing_blockers(pack, kind, &stops, &unanswered),
    };
    let ground = Ground { pack, kind, row, target, advice: result, gates: &gates, standing };
    let options = options(&ground);
    let held = target.gives_out()
        && !shows_unmet(kind, row)
        && (!unmet(&ground, target).is_empty() || !ground.standing.is_empty());
    let outcome = if held { Outcome::Counsel } else { target };
    if held {
        facts.set("held", "yes");
    }
    let allowed =
        if outcome.gives_out() || outcome == Outcome::Authorize { plannable.clone() } else { Vec::new() };
    let withheld = release::withheld(pack, part, row, &allowed, outcome == Outcome::Counsel);
    let letters = letters_due(pack, kind, row, &facts, (target, outcome), &allowed, &route.letters);
    let labels = labels(kind, row);
    let citations = labels.iter().filter_map(|label| citation(pack, label)).collect();
    let read = crate::clocks::clocks(pack, case, part, kind, &facts);
    let because = because(pack, row, &open);
    let chain = chain(&Reasons {
        pack,
        kind,
        row,
        route: &route.because,
        facts: &facts,
        open: &open,
        labels: &labels,
        led_to,
        target,
        outcome,
        ground: &ground,
    });
    PartReply {
        part: part.id,
        type_code: kind.code.clone(),
        type_name: kind.name.clone(),
        meant: route.meant,
        careful: route.careful,
        outcome,
        modifiers: modifiers(kind, row, outcome, held),
        row: row.code.clone(),
        row_at: place_of(kind, row),
        row_name: row.name.clone(),
        rule_outcome: target,
        options,
        clocks: read.clocks,
        waiting: read.waiting,
        clock_problems: read.problems,
        allowed,
        plannable,
        withheld,
        letters,
        citations,
        because,
        chain,
        remarks: crate::remark::remarks(pack, case, part.id, kind, &facts),
        unanswered,
        stops: stops.iter().map(|stop| stop.id.clone()).collect(),
        unplanned: row.is_taken_or_served(),
        gates,
    }
}

/// A release that leaves out some of what was asked is one in part; one that could not carry anything asked goes to
/// counsel, because the facts contradict each other.
fn narrowed(target: Outcome, part: &Part, limit: &[DataCode], (kind, row): (&TypeDef, &RowDef)) -> Outcome {
    if !target.gives_out() || part.asks.is_empty() {
        return target;
    }
    let planned = part.plan.as_ref().filter(|plan| !plan.fields.is_empty()).map(|plan| plan.data());
    let omitted = |data: &DataCode| planned.as_ref().is_some_and(|planned| !planned.contains(data));
    // A plan that leaves out what could go is a release in part, where the rule knows one.
    let in_part = row.letters_on.contains_key(&Outcome::ReleaseInPart);
    let left_out = part.asks.iter().any(|data| !limit.contains(data) || (in_part && omitted(data)));
    let nothing = !part.asks.iter().any(|data| limit.contains(data));
    match (nothing, left_out) {
        (true, _) if !kind.justice || !limit.is_empty() => Outcome::Counsel,
        (_, true) if target == Outcome::Release && !limit.is_empty() => Outcome::ReleaseInPart,
        _ => target,
    }
}

/// A row that waits for counsel before any advice counts as held afterwards too: the referral stays due.
fn after_row(facts: &mut Facts, (kind, row): (&TypeDef, &RowDef), part: &Part, target: Outcome) {
    let yes = |claim: bool| if claim { "yes" } else { "no" };
    facts.set("decided", yes(part.decision.is_some()));
    facts.set("held", yes(target == Outcome::Counsel || kind.outcome_under(row, None) == Outcome::Counsel));
    facts.set("gives_out", yes(target.gives_out()));
    facts.set("authorizes", yes(target == Outcome::Authorize));
    facts.set("public_only", yes(row.exception == Some(Exception::PublicPart)));
}

/// Facts of a part with those that follow from its row: what steps and stops read.
pub(crate) fn facts_with_row(pack: &Pack, case: &Case<'_>, part: &Part, kind: &TypeDef) -> Facts {
    let mut facts = part_facts(pack, case, part, kind);
    let result = derive::current_advice(case, part).and_then(|advice| advice.result);
    let (row, target) = match select(kind, &facts) {
        Selected::Row(row) => (row, kind.outcome_under(row, result)),
        Selected::Open(_) => (kind.last_row(), Outcome::Counsel),
    };
    after_row(&mut facts, (kind, row), part, target);
    facts
}

fn shows_unmet(kind: &TypeDef, row: &RowDef) -> bool {
    kind.show_unmet || row.exception == Some(Exception::PublicPart)
}

/// Stops that stand: their cause is there and no fact has ended them.
pub(crate) fn standing_stops<'a>(
    pack: &'a Pack,
    kind: &'a TypeDef,
    facts: &Facts,
) -> Vec<&'a crate::StopDef> {
    let stands = |stop: &&crate::StopDef| {
        let barred = !stop.unless.is_empty() && facts.any(&stop.unless) == Holds::Yes;
        facts.holds(&stop.when) == Holds::Yes && !barred && facts.holds(&stop.lifted) != Holds::Yes
    };
    let mut stops: Vec<_> = pack.stops_of(kind).filter(stands).collect();
    stops.sort_by_key(|stop| stop.strength);
    stops
}

/// Questions of the part, and of every request, that are open.
fn open_questions(pack: &Pack, case: &Case<'_>, facts: &Facts) -> Vec<String> {
    let universal = pack.universal.questions.iter().filter(|question| !question.options.is_empty());
    let open = universal.filter(|question| {
        let answered = case.request.answers.get(&question.code);
        answered.is_none_or(|answered| answered.current.choices.is_empty())
    });
    let mut codes: Vec<_> = open.map(|question| question.code.0.clone()).collect();
    codes.extend(facts.open().map(str::to_owned));
    codes.dedup();
    codes
}

fn standing_blockers(
    pack: &Pack,
    kind: &TypeDef,
    stops: &[&crate::StopDef],
    unanswered: &[String],
) -> Vec<Blocker> {
    let stop = stops.iter().filter(|stop| stop.strength == Strength::Stop).map(|stop| Blocker {
        gate: None,
        why: format!("{}.", stop.heading.trim_end_matches('.')),
        who_lifts: Some("whoever handles the request, with counsel".to_owned()),
        how: "Record the act the stop asks for, or change the answer that caused it.".to_owned(),
    });
    let mut blockers: Vec<_> = stop.collect();
    if !unanswered.is_empty() {
        let heading = |code: &String| {
            let question = pack.question(&code.as_str().into());
            question.map_or_else(|| code.clone(), |question| question.heading.clone())
        };
        let headings: Vec<_> = unanswered.iter().map(heading).collect();
        blockers.push(Blocker {
            gate: None,
            why: format!("Still to be answered: {}", headings.join(" ")),
            who_lifts: Some("whoever handles the request".to_owned()),
            how: format!("Answer each. Where you are not sure, choose that. ({})", kind.name),
        });
    }
    blockers
}

fn modifiers(kind: &TypeDef, row: &RowDef, outcome: Outcome, held: bool) -> Vec<Modifier> {
    let mut modifiers: Vec<_> = row.modifiers.clone();
    let only_now = outcome == Outcome::Counsel && row.outcome != Outcome::Counsel;
    if held || only_now {
        modifiers.push(Modifier::Hold);
    }
    if outcome == Outcome::Deny && kind.ncd {
        modifiers.push(Modifier::Ncd);
    }
    modifiers.retain(|modifier| match modifier {
        Modifier::Hold => outcome == Outcome::Counsel,
        Modifier::Ncd => !outcome.gives_out(),
        Modifier::Sealed | Modifier::Search => true,
    });
    modifiers.sort();
    modifiers.dedup();
    modifiers
}

/// What a row stands on, as labels: its exceptions, its own citations or its type's, and the tensions.
pub(crate) fn labels(kind: &TypeDef, row: &RowDef) -> Vec<String> {
    let grounds = row.exception_grounds.iter().map(|code| code.0.clone());
    let own = if row.cites.is_empty() { kind.cites.clone() } else { row.cites.clone() };
    let mut labels: Vec<String> = Vec::new();
    for label in grounds.chain(own).chain(kind.tensions.iter().map(|code| code.0.clone())) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

/// A label with what it says.
pub(crate) fn citation(pack: &Pack, label: &str) -> Option<Citation> {
    if let Some(provision) = pack.provisions.get(&ProvisionCode::from(label)) {
        return Some(Citation {
            label: label.to_owned(),
            mark: provision.mark,
            confidence: provision.confidence,
            text: provision.text.clone(),
        });
    }
    let statute = pack.statutes.get(label)?;
    Some(Citation {
        label: label.to_owned(),
        mark: statute.mark,
        confidence: statute.confidence,
        text: statute.text.clone(),
    })
}

fn because(pack: &Pack, row: &RowDef, open: &[String]) -> String {
    if open.is_empty() {
        return row.because.clone();
    }
    let headings: Vec<_> = open
        .iter()
        .map(|code| {
            pack.question(&code.as_str().into()).map_or(code.as_str(), |question| question.heading.as_str())
        })
        .collect();
    format!(
        "It cannot be told yet which row fits. Still open: {} Until then nothing goes out and counsel is asked.",
        headings.join(" ")
    )
}

struct Reasons<'a> {
    pack: &'a Pack,
    kind: &'a TypeDef,
    row: &'a RowDef,
    route: &'a str,
    facts: &'a Facts,
    open: &'a [String],
    labels: &'a [String],
    led_to: Outcome,
    target: Outcome,
    outcome: Outcome,
    ground: &'a Ground<'a>,
}

fn chain(reasons: &Reasons<'_>) -> Vec<String> {
    let mut lines = vec![format!("Handled as: {}. {}", reasons.kind.name, reasons.route)];
    let mut read: Condition = reasons.row.when.clone();
    for (name, values) in &reasons.row.also {
        read.entry(name.clone()).or_default().extend(values.iter().cloned());
    }
    for name in read.keys() {
        lines.extend(answer_words(reasons.pack, reasons.facts, name));
    }
    let why = because(reasons.pack, reasons.row, reasons.open);
    lines.push(format!("{why} Under {}.", under(reasons.pack, reasons.labels)));
    if !reasons.labels.iter().any(|label| reasons.pack.statutes.contains_key(label)) {
        lines.push("It stands on the policy alone: no section of a code is named for it.".to_owned());
    }
    if let Some(advice) = reasons.facts.values("advice").and_then(|values| values.iter().next())
        && reasons.kind.advice_map(reasons.row).is_some()
    {
        lines.push(match advice.as_str() {
            "none" => "Counsel has not advised yet.".to_owned(),
            other => format!(
                "Counsel's advice on record: {}. Under this rule that leads to: {}.",
                other.replace('-', " "),
                outcome_words(reasons.led_to)
            ),
        });
    }
    if reasons.target == Outcome::Counsel && reasons.led_to.gives_out() {
        lines.push("What is asked for is not what this rule opens: the answers contradict each other. Counsel is asked.".to_owned());
    }
    if reasons.outcome != reasons.target {
        let names: Vec<_> =
            unmet(reasons.ground, reasons.target).into_iter().map(|blocker| blocker.why).collect();
        let words = outcome_words(reasons.target);
        lines.push(format!("The advice leads to: {words}. Held until this is met: {}", names.join(" ")));
    }
    lines.push(format!("So: {}.", outcome_words(reasons.outcome)));
    lines
}

/// What a row stands on in one phrase, with its standing: nobody takes a reading of ours for the law.
fn under(pack: &Pack, labels: &[String]) -> String {
    let cited: Vec<_> = labels.iter().filter_map(|label| citation(pack, label)).collect();
    let of = |mark: Mark| {
        let labels: Vec<_> =
            cited.iter().filter(|found| found.mark == mark).map(|found| found.label.as_str()).collect();
        (!labels.is_empty()).then(|| labels.join(", "))
    };
    let groups = [
        of(Mark::Policy).map(|labels| format!("the policy ({labels})")),
        of(Mark::Law),
        of(Mark::OurReading).map(|labels| format!("our own reading ({labels})")),
        of(Mark::CounselMustConfirm).map(|labels| format!("a point that counsel must confirm ({labels})")),
    ];
    let groups: Vec<_> = groups.into_iter().flatten().collect();
    match groups.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some((only, _)) => only.clone(),
        None => labels.join(", "),
    }
}

fn answer_words(pack: &Pack, facts: &Facts, name: &str) -> Option<String> {
    let question = pack.question(&name.into())?;
    let values = facts.values(name)?;
    let labels = question.options.iter().filter(|option| values.contains(option.code.as_str()));
    let labels: Vec<_> = labels.map(|option| format!("“{}”", option.label)).collect();
    Some(format!("{} {}", question.heading, labels.join(" and ")))
}
