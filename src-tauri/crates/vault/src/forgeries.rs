//! Tests with forgeries that need keys of the vault's own making; the tests beside the crate meet all others.

use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use rusqlite::TransactionBehavior;
use zeroize::Zeroizing;

use crate::append::Pen;
use crate::blobs::chunk_binding;
use crate::error::{KeyringError, StorageCause, VaultError};
use crate::event::{Header, RowClass, insert_row, make_row, print_time};
use crate::hex_bytes::Hex;
use crate::hpke_wrap;
use crate::ids::{BlobId, EntryId, StreamId};
use crate::keyring::{self, Keyring, NewUser, Role, UserSecret};
use crate::keyring_file;
use crate::open::{Opening, UnlockSecret, open, try_slots};
use crate::passphrase::Passphrase;
use crate::people::People;
use crate::profile::{self, Profile, SeenHead};
use crate::randomness::make_bytes;
use crate::records::{self, KeyRecord, StreamKind};
use crate::session::{STREAM_KEY_PURPOSE, StreamClass, Vault, commit_to, put_epoch_keys, wrap_binding};
use crate::stretch::KdfCost;
use crate::symmetric::seal;
use crate::{Batch, Founding, NewPerson, PersonRole};

struct Office {
    _place: tempfile::TempDir,
    profile: Profile,
    folder: PathBuf,
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-12-02T09:00:00-06:00").unwrap()
}

fn secret() -> UnlockSecret {
    UnlockSecret::Passphrase(Passphrase::practice())
}

fn founded() -> Office {
    let place = tempfile::tempdir().unwrap();
    let profile = Profile { folder: place.path().join("profile") };
    let folder = place.path().join("vault");
    let founding = Founding {
        folder: folder.clone(),
        profile: &profile,
        passphrase: Passphrase::practice(),
        director_label: "Director",
        practice: true,
        kdf: KdfCost::Practice,
        now: now(),
    };
    crate::create(founding).unwrap().0.close().unwrap();
    Office { _place: place, profile, folder }
}

impl Office {
    fn open(&self) -> Result<(Vault, Opening), VaultError> {
        open(&self.folder, &self.profile, secret(), now())
    }

    // The keyring and the key of the record file, as any person of the vault can get them.
    fn keys(&self) -> (Keyring, Zeroizing<[u8; 32]>) {
        let keyring = keyring_file::read(&self.folder).unwrap().keyring;
        let (slot, user_secret) = try_slots(&keyring, &secret()).unwrap().unwrap();
        let user = keyring.users.iter().find(|user| user.slot == slot).unwrap();
        let file_key = keyring::open_file_key(&keyring, user, &user_secret).unwrap();
        (keyring, file_key)
    }

    // Writes past the check that a written keyring reads back.
    fn put(&self, keyring: &Keyring) {
        let bytes = keyring::print(keyring).unwrap();
        fs::write(self.folder.join(keyring_file::CURRENT), &bytes).unwrap();
        fs::write(self.folder.join(keyring_file::PREVIOUS), &bytes).unwrap();
    }

    fn refusal(&self) -> String {
        match self.open() {
            Err(VaultError::Keyring(KeyringError::Tampered(why))) => why.to_owned(),
            other => panic!("a forged keyring must be refused, got {other:?}"),
        }
    }
}

#[test]
fn a_keyring_altered_by_an_outsider_fails_its_code() {
    let office = founded();
    let (mut keyring, _) = office.keys();
    keyring.users[1].file_key.0[40] ^= 1;
    keyring::authenticate(&mut keyring, &[0; 32]).unwrap();
    office.put(&keyring);
    assert!(office.refusal().contains("authentication code"));
}

