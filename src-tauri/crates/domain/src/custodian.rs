//! Who is the custodian at a moment, why, and what to do when nobody is (P31, P32, X9; DG-1, DG-9 to DG-11).
//!
//! The answer is for a person who has to act: it names somebody who may decide now, or says that nobody may and what is
//! done until somebody can.

use crate::authority::clock_is_back;
use crate::wording::clock_words;
use crate::{
    Authority, Capacity, Designation, Matter, Office, Person, PersonId, authority, case_owner,
    director_unavailable,
};
use chrono::NaiveDateTime;

/// The custodian at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Custodian {
    /// Who decides; `None` when nobody may.
    pub person: Option<PersonId>,
    /// In which capacity.
    pub capacity: Capacity,
    /// The facts it rests on, in words.
    pub why: String,
    /// What to do next, the first thing first; empty where nothing is needed.
    pub next: Vec<String>,
}

/// Who is the custodian at a moment, for whatever may come in.
pub fn who_is_custodian(office: &Office, now: NaiveDateTime) -> Custodian {
    who_decides(office, &Matter::default(), now)
}

/// Who decides in a matter at a moment.
pub fn who_decides(office: &Office, matter: &Matter, now: NaiveDateTime) -> Custodian {
    if clock_is_back(office, now) {
        let why = format!(
            "The clock of this computer shows {}, but an entry was made at {}.",
            clock_words(now),
            clock_words(office.latest)
        );
        let next = vec![
            "Set the clock right. Until then nothing is decided, signed or printed.".to_owned(),
            "If the clock ran ahead when that entry was made, the Director says so under Absences and designations."
                .to_owned(),
        ];
        return nobody(why, next, office);
    }
    let now = office.moment(now);
    let Some(director) = office.director().filter(|_| !office.is_vacant(now)) else {
        let why = "The Director's post is vacant. Nobody decides here until a paper of the board that names somebody is recorded.";
        let next = vec!["Ask the board for its paper and record the appointment.".to_owned()];
        return nobody(why.to_owned(), next, office);
    };
    if matter.recuses_director(office) {
        return without_director(office, director, matter, now);
    }
    let Some(away) = director_unavailable(office, matter, now) else {
        let title = if director.title.is_empty() { "the Director" } else { &director.title };
        let why = format!("{}, {title}, is the legal custodian and is available.", director.name);
        return Custodian { person: Some(director.id), capacity: Capacity::Director, why, next: Vec::new() };
    };
    if let Some(custodian) = stand_in(office, matter, now) {
        return custodian;
    }
    let numbers = &office.director_route.numbers;
    let reach = match numbers.as_slice() {
        [] => format!("Keep trying to reach {}.", director.name),
        listed => format!("Keep trying {}: {}.", director.name, listed.join(", ")),
    };
    let sign = format!(
        "{} can decide from anywhere, say \"I am back\", or sign a designation for an employee.",
        director.name
    );
    let why = format!("{away} Nobody is designated for now.");
    nobody(why, vec![reach, sign], office)
}

/// The Director is recused from this case.
fn without_director(office: &Office, director: &Person, matter: &Matter, now: NaiveDateTime) -> Custodian {
    if let Some(custodian) = stand_in(office, matter, now) {
        return custodian;
    }
    let free = |designation: &&Designation| {
        designation.covers(now, matter.type_code.as_ref())
            && !matter.recused.contains(&designation.person)
            && office.people.get(&designation.person).is_some_and(|person| person.employee)
    };
    let next = if office.designations.iter().any(|designation| free(&designation)) {
        "Ask counsel which designee decides this case, and record the answer on the request."
    } else {
        "Nobody but counsel can say how this case goes on. Ask counsel, and record the answer on the request."
    };
    let why =
        format!("{} is recused from this case, and counsel has named nobody to decide it.", director.name);
    nobody(why, vec![next.to_owned()], office)
}

/// The designee who has the case, or the first in the order of call who may decide it.
fn stand_in(office: &Office, matter: &Matter, now: NaiveDateTime) -> Option<Custodian> {
    // The order of call is that of the designations in force: an older paper of the same person, or one for looks, moves nobody.
    let covers = |designation: &&Designation| designation.covers(now, matter.type_code.as_ref());
    let mut designations: Vec<_> = office.designations.iter().filter(covers).collect();
    designations.sort_by_key(|designation| designation.order);
    let called = designations.into_iter().map(|designation| designation.person);
    case_owner(office, matter, now).into_iter().chain(called).find_map(|person| {
        let Authority { standing, why } = authority(office, person, matter, now);
        let standing = standing.ok().filter(|standing| standing.capacity() != Capacity::Director)?;
        Some(Custodian { person: Some(person), capacity: standing.capacity(), why, next: Vec::new() })
    })
}

/// Nobody decides (DG-9): what is done until somebody can. Nothing is given out; what a search takes is not held back.
fn nobody(why: String, first: Vec<String>, office: &Office) -> Custodian {
    let mut next = first;
    next.push("Take in what arrives and write down what happens: that needs nobody's leave.".to_owned());
    next.push(
        "Say only what the script says. Give nothing out, and let nobody be told whether a person is known here."
            .to_owned(),
    );
    let counsel = &office.counsel;
    next.push(match (counsel.phone.trim(), counsel.after_hours.trim()) {
        ("", "") => "Call counsel.".to_owned(),
        (phone, "") => format!("Call counsel: {phone}."),
        ("", after) => format!("Call counsel: {after}."),
        (phone, after) => format!("Call counsel: {phone}; after hours {after}."),
    });
    let board = office.director_route.board.trim();
    if !board.is_empty() {
        next.push(format!("If counsel is not reached, tell {board}: to be informed, never to decide."));
    }
    next.push(
        "Officers who carry out a search warrant are not hindered. Write down what they look at and take."
            .to_owned(),
    );
    Custodian { person: None, capacity: Capacity::Staff, why, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_nobody_there_it_says_who_is_called_and_names_the_board_only_where_one_is_listed() {
        let counsel = |phone: &str, after: &str| crate::CounselRoute {
            phone: phone.to_owned(),
            after_hours: after.to_owned(),
            ..crate::CounselRoute::default()
        };
        let next = |counsel: crate::CounselRoute, board: &str| {
            let mut office = Office { counsel, ..Office::default() };
            office.director_route.board = board.to_owned();
            who_is_custodian(&office, NaiveDateTime::default()).next
        };
        let calls =
            |counsel| next(counsel, "").into_iter().find(|line| line.starts_with("Call counsel")).unwrap();
        assert_eq!(calls(counsel("", " ")), "Call counsel.");
        assert_eq!(calls(counsel("555-0190", "")), "Call counsel: 555-0190.");
        assert_eq!(calls(counsel("", "the clerk")), "Call counsel: the clerk.");
        assert_eq!(calls(counsel("555-0190", "the clerk")), "Call counsel: 555-0190; after hours the clerk.");
        let told =
            |board: &str| next(counsel("", ""), board).iter().any(|line| line.contains("to be informed"));
        assert!(!told(" "));
        assert!(told("the president of the board"));
    }
}
