//! Faults on purpose: the places at which a replacement of files can be cut off. In shipped programs they are nothing; test
//! programs make one of them fail, or end the program there, and count that it happened.

#[cfg(feature = "testing")]
pub use armed::{Fault, arm, disarm};

/// A place between two steps. Steps are named so that a test can say which one it met.
#[cfg(not(feature = "testing"))]
pub(crate) const fn step(_name: &'static str) -> Result<(), crate::error::VaultError> {
    Ok(())
}

#[cfg(feature = "testing")]
pub(crate) use armed::step;

#[cfg(feature = "testing")]
mod armed {
    use std::cell::RefCell;
    use std::io::Write;

    use crate::error::{StorageCause, VaultError};

    /// What happens at the step.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Fault {
        /// The step fails as a broken disk makes it fail.
        Fail,
        /// The program ends there and then, without any tidying.
        End,
    }

    #[derive(Default)]
    struct Armed {
        at: Option<(u32, Fault)>,
        passed: u32,
        met: Vec<&'static str>,
    }

    thread_local! {
        static ARMED: RefCell<Armed> = RefCell::default();
    }

    /// From now on the step with this number, counted from 1 on this thread, meets a fault.
    pub fn arm(number: u32, fault: Fault) {
        ARMED.with_borrow_mut(|armed| *armed = Armed { at: Some((number, fault)), ..Armed::default() });
    }

    /// No more faults; the names of the steps at which one was met.
    pub fn disarm() -> Vec<&'static str> {
        ARMED.with_borrow_mut(std::mem::take).met
    }

    pub(crate) fn step(name: &'static str) -> Result<(), VaultError> {
        ARMED.with_borrow_mut(|armed| {
            armed.passed += 1;
            match armed.at {
                Some((number, Fault::End)) if number == armed.passed => {
                    let _ = writeln!(std::io::stderr(), "ENDED {name}");
                    std::process::abort()
                }
                Some((number, Fault::Fail)) if number == armed.passed => {
                    armed.met.push(name);
                    Err(VaultError::File { doing: name, cause: StorageCause::Device })
                }
                _ => Ok(()),
            }
        })
    }
}
