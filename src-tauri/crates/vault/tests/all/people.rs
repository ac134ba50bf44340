//! Several people at one vault: each with a passphrase and keys of their own, each reading what was given, none of them after
//! their access has ended.

use std::fs;

use crate::office::{Office, minute, passphrase, payloads, raw_connection, record};
use vault::{
    Batch, DatabaseError, DraftKey, KdfCost, NewPerson, Passphrase, PeopleRefusal, PersonRole, RecoverySheet,
    Slot, StreamClass, StreamId, UnlockSecret, Vault, VaultError, failed_attempts, sign_in_choices,
};

const DEPUTY: &str = "amber walrus counts nine lanterns";

fn deputy() -> NewPerson<'static> {
    NewPerson {
        label: "Deputy",
        name: "Jo Example",
        reference: "person-7",
        role: PersonRole::Designee,
        classes: &[StreamClass::Office, StreamClass::Case],
        passphrase: Passphrase::typed(DEPUTY),
        known_words: &["Anytown Library"],
        from: None,
        until: None,
        kdf: KdfCost::Cheap,
    }
}

fn as_deputy(slot: &Slot) -> UnlockSecret {
    UnlockSecret::Person(slot.clone(), Passphrase::typed(DEPUTY))
}

fn open_as(office: &Office, secret: UnlockSecret, at: i64) -> Result<Vault, VaultError> {
    vault::open(&office.folder, &office.profile, secret, minute(at)).map(|(vault, _)| vault)
}

fn stream_of(vault: &mut Vault, class: StreamClass, text: &[u8]) -> StreamId {
    let stream = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.stream(stream, class).entry(stream, text.to_vec());
    vault.append(batch, minute(2)).unwrap();
    stream
}

fn add_to(vault: &mut Vault, stream: StreamId, text: &[u8]) {
    let mut batch = Batch::new();
    batch.entry(stream, text.to_vec());
    vault.append(batch, minute(3)).unwrap();
}

// A vault with one stream of each class and a deputy.
fn with_deputy() -> (Office, Slot, [StreamId; 4]) {
    let mut office = Office::new();
    let mut vault = office.found();
    let streams = [StreamClass::Office, StreamClass::Case, StreamClass::Counsel, StreamClass::Sealed]
        .map(|class| stream_of(&mut vault, class, format!("{class:?}").as_bytes()));
    let added = vault.add_person(&deputy(), minute(4)).unwrap();
    assert_eq!(payloads(&vault).len(), 4, "the same open vault goes on");
    vault.close().unwrap();
    (office, added.slot, streams)
}

#[test]
fn a_person_added_reads_what_was_given_and_nothing_else() {
    let (office, slot, [_, case, counsel, sealed]) = with_deputy();
    let mut vault = open_as(&office, as_deputy(&slot), 10).unwrap();
    assert_eq!(payloads(&vault), [b"Office".to_vec(), b"Case".to_vec()]);
    assert_eq!((vault.stream_class(counsel), vault.stream_class(sealed)), (None, None));
    assert_eq!(vault.opened_by(), "Deputy");
    let me = vault.me().unwrap();
    assert_eq!((me.name.as_str(), me.reference.as_str(), me.is_me), ("Jo Example", "person-7", true));
    add_to(&mut vault, case, b"by the deputy");
    let hidden = stream_of(&mut vault, StreamClass::Sealed, b"sealed by the deputy");
    add_to(&mut vault, hidden, b"and more");
    let entry = vault.entries().unwrap().pop().unwrap();
    assert_eq!(vault.author_of(entry.id).unwrap(), Some(slot.clone()));
    assert_eq!(vault.verify().problems, []);
    vault.close().unwrap();
    let director = office.opened();
    assert_eq!(payloads(&director).len(), 7, "the Director reads all of it");
    assert_eq!(director.verify().problems, []);
    let sheet = office.sheet.as_ref().unwrap().code();
    director.close().unwrap();
    assert_eq!(payloads(&open_as(&office, UnlockSecret::RecoveryCode(sheet), 11).unwrap()).len(), 7);
}

