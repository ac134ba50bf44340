//! What must come out, compared with what the screens say. What is expected stands in the scenario, never here.

use crate::shown;
use crate::stage::Stage;
use crate::story::{PartThen, Step, Then};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use usecases::custody::custody_view;
use usecases::view::*;
use usecases::{desk_view, list_requests};

/// Clocks that the scenarios call by a name of their own: working target, red line, outside date.
const NAMES: [(&str, &str); 3] = [("T10", "K1"), ("L20", "K3"), ("O20", "K2")];
/// Gate states, and the words on the page.
const STATES: [(&str, &str); 4] = [
    ("green", "Met"),
    ("amber", "Enough to hold or decline"),
    ("red", "Not met"),
    ("grey", "Not needed here"),
];

/// Differences between the page and what the step says must come out; empty where there are none.
pub(crate) fn differences(stage: &Stage, step: &Step, then: &Then) -> Vec<String> {
    let page = stage.page(step);
    let mut found = Differences(Vec::new());
    found.option("the state", &then.state, &page.state);
    found.option("the outcome of the whole", &then.whole, page.outcome.as_deref().unwrap_or("none"));
    if let Some(dates) = &then.dates {
        found.same("the dates", &coded(dates), &dates_of(&page));
    }
    let running = dates_of(&page);
    for (code, date) in coded(&then.among_dates) {
        found.same(&format!("the date {code}"), &Some(&date), &running.get(&code));
    }
    if let Some(date) = &then.next_date {
        let next = page.due.as_ref().map_or("none", |due| due.date.iso.as_str());
        found.same("the date that matters next", date.as_str(), next);
    }
    let due: Vec<_> = page.letters.iter().filter(|row| row.mandatory).map(|row| row.code.clone()).collect();
    if let Some(letters) = &then.letters {
        found.same("the letters due", letters, &due);
    }
    for code in &then.can_start {
        let blocked = page.letters.iter().find(|row| row.code == *code).map(|row| row.blocked.clone());
        found.same(&format!("what keeps {code} from being written"), &Some(None), &blocked);
    }
    if let Some(stops) = &then.stops {
        let standing: Vec<_> = page.stops.iter().map(|stop| stop.id.clone()).collect();
        found.same("the stops", stops, &standing);
    }
    if let Some(none) = then.no_name_asked {
        found.same("nobody has to say who they are or why", &none, &asks_nobody(&page));
    }
    let text = serde_json::to_string(&page).unwrap();
    found.says("the page", &text, &then.page_says);
    let issued = shown::issued(stage, &page);
    for (code, words) in &then.letter_says {
        found.says(&format!("letter {code}"), issued.get(code).map_or("", String::as_str), words);
    }
    found.option("the custodian", &then.custodian, &desk_view(&stage.session).custodian.who);
    found.option("who decides this request", &then.decides, &page.custody.custodian.who);
    let custody = serde_json::to_string(&custody_view(&stage.session).unwrap()).unwrap();
    found.says("the screen of absences and designations", &custody, &then.custody_says);
    if let Some(count) = then.open_requests {
        let open = list_requests(&stage.session, &ListQuery::default()).unwrap().total;
        found.same("the open requests", &count, &(open as usize));
    }
    for part in &then.parts {
        part_differences(&mut found, &page, part);
    }
    found.0
}

