//! A folder on this computer where a vault is set up, locked and opened again.

use crate::desk::{Clock, Desk, PASSPHRASE, setup_form};
use std::path::PathBuf;
use usecases::view::{AccessForm, AccessRow, EmployeeForm, OpeningView, RecoverySheetView, SetupForm};
use usecases::{
    Profile, Result, Session, SetupInput, Surroundings, custody, people, setup_create_quickly, unlock,
};
use zeroize::Zeroizing;

/// The folder with its clock.
pub(crate) struct Place {
    root: tempfile::TempDir,
    pub(crate) clock: Clock,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap(), clock: Clock::at("2026-11-23T09:00") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.path("vault")
    }

    pub(crate) fn profile(&self) -> Profile {
        Profile { folder: self.path("profile") }
    }

    pub(crate) fn world(&self) -> Surroundings {
        self.clock.surroundings()
    }

    pub(crate) fn form(&self) -> SetupForm {
        setup_form(self.vault())
    }

    pub(crate) fn set_up(&self) -> (Session, RecoverySheetView) {
        self.set_up_with(self.form(), PASSPHRASE, None).unwrap()
    }

    pub(crate) fn set_up_with(
        &self,
        form: SetupForm,
        passphrase: &str,
        logo: Option<PathBuf>,
    ) -> Result<(Session, RecoverySheetView)> {
        let input = SetupInput { form, passphrase: Zeroizing::new(passphrase.to_owned()), logo };
        setup_create_quickly(self.world(), self.profile(), input)
    }

    /// Set up, and the sheet typed back.
    pub(crate) fn settled(&self) -> Session {
        let (mut session, sheet) = self.set_up();
        usecases::prove_recovery(&mut session, &typed(&sheet, &sheet.ask)).unwrap();
        session
    }

    pub(crate) fn unlock(&self, passphrase: &str) -> Result<(Session, OpeningView)> {
        unlock(self.world(), &self.profile(), &self.vault(), "", passphrase)
    }

    /// The desk of whoever opened it.
    pub(crate) fn desk(self, session: Session) -> Desk {
        Desk::at(session, self.clock, self.root)
    }

    /// Somebody chosen from the list signs in.
    pub(crate) fn sign_in(&self, slot: &str, passphrase: &str) -> Result<Session> {
        let opened = unlock(self.world(), &self.profile(), &self.vault(), slot, passphrase);
        opened.map(|(session, _)| session.with_quick_keys())
    }

    /// Every file under the vault, by name.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.vault()).into_iter().flatten();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// Groups of a sheet typed back.
pub(crate) fn typed(sheet: &RecoverySheetView, groups: &[u32]) -> Vec<(u32, Zeroizing<String>)> {
    groups
        .iter()
        .map(|group| (*group, Zeroizing::new(sheet.groups[*group as usize - 1].to_lowercase())))
        .collect()
}

/// The passphrase of [`librarian`].
pub(crate) const DEPUTY: &str = "granite heron folds eleven paper boats";

/// Somebody of the office, Amos Reed, who can sign in until a day, or for good: person id, and the row of the people who can.
pub(crate) fn librarian(session: &mut Session, until: &str) -> (String, AccessRow) {
    let form = EmployeeForm {
        name: "Amos Reed".to_owned(),
        title: "Librarian".to_owned(),
        employee: true,
        ..EmployeeForm::default()
    };
    let known = custody::record_employee(session, &form).unwrap().people;
    let id = known.into_iter().find(|person| person.name == form.name).unwrap().id;
    let access = AccessForm { person: id.clone(), counsel: false, until: until.to_owned() };
    let view = people::give_access(session, &access, &Zeroizing::new(DEPUTY.to_owned())).unwrap();
    assert!(view.without_access.is_empty());
    (id, view.rows.into_iter().find(|row| row.who.starts_with(&form.name)).unwrap())
}
