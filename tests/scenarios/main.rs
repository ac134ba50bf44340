//! Scenarios S1 to S20, each a file in `stories` that a librarian can read: what came in, what was recorded step by step,
//! what must come out, and what must be found nowhere. One runner plays them through the use cases on a real vault file.
//!
//! Rows, outcomes, dates and letters in the files were worked out by hand from the policy's reading; nothing here
//! computes what it checks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops by panicking")]

mod check;
mod never;
mod office;
mod perform;
mod shown;
mod stage;
mod story;

use shown::Shown;
use stage::Stage;
use story::{Step, Story};
use usecases::refresh_request;

/// Plays a scenario; then the same one about another name, where it says that nothing may differ, and the same one without
/// its sealed matter, where it has one.
fn play(id: &str) {
    let text = story::text(id);
    let story = story::read(id, &text);
    let (seen, mut wrong) = perform(&story, true);
    if let Some(same) = &story.same_for {
        let (other, _) = perform(&story::read(id, &text.replace(&same.name, &same.other)), true);
        let back = |text: &str| text.replace(&same.other, &same.name);
        let renamed = |piece: Shown| Shown { place: back(&piece.place), text: back(&piece.text), ..piece };
        wrong.extend(difference("two names", seen.clone(), other.into_iter().map(renamed).collect()));
    }
    if let Some(unseen) = &story.unseen {
        wrong.extend(never::told(unseen, &seen));
        let sealed: Vec<_> =
            story.steps.iter().filter(|step| step.sealed).map(|step| &step.request).collect();
        let theirs = |piece: &Shown| match &piece.request {
            Some(request) => !sealed.contains(&request),
            None => unseen.by.contains(&piece.by),
        };
        let (without, _) = perform(&story, false);
        let of = |shown: Vec<Shown>| -> Vec<Shown> { shown.into_iter().filter(theirs).collect() };
        wrong.extend(difference("with and without the sealed matter", of(seen), of(without)));
    }
    assert!(wrong.is_empty(), "{}: {}\n\n{}", story.id, story.title, wrong.join("\n"));
}

/// Plays every step and checks what it says; gives back everything that was ever shown, and whatever is not as it must be.
/// Without the sealed matter its steps are left out, and only the time passes.
fn perform(story: &Story, with_sealed: bool) -> (Vec<Shown>, Vec<String>) {
    let first = story.steps.first().unwrap_or_else(|| panic!("{} has no step", story.id));
    let mut stage = Stage::open(&first.at);
    stage.words = words_of(story);
    let (mut seen, mut wrong) = (Vec::new(), Vec::new());
    for (step, number) in story.steps.iter().zip(1..) {
        stage.set_clock(&step.at);
        if !step.by.is_empty() {
            stage.act_as(&step.by);
        }
        let is_taken = with_sealed || !step.sealed;
        let mut here = if is_taken { refusal(&mut stage, step) } else { Vec::new() };
        let mut now = shown::views_of_everybody(&mut stage);
        now.extend(shown::letters(&stage));
        if let Some(then) = step.then.as_ref().filter(|_| is_taken) {
            here.extend(check::differences(&stage, step, then));
        }
        let pages: Vec<_> =
            stage.requests.values().filter_map(|id| refresh_request(&stage.session, id).ok()).collect();
        here.extend(never::found(&story.must_not, &now, &pages));
        wrong.extend(
            here.into_iter().map(|what| format!("step {number} ({}, {}): {what}", step.does, step.at)),
        );
        seen.extend(now);
    }
    (seen, wrong)
}

/// The first words of every request of a scenario: what somebody may search for, found or not. A name in whose place another
/// is put counts as one word, so that both plays search for the same words around it and for the whole of their own name.
fn words_of(story: &Story) -> Vec<String> {
    let name = story.same_for.as_ref().map(|same| same.name.as_str());
    let asked = story.steps.iter().filter_map(|step| step.form.get("words")?.as_str());
    asked.flat_map(|words| first_words(words, name)).map(str::to_owned).collect()
}

