//! Recording how long a rule runs that the policy leaves open: the Director, on somebody's word.

use super::{retention_view, word_of};
use crate::view::{PeriodForm, RetentionView};
use crate::{Code, Error, Result, Session};
use domain::{Matter, RetentionConfirmed, RetentionPeriod};

/// Records who settled how long a rule runs. It counts for the version of the policy in force, and is confirmed anew for another.
///
/// # Errors
/// Not the Director; a rule that the policy settles itself; no period, no entry of a schedule, no word.
pub fn confirm_period(session: &mut Session, form: &PeriodForm) -> Result<RetentionView> {
    let standing = session.standing(&Matter { director_only: true, ..Matter::default() })?;
    let pack = session.office.pack().map(|pack| pack.digest.clone()).unwrap_or_default();
    let rules = &session.pack()?.retention;
    let known: Vec<_> =
        rules.iter().filter(|rule| rule.settled().is_none()).map(|rule| rule.id.as_str()).collect();
    let confirmed = RetentionConfirmed {
        rule: form.rule.clone(),
        pack,
        period: RetentionPeriod {
            years: number(&form.years, "years")?,
            months: number(&form.months, "months")?,
        },
        citation: form.citation.clone(),
        word: word_of(&form.word)?,
    };
    let event = domain::confirm_retention(&known, confirmed, &standing, session.now())?;
    session.record_office(vec![event], None)?;
    retention_view(session)
}

fn number(text: &str, field: &str) -> Result<u32> {
    match text.trim() {
        "" => Ok(0),
        text => text.parse().map_err(|_| {
            let help = "Type the period in figures, as the schedule states it. Nothing was changed.";
            Error::new(Code::Invalid, "This is not a whole number.", help).at(field)
        }),
    }
}
