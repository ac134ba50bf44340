//! Events that a file of facts may state: what a person saw or did, as the record would hold it.
//!
//! Decisions, letters and closings are not among them: those are what the program is asked about.

use crate::{Code, Error, Result};
use chrono::NaiveDateTime;
use domain::{AdviceResult, CallBackResult, InstrumentField, PartId, RequestEvent};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A kind of event with its fields: empty values to fill in, and the words that a field with a closed list takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventKind {
    /// The kind.
    pub kind: String,
    /// Every field with an empty value.
    pub fields: Map<String, Value>,
    /// Fields with a closed list of words, with the list.
    pub values: BTreeMap<String, Vec<String>>,
}

/// The kinds a file of facts may state.
pub(crate) fn kinds() -> Vec<EventKind> {
    statable().iter().filter_map(describe).collect()
}

/// Reads one event of a file of facts. `part` and `parts` hold part numbers counted from 1; `at` is when it was recorded,
/// the moment of asking if left out.
pub(crate) fn read(
    value: &Value,
    number: usize,
    asked_at: NaiveDateTime,
) -> Result<(NaiveDateTime, RequestEvent)> {
    let object = value.as_object().ok_or_else(|| wrong(number, "it is not an object with a kind"))?;
    let kind = object.get("kind").and_then(Value::as_str).ok_or_else(|| wrong(number, "it has no kind"))?;
    let known = kinds().into_iter().find(|known| known.kind == kind);
    let known = known
        .ok_or_else(|| wrong(number, &format!("\"{kind}\" is not a kind of event that can be stated")))?;
    let mut object = object.clone();
    let at = match object.get("at") {
        None | Some(Value::Null) => asked_at,
        Some(at) => serde_json::from_value(at.clone()).map_err(|error| wrong(number, &error.to_string()))?,
    };
    if at > asked_at {
        return Err(wrong(number, "it lies after the moment of asking"));
    }
    // Not every kind has a moment of its own; where it has none, this was only when it was recorded.
    if known.fields.contains_key("at") {
        object.insert("at".to_owned(), json!(at));
    } else {
        object.remove("at");
    }
    for key in ["part", "parts"] {
        if let Some(parts) = object.get_mut(key) {
            number_parts(parts)
                .ok_or_else(|| wrong(number, &format!("`{key}` takes part numbers counted from 1")))?;
        }
    }
    let event =
        serde_json::from_value(Value::Object(object)).map_err(|error| wrong(number, &error.to_string()))?;
    Ok((at, event))
}

/// The identity of the nth part of a file of facts.
pub(crate) fn part_id(serial: u32) -> PartId {
    let mut bytes = [0; 16];
    bytes[12..].copy_from_slice(&serial.to_be_bytes());
    PartId(bytes)
}

fn number_parts(value: &mut Value) -> Option<()> {
    match value {
        Value::Array(several) => several.iter_mut().try_for_each(number_parts),
        one => {
            let serial =
                one.as_u64().and_then(|serial| u32::try_from(serial).ok()).filter(|serial| *serial > 0)?;
            *one = json!(part_id(serial).to_string());
            Some(())
        }
    }
}

/// One empty event of each kind that can be stated.
fn statable() -> Vec<RequestEvent> {
    use RequestEvent::{
        AttachmentKept, AuthorizationPrepared, ConflictDeclared, CounselAdvised, CounselConsulted,
        CounselTried, Delivered, FeeEstimated, IdentityChecked, InstrumentRecorded, PreservationRecorded,
        ReleasePlanned, RequesterDescribed, SecondLookStarted, SecondLookTaken, StatementRecorded,
        VendorSessionRecorded, VisitRecorded,
    };
    vec![
        RequesterDescribed(Default::default()),
        IdentityChecked(Default::default()),
        InstrumentRecorded(Default::default()),
        CounselTried(Default::default()),
        CounselConsulted(Default::default()),
        CounselAdvised(Default::default()),
        PreservationRecorded(Default::default()),
        VisitRecorded(Default::default()),
        ConflictDeclared(Default::default()),
        AttachmentKept(Default::default()),
        ReleasePlanned(Default::default()),
        SecondLookStarted(Default::default()),
        SecondLookTaken(Default::default()),
        Delivered(Default::default()),
        AuthorizationPrepared(Default::default()),
        FeeEstimated(Default::default()),
        VendorSessionRecorded(Default::default()),
        StatementRecorded(Default::default()),
    ]
}

