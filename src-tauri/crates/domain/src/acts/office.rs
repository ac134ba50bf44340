//! Acts on the office: profile, counsel's route, closures, people.

use super::day_of_record;
use crate::{
    Closure, CounselRoute, LetterStyle, LibraryProfile, Office, OfficeEvent, Person, Refusal, RefusalCode,
    line, name, optional_line,
};
use chrono::NaiveDate;

/// Longest postal address of the library, as the letterhead prints it.
const ADDRESS_LINES: usize = 4;

/// Most lines under the signer's name and capacity.
const SIGNATURE_LINES: usize = 3;

/// Sets the library's profile.
pub fn set_profile(profile: LibraryProfile) -> Result<OfficeEvent, Refusal> {
    let address: Vec<_> =
        profile.address.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    if address.is_empty() || address.len() > ADDRESS_LINES {
        let message = "The library's address needs one to four lines.";
        return Err(
            Refusal::new(RefusalCode::Invalid, message, "Enter it as the letterhead shows it.").at("address")
        );
    }
    let optional = |text: &str, field: &str| optional_line(Some(text), field).map(Option::unwrap_or_default);
    Ok(OfficeEvent::ProfileSet(LibraryProfile {
        name: name(&profile.name, "name")?,
        office: optional(&profile.office, "office")?,
        address: address.into_iter().map(|text| line(text, "address")).collect::<Result<_, _>>()?,
        phone: optional(&profile.phone, "phone")?,
        email: optional(&profile.email, "email")?,
        website: optional(&profile.website, "website")?,
        hours: optional(&profile.hours, "hours")?,
        ..profile
    }))
}

/// Sets how letters look. The rest of the profile stays.
pub fn set_letter_style(office: &Office, style: &LetterStyle) -> Result<OfficeEvent, Refusal> {
    with_letter_style(office, style).map(OfficeEvent::ProfileSet)
}

/// The profile with another look of letters, checked; nothing is recorded. Lines under the signature name nobody and no title:
/// who signs, and as what, is never the library's own words (DG-8).
pub fn with_letter_style(office: &Office, style: &LetterStyle) -> Result<LibraryProfile, Refusal> {
    let letter_style = LetterStyle {
        return_address: lines(&style.return_address, ADDRESS_LINES, "return_address")?,
        under_signature: lines(&style.under_signature, SIGNATURE_LINES, "under_signature")?,
        type_size: style.type_size,
    };
    if let Some(named) = named_in(office, &letter_style.under_signature) {
        let message = format!("These lines stand under every signature, and they say “{named}”.");
        let help = "Leave names and titles out: who signs, and as what, is printed above these lines.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("under_signature"));
    }
    Ok(LibraryProfile { letter_style, ..office.profile.clone() })
}

/// The lines under a signature that can be printed: one that has come to name somebody, or a title, since it was saved is left out,
/// so that no letter says in the library's own words who signs it, or as what (DG-8).
pub fn lines_under_signature(office: &Office, style: &LetterStyle) -> Vec<String> {
    let is_free = |line: &&String| named_in(office, std::slice::from_ref(*line)).is_none();
    let free: Vec<_> = style.under_signature.iter().filter(is_free).cloned().collect();
    // A name can also begin on one line and end on the next.
    if named_in(office, &free).is_some() { Vec::new() } else { free }
}

/// The first name or title of anybody on record that these lines say.
fn named_in<'a>(office: &'a Office, lines: &[String]) -> Option<&'a String> {
    let said = words(&lines.join("\n"));
    let is_said = |named: &&String| {
        let named = words(named);
        !named.is_empty() && said.windows(named.len()).any(|here| here == named)
    };
    office.people.values().flat_map(|person| [&person.name, &person.title]).find(is_said)
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The lines that say something; there may be none.
fn lines(given: &[String], most: usize, field: &str) -> Result<Vec<String>, Refusal> {
    let kept: Vec<_> = given.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    if kept.len() > most {
        let message = format!("There are {} lines; a letter has room for {most}.", kept.len());
        let help = "Put two of them on one line, or leave one out.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at(field));
    }
    kept.into_iter().map(|text| line(text, field)).collect()
}

/// Sets counsel's numbers. Everything a person needs in the middle of a visit must be there.
pub fn set_counsel_route(route: CounselRoute) -> Result<OfficeEvent, Refusal> {
    if let Some(what) = route.missing().first() {
        let message = format!("Counsel's route lacks {what}.");
        return Err(Refusal::new(
            RefusalCode::Missing,
            message,
            "Fill it in; no real request starts without it.",
        ));
    }
    let optional = |text: &str, field: &str| optional_line(Some(text), field).map(Option::unwrap_or_default);
    Ok(OfficeEvent::CounselRouteSet(CounselRoute {
        department: line(&route.department, "department")?,
        lawyer: optional(&route.lawyer, "lawyer")?,
        phone: line(&route.phone, "phone")?,
        email: optional(&route.email, "email")?,
        hours: line(&route.hours, "hours")?,
        after_hours: line(&route.after_hours, "after_hours")?,
    }))
}

/// Adds a closure day (K5). Dates move later, so the reason is kept.
pub fn add_closure(office: &Office, closure: Closure) -> Result<OfficeEvent, Refusal> {
    let date = day_of_record(closure.date, "date")?;
    if office.closures.contains_key(&date) {
        let message = format!("{} is already a closure day.", date.format("%a %-d %b %Y"));
        return Err(Refusal::new(
            RefusalCode::AlreadyDone,
            message,
            "It counts already. To give another reason, take the day out and enter it again.",
        )
        .at("date"));
    }
    Ok(OfficeEvent::ClosureAdded(Closure { date, reason: line(&closure.reason, "reason")? }))
}

/// Takes a closure day back.
pub fn remove_closure(office: &Office, date: NaiveDate) -> Result<OfficeEvent, Refusal> {
    if !office.closures.contains_key(&date) {
        return Err(Refusal::not_found());
    }
    Ok(OfficeEvent::ClosureRemoved { date })
}

/// Counts a holiday that the policy leaves to the office as a business day, or as a holiday again (K5). `left_open` names
/// those holidays.
pub fn count_holiday(
    office: &Office,
    left_open: &[&str],
    holiday: &str,
    as_business_day: bool,
) -> Result<OfficeEvent, Refusal> {
    if !left_open.contains(&holiday) {
        let message = "The policy in force does not leave this holiday to the office.";
        let help =
            "Nothing was changed. The holidays that are left to the office are listed with a box to tick.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("holiday"));
    }
    if office.holidays_worked.iter().any(|worked| worked == holiday) == as_business_day {
        let message = "This holiday is counted so already.";
        let help = "Nothing was changed. Open the list again: it shows how each of these days is counted.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, message, help));
    }
    Ok(OfficeEvent::HolidayCounted { holiday: holiday.to_owned(), as_business_day })
}

/// Records a person, new or changed.
pub fn record_person(person: Person) -> Result<OfficeEvent, Refusal> {
    Ok(OfficeEvent::PersonRecorded(Person {
        name: name(&person.name, "name")?,
        title: line(&person.title, "title")?,
        ..person
    }))
}