#[test]
fn a_person_that_the_record_does_not_know_is_refused_even_with_a_right_code() {
    let office = founded();
    let (honest, file_key) = office.keys();
    let intruder = UserSecret::new(Zeroizing::new(make_bytes().unwrap()));
    for (slot, replaces) in [("u3", None), ("u2", Some(1))] {
        let mut keyring = honest.clone();
        let role = if replaces.is_some() { Role::Recovery } else { Role::Designee };
        let user = NewUser {
            slot,
            label: "Recovery sheet",
            role,
            typed: b"known to the intruder",
            cost: KdfCost::Practice,
        };
        let mut made = keyring::make_user(&keyring, &user, &intruder).unwrap();
        made.file_key = keyring::wrap_file_key(&keyring, &made, &file_key).unwrap();
        match replaces {
            Some(place) => keyring.users[place] = made,
            None => keyring.users.push(made),
        }
        keyring::authenticate(&mut keyring, &file_key).unwrap();
        office.put(&keyring);
        assert!(office.refusal().contains("different people or keys"), "{slot}");
    }
    office.put(&honest);
    office.open().unwrap();
}

#[test]
fn a_job_title_or_role_changed_with_a_right_code_fails_the_persons_own_signature() {
    let office = founded();
    let (honest, file_key) = office.keys();
    let changes: [fn(&mut Keyring); 4] = [
        |keyring| keyring.users[0].label = "Mayor".into(),
        |keyring| keyring.users[0].role = Role::Designee,
        |keyring| keyring.practice = false,
        |keyring| keyring.users[1].ed25519 = keyring.users[0].ed25519,
    ];
    for change in changes {
        let mut keyring = honest.clone();
        change(&mut keyring);
        keyring::authenticate(&mut keyring, &file_key).unwrap();
        office.put(&keyring);
        assert!(office.refusal().contains("not signed by that person"));
    }
}

// Signed by the right person, chained rightly, decrypting rightly: only the commitment does not fit the key.
#[test]
fn a_stream_whose_key_is_not_the_one_committed_to_is_named() {
    let office = founded();
    let (mut vault, _) = office.open().unwrap();
    let signing = vault.signing_key();
    let stream = StreamId::make().unwrap();
    let transaction = vault.connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    let dek = [9; 32];
    let epoch_keys = put_epoch_keys(&mut vault.keys, &dek).unwrap();
    for user in &vault.keyring.users {
        let bound = wrap_binding(vault.keyring.vault_id, stream, 1, &user.slot);
        let wrapped = hpke_wrap::wrap(&user.x25519.0, STREAM_KEY_PURPOSE, &bound, &dek).unwrap();
        transaction
            .execute("INSERT INTO wraps VALUES (?1, 1, ?2, ?3)", (stream.bytes(), &user.slot, wrapped))
            .unwrap();
    }
    let recipients = vault.keyring.users.iter().map(|user| user.slot.clone()).collect();
    let text = records::print(&KeyRecord { kind: StreamKind::Case, recipients }).unwrap();
    let header = Header {
        seq: vault.head.count + 1,
        id: EntryId::make().unwrap(),
        device: vault.device,
        device_seq: vault.head.device_count + 1,
        device_previous: vault.head.device_hash,
        stream,
        epoch: 1,
        author: vault.me.slot.clone(),
        at: print_time(now()),
        flags: 0,
        class: RowClass::Key,
        commitment: Some(commit_to(vault.keyring.vault_id, stream, 1, &[8; 32])),
        nonce: make_bytes().unwrap(),
        previous: vault.head.hash,
    };
    let row =
        make_row(vault.keyring.vault_id, header, &text, vault.keys.get(epoch_keys.entry), &signing).unwrap();
    insert_row(&transaction, &row).unwrap();
    let mut head = vault.head.clone();
    (head.count, head.hash) = (row.header.seq, row.hash);
    let pen = Pen {
        connection: &transaction,
        keyring: &vault.keyring,
        people: &vault.people,
        device: vault.device,
        author: &vault.me.slot,
        signing: &signing,
        at: now(),
        head,
    };
    assert!(pen.note_head().is_ok());
    transaction.commit().unwrap();
    drop(vault);
    let told = crate::inspect(&office.folder, &office.profile, secret(), now()).unwrap();
    assert!(told.problems.iter().any(|one| one.words.contains("not the one recorded")), "{told:?}");
    match office.open() {
        Err(VaultError::RecordDamaged { problems }) => {
            assert_eq!(problems[0].seq, Some(3));
            assert!(problems[0].words.contains("not the one recorded"), "{problems:?}");
        }
        other => panic!("got {other:?}"),
    }
}

