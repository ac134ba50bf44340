//! Absences and designations: who is the custodian, who may stand in, and what is on record about it.

use super::{Labelled, Moment, Tone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who decides, at this moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CustodianView {
    /// Name and title; "Nobody" when nobody may decide.
    pub who: String,
    /// That they stand in, and by which designation; empty for the Director and where nobody may.
    pub capacity: String,
    /// The facts it rests on.
    pub why: String,
    /// What to do next, the first thing first.
    pub next: Vec<String>,
    /// Nobody may decide.
    pub nobody: bool,
}

/// Everything the screen of absences and designations draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CustodyView {
    /// Who is the custodian now.
    pub custodian: CustodianView,
    /// The person here is the Director: what only the Director may do can be done.
    pub director_here: bool,
    /// The Director is recorded as away, or was not reached: "I am back" ends it.
    pub away: bool,
    /// The Director's name; empty when there is none.
    pub director: String,
    /// An entry claims a later moment than now: which, and what to do. The Director can say that the clock ran ahead.
    pub clock: Option<String>,
    /// Since when the post is vacant, by which paper of the board, and who recorded it, in words.
    pub vacant: Option<String>,
    /// The board's paper that made the last Director, and who recorded it, in words.
    pub appointed: Option<String>,
    /// What the policy in force carries about a vacant post, with its mark; none where it carries nothing.
    pub vacancy_reading: Option<MarkedReading>,
    /// Everybody else on record.
    pub people: Vec<PersonRow>,
    /// Absences, the latest first.
    pub absences: Vec<AbsenceRow>,
    /// Tries to reach the Director, the latest first.
    pub tries: Vec<TryRow>,
    /// What the tries amount to now, in words.
    pub tries_now: String,
    /// Designations in the order of call.
    pub designations: Vec<DesignationRow>,
    /// Coming days on which nobody could decide, in words.
    pub uncovered: Vec<String>,
    /// What others entered and the Director has not looked at.
    pub to_confirm: Vec<ConfirmRow>,
    /// How the Director is reached, and when the library is open.
    pub route: DirectorRouteForm,
    /// Types of request, for the scope of a designation.
    pub types: Vec<Labelled>,
    /// Means of a try.
    pub means: Vec<Labelled>,
    /// Days of the week.
    pub weekdays: Vec<Labelled>,
    /// The next free place in the order of call.
    pub next_order: u32,
}

/// A statement of the policy with its mark: what it is, and how sure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MarkedReading {
    /// What it says.
    pub text: String,
    /// What it is, in words: law, policy, a reading, or an open question.
    pub standing: String,
    /// How sure, in words.
    pub confidence: String,
}

/// A person who may stand in, or who left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PersonRow {
    /// Person id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Employed by the library.
    pub employee: bool,
}

/// An absence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AbsenceRow {
    /// Number of the entry.
    pub entry: u32,
    /// From when until when.
    pub span: String,
    /// How it is known, who entered it and when.
    pub source: String,
    /// State in one or two words.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
    /// It can still be taken back.
    pub open: bool,
}

/// A try to reach the Director.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TryRow {
    /// Number of the entry.
    pub entry: u32,
    /// When.
    pub at: Moment,
    /// By which means, and on which number.
    pub how: String,
    /// What happened, and who tried.
    pub result: String,
    /// State in one or two words.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
}

/// A designation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DesignationRow {
    /// Person id.
    pub person: String,
    /// Name and title.
    pub who: String,
    /// Place in the order of call; 0 for one that is named for second looks alone.
    pub order: u32,
    /// From when until when.
    pub span: String,
    /// Types covered, in words.
    pub scope: String,
    /// Signature and announcement, in words.
    pub paper: String,
    /// State in one or two words.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
    /// It is in force or will be: it can be revoked.
    pub live: bool,
    /// The person's place in the keyring, when they can sign in; empty otherwise.
    pub slot: String,
    /// It waits for its announcement to the public.
    pub unannounced: bool,
}

