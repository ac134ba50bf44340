//! A practice vault with sample requests in every state, made the way a person makes them: each step of the script is the
//! same act, checked and recorded like any other. The script is data, in `assets/practice`.

use crate::acts::{self, AnswerInput, AttachInput};
use crate::program::script::{Step, fill, steps};
use crate::view::{
    AdviceForm, AuthorizationForm, CounselCallForm, DecisionForm, DeliveryForm, DesignationForm,
    ExtensionForm, FeeForm, GagForm, IdentityForm, InstrumentForm, LetterEdit, NewRequestForm,
    PreservationForm, ReleaseForm, RequesterForm, SetupForm, VendorSessionForm, VisitForm,
};
use crate::{Error, Result, Session, SetupInput, Surroundings, letter, prove_recovery, setup_create};
use ::vault::Profile;
use chrono::{DateTime, FixedOffset};
use domain::{Look, PrintOutcome, RequestId};
use include_dir::{Dir, include_dir};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets/practice");

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Practice {
    /// Folder of the vault.
    pub folder: String,
    /// Sample requests, in the order of their numbers.
    pub requests: Vec<SampleRequest>,
}

/// A sample request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SampleRequest {
    /// Number.
    pub number: String,
    /// What it shows.
    pub shows: String,
    /// Where it stands.
    pub state: String,
    /// Letters and memos issued in it, by code.
    pub letters: Vec<String>,
}

/// Makes a practice vault in a new or empty folder. Its passphrase is published; nothing in it is real.
///
/// # Errors
/// The folder cannot be used, or a step of the script was refused: the message names it.
pub fn make(folder: &Path, profile: &Path, now: DateTime<FixedOffset>) -> Result<Practice> {
    let (session, practice) = play(folder, profile, now, &scripts(&PRACTICE)?)?;
    session.close()?;
    Ok(practice)
}

/// The script of the practice record.
pub(crate) const PRACTICE: [&str; 1] = ["script.toml"];
/// The same, and requests in which the rest of the letters is written: more than somebody who practises wants to see.
pub(crate) const EVERY_LETTER: [&str; 2] = ["script.toml", "letters.toml"];

/// The scripts inside the program by these names.
pub(crate) fn scripts(names: &[&str]) -> Result<Vec<String>> {
    names.iter().map(|name| text(name)).collect()
}

/// Plays scripts one after the other and leaves the vault open.
pub(crate) fn play(
    folder: &Path,
    profile: &Path,
    now: DateTime<FixedOffset>,
    scripts: &[String],
) -> Result<(Session, Practice)> {
    let script = steps(scripts, now)?;
    let first = script.steps.first().map_or(now, |step| step.at);
    let clock = Hand::at(first);
    let input = SetupInput {
        form: SetupForm {
            folder: folder.to_string_lossy().into_owned(),
            practice: true,
            ..fill(script.office, "office")?
        },
        passphrase: Zeroizing::default(),
        logo: None,
    };
    let (mut session, sheet) =
        setup_create(Surroundings::new(clock.read()), Profile { folder: profile.to_path_buf() }, input)?;
    // The sheet of a practice vault opens nothing that its published passphrase does not.
    let proved: Vec<_> = sheet
        .ask
        .iter()
        .filter_map(|index| Some((*index, Zeroizing::new(sheet.groups.get(*index as usize - 1)?.clone()))))
        .collect();
    prove_recovery(&mut session, &proved)?;
    let scans = tempfile::tempdir().map_err(|_| no_scratch())?;
    let mut stage = Stage { session, requests: BTreeMap::new(), scans: scans.path() };
    for step in script.steps {
        clock.set(step.at);
        let named = format!("step {} of the sample request {:?}", step.number, step.request);
        stage.take(step).map_err(|error| in_step(&named, error))?;
    }
    clock.set(now);
    let practice = stage.report(folder, &script.shows)?;
    Ok((stage.session, practice))
}

/// A file of the script.
fn text(name: &str) -> Result<String> {
    let file = FILES.get_file(name).and_then(|file| file.contents_utf8());
    file.map(str::to_owned)
        .ok_or_else(|| Error::internal(&format!("the practice script {name} is not inside the program")))
}

/// A clock that the script moves.
#[derive(Clone)]
struct Hand(Arc<Mutex<DateTime<FixedOffset>>>);

impl Hand {
    fn at(moment: DateTime<FixedOffset>) -> Self {
        Self(Arc::new(Mutex::new(moment)))
    }

    fn set(&self, moment: DateTime<FixedOffset>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = moment;
    }

