//! What the helper gives up before it reads a byte.

use crate::platform;

/// What is left to the helper. [`Limits::default`] is what the programs use; on systems other than Linux only the parent's
/// clock holds, and SECURITY.md says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory beyond what the program itself takes when it starts.
    pub memory: Option<u64>,
    /// Seconds of computing.
    pub seconds: Option<u64>,
    /// Whether it may have more open than its two pipes, and write into files.
    pub files: bool,
    /// Whether it may ask the system for more than memory, the time and its two pipes.
    pub calls: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: Some(512 * 1024 * 1024), seconds: Some(5), files: false, calls: false }
    }
}

/// The system refused one of the limits. Nothing may be read then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the helper could not be closed off")]
pub struct CannotConfine;

/// Gives everything up that the limits name. There is no way back.
///
/// # Errors
/// When the system refuses one of them.
pub fn confine(limits: &Limits) -> Result<(), CannotConfine> {
    platform::confine(limits)
}
