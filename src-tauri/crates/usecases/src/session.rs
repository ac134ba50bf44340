//! An open vault with its current state in memory: rebuilt from the log at unlock, thrown away at lock.

use crate::breakage::{Breakage, is_broken};
use crate::sight::Cases;
use crate::{Error, Result, Surroundings};
use domain::{
    Authority, Capacity, Matter, Office, OfficeEvent, PersonId, PrivilegedWords, Recorded, Request,
    RequestEvent, RequestId, Standing, authority,
};
use policy::Pack;
use std::collections::BTreeMap;
use vault::index::Index;
use vault::{StreamId, Vault};

/// A request with what was recorded about it, in order.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// Its stream.
    pub(crate) stream: StreamId,
    /// Its privileged streams: each person's own, begun with the first words of counsel or the first privileged file that they
    /// kept. Whoever is not given what counsel said reads their own and no other.
    pub(crate) counsel: Vec<CounselStream>,
    /// Current state.
    pub(crate) request: Request,
    /// Everything recorded, oldest first.
    pub(crate) log: Vec<Recorded<RequestEvent>>,
    /// Counsel's words, in the order of the advice.
    pub(crate) privileged: Vec<Recorded<PrivilegedWords>>,
}

/// A privileged stream of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CounselStream {
    pub(crate) stream: StreamId,
    /// Who began it and writes into it.
    pub(crate) by: Option<PersonId>,
}

impl Case {
    /// A case before its first entry.
    pub(crate) fn new(id: RequestId, stream: StreamId) -> Self {
        let request = Request::new(id);
        Self { stream, counsel: Vec::new(), request, log: Vec::new(), privileged: Vec::new() }
    }

    /// Every stream of it that can be read here.
    pub(crate) fn streams(&self) -> impl Iterator<Item = StreamId> {
        std::iter::once(self.stream).chain(self.counsel.iter().map(|counsel| counsel.stream))
    }

    /// The privileged stream into which this person writes, once it began.
    pub(crate) fn counsel_of(&self, person: PersonId) -> Option<StreamId> {
        self.counsel.iter().find(|counsel| counsel.by == Some(person)).map(|counsel| counsel.stream)
    }

    /// Remembers a privileged stream where it is first met. One of an earlier version does not say whose it is.
    pub(crate) fn meet_counsel(&mut self, stream: StreamId, by: Option<PersonId>) {
        if !self.counsel.iter().any(|counsel| counsel.stream == stream) {
            self.counsel.push(CounselStream { stream, by });
        }
    }

    /// What goes on from this case under another identity: all that it held, and from here on streams of its own.
    pub(crate) fn going_on(&self, id: RequestId, stream: StreamId) -> Self {
        Self {
            stream,
            counsel: Vec::new(),
            request: Request { id, ..self.request.clone() },
            log: self.log.clone(),
            privileged: self.privileged.clone(),
        }
    }
}

/// A session: somebody at an unlocked vault.
pub struct Session {
    pub(crate) vault: Vault,
    pub(crate) world: Surroundings,
    pub(crate) office: Office,
    pub(crate) office_log: Vec<Recorded<OfficeEvent>>,
    pub(crate) office_stream: StreamId,
    pub(crate) cases: Cases,
    /// Where each person keeps what is being typed and belongs to no request yet.
    pub(crate) desks: BTreeMap<PersonId, StreamId>,
    /// Adopted packs by digest.
    pub(crate) packs: BTreeMap<String, Pack>,
    pub(crate) texts: letters::Catalogue,
    pub(crate) index: Index,
    pub(crate) me: PersonId,
    /// How slow a guess at a passphrase set here is to be.
    pub(crate) kdf: vault::KdfCost,
    /// The recovery sheet just made, until two of its groups were typed back.
    pub(crate) unproved_sheet: Option<vault::RecoverySheet>,
    /// A new recovery sheet that is not in force yet, with the groups to be typed back.
    pub(crate) drawn_sheet: Option<(vault::RecoverySheet, Vec<u32>)>,
    pub(crate) sheet_questions: Vec<u32>,
    /// A redacted copy that was made and is not kept yet.
    pub(crate) held_copy: Option<crate::redaction::MadeCopy>,
    /// What was handed to the printer last, until it is known how that ended.
    pub(crate) held_job: Option<(domain::LetterId, domain::PrintedJob)>,
    /// What went to the printer, and nobody said how it ended.
    pub(crate) cut_off: crate::letter::CutOff,
    /// The person here has to accept the duty of confidence before anything is shown.
    pub(crate) duty_asked: bool,
    /// What became of the day's backup.
    pub(crate) daily: crate::backups::Daily,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session(…)")
    }
}

