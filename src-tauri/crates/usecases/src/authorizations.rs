//! Standing authorizations: every written authorization, whose request may long be closed, with where it stands today
//! (P11, P13, P14, P18, P20, P26).

use crate::due::due;
use crate::question_view::{clause, data_label};
use crate::session::{Case, Session};
use crate::timeline::who;
use crate::view::{
    AuthorizationDetail, AuthorizationForm, AuthorizationList, AuthorizationPart, AuthorizationRow,
    ClockGroup, ClockView, Labelled, RecipientForm, Tone, UseRow,
};
use crate::when::{day, day_words, moment};
use crate::{Result, ruling};
use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::{Authorization, DataCode, Part, PartId, Refusal, Request, RequestEvent, Status};
use policy::Pack;

/// Days before its end within which an authorization is shown on Today: time enough to decide on another one.
const SOON: i64 = 14;

/// Every authorization the viewer may see.
///
/// # Errors
/// The policy of a request cannot be read.
pub fn list_authorizations(session: &Session) -> Result<AuthorizationList> {
    let mut found = Vec::new();
    for case in session.visible_cases() {
        for part in &case.request.parts {
            let Some(state) = state(&case.request, part, session.now().date()) else { continue };
            found.push((state.order(part), row(session, &case.request, part, &state)?));
        }
    }
    found.sort_by(|(a, x), (b, y)| a.cmp(b).then(y.number.cmp(&x.number)));
    let rows: Vec<_> = found.into_iter().map(|(_, row)| row).collect();
    let soon = rows.iter().filter(|row| row.soon).count();
    Ok(AuthorizationList { rows, soon: u32::try_from(soon).unwrap_or(u32::MAX) })
}

/// How many authorizations end soon.
pub(crate) fn ending_soon(session: &Session) -> u32 {
    list_authorizations(session).map_or(0, |list| list.soon)
}

/// Opens one authorization: that it was looked at is recorded, as for its request (P11).
///
/// # Errors
/// There is none under this reference.
pub fn open_authorization(session: &mut Session, request: &str, part: &str) -> Result<AuthorizationDetail> {
    let id = crate::acts::part_id(part)?;
    authorization_view(session, request, id)?;
    session.act(request, RequestEvent::Viewed)?;
    authorization_view(session, request, id)
}

/// One authorization with its uses.
pub(crate) fn authorization_view(
    session: &Session,
    request: &str,
    part: PartId,
) -> Result<AuthorizationDetail> {
    let case = session.case(request)?;
    let request = &case.request;
    let part = request.part(part).ok_or_else(Refusal::not_found)?;
    let today = session.now().date();
    let state = state(request, part, today).ok_or_else(Refusal::not_found)?;
    let written = shown(part).ok_or_else(Refusal::not_found)?;
    let pack = session.pack_of(request)?;
    let standing = session.standing(&ruling::matter_of(session, request, part.id)?);
    let no_use = match &state {
        State::InForce { .. } => {
            standing.err().map(|refused| format!("{} {}", refused.message, refused.help))
        }
        other => Some(other.no_use()),
    };
    let uses = part.uses.iter().rev().map(|used| UseRow {
        at: moment(used.at),
        by: who(session, used.by, domain::Capacity::Staff),
        recipient: used.what.recipient.clone(),
        fields: labels(pack, &used.what.fields),
        records: used.what.records,
        how: used.what.how.clone(),
    });
    let signed = part.decision.as_ref().filter(|_| domain::signed(part).is_some()).map(|decision| {
        let by = who(session, decision.by, decision.capacity);
        format!("Signed by {by} on {}", day_words(decision.at.date()))
    });
    let grounds = part.decision.iter().flat_map(|decision| &decision.ruling.grounds);
    Ok(AuthorizationDetail {
        row: row(session, request, part, &state)?,
        lines: lines(pack, written),
        grounds: grounds.map(|label| clause(pack, label)).collect(),
        uses: uses.collect(),
        no_use,
        fields: written.fields.iter().map(|code| data_label(pack, code)).collect(),
        recipients: written.recipients.iter().map(|recipient| recipient.name.clone()).collect(),
        may_end: domain::in_force(part).is_some_and(|written| !written.is_over(today)),
        may_continue: signed.is_some(),
        signed,
        linked: linked(session, case, written),
    })
}

