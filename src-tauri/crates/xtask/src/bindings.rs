//! `cargo xtask bindings`: writes the TypeScript types of the views anew. They are committed, and a test compares them.

use crate::call::{self, Failure};

/// Writes the types. Files of types that are gone are removed first.
pub(crate) fn bindings(args: &[String]) -> Result<(), Failure> {
    if let Some(word) = args.first() {
        return Err(Failure::new(format!("`bindings` does not know “{word}”."), "Call it without anything."));
    }
    let folder = call::root().join("ui/src/bridge/generated");
    for file in std::fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?.flatten() {
        if file.path().extension().is_some_and(|kind| kind == "ts") {
            std::fs::remove_file(file.path()).map_err(|error| Failure::file(&file.path(), &error))?;
        }
    }
    // The export is a test that the derive writes for each type; it never fails for any other reason than the disk.
    let mut export = call::cargo();
    export
        .args(["test", "--quiet", "-p", "usecases", "--lib", "export_bindings"])
        .env("TS_RS_EXPORT_DIR", &folder);
    call::succeed(&mut export, "Correct the first error above; then run `cargo xtask bindings` again.")
}
