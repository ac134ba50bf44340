//! `cargo xtask audit`: licences, sources and advisories of everything inside, and the list itself (CycloneDX).

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::call::{self, Failure};

/// What is inside the programs without being a package of its own: name, what it is, licence.
const CARRIED: [(&str, &str, &str); 4] = [
    ("SQLCipher", "encrypted database, compiled in", "BSD-3-Clause"),
    ("SQLite", "database underneath SQLCipher, compiled in", "blessing"),
    ("OpenSSL", "cipher library of SQLCipher, compiled in", "Apache-2.0"),
    ("WebKitGTK", "page engine of the system, not shipped by us", "LGPL-2.1-or-later"),
];

/// The file with SQLCipher and SQLite that is compiled: package, path in it, SHA-256. SECURITY.md says the same.
const COMPILED: (&str, &str, &str) = (
    "sqlcipher-src",
    "sqlcipher/sqlcipher.c",
    "8cd2347d18886fee4651153fabeeeffb7cec008700987dab1c00261febc4220f",
);

/// Checks what can be checked here, says what could not, and writes the list of parts.
pub(crate) fn audit(args: &[String]) -> Result<(), Failure> {
    if let Some(word) = args.first() {
        return Err(Failure::new(format!("`audit` does not know “{word}”."), "It takes no words."));
    }
    let metadata = metadata()?;
    let list = list_parts(&metadata)?;
    println!("List of parts: {}", list.display());
    compare_source(&metadata)?;
    if !call::is_installed("cargo-deny") {
        println!("Licences, sources, bans: not run (cargo-deny is not installed).");
        println!("Advisories: not run.");
        println!("To run them: `cargo install --locked cargo-deny`, then repeat the command.");
        return Ok(());
    }
    call::succeed(
        call::cargo().args(["deny", "--offline", "check", "licenses", "sources", "bans"]),
        "deny.toml says what is allowed and why; the package is named above.",
    )?;
    let fetched = call::cargo().args(["deny", "fetch", "db"]).status().is_ok_and(|status| status.success());
    if !fetched {
        println!("Advisories: not run (the advisory list could not be reached from here).");
        return Ok(());
    }
    call::succeed(
        call::cargo().args(["deny", "check", "advisories"]),
        "Update the package named above, or write in deny.toml why it does not touch us.",
    )
}

fn metadata() -> Result<Value, Failure> {
    let next = "Run `cargo fetch` once where the registry can be reached, then repeat the command.";
    let text = call::output(call::cargo().args(["metadata", "--format-version", "1", "--locked"]))
        .ok_or_else(|| Failure::new("cargo could not list the packages.", next))?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("cargo's package list could not be read: {error}."), next))
}

/// Compares the source that is compiled with what was written down when it was tested.
fn compare_source(metadata: &Value) -> Result<(), Failure> {
    let (package, path, written) = COMPILED;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let folder = packages
        .filter(|found| found["name"] == package)
        .find_map(|found| Path::new(found["manifest_path"].as_str()?).parent());
    let file = folder.map(|folder| folder.join(path)).unwrap_or_default();
    let Some(said) = call::output(std::process::Command::new("sha256sum").arg(&file)) else {
        println!("Source of SQLCipher: not compared (no `sha256sum` here, or no source).");
        return Ok(());
    };
    if said.split_whitespace().next() != Some(written) {
        return Err(Failure::new(
            format!("the source of {package} is not the one that was tested: {path} has another SHA-256."),
            "Fetch the package again. After a deliberate change of version, test it and write the new sum here and in SECURITY.md.",
        ));
    }
    println!(
        "Source of SQLCipher: {path} is the one that was tested. Compared with the makers' signed source: not done."
    );
    Ok(())
}

fn list_parts(metadata: &Value) -> Result<std::path::PathBuf, Failure> {
    let lock = std::fs::read_to_string(call::root().join("ui/package-lock.json")).unwrap_or_default();
    let npm: Value = serde_json::from_str(&lock).unwrap_or_default();
    let folder = call::target().join("audit");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let path = folder.join("custodian-console.cdx.json");
    write(&path, &parts(metadata, &npm))?;
    Ok(path)
}

fn write(path: &Path, list: &Value) -> Result<(), Failure> {
    std::fs::write(path, format!("{list:#}\n")).map_err(|error| Failure::file(path, &error))
}

