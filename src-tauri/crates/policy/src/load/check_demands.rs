//! Cross-checks of the demands: every code they name exists, and each says something.

use super::cross_check::{Check, Reads};
use std::collections::BTreeSet;

impl Check<'_> {
    /// Everything in the demands that does not fit.
    pub(super) fn demands(&mut self) {
        let pack = self.pack;
        let place = self.place("demands.toml");
        let mut ids = BTreeSet::new();
        for (index, demand) in pack.demands.iter().enumerate() {
            let at = ("demand", index);
            if !ids.insert(&demand.id) {
                let line = place.line_in("demand", index, &demand.id);
                let message = format!("{} is defined twice.", demand.id);
                self.say(place, line, message, "Remove one of the two, or give it its own id.");
            }
            for code in demand.types.iter().filter(|code| pack.type_def(code).is_none()) {
                let line = place.line_in("demand", index, &format!("\"{code}\""));
                let message = format!("There is no type {code}.");
                self.say(place, line, message, "Correct its code, or add its table.");
            }
            for gate in &demand.gates {
                self.gate(place, at, gate);
            }
            for data in &demand.data {
                self.data(place, at, data);
            }
            self.label(place, at, &demand.provision);
            self.condition(place, at, &demand.when, Reads::BeforeRow);
            self.condition(place, at, &demand.unless, Reads::BeforeRow);
            let final_only = demand.outcomes.iter().all(|outcome| outcome.is_final());
            if demand.gates.is_empty() || demand.outcomes.is_empty() || !final_only {
                let line = place.line_in("demand", index, "[[demand]]");
                let message = format!("The demand {} asks for nothing that could be kept.", demand.id);
                let help = "Name at least one gate and one outcome. Nothing is demanded before a part is held for counsel.";
                self.say(place, line, message, help);
            }
        }
    }
}
