//! Gates about the paper: its facts, the judge, its life, secrecy.

use super::{Sight, Stand, amber, green, red};
use crate::facts::Holds;
use crate::{GagCheck, GateDef, JudgeWays, derive};
use domain::deadline::Due;
use domain::{Advice, Instrument, InstrumentField};

const NO_PAPER: &str = "There is no paper on record.";

/// Every fact copied or marked as not stated, with a copy attached. Gaps turn it amber until counsel was shown them.
pub(super) fn instrument(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    let Some(paper) = sight.paper() else { return red(NO_PAPER) };
    let missing = paper.missing();
    if !missing.is_empty() {
        let names: Vec<_> = missing.into_iter().map(field_name).collect();
        return red(format!("Still to be copied from the paper: {}.", names.join(", ")));
    }
    if !copy_is_kept(sight, paper) {
        return red("No copy of the paper is attached.");
    }
    let unstated = paper.not_stated.iter().copied().filter(|field| !paper.has(*field)).map(field_name);
    let mut gaps: Vec<String> = unstated.map(|name| format!("it does not state {name}")).collect();
    gaps.extend(gate.amber_when.iter().filter_map(|(name, values)| answered_gap(sight, name, values)));
    if gaps.is_empty() {
        return green("All facts of the paper are on record, with a copy.");
    }
    with_gap(sight, format!("The paper has gaps: {}.", gaps.join("; ")))
}

/// An answer that leaves a gap, in the words of the question.
fn answered_gap(sight: &Sight<'_>, name: &str, values: &[String]) -> Option<String> {
    let value = values.iter().find(|value| sight.facts.is(name, value))?;
    let question = sight.pack.question(&name.into())?;
    let option = question.options.iter().find(|option| option.code.as_str() == value)?;
    Some(format!("{} {}", question.heading, option.label))
}

/// A judge with findings; a judge with counsel's view on the findings; or counsel's signed opinion, as the row allows.
pub(super) fn judge(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    if sight.paper().is_none() {
        return red(NO_PAPER);
    }
    let judge = sight.facts.any(&gate.judge) == Holds::Yes;
    let findings = sight.facts.any(&gate.findings) == Holds::Yes;
    let ways = sight.row.judge;
    if judge && ways != JudgeWays::OpinionOnly {
        if findings {
            return green("A judge signed or approved it, and the findings are attached.");
        }
        if sight.advice.is_some_and(|advice| advice.findings_settled) {
            return green("A judge signed or approved it; counsel says the findings are met or not needed.");
        }
        return red(
            "A judge signed or approved it, but no findings are attached and counsel has not spoken on them.",
        );
    }
    if ways == JudgeWays::JudgeOnly {
        return red("No judge signed or approved it.");
    }
    match sight.advice.map(|advice| lacks(sight, advice)) {
        Some(None) => green("No judge; counsel's signed opinion names the authority and is on file."),
        Some(Some(lack)) => {
            red(format!("No judge's finding, and counsel's advice does not replace it: {lack}."))
        }
        None => red("No judge's finding, and no opinion of counsel on this paper."),
    }
}

/// Not lapsed, withdrawn or used up, and the return date typed twice alike.
pub(super) fn live(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    let Some(paper) = sight.paper() else { return red(NO_PAPER) };
    match sight.facts.any(&gate.ended_when) {
        Holds::Yes => {
            return red("The paper was carried out, withdrawn or replaced, or that is not excluded.");
        }
        Holds::Unknown => {
            return red("It is not answered whether the paper was carried out, withdrawn or replaced.");
        }
        Holds::No => {}
    }
    // A paper whose type has no life of its own counts as live here; its return date is judged below.
    if sight.facts.is("paper_life", "lapsed") {
        return red("Its last day is over.");
    }
    if sight.facts.is("paper_life", "contradictory") {
        return red("Its dates contradict each other.");
    }
    if sight.facts.is("paper_life", "unknown") {
        return red("Its date, or the last day printed on it, is not on record.");
    }
    let Some(return_by) = paper.return_by else {
        let has_life = !sight.kind.life.is_empty();
        return match paper.not_stated.contains(&InstrumentField::ReturnBy) {
            true if has_life => green("Within its life; it states no return date."),
            true => with_gap(sight, "The paper states no return date.".to_owned()),
            false => red("The return date is not on record."),
        };
    };
    if paper.confirmed_return().is_none() {
        return red("The return date was not typed a second time alike.");
    }
    if sight.facts.is("return_date", "passed-before") {
        return red("The return date had passed before the paper was served.");
    }
    if return_by.is_over(derive::judged_at(sight.case, sight.part)) {
        let advised_since =
            sight.advice.is_some_and(|advice| return_by.is_over(advice.at) && advice.gaps_shown);
        let why =
            format!("The time to return it, {}, passed while the library held the paper.", day(return_by));
        return if advised_since { green(format!("{why} Counsel has advised since.")) } else { amber(why) };
    }
    green(format!("In force; to be returned by {}.", day(return_by)))
}

