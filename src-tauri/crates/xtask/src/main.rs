//! The developer's one command: `cargo xtask run`, `test`, `bench`, `torture`, `mutants`, `audit`.
//!
//! It prepares a bare machine (system packages, the interface's packages), builds, and says what it does and how
//! long each step took. It is compiled before anything else, so it depends on almost nothing, and it is no part of
//! the shipped programs.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a developer's command speaks on the terminal")]

mod audit;
mod bench;
mod binaries;
mod bindings;
mod call;
mod display;
mod mutants;
mod packages;
mod programs;
mod run;
mod step;
mod test;
mod torture;
mod ui;
mod verapdf;

use std::process::ExitCode;

use call::Failure;

const HELP: &str = "\
cargo xtask run [-- ARGS]                prepare this machine, build, and open the application
cargo xtask test [--list] [--only STEP]… [-- FILTER]   everything CI checks, with minutes per step
cargo xtask bench [NAME]                 measure against peers in one run
cargo xtask torture [NAME] [--minutes N] [--seed S]   one torture suite, with the totals of all its runs; without a name the list
cargo xtask mutants [--shard K/N]        change the code of gates and custody, and see that a test notices
cargo xtask bindings                     the TypeScript types of the views, written anew
cargo xtask audit                        licences, advisories, and the list of everything inside";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (verb, rest) = args.split_first().map_or(("", &[][..]), |(verb, rest)| (verb.as_str(), rest));
    let outcome = match verb {
        "run" => run::run(rest),
        "test" => test::test(rest),
        "bench" => bench::bench(rest),
        "torture" => torture::torture(rest),
        "mutants" => mutants::mutants(rest),
        "audit" => audit::audit(rest),
        "bindings" => bindings::bindings(rest),
        "" | "help" | "--help" | "-h" => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        other => {
            eprintln!("There is no command “{other}”.\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { what, next }) => {
            eprintln!("\nStopped: {what}\nWhat to do: {next}");
            ExitCode::FAILURE
        }
    }
}
