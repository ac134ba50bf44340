//! A Director at a real vault in a temporary folder, with a clock the story moves.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use usecases::view::*;
use usecases::{Profile, Session, SetupInput, Surroundings, acts, custody, setup_create_quickly, unlock};
use zeroize::Zeroizing;

/// A passphrase strong enough for a real vault.
pub(crate) const PASSPHRASE: &str = "violet otter mends seven clocks";

/// The desk.
pub(crate) struct Desk {
    pub(crate) session: Session,
    pub(crate) clock: Clock,
    folder: tempfile::TempDir,
}

/// A clock that a story moves.
#[derive(Clone)]
pub(crate) struct Clock(Arc<Mutex<DateTime<FixedOffset>>>);

impl Clock {
    /// Stands at this local time.
    pub(crate) fn at(text: &str) -> Self {
        Self(Arc::new(Mutex::new(moment(text))))
    }

    /// Moves to this local time.
    pub(crate) fn set(&self, text: &str) {
        *self.0.lock().unwrap() = moment(text);
    }

    /// Moves on.
    pub(crate) fn pass(&self, minutes: i64) {
        let mut now = self.0.lock().unwrap();
        *now += TimeDelta::minutes(minutes);
    }

    /// The moment it shows.
    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        *self.0.lock().unwrap()
    }

    /// For a session.
    pub(crate) fn surroundings(&self) -> Surroundings {
        let clock = self.0.clone();
        Surroundings::new(Box::new(move || *clock.lock().unwrap()))
    }
}

fn moment(text: &str) -> DateTime<FixedOffset> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
    local.and_local_timezone(FixedOffset::west_opt(6 * 3600).unwrap()).unwrap()
}

impl Desk {
    /// A founded vault of an invented library, with everything a real request needs.
    pub(crate) fn open(at: &str) -> Self {
        let clock = Clock::at(at);
        let world = clock.surroundings();
        Self::open_in(clock, world)
    }

    /// Somebody who has opened the vault in this folder.
    pub(crate) fn at(session: Session, clock: Clock, folder: tempfile::TempDir) -> Self {
        Self { session, clock, folder }
    }

    /// The same in surroundings of the story's own.
    pub(crate) fn open_in(clock: Clock, world: Surroundings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let input = SetupInput {
            form: setup_form(folder.path().join("vault")),
            passphrase: Zeroizing::new(PASSPHRASE.to_owned()),
            logo: None,
        };
        let profile = Profile { folder: folder.path().join("profile") };
        let (session, _) = setup_create_quickly(world, profile, input).unwrap();
        Self { session, clock, folder }
    }

    /// The vault's folder.
    pub(crate) fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    /// Whoever sat here leaves, and the folder stays.
    pub(crate) fn leave(self) -> (Session, Clock, tempfile::TempDir) {
        (self.session, self.clock, self.folder)
    }

    /// Locked, and opened again with the passphrase: the person of the vault's one key is there.
    pub(crate) fn reopen(self) -> Self {
        let Self { session, clock, folder } = self;
        session.close().unwrap();
        let profile = Profile { folder: folder.path().join("profile") };
        let opened = unlock(clock.surroundings(), &profile, &folder.path().join("vault"), "", PASSPHRASE);
        Self { session: opened.unwrap().0, clock, folder }
    }

    /// Locked, and opened again by somebody with a passphrase of their own.
    pub(crate) fn reopen_as(self, world: Surroundings, slot: &str, passphrase: &str) -> Self {
        let Self { session, clock, folder } = self;
        session.close().unwrap();
        let profile = Profile { folder: folder.path().join("profile") };
        let opened = unlock(world, &profile, &folder.path().join("vault"), slot, passphrase).unwrap();
        Self { session: opened.0.with_quick_keys(), clock, folder }
    }

    /// The Director's identity.
    pub(crate) fn director(&self) -> String {
        self.session.me()
    }

    /// Records somebody who works here and answers with their identity.
    pub(crate) fn employee(&mut self, name: &str) -> String {
        let form = EmployeeForm {
            name: name.to_owned(),
            title: "Librarian".to_owned(),
            employee: true,
            ..EmployeeForm::default()
        };
        let view = custody::record_employee(&mut self.session, &form).unwrap();
        view.people.into_iter().find(|person| person.name == name).unwrap().id
    }

    /// A folder of the story's own.
    pub(crate) fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Takes a request in.
    pub(crate) fn start(&mut self, form: NewRequestForm) -> RequestView {
        acts::start_request(&mut self.session, form).unwrap()
    }

    /// Answers a question of the first part, or of the whole request.
    pub(crate) fn answer(&mut self, request: &RequestView, question: &str, choice: &str) -> RequestView {
        self.answer_of(request, 0, question, choice)
    }

    /// Answers a question of a part.
    pub(crate) fn answer_of(
        &mut self,
        request: &RequestView,
        part: usize,
        question: &str,
        choice: &str,
    ) -> RequestView {
        let whole = request.parts[part].steps.iter().find_map(|step| match &step.body {
            StepBody::Question { question: code, whole_request, .. } if code == question => {
                Some(*whole_request)
            }
            _ => None,
        });
        let part = if whole.unwrap_or(false) { String::new() } else { request.parts[part].id.clone() };
        let input = acts::AnswerInput {
            part,
            question: question.to_owned(),
            choices: choice.split('+').map(str::to_owned).collect(),
            note: String::new(),
        };
        acts::answer_question(&mut self.session, &request.id, input).unwrap()
    }

