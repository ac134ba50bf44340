//! A day is typed part by part into an empty field, as on paper.

use crate::app::App;

#[test]
fn a_day_can_be_typed_into_an_empty_field() {
    let app = App::start();
    app.set_clock("2026-11-09T09:00:00-06:00");
    app.arrive("What do you want to set up?");
    app.pick("", "The real record");
    app.press_button("Continue");
    app.write("Name of the library", "Maple Hollow Public Library");
    app.press_button("Continue");
    app.arrive("The Director");
    app.write("Name", "Theodora Finch");
    app.press_button("Continue");
    app.arrive("Your counsel");
    app.press_button("Continue");
    app.arrive("Closed days");
    app.enter("Day", &["01", "15", "2027"]);
    app.write("Reason", "Staff day");
    app.press_button("Add this day");
    app.see("Fri 15 Jan 2027");
    app.is_sound("a typed day");
}
