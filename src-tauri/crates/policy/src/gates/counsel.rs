//! Gates about counsel: asked, and heeded.

use super::{Sight, Stand, amber, green, red};
use domain::{AdviceResult, Outcome};

/// A named lawyer was reached and asked, about the paper as it is now. A try, or a question on an earlier paper, is enough
/// to hold or to decline only.
pub(super) fn consulted(sight: &Sight<'_>) -> Stand {
    let request = sight.case.request;
    let on_this_paper =
        request.consultations.iter().rev().filter(|asked| asked.what.paper_version == sight.paper_version());
    let asked = on_this_paper.clone().find(|asked| asked.what.covers(sight.part.id));
    if let Some(asked) = asked.map(|asked| &asked.what) {
        let at = asked.at.format("%a %-d %b %Y %H:%M");
        if asked.lawyer.trim().is_empty() || asked.question.trim().is_empty() {
            return amber(format!(
                "The Legal Department was reached on {at}; who, or the question, is not on record."
            ));
        }
        return green(format!("{} was asked on {at}.", asked.lawyer));
    }
    if on_this_paper.count() > 0 {
        return amber("The Legal Department was asked before this part was there.");
    }
    if !request.consultations.is_empty() {
        let before = request.consultations.iter().all(|asked| asked.what.paper_version == 0);
        if before && sight.paper_version() == 1 {
            return amber(
                "The Legal Department was asked before the paper was served. If it was in hand by then, correct when it was served.",
            );
        }
        return amber("The paper changed since the Legal Department was asked.");
    }
    match request.counsel_tries.len() {
        0 => red("The Legal Department was not called."),
        1 => amber("One try to reach the Legal Department is on record, without an answer."),
        tries => {
            amber(format!("{tries} tries to reach the Legal Department are on record, without an answer."))
        }
    }
}

/// Advice on this paper and part is on record, and the plan is no wider.
pub(super) fn advised(sight: &Sight<'_>) -> Stand {
    let Some(advice) = sight.advice else {
        return match sight.case.request.advice_on(sight.part.id) {
            Some(_) => red("The paper changed since counsel advised."),
            None => red("No advice is on record."),
        };
    };
    let Some(result) = advice.result else {
        return red("Counsel's words are on record, but not what they amount to.");
    };
    let by = format!("{} advised on {}", advice.lawyer, advice.at.format("%a %-d %b %Y"));
    match result {
        AdviceResult::Decline if sight.target.gives_out() => red(format!("{by}: decline.")),
        AdviceResult::Decline => green(format!("{by}: decline.")),
        AdviceResult::Object => amber(format!("{by}: object or go to court. The part stays held.")),
        AdviceResult::ComplyInScope if advice.scope.is_empty() => {
            red(format!("{by}: comply within a scope, but no scope is on record."))
        }
        AdviceResult::Comply | AdviceResult::ComplyInScope if sight.target == Outcome::Deny => {
            red(format!("{by}: comply. Declining would be narrower than the advice; ask counsel again."))
        }
        AdviceResult::Comply | AdviceResult::ComplyInScope => {
            let wider = sight.part.plan.as_ref().is_some_and(|plan| {
                plan.data().iter().any(|data| !advice.scope.is_empty() && !advice.scope.contains(data))
            });
            if wider {
                return red(format!("{by}; the plan goes beyond it."));
            }
            // Where no paper says what is asked, nothing but counsel's scope bounds what may go out.
            if advice.scope.is_empty()
                && sight.target.gives_out()
                && !super::release_set::bounded_by_paper(sight)
            {
                return red(format!("{by}: comply, but it is not on record which kinds of data may go out."));
            }
            green(format!("{by}: comply."))
        }
    }
}
