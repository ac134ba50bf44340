//! Taking a passphrase: typed without echo, or read from an open file descriptor. Never from an argument or a variable,
//! which other programs and the shell's history can see.

use std::io::Read;
use std::path::PathBuf;
use usecases::program::vault::Passphrase;
use usecases::{Code, Error, Result};
use zeroize::Zeroizing;

/// No passphrase is longer; a longer file is not one.
const LONGEST: u64 = 4096;

/// How the passphrase comes in.
#[derive(Debug, clap::Args)]
pub(crate) struct Secret {
    /// Read the passphrase from this open file descriptor, first line only; otherwise it is asked for.
    #[arg(long, value_name = "N")]
    passphrase_fd: Option<u32>,
}

impl Secret {
    /// Takes it, as late as possible.
    pub(crate) fn take(&self) -> Result<Passphrase> {
        let text = match self.passphrase_fd {
            Some(number) => from_descriptor(number),
            None => rpassword::prompt_password("Passphrase: ").map(Zeroizing::new),
        };
        let text = text.map_err(|_| not_taken())?;
        let line = text.lines().next().unwrap_or_default();
        if line.trim().is_empty() { Err(not_taken()) } else { Ok(Passphrase::typed(line)) }
    }
}

fn from_descriptor(number: u32) -> std::io::Result<Zeroizing<String>> {
    let mut text = Zeroizing::new(String::with_capacity(LONGEST as usize));
    let file = std::fs::File::open(PathBuf::from(format!("/dev/fd/{number}")))?;
    file.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

fn not_taken() -> Error {
    Error::new(
        Code::Missing,
        "No passphrase was given.",
        "Run this at a terminal to be asked for it, or name an open file descriptor with --passphrase-fd. Nothing was changed.",
    )
}
