//! The program under test: started with its screen and folders, and attached to the driver.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::journeys::left_behind::nothing_typed_is_left;
use crate::network;
use crate::place::Place;
use crate::screen::{Screen, end};
use crate::webdriver::Session;

/// How long anything may take before a test gives up. Generous: CI has two slow processors.
pub(crate) const PATIENCE: Duration = Duration::from_secs(45);

/// How long a test lets the program work before it looks again.
pub(crate) const BETWEEN_LOOKS: Duration = Duration::from_millis(15);

/// The running program.
pub(crate) struct App {
    /// The page.
    pub(crate) session: Session,
    /// Its folders.
    pub(crate) place: Place,
    /// Its process.
    pub(crate) process: Child,
    driver: Child,
    driver_port: u16,
    screen: Screen,
    /// Tries to reach the network that were counted before it started.
    tries: u64,
}

impl App {
    /// Starts the program on fresh folders and waits for its first page.
    pub(crate) fn start() -> Self {
        Self::start_in(Place::new())
    }

    /// Starts the program on these folders.
    pub(crate) fn start_in(place: Place) -> Self {
        Self::start_with(place, |_, _| {})
    }

    /// Starts the program on these folders, after a last change to its environment.
    pub(crate) fn start_with(place: Place, change: impl FnOnce(&Place, &mut Command)) -> Self {
        let tries = network::tries();
        let screen = Screen::start();
        let (inspector, driver_port) = free_ports();
        let target = format!("127.0.0.1:{inspector}");
        let mut program = place.program(&driven());
        program
            .env("DISPLAY", &screen.name)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_INSPECTOR_SERVER", &target)
            .env("CUSTODIAN_E2E_CLOCK", place.path("clock"))
            .env("CUSTODIAN_E2E_PICKS", place.path("picks"))
            .env("CUSTODIAN_E2E_PRINT", place.path("records/printed.pdf"))
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        change(&place, &mut program);
        let process = program.spawn().expect("the program starts");
        // The driver looks for the program once, when a session is asked for; so the program comes first.
        wait_for("the program to listen for the driver", || is_listening(inspector).then_some(()));
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={driver_port}"))
            .arg(format!("--target={target}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver starts (package webkit2gtk-driver)");
        let session = attach(driver_port);
        Self { session, place, process, driver, driver_port, screen, tries }
    }

    /// Does what makes the program replace itself, and attaches to the fresh one. The old page's processes must have ended
    /// first: until then the driver would find the old page again, and lose it in the middle of a word. The act itself may
    /// lose its answer, because the page ends while it gives it.
    pub(crate) fn replaced_by(&mut self, act: impl FnOnce(&Session)) {
        let old = children(self.process.id());
        assert!(!old.is_empty(), "the page runs in processes of its own");
        act(&self.session);
        wait_for("the old page's processes to end", || old.iter().all(|child| is_gone(*child)).then_some(()));
        self.session.detach();
        self.session = attach(self.driver_port);
    }

    /// Calls a command as the page would. `Err` holds what the page would get.
    pub(crate) fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let answer = self
            .session
            .later(
                "const done = arguments[arguments.length - 1];\
                 window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])\
                 .then(value => done({ok: value === undefined ? null : value}), error => done({refused: error}));",
                &[json!(command), arguments],
            )
            .unwrap_or_else(|refused| panic!("the call of {command} was not even made: {refused:?}"));
        match answer.get("ok") {
            Some(value) => Ok(value.clone()),
            None => Err(answer["refused"].clone()),
        }
    }

    /// Sets the moment that the program believes in, for example `2026-11-09T09:00:00-06:00`.
    pub(crate) fn set_clock(&self, moment: &str) {
        let (file, fresh) = (self.place.path("clock"), self.place.path("clock.new"));
        std::fs::write(&fresh, moment).expect("the clock file is written");
        std::fs::rename(fresh, file).expect("the clock moves at once");
    }

    /// Lays ready the answer of the next file dialog; `None` cancels it.
    pub(crate) fn pick_next(&self, path: Option<&Path>) {
        let list = self.place.path("picks");
        let mut picks = std::fs::read_to_string(&list).unwrap_or_default();
        picks.push_str(&path.map(|path| path.display().to_string()).unwrap_or_default());
        picks.push('\n');
        std::fs::write(list, picks).expect("the list is written");
    }

    /// Presses keys in one of the system's own dialogs, which the driver cannot reach. `keys` are words of xdotool.
    pub(crate) fn in_dialog(&self, title: &str, keys: &[&str]) {
        let window = self.shows_dialog(title);
        // No window manager gives it the focus.
        self.xdotool(&["windowfocus", "--sync", &window]);
        sleep(Duration::from_millis(400));
        let pressed = self.xdotool(&[&["key", "--delay", "30"], keys].concat());
        assert!(pressed.status.success(), "{pressed:?}");
    }

