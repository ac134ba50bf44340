//! The commands that the page may call, one file per noun. Each is a few lines: take the input, do the work on a
//! thread where it may wait, give back a view or an error. The rules are in the use cases.

pub(crate) mod app;
pub(crate) mod authorizations;
pub(crate) mod backups;
pub(crate) mod clocks;
pub(crate) mod counsel;
pub(crate) mod custody;
pub(crate) mod dealings;
pub(crate) mod drafts;
pub(crate) mod files;
pub(crate) mod intake;
pub(crate) mod letters;
pub(crate) mod own_texts;
mod paper;
pub(crate) mod part;
pub(crate) mod people;
pub(crate) mod policy;
mod problem;
pub(crate) mod proof;
pub(crate) mod redaction;
pub(crate) mod request;
pub(crate) mod retention;
pub(crate) mod sealed;
mod secret;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod unlock;

use tauri::{AppHandle, Manager};
use usecases::view::Phase;
use usecases::{Error, Session};

use crate::desk::Desk;

/// What a command gives back.
pub(crate) type Reply<T> = Result<T, Error>;

/// Does work that may wait for a disk, a dialog or a key derivation, away from the thread that draws the window.
pub(crate) async fn aside<T: Send + 'static>(
    app: &AppHandle,
    work: impl FnOnce(&AppHandle, &Desk) -> Reply<T> + Send + 'static,
) -> Reply<T> {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || work(&app, &app.state::<Desk>()))
        .await
        .unwrap_or_else(|_| Err(problem::interrupted()))
}

/// Does one act on the open record. Without one it is refused.
pub(crate) async fn on_record<T: Send + 'static>(
    app: &AppHandle,
    act: impl FnOnce(&mut Session) -> Reply<T> + Send + 'static,
) -> Reply<T> {
    aside(app, move |_, desk| with(desk, act)).await
}

/// The same, for work that does more than one act. Nothing is shown and nothing is done before whoever signed in accepted the
/// duty of confidence.
pub(crate) fn with<T>(desk: &Desk, act: impl FnOnce(&mut Session) -> Reply<T>) -> Reply<T> {
    at_the_door(desk, |session| past_the_duty(session, act))
}

/// The same, when nobody works on the record at this moment.
pub(crate) fn with_at_rest<T>(desk: &Desk, act: impl FnOnce(&mut Session) -> Reply<T>) -> Option<Reply<T>> {
    let done = desk.with_record_at_rest(|session| past_the_duty(session, act))?;
    Some(done.unwrap_or_else(|| Err(problem::locked())))
}

fn past_the_duty<T>(session: &mut Session, act: impl FnOnce(&mut Session) -> Reply<T>) -> Reply<T> {
    match usecases::duty_view(session) {
        None => act(session),
        Some(_) => Err(problem::at_the_door()),
    }
}

/// For a sheet of a new record that was lost before it was proved: without a new one nobody would ever get in. Once the sheet is
/// proved it is an act on the record like any other.
pub(crate) async fn on_record_or_its_sheet<T: Send + 'static>(
    app: &AppHandle,
    act: impl FnOnce(&mut Session) -> Reply<T> + Send + 'static,
) -> Reply<T> {
    aside(app, move |_, desk| with_or_its_sheet(desk, act)).await
}

fn with_or_its_sheet<T>(desk: &Desk, act: impl FnOnce(&mut Session) -> Reply<T>) -> Reply<T> {
    at_the_door(desk, |session| match session.phase() {
        Phase::ProveRecovery | Phase::Open => act(session),
        _ => Err(problem::at_the_door()),
    })
}