#[test]
fn streams_begun_after_a_person_was_added_are_theirs_too_where_the_class_was_given() {
    let (office, slot, _) = with_deputy();
    let mut director = office.opened();
    stream_of(&mut director, StreamClass::Case, b"later");
    stream_of(&mut director, StreamClass::Counsel, b"later advice");
    director.close().unwrap();
    let vault = open_as(&office, as_deputy(&slot), 10).unwrap();
    assert_eq!(payloads(&vault).last().unwrap(), b"later");
    assert_eq!(payloads(&vault).len(), 3);
}

#[test]
fn the_sign_in_list_tells_job_titles_alone() {
    let (office, slot, _) = with_deputy();
    let choices = sign_in_choices(&office.folder).unwrap();
    let told: Vec<_> = choices
        .iter()
        .map(|choice| (choice.slot.as_str(), choice.label.as_str(), choice.is_director))
        .collect();
    assert_eq!(told, [("u1", "Director", true), (slot.as_str(), "Deputy", false)]);
    let keyring = fs::read_to_string(office.keyring()).unwrap();
    assert!(!keyring.contains("Example") && !keyring.contains("person-7"), "names stay inside the record");
}

// Wrong passphrase, a slot that is not there, a term that has run out and one that has not begun: one message, one count.
#[test]
fn every_refused_sign_in_reads_the_same() {
    let (office, slot, _) = with_deputy();
    let refused = |secret: UnlockSecret, at| open_as(&office, secret, at).unwrap_err().to_string();
    let wrong = refused(UnlockSecret::Person(slot.clone(), Passphrase::typed("not this one")), 10);
    let absent = refused(UnlockSecret::Person(Slot::named("u9"), Passphrase::typed(DEPUTY)), 10);
    let others = refused(UnlockSecret::Person(Slot::named("u1"), Passphrase::typed(DEPUTY)), 10);
    assert_eq!(failed_attempts(&office.profile, office.opened().vault_id()), None, "a success forgets");
    let mut director = open_as(&office, passphrase(), 11).unwrap();
    director.set_term(&slot, None, Some(minute(20)), minute(11)).unwrap();
    let id = director.vault_id();
    director.close().unwrap();
    open_as(&office, as_deputy(&slot), 19).unwrap().close().unwrap();
    let expired = refused(as_deputy(&slot), 20);
    assert_eq!(failed_attempts(&office.profile, id).unwrap().count, 1);
    let mut director = open_as(&office, passphrase(), 21).unwrap();
    director.set_term(&slot, Some(minute(40)), None, minute(21)).unwrap();
    add_to_office(&mut director, 22);
    director.close().unwrap();
    let early = refused(as_deputy(&slot), 39);
    for other in [&absent, &others, &expired, &early] {
        assert_eq!(&wrong, other);
    }
    open_as(&office, as_deputy(&slot), 40).unwrap();
}

fn add_to_office(vault: &mut Vault, at: i64) {
    let stream = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.stream(stream, StreamClass::Office).entry(stream, b"note".to_vec());
    vault.append(batch, minute(at)).unwrap();
}

#[test]
fn a_clock_set_back_does_not_give_a_term_back() {
    let (office, slot, _) = with_deputy();
    let mut director = open_as(&office, passphrase(), 11).unwrap();
    director.set_term(&slot, None, Some(minute(20)), minute(11)).unwrap();
    add_to_office(&mut director, 30);
    director.close().unwrap();
    assert!(matches!(open_as(&office, as_deputy(&slot), 12), Err(VaultError::WrongSecret)));
}

