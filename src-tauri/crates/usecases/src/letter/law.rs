//! Letter texts beside a policy pack. Only here are both seen: a text states as law only what the pack marks as confirmed.

use crate::question_view::{confidence_words, standing_words};
use chrono::{NaiveDate, TimeDelta};
use letters::{Catalogue, Citation, LetterText, Standing};
use policy::{Confidence, Mark, Pack, PackProblem};
use serde::Serialize;

/// A citation of a letter text beside the pack's word on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// Letter.
    pub letter: String,
    /// Label of the statute or provision.
    pub source: String,
    /// As what the text states it: `law`, `policy` or `our-reading`.
    pub stated_as: String,
    /// What the pack says it is.
    pub mark: Mark,
    /// How sure the pack is.
    pub confidence: Confidence,
}

/// Every citation of the texts that a pack's catalogue uses, or each that states more than the pack confirms. With a day also
/// each whose source was last looked at too long before it.
pub(crate) fn compared(
    pack: &Pack,
    texts: &Catalogue,
    today: Option<NaiveDate>,
) -> std::result::Result<Vec<Cited>, Vec<PackProblem>> {
    let used = texts.in_all_languages().filter(|text| pack.letter(&text.id().into()).is_some());
    let (mut cited, mut problems) = (Vec::new(), Vec::new());
    for text in used {
        for citation in text.citations() {
            match compare(pack, text, &citation, today) {
                Ok(one) => cited.push(one),
                Err(problem) => problems.push(problem),
            }
        }
    }
    if problems.is_empty() { Ok(cited) } else { Err(problems) }
}

/// Refuses a text that states as law what the pack does not confirm.
pub(crate) fn first_unconfirmed(pack: &Pack, text: &LetterText) -> Option<PackProblem> {
    text.citations().iter().find_map(|citation| compare(pack, text, citation, None).err())
}

fn compare(
    pack: &Pack,
    text: &LetterText,
    citation: &Citation,
    today: Option<NaiveDate>,
) -> std::result::Result<Cited, PackProblem> {
    let label = &citation.source;
    let statute = pack.statutes.get(label);
    let provision = pack.provisions.get(&label.as_str().into());
    let known = statute
        .map(|statute| (statute.mark, statute.confidence))
        .or_else(|| provision.map(|provision| (provision.mark, provision.confidence)));
    let refuse = |why: String| {
        PackProblem {
        file: format!("letters/{}", text.file()),
        line: citation.line,
        message: format!("The letter {} cites {label} as {}, but {why}.", text.id(), words(citation.standing)),
        help: "Take the claim out of the letter's words, or rest it on a source that the pack marks as confirmed. If counsel \
               has confirmed this one, say so in the pack's statutes.toml with the day its text was looked at."
            .to_owned(),
    }
    };
    let Some((mark, confidence)) = known else {
        return Err(refuse("the pack knows no such statute or provision".to_owned()));
    };
    let stale = statute.filter(|statute| {
        today.is_some_and(|day| day > statute.verified + TimeDelta::days(i64::from(pack.about.recheck_days)))
    });
    match citation.standing {
        Standing::Law if mark != Mark::Law || confidence != Confidence::Verified => {
            let (mark, sure) = (standing_words(mark), confidence_words(confidence));
            let why = format!("the pack says of it: {mark}, {sure}");
            return Err(refuse(why));
        }
        Standing::Law if stale.is_some() => {
            return Err(refuse("its text was last looked at too long ago".to_owned()));
        }
        Standing::Policy if mark != Mark::Policy || confidence != Confidence::Adopted => {
            return Err(refuse("it is not in the adopted policy".to_owned()));
        }
        Standing::Law | Standing::Policy | Standing::OurReading => {}
    }
    let (letter, source) = (text.id().to_owned(), label.clone());
    Ok(Cited { letter, source, stated_as: words(citation.standing).to_owned(), mark, confidence })
}

fn words(standing: Standing) -> &'static str {
    match standing {
        Standing::Law => "law",
        Standing::Policy => "policy",
        Standing::OurReading => "our-reading",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Catalogue {
        letters::shipped().unwrap()
    }

    fn pack() -> Pack {
        crate::packs::offered().unwrap().pack
    }

    fn day(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    /// Each text with each of its citations.
    fn each(look: &mut dyn FnMut(&LetterText, &Citation)) -> usize {
        let (texts, mut count) = (texts(), 0);
        for text in texts.texts() {
            for citation in text.citations() {
                count += 1;
                look(text, &citation);
            }
        }
        count
    }

    #[test]
    fn every_text_inside_the_program_states_as_law_only_what_every_pack_inside_confirms() {
        for offered in crate::packs::inside().unwrap() {
            let today = day("2026-11-28");
            let compared = compared(&offered.pack, &texts(), today);
            assert!(compared.is_ok(), "{}: {compared:?}", offered.pack.about.id);
        }
        assert!(!compared(&pack(), &texts(), None).unwrap().is_empty());
    }

    #[test]
    fn no_citation_of_any_text_survives_a_source_that_is_not_confirmed() {
        let doubts = [
            Confidence::Adopted,
            Confidence::VerifiedOld,
            Confidence::Unverified,
            Confidence::Ours,
            Confidence::Open,
        ];
        let mut tried = 0;
        each(&mut |text, citation| {
            // What a letter states as a reading claims no confirmed source.
            if citation.standing != Standing::Law {
                return;
            }
            tried += 1;
            let refused = |pack: &Pack, today| {
                let problems = compared(pack, &texts(), today).unwrap_err();
                let about = format!("The letter {} cites {} as law", text.id(), citation.source);
                let own = problems.iter().find(|problem| problem.message.starts_with(&about)).unwrap();
                assert_eq!((&own.file, own.line), (&format!("letters/{}.toml", text.id()), citation.line));
                assert!(!own.help.is_empty());
            };
            for doubt in doubts {
                let mut pack = pack();
                pack.statutes.get_mut(&citation.source).unwrap().confidence = doubt;
                refused(&pack, None);
            }
            for mark in [Mark::Policy, Mark::OurReading, Mark::CounselMustConfirm] {
                let mut pack = pack();
                pack.statutes.get_mut(&citation.source).unwrap().mark = mark;
                refused(&pack, None);
            }
            let mut unknown = pack();
            unknown.statutes.remove(&citation.source);
            refused(&unknown, None);
            refused(&pack(), day("2028-01-03"));
        });
        assert!(tried > 3, "{tried}");
    }

    #[test]
    fn the_line_named_is_the_line_of_the_citation() {
        each(&mut |text, citation| {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/letters");
            let source = std::fs::read_to_string(path.join(text.file())).unwrap();
            let line = source.lines().nth(citation.line - 1).unwrap();
            assert!(line.contains(&citation.source), "{} {}: {line}", text.file(), citation.line);
        });
    }

    #[test]
    fn a_text_whose_letter_the_pack_does_not_have_is_not_looked_at() {
        let mut pack = pack();
        pack.letters.clear();
        pack.statutes.clear();
        assert_eq!(compared(&pack, &texts(), None).unwrap(), Vec::new());
    }
}