/// For the few acts that lead in.
pub(crate) fn at_the_door<T>(desk: &Desk, act: impl FnOnce(&mut Session) -> Reply<T>) -> Reply<T> {
    desk.with_record(act).unwrap_or_else(|| Err(problem::locked()))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use usecases::view::{CounselForm, DirectorForm, ProfileForm, RecoverySheetView, SetupForm};
    use usecases::{Code, SetupInput};
    use zeroize::Zeroizing;

    use super::*;
    use crate::folders;

    fn words(text: &str) -> String {
        text.to_owned()
    }

    fn form(folder: &Path) -> SetupForm {
        SetupForm {
            folder: folder.to_string_lossy().into_owned(),
            profile: ProfileForm {
                name: words("Maple Hollow Public Library"),
                address: vec![words("1200 Orchard Street")],
                ..ProfileForm::default()
            },
            director: DirectorForm { name: words("Theodora Finch"), title: words("Library Director") },
            counsel: CounselForm {
                department: words("City Legal Department"),
                phone: words("(515) 555-0190"),
                hours: words("Monday to Friday, 8 to 5"),
                after_hours: words("The city clerk"),
                ..CounselForm::default()
            },
            ..SetupForm::default()
        }
    }

    /// What the doors say at this moment: of the record, of its sheet, and of what leads in.
    fn doors(desk: &Desk) -> [Option<Code>; 3] {
        let said = |reply: Reply<()>| reply.err().map(|error| error.code);
        let sheet = said(with_or_its_sheet(desk, |_| Ok(())));
        [said(with(desk, |_| Ok(()))), sheet, said(at_the_door(desk, |_| Ok(())))]
    }

    fn desk_in(home: &Path) -> Desk {
        Desk::new(folders::under(&home.join("program")).expect("they are made"), None)
    }

    fn home(of: &str) -> PathBuf {
        std::env::temp_dir().join(format!("custodian-{of}-{}", std::process::id()))
    }

    /// Founds a record and puts it on the desk. Its sheet is not proved.
    fn found(desk: &Desk, home: &Path) -> RecoverySheetView {
        let vault = home.join("vault");
        let passphrase = Zeroizing::new(words("violet otter mends seven clocks"));
        let input = SetupInput { form: form(&vault), passphrase, logo: None };
        let (session, sheet) = usecases::setup_create(desk.world(), desk.profile(), input).expect("founded");
        desk.sit_down(session, &vault);
        sheet
    }

    fn prove(desk: &Desk, sheet: &RecoverySheetView) {
        let at = |group: &u32| usize::try_from(*group).expect("one of eight") - 1;
        let typed = |group: &u32| (*group, Zeroizing::new(sheet.groups[at(group)].clone()));
        let groups: Vec<_> = sheet.ask.iter().map(typed).collect();
        at_the_door(desk, |session| usecases::prove_recovery(session, &groups)).expect("proved");
    }

    fn type_in(desk: &Desk, text: &str) -> Reply<()> {
        drafts::save(desk, words("new-request/words"), Zeroizing::new(words(text)))
    }

    /// T5, the doors: which command goes through which is in the table of the stories.
    #[test]
    fn nothing_behind_the_door_is_done_without_a_vault_locked_or_before_the_duty() {
        let home = home("doors");
        let desk = desk_in(&home);
        let shut = [Some(Code::Locked), Some(Code::Locked), Some(Code::Locked)];
        assert_eq!(doors(&desk), shut, "there is no vault");
        let sheet = found(&desk, &home);
        assert_eq!(doors(&desk), [Some(Code::StillOpen), None, None], "the sheet is not proved");
        prove(&desk, &sheet);
        assert_eq!(
            doors(&desk),
            [Some(Code::StillOpen), Some(Code::StillOpen), None],
            "the duty is not accepted"
        );
        at_the_door(&desk, usecases::accept_duty).expect("accepted");
        assert_eq!(doors(&desk), [None, None, None]);
        desk.close_record(crate::lock::LONGEST_WORK);
        assert_eq!(doors(&desk), shut, "locked");
        std::fs::remove_dir_all(&home).expect("clean up");
    }

    #[test]
    fn what_is_typed_while_the_record_is_checked_is_saved_before_the_check_ends() {
        let home = home("typing");
        let desk = desk_in(&home);
        prove(&desk, &found(&desk, &home));
        at_the_door(&desk, usecases::accept_duty).expect("accepted");
        type_in(&desk, "The first").expect("nobody works on the record");
        let (begun, is_saved) = (AtomicBool::new(false), AtomicBool::new(false));
        let check = |session: &Session| {
            // A slow check: some seconds for what takes none.
            let mut slowly = |_| {
                begun.store(true, Ordering::Release);
                if !is_saved.load(Ordering::Acquire) {
                    std::thread::sleep(Duration::from_millis(100));
                }
            };
            let proof =
                usecases::proof::verify_telling(session, &mut backups::saving(&desk, session, &mut slowly));
            (proof.intact, is_saved.load(Ordering::Acquire))
        };
        let checked = std::thread::scope(|scope| {
            let checks = scope.spawn(|| with(&desk, |session| Ok(check(session))));
            while !begun.load(Ordering::Acquire) {
                std::thread::yield_now();
            }
            type_in(&desk, "Typed meanwhile").expect("saved");
            is_saved.store(true, Ordering::Release);
            checks.join().expect("it ends")
        });
        assert_eq!(checked, Ok((true, true)), "intact, and saved before the check ended");
        let kept = with(&desk, |session| usecases::load_drafts(session, "new-request/")).expect("read");
        assert_eq!(kept[0].text, "Typed meanwhile");
        desk.close_record(crate::lock::LONGEST_WORK);
        std::fs::remove_dir_all(&home).expect("clean up");
    }

    #[test]
    fn what_waits_for_its_turn_when_the_record_is_closed_is_saved_before() {
        let home = home("closing");
        let desk = desk_in(&home);
        prove(&desk, &found(&desk, &home));
        at_the_door(&desk, usecases::accept_duty).expect("accepted");
        type_in(&desk, "The first").expect("nobody works on the record");
        let waits = desk.typed.hand_in(words("new-request/words"), Zeroizing::new(words("The last")));
        desk.close_record(crate::lock::LONGEST_WORK);
        assert_eq!(waits.within(Duration::ZERO), Some(Ok(())), "its own turn does not come any more");
        let gone = type_in(&desk, "Too late").map_err(|error| error.code);
        assert_eq!(gone, Err(Code::Locked), "and nobody is told that it is kept");
        std::fs::remove_dir_all(&home).expect("clean up");
    }
}
