//! Adding the part of its own that a remark leads to: what goes beyond a warrant, a danger claimed beside a paper.

use super::add_part::answered;
use super::first_answers::First;
use super::{data_codes, part_id};
use crate::view::{PartForm, RequestView};
use crate::{Result, Session, ruling};
use domain::{Refusal, RefusalCode};

/// A part of its own as the screen sends it.
#[derive(Debug, Clone, Default)]
pub struct OwnPartInput {
    /// The part that the remark is on.
    pub part: String,
    /// Code of the remark.
    pub remark: String,
    /// What is asked. First answers in it are not read: the policy has them.
    pub form: PartForm,
}

/// Adds the part that a remark leads to, which must hold right now. It has the policy's first answers, so that it goes its own
/// road from the first word.
pub fn add_own_part(session: &mut Session, request: &str, input: OwnPartInput) -> Result<RequestView> {
    let from = part_id(&input.part)?;
    let case = session.case(request)?;
    domain::may_add_part(&case.request)?;
    let reply = ruling::reply(session, &case.request)?;
    let on = reply.parts.into_iter().find(|part| part.part == from).ok_or_else(Refusal::not_found)?;
    let mut leading = on.remarks.into_iter().filter(|remark| remark.code.as_str() == input.remark);
    let own = leading.find_map(|remark| remark.own_part).ok_or_else(|| {
        let what = "What this part came from is not answered so any more.";
        Refusal::new(
            RefusalCode::Invalid,
            what,
            "Look at the answers. If it is asked all the same, add it as a part.",
        )
    })?;
    if !own.leads {
        return Err(Refusal::new(
            RefusalCode::Invalid,
            "As things stand, that cannot be a part of this request.",
            "Where somebody else asks for it, start a new request for them. What you typed here is kept; nothing was added.",
        )
        .into());
    }
    let asks = data_codes(session.pack_of(&case.request)?, &input.form.asks, "asks")?;
    let first = First::with_own(&answered(&case.request), own.answers.clone(), asks);
    if first.route(session.pack_of(&case.request)?).type_code != own.type_code {
        let message = format!("With these kinds of data it would not be handled as: {}.", own.type_name);
        let help =
            "Tick only what is asked because of it. What else is asked is another part; add that by itself.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("asks").into());
    }
    super::add_part::add(session, request, input.form, own.answers)
}
