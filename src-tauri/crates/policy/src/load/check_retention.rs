//! The schedule of a pack: its rules have ids of their own, name types that are there, and say something.

use super::cross_check::Check;
use std::collections::BTreeSet;

impl Check<'_> {
    /// Judges the rules of the schedule.
    pub(super) fn retention(&mut self) {
        let pack = self.pack;
        let mut seen = BTreeSet::new();
        for (index, rule) in pack.retention.iter().enumerate() {
            let place = self.place("retention.toml");
            let line = |words: &str| place.line_in("rule", index, words);
            let unknown = rule.types.iter().find(|code| !pack.types.contains_key(*code));
            let is_nothing = rule.period.is_some_and(|period| (period.years, period.months) == (0, 0));
            let texts = [("name", &rule.name), ("citation", &rule.citation), ("note", &rule.note)];
            let empty = texts.into_iter().find(|(_, text)| text.trim().is_empty());
            if !seen.insert(&rule.id) {
                let message = format!("{} is defined twice.", rule.id);
                self.say(place, line("id"), message, "Remove one of the two, or give it its own id.");
            }
            if let Some(code) = unknown {
                let message = format!("There is no type {code}.");
                self.say(place, line("types"), message, "Correct the code, or leave it out.");
            }
            if is_nothing {
                let message = "A period of nothing keeps nothing.".to_owned();
                let help = "State how long it is, or leave the period out until somebody settled it.";
                self.say(place, line("period"), message, help);
            }
            if let Some((name, _)) = empty {
                let message = format!("The rule has no {name}.");
                self.say(place, line(name), message, "Write it: it is printed on certificates.");
            }
        }
    }
}
