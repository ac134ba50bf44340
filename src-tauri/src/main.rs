//! The program with a window.

use std::process::ExitCode;

fn main() -> ExitCode {
    custodian_console::run()
}
