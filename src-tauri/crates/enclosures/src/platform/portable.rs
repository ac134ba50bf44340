//! Where the program was not proved to run yet: the parent's clock and the empty environment are all there is.

use std::process::ExitStatus;

use crate::{CannotConfine, Limits, Trouble};

/// No limit of the system is set here.
pub(crate) fn confine(_: &Limits) -> Result<(), CannotConfine> {
    Ok(())
}

/// Ends by signal are not told apart here.
pub(crate) fn of_signal(_: ExitStatus) -> Option<Trouble> {
    None
}
