//! A record as plain lists, and random acts that are done to the vault and to the lists alike.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use vault::{
    Batch, BlobId, Disposal, DraftKey, Founding, KdfCost, Opening, Passphrase, Profile, RecoverySheet, Slot,
    StreamClass, StreamId, UnlockSecret, Vault, VaultError,
};

use crate::acts::{DIRECTOR, NEW_WORDS, minute, person, text_of, when_free};
use crate::plan::Dice;

/// A vault and what it should hold.
pub(crate) struct Played {
    pub(crate) root: PathBuf,
    pub(crate) vault: Option<Vault>,
    pub(crate) words: &'static str,
    pub(crate) sheet: String,
    streams: Vec<(StreamId, StreamClass)>,
    entries: Vec<(StreamId, Vec<u8>)>,
    drafts: BTreeMap<(StreamId, String), Vec<u8>>,
    blobs: BTreeMap<BlobId, (StreamId, Vec<u8>)>,
    guests: Vec<Slot>,
    clock: i64,
}

const CLASSES: [StreamClass; 4] =
    [StreamClass::Office, StreamClass::Case, StreamClass::Counsel, StreamClass::Sealed];

impl Played {
    pub(crate) fn begun(root: &Path) -> Self {
        let profile = Profile { folder: root.join("profile") };
        let founding = Founding {
            folder: root.join("vault"),
            profile: &profile,
            passphrase: Passphrase::typed(DIRECTOR),
            director_label: "Director",
            practice: false,
            kdf: KdfCost::Cheap,
            now: minute(0),
        };
        let (vault, sheet) = vault::create(founding).unwrap();
        Self {
            root: root.to_path_buf(),
            vault: Some(vault),
            words: DIRECTOR,
            sheet: text_of(&sheet),
            streams: Vec::new(),
            entries: Vec::new(),
            drafts: BTreeMap::new(),
            blobs: BTreeMap::new(),
            guests: Vec::new(),
            clock: 0,
        }
    }

    pub(crate) fn vault(&mut self) -> &mut Vault {
        self.vault.as_mut().unwrap()
    }

    pub(crate) fn secret(&self) -> UnlockSecret {
        UnlockSecret::Person(Slot::named("u1"), Passphrase::typed(self.words))
    }

    pub(crate) fn entries(&self) -> usize {
        self.entries.len()
    }