/// The list in CycloneDX 1.6. It carries no date and no serial number, so the same sources give the same bytes.
fn parts(metadata: &Value, npm: &Value) -> Value {
    let mut components = Vec::new();
    let reached = reached(metadata);
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let is_ours = package["source"].is_null();
        if is_ours || !package["id"].as_str().is_some_and(|id| reached.contains(id)) {
            continue;
        }
        components.push(component(
            "cargo",
            package["name"].as_str(),
            package["version"].as_str(),
            package["license"].as_str(),
        ));
    }
    for (place, package) in npm["packages"].as_object().into_iter().flatten() {
        let Some(name) = place.rsplit_once("node_modules/").map(|(_, name)| name) else { continue };
        if package["dev"] == true || package["devOptional"] == true {
            continue;
        }
        components.push(component(
            "npm",
            Some(name),
            package["version"].as_str(),
            package["license"].as_str(),
        ));
    }
    for (name, what, licence) in CARRIED {
        components.push(json!({
            "type": "library", "name": name, "description": what, "licenses": [{"license": {"name": licence}}]
        }));
    }
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {"type": "application", "name": "custodian-console"}},
        "components": components,
    })
}

fn component(kind: &str, name: Option<&str>, version: Option<&str>, licence: Option<&str>) -> Value {
    let (name, version) = (name.unwrap_or_default(), version.unwrap_or_default());
    json!({
        "type": "library", "name": name, "version": version,
        "purl": format!("pkg:{kind}/{}@{version}", name.replace('@', "%40")),
        "licenses": [{"expression": licence.unwrap_or("NOASSERTION")}],
    })
}

/// The packages that the shipped programs reach by ordinary dependencies: not those of tests or builds.
fn reached(metadata: &Value) -> BTreeSet<&str> {
    let nodes = || metadata["resolve"]["nodes"].as_array().into_iter().flatten();
    let starts_at =
        |id: &str| id.contains("custodian@") || id.contains("custodian-console@") || id.contains("/cli#");
    let mut waiting: Vec<&str> =
        nodes().filter_map(|node| node["id"].as_str()).filter(|id| starts_at(id)).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !reached.insert(id) {
            continue;
        }
        let Some(node) = nodes().find(|node| node["id"] == id) else { continue };
        for dependency in node["deps"].as_array().into_iter().flatten() {
            let is_ordinary =
                dependency["dep_kinds"].as_array().into_iter().flatten().any(|kind| kind["kind"].is_null());
            if is_ordinary {
                waiting.extend(dependency["pkg"].as_str());
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_libraries_written_down_are_those_that_are_locked() {
        let read = |name: &str| std::fs::read_to_string(call::root().join(name)).expect("it is there");
        let (lock, written) = (read("Cargo.lock"), read("SECURITY.md"));
        for package in ["sqlcipher-src", "openssl-src"] {
            let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
            let mut value = |name: &str| {
                let found = lines.find_map(|line| line.strip_prefix(&format!("{name} = ")));
                found.expect("it is locked").trim_matches('"').to_owned()
            };
            let line = format!("`{package}` {} | `{}` |", value("version"), value("checksum"));
            assert!(written.contains(&line), "SECURITY.md lacks {line}");
        }
        assert!(written.contains(COMPILED.2));
    }

    #[test]
    fn only_what_is_shipped_is_listed() {
        let metadata = json!({
            "packages": [
                {"id": "path+file:///x/cli#custodian@0.1.0", "name": "custodian", "version": "0.1.0", "source": null},
                {"id": "reg#used@1.0.0", "name": "used", "version": "1.0.0", "license": "MIT", "source": "reg"},
                {"id": "reg#tested@1.0.0", "name": "tested", "version": "1.0.0", "license": "MIT", "source": "reg"}
            ],
            "resolve": {"nodes": [
                {"id": "path+file:///x/cli#custodian@0.1.0", "deps": [
                    {"pkg": "reg#used@1.0.0", "dep_kinds": [{"kind": null}]},
                    {"pkg": "reg#tested@1.0.0", "dep_kinds": [{"kind": "dev"}]}
                ]},
                {"id": "reg#used@1.0.0", "deps": []},
                {"id": "reg#tested@1.0.0", "deps": []}
            ]}
        });
        let npm = json!({"packages": {
            "": {}, "node_modules/react": {"version": "19.3.1", "license": "MIT"},
            "node_modules/vite": {"version": "8.3.8", "license": "MIT", "dev": true}
        }});
        let list = parts(&metadata, &npm);
        let names: Vec<_> =
            list["components"].as_array().expect("a list").iter().map(|part| &part["name"]).collect();
        assert_eq!(names[..2], ["used", "react"]);
        assert_eq!(names.len(), 2 + CARRIED.len());
    }
}