#[test]
fn a_designee_gets_the_ordinary_streams_and_not_the_others() {
    let office = founded();
    let (mut keyring, _) = office.keys();
    let designee = UserSecret::new(Zeroizing::new(make_bytes().unwrap()));
    let user = NewUser {
        slot: "u3",
        label: "Deputy",
        role: Role::Designee,
        typed: b"typed",
        cost: KdfCost::Practice,
    };
    keyring.users.push(keyring::make_user(&keyring, &user, &designee).unwrap());
    let people = People::founded(&keyring);
    let slots = |kind: StreamKind| {
        people.recipients(kind, "u1").into_iter().map(|recipient| recipient.slot).collect::<Vec<_>>()
    };
    for kind in [StreamKind::System, StreamKind::Office, StreamKind::Case] {
        assert_eq!(slots(kind), ["u1", "u2", "u3"]);
    }
    for kind in [StreamKind::Counsel, StreamKind::Sealed] {
        assert_eq!(slots(kind), ["u1", "u2"]);
    }
    let own: Vec<_> = people.recipients(StreamKind::Sealed, "u3").into_iter().map(|to| to.slot).collect();
    assert_eq!(own, ["u1", "u2", "u3"], "whoever begins a sealed matter goes on writing in it");
}

// A designee's view: rows of a stream without a key for him are not there, in entries, figures and the check alike.
#[test]
fn what_a_person_has_no_key_for_does_not_exist_for_that_person() {
    let office = founded();
    let (mut vault, _) = office.open().unwrap();
    let (open_stream, sealed) = (StreamId::make().unwrap(), StreamId::make().unwrap());
    let mut batch = Batch::new();
    batch.stream(open_stream, StreamClass::Case).entry(open_stream, b"seen".to_vec());
    batch.stream(sealed, StreamClass::Sealed).entry(sealed, b"not seen".to_vec());
    vault.append(batch, now()).unwrap();
    vault.streams.remove(&sealed);
    let seen: Vec<_> = vault.entries().unwrap().into_iter().map(|entry| entry.payload.to_vec()).collect();
    assert_eq!(seen, [b"seen".to_vec()]);
    assert_eq!(vault.stats().unwrap().entries, 1);
    assert_eq!(vault.stream_class(sealed), None);
    assert_eq!(vault.must_reopen(), None::<StorageCause>);
    let mut batch = Batch::new();
    batch.entry(sealed, b"to it".to_vec());
    assert!(matches!(vault.append(batch, now()), Err(VaultError::Refused(_))));
}

#[test]
fn a_seen_head_of_a_later_generation_is_a_rollback() {
    let office = founded();
    let (vault, _) = office.open().unwrap();
    let key = *vault.keys.get(vault.memory_key);
    let seen = SeenHead { generation: 2, count: 1, head: Hex([1; 32]), at: now() };
    profile::remember(&office.profile, vault.vault_id(), &key, vault.device, seen).unwrap();
    drop(vault);
    let (_, opening) = office.open().unwrap();
    assert!(opening.rolled_back.is_some());
}

// Somebody with the key of a stream can encrypt another file in the place of an attachment; the chained row knows better.
#[test]
fn an_attachment_exchanged_by_somebody_with_its_key_is_found() {
    let office = founded();
    let (mut vault, _) = office.open().unwrap();
    let (stream, blob) = (StreamId::make().unwrap(), BlobId::make().unwrap());
    let mut batch = Batch::new();
    batch.stream(stream, StreamClass::Case).blob(stream, blob, b"the paper".to_vec());
    vault.append(batch, now()).unwrap();
    let keys = vault.epoch_keys(stream, 1).unwrap();
    let bound = chunk_binding(vault.vault_id(), stream, 1, blob, 0, true);
    let (nonce, ciphertext) = seal(vault.keys.get(keys.blob), &bound, b"not paper").unwrap();
    vault.connection.execute("UPDATE chunks SET nonce = ?1, ciphertext = ?2", (nonce, ciphertext)).unwrap();
    assert!(matches!(vault.read_blob(blob), Err(VaultError::BlobDamaged { .. })));
    assert_eq!(vault.verify().problems[0].seq, Some(4));
}

