//! The system packages that a bare Debian or Ubuntu lacks: which, why, and how they get there.

use std::process::{Command, Stdio};

use crate::call::{self, Failure};

/// What the packages are wanted for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum For {
    /// Compiling the application.
    Building,
    /// Showing it where there is no screen.
    Showing,
    /// Driving it from a test.
    Testing,
}

/// Each package, from when it is needed, and the reason.
const PACKAGES: [(&str, For, &str); 14] = [
    ("build-essential", For::Building, "C compiler and make, for the encrypted database and its cipher"),
    ("perl", For::Building, "the cipher library's own build"),
    ("pkg-config", For::Building, "finds the window libraries"),
    ("libwebkit2gtk-4.1-dev", For::Building, "the window's page engine"),
    ("libgtk-3-dev", For::Building, "the window itself, file dialogs and printing"),
    ("xvfb", For::Showing, "a screen in memory where there is none"),
    ("imagemagick", For::Showing, "saves the picture of that screen"),
    ("webkit2gtk-driver", For::Testing, "drives the real window in the end-to-end tests"),
    ("xdotool", For::Testing, "presses keys in the system's own dialogs"),
    ("poppler-utils", For::Testing, "reads printed letters back"),
    (
        "cups-daemon",
        For::Testing,
        "a print server that the tests start for themselves, to which letters are printed",
    ),
    ("cups-client", For::Testing, "adds a queue to that print server"),
    (
        "hunspell-en-us",
        For::Testing,
        "a dictionary, with which free text is looked through for misspelt words",
    ),
    ("dbus-daemon", For::Testing, "a private bus, on which a stand-in says that the screen is locked"),
];

const ELSEWHERE: &str = "WebKitGTK 4.1 and GTK 3 with their development files, a C compiler, make, perl and pkg-config; for tests also \
Xvfb, ImageMagick, xdotool, WebKitWebDriver, dbus-daemon, CUPS, a Hunspell dictionary of American English and the poppler command line tools";

/// Makes sure that everything needed for `purpose` is there, installing it where that is possible.
pub(crate) fn ensure(purpose: For) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        println!("  Not Linux: the system's own page engine is used, no packages are needed to build.");
        return Ok(());
    }
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    if is_debian_family(&release) { on_debian(purpose) } else { elsewhere(&release) }
}

fn on_debian(purpose: For) -> Result<(), Failure> {
    let wanted = || PACKAGES.iter().filter(|(_, from, _)| *from <= purpose);
    let missing: Vec<_> = wanted().filter(|(name, _, _)| !has(name)).collect();
    if missing.is_empty() {
        println!("  All {} system packages are here.", wanted().count());
        return Ok(());
    }
    println!("  Missing system packages:");
    for (name, _, why) in &missing {
        println!("    {name}: {why}");
    }
    let names: Vec<&str> = missing.iter().map(|(name, _, _)| *name).collect();
    let by_hand = format!(
        "As an administrator run `apt-get update && apt-get install --no-install-recommends {}`, then repeat the command.",
        names.join(" ")
    );
    let Some(prefix) = privilege() else {
        return Err(Failure::new(
            format!(
                "these system packages are missing and cannot be installed from here (not root, and sudo asks for a password): {}.",
                names.join(", ")
            ),
            by_hand,
        ));
    };
    call::succeed(&mut apt(prefix, &["update"]), &by_hand)?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(&names);
    call::succeed(&mut apt(prefix, &arguments), &by_hand)?;
    let still: Vec<&str> = names.into_iter().filter(|name| !has(name)).collect();
    if still.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(
            format!("apt-get ended well, but these are still missing: {}.", still.join(", ")),
            by_hand,
        ))
    }
}

fn elsewhere(release: &str) -> Result<(), Failure> {
    let name = field(release, "PRETTY_NAME").unwrap_or("this distribution");
    println!(
        "  {name}: packages are only installed by themselves on Debian and Ubuntu. Needed here: {ELSEWHERE}."
    );
    let found = call::output(Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1"])).is_some();
    if found {
        println!("  WebKitGTK 4.1 is here; going on.");
        return Ok(());
    }
    Err(Failure::new(
        format!("the development files of WebKitGTK 4.1 were not found on {name}."),
        format!("Install {ELSEWHERE}, then repeat the command."),
    ))
}

/// The words before `apt-get`: none for root, sudo when it asks nothing, otherwise it cannot be done from here.
fn privilege() -> Option<&'static [&'static str]> {
    let root = call::output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if root {
        return Some(&[]);
    }
    let sudo = call::output(Command::new("sudo").args(["-n", "true"])).is_some();
    // The variable is given to the command itself, because sudo drops ours.
    sudo.then_some(&["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"])
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Command {
    let mut words = prefix.iter().copied().chain(["apt-get"]).chain(arguments.iter().copied());
    let mut command = Command::new(words.next().unwrap_or("apt-get"));
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    command
}

fn has(package: &str) -> bool {
    let status = call::output(Command::new("dpkg-query").args([
        "-W",
        "-f",
        "${db:Status-Status} ${Provides}",
        package,
    ]));
    if status.is_some_and(|status| status.starts_with("installed")) {
        return true;
    }
    // Newer releases ship pkgconf in the place of pkg-config.
    package == "pkg-config" && call::is_installed("pkg-config")
}

fn is_debian_family(release: &str) -> bool {
    let like = field(release, "ID_LIKE").unwrap_or_default();
    field(release, "ID").into_iter().chain(like.split_whitespace()).any(|id| id == "debian" || id == "ubuntu")
}

fn field<'a>(release: &'a str, name: &str) -> Option<&'a str> {
    release.lines().find_map(|line| Some(line.strip_prefix(name)?.strip_prefix('=')?.trim_matches('"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_children_are_recognised() {
        assert!(is_debian_family("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n"));
        assert!(is_debian_family("NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian_family("ID=fedora\nID_LIKE=\"rhel centos\"\n"));
        assert!(!is_debian_family("VERSION_ID=\"debian\"\n"));
    }

    #[test]
    fn building_needs_less_than_testing() {
        let needed = |purpose| PACKAGES.iter().filter(|(_, from, _)| *from <= purpose).count();
        assert!(needed(For::Building) < needed(For::Showing));
        assert_eq!(needed(For::Testing), PACKAGES.len());
    }
}
