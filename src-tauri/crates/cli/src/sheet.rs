//! Where the recovery sheet of a new record goes: an open file descriptor, or the terminal, where two groups are typed back. It
//! is never part of an answer, which programs and scroll-back buffers keep.

use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use usecases::program::founding::TypedBack;
use usecases::{Code, Error, Result};
use zeroize::Zeroizing;

/// How the sheet goes out.
#[derive(Debug, clap::Args)]
pub(crate) struct Sheet {
    /// Write the recovery sheet to this open file descriptor; otherwise it is shown at the terminal and two groups are asked.
    #[arg(long, value_name = "N")]
    sheet_fd: Option<u32>,
}

/// What the sheet is written on.
pub(crate) enum Paper {
    /// A descriptor; nobody can type anything back.
    Descriptor(File),
    /// The terminal itself, whatever the answer is redirected to.
    Terminal(File),
}

impl Sheet {
    /// Opens the paper, as early as possible.
    pub(crate) fn open(&self) -> Result<Paper> {
        let paper = match self.sheet_fd {
            Some(number) => writable(PathBuf::from(format!("/dev/fd/{number}"))).map(Paper::Descriptor),
            None if std::io::stdin().is_terminal() => {
                writable(PathBuf::from("/dev/tty")).map(Paper::Terminal)
            }
            None => None,
        };
        paper.ok_or_else(|| {
            Error::new(
                Code::Missing,
                "There is nowhere to show the recovery sheet.",
                "Nothing was made. Run this at a terminal, or name an open file descriptor with --sheet-fd.",
            )
        })
    }
}

impl Paper {
    /// Shows the sheet and, at a terminal, asks for two of its groups.
    pub(crate) fn show(self, groups: &[Zeroizing<String>], asked: &[u32]) -> Result<Option<TypedBack>> {
        let (mut out, is_terminal) = match self {
            Self::Descriptor(file) => (file, false),
            Self::Terminal(file) => (file, true),
        };
        let mut text = Zeroizing::new(String::with_capacity(200));
        for group in groups {
            text.push_str(group);
            text.push('\n');
        }
        if is_terminal {
            writeln!(out, "Recovery sheet. Write it down now; it is not shown again.")
                .map_err(|_| not_shown())?;
        }
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|_| not_shown())?;
        if !is_terminal {
            return Ok(None);
        }
        let ask = |number: &u32| {
            let typed = rpassword::prompt_password(format!("Group {number} from the paper: "));
            typed.map(|typed| (*number, Zeroizing::new(typed))).map_err(|_| not_shown())
        };
        asked.iter().map(ask).collect::<Result<Vec<_>>>().map(Some)
    }
}

fn writable(path: PathBuf) -> Option<File> {
    File::options().write(true).open(path).ok()
}

fn not_shown() -> Error {
    Error::new(
        Code::FileProblem,
        "The record was made, but its recovery sheet could not be shown or typed back.",
        "The record opens with its passphrase and holds no entries. Make another one in another folder, and remove this one.",
    )
}