fn part_differences(found: &mut Differences, page: &RequestView, then: &PartThen) {
    let of = |what: &str| format!("part {}: {what}", then.part);
    let Some(part) = page.parts.iter().find(|part| part.serial as usize == then.part) else {
        return found.0.push(of("it is not there"));
    };
    let Some(ruling) = &part.ruling else { return found.0.push(of("the policy says nothing of it")) };
    let before = found.0.len();
    found.same(&of("the row"), then.row.as_str(), ruling.row.as_str());
    found.same(&of("the outcome"), then.outcome.as_str(), ruling.outcome.as_str());
    found.option(&of("the outcome in words"), &then.words, &ruling.label);
    if let Some(may) = &then.may {
        let open = ruling.options.iter().filter(|option| option.open && option.outcome != "C");
        found.same(
            &of("what may be recorded"),
            &set(may),
            &open.map(|option| option.outcome.clone()).collect(),
        );
    }
    for (code, state) in &then.gates {
        let words = STATES.iter().find(|(name, _)| name == state);
        let words = words.unwrap_or_else(|| panic!("{state:?} is no state of a gate")).1;
        let gate = ruling.gates.iter().find(|gate| gate.code == *code);
        let stands = gate.map_or("no such gate", |gate| gate.state.as_str());
        if words != stands {
            let why = gate.map_or("", |gate| gate.why.as_str());
            found.0.push(of(&format!("gate {code} must be {state}, but is “{stands}”: {why}")));
        }
    }
    if let Some(gives) = &then.gives {
        found.same(&of("what goes out"), &set(gives), &codes(&ruling.allowed));
    }
    if let Some(keeps) = &then.keeps {
        found.same(&of("what stays in"), &set(keeps), &codes(&ruling.withheld));
    }
    let cited: BTreeSet<_> = ruling.clauses.iter().map(|clause| clause.label.as_str()).collect();
    for label in then.cites.iter().filter(|label| !cited.contains(label.as_str())) {
        found.0.push(of(&format!("{label} is not cited; cited are {cited:?}")));
    }
    for label in then.never_cites.iter().filter(|label| cited.contains(label.as_str())) {
        found.0.push(of(&format!("{label} must not be cited")));
    }
    let decision = part.decision.as_ref();
    found.option(&of("the decision"), &then.decided, decision.map_or("none", |made| made.outcome.as_str()));
    found.option(&of("who decided"), &then.decided_by, decision.map_or("nobody", |made| made.by.as_str()));
    if found.0.len() > before {
        found.0.push(of(&format!("why: {:#?}", ruling.chain)));
    }
}

/// No step of the road asks for a person's name, papers or reason, and the page says that none is needed.
fn asks_nobody(page: &RequestView) -> bool {
    let steps = page.parts.iter().flat_map(|part| &part.steps);
    let asks = |form: &FormKind| matches!(form, FormKind::Identity | FormKind::Requester);
    let mut asking = steps.filter(|step| match &step.body {
        StepBody::Task { form } | StepBody::Facts { form } => asks(form),
        _ => false,
    });
    page.anonymous_allowed && asking.next().is_none()
}

fn dates_of(page: &RequestView) -> BTreeMap<String, String> {
    let date =
        |clock: &ClockView| clock.due.as_ref().map_or_else(|| "none".to_owned(), |due| due.date.iso.clone());
    page.clocks.iter().map(|clock| (clock.code.clone(), date(clock))).collect()
}

/// The scenario's names of clocks as the pack's codes.
fn coded(dates: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let code = |name: &String| {
        let known = NAMES.iter().find(|(known, _)| known == name);
        known.map_or_else(|| name.clone(), |(_, code)| (*code).to_owned())
    };
    dates.iter().map(|(name, date)| (code(name), date.clone())).collect()
}

fn set(codes: &[String]) -> BTreeSet<String> {
    codes.iter().cloned().collect()
}

fn codes(labels: &[Labelled]) -> BTreeSet<String> {
    labels.iter().map(|label| label.code.clone()).collect()
}

struct Differences(Vec<String>);

impl Differences {
    fn same<T: Debug + PartialEq + ?Sized>(&mut self, what: &str, must: &T, is: &T) {
        if must != is {
            self.0.push(format!("{what} must be {must:?}, but is {is:?}"));
        }
    }

    fn option(&mut self, what: &str, must: &Option<String>, is: &str) {
        if let Some(must) = must {
            self.same(what, must.as_str(), is);
        }
    }

    fn says(&mut self, what: &str, text: &str, words: &[String]) {
        for words in words.iter().filter(|words| !text.contains(words.as_str())) {
            self.0.push(format!("{what} must say {words:?}"));
        }
    }
}
