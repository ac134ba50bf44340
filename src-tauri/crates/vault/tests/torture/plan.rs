//! How long a suite runs and from which seed, what it counts, and how it is shown that it can fail.

use std::time::{Duration, Instant};

use vault::testing::{Breakage, break_on_purpose};

/// How much a suite does: a fixed amount in its short form, or as long as `TORTURE_SECONDS` says.
pub(crate) struct Plan {
    pub(crate) seed: u64,
    until: Option<Instant>,
    left: u64,
}

/// Numbers that look random and are the same for the same seed.
pub(crate) struct Dice(u64);

/// What a suite did, and what went wrong.
pub(crate) struct Figures {
    name: &'static str,
    counts: Vec<(&'static str, u64)>,
    pub(crate) failures: Vec<String>,
    start: Instant,
}

impl Plan {
    /// As the environment says, or `short` pieces of work from the first seed.
    pub(crate) fn of(short: u64) -> Self {
        let told = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
        Self {
            seed: told("TORTURE_SEED").unwrap_or(1),
            until: told("TORTURE_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds)),
            left: short,
        }
    }

    /// Whether it runs in its long form.
    pub(crate) fn is_long(&self) -> bool {
        self.until.is_some()
    }

    /// So many pieces of work, whatever the environment says: for a broken build.
    pub(crate) fn exactly(pieces: u64) -> Self {
        Self { seed: 1, until: None, left: pieces }
    }

    pub(crate) fn dice(&self) -> Dice {
        Dice::of(self.seed)
    }

    /// Whether there is another piece of work to do.
    pub(crate) fn goes_on(&mut self) -> bool {
        match self.until {
            Some(until) => Instant::now() < until,
            None => {
                let goes_on = self.left > 0;
                self.left = self.left.saturating_sub(1);
                goes_on
            }
        }
    }
}

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(crate) fn is_heads(&mut self) -> bool {
        self.below(2) == 0
    }

    pub(crate) fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next() as u8).collect()
    }
}

impl Figures {
    pub(crate) fn new(name: &'static str, counted: &[&'static str]) -> Self {
        let counts = counted.iter().map(|what| (*what, 0)).collect();
        Self { name, counts, failures: Vec::new(), start: Instant::now() }
    }

    pub(crate) fn add(&mut self, what: &'static str, number: u64) {
        match self.counts.iter_mut().find(|(known, _)| *known == what) {
            Some((_, sum)) => *sum += number,
            None => self.counts.push((what, number)),
        }
    }

    /// Counts one, and notes what is wrong with it.
    pub(crate) fn judge(&mut self, what: &'static str, outcome: Result<(), String>) {
        self.add(what, 1);
        self.failures.extend(outcome.err());
    }

    /// Prints the line that `cargo xtask torture` adds up. A suite that did none of what it counts has failed, too.
    pub(crate) fn close(self) {
        let counts: Vec<_> = self.counts.iter().map(|(what, sum)| format!("{what}={sum}")).collect();
        println!(
            "\nTORTURE {} {} failures={} milliseconds={}",
            self.name,
            counts.join(" "),
            self.failures.len(),
            self.start.elapsed().as_millis()
        );
        for (what, sum) in &self.counts {
            assert!(*sum > 0, "{}: not one of its {what}", self.name);
        }
        let first: Vec<_> = self.failures.iter().take(12).map(String::as_str).collect();
        assert!(first.is_empty(), "{}: {} failures\n{}", self.name, self.failures.len(), first.join("\n"));
    }
}

/// Does something with all guards in place, also in a suite that runs without one: what the broken build is compared with.
pub(crate) fn whole<T>(work: impl FnOnce() -> T) -> T {
    let guard = break_on_purpose(None);
    let outcome = work();
    break_on_purpose(guard);
    outcome
}

/// Runs a suite with one guard taken out. It must find something.
pub(crate) fn goes_red(guard: Breakage, suite: impl FnOnce() -> Figures) {
    break_on_purpose(Some(guard));
    let figures = suite();
    break_on_purpose(None);
    println!(
        "{} without {guard:?}: {} failures, the first: {}",
        figures.name,
        figures.failures.len(),
        figures.failures.first().map_or("none", String::as_str)
    );
    assert!(!figures.failures.is_empty(), "{} does not see {guard:?}", figures.name);
}