    fn read(&self) -> crate::Clock {
        let hand = self.clone();
        Box::new(move || *hand.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The session with the sample requests begun so far.
struct Stage<'a> {
    session: Session,
    requests: BTreeMap<String, String>,
    scans: &'a Path,
}

impl Stage<'_> {
    fn take(&mut self, step: Step) -> Result<()> {
        if step.act == "start" {
            let view = acts::start_request(&mut self.session, start_form(step.form)?)?;
            self.requests.insert(step.request, view.id);
            return Ok(());
        }
        if step.act == "designate" {
            crate::custody::designate(&mut self.session, &fill::<DesignationForm>(step.form, "form")?)?;
            return Ok(());
        }
        let request = self.requests.get(&step.request).cloned();
        let request = request.ok_or_else(|| Error::internal("the sample request was not started"))?;
        self.act(&request, step)
    }

    fn act(&mut self, request: &str, step: Step) -> Result<()> {
        let session = &mut self.session;
        let part = |session: &Session| part_of(session, request, step.part);
        match step.act.as_str() {
            "answer" => {
                for (question, choices) in &step.answers {
                    let part = if step.part == 0 { String::new() } else { part(session)? };
                    let question = question.clone();
                    let input = AnswerInput { part, question, choices: choices.clone(), note: String::new() };
                    acts::answer_question(session, request, input)?;
                }
            }
            "describe" => {
                drop(acts::describe_requester(session, request, fill::<RequesterForm>(step.form, "form")?)?)
            }
            "identify" => {
                drop(acts::check_identity(session, request, fill::<IdentityForm>(step.form, "form")?)?)
            }
            "attach" => {
                let path = self.scans.join(&step.file);
                let bytes =
                    FILES.get_file(&step.file).ok_or_else(|| Error::internal("a sample scan is missing"))?;
                std::fs::write(&path, bytes.contents()).map_err(|_| no_scratch())?;
                let privileged = step.privileged;
                acts::attach_file(session, request, AttachInput { path, what: step.text, privileged })?;
            }
            "paper" => {
                let mut form: InstrumentForm = fill(step.form, "form")?;
                form.copy = last_file(session, request)?;
                acts::record_instrument(session, request, form)?;
            }
            "call" => drop(acts::record_counsel_call(
                session,
                request,
                fill::<CounselCallForm>(step.form, "form")?,
            )?),
            "advice" => drop(acts::record_advice(session, request, fill::<AdviceForm>(step.form, "form")?)?),
            "visit" => drop(acts::record_visit(session, request, fill::<VisitForm>(step.form, "form")?)?),
            "preserve" => {
                drop(acts::preserve(session, request, fill::<PreservationForm>(step.form, "form")?)?)
            }
            "plan" => {
                let part = part(session)?;
                acts::plan_release(session, request, &part, fill::<ReleaseForm>(step.form, "form")?)?;
            }
            "look" => {
                let part = part(session)?;
                acts::start_second_look(session, request, &part)?;
            }
            "look_again" => {
                let part = part(session)?;
                let look: Look = fill(step.form, "form")?;
                acts::take_second_look(session, request, &part, Look { found: step.text, ..look })?;
            }
            "decide" => {
                let part = part(session)?;
                acts::decide_part(session, request, &part, fill::<DecisionForm>(step.form, "form")?)?;
            }
            "write" => {
                let edit: LetterEdit = fill(step.form, "form")?;
                let edit = LetterEdit { request: request.to_owned(), code: step.letter, ..edit };
                letter::edit_letter(session, edit)?;
            }
            "issue" => drop(letter::issue_letter(session, request, &step.letter)?),
            "print" => {
                let letter = issued(session, request, &step.letter)?;
                letter::record_print(session, request, &letter, PrintOutcome::Printed)?;
                letter::confirm_print(session, request, &letter, true)?;
            }
            "deliver" => {
                let form: DeliveryForm = fill(step.form, "form")?;
                let letter = if step.letter.is_empty() {
                    String::new()
                } else {
                    issued(session, request, &step.letter)?
                };
                acts::deliver(session, request, DeliveryForm { letter, ..form })?;
            }
            "estimate" => drop(acts::estimate_fee(session, request, &fill::<FeeForm>(step.form, "form")?)?),
            "extend" => {
                drop(acts::extend_clock(session, request, fill::<ExtensionForm>(step.form, "form")?)?)
            }
            "authorize" => {
                let part = part(session)?;
                let form = fill::<AuthorizationForm>(step.form, "form")?;
                acts::prepare_authorization(session, request, &part, form)?;
            }
            "watch" => drop(acts::record_vendor_session(
                session,
                request,
                fill::<VendorSessionForm>(step.form, "form")?,
            )?),
            "silence" => drop(acts::record_gag_term(session, request, fill::<GagForm>(step.form, "form")?)?),
            "waive" => drop(acts::waive_letter(session, request, &step.letter, &step.text)?),
            "note" => drop(acts::add_note(session, request, &step.text)?),
            "close" => drop(acts::close_request(session, request, &step.text)?),
            "withdraw" => drop(acts::withdraw_request(session, request, &step.text)?),
            other => {
                return Err(Error::internal(&format!("the practice script has an unknown act {other:?}")));
            }
        }
        Ok(())
    }

    fn report(&self, folder: &Path, shows: &BTreeMap<String, String>) -> Result<Practice> {
        let mut requests = Vec::new();
        for (name, id) in &self.requests {
            let request = &self.session.case(id)?.request;
            let state = serde_json::to_value(request.status).unwrap_or_default();
            requests.push(SampleRequest {
                number: request.reference(),
                shows: shows.get(name).cloned().unwrap_or_default(),
                state: state.as_str().unwrap_or_default().to_owned(),
                letters: request.letters.iter().map(|letter| letter.what.code.to_string()).collect(),
            });
        }
        requests.sort_by(|a, b| a.number.cmp(&b.number));
        Ok(Practice { folder: folder.to_string_lossy().into_owned(), requests })
    }
}

/// The form of a new request; its parts, too, need only the fields that say something.
fn start_form(mut given: Value) -> Result<NewRequestForm> {
    let parts = given.get_mut("parts").map(Value::take).unwrap_or_default();
    let parts = parts.as_array().into_iter().flatten().map(|part| fill(part.clone(), "part"));
    Ok(NewRequestForm { parts: parts.collect::<Result<_>>()?, ..fill(given, "form")? })
}

fn part_of(session: &Session, request: &str, serial: u32) -> Result<String> {
    let part = session.case(request)?.request.parts.iter().find(|part| part.serial == serial);
    part.map(|part| part.id.to_string()).ok_or_else(|| Error::internal("the sample request has no such part"))
}

fn last_file(session: &Session, request: &str) -> Result<String> {
    let file = session.case(request)?.request.attachments.last();
    Ok(file.map(|file| file.what.id.to_string()).unwrap_or_default())
}

/// The letter of that code issued last.
fn issued(session: &Session, request: &str, code: &str) -> Result<String> {
    let letters = &session.case(request)?.request.letters;
    let last = letters.iter().rev().find(|letter| letter.what.code.as_str() == code);
    last.map(|letter| letter.what.id.to_string())
        .ok_or_else(|| Error::internal("the sample letter was not issued"))
}

/// The open session's letters: code, title and bytes, each code once, the last one issued, and the office's own paper.
pub(crate) fn issued_letters(session: &Session) -> Result<BTreeMap<String, (String, Vec<u8>)>> {
    let mut found = BTreeMap::new();
    let ids: Vec<RequestId> = session.visible_cases().map(|case| case.request.id).collect();
    for id in ids {
        let case = session.case(&id.to_string())?;
        for letter in &case.request.letters {
            let issued = &letter.what;
            let copy = letter::letter_copy(session, &id.to_string(), &issued.id.to_string(), "sample")?;
            found.insert(issued.code.to_string(), (issued.title.clone(), copy.bytes.to_vec()));
        }
    }
    let (text, set) = letter::designation_paper(session)?;
    found.insert(text.id().to_owned(), (text.title().to_owned(), set.pdf));
    Ok(found)
}

fn in_step(step: &str, error: Error) -> Error {
    let refs: Vec<_> = error.refs.clone();
    let about = if refs.is_empty() { String::new() } else { format!(" ({})", refs.join(", ")) };
    Error { message: format!("The practice script stopped at {step}: {}{about}", error.message), ..error }
}

fn no_scratch() -> Error {
    Error::new(
        crate::Code::FileProblem,
        "The system's folder for temporary files cannot be written.",
        "Free some space there and try again. Nothing real was touched.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days on which counting back could go wrong: a holiday, a Sunday, the first of a year at its end, the minute after
    /// midnight.
    const MOMENTS: [&str; 4] = [
        "2026-11-26T10:00:00-06:00",
        "2026-11-29T10:00:00-06:00",
        "2027-01-01T23:59:00-06:00",
        "2027-03-15T00:00:30-05:00",
    ];

    /// The scripts as they lie in the tree.
    fn written(names: &[&str]) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/practice");
        names.iter().map(|name| std::fs::read_to_string(folder.join(name)).unwrap()).collect()
    }

    #[test]
    fn the_script_plays_on_any_day_and_shows_every_state() {
        let place = tempfile::tempdir().unwrap();
        for (moment, number) in MOMENTS.iter().zip(0..) {
            let now = DateTime::parse_from_rfc3339(moment).unwrap();
            let folder = place.path().join(format!("vault {number}"));
            let (session, practice) = play(&folder, &place.path().join("profile"), now, &written(&PRACTICE))
                .unwrap_or_else(|error| panic!("{moment}: {error}"));
            for state in ["open", "decided", "closed", "withdrawn"] {
                assert!(
                    practice.requests.iter().any(|request| request.state == state),
                    "{moment}: none is {state}"
                );
            }
            session.close().unwrap();
        }
    }

    #[test]
    fn both_scripts_together_make_every_letter_that_has_a_text() {
        let place = tempfile::tempdir().unwrap();
        let texts = ::letters::shipped().unwrap();
        let all: Vec<_> = texts.texts().map(|text| text.id().to_owned()).collect();
        for (moment, number) in MOMENTS.iter().zip(0..) {
            let now = DateTime::parse_from_rfc3339(moment).unwrap();
            let folder = place.path().join(format!("vault {number}"));
            let (session, _) = play(&folder, &place.path().join("profile"), now, &written(&EVERY_LETTER))
                .unwrap_or_else(|error| panic!("{moment}: {error}"));
            let made: Vec<_> = issued_letters(&session).unwrap().into_keys().collect();
            assert_eq!(made, all, "{moment}");
            session.close().unwrap();
        }
    }
}
