//! A real print server of CUPS with one queue, at a socket in a folder of its own. What comes to its printer is kept.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::app::wait_or_tell;
use crate::screen::end;

/// The queue's name.
pub(crate) const QUEUE: &str = "office";

/// The server.
pub(crate) struct Cups {
    daemon: Child,
    folder: PathBuf,
    /// Where a program finds it: the path of its socket.
    pub(crate) address: String,
}

impl Cups {
    /// Starts the server, and adds the queue.
    pub(crate) fn start(folder: &Path) -> Self {
        // The program under test runs as somebody else, and has to find the socket.
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
            .expect("a folder that others may enter");
        let folder = folder.join("cups");
        for part in ["spool/tmp", "cache", "state", "bin/backend", "out"] {
            fs::create_dir_all(folder.join(part)).expect("a folder of the print server");
        }
        for part in ["daemon", "cgi-bin", "filter", "notifier"] {
            let _ = symlink(Path::new("/usr/lib/cups").join(part), folder.join("bin").join(part));
        }
        let out = folder.join("out");
        let printer = folder.join("bin/backend/keep");
        fs::write(&printer, keeping(&out)).expect("the printer");
        // One that only its owner may run is run as the owner, who may write into the folder.
        fs::set_permissions(&printer, fs::Permissions::from_mode(0o700)).expect("it can be run");
        let address = folder.join("socket").display().to_string();
        fs::write(folder.join("cupsd.conf"), server(&address)).expect("settings");
        fs::write(folder.join("cups-files.conf"), files(&folder)).expect("settings");
        // A copy of the program: where the system holds its own print server to its own folders, it means that one.
        let program = folder.join("server");
        fs::copy("/usr/sbin/cupsd", &program).expect("cupsd is there (package cups-daemon)");
        let daemon = Command::new("setpriv")
            .args(["--pdeathsig", "TERM", "--"])
            .arg(&program)
            .args(["-f", "-c"])
            .arg(folder.join("cupsd.conf"))
            .arg("-s")
            .arg(folder.join("cups-files.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the print server starts");
        let cups = Self { daemon, folder, address };
        wait_or_tell(
            || UnixStream::connect(&cups.address).is_ok().then_some(()),
            || cups.told("the print server"),
        );
        let added = Command::new("lpadmin")
            .args(["-h", &cups.address, "-p", QUEUE, "-E", "-v", "keep:here", "-m", "raw"])
            .output()
            .expect("lpadmin runs (package cups-client)");
        assert!(added.status.success(), "{}{}", String::from_utf8_lossy(&added.stderr), cups.log());
        cups
    }

    /// The next job that comes to the printer: its file, and what the server calls it.
    pub(crate) fn next(&self) -> (PathBuf, String) {
        let out = self.folder.join("out");
        let job = wait_or_tell(
            || {
                let files = fs::read_dir(&out).ok()?.flatten().map(|file| file.path());
                files.into_iter().find(|file| file.extension().is_some_and(|kind| kind == "pdf"))
            },
            || self.told("a job at the printer"),
        );
        let title = fs::read_to_string(out.join("title")).expect("what it is called");
        (job, title)
    }

    fn told(&self, what: &str) -> String {
        format!("{what} ({})", self.log())
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Drop for Cups {
    fn drop(&mut self) {
        end(&mut self.daemon);
    }
}

/// The printer: keeps the job, and what the server calls it. Asked without a job it says that it is there.
fn keeping(out: &Path) -> String {
    format!(
        "#!/bin/sh\n\
         [ $# -eq 0 ] && {{ echo 'direct keep \"Unknown\" \"Keeps what it gets\"'; exit 0; }}\n\
         cd '{}' || exit 1\n\
         printf '%s' \"$3\" > title\n\
         cat \"${{6:--}}\" > coming && mv coming \"job-$1.pdf\"\n",
        out.display()
    )
}

fn server(address: &str) -> String {
    format!(
        "Listen {address}\nServerName localhost\nHostNameLookups Off\nWebInterface No\nBrowsing No\nDefaultAuthType None\nLogLevel debug\nPreserveJobFiles No\n\
         <Location />\nOrder allow,deny\nAllow all\n</Location>\n\
         <Policy default>\nJobPrivateAccess all\nJobPrivateValues none\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n"
    )
}

fn files(folder: &Path) -> String {
    let at = folder.display();
    format!(
        "ServerRoot {at}\nRequestRoot {at}/spool\nTempDir {at}/spool/tmp\nCacheDir {at}/cache\nStateDir {at}/state\n\
         ServerBin {at}/bin\nAccessLog {at}/access\nErrorLog {at}/log\nPageLog {at}/page\nSystemGroup root lpadmin\n\
         FatalErrors none\nSandboxing off\n"
    )
}
