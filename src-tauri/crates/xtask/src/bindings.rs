//! `cargo xtask bindings`: writes the TypeScript types of the views anew. They are committed, and the test command compares them
//! with those that the unit tests of the use cases write each time.

use std::fs;
use std::path::{Path, PathBuf};

use crate::call::{self, Failure};

/// Writes the types. They are made aside first, so that a crate that does not compile takes none away.
pub(crate) fn bindings(args: &[String]) -> Result<(), Failure> {
    if let Some(word) = args.first() {
        return Err(Failure::new(format!("`bindings` does not know “{word}”."), "Call it without anything."));
    }
    let (aside, committed) = (aside()?, committed());
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |error| Failure::file(&path, &error)
    };
    // The export is a test that the derive writes for each type; it fails for no other reason than the disk.
    let mut export = call::cargo();
    // The whole workspace with the test features: any other choice would compile the libraries a second time.
    export
        .args(["test", "--quiet", "--workspace", "--lib"])
        .args(crate::binaries::TEST_FEATURES)
        .arg("export_bindings")
        .env(EXPORT_TO, &aside);
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

/// Where the derive's own tests write the types.
pub(crate) const EXPORT_TO: &str = "TS_RS_EXPORT_DIR";

/// An empty folder for the types of one run.
pub(crate) fn aside() -> Result<PathBuf, Failure> {
    let aside = call::target().join("bindings");
    if aside.exists() {
        fs::remove_dir_all(&aside).map_err(|error| Failure::file(&aside, &error))?;
    }
    fs::create_dir_all(&aside).map_err(|error| Failure::file(&aside, &error))?;
    Ok(aside)
}

fn committed() -> PathBuf {
    call::root().join("ui/src/bridge/generated")
}

/// Compares the types that a run of the unit tests wrote with those that the pages use.
pub(crate) fn compare(made: &Path) -> Result<(), Failure> {
    match difference(made, &committed())? {
        None => Ok(()),
        Some(what) => Err(Failure::new(what, "Run `cargo xtask bindings` and commit what it writes.")),
    }
}

/// The first difference between two folders of types, in words.
fn difference(made: &Path, committed: &Path) -> Result<Option<String>, Failure> {
    let (mut given, mut kept) = (types_in(made)?, types_in(committed)?);
    given.sort();
    kept.sort();
    if given.is_empty() {
        return Ok(Some("not one type was written.".to_owned()));
    }
    let odd = given
        .iter()
        .filter(|name| !kept.contains(name))
        .chain(kept.iter().filter(|name| !given.contains(name)));
    if let Some(name) = odd.into_iter().next() {
        return Ok(Some(format!("the type {name} is new or gone.")));
    }
    for name in given {
        let read = |folder: &Path| {
            let path = folder.join(&name);
            fs::read(&path).map_err(|error| Failure::file(&path, &error))
        };
        if read(made)? != read(committed)? {
            return Ok(Some(format!("the type {name} is not what the views give.")));
        }
    }
    Ok(None)
}

/// The names of the type files of a folder.
fn types_in(folder: &Path) -> Result<Vec<String>, Failure> {
    let files = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?.flatten();
    Ok(files
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".ts"))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_that_is_new_gone_or_other_is_named() {
        let place = call::target().join("bindings-test");
        let _ = fs::remove_dir_all(&place);
        let (made, kept) = (place.join("made"), place.join("kept"));
        for folder in [&made, &kept] {
            fs::create_dir_all(folder).expect("a folder");
        }
        let found = || difference(&made, &kept).map_err(|failure| failure.what).expect("both are read");
        assert_eq!(found().as_deref(), Some("not one type was written."));
        fs::write(made.join("A.ts"), "a").expect("written");
        assert_eq!(found().as_deref(), Some("the type A.ts is new or gone."));
        fs::write(kept.join("A.ts"), "b").expect("written");
        assert_eq!(found().as_deref(), Some("the type A.ts is not what the views give."));
        fs::write(kept.join("A.ts"), "a").expect("written");
        assert_eq!(found(), None);
        fs::write(kept.join("B.ts"), "b").expect("written");
        assert_eq!(found().as_deref(), Some("the type B.ts is new or gone."));
    }
}
