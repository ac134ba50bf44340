//! The clocks of a request for the screens: dates that belong together, how each was counted, what moved it, and what
//! lawfully could.

use crate::date_changes::{DateChange, date_changes};
use crate::due::due;
use crate::question_view::{confidence_words, standing_words};
use crate::session::{Case, Session};
use crate::timeline::who;
use crate::view::{ClockGroup, ClockView, DayRow, DelayChoice};
use crate::when::{day, day_words};
use crate::{Result, ruling};
use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::deadline::{ClockReading, ClockRule, ClockSpec, ClockStart};
use domain::{ClockCode, ClockDelay, DelayCode, DelayKind, DelayRule, Refusal, Request};
use policy::{Delay, Pack, Reply, WaitingClock};

/// Every clock of a request: those that run, those that wait for a date, and the ends of its authorizations.
pub(crate) fn clock_views(session: &Session, case: &Case, reply: &Reply) -> Result<Vec<ClockView>> {
    let request = &case.request;
    let pack = session.pack_of(request)?;
    let calendar = pack.calendar(&session.office);
    let changes = date_changes(session, case)?;
    let sight = Sight { session, request, pack, reply, calendar: &calendar, changes: &changes };
    let running = ruling::running(reply);
    let mut views: Vec<_> = running.iter().map(|reading| sight.running(reading)).collect();
    for waiting in reply.parts.iter().flat_map(|part| &part.waiting) {
        if !views.iter().any(|view| view.code == waiting.id.as_str()) && request.is_live() {
            views.push(sight.waiting(waiting));
        }
    }
    views.extend(crate::authorizations::end_clocks(session, request, &calendar));
    views.sort_by_key(|view| view.group);
    Ok(views)
}

struct Sight<'a> {
    session: &'a Session,
    request: &'a Request,
    pack: &'a Pack,
    reply: &'a Reply,
    calendar: &'a Calendar,
    changes: &'a [DateChange],
}

impl Sight<'_> {
    fn running(&self, reading: &ClockReading) -> ClockView {
        let spec = self.pack.clock(&reading.id);
        let derivation = reading.derivation.iter().map(|line| DayRow {
            day: day_words(line.date),
            counts: line.counts,
            why: line.why.clone(),
        });
        let choices =
            |kind| if self.request.is_live() { self.choices(&reading.id, kind) } else { Vec::new() };
        ClockView {
            code: reading.id.to_string(),
            name: reading.name.clone(),
            group: spec.map_or(ClockGroup::Practice, |spec| group(spec.rule, spec)),
            due: Some(due(&reading.name, reading.due.date(), self.session.now(), self.calendar)),
            waiting_for: None,
            met: ruling::is_met(self.reply, &reading.id),
            original: reading.original.map(|original| day(original.date())),
            moved: self.moved(&reading.id),
            rule: reading.why.clone(),
            basis: reading.basis.clone(),
            confidence: reading.confidence.clone(),
            derivation: derivation.collect(),
            extend: choices(DelayKind::Extension),
            pause: choices(DelayKind::Pause),
            paused: self.request.open_pause(&reading.id).is_some(),
        }
    }

    fn waiting(&self, clock: &WaitingClock) -> ClockView {
        let spec = self.pack.clock(&clock.id);
        ClockView {
            code: clock.id.to_string(),
            name: clock.name.clone(),
            group: spec.map_or(ClockGroup::Practice, |spec| group(clock.rule, spec)),
            due: None,
            waiting_for: Some(waits_for(clock).to_owned()),
            met: false,
            original: None,
            moved: Vec::new(),
            rule: clock.rule.to_string(),
            basis: clock.basis.clone(),
            confidence: spec.map(|spec| spec.confidence.clone()).unwrap_or_default(),
            derivation: Vec::new(),
            extend: Vec::new(),
            pause: Vec::new(),
            paused: false,
        }
    }

    /// What moved a clock, in the order it was recorded.
    fn moved(&self, clock: &ClockCode) -> Vec<String> {
        let own = self.request.delays.iter().filter(|delay| delay.what.clock() == clock);
        let recorded = own.map(|delay| (delay.at, delay_words(self.pack, &delay.what)));
        let by_closures = self.changes.iter().filter(|change| change.clock == *clock).map(|change| {
            let by = who(self.session, change.by, change.capacity);
            (change.at, format!("{} {}", change.effect(), change.cause(&by)))
        });
        let mut lines: Vec<_> = recorded.chain(by_closures).collect();
        lines.sort_by_key(|(at, _)| *at);
        lines.into_iter().map(|(_, words)| words).collect()
    }

    fn choices(&self, clock: &ClockCode, kind: DelayKind) -> Vec<DelayChoice> {
        let fitting =
            self.pack.clocks.delays.iter().filter(|delay| delay.kind == kind && delay.clocks.contains(clock));
        fitting
            .map(|delay| DelayChoice {
                code: delay.code.to_string(),
                label: delay.label.clone(),
                basis: format!(
                    "{}. {}. {}.",
                    delay.basis.trim_end_matches('.'),
                    standing_words(delay.mark),
                    confidence_words(delay.confidence)
                ),
                latest: latest(self.reply, delay).map(day_words),
            })
            .collect()
    }
}

