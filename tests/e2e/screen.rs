//! A screen in memory for one program.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Xvfb, ended with the value.
pub(crate) struct Screen {
    server: Child,
    /// Its name for `DISPLAY`.
    pub(crate) name: String,
}

impl Screen {
    /// Starts one on a number that it picks itself.
    pub(crate) fn start() -> Self {
        // It ends with the test program, also when that is ended from outside; the window then goes with it.
        let mut server = Command::new("setpriv")
            .args(["--pdeathsig", "TERM", "--", "Xvfb"])
            // No access rules: some programs here run as another user. It listens on no network.
            .args(["-displayfd", "1", "-screen", "0", "1440x960x24", "-nolisten", "tcp", "-noreset", "-ac"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts (package xvfb)");
        let mut number = String::new();
        BufReader::new(server.stdout.take().expect("its output"))
            .read_line(&mut number)
            .expect("it says its number");
        assert!(!number.trim().is_empty(), "Xvfb ended at once");
        Self { server, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        end(&mut self.server);
    }
}

/// Ends a program that we started, and waits until it is gone.
pub(crate) fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}
