//! Which streams were disposed of, kept outside the record as well: on the workstation and in the manifest of every later
//! backup. An older copy that comes back does not know it. Only random names are in these lists, authenticated with a key from
//! inside the vault, so that nobody without it can have something disposed of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::bundle::{BundleKey, Manifest, check_bundle};
use crate::error::VaultError;
use crate::hex_bytes::Hex;
use crate::ids::{StreamId, VaultId};
use crate::open::UnlockSecret;
use crate::profile::{self, Profile};
use crate::session::Vault;

const FILE: &str = "disposals.json";

/// A list of disposed streams with its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KnownDisposals {
    streams: BTreeSet<StreamId>,
    mac: Hex<32>,
}

/// What this workstation knows about one vault.
pub(crate) struct Recalled {
    pub(crate) streams: BTreeSet<StreamId>,
    /// The list was altered by somebody without the key; it is not believed.
    pub(crate) altered: bool,
}

impl KnownDisposals {
    /// Makes a list.
    pub(crate) fn of(
        vault: VaultId,
        key: &[u8; 32],
        streams: BTreeSet<StreamId>,
    ) -> Result<Self, VaultError> {
        let mac = Hex(code_of(vault, key, &streams)?.finalize().into_bytes().into());
        Ok(Self { streams, mac })
    }

    /// What stands in it, provided that its code is right.
    pub(crate) fn read(
        &self,
        vault: VaultId,
        key: &[u8; 32],
    ) -> Result<Option<&BTreeSet<StreamId>>, VaultError> {
        let is_ours = code_of(vault, key, &self.streams)?.verify_slice(&self.mac.0).is_ok();
        Ok(is_ours.then_some(&self.streams))
    }
}

/// What this workstation knows.
pub(crate) fn recall(profile: &Profile, vault: VaultId, key: &[u8; 32]) -> Result<Recalled, VaultError> {
    let all = read_all(profile);
    match all.get(&vault.to_string()) {
        None => Ok(Recalled { streams: BTreeSet::new(), altered: false }),
        Some(list) => Ok(match list.read(vault, key)? {
            Some(streams) => Recalled { streams: streams.clone(), altered: false },
            None => Recalled { streams: BTreeSet::new(), altered: true },
        }),
    }
}

/// Adds streams to what this workstation knows. Nothing is ever taken off the list, and nothing is written when it is all known.
pub(crate) fn remember(
    profile: &Profile,
    vault: VaultId,
    key: &[u8; 32],
    streams: &BTreeSet<StreamId>,
) -> Result<(), VaultError> {
    let known = recall(profile, vault, key)?;
    if known.streams.is_superset(streams) {
        return Ok(());
    }
    let mut all = read_all(profile);
    let list = known.streams.union(streams).copied().collect();
    all.insert(vault.to_string(), KnownDisposals::of(vault, key, list)?);
    profile::write_map(profile, &profile.folder.join(FILE), &all)
}

/// What can be told, before a backup is restored, about disposals since it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisposalsSince {
    /// This workstation has seen the record at that length or later, or a backup beside it was made after a disposal and says
    /// what that was.
    pub known: bool,
    /// Of the codes that were typed, those that name nothing in the backup.
    pub unknown_codes: Vec<String>,
}

/// Looks what was disposed of after a backup was made: in this workstation's memory, in the manifests of the backups beside it,
/// and by the codes of certificates. All of it is noted on this workstation when every code names something, so that what the
/// backup holds of it is disposed of again before the restored record is shown. All of the backup is checked; it is not written.
///
/// # Errors
/// As [`crate::test_backup`]; or this workstation's memory cannot be written.
pub fn disposals_since(
    backup: &Path,
    profile: &Profile,
    secret: &UnlockSecret,
    codes: &[String],
    now: DateTime<FixedOffset>,
) -> Result<DisposalsSince, VaultError> {
    let (_, manifest, copy) = check_bundle(backup, &BundleKey::Typed(secret), now, &mut |_| ())?;
    let key = copy.keys.get(copy.memory_key);
    let mut streams = copy.known_beside(backup, profile)?;
    let mut unknown_codes = Vec::new();
    for code in codes {
        match copy.find_disposal_code(code)? {
            Some(stream) => drop(streams.insert(stream)),
            None => unknown_codes.push(code.clone()),
        }
    }
    if unknown_codes.is_empty() {
        remember(profile, manifest.vault_id, key, &streams)?;
    }
    Ok(DisposalsSince { known: copy.is_known_later(profile, backup, manifest.rows)?, unknown_codes })
}

