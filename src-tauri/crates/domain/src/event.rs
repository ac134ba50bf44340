//! What is written down: every event says who, in which capacity, when, and what was seen or done. None is a bare tick.

use crate::{
    Absence, AbsenceWithdrawn, Advice, AnchorTaken, Answer, Appointment, Attachment, AttachmentId,
    Authorization, AuthorizationUse, BackupMade, BackupTested, Closure, Consultation, CopyLookedAt,
    CounselRoute, CounselTry, DataCode, Decision, Delivery, Designation, DirectorRoute, DirectorTry,
    DisposalsUnknown, DutyAccepted, EnclosuresChosen, EntryConfirmed, FeeEstimate, FileRedacted, GagTerm,
    HoldLifted, HoldPlaced, IdentityCheck, Instrument, IssuedLetter, LetterCode, LetterId, LibraryProfile,
    OutsideLetter, PackRef, PartId, Person, PersonId, Print, QuestionCode, ReadIn, Received, ReleasePlan,
    RequestNumber, Requester, RequestsDisposed, RetentionConfirmed, SealedOpened, Statement, SwitchSet,
    TextAct, TypeCode, Unsealed, UnsealingAgreed, Vacancy, VendorSession, Waiver,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// The capacity in which somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Capacity {
    /// The legal custodian.
    Director,
    /// A designee standing in (P32); the letter says since when.
    Designee {
        /// Date of the designation in force.
        designated_on: NaiveDate,
    },
    /// Anybody signed in: may log and route, never decide.
    #[default]
    Staff,
}

/// An event with who acted, in which capacity and when (office time).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded<E> {
    /// Who.
    pub by: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
    /// When, by the office clock.
    pub at: NaiveDateTime,
    /// What.
    pub event: E,
}

/// Events of the office stream.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OfficeEvent {
    /// The library's profile as it is from now on.
    ProfileSet(LibraryProfile),
    /// Counsel's numbers as they are from now on.
    CounselRouteSet(CounselRoute),
    /// A closure day (K5).
    ClosureAdded(Closure),
    /// A closure day taken back.
    ClosureRemoved {
        /// Which day.
        date: NaiveDate,
    },
    /// A holiday that the policy leaves to the office is counted as a business day, or as a holiday again (K5).
    HolidayCounted {
        /// Its name.
        holiday: String,
        /// It counts as a business day.
        as_business_day: bool,
    },
    /// A person, new or changed.
    PersonRecorded(Person),
    /// A designation on signed paper (P32).
    DesignationRecorded(Designation),
    /// All of a person's designations end now.
    DesignationRevoked {
        /// Whose.
        person: PersonId,
    },
    /// A person's designations were announced to the public (Iowa Code 22.1(2)).
    DesignationAnnounced {
        /// Whose.
        person: PersonId,
        /// On which day.
        on: NaiveDate,
    },
    /// The Director is away.
    AbsenceRecorded(Absence),
    /// The Director is back.
    DirectorBack,
    /// A try to reach the Director.
    DirectorTried(DirectorTry),
    /// A recorded absence is taken back.
    AbsenceWithdrawn(AbsenceWithdrawn),
    /// The Director looked at what others had entered about the Director's absence.
    EntryConfirmed(EntryConfirmed),
    /// How the Director is reached, as it is from now on.
    DirectorRouteSet(DirectorRoute),
    /// The Director's post is vacant, by a paper of the Board.
    PostVacant(Vacancy),
    /// The Board's paper makes a Director or an acting one (DG-10).
    DirectorAppointed(Appointment),
    /// A policy pack, copied whole into the vault.
    PackAdopted {
        /// Which.
        pack: PackRef,
        /// Its files: path and text.
        files: Vec<(String, String)>,
    },
    /// A dated switch of the policy was set.
    SwitchSet(SwitchSet),
    /// The library's own words for a letter were offered, published or taken back.
    OwnText(TextAct),
    /// The clock ran ahead when an earlier entry was made; the moment of this entry counts again.
    ClockCorrected(ClockCorrected),
    /// Two groups of the recovery sheet were typed back.
    RecoveryProved,
    /// A logo was stored.
    LogoKept(Attachment),
    /// Somebody signed in.
    SignedIn {
        /// With the recovery sheet instead of the passphrase.
        by_recovery_sheet: bool,
        /// Wrong tries before this one.
        failed_before: u32,
    },
    /// A backup was made and checked.
    BackupMade(BackupMade),
    /// A backup was tested.
    BackupTested(BackupTested),
    /// The end of the record was taken onto paper.
    AnchorTaken(AnchorTaken),
    /// The Director recorded how long a rule of the schedule runs that the policy leaves open.
    RetentionConfirmed(RetentionConfirmed),
    /// Requests were disposed of.
    RequestsDisposed(RequestsDisposed),
    /// The certificate of a disposal was printed.
    CertificatePrinted {
        /// Which disposal, counted from 1.
        disposal: u32,
    },
    /// A restored copy was taken into use although no list of disposals was known.
    DisposalsUnknown(DisposalsUnknown),
    /// Somebody accepted the duty of confidence (P11).
    DutyAccepted(DutyAccepted),
    /// A preference of this desk, such as the theme.
    PreferenceSet {
        /// Name.
        name: String,
        /// Value.
        value: String,
    },
}

