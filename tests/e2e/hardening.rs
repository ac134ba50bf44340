//! The program as it is shipped cannot be driven or looked into, and leaves no core file.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::app::{free_ports, is_listening, shipped, wait_for};
use crate::place::Place;
use crate::screen::{Screen, end};
use crate::webdriver::Session;

struct Running {
    process: Child,
    place: Place,
    screen: Screen,
}

impl Running {
    fn start(place: Place, variables: &[(&str, &str)]) -> Self {
        let screen = Screen::start();
        let process = place
            .program(&shipped("custodian-console"))
            .env("DISPLAY", &screen.name)
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the shipped program starts");
        let running = Self { process, place, screen };
        running.wait_for_page();
        running
    }

    /// A page process exists as soon as the window is built.
    fn wait_for_page(&self) {
        let pid = self.process.id();
        wait_for("the shipped program's page", || {
            let tasks = fs::read_dir(format!("/proc/{pid}/task")).ok()?.flatten();
            let children: String =
                tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok()).collect();
            children
                .split_whitespace()
                .any(|child| name_of(child).starts_with("WebKitWebProces"))
                .then_some(())
        });
        sleep(Duration::from_millis(800));
    }

    /// What stands above the windows that can be seen.
    fn titles(&self) -> Vec<String> {
        let output = Command::new("xdotool")
            .args(["search", "--onlyvisible", "--name", ".", "getwindowname", "%@"])
            .env("DISPLAY", &self.screen.name)
            .output()
            .expect("xdotool runs (package xdotool)");
        String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        end(&mut self.process);
    }
}

#[test]
fn the_shipped_program_opens_no_port_and_refuses_the_driver() {
    let (inspector, driver_port) = free_ports();
    let target = format!("127.0.0.1:{inspector}");
    let variables = [
        ("WEBKIT_INSPECTOR_SERVER", target.as_str()),
        ("WEBKIT_INSPECTOR_HTTP_SERVER", target.as_str()),
        ("TAURI_WEBVIEW_AUTOMATION", "true"),
        ("TAURI_AUTOMATION", "true"),
    ];
    let mut running = Running::start(Place::new(), &variables);
    assert!(!is_listening(inspector), "somebody could look into the window");
    let mut driver = Command::new("WebKitWebDriver")
        .args([format!("--port={driver_port}"), format!("--target={target}")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("WebKitWebDriver starts");
    wait_for("the driver", || is_listening(driver_port).then_some(()));
    let session = Session::attach(driver_port);
    end(&mut driver);
    assert!(session.is_err(), "the shipped program can be driven");
    assert_eq!(running.process.try_wait().expect("it can be watched"), None, "and it is still running");
}

#[test]
fn the_shipped_program_leaves_no_core_file_hides_its_memory_and_its_page_writes_nothing() {
    let running = Running::start(Place::ordinary(), &[]);
    let pid = running.process.id();
    assert_eq!(running.titles(), ["Custodian Console"], "the title says nothing about what is open");
    let limits = fs::read_to_string(format!("/proc/{pid}/limits")).expect("its limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a line");
    assert_eq!(core.split_whitespace().collect::<Vec<_>>()[4..6], ["0", "0"], "{core}");
    // The files of a process that hides its memory belong to root, whoever runs it.
    let owner = std::os::unix::fs::MetadataExt::uid(
        &fs::metadata(format!("/proc/{pid}/environ")).expect("it is there"),
    );
    assert_eq!(owner, 0, "another program of the same user could read its memory");
    sleep(Duration::from_secs(2));
    let home = running.place.files("home");
    let written: Vec<_> =
        home.iter().filter(|path| !path.components().any(|part| part.as_os_str() == "profile")).collect();
    assert!(written.is_empty(), "left in the home folder: {written:?}");
    let temporary = running.place.files("tmp");
    assert!(temporary.is_empty(), "left in the temporary folder: {temporary:?}");
}

/// The shipped program's own words.
fn words() -> String {
    String::from_utf8_lossy(&fs::read(shipped("custodian-console")).expect("the program")).into_owned()
}

#[test]
fn the_shipped_program_knows_no_test_switches() {
    let words = words();
    for switch in ["CUSTODIAN_E2E_CLOCK", "CUSTODIAN_E2E_PICKS", "CUSTODIAN_E2E_PRINT", "CUSTODIAN_E2E_QUEUE"]
    {
        assert!(!words.contains(switch), "{switch} is in the shipped program");
    }
}

#[test]
fn the_shipped_program_holds_its_page_to_the_written_rules_and_has_no_way_out_for_it() {
    let words = words();
    let settings: serde_json::Value =
        serde_json::from_str(include_str!("../../src-tauri/tauri.conf.json")).expect("the settings");
    let security = &settings["app"]["security"];
    let policy = security["csp"].as_str().expect("a rule for what the page may load");
    assert!(words.contains(policy), "the rule is in the shipped program, word for word");
    for needed in ["default-src 'none'", "script-src 'self'", "trusted-types 'none'", "form-action 'none'"] {
        assert!(policy.contains(needed), "{needed}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(
        words.contains("default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'"),
        "printing"
    );
    assert_eq!(security["assetProtocol"]["enable"], false, "no file of the disk is served to the page");
    for plugin in ["fs", "shell", "http", "opener", "process", "clipboard-manager", "updater", "dialog"] {
        assert!(!words.contains(&format!("plugin:{plugin}|")), "the page could use {plugin}");
    }
    for script in ["unsafe-inline", "unsafe-eval", "wasm-unsafe-eval"] {
        assert!(!words.contains(&format!("script-src 'self' '{script}'")), "{script}");
    }
}

fn name_of(pid: &str) -> String {
    fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default()
}

/// The committed vault of the first format has a key that is derived at once, for tests. What ships must not read it: a
/// real vault could otherwise be made weak without anybody noticing.
#[test]
fn the_shipped_program_refuses_a_vault_whose_key_is_derived_too_cheaply() {
    let copy = tempfile::tempdir().expect("a folder");
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/../src-tauri/crates/vault/tests/fixtures/format-1");
    for file in fs::read_dir(fixture).expect("the fixture").flatten() {
        fs::copy(file.path(), copy.path().join(file.file_name())).expect("a copy");
    }
    let mut program = Command::new(shipped("custodian"))
        .args(["vault", "verify", "--json", "--passphrase-fd", "0"])
        .arg(copy.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the shipped program starts");
    let mut input = program.stdin.take().expect("its input");
    // It may have refused and gone before it was given the passphrase. What it said decides, not whether it waited.
    let _gone = std::io::Write::write_all(&mut input, b"violet otter mends seven clocks\n");
    drop(input);
    let output = program.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("outside its limits"), "{said}");
}
