//! Where two texts pull apart, a rule of the pack decides which one wins; and somebody notices when that rule is gone.

use crate::desk;
use crate::desk::slip::{Edit, edited};
use crate::desk::table::Prepared;
use crate::safeguards::said_of_change;
use policy::coverage;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    #[serde(rename = "rule")]
    all: Vec<Rule>,
}

/// One rule by which a tension is settled, and a slip of the pen that takes it away.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    tension: String,
    wins: String,
    slip: String,
    edits: Vec<Edit>,
    /// What the checker says of the pack without the rule.
    checker: Option<String>,
    /// The case whose answer changes without it: type and words.
    case: Option<String>,
}

impl Rule {
    /// Why nobody noticed, or the wrong one did.
    fn unnoticed(&self, cases: &Prepared) -> Option<String> {
        let files = edited(&self.edits, &self.slip);
        let pack = policy::load(&files).unwrap_or_else(|problems| panic!("{}: {problems:?}", self.slip));
        let (wanted, said): (_, Vec<_>) = match (&self.checker, &self.case) {
            (Some(words), None) => {
                let problems = said_of_change(&pack, &files);
                (words, problems.into_iter().map(|problem| problem.message).collect())
            }
            (None, Some(case)) => (case, cases.differences(&pack)),
            _ => panic!("{}: either the checker or a case notices", self.slip),
        };
        let missed = !said.iter().any(|words| words.contains(wanted.as_str()));
        missed.then(|| format!("{}: {}: {}: {said:#?}", self.tension, self.wins, self.slip))
    }
}

#[test]
fn a_rule_that_settles_a_tension_is_missed_when_it_goes() {
    let rules: Rules = toml::from_str(include_str!("../tensions.toml")).unwrap();
    let settled: BTreeSet<_> = rules.all.iter().map(|rule| rule.tension.clone()).collect();
    let all = coverage(desk::pack()).into_iter().map(|one| one.code.to_string());
    assert_eq!(settled, all.filter(|code| code.starts_with('T')).collect());
    let cases = Prepared::new();
    assert_eq!(cases.differences(desk::pack()), Vec::<String>::new());
    let unnoticed: Vec<_> = rules.all.iter().filter_map(|rule| rule.unnoticed(&cases)).collect();
    assert!(unnoticed.is_empty(), "{} of {}:\n{}", unnoticed.len(), rules.all.len(), unnoticed.join("\n"));
}
