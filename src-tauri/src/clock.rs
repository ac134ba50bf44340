//! The one place that reads the clock. Everything below receives the moment as an argument.

use chrono::{DateTime, FixedOffset, Local};

/// The file that holds the moment in test builds, written as in RFC 3339.
#[cfg(feature = "e2e")]
const MOVED_BY: &str = "CUSTODIAN_E2E_CLOCK";

/// This moment, in the office's own time zone.
pub(crate) fn now() -> DateTime<FixedOffset> {
    #[cfg(feature = "e2e")]
    if let Some(moved) = moved() {
        return moved;
    }
    real()
}

#[expect(clippy::disallowed_methods, reason = "here the time enters")]
fn real() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}

/// What a test says the moment is. Read each time, so that a test can move it while the program runs.
#[cfg(feature = "e2e")]
fn moved() -> Option<DateTime<FixedOffset>> {
    let text = std::fs::read_to_string(std::env::var_os(MOVED_BY)?).ok()?;
    DateTime::parse_from_rfc3339(text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_test_file_the_clock_runs() {
        let first = now();
        let second = now();
        assert!(second >= first, "time goes forward");
        assert!(first.timestamp() > 1_600_000_000, "it is a real date");
    }
}