/// Events of a request's stream. Facts a person can record are also what the policy program reads from a file of facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RequestEvent {
    /// The request exists, with its number and the pack it is decided under.
    Opened(Opened),
    /// Receipt corrected; the reason is kept.
    ReceiptCorrected(ReceiptCorrected),
    /// Who asked, as far as they said.
    RequesterDescribed(Requester),
    /// A part: what is asked.
    PartAdded(PartAdded),
    /// The part's type, from the routing questions.
    PartTyped(PartTyped),
    /// The asker took the part back.
    PartWithdrawn(PartWithdrawn),
    /// An answer to a question, of one part or of the whole request.
    Answered(AnswerGiven),
    /// Identity was checked.
    IdentityChecked(IdentityCheck),
    /// The paper's facts: a first or a further version.
    InstrumentRecorded(Instrument),
    /// A copy was attached to the paper last recorded, whose facts are as they were: no further version (G3).
    InstrumentCopied(InstrumentCopied),
    /// The Director was tried from a sealed matter.
    DirectorTried(DirectorTry),
    /// The Director looked at a try that somebody else had entered here.
    DirectorTryConfirmed(EntryConfirmed),
    /// Counsel was tried without success.
    CounselTried(CounselTry),
    /// Counsel was reached and asked.
    CounselConsulted(Consultation),
    /// Counsel advised. The words are in the privileged stream.
    CounselAdvised(Advice),
    /// A legal hold was placed on the request.
    HoldPlaced(HoldPlaced),
    /// A hold was lifted.
    HoldLifted(HoldLifted),
    /// Preservation was offered to the asker, or ordered.
    PreservationRecorded(Preservation),
    /// An officer's visit: who came, what was said and done.
    VisitRecorded(Visit),
    /// The decider says whether they, or family, appear in the request (G18).
    ConflictDeclared(ConflictDeclared),
    /// A designee took the case: from then on it is theirs (DG-6).
    CaseTaken(CaseTaken),
    /// The case was given back.
    CaseReleased(CaseReleased),
    /// Counsel's word on who decides while the Director is recused (DG-11).
    StandInNamed(StandInNamed),
    /// What is planned to go out for a part.
    ReleasePlanned(ReleasePlanned),
    /// A written authorization was prepared for signature, or changed.
    AuthorizationPrepared(AuthorizationPrepared),
    /// An authorization was used: a batch, a list, a session.
    AuthorizationUsed(AuthorizationUsed),
    /// An authorization ended before its last day.
    AuthorizationEnded(AuthorizationEnded),
    /// The work was estimated, the estimate sent, or paid.
    FeeEstimated(FeeEstimate),
    /// A firm's session was opened or closed.
    VendorSessionRecorded(VendorSession),
    /// A statement in writing came in that somebody owed after an answer.
    StatementRecorded(Statement),
    /// A clock was extended for a lawful reason; the date it had stays on record.
    ClockExtended(crate::ClockExtended),
    /// A clock was paused for a lawful reason.
    ClockPaused(crate::ClockPaused),
    /// A paused clock runs again.
    ClockResumed(crate::ClockResumed),
    /// The pause before a second look by the decider began (G13).
    SecondLookStarted(SecondLookStarted),
    /// Release set and letter were looked at a second time (G13).
    SecondLookTaken(SecondLookTaken),
    /// A part was decided.
    Decided(Box<Decided>),
    /// What goes with a letter was chosen, while it is being written.
    EnclosuresChosen(EnclosuresChosen),
    /// A letter was issued: frozen.
    LetterIssued(IssuedLetter),
    /// A letter went to the print dialog.
    LetterPrinted(Print),
    /// A copy of a letter was saved outside the vault, on purpose.
    LetterCopySaved(LetterCopySaved),
    /// A letter of the catalogue that was written outside.
    LetterWrittenOutside(OutsideLetter),
    /// A mandatory letter that will not be written.
    LetterWaived(Waiver),
    /// A delivery was planned or made (G14).
    Delivered(Delivery),
    /// A file was kept with the request.
    AttachmentKept(Attachment),
    /// A redacted copy of a kept file was made and kept.
    FileRedacted(FileRedacted),
    /// A redacted copy was looked at a second time (G13).
    CopyLookedAt(CopyLookedAt),
    /// A note for the record.
    NoteAdded(Note),
    /// An earlier entry is corrected by words; the entry stays.
    CorrectionEntered(Note),
    /// Somebody opened the request (P11).
    Viewed,
    /// The request was closed.
    Closed(Closed),
    /// A closed request was opened again.
    Reopened(Closed),
    /// The request was taken back by the asker or entered by mistake; its number stays used.
    Withdrawn(Closed),
    /// A sealed matter begins: the first entry of its stream.
    SealedOpened(SealedOpened),
    /// Somebody was told of a sealed matter.
    ReadIn(ReadIn),
    /// What orders silence, and when it is looked at again.
    GagTermRecorded(GagTerm),
    /// The second person agreed, under their own sign-in, that the seal is lifted.
    UnsealingAgreed(UnsealingAgreed),
    /// The seal was lifted.
    Unsealed(Unsealed),
}

