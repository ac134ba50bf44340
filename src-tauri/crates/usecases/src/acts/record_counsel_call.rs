//! A try or a call to counsel.

use crate::view::{CounselCallForm, RequestView};
use crate::when::need_moment;
use crate::{Result, Session};
use domain::{Consultation, CounselTry};

/// Records that counsel was reached and asked, or that a try failed.
pub fn record_counsel_call(
    session: &mut Session,
    request: &str,
    form: CounselCallForm,
) -> Result<RequestView> {
    let at = need_moment(&form.at, "at")?;
    let case = session.case(request)?;
    let event = if form.reached {
        let consultation = Consultation {
            lawyer: form.lawyer,
            how: form.how,
            at,
            question: form.question,
            ..Consultation::default()
        };
        domain::consult_counsel(&case.request, consultation, session.now())?
    } else {
        let attempt = CounselTry { number: form.number, at, result: form.result };
        domain::try_counsel(&case.request, attempt, session.now())?
    };
    session.act(request, event)
}
