//! Forms: what the screens send. Dates and times are ISO texts; an empty text means "not given".

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

form!(
    /// The library's profile.
    ProfileForm {
        /// Full name.
        name: String,
        /// Office line.
        office: String,
        /// Address lines.
        address: Vec<String>,
        /// Telephone.
        phone: String,
        /// E-mail.
        email: String,
        /// Web address.
        website: String,
        /// Office hours, as letters print them.
        hours: String,
        /// Folded for a window envelope.
        window_envelope: bool,
    }
);
form!(
    /// How letters look, beyond the library's name, address and logo.
    LetterStyleForm {
        /// Where mail to the library goes; empty where that is its address.
        return_address: Vec<String>,
        /// Lines under the signer's name and capacity.
        under_signature: Vec<String>,
        /// How large the running text is.
        type_size: LetterSize,
    }
);
/// How large the running text of letters is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum LetterSize {
    /// 11 points.
    #[default]
    Usual,
    /// 12.5 points.
    Larger,
    /// 14 points.
    Large,
}
form!(
    /// The Director.
    DirectorForm {
        /// Name.
        name: String,
        /// Title.
        title: String,
    }
);
form!(
    /// Counsel's route.
    CounselForm {
        /// Department.
        department: String,
        /// Lawyer usually reached.
        lawyer: String,
        /// Telephone.
        phone: String,
        /// E-mail.
        email: String,
        /// Hours.
        hours: String,
        /// After hours.
        after_hours: String,
    }
);
form!(
    /// A closure day.
    ClosureForm {
        /// ISO date.
        date: String,
        /// Reason.
        reason: String,
    }
);
form!(
    /// The recovery code as typed.
    RecoveryGroup {
        /// Counted from 1.
        index: u32,
        /// What was typed.
        text: String,
    }
);
form!(
    /// A new request.
    NewRequestForm {
        /// ISO date and time of arrival.
        received_at: String,
        /// Channel code.
        channel: String,
        /// Who took it in.
        taken_in_by: String,
        /// Exact words.
        words: String,
        /// Answers to the first-contact questions.
        answers: BTreeMap<String, Vec<String>>,
        /// Who asked.
        requester: RequesterForm,
        /// Parts.
        parts: Vec<PartForm>,
    }
);
form!(
    /// Who asked.
    RequesterForm {
        /// Name.
        name: String,
        /// Latin spelling, where the name is in a script the letter cannot print.
        name_in_latin: String,
        /// Body.
        organisation: String,
        /// Rank or role.
        office: String,
        /// Address lines.
        address: Vec<String>,
        /// Telephone.
        phone: String,
        /// E-mail.
        email: String,
        /// Asker's reference.
        reference: String,
    }
);
form!(
    /// A part.
    PartForm {
        /// What is asked.
        what: String,
        /// Kinds of data.
        asks: Vec<String>,
        /// Person asked about.
        about: String,
        /// Period.
        period: String,
        /// First-contact answers of this part alone; empty where those of the request are its own.
        answers: BTreeMap<String, Vec<String>>,
    }
);
form!(
    /// A dated switch of the policy.
    SwitchForm {
        /// Id.
        id: String,
        /// On.
        on: bool,
        /// ISO date: first day.
        since: String,
        /// What it rests on, and who confirmed it.
        source: String,
    }
);
form!(
    /// An identity check.
    IdentityForm {
        /// Name on the badge or ID.
        name: String,
        /// Agency.
        agency: String,
        /// Badge number.
        badge: String,
        /// Seen.
        badge_seen: bool,
        /// The paper came by mail or courier.
        by_mail: bool,
        /// A photo identification was seen.
        photo_id_seen: bool,
        /// What shows that the person may ask.
        standing: String,
        /// A call back was made.
        called_back: bool,
        /// Number called.
        number: String,
        /// Where the number was found.
        found_in: String,
        /// Spoke with.
        spoke_with: String,
        /// ISO time of the call.
        at: String,
        /// `confirmed`, `not_confirmed` or `no_answer`.
        result: String,
    }
);
form!(
    /// The paper's facts.
    InstrumentForm {
        /// What it calls itself.
        kind: String,
        /// Court or agency.
        issuer: String,
        /// Case number.
        case_number: String,
        /// Signer.
        signer: String,
        /// Signer's office.
        signer_office: String,
        /// ISO date.
        dated: String,
        /// ISO date and time of return.
        return_by: String,
        /// ISO date: last day for carrying it out, as printed.
        execute_by: String,
        /// The same typed again.
        return_by_again: String,
        /// What it commands.
        scope: String,
        /// Whom it names; empty where it names nobody.
        names: String,
        /// Kinds of data it reaches.
        data: Vec<String>,
        /// Period it reaches.
        period: String,
        /// How served.
        service: String,
        /// ISO time of service.
        served_at: String,
        /// Fields the paper does not state, by name.
        not_stated: Vec<String>,
        /// Attachment id of the copy.
        copy: String,
    }
);
form!(
    /// A try or a call to counsel.
    CounselCallForm {
        /// Counsel was reached.
        reached: bool,
        /// Number or address used.
        number: String,
        /// ISO time.
        at: String,
        /// What happened, when not reached.
        result: String,
        /// Lawyer, when reached.
        lawyer: String,
        /// By which means, when reached.
        how: String,
        /// Question asked, when reached.
        question: String,
    }
);
form!(
    /// Counsel's advice.
    AdviceForm {
        /// `comply`, `comply-in-scope`, `object` or `decline`.
        result: String,
        /// Lawyer.
        lawyer: String,
        /// ISO time.
        at: String,
        /// In writing.
        in_writing: bool,
        /// Parts covered; empty means all.
        parts: Vec<String>,
        /// Kinds of data that may go out at most.
        scope: Vec<String>,
        /// Period that may go out at most.
        period: String,
        /// Findings met or not needed.
        findings_settled: bool,
        /// Authority named for production without a judge.
        authority: String,
        /// The particular-person question was answered.
        particular_person_answered: bool,
        /// Gaps were shown to counsel.
        gaps_shown: bool,
        /// Attachment id of the signed opinion.
        opinion: String,
        /// Counsel's words.
        words: String,
        /// What counsel asked to be done.
        follow_up: String,
    }
);
form!(
    /// A visit.
    VisitForm {
        /// ISO time.
        from: String,
        /// ISO time.
        until: String,
        /// Place.
        place: String,
        /// Who came and what they showed.
        officers: String,
        /// What was said.
        said: String,
        /// What was done or taken.
        done: String,
        /// Staff present.
        staff: String,
    }
);
form!(
    /// Preservation.
    PreservationForm {
        /// Only offered.
        offered_only: bool,
        /// What is kept.
        what: String,
        /// For which time; empty where no period is known.
        period: String,
        /// Systems, one each.
        systems: Vec<String>,
        /// ISO date of review.
        review_on: String,
        /// Who was told.
        told: String,
    }
);
form!(
    /// What is planned to go out.
    ReleaseForm {
        /// Fields.
        fields: Vec<ReleaseField>,
        /// Person.
        person: String,
        /// Period.
        period: String,
        /// Enclosed pages.
        enclosed: String,
    }
);
form!(
    /// One field that goes out.
    ReleaseField {
        /// Kind of data.
        data: String,
        /// Label in the letter.
        label: String,
        /// Value in the letter.
        value: String,
    }
);
form!(
    /// A decision.
    DecisionForm {
        /// Outcome code.
        outcome: String,
        /// Reason as the asker may read it.
        reason: String,
        /// The decider says again that no conflict exists.
        no_conflict: bool,
    }
);
form!(
    /// A delivery.
    DeliveryForm {
        /// Letter id; empty while only planned.
        letter: String,
        /// Method code.
        method: String,
        /// To whom.
        to: String,
        /// Address, number or mailbox.
        address: String,
        /// Address looked at again today.
        address_confirmed: bool,
        /// ISO time; empty while only planned.
        sent_at: String,
        /// Receipt or dispatch.
        receipt: String,
    }
);
form!(
    /// A letter written outside.
    OutsideLetterForm {
        /// Code in the catalogue.
        code: String,
        /// Attachment id of the scan.
        scan: String,
        /// ISO date on the paper.
        dated: String,
        /// Who signed.
        signed_by: String,
    }
);
form!(
    /// Setup, when everything is filled in.
    SetupForm {
        /// Folder.
        folder: String,
        /// Practice vault.
        practice: bool,
        /// Id of the policy to adopt, one of those inside the program; empty means the first.
        policy: String,
        /// Profile.
        profile: ProfileForm,
        /// Director.
        director: DirectorForm,
        /// Counsel.
        counsel: CounselForm,
        /// Closure days.
        closures: Vec<ClosureForm>,
    }
);
form!(
    /// Somebody who was told of a sealed matter.
    ReadInForm {
        /// Person id of somebody of the office; empty for somebody outside.
        person: String,
        /// Name of somebody outside.
        name: String,
        /// Why this person needs to know.
        why: String,
        /// The lawyer who said so.
        allowed_by: String,
        /// ISO time.
        told_at: String,
    }
);
form!(
    /// What orders silence.
    GagForm {
        /// The words of the paper.
        words: String,
        /// ISO date; empty if the paper names none.
        ends_on: String,
        /// ISO date on which it is looked at again.
        review_on: String,
        /// Day on which the government was told that a judge is to review it, ISO; empty while that was not asked for.
        review_asked_on: String,
    }
);
form!(
    /// Lifting a seal.
    UnsealForm {
        /// Lawyer who confirmed in writing.
        lawyer: String,
        /// ISO date of the writing.
        confirmed_on: String,
        /// Attachment id of the writing.
        confirmation: String,
        /// The second person, by name.
        second_person: String,
        /// How and when the second person agreed.
        agreed: String,
        /// Why the silence is over.
        reason: String,
    }
);
/// What the new-request screen draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FirstContactView {
    /// Channels.
    pub channels: Vec<super::Labelled>,
    /// First-contact questions in order; each has its code, heading, hint and choices.
    pub questions: Vec<FirstQuestion>,
    /// Kinds of data.
    pub data_kinds: Vec<super::DataKind>,
    /// Now, the default time of arrival.
    pub now: super::Moment,
    /// What keeps a real request from starting, in words.
    pub not_ready: Vec<String>,
    /// Types for the expert's search: code and name.
    pub types: Vec<super::Labelled>,
}

/// A first-contact question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FirstQuestion {
    /// Code.
    pub code: String,
    /// Heading.
    pub heading: String,
    /// Hint.
    pub hint: Option<String>,
    /// Several may be chosen.
    pub several: bool,
    /// Choices.
    pub choices: Vec<super::ChoiceView>,
    /// Shown only when each named question has one of these answers.
    pub only_when: BTreeMap<String, Vec<String>>,
    /// It may be answered otherwise for one part of the request.
    pub by_part: bool,
}

/// What the first-contact answers lead to, shown before the request is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RoutePreview {
    /// Type name.
    pub kind: String,
    /// One sentence that tests it: what this is.
    pub what: String,
    /// It is the careful path.
    pub careful: bool,
    /// What to say to the person in front of you.
    pub script: Option<String>,
    /// A stop that applies at once, in one line.
    pub stop: Option<String>,
    /// The asker must not be asked for a name or a reason.
    pub anonymous: bool,
    /// It will be sealed: no number, and nothing of it in any list for others.
    pub sealed: bool,
}