fn describe(event: &RequestEvent) -> Option<EventKind> {
    let Value::Object(mut fields) = serde_json::to_value(event).ok()? else { return None };
    let kind = fields.remove("kind")?.as_str()?.to_owned();
    for (key, empty) in [("part", json!(1)), ("parts", json!([]))] {
        if let Some(value) = fields.get_mut(key) {
            *value = empty;
        }
    }
    let mut values = BTreeMap::new();
    match event {
        RequestEvent::IdentityChecked(_) => {
            use CallBackResult::{Confirmed, NoAnswer, NotConfirmed};
            values.insert("call_back.result".to_owned(), words(&[Confirmed, NotConfirmed, NoAnswer]));
        }
        RequestEvent::CounselAdvised(_) => {
            use AdviceResult::{Comply, ComplyInScope, Decline, Object};
            values.insert("result".to_owned(), words(&[Comply, ComplyInScope, Object, Decline]));
        }
        RequestEvent::InstrumentRecorded(_) => {
            values.insert("not_stated".to_owned(), words(&InstrumentField::ALL));
        }
        _ => {}
    }
    Some(EventKind { kind, fields, values })
}

fn words<T: Serialize>(values: &[T]) -> Vec<String> {
    let word = |value: &T| serde_json::to_value(value).ok()?.as_str().map(str::to_owned);
    values.iter().filter_map(word).collect()
}

fn wrong(number: usize, why: &str) -> Error {
    let help =
        "Correct it; the guide of the type lists every kind of event with its fields. Nothing was changed.";
    let place = format!("events/{}", number.saturating_sub(1));
    Error::new(Code::Invalid, format!("Event {number} of the facts cannot be read: {why}."), help).at(&place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> NaiveDateTime {
        "2026-12-02T12:00:00".parse().unwrap()
    }

    #[test]
    fn every_kind_reads_back_from_its_own_empty_form() {
        assert_eq!(kinds().len(), statable().len(), "an event whose form cannot be told is missing");
        for kind in kinds() {
            let mut object = kind.fields.clone();
            object.insert("kind".to_owned(), json!(kind.kind));
            let (_, event) = read(&Value::Object(object), 1, noon()).unwrap();
            assert_eq!(serde_json::to_value(event).unwrap()["kind"], json!(kind.kind));
        }
    }

    #[test]
    fn an_event_that_cannot_be_stated_is_named() {
        for (text, why) in [
            (r#"{"kind":"decided"}"#, "\"decided\" is not a kind"),
            (r#"{"kind":"closed","reason":"x"}"#, "\"closed\" is not a kind"),
            (r#"{"kind":"counsel_consulted","lawyr":"x"}"#, "unknown field `lawyr`"),
            (r#"{"kind":"counsel_consulted","at":"2026-12-03T09:00:00"}"#, "after the moment of asking"),
            (r#"{"kind":"second_look_taken","part":0}"#, "part numbers counted from 1"),
            (r#"{"kind":"counsel_advised","result":"maybe"}"#, "unknown variant `maybe`"),
            (r#""counsel_consulted""#, "not an object"),
        ] {
            let error = read(&serde_json::from_str(text).unwrap(), 3, noon()).unwrap_err();
            assert!(error.message.starts_with("Event 3") && error.message.contains(why), "{}", error.message);
        }
    }

    #[test]
    fn part_numbers_become_the_parts_of_the_file() {
        let value = json!({"kind": "counsel_advised", "result": "comply", "parts": [1, 2]});
        let (at, event) = read(&value, 1, noon()).unwrap();
        let RequestEvent::CounselAdvised(advice) = event else { panic!("another kind: {event:?}") };
        assert_eq!((at, advice.parts), (noon(), vec![part_id(1), part_id(2)]));
    }
}
