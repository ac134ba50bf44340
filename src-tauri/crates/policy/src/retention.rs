//! How long requests that have ended are kept: the rules of a schedule, as the pack states them.

use crate::{Confidence, Mark, Pack};
use domain::{RetentionPeriod, RetentionStart, TypeCode};
use serde::Deserialize;

/// A rule of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// Its id.
    pub id: String,
    /// What it keeps, in a few words.
    pub name: String,
    /// Types of request it applies to; empty for all.
    #[serde(default)]
    pub types: Vec<TypeCode>,
    /// From when it runs.
    pub from: RetentionStart,
    /// How long; left out where no text was found that says so.
    #[serde(default)]
    pub period: Option<RetentionPeriod>,
    /// What it rests on.
    pub citation: String,
    /// What the statement is.
    pub mark: Mark,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why it stands as it does.
    pub note: String,
}

impl RetentionRule {
    /// The period as far as the pack alone settles it: stated by the policy or by law in a text that was looked at. Everything
    /// else counts only once the Director recorded who settled it.
    pub fn settled(&self) -> Option<RetentionPeriod> {
        let is_stated = matches!(self.mark, Mark::Policy | Mark::Law);
        let is_sure = matches!(self.confidence, Confidence::Adopted | Confidence::Verified);
        self.period.filter(|_| is_stated && is_sure)
    }

    /// Whether it keeps a request with parts of these types. A request without any type is kept by what keeps all.
    pub fn applies_to(&self, types: &[TypeCode]) -> bool {
        self.types.is_empty() || self.types.iter().any(|code| types.contains(code))
    }
}

impl Pack {
    /// The rules that keep a request with parts of these types. All of them count, and the longest decides.
    pub fn retention_of<'a>(&'a self, types: &'a [TypeCode]) -> impl Iterator<Item = &'a RetentionRule> {
        self.retention.iter().filter(|rule| rule.applies_to(types))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(mark: Mark, confidence: Confidence) -> RetentionRule {
        RetentionRule {
            id: "r".to_owned(),
            name: "Case files".to_owned(),
            types: Vec::new(),
            from: RetentionStart::Ended,
            period: Some(RetentionPeriod { years: 3, months: 0 }),
            citation: "c".to_owned(),
            mark,
            confidence,
            note: "n".to_owned(),
        }
    }

    #[test]
    fn only_a_text_that_was_looked_at_settles_a_period() {
        assert!(rule(Mark::Policy, Confidence::Adopted).settled().is_some());
        assert!(rule(Mark::Law, Confidence::Verified).settled().is_some());
        for (mark, confidence) in [
            (Mark::OurReading, Confidence::Ours),
            (Mark::CounselMustConfirm, Confidence::Open),
            (Mark::Law, Confidence::Unverified),
            (Mark::Law, Confidence::VerifiedOld),
        ] {
            assert!(rule(mark, confidence).settled().is_none(), "{mark:?} {confidence:?}");
        }
    }

    #[test]
    fn a_rule_with_types_keeps_only_requests_that_have_one_of_them() {
        let code = |text: &str| TypeCode::from(text);
        let narrow = RetentionRule { types: vec![code("X")], ..rule(Mark::Policy, Confidence::Adopted) };
        assert!(narrow.applies_to(&[code("Y"), code("X")]));
        assert!(!narrow.applies_to(&[code("Y")]) && !narrow.applies_to(&[]));
        assert!(rule(Mark::Policy, Confidence::Adopted).applies_to(&[]));
    }
}
