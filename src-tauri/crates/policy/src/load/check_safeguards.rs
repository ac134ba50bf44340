//! Cross-checks of the safeguards: every code they name exists, and none is stated twice.

use super::cross_check::{Check, Reads};
use std::collections::BTreeSet;

const FILE: &str = "safeguards.toml";

impl Check<'_> {
    /// Everything in the safeguards that does not fit.
    pub(super) fn safeguards(&mut self) {
        let pack = self.pack;
        let place = self.place(FILE);
        let all = &pack.safeguards;
        for (index, opening) in all.openings.iter().enumerate() {
            let at = ("opening", index);
            for code in opening.types.iter().filter(|code| pack.type_def(code).is_none()) {
                let line = place.line_in(at.0, at.1, &format!("\"{code}\""));
                let message = format!("There is no type {code}.");
                self.say(place, line, message, "Correct its code, or add its table.");
            }
            self.condition(place, at, &opening.only_where, Reads::BeforeRow);
            if let Some(code) = &opening.names_data {
                self.known_question(place, at, code);
            }
            for deeper in &opening.deeper {
                self.condition(place, at, &deeper.only_where, Reads::BeforeRow);
                for data in &deeper.data {
                    self.data(place, at, data);
                }
            }
            for data in &opening.data {
                self.data(place, at, data);
            }
            self.label(place, at, &opening.provision);
        }
        for (index, kinds) in all.kinds.iter().enumerate() {
            for data in &kinds.data {
                self.data(place, ("kinds", index), data);
            }
            self.label(place, ("kinds", index), &kinds.provision);
        }
        for (index, purpose) in all.purposes.iter().enumerate() {
            self.condition(place, ("purpose", index), &purpose.answers, Reads::BeforeRow);
            self.label(place, ("purpose", index), &purpose.provision);
        }
        for (index, reading) in all.readings.iter().enumerate() {
            self.gate(place, ("reading", index), &reading.gate);
            self.condition(place, ("reading", index), &reading.answers, Reads::BeforeRow);
            self.label(place, ("reading", index), &reading.provision);
        }
        for (index, figure) in all.figures.iter().enumerate() {
            self.gate(place, ("figure", index), &figure.gate);
            self.label(place, ("figure", index), &figure.provision);
        }
        for (index, never) in all.never.iter().enumerate() {
            self.gate(place, ("never", index), &never.gate);
            for data in &never.data {
                self.data(place, ("never", index), data);
            }
            self.label(place, ("never", index), &never.provision);
        }
        for (index, command) in all.commands.iter().enumerate() {
            self.condition(place, ("command", index), &command.answers, Reads::BeforeRow);
            self.label(place, ("command", index), &command.provision);
        }
        for (index, date) in
            all.dates.iter().enumerate().filter(|(_, date)| pack.clock(&date.clock).is_none())
        {
            let line = place.line_in("date", index, date.clock.as_str());
            let message = format!("There is no clock {}.", date.clock);
            self.say(place, line, message, "Correct its code, or add the clock.");
        }
        for (index, road) in all.roads.iter().enumerate() {
            let at = ("road", index);
            if let Some(code) = &road.type_code {
                self.routed_type(place, at, code);
            }
            self.condition(place, at, &road.when, Reads::BeforeRow);
            self.label(place, at, &road.provision);
        }
        self.stated_twice();
    }

    fn stated_twice(&mut self) {
        let all = &self.pack.safeguards;
        let place = self.place(FILE);
        let lists: [(&str, Vec<String>); 8] = [
            ("never", all.never.iter().map(|one| one.gate.to_string()).collect()),
            ("command", all.commands.iter().map(|one| one.id.clone()).collect()),
            ("kinds", all.kinds.iter().map(|one| format!("{:?}", one.are)).collect()),
            ("opening", all.openings.iter().map(|one| one.id.clone()).collect()),
            ("purpose", all.purposes.iter().map(|one| one.id.clone()).collect()),
            ("reading", all.readings.iter().map(|one| format!("{} {:?}", one.gate, one.reads)).collect()),
            ("figure", all.figures.iter().map(|one| one.gate.to_string()).collect()),
            ("road", all.roads.iter().map(|one| one.id.clone()).collect()),
        ];
        for (list, names) in lists {
            let mut seen = BTreeSet::new();
            for (index, name) in names.iter().enumerate() {
                if !seen.insert(name) {
                    let line = place.line_in(list, index, "[[");
                    let message = format!("{name} is stated twice among the safeguards.");
                    self.say(place, line, message, "Remove one of the two, or give it its own id.");
                }
            }
        }
    }
}
