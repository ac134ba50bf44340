//! Settings: the library, counsel's numbers, closure days, and the state of the vault. One verb per file.

mod closures;
mod counsel;
mod count_holiday;
mod letter_style;
mod logo;
mod notices;
mod profile;
mod settings_view;

pub use closures::{add_closure, remove_closure};
pub use counsel::save_counsel;
pub use count_holiday::count_holiday;
pub use letter_style::{letter_style_page, letter_style_view, save_letter_style};
pub use logo::{remove_logo, set_logo};
pub use profile::{save_director, save_profile};
pub use settings_view::settings_view;

pub(crate) use counsel::{checked_counsel, counsel_of};
pub(crate) use logo::{ReadLogo, read_logo};
pub(crate) use profile::{director_of, profile_of};
pub(crate) use settings_view::size;

use crate::{Result, Session};
use domain::Matter;

/// Refuses what only the Director in person may change.
pub(crate) fn director_only(session: &Session) -> Result<()> {
    session.standing(&Matter { director_only: true, ..Matter::default() }).map(|_| ())
}