#[test]
fn a_person_whose_access_has_ended_opens_nothing_newer() {
    let (office, slot, [_, case, _, _]) = with_deputy();
    let mut vault = open_as(&office, as_deputy(&slot), 10).unwrap();
    add_to(&mut vault, case, b"while it lasted");
    let draft = DraftKey { stream: case, name: "letter".into() };
    vault.save_draft(&draft, b"the deputy's draft", minute(10)).unwrap();
    vault.close().unwrap();
    let kept = fs::read(office.keyring()).unwrap();
    let old_file = fs::read(office.folder.join("records-000002.db")).unwrap();
    let mut director = office.opened();
    director.save_draft(&draft, b"the Director's draft", minute(11)).unwrap();
    director.revoke_person(&slot, minute(12)).unwrap();
    add_to(&mut director, case, b"after it ended");
    assert_eq!(director.drafts().unwrap().len(), 1);
    assert_eq!(director.drafts().unwrap()[0].bytes.as_slice(), b"the Director's draft");
    director.save_draft(&draft, b"typed on", minute(13)).unwrap();
    let drafts = director.drafts().unwrap();
    assert_eq!(drafts.len(), 1, "under the new key it is the same draft and no second one");
    assert_eq!(drafts[0].bytes.as_slice(), b"typed on");
    assert_eq!(payloads(&director).last().unwrap(), b"after it ended");
    assert!(payloads(&director).contains(&b"while it lasted".to_vec()));
    assert_eq!(director.verify().problems, [], "the signatures of somebody who left still stand");
    assert!(director.people().iter().any(|person| person.slot == slot && person.has_ended));
    director.close().unwrap();

    assert!(matches!(open_as(&office, as_deputy(&slot), 13), Err(VaultError::WrongSecret)));
    let files: Vec<_> = fs::read_dir(&office.folder)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".db") || name.contains("journal"))
        .collect();
    assert!(files.iter().all(|name| name.starts_with("records-000003.db")), "{files:?}");

    // A kept keyring in place of the new one finds no record file; with the new file under the old name, it has no key.
    let now = fs::read(office.keyring()).unwrap();
    fs::write(office.keyring(), &kept).unwrap();
    let outcome = open_as(&office, as_deputy(&slot), 14);
    assert!(matches!(outcome, Err(VaultError::Database(DatabaseError::Missing(_)))), "{outcome:?}");
    fs::copy(office.folder.join("records-000003.db"), office.folder.join("records-000002.db")).unwrap();
    let outcome = open_as(&office, as_deputy(&slot), 15);
    assert!(matches!(outcome, Err(VaultError::Database(_))), "{outcome:?}");
    // The whole of an old copy opens as it was: nobody can be made to forget. What came later is not in it.
    fs::write(office.folder.join("records-000002.db"), old_file).unwrap();
    let old = vault::open(&office.folder, &office.profile, as_deputy(&slot), minute(16)).unwrap();
    assert!(!payloads(&old.0).contains(&b"after it ended".to_vec()));
    assert!(old.1.rolled_back.is_some());
    drop(old);
    fs::remove_file(office.folder.join("records-000002.db")).unwrap();
    fs::write(office.keyring(), now).unwrap();
    office.opened();
}

#[test]
fn what_is_recorded_after_an_access_ended_is_under_keys_that_were_never_given_to_it() {
    let (office, slot, [kept_office, case, counsel, _]) = with_deputy();
    let mut director = office.opened();
    director.revoke_person(&slot, minute(12)).unwrap();
    for stream in [kept_office, case, counsel] {
        add_to(&mut director, stream, b"later");
    }
    director.close().unwrap();
    let raw = raw_connection(&office.folder, &office.folder.join("records-000003.db"));
    let one = |sql: &str, of: &[&[u8]]| -> i64 {
        raw.query_row(sql, rusqlite::params_from_iter(of), |row| row.get(0)).unwrap()
    };
    assert_eq!(one("SELECT count(*) FROM wraps WHERE recipient = 'u3'", &[]), 0);
    let newest = "SELECT epoch FROM events WHERE stream = ?1 AND class = 'request' ORDER BY seq DESC LIMIT 1";
    for (stream, epoch) in [(kept_office, 2), (case, 2), (counsel, 1)] {
        assert_eq!(
            one(newest, &[&stream.bytes()[..]]),
            epoch,
            "a stream that was never theirs keeps its key"
        );
    }
    assert_eq!(one("SELECT count(*) FROM events WHERE class = 'key' AND epoch = 2", &[]), 3);
}

