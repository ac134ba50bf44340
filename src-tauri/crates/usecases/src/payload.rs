//! The form in which events stand in the vault. Versioned: an older form is read for ever and never rewritten.

use crate::{Error, Result};
use domain::{OfficeEvent, PersonId, PrivilegedWords, Recorded, RequestEvent, RequestId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const VERSION: u32 = 1;

/// One entry of the journal.
#[allow(
    clippy::large_enum_variant,
    reason = "one entry at a time is written or read; none is kept in this form"
)]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Payload {
    /// The office.
    Office { recorded: Recorded<OfficeEvent> },
    /// A request.
    Request { request: RequestId, recorded: Recorded<RequestEvent> },
    /// The privileged stream of a request begins.
    CounselBegun {
        request: RequestId,
        /// Who writes into it; not said by earlier versions.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// Counsel's words on a request: the nth advice of its case.
    Counsel { request: RequestId, recorded: Recorded<PrivilegedWords> },
    /// The stream of what a person is typing begins.
    DeskBegun { person: PersonId },
}

#[derive(Serialize)]
struct Written<'a> {
    v: u32,
    entry: &'a Payload,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    v: u32,
    entry: Payload,
}

/// As bytes for the vault.
pub(crate) fn write(payload: &Payload) -> Result<Vec<u8>> {
    serde_json::to_vec(&Written { v: VERSION, entry: payload })
        .map_err(|_| Error::internal("an entry could not be written in its stored form"))
}

/// Back from the vault.
pub(crate) fn read(bytes: &Zeroizing<Vec<u8>>) -> Result<Payload> {
    match serde_json::from_slice::<Read>(bytes) {
        Ok(read) if read.v == VERSION => Ok(read.entry),
        _ => Err(Error::new(
            crate::Code::VaultDamaged,
            "An entry of this vault was written by a newer version of the program.",
            "Nothing was changed. Open the vault with that version.",
        )),
    }
}
