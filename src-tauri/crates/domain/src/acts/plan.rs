//! Planning what goes out, before anybody approves it.

use super::live_part;
use crate::{
    PartId, PlannedField, Refusal, RefusalCode, ReleasePlan, ReleasePlanned, Request, RequestEvent, line,
    optional_line, passage,
};

/// Sets the release plan of a part. Any change voids a second look that was taken.
pub fn plan_release(request: &Request, part: PartId, plan: ReleasePlan) -> Result<RequestEvent, Refusal> {
    live_part(request, part)?;
    if plan.fields.is_empty() {
        let help = "Name each field that is to go out. What is not named stays in.";
        return Err(Refusal::new(RefusalCode::Missing, "The plan names no field.", help).at("fields"));
    }
    let field = |field: &PlannedField| {
        let value = match field.value.trim() {
            "" => String::new(),
            text => passage(text, "value")?,
        };
        Ok(PlannedField { data: field.data.clone(), label: line(&field.label, "label")?, value })
    };
    let fields = plan.fields.iter().map(field).collect::<Result<_, Refusal>>()?;
    Ok(RequestEvent::ReleasePlanned(ReleasePlanned {
        part,
        plan: ReleasePlan {
            fields,
            person: optional_line(plan.person.as_deref(), "person")?,
            period: optional_line(plan.period.as_deref(), "period")?,
            enclosed: optional_line(plan.enclosed.as_deref(), "enclosed")?,
        },
    }))
}