#[test]
fn only_those_who_answer_for_the_vault_change_who_may_open_it() {
    let (office, slot, _) = with_deputy();
    let refusal = |outcome: Result<(), VaultError>| match outcome {
        Err(VaultError::People(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    let mut vault = open_as(&office, as_deputy(&slot), 10).unwrap();
    let director = Slot::named("u1");
    assert_eq!(refusal(vault.add_person(&deputy(), minute(11)).map(|_| ())), PeopleRefusal::NotForYou);
    assert_eq!(refusal(vault.revoke_person(&director, minute(11))), PeopleRefusal::NotForYou);
    assert_eq!(refusal(vault.set_term(&slot, None, None, minute(11))), PeopleRefusal::NotForYou);
    let sheet = RecoverySheet::draw().unwrap();
    let groups = sheet.groups();
    let typed = [(0, groups[0].as_str()), (5, groups[5].as_str())];
    assert_eq!(
        refusal(vault.renew_sheet(&sheet, &typed, KdfCost::Cheap, minute(11))),
        PeopleRefusal::NotForYou
    );
    vault.close().unwrap();
    let mut vault = office.opened();
    assert_eq!(refusal(vault.revoke_person(&director, minute(11))), PeopleRefusal::Oneself);
    assert_eq!(refusal(vault.revoke_person(&Slot::named("u2"), minute(11))), PeopleRefusal::Sheet);
    assert_eq!(refusal(vault.revoke_person(&Slot::named("u9"), minute(11))), PeopleRefusal::Unknown);
    assert_eq!(
        refusal(vault.set_term(&slot, Some(minute(9)), Some(minute(9)), minute(11))),
        PeopleRefusal::Term
    );
    let sheet = office.sheet.as_ref().unwrap().code();
    vault.close().unwrap();
    let mut vault = open_as(&office, UnlockSecret::RecoveryCode(sheet), 12).unwrap();
    assert_eq!(refusal(vault.revoke_person(&director, minute(12))), PeopleRefusal::LastDirector);
    assert_eq!(
        refusal(vault.change_passphrase(
            &Passphrase::typed(DEPUTY),
            &Passphrase::typed("other words entirely here"),
            &[],
            KdfCost::Cheap
        )),
        PeopleRefusal::OpenedWithSheet
    );
    // The day on which the Director is gone: the sheet brings in a new one and lets the old one go.
    let next = NewPerson { label: "Interim Director", role: PersonRole::Director, ..deputy() };
    let next = vault.add_person(&next, minute(13)).unwrap();
    vault.revoke_person(&director, minute(14)).unwrap();
    vault.close().unwrap();
    assert!(matches!(office.open(), Err(VaultError::WrongSecret)));
    let vault = open_as(&office, as_deputy(&next.slot), 15).unwrap();
    assert_eq!(payloads(&vault).len(), 4, "a new Director reads everything, sealed and privileged too");
    assert_eq!(vault.verify().problems, []);
}

#[test]
fn a_weak_passphrase_a_seventeenth_person_and_a_backward_term_are_refused_and_nothing_changes() {
    let mut office = Office::new();
    let mut vault = office.found();
    let before = fs::read(office.keyring()).unwrap();
    let weak = NewPerson { passphrase: Passphrase::typed("Deputy Jo Example"), ..deputy() };
    assert!(matches!(vault.add_person(&weak, minute(1)), Err(VaultError::WeakPassphrase(_))));
    let backward = NewPerson { until: Some(minute(1)), ..deputy() };
    assert!(matches!(vault.add_person(&backward, minute(1)), Err(VaultError::People(PeopleRefusal::Term))));
    let quick = NewPerson { kdf: KdfCost::Practice, ..deputy() };
    assert!(matches!(vault.add_person(&quick, minute(1)), Err(VaultError::QuickKeyRefused)));
    assert_eq!(fs::read(office.keyring()).unwrap(), before);
    for _ in 2..16 {
        vault.add_person(&deputy(), minute(1)).unwrap();
    }
    assert!(matches!(vault.add_person(&deputy(), minute(1)), Err(VaultError::People(PeopleRefusal::Full))));
    assert_eq!(sign_in_choices(&office.folder).unwrap().len(), 15);
    vault.close().unwrap();
    assert_eq!(office.opened().verify().problems, []);
}

#[test]
fn a_passphrase_is_changed_by_its_owner_and_the_old_one_opens_nothing() {
    let (office, slot, _) = with_deputy();
    let mut vault = open_as(&office, as_deputy(&slot), 10).unwrap();
    let new = Passphrase::typed("copper fern under eleven bridges");
    let change = |vault: &mut Vault, current: &str, new: &Passphrase| {
        vault.change_passphrase(&Passphrase::typed(current), new, &[], KdfCost::Cheap)
    };
    assert!(matches!(change(&mut vault, "something else", &new), Err(VaultError::WrongSecret)));
    let weak = Passphrase::typed("deputydeputydeputy");
    assert!(matches!(change(&mut vault, DEPUTY, &weak), Err(VaultError::WeakPassphrase(_))));
    change(&mut vault, DEPUTY, &new).unwrap();
    add_to_office(&mut vault, 10);
    vault.close().unwrap();
    assert!(matches!(open_as(&office, as_deputy(&slot), 11), Err(VaultError::WrongSecret)));
    // Not even by the copy of the keyring, already before the next unlocking.
    fs::remove_file(office.keyring()).unwrap();
    assert!(matches!(open_as(&office, as_deputy(&slot), 11), Err(VaultError::WrongSecret)));
    open_as(&office, UnlockSecret::Person(slot.clone(), new), 12).unwrap().close().unwrap();
    office.opened().close().unwrap();
}

#[test]
fn a_new_recovery_sheet_opens_the_same_record_and_the_old_one_nothing() {
    let (office, _, _) = with_deputy();
    let old = office.sheet.as_ref().unwrap();
    let mut vault = office.opened();
    let before = vault.entries().unwrap();
    let sheet = RecoverySheet::draw().unwrap();
    let groups = sheet.groups();
    let kept = fs::read(office.keyring()).unwrap();
    let renew = |vault: &mut Vault, typed: &[(usize, &str)]| {
        vault.renew_sheet(&sheet, typed, KdfCost::Cheap, minute(20))
    };
    for typed in [
        vec![],
        vec![(2, groups[2].as_str())],
        vec![(2, groups[2].as_str()), (2, groups[2].as_str())],
        vec![(2, groups[2].as_str()), (3, groups[2].as_str())],
    ] {
        let outcome = renew(&mut vault, &typed);
        assert!(
            matches!(outcome, Err(VaultError::People(PeopleRefusal::NotProved))),
            "{typed:?} {outcome:?}"
        );
    }
    assert!(vault.is_opened_by(&UnlockSecret::RecoveryCode(old.code())).unwrap());
    renew(&mut vault, &[(2, &groups[2]), (6, &groups[6])]).unwrap();
    assert_eq!(vault.entries().unwrap(), before);
    vault.close().unwrap();
    let by = |sheet: &RecoverySheet| open_as(&office, UnlockSecret::RecoveryCode(sheet.code()), 30);
    assert!(matches!(by(old), Err(VaultError::WrongSecret)));
    let vault = by(&sheet).unwrap();
    assert_eq!(vault.entries().unwrap(), before, "every entry, byte for byte");
    assert_eq!(vault.verify().problems, []);
    vault.close().unwrap();
    fs::write(office.keyring(), kept).unwrap();
    assert!(by(old).is_err(), "a kept keyring does not make the old sheet good again");
}

#[test]
fn fingerprints_are_a_persons_own_and_stay() {
    let (office, slot, _) = with_deputy();
    let mut vault = office.opened();
    let prints = |vault: &Vault| {
        vault.people().into_iter().map(|person| (person.slot, person.fingerprint)).collect::<Vec<_>>()
    };
    let before = prints(&vault);
    assert!(before.iter().all(|(_, print)| print.len() == 29 && print.split(' ').count() == 6), "{before:?}");
    let mut different: Vec<_> = before.iter().map(|(_, print)| print.clone()).collect();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), before.len());
    let other = vault.add_person(&NewPerson { label: "Second deputy", ..deputy() }, minute(5)).unwrap();
    assert_ne!(other.slot, slot);
    assert_eq!(prints(&vault)[..3], before[..], "a new generation changes nobody's keys");
}

#[test]
fn entries_and_attachments_are_the_same_in_every_generation() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (stream, _) = record(&mut vault, &[b"one", b"two"]);
    let blob = vault::BlobId::make().unwrap();
    let bytes: Vec<u8> = (0..2_500_000_u32).map(|i| (i % 253) as u8).collect();
    let mut batch = Batch::new();
    batch.blob(stream, blob, bytes.clone());
    vault.append(batch, minute(2)).unwrap();
    let (entries, anchor) = (vault.entries().unwrap(), vault.anchor());
    let slot = vault.add_person(&deputy(), minute(3)).unwrap().slot;
    vault.revoke_person(&slot, minute(4)).unwrap();
    assert_eq!(vault.entries().unwrap(), entries);
    assert_eq!(vault.read_blob(blob).unwrap().as_slice(), bytes);
    assert!(vault.find_anchor(&anchor.code).unwrap().is_some(), "an anchor on paper stays good");
    assert_eq!(vault.stats().unwrap().generation, 3);
    vault.close().unwrap();
    let (vault, opening) = office.open().unwrap();
    assert_eq!((opening.rolled_back, opening.memory_altered), (None, false));
    assert_eq!(vault.read_blob(blob).unwrap().as_slice(), bytes);
}

