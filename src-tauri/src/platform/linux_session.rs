//! Linux: sleep and screen lock, as login1 tells them where a system bus exists. Without one only the idle clock locks.
//!
//! For as long as the program runs it asks login1 to be let lock before the computer sleeps. login1 waits while it holds the line
//! it was given, a few seconds at most. The line goes with the process, and so after the record was closed.

use std::cell::{Cell, RefCell};

use gtk::gio::{
    BusType, Cancellable, DBusCallFlags, DBusConnection, DBusSignalFlags, UnixFDList, bus_get_sync,
};
use gtk::glib::ToVariant;

use crate::lock::Because;

const LOGIN: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const MANAGER_AT: &str = "/org/freedesktop/login1";

thread_local! {
    /// The line by which sleep is held back.
    static HELD_BACK: RefCell<Option<UnixFDList>> = const { RefCell::new(None) };
    /// Whether the line is wanted: not while the computer goes to sleep and nothing is open.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Calls back when the computer goes to sleep or the screen is locked; the answer says whether the program now locks. To be called
/// on the main thread.
pub(crate) fn watch_session(tell: impl Fn(Because) -> bool + Clone + Send + 'static) {
    let Ok(bus) = bus_get_sync(BusType::System, Cancellable::NONE) else { return };
    watch_on(&bus, tell);
    // Somebody must hold the connection for as long as the program runs.
    std::mem::forget(bus);
}

fn watch_on(bus: &DBusConnection, tell: impl Fn(Because) -> bool + Clone + Send + 'static) {
    let (sleep, line) = (tell.clone(), bus.clone());
    listen(bus, MANAGER, "PrepareForSleep", move |goes_to_sleep| {
        if !goes_to_sleep {
            hold_back_sleep(&line);
        } else if !sleep(Because::Sleep) {
            // Nothing is open: there is nothing to wait for, nor for a line that login1 still hands out.
            WANTED.set(false);
            HELD_BACK.take();
        }
    });
    listen(bus, "org.freedesktop.login1.Session", "Lock", move |_| {
        tell(Because::Screen);
    });
    hold_back_sleep(bus);
}

/// Asks to be waited for before the computer sleeps. Where nobody answers, or it sleeps just now, it is not held back.
fn hold_back_sleep(bus: &DBusConnection) {
    WANTED.set(true);
    let asked = ("sleep", "Custodian Console", "It locks before the computer sleeps.", "delay").to_variant();
    let flags = DBusCallFlags::NO_AUTO_START;
    let (nothing, never) = (UnixFDList::NONE, Cancellable::NONE);
    let kept = |answer: Result<_, _>| {
        if let Ok((_, line)) = answer {
            keep(line);
        }
    };
    bus.call_with_unix_fd_list(
        Some(LOGIN),
        MANAGER_AT,
        MANAGER,
        "Inhibit",
        Some(&asked),
        None,
        flags,
        -1,
        nothing,
        never,
        kept,
    );
}

/// An answer that comes too late is dropped, and its line with it.
fn keep(line: UnixFDList) {
    if WANTED.get() {
        HELD_BACK.set(Some(line));
    }
}

fn listen(bus: &DBusConnection, interface: &str, signal: &str, tell: impl Fn(bool) + Send + 'static) {
    let flags = DBusSignalFlags::NONE;
    bus.signal_subscribe(
        Some(LOGIN),
        Some(interface),
        Some(signal),
        None,
        None,
        flags,
        move |_, _, _, _, _, values| {
            // `PrepareForSleep` is true before sleep and false after it; `Lock` carries nothing.
            tell(values.try_child_get::<bool>(0).ok().flatten().unwrap_or(true));
        },
    );
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{PipeReader, Read, pipe};
    use std::path::Path;
    use std::process::{Child, Command, Stdio};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex, mpsc};
    use std::thread;
    use std::time::{Duration, Instant};

    use gtk::gio::prelude::UnixFDListExtManual;
    use gtk::gio::{
        BusNameOwnerFlags, DBusConnectionFlags, DBusMethodInvocation, DBusNodeInfo,
        bus_own_name_on_connection,
    };
    use gtk::glib::{MainContext, Variant};

    use super::*;
    use crate::desk::held;

    const OFFERS: &str = "<node><interface name='org.freedesktop.login1.Manager'><method name='Inhibit'>\
        <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>\
        <arg type='s' direction='in'/><arg type='h' direction='out'/></method>\
        <signal name='PrepareForSleep'><arg type='b'/></signal></interface></node>";

    /// What was asked for, and what is heard once nobody holds the line any more.
    type Asked = (String, mpsc::Receiver<()>);

    /// A stand-in for login1 on a bus of its own, in this process.
    struct Login1 {
        daemon: Child,
        bus: DBusConnection,
        asked: Arc<Mutex<Vec<Asked>>>,
    }

    impl Login1 {
        fn start(folder: &Path) -> (Self, String) {
            let socket = folder.join("bus");
            let settings = folder.join("bus.conf");
            let text = format!(
                "<busconfig><type>session</type><listen>unix:path={}</listen><auth>EXTERNAL</auth>\
                 <policy context=\"default\"><allow user=\"*\"/><allow own=\"*\"/><allow send_destination=\"*\"/>\
                 <allow receive_sender=\"*\"/></policy></busconfig>\n",
                socket.display()
            );
            fs::write(&settings, text).expect("the settings of the bus");
            let daemon = Command::new("setpriv")
                .args(["--pdeathsig", "TERM", "--", "dbus-daemon", "--nofork", "--nopidfile", "--nosyslog"])
                .arg(format!("--config-file={}", settings.display()))
                .stderr(Stdio::null())
                .spawn()
                .expect("dbus-daemon starts (package dbus-daemon)");
            let until = Instant::now() + Duration::from_secs(20);
            while !socket.exists() && Instant::now() < until {
                thread::sleep(Duration::from_millis(10));
            }
            let address = format!("unix:path={}", socket.display());
            let bus = joined(&address);
            let asked = Arc::new(Mutex::new(Vec::new()));
            let offers = DBusNodeInfo::for_xml(OFFERS).expect("well formed");
            let manager = offers.lookup_interface(MANAGER).expect("it is there");
            let notes = asked.clone();
            let answers =
                move |_: DBusConnection, _: &str, _: &str, _: &str, _: &str, words: Variant, call| {
                    answer(&notes, &words, call);
                };
            bus.register_object(
                MANAGER_AT,
                &manager,
                answers,
                |_, _, _, _, _| ().to_variant(),
                |_, _, _, _, _, _| false,
            )
            .expect("registered");
            (Self { daemon, bus, asked }, address)
        }

        fn prepares_for_sleep(&self, goes_to_sleep: bool) {
            let values = (goes_to_sleep,).to_variant();
            self.bus.emit_signal(None, MANAGER_AT, MANAGER, "PrepareForSleep", Some(&values)).expect("said");
        }

        /// Whether whoever asked as number `place` still holds sleep back.
        fn is_held_back(&self, place: usize) -> bool {
            held(&self.asked)
                .get(place)
                .is_some_and(|(_, ended)| ended.try_recv() == Err(mpsc::TryRecvError::Empty))
        }
    }

    impl Drop for Login1 {
        fn drop(&mut self) {
            let _ = self.daemon.kill();
            let _ = self.daemon.wait();
        }
    }

    /// Gives a line away and notices when its other end is closed everywhere.
    fn answer(asked: &Mutex<Vec<Asked>>, words: &Variant, call: DBusMethodInvocation) {
        let (reader, writer) = pipe().expect("a line");
        let (gone, is_gone) = mpsc::channel();
        thread::spawn(move || wait_for_end(reader, &gone));
        held(asked).push((words.print(false).to_string(), is_gone));
        let line = UnixFDList::from_array([writer]);
        call.return_value_with_unix_fd_list(
            Some(&(gtk::glib::variant::Handle(0),).to_variant()),
            Some(&line),
        );
    }

    fn wait_for_end(mut reader: PipeReader, gone: &mpsc::Sender<()>) {
        let _ = reader.read(&mut [0]);
        let _ = gone.send(());
    }

    fn joined(address: &str) -> DBusConnection {
        let flags = DBusConnectionFlags::AUTHENTICATION_CLIENT | DBusConnectionFlags::MESSAGE_BUS_CONNECTION;
        DBusConnection::for_address_sync(address, flags, None, Cancellable::NONE)
            .expect("the bus lets everybody in")
    }

    fn comes_true(context: &MainContext, what: &str, is_so: impl Fn() -> bool) {
        let until = Instant::now() + Duration::from_secs(20);
        while !is_so() {
            assert!(Instant::now() < until, "{what} did not come true");
            while context.iteration(false) {}
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether every line by which sleep is held back is closed when another program takes the place of this one.
    fn closes_with_the_process() -> bool {
        const CLOSE_ON_EXEC: u32 = 0o2_000_000;
        let lines = HELD_BACK
            .with_borrow(|line| line.as_ref().map(UnixFDListExtManual::peek_fds).unwrap_or_default());
        let flags = |line: &i32| {
            let about = fs::read_to_string(format!("/proc/self/fdinfo/{line}")).expect("about a line");
            let flags = about.lines().find_map(|text| text.strip_prefix("flags:")).expect("its flags");
            u32::from_str_radix(flags.trim(), 8).expect("a number")
        };
        !lines.is_empty() && lines.iter().all(|line| flags(line) & CLOSE_ON_EXEC != 0)
    }

    #[test]
    fn an_answer_that_comes_when_sleep_may_come_is_dropped() {
        WANTED.set(false);
        keep(UnixFDList::new());
        assert!(HELD_BACK.with_borrow(Option::is_none), "nothing is open, and the computer sleeps");
        WANTED.set(true);
        keep(UnixFDList::new());
        assert!(HELD_BACK.take().is_some());
        WANTED.set(false);
    }

    #[test]
    fn sleep_is_held_back_until_the_program_has_locked_and_not_when_nothing_is_open() {
        let folder = std::env::temp_dir().join(format!("custodian-sleep-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a place");
        let context = MainContext::new();
        context
            .with_thread_default(|| {
                let (login, address) = Login1::start(&folder);
                let named = Arc::new(AtomicBool::new(false));
                let got = named.clone();
                let ours = move |_: DBusConnection, _: &str| got.store(true, Ordering::Release);
                bus_own_name_on_connection(&login.bus, LOGIN, BusNameOwnerFlags::NONE, ours, |_, _| ());
                comes_true(&context, "the name", || named.load(Ordering::Acquire));
                let (is_open, told) = (Arc::new(AtomicBool::new(true)), Arc::new(Mutex::new(Vec::new())));
                let program = joined(&address);
                let (open, heard) = (is_open.clone(), told.clone());
                watch_on(&program, move |because| {
                    held(&heard).push(because);
                    open.load(Ordering::Acquire)
                });
                comes_true(&context, "it asks", || HELD_BACK.with_borrow(Option::is_some));
                let words = held(&login.asked)[0].0.clone();
                assert!(
                    words.starts_with("('sleep', 'Custodian Console',") && words.ends_with(", 'delay')"),
                    "{words}"
                );
                assert!(login.is_held_back(0));
                assert!(closes_with_the_process(), "the program that comes in its place does not hold it");

                login.prepares_for_sleep(true);
                comes_true(&context, "it is told", || held(&told).len() == 1);
                assert_eq!(held(&told)[0], Because::Sleep);
                assert!(login.is_held_back(0), "it locks now, and the line goes with the process");

                is_open.store(false, Ordering::Release);
                login.prepares_for_sleep(true);
                comes_true(&context, "nothing is open and sleep may come", || !login.is_held_back(0));
                login.prepares_for_sleep(false);
                comes_true(&context, "after waking it asks again", || login.is_held_back(1));
                comes_true(&context, "it is answered", || HELD_BACK.with_borrow(Option::is_some));
                // Like the one of the program, it ends when nobody holds it any more.
                HELD_BACK.take();
                comes_true(&context, "the line is closed", || !login.is_held_back(1));
            })
            .expect("a context of this thread's own");
        fs::remove_dir_all(&folder).expect("clean up");
    }
}
