//! How the Director is reached, when the library is open, and whom to tell when nobody is there (X9).

use super::the_director;
use crate::choices::weekday;
use crate::view::{CustodyView, DirectorRouteForm};
use crate::{Code, Error, Result, Session};
use chrono::NaiveTime;
use domain::DirectorRoute;

/// Saves the numbers, the hours and the board's contact.
///
/// # Errors
/// Not the Director; no open day; a time that is none; too many numbers.
pub fn save_director_route(session: &mut Session, form: &DirectorRouteForm) -> Result<CustodyView> {
    let standing = the_director(session)?;
    let route = DirectorRoute {
        numbers: form.numbers.clone(),
        board: form.board.clone(),
        open_days: form.open_days.iter().map(|day| weekday(day)).collect::<Result<_>>()?,
        opens: time(&form.opens, "opens")?,
        closes: time(&form.closes, "closes")?,
    };
    let event = domain::set_director_route(route, &standing)?;
    session.keep(vec![event])
}

fn time(text: &str, field: &str) -> Result<NaiveTime> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").map_err(|_| {
        let message = format!("“{}” is not a time.", text.chars().take(40).collect::<String>());
        Error::new(Code::Invalid, message, "Enter hours and minutes, such as 9:00.").at(field)
    })
}