/// Tries to reach the Director that were made from a sealed matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TriesView {
    /// What they amount to now, with those of the office, in words.
    pub now: String,
    /// The tries, the latest first.
    pub rows: Vec<TryRow>,
    /// What others entered and the Director has not looked at.
    pub to_confirm: Vec<ConfirmRow>,
    /// The person here is the Director.
    pub director_here: bool,
    /// Numbers at which the Director is reached.
    pub numbers: Vec<String>,
    /// Means of a try.
    pub means: Vec<Labelled>,
}

/// An entry that waits for the Director's look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ConfirmRow {
    /// Number of the entry.
    pub entry: u32,
    /// What was entered.
    pub what: String,
    /// By whom, and when.
    pub by: String,
    /// The sealed matter in which it is looked at; empty for an entry of the office.
    pub request: String,
}

/// Whose case it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CaseCustody {
    /// Who decides this case now.
    pub custodian: CustodianView,
    /// The person here is the Director, free to act in it.
    pub director_here: bool,
    /// The designee who has taken it, in words.
    pub owner: Option<String>,
    /// The person here can take it.
    pub can_take: bool,
    /// The person here can give it back, or take it back as the Director.
    pub can_release: bool,
    /// The person here can approve a waiting decision again.
    pub can_approve: bool,
    /// The Director is recused: designees whom counsel may name.
    pub stand_ins: Vec<Labelled>,
}

form!(
    /// A designation.
    DesignationForm {
        /// Person id; empty for a new person.
        person: String,
        /// Name of a new person.
        name: String,
        /// Title of a new person.
        title: String,
        /// Employed by the library.
        employee: bool,
        /// ISO date.
        from: String,
        /// ISO date; empty until revoked.
        until: String,
        /// ISO date on the paper.
        signed_on: String,
        /// Codes of the types covered; empty covers every type.
        types: Vec<String>,
        /// Named for second looks alone: decides nothing, and has no place in the order of call.
        looks_only: bool,
        /// Place in the order of call; empty takes the next free one.
        order: String,
        /// ISO date of the announcement to the public; empty until it was announced.
        announced_on: String,
    }
);
form!(
    /// An absence of the Director.
    AbsenceForm {
        /// ISO time.
        from: String,
        /// ISO time.
        until: String,
        /// How it is known; the Director may leave it empty.
        source: String,
        /// On leave but answering.
        answering: bool,
    }
);
form!(
    /// A try to reach the Director.
    TryForm {
        /// ISO time.
        at: String,
        /// Code of the means.
        means: String,
        /// Number, address or place.
        number: String,
        /// The Director answered.
        answered: bool,
        /// What happened.
        result: String,
    }
);
form!(
    /// How the Director is reached, and when the library is open.
    DirectorRouteForm {
        /// Numbers, in the order they are tried.
        numbers: Vec<String>,
        /// The president of the board, for contact only.
        board: String,
        /// Codes of the days on which the library is open.
        open_days: Vec<String>,
        /// Opening time, `09:00`.
        opens: String,
        /// Closing time, `17:00`.
        closes: String,
    }
);
form!(
    /// The post is vacant.
    VacancyForm {
        /// ISO time.
        from: String,
        /// Which paper of the board says so.
        source: String,
        /// ISO date on the paper.
        dated: String,
        /// Who signed it for the board.
        signed_by: String,
    }
);
form!(
    /// The board's paper.
    AppointmentForm {
        /// Person id; empty for a new person.
        person: String,
        /// Name of a new person.
        name: String,
        /// Title from now on.
        title: String,
        /// Acting until a Director is appointed.
        acting: bool,
        /// ISO date on the paper.
        dated: String,
        /// Which paper.
        paper: String,
        /// Who signed it for the board.
        signed_by: String,
        /// Who at counsel was told, and when.
        counsel: String,
    }
);
form!(
    /// A person who may stand in, or who left.
    EmployeeForm {
        /// Person id; empty for a new person.
        person: String,
        /// Name.
        name: String,
        /// Title.
        title: String,
        /// Employed by the library.
        employee: bool,
    }
);
form!(
    /// Counsel's word on who decides while the Director is recused.
    StandInForm {
        /// Person id.
        person: String,
        /// The lawyer.
        lawyer: String,
        /// By which means.
        how: String,
        /// ISO time.
        at: String,
    }
);
