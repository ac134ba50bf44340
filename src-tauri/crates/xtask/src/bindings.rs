//! `cargo xtask bindings`: writes the TypeScript types of the views anew. They are committed, and a test compares them.

use std::fs;
use std::path::Path;

use crate::call::{self, Failure};

/// Writes the types. They are made aside first, so that a crate that does not compile takes none away.
pub(crate) fn bindings(args: &[String]) -> Result<(), Failure> {
    if let Some(word) = args.first() {
        return Err(Failure::new(format!("`bindings` does not know “{word}”."), "Call it without anything."));
    }
    let (aside, committed) = (call::target().join("bindings"), call::root().join("ui/src/bridge/generated"));
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |error| Failure::file(&path, &error)
    };
    if aside.exists() {
        fs::remove_dir_all(&aside).map_err(failed(&aside))?;
    }
    fs::create_dir_all(&aside).map_err(failed(&aside))?;
    // The export is a test that the derive writes for each type; it fails for no other reason than the disk.
    let mut export = call::cargo();
    // The whole workspace with the test features: any other choice would compile the libraries a second time.
    export
        .args(["test", "--quiet", "--workspace", "--lib"])
        .args(crate::binaries::TEST_FEATURES)
        .arg("export_bindings")
        .env("TS_RS_EXPORT_DIR", &aside);
    call::succeed(&mut export, "Correct the first error above; then run `cargo xtask bindings` again.")?;
    let made = types_in(&aside)?;
    for gone in types_in(&committed)?.iter().filter(|name| !made.contains(name)) {
        fs::remove_file(committed.join(gone)).map_err(failed(&committed.join(gone)))?;
    }
    for name in &made {
        fs::copy(aside.join(name), committed.join(name)).map_err(failed(&committed.join(name)))?;
    }
    println!("{} types are in {}.", made.len(), committed.display());
    Ok(())
}

/// The names of the type files of a folder.
fn types_in(folder: &Path) -> Result<Vec<String>, Failure> {
    let files = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?.flatten();
    Ok(files
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".ts"))
        .collect())
}
