//! Linux: sleep and screen lock, as login1 tells them where a system bus exists. Without one only the idle clock locks.

use gtk::gio::{BusType, Cancellable, DBusConnection, DBusSignalFlags, bus_get_sync};

use crate::lock::Because;

const LOGIN: &str = "org.freedesktop.login1";

/// Calls back when the computer goes to sleep or the screen is locked. To be called on the main thread.
pub(crate) fn watch_session(tell: impl Fn(Because) + Clone + Send + 'static) {
    let Ok(bus) = bus_get_sync(BusType::System, Cancellable::NONE) else { return };
    let sleep = tell.clone();
    listen(&bus, "org.freedesktop.login1.Manager", "PrepareForSleep", move |goes_to_sleep| {
        if goes_to_sleep {
            sleep(Because::Sleep);
        }
    });
    listen(&bus, "org.freedesktop.login1.Session", "Lock", move |_| tell(Because::Screen));
    // Somebody must hold the connection for as long as the program runs.
    std::mem::forget(bus);
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
