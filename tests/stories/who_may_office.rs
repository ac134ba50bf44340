//! The office in which T5 asks who may do what: one of every class of request, a Director, a designee, and people whose access
//! is over. It is set up once; whoever tests works on copies of it.

use crate::authorized::{authorize, foundation, prepare, writing};
use crate::calls::Target;
use crate::desk::{Clock, Desk, PASSPHRASE, contact, part};
use crate::disposing::{dispose, settle_period, withdrawn};
use crate::officer::worked_to_decision;
use crate::place::{DEPUTY, Place, librarian, typed};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use usecases::view::*;
use usecases::{PrintOutcome, Profile, Session, acts, custody, letter, people};
use zeroize::Zeroizing;

/// While the Director is there.
const THERE: &str = "2028-12-05T09:00";
/// While the Director is away.
const AWAY: &str = "2028-12-12T09:00";
/// The passphrases of two people whose access is over.
pub(crate) const OVER: [&str; 2] =
    ["ochre badger reads nine dusty letters", "silver otter paints seven tall fences"];

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// The Director, who is there.
    Director,
    /// A designee, while the Director is away.
    Acting,
    /// The same, while the Director is there.
    Waiting,
}

/// How somebody comes to sit at the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entrance {
    /// With a passphrase of their own: keys and rules both hold.
    OwnKeys,
    /// At a record that the Director opened: the program's rules alone hold.
    RulesAlone,
    /// With the recovery sheet: whoever has it is the Director.
    Sheet,
}

/// The office, closed, and where everything in it is.
pub(crate) struct Office {
    folder: tempfile::TempDir,
    director: String,
    deputy: String,
    slot: String,
    /// Places in the keyring of the people of [`OVER`].
    pub(crate) over: [String; 2],
    /// The groups of the recovery sheet.
    pub(crate) sheet: Vec<Zeroizing<String>>,
    requests: BTreeMap<&'static str, Found>,
}

/// A request, and what is in it.
#[derive(Clone, Default)]
struct Found {
    request: String,
    part: String,
    letter: String,
    file: String,
}

/// Somebody at a copy of the record.
pub(crate) struct Sitting {
    pub(crate) session: Session,
    pub(crate) folder: tempfile::TempDir,
}

impl Office {
    pub(crate) fn set_up() -> Self {
        let place = Place::new();
        place.clock.set("2026-11-23T10:30");
        let (mut session, sheet) = place.set_up();
        usecases::prove_recovery(&mut session, &typed(&sheet, &sheet.ask)).unwrap();
        usecases::accept_duty(&mut session).unwrap();
        let (deputy, row) = librarian(&mut session, "");
        let mut desk = place.desk(session);
        let over = people_who_left(&mut desk.session);
        let designation = DesignationForm {
            person: deputy.clone(),
            from: "2026-11-20".to_owned(),
            signed_on: "2026-11-20".to_owned(),
            ..DesignationForm::default()
        };
        custody::designate(&mut desk.session, &designation).unwrap();
        let mut office = Self {
            folder: tempfile::tempdir().unwrap(),
            director: desk.director(),
            deputy,
            slot: row.slot,
            over,
            sheet: sheet.groups.into_iter().map(Zeroizing::new).collect(),
            requests: BTreeMap::new(),
        };
        office.furnish(&mut desk);
        let absence = AbsenceForm {
            from: "2028-12-11T08:00".to_owned(),
            until: "2028-12-22T18:00".to_owned(),
            ..AbsenceForm::default()
        };
        custody::record_absence(&mut desk.session, &absence).unwrap();
        let root = desk.place("");
        desk.session.close().unwrap();
        for name in ["vault", "profile"] {
            copy(&root.join(name), &office.folder.path().join(name));
        }
        office
    }

