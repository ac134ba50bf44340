//! Every row that names a letter: the cases of the row tables are taken in on a real vault, everything the row asks for is
//! done, the part is decided, and each letter that is due is written and issued. What no record knows is typed; if anything
//! else is missing from a letter, the row and the letter are named.
//!
//! The test command takes rows until each letter was written once; `cargo xtask torture rows` takes every row.

use crate::catalogue::{assets, read};
use crate::desk::{Desk, contact, part};
use crate::typed::{FACTS, FREE};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Value;
use usecases::acts::{self, AnswerInput, AttachInput};
use usecases::view::*;
use usecases::{Result, letter};

type Answers = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
struct Table {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    paper: bool,
    #[serde(default)]
    base: Answers,
    case: Vec<Case>,
}

/// A case of the row tables, as far as a person at the desk records it.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Case {
    says: String,
    asks: Vec<String>,
    universal: BTreeMap<String, String>,
    answers: Answers,
    advice: Option<String>,
    authority: Option<String>,
    row: String,
    outcome: Option<String>,
    from: Option<String>,
    #[serde(rename = "type")]
    other_type: Option<String>,
    with_paper: bool,
    decider: Option<String>,
    switched_on: Vec<String>,
    dated_days_ago: Option<i64>,
    return_in_days: Option<i64>,
}

/// How a request of a type comes in: paper in hand, who asks, for what.
fn first_contact(kind: &str) -> Option<[&'static str; 3]> {
    Some(match kind {
        "LE-W" | "LE-O" | "LE-S" | "LE-A" | "LE-N" => ["court-paper", "officer", "person"],
        "LE-E" => ["question", "officer", "danger"],
        "LE-0" => ["question", "officer", "person"],
        "CIV" => ["letter", "attorney", "person"],
        "MED" => ["letter", "press", "public-facts"],
        "PUB" => ["letter", "public", "public-facts"],
        "MTG" => ["letter", "public", "booking-contact"],
        "PROP" => ["question", "officer", "lost-property"],
        "COL" => ["letter", "collector", "collection"],
        "DEC" => ["question", "estate", "person"],
        "OWN" => ["question", "self", "person"],
        "CARD" => ["card", "card-holder", "service"],
        "PAR" => ["question", "parent", "person"],
        "REL" => ["question", "relative", "person"],
        "FND" => ["letter", "foundation", "person"],
        "VEN" => ["letter", "vendor", "system-access"],
        "VIO" => ["question", "staff", "violation"],
        "BUS" => ["question", "staff", "person"],
        "GOV" => ["letter", "city", "person"],
        "ECN" => ["letter", "public", "vendor-data"],
        _ => return None,
    })
}

fn tables() -> Vec<Table> {
    let folder = assets("../src-tauri/crates/policy/tests/rows");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()).collect()
}

/// The work takes so long that it is estimated first.
fn takes_long(case: &Case) -> bool {
    let is_long = |question: &&str| {
        case.answers
            .get(*question)
            .is_some_and(|given| given.first().is_some_and(|choice| choice == "over-30"))
    };
    ["B4", "ZF", "A-f"].iter().any(is_long)
}

/// Every letter that a row names, by the row's code.
fn named() -> BTreeSet<(String, String)> {
    let mut named = BTreeSet::new();
    for entry in std::fs::read_dir(assets("policy/ames-2025-12-18/types")).unwrap() {
        let kind = read(&entry.unwrap().path());
        for row in kind.get("row").and_then(Value::as_array).into_iter().flatten() {
            let code = row["code"].as_str().unwrap();
            let own = row.get("letters").into_iter();
            let on = row.get("letters_on").and_then(Value::as_table).into_iter().flat_map(|on| on.values());
            for letter in own.chain(on).flat_map(|list| list.as_array().unwrap()) {
                named.insert((code.to_owned(), letter.as_str().unwrap().to_owned()));
            }
        }
    }
    named
}

