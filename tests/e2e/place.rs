//! Fresh folders for one test: a home, a runtime folder, a place for records; gone with the value.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// The user with no rights, for tests that must not run as root.
const NOBODY: u32 = 65_534;

static COUNT: AtomicU32 = AtomicU32::new(0);

/// The folders of one test.
pub(crate) struct Place {
    /// Everything is in here.
    pub(crate) root: PathBuf,
    user: Option<u32>,
}

impl Place {
    /// Folders of whoever runs the tests.
    pub(crate) fn new() -> Self {
        Self::of(None)
    }

    /// Folders of an ordinary user, also when the tests run as root.
    pub(crate) fn ordinary() -> Self {
        let is_root =
            Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"));
        Self::of(is_root.then_some(NOBODY))
    }

    fn of(user: Option<u32>) -> Self {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("custodian-e2e-{}-{number}", std::process::id()));
        let place = Self { root, user };
        for folder in ["home", "runtime", "tmp", "records"] {
            let folder = place.root.join(folder);
            fs::create_dir_all(&folder).expect("a fresh folder");
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("only for us");
            if user.is_some() {
                chown(&folder, user, user).expect("given to the ordinary user");
            }
        }
        place
    }

    /// A program in these folders, with nothing of the person who runs the tests.
    pub(crate) fn program(&self, path: &Path) -> Command {
        // An ordinary user may not be able to read the build folder.
        let mut command =
            Command::new(if self.user.is_some() { self.copy(path) } else { path.to_path_buf() });
        command.env_clear().current_dir(self.root.join("home"));
        for kept in ["PATH", "LANG", "TZ", "LD_LIBRARY_PATH"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        command
            .env("HOME", self.root.join("home"))
            .env("TMPDIR", self.root.join("tmp"))
            .env("XDG_RUNTIME_DIR", self.root.join("runtime"))
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1");
        if let Some(user) = self.user {
            use std::os::unix::process::CommandExt;
            command.uid(user).gid(user);
        }
        command
    }

    /// A path below the test's folders.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Every file below a folder.
    pub(crate) fn files(&self, folder: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut waiting = vec![self.root.join(folder)];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    waiting.push(path);
                } else {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }

    fn copy(&self, program: &Path) -> PathBuf {
        let copy = self.root.join("program");
        fs::set_permissions(&self.root, fs::Permissions::from_mode(0o755)).expect("others may pass");
        // A second name of the same file does: what was built may be run by everybody who can reach it.
        if !copy.exists() && fs::hard_link(program, &copy).is_err() {
            fs::copy(program, &copy).expect("a copy of the program");
            fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).expect("others may run it");
        }
        copy
    }

    /// What lies in the home and among the records, to be laid out again.
    pub(crate) fn leave(&self) -> Left {
        let mut things = Vec::new();
        let mut waiting = vec![self.root.join("home"), self.root.join("records")];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(&folder).expect("a folder of the test").flatten() {
                let path = entry.path();
                let about = entry.metadata().expect("it is there");
                if about.is_dir() {
                    waiting.push(path.clone());
                }
                let bytes = about.is_file().then(|| fs::read(&path).expect("a file of the test"));
                let name = path.strip_prefix(&self.root).expect("below the test's folders").to_path_buf();
                things.push((name, about.permissions(), bytes));
            }
        }
        things.sort_by(|a, b| a.0.cmp(&b.0));
        Left { root: self.root.clone(), things }
    }

    /// Fresh folders of an ordinary user in which the same lies that was left. Where a file names the old folders, it names
    /// these.
    pub(crate) fn again(left: &Left) -> Self {
        let place = Self::ordinary();
        let (old, new) = (left.root.display().to_string(), place.root.display().to_string());
        for (name, rights, bytes) in &left.things {
            let path = place.path(&name.to_string_lossy());
            match bytes {
                None => fs::create_dir_all(&path).expect("a folder"),
                Some(bytes) => {
                    let named = std::str::from_utf8(bytes).ok().filter(|text| text.contains(&old));
                    let moved = named.map(|text| text.replace(&old, &new).into_bytes());
                    fs::write(&path, moved.as_ref().unwrap_or(bytes)).expect("a file");
                }
            }
            fs::set_permissions(&path, rights.clone()).expect("the same rights");
            if place.user.is_some() {
                chown(&path, place.user, place.user).expect("given to the ordinary user");
            }
        }
        place
    }
}

/// What a program left in its folders: names below them, rights, and the bytes of files.
#[derive(Debug)]
pub(crate) struct Left {
    root: PathBuf,
    things: Vec<(PathBuf, fs::Permissions, Option<Vec<u8>>)>,
}

impl Drop for Place {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("kept for a look: {}", self.root.display());
        } else {
            let _ = fs::remove_dir_all(&self.root);
        }
    }
}
