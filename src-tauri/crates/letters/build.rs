//! Builds again when a letter text is added or taken away, which the embedding macro alone does not notice.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

fn main() {
    println!("cargo:rerun-if-changed=../../../assets/letters");
    println!("cargo:rerun-if-changed=build.rs");
}
