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
    /// Takes a new one. At a terminal it is asked twice, for nobody sees what is typed.
    pub(crate) fn take_new(&self) -> Result<Passphrase> {
        let passphrase = self.take()?;
        if self.passphrase_fd.is_none() {
            let again = rpassword::prompt_password("The same once more: ").map(Zeroizing::new);
            if Passphrase::typed(&again.map_err(|_| not_taken())?).reveal() != passphrase.reveal() {
                return Err(Error::new(
                    Code::Invalid,
                    "The two passphrases are not the same.",
                    "Nothing was made. Run this again and type the same one twice.",
                ));
            }
        }
        Ok(passphrase)
    }

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

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Seek, Write};
    use std::os::fd::AsRawFd;

    fn taken(text: &[u8]) -> Result<String> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text).unwrap();
        file.rewind().unwrap();
        let secret = Secret { passphrase_fd: Some(u32::try_from(file.as_raw_fd()).unwrap()) };
        secret.take().map(|passphrase| passphrase.reveal().to_owned())
    }

    #[test]
    fn the_first_line_of_a_descriptor_is_the_passphrase() {
        assert_eq!(
            taken(b"violet otter mends seven clocks\nanything\n").unwrap(),
            "violet otter mends seven clocks"
        );
    }

    #[test]
    fn nothing_and_bytes_that_are_no_text_are_no_passphrase() {
        for bytes in [&b""[..], b"\n\n", b"  \n", b"\xff\xfe\n"] {
            assert_eq!(taken(bytes).unwrap_err().code, Code::Missing, "{bytes:?}");
        }
    }

    #[test]
    fn a_passphrase_never_shows_when_it_is_printed_for_debugging() {
        let passphrase = Passphrase::typed("violet otter mends seven clocks");
        assert!(!format!("{passphrase:?}").contains("otter"));
    }
}
