//! What this workstation remembers about vaults, in a folder outside them: the heads it has seen, failed attempts, and the
//! name under which it writes.
//!
//! The heads are authenticated with a key from inside the vault, so an outsider cannot forge them; whoever deletes the file
//! only makes the workstation forget. Nothing here is needed to open a vault, so a profile that cannot be written is
//! reported and never stops the work.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::Sha256;

use crate::error::VaultError;
use crate::hex_bytes::Hex;
use crate::ids::{DeviceId, VaultId};
use crate::keyring_file;

const HEADS_FILE: &str = "seen-heads.json";
const ATTEMPTS_FILE: &str = "failed-attempts.json";
const HEADS_KEPT: usize = 50;
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// The folder of this workstation's memory, outside every vault.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Where the memory lies. Made when first needed.
    pub folder: PathBuf,
}

/// Attempts to unlock one vault on this workstation since the last success.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailedAttempts {
    /// How many.
    pub count: u32,
    /// When the first of them was.
    pub since: DateTime<FixedOffset>,
}

/// The vault is older than one this workstation has seen, or has another history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollback {
    /// False when rows are only missing at the end, true when the rows seen then are not the rows that are here now.
    pub rewritten: bool,
}

/// How long to wait before the next attempt after this many failed ones: 0, 0, 0, 2, 4, 8, 15, then always 30 seconds. Never
/// a lock-out: whoever has a copy of the vault does not wait, and only the owner would be locked out.
pub const fn unlock_delay(failed: u32) -> Duration {
    Duration::from_secs(match failed {
        0..=2 => 0,
        3 => 2,
        4 => 4,
        5 => 8,
        6 => 15,
        _ => 30,
    })
}

/// Failed attempts on this vault since the last success, as this workstation remembers them.
pub fn failed_attempts(profile: &Profile, vault: VaultId) -> Option<FailedAttempts> {
    read_map::<FailedAttempts>(&profile.folder.join(ATTEMPTS_FILE)).remove(&vault.to_string())
}

pub(crate) fn count_failed_attempt(
    profile: &Profile,
    vault: VaultId,
    now: DateTime<FixedOffset>,
) -> Result<(), VaultError> {
    let path = profile.folder.join(ATTEMPTS_FILE);
    let mut all = read_map::<FailedAttempts>(&path);
    let attempts = all.entry(vault.to_string()).or_insert(FailedAttempts { count: 0, since: now });
    attempts.count = attempts.count.saturating_add(1);
    write_map(profile, &path, &all)
}

pub(crate) fn forget_failed_attempts(profile: &Profile, vault: VaultId) -> Result<(), VaultError> {
    let path = profile.folder.join(ATTEMPTS_FILE);
    let mut all = read_map::<FailedAttempts>(&path);
    match all.remove(&vault.to_string()) {
        Some(_) => write_map(profile, &path, &all),
        None => Ok(()),
    }
}

/// One head of a chain, as seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeenHead {
    pub(crate) generation: u64,
    pub(crate) count: u64,
    pub(crate) head: Hex<32>,
    pub(crate) at: DateTime<FixedOffset>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Memory {
    device: DeviceId,
    heads: Vec<SeenHead>,
    mac: Hex<32>,
}

/// What the workstation remembers of a vault: under which name it wrote there, and the last head it saw.
pub(crate) struct Remembered {
    pub(crate) device: DeviceId,
    pub(crate) last: Option<SeenHead>,
    /// The memory was altered by somebody without the key; it is not believed.
    pub(crate) altered: bool,
}

/// Recalls one vault. `key` comes from inside it.
pub(crate) fn recall(profile: &Profile, vault: VaultId, key: &[u8; 32]) -> Result<Remembered, VaultError> {
    match read_map::<Memory>(&profile.folder.join(HEADS_FILE)).remove(&vault.to_string()) {
        None => Ok(Remembered { device: DeviceId::make()?, last: None, altered: false }),
        Some(memory) if is_authentic(&memory, vault, key)? => {
            Ok(Remembered { device: memory.device, last: memory.heads.last().cloned(), altered: false })
        }
        Some(_) => Ok(Remembered { device: DeviceId::make()?, last: None, altered: true }),
    }
}

/// Remembers the head of a vault as it is left.
pub(crate) fn remember(
    profile: &Profile,
    vault: VaultId,
    key: &[u8; 32],
    device: DeviceId,
    seen: SeenHead,
) -> Result<(), VaultError> {
    let path = profile.folder.join(HEADS_FILE);
    let mut all = read_map::<Memory>(&path);
    let mut heads = match all.remove(&vault.to_string()) {
        Some(memory) if is_authentic(&memory, vault, key)? => memory.heads,
        _ => Vec::new(),
    };
    if heads.last().is_none_or(|last| last.head != seen.head) {
        heads.push(seen);
    }
    let surplus = heads.len().saturating_sub(HEADS_KEPT);
    heads.drain(..surplus);
    let mut memory = Memory { device, heads, mac: Hex([0; 32]) };
    memory.mac = Hex(mac_of(&memory, vault, key)?.finalize().into_bytes().into());
    all.insert(vault.to_string(), memory);
    write_map(profile, &path, &all)
}

