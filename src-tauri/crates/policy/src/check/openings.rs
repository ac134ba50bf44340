//! What opens only where (INV-2, INV-5, INV-10), compared both ways: a row that opens something personal where its safeguard
//! shuts, or of which no safeguard speaks, is refused; and so is a safeguard that is wider than the rows it speaks of. And the
//! exceptions that rest on a fact which the program itself computes must read it.

use super::depth;
use super::enumerate::{Axis, axes, settings_of_rows};
use super::invariants::{At, Proof};
use crate::derive::{AUTHORITY_NAMED, AUTHORITY_SAID, SWITCH};
use crate::facts::Known;
use crate::{Exception, Opening, PackProblem, RowDef, TypeDef, Widest};
use domain::DataCode;
use std::collections::{BTreeMap, BTreeSet};

/// A type with the settings that its facts have on each row.
pub(super) struct Sight<'a> {
    pub(super) kind: &'a TypeDef,
    pub(super) axes: Vec<Axis>,
    /// By row and fact: which of its settings the row takes.
    pub(super) taken: Vec<Vec<BTreeSet<usize>>>,
    /// Rows that something takes and that open personal data.
    open: Vec<usize>,
}

impl Sight<'_> {
    pub(super) fn axis(&self, name: &str) -> Option<usize> {
        self.axes.iter().position(|axis| axis.name == name)
    }

    /// Every value that a fact has somewhere on these rows; `None` where it was not asked.
    pub(super) fn values(&self, rows: &[usize], axis: usize) -> BTreeSet<Option<&String>> {
        let settings = rows.iter().flat_map(|row| &self.taken[*row][axis]);
        settings.flat_map(|at| values(&self.axes[axis].settings[*at])).collect()
    }

    /// Settings of a fact on a row that none of these values is in; all of them where the rows do not read it.
    pub(super) fn outside(&self, row: usize, name: &str, wanted: &[String]) -> Option<String> {
        let Some(axis) = self.axis(name) else { return Some("anything".to_owned()) };
        let settings = self.taken[row][axis].iter().map(|at| &self.axes[axis].settings[*at]);
        settings.into_iter().find_map(|setting| {
            let have = values(setting);
            let fits = have.iter().flatten().any(|value| wanted.contains(value));
            let words =
                || have.iter().map(|value| value.map_or("not asked", String::as_str)).collect::<Vec<_>>();
            (!fits).then(|| words().join(" and "))
        })
    }
}

pub(super) fn values(setting: &Option<Known>) -> Vec<Option<&String>> {
    match setting {
        Some(Known::Values(values)) => values.iter().map(Some).collect(),
        Some(Known::Unanswered) | None => vec![None],
    }
}

impl<'a> Proof<'a> {
    /// Every opening is spoken of, keeps within what is said of it, and is said as narrowly as it is.
    pub(super) fn openings_are_kept(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        let pack = self.pack;
        let mut spoken: BTreeMap<&str, Vec<(usize, Vec<usize>)>> = BTreeMap::new();
        let mut sights = Vec::new();
        for kind in pack.types.values().filter(|kind| kind.table_of.is_none()) {
            let axes = axes(pack, kind);
            let taken = settings_of_rows(&axes, kind);
            let open = (0..kind.rows.len()).filter(|index| {
                let reached = taken[*index].iter().all(|settings| !settings.is_empty());
                reached && self.opens_personal(kind, &kind.rows[*index])
            });
            let open = open.collect();
            sights.push(Sight { kind, axes, taken, open });
        }
        for (place, sight) in sights.iter().enumerate() {
            for row in &sight.open {
                tried += 1;
                let at = At { kind: sight.kind, row: &sight.kind.rows[*row], index: *row };
                self.reads_its_fact(sight, &at);
                let speaking: Vec<_> =
                    pack.safeguards.openings.iter().filter(|one| one.speaks_of(sight.kind, at.row)).collect();
                if speaking.is_empty() {
                    let what = "it opens personal data, and no opening of safeguards.toml says where alone that may be. \
                                State it there, with the provision.";
                    self.broken("A safeguard", &at, what.to_owned());
                }
                for opening in speaking {
                    self.keeps_to(opening, sight, &at);
                    let of = spoken.entry(&opening.id).or_default();
                    match of.iter_mut().find(|(known, _)| *known == place) {
                        Some((_, rows)) => rows.push(*row),
                        None => of.push((place, vec![*row])),
                    }
                }
            }
        }
        for opening in &pack.safeguards.openings {
            if opening.types.iter().all(|code| pack.types.contains_key(code)) {
                let of = spoken.get(opening.id.as_str()).map(Vec::as_slice).unwrap_or_default();
                let of: Vec<_> = of.iter().map(|(place, rows)| (&sights[*place], rows.as_slice())).collect();
                for what in blurred(opening, &of)
                    .into_iter()
                    .chain(idle_data(opening, &of))
                    .chain(depth::blurred(opening, &of))
                {
                    self.blunt("opening", &opening.id, &what);
                }
            }
        }
        let says =
            "Personal data opens only where a safeguard says so, and each safeguard is as narrow as the rows";
        self.result("Openings", says, tried, before);
    }

