//! Linux: limits of the kernel, and a list of the few system calls that remain.
//!
//! There is no separate network namespace and no Landlock: the list of calls has neither a socket nor a file that could be
//! opened, on every kernel that has filters at all, also where namespaces are closed to ordinary users.

use std::collections::BTreeMap;
use std::fs;
use std::os::fd::RawFd;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use rustix::process::{
    DumpableBehavior, Resource, Rlimit, Signal, set_dumpable_behavior, set_parent_process_death_signal,
    setrlimit,
};
use rustix::thread::set_no_new_privs;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch, apply_filter_all_threads,
};

use crate::{CannotConfine, Limits, Trouble};

/// The main thread's stack may grow to this, whoever started us.
const STACK: u64 = 8 * 1024 * 1024;

/// Calls without conditions: reading and writing what is open, memory, locks, the clock, random numbers, ending. And the two by
/// which a thread begins: a library of the window starts one while the program is loaded, and one that comes late and may not
/// begin ends the whole helper.
const CALLS: [libc::c_long; 27] = [
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_sched_yield,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_restart_syscall,
    libc::SYS_sched_getaffinity,
    libc::SYS_rseq,
    libc::SYS_set_robust_list,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Gives up what the limits name. The order matters: what is needed to set a limit goes after it.
pub(crate) fn confine(limits: &Limits) -> Result<(), CannotConfine> {
    let taken = mapped().ok_or(CannotConfine)?;
    let open = open_descriptors().ok_or(CannotConfine)?;
    limit(Resource::Core, 0)?;
    limit(Resource::Stack, STACK)?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(refused)?;
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(refused)?;
    set_no_new_privs(true).map_err(refused)?;
    if let Some(seconds) = limits.seconds {
        limit(Resource::Cpu, seconds)?;
    }
    if let Some(memory) = limits.memory {
        limit(Resource::As, taken.saturating_add(memory))?;
    }
    if !limits.files {
        close(&open);
        limit(Resource::Nofile, 3)?;
        limit(Resource::Fsize, 0)?;
    }
    if !limits.calls {
        let filter = filter().ok_or(CannotConfine)?;
        apply_filter_all_threads(&filter).map_err(|_| CannotConfine)?;
    }
    Ok(())
}

/// What an end by signal says about the file that was being read.
pub(crate) fn of_signal(ended: ExitStatus) -> Option<Trouble> {
    match ended.signal()? {
        libc::SIGXCPU | libc::SIGKILL => Some(Trouble::TookTooLong),
        // The standard library ends itself so when memory is refused and when the stack is full.
        libc::SIGABRT | libc::SIGSEGV | libc::SIGBUS => Some(Trouble::TooMuchMemory),
        _ => Some(Trouble::NoSense),
    }
}

fn refused(_: rustix::io::Errno) -> CannotConfine {
    CannotConfine
}

/// Lowers a limit. One that is lower already stays.
fn limit(resource: Resource, most: u64) -> Result<(), CannotConfine> {
    let before = rustix::process::getrlimit(resource).maximum;
    let most = before.map_or(most, |before| before.min(most));
    setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).map_err(refused)
}

/// Bytes of address space that the program takes before it reads anything, its libraries included.
fn mapped() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').next()?.parse().ok()?;
    pages.checked_mul(rustix::param::page_size() as u64)
}

/// All descriptors but the three that every program has. Whoever started us may have left some open.
fn open_descriptors() -> Option<Vec<RawFd>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc/self/fd").ok()? {
        let number: RawFd = entry.ok()?.file_name().to_str()?.parse().ok()?;
        if number > 2 {
            found.push(number);
        }
    }
    Some(found)
}

#[expect(unsafe_code, reason = "descriptors that nobody here owns can only be closed by their number")]
fn close(open: &[RawFd]) {
    for number in open {
        // SAFETY: this is the first thing the process does; nothing in it holds a descriptor besides the first three. The
        // number of the folder that was just listed is among them and closed already, which the call ignores.
        unsafe { libc::close(*number) };
    }
}

/// Everything that is not on the list is answered with "not permitted".
fn filter() -> Option<BpfProgram> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::new();
    for call in CALLS {
        rules.insert(call, Vec::new());
    }
    // Memory that can be run as a program is not to be had.
    let runs = u64::from(libc::PROT_EXEC.unsigned_abs());
    let not_run = || {
        let condition =
            SeccompCondition::new(2, SeccompCmpArgLen::Dword, SeccompCmpOp::MaskedEq(runs), 0).ok()?;
        SeccompRule::new(vec![condition]).ok()
    };
    rules.insert(libc::SYS_mmap, vec![not_run()?]);
    rules.insert(libc::SYS_mprotect, vec![not_run()?]);
    // A program ends itself by a signal to itself; to nobody else.
    let me = u64::from(std::process::id());
    let own = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, me).ok()?;
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![own]).ok()?]);
    let system = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    let not_permitted = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    SeccompFilter::new(rules, not_permitted, SeccompAction::Allow, system).ok()?.try_into().ok()
}
