//! Safeguards: what a pack says a second time, apart from its rules, catches each slip of the pen in these; and no safeguard
//! goes, or is blurred, without the checker saying so. For both packs.

use crate::desk;
use crate::desk::slip::{Edit, edited};
use domain::TypeCode;
use policy::{Opening, Pack, PackProblem};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

type Files = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unsafe {
    #[serde(rename = "case")]
    cases: Vec<Slip>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slip {
    says: String,
    edits: Vec<Edit>,
    message: String,
    at: Option<At>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct At {
    file: String,
    line: String,
}

/// Types of the adopted pack whose tables read many combinations of answers.
fn long_tables() -> &'static BTreeSet<TypeCode> {
    static LONG: OnceLock<BTreeSet<TypeCode>> = OnceLock::new();
    LONG.get_or_init(|| {
        let read = policy::check(desk::pack(), &desk::files()).combinations;
        read.into_iter().filter(|(_, combinations)| *combinations > 10_000).map(|(code, _)| code).collect()
    })
}

/// What the checker says of a changed pack: of its short tables, and of those that changed.
pub(crate) fn said_of_change(pack: &Pack, files: &Files) -> Vec<PackProblem> {
    let changed = |code: &TypeCode| desk::pack().types[code].rows != pack.types[code].rows;
    let kept: Vec<_> =
        pack.types.keys().filter(|code| !long_tables().contains(code) || changed(code)).cloned().collect();
    said(pack, files, &kept)
}

#[test]
fn a_slip_of_the_pen_in_a_rule_is_refused_with_file_line_and_remedy() {
    let slips: Unsafe = toml::from_str(include_str!("../unsafe_packs.toml")).unwrap();
    assert_eq!(said_of_change(desk::pack(), &desk::files()), []);
    let mut adopted = Vec::new();
    for slip in &slips.cases {
        let files = edited(&slip.edits, &slip.says);
        let pack = policy::load(&files).unwrap_or_else(|problems| panic!("{}: {problems:?}", slip.says));
        let problems = said_of_change(&pack, &files);
        let Some(problem) = problems.iter().find(|problem| problem.message.contains(&slip.message)) else {
            let said: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
            adopted.push(format!("{}: {said:#?}", slip.says));
            continue;
        };
        assert!(!problem.help.is_empty(), "{}: no remedy", slip.says);
        if let Some(at) = &slip.at {
            let line = files[&problem.file].lines().nth(problem.line - 1).unwrap_or_default();
            let named = problem.file == at.file && line.starts_with(&at.line);
            assert!(named, "{}: it names {} line {}: {line}", slip.says, problem.file, problem.line);
        }
    }
    assert!(adopted.is_empty(), "{} of {}:\n{}", adopted.len(), slips.cases.len(), adopted.join("\n"));
}

fn said(pack: &Pack, files: &Files, only: &[TypeCode]) -> Vec<PackProblem> {
    let mut pack = pack.clone();
    desk::keep_only(&mut pack, only);
    policy::check(&pack, files).problems
}

/// Every way to weaken or blur one opening.
fn blurred(opening: &Opening) -> Vec<(String, Option<Opening>)> {
    let mut all = vec![("dropped".to_owned(), None)];
    let mut add = |what: String, change: &dyn Fn(&mut Opening)| {
        let mut changed = opening.clone();
        change(&mut changed);
        all.push((what, Some(changed)));
    };
    for (name, values) in &opening.only_where {
        add(format!("whatever {name} is"), &|opening| drop(opening.only_where.remove(name)));
        for value in values.iter().filter(|_| values.len() > 1) {
            add(format!("not where {name} is {value}"), &|opening| {
                opening.only_where.get_mut(name).unwrap().retain(|known| known != value);
            });
        }
    }
    for (at, deeper) in opening.deeper.iter().enumerate() {
        add(format!("nothing of {:?} further on", deeper.data), &|opening| drop(opening.deeper.remove(at)));
        for name in deeper.only_where.keys() {
            add(format!("{:?} whatever {name} is", deeper.data), &|opening| {
                drop(opening.deeper[at].only_where.remove(name));
            });
        }
        for data in &deeper.data {
            add(format!("{data} as early as the others"), &|opening| {
                opening.deeper[at].data.retain(|known| known != data);
            });
        }
    }
    if !opening.exceptions.is_empty() {
        add("for rows without an exception".to_owned(), &|opening| opening.exceptions.clear());
    }
    if opening.names_data.is_some() {
        add("whatever data".to_owned(), &|opening| opening.names_data = None);
    }
    all
}

/// The test command makes every so many-th change of an opening of a long table.
const SAMPLE: usize = 4;

/// The answers of a question that takes several: which of them open something is no matter of one answer alone.
const OF_SEVERAL: [&str; 4] = [
    "collection: whatever K-b is",
    "collection-item: whatever K-b is",
    "foundation: whatever FQ3 is",
    "warrant-handed-over: whatever LW3 is",
];

#[test]
fn no_change_of_the_packs_openings_goes_unnoticed() {
    let every = std::env::var_os("CUSTODIAN_EVERY_CHANGE").is_some();
    let (mut tried, mut unseen) = (0, BTreeSet::new());
    for (pack, files) in desk::packs() {
        for (at, opening) in pack.safeguards.openings.iter().enumerate() {
            assert_eq!(said(&pack, &files, &opening.types), [], "{}", opening.id);
            let is_long = opening.types.iter().any(|code| long_tables().contains(code));
            for (turn, (what, changed)) in blurred(opening).into_iter().enumerate() {
                // The test command makes every so many-th change of a long table; `cargo xtask torture changes` makes each.
                if is_long && !every && turn % SAMPLE != 0 {
                    continue;
                }
                tried += 1;
                let mut broken = pack.clone();
                match changed {
                    Some(changed) => broken.safeguards.openings[at] = changed,
                    None => drop(broken.safeguards.openings.remove(at)),
                }
                if said(&broken, &files, &opening.types).is_empty() {
                    unseen.insert(format!("{}: {what}", opening.id));
                }
            }
        }
    }
    println!("{tried} changes of an opening");
    let listed = BTreeSet::from(OF_SEVERAL.map(str::to_owned));
    let strange: Vec<_> = unseen.difference(&listed).collect();
    assert!(strange.is_empty(), "of {tried} unseen: {strange:#?}");
    if every {
        let gone: Vec<_> = listed.difference(&unseen).collect();
        assert!(gone.is_empty(), "seen now: {gone:#?}");
    }
    assert!(tried > 150, "only {tried} changes were tried");
}

/// INV-4: the proof that what commands is declined nowhere at once sees each way in which it could be.
#[test]
fn a_paper_that_commands_could_be_declined_as_a_letter_by_no_slip() {
    let (pack, files) = (desk::pack(), desk::files());
    let civil = [TypeCode::from("CIV")];
    assert_eq!(said(pack, &files, &civil), []);
    let letter = |pack: &mut Pack, change: &dyn Fn(&mut policy::AnswerOption)| {
        let questions = &mut pack.types.get_mut(&civil[0]).unwrap().questions;
        let asked = questions.iter_mut().find(|question| question.code.as_str() == "C1").unwrap();
        change(asked.options.iter_mut().find(|option| option.code.as_str() == "letter").unwrap());
    };
    let broken = |what: &str, change: &dyn Fn(&mut Pack)| {
        let mut broken = pack.clone();
        change(&mut broken);
        let said = said(&broken, &files, &civil);
        assert!(said.iter().any(|problem| problem.message.contains("INV-4")), "{what}: {said:#?}");
    };
    broken("it is always offered", &|pack| letter(pack, &|option| option.unless.clear()));
    for (name, values) in &pack.safeguards.commands[0].answers {
        broken(name, &|pack| letter(pack, &|option| drop(option.unless.remove(name))));
        for value in values {
            let less = |option: &mut policy::AnswerOption| {
                option.unless.get_mut(name).unwrap().retain(|known| known != value);
            };
            broken(value, &|pack| letter(pack, &less));
        }
    }
    broken("not sure is read as a letter", &|pack| {
        let questions = &mut pack.types.get_mut(&civil[0]).unwrap().questions;
        let asked = questions.iter_mut().find(|question| question.code.as_str() == "C1").unwrap();
        let unsure = asked.options.iter_mut().find(|option| option.code.as_str() == "unsure").unwrap();
        unsure.treated_as = Some("letter".into());
    });
    broken("nothing says what commands", &|pack| pack.safeguards.commands.clear());
    broken("it says nothing", &|pack| {
        pack.safeguards.commands[0].answers.values_mut().for_each(Vec::clear);
    });
}

#[test]
fn no_reading_figure_date_or_road_is_changed_unseen() {
    let mut tried = 0;
    for (pack, files) in desk::packs() {
        // One type that opens nothing is enough: none of these is about a table.
        let careful = std::slice::from_ref(&pack.about.careful);
        assert_eq!(said(&pack, &files, careful), []);
        let mut seen = |what: String, change: &dyn Fn(&mut Pack)| {
            tried += 1;
            let mut broken = pack.clone();
            change(&mut broken);
            assert!(!said(&broken, &files, careful).is_empty(), "{}: {what}", pack.about.id);
        };
        for (at, reading) in pack.safeguards.readings.iter().enumerate() {
            seen(format!("reading {} {:?} dropped", reading.gate, reading.reads), &|pack| {
                drop(pack.safeguards.readings.remove(at));
            });
            for (name, values) in &reading.answers {
                for value in values {
                    seen(format!("reading {} {name} without {value}", reading.gate), &|pack| {
                        let answers = &mut pack.safeguards.readings[at].answers;
                        answers.get_mut(name).unwrap().retain(|known| known != value);
                    });
                }
            }
        }
        for (at, kinds) in pack.safeguards.kinds.iter().enumerate() {
            seen(format!("{:?} kinds dropped", kinds.are), &|pack| drop(pack.safeguards.kinds.remove(at)));
            for data in &pack.data {
                seen(format!("{:?} kinds with or without {}", kinds.are, data.code), &|pack| {
                    let listed = &mut pack.safeguards.kinds[at].data;
                    match listed.iter().position(|known| *known == data.code) {
                        Some(there) => drop(listed.remove(there)),
                        None => listed.push(data.code.clone()),
                    }
                });
            }
        }
        for (at, never) in pack.safeguards.never.iter().enumerate() {
            seen(format!("never {} dropped", never.gate), &|pack| drop(pack.safeguards.never.remove(at)));
            for data in &pack.data {
                seen(format!("never {} with or without {}", never.gate, data.code), &|pack| {
                    let listed = &mut pack.safeguards.never[at].data;
                    match listed.iter().position(|known| *known == data.code) {
                        Some(there) => drop(listed.remove(there)),
                        None => listed.push(data.code.clone()),
                    }
                });
            }
        }
        for (at, figure) in pack.safeguards.figures.iter().enumerate() {
            seen(format!("figure {} dropped", figure.gate), &|pack| {
                drop(pack.safeguards.figures.remove(at));
            });
            seen(format!("figure {} one more", figure.gate), &|pack| {
                pack.safeguards.figures[at].minutes += 1;
            });
        }
        for (at, date) in pack.safeguards.dates.iter().enumerate() {
            seen(format!("date {} from {} a day later", date.clock, date.from), &|pack| {
                let date = &mut pack.safeguards.dates[at];
                date.due = date.due.succ_opt().unwrap();
            });
        }
        for clock in
            pack.clocks.clocks.iter().filter(|clock| clock.rule != domain::deadline::ClockRule::Printed)
        {
            seen(format!("no date of {}", clock.id), &|pack| {
                pack.safeguards.dates.retain(|date| date.clock != clock.id);
            });
        }
    }
    assert!(tried > 130, "only {tried} changes were tried");
}

#[test]
fn every_road_leads_where_it_says_and_none_is_left_out() {
    for (pack, files) in desk::packs() {
        for at in 0..pack.safeguards.roads.len() {
            let mut broken = pack.clone();
            let road = &mut broken.safeguards.roads[at];
            let other = pack.routing.papers.iter().map(|row| &row.type_code);
            road.type_code = other.into_iter().find(|code| Some(*code) != road.type_code.as_ref()).cloned();
            let id = road.id.clone();
            let here = [broken.safeguards.roads[at].type_code.clone().unwrap_or(pack.about.careful.clone())];
            let problems = said(&broken, &files, &here);
            let astray = |problem: &PackProblem| problem.message.contains(&format!("({id})"));
            assert!(problems.iter().any(astray), "{id}: {problems:?}");
        }
        let mut silent = pack.clone();
        silent.safeguards.roads.clear();
        let problems = policy::check(&silent, &files).problems;
        let overrides = pack.routing.overrides.iter().map(|one| &one.when);
        let read = overrides.chain(pack.routing.papers.iter().map(|row| &row.when));
        let answers: usize = read.map(|when| when.values().map(Vec::len).sum::<usize>()).sum();
        assert_eq!(problems.len(), answers, "each answer that routing reads is to be spoken of");
    }
}

#[test]
fn a_pack_without_safeguards_is_read_and_never_adopted() {
    for (pack, mut files) in desk::packs() {
        files.remove("safeguards.toml");
        let old =
            policy::load(&files).expect("a version adopted before safeguards were stated is still read");
        let problems = policy::check(&old, &files).problems;
        for opening in &pack.safeguards.openings {
            for code in &opening.types {
                let words = format!(" of {code} (");
                let named = |problem: &PackProblem| {
                    problem.message.contains(&words)
                        && problem.message.contains("no opening of safeguards.toml")
                };
                assert!(problems.iter().any(named), "{}", opening.id);
            }
        }
    }
}
