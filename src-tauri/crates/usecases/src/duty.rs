//! The duty of confidence (P11): whoever signs in accepts it once a year, in the words of the policy, before anything of the
//! record is shown.

use crate::view::{DutyView, OpeningView};
use crate::when::moment;
use crate::{Result, Session};
use chrono::NaiveDateTime;
use domain::{DutyAccepted, OfficeEvent};
use policy::Duty;

impl Session {
    /// Whether the person here has to accept the duty first: never yet, or so long ago that the policy asks again. A
    /// practice record holds nothing to keep.
    pub(crate) fn owes_duty(&self) -> bool {
        let Some(duty) = self.duty() else { return false };
        let last = self.office.duties.get(&self.me);
        !self.is_practice() && last.is_none_or(|last| is_over(*last, duty.again_days, self.now()))
    }

    fn duty(&self) -> Option<&Duty> {
        self.pack().ok().and_then(|pack| pack.about.duty.as_ref())
    }
}

/// What has to be accepted before anything of the record is shown; nothing where it was accepted already.
pub fn duty_view(session: &Session) -> Option<DutyView> {
    let duty = session.duty().filter(|_| session.duty_asked)?;
    let about = &session.pack().ok()?.about;
    let last = session.office.duties.get(&session.me);
    Some(DutyView {
        words: duty.words.clone(),
        source: format!("{}, {}: {}", about.title, about.version, duty.provision),
        last: last.map(|last| moment(*last)),
    })
}

/// The person here accepts the duty. It is on record with the words that were shown, and the record opens.
///
/// # Errors
/// It could not be recorded: nothing opens then.
pub fn accept_duty(session: &mut Session) -> Result<OpeningView> {
    if let Some(view) = duty_view(session) {
        let accepted = DutyAccepted { words: view.words, version: view.source };
        session.record_office(vec![OfficeEvent::DutyAccepted(accepted)], None)?;
        session.duty_asked = false;
    }
    Ok(OpeningView { notices: Vec::new(), prove_recovery: session.recovery_questions(), duty: None })
}

/// A year over is over on its last day, whatever the hour. A clock that was set back asks again.
fn is_over(last: NaiveDateTime, days: u32, now: NaiveDateTime) -> bool {
    let since = (now.date() - last.date()).num_days();
    since >= i64::from(days) || since < 0
}

#[cfg(test)]
mod tests {
    use super::is_over;
    use crate::when::need_moment;

    #[test]
    fn it_is_asked_again_after_its_days_and_when_the_clock_was_set_back() {
        let at = |text| need_moment(text, "at").unwrap();
        let over = |now| is_over(at("2026-11-23T23:00"), 365, at(now));
        assert_eq!(
            ["2026-11-23T23:10", "2027-11-22T23:59", "2027-11-23T00:01", "2026-11-22T09:00"].map(over),
            [false, false, true, true]
        );
    }
}
