//! What the program says when it cannot start, on the terminal, because there is no window to say it in.

use std::process::Command;

#[test]
fn without_a_folder_for_its_data_it_says_so_and_changes_nothing() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_custodian-console")).env_clear().output().expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("names no folder for program data") && said.contains("Nothing was changed"),
        "{said}"
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let output = Command::new(env!("CARGO_BIN_EXE_custodian-console"))
        .env_clear()
        .env("HOME", "/dev/null")
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("/dev/null/.local/share") && said.contains("could not be made"), "{said}");
}