/// The authorization of a part on the request page.
pub(crate) fn authorization_part(
    request: &Request,
    part: &Part,
    today: NaiveDate,
) -> Option<AuthorizationPart> {
    let written = shown(part)?;
    let (words, tone) = state(request, part, today)
        .map_or_else(|| ("Not signed".to_owned(), Tone::Open), |state| (state.words(), state.tone()));
    Some(AuthorizationPart {
        form: form(written),
        missing: written.missing().iter().map(ToString::to_string).collect(),
        state: words,
        tone,
        signed: domain::signed(part).is_some(),
    })
}

/// An authorization as its form shows it.
pub(crate) fn form(written: &Authorization) -> AuthorizationForm {
    let iso = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let recipients = written.recipients.iter().map(|recipient| RecipientForm {
        name: recipient.name.clone(),
        duty_accepted_on: iso(recipient.duty_accepted_on),
    });
    AuthorizationForm {
        purpose: written.purpose.clone(),
        fields: written.fields.iter().map(ToString::to_string).collect(),
        selection: written.selection.clone(),
        recipients: recipients.collect(),
        from: iso(written.from),
        until: iso(written.until),
        destroy_by: iso(written.destroy_by),
        conditions: written.conditions.clone(),
        renews: written.renews.clone().unwrap_or_default(),
    }
}

/// The ends of a request's signed authorizations, as clocks beside the others.
pub(crate) fn end_clocks(session: &Session, request: &Request, calendar: &Calendar) -> Vec<ClockView> {
    let now = session.now();
    let clock = |part: &Part, what: &str, name: String, date: NaiveDate| ClockView {
        code: format!("authorization-{}-{what}", part.serial),
        due: Some(due(&name, date, now, calendar)),
        name,
        group: ClockGroup::Authorization,
        waiting_for: None,
        met: false,
        original: None,
        moved: Vec::new(),
        rule: "The day written in the authorization, to its end.".to_owned(),
        basis: "The signed authorization".to_owned(),
        confidence: "the writing itself".to_owned(),
        derivation: Vec::new(),
        extend: Vec::new(),
        pause: Vec::new(),
        paused: false,
    };
    let standing = request.live_parts().filter_map(|part| Some((part, domain::in_force(part)?)));
    standing
        .flat_map(|(part, written)| {
            let serial = part.serial;
            let end = written
                .until
                .map(|day| clock(part, "end", format!("Authorization of part {serial} ends"), day));
            let name = format!("Copies under the authorization of part {serial} are destroyed by");
            end.into_iter().chain(written.destroy_by.map(|day| clock(part, "destroyed", name, day)))
        })
        .collect()
}

/// Where an authorization stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    InForce { days_left: i64, until: NaiveDate },
    ToCome { from: NaiveDate },
    BeingPrepared,
    Ended { on: NaiveDate, reason: String },
    Expired { on: NaiveDate },
}

fn state(request: &Request, part: &Part, today: NaiveDate) -> Option<State> {
    if part.withdrawn || request.status == Status::Withdrawn {
        return None;
    }
    let Some(signed) = domain::signed(part) else {
        let open = part.decision.as_ref().is_none_or(|decision| !decision.outcome.is_final());
        return (part.authorization.is_some() && open && request.is_live()).then_some(State::BeingPrepared);
    };
    let (from, until) = (signed.from?, signed.until?);
    Some(if let Some(ended) = &part.authorization_ended {
        State::Ended { on: ended.at.date(), reason: ended.what.clone() }
    } else if today > until {
        State::Expired { on: until }
    } else if today < from {
        State::ToCome { from }
    } else {
        State::InForce { days_left: (until - today).num_days(), until }
    })
}

impl State {
    fn words(&self) -> String {
        match self {
            Self::InForce { days_left: 0, .. } => "Ends today".to_owned(),
            Self::InForce { days_left: 1, .. } => "Ends tomorrow".to_owned(),
            Self::InForce { days_left, .. } if *days_left <= 60 => format!("Ends in {days_left} days"),
            Self::InForce { .. } => "In force".to_owned(),
            Self::ToCome { from } => format!("Begins {}", day_words(*from)),
            Self::BeingPrepared => "Not signed".to_owned(),
            Self::Ended { on, .. } => format!("Ended {}", day_words(*on)),
            Self::Expired { on } => format!("Expired {}", day_words(*on)),
        }
    }

    fn tone(&self) -> Tone {
        match self {
            Self::InForce { .. } if self.is_soon() => Tone::Wait,
            Self::InForce { .. } | Self::ToCome { .. } | Self::BeingPrepared => Tone::Open,
            Self::Ended { .. } | Self::Expired { .. } => Tone::Open,
        }
    }

    fn is_soon(&self) -> bool {
        matches!(self, Self::InForce { days_left, .. } if *days_left <= SOON)
    }

