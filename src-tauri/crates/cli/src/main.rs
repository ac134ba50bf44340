//! The `custodian` program: the same use cases without a window.
//!
//! Each verb has a file; it turns arguments into one call of a use case and the result into an [`Answer`]. Exit codes are a
//! promise to scripts: 0 done, 1 refused or not verified (the reason on stderr), 2 wrong arguments.

mod answer;
mod arguments;
mod deadline;
mod hardening;
mod letters_list;
mod letters_sample;
mod policy_check;
mod policy_coverage;
mod policy_decide;
mod policy_diff;
mod policy_guide;
mod practice;
mod secret;
mod sheet;
mod surroundings;
mod tables;
mod vault_anchor;
mod vault_backup;
mod vault_create;
mod vault_headers;
mod vault_people;
mod vault_restore;
mod vault_stats;
mod vault_verify;

use std::process::ExitCode;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| answer::fault(&usecases::stopped_at(panic))));
    hardening::harden();
    match arguments::read(std::env::args_os()) {
        Ok(arguments) => answer::give(arguments::run(arguments.verb), arguments.json),
        Err(stop) => stop.give(),
    }
}
