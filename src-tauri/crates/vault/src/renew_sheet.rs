//! A new recovery sheet in place of the old one, which opens nothing from then on.

use chrono::{DateTime, FixedOffset};
use zeroize::Zeroizing;

use crate::create::RECOVERY_LABEL;
use crate::error::{PeopleRefusal, VaultError};
use crate::generation::{Change, Newcomer};
use crate::keyring::{NewUser, Role, UserSecret};
use crate::people::Term;
use crate::randomness::make_bytes;
use crate::recovery::{RecoveryCode, RecoverySheet};
use crate::session::Vault;
use crate::stretch::KdfCost;

impl RecoverySheet {
    /// Draws a new sheet. It opens nothing until [`Vault::renew_sheet`] has put it in force.
    ///
    /// # Errors
    /// [`VaultError::Randomness`] when the operating system gives no random bytes.
    pub fn draw() -> Result<Self, VaultError> {
        RecoveryCode::make().map(Self::new)
    }
}

impl Vault {
    /// Puts a new recovery sheet in force, once two of its groups (counted from 0) were typed back from the paper. The old sheet
    /// stays in force until then, and opens nothing afterwards.
    ///
    /// # Errors
    /// [`PeopleRefusal::NotProved`] and the other refusals before anything is written; otherwise as
    /// [`Vault::revoke_person`].
    pub fn renew_sheet(
        &mut self,
        sheet: &RecoverySheet,
        typed_back: &[(usize, &str)],
        kdf: KdfCost,
        now: DateTime<FixedOffset>,
    ) -> Result<(), VaultError> {
        self.check_may_manage()?;
        let asked: std::collections::BTreeSet<_> = typed_back.iter().map(|(group, _)| group).collect();
        if asked.len() < 2 || !sheet.check_groups(typed_back) {
            return Err(PeopleRefusal::NotProved.into());
        }
        if !self.keyring.practice && kdf == KdfCost::Practice {
            return Err(VaultError::QuickKeyRefused);
        }
        let old = self.people.active().find(|known| known.user.role == Role::Recovery);
        let old = old.ok_or(PeopleRefusal::Unknown)?.user.slot.clone();
        if old == self.me.slot {
            return Err(PeopleRefusal::Oneself.into());
        }
        let (slot, code) = (self.people.next_slot(), sheet.code());
        let newcomer = Newcomer {
            user: NewUser {
                slot: &slot,
                label: RECOVERY_LABEL,
                role: Role::Recovery,
                typed: code.bytes(),
                cost: kdf,
            },
            secret: UserSecret::new(Zeroizing::new(make_bytes()?)),
            name: "",
            reference: "",
            kinds: Vec::new(),
            term: Term::default(),
        };
        self.begin_generation(&Change { added: Some(newcomer), removed: Some(&old), disposed: None }, now)?;
        self.finish_generation()
    }
}
