//! The practice script as data: acts with their forms, at moments counted back from now.

use crate::{Code, Error, Result};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone, Weekday};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The script, its steps in the order of time.
#[derive(Debug)]
pub(crate) struct Script {
    /// Fields of the setup form.
    pub(crate) office: Value,
    /// What each sample request shows.
    pub(crate) shows: BTreeMap<String, String>,
    /// Steps.
    pub(crate) steps: Vec<Step>,
}

/// One act on one sample request.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) request: String,
    pub(crate) number: usize,
    pub(crate) at: DateTime<FixedOffset>,
    pub(crate) act: String,
    pub(crate) part: u32,
    pub(crate) letter: String,
    pub(crate) text: String,
    pub(crate) file: String,
    pub(crate) privileged: bool,
    pub(crate) answers: BTreeMap<String, Vec<String>>,
    pub(crate) form: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    office: Value,
    request: Vec<WrittenRequest>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRequest {
    name: String,
    shows: String,
    step: Vec<WrittenStep>,
}

/// A step as written: weekdays before today and an hour of that day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    days_ago: u64,
    time: NaiveTime,
    act: String,
    #[serde(default)]
    part: u32,
    #[serde(default)]
    letter: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    file: String,
    #[serde(default)]
    privileged: bool,
    #[serde(default)]
    answers: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    form: Value,
}

/// Reads a script, with all that goes on from it, as it is to be played at a moment; the first one sets the office up. In texts `{now}` stands for the moment of the step, `{today}` for its
/// day, `{in 14}` for the day 14 days after it and `{ago 2}` for the day 2 days before.
pub(crate) fn steps(sources: &[String], now: DateTime<FixedOffset>) -> Result<Script> {
    let mut office = Value::Null;
    let mut requests = Vec::new();
    for source in sources {
        let written: Written = toml::from_str(source).map_err(|error| broken(&error.to_string()))?;
        if office.is_null() {
            office = written.office;
        }
        requests.extend(written.request);
    }
    let mut shows = BTreeMap::new();
    let mut steps = Vec::new();
    for request in requests {
        for (step, number) in request.step.into_iter().zip(1..) {
            let at = moment(now, step.days_ago, step.time)?;
            let day = Dates { at };
            steps.push(Step {
                request: request.name.clone(),
                number,
                at,
                act: step.act,
                part: step.part,
                letter: step.letter,
                text: day.fill_in(&step.text),
                file: step.file,
                privileged: step.privileged,
                answers: step.answers,
                form: day.fill_all(step.form),
            });
        }
        shows.insert(request.name, request.shows);
    }
    // Entries stand in the order of time, as they would have been made; sorting keeps the order within a moment.
    steps.sort_by_key(|step| step.at);
    Ok(Script { office, shows, steps })
}

/// A form with the fields given and every other field empty. A field that the form does not have is refused.
pub(crate) fn fill<F: Default + Serialize + DeserializeOwned>(given: Value, what: &str) -> Result<F> {
    let mut form = serde_json::to_value(F::default()).map_err(|error| broken(&error.to_string()))?;
    lay_over(&mut form, given);
    serde_json::from_value(form).map_err(|error| broken(&format!("{what}: {error}")))
}

/// Puts what is given in place of what is there, field by field.
pub(crate) fn lay_over(base: &mut Value, given: Value) {
    match (base, given) {
        (Value::Object(base), Value::Object(given)) => {
            for (name, value) in given {
                lay_over(base.entry(name).or_insert(Value::Null), value);
            }
        }
        (_, Value::Null) => {}
        (base, given) => *base = given,
    }
}

fn moment(now: DateTime<FixedOffset>, days_ago: u64, time: NaiveTime) -> Result<DateTime<FixedOffset>> {
    let mut day = now.date_naive();
    for _ in 0..days_ago {
        day = weekday_before(day).ok_or_else(|| broken("a day is too long ago"))?;
    }
    let at = now.offset().from_local_datetime(&day.and_time(time)).single();
    // Nothing of the script lies in the future, whatever the hour it is played at.
    Ok(at.ok_or_else(|| broken("an hour does not exist"))?.min(now))
}

