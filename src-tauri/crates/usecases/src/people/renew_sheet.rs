//! A new recovery sheet in place of one that was lost, seen by others, or is a year old.

use super::{cost, people_view};
use crate::view::{PeopleView, RecoverySheetView};
use crate::{Code, Error, Result, Session, settings, setup};
use vault::RecoverySheet;
use zeroize::Zeroizing;

/// Draws a sheet and shows it once. The old one stays in force until two groups were typed back.
///
/// # Errors
/// Somebody else than the Director.
pub fn draw_sheet(session: &mut Session) -> Result<RecoverySheetView> {
    settings::director_only(session)?;
    let sheet = RecoverySheet::draw()?;
    let asked = setup::two_groups(session.world.id()?);
    let view = setup::sheet_view(&sheet, &asked);
    session.drawn_sheet = Some((sheet, asked));
    Ok(view)
}

/// Puts the drawn sheet in force. The old one opens nothing from then on.
///
/// # Errors
/// No sheet was drawn; what was typed back is not what stands on it: the old one stays in force.
pub fn renew_sheet(session: &mut Session, groups: &[(u32, Zeroizing<String>)]) -> Result<PeopleView> {
    settings::director_only(session)?;
    let Some((sheet, asked)) = session.drawn_sheet.take() else {
        let help = "Nothing was changed now. If it is not certain which sheet is in force, draw a new one: it takes the place of every other.";
        return Err(Error::new(Code::StillOpen, "There is no new sheet to put in force.", help));
    };
    let at = |group: u32| usize::try_from(group).unwrap_or_default().saturating_sub(1);
    let typed: Vec<_> = groups
        .iter()
        .filter(|(group, _)| asked.contains(group))
        .map(|(group, text)| (at(*group), text.as_str()))
        .collect();
    let (kdf, now) = (cost(session), session.world.now());
    if let Err(error) = session.vault.renew_sheet(&sheet, &typed, kdf, now) {
        session.drawn_sheet = Some((sheet, asked));
        return Err(error.into());
    }
    session.record_office(vec![domain::OfficeEvent::RecoveryProved], None).map_err(|error| {
        let message = format!(
            "The new sheet is in force and the old one opens nothing any more, but that it was proved could not be recorded. {}",
            error.message
        );
        Error { message, ..error }
    })?;
    people_view(session)
}
