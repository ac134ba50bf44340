//! Fees, sessions of firms and statements in words: what an estimate comes to, which access is open, what was signed.

use crate::view::{FeeForm, FeeView, SessionView, Tone, VendorSessionForm};
use crate::when::{day_words, moment, parse_day, time_words};
use crate::{Code, Error, Result};
use domain::{FeeEstimate, Request, Statement, VendorSession};
use policy::{GateKind, Pack};

/// The fee of a request.
pub(crate) fn fee_view(pack: &Pack, request: &Request) -> FeeView {
    let Some(estimate) = request.fees.last().map(|fee| &fee.what) else {
        let free = pack.gate_of(GateKind::Fee).map_or(0, |gate| gate.free_minutes);
        let form = FeeForm { free_minutes: free.to_string(), ..FeeForm::default() };
        return FeeView { form, lines: Vec::new(), state: String::new(), tone: Tone::Open };
    };
    let (state, tone) = match (estimate.is_settled(), estimate.paid_on, estimate.sent_on) {
        (true, Some(_), _) => ("Paid", Tone::Done),
        (true, None, Some(_)) => ("Estimate sent", Tone::Done),
        (true, None, None) => ("Nothing to charge", Tone::Done),
        (false, _, Some(_)) => ("Waiting for payment", Tone::Wait),
        (false, _, None) => ("Estimate not sent", Tone::Wait),
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let form = FeeForm {
        minutes: estimate.minutes.to_string(),
        free_minutes: estimate.free_minutes.to_string(),
        hour: plain_money(estimate.hour_cents),
        copies: plain_money(estimate.copies_cents),
        prepaid: estimate.prepaid,
        sent_on: day(estimate.sent_on),
        paid_on: day(estimate.paid_on),
    };
    FeeView { form, lines: fee_lines(estimate), state: state.to_owned(), tone }
}

/// What an estimate comes to, a line each. The sums are those that the record counts with.
pub(crate) fn fee_lines(estimate: &FeeEstimate) -> Vec<String> {
    let free = estimate.free_minutes;
    let charged = estimate.minutes.saturating_sub(free);
    let mut lines = vec![match charged {
        0 => {
            format!("{} of work, all within the {} that are free.", minutes(estimate.minutes), minutes(free))
        }
        _ => format!("{} of work, of which {} are free.", minutes(estimate.minutes), minutes(free)),
    }];
    if charged > 0 {
        let work = estimate.total_cents() - u64::from(estimate.copies_cents);
        lines.push(format!(
            "{} at {} an hour: {}.",
            minutes(charged),
            money(u64::from(estimate.hour_cents)),
            money(work)
        ));
    }
    if estimate.copies_cents > 0 {
        lines.push(format!("Copies: {}.", money(u64::from(estimate.copies_cents))));
    }
    lines.push(match estimate.total_cents() {
        0 => "In all: nothing is charged.".to_owned(),
        total => format!("In all: {}.", money(total)),
    });
    if estimate.total_cents() > 0 {
        lines.push(match (estimate.sent_on, estimate.prepaid, estimate.paid_on) {
            (None, _, _) => "The estimate was not sent yet.".to_owned(),
            (Some(sent), _, Some(paid)) => {
                format!("Sent on {}, paid on {}.", day_words(sent), day_words(paid))
            }
            (Some(sent), true, None) => {
                format!("Sent on {}. Payment comes first and is still open.", day_words(sent))
            }
            (Some(sent), false, None) => {
                format!("Sent on {}. Nothing waits for the payment.", day_words(sent))
            }
        });
    }
    lines
}

/// An estimate as the form says it.
pub(crate) fn estimate_of(form: &FeeForm) -> Result<FeeEstimate> {
    Ok(FeeEstimate {
        minutes: whole(&form.minutes, "minutes")?,
        free_minutes: whole(&form.free_minutes, "free_minutes")?,
        hour_cents: cents(&form.hour, "hour")?,
        copies_cents: cents(&form.copies, "copies")?,
        prepaid: form.prepaid,
        sent_on: parse_day(&form.sent_on, "sent_on")?,
        paid_on: parse_day(&form.paid_on, "paid_on")?,
    })
}

/// Sessions of firms, newest first.
pub(crate) fn session_views(request: &Request) -> Vec<SessionView> {
    let open: Vec<_> = request.open_sessions().collect();
    let view = |session: &VendorSession| {
        let is_open = open.contains(&session);
        SessionView { open: is_open, words: session_words(session, is_open), form: session_form(session) }
    };
    request.vendor_sessions.iter().rev().map(|session| view(&session.what)).collect()
}

/// Statements in writing, newest first.
pub(crate) fn statement_lines(request: &Request) -> Vec<String> {
    let line = |statement: &Statement| {
        let copy = statement.copy.and_then(|copy| request.attachment(copy));
        let copy = copy.map(|file| format!(" (copy: {})", file.what.name)).unwrap_or_default();
        format!(
            "Received {}, signed by {}{copy}. {}",
            time_words(statement.received_at),
            statement.signer,
            statement.says
        )
    };
    request.statements.iter().rev().map(|statement| line(&statement.what)).collect()
}

fn session_words(session: &VendorSession, is_open: bool) -> String {
    let opened = time_words(session.opened_at);
    let who = format!(
        "Ticket {}: {} on {}, watched by {}",
        session.ticket, session.person, session.system, session.supervisor
    );
    match session.closed_at {
        Some(closed) => format!("{who}. Opened {opened}, closed {}. {}", time_words(closed), session.done),
        None if is_open => format!("{who}. Opened {opened}. It is still open"),
        None => format!("{who}. Opened {opened}"),
    }
}

fn session_form(session: &VendorSession) -> VendorSessionForm {
    VendorSessionForm {
        ticket: session.ticket.clone(),
        person: session.person.clone(),
        system: session.system.clone(),
        supervisor: session.supervisor.clone(),
        opened_at: moment(session.opened_at).iso,
        closed_at: session.closed_at.map(|at| moment(at).iso).unwrap_or_default(),
        done: session.done.clone(),
    }
}

fn minutes(count: u32) -> String {
    if count == 1 { "1 minute".to_owned() } else { format!("{count} minutes") }
}

/// `$1,204.50`.
pub(crate) fn money(cents: u64) -> String {
    let whole = (cents / 100).to_string();
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("${grouped}.{:02}", cents % 100)
}

fn plain_money(cents: u32) -> String {
    if cents == 0 { String::new() } else { format!("{}.{:02}", cents / 100, cents % 100) }
}

/// A whole number from a form; an empty text is none.
pub(crate) fn whole(text: &str, field: &str) -> Result<u32> {
    match text.trim() {
        "" => Ok(0),
        typed => {
            typed.parse().map_err(|_| not_a(typed, "whole number", "Use digits only, such as 45.", field))
        }
    }
}

/// An amount of money from a form: `24`, `24.50` or `$1,204.50`.
fn cents(text: &str, field: &str) -> Result<u32> {
    let typed = text.trim();
    let plain = typed.trim_start_matches('$').replace(',', "");
    if plain.is_empty() {
        return Ok(0);
    }
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.chars().all(|digit| digit.is_ascii_digit());
    let amount = || {
        if !digits(whole) || !digits(part) || part.len() > 2 || whole.is_empty() {
            return None;
        }
        let cents: u32 = format!("{part:0<2}").parse().ok()?;
        whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(cents)
    };
    amount().ok_or_else(|| {
        not_a(typed, "an amount of money", "Enter it as dollars and cents, such as 24.50.", field)
    })
}

fn not_a(typed: &str, what: &str, help: &str, field: &str) -> Error {
    let shown: String = typed.chars().take(40).collect();
    let what = what.trim_start_matches("an ");
    let article = if what.starts_with('a') { "an" } else { "a" };
    Error::new(Code::Invalid, format!("“{shown}” is not {article} {what}."), help).at(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(minutes: &str, hour: &str, copies: &str) -> FeeForm {
        let text = |text: &str| text.to_owned();
        FeeForm {
            minutes: text(minutes),
            free_minutes: text("30"),
            hour: text(hour),
            copies: text(copies),
            ..FeeForm::default()
        }
    }

    #[test]
    fn what_an_estimate_comes_to_reads_as_it_is_counted() {
        let lines = |form| fee_lines(&estimate_of(&form).unwrap());
        assert_eq!(
            lines(form("45", "24.00", "2.5")),
            [
                "45 minutes of work, of which 30 minutes are free.",
                "15 minutes at $24.00 an hour: $6.00.",
                "Copies: $2.50.",
                "In all: $8.50.",
                "The estimate was not sent yet.",
            ]
        );
        assert_eq!(
            lines(form("20", "24", "")),
            ["20 minutes of work, all within the 30 minutes that are free.", "In all: nothing is charged."]
        );
        let large = lines(form("4800", "$1,000", ""));
        assert_eq!(large[1], "4770 minutes at $1,000.00 an hour: $79,500.00.");
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_field() {
        for (wrong, field) in [
            (form("half an hour", "24", ""), "minutes"),
            (form("-5", "24", ""), "minutes"),
            (form("45", "24.505", ""), "hour"),
            (form("45", "twenty", ""), "hour"),
            (form("45", ".", ""), "hour"),
            (form("45", "99999999999", ""), "hour"),
            (form("45", "24", "1.2.3"), "copies"),
        ] {
            let error = estimate_of(&wrong).unwrap_err();
            assert_eq!((error.code, error.refs), (Code::Invalid, vec![field.to_owned()]), "{wrong:?}");
        }
    }
}