    /// Answers every question asked of each request in the ordinary way: no secrecy, nobody searching, no danger.
    pub(crate) fn ordinary(&mut self, request: &RequestView, identifiable: &str) -> RequestView {
        let mut view = request.clone();
        for (question, choice) in [
            ("U1", "director"),
            ("U2", "no"),
            ("U3", "no"),
            ("U4", "no"),
            ("U5", "no"),
            ("U8", identifiable),
            ("U9", "yes"),
            ("U10", "no"),
        ] {
            if view.parts[0].steps.iter().any(|step| step.id == question) {
                view = self.answer(&view, question, choice);
            }
        }
        view
    }

    /// Counsel is reached and asked.
    pub(crate) fn call_counsel(&mut self, request: &RequestView, at: &str) -> RequestView {
        let form = CounselCallForm {
            reached: true,
            at: at.to_owned(),
            lawyer: "Ines Okafor".to_owned(),
            how: "telephone".to_owned(),
            question: "What may the library do?".to_owned(),
            ..CounselCallForm::default()
        };
        acts::record_counsel_call(&mut self.session, &request.id, form).unwrap()
    }

    /// The first part is opened for a second look, and looked at after the pause.
    pub(crate) fn look_again(&mut self, request: &RequestView) -> RequestView {
        let part = request.parts[0].id.clone();
        acts::start_second_look(&mut self.session, &request.id, &part).unwrap();
        self.clock.pass(11);
        acts::take_second_look(&mut self.session, &request.id, &part, "All as advised.").unwrap()
    }

    /// The officer's badge is seen and a looked-up number confirms them.
    pub(crate) fn confirm_officer(&mut self, request: &RequestView, at: &str) -> RequestView {
        let form = IdentityForm {
            name: "R. Hale".to_owned(),
            agency: "Police Department".to_owned(),
            badge: "4471".to_owned(),
            badge_seen: true,
            called_back: true,
            number: "555 0100".to_owned(),
            found_in: "the city directory".to_owned(),
            spoke_with: "the desk sergeant".to_owned(),
            at: at.to_owned(),
            result: "confirmed".to_owned(),
            ..IdentityForm::default()
        };
        acts::check_identity(&mut self.session, &request.id, form).unwrap()
    }

    /// The sheets of an issued letter that no file goes with, as they are handed to the printer. No helper is there for it.
    pub(crate) fn sheets(&mut self, request: &RequestView, letter: &str) -> Vec<Vec<u8>> {
        let nobody = usecases::Helper::new("/nowhere/at/all".into());
        let order = usecases::letter::order_print(&self.session, &request.id, letter).unwrap();
        let job = order.draw(&nobody, &mut |_| ()).unwrap();
        usecases::letter::hold_job(&mut self.session, job).unwrap()
    }

    /// Decides a part.
    pub(crate) fn decide(
        &mut self,
        request: &RequestView,
        part: usize,
        outcome: &str,
    ) -> usecases::Result<RequestView> {
        let form = DecisionForm {
            outcome: outcome.to_owned(),
            reason: "As the policy asks.".to_owned(),
            no_conflict: true,
        };
        acts::decide_part(&mut self.session, &request.id, &request.parts[part].id, form)
    }
}

/// Setup of an invented library.
pub(crate) fn setup_form(folder: PathBuf) -> SetupForm {
    SetupForm {
        folder: folder.to_string_lossy().into_owned(),
        practice: false,
        policy: String::new(),
        profile: ProfileForm {
            name: "Maple Hollow Public Library".to_owned(),
            office: "Office of the Director".to_owned(),
            address: vec!["1200 Orchard Street".to_owned(), "Maple Hollow, IA 50010".to_owned()],
            phone: "(515) 555-0142".to_owned(),
            email: "director@maplehollow.example".to_owned(),
            website: "maplehollow.example".to_owned(),
            hours: "Monday to Friday, 9 to 5".to_owned(),
            window_envelope: true,
        },
        director: DirectorForm { name: "Theodora Finch".to_owned(), title: "Library Director".to_owned() },
        counsel: CounselForm {
            department: "City Legal Department".to_owned(),
            lawyer: "Ines Okafor".to_owned(),
            phone: "(515) 555-0190".to_owned(),
            email: "legal@maplehollow.example".to_owned(),
            hours: "Monday to Friday, 8 to 5".to_owned(),
            after_hours: "(515) 555-0191, then the city clerk".to_owned(),
        },
        closures: Vec::new(),
    }
}

/// Answers to the first-contact questions.
pub(crate) fn contact(pairs: &[(&str, &str)]) -> std::collections::BTreeMap<String, Vec<String>> {
    pairs.iter().map(|(question, answer)| ((*question).to_owned(), vec![(*answer).to_owned()])).collect()
}

/// A part as typed.
pub(crate) fn part(what: &str, asks: &[&str], about: &str) -> PartForm {
    PartForm {
        what: what.to_owned(),
        asks: asks.iter().map(|code| (*code).to_owned()).collect(),
        about: about.to_owned(),
        period: String::new(),
        answers: std::collections::BTreeMap::new(),
    }
}
