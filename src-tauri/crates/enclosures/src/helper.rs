//! The program's side: start a helper, hand it the bytes, wait no longer than it is given, and take nothing on trust.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::wire::{self, ANSWER_LIMIT, Ask};
use crate::{Drawn, Trouble, WIDTHS, platform, serve};

/// Larger files are kept but not opened, in bytes.
pub const FILE_LIMIT: u64 = 64 * 1024 * 1024;

/// How long one page may take, from the start of the helper to its end. What it may compute is less ([`crate::Limits::seconds`]):
/// on a busy computer a sound file must not look like a bad one.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// How often the helper's end is looked for, once it has answered.
const GLANCE: Duration = Duration::from_millis(1);

/// How a helper is started.
#[derive(Debug, Clone)]
pub struct Helper {
    /// The program that begins with [`crate::is_helper`].
    pub program: PathBuf,
    /// Arguments; none of them says anything about a file.
    pub arguments: Vec<String>,
    /// How long one page may take.
    pub patience: Duration,
}

impl Helper {
    /// A helper from a program whose `main` begins with [`crate::is_helper`].
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self { program, arguments: vec![serve::WORD.to_owned()], patience: PATIENCE }
    }

    /// Draws one page, counted from 0, at about `width` pixels across; widths outside [`WIDTHS`] are brought into it.
    ///
    /// # Errors
    /// A [`Trouble`] for whatever stood in the way. No helper is left behind in any case.
    pub fn draw(&self, file: &[u8], page: u32, width: u32) -> Result<Drawn, Trouble> {
        if file.len() as u64 > FILE_LIMIT {
            return Err(Trouble::TooLarge);
        }
        let until = Instant::now() + self.patience;
        let mut child = self.start().map_err(|_| Trouble::NotStarted)?;
        let ask = Ask { page, width: width.clamp(*WIDTHS.start(), *WIDTHS.end()) };
        let told = converse(&mut child, ask, file, until);
        let ended = end(&mut child, if told.is_ok() { until } else { Instant::now() });
        judge(told?, ended)
    }

    fn start(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            .current_dir(Path::new(if cfg!(windows) { "." } else { "/" }))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }
}

/// Sends the file and takes what comes back. When time is up the child is ended, which also frees the two threads.
fn converse(child: &mut Child, ask: Ask, file: &[u8], until: Instant) -> Result<Vec<u8>, Trouble> {
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Trouble::NotStarted);
    };
    thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        // A helper that ends early stops listening; what it said, or how it ended, tells why.
        let sends = thread::Builder::new().spawn_scoped(scope, move || {
            let _ = wire::send(&mut to, ask, file);
        });
        let listens = thread::Builder::new().spawn_scoped(scope, move || {
            let mut answer = Vec::new();
            let heard = from.take(ANSWER_LIMIT + 1).read_to_end(&mut answer);
            let _ = tell.send(heard.map(|_| answer));
        });
        let answer = match (sends, listens) {
            (Ok(_), Ok(_)) => told.recv_timeout(until.saturating_duration_since(Instant::now())),
            _ => Ok(Err(io::ErrorKind::OutOfMemory.into())),
        };
        match answer {
            Ok(Ok(answer)) if answer.len() as u64 <= ANSWER_LIMIT => Ok(answer),
            other => {
                let _ = child.kill();
                Err(if other.is_err() { Trouble::TookTooLong } else { Trouble::NoSense })
            }
        }
    })
}

/// Waits for the end until then, and brings it about when it does not come.
fn end(child: &mut Child, until: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(ended)) => return Some(ended),
            Ok(None) if Instant::now() < until => thread::sleep(GLANCE),
            _ => break,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}

fn judge(answer: Vec<u8>, ended: Option<ExitStatus>) -> Result<Drawn, Trouble> {
    let ended = ended.ok_or(Trouble::TookTooLong)?;
    if ended.success() {
        return wire::read(&answer);
    }
    let code = ended.code().and_then(|code| u8::try_from(code).ok());
    Err(match code {
        Some(serve::GAVE_UP) => Trouble::Damaged,
        Some(serve::NOT_CLOSED_OFF) => Trouble::NotClosedOff,
        Some(_) => Trouble::NoSense,
        None => platform::of_signal(ended).unwrap_or(Trouble::NoSense),
    })
}