#[test]
fn a_slot_opens_only_in_its_own_place() {
    let office = founded();
    let (keyring, _) = office.keys();
    let typed = b"practice practice practice";
    assert!(keyring::open_user(&keyring, &keyring.users[0], typed).unwrap().is_some());
    let changes: [fn(&mut Keyring); 3] = [
        |keyring| keyring.users[0].slot = "u7".into(),
        |keyring| keyring.users[0].role = Role::Designee,
        |keyring| keyring.vault_id = crate::VaultId::from_bytes([0; 16]),
    ];
    for (number, change) in changes.iter().enumerate() {
        let mut moved = keyring.clone();
        change(&mut moved);
        assert!(keyring::open_user(&moved, &moved.users[0], typed).unwrap().is_none(), "change {number}");
    }
}

// A designee holds the key of the file and of the vault's own stream, and can write a row that makes a Director of anybody.
#[test]
fn a_designee_who_writes_himself_a_greater_place_is_found() {
    let office = founded();
    let (mut vault, _) = office.open().unwrap();
    let deputy = NewPerson {
        label: "Deputy",
        name: "Jo Example",
        reference: "",
        role: PersonRole::Designee,
        classes: &[StreamClass::Case],
        passphrase: Passphrase::practice(),
        known_words: &[],
        from: None,
        until: Some(now() + chrono::Duration::days(1)),
        kdf: KdfCost::Practice,
    };
    let slot = vault.add_person(&deputy, now()).unwrap().slot;
    vault.close().unwrap();
    let by_deputy = UnlockSecret::Person(slot.clone(), Passphrase::practice());
    let (mut vault, _) = open(&office.folder, &office.profile, by_deputy, now()).unwrap();
    let (stream, keys) = vault
        .streams
        .iter()
        .find(|(_, stream)| stream.kind == StreamKind::System)
        .map(|(id, stream)| (*id, *stream.epochs.last_key_value().unwrap().1))
        .unwrap();
    let signing = vault.signing_key();
    let record = records::SystemRecord::Term { slot: slot.to_string(), from: None, until: None };
    let transaction = vault.connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    let mut pen = Pen {
        connection: &transaction,
        keyring: &vault.keyring,
        people: &vault.people,
        device: vault.device,
        author: slot.as_str(),
        signing: &signing,
        at: now(),
        head: vault.head.clone(),
    };
    let text = records::print(&record).unwrap();
    assert!(pen.write(&vault.keys, RowClass::System, stream, 1, keys.entry, &text).is_ok());
    assert!(pen.note_head().is_ok());
    let seq = pen.head.count;
    transaction.commit().unwrap();
    drop(vault);
    match office.open() {
        Err(VaultError::RecordDamaged { problems }) => {
            assert_eq!((problems.len(), problems[0].seq), (1, Some(seq)), "{problems:?}");
            assert!(problems[0].words.contains("may not do that"), "{problems:?}");
        }
        other => panic!("got {other:?}"),
    }
}

