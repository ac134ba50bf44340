//! Lists of requests: most pressing first, in pages.

use crate::due::due;
use crate::session::{Case, Session};
use crate::view::{Due, Labelled, ListQuery, RequestList, RequestRow, Tone};
use crate::when::moment;
use crate::{Result, ruling, sealed_view};
use domain::deadline::ClockReading;
use domain::{Capacity, DisposalOnRecord, DisposedRequest, GateState, Outcome, Request, Status};
use policy::{GateKind, GateReading, PartReply, Reply};

/// Most rows in one page.
const PAGE: u32 = 200;

/// A page of the list.
pub fn list_requests(session: &Session, query: &ListQuery) -> Result<RequestList> {
    let mut found = Vec::new();
    for case in session.visible_cases() {
        found.push((standing(session, case)?, case));
    }
    let disposed = stubs(session, "").len();
    let counts = |view: &str| {
        let gone = if matches!(view, "closed" | "all") { disposed } else { 0 };
        found.iter().filter(|(standing, _)| standing.is_in(view)).count() + gone
    };
    let views = VIEWS
        .iter()
        .map(|(code, label)| Labelled {
            code: (*code).to_owned(),
            label: format!("{label} ({})", counts(code)),
        })
        .collect();
    let wanted = crate::search::matching(session, &query.words)?;
    let mut rows: Vec<_> = found
        .into_iter()
        .filter(|(standing, case)| {
            standing.is_in(&query.view) && wanted.as_ref().is_none_or(|ids| ids.contains(&case.request.id))
        })
        .collect();
    rows.sort_by(|(a, x), (b, y)| a.order().cmp(&b.order()).then(y.request.number.cmp(&x.request.number)));
    let gone = if matches!(query.view.as_str(), "closed" | "all") {
        stubs(session, &query.words)
    } else {
        Vec::new()
    };
    let total = u32::try_from(rows.len() + gone.len()).unwrap_or(u32::MAX);
    let limit = if query.limit == 0 { PAGE } else { query.limit.min(PAGE) };
    let (offset, limit) = (query.offset as usize, limit as usize);
    let before = rows.len();
    let page = rows.into_iter().skip(offset).take(limit);
    let mut rows = page.map(|(standing, case)| row(session, case, standing)).collect::<Result<Vec<_>>>()?;
    let room = limit - rows.len();
    rows.extend(gone.into_iter().skip(offset.saturating_sub(before)).take(room));
    Ok(RequestList { rows, total, views })
}

/// What is left of the requests that were disposed of, the newest number first. Only their numbers can still be searched.
fn stubs(session: &Session, words: &str) -> Vec<RequestRow> {
    let words = words.trim().to_lowercase();
    let disposals = session.office.disposals.iter();
    let stubs =
        disposals.flat_map(|disposal| disposal.what.requests.iter().map(move |stub| (disposal, stub)));
    let mut found: Vec<_> = stubs
        .filter(|(_, stub)| words.is_empty() || stub.reference.to_lowercase().contains(&words))
        .collect();
    found.sort_by(|(_, a), (_, b)| (b.number, &b.reference).cmp(&(a.number, &a.reference)));
    // A copy that came back more than once was disposed of more than once.
    found.dedup_by_key(|(_, stub)| stub.request);
    found.into_iter().map(|(disposal, stub)| stub_row(disposal, stub)).collect()
}

fn stub_row(disposal: &DisposalOnRecord, stub: &DisposedRequest) -> RequestRow {
    RequestRow {
        id: stub.request.to_string(),
        number: stub.reference.clone(),
        sealed: false,
        kind: String::new(),
        from: String::new(),
        state: "Disposed of".to_owned(),
        tone: Tone::Done,
        received: crate::view::Moment { iso: String::new(), words: String::new() },
        due: None,
        next: format!("Disposed of on {}", crate::when::day_words(disposal.at.date())),
        to_look: false,
    }
}

/// How many requests need a hand today.
pub(crate) fn today(session: &Session) -> u32 {
    let is_pressing = |case: &&Case| standing(session, case).is_ok_and(|found| found.is_in("today"));
    u32::try_from(session.visible_cases().filter(is_pressing).count()).unwrap_or(u32::MAX)
}

const VIEWS: [(&str, &str); 6] = [
    ("", "Open"),
    ("today", "Today"),
    ("due", "Due soon"),
    ("counsel", "Waiting for counsel"),
    ("closed", "Closed"),
    ("all", "All"),
];

/// Where a request stands, as lists need it.
pub(crate) struct Place {
    pub(crate) state: String,
    pub(crate) tone: Tone,
    pub(crate) due: Option<Due>,
    live: bool,
    stopped: bool,
    with_counsel: bool,
    /// Whoever is here may look and not decide, and a second look is wanted.
    pub(crate) to_look: bool,
}