/// The first event of a request.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Opened {
    /// Its number, without gaps.
    pub number: RequestNumber,
    /// Receipt.
    pub received: Received,
    /// The exact words of the request.
    pub words: String,
    /// The pack it is decided under.
    pub pack: PackRef,
    /// It is handled as a request for records under the open-records chapter, so its clocks run.
    pub records_request: bool,
}

/// Receipt corrected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReceiptCorrected {
    /// As it should be.
    pub received: Received,
    /// Whether the open-records clocks run.
    pub records_request: bool,
    /// Why.
    pub reason: String,
}

/// A part as asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PartAdded {
    /// Its identity.
    pub part: PartId,
    /// What is asked, in a few neutral words.
    pub what: String,
    /// Kinds of data.
    pub asks: Vec<DataCode>,
    /// The person it asks about, as the asker named them.
    pub about: Option<String>,
    /// The period it asks about, in words.
    pub period: Option<String>,
}

/// A part was given its type.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PartTyped {
    /// Which part.
    pub part: PartId,
    /// The type.
    pub type_code: TypeCode,
    /// Why this type, in words.
    pub because: String,
}

/// A part was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PartWithdrawn {
    /// Which part.
    pub part: PartId,
    /// Why.
    pub reason: String,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerGiven {
    /// The part; `None` for a question about the whole request.
    pub part: Option<PartId>,
    /// The question.
    pub question: QuestionCode,
    /// The answer.
    pub answer: Answer,
}

/// Preservation offered or ordered (L29).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Preservation {
    /// Only offered to the asker so far.
    pub offered_only: bool,
    /// What is kept: the data, in words.
    pub what: String,
    /// For which time, in words; empty where no period is known.
    pub period: String,
    /// Systems concerned.
    pub systems: Vec<String>,
    /// End or review date.
    pub review_on: Option<NaiveDate>,
    /// Who was told.
    pub told: String,
}

/// An officer's visit (L13).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Visit {
    /// When it began.
    pub from: NaiveDateTime,
    /// When it ended.
    pub until: Option<NaiveDateTime>,
    /// Where in the building.
    pub place: String,
    /// Who came, and what they showed.
    pub officers: String,
    /// What was said, as exactly as possible.
    pub said: String,
    /// What was done, looked at or taken; inventory and receipt.
    pub done: String,
    /// Staff present.
    pub staff: String,
}

/// The decider's word on conflict of interest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConflictDeclared {
    /// They or family make or appear in the request.
    pub conflict: bool,
    /// Said at a decision rather than at opening.
    pub at_decision: bool,
    /// What the conflict is.
    pub note: Option<String>,
}

/// A designee took the case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CaseTaken {
    /// The facts the designee's authority rested on, in words.
    pub because: String,
}

/// The case was given back, by whoever held it or by the Director.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CaseReleased {
    /// Why.
    pub reason: String,
}

/// Counsel's word on who decides a case from which the Director is recused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StandInNamed {
    /// The designee who decides this case.
    pub person: PersonId,
    /// The lawyer who said so.
    pub lawyer: String,
    /// By which means.
    pub how: String,
    /// When it was said.
    pub at: NaiveDateTime,
}