// Signing after one's access has ended, with a key that was good once.
#[test]
fn a_row_signed_by_somebody_who_has_left_is_found() {
    let office = founded();
    let (mut vault, _) = office.open().unwrap();
    let deputy = NewPerson {
        label: "Deputy",
        name: "",
        reference: "",
        role: PersonRole::Designee,
        classes: &[StreamClass::Case],
        passphrase: Passphrase::practice(),
        known_words: &[],
        from: None,
        until: None,
        kdf: KdfCost::Practice,
    };
    let slot = vault.add_person(&deputy, now()).unwrap().slot;
    let (_, secret) = try_slots(&vault.keyring, &UnlockSecret::Person(slot.clone(), Passphrase::practice()))
        .unwrap()
        .unwrap();
    let stream = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.stream(stream, StreamClass::Case);
    vault.append(batch, now()).unwrap();
    vault.revoke_person(&slot, now()).unwrap();
    let signing = ed25519_dalek::SigningKey::from_bytes(&secret.ed25519());
    let (epoch, keys) = vault.current_epoch(stream).unwrap();
    let transaction = vault.connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    let mut pen = Pen {
        connection: &transaction,
        keyring: &vault.keyring,
        people: &vault.people,
        device: vault.device,
        author: slot.as_str(),
        signing: &signing,
        at: now(),
        head: vault.head.clone(),
    };
    assert!(pen.write(&vault.keys, RowClass::Request, stream, epoch, keys.entry, b"too late").is_ok());
    assert!(pen.note_head().is_ok());
    let seq = pen.head.count;
    transaction.commit().unwrap();
    drop(vault);
    match office.open() {
        Err(VaultError::RecordDamaged { problems }) => {
            assert_eq!(problems[0].seq, Some(seq), "{problems:?}");
            assert!(problems[0].words.contains("may not write in this vault"), "{problems:?}");
        }
        other => panic!("got {other:?}"),
    }
}

// Everything about it is right but its name, by which other entries would be meant.
#[test]
fn a_row_under_the_name_of_an_earlier_one_is_found() {
    let office = founded();
    let (mut vault, _) = office.open().unwrap();
    let stream = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.stream(stream, StreamClass::Case).entry(stream, b"first".to_vec());
    let name = vault.append(batch, now()).unwrap()[0].id;
    let signing = vault.signing_key();
    let (epoch, keys) = vault.current_epoch(stream).unwrap();
    let header = Header {
        seq: vault.head.count + 1,
        id: name,
        device: vault.device,
        device_seq: vault.head.device_count + 1,
        device_previous: vault.head.device_hash,
        stream,
        epoch,
        author: vault.me.slot.clone(),
        at: print_time(now()),
        flags: 0,
        class: RowClass::Request,
        commitment: None,
        nonce: make_bytes().unwrap(),
        previous: vault.head.hash,
    };
    let row =
        make_row(vault.keyring.vault_id, header, b"second", vault.keys.get(keys.entry), &signing).unwrap();
    insert_row(&vault.connection, &row).unwrap();
    vault
        .connection
        .execute("UPDATE head SET count = ?1, hash = ?2", (row.header.seq as i64, row.hash))
        .unwrap();
    drop(vault);
    match office.open() {
        Err(VaultError::RecordDamaged { problems }) => {
            assert_eq!((problems.len(), problems[0].seq), (1, Some(row.header.seq)), "{problems:?}");
            assert!(problems[0].words.contains("name of an earlier entry"), "{problems:?}");
        }
        other => panic!("got {other:?}"),
    }
}

// While it is open nobody else can write to it: what opening has verified is verified once more all the same.
#[test]
fn the_full_check_of_an_open_vault_verifies_every_signature_once_more() {
    let office = founded();
    let (mut vault, _) = office.open().unwrap();
    let stream = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.stream(stream, StreamClass::Case);
    for number in 0..150 {
        batch.entry(stream, vec![number]);
    }
    vault.append(batch, now()).unwrap();
    assert_eq!(vault.verify().problems, []);
    for (seq, sig) in [(140_u64, "zeroblob(64)"), (3, "(SELECT sig FROM events WHERE seq = 7)")] {
        let change = format!("UPDATE events SET sig = {sig} WHERE seq = {seq}");
        vault.connection.execute_batch(&format!("SAVEPOINT sound; {change}")).unwrap();
        let problems = vault.verify().problems;
        assert_eq!((problems.len(), problems[0].seq), (1, Some(seq)), "{problems:?}");
        assert!(problems[0].words.contains("its signature is not that of its author"), "{problems:?}");
        vault.connection.execute_batch("ROLLBACK TO sound; RELEASE sound").unwrap();
    }
    assert_eq!(vault.verify().problems, []);
}
