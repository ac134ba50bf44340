//! A real print server of CUPS with one queue, on loopback and in a folder of its own. What comes to its printer is kept.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::app::wait_for;
use crate::screen::end;

/// The queue's name.
pub(crate) const QUEUE: &str = "office";

/// The printer: keeps the job, and what the server calls it. Asked without a job it says that it is there.
const PRINTER: &str = "#!/bin/sh\n\
    [ $# -eq 0 ] && { echo 'direct keep \"Unknown\" \"Keeps what it gets\"'; exit 0; }\n\
    to=\"${DEVICE_URI#keep:}\"\n\
    printf '%s' \"$3\" > \"$to/title\"\n\
    cat \"${6:--}\" > \"$to/coming\" && mv \"$to/coming\" \"$to/job-$1.pdf\"\n";

/// The server.
pub(crate) struct Cups {
    daemon: Child,
    folder: PathBuf,
    /// Where a program finds it: host and port.
    pub(crate) address: String,
}

impl Cups {
    /// Starts the server, and adds the queue.
    pub(crate) fn start(folder: &Path) -> Self {
        let folder = folder.join("cups");
        for part in ["spool/tmp", "cache", "state", "bin/backend", "out"] {
            fs::create_dir_all(folder.join(part)).expect("a folder of the print server");
        }
        for part in ["daemon", "cgi-bin", "filter", "notifier"] {
            let _ = symlink(Path::new("/usr/lib/cups").join(part), folder.join("bin").join(part));
        }
        let printer = folder.join("bin/backend/keep");
        fs::write(&printer, PRINTER).expect("the printer");
        // One that only its owner may run is run as the owner, who may write into the folder.
        fs::set_permissions(&printer, fs::Permissions::from_mode(0o700)).expect("it can be run");
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = free.local_addr().expect("its number").port();
        drop(free);
        let address = format!("127.0.0.1:{port}");
        fs::write(folder.join("cupsd.conf"), server(&address)).expect("settings");
        fs::write(folder.join("cups-files.conf"), files(&folder)).expect("settings");
        let daemon = Command::new("setpriv")
            .args(["--pdeathsig", "TERM", "--", "/usr/sbin/cupsd", "-f"])
            .arg("-c")
            .arg(folder.join("cupsd.conf"))
            .arg("-s")
            .arg(folder.join("cups-files.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("cupsd starts (package cups-daemon)");
        let cups = Self { daemon, folder, address };
        wait_for("the print server", || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok().then_some(())
        });
        let device = format!("keep:{}", cups.folder.join("out").display());
        let added = Command::new("lpadmin")
            .args(["-h", &cups.address, "-p", QUEUE, "-E", "-v", &device, "-m", "raw"])
            .output()
            .expect("lpadmin runs (package cups-client)");
        assert!(added.status.success(), "{}{}", String::from_utf8_lossy(&added.stderr), cups.log());
        cups
    }

    /// The next job that comes to the printer: its file, and what the server calls it.
    pub(crate) fn next(&self) -> (PathBuf, String) {
        let out = self.folder.join("out");
        let job = wait_for("a job at the printer", || {
            let files = fs::read_dir(&out).ok()?.flatten().map(|file| file.path());
            files.into_iter().find(|file| file.extension().is_some_and(|kind| kind == "pdf"))
        });
        let title = fs::read_to_string(out.join("title")).expect("what it is called");
        (job, title)
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

fn server(address: &str) -> String {
    format!(
        "Listen {address}\nWebInterface No\nBrowsing No\nDefaultAuthType None\nLogLevel debug\nPreserveJobFiles No\n\
         <Location />\nOrder allow,deny\nAllow 127.0.0.1\n</Location>\n\
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
