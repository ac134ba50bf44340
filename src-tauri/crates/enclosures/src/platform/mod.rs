//! All that differs by operating system: how the helper closes itself off, and how its end is read.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod portable;

#[cfg(target_os = "linux")]
pub(crate) use self::linux::{confine, of_signal};
#[cfg(not(target_os = "linux"))]
pub(crate) use self::portable::{confine, of_signal};