    /// A safeguard that does not say what it could.
    pub(super) fn blunt(&mut self, list: &str, id: &str, what: &str) {
        self.problems.push(PackProblem {
            file: "safeguards.toml".to_owned(),
            line: self.line_of("safeguards.toml", &format!("= \"{id}\"")),
            message: format!("The {list} {id} guards nothing: {what}"),
            help: "Say it as the policy has it, or take it out; where it is right, correct the rule. The old pack stays in force."
                .to_owned(),
        });
    }

    fn keeps_to(&mut self, opening: &Opening, sight: &Sight<'_>, at: &At<'_>) {
        for (name, wanted) in &opening.only_where {
            if let Some(other) = sight.outside(at.index, name, wanted) {
                let what = format!(
                    "it opens personal data although {name} can be {other}; {} opens that only where {name} is {} ({}). {}",
                    opening.provision,
                    wanted.join(" or "),
                    opening.id,
                    opening.because
                );
                self.broken("A safeguard", at, what);
            }
        }
        // INV-16: the list is stated a second time, so that a row and the widest release of its type do not vouch for each other.
        for data in listed(at.kind, at.row).iter().filter(|data| !opening.data.contains(data)) {
            let what = format!(
                "it opens {data}, and {} opens no such data there ({}). {}",
                opening.provision, opening.id, opening.because
            );
            self.broken("INV-16", at, what);
        }
        for (data, name, other) in depth::too_deep(opening, sight, at.index) {
            let what = format!(
                "it opens {data} although {name} can be {other}, and {} opens that only further on ({}). {}",
                opening.provision, opening.id, opening.because
            );
            self.broken("INV-16", at, what);
        }
        if let Some(question) = &opening.names_data
            && !names_all(sight, at.index, question.as_str())
        {
            let what = format!(
                "it opens something else than the one kind of data that {question} names ({}). {}",
                opening.id, opening.because
            );
            self.broken("A safeguard", at, what);
        }
    }

