//! What a person does on a request, one verb per file. Each checks, records one event or a few in one transaction, and
//! answers with a fresh view.

mod add_note;
mod add_own_part;
mod add_part;
mod agree_unsealing;
mod answer_question;
mod attach_file;
mod check_identity;
mod close_request;
mod continue_authorization;
mod correct_receipt;
mod decide_part;
mod declare_conflict;
mod deliver;
mod describe_requester;
mod end_authorization;
mod estimate_fee;
mod extend_clock;
mod file_outside_letter;
mod first_answers;
mod lift_hold;
mod look_twice;
mod pause_clock;
mod place_hold;
mod plan_release;
mod prepare_authorization;
mod preserve;
mod read_in;
mod record_advice;
mod record_counsel_call;
mod record_gag_term;
mod record_instrument;
mod record_statement;
mod record_vendor_session;
mod record_visit;
mod seal_matter;
mod start_request;
mod unseal_matter;
mod use_authorization;
mod waive_letter;
mod withdraw;

pub use add_note::{add_note, enter_correction};
pub use add_own_part::{OwnPartInput, add_own_part};
pub use add_part::add_part;
pub use agree_unsealing::agree_unsealing;
pub use answer_question::{AnswerInput, answer_question};
pub use attach_file::{AttachInput, attach_file, media_of};
pub(crate) use attach_file::{hex, is_drawable};
pub use check_identity::check_identity;
pub use close_request::{close_request, reopen_request};
pub use continue_authorization::continue_authorization;
pub use correct_receipt::{ReceiptInput, correct_receipt};
pub use decide_part::decide_part;
pub(crate) use decide_part::decided;
pub use declare_conflict::declare_conflict;
pub use deliver::deliver;
pub use describe_requester::describe_requester;
pub use domain::Look;
pub use end_authorization::end_authorization;
pub use estimate_fee::{estimate_fee, preview_fee};
pub use extend_clock::extend_clock;
pub use file_outside_letter::file_outside_letter;
pub use lift_hold::lift_hold;
pub(crate) use look_twice::{before_looking, may_only_look};
pub use look_twice::{start_second_look, take_second_look};
pub use pause_clock::{pause_clock, resume_clock};
pub use place_hold::place_hold;
pub use plan_release::plan_release;
pub use prepare_authorization::prepare_authorization;
pub use preserve::preserve;
pub use read_in::read_in;
pub use record_advice::record_advice;
pub use record_counsel_call::record_counsel_call;
pub use record_gag_term::record_gag_term;
pub use record_instrument::record_instrument;
pub use record_statement::record_statement;
pub use record_vendor_session::record_vendor_session;
pub use record_visit::record_visit;
pub use seal_matter::seal_matter;
pub(crate) use start_request::not_ready;
pub use start_request::{first_contact, preview_route, start_request};
pub use unseal_matter::unseal_matter;
pub use use_authorization::use_authorization;
pub use waive_letter::waive_letter;
pub use withdraw::{withdraw_part, withdraw_request};

use crate::journal::Along;
use crate::view::RequestView;
use crate::{Error, Result, Session};
use domain::{AttachmentId, DataCode, PartId, Refusal, RequestEvent};

impl Session {
    /// Records one event on a request and answers with a fresh view.
    pub(crate) fn act(&mut self, request: &str, event: RequestEvent) -> Result<RequestView> {
        self.act_all(request, vec![event], Along::default())
    }

    /// Records several events and what belongs to them, in one transaction.
    pub(crate) fn act_all(
        &mut self,
        request: &str,
        events: Vec<RequestEvent>,
        along: Along,
    ) -> Result<RequestView> {
        let id = self.case(request)?.request.id;
        self.record(id, events, along)?;
        crate::request_view::refresh_request(self, request)
    }
}

/// A part's identity from a form.
pub(crate) fn part_id(text: &str) -> Result<PartId> {
    text.parse().map_err(|_| Error::from(Refusal::not_found()))
}

/// A file's identity from a form; `None` for an empty text.
pub(crate) fn attachment_id(text: &str) -> Result<Option<AttachmentId>> {
    match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Error::from(Refusal::not_found())),
    }
}

/// Kinds of data from a form; a kind the pack does not name is refused.
pub(crate) fn data_codes(pack: &policy::Pack, codes: &[String], field: &str) -> Result<Vec<DataCode>> {
    let mut known = Vec::new();
    for code in codes {
        let code = DataCode::from(code.as_str());
        if pack.data_kind(&code).is_none() {
            return Err(unknown_choice(code.as_str(), field));
        }
        if !known.contains(&code) {
            known.push(code);
        }
    }
    Ok(known)
}

/// A choice that is not offered.
pub(crate) fn unknown_choice(choice: &str, field: &str) -> Error {
    Error::new(
        crate::Code::Invalid,
        format!("“{}” is not one of the choices.", choice.chars().take(40).collect::<String>()),
        "Choose one that is shown. Nothing was changed.",
    )
    .at(field)
}

/// An optional text from a form.
pub(crate) fn optional(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}
