//! A holiday that the policy leaves to the office: counted as a business day, dates come earlier (K5).

use super::{director_only, settings_view};
use crate::view::SettingsView;
use crate::{Result, Session};

/// Counts a holiday as a business day, or as a holiday again.
///
/// # Errors
/// Not the Director; a holiday that the policy does not leave to the office, or one that is counted so already.
pub fn count_holiday(session: &mut Session, holiday: &str, as_business_day: bool) -> Result<SettingsView> {
    director_only(session)?;
    let holidays = &session.pack()?.clocks.holidays;
    let left_open: Vec<_> =
        holidays.iter().filter(|known| known.optional).map(|known| known.name.as_str()).collect();
    let event = domain::count_holiday(&session.office, &left_open, holiday, as_business_day)?;
    session.record_office(vec![event], None)?;
    settings_view(session)
}
