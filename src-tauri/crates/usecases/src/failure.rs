//! Failures of the vault, the letters and the packs in the shape that screens and programs know.

use crate::{Code, Error};
use letters::{ComposeError, ImageError, LogoError, TextProblem, TypesetError};
use policy::PackProblem;
use vault::{
    BackupError, PeopleRefusal, PlaceProblem, RecoveryCodeError, Refusal, VaultError, WeakPassphrase,
};

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        let (code, field) = match &error {
            // One answer for every wrong secret, so that it tells nothing.
            VaultError::WrongSecret => (Code::WrongSecret, Some("passphrase")),
            VaultError::NoVault => (Code::NotFound, Some("folder")),
            VaultError::VaultExists | VaultError::FolderNotEmpty | VaultError::Place(_) => {
                (Code::VaultPlace, Some("folder"))
            }
            VaultError::InUse => (Code::VaultInUse, None),
            VaultError::Keyring(_) | VaultError::Database(_) | VaultError::RecordDamaged { .. } => {
                (Code::VaultDamaged, None)
            }
            VaultError::BlobDamaged { .. } => (Code::VaultDamaged, None),
            VaultError::WeakPassphrase(_) => (Code::Invalid, Some("passphrase")),
            VaultError::Refused(refusal) => (refused(refusal), None),
            VaultError::NotSaved(_) | VaultError::MustReopen(_) => (Code::NotSaved, None),
            VaultError::People(refusal) => (people(*refusal), None),
            VaultError::Backup(BackupError::Damaged(_) | BackupError::Differs(_)) => {
                (Code::VaultDamaged, None)
            }
            VaultError::Backup(BackupError::OtherVault | BackupError::OlderThanKey) => {
                (Code::Invalid, Some("folder"))
            }
            VaultError::Backup(BackupError::InsideVault) => (Code::VaultPlace, Some("folder")),
            VaultError::Backup(BackupError::Overtaken) => (Code::StillOpen, None),
            VaultError::Backup(BackupError::DisposalsUnknown) => (Code::Missing, Some("certificates")),
            VaultError::Backup(_) => (Code::NotFound, Some("folder")),
            VaultError::OldCopyRemains(_) => (Code::FileProblem, None),
            VaultError::NoBlob(_) => (Code::NotFound, None),
            VaultError::File { .. } | VaultError::NoRoom { .. } => (Code::FileProblem, None),
            VaultError::NoMemory
            | VaultError::Randomness
            | VaultError::Encryption
            | VaultError::QuickKeyRefused => (Code::Internal, None),
        };
        in_two(code, &error.to_string(), field)
    }
}

fn people(refusal: PeopleRefusal) -> Code {
    match refusal {
        PeopleRefusal::NotForYou => Code::DirectorOnly,
        PeopleRefusal::Unknown => Code::NotFound,
        PeopleRefusal::Oneself | PeopleRefusal::LastDirector | PeopleRefusal::Full => Code::StillOpen,
        PeopleRefusal::Sheet | PeopleRefusal::Term => Code::Invalid,
        PeopleRefusal::NotProved => Code::WrongSecret,
        PeopleRefusal::OpenedWithSheet => Code::Invalid,
    }
}

fn refused(refusal: &Refusal) -> Code {
    match refusal {
        Refusal::BlobTooLarge | Refusal::EntryTooLarge | Refusal::DraftTooLarge => Code::TooLong,
        Refusal::EmptyBatch
        | Refusal::UnknownStream(_)
        | Refusal::StreamExists(_)
        | Refusal::NotDisposable
        | Refusal::BlobExists(_) => Code::Internal,
    }
}

impl From<PlaceProblem> for Error {
    fn from(problem: PlaceProblem) -> Self {
        VaultError::Place(problem).into()
    }
}

impl From<WeakPassphrase> for Error {
    fn from(weakness: WeakPassphrase) -> Self {
        VaultError::WeakPassphrase(weakness).into()
    }
}

impl From<RecoveryCodeError> for Error {
    fn from(error: RecoveryCodeError) -> Self {
        in_two(Code::Invalid, &error.to_string(), Some("groups"))
    }
}

impl From<LogoError> for Error {
    fn from(error: LogoError) -> Self {
        let message = error.to_string();
        match message.split_once(". ") {
            Some(_) => in_two(Code::Invalid, &message, Some("logo")),
            None => Error::new(Code::Invalid, message, "Choose another picture. The logo before it is kept.")
                .at("logo"),
        }
    }
}

impl From<ComposeError> for Error {
    fn from(error: ComposeError) -> Self {
        letter_refused(&error.to_string())
    }
}

impl From<TypesetError> for Error {
    fn from(error: TypesetError) -> Self {
        letter_refused(&error.to_string())
    }
}

impl From<ImageError> for Error {
    fn from(error: ImageError) -> Self {
        letter_refused(&error.to_string())
    }
}

