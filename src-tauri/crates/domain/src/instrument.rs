//! The paper: a subpoena, order, warrant or letter, with the facts copied from it.

use crate::deadline::Due;
use crate::{AttachmentId, DataCode};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A fact that belongs on a paper. Any of them may be recorded as *not stated on the paper*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstrumentField {
    /// What the paper calls itself.
    Kind,
    /// Court or agency that issued it.
    Issuer,
    /// Case or file number.
    CaseNumber,
    /// Who signed.
    Signer,
    /// The signer's office.
    SignerOffice,
    /// Date on the paper.
    Dated,
    /// Return or expiry date.
    ReturnBy,
    /// Exactly what it commands.
    Scope,
    /// How it was served.
    Service,
}

impl InstrumentField {
    /// All fields, in the order of a paper read from the top.
    pub const ALL: [Self; 9] = [
        Self::Kind,
        Self::Issuer,
        Self::CaseNumber,
        Self::Dated,
        Self::Scope,
        Self::ReturnBy,
        Self::Signer,
        Self::SignerOffice,
        Self::Service,
    ];
}

/// One version of the paper as recorded. A corrected or replaced paper is a new version; advice belongs to one version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Instrument {
    /// What the paper calls itself, word for word. Stored under another name: `kind` says which event it is.
    #[serde(rename = "calls_itself")]
    pub kind: Option<String>,
    /// Court or agency printed at the top.
    pub issuer: Option<String>,
    /// Case or file number.
    pub case_number: Option<String>,
    /// Name of the signer.
    pub signer: Option<String>,
    /// Office of the signer.
    pub signer_office: Option<String>,
    /// Date on the paper.
    pub dated: Option<NaiveDate>,
    /// Return or expiry, as printed: a day with its hour, or a day alone where the paper states no hour.
    pub return_by: Option<Due>,
    /// Last day on which it may be carried out, as printed (K8).
    pub execute_by: Option<NaiveDate>,
    /// The return typed a second time; it counts only when both agree.
    pub return_by_again: Option<Due>,
    /// Exactly what it commands, word for word.
    pub scope: Option<String>,
    /// Whom it names, a person or an organization, word for word; `None` where it names nobody, or that was not copied.
    pub names: Option<String>,
    /// The kinds of data its words reach.
    pub data: Vec<DataCode>,
    /// The period its words reach, word for word.
    pub period: Option<String>,
    /// How it was served.
    pub service: Option<String>,
    /// When it was served.
    pub served_at: Option<NaiveDateTime>,
    /// Fields the paper does not state.
    pub not_stated: Vec<InstrumentField>,
    /// The copy kept with the request.
    pub copy: Option<AttachmentId>,
}

impl Instrument {
    /// Whether a field has a value on this version.
    pub fn has(&self, field: InstrumentField) -> bool {
        match field {
            InstrumentField::Kind => self.kind.is_some(),
            InstrumentField::Issuer => self.issuer.is_some(),
            InstrumentField::CaseNumber => self.case_number.is_some(),
            InstrumentField::Signer => self.signer.is_some(),
            InstrumentField::SignerOffice => self.signer_office.is_some(),
            InstrumentField::Dated => self.dated.is_some(),
            InstrumentField::ReturnBy => self.return_by.is_some(),
            InstrumentField::Scope => self.scope.is_some(),
            InstrumentField::Service => self.service.is_some(),
        }
    }

    /// Fields that are neither recorded nor marked as not stated: still to be copied from the paper.
    pub fn missing(&self) -> Vec<InstrumentField> {
        let open = |field: &InstrumentField| !self.has(*field) && !self.not_stated.contains(field);
        InstrumentField::ALL.into_iter().filter(open).collect()
    }

    /// The return date, if it was typed twice alike.
    pub fn confirmed_return(&self) -> Option<Due> {
        self.return_by.filter(|first| self.return_by_again == Some(*first))
    }
}
