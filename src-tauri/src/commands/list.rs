//! Every command that the page may call, in one place: the build script, the handler and the tests read this list.
//!
//! A new command is one line here, one function, and one line in `capabilities/main.json`. Leave one out and the
//! command is closed, not open.

/// Gives the list to another macro.
macro_rules! each_command {
    ($take:ident) => {
        $take! {
            app::activity,
            app::app_status,
            app::lock_now,
            app::quit,
            app::watch,
            files::pick_file,
            files::pick_folder,
        }
    };
}