#[test]
fn every_letter_that_a_row_names_is_written_from_a_decision_of_that_row() {
    let every_row = std::env::var_os("CUSTODIAN_EVERY_ROW").is_some();
    let mut walk = Walk::new();
    let mut taken = BTreeSet::new();
    let named = named();
    for table in tables() {
        // A record of its own for each type: with every request in it each act takes longer.
        walk.desk = Desk::open("2027-03-01T09:00");
        for case in &table.case {
            let away = case.decider.is_some() || case.from.is_some() || case.other_type.is_some();
            if away || !case.switched_on.is_empty() || first_contact(&table.kind).is_none() {
                continue;
            }
            let is_new = named.iter().any(|(row, letter)| *row == case.row && !walk.has(letter));
            let like = (
                table.kind.clone(),
                case.row.clone(),
                case.outcome.clone(),
                case.advice.clone(),
                takes_long(case),
            );
            if (every_row || is_new) && taken.insert(like) {
                walk.case(&table, case);
            }
        }
    }
    let unwritten: Vec<_> = match every_row {
        true => named.iter().filter(|pair| !walk.written.contains(*pair)).collect(),
        false => named.iter().filter(|(_, letter)| !walk.has(letter)).collect(),
    };
    assert!(walk.wrong.is_empty(), "{}", walk.wrong.join("\n"));
    assert!(unwritten.is_empty(), "no decision led to {unwritten:?}");
}

struct Walk {
    desk: Desk,
    /// Rows with the letters that were issued there.
    written: BTreeSet<(String, String)>,
    wrong: Vec<String>,
}

impl Walk {
    fn new() -> Self {
        Self { desk: Desk::open("2027-03-01T09:00"), written: BTreeSet::new(), wrong: Vec::new() }
    }

    /// Whether a letter was written from some row.
    fn has(&self, letter: &str) -> bool {
        self.written.iter().any(|(_, written)| written == letter)
    }

    fn case(&mut self, table: &Table, case: &Case) {
        let name = format!("{} {} ({})", table.kind, case.row, case.says);
        let mut request = Request { id: self.start(table, case), part: String::new() };
        self.answer(&mut request, table, case);
        self.work(&mut request, table, case);
        let page = self.page(&request.id);
        // Before the decision only some can be written: what then cannot is tried again after it.
        let early = self.letters(&name, &page);
        let mut late = None;
        if let Some(ruling) = page.parts.first().and_then(|part| part.ruling.clone()) {
            let open: Vec<_> = ruling
                .options
                .iter()
                .filter(|option| option.open && option.outcome != "C")
                .map(|option| option.outcome.clone())
                .collect();
            let wanted = case.outcome.clone().filter(|outcome| open.contains(outcome));
            if let Some(outcome) = wanted.or_else(|| open.first().cloned()) {
                let form =
                    DecisionForm { outcome, reason: "As the policy asks.".to_owned(), no_conflict: true };
                match acts::decide_part(&mut self.desk.session, &request.id, &request.part, form) {
                    Ok(page) => late = Some(self.letters(&name, &page)),
                    Err(error) => self.wrong.push(format!("{name}: an open outcome was refused: {error}")),
                }
            }
        }
        self.wrong.extend(late.unwrap_or(early));
        // The next case begins at another hour, so that nothing of this one is taken for its own.
        self.desk.clock.pass(17);
    }

    fn start(&mut self, table: &Table, case: &Case) -> String {
        let [paper, who, what] = first_contact(&table.kind).unwrap();
        let asks: Vec<_> = match case.asks.is_empty() {
            // That there is no such record is answered only where nobody's record is asked for.
            true if table.kind == "PUB" && case.outcome.as_deref() == Some("N") => vec!["DC18"],
            true => vec!["DC8"],
            false => case.asks.iter().map(String::as_str).collect(),
        };
        let channel =
            if ["MTG", "PUB", "MED"].contains(&table.kind.as_str()) { "phone" } else { "in_person" };
        let form = NewRequestForm {
            received_at: self.now(),
            channel: channel.to_owned(),
            words: "As it was asked.".to_owned(),
            answers: contact(&[("RT1", paper), ("RT2", who), ("RT3", what)]),
            requester: RequesterForm {
                name: "J. Marsh".to_owned(),
                organisation: "An Office".to_owned(),
                address: vec!["126 South Kellogg".to_owned(), "Maple Hollow, IA 50010".to_owned()],
                ..RequesterForm::default()
            },
            parts: vec![part("what was asked in neutral words", &asks, "Quill Featherstone")],
            ..NewRequestForm::default()
        };
        self.desk.start(form).id
    }

