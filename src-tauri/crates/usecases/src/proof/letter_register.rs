//! The register of letters of a period, on the screen and on paper. The head of the paper carries the end of the record, so that
//! a register kept outside proves later that no letter was added, changed or taken out.

use super::AnchorSlip;
use super::take_anchor::went_to_the_printer;
use crate::view::{PrintReport, RegisterForm, RegisterView};
use crate::when::need_day;
use crate::{Code, Error, PrintOutcome, Result, Session, letter};
use chrono::NaiveDate;

/// The letters of the period.
///
/// # Errors
/// A day is missing, or the last one is before the first.
pub fn letter_register(session: &Session, form: &RegisterForm) -> Result<RegisterView> {
    Ok(RegisterView { rows: letter::register_rows(session, days(form)?)? })
}

/// The register for the print dialog, and the code at its head.
///
/// # Errors
/// As for the screen; the sheets cannot be set.
pub fn register_paper(session: &Session, form: &RegisterForm) -> Result<AnchorSlip> {
    let days = days(form)?;
    let anchor = session.vault.anchor();
    let sheets = letter::register_sheets(session, days, letter::register_rows(session, days)?, &anchor)?;
    Ok(AnchorSlip { sheets, code: anchor.code })
}

/// Records that a register went to the printer, and with it the end of the record, and says how printing ended.
///
/// # Errors
/// It could not be recorded.
pub fn record_register_print(
    session: &mut Session,
    code: &str,
    outcome: PrintOutcome,
) -> Result<PrintReport> {
    let done = "The register was sent to the printer. Kept outside this office, it proves later that no letter was added, \
                changed or taken out.";
    went_to_the_printer(session, code, outcome, done)
}

fn days(form: &RegisterForm) -> Result<(NaiveDate, NaiveDate)> {
    let (from, until) = (need_day(&form.from, "from")?, need_day(&form.until, "until")?);
    if until < from {
        let help = "Type the earlier day first.";
        return Err(Error::new(Code::Invalid, "The last day is before the first one.", help).at("until"));
    }
    Ok((from, until))
}
