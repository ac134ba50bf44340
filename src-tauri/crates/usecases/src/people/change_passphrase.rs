//! Changing one's own passphrase.

use super::{cost, known_words};
use crate::{Result, Session};
use vault::Passphrase;
use zeroize::Zeroizing;

/// Changes it. The record and everybody else's passphrase are not touched.
///
/// # Errors
/// The passphrase of now is another; the new one is weak; the record was opened with the recovery sheet.
pub fn change_passphrase(
    session: &mut Session,
    current: &Zeroizing<String>,
    new: &Zeroizing<String>,
) -> Result<()> {
    let words = known_words(session);
    let known: Vec<&str> = words.iter().map(String::as_str).collect();
    let kdf = cost(session);
    session.vault.change_passphrase(&Passphrase::typed(current), &Passphrase::typed(new), &known, kdf)?;
    Ok(())
}
