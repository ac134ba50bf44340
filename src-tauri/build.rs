//! Tells the window's access rules which commands exist, and when the pages must be packed again.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo on standard output")]

use std::path::Path;

#[macro_use]
#[path = "src/commands/list.rs"]
mod list;

macro_rules! names {
    ($($noun:ident :: $verb:ident),* $(,)?) => { &[$(stringify!($verb)),*] };
}

fn main() {
    // The pages are packed into the program when it is compiled.
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=src/commands/list.rs");
    println!("cargo:rerun-if-changed=icons/icon.png");
    if !Path::new("../ui/dist/index.html").is_file() {
        println!(
            "cargo:warning=The interface is not built yet. `cargo xtask run` builds it and then this program."
        );
    }
    let manifest = tauri_build::AppManifest::new().commands(each_command!(names));
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo:warning=The window's settings could not be read: {error:#}");
        std::process::exit(1);
    }
}
