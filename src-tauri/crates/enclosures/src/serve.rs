//! The helper's side: close everything off, read one question, draw, answer, end.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::confine::confine;
use crate::{FILE_LIMIT, Limits, draw, wire};

/// The one word with which a program starts itself as a helper. Content never comes this way.
pub(crate) const WORD: &str = "draw-a-page-from-outside";

/// Ends by this code when the renderer gave up in a panic. Taken for a damaged file.
pub(crate) const GAVE_UP: u8 = 70;

/// Ends by this code when the system refused a limit. Nothing was read.
pub(crate) const NOT_CLOSED_OFF: u8 = 71;

/// Ends by this code when what came in was no question, or nobody took the answer.
pub(crate) const NO_QUESTION: u8 = 72;

/// Whether this process was started to be a helper. The first thing that `main` asks, before anything of the program was
/// reached.
#[must_use]
pub fn is_helper() -> bool {
    let mut arguments = env::args_os().skip(1);
    arguments.next().is_some_and(|first| first == WORD) && arguments.next().is_none()
}

/// Is the helper, and ends with it.
#[must_use]
pub fn serve() -> ExitCode {
    serve_within(&Limits::default())
}

/// The same within other limits.
#[must_use]
pub fn serve_within(limits: &Limits) -> ExitCode {
    // What a panic would say may hold words of the file. It ends here without a word.
    std::panic::set_hook(Box::new(|_| std::process::exit(i32::from(GAVE_UP))));
    if confine(limits).is_err() {
        return ExitCode::from(NOT_CLOSED_OFF);
    }
    let Some((ask, file)) = wire::receive(&mut io::stdin().lock(), FILE_LIMIT) else {
        return ExitCode::from(NO_QUESTION);
    };
    let answer = wire::answer(&draw::draw(file, ask.page, ask.width));
    let mut out = io::stdout().lock();
    match out.write_all(&answer).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(NO_QUESTION),
    }
}