fn first_words<'a>(asked: &'a str, name: Option<&'a str>) -> Vec<&'a str> {
    let around = name.and_then(|name| Some((name, asked.split_once(name)?)));
    let Some((name, (before, after))) = around else {
        return asked.split_whitespace().take(4).collect();
    };
    before.split_whitespace().chain([name]).chain(after.split_whitespace()).take(4).collect()
}

/// The first place at which two plays differ, if they do.
fn difference(between: &str, one: Vec<Shown>, other: Vec<Shown>) -> Option<String> {
    let comparable = |shown: Vec<Shown>| -> Vec<_> {
        let kept = shown.into_iter().filter(|piece| piece.place != shown::SETTINGS);
        kept.map(|piece| (format!("{}: {}", piece.by, piece.place), blind(&piece.text))).collect()
    };
    let (one, other) = (comparable(one), comparable(other));
    if let Some(((place, text), (other_place, other_text))) = one.iter().zip(&other).find(|(a, b)| a != b) {
        let same = text.chars().zip(other_text.chars()).take_while(|(a, b)| a == b).count();
        let near = |text: &str| text.chars().skip(same.saturating_sub(80)).take(200).collect::<String>();
        let (near, other_near) = (near(text), near(other_text));
        return Some(format!("{between}: {place} and {other_place} differ:\n{near}\n{other_near}"));
    }
    (one.len() != other.len()).then(|| format!("{between}: not as much is shown"))
}

/// Performs a step; says so where it was refused and must not be, or must be and was not.
fn refusal(stage: &mut Stage, step: &Step) -> Vec<String> {
    match (perform::perform(stage, step), &step.refused) {
        (Ok(()), None) => Vec::new(),
        (Ok(()), Some(code)) => vec![format!("it was done, and must be refused as {code}")],
        (Err(error), None) => vec![format!("refused: {error} ({:?}, {:?})", error.code, error.refs)],
        (Err(error), Some(code)) => {
            let mut wrong = Vec::new();
            let is = serde_json::to_value(error.code).unwrap();
            if is.as_str() != Some(code.as_str()) {
                wrong.push(format!("it must be refused as {code}, and is refused as {is}: {error}"));
            }
            if error.help.is_empty() {
                wrong.push(format!("the refusal does not say what to do next: {error}"));
            }
            let unsaid = step.because.iter().filter(|words| !error.to_string().contains(words.as_str()));
            wrong.extend(unsaid.map(|words| format!("the refusal does not say {words:?}: {error}")));
            wrong
        }
    }
}

/// A text without the digests of files: a memo that holds a name has another digest for another name.
fn blind(text: &str) -> String {
    let mut blind = String::with_capacity(text.len());
    for piece in text.split_inclusive(|sign: char| !sign.is_ascii_hexdigit()) {
        let digits = piece.bytes().take_while(u8::is_ascii_hexdigit).count();
        blind.push_str(if digits >= 12 { "…" } else { piece });
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
    s02_a_warrant_while_the_director_is_on_leave "S02"
    s03_a_subpoena_without_a_judges_finding "S03"
    s04_a_warrant_whose_ten_days_are_over "S04"
    s05_a_form_that_no_judge_signed "S05"
    s06_a_newspaper_asks_for_totals_and_names "S06"
    s07_ones_own_record "S07"
    s08_a_card_in_another_hand "S08"
    s09_a_card_reported_stolen "S09"
    s10_a_father_asks_for_titles "S10"
    s11_a_father_asks_what_he_owes "S11"
    s12_the_foundations_list "S12"
    s13_a_collection_agency_asks_for_titles "S13"
    s14_a_backup_by_email "S14"
    s15_a_reporter_asks_who_booked_the_room "S15"
    s16_a_divorce_attorneys_subpoena "S16"
    s17_a_letter_with_a_demand_for_silence "S17"
    s18_a_missing_child "S18"
    s19_nobody_may_decide "S19"
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
