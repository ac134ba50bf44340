//! Changing one's own passphrase: the same secret keys, sealed under another passphrase. Only the keyring is replaced.

use std::fs;

use crate::error::{KeyringError, PeopleRefusal, StorageCause, VaultError};
use crate::faults::step;
use crate::keyring::{self, Role};
use crate::keyring_file::{self, CURRENT};
use crate::passphrase::Passphrase;
use crate::room::need_exactly;
use crate::session::Vault;
use crate::stretch::KdfCost;

impl Vault {
    /// Changes the passphrase of the person who opened the vault. Whoever has a copy of the keyring from before can still try
    /// the old passphrase on it: after a passphrase became known to others, the access is better ended and given anew.
    ///
    /// # Errors
    /// [`VaultError::WrongSecret`] when `current` is not the passphrase now; [`VaultError::WeakPassphrase`];
    /// [`VaultError::People`] when the vault was opened with the recovery sheet; the disk's refusal, after which the old
    /// passphrase is in force; [`VaultError::OldCopyRemains`] when the new one is, and the copy of the keyring still has the old.
    pub fn change_passphrase(
        &mut self,
        current: &Passphrase,
        new: &Passphrase,
        known_words: &[&str],
        kdf: KdfCost,
    ) -> Result<(), VaultError> {
        if let Some(cause) = self.stopped.get() {
            return Err(VaultError::MustReopen(cause));
        }
        // A passphrase that became known must be changeable on a disk that is nearly full: the keyring is written once beside the
        // one that is there, and its copy after it.
        let size = fs::metadata(self.folder.join(CURRENT)).map_or(0, |about| about.len());
        need_exactly("Changing the passphrase", &self.folder, size.saturating_mul(2))?;
        let mut keyring = self.keyring.clone();
        let place = keyring.users.iter().position(|user| user.slot == self.me.slot);
        let place = place.ok_or(PeopleRefusal::Unknown)?;
        let user = keyring.users[place].clone();
        if user.role == Role::Recovery {
            return Err(PeopleRefusal::OpenedWithSheet.into());
        }
        let secret = keyring::open_user(&keyring, &user, current.bytes())?.ok_or(VaultError::WrongSecret)?;
        let mut known = vec![user.label.as_str()];
        known.extend_from_slice(known_words);
        self.check_passphrase(new, &known, kdf)?;
        let file_key = keyring::open_file_key(&keyring, &user, &secret)?;
        keyring.users[place] = keyring::seal_again(&keyring, &user, new.bytes(), kdf, &secret)?;
        keyring::authenticate(&mut keyring, &file_key)?;
        // What was just sealed must open before it takes the place of what works.
        if keyring::open_user(&keyring, &keyring.users[place], new.bytes())?.is_none() {
            return Err(KeyringError::Damaged("the new passphrase does not open it").into());
        }
        step("Replacing the keyring")?;
        if let Err(error) = keyring_file::replace(&self.folder, &keyring) {
            // It may have been replaced although its folder could not be synced.
            let is_in_force = keyring_file::read(&self.folder).is_ok_and(|found| found.keyring == keyring);
            if !is_in_force {
                return Err(error);
            }
        }
        self.keyring = keyring;
        step("Renewing the copy of the keyring")
            .and_then(|()| keyring_file::refresh_previous(&self.folder, &self.keyring))
            .and_then(|()| keyring_file::forget_damaged(&self.folder))
            .map_err(|error| VaultError::OldCopyRemains(error.cause().unwrap_or(StorageCause::Device)))
    }
}