#[test]
fn a_person_is_read_into_one_matter_and_no_other() {
    let (office, slot, [_, _, counsel, sealed]) = with_deputy();
    let mut director = office.opened();
    let mut batch = Batch::new();
    batch.share(sealed, slot.clone()).entry(sealed, b"read in".to_vec());
    director.append(batch, minute(5)).unwrap();
    let mut again = Batch::new();
    again.share(sealed, slot.clone()).entry(sealed, b"once more".to_vec());
    director.append(again, minute(6)).unwrap();
    let mut nobody = Batch::new();
    nobody.share(sealed, Slot::named("u9"));
    let outcome = director.append(nobody, minute(6));
    assert!(matches!(outcome, Err(VaultError::People(PeopleRefusal::Unknown))), "{outcome:?}");
    assert_eq!(director.verify().problems, []);
    director.close().unwrap();
    let mut vault = open_as(&office, as_deputy(&slot), 10).unwrap();
    assert_eq!(vault.stream_class(sealed), Some(StreamClass::Sealed));
    assert_eq!(vault.stream_class(counsel), None);
    assert!(payloads(&vault).contains(&b"Sealed".to_vec()), "from its first entry on");
    add_to(&mut vault, sealed, b"by the deputy");
    let outside = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.share(counsel, slot.clone()).stream(outside, StreamClass::Case);
    assert!(
        matches!(vault.append(batch, minute(10)), Err(VaultError::Refused(_))),
        "not what one cannot read"
    );
    assert_eq!(vault.verify().problems, []);
    vault.close().unwrap();
    // A new generation keeps it, and ending the access ends it: the matter goes on under a key of its own.
    let mut director = office.opened();
    director.add_person(&NewPerson { label: "Second deputy", ..deputy() }, minute(12)).unwrap();
    assert_eq!(director.verify().problems, []);
    director.revoke_person(&slot, minute(13)).unwrap();
    add_to(&mut director, sealed, b"without the deputy");
    assert_eq!(director.verify().problems, []);
    director.close().unwrap();
    let director = office.opened();
    assert_eq!(payloads(&director).last().unwrap(), b"without the deputy");
}