/// Secrecy was looked for. Sealed matters are never looked up.
pub(super) fn gag(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    if sight.kind.gag == GagCheck::TextOnly {
        return green("The letter's text is checked. Sealed matters are never looked up for this.");
    }
    // A sealed matter is about secrecy from the first word: enough to hold or decline, and green once counsel advised on it.
    if sight.kind.sealed {
        return under_seal(sight, gate);
    }
    let request_only = sight.facts.any(&gate.paper_request) == Holds::Yes;
    match (sight.facts.holds(&gate.asked), request_only) {
        (Holds::Yes, false) | (_, true) => {}
        (Holds::No, false) if sight.facts.values(first_name(gate)).is_none() => {
            return red("The question on secrecy is not answered.");
        }
        (_, false) if sight.case.request.sealing.is_some() => return under_seal(sight, gate),
        (_, false) => return red("A paper or a person speaks of secrecy."),
    }
    if sight.kind.gag != GagCheck::Paper {
        return green("Nothing speaks of secrecy.");
    }
    if request_only {
        return with_gap(sight, "The paper asks for silence; no court orders it.".to_owned());
    }
    match sight.facts.any(&gate.paper_none) {
        Holds::Yes => green("The paper and the people were checked; nothing orders silence."),
        _ => red("It is not answered whether the paper orders silence."),
    }
}

/// Secrecy was found. It is kept while the matter is sealed, for then no notice, list or letter reveals it.
fn under_seal(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    let request = sight.case.request;
    let lifted = request.sealing.as_ref().and_then(|sealing| sealing.unsealed.as_ref());
    match lifted {
        Some(lifted)
            if request.papers.last().is_some_and(|paper| paper.at > lifted.at)
                && !read_since(sight, gate) =>
        {
            red(
                "A paper came in after the seal was lifted. Look for secrecy in it, and answer again whether it orders silence.",
            )
        }
        Some(_) => green("The seal was lifted: counsel confirmed in writing that it may be told."),
        None => with_gap(sight, "The matter is sealed.".to_owned()),
    }
}

/// Whether it was answered since the last paper came in that it orders no silence.
fn read_since(sight: &Sight<'_>, gate: &GateDef) -> bool {
    let came = sight.case.request.papers.last().map(|paper| paper.at);
    let read = |name: &String| {
        let answered = sight.part.answers.get(&name.as_str().into());
        answered.is_some_and(|answered| came.is_none_or(|came| answered.current.at >= came))
    };
    gate.paper_none.keys().any(read) && sight.facts.any(&gate.paper_none) == Holds::Yes
}

fn first_name(gate: &GateDef) -> &str {
    gate.asked.keys().next().map_or("", String::as_str)
}

/// A gap turns green when counsel advised with the gap before their eyes.
fn with_gap(sight: &Sight<'_>, gap: String) -> Stand {
    if sight.advice.is_some_and(|advice| advice.gaps_shown) {
        return green(format!("{gap} Counsel was shown this before advising."));
    }
    amber(gap)
}

fn copy_is_kept(sight: &Sight<'_>, paper: &Instrument) -> bool {
    paper.copy.is_some_and(|copy| sight.case.request.attachment(copy).is_some())
}

/// What counsel's opinion lacks to stand in the place of a judge.
fn lacks(sight: &Sight<'_>, advice: &Advice) -> Option<&'static str> {
    let kept = advice.opinion.is_some_and(|opinion| sight.case.request.attachment(opinion).is_some());
    let named = advice.authority.as_ref().is_some_and(|text| !text.trim().is_empty());
    match (kept && advice.in_writing, named, advice.particular_person_answered) {
        (false, _, _) => Some("no signed opinion is attached"),
        (_, false, _) => Some("it names no authority"),
        (_, _, false) => Some("it does not answer whether a particular person is named"),
        (true, true, true) => None,
    }
}

fn day(due: Due) -> String {
    match due {
        Due::Day(day) => format!("the end of {} (the paper states no hour)", day.format("%a %-d %b %Y")),
        Due::Moment(at) => at.format("%a %-d %b %Y %H:%M").to_string(),
    }
}

fn field_name(field: InstrumentField) -> &'static str {
    match field {
        InstrumentField::Kind => "what it calls itself",
        InstrumentField::Issuer => "who issued it",
        InstrumentField::CaseNumber => "case number",
        InstrumentField::Signer => "who signed",
        InstrumentField::SignerOffice => "the signer's office",
        InstrumentField::Dated => "its date",
        InstrumentField::ReturnBy => "return date",
        InstrumentField::Scope => "what it commands",
        InstrumentField::Service => "how it was served",
    }
}
