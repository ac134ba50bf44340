//! From a passphrase to a key: Argon2id, made slow on purpose, with limits on what a file may ask for.

use std::time::Instant;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::error::{KeyringError, VaultError};
use crate::hex_bytes::Hex;
use crate::randomness::make_bytes;

const MIB: u32 = 1024;
/// Below this a keyring is refused, whoever wrote it. Test programs alone admit less, so that tests run fast.
const LEAST_MEMORY: u32 = if cfg!(feature = "testing") { 8 } else { 19 * MIB };
const MOST_MEMORY: u32 = 2 * 1024 * MIB;
const MOST_PASSES: u32 = 20;
const MOST_LANES: u32 = 4;
const USUAL_MEMORY: u32 = 256 * MIB;
const SMALL_MEMORY: u32 = 128 * MIB;
const MOST_CALIBRATED_PASSES: u32 = 10;

/// How costly a new slot is to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KdfCost {
    /// About one second on this machine, at least 128 MiB of memory. For every real vault.
    Calibrated,
    /// The least a program reads (19 MiB, two passes). For practice vaults alone, whose passphrase is public.
    Practice,
    /// Almost nothing; shipped programs refuse to read it.
    #[cfg(feature = "testing")]
    Cheap,
}

/// The settings with which a slot was made, as they stand in the keyring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stretching {
    pub(crate) alg: String,
    pub(crate) v: u32,
    pub(crate) m_kib: u32,
    pub(crate) t: u32,
    pub(crate) p: u32,
    pub(crate) salt: Hex<16>,
}

impl Stretching {
    /// Refuses settings that would hang the machine or protect nothing, before any work is done.
    pub(crate) fn check(&self) -> Result<(), KeyringError> {
        if self.alg != "argon2id" || self.v != 0x13 {
            return Err(KeyringError::OutsideLimits("the kind of key derivation"));
        }
        if !(LEAST_MEMORY..=MOST_MEMORY).contains(&self.m_kib) {
            return Err(KeyringError::OutsideLimits("the memory for a passphrase"));
        }
        if !(1..=MOST_PASSES).contains(&self.t) {
            return Err(KeyringError::OutsideLimits("the number of passes for a passphrase"));
        }
        if !(1..=MOST_LANES).contains(&self.p) || self.m_kib < 8 * self.p {
            return Err(KeyringError::OutsideLimits("the number of lanes for a passphrase"));
        }
        Ok(())
    }
}

/// Settings for a new slot, with a salt of its own.
pub(crate) fn choose(cost: KdfCost) -> Result<Stretching, VaultError> {
    let salt = Hex(make_bytes()?);
    let with = |m_kib, t| Stretching { alg: "argon2id".into(), v: 0x13, m_kib, t, p: 1, salt };
    match cost {
        KdfCost::Calibrated => calibrate(with),
        KdfCost::Practice => Ok(with(19 * MIB, 2)),
        #[cfg(feature = "testing")]
        KdfCost::Cheap => Ok(with(64, 1)),
    }
}

/// The key that follows from a secret under these settings.
pub(crate) fn stretch(secret: &[u8], settings: &Stretching) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    settings.check()?;
    let params =
        Params::new(settings.m_kib, settings.t, settings.p, Some(32)).map_err(|_| VaultError::Encryption)?;
    let mut memory = Vec::new();
    memory.try_reserve_exact(params.block_count()).map_err(|_| VaultError::NoMemory)?;
    memory.resize(params.block_count(), Block::new());
    let mut key = Zeroizing::new([0; 32]);
    let outcome = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(
        secret,
        &settings.salt.0,
        key.as_mut_slice(),
        &mut memory,
    );
    // Every block follows from the secret.
    memory.iter_mut().for_each(Zeroize::zeroize);
    outcome.map_err(|_| VaultError::Encryption)?;
    Ok(key)
}

// Measures this machine once and takes as many passes as fit in about a second. The measurement is not a date: it decides
// only how slow a guess is.
fn calibrate(with: impl Fn(u32, u32) -> Stretching) -> Result<Stretching, VaultError> {
    let trial = with(USUAL_MEMORY, 3);
    let start = Instant::now();
    match stretch(b"a trial on nothing secret", &trial) {
        Ok(_) => {}
        Err(VaultError::NoMemory) => return Ok(with(SMALL_MEMORY, 4)),
        Err(error) => return Err(error),
    }
    let per_pass = start.elapsed().as_millis().max(3) / 3;
    let passes = u32::try_from(950 / per_pass.max(1)).unwrap_or(MOST_CALIBRATED_PASSES);
    Ok(with(USUAL_MEMORY, passes.clamp(3, MOST_CALIBRATED_PASSES)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Stretching {
        Stretching { alg: "argon2id".into(), v: 0x13, m_kib: 19 * MIB, t: 2, p: 1, salt: Hex([3; 16]) }
    }

    #[test]
    fn the_key_is_the_one_that_any_argon2id_gives() {
        let mut expected = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * MIB, 2, 1, Some(32)).unwrap())
            .hash_password_into(b"secret", &[3; 16], &mut expected)
            .unwrap();
        assert_eq!(*stretch(b"secret", &settings()).unwrap(), expected);
        assert_ne!(*stretch(b"Secret", &settings()).unwrap(), expected);
    }

    #[test]
    fn settings_outside_the_limits_are_refused_before_any_work() {
        let wrong = [
            Stretching { alg: "scrypt".into(), ..settings() },
            Stretching { v: 0x10, ..settings() },
            Stretching { m_kib: 7, ..settings() },
            Stretching { m_kib: MOST_MEMORY + 1, ..settings() },
            Stretching { m_kib: u32::MAX, ..settings() },
            Stretching { t: 0, ..settings() },
            Stretching { t: MOST_PASSES + 1, ..settings() },
            Stretching { t: u32::MAX, ..settings() },
            Stretching { p: 0, ..settings() },
            Stretching { p: MOST_LANES + 1, ..settings() },
        ];
        for settings in wrong {
            assert!(
                matches!(settings.check(), Err(KeyringError::OutsideLimits(_))),
                "{settings:?} must be refused"
            );
        }
        settings().check().unwrap();
    }

    #[cfg(not(feature = "testing"))]
    #[test]
    fn a_shipped_program_refuses_a_cheap_slot_when_reading() {
        let cheap = Stretching { m_kib: 64, t: 1, ..settings() };
        assert!(matches!(
            stretch(b"secret", &cheap),
            Err(VaultError::Keyring(KeyringError::OutsideLimits(_)))
        ));
    }
}