    /// Those in force by their end, then those to come, then drafts, then the ended ones, latest first.
    fn order(&self, part: &Part) -> (u8, i64) {
        let number = |day: NaiveDate| i64::from(chrono::Datelike::num_days_from_ce(&day));
        match self {
            Self::InForce { until, .. } => (0, number(*until)),
            Self::ToCome { from } => (1, number(*from)),
            Self::BeingPrepared => (2, i64::from(part.serial)),
            Self::Ended { on, .. } | Self::Expired { on } => (3, -number(*on)),
        }
    }

    fn no_use(&self) -> String {
        let again = "Hand nothing over. A new request can continue it; the Director decides.";
        match self {
            Self::Expired { on } => format!("It expired on {}. {again}", day_words(*on)),
            Self::Ended { on, reason } => format!("It was ended on {}: {reason} {again}", day_words(*on)),
            Self::ToCome { from } => format!("It begins on {}. Hand nothing over before.", day_words(*from)),
            Self::BeingPrepared => "It is not signed. Hand nothing over before it is.".to_owned(),
            Self::InForce { .. } => String::new(),
        }
    }
}

/// The signed writing, or the one being prepared.
fn shown(part: &Part) -> Option<&Authorization> {
    domain::signed(part).or(part.authorization.as_ref())
}

fn row(session: &Session, request: &Request, part: &Part, state: &State) -> Result<AuthorizationRow> {
    let pack = session.pack_of(request)?;
    let written = shown(part).ok_or_else(Refusal::not_found)?;
    let code = part.decision.as_ref().map(|decision| &decision.ruling.type_code).or(part.type_code.as_ref());
    let kind = code.and_then(|code| pack.type_def(code)).map(|kind| kind.name.clone());
    // In a list nothing of a sealed matter is said but that it is one.
    let open = !request.is_sealed();
    let recipients = written.recipients.iter().filter(|_| open).map(|recipient| recipient.name.clone());
    Ok(AuthorizationRow {
        request: request.id.to_string(),
        part: part.id.to_string(),
        number: request.reference(),
        kind: if open { kind.unwrap_or_default() } else { crate::sealed_view::SEALED.to_owned() },
        purpose: if open { written.purpose.clone() } else { String::new() },
        recipients: recipients.collect(),
        fields: if open { labels(pack, &written.fields) } else { Vec::new() },
        from: written.from.map(day),
        until: written.until.map(day),
        state: state.words(),
        tone: state.tone(),
        soon: state.is_soon(),
        uses: u32::try_from(part.uses.len()).unwrap_or(u32::MAX),
    })
}

fn labels(pack: &Pack, codes: &[DataCode]) -> Vec<String> {
    codes.iter().map(|code| data_label(pack, code).label).collect()
}

fn lines(pack: &Pack, written: &Authorization) -> Vec<Labelled> {
    let on = |day: Option<NaiveDate>| day.map(day_words).unwrap_or_default();
    let recipients: Vec<_> = written
        .recipients
        .iter()
        .map(|recipient| match recipient.duty_accepted_on {
            Some(day) => format!("{} (accepted the duty of confidence {})", recipient.name, day_words(day)),
            None => format!("{} (has not accepted the duty of confidence)", recipient.name),
        })
        .collect();
    let rows = [
        ("Purpose", written.purpose.clone()),
        ("Data", labels(pack, &written.fields).join(", ")),
        ("How records are selected", written.selection.clone()),
        ("Who uses them", recipients.join("; ")),
        ("First day", on(written.from)),
        ("Last day", on(written.until)),
        ("Copies destroyed by", on(written.destroy_by)),
        ("Conditions", written.conditions.clone()),
    ];
    rows.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(code, label)| Labelled { code: code.to_owned(), label })
        .collect()
}

/// The request this authorization continues, and those that continue it.
fn linked(session: &Session, case: &Case, written: &Authorization) -> Vec<Labelled> {
    let number = case.request.reference();
    let link = |request: &Request, words: &str| Labelled {
        code: request.id.to_string(),
        label: format!("{words} {}", request.reference()),
    };
    let mut found = Vec::new();
    for other in session.visible_cases().map(|other| &other.request) {
        if written.renews.as_deref() == Some(other.reference().as_str()) {
            found.push(link(other, "Continues the authorization of"));
        }
        let continues =
            other.parts.iter().filter_map(shown).any(|later| later.renews.as_deref() == Some(&number));
        if continues {
            found.push(link(other, "Continued by"));
        }
    }
    found
}
