//! What goes with a letter: the files that were chosen while it was written, and the manifest that is frozen when it is issued.

use crate::{AttachmentId, DeliveryMethod, LetterCode, Part, PartId};
use serde::{Deserialize, Serialize};

/// A file that goes with a letter: as it came, or a redacted copy.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EnclosedFile {
    /// Which file of the request.
    pub file: AttachmentId,
    /// SHA-256 of its bytes when it was chosen, hexadecimal.
    pub sha256: String,
    /// The part whose release it belongs to.
    pub part: PartId,
}

/// What goes with a letter was chosen. A later choice for the same letter replaces it; issuing freezes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EnclosuresChosen {
    /// Which letter of the catalogue.
    pub letter: LetterCode,
    /// To whom it goes, as the record names whoever asked.
    pub to: String,
    /// How it leaves.
    pub method: DeliveryMethod,
    /// The files, in the order in which they follow the letter.
    pub files: Vec<EnclosedFile>,
}

/// What a part gives out, as it was approved.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Released {
    /// Which part.
    pub part: PartId,
    /// The version of its plan that was approved.
    pub plan_version: u32,
    /// The fields, as the letter calls them. Their values are in the letter alone.
    pub fields: Vec<String>,
    /// The dates they cover, in words.
    pub period: Option<String>,
}

impl Released {
    /// What the plan of a part gives out, as it stands.
    pub fn planned(part: &Part) -> Self {
        let plan = part.plan.as_ref();
        let fields = plan.map(|plan| plan.fields.iter().map(|field| field.label.clone()).collect());
        Self {
            part: part.id,
            plan_version: part.plan_version,
            fields: fields.unwrap_or_default(),
            period: plan.and_then(|plan| plan.period.clone()),
        }
    }
}

/// What an issued letter carries, frozen with it. Its page is in the vault under `pdf`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReleaseManifest {
    /// To whom.
    pub to: String,
    /// How it leaves.
    pub method: DeliveryMethod,
    /// Fields and dates, part by part.
    pub released: Vec<Released>,
    /// The files that follow the manifest's page.
    pub files: Vec<EnclosedFile>,
    /// Where the bytes of its page are kept.
    pub pdf: AttachmentId,
    /// SHA-256 of those bytes, hexadecimal.
    pub sha256: String,
    /// Number of its pages.
    pub pages: u32,
}

/// Everything that was handed to the printer in one print: the letter, its manifest, and the files that go with it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PrintedJob {
    /// Sheets.
    pub sheets: u32,
    /// Bytes of all their pictures.
    pub bytes: u64,
    /// SHA-256 over the pictures in order, each after its length in eight bytes; hexadecimal.
    pub sha256: String,
}
