//! Counsel's advice: the result into the case, the words into the privileged stream, in one transaction.

use super::{attachment_id, data_codes, optional, part_id, unknown_choice};
use crate::journal::Along;
use crate::view::{AdviceForm, RequestView};
use crate::when::need_moment;
use crate::{Result, Session};
use domain::{Advice, AdviceResult, PrivilegedWords, passage};

/// Records advice.
pub fn record_advice(session: &mut Session, request: &str, form: AdviceForm) -> Result<RequestView> {
    let words = PrivilegedWords {
        words: passage(&form.words, "words")?,
        follow_up: optional(form.follow_up.clone()),
    };
    let case = session.case(request)?;
    let advice = Advice {
        result: Some(result(&form.result)?),
        lawyer: form.lawyer,
        at: need_moment(&form.at, "at")?,
        in_writing: form.in_writing,
        parts: form.parts.iter().map(|part| part_id(part)).collect::<Result<_>>()?,
        scope: data_codes(session.pack_of(&case.request)?, &form.scope, "scope")?,
        period: optional(form.period),
        findings_settled: form.findings_settled,
        authority: optional(form.authority),
        particular_person_answered: form.particular_person_answered,
        gaps_shown: form.gaps_shown,
        opinion: attachment_id(&form.opinion)?,
        paper_version: 0,
    };
    let event = domain::advise(&case.request, advice, session.now())?;
    session.act_all(request, vec![event], Along { privileged: Some(words), ..Along::default() })
}

fn result(code: &str) -> Result<AdviceResult> {
    match code {
        "comply" => Ok(AdviceResult::Comply),
        "comply-in-scope" => Ok(AdviceResult::ComplyInScope),
        "object" => Ok(AdviceResult::Object),
        "decline" => Ok(AdviceResult::Decline),
        other => Err(unknown_choice(other, "result")),
    }
}
