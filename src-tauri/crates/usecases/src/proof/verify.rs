//! Checking the whole record, and the line to keep outside it.

use crate::Session;
use crate::view::VerificationView;
use crate::when::day_words;

/// Checks every page, entry, key and attachment, and lists all damage.
pub fn verify_vault(session: &Session) -> VerificationView {
    verify_telling(session, &mut |_| ())
}

/// As [`verify_vault`], and tells how far it is, from 0 to 100.
pub fn verify_telling(session: &Session, tell: &mut dyn FnMut(u8)) -> VerificationView {
    let verification = session.vault.verify_telling(tell);
    // What is hidden from the person here is checked too, and not counted.
    let shown = session.vault.stats_without(&session.hidden_streams()).ok().map(|stats| stats.entries);
    let problems: Vec<_> = verification.problems.iter().map(|problem| problem.words.clone()).collect();
    let summary = match problems.first() {
        None => match shown {
            Some(1) => "The one entry is intact.".to_owned(),
            Some(entries) => format!("All {} entries are intact.", grouped(entries)),
            None => "Every entry is intact.".to_owned(),
        },
        Some(first) => format!(
            "The record is damaged: {first} Do not go on working in it. Keep the folder as it is and restore the newest \
             verified backup."
        ),
    };
    VerificationView { intact: verification.is_sound(), summary, problems, anchor: anchor_words(session) }
}

/// Date and code of the latest entry. Without a count: that would tell how much there is.
pub(crate) fn anchor_words(session: &Session) -> String {
    format!("{}: {}", day_words(session.now().date()), super::spaced(&session.vault.anchor().code))
}

/// `1,204`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1204, 1_000_000].map(grouped), ["0", "999", "1,204", "1,000,000"]);
    }
}