    /// One request of every class.
    fn furnish(&mut self, desk: &mut Desk) {
        let closed = closed(desk);
        let decided = worked_to_decision(desk, "Eva S.");
        let decided = desk.decide(&decided, 0, "D").unwrap();
        desk.clock.set("2026-12-02T09:00");
        let gone = withdrawn(&mut desk.session, "Ultramarine ledger");
        settle_period(&mut desk.session);
        let list = foundation(desk);
        let list = prepare(desk, &list, writing(&["DC1", "DC3"])).unwrap();
        let authorized = authorize(desk, &list);
        desk.clock.set("2028-12-04T10:00");
        dispose(&mut desk.session, &[&gone.id], &gone.number).unwrap();
        let directors = asked(desk, "no");
        let unnamed = asked(desk, "yes");
        let named = asked(desk, "yes");
        let told = ReadInForm {
            person: self.deputy.clone(),
            why: "Took the paper in.".to_owned(),
            allowed_by: "Ines Okafor".to_owned(),
            told_at: "2028-12-04T09:55".to_owned(),
            ..ReadInForm::default()
        };
        acts::read_in(&mut desk.session, &named.id, told).unwrap();
        desk.session.act_as(&self.deputy).unwrap();
        let deputys = asked(desk, "no");
        desk.session.act_as(&self.director).unwrap();
        let word = WordForm {
            from: "J. Doe, Legal Department".to_owned(),
            how: "paper".to_owned(),
            at: "2028-12-04T09:50".to_owned(),
            what: "Memo".to_owned(),
        };
        let hold = HoldForm { why: "A claim was announced.".to_owned(), word };
        for held in [&directors, &deputys, &unnamed, &named, &closed] {
            acts::place_hold(&mut desk.session, &held.id, &hold).unwrap();
        }
        for (name, view) in [
            ("directors", directors),
            ("deputys", deputys),
            ("named", named),
            ("unnamed", unnamed),
            ("closed", closed),
            ("disposed", gone),
            ("authorized", authorized),
            ("decided", decided),
        ] {
            let view = usecases::refresh_request(&desk.session, &view.id).unwrap_or(view);
            self.requests.insert(name, Found::of(&view));
        }
        let nothing = || "00112233445566778899aabbccddeeff".to_owned();
        let absent = Found { request: nothing(), part: nothing(), letter: nothing(), file: nothing() };
        self.requests.insert("absent", absent);
    }

    /// A copy of the record and of what the workstation remembers, in a folder that is made.
    pub(crate) fn copy_to(&self, folder: &Path) {
        for name in ["vault", "profile"] {
            copy(&self.folder.path().join(name), &folder.join(name));
        }
    }

    /// The references of all requests in it.
    pub(crate) fn references(&self) -> Vec<String> {
        let there = self.requests.iter().filter(|(name, _)| **name != "absent");
        there.map(|(_, found)| found.request.clone()).collect()
    }

    /// A copy of the record with somebody at it.
    pub(crate) fn sit_down(&self, who: Who, entrance: Entrance) -> Sitting {
        let folder = tempfile::tempdir().unwrap();
        self.copy_to(folder.path());
        fs::write(folder.path().join("scan.pdf"), b"%PDF-1.7 a scan").unwrap();
        let moment = if who == Who::Acting { AWAY } else { THERE };
        if entrance == Entrance::Sheet {
            let profile = Profile { folder: folder.path().join("profile") };
            let world = Clock::at(moment).surroundings();
            let vault = folder.path().join("vault");
            let opened = usecases::unlock_with_sheet(world, &profile, &vault, &self.sheet);
            let mut session = opened.map(|(session, _)| session.with_quick_keys()).unwrap();
            let _ = usecases::accept_duty(&mut session);
            return Sitting { session, folder };
        }
        let by_slot = who != Who::Director && entrance == Entrance::OwnKeys;
        let (slot, words) = if by_slot { (self.slot.as_str(), DEPUTY) } else { ("u1", PASSPHRASE) };
        let mut session = self.open(folder.path(), moment, slot, words).unwrap();
        if who != Who::Director && !by_slot {
            session.act_as(&self.deputy).unwrap();
        }
        let _ = usecases::accept_duty(&mut session);
        Sitting { session, folder }
    }

    /// Somebody tries to sign in at the record itself.
    pub(crate) fn try_to_sign_in(&self, slot: &str, words: &str) -> usecases::Result<()> {
        self.open(self.folder.path(), THERE, slot, words).map(drop)
    }

    fn open(&self, folder: &Path, moment: &str, slot: &str, words: &str) -> usecases::Result<Session> {
        let profile = Profile { folder: folder.join("profile") };
        let world = Clock::at(moment).surroundings();
        let opened = usecases::unlock(world, &profile, &folder.join("vault"), slot, words);
        opened.map(|(session, _)| session.with_quick_keys())
    }

    /// What a call of a column is about. `thing` is what the class works on, where not every request has it.
    pub(crate) fn target(&self, who: Who, column: &str, thing: &str, sitting: &Path) -> Target {
        let own = if who == Who::Director { ["directors", "deputys"] } else { ["deputys", "directors"] };
        let name = match (column, thing) {
            ("own" | "ordinary", "authorization") => "authorized",
            ("own" | "ordinary", "decision") => "decided",
            ("own", _) => own[0],
            ("ordinary", _) => own[1],
            (other, _) => other,
        };
        let found = self.requests[name].clone();
        let day = if who == Who::Acting { "2028-12-12" } else { "2028-12-05" };
        Target {
            request: found.request,
            part: found.part,
            letter: found.letter,
            file: found.file,
            person: self.deputy.clone(),
            at: format!("{day}T08:55"),
            day: day.to_owned(),
            later: "2028-12-29".to_owned(),
            scan: sitting.join("scan.pdf"),
            folder: sitting.join("folder"),
        }
    }
}

