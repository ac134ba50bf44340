//! Changes of what is no table: overrides, papers and contacts of the routing, calendar and clocks, reasons that move a date,
//! what gates read and count, kinds of data, switches, riders.

use crate::desk::pack;
use crate::mutations::Add;
use chrono::Weekday;
use domain::calendar::HolidayRule;
use domain::deadline::{ClockRule, ClockStart};
use domain::{AnswerCode, DelayKind};
use policy::{Condition, DataDefault, GateDef, GateKind, Pack, TypeDef};

/// Makes every change, one at a time.
pub(crate) fn each_change(add: &mut Add<'_>) {
    overrides(add);
    clocks(add);
    calendar(add);
    delays(add);
    gates(add);
    data(add);
    routing(add);
    switches(add);
    riders(add);
}

fn overrides(add: &mut Add<'_>) {
    for at in 0..pack().routing.overrides.len() {
        add(format!("override {at}"), &|pack| drop(pack.routing.overrides.remove(at)));
    }
}

fn clocks(add: &mut Add<'_>) {
    for (at, clock) in pack().clocks.clocks.iter().enumerate() {
        let counts = |kind: &TypeDef| {
            [&kind.clocks, &kind.clocks_at_desk, &kind.clocks_records]
                .into_iter()
                .any(|codes| codes.contains(&clock.id))
                || kind.clocks_when.iter().any(|owed| owed.clock == clock.id)
        };
        let name = &clock.id;
        if pack().types.values().any(counts) {
            add(format!("clock {name} one day longer"), &|pack| longer(&mut pack.clocks.clocks[at].rule));
        }
        let rolls = |rule: &mut ClockRule| {
            if let ClockRule::CalendarDays { sunday_runs_to_monday, .. } = rule {
                *sunday_runs_to_monday = !*sunday_runs_to_monday;
            }
        };
        add(format!("clock {name}, Sunday"), &|pack| rolls(&mut pack.clocks.clocks[at].rule));
        let slower = |rule: &mut ClockRule| {
            if *rule == ClockRule::NextBusinessDay {
                *rule = ClockRule::BusinessDays { days: 2 };
            }
        };
        add(format!("clock {name} a business day later"), &|pack| slower(&mut pack.clocks.clocks[at].rule));
        let other = match clock.from {
            ClockStart::Received => ClockStart::Decided,
            _ => ClockStart::Received,
        };
        add(format!("clock {name} counts from another day"), &|pack| pack.clocks.clocks[at].from = other);
    }
}

fn longer(rule: &mut ClockRule) {
    match rule {
        ClockRule::BusinessDays { days }
        | ClockRule::CalendarDays { days, .. }
        | ClockRule::LastBusinessDay { days }
        | ClockRule::BusinessDaysBefore { days }
        | ClockRule::DaysOrPrinted { days }
        | ClockRule::PrintedLife { days }
        | ClockRule::Life { days } => *days += 1,
        ClockRule::NextBusinessDay | ClockRule::Printed => {}
    }
}

fn calendar(add: &mut Add<'_>) {
    for day in &pack().clocks.business_weekdays {
        add(format!("{day} no business day"), &|pack| {
            pack.clocks.business_weekdays.retain(|known| known != day);
        });
    }
    for day in [Weekday::Sat, Weekday::Sun] {
        add(format!("{day} a business day"), &|pack| pack.clocks.business_weekdays.push(day));
    }
    for (at, holiday) in pack().clocks.holidays.iter().enumerate() {
        let name = &holiday.name;
        add(format!("holiday {name}"), &|pack| drop(pack.clocks.holidays.remove(at)));
        add(format!("holiday {name}, Sunday"), &|pack| {
            if let HolidayRule::Fixed { monday_if_sunday, .. } = &mut pack.clocks.holidays[at].rule {
                *monday_if_sunday = !*monday_if_sunday;
            }
        });
        add(format!("holiday {name} at another time"), &|pack| match &mut pack.clocks.holidays[at].rule {
            HolidayRule::Fixed { day, .. } => *day += 1,
            HolidayRule::NthWeekday { nth, .. } => *nth = if *nth == 1 { 2 } else { *nth - 1 },
            HolidayRule::LastWeekday { weekday, .. } => *weekday = weekday.succ(),
        });
    }
}