    /// Waits until one of the system's own dialogs is open.
    pub(crate) fn shows_dialog(&self, title: &str) -> String {
        wait_for(&format!("the dialog “{title}”"), || {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", title]);
            String::from_utf8_lossy(&found.stdout).lines().last().map(str::to_owned)
        })
    }

    fn xdotool(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("xdotool");
        let output = command.args(arguments).env("DISPLAY", &self.screen.name).output();
        output.expect("xdotool runs (package xdotool)")
    }

    /// Saves a picture of the window for a person to look at.
    pub(crate) fn picture(&self, name: &str) -> PathBuf {
        let folder = std::env::var_os("CUSTODIAN_SCREENSHOTS")
            .map_or_else(|| target().join("screenshots"), PathBuf::from);
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let path = folder.join(format!("{name}.png"));
        let picture = self.session.screenshot().expect("a picture");
        std::fs::write(&path, picture).expect("the picture is saved");
        path
    }

    /// Ends the program as a power cut would.
    pub(crate) fn kill(mut self) -> Place {
        end(&mut self.process);
        self.looks_for_what_was_typed();
        std::mem::replace(&mut self.place, Place::new())
    }

    /// In the long form, every file that the program could write is searched.
    fn looks_for_what_was_typed(&self) {
        if std::env::var_os("CUSTODIAN_EVERY_WORD").is_some() {
            nothing_typed_is_left(&self.place);
        }
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if std::thread::panicking()
            && let Ok(picture) = self.session.screenshot()
        {
            let _ = Command::new("import")
                .args(["-display", &self.screen.name, "-window", "root"])
                .arg(target().join("screenshots/failed-screen.png"))
                .status();
            let path = target().join("screenshots/failed.png");
            let _ = std::fs::create_dir_all(target().join("screenshots"));
            let _ = std::fs::write(&path, picture);
            eprintln!("what the window showed: {}; script errors: {}", path.display(), self.trouble());
        }
        self.session.detach();
        end(&mut self.driver);
        end(&mut self.process);
        if std::thread::panicking() {
            return;
        }
        if network::is_cut_off() {
            network::nothing_tried(self.tries);
        }
        self.looks_for_what_was_typed();
    }
}

/// The program built with the test-only features.
pub(crate) fn driven() -> PathBuf {
    built("CUSTODIAN_E2E_APP", "e2e-app/custodian-console")
}

/// A program as it is shipped.
pub(crate) fn shipped(name: &str) -> PathBuf {
    built("CUSTODIAN_SHIPPED", "shipped").join(name)
}

fn built(variable: &str, below: &str) -> PathBuf {
    let path = std::env::var_os(variable).map_or_else(|| target().join(below), PathBuf::from);
    assert!(path.exists(), "{} is not built; run `cargo xtask test --only e2e`", path.display());
    path
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target")
}

/// Waits until something is there, and says what was missing when it never comes.
pub(crate) fn wait_for<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    wait_or_tell(look, || what.to_owned())
}

/// The same. What was missing is put into words only when it never comes: reading the whole window takes its time.
pub(crate) fn wait_or_tell<T>(mut look: impl FnMut() -> Option<T>, what: impl FnOnce() -> String) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        if start.elapsed() > PATIENCE {
            panic!("waited {} s for {}", PATIENCE.as_secs(), what());
        }
        sleep(BETWEEN_LOOKS);
    }
}

/// Whether some program listens on a port of this computer.
pub(crate) fn is_listening(port: u16) -> bool {
    TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), Duration::from_millis(500))
        .is_ok()
}

/// Two different ports that nobody uses just now.
pub(crate) fn free_ports() -> (u16, u16) {
    let port = |listener: &TcpListener| listener.local_addr().expect("an address").port();
    let (first, second) = (TcpListener::bind("127.0.0.1:0"), TcpListener::bind("127.0.0.1:0"));
    (port(&first.expect("a port")), port(&second.expect("a port")))
}

fn attach(port: u16) -> Session {
    let mut last = String::new();
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match Session::attach(port) {
            Ok(session) => {
                let is_ready = session
                    .script(
                        "return document.readyState === 'complete' && location.protocol === 'tauri:'",
                        &[],
                    )
                    .is_ok_and(|ready| ready == true);
                if is_ready {
                    return session;
                }
                session.detach();
            }
            Err(refused) => last = format!("{}: {}", refused.error, refused.message),
        }
        sleep(BETWEEN_LOOKS);
    }
    panic!("the driver never reached the window: {last}");
}

fn children(pid: u32) -> Vec<u32> {
    let path = format!("/proc/{pid}/task");
    let tasks = fs::read_dir(path).into_iter().flatten().flatten();
    tasks
        .filter_map(|task| fs::read_to_string(task.path().join("children")).ok())
        .flat_map(|line| line.split_whitespace().filter_map(|pid| pid.parse().ok()).collect::<Vec<u32>>())
        .collect()
}

/// Ended, or only waiting to be buried.
fn is_gone(pid: u32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat"))
        .map_or(true, |stat| stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('Z')))
}
