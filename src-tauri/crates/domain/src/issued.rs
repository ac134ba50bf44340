//! Letters and memos as records: issued, printed, copied, delivered, written outside, or waived.

use crate::{AttachmentId, Capacity, LetterCode, LetterId, PartId, PersonId, PrintedJob, ReleaseManifest};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The frozen letter: the exact bytes are in the vault under `pdf`, their SHA-256 is here. A correction is a new letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedLetter {
    /// Its identity.
    pub id: LetterId,
    /// Which letter of the catalogue.
    pub code: LetterCode,
    /// Its title, as lists show it.
    pub title: String,
    /// Parts it answers.
    pub parts: Vec<PartId>,
    /// Where the bytes are kept.
    pub pdf: AttachmentId,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Number of pages.
    pub pages: u32,
    /// Who signs.
    pub signer: PersonId,
    /// In which capacity; authority is checked again at each print.
    pub capacity: Capacity,
    /// Internal memo rather than a letter that leaves the building.
    pub internal: bool,
    /// Privileged memo for counsel.
    pub privileged: bool,
    /// The issued letter this one corrects.
    pub corrects: Option<LetterId>,
    /// It tells what was decided, so that its print completes the decision.
    #[serde(default)]
    pub tells_decision: bool,
    /// What goes with it, where that was chosen.
    #[serde(default)]
    pub manifest: Option<ReleaseManifest>,
}

/// What the print dialog reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintOutcome {
    /// Sent to the printer.
    Printed,
    /// The person cancelled the dialog.
    #[default]
    Cancelled,
    /// The system reported a failure.
    Failed,
}

/// One print of an issued letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Print {
    /// Which letter.
    pub letter: LetterId,
    /// What the system reported.
    pub outcome: PrintOutcome,
    /// What the person said when asked whether the paper came out right; `None` until asked.
    pub looked_right: Option<bool>,
    /// What was handed to the printer, where this program did it.
    pub job: Option<PrintedJob>,
}

impl Print {
    /// Whether it put something on paper, or says how the paper came out. One that was cancelled, or that no printer took, leaves
    /// what was printed before.
    pub fn is_about_paper(&self) -> bool {
        self.outcome == PrintOutcome::Printed || self.looked_right.is_some()
    }
}

/// How a letter or its enclosures left the building (G14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryMethod {
    /// Handed over, with a receipt.
    #[default]
    InHand,
    /// Sealed mail.
    SealedMail,
    /// Certified mail.
    CertifiedMail,
    /// A secure electronic transfer.
    SecureTransfer,
    /// Read out, where an oral answer is enough.
    ReadOut,
    /// To staff or counsel, inside the city.
    Internal,
}

/// A planned or completed delivery (G14): the channel fits, the address was confirmed today, and afterwards the receipt or
/// dispatch is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Delivery {
    /// Which letter; `None` while the channel is only planned.
    pub letter: Option<LetterId>,
    /// How.
    pub method: DeliveryMethod,
    /// To whom, as on the envelope or receipt.
    pub to: String,
    /// The address, number or mailbox used.
    pub address: String,
    /// The address was checked again on this day.
    pub address_confirmed: bool,
    /// When it was handed over or sent; `None` while only planned.
    pub sent_at: Option<NaiveDateTime>,
    /// Receipt, tracking number, or who signed.
    pub receipt: Option<String>,
    /// Part whose release the channel is planned for; empty means the whole request.
    pub parts: Vec<PartId>,
}

/// A catalogued letter that was written outside the program, with its scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsideLetter {
    /// Its identity here.
    pub id: LetterId,
    /// Which letter of the catalogue.
    pub code: LetterCode,
    /// Its title, as lists show it.
    pub title: String,
    /// Parts it answers.
    pub parts: Vec<PartId>,
    /// The scan.
    pub scan: AttachmentId,
    /// Date on the paper.
    pub dated: chrono::NaiveDate,
    /// Who signed it, in words.
    pub signed_by: String,
}

/// A mandatory letter that will not be written, with the reason. Some letters can never be waived; the pack says which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Which letter of the catalogue.
    pub code: LetterCode,
    /// Why it is not needed.
    pub reason: String,
    /// The parts that needed it then; none in records made before that was kept. Another part, or a later decision of one of
    /// them, needs the letter again.
    #[serde(default)]
    pub parts: Vec<PartId>,
}

/// A file kept with a request, byte-exact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Attachment {
    /// Its identity.
    pub id: AttachmentId,
    /// File name as it came, without folders.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// What kind of file its first bytes say it is, in words.
    pub media: String,
    /// What the person says it is.
    pub what: String,
    /// Kept with counsel's advice.
    pub privileged: bool,
}
