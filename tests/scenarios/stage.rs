//! The stage: a real vault in a temporary folder, a clock the scenario moves, identities drawn in order.

use crate::story::{Choices, Step};
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use usecases::acts::{self, AnswerInput, AttachInput};
use usecases::view::*;
use usecases::{
    Code, Error, Profile, Session, SetupInput, Surroundings, refresh_request, setup_create_quickly,
};
use zeroize::Zeroizing;

/// The library's time, hours behind the common one.
const OFFSET_HOURS: i32 = 6;

/// An open vault, and what was begun in it.
pub(crate) struct Stage {
    pub(crate) session: Session,
    clock: Arc<Mutex<DateTime<FixedOffset>>>,
    folder: tempfile::TempDir,
    /// Requests by the name the scenario gives them.
    pub(crate) requests: BTreeMap<String, String>,
    /// Words that somebody searches for.
    pub(crate) words: Vec<String>,
    /// People by name, with their identities.
    people: BTreeMap<String, String>,
}

/// How scenarios call the Director, whatever the name.
const DIRECTOR: &str = "Director";

impl Stage {
    /// A vault founded an instant before the first step.
    pub(crate) fn open(at: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Mutex::new(moment(at)));
        let (hand, drawn) = (clock.clone(), AtomicU64::new(0));
        let world = Surroundings::with_draw(
            Box::new(move || *hand.lock().unwrap()),
            Box::new(move || {
                let number = u128::from(drawn.fetch_add(1, Ordering::Relaxed) + 1);
                Some(number.to_be_bytes())
            }),
        );
        let input = SetupInput {
            form: setup(folder.path().join("vault")),
            passphrase: Zeroizing::new("violet otter mends seven clocks".to_owned()),
            logo: None,
        };
        let profile = Profile { folder: folder.path().join("profile") };
        let (session, _) = setup_create_quickly(world, profile, input).unwrap();
        let people = BTreeMap::from([(DIRECTOR.to_owned(), session.me())]);
        Self { session, clock, folder, requests: BTreeMap::new(), words: Vec::new(), people }
    }

    /// Remembers a person by name.
    pub(crate) fn know(&mut self, name: &str, id: &str) {
        self.people.insert(name.to_owned(), id.to_owned());
    }

    /// A person's identity; empty for nobody, and for somebody new.
    pub(crate) fn person(&self, name: &str) -> String {
        self.people.get(name).cloned().unwrap_or_default()
    }

    /// Somebody else sits down at the screen.
    pub(crate) fn act_as(&mut self, name: &str) {
        let id = self.people.get(name).unwrap_or_else(|| panic!("nobody is called {name}")).clone();
        self.session.act_as(&id).unwrap();
    }

    /// Everybody on record.
    pub(crate) fn everybody(&self) -> Vec<String> {
        self.people.keys().cloned().collect()
    }

    /// The name of whoever sits at the screen.
    pub(crate) fn who(&self) -> String {
        let me = self.session.me();
        let found = self.people.iter().find(|(_, id)| **id == me);
        found.map(|(name, _)| name.clone()).unwrap_or_default()
    }

    /// Moves the clock.
    pub(crate) fn set_clock(&self, at: &str) {
        *self.clock.lock().unwrap() = moment(at);
    }

    /// The request a step is about.
    pub(crate) fn request(&self, step: &Step) -> String {
        let found = self.requests.get(&step.request);
        found.unwrap_or_else(|| panic!("no request {:?} was taken in yet", step.request)).clone()
    }

    /// The page of the request a step is about.
    pub(crate) fn page(&self, step: &Step) -> RequestView {
        refresh_request(&self.session, &self.request(step)).unwrap()
    }

    /// Identity of the part a step is about; empty for the whole request.
    pub(crate) fn part(&self, step: &Step) -> String {
        if step.part == 0 {
            return String::new();
        }
        let page = self.page(step);
        let part = page.parts.iter().find(|part| part.serial as usize == step.part);
        part.unwrap_or_else(|| panic!("there is no part {}", step.part)).id.clone()
    }

    /// Keeps the file of a step with its request, and gives its identity.
    pub(crate) fn keep(&mut self, step: &Step, privileged: bool) -> usecases::Result<String> {
        let path = self.folder.path().join(format!("{}.pdf", step.file.replace(' ', "-")));
        std::fs::write(&path, b"%PDF-1.4 a scan").unwrap();
        let request = self.request(step);
        let input = AttachInput { path, what: step.file.clone(), privileged };
        let view = acts::attach_file(&mut self.session, &request, input)?;
        let kept = view.attachments.iter().rev().find(|file| file.what == step.file);
        Ok(kept.expect("the file is on the page").id.clone())
    }

    /// Answers questions the way a person does: only those that the road asks, each once it is asked.
    pub(crate) fn answer(&mut self, step: &Step) -> usecases::Result<()> {
        let mut open: BTreeMap<String, Choices> = step.answers.clone();
        while !open.is_empty() {
            let page = self.page(step);
            let asked = open.keys().find_map(|code| Some((code.clone(), asked(&page, step.part, code)?)));
            let Some((question, part)) = asked else {
                let open: Vec<_> = open.keys().map(String::as_str).collect();
                let message = format!("The road does not ask {}.", open.join(", "));
                return Err(Error::new(Code::NotFound, message, "Answer what it asks."));
            };
            let choices = open.remove(&question).expect("it was found").codes();
            let input = AnswerInput { part, question, choices, note: step.text.clone() };
            let view = acts::answer_question(&mut self.session, &page.id, input)?;
            // An answer that speaks of secrecy carries the request on under another reference.
            self.requests.insert(step.request.clone(), view.id);
        }
        Ok(())
    }
}

