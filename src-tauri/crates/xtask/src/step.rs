//! Steps with a name, a clock and a table at the end.

use std::time::{Duration, Instant};

use crate::call::Failure;

/// How many tests passed and failed in a step.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
}

impl Tally {
    /// A step that checks one thing and has no tests to count.
    pub(crate) const NONE: Self = Self { passed: 0, failed: 0 };

    /// Adds another step's count.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The steps done so far.
pub(crate) struct Steps {
    total: usize,
    done: Vec<Done>,
    started: Instant,
}

struct Done {
    name: &'static str,
    took: Duration,
    tally: Tally,
    passed: bool,
}

impl Steps {
    /// An empty list; `total` is only for the progress lines.
    pub(crate) fn new(total: usize) -> Self {
        Self { total, done: Vec::new(), started: Instant::now() }
    }

    /// Does one step and shows its start and end.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<Tally, (Tally, Failure)>,
    ) -> Result<(), Failure> {
        println!("\n── {}/{} {name} ──", self.done.len() + 1, self.total);
        let start = Instant::now();
        let outcome = work();
        let took = start.elapsed();
        let tally = *outcome.as_ref().unwrap_or_else(|(tally, _)| tally);
        self.done.push(Done { name, took, tally, passed: outcome.is_ok() });
        println!("   {name}: {}", minutes(took));
        outcome.map(|_| ()).map_err(|(_, failure)| Failure {
            what: format!("step “{name}”: {}", failure.what),
            next: format!("{} Repeat only this step with `cargo xtask test --only {name}`.", failure.next),
        })
    }

    /// The table of minutes, then the closing line that adds the tests up.
    pub(crate) fn close(&self) {
        println!("\n{:<12} {:>9}  {:>7} {:>7}", "step", "min:sec", "passed", "failed");
        let mut sum = Tally::NONE;
        for done in &self.done {
            let counts = if done.tally.passed + done.tally.failed > 0 {
                format!("{:>7} {:>7}", done.tally.passed, done.tally.failed)
            } else {
                format!(
                    "{:>7} {:>7}",
                    if done.passed { "ok" } else { "" },
                    if done.passed { "" } else { "stopped" }
                )
            };
            println!("{:<12} {:>9}  {counts}", done.name, minutes(done.took));
            sum.add(done.tally);
        }
        println!("{:<12} {:>9}", "all", minutes(self.started.elapsed()));
        println!("{} passed, {} failed", sum.passed, sum.failed);
    }
}

fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_is_counted_and_named() {
        let mut steps = Steps::new(2);
        steps.step("one", || Ok(Tally { passed: 3, failed: 0 })).expect("it passes");
        let failure = steps
            .step("two", || Err((Tally { passed: 1, failed: 2 }, Failure::new("broken", "mend it."))))
            .expect_err("it fails");
        assert_eq!(failure.what, "step “two”: broken");
        assert!(failure.next.contains("--only two"));
        assert_eq!(steps.done.iter().map(|done| done.tally.failed).sum::<u64>(), 2);
    }

    #[test]
    fn minutes_are_written_with_two_digit_seconds() {
        assert_eq!(minutes(Duration::from_millis(61_900)), "1:01");
    }
}
