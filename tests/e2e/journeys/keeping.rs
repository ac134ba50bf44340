//! A copy of the record is made, tested and restored beside it, and a line on paper proves that nothing was changed.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::road::{self, PASSPHRASE};
use crate::app::App;

/// The code that the page shows, in groups of five.
const CODE: &str =
    "const found = document.body.innerText.match(/[A-Z2-7]{5}( [A-Z2-7]{5}){3}/); return found && found[0]";

#[test]
fn a_copy_is_made_tested_and_restored_beside_and_a_line_on_paper_holds() {
    let app = road::begin("2026-12-01T09:00:00-06:00");
    app.arrive("Today");
    app.see("There is no backup of this record yet: back up now.");
    app.press_button("Open Backup");
    app.see("No folder is chosen yet on this computer");
    let stick = app.place.path("records/stick");
    std::fs::create_dir(&stick).expect("a folder for backups");
    lay_ready(&app, &stick);
    app.press_button("Choose the folder");
    app.see("Choose another folder");
    app.press_button("Back up now");
    app.see("The last backup was made today.");
    assert!(
        !app.words().contains("records/stick"),
        "the page knows what the folder is called, not where it lies"
    );
    app.press_button("Test a restore of Tue 1 Dec 2026");
    app.see("opens and everything in it is intact");
    app.look("keeping-backup");
    app.click("tab", "Proof");
    app.press_button("Check every entry");
    app.see("entries are intact.");
    let code = app.session.script(CODE, &[]).expect("the page answers");
    let code = code.as_str().expect("a code").to_owned();
    app.press_button("I have copied it by hand");
    app.see("Last taken onto paper today");
    prove(&app, &code);
    app.look("keeping-proof");
    let names = std::fs::read_dir(&stick).expect("the folder").flatten();
    let backup = names.map(|item| item.path()).next().expect("one backup");
    let app = App::start_in(app.kill());
    app.arrive("Open the vault");
    app.press_button("Restore a backup");
    lay_ready(&app, &backup);
    app.press_button("Choose the backup");
    app.see("Made Tue 1 Dec 2026");
    app.type_in("Passphrase", PASSPHRASE);
    app.look("keeping-restore");
    app.press_button("Restore it");
    // The program was ended without locking, so this computer cannot tell what came after the backup: it is asked in writing.
    app.see("This computer cannot tell what was disposed of after this backup was made.");
    app.look("keeping-restore-asked");
    app.write("Or confirm in writing that there are none", "Nothing was ever disposed of. Theodora Finch");
    app.press_button("Restore it");
    app.arrive("The backup is restored");
    app.press_button("Open the restored record");
    road::unlock(&app);
    // It is the record of the moment of the backup: that one was made came after it.
    app.see("There is no backup of this record yet: back up now.");
    app.see("Tue 1 Dec 2026, 9:00");
}

/// The answer of the next folder dialog. The program runs as an ordinary user, who must be able to write there.
pub(super) fn lay_ready(app: &App, folder: &Path) {
    app.pick_next(Some(folder));
    let all = std::fs::Permissions::from_mode(0o777);
    for open in [folder, &app.place.path("picks")] {
        std::fs::set_permissions(open, all.clone()).expect("it is open to the program");
    }
}

/// Types the line back from paper.
fn prove(app: &App, code: &str) {
    app.enter("Date on the paper", &["12", "01", "2026"]);
    app.write("Code on the paper", code);
    app.press_button("Check this line");
    app.see("by Tue 1 Dec 2026, is unchanged.");
}