    /// INV-2, INV-9: a law that counsel named, and a law that a switch turns on, open nothing before that is so.
    fn reads_its_fact(&mut self, sight: &Sight<'_>, at: &At<'_>) {
        let only = |name: &str, value: &str| {
            let axis = sight.axis(name)?;
            Some(sight.values(&[at.index], axis).into_iter().all(|known| known.is_some_and(|it| it == value)))
        };
        match at.row.exception {
            Some(Exception::NamedAuthority)
                if [AUTHORITY_NAMED, AUTHORITY_SAID].iter().all(|name| only(name, "yes") != Some(true)) =>
            {
                let what = format!(
                    "it opens something although counsel named no law: let it read {AUTHORITY_NAMED} = yes."
                );
                self.broken("INV-2", at, what);
            }
            Some(Exception::ParentLaw | Exception::OwedTitle) => {
                let switches = sight.axes.iter().filter(|axis| axis.name.starts_with(SWITCH));
                if !switches.into_iter().any(|axis| only(&axis.name, "on") == Some(true)) {
                    let what = "it opens something because of an age, or of a title that is owed, although no switch says that \
                                a rule does.";
                    self.broken("INV-9", at, what.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// Whether each kind of data that a row opens is what the answer names, and the answer is never left open.
fn names_all(sight: &Sight<'_>, row: usize, question: &str) -> bool {
    let Some(axis) = sight.axis(question) else { return false };
    let named = sight.values(&[row], axis);
    let listed = sight.kind.rows[row].allows.as_deref().unwrap_or_default();
    let within = |data: &domain::DataCode| named.iter().all(|value| value.is_some_and(|it| *it == data.0));
    !listed.is_empty() && listed.iter().all(within)
}

/// The kinds of data that a row lists, or its type for it. Nothing is listed where a paper or counsel's advice names them.
pub(super) fn listed<'a>(kind: &'a TypeDef, row: &'a RowDef) -> &'a [DataCode] {
    match (&row.allows, &kind.widest) {
        _ if row.from_advice => &[],
        (Some(allows), _) => allows,
        (None, Widest::Data(widest)) => &widest.data,
        (None, Widest::From(_)) => &[],
    }
}

/// Kinds of data that an opening names and no row of it lists.
fn idle_data(opening: &Opening, of: &[(&Sight<'_>, &[usize])]) -> Vec<String> {
    let rows =
        of.iter().flat_map(|(sight, rows)| rows.iter().map(|row| (sight.kind, &sight.kind.rows[*row])));
    let seen: BTreeSet<&DataCode> = rows.flat_map(|(kind, row)| listed(kind, row)).collect();
    let idle = opening.data.iter().filter(|data| !seen.contains(data));
    idle.map(|data| format!("it names {data}, and no row opens that.")).collect()
}

/// What an opening could say and does not: a value under which nothing opens, a fact that closes, rows it does not speak of.
fn blurred(opening: &Opening, of: &[(&Sight<'_>, &[usize])]) -> Vec<String> {
    if of.len() < opening.types.len() {
        return vec!["a type it names opens nothing that it speaks of.".to_owned()];
    }
    let mut found = Vec::new();
    for exception in &opening.exceptions {
        let used = |(sight, rows): &(&Sight<'_>, &[usize])| {
            rows.iter().any(|row| sight.kind.rows[*row].exception == Some(*exception))
        };
        if !of.iter().any(used) {
            found.push("no row uses one of its exceptions.".to_owned());
        }
    }
    for (name, wanted) in &opening.only_where {
        let mut seen: BTreeSet<&String> = BTreeSet::new();
        for (sight, rows) in of {
            if let Some(axis) = sight.axis(name) {
                seen.extend(sight.values(rows, axis).into_iter().flatten());
            }
        }
        for idle in wanted.iter().filter(|value| !seen.contains(value)) {
            found.push(format!("nothing opens where {name} is {idle}."));
        }
    }
    for (sight, rows) in of {
        for (axis, fact) in sight.axes.iter().enumerate() {
            let open: BTreeSet<usize> = rows.iter().flat_map(|row| sight.taken[*row][axis].clone()).collect();
            let unasked = open.iter().any(|at| fact.settings[*at].is_none());
            let one_each = fact.settings.iter().all(|setting| values(setting).len() == 1);
            let closes = one_each && !unasked && open.len() < fact.settings.len();
            if closes && !opening.only_where.contains_key(&fact.name) {
                found.push(format!("it leaves out {}, and some of its answers open nothing.", fact.name));
            }
        }
        let by_answer = |axis: &&Axis| rows.iter().all(|row| names_all(sight, *row, &axis.name));
        if let Some(axis) = sight.axes.iter().find(by_answer)
            && opening.names_data.is_none()
        {
            found.push(format!("it does not say that {} names the one kind of data.", axis.name));
        }
    }
    found
}
