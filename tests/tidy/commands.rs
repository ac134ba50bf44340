//! The list of commands, the functions behind it and the window's permissions say the same.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::clean;
use crate::source::{Language, code};
use crate::tree::{files, read};

#[test]
fn list_functions_and_permissions_agree() {
    let listed = listed(&read("src-tauri/src/commands/list.rs"));
    assert!(listed.len() > 3, "the list was read: {listed:?}");
    let mut written = BTreeSet::new();
    for file in files(&[".rs"]).iter().filter(|file| file.path.starts_with("src-tauri/src/commands/")) {
        let noun = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        written.extend(functions(&file.text).into_iter().map(|verb| format!("{noun}::{verb}")));
    }
    clean("every command is listed and every listed one exists", &differences(&listed, &written));
    let allowed = permissions(&read("src-tauri/capabilities/main.json"));
    let wanted = listed.iter().map(|command| permission(command)).collect();
    clean("the main window may call exactly the listed commands", &differences(&wanted, &allowed));
}

#[test]
fn the_print_window_may_call_nothing_and_no_other_file_is_active() {
    assert_eq!(permissions(&read("src-tauri/capabilities/print.json")), BTreeSet::new());
    let settings: Value = serde_json::from_str(&read("src-tauri/tauri.conf.json")).expect("JSON");
    assert_eq!(settings["app"]["security"]["capabilities"], serde_json::json!(["main", "print"]));
    let names: Vec<String> = files(&[".json", ".toml"])
        .into_iter()
        .filter_map(|file| file.path.strip_prefix("src-tauri/capabilities/").map(str::to_owned))
        .collect();
    assert_eq!(names, ["main.json", "print.json"]);
}

#[test]
fn the_settings_keep_their_promises() {
    let settings: Value = serde_json::from_str(&read("src-tauri/tauri.conf.json")).expect("JSON");
    assert_eq!(settings["app"]["withGlobalTauri"], false);
    let security = &settings["app"]["security"];
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert_eq!(security["dangerousDisableAssetCspModification"], false);
    let policy = security["csp"].as_str().expect("a content policy");
    for part in [
        "default-src 'none'",
        "script-src 'self';",
        "style-src 'self';",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ] {
        assert!(policy.contains(part), "the content policy must say {part}");
    }
    for hole in ["unsafe-inline", "unsafe-eval", "data:", "https:", "*"] {
        assert!(!policy.contains(hole), "the content policy must not say {hole}");
    }
}

/// The page engine's inspector, and every plug-in, of which one would open the network, the clipboard or the file system to the
/// page, come in as features and packages.
#[test]
fn the_window_has_no_inspector_and_no_plug_in() {
    for file in ["Cargo.toml", "src-tauri/Cargo.toml", "ui/package.json"] {
        let text = read(file);
        for hole in ["devtools", "tauri-plugin", "@tauri-apps/plugin"] {
            assert!(!text.contains(hole), "{file} names {hole}");
        }
    }
}

/// What is on the clipboard outlives the lock. The program never puts anything there, so that there is nothing to clear.
#[test]
fn nothing_is_put_on_the_clipboard() {
    let ours = |path: &str| path.starts_with("src-tauri/src/") || path.starts_with("ui/src/");
    let mut found = Vec::new();
    for file in files(&[".rs", ".ts", ".tsx"]).iter().filter(|file| ours(&file.path)) {
        let text = file.text.to_lowercase();
        found.extend(
            ["clipboard", "execcommand"]
                .iter()
                .filter(|word| text.contains(**word))
                .map(|word| format!("{}: {word}", file.path)),
        );
    }
    clean("nothing is copied by the program", &found);
}

fn listed(text: &str) -> BTreeSet<String> {
    let code = code(text, Language::Rust);
    let lines = code.lines().map(|line| line.trim().trim_end_matches(','));
    lines.filter(|line| line.contains("::") && !line.contains(' ')).map(str::to_owned).collect()
}

/// The functions marked as commands.
fn functions(text: &str) -> BTreeSet<String> {
    let code = code(text, Language::Rust);
    let after = code.split("#[tauri::command").skip(1);
    after
        .filter_map(|rest| {
            let (_, name) = rest.split_once("fn ")?;
            Some(name.split(['(', '<']).next()?.trim().to_owned())
        })
        .collect()
}

fn permissions(text: &str) -> BTreeSet<String> {
    let file: Value = serde_json::from_str(text).expect("JSON");
    let list = file["permissions"].as_array().expect("a list").iter();
    list.map(|name| name.as_str().expect("a name").to_owned()).collect()
}

fn permission(command: &str) -> String {
    format!("allow-{}", command.rsplit("::").next().unwrap_or_default().replace('_', "-"))
}

fn differences(wanted: &BTreeSet<String>, found: &BTreeSet<String>) -> Vec<String> {
    let missing = wanted.difference(found).map(|name| format!("{name} is missing"));
    missing.chain(found.difference(wanted).map(|name| format!("{name} is too much"))).collect()
}

#[test]
fn a_forgotten_command_is_seen() {
    let list = "macro_rules! each_command {\n    app::quit,\n    // app::old,\n    files::pick_file,\n}";
    assert_eq!(listed(list), ["app::quit".to_owned(), "files::pick_file".to_owned()].into());
    let source = "#[tauri::command]\npub(crate) async fn quit(app: AppHandle) {}\nfn other() {}\n\
                  #[tauri::command]\n#[expect(dead_code)]\npub(crate) async fn open<'a>() {}";
    assert_eq!(functions(source), ["quit".to_owned(), "open".to_owned()].into());
    let (one, two) = (["a".to_owned()].into(), ["b".to_owned()].into());
    assert_eq!(differences(&one, &two), ["a is missing", "b is too much"]);
    assert_eq!(permission("files::pick_file"), "allow-pick-file");
}