impl Session {
    /// Now, by the office clock.
    pub(crate) fn now(&self) -> chrono::NaiveDateTime {
        self.world.office_time()
    }

    /// Whether nothing here is real.
    pub fn is_practice(&self) -> bool {
        self.vault.is_practice()
    }

    /// Closes the vault: keys are wiped and the head is noted in the profile.
    pub fn close(self) -> Result<()> {
        self.vault.close().map_err(Error::from)
    }

    /// The pack a request is decided under.
    pub(crate) fn pack_of(&self, request: &Request) -> Result<&Pack> {
        self.packs.get(&request.pack.digest).ok_or_else(|| {
            Error::new(
                crate::Code::PackRefused,
                format!("The policy version this request is decided under ({}) is not in the vault.", request.pack.version),
                "The request is safe and can be read. Decide nothing; verify the vault under Settings and ask for support.",
            )
        })
    }

    /// The pack in force for new requests.
    pub(crate) fn pack(&self) -> Result<&Pack> {
        let digest = self.office.pack().map(|pack| pack.digest.as_str()).unwrap_or_default();
        self.packs.get(digest).ok_or_else(|| {
            Error::new(
                crate::Code::PackRefused,
                "No policy is adopted in this vault.",
                "Nothing can be decided without one. Verify the vault under Settings and ask for support.",
            )
        })
    }

    /// Whether the person here may decide in a matter, and why.
    pub(crate) fn authority(&self, matter: &Matter) -> Authority {
        if matter.director_only && is_broken(Breakage::DirectorNotAsked) {
            return self.authority(&Matter { director_only: false, ..matter.clone() });
        }
        authority(&self.office, self.me, matter, self.now())
    }

    /// Standing in a matter, or the refusal.
    pub(crate) fn standing(&self, matter: &Matter) -> Result<Standing> {
        self.authority(matter).standing.map_err(Error::from)
    }

    /// The capacity entries are made in: the standing one, or staff.
    pub(crate) fn capacity(&self) -> Capacity {
        self.authority(&Matter::default()).standing.map_or(Capacity::Staff, |standing| standing.capacity())
    }

    /// The capacity entries on a request are made in: the standing one has there, or staff.
    pub(crate) fn capacity_in(&self, request: &Request) -> Capacity {
        let standing = crate::ruling::standing_in_any(self, request);
        standing.map_or(Capacity::Staff, |standing| standing.capacity())
    }

    /// Who is signed in.
    #[cfg(feature = "testing")]
    pub fn me(&self) -> String {
        self.me.to_string()
    }

    /// Passphrases set from here on are tried at once. For tests.
    #[cfg(feature = "testing")]
    pub fn with_quick_keys(mut self) -> Self {
        self.kdf = vault::KdfCost::Cheap;
        self
    }

    /// Takes in files of letter texts beside those that come with the program. For tests.
    ///
    /// # Errors
    /// What is wrong with the texts.
    #[cfg(feature = "testing")]
    pub fn add_texts(&mut self, further: &[(&str, &str)]) -> Result<()> {
        let further = further.iter().map(|(name, source)| ((*name).to_owned(), *source));
        let shipped = letters::shipped_files().map_err(|problem| vec![problem])?;
        self.texts = letters::Catalogue::read(shipped.into_iter().chain(further))?;
        Ok(())
    }

    /// As if somebody else had signed in. Until people sign in by themselves the rules are proved in this way.
    ///
    /// # Errors
    /// Nobody of the office has this identity.
    #[cfg(feature = "testing")]
    pub fn act_as(&mut self, person: &str) -> Result<()> {
        let person = person.parse().map_err(|_| domain::Refusal::not_found())?;
        self.office.people.get(&person).ok_or_else(domain::Refusal::not_found)?;
        self.me = person;
        self.look_again()
    }
}
