//! Pack words for the screens: choices, kinds of data, scripts, outcomes, clauses.

use crate::view::{ChoiceView, Clause, DataKind, Labelled};
use domain::{AnswerCode, DataCode, Modifier, Outcome, ProvisionCode, QuestionCode};
use policy::{AnswerOption, Confidence, DataDefault, Mark, Pack, TypeDef};
use std::collections::BTreeMap;

/// A choice of a question.
pub(crate) fn choice(option: &AnswerOption) -> ChoiceView {
    ChoiceView {
        code: option.code.to_string(),
        label: option.label.clone(),
        hint: option.hint.clone(),
        preview: (!option.preview.is_empty()).then(|| option.preview.clone()),
        not_sure: option.treated_as.is_some(),
    }
}

/// The kinds of data of a pack.
pub(crate) fn data_kinds(pack: &Pack) -> Vec<DataKind> {
    let kind = |data: &policy::DataKind| DataKind {
        code: data.code.to_string(),
        name: data.name.clone(),
        treatment: match data.default {
            DataDefault::Public => "Public",
            DataDefault::Confidential => "Confidential",
            DataDefault::Privileged => "Privileged; never leaves",
            DataDefault::Elsewhere => "Held by somebody else",
        }
        .to_owned(),
        public: data.default == DataDefault::Public,
    };
    pack.data.iter().map(kind).collect()
}

/// A kind of data with its name.
pub(crate) fn data_label(pack: &Pack, code: &DataCode) -> Labelled {
    let name = pack.data_kind(code).map_or_else(|| code.to_string(), |data| data.name.clone());
    Labelled { code: code.to_string(), label: name }
}

/// What to say to the person in front of you: the script that fits the first answers, or the one for anybody. The words
/// depend on who asks, never on what the library holds.
pub(crate) fn script(
    pack: &Pack,
    kind: &TypeDef,
    answers: &BTreeMap<QuestionCode, Vec<AnswerCode>>,
) -> Option<String> {
    let fits = |script: &&policy::Script| {
        !script.when.is_empty()
            && script.when.iter().all(|(question, values)| {
                answers.get(&QuestionCode::from(question.as_str())).is_some_and(|given| {
                    given.iter().any(|answer| values.iter().any(|value| value == answer.as_str()))
                })
            })
    };
    let fitting = pack.scripts.iter().find(fits);
    let general = || pack.scripts.iter().rev().find(|script| script.when.is_empty()).filter(|_| kind.ncd);
    fitting.or_else(general).map(|script| script.say.clone())
}

/// An outcome in words.
pub(crate) fn outcome_words(outcome: Outcome, modifiers: &[Modifier]) -> String {
    let base = match outcome {
        // The library hands nothing over: officers take it, and nobody stands in the way.
        Outcome::Release | Outcome::ReleaseInPart if modifiers.contains(&Modifier::Search) => {
            "Taken by officers"
        }
        Outcome::Release => "Release",
        Outcome::ReleaseInPart => "Release in part",
        Outcome::Deny => "Deny",
        Outcome::Counsel => "Refer to counsel",
        Outcome::Authorize => "Authorize inside the library",
        Outcome::NotOurs => "Not ours to answer",
    };
    let extra: Vec<_> = modifiers
        .iter()
        .map(|modifier| match modifier {
            Modifier::Hold => "hold while a date runs",
            Modifier::Sealed => "sealed",
            Modifier::Search => "a search is not obstructed",
            Modifier::Ncd => "neither confirm nor deny",
        })
        .collect();
    if extra.is_empty() { base.to_owned() } else { format!("{base}: {}", extra.join(", ")) }
}

/// What an outcome means for the asker, or for officers who take things under a warrant by themselves.
pub(crate) fn consequence(outcome: Outcome, is_taken: bool) -> &'static str {
    match outcome {
        Outcome::Release if is_taken => {
            "Nobody stands in the way. What the officers take is written down; the library gives nothing more."
        }
        Outcome::Release => "Everything that was asked and is allowed goes out.",
        Outcome::ReleaseInPart => "Only the named fields go out; the rest is withheld with its ground.",
        Outcome::Deny => "Nothing confidential goes out. A courteous answer with the ground does.",
        Outcome::Counsel => "Nothing goes out. The part waits for counsel.",
        Outcome::Authorize => "A written authorization is made; nobody outside receives more than it names.",
        Outcome::NotOurs => "The asker is told who holds the record.",
    }
}

/// The code of an outcome.
pub(crate) fn outcome_code(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Release => "R",
        Outcome::ReleaseInPart => "RP",
        Outcome::Deny => "D",
        Outcome::Counsel => "C",
        Outcome::Authorize => "A",
        Outcome::NotOurs => "N",
    }
}

/// What kind of statement this is, in words.
pub(crate) fn standing_words(mark: Mark) -> &'static str {
    match mark {
        Mark::Law => "Law",
        Mark::Policy => "Policy",
        Mark::OurReading => "Our reading; the Director adopts it",
        Mark::CounselMustConfirm => "Open question; counsel must confirm",
    }
}

/// How sure a statement is, in words.
pub(crate) fn confidence_words(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Adopted => "In the adopted text",
        Confidence::Verified => "Read in a public text",
        Confidence::VerifiedOld => "Read in an old copy; confirm that it still reads so",
        Confidence::Unverified => "General knowledge; counsel must confirm",
        Confidence::Ours => "A choice of ours",
        Confidence::Open => "Open; counsel must confirm",
    }
}

/// The clause under a label: a provision of the policy or a statute.
pub(crate) fn clause(pack: &Pack, label: &str) -> Clause {
    let provision = pack.provisions.get(&ProvisionCode::from(label));
    let statute = || pack.statutes.get(label);
    let (text, mark, version) = match provision {
        Some(provision) => (provision.text.clone(), Some(provision.mark), pack.about.version.clone()),
        None => statute().map_or((String::new(), None, String::new()), |statute| {
            let looked = format!("text last looked at {}", crate::when::day_words(statute.verified));
            (statute.text.clone(), Some(statute.mark), looked)
        }),
    };
    Clause {
        label: label.to_owned(),
        text,
        version,
        standing: mark.map(standing_words).unwrap_or_default().to_owned(),
    }
}
