//! Founding a record without a window, from a file with what the setup screen asks. The file holds no secret.

use crate::program::vault::At;
use crate::view::SetupForm;
use crate::{Code, Error, Result, SetupInput, Surroundings, prove_recovery, setup_create};
use ::vault::{Passphrase, Profile};
use serde::Serialize;
use zeroize::Zeroizing;

/// A record that was founded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Founded {
    /// Folder of the record.
    pub folder: String,
    /// Nothing in it is real.
    pub practice: bool,
    /// Two groups were typed back from the recovery sheet. Otherwise the window asks for all of them before anything is recorded.
    pub sheet_proved: bool,
}

/// Groups of a recovery sheet as typed back: number from 1, and text.
pub type TypedBack = Vec<(u32, Zeroizing<String>)>;

/// Founds a record. `secret` is asked for the passphrase of a real one; `show` is given the eight groups of the recovery sheet and
/// the numbers of those that are to be typed back, and returns what was typed, or nothing where nobody can type.
///
/// # Errors
/// The file is not a setup, something in it is missing or wrong, or the folder cannot be used: nothing was made then. When the
/// sheet could not be shown or proved, the record is there, and the message says so.
pub fn found(
    at: &At,
    setup: &str,
    secret: impl FnOnce() -> Result<Passphrase>,
    show: impl FnOnce(&[Zeroizing<String>], &[u32]) -> Result<Option<TypedBack>>,
) -> Result<Founded> {
    let mut form: SetupForm = read_form(setup)?;
    form.folder = at.folder.to_string_lossy().into_owned();
    let passphrase = if form.practice { Zeroizing::default() } else { text_of(&secret()?) };
    let now = at.now;
    let world = Surroundings::new(Box::new(move || now));
    let practice = form.practice;
    let input = SetupInput { form, passphrase, logo: None };
    let (mut session, sheet) = setup_create(world, Profile { folder: at.profile.clone() }, input)?;
    let groups: Vec<_> = sheet.groups.into_iter().map(Zeroizing::new).collect();
    let proved = match show(&groups, &sheet.ask)? {
        Some(typed) => {
            prove_recovery(&mut session, &typed)?;
            true
        }
        None => false,
    };
    session.close()?;
    Ok(Founded { folder: at.folder.to_string_lossy().into_owned(), practice, sheet_proved: proved })
}

// Fields that are not given are empty, as on the screen; a field that the screen does not have is refused.
fn read_form(setup: &str) -> Result<SetupForm> {
    let refused = |why: &str| {
        let words = format!("The file is not a setup: {why}.");
        Error::new(
            Code::Invalid,
            words,
            "Nothing was made. Correct the file; it has the fields of the setup screen.",
        )
        .at("setup")
    };
    let given: serde_json::Value = serde_json::from_str(setup).map_err(|why| refused(&why.to_string()))?;
    lay_over(given).map_err(|why| refused(&why.to_string()))
}

fn lay_over(given: serde_json::Value) -> serde_json::Result<SetupForm> {
    let mut form = serde_json::to_value(SetupForm::default())?;
    crate::program::script::lay_over(&mut form, given);
    serde_json::from_value(form)
}

fn text_of(passphrase: &Passphrase) -> Zeroizing<String> {
    Zeroizing::new(passphrase.reveal().to_owned())
}
