//! Planning what goes out for a part.

use super::{data_codes, optional, part_id};
use crate::view::{ReleaseForm, RequestView};
use crate::{Result, Session};
use domain::{DataCode, PlannedField, ReleasePlan};

/// Sets the release plan.
pub fn plan_release(
    session: &mut Session,
    request: &str,
    part: &str,
    form: ReleaseForm,
) -> Result<RequestView> {
    let part = part_id(part)?;
    let case = session.case(request)?;
    let pack = session.pack_of(&case.request)?;
    let kinds: Vec<_> = form.fields.iter().map(|field| field.data.clone()).collect();
    data_codes(pack, &kinds, "fields")?;
    let planned = |field: crate::view::ReleaseField| PlannedField {
        data: DataCode(field.data),
        label: field.label,
        value: field.value,
    };
    let plan = ReleasePlan {
        fields: form.fields.into_iter().map(planned).collect(),
        person: optional(form.person),
        period: optional(form.period),
        enclosed: optional(form.enclosed),
    };
    let event = domain::plan_release(&case.request, part, plan)?;
    session.act(request, event)
}
