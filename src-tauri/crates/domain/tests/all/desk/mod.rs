//! An office with one request, moved by the same acts as in the program: every act is checked and recorded, or refused.

use chrono::{NaiveDate, NaiveDateTime};
use domain::*;

/// People of the office: the Director first, two employees, a volunteer, one more employee.
pub(crate) const PEOPLE: [&str; 5] = ["Ada", "Ben", "Cora", "Dan", "Eve"];
/// The one part of the request.
pub(crate) const PART: PartId = PartId([9; 16]);
/// Its type.
pub(crate) const KIND: &str = "letter-request";

/// What somebody does.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Act {
    Designate {
        whom: usize,
        from: NaiveDate,
        until: Option<NaiveDate>,
        signed: NaiveDate,
        other_kind: bool,
        order: Option<u32>,
    },
    Revoke {
        whom: usize,
    },
    Absence {
        from: NaiveDateTime,
        until: NaiveDateTime,
        answering: bool,
    },
    Withdraw {
        entry: u32,
    },
    Back,
    Try {
        means: Means,
        number: String,
        answered: bool,
    },
    Numbers {
        listed: Vec<String>,
    },
    Vacancy {
        from: NaiveDateTime,
    },
    Appoint {
        whom: usize,
    },
    Confirm {
        entry: u32,
        right: bool,
    },
    Employ {
        whom: usize,
        employee: bool,
    },
    Conflict {
        concerned: bool,
    },
    CounselNames {
        whom: usize,
    },
    Take,
    Release,
    Decide,
    Issue,
    Print {
        letter: usize,
    },
    /// The Director says that the clock ran ahead.
    Correct,
}

/// The office, the request and the clock.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) office: Office,
    pub(crate) request: Request,
    pub(crate) now: NaiveDateTime,
    pub(crate) urgent: bool,
    letters: u8,
}

/// The nth person.
pub(crate) fn person(index: usize) -> PersonId {
    PersonId([u8::try_from(index + 1).unwrap_or(u8::MAX); 16])
}

/// Who a person is.
pub(crate) fn index(id: PersonId) -> usize {
    usize::from(id.0[0]) - 1
}

impl Desk {
    pub(crate) fn open(now: NaiveDateTime, urgent: bool) -> Self {
        let mut desk = Self {
            office: Office::default(),
            request: Request::new(RequestId([1; 16])),
            now,
            urgent,
            letters: 0,
        };
        for (index, name) in PEOPLE.into_iter().enumerate() {
            let title = if index == 0 { "Library Director" } else { "Librarian" };
            desk.office.people.insert(
                person(index),
                Person {
                    id: person(index),
                    name: name.to_owned(),
                    title: title.to_owned(),
                    director: index == 0,
                    employee: name != "Dan",
                },
            );
        }
        let part = PartAdded { part: PART, what: "what is asked".to_owned(), ..PartAdded::default() };
        desk.on_request(0, RequestEvent::PartAdded(part));
        desk
    }

    /// What authority depends on for the part.
    pub(crate) fn matter(&self) -> Matter {
        Matter { type_code: Some(KIND.into()), urgent: self.urgent, ..Matter::of(&self.request) }
    }

    pub(crate) fn may_decide(&self, who: usize) -> bool {
        self.authority(who).standing.is_ok()
    }

    pub(crate) fn authority(&self, who: usize) -> Authority {
        authority(&self.office, person(who), &self.matter(), self.now)
    }

    pub(crate) fn may_do_the_directors(&self, who: usize) -> bool {
        let matter = Matter { director_only: true, ..self.matter() };
        authority(&self.office, person(who), &matter, self.now).standing.is_ok()
    }

    pub(crate) fn may_sign(&self, who: usize) -> bool {
        signing(&self.office, &self.telling(), person(who), self.now).is_ok()
    }

    pub(crate) fn may_print(&self, who: usize, letter: usize) -> bool {
        let letter = &self.request.letters[letter].what;
        printing(&self.office, &self.telling(), letter, person(who), self.now).is_ok()
    }