fn letter_refused(words: &str) -> Error {
    Error::new(
        Code::LetterRefused,
        words,
        "Nothing was issued. Correct what is named on the request or in the letter, then look at the letter again.",
    )
}

impl From<Vec<TextProblem>> for Error {
    fn from(problems: Vec<TextProblem>) -> Self {
        let words: Vec<_> = problems
            .iter()
            .map(|problem| format!("{}, line {}: {}", problem.file, problem.line, problem.message))
            .collect();
        Error::new(
            Code::Internal,
            format!("The letter texts inside the program cannot be used: {}", words.join("; ")),
            "Nothing was changed. Install the program again.",
        )
    }
}

impl From<Vec<PackProblem>> for Error {
    fn from(problems: Vec<PackProblem>) -> Self {
        let words: Vec<_> = problems.iter().map(ToString::to_string).collect();
        Error::new(
            Code::PackRefused,
            format!("The policy pack cannot be used: {}", words.join("; ")),
            "Nothing was changed. Install the program again, or ask for the corrected pack.",
        )
    }
}

/// A finished message in its two halves: what happened; what is safe and what to do next.
fn in_two(code: Code, words: &str, field: Option<&str>) -> Error {
    let (message, help) = match words.split_once(". ") {
        Some((happened, next)) => (format!("{happened}."), next.to_owned()),
        None => {
            (words.to_owned(), "Nothing was changed. Try again; if it returns, ask for support.".to_owned())
        }
    };
    let error = Error::new(code, message, help);
    match field {
        Some(field) => error.at(field),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vault::{DatabaseError, KeyringError, StorageCause};

    #[test]
    fn what_happened_and_what_to_do_are_told_apart() {
        let error = Error::from(VaultError::NotSaved(StorageCause::Full));
        assert_eq!(error.code, Code::NotSaved);
        assert_eq!(error.message, "This was not saved: the disk is full.");
        assert!(error.help.contains("Everything saved before is safe"), "{}", error.help);
        assert!(error.help.contains("Free some space"), "{}", error.help);
    }

    #[test]
    fn every_wrong_secret_reads_the_same() {
        let error = Error::from(VaultError::WrongSecret);
        assert_eq!((error.code, error.refs), (Code::WrongSecret, vec!["passphrase".to_owned()]));
    }

    #[test]
    fn damage_is_never_called_anything_else() {
        for error in [
            VaultError::Keyring(KeyringError::Missing),
            VaultError::Database(DatabaseError::Truncated("it ends early")),
            VaultError::RecordDamaged { problems: Vec::new() },
        ] {
            let told = Error::from(error);
            assert_eq!(told.code, Code::VaultDamaged);
            assert!(!told.help.is_empty(), "{told:?}");
        }
    }

    #[test]
    fn no_failure_comes_without_a_next_step() {
        let blob = vault::BlobId::from_bytes([1; 16]);
        let errors = [
            VaultError::WrongSecret,
            VaultError::NoVault,
            VaultError::VaultExists,
            VaultError::FolderNotEmpty,
            VaultError::InUse,
            VaultError::Keyring(KeyringError::Missing),
            VaultError::Database(DatabaseError::Truncated("it ends early")),
            VaultError::RecordDamaged { problems: Vec::new() },
            VaultError::NotSaved(StorageCause::Full),
            VaultError::MustReopen(StorageCause::Full),
            VaultError::NoBlob(blob),
            VaultError::NoMemory,
            VaultError::Randomness,
            VaultError::Encryption,
            VaultError::QuickKeyRefused,
            VaultError::Backup(BackupError::InsideVault),
            VaultError::Backup(BackupError::Missing),
            VaultError::Backup(BackupError::OtherVault),
            VaultError::Backup(BackupError::OlderThanKey),
            VaultError::Backup(BackupError::FolderGone),
            VaultError::Backup(BackupError::Overtaken),
            VaultError::Backup(BackupError::DisposalsUnknown),
            VaultError::Backup(BackupError::Differs("it ends elsewhere")),
            VaultError::People(PeopleRefusal::NotForYou),
            VaultError::People(PeopleRefusal::LastDirector),
            VaultError::People(PeopleRefusal::NotProved),
            VaultError::OldCopyRemains(StorageCause::Full),
            VaultError::Refused(Refusal::EmptyBatch),
            VaultError::Refused(Refusal::BlobTooLarge),
            VaultError::Refused(Refusal::EntryTooLarge),
            VaultError::Refused(Refusal::DraftTooLarge),
            VaultError::Refused(Refusal::NotDisposable),
            VaultError::Refused(Refusal::BlobExists(blob)),
        ];
        for error in errors {
            let told = Error::from(error);
            let next = told.help.trim_start_matches("Nothing was changed.").trim();
            assert!(told.message.ends_with('.') && next.ends_with('.'), "{told:?}");
        }
    }
}
