//! `cargo xtask run`: from a bare machine to an open window.

use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::call::Failure;
use crate::display::Display;
use crate::packages::{self, For};
use crate::{binaries, ui};

/// How long the window may take to draw itself before its picture is saved.
const SETTLE: Duration = Duration::from_secs(6);

/// Prepares, builds and opens the application; what follows `--` goes to the application.
pub(crate) fn run(args: &[String]) -> Result<(), Failure> {
    let passed_on = match args.split_first() {
        None => &[],
        Some((dashes, rest)) if dashes == "--" => rest,
        Some((other, _)) => {
            return Err(Failure::new(
                format!("`run` does not know “{other}”."),
                "Put what the application should get after `--`.",
            ));
        }
    };
    let has_screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    println!("1/4 System packages");
    packages::ensure(if has_screen { For::Building } else { For::Showing })?;
    println!("2/4 Interface");
    ui::install()?;
    ui::build()?;
    println!("3/4 Building (the first time takes several minutes)");
    let programs = binaries::shipped()?;
    println!("4/4 Opening the application");
    open(Command::new(&programs.console).args(passed_on))
}

fn open(app: &mut Command) -> Result<(), Failure> {
    let display = Display::open()?;
    display.lend(app);
    let mut app = app.spawn().map_err(|error| {
        Failure::new(
            format!("the application did not start: {error}."),
            "Read the message above, then repeat the command.",
        )
    })?;
    if display.is_in_memory() {
        if has_ended(&mut app, SETTLE) {
            return ended(&mut app);
        }
        match display.screenshot("run") {
            Ok(picture) => println!("  Picture of the window: {}", picture.display()),
            Err(failure) => println!("  {} {}", failure.what, failure.next),
        }
        println!("  The application goes on until you press Ctrl+C.");
    }
    ended(&mut app)
}

fn has_ended(app: &mut Child, within: Duration) -> bool {
    let start = Instant::now();
    while start.elapsed() < within {
        if app.try_wait().is_ok_and(|status| status.is_some()) {
            return true;
        }
        sleep(Duration::from_millis(100));
    }
    false
}

fn ended(app: &mut Child) -> Result<(), Failure> {
    match app.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(
            format!("the application ended with {status}."),
            "Its last words are above. Nothing that it acknowledged is lost; start it again.",
        )),
        Err(error) => Err(Failure::new(
            format!("the application could not be watched: {error}."),
            "Look whether its window is still open before starting it again.",
        )),
    }
}
