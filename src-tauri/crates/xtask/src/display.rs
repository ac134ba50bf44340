//! A screen for machines without one: Xvfb while it is needed, and a picture of what it showed.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::call::{self, Failure};

/// A screen that a window can be shown on.
pub(crate) struct Display {
    name: String,
    server: Option<Child>,
}

impl Display {
    /// The real screen, or one in memory, which is said.
    pub(crate) fn open() -> Result<Self, Failure> {
        if !cfg!(target_os = "linux") || env::var_os("WAYLAND_DISPLAY").is_some() {
            return Ok(Self { name: String::new(), server: None });
        }
        match env::var("DISPLAY") {
            Ok(name) if !name.is_empty() => Ok(Self { name, server: None }),
            _ => Self::in_memory(),
        }
    }

    fn in_memory() -> Result<Self, Failure> {
        let next = "Install the package xvfb, or start the command where a screen is.";
        let mut server = tied("Xvfb")
            // The server picks a free number itself and writes it here, so two runs never meet.
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                Failure::new(format!("the in-memory screen Xvfb did not start: {error}."), next)
            })?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            let _ = BufReader::new(output).read_line(&mut number);
        }
        if number.trim().is_empty() {
            end(&mut server);
            return Err(Failure::new("the in-memory screen Xvfb ended at once.", next));
        }
        let name = format!(":{}", number.trim());
        println!("  No screen here: showing the window on an in-memory one ({name}).");
        Ok(Self { name, server: Some(server) })
    }

    /// Whether the screen is one in memory, that nobody sees.
    pub(crate) fn is_in_memory(&self) -> bool {
        self.server.is_some()
    }

    /// Lets a program show its windows here.
    pub(crate) fn lend(&self, command: &mut Command) {
        if !self.name.is_empty() {
            command.env("DISPLAY", &self.name);
        }
        if self.is_in_memory() {
            command.env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
        }
    }

    /// Saves a picture of the whole screen.
    pub(crate) fn screenshot(&self, name: &str) -> Result<PathBuf, Failure> {
        let folder = call::target().join("screenshots");
        std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
        let picture = folder.join(format!("{name}.png"));
        let taken = Command::new("import")
            .args(["-display", &self.name, "-window", "root"])
            .arg(&picture)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if taken { Ok(picture) } else { self.dump(&folder, name) }
    }

    /// Without ImageMagick, the X server's own format.
    fn dump(&self, folder: &Path, name: &str) -> Result<PathBuf, Failure> {
        let picture = folder.join(format!("{name}.xwd"));
        call::output(
            Command::new("xwd").args(["-display", &self.name, "-root", "-silent", "-out"]).arg(&picture),
        )
        .map(|_| picture)
        .ok_or_else(|| {
            Failure::new("no picture of the screen could be taken.", "Install the package imagemagick.")
        })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            end(server);
        }
    }
}

/// A program that ends with us, also when we are ended from outside. Xvfb then takes the window with it.
fn tied(program: &str) -> Command {
    if !call::is_installed("setpriv") {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM", "--", program]);
    command
}

/// Ends a program that we started ourselves, and waits until it is gone.
pub(crate) fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}