    /// Questions are answered as they come up: some are asked only after others.
    fn answer(&mut self, request: &mut Request, table: &Table, case: &Case) {
        let quiet = [
            ("U1", "director"),
            ("U2", "no"),
            ("U3", "no"),
            ("U4", "no"),
            ("U5", if table.kind == "LE-E" { "yes" } else { "no" }),
            ("U8", "yes"),
            ("U9", "yes"),
            ("U10", "no"),
        ];
        let mut whole: BTreeMap<String, Vec<String>> = quiet
            .iter()
            .map(|(question, answer)| ((*question).to_owned(), vec![(*answer).to_owned()]))
            .collect();
        whole
            .extend(case.universal.iter().map(|(question, answer)| (question.clone(), vec![answer.clone()])));
        let mut own = table.base.clone();
        own.extend(case.answers.clone());
        for _ in 0..3 {
            for (question, choices) in &whole {
                self.give(request, true, question, choices);
            }
            for (question, choices) in own.iter().filter(|(_, choices)| !choices.is_empty()) {
                self.give(request, false, question, choices);
            }
        }
    }

    fn give(&mut self, request: &mut Request, whole: bool, question: &str, choices: &[String]) {
        let page = self.page(&request.id);
        let steps = page.parts.first().map(|part| part.steps.clone()).unwrap_or_default();
        let is_open = |step: &&StepView| step.id == question && step.status != StepStatus::Done;
        if steps.iter().find(is_open).is_none() {
            return;
        }
        let part = if whole { String::new() } else { page.parts[0].id.clone() };
        let input = AnswerInput {
            part,
            question: question.to_owned(),
            choices: choices.to_vec(),
            note: String::new(),
        };
        // An answer may seal the matter: it goes on under another identity.
        if let Ok(page) = acts::answer_question(&mut self.desk.session, &request.id, input) {
            request.id = page.id;
        }
    }

    /// Everything a row may ask for, done in the order of a working day. What does not fit here is refused, and that is
    /// no fault of the letters.
    fn work(&mut self, request: &mut Request, table: &Table, case: &Case) {
        let id = request.id.clone();
        let now = self.now();
        let session = &mut self.desk.session;
        let identity = IdentityForm {
            name: "R. Hale".to_owned(),
            agency: "Police Department".to_owned(),
            badge: "4471".to_owned(),
            badge_seen: true,
            photo_id_seen: true,
            standing: "says so, and showed a paper".to_owned(),
            called_back: true,
            number: "555 0100".to_owned(),
            found_in: "the city directory".to_owned(),
            spoke_with: "the desk sergeant".to_owned(),
            at: now.clone(),
            result: "confirmed".to_owned(),
            ..IdentityForm::default()
        };
        if case.answers.get("E1").is_none_or(|given| given[0] == "call-back") {
            done(acts::check_identity(session, &id, identity));
        }
        let scan = self.attach(&id, false);
        if table.paper || case.with_paper {
            let paper = self.paper(scan, case);
            done(acts::record_instrument(&mut self.desk.session, &id, paper));
        }
        let opinion = self.attach(&id, true);
        let session = &mut self.desk.session;
        let visit = VisitForm {
            from: now.clone(),
            place: "Service desk".to_owned(),
            officers: "R. Hale, badge 4471".to_owned(),
            said: "As it was asked.".to_owned(),
            done: "Nothing was shown.".to_owned(),
            staff: "Jo Park".to_owned(),
            ..VisitForm::default()
        };
        done(acts::record_visit(session, &id, visit));
        let call = CounselCallForm {
            reached: true,
            number: "(515) 555-0190".to_owned(),
            at: now.clone(),
            lawyer: "Ines Okafor".to_owned(),
            how: "telephone".to_owned(),
            question: "What may the library do?".to_owned(),
            ..CounselCallForm::default()
        };
        done(acts::record_counsel_call(session, &id, call));
        let kept = PreservationForm {
            what: "the data that was named".to_owned(),
            systems: vec!["Library catalog system".to_owned()],
            review_on: "2027-06-01".to_owned(),
            told: "Sam Systems".to_owned(),
            ..PreservationForm::default()
        };
        done(acts::preserve(session, &id, kept));
        let term = GagForm {
            words: "You may tell nobody.".to_owned(),
            review_on: "2027-06-01".to_owned(),
            ..GagForm::default()
        };
        done(acts::record_gag_term(session, &id, term));
        if let Some(result) = &case.advice {
            let all =
                (1..=21).map(|number| format!("DC{number}")).filter(|code| code != "DC5" && code != "DC20");
            let advice = AdviceForm {
                result: result.clone(),
                lawyer: "Ines Okafor".to_owned(),
                at: now.clone(),
                in_writing: true,
                scope: all.collect(),
                findings_settled: true,
                authority: case.authority.clone().unwrap_or_default(),
                particular_person_answered: true,
                gaps_shown: true,
                opinion,
                words: "These are counsel's words and nobody else's.".to_owned(),
                ..AdviceForm::default()
            };
            done(acts::record_advice(session, &id, advice));
        }
        self.prepare(request, case);
    }