impl Place {
    fn is_in(&self, view: &str) -> bool {
        let due = self.due.as_ref().map(|due| due.tone);
        match view {
            "today" => {
                let presses = self.stopped || matches!(due, Some(Tone::Stop | Tone::Wait));
                self.live && (presses || self.to_look)
            }
            "due" => self.live && matches!(due, Some(Tone::Stop | Tone::Wait)),
            "counsel" => self.live && self.with_counsel,
            "closed" => !self.live,
            "all" => true,
            _ => self.live,
        }
    }

    fn order(&self) -> (bool, bool, bool, String) {
        let overdue = self.due.as_ref().is_some_and(|due| due.tone == Tone::Stop);
        let date = self.due.as_ref().map_or_else(|| "9999".to_owned(), |due| due.date.iso.clone());
        (!self.live, !self.stopped, !overdue, date)
    }
}

/// Where a request stands.
pub(crate) fn standing(session: &Session, case: &Case) -> Result<Place> {
    let request = &case.request;
    let live = request.is_live();
    let reply = ruling::reply(session, request)?;
    let stopped =
        live && reply.parts.iter().any(|part| crate::guide_view::is_stopped(session, request, part.part));
    let with_counsel = live && reply.parts.iter().any(|part| part.outcome == Outcome::Counsel);
    let due = if live { next_due(session, request, &reply)? } else { None };
    let (state, tone) = match request.status {
        Status::Closed => ("Closed", Tone::Done),
        Status::Withdrawn => ("Withdrawn", Tone::Done),
        Status::Decided => ("Decided", Tone::Open),
        Status::Open if stopped => ("Stopped", Tone::Stop),
        Status::Open if with_counsel => ("With counsel", Tone::Wait),
        Status::Open => ("Open", Tone::Open),
    };
    let to_look = live
        && session.capacity() == Capacity::Staff
        && reply.parts.iter().any(|part| {
            waits_for_look(request, part) && crate::acts::may_only_look(session, request, part.part)
        });
    Ok(Place { state: state.to_owned(), tone, due, live, stopped, with_counsel, to_look })
}

/// What would go out is written down, or was opened once, and somebody's second look is missing.
fn waits_for_look(request: &Request, reply: &PartReply) -> bool {
    let Some(part) = request.part(reply.part).filter(|part| !part.withdrawn) else { return false };
    let look = request.second_looks.get(&part.id);
    let taken = look.and_then(|look| look.taken.as_ref());
    let ready = (part.plan.is_some() || look.is_some())
        && taken.is_none_or(|taken| taken.what.plan_version != part.plan_version);
    let missing = |gate: &GateReading| gate.kind == GateKind::SecondLook && gate.state == GateState::Red;
    ready && reply.gates.iter().any(missing)
}

/// The next date of a request. What somebody owes after an answer presses when its day has passed, and also once everything
/// is decided. While it is open, the day on which a sealed matter is looked at again is one of the dates.
fn next_due(session: &Session, request: &Request, reply: &Reply) -> Result<Option<Due>> {
    let now = session.now();
    let days = |clocks: Vec<ClockReading>| clocks.into_iter().map(|clock| (clock.due.date(), clock.name));
    let owed: Vec<_> = days(ruling::owed(reply)).collect();
    let mut dates = owed.clone();
    if request.status == Status::Open {
        let pressing = ruling::running(reply).into_iter().filter(|clock| !ruling::is_met(reply, &clock.id));
        dates = days(pressing.collect()).collect();
        dates.extend(sealed_view::review(request).map(|day| (day, sealed_view::REVIEW.to_owned())));
    }
    let late = owed.iter().filter(|(date, _)| *date < now.date()).min_by_key(|(date, _)| *date);
    let ahead = dates.iter().filter(|(date, _)| *date >= now.date()).min_by_key(|(date, _)| *date);
    let last = dates.iter().max_by_key(|(date, _)| *date);
    let calendar = session.pack_of(request)?.calendar(&session.office);
    Ok(late.or(ahead).or(last).map(|(date, what)| due(what, *date, now, &calendar)))
}

/// Types of the live parts, in words.
pub(crate) fn kind_words(session: &Session, request: &Request) -> Result<String> {
    let pack = session.pack_of(request)?;
    let reply = ruling::reply(session, request)?;
    let names: Vec<_> = ruling::kinds(pack, &reply).into_iter().map(|kind| kind.name.clone()).collect();
    Ok(names.join(", "))
}

fn row(session: &Session, case: &Case, place: Place) -> Result<RequestRow> {
    let request = &case.request;
    if request.is_sealed() {
        return Ok(sealed_view::row(request, place));
    }
    let asker = &request.requester;
    let from =
        asker.organisation.clone().or_else(|| asker.name.as_ref().map(|_| "A named person".to_owned()));
    Ok(RequestRow {
        id: request.id.to_string(),
        number: request.reference(),
        sealed: false,
        kind: kind_words(session, request)?,
        from: from.unwrap_or_else(|| "Nobody named".to_owned()),
        state: place.state,
        tone: place.tone,
        received: moment(request.received.at),
        due: place.due,
        next: crate::guide_view::next(session, request)?.0,
        to_look: place.to_look,
    })
}
