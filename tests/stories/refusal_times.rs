//! How long a refusal takes tells nothing: what is sealed is refused as fast as what never was. The long form is
//! `cargo xtask torture T5-times`.
//!
//! On a computer with other work single times mean little: both are asked in turns, first the one and then the other, and for each
//! command the middle one of all times is compared.
#![allow(clippy::print_stdout, reason = "figures are shown to whoever runs it")]

use crate::calls::{Call, ON_A_REQUEST, Target};
use crate::two_worlds::{Secrets, World};
use std::time::{Duration, Instant};
use usecases::{Breakage, break_on_purpose};

/// What nobody can tell through a window or a program: a difference this small, or this share of the whole.
const UNNOTICED: Duration = Duration::from_micros(50);
const SHARE: u32 = 5;

const NEVER_WAS: &str = "00112233445566778899aabbccddeeff";

/// The times of one command for what is sealed and for what never was.
#[derive(Default)]
struct Times {
    sealed: Vec<Duration>,
    never: Vec<Duration>,
}

impl Times {
    /// What tells the two apart, if anything does.
    fn differ(&mut self) -> Option<String> {
        let [sealed, never] = [&mut self.sealed, &mut self.never].map(|times| middle(times));
        let differs = sealed.abs_diff(never) > UNNOTICED.max(sealed.max(never) / SHARE);
        differs.then(|| format!("{sealed:?} for what is sealed, {never:?} for what never was"))
    }
}

fn middle(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Asks each command by turns, so many times or for so long. Answers with the number of pairs and what was found.
fn asked(calls: &[&Call], turns: u32, until: Option<Instant>) -> (u64, Vec<String>) {
    let mut world = World::new();
    world.ordinary("2026-11-23T10:00", "An officer asks about a record");
    let sealed = world.under_seal("2026-11-23T10:30", &Secrets::new("t"));
    world.as_person(&world.people.outsider.clone());
    let scan = world.desk.place("scan.pdf");
    std::fs::write(&scan, b"%PDF-1.7 a scan").unwrap();
    let [sealed, never] = [sealed.as_str(), NEVER_WAS].map(|request| Target {
        request: request.to_owned(),
        part: NEVER_WAS.to_owned(),
        letter: NEVER_WAS.to_owned(),
        file: NEVER_WAS.to_owned(),
        person: NEVER_WAS.to_owned(),
        at: "2026-11-23T10:20".to_owned(),
        day: "2026-11-23".to_owned(),
        later: "2026-12-23".to_owned(),
        scan: scan.clone(),
        folder: world.desk.place("folder"),
    });
    let mut all: Vec<_> = calls.iter().map(|_| Times::default()).collect();
    let (mut pairs, mut turn) = (0, 0);
    while until.map_or(turn < turns, |until| Instant::now() < until) {
        for ((name, call), times) in calls.iter().zip(&mut all) {
            let mut time = |target: &Target| {
                let start = Instant::now();
                let answer = call(&mut world.desk.session, target);
                let took = start.elapsed();
                (took, answer.expect_err(name))
            };
            let ((first, one), (second, other)) = match turn % 2 {
                0 => (time(&sealed), time(&never)),
                _ => {
                    let late = time(&never);
                    (time(&sealed), late)
                }
            };
            assert_eq!(one, other, "{name}");
            times.sealed.push(first);
            times.never.push(second);
            pairs += 1;
        }
        turn += 1;
    }
    let differ = calls.iter().zip(&mut all);
    (
        pairs,
        differ
            .filter_map(|((name, _), times)| times.differ().map(|words| format!("{name}: {words}")))
            .collect(),
    )
}

#[test]
fn t5_times_what_is_sealed_is_refused_as_fast_as_what_never_was() {
    let start = Instant::now();
    let seconds = std::env::var("TORTURE_SECONDS").ok().and_then(|text| text.parse().ok());
    let until = seconds.map(|seconds| start + Duration::from_secs(seconds));
    let calls: Vec<_> = ON_A_REQUEST.iter().collect();
    let (pairs, differ) = asked(&calls, 41, until);
    println!(
        "\nTORTURE T5-times pairs={pairs} commands={} failures={} milliseconds={}",
        calls.len(),
        differ.len(),
        start.elapsed().as_millis()
    );
    assert!(differ.is_empty(), "{} commands differ:\n{}", differ.len(), differ.join("\n"));
}

#[test]
fn t5_times_goes_red_on_a_broken_build() {
    let calls: Vec<_> = ON_A_REQUEST.iter().filter(|(name, _)| *name == "refresh_request").collect();
    assert_eq!(asked(&calls, 21, None).1, Vec::<String>::new(), "all guards in place");
    break_on_purpose(Some(Breakage::HiddenIsReadFirst));
    let (pairs, differ) = asked(&calls, 21, None);
    break_on_purpose(None);
    println!("T5-times, read before it is refused: {} of {pairs} pairs, {differ:?}", differ.len());
    assert!(!differ.is_empty(), "T5-times does not see it");
}