    /// Plan, authorization, session, fee, second look and delivery, as the ruling of the moment allows.
    fn prepare(&mut self, request: &mut Request, case: &Case) {
        let (id, now) = (request.id.clone(), self.now());
        let page = self.page(&id);
        let Some(first) = page.parts.first().cloned() else { return };
        request.part = first.id.clone();
        let allowed: Vec<String> = first
            .ruling
            .iter()
            .flat_map(|ruling| ruling.allowed.iter().map(|kind| kind.code.clone()))
            .collect();
        let today = now[..10].to_owned();
        let session = &mut self.desk.session;
        if !allowed.is_empty() {
            let fields = allowed.iter().take(3).map(|data| ReleaseField {
                data: data.clone(),
                label: "Field of the record".to_owned(),
                value: "as on record".to_owned(),
            });
            let plan = ReleaseForm {
                fields: fields.collect(),
                period: "last month".to_owned(),
                person: "Quill Featherstone".to_owned(),
                enclosed: "2 pages".to_owned(),
            };
            done(acts::plan_release(session, &id, &request.part, plan));
            let writing = AuthorizationForm {
                purpose: "What was named".to_owned(),
                fields: allowed.clone(),
                selection: "Those that were named".to_owned(),
                recipients: vec![RecipientForm {
                    name: "J. Marsh".to_owned(),
                    duty_accepted_on: today.clone(),
                }],
                from: today.clone(),
                until: "2027-12-31".to_owned(),
                destroy_by: "2028-01-15".to_owned(),
                conditions: "Kept on one computer.".to_owned(),
                ..AuthorizationForm::default()
            };
            done(acts::prepare_authorization(session, &id, &request.part, writing));
        }
        let watched = VendorSessionForm {
            ticket: "8841".to_owned(),
            person: "J. Marsh".to_owned(),
            system: "Library catalog system".to_owned(),
            supervisor: "Jo Park".to_owned(),
            opened_at: now.clone(),
            ..VendorSessionForm::default()
        };
        done(acts::record_vendor_session(session, &id, watched));
        if takes_long(case) {
            let fee = FeeForm {
                minutes: "90".to_owned(),
                free_minutes: "30".to_owned(),
                hour: "21.00".to_owned(),
                sent_on: today,
                ..FeeForm::default()
            };
            done(acts::estimate_fee(session, &id, &fee));
        }
        done(acts::start_second_look(session, &id, &request.part));
        self.desk.clock.pass(11);
        let session = &mut self.desk.session;
        done(acts::take_second_look(session, &id, &request.part, "Paper, advice and plan agree."));
        let planned = DeliveryForm {
            method: "sealed_mail".to_owned(),
            to: "J. Marsh".to_owned(),
            address: "126 South Kellogg".to_owned(),
            address_confirmed: true,
            ..DeliveryForm::default()
        };
        done(acts::deliver(session, &id, planned));
    }