/// The office works Monday to Friday; nothing of the script happens on a weekend before today.
fn weekday_before(day: NaiveDate) -> Option<NaiveDate> {
    let is_weekday = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    day.iter_days().rev().skip(1).take(3).find(is_weekday)
}

struct Dates {
    at: DateTime<FixedOffset>,
}

impl Dates {
    fn fill_all(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.fill_in(&text)),
            Value::Array(values) => values.into_iter().map(|value| self.fill_all(value)).collect(),
            Value::Object(fields) => fields
                .into_iter()
                .map(|(name, value)| (name, self.fill_all(value)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            other => other,
        }
    }

    fn fill_in(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, later)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            match self.named(name) {
                Some(date) => filled.push_str(&date),
                None => filled.push_str(&format!("{{{name}}}")),
            }
            rest = later;
        }
        filled + rest
    }

    fn named(&self, name: &str) -> Option<String> {
        let day = self.at.date_naive();
        let days = |text: &str| text.trim().parse().ok().map(Days::new);
        let date = match name.split_once(' ') {
            None if name == "now" => return Some(self.at.format("%Y-%m-%dT%H:%M").to_string()),
            None if name == "today" => Some(day),
            Some(("in", count)) => day.checked_add_days(days(count)?),
            Some(("ago", count)) => day.checked_sub_days(days(count)?),
            _ => None,
        };
        date.map(|date| date.format("%Y-%m-%d").to_string())
    }
}

fn broken(why: &str) -> Error {
    let message = format!("The practice script inside the program cannot be played: {why}.");
    Error::new(
        Code::Internal,
        message,
        "Nothing real was touched. Install the program again and ask for support.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::DecisionForm;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-12-02T10:00:00-06:00").unwrap()
    }

    const SMALL: &str = r#"
        [office]
        [[request]]
        name = "b"
        shows = "later"
        [[request.step]]
        days_ago = 1
        time = "09:00:00"
        act = "note"
        text = "by {in 14}, since {ago 2}, at {now}, {unknown}, {"
        [[request]]
        name = "a"
        shows = "earlier"
        [[request.step]]
        days_ago = 3
        time = "16:00:00"
        act = "note"
        [[request.step]]
        days_ago = 0
        time = "23:00:00"
        act = "note"
    "#;

    #[test]
    fn steps_of_all_requests_stand_in_the_order_of_time_and_none_in_the_future() {
        let script = steps(&[SMALL.to_owned()], now()).unwrap();
        let order: Vec<_> = script.steps.iter().map(|step| (step.request.as_str(), step.number)).collect();
        assert_eq!(order, [("a", 1), ("b", 1), ("a", 2)]);
        assert_eq!(script.steps[2].at, now());
    }

    #[test]
    fn nothing_happens_on_a_weekend_before_today() {
        for days_ago in 1..30 {
            let at = moment(now(), days_ago, NaiveTime::MIN).unwrap();
            assert!(!matches!(at.weekday(), Weekday::Sat | Weekday::Sun), "{at}");
        }
        let at = moment(now(), 3, NaiveTime::MIN).unwrap();
        assert_eq!(at.date_naive().to_string(), "2026-11-27", "Wednesday, Tuesday, Monday, Friday");
    }

    #[test]
    fn dates_in_texts_count_from_the_day_of_the_step() {
        let script = steps(&[SMALL.to_owned()], now()).unwrap();
        assert_eq!(
            script.steps[1].text,
            "by 2026-12-15, since 2026-11-29, at 2026-12-01T09:00, {unknown}, {"
        );
    }

    #[test]
    fn a_form_takes_what_is_given_and_refuses_what_it_does_not_have() {
        let form: DecisionForm = fill(serde_json::json!({"reason": "because"}), "form").unwrap();
        assert_eq!((form.reason.as_str(), form.outcome.as_str()), ("because", ""));
        assert!(fill::<DecisionForm>(serde_json::json!({"raison": "x"}), "form").is_err());
    }
}