/// A lawful reason as the act needs it, with the day it carries to at most in this request.
pub(crate) fn delay_rule(pack: &Pack, reply: &Reply, code: &str) -> Result<DelayRule> {
    let delay = pack.delay(&DelayCode::from(code)).ok_or_else(|| {
        let help = "Choose one of the reasons shown. A busy office is none of them.";
        Refusal::new(domain::RefusalCode::Invalid, "The policy does not know this reason.", help).at("reason")
    })?;
    Ok(DelayRule {
        code: delay.code.clone(),
        kind: delay.kind,
        clocks: delay.clocks.clone(),
        latest: latest(reply, delay),
    })
}

/// A clock that runs, by its code.
pub(crate) fn running_clock(reply: &Reply, code: &str) -> Result<ClockReading> {
    let running = ruling::running(reply);
    let found = running.into_iter().find(|reading| reading.id.as_str() == code);
    found.ok_or_else(|| Refusal::not_found().into())
}

/// An entry about a clock in words.
pub(crate) fn delay_words(pack: &Pack, delay: &ClockDelay) -> String {
    match delay {
        ClockDelay::Extended(extended) => format!(
            "Extended: was {}, is now {}. {}. {}",
            day_words(extended.was),
            day_words(extended.until),
            pack.delay_words(&extended.reason),
            extended.note
        ),
        ClockDelay::Paused(paused) => format!(
            "Paused after {}. {}. {}",
            day_words(paused.since),
            pack.delay_words(&paused.reason),
            paused.note
        ),
        ClockDelay::Resumed(resumed) => {
            format!("Counts again after {}. {}", day_words(resumed.on), resumed.note)
        }
    }
}

fn latest(reply: &Reply, delay: &Delay) -> Option<NaiveDate> {
    let within = delay.within.as_ref()?;
    let mut clocks = reply.parts.iter().flat_map(|part| &part.clocks);
    clocks.find(|clock| clock.reading.id == *within).map(|clock| clock.reading.due.date())
}

fn group(rule: ClockRule, spec: &ClockSpec) -> ClockGroup {
    match (rule, spec.role, spec.from) {
        (_, Some(_), _) => ClockGroup::Limit,
        (ClockRule::Life { .. } | ClockRule::PrintedLife { .. }, _, _) => ClockGroup::Life,
        (_, _, ClockStart::Decided) => ClockGroup::After,
        (_, _, ClockStart::ReturnBy | ClockStart::Served) => ClockGroup::Return,
        _ => ClockGroup::Practice,
    }
}

fn waits_for(clock: &WaitingClock) -> &'static str {
    match (clock.rule, clock.needs) {
        (ClockRule::PrintedLife { .. }, _) => {
            "It waits for the date on the paper and the last day printed for carrying it out."
        }
        (_, ClockStart::Dated) => "It waits for the date on the paper.",
        (_, ClockStart::ReturnBy) => "It waits for the return date on the paper.",
        (_, ClockStart::ReviewAsked) => "It starts when a judge's review of the silence is asked for.",
        (_, ClockStart::Decided) => "It starts with a decision that gives less than was asked.",
        (_, ClockStart::Served | ClockStart::Received) => "It waits for a date that is not recorded yet.",
    }
}
