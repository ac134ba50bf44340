//! The shell: one window around the pages, the commands they may call, and everything that differs by operating
//! system. It holds no rule about records; those are in the crates beside it.

mod clock;
mod commands;
mod copy;
mod daily;
mod desk;
mod files;
mod folders;
mod lock;
mod notice;
mod platform;
mod print;
mod typed;
mod window;

use std::process::ExitCode;

use tauri::Manager;

use crate::desk::Desk;

macro_rules! handler {
    ($($noun:ident :: $verb:ident),* $(,)?) => { tauri::generate_handler![$(commands::$noun::$verb),*] };
}

#[macro_use]
#[path = "commands/list.rs"]
mod list;

/// Hardens the process, opens the window and stays until it is closed. After a lock the program starts itself again.
pub fn run() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        refuse(&usecases::stopped_at(panic));
    }));
    // First of all, while there is only one thread: the page engine reads its variables when it starts.
    let locked_because = platform::prepare();
    let folders = match folders::make() {
        Ok(folders) => folders,
        Err(problem) => return refuse(&problem.to_string()),
    };
    let builder = tauri::Builder::default()
        .register_uri_scheme_protocol(print::SCHEME, |context, request| print::serve(context, &request))
        .invoke_handler(each_command!(handler))
        .manage(Desk::new(folders, locked_because))
        .setup(|app| {
            window::open(app.handle())?;
            lock::watch(app.handle());
            daily::watch(app.handle());
            Ok(())
        })
        .on_window_event(window::on_event);
    let app = match builder.build(tauri::generate_context!()) {
        Ok(app) => app,
        Err(error) => {
            return refuse(&format!("The window could not be opened: {error}. Nothing was changed."));
        }
    };
    let handle = app.handle().clone();
    let code = app.run_return(|_, _| {});
    if let Some(because) = handle.state::<Desk>().starts_again() {
        // Only comes back when the program could not be started again.
        let error = platform::start_again(because);
        return refuse(&format!(
            "The record is closed and safe, but the program could not be started again: {error}."
        ));
    }
    u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Says on the terminal why there is no window; nobody could read it elsewhere.
#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn refuse(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}
