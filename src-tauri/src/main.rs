//! The program with a window.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before anything of the window or the record: this may be the helper that draws a file from outside.
    if enclosures::is_helper() {
        return enclosures::serve();
    }
    custodian_console::run()
}