fn delays(add: &mut Add<'_>) {
    for (at, delay) in pack().clocks.delays.iter().enumerate() {
        let name = &delay.code;
        add(format!("delay {name}"), &|pack| drop(pack.clocks.delays.remove(at)));
        add(format!("delay {name} of the other kind"), &|pack| {
            let kind = &mut pack.clocks.delays[at].kind;
            *kind = if *kind == DelayKind::Pause { DelayKind::Extension } else { DelayKind::Pause };
        });
        add(format!("delay {name} without limit"), &|pack| pack.clocks.delays[at].within = None);
        for clock in &delay.clocks {
            add(format!("delay {name} leaves {clock}"), &|pack| {
                pack.clocks.delays[at].clocks.retain(|known| known != clock);
            });
        }
        for clock in pack().clocks.clocks.iter().filter(|clock| !delay.clocks.contains(&clock.id)) {
            add(format!("delay {name} moves {} too", clock.id), &|pack| {
                pack.clocks.delays[at].clocks.push(clock.id.clone());
            });
        }
    }
}

type Read = (&'static str, fn(&mut GateDef) -> &mut Condition);

const READS: [Read; 10] = [
    ("gap", |gate| &mut gate.amber_when),
    ("named", |gate| &mut gate.named_when),
    ("judge", |gate| &mut gate.judge),
    ("findings", |gate| &mut gate.findings),
    ("ended", |gate| &mut gate.ended_when),
    ("met", |gate| &mut gate.met_when),
    ("doubt", |gate| &mut gate.doubt_when),
    ("asked", |gate| &mut gate.asked),
    ("no term", |gate| &mut gate.paper_none),
    ("request", |gate| &mut gate.paper_request),
];

fn gates(add: &mut Add<'_>) {
    for (at, gate) in pack().gates.iter().enumerate() {
        let name = &gate.code;
        for (what, of) in READS {
            let read = of(&mut gate.clone()).clone();
            for (question, values) in &read {
                for value in values {
                    add(format!("gate {name} reads {question} = {value} no more as {what}"), &|pack| {
                        let values = of(&mut pack.gates[at]).get_mut(question).unwrap();
                        values.retain(|known| known != value);
                    });
                }
                for answer in answers(question).iter().filter(|answer| !values.contains(&answer.0)) {
                    add(format!("gate {name} reads {question} = {answer} too as {what}"), &|pack| {
                        of(&mut pack.gates[at]).get_mut(question).unwrap().push(answer.0.clone());
                    });
                }
            }
        }
        for (what, by) in [("more", 1), ("less", -1)] {
            let change = |minutes: &mut u32| *minutes = minutes.saturating_add_signed(by);
            match gate.kind {
                GateKind::SecondLook => add(format!("gate {name}, a minute {what} of pause"), &|pack| {
                    change(&mut pack.gates[at].pause_minutes);
                }),
                GateKind::Fee => add(format!("gate {name}, a free minute {what}"), &|pack| {
                    change(&mut pack.gates[at].free_minutes);
                }),
                _ => {}
            }
        }
    }
}

/// Every answer to a question, as it is read.
fn answers(question: &str) -> Vec<AnswerCode> {
    let options = pack().question(&question.into()).map(|question| question.options.as_slice());
    let read = options.unwrap_or_default().iter();
    let mut read: Vec<_> = read.map(|one| one.treated_as.clone().unwrap_or(one.code.clone())).collect();
    read.sort();
    read.dedup();
    read
}

fn data(add: &mut Add<'_>) {
    for (at, data) in pack().data.iter().enumerate() {
        let name = &data.code;
        add(format!("data {name} public or not"), &|pack| {
            let default = &mut pack.data[at].default;
            *default = match default {
                DataDefault::Public => DataDefault::Confidential,
                _ => DataDefault::Public,
            };
        });
        add(format!("data {name} by opt-in or not"), &|pack| pack.data[at].opt_in = !pack.data[at].opt_in);
    }
}

/// A condition that reads one fact less, or one value less.
fn each(what: String, when: &Condition, of: &dyn Fn(&mut Pack) -> &mut Condition, add: &mut Add<'_>) {
    for (name, values) in when {
        add(format!("{what} whatever {name} is"), &|pack| drop(of(pack).remove(name)));
        for value in values.iter().filter(|_| values.len() > 1) {
            add(format!("{what} not where {name} is {value}"), &|pack| {
                of(pack).get_mut(name).unwrap().retain(|known| known != value);
            });
        }
    }
}

fn routing(add: &mut Add<'_>) {
    for (at, one) in pack().routing.overrides.iter().enumerate() {
        each(format!("override {at}"), &one.when, &|pack| &mut pack.routing.overrides[at].when, add);
        each(
            format!("override {at} unless"),
            &one.unless,
            &|pack| &mut pack.routing.overrides[at].unless,
            add,
        );
        if one.type_code.is_some() {
            add(format!("override {at} says what exists"), &|pack| {
                let says = &mut pack.routing.overrides[at].says_what_exists;
                *says = !*says;
            });
        }
    }
    for (at, row) in pack().routing.papers.iter().enumerate() {
        add(format!("paper {at}"), &|pack| drop(pack.routing.papers.remove(at)));
        each(format!("paper {at}"), &row.when, &|pack| &mut pack.routing.papers[at].when, add);
    }
    for (at, row) in pack().routing.contacts.iter().enumerate() {
        add(format!("contact {at}"), &|pack| drop(pack.routing.contacts.remove(at)));
        each(format!("contact {at}"), &row.when, &|pack| &mut pack.routing.contacts[at].when, add);
    }
    let officer = pack().routing.officer_when.clone();
    each("an officer".to_owned(), &officer, &|pack| &mut pack.routing.officer_when, add);
}

fn switches(add: &mut Add<'_>) {
    for (at, switch) in pack().about.switches.iter().enumerate() {
        add(format!("switch {} on", switch.id), &|pack| pack.about.switches[at].on = true);
    }
}

fn riders(add: &mut Add<'_>) {
    for (at, rider) in pack().universal.riders.iter().enumerate() {
        let name = format!("rider {} of every request", rider.code);
        add(format!("{name} dropped"), &|pack| drop(pack.universal.riders.remove(at)));
        add(format!("{name} is no part of its own"), &|pack| pack.universal.riders[at].own_part = None);
        if rider.own_part.is_some() {
            add(format!("{name}, asked for the other way round"), &|pack| {
                pack.universal.riders[at].asked = !pack.universal.riders[at].asked;
            });
        }
        add(format!("{name} answers nothing of its own"), &|pack| {
            pack.universal.riders[at].own_answers.clear()
        });
        each(name, &rider.when, &|pack| &mut pack.universal.riders[at].when, add);
    }
    for (at, stop) in pack().universal.stops.iter().enumerate() {
        let name = format!("stop {} of every request", stop.id);
        add(format!("{name} dropped"), &|pack| drop(pack.universal.stops.remove(at)));
        add(format!("{name} lifted by nothing"), &|pack| pack.universal.stops[at].lifted.clear());
        add(format!("{name} also where another stands"), &|pack| pack.universal.stops[at].not_in.clear());
        each(name, &stop.when, &|pack| &mut pack.universal.stops[at].when, add);
    }
    for kind in pack().types.values().filter(|kind| kind.table_of.is_none()) {
        for (at, rider) in kind.riders.iter().enumerate() {
            let name = format!("{}: rider {}", kind.code, rider.code);
            let of_type = |what: &str, change: &dyn Fn(&mut TypeDef), add: &mut Add<'_>| {
                add(format!("{name} {what}"), &|pack| change(pack.types.get_mut(&kind.code).unwrap()));
            };
            of_type("dropped", &|kind| drop(kind.riders.remove(at)), add);
            of_type("is no part of its own", &|kind| kind.riders[at].own_part = None, add);
            if rider.own_part.is_some() {
                let turned = |kind: &mut TypeDef| kind.riders[at].asked = !kind.riders[at].asked;
                of_type("asked for the other way round", &turned, add);
            }
            of_type("answers nothing of its own", &|kind| kind.riders[at].own_answers.clear(), add);
            of_type("adds no letter", &|kind| kind.riders[at].letters.clear(), add);
            for fact in rider.when.keys() {
                of_type(
                    &format!("whatever {fact} says"),
                    &|kind| drop(kind.riders[at].when.remove(fact)),
                    add,
                );
            }
        }
    }
}
