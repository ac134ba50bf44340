//! Outcomes of a part and of a whole request.

use serde::{Deserialize, Serialize};

/// What is done with one part of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Outcome {
    /// All of what was asked and is compelled or allowed goes out.
    #[serde(rename = "R")]
    Release,
    /// Named fields go out; the rest is withheld with a stated ground.
    #[serde(rename = "RP")]
    ReleaseInPart,
    /// Nothing confidential goes out; a courteous, reasoned answer does.
    #[serde(rename = "D")]
    Deny,
    /// Held for counsel: nothing goes out until advice is recorded.
    #[serde(rename = "C")]
    Counsel,
    /// A written authorization for a use inside the library or by a named recipient.
    #[serde(rename = "A")]
    Authorize,
    /// Not the library's to answer: the asker is pointed to who holds the record.
    #[serde(rename = "N")]
    NotOurs,
}

impl Outcome {
    /// Whether anything may leave the building under this outcome.
    pub fn gives_out(self) -> bool {
        matches!(self, Self::Release | Self::ReleaseInPart)
    }

    /// Whether the part is finished with this outcome. *Refer to counsel* holds it open.
    pub fn is_final(self) -> bool {
        self != Self::Counsel
    }
}

/// How an outcome is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    /// A clock or a return date is running while the part is held.
    Hold,
    /// Handled as a sealed matter.
    Sealed,
    /// Officers are executing a warrant; it is not obstructed.
    Search,
    /// The answer neither confirms nor denies that any person uses the library.
    Ncd,
}

/// The outcome of a whole request from its parts: any part held for counsel holds the request; parts alike give theirs;
/// parts that differ make a release in part. A part that is not the library's to answer, or holds nothing, leaves the outcome
/// of the others as it is: nothing was kept back by it. `None` while a part has no outcome, or there is no part.
pub fn summary(parts: impl IntoIterator<Item = Option<Outcome>>) -> Option<Outcome> {
    let outcomes = parts.into_iter().collect::<Option<Vec<_>>>()?;
    let first = *outcomes.first()?;
    if outcomes.contains(&Outcome::Counsel) {
        return Some(Outcome::Counsel);
    }
    let mut answered = outcomes.iter().copied().filter(|outcome| *outcome != Outcome::NotOurs);
    let Some(shared) = answered.next() else { return Some(first) };
    Some(if answered.all(|outcome| outcome == shared) { shared } else { Outcome::ReleaseInPart })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_part_with_counsel_holds_the_whole_request() {
        assert_eq!(summary([Some(Outcome::Release), Some(Outcome::Counsel)]), Some(Outcome::Counsel));
    }

    #[test]
    fn different_final_parts_make_a_release_in_part() {
        assert_eq!(summary([Some(Outcome::Release), Some(Outcome::Deny)]), Some(Outcome::ReleaseInPart));
        assert_eq!(summary([Some(Outcome::Deny), Some(Outcome::Deny)]), Some(Outcome::Deny));
    }

    #[test]
    fn a_part_that_holds_nothing_keeps_nothing_back() {
        let parts = [Outcome::Release, Outcome::Release, Outcome::NotOurs].map(Some);
        assert_eq!(summary(parts), Some(Outcome::Release));
        assert_eq!(summary([Some(Outcome::NotOurs), Some(Outcome::Deny)]), Some(Outcome::Deny));
        assert_eq!(summary([Some(Outcome::NotOurs), Some(Outcome::NotOurs)]), Some(Outcome::NotOurs));
    }

    #[test]
    fn an_undecided_part_leaves_the_request_undecided() {
        assert_eq!(summary([Some(Outcome::Release), None]), None);
        assert_eq!(summary([]), None);
    }
}
