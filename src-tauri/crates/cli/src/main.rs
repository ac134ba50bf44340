//! The `custodian` program: the same use cases without a window.
//!
//! Each verb has a file; it turns arguments into one call of a use case and the result into an [`Answer`]. Exit codes are a
//! promise to scripts: 0 done, 1 refused or not verified (the reason on stderr), 2 wrong arguments.

mod answer;
mod arguments;
mod deadline;
mod letters_list;
mod vault_stats;
mod vault_verify;
mod secret;
mod surroundings;
mod tables;

use std::process::ExitCode;

fn main() -> ExitCode {
    match arguments::read(std::env::args_os()) {
        Ok(arguments) => answer::give(arguments::run(arguments.verb), arguments.json),
        Err(stop) => stop.give(),
    }
}
