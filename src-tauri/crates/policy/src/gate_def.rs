//! Gates as a pack defines them: a kind that the program can compute, with the pack's own name, words and parameters.

use crate::Condition;
use domain::{DataCode, GateCode, ProvisionCode};
use serde::{Deserialize, Serialize};

/// Kinds of gate that can be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateKind {
    /// Director, or designee while the Director is away.
    Authority,
    /// The Director in person.
    DirectorOnly,
    /// Who is asking.
    Identity,
    /// The paper's facts are on file.
    Instrument,
    /// A judge's finding, or counsel's opinion in its place.
    Judge,
    /// Counsel was reached and asked.
    CounselConsulted,
    /// Counsel's advice is on record and kept to.
    CounselAdvice,
    /// What goes out is named and approved.
    Scope,
    /// The paper is in force.
    Live,
    /// The patron consents.
    Consent,
    /// Secrecy was looked for.
    Gag,
    /// A written authorization.
    Authorization,
    /// No opt-in data goes to a third party.
    OptIn,
    /// A second look.
    SecondLook,
    /// The channel is safe.
    Delivery,
    /// The fee is settled.
    Fee,
    /// No more than needed.
    Minimum,
    /// Contract and ticket.
    Vendor,
    /// No conflict of interest.
    Conflict,
}

/// A gate of the pack: a kind with its name, words and parameters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateDef {
    /// Its code.
    pub code: GateCode,
    /// Its kind.
    pub kind: GateKind,
    /// Its name.
    pub name: String,
    /// What it needs.
    pub needs: String,
    /// How to meet it.
    pub how: String,
    /// Who can meet it.
    pub who: String,
    /// Provisions and statutes it rests on, as labels.
    #[serde(default)]
    pub grounds: Vec<String>,
    /// Authority: the provision on what follows while the Director's post is vacant.
    pub on_vacancy: Option<ProvisionCode>,
    /// Instrument: answers that leave a gap on the paper.
    #[serde(default)]
    pub amber_when: Condition,
    /// Scope: answers that say that the paper names somebody.
    #[serde(default)]
    pub named_when: Condition,
    /// Judge: answers any of which says that a judge signed or approved.
    #[serde(default)]
    pub judge: Condition,
    /// Judge: answers that say the findings are there.
    #[serde(default)]
    pub findings: Condition,
    /// Live: answers that say the paper is used up.
    #[serde(default)]
    pub ended_when: Condition,
    /// Consent, fee and vendor: answers that meet it, of the questions the type asks.
    #[serde(default)]
    pub met_when: Condition,
    /// Consent: answers that speak against it.
    #[serde(default)]
    pub doubt_when: Condition,
    /// Gag and conflict: answers that say there is none.
    #[serde(default)]
    pub asked: Condition,
    /// Gag: answers that say the paper has no such term.
    #[serde(default)]
    pub paper_none: Condition,
    /// Gag: answers that say the paper only asks for silence.
    #[serde(default)]
    pub paper_request: Condition,
    /// Minimum: kinds of data that never go out here, whatever a row lists.
    #[serde(default)]
    pub never: Vec<DataCode>,
    /// Second look: the forced pause, in minutes.
    #[serde(default)]
    pub pause_minutes: u32,
    /// Fee: minutes of a job that are free.
    #[serde(default)]
    pub free_minutes: u32,
}

impl GateDef {
    /// Every condition that it reads, of whatever kind it is.
    pub(crate) fn conditions(&self) -> [&Condition; 10] {
        [
            &self.amber_when,
            &self.named_when,
            &self.judge,
            &self.findings,
            &self.ended_when,
            &self.met_when,
            &self.doubt_when,
            &self.asked,
            &self.paper_none,
            &self.paper_request,
        ]
    }
}
