//! A stand-in for login1 on a bus of its own: it says that the screen is locked, or that the computer goes to sleep, and lets
//! whoever asks for it hold sleep back for a while.

use std::fs;
use std::io::{PipeReader, Read, pipe};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use gio::glib::variant::Handle;
use gio::glib::{MainContext, MainLoop, ToVariant, Variant};
use gio::{
    Cancellable, DBusCallFlags, DBusConnection, DBusConnectionFlags, DBusMethodInvocation, DBusNodeInfo,
    UnixFDList,
};

use crate::app::wait_for;
use crate::screen::end;

const NAME: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const MANAGER_AT: &str = "/org/freedesktop/login1";
const OFFERS: &str = "<node><interface name='org.freedesktop.login1.Manager'><method name='Inhibit'>\
    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>\
    <arg type='s' direction='in'/><arg type='h' direction='out'/></method>\
    <signal name='PrepareForSleep'><arg type='b'/></signal></interface></node>";

/// Somebody who asked to hold sleep back: what for, and what is heard once nobody holds the line any more.
struct Asked {
    words: String,
    is_gone: mpsc::Receiver<()>,
}

/// The private bus, with the stand-in on it.
pub(crate) struct Login1 {
    daemon: Child,
    bus: DBusConnection,
    answers: MainLoop,
    address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
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
        wait_for("the private bus", || socket.exists().then_some(()));
        let address = format!("unix:path={}", socket.display());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (bus, answers) = serve(&address, asked.clone());
        Self { daemon, bus, answers, address, asked }
    }

    /// What the program is told in `DBUS_SYSTEM_BUS_ADDRESS`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The screen of the person's session is locked.
    pub(crate) fn locks_the_screen(&self) {
        let session = "/org/freedesktop/login1/session/_31";
        self.bus
            .emit_signal(None, session, "org.freedesktop.login1.Session", "Lock", None)
            .expect("the bus takes it");
    }

    /// The computer goes to sleep, or wakes up again.
    pub(crate) fn prepares_for_sleep(&self, goes_to_sleep: bool) {
        let values = (goes_to_sleep,).to_variant();
        self.bus
            .emit_signal(None, MANAGER_AT, MANAGER, "PrepareForSleep", Some(&values))
            .expect("the bus takes it");
    }

    /// How often somebody asked to hold sleep back, with the words that came with it the last time, and how many still do.
    pub(crate) fn holds_back(&self) -> (usize, String, usize) {
        let asked = self.asked.lock().expect("a list");
        let holding = asked.iter().filter(|one| one.is_gone.try_recv() == Err(mpsc::TryRecvError::Empty));
        (asked.len(), asked.last().map(|one| one.words.clone()).unwrap_or_default(), holding.count())
    }
}

impl Drop for Login1 {
    fn drop(&mut self) {
        self.answers.quit();
        end(&mut self.daemon);
    }
}

/// Answers on the bus, in a thread of its own, from when this returns.
fn serve(address: &str, asked: Arc<Mutex<Vec<Asked>>>) -> (DBusConnection, MainLoop) {
    let (tell, told) = mpsc::channel();
    let address = address.to_owned();
    thread::spawn(move || {
        let context = MainContext::new();
        let answers = MainLoop::new(Some(&context), false);
        context
            .with_thread_default(|| {
                let flags =
                    DBusConnectionFlags::AUTHENTICATION_CLIENT | DBusConnectionFlags::MESSAGE_BUS_CONNECTION;
                let bus = DBusConnection::for_address_sync(&address, flags, None, Cancellable::NONE)
                    .expect("the bus lets everybody in");
                let offers = DBusNodeInfo::for_xml(OFFERS).expect("well formed");
                let manager = offers.lookup_interface(MANAGER).expect("it is there");
                bus.register_object(
                    MANAGER_AT,
                    &manager,
                    move |_, _, _, _, _, words, call| answer(&asked, &words, call),
                    |_, _, _, _, _| ().to_variant(),
                    |_, _, _, _, _, _| false,
                )
                .expect("registered");
                // By a call and not by watching the name: nobody is told when the bus ends.
                let wanted = (NAME, 4_u32).to_variant();
                let (to, at) = ("org.freedesktop.DBus", "/org/freedesktop/DBus");
                bus.call_sync(
                    Some(to),
                    at,
                    to,
                    "RequestName",
                    Some(&wanted),
                    None,
                    DBusCallFlags::NONE,
                    -1,
                    Cancellable::NONE,
                )
                .expect("the name is taken");
                let _ = tell.send((bus, answers.clone()));
                answers.run();
            })
            .expect("a context of this thread's own");
    });
    told.recv().expect("the bus")
}

/// Gives a line away and notices when its other end is closed everywhere.
fn answer(asked: &Mutex<Vec<Asked>>, words: &Variant, call: DBusMethodInvocation) {
    let (reader, writer) = pipe().expect("a line");
    let (gone, is_gone) = mpsc::channel();
    thread::spawn(move || wait_for_end(reader, &gone));
    asked.lock().expect("a list").push(Asked { words: words.print(false).to_string(), is_gone });
    let line = UnixFDList::from_array([writer]);
    call.return_value_with_unix_fd_list(Some(&(Handle(0),).to_variant()), Some(&line));
}

fn wait_for_end(mut reader: PipeReader, gone: &mpsc::Sender<()>) {
    let _ = reader.read(&mut [0]);
    let _ = gone.send(());
}

fn configuration(socket: &Path) -> String {
    format!(
        "<busconfig><type>session</type><listen>unix:path={}</listen><auth>EXTERNAL</auth>\
         <policy context=\"default\"><allow user=\"*\"/><allow own=\"*\"/><allow send_destination=\"*\"/>\
         <allow receive_sender=\"*\"/></policy></busconfig>\n",
        PathBuf::from(socket).display()
    )
}
