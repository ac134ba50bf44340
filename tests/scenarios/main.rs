//! Scenarios S1 to S20, each a file in `stories` that a librarian can read: what came in, what was recorded step by step,
//! what must come out, and what must be found nowhere. One runner plays them through the use cases on a real vault file.
//!
//! Rows, outcomes, dates and letters in the files were worked out by hand from the policy's reading; nothing here
//! computes what it checks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops by panicking")]

mod check;
mod never;
mod perform;
mod shown;
mod stage;
mod story;

use shown::Shown;
use stage::Stage;
use story::{Step, Story};
use usecases::refresh_request;

/// Plays a scenario, and the same one about another name where it says that nothing may differ.
fn play(id: &str) {
    let text = story::text(id);
    let story = story::read(id, &text);
    let seen = perform(&story);
    if let Some(same) = &story.same_for {
        let other = story::read(id, &text.replace(&same.name, &same.other));
        let other_seen = perform(&other);
        assert_eq!(
            seen.len(),
            other_seen.len(),
            "{id}: as much is shown for {} as for {}",
            same.name,
            same.other
        );
        for (one, other) in seen.iter().zip(&other_seen) {
            assert_eq!(
                blind(&one.text),
                blind(&other.text.replace(&same.other, &same.name)),
                "{id}: {}",
                one.place
            );
        }
    }
}

/// Plays every step and checks what it says; gives back everything that was ever shown.
fn perform(story: &Story) -> Vec<Shown> {
    let first = story.steps.first().unwrap_or_else(|| panic!("{} has no step", story.id));
    let mut stage = Stage::open(&first.at);
    let mut seen = Vec::new();
    for (step, number) in story.steps.iter().zip(1..) {
        let named = format!("{}, step {number} ({} at {})", story.id, step.does, step.at);
        stage.set_clock(&step.at);
        take(&mut stage, step, &named);
        let mut now = shown::views(&stage);
        let mut wrong = Vec::new();
        if let Some(then) = &step.then {
            now.extend(shown::letters(&stage));
            wrong = check::differences(&stage, step, then);
        }
        let pages: Vec<_> =
            stage.requests.values().filter_map(|id| refresh_request(&stage.session, id).ok()).collect();
        wrong.extend(never::found(&story.must_not, &now, &pages));
        assert!(wrong.is_empty(), "{named}:\n{}", wrong.join("\n"));
        seen.extend(now);
    }
    seen
}

fn take(stage: &mut Stage, step: &Step, named: &str) {
    match (perform::perform(stage, step), &step.refused) {
        (Ok(()), None) => {}
        (Ok(()), Some(code)) => panic!("{named}: it was done, and must be refused as {code}"),
        (Err(error), None) => panic!("{named}: refused: {error} ({:?}, {:?})", error.code, error.refs),
        (Err(error), Some(code)) => {
            let is = serde_json::to_value(error.code).unwrap();
            assert_eq!(is.as_str(), Some(code.as_str()), "{named}: {error}");
            assert!(!error.help.is_empty(), "{named}: a refusal says what to do next");
            for words in &step.because {
                assert!(
                    error.to_string().contains(words.as_str()),
                    "{named}: {words:?} is not said: {error}"
                );
            }
        }
    }
}

/// A text without the digests of files, which differ with every name that a memo holds, and without the vault's own
/// codes, which differ with every vault.
fn blind(text: &str) -> String {
    let mut blind = String::with_capacity(text.len());
    for piece in text.split('"') {
        let is_code = piece.len() >= 12 && piece.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b' ');
        blind.push_str(if is_code { "…" } else { piece });
        blind.push('"');
    }
    blind
}

macro_rules! scenarios {
    ($($name:ident $id:literal)*) => {
        /// The scenarios that are played, each by a test of its own.
        const PLAYED: &[&str] = &[$($id),*];
        $(#[test] fn $name() { play($id); })*
    };
}

scenarios! {
    s01_an_officer_asks_without_a_paper "S01"
    s03_a_subpoena_without_a_judges_finding "S03"
    s04_a_warrant_whose_ten_days_are_over "S04"
    s05_a_form_that_no_judge_signed "S05"
    s06_a_newspaper_asks_for_totals_and_names "S06"
    s07_ones_own_record "S07"
    s08_a_card_in_another_hand "S08"
    s09_a_card_reported_stolen "S09"
    s10_a_father_asks_for_titles "S10"
    s11_a_father_asks_what_he_owes "S11"
    s15_a_reporter_asks_who_booked_the_room "S15"
    s16_a_divorce_attorneys_subpoena "S16"
    s18_a_missing_child "S18"
    s20_who_has_looked_at_my_record "S20"
}

#[test]
fn every_file_is_played_and_names_itself() {
    let files = std::fs::read_dir(story::folder()).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let played: Vec<_> = PLAYED.iter().map(|id| format!("{id}.toml")).collect();
    assert_eq!(names, played);
    for id in PLAYED {
        let story = story::read(id, &story::text(id));
        assert_eq!(story.id, id.replacen("S0", "S", 1));
        assert!(!story.title.is_empty() && story.tells.len() > 40, "{id} tells nothing to its reader");
        assert!(story.steps.iter().any(|step| step.then.is_some()), "{id} checks nothing");
    }
}
