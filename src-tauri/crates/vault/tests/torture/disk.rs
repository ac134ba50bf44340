//! A disk that is watched. The functions of the C library that change files are defined here once more, so that within this
//! program the standard library and the database library both call these: they note what is done below one folder, let a
//! chosen call fail, and hand everything on to the system. Only the thread that watches is concerned, and it does not wait for
//! the real disk: what would survive a power cut is computed, in `image`.
#![allow(
    unsafe_code,
    unreachable_pub,
    clippy::missing_safety_doc,
    reason = "these stand in the place of the C library's own functions"
)]

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::{CStr, OsStr};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use libc::{c_char, c_int, c_long, c_uint, c_void, mode_t, off_t, size_t, ssize_t};

/// One change of what is on the disk, in the order in which the program asked for it.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Opened {
        handle: u32,
        path: PathBuf,
        is_new: bool,
        is_cut: bool,
    },
    Written {
        handle: u32,
        at: u64,
        bytes: Vec<u8>,
    },
    Cut {
        handle: u32,
        length: u64,
    },
    Synced {
        handle: u32,
    },
    Renamed {
        from: PathBuf,
        to: PathBuf,
    },
    Removed {
        path: PathBuf,
    },
    FolderMade {
        path: PathBuf,
    },
    /// Not of the disk: what the program was asked to do is acknowledged.
    Acknowledged,
}

/// A call that fails.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fault {
    /// Which call below the folder, counted from 1.
    pub(crate) at: u32,
    pub(crate) error: c_int,
    /// Every later one fails too.
    pub(crate) stays: bool,
    /// A write at this place writes half of what it should, and then the disk fails.
    pub(crate) is_short: bool,
}

/// What was seen.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) changes: Vec<Change>,
    /// Calls that could have failed.
    pub(crate) calls: u32,
    /// The call that failed first.
    pub(crate) met: Option<&'static str>,
}

struct Watch {
    root: PathBuf,
    open: HashMap<c_int, Open>,
    handles: u32,
    fault: Option<Fault>,
    seen: Seen,
}

#[derive(Clone)]
struct Open {
    handle: u32,
    path: PathBuf,
}

thread_local! {
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
}

/// From now on this thread's changes below the folder are noted.
pub(crate) fn watch(root: &Path) {
    let watch = Watch {
        root: root.to_path_buf(),
        open: HashMap::new(),
        handles: 0,
        fault: None,
        seen: Seen::default(),
    };
    WATCH.set(Some(watch));
}

/// Lets a call fail, counted from this moment.
pub(crate) fn arm(fault: Fault) {
    with(|watch| (watch.fault, watch.seen.calls, watch.seen.met) = (Some(fault), 0, None));
}

/// Counts calls from this moment, and lets none fail.
pub(crate) fn disarm() {
    with(|watch| (watch.fault, watch.seen.calls) = (None, 0));
}

/// The call that failed first, if one did.
pub(crate) fn met() -> Option<&'static str> {
    with(|watch| watch.seen.met).flatten()
}

/// Calls so far.
pub(crate) fn calls() -> u32 {
    with(|watch| watch.seen.calls).unwrap_or(0)
}

/// Notes that what was asked for is acknowledged.
pub(crate) fn acknowledge() {
    with(|watch| watch.seen.changes.push(Change::Acknowledged));
}

/// Ends the watching.
pub(crate) fn unwatch() -> Seen {
    WATCH.take().map(|watch| watch.seen).unwrap_or_default()
}

fn with<T>(f: impl FnOnce(&mut Watch) -> T) -> Option<T> {
    WATCH.try_with(|watch| watch.try_borrow_mut().ok()?.as_mut().map(f)).ok().flatten()
}

impl Watch {
    fn place(&self, dir: c_int, name: &CStr) -> Option<PathBuf> {
        let name = Path::new(OsStr::from_bytes(name.to_bytes()));
        let path = match self.open.get(&dir) {
            Some(open) if name.is_relative() => open.path.join(name),
            _ => name.to_path_buf(),
        };
        path.starts_with(&self.root).then_some(path)
    }

    // The error with which a call is to fail.
    fn refusal(&mut self, call: &'static str) -> Option<c_int> {
        self.seen.calls += 1;
        let fault = self.fault?;
        let is_meant = fault.at == self.seen.calls || (fault.stays && self.seen.calls > fault.at);
        if !is_meant {
            return None;
        }
        self.seen.met.get_or_insert(call);
        Some(fault.error)
    }

