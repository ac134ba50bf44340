//! The calendar of a pack, and its figures and switches that would do nothing or be out of all proportion.

use super::cross_check::Check;
use crate::GateKind;
use crate::derive::SWITCH;
use domain::deadline::ClockRule;

/// The longest count of days that a clock may have: ten years. What is longer is a slip of the pen.
const LONGEST: u32 = 3_660;

impl Check<'_> {
    /// Weekdays and holidays that work.
    pub(super) fn calendar(&mut self) {
        let calendar = self.pack.calendar(&domain::Office::default());
        for problem in calendar.problems() {
            let place = self.place("clocks.toml");
            let line = place.line("[[holiday]]");
            self.say(
                place,
                line,
                format!("The calendar does not work: {problem}."),
                "Correct the weekdays or the holiday.",
            );
        }
    }

    /// A pause without length, a count beyond all measure.
    pub(super) fn figures(&mut self) {
        let pack = self.pack;
        for (index, gate) in pack.gates.iter().enumerate() {
            if gate.kind == GateKind::SecondLook && gate.pause_minutes == 0 {
                let place = self.place("gates.toml");
                let line = place.line_in("gate", index, "code");
                let message = format!("The pause of {} has no length.", gate.code);
                let help = "Set pause_minutes: nobody looks a second time in the same minute.";
                self.say(place, line, message, help);
            }
        }
        for (index, clock) in pack.clocks.clocks.iter().enumerate() {
            if days(clock.rule).is_some_and(|days| days > LONGEST) {
                let place = self.place("clocks.toml");
                let line = place.line_in("clock", index, "rule");
                let message = format!("The clock {} counts more than {LONGEST} days.", clock.id);
                self.say(place, line, message, "Correct the number of days.");
            }
        }
    }

    /// A switch that no condition reads: it could be set, and nothing would follow.
    pub(super) fn switches(&mut self) {
        let pack = self.pack;
        for (index, switch) in pack.about.switches.iter().enumerate() {
            if !self.switches_read.contains(&format!("{SWITCH}{}", switch.id)) {
                let place = self.place("pack.toml");
                let line = place.line_in("switch", index, "id");
                let message = format!("Nothing reads the switch {}.", switch.id);
                let help =
                    "Let a row, a letter or a clock read it, or leave it out: a switch must do something.";
                self.say(place, line, message, help);
            }
        }
    }
}

fn days(rule: ClockRule) -> Option<u32> {
    match rule {
        ClockRule::BusinessDays { days }
        | ClockRule::CalendarDays { days, .. }
        | ClockRule::LastBusinessDay { days }
        | ClockRule::BusinessDaysBefore { days }
        | ClockRule::DaysOrPrinted { days }
        | ClockRule::PrintedLife { days }
        | ClockRule::Life { days } => Some(days),
        ClockRule::NextBusinessDay | ClockRule::Printed => None,
    }
}