    fn attach(&mut self, id: &str, privileged: bool) -> String {
        let path = self.desk.place("scan.pdf");
        std::fs::write(&path, b"%PDF-1.7 a scan").unwrap();
        let input = AttachInput { path, what: "A scan".to_owned(), privileged };
        done(acts::attach_file(&mut self.desk.session, id, input));
        self.page(id).attachments.last().map(|file| file.id.clone()).unwrap_or_default()
    }

    fn paper(&self, copy: String, case: &Case) -> InstrumentForm {
        let today = self.desk.clock.now().date_naive();
        let back = today + chrono::TimeDelta::days(case.return_in_days.unwrap_or(14));
        let return_by = format!("{back}T09:00");
        InstrumentForm {
            kind: "Subpoena duces tecum".to_owned(),
            issuer: "Iowa District Court for Story County".to_owned(),
            case_number: "FECR 061044".to_owned(),
            signer: "Hon. Kim Bench".to_owned(),
            signer_office: "District Court Judge".to_owned(),
            dated: (today - chrono::TimeDelta::days(case.dated_days_ago.unwrap_or(1))).to_string(),
            return_by: return_by.clone(),
            return_by_again: return_by,
            scope: "The records named in it".to_owned(),
            data: vec!["DC8".to_owned()],
            service: "In hand".to_owned(),
            served_at: self.now(),
            copy,
            ..InstrumentForm::default()
        }
    }

    /// Writes and issues what is due now, and answers with what could not be.
    fn letters(&mut self, name: &str, page: &RequestView) -> Vec<String> {
        let Some(part) = page.parts.first() else { return Vec::new() };
        let Some(row) = part.ruling.as_ref().map(|ruling| ruling.row.clone()) else { return Vec::new() };
        let mut wrong = Vec::new();
        let due = page.letters.iter().filter(|letter| {
            letter.has_text && letter.mandatory && letter.blocked.is_none() && letter.issued.is_empty()
        });
        for code in due.map(|letter| letter.code.clone()).collect::<Vec<_>>() {
            match self.write(&page.id, &part.id, &code) {
                Ok(()) => drop(self.written.insert((row.clone(), code))),
                Err(why) => wrong.push(format!("{name}: {code}: {why}")),
            }
        }
        wrong
    }

    fn write(&mut self, id: &str, part: &str, code: &str) -> std::result::Result<(), String> {
        let session = &mut self.desk.session;
        let draft = letter::letter_view(session, id, code).map_err(|error| error.to_string())?;
        let open = |field: &&LetterField| field.value.is_empty() && !field.optional;
        let wanted: Vec<_> = draft.fields.iter().filter(open).map(|field| field.name.clone()).collect();
        let fields = FACTS
            .iter()
            .filter(|(name, _)| wanted.iter().any(|wanted| wanted == name))
            .map(|(name, words)| ((*name).to_owned(), (*words).to_owned()));
        let free = draft.blocks.iter().filter(|block| block.kind == "free" && block.text.is_empty());
        let edit = LetterEdit {
            request: id.to_owned(),
            code: code.to_owned(),
            free: free.map(|block| (block.id.clone(), FREE.to_owned())).collect(),
            fields: fields.collect(),
            ..LetterEdit::default()
        };
        let draft = letter::edit_letter(session, edit).map_err(|error| error.to_string())?;
        if !draft.unresolved.is_empty() {
            return Err(format!("the record does not know {:?}", draft.unresolved));
        }
        // Free words are looked at a second time too.
        done(acts::take_second_look(session, id, part, "The words of the letter are right."));
        letter::issue_letter(session, id, code).map(drop).map_err(|error| error.to_string())
    }

    fn page(&self, id: &str) -> RequestView {
        usecases::refresh_request(&self.desk.session, id).unwrap()
    }

    fn now(&self) -> String {
        self.desk.clock.now().format("%Y-%m-%dT%H:%M").to_string()
    }
}

/// A request under way.
struct Request {
    id: String,
    part: String,
}

/// An act that not every row has a place for.
fn done(act: Result<RequestView>) {
    drop(act);
}