fn is_authentic(memory: &Memory, vault: VaultId, key: &[u8; 32]) -> Result<bool, VaultError> {
    Ok(mac_of(memory, vault, key)?.verify_slice(&memory.mac.0).is_ok())
}

fn mac_of(memory: &Memory, vault: VaultId, key: &[u8; 32]) -> Result<Hmac<Sha256>, VaultError> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|_| VaultError::Encryption)?;
    mac.update(b"custodian/seen-heads/v1");
    mac.update(vault.bytes());
    mac.update(memory.device.bytes());
    for seen in &memory.heads {
        mac.update(&seen.generation.to_be_bytes());
        mac.update(&seen.count.to_be_bytes());
        mac.update(&seen.head.0);
        let at = seen.at.to_rfc3339();
        mac.update(&(at.len() as u64).to_be_bytes());
        mac.update(at.as_bytes());
    }
    Ok(mac)
}

// A memory that is not there or not readable is no memory.
pub(crate) fn read_map<T: DeserializeOwned>(path: &Path) -> BTreeMap<String, T> {
    let short_enough = fs::metadata(path).is_ok_and(|file| file.len() <= MOST_BYTES);
    if !short_enough {
        return BTreeMap::new();
    }
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

pub(crate) fn write_map<T: Serialize>(
    profile: &Profile,
    path: &Path,
    map: &BTreeMap<String, T>,
) -> Result<(), VaultError> {
    let failed =
        |error: std::io::Error| VaultError::file("Writing this workstation's memory of vaults", &error);
    fs::create_dir_all(&profile.folder).map_err(failed)?;
    let text = serde_json::to_vec_pretty(map).map_err(|error| failed(error.into()))?;
    let mut file = tempfile::NamedTempFile::new_in(&profile.folder).map_err(failed)?;
    file.write_all(&text).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    keyring_file::put_in_place(file, path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u32) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("2026-12-{day:02}T09:00:00-06:00")).unwrap()
    }

    fn seen(count: u64) -> SeenHead {
        SeenHead { generation: 1, count, head: Hex([count as u8; 32]), at: at(1) }
    }

    #[test]
    fn the_delay_grows_and_stays_at_thirty_seconds() {
        let seconds: Vec<u64> = (0..10).map(|failed| unlock_delay(failed).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 2, 4, 8, 15, 30, 30, 30]);
        assert_eq!(unlock_delay(u32::MAX).as_secs(), 30);
    }

    #[test]
    fn failed_attempts_are_counted_from_the_first_and_forgotten_on_success() {
        let place = tempfile::tempdir().unwrap();
        let profile = Profile { folder: place.path().join("profile") };
        let vault = VaultId::from_bytes([1; 16]);
        assert_eq!(failed_attempts(&profile, vault), None);
        for day in 3..6 {
            count_failed_attempt(&profile, vault, at(day)).unwrap();
        }
        assert_eq!(failed_attempts(&profile, vault), Some(FailedAttempts { count: 3, since: at(3) }));
        assert_eq!(
            failed_attempts(&profile, VaultId::from_bytes([2; 16])),
            None,
            "another vault has its own count"
        );
        forget_failed_attempts(&profile, vault).unwrap();
        assert_eq!(failed_attempts(&profile, vault), None);
    }

    #[test]
    fn a_seen_head_is_remembered_and_a_forged_one_is_not_believed() {
        let place = tempfile::tempdir().unwrap();
        let profile = Profile { folder: place.path().to_path_buf() };
        let (vault, key, device) = (VaultId::from_bytes([1; 16]), [4; 32], DeviceId::from_bytes([5; 16]));
        for count in 1..=60 {
            remember(&profile, vault, &key, device, seen(count)).unwrap();
        }
        let known = recall(&profile, vault, &key).unwrap();
        assert_eq!((known.device, known.last, known.altered), (device, Some(seen(60)), false));
        let path = place.path().join(HEADS_FILE);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches("\"generation\"").count(), HEADS_KEPT);
        fs::write(&path, text.replace("\"count\": 60", "\"count\": 10")).unwrap();
        let forged = recall(&profile, vault, &key).unwrap();
        assert!(forged.altered && forged.last.is_none(), "an altered memory must not be believed");
    }

    #[test]
    fn a_broken_memory_is_no_memory() {
        let place = tempfile::tempdir().unwrap();
        let profile = Profile { folder: place.path().to_path_buf() };
        fs::write(place.path().join(ATTEMPTS_FILE), b"{\"half").unwrap();
        assert_eq!(failed_attempts(&profile, VaultId::from_bytes([1; 16])), None);
    }
}