impl Vault {
    /// What this workstation, a backup's manifest and those of the backups beside it say was disposed of.
    fn known_beside(&self, backup: &Path, profile: &Profile) -> Result<BTreeSet<StreamId>, VaultError> {
        let (vault, key) = (self.keyring.vault_id, self.keys.get(self.memory_key));
        let mut known = recall(profile, vault, key)?.streams;
        for manifest in manifests_beside(backup).filter(|manifest| manifest.vault_id == vault) {
            if let Some(list) = &manifest.disposals
                && let Some(streams) = list.read(vault, key)?
            {
                known.extend(streams);
            }
        }
        Ok(known)
    }

    fn is_known_later(&self, profile: &Profile, backup: &Path, rows: u64) -> Result<bool, VaultError> {
        let (vault, key) = (self.keyring.vault_id, self.keys.get(self.memory_key));
        let seen = profile::recall(profile, vault, key)?.last;
        // A list on this workstation alone is no answer: what was typed from one certificate says nothing about others.
        if seen.is_some_and(|seen| seen.count >= rows) {
            return Ok(true);
        }
        for manifest in manifests_beside(backup).filter(|manifest| manifest.vault_id == vault) {
            if manifest.rows > rows
                && manifest.has_its_code(key)
                && let Some(list) = manifest.disposals
                && list.read(vault, key)?.is_some()
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

// What is no backup, or is unreadable, says nothing.
fn manifests_beside(backup: &Path) -> impl Iterator<Item = Manifest> {
    let beside = backup.parent().and_then(|folder| std::fs::read_dir(folder).ok());
    let others = beside.into_iter().flatten().flatten().map(|item| item.path());
    std::iter::once(backup.to_path_buf()).chain(others).filter_map(|path| Manifest::read_alone(&path).ok())
}

fn read_all(profile: &Profile) -> BTreeMap<String, KnownDisposals> {
    profile::read_map(&profile.folder.join(FILE))
}

fn code_of(vault: VaultId, key: &[u8; 32], streams: &BTreeSet<StreamId>) -> Result<Hmac<Sha256>, VaultError> {
    let mut code = Hmac::<Sha256>::new_from_slice(key).map_err(|_| VaultError::Encryption)?;
    code.update(b"custodian/disposals/v1");
    code.update(vault.bytes());
    for stream in streams {
        code.update(stream.bytes());
    }
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_believed_only_with_the_key_of_its_vault() {
        let place = tempfile::tempdir().unwrap();
        let profile = Profile { folder: place.path().join("profile") };
        let (vault, other) = (VaultId::from_bytes([9; 16]), VaultId::from_bytes([8; 16]));
        let streams = |numbers: &[u8]| numbers.iter().map(|n| StreamId::from_bytes([*n; 16])).collect();
        remember(&profile, vault, &[7; 32], &streams(&[1])).unwrap();
        remember(&profile, vault, &[7; 32], &streams(&[2])).unwrap();
        assert_eq!(
            recall(&profile, vault, &[7; 32]).unwrap().streams,
            streams(&[1, 2]),
            "nothing is taken off"
        );
        assert!(recall(&profile, other, &[7; 32]).unwrap().streams.is_empty());
        assert!(recall(&profile, vault, &[8; 32]).unwrap().altered);
        let path = profile.folder.join(FILE);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace(&"01".repeat(16), &"03".repeat(16))).unwrap();
        let recalled = recall(&profile, vault, &[7; 32]).unwrap();
        assert!(
            recalled.altered && recalled.streams.is_empty(),
            "a name that was put in must not be believed"
        );
    }
}
