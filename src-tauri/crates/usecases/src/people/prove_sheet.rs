//! The yearly look at the recovery sheet: typed back from the paper in the safe, so that it is known to be there and right.

use super::people_view;
use crate::view::PeopleView;
use crate::{Code, Error, Result, Session, settings};
use domain::OfficeEvent;
use vault::{RecoveryCode, UnlockSecret};
use zeroize::Zeroizing;

/// Days after which the sheet is looked for again.
pub(crate) const A_YEAR: i64 = 365;

/// Records that the sheet was typed back. All groups are asked: the record keeps nothing with which two of them alone could
/// be compared, because that would help whoever guesses.
///
/// # Errors
/// Somebody else than the Director; a mistake in a group, by its number; another sheet than the one in force. The sheet
/// counts as it did before then.
pub fn prove_sheet(session: &mut Session, groups: &[Zeroizing<String>]) -> Result<PeopleView> {
    settings::director_only(session)?;
    let joined = Zeroizing::new(groups.iter().map(|group| group.as_str()).collect::<Vec<_>>().join(" "));
    let code = RecoveryCode::typed(&joined)?;
    if !session.vault.is_opened_by(&UnlockSecret::RecoveryCode(code))? {
        let help = "Compare it with the paper letter by letter. If this is an older sheet or the right one is lost, make a new \
                    sheet here today.";
        return Err(Error::new(Code::WrongSecret, "This sheet does not open the record.", help).at("groups"));
    }
    session.record_office(vec![OfficeEvent::RecoveryProved], None)?;
    people_view(session)
}

/// What Today says to the Director when the sheet was not looked for in a year.
pub(crate) fn sheet_reminder(session: &Session) -> Option<String> {
    let proved = session.office.recovery_proved_at?;
    let days = (session.now().date() - proved.date()).num_days();
    let asked = days >= A_YEAR && !session.is_practice() && settings::director_only(session).is_ok();
    asked.then(|| {
        format!(
            "The recovery sheet was last typed back {days} days ago: take it from the safe and type it back."
        )
    })
}
