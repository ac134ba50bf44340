//! `cargo xtask bench`: measurements against peers, in a workspace of its own so that no peer enters the product.

use crate::call::{self, Failure};

/// Runs the measurements in `tests/bench`, all or the named ones.
pub(crate) fn bench(args: &[String]) -> Result<(), Failure> {
    let folder = call::root().join("tests/bench");
    if !folder.join("Cargo.toml").is_file() {
        return Err(Failure::new(
            "there are no measurements yet: the folder tests/bench is missing.",
            "They arrive with the first measured use case; `cargo xtask test` checks everything else.",
        ));
    }
    call::succeed(
        call::cargo().current_dir(&folder).args(["run", "--release", "--quiet", "--"]).args(args),
        "Read the message above; a peer that cannot be had is named there.",
    )
}
