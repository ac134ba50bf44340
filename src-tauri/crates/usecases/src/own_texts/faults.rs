//! What keeps words from being used.

use super::sample_letter::samples;
use super::shipped;
use crate::letter::typeset;
use crate::timeline::capital;
use crate::view::OwnTextFault;
use crate::{Code, Error, Result, Session};
use letters::WordProblem;
use std::collections::BTreeMap;

/// What keeps words from being used: they break the shape of the text, drop what it must say, or say in a sample letter what no
/// letter may say.
pub(super) fn faults(
    session: &Session,
    code: &str,
    words: &BTreeMap<String, String>,
) -> Result<Vec<OwnTextFault>> {
    let text = shipped(session, code)?;
    let reworded = match text.reworded(words) {
        Ok(reworded) => reworded,
        Err(problems) => return Ok(problems.into_iter().map(fault).collect()),
    };
    let mut never = session.texts.never();
    for kind in text.withheld_kinds() {
        never.withhold(&kind, Vec::<String>::new());
    }
    let typed = words.iter().flat_map(|(passage, words)| never.in_own_words(passage, words));
    let mut faults: Vec<_> = typed.map(said).collect();
    for sample in samples(code)? {
        // As a letter takes its turns, and every passage at once: none goes out that nobody looked at.
        let letters =
            [letters::compose(&reworded, &sample.facts, &sample.free), letters::whole(&reworded, &sample)];
        for letter in letters {
            let letter = match letter {
                Ok(letter) => letter,
                Err(error) => {
                    faults.push(of_all(error.to_string()));
                    continue;
                }
            };
            let found = letters::check(&letter, &reworded, &never).err().unwrap_or_default();
            faults.extend(found.into_iter().map(said));
            if let Err(error) = typeset(session, &letter, letters::Mark::Draft) {
                faults.push(of_all(error.message));
            }
        }
    }
    // Several samples have the same passages.
    let mut told: Vec<OwnTextFault> = Vec::new();
    for fault in faults {
        if !told.contains(&fault) {
            told.push(fault);
        }
    }
    Ok(told)
}

fn of_all(words: String) -> OwnTextFault {
    OwnTextFault { passage: None, words }
}

pub(super) fn said(finding: letters::Finding) -> OwnTextFault {
    OwnTextFault {
        passage: Some(finding.block).filter(|block| !block.is_empty()),
        words: match finding.words.as_str() {
            "" => format!("{}.", capital(&finding.rule)),
            words => format!("“{words}” may not stand here: {}", finding.rule),
        },
    }
}

/// Refuses words that cannot be used, with the first reason.
pub(super) fn refuse_faults(faults: &[OwnTextFault]) -> Result<()> {
    let Some(first) = faults.first() else { return Ok(()) };
    Err(Error::new(
        Code::LetterRefused,
        first.words.clone(),
        "The words are kept as your draft, and letters stay as they are. Change what is named.",
    ))
}

fn fault(problem: WordProblem) -> OwnTextFault {
    OwnTextFault { passage: Some(problem.passage), words: problem.message }
}