/// Where a question is asked: the part's identity, or empty where it is asked of the whole request.
fn asked(page: &RequestView, serial: usize, code: &str) -> Option<String> {
    let parts = page.parts.iter().filter(|part| serial == 0 || part.serial as usize == serial);
    parts.flat_map(|part| part.steps.iter().map(move |step| (part, step))).find_map(
        |(part, step)| match &step.body {
            StepBody::Question { question, whole_request, .. } if question == code => {
                assert_eq!(
                    *whole_request,
                    serial == 0,
                    "{code} is asked of the whole request: {whole_request}"
                );
                Some(if *whole_request { String::new() } else { part.id.clone() })
            }
            _ => None,
        },
    )
}

/// A form with the fields given and every other field empty. A field that the form does not have is refused.
pub(crate) fn fill<F: Default + Serialize + DeserializeOwned>(given: &Value) -> F {
    let mut form = serde_json::to_value(F::default()).unwrap();
    lay_over(&mut form, given);
    serde_json::from_value(form).unwrap_or_else(|error| panic!("the form {given}: {error}"))
}

fn lay_over(base: &mut Value, given: &Value) {
    match (base, given) {
        (Value::Object(base), Value::Object(given)) => {
            given.iter().for_each(|(name, value)| lay_over(base.entry(name).or_insert(Value::Null), value));
        }
        (_, Value::Null) => {}
        (base, given) => *base = given.clone(),
    }
}

fn moment(text: &str) -> DateTime<FixedOffset> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M");
    let local = local.unwrap_or_else(|error| panic!("{text} is no moment such as 2026-11-23T10:00: {error}"));
    local.and_local_timezone(FixedOffset::west_opt(OFFSET_HOURS * 3600).unwrap()).unwrap()
}

/// An invented library with everything a real request needs.
fn setup(folder: PathBuf) -> SetupForm {
    let text = |text: &str| text.to_owned();
    SetupForm {
        folder: folder.to_string_lossy().into_owned(),
        practice: false,
        policy: String::new(),
        profile: ProfileForm {
            name: text("Maple Hollow Public Library"),
            office: text("Office of the Director"),
            address: vec![text("1200 Orchard Street"), text("Maple Hollow, IA 50010")],
            phone: text("(515) 555-0142"),
            email: text("director@maplehollow.example"),
            website: text("maplehollow.example"),
            hours: text("Monday to Friday, 9 to 5"),
            window_envelope: true,
        },
        director: DirectorForm { name: text("Theodora Finch"), title: text("Library Director") },
        counsel: CounselForm {
            department: text("City Legal Department"),
            lawyer: text("Ines Okafor"),
            phone: text("(515) 555-0190"),
            email: text("legal@maplehollow.example"),
            hours: text("Monday to Friday, 8 to 5"),
            after_hours: text("(515) 555-0191, then the city clerk"),
        },
        closures: Vec::new(),
    }
}