impl Found {
    fn of(view: &RequestView) -> Self {
        let letters = view.letters.iter().flat_map(|row| &row.issued);
        Self {
            request: view.id.clone(),
            part: view.parts.first().map(|part| part.id.clone()).unwrap_or_default(),
            letter: letters.map(|letter| letter.id.clone()).next().unwrap_or_default(),
            file: view.attachments.first().map(|file| file.id.clone()).unwrap_or_default(),
        }
    }
}

/// A paper at the desk, with a file, and counsel's referral issued.
fn asked(desk: &mut Desk, secrecy: &str) -> RequestView {
    let mut view = desk.start(NewRequestForm {
        received_at: "2028-12-04T09:30".to_owned(),
        channel: "in_person".to_owned(),
        words: "An officer holds a paper.".to_owned(),
        answers: contact(&[("U3", secrecy), ("RT1", "court-paper"), ("RT2", "officer")]),
        parts: vec![part("records named in the paper", &["DC8"], "")],
        ..NewRequestForm::default()
    });
    let path = desk.place("paper.pdf");
    fs::write(&path, b"%PDF-1.7 paper").unwrap();
    let file = acts::AttachInput { path, what: "The paper".to_owned(), privileged: false };
    acts::attach_file(&mut desk.session, &view.id, file).unwrap();
    view = desk.call_counsel(&view, "2028-12-04T09:40");
    let paper = if secrecy == "yes" { "national-security-letter" } else { "subpoena" };
    for (question, choice) in [("U1", "designee"), ("U2", "no"), ("LQ1", "prosecutor"), ("LQ2", paper)] {
        if view.parts[0].steps.iter().any(|step| step.id == question) {
            view = desk.answer(&view, question, choice);
        }
    }
    letter::issue_letter(&mut desk.session, &view.id, "L14").unwrap()
}

/// An officer's question, answered, printed and closed.
fn closed(desk: &mut Desk) -> RequestView {
    let view = worked_to_decision(desk, "Dana R.");
    let view = desk.decide(&view, 0, "D").unwrap();
    let edit = LetterEdit {
        request: view.id.clone(),
        code: "L13".to_owned(),
        free: [("account".to_owned(), "10:00 Officer Hale asked. 10:20 he left.".to_owned())].into(),
        fields: [("officer.agency".to_owned(), "Police Department".to_owned())].into(),
        ..LetterEdit::default()
    };
    letter::edit_letter(&mut desk.session, edit).unwrap();
    let path = desk.place("note.pdf");
    fs::write(&path, b"%PDF-1.7 note").unwrap();
    let file = acts::AttachInput { path, what: "A note".to_owned(), privileged: false };
    acts::attach_file(&mut desk.session, &view.id, file).unwrap();
    for code in ["L08", "L13"] {
        let view = letter::issue_letter(&mut desk.session, &view.id, code).unwrap();
        let row = view.letters.iter().find(|row| row.code == code).unwrap();
        letter::record_print(&mut desk.session, &view.id, &row.issued[0].id, PrintOutcome::Printed).unwrap();
    }
    acts::close_request(&mut desk.session, &view.id, "Answered by letter.").unwrap()
}

/// One person whose access was ended, and one whose last day is over.
fn people_who_left(session: &mut Session) -> [String; 2] {
    let names = [("Jo Lane", ""), ("Kit Moor", "2026-12-31")];
    let slots = [0, 1].map(|at| {
        let (name, until) = names[at];
        let form = EmployeeForm {
            name: name.to_owned(),
            title: "Page".to_owned(),
            employee: true,
            ..EmployeeForm::default()
        };
        let known = custody::record_employee(session, &form).unwrap().people;
        let person = known.into_iter().find(|person| person.name == name).unwrap().id;
        let access = AccessForm { person, counsel: false, until: until.to_owned() };
        let view = people::give_access(session, &access, &Zeroizing::new(OVER[at].to_owned())).unwrap();
        view.rows.into_iter().find(|row| row.who.starts_with(name)).unwrap().slot
    });
    people::end_access(session, &slots[0]).unwrap();
    slots
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let place = to.join(item.file_name());
        if item.path().is_dir() {
            copy(&item.path(), &place);
        } else {
            fs::copy(item.path(), place).unwrap();
        }
    }
}