    /// One random act.
    pub(crate) fn play(&mut self, dice: &mut Dice) -> Result<&'static str, VaultError> {
        // Clocks go forward, stand still, and are set back.
        self.clock += [0, 1, 1, 7, -3][dice.below(5)];
        let now = minute(self.clock);
        match dice.below(24) {
            0..=9 => self.record(dice).map(|()| "record"),
            10..=13 => {
                let Some((stream, _)) = self.any_stream(dice) else {
                    return self.record(dice).map(|()| "record");
                };
                let key = DraftKey { stream, name: format!("draft {}", dice.below(3)) };
                let length = dice.below(3000);
                let bytes = dice.bytes(length);
                self.vault().save_draft(&key, &bytes, now)?;
                self.drafts.insert((key.stream, key.name), bytes);
                Ok("save a draft")
            }
            14 => {
                let Some((stream, name)) = self.drafts.keys().next().cloned() else { return Ok("nothing") };
                self.drafts.remove(&(stream, name.clone()));
                self.vault().delete_draft(&DraftKey { stream, name })?;
                Ok("delete a draft")
            }
            15 => {
                let guest = person("Guest", "soft copper engines sing eleven songs");
                if self.guests.len() < 6 {
                    let slot = self.vault().add_person(&guest, now)?.slot;
                    self.guests.push(slot);
                }
                Ok("add a person")
            }
            16 => {
                if let Some(slot) = self.guests.pop() {
                    self.vault().revoke_person(&slot, now)?;
                }
                Ok("end an access")
            }
            17 => {
                let sheet = RecoverySheet::draw()?;
                let groups = sheet.groups();
                let typed = [(0, groups[0].as_str()), (5, groups[5].as_str())];
                self.vault().renew_sheet(&sheet, &typed, KdfCost::Cheap, now)?;
                self.sheet = text_of(&sheet);
                Ok("renew the sheet")
            }
            18 => {
                let new = if self.words == DIRECTOR { NEW_WORDS } else { DIRECTOR };
                let (old, words) = (Passphrase::typed(self.words), Passphrase::typed(new));
                self.vault().change_passphrase(&old, &words, &[], KdfCost::Cheap)?;
                self.words = new;
                Ok("change the passphrase")
            }
            _ => {
                if let Some(vault) = self.vault.take() {
                    // Half of the time the program just ends.
                    if dice.is_heads() {
                        vault.close()?;
                    }
                }
                let (folder, profile) =
                    (self.root.join("vault"), Profile { folder: self.root.join("profile") });
                let opened = when_free(|| vault::open(&folder, &profile, self.secret(), now))?;
                let (vault, Opening { rolled_back, .. }) = opened;
                assert_eq!(rolled_back, None);
                self.vault = Some(vault);
                Ok("open again")
            }
        }
    }

    fn any_stream(&self, dice: &mut Dice) -> Option<(StreamId, StreamClass)> {
        self.streams.get(dice.below(self.streams.len())).copied()
    }

    fn record(&mut self, dice: &mut Dice) -> Result<(), VaultError> {
        let now = minute(self.clock);
        let mut batch = Batch::new();
        let mut entries = Vec::new();
        let mut blobs = Vec::new();
        let begun = (self.streams.is_empty() || dice.below(3) == 0)
            .then(|| (StreamId::make().unwrap(), CLASSES[dice.below(4)]));
        if let Some((stream, class)) = begun {
            batch.stream(stream, class);
        }
        for _ in 0..=dice.below(3) {
            let old = self.any_stream(dice);
            let (stream, _) = if dice.is_heads() { begun.or(old) } else { old.or(begun) }.unwrap();
            let length = dice.below(1500);
            let payload = dice.bytes(length);
            batch.entry(stream, payload.clone());
            entries.push((stream, payload));
            if dice.below(6) == 0 {
                let length = dice.below(40_000);
                let (blob, bytes) = (BlobId::make()?, dice.bytes(length));
                batch.blob(stream, blob, bytes.clone());
                blobs.push((blob, (stream, bytes)));
            }
        }
        let drafts: Vec<_> = self.drafts.keys().filter(|_| dice.below(5) == 0).cloned().collect();
        for (stream, name) in &drafts {
            batch.clear_draft(DraftKey { stream: *stream, name: name.clone() });
        }
        self.vault().append(batch, now)?;
        self.streams.extend(begun);
        self.entries.extend(entries);
        self.blobs.extend(blobs);
        self.drafts.retain(|key, _| !drafts.contains(key));
        Ok(())
    }

    /// Disposes of some of the streams that may be, and says which, with what was read of them. Nothing where there is none.
    pub(crate) fn dispose(
        &mut self,
        dice: &mut Dice,
        look: impl FnOnce(&[StreamId]),
    ) -> Result<Vec<StreamId>, VaultError> {
        let may_go = self.streams.iter().filter(|(_, class)| *class != StreamClass::Office);
        let mut gone: Vec<_> = may_go.map(|(stream, _)| *stream).filter(|_| dice.is_heads()).collect();
        gone.truncate(5);
        if gone.is_empty() {
            return Ok(gone);
        }
        look(&gone);
        let now = minute(self.clock);
        self.vault().dispose(&disposal_of(&gone, false), now)?;
        self.forget(&gone);
        Ok(gone)
    }

    /// Takes streams off the lists.
    fn forget(&mut self, gone: &[StreamId]) {
        self.streams.retain(|(stream, _)| !gone.contains(stream));
        self.entries.retain(|(stream, _)| !gone.contains(stream));
        self.drafts.retain(|(stream, _), _| !gone.contains(stream));
        self.blobs.retain(|_, (stream, _)| !gone.contains(stream));
    }

    /// Whether a vault holds exactly what the lists hold.
    pub(crate) fn agrees(&self, vault: &Vault) -> Result<(), String> {
        let said = |error: VaultError| error.to_string();
        let entries: Vec<_> = vault
            .entries()
            .map_err(said)?
            .into_iter()
            .map(|entry| (entry.stream, entry.payload.to_vec()))
            .collect();
        if entries != self.entries {
            return Err(format!(
                "{} entries, {} were recorded, or others",
                entries.len(),
                self.entries.len()
            ));
        }
        let drafts: BTreeMap<_, _> = vault
            .drafts()
            .map_err(said)?
            .into_iter()
            .map(|draft| ((draft.key.stream, draft.key.name), draft.bytes.to_vec()))
            .collect();
        if drafts != self.drafts {
            return Err(format!("{} drafts, {} were saved, or others", drafts.len(), self.drafts.len()));
        }
        for (blob, (_, bytes)) in &self.blobs {
            if vault.read_blob(*blob).map_err(said)?.as_slice() != bytes.as_slice() {
                return Err(format!("the attachment {blob} is another"));
            }
        }
        let problems = vault.verify().problems;
        if problems.is_empty() { Ok(()) } else { Err(format!("{problems:?}")) }
    }
}

/// The order to dispose of these.
pub(crate) fn disposal_of(streams: &[StreamId], again: bool) -> Disposal {
    Disposal {
        streams: streams.iter().copied().collect(),
        rule: "rule".to_owned(),
        authority: "authority".to_owned(),
        again,
        entries: Vec::new(),
    }
}