    fn opened(&mut self, descriptor: c_int, path: PathBuf, is_new: bool, is_cut: bool) {
        self.handles += 1;
        self.open.insert(descriptor, Open { handle: self.handles, path: path.clone() });
        self.seen.changes.push(Change::Opened { handle: self.handles, path, is_new, is_cut });
    }
}

fn handle(descriptor: c_int) -> Option<u32> {
    with(|watch| watch.open.get(&descriptor).map(|open| open.handle)).flatten()
}

fn place(dir: c_int, name: *const c_char) -> Option<PathBuf> {
    // SAFETY: the caller of the C function passes a string that ends with a zero.
    with(|watch| watch.place(dir, unsafe { CStr::from_ptr(name) })).flatten()
}

fn refusal(call: &'static str) -> bool {
    let Some(Some(error)) = with(|watch| watch.refusal(call)) else { return false };
    // SAFETY: the place of this thread's error number.
    unsafe { *libc::__errno_location() = error };
    true
}

fn note(change: Change) {
    with(|watch| watch.seen.changes.push(change));
}

unsafe fn open_at(dir: c_int, name: *const c_char, flags: c_int, mode: c_uint) -> c_int {
    let path = place(dir, name);
    let writes = flags & (libc::O_WRONLY | libc::O_RDWR | libc::O_CREAT) != 0;
    if path.is_some() && writes && refusal("open") {
        return -1;
    }
    // SAFETY: the arguments are the caller's.
    unsafe {
        let was_there =
            path.is_none() || libc::syscall(libc::SYS_faccessat, dir as c_long, name, libc::F_OK, 0) == 0;
        let found = libc::syscall(libc::SYS_openat, dir as c_long, name, flags as c_long, mode as c_long);
        let descriptor = found as c_int;
        if descriptor >= 0 {
            with(|watch| match path {
                Some(path) => watch.opened(descriptor, path, !was_there, flags & libc::O_TRUNC != 0),
                None => drop(watch.open.remove(&descriptor)),
            });
        }
        descriptor
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn open(name: *const c_char, flags: c_int, mode: c_uint) -> c_int {
    // SAFETY: as in all functions below, the arguments are handed on as they came.
    unsafe { open_at(libc::AT_FDCWD, name, flags, mode) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn open64(name: *const c_char, flags: c_int, mode: c_uint) -> c_int {
    unsafe { open_at(libc::AT_FDCWD, name, flags, mode) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn openat(dir: c_int, name: *const c_char, flags: c_int, mode: c_uint) -> c_int {
    unsafe { open_at(dir, name, flags, mode) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn openat64(dir: c_int, name: *const c_char, flags: c_int, mode: c_uint) -> c_int {
    unsafe { open_at(dir, name, flags, mode) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn close(descriptor: c_int) -> c_int {
    with(|watch| watch.open.remove(&descriptor));
    unsafe { libc::syscall(libc::SYS_close, descriptor as c_long) as c_int }
}

// Writes, notes what was written, and may write only half.
unsafe fn written(descriptor: c_int, bytes: *const c_void, length: size_t, at: Option<off_t>) -> ssize_t {
    let watched = handle(descriptor);
    let mut length = length;
    if watched.is_some() {
        let is_half = with(|watch| {
            let fault = watch.fault.filter(|fault| fault.is_short && fault.at == watch.seen.calls + 1);
            fault.is_some().then(|| {
                watch.seen.calls += 1;
                watch.seen.met.get_or_insert("half a write");
            })
        });
        if is_half.flatten().is_some() {
            length = (length / 2).max(1);
        } else if refusal("write") {
            return -1;
        }
    }
    unsafe {
        let place = match (watched, at) {
            (Some(_), None) => libc::syscall(libc::SYS_lseek, descriptor as c_long, 0, libc::SEEK_CUR),
            (_, at) => at.unwrap_or(0),
        };
        let done = match at {
            Some(at) => libc::syscall(libc::SYS_pwrite64, descriptor as c_long, bytes, length, at),
            None => libc::syscall(libc::SYS_write, descriptor as c_long, bytes, length),
        };
        if let Some(handle) = watched
            && done > 0
        {
            let bytes = std::slice::from_raw_parts(bytes.cast::<u8>(), done as usize).to_vec();
            note(Change::Written { handle, at: place as u64, bytes });
        }
        done as ssize_t
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(descriptor: c_int, bytes: *const c_void, length: size_t) -> ssize_t {
    unsafe { written(descriptor, bytes, length, None) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite(d: c_int, bytes: *const c_void, length: size_t, at: off_t) -> ssize_t {
    unsafe { written(d, bytes, length, Some(at)) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite64(d: c_int, bytes: *const c_void, length: size_t, at: off_t) -> ssize_t {
    unsafe { written(d, bytes, length, Some(at)) }
}

unsafe fn cut(descriptor: c_int, length: off_t) -> c_int {
    let watched = handle(descriptor);
    if watched.is_some() && refusal("truncate") {
        return -1;
    }
    let done = unsafe { libc::syscall(libc::SYS_ftruncate, descriptor as c_long, length) };
    if let Some(handle) = watched.filter(|_| done == 0) {
        note(Change::Cut { handle, length: length as u64 });
    }
    done as c_int
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftruncate(descriptor: c_int, length: off_t) -> c_int {
    unsafe { cut(descriptor, length) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftruncate64(descriptor: c_int, length: off_t) -> c_int {
    unsafe { cut(descriptor, length) }
}

unsafe fn synced(descriptor: c_int, call: c_long) -> c_int {
    match handle(descriptor) {
        Some(_) if refusal("sync") => -1,
        Some(handle) => {
            note(Change::Synced { handle });
            0
        }
        None => unsafe { libc::syscall(call, descriptor as c_long) as c_int },
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsync(descriptor: c_int) -> c_int {
    unsafe { synced(descriptor, libc::SYS_fsync) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn fdatasync(descriptor: c_int) -> c_int {
    unsafe { synced(descriptor, libc::SYS_fdatasync) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    let places = place(libc::AT_FDCWD, from).zip(place(libc::AT_FDCWD, to));
    if places.is_some() && refusal("rename") {
        return -1;
    }
    let here = libc::AT_FDCWD as c_long;
    let done = unsafe { libc::syscall(libc::SYS_renameat2, here, from, here, to, 0) };
    if let Some((from, to)) = places.filter(|_| done == 0) {
        note(Change::Renamed { from, to });
    }
    done as c_int
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlinkat(dir: c_int, name: *const c_char, flags: c_int) -> c_int {
    let path = place(dir, name);
    if path.is_some() && refusal("remove") {
        return -1;
    }
    let done = unsafe { libc::syscall(libc::SYS_unlinkat, dir as c_long, name, flags as c_long) };
    if let Some(path) = path.filter(|_| done == 0) {
        note(Change::Removed { path });
    }
    done as c_int
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlink(name: *const c_char) -> c_int {
    unsafe { unlinkat(libc::AT_FDCWD, name, 0) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn rmdir(name: *const c_char) -> c_int {
    unsafe { unlinkat(libc::AT_FDCWD, name, libc::AT_REMOVEDIR) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdir(name: *const c_char, mode: mode_t) -> c_int {
    let path = place(libc::AT_FDCWD, name);
    if path.is_some() && refusal("make a folder") {
        return -1;
    }
    let here = libc::AT_FDCWD as c_long;
    let done = unsafe { libc::syscall(libc::SYS_mkdirat, here, name, mode as c_long) };
    if let Some(path) = path.filter(|_| done == 0) {
        note(Change::FolderMade { path });
    }
    done as c_int
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn chmod(name: *const c_char, mode: mode_t) -> c_int {
    if place(libc::AT_FDCWD, name).is_some() && refusal("change rights") {
        return -1;
    }
    unsafe { libc::syscall(libc::SYS_fchmodat, libc::AT_FDCWD as c_long, name, mode as c_long) as c_int }
}

// The ways of copying inside the system are not there while somebody watches; copying goes on by reading and writing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn copy_file_range(
    from: c_int,
    at: *mut off_t,
    to: c_int,
    to_at: *mut off_t,
    length: size_t,
    flags: c_uint,
) -> ssize_t {
    if with(|_| ()).is_some() {
        unsafe { *libc::__errno_location() = libc::ENOSYS };
        return -1;
    }
    unsafe {
        libc::syscall(
            libc::SYS_copy_file_range,
            from as c_long,
            at,
            to as c_long,
            to_at,
            length,
            flags as c_long,
        ) as ssize_t
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendfile(to: c_int, from: c_int, at: *mut off_t, length: size_t) -> ssize_t {
    if with(|_| ()).is_some() {
        unsafe { *libc::__errno_location() = libc::ENOSYS };
        return -1;
    }
    unsafe { libc::syscall(libc::SYS_sendfile, to as c_long, from as c_long, at, length) as ssize_t }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendfile64(to: c_int, from: c_int, at: *mut off_t, length: size_t) -> ssize_t {
    unsafe { sendfile(to, from, at, length) }
}
