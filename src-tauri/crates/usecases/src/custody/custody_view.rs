//! What the screen of absences and designations draws.

use super::designate::next_order;
use super::name_of;
use super::tries_view::{confirm_row, sealed_confirm_row, tries_now, try_rows, waiting_matters};
use crate::choices::{all_means, all_weekdays, weekday_code};
use crate::question_view::{confidence_words, standing_words};
use crate::view::{
    AbsenceRow, CustodianView, CustodyView, DesignationRow, DirectorRouteForm, Labelled, MarkedReading,
    PersonRow, Tone,
};
use crate::when::{day_words, time_words};
use crate::{Result, Session};
use chrono::NaiveDate;
use domain::{
    Absence, Appointment, Capacity, Custodian, Designation, Entry, Matter, Recording, Vacancy,
    days_without_cover, director_unavailable, unconfirmed, who_is_custodian,
};
use policy::{GateKind, Pack, TypeDef};

/// How far ahead days without cover are looked for.
const DAYS_AHEAD: usize = 92;

/// The screen as it is now.
///
/// # Errors
/// No policy is adopted.
pub fn custody_view(session: &Session) -> Result<CustodyView> {
    let (office, now) = (&session.office, session.now());
    let urgent = Matter { urgent: true, ..Matter::default() };
    let others = office.people.values().filter(|person| !person.director);
    let mut designations: Vec<_> = office.designations.iter().collect();
    designations.sort_by_key(|designation| {
        (!is_live(session, designation), designation.looks_only, designation.order)
    });
    let route = &office.director_route;
    let types = session.pack()?.types.values();
    Ok(CustodyView {
        custodian: custodian_now(session),
        director_here: is_director(session),
        away: director_unavailable(office, &urgent, now).is_some(),
        director: office.director().map_or_else(String::new, |director| director.name.clone()),
        clock: domain::clock_is_back(office, now).then(|| {
            format!(
                "The latest entry says {}, and the clock of this computer shows {}.",
                time_words(office.latest),
                time_words(now)
            )
        }),
        vacant: office.vacancy.as_ref().map(|vacancy| vacancy_words(session, vacancy)),
        appointed: office.appointments.last().map(|appointment| appointment_words(session, appointment)),
        vacancy_reading: vacancy_reading(session.pack()?),
        people: others
            .map(|person| PersonRow {
                id: person.id.to_string(),
                name: person.name.clone(),
                title: person.title.clone(),
                employee: person.employee,
            })
            .collect(),
        absences: office.absences.iter().rev().map(|absence| absence_row(session, absence)).collect(),
        tries: try_rows(session, &office.director_tries, &Matter::default()),
        tries_now: tries_now(session, &Matter::default()),
        designations: designations.into_iter().map(|one| designation_row(session, one)).collect(),
        uncovered: uncovered(session),
        to_confirm: unconfirmed(office)
            .into_iter()
            .map(|about| confirm_row(session, about))
            .chain(waiting_matters(session).map(sealed_confirm_row))
            .collect(),
        route: DirectorRouteForm {
            numbers: route.numbers.clone(),
            board: route.board.clone(),
            open_days: route.open_days.iter().map(|day| weekday_code(*day).to_owned()).collect(),
            opens: route.opens.format("%H:%M").to_string(),
            closes: route.closes.format("%H:%M").to_string(),
        },
        types: by_name(types),
        means: all_means(),
        weekdays: all_weekdays(),
        next_order: next_order(session),
    })
}

/// Types in the order of their names, as a reader looks for them.
fn by_name<'pack>(types: impl Iterator<Item = &'pack TypeDef>) -> Vec<Labelled> {
    let mut named: Vec<_> =
        types.map(|kind| Labelled { code: kind.code.to_string(), label: kind.name.clone() }).collect();
    named.sort_by(|one, other| one.label.cmp(&other.label));
    named
}

/// What the policy in force carries about a vacant post, with its mark: an open point is shown as one.
fn vacancy_reading(pack: &Pack) -> Option<MarkedReading> {
    let code = pack.gate_of(GateKind::Authority)?.on_vacancy.as_ref()?;
    let provision = pack.provisions.get(code)?;
    Some(MarkedReading {
        text: provision.text.clone(),
        standing: standing_words(provision.mark).to_owned(),
        confidence: confidence_words(provision.confidence).to_owned(),
    })
}

fn vacancy_words(session: &Session, vacancy: &Vacancy) -> String {
    let paper = match vacancy.dated {
        Some(dated) => paper_words(&vacancy.source, dated, &vacancy.signed_by),
        None => format!("Known from: {}.", vacancy.source),
    };
    let recorded = recorded_words(session, vacancy.recorded);
    format!("Vacant from {}. {paper} {recorded}", time_words(vacancy.from))
}

fn appointment_words(session: &Session, appointment: &Appointment) -> String {
    let name = name_of(session, appointment.person);
    let post = if appointment.acting { "acting Director" } else { "Director" };
    let paper = paper_words(&appointment.paper, appointment.dated, &appointment.signed_by);
    let recorded = recorded_words(session, appointment.recorded);
    format!("{name} was appointed {post}. {paper} {recorded}")
}

fn paper_words(paper: &str, dated: NaiveDate, signed_by: &str) -> String {
    let dated = day_words(dated);
    match signed_by {
        "" => format!("Paper of the board: {paper}, dated {dated}."),
        who => format!("Paper of the board: {paper}, dated {dated}, signed by {who}."),
    }
}

