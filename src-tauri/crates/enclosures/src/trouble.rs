//! Why a page could not be shown, in words for the person who looks. A closed list.

/// What stood in the way. The file itself is kept as it came, whatever this says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Trouble {
    /// More bytes, or more picture, than is read from strangers.
    #[error("This file is too large to be shown here.")]
    TooLarge,
    /// It was not drawn within the time that strangers' files are given.
    #[error("Drawing this page took too long and was stopped.")]
    TookTooLong,
    /// It asked for more memory than strangers' files are given.
    #[error("Drawing this page needs more memory than a file from outside is given, so it was stopped.")]
    TooMuchMemory,
    /// It is locked with a password, or in a way that is not known here.
    #[error("This file is locked with a password.")]
    NeedsPassword,
    /// It holds no page.
    #[error("This file holds no page.")]
    NoPages,
    /// It has fewer pages than that.
    #[error("This file has no such page.")]
    NoSuchPage,
    /// It cannot be read as what it says it is.
    #[error("This file is damaged, or is not what its beginning says it is.")]
    Damaged,
    /// Neither PDF nor a picture that can be drawn here.
    #[error("Files of this kind cannot be shown here. PDF documents, PNG and JPEG pictures can.")]
    UnknownKind,
    /// The helper process could not be started.
    #[error("The part of the program that opens files from outside could not be started.")]
    NotStarted,
    /// The system did not let the helper close itself off, so that it read nothing.
    #[error(
        "This computer did not let the program close off the part that opens files from outside, so nothing was opened."
    )]
    NotClosedOff,
    /// The helper ended, or answered, in a way that it never should.
    #[error(
        "The part of the program that opens files from outside gave no answer that makes sense, so nothing of it is shown."
    )]
    NoSense,
}

/// Each trouble that the helper itself can name, with its number on the wire.
const NAMED: [(u8, Trouble); 6] = [
    (1, Trouble::TooLarge),
    (2, Trouble::NeedsPassword),
    (3, Trouble::NoPages),
    (4, Trouble::NoSuchPage),
    (5, Trouble::Damaged),
    (6, Trouble::UnknownKind),
];

impl Trouble {
    /// Every one of them.
    pub const ALL: [Self; 11] = [
        Self::TooLarge,
        Self::TookTooLong,
        Self::TooMuchMemory,
        Self::NeedsPassword,
        Self::NoPages,
        Self::NoSuchPage,
        Self::Damaged,
        Self::UnknownKind,
        Self::NotStarted,
        Self::NotClosedOff,
        Self::NoSense,
    ];

    /// What is safe, and what to do next.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::TooLarge => {
                "The file is kept as it came. Ask whoever sent it for smaller files, or save a copy and look at it on a computer \
                 that holds no records."
            }
            Self::TookTooLong | Self::TooMuchMemory => {
                "The file is kept as it came, and nothing else was touched. Files are sometimes made to do this on purpose. Ask \
                 whoever sent it for a plain copy or for paper."
            }
            Self::NeedsPassword => {
                "The file is kept as it came. Ask whoever sent it for a copy without a password, and keep that one too."
            }
            Self::NoPages | Self::Damaged => {
                "The file is kept as it came. Ask whoever sent it to send it again; what arrived is what is kept here."
            }
            Self::NoSuchPage => "The file is kept as it came. Go back to its first page.",
            Self::UnknownKind => {
                "The file is kept as it came. Ask for a PDF or for paper, or save a copy and look at it on a computer that holds \
                 no records."
            }
            Self::NotStarted => {
                "The file is kept as it came. Close some programs and try again; if this stays, install the program anew."
            }
            Self::NotClosedOff => {
                "The file is kept as it came. Files from outside stay closed on this computer; whoever looks after it can read why \
                 in SECURITY.md."
            }
            Self::NoSense => {
                "The file is kept as it came. Treat it with suspicion, and ask whoever sent it for a plain copy or for paper."
            }
        }
    }

    pub(crate) fn number(self) -> Option<u8> {
        NAMED.iter().find(|(_, trouble)| *trouble == self).map(|(number, _)| *number)
    }

    pub(crate) fn of_number(number: u8) -> Option<Self> {
        NAMED.iter().find(|(named, _)| *named == number).map(|(_, trouble)| *trouble)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_trouble_says_what_happened_that_the_file_is_kept_and_what_to_do() {
        for trouble in Trouble::ALL {
            assert!(trouble.to_string().ends_with('.'), "{trouble:?}");
            assert!(trouble.help().starts_with("The file is kept as it came"), "{trouble:?}");
            assert!(trouble.help().matches('.').count() >= 2, "{trouble:?}: no next step");
        }
    }

    #[test]
    fn what_the_helper_names_comes_back_as_the_same() {
        for (number, trouble) in NAMED {
            assert_eq!(trouble.number(), Some(number));
            assert_eq!(Trouble::of_number(number), Some(trouble));
        }
        assert_eq!(Trouble::of_number(0), None);
        assert_eq!(Trouble::NoSense.number(), None, "only we can say that of the helper");
    }
}
