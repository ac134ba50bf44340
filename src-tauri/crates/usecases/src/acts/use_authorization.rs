//! Using an authorization: a batch handed over, a list drawn, a session held (P11).

use super::{data_codes, part_id};
use crate::dealings::whole;
use crate::view::{AuthorizationDetail, UseForm};
use crate::{Code, Error, Result, Session, authorizations, ruling};
use domain::{AuthorizationUse, DataCode, Part, Refusal};
use policy::Pack;

/// Records one use. Everything is looked at again: dates, fields, recipient, opt-in data, and who hands it over.
///
/// # Errors
/// An authorization that is not in force today, a use that goes beyond it, or no standing. Nothing may be handed over then.
pub fn use_authorization(
    session: &mut Session,
    request: &str,
    part: &str,
    form: UseForm,
) -> Result<AuthorizationDetail> {
    let id = part_id(part)?;
    let case = session.case(request)?;
    let pack = session.pack_of(&case.request)?;
    let part = case.request.part(id).ok_or_else(Refusal::not_found)?;
    let used = AuthorizationUse {
        fields: data_codes(pack, &form.fields, "fields")?,
        recipient: form.recipient,
        records: whole(&form.records, "records")?,
        how: form.how,
    };
    opt_in_stays_in(pack, part, &used.fields)?;
    let standing = session.standing(&ruling::matter_of(session, &case.request, id)?)?;
    ruling::still_authorized(session, &case.request, id)?;
    let today = session.now().date();
    let event = domain::use_authorization(&case.request, id, used, today, &standing)?;
    session.act(request, event)?;
    authorizations::authorization_view(session, request, id)
}

/// Data gathered by opt-in, or of unknown origin, is in no use that anybody outside could see, whatever was signed (P8).
fn opt_in_stays_in(pack: &Pack, part: &Part, fields: &[DataCode]) -> Result<()> {
    let decided = part.decision.as_ref().map(|decision| &decision.ruling.type_code);
    let stays_inside = decided.and_then(|code| pack.type_def(code)).is_some_and(|kind| kind.stays_inside);
    let gathered = |field: &DataCode| pack.data_kind(field).is_none_or(|kind| kind.opt_in);
    if stays_inside || !fields.iter().any(gathered) {
        return Ok(());
    }
    let help = "Take it out. Nobody can lift that, whatever was signed.";
    let message = "The use holds data that people gave by opting in. It stays in.";
    Err(Error::new(Code::WiderThanAllowed, message, help).at("fields"))
}