fn recorded_words(session: &Session, recorded: Recording) -> String {
    format!("Recorded by {}, {}", name_of(session, recorded.by), time_words(recorded.at))
}

/// Who is the custodian at this moment.
pub(crate) fn custodian_now(session: &Session) -> CustodianView {
    custodian_view(session, who_is_custodian(&session.office, session.now()))
}

/// A custodian in words.
pub(crate) fn custodian_view(session: &Session, custodian: Custodian) -> CustodianView {
    let person = custodian.person.and_then(|id| session.office.people.get(&id));
    let who =
        person.map_or_else(|| "Nobody".to_owned(), |person| format!("{}, {}", person.name, person.title));
    let capacity = match custodian.capacity {
        Capacity::Designee { designated_on } => {
            format!("Standing in for the Director, as designated on {}", day_words(designated_on))
        }
        Capacity::Director | Capacity::Staff => String::new(),
    };
    CustodianView { who, capacity, why: custodian.why, next: custodian.next, nobody: person.is_none() }
}

/// How many entries wait for the Director's look, when it is the Director who looks.
pub(crate) fn to_confirm(session: &Session) -> u32 {
    let count = match is_director(session) {
        true => unconfirmed(&session.office).len() + waiting_matters(session).count(),
        false => 0,
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

pub(super) fn is_director(session: &Session) -> bool {
    session.standing(&Matter { director_only: true, ..Matter::default() }).is_ok()
}

fn absence_row(session: &Session, absence: &Absence) -> AbsenceRow {
    let now = session.now();
    let over = absence.until.is_some_and(|until| until < now);
    let (state, tone) = match absence.ended_at {
        Some(_) if absence.entry.disputed => ("Was not so", Tone::Done),
        Some(at) if at < absence.from => ("Taken back", Tone::Done),
        Some(_) => ("Ended", Tone::Done),
        None if absence.answering => ("Answering: available", Tone::Open),
        None if over => ("Over", Tone::Done),
        None if now < absence.from => ("Not begun", Tone::Open),
        None => ("Away now", Tone::Wait),
    };
    AbsenceRow {
        entry: absence.entry.number,
        span: absence_span(absence),
        source: format!("{} ({})", absence.source, entered(session, absence.entry)),
        state: state.to_owned(),
        tone,
        open: absence.ended_at.is_none() && !over,
    }
}

pub(super) fn absence_span(absence: &Absence) -> String {
    let until =
        absence.until.map_or_else(|| "until back".to_owned(), |end| format!("to {}", time_words(end)));
    format!("{} {until}", time_words(absence.from))
}

fn is_live(session: &Session, designation: &Designation) -> bool {
    let today = session.now().date();
    designation.revoked_at.is_none() && designation.until.is_none_or(|until| today <= until)
}

fn designation_row(session: &Session, designation: &Designation) -> DesignationRow {
    let now = session.office.moment(session.now());
    let person = session.office.people.get(&designation.person);
    let until =
        designation.until.map_or_else(|| "until revoked".to_owned(), |day| format!("to {}", day_words(day)));
    let (state, tone) = match designation.revoked_at {
        Some(at) => (format!("Revoked {}", time_words(at)), Tone::Done),
        None if session.office.is_vacant(now) && is_live(session, designation) => {
            ("Post vacant".to_owned(), Tone::Stop)
        }
        None if designation.lets_look(now, None) => ("In force".to_owned(), Tone::Open),
        None if now.date() < designation.from => ("Not begun".to_owned(), Tone::Open),
        None => ("Ended".to_owned(), Tone::Done),
    };
    let signed = format!("Signed on {}", day_words(designation.signed_on));
    let paper = match designation.announced_on {
        Some(day) => format!("{signed}, announced on {}", day_words(day)),
        None if designation.waits_for_announcement() => format!("{signed}, not yet announced"),
        None => signed,
    };
    DesignationRow {
        person: designation.person.to_string(),
        who: person.map_or_else(String::new, |person| format!("{}, {}", person.name, person.title)),
        order: designation.order,
        span: format!("{} {until}", day_words(designation.from)),
        scope: scope(session, designation),
        paper,
        state,
        tone,
        live: is_live(session, designation),
        slot: crate::people::slot_of(session, designation.person)
            .map(|slot| slot.to_string())
            .unwrap_or_default(),
        unannounced: is_live(session, designation) && designation.waits_for_announcement(),
    }
}

fn scope(session: &Session, designation: &Designation) -> String {
    let name = |code: &domain::TypeCode| {
        let kind = session.pack().ok().and_then(|pack| pack.type_def(code));
        kind.map_or_else(|| code.to_string(), |kind| kind.name.clone())
    };
    let types = match designation.types.as_slice() {
        [] => "Every type of request".to_owned(),
        types => types.iter().map(name).collect::<Vec<_>>().join(", "),
    };
    if designation.looks_only { format!("Second looks alone. {types}") } else { types }
}

fn uncovered(session: &Session) -> Vec<String> {
    let spans = days_without_cover(&session.office, session.now().date(), DAYS_AHEAD);
    let words = |(first, last)| {
        if first == last { day_words(first) } else { format!("{} to {}", day_words(first), day_words(last)) }
    };
    spans.into_iter().map(words).collect()
}

pub(super) fn entered(session: &Session, entry: Entry) -> String {
    format!("entered by {}, {}", name_of(session, entry.by), time_words(entry.at))
}
