//! Asking a policy pack: is it sound, what does a type ask, what follows from stated facts.

use crate::program::reply::{Answered, answered};
use crate::program::{events, facts, pack};
use crate::{Code, Error, Result};
use ::policy::{Case, Catalog, CheckReport};
use serde::Serialize;
use serde_json::{Value, json};
use std::path::Path;

/// Checks a pack, or the one that comes with the program.
///
/// # Errors
/// The pack cannot be read, or a proof fails: the message names file, line and answers.
pub fn check(folder: Option<&Path>) -> Result<CheckReport> {
    let report = ::policy::check(&pack::read(folder)?);
    Ok(report)
}

/// What a type asks, with the kinds of event and an empty file of facts.
#[derive(Debug, Clone, Serialize)]
pub struct TypeGuide {
    /// Questions of the type, in order, with their answers.
    #[serde(flatten)]
    pub catalog: Catalog,
    /// Kinds of event a file of facts may state, with their fields.
    pub events: Vec<events::EventKind>,
    /// A file of facts to fill in.
    pub facts: Value,
}

/// What a type of the pack that comes with the program asks.
///
/// # Errors
/// There is no such type.
pub fn guide(type_code: &str) -> Result<TypeGuide> {
    let pack = pack::shipped()?;
    let code = type_code.into();
    let Some(catalog) = ::policy::catalog(&pack, &code) else {
        let known: Vec<_> = pack.types.keys().map(ToString::to_string).collect();
        return Err(Error::new(
            Code::NotFound,
            format!("The policy has no table for the type {type_code:?}."),
            format!("It has {}. Every other type is referred to counsel.", known.join(", ")),
        ));
    };
    let facts = json!({
        "received": "", "at": "", "closed": [],
        "office": {"acting": "director", "director_available": true, "designations": []},
        "universal": {},
        "parts": [{"type": type_code, "asks": [], "answers": {}}],
        "events": [],
    });
    Ok(TypeGuide { catalog, events: events::kinds(), facts })
}

/// What follows from a file of facts, part by part.
///
/// # Errors
/// The facts cannot be used.
pub fn decide(text: &str) -> Result<Answered> {
    let pack = pack::shipped()?;
    let facts = facts::parse(text)?;
    let stated = facts::state(&pack, &facts)?;
    let case = Case { request: &stated.request, office: &stated.office, now: stated.now, actor: &stated.actor };
    Ok(answered(::policy::decide(&pack, &case)))
}
