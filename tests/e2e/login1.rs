//! A stand-in for login1 on a bus of its own: it says that the screen is locked, or that the computer goes to sleep. It speaks
//! the bus's protocol itself, as far as that takes: an introduction, a name, and signals.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::app::wait_for;
use crate::screen::end;

const CALL: u8 = 1;
const SIGNAL: u8 = 4;

/// The private bus, with the stand-in on it.
pub(crate) struct Login1 {
    daemon: Child,
    stream: UnixStream,
    address: String,
    serial: u32,
}

/// Where a message goes, and what it is.
struct Message<'a> {
    kind: u8,
    path: &'a str,
    interface: &'a str,
    member: &'a str,
    destination: Option<&'a str>,
    /// The types of what it carries, and that as bytes.
    body: (&'a str, Vec<u8>),
}

impl Login1 {
    /// Starts the bus in a folder that the program under test can reach.
    pub(crate) fn start(folder: &Path) -> Self {
        let socket = folder.join("bus");
        let settings = folder.join("bus.conf");
        fs::write(&settings, configuration(&socket)).expect("the settings of the bus");
        let daemon = Command::new("setpriv")
            .args(["--pdeathsig", "TERM", "--", "dbus-daemon", "--nofork", "--nopidfile", "--nosyslog"])
            .arg(format!("--config-file={}", settings.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon starts (package dbus-daemon)");
        let stream = wait_for("the private bus", || UnixStream::connect(&socket).ok());
        let address = format!("unix:path={}", socket.display());
        let mut login = Self { daemon, stream, address, serial: 0 };
        login.introduce();
        login
    }

    /// What the program is told in `DBUS_SYSTEM_BUS_ADDRESS`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The screen of the person's session is locked.
    pub(crate) fn locks_the_screen(&mut self) {
        self.send(&Message {
            kind: SIGNAL,
            path: "/org/freedesktop/login1/session/_31",
            interface: "org.freedesktop.login1.Session",
            member: "Lock",
            destination: None,
            body: ("", Vec::new()),
        });
    }

    /// The computer goes to sleep, or wakes up again.
    pub(crate) fn prepares_for_sleep(&mut self, goes_to_sleep: bool) {
        self.send(&Message {
            kind: SIGNAL,
            path: "/org/freedesktop/login1",
            interface: "org.freedesktop.login1.Manager",
            member: "PrepareForSleep",
            destination: None,
            body: ("b", u32::from(goes_to_sleep).to_le_bytes().to_vec()),
        });
    }

    /// Says who it is, and takes the name that the program listens to.
    fn introduce(&mut self) {
        let user = fs::metadata("/proc/self").expect("this process").uid().to_string();
        let digits: String = user.bytes().map(|digit| format!("{digit:02x}")).collect();
        write!(self.stream, "\0AUTH EXTERNAL {digits}\r\n").expect("an introduction");
        let mut answer = String::new();
        BufReader::new(self.stream.try_clone().expect("the same line"))
            .read_line(&mut answer)
            .expect("an answer");
        assert!(answer.starts_with("OK "), "the bus lets nobody in: {answer}");
        write!(self.stream, "BEGIN\r\n").expect("a beginning");
        let mut body = Vec::new();
        put_text(&mut body, "org.freedesktop.login1");
        body.resize(body.len().next_multiple_of(4), 0);
        body.extend(4_u32.to_le_bytes());
        for (member, body) in [("Hello", ("", Vec::new())), ("RequestName", ("su", body))] {
            self.send(&Message {
                kind: CALL,
                path: "/org/freedesktop/DBus",
                interface: "org.freedesktop.DBus",
                member,
                destination: Some("org.freedesktop.DBus"),
                body,
            });
        }
    }

    fn send(&mut self, message: &Message<'_>) {
        self.serial += 1;
        self.stream.write_all(&printed(message, self.serial)).expect("the bus takes it");
    }
}

impl Drop for Login1 {
    fn drop(&mut self) {
        end(&mut self.daemon);
    }
}

fn configuration(socket: &Path) -> String {
    format!(
        "<busconfig><type>session</type><listen>unix:path={}</listen><auth>EXTERNAL</auth>\
         <policy context=\"default\"><allow user=\"*\"/><allow own=\"*\"/><allow send_destination=\"*\"/>\
         <allow receive_sender=\"*\"/></policy></busconfig>\n",
        PathBuf::from(socket).display()
    )
}

/// A message as it goes over the line: low bytes first, version 1.
fn printed(message: &Message<'_>, serial: u32) -> Vec<u8> {
    let (types, body) = &message.body;
    let mut fields = vec![(1, "o", message.path), (2, "s", message.interface), (3, "s", message.member)];
    fields.extend(message.destination.map(|name| (6, "s", name)));
    if !types.is_empty() {
        fields.push((8, "g", types));
    }
    // The list begins at a multiple of eight, so that it can be laid out by itself.
    let mut list = Vec::new();
    for (code, kind, text) in fields {
        list.resize(list.len().next_multiple_of(8), 0);
        list.push(code);
        put_kind(&mut list, kind);
        match kind {
            "g" => put_kind(&mut list, text),
            _ => {
                list.resize(list.len().next_multiple_of(4), 0);
                put_text(&mut list, text);
            }
        }
    }
    let mut bytes = vec![b'l', message.kind, 0, 1];
    for number in [body.len(), serial as usize, list.len()] {
        bytes.extend(u32::try_from(number).expect("a short message").to_le_bytes());
    }
    bytes.extend(list);
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    bytes.extend(body);
    bytes
}

fn put_kind(bytes: &mut Vec<u8>, kind: &str) {
    bytes.push(u8::try_from(kind.len()).expect("a short kind"));
    bytes.extend(kind.as_bytes());
    bytes.push(0);
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend(u32::try_from(text.len()).expect("a short text").to_le_bytes());
    bytes.extend(text.as_bytes());
    bytes.push(0);
}
