//! Random bytes from the operating system, and from nowhere else. A failure is reported, never papered over.

use crate::error::VaultError;

/// Fills an array with bytes from the operating system's generator.
pub(crate) fn make_bytes<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::Randomness)?;
    Ok(bytes)
}

/// A number below `limit`, each equally likely. `limit` must not be zero.
pub(crate) fn make_below(limit: u32) -> Result<u32, VaultError> {
    // Numbers from the uneven rest at the top would favour small results, so they are drawn again.
    let even = u32::MAX - u32::MAX % limit;
    loop {
        let drawn = getrandom::u32().map_err(|_| VaultError::Randomness)?;
        if drawn < even {
            return Ok(drawn % limit);
        }
    }
}