    fn telling(&self) -> Telling<'_> {
        Telling { request: &self.request, parts: vec![(PART, self.matter())] }
    }

    /// Does it, or says why not.
    pub(crate) fn act(&mut self, who: usize, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Conflict { .. } | Act::CounselNames { .. } | Act::Take | Act::Release => {
                let event = self.case_event(who, act)?;
                self.on_request(who, event);
            }
            Act::Decide => self.decide(who)?,
            Act::Issue => self.issue(who)?,
            Act::Print { letter } => self.print(who, *letter)?,
            _ => {
                let event = self.office_event(who, act)?;
                self.on_office(who, event);
            }
        }
        Ok(())
    }

    fn office_event(&self, who: usize, act: &Act) -> Result<OfficeEvent, Refusal> {
        let (office, now) = (&self.office, self.now);
        let director = || {
            let matter = Matter { director_only: true, ..Matter::default() };
            authority(office, person(who), &matter, now).standing
        };
        match act {
            Act::Designate { whom, from, until, signed, other_kind, order } => {
                let next = office.designations.iter().map(|known| known.order).max().unwrap_or(0) + 1;
                let order = order.unwrap_or(next);
                let types = if *other_kind { vec!["other".into()] } else { Vec::new() };
                let designation = Designation {
                    person: person(*whom),
                    from: *from,
                    until: *until,
                    signed_on: *signed,
                    order,
                    types,
                    ..Designation::default()
                };
                // Any standing is offered, so that only the act itself keeps a designee from designating.
                let standing = authority(office, person(who), &Matter::default(), now).standing?;
                designate(office, designation, &standing, now)
            }
            Act::Revoke { whom } => revoke_designation(office, person(*whom), &director()?, now),
            Act::Absence { from, until, answering } => {
                let absence = Absence {
                    from: *from,
                    until: Some(*until),
                    answering: *answering,
                    source: "a message".to_owned(),
                    ..Absence::default()
                };
                record_absence(office, absence, person(who))
            }
            Act::Withdraw { entry } => withdraw_absence(office, *entry, "plans changed", &director()?),
            Act::Back => director_back(office, &director()?, now),
            Act::Try { means, number, answered } => {
                let attempt = DirectorTry {
                    at: now,
                    means: *means,
                    number: number.clone(),
                    answered: *answered,
                    ..DirectorTry::default()
                };
                try_director(attempt, now)
            }
            Act::Numbers { listed } => {
                let route = DirectorRoute { numbers: listed.clone(), ..office.director_route.clone() };
                set_director_route(route, &director()?)
            }
            Act::Vacancy { from } => {
                let vacancy = Vacancy {
                    from: *from,
                    source: "a resolution".to_owned(),
                    dated: Some(now.date()),
                    signed_by: "the board's president".to_owned(),
                    ..Vacancy::default()
                };
                record_vacancy(office, vacancy, now)
            }
            Act::Appoint { whom } => {
                let appointment = Appointment {
                    person: person(*whom),
                    acting: true,
                    dated: now.date(),
                    paper: "a resolution".to_owned(),
                    signed_by: "the board's president".to_owned(),
                    counsel: "counsel was told".to_owned(),
                    ..Appointment::default()
                };
                appoint_director(office, appointment, Some(person(who)), now)
            }
            Act::Confirm { entry, right } => {
                let word = EntryConfirmed { entry: *entry, right: *right, note: "as it was".to_owned() };
                confirm_entry(office, word, &director()?)
            }
            Act::Employ { whom, employee } => {
                let known = office.people[&person(*whom)].clone();
                let standing = director().ok();
                record_employee(office, Person { employee: *employee, ..known }, standing.as_ref())
            }
            Act::Correct => correct_clock(office, person(who), "the battery was empty", now),
            other => panic!("not an act on the office: {other:?}"),
        }
    }

    fn case_event(&self, who: usize, act: &Act) -> Result<RequestEvent, Refusal> {
        match act {
            Act::Conflict { concerned } => {
                let note = Some("a neighbour".to_owned());
                let word = ConflictDeclared { conflict: *concerned, at_decision: true, note };
                declare_conflict(&self.request, word, person(who))
            }
            Act::CounselNames { whom } => {
                let word = StandInNamed {
                    person: person(*whom),
                    lawyer: "Ines".to_owned(),
                    how: "telephone".to_owned(),
                    at: self.now,
                };
                name_stand_in(&self.office, &self.request, word, self.now)
            }
            Act::Take => {
                let Authority { standing, why } = self.authority(who);
                take_case(&self.office, &self.request, &self.matter(), &standing?, &why, self.now)
            }
            Act::Release => {
                release_case(&self.request, &self.authority(who).standing?, "somebody else goes on")
            }
            other => panic!("not an act on the case: {other:?}"),
        }
    }

    fn decide(&mut self, who: usize) -> Result<(), Refusal> {
        let Authority { standing, why } = self.authority(who);
        let (standing, matter) = (standing?, self.matter());
        let claimed = claim(&self.office, &self.request, &matter, &standing, &why, self.now)?;
        let mut after = self.request.clone();
        if let Some(event) = claimed.clone() {
            after.evolve(&Recorded { by: person(who), capacity: Capacity::Staff, at: self.now, event });
        }
        let decided = decide_part(&after, PART, Outcome::Deny, "as asked", ruling(), &standing, self.now)?;
        if let Some(event) = claimed {
            self.on_request(who, event);
        }
        self.on_request(who, decided);
        Ok(())
    }

    fn issue(&mut self, who: usize) -> Result<(), Refusal> {
        let signing = signing(&self.office, &self.telling(), person(who), self.now)?;
        self.letters += 1;
        let letter = IssuedLetter {
            id: LetterId([self.letters; 16]),
            code: "answer".into(),
            title: "Answer".to_owned(),
            parts: vec![PART],
            pdf: AttachmentId([self.letters; 16]),
            sha256: String::new(),
            pages: 1,
            signer: person(who),
            capacity: signing.standing().capacity(),
            internal: false,
            privileged: false,
            corrects: None,
            tells_decision: false,
            manifest: None,
        };
        let event = issue_letter(&self.request, letter, true, Signature::Decider(&signing))?;
        self.on_request(who, event);
        Ok(())
    }

    fn print(&mut self, who: usize, letter: usize) -> Result<(), Refusal> {
        let letter = self.request.letters.get(letter).ok_or_else(Refusal::not_found)?.what.clone();
        let right = printing(&self.office, &self.telling(), &letter, person(who), self.now)?;
        let print =
            Print { letter: letter.id, outcome: PrintOutcome::Printed, looked_right: None, job: None };
        let event = record_print(&self.request, print, Signature::Decider(&right))?;
        self.on_request(who, event);
        Ok(())
    }

    fn on_office(&mut self, who: usize, event: OfficeEvent) {
        let recorded = Recorded { by: person(who), capacity: Capacity::Staff, at: self.now, event };
        self.office.evolve(&recorded);
        if matches!(recorded.event, OfficeEvent::ClockCorrected(_)) {
            self.request.set_back(self.now);
        }
    }

    fn on_request(&mut self, who: usize, event: RequestEvent) {
        let recorded = Recorded { by: person(who), capacity: Capacity::Staff, at: self.now, event };
        self.request.evolve(&recorded);
        self.office.saw(self.now);
    }
}

/// What the policy says: a denial may be recorded.
pub(crate) fn ruling() -> Ruling {
    Ruling {
        type_code: KIND.into(),
        row: "row".into(),
        modifiers: Vec::new(),
        open: vec![Outcome::Deny],
        allowed: Vec::new(),
        grounds: Vec::new(),
        letters: Vec::new(),
        gates: Vec::new(),
        unplanned: false,
        pack: PackRef::default(),
    }
}
