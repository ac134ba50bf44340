//! The helper for tests: as the programs start it, with one limit lifted (`without LIMIT`), or trying from inside what it may
//! not do (`try DEED`, which prints `done` or `refused`). No program ships it.

use std::fs::File;
use std::io::Write;
use std::net::{TcpStream, UdpSocket};
use std::process::{Command, ExitCode, Stdio};

use enclosures::{Limits, confine, is_helper, serve, serve_within};

fn main() -> ExitCode {
    if is_helper() {
        return serve();
    }
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next(), arguments.next()) {
        (Some("without"), Some(limit), None) => {
            without(&limit).map_or(ExitCode::from(2), |l| serve_within(&l))
        }
        (Some("try"), Some(deed), limit) => attempt(&deed, limit.as_deref()),
        _ => ExitCode::from(2),
    }
}

fn without(limit: &str) -> Option<Limits> {
    let all = Limits::default();
    Some(match limit {
        "memory" => Limits { memory: None, ..all },
        "seconds" => Limits { seconds: None, ..all },
        "files" => Limits { files: true, ..all },
        "calls" => Limits { calls: true, ..all },
        "everything" => Limits { memory: None, seconds: None, files: true, calls: true },
        _ => return None,
    })
}

/// Closes itself off like the helper and then does one thing.
fn attempt(deed: &str, lifted: Option<&str>) -> ExitCode {
    let limits = lifted.map_or(Some(Limits::default()), without);
    let Some(limits) = limits else { return ExitCode::from(2) };
    let program = std::env::current_exe().unwrap_or_default();
    if confine(&limits).is_err() {
        return ExitCode::FAILURE;
    }
    let is_done = match deed {
        "nothing" => true,
        "open" => File::open("/etc/passwd").is_ok(),
        "write" => {
            File::create("/dev/shm/enclosures-probe").is_ok_and(|mut file| file.write_all(b"x").is_ok())
        }
        "connect" => !matches!(
            TcpStream::connect(("127.0.0.1", 9)),
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied
        ),
        "listen" => UdpSocket::bind(("127.0.0.1", 0)).is_ok(),
        "start" => Command::new(program).arg("try").arg("nothing").stdout(Stdio::null()).status().is_ok(),
        "thread" => std::thread::Builder::new().spawn(|| ()).is_ok(),
        "memory" => {
            let mut held: Vec<u8> = Vec::new();
            held.try_reserve_exact(700 * 1024 * 1024).is_ok()
        }
        "inherited" => std::fs::read_dir("/proc/self/fd").is_ok_and(|open| open.count() > 4),
        _ => return ExitCode::from(2),
    };
    let word: &[u8] = if is_done { b"done" } else { b"refused" };
    let _ = std::io::stdout().write_all(word);
    ExitCode::SUCCESS
}