/// A release plan for a part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReleasePlanned {
    /// Which part.
    pub part: PartId,
    /// The plan.
    pub plan: ReleasePlan,
}

/// A written authorization for a part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthorizationPrepared {
    /// Which part.
    pub part: PartId,
    /// As it is to be signed.
    pub authorization: Authorization,
}

/// A use of a part's authorization.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthorizationUsed {
    /// Which part.
    pub part: PartId,
    /// What was used, by whom.
    pub used: AuthorizationUse,
}

/// An authorization ended early.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthorizationEnded {
    /// Which part.
    pub part: PartId,
    /// Why.
    pub reason: String,
}

/// The forced pause began: release set and letter were opened a first time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecondLookStarted {
    /// Which part.
    pub part: PartId,
    /// The plan that was looked at.
    pub plan_version: u32,
}

/// An earlier entry claims a moment that had not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockCorrected {
    /// The latest moment that was claimed.
    pub claimed: NaiveDateTime,
    /// How it came about, in the Director's words.
    pub reason: String,
}

/// The copy of the paper last recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstrumentCopied {
    /// Which attachment.
    pub copy: AttachmentId,
}

/// A second look.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecondLookTaken {
    /// Which part.
    pub part: PartId,
    /// The plan that was looked at.
    pub plan_version: u32,
    /// What was compared and found, in words.
    pub found: String,
    /// What was typed into the letters that were looked at: SHA-256, hexadecimal. A letter without typed words is not named.
    pub letters: std::collections::BTreeMap<LetterCode, String>,
    /// Why whoever began it also looked again, although somebody else could have.
    #[serde(default)]
    pub alone: Option<String>,
}

/// A part was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// Which part.
    pub part: PartId,
    /// The decision.
    pub decision: Decision,
    /// The Director approves again what a designee had decided and nobody had printed (DG-7).
    #[serde(default)]
    pub approved_again: bool,
}

/// A copy was saved outside the vault.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LetterCopySaved {
    /// Which letter.
    pub letter: LetterId,
    /// Why a copy was needed.
    pub reason: String,
}

/// Words for the record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Note {
    /// The words.
    pub text: String,
}

/// Why a request was closed, opened again or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Closed {
    /// The reason, in words.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_an_older_program_read_as_they_were_meant() {
        let office = |text: &str| serde_json::from_str::<OfficeEvent>(text).unwrap();
        let designation = office(
            r#"{"kind":"designation_recorded","person":"02020202020202020202020202020202","from":"2026-11-20",
                "until":null,"types":[],"order":1,"signed_on":"2026-11-20","revoked_at":null}"#,
        );
        let OfficeEvent::DesignationRecorded(designation) = designation else { panic!("{designation:?}") };
        assert_eq!(designation.announced_on, None);
        let absence = office(
            r#"{"kind":"absence_recorded","from":"2026-11-23T08:00:00","until":null,"source":"The Director",
                "ended_at":null,"answering":false}"#,
        );
        let OfficeEvent::AbsenceRecorded(absence) = absence else { panic!("{absence:?}") };
        assert_eq!((absence.until, absence.entry), (None, crate::Entry::default()));
        let issued: RequestEvent = serde_json::from_str(
            r#"{"kind":"letter_issued","id":"01010101010101010101010101010101","code":"a","title":"Answer","parts":[],
                "pdf":"03030303030303030303030303030303","sha256":"","pages":1,
                "signer":"02020202020202020202020202020202","capacity":{"as":"director"},"internal":false,
                "privileged":false,"corrects":null}"#,
        )
        .unwrap();
        let RequestEvent::LetterIssued(issued) = issued else { panic!("{issued:?}") };
        assert!(!issued.tells_decision);
    }

    #[test]
    fn a_paper_with_its_own_kind_reads_back_as_it_was_recorded() {
        let paper = Instrument { kind: Some("Subpoena".to_owned()), ..Instrument::default() };
        let recorded = Recorded {
            by: PersonId([1; 16]),
            capacity: Capacity::Designee { designated_on: NaiveDate::default() },
            at: NaiveDateTime::default(),
            event: RequestEvent::InstrumentRecorded(paper),
        };
        let text = serde_json::to_string(&recorded).unwrap();
        assert_eq!(serde_json::from_str::<Recorded<RequestEvent>>(&text).unwrap(), recorded, "{text}");
    }
}
