//! What is recorded is there again: entries, attachments, drafts, in order, byte for byte; and the chain can be recomputed by
//! anybody with SHA-256.

use crate::office;
use std::time::Instant;

use crate::office::{Office, minute, payloads, record};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use vault::{
    Batch, BlobId, DraftKey, MAX_BLOB_BYTES, MAX_DRAFT_BYTES, MAX_ENTRY_BYTES, Refusal, Stats, StreamClass,
    StreamId, VaultError,
};

#[test]
fn entries_of_every_class_are_there_again_after_closing() {
    let mut office = Office::new();
    let mut vault = office.found();
    let classes = [StreamClass::Office, StreamClass::Case, StreamClass::Counsel, StreamClass::Sealed];
    let mut batch = Batch::new();
    for class in classes {
        let stream = StreamId::make().unwrap();
        batch.stream(stream, class).entry(stream, format!("{class:?}").into_bytes());
    }
    let recorded = vault.append(batch, minute(1)).unwrap();
    assert_eq!(recorded.iter().map(|entry| entry.class).collect::<Vec<_>>(), classes);
    assert_eq!(vault.entries().unwrap(), recorded);
    vault.close().unwrap();
    let (vault, opening) = office.open().unwrap();
    assert_eq!(vault.entries().unwrap(), recorded, "the same entries must be there after unlocking");
    assert_eq!(opening.failed_attempts, 0);
    assert_eq!(opening.rolled_back, None);
    assert!(!opening.used_previous_keyring && !opening.clock_behind && !opening.memory_altered);
    assert_eq!(vault.verify().problems, []);
}

#[test]
fn a_new_vault_is_empty_sound_and_named_by_job_title() {
    let mut office = Office::new();
    let vault = office.found();
    assert_eq!(vault.entries().unwrap(), []);
    assert!(vault.verify().is_sound());
    assert_eq!(vault.opened_by(), "Director");
    assert!(!vault.is_practice());
    let stats = vault.stats().unwrap();
    assert_eq!((stats.entries, stats.streams, stats.blobs, stats.drafts, stats.generation), (0, 0, 0, 0, 1));
    assert!(stats.file_bytes > 0);
}

#[test]
fn figures_can_leave_streams_out_as_if_they_were_not_there() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (shown, _) = record(&mut vault, &[b"shown"]);
    let before = vault.stats().unwrap();
    let hidden = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.stream(hidden, StreamClass::Sealed).entry(hidden, b"hidden".to_vec());
    batch.blob(hidden, BlobId::make().unwrap(), b"scan".to_vec());
    vault.append(batch, minute(2)).unwrap();
    vault.save_draft(&DraftKey { stream: hidden, name: "note".to_owned() }, b"typed", minute(3)).unwrap();
    let after = vault.stats_without(&[hidden].into()).unwrap();
    assert_eq!(Stats { file_bytes: 0, ..after }, Stats { file_bytes: 0, ..before });
    let whole = vault.stats().unwrap();
    assert_eq!((whole.entries, whole.streams, whole.blobs, whole.drafts), (2, 2, 1, 1));
    assert_eq!(vault.stats_without(&[shown, hidden].into()).unwrap().entries, 0);
}

#[test]
fn a_clock_that_went_back_is_noted_and_never_a_refusal() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (stream, _) = record(&mut vault, &[b"first"]);
    let mut batch = Batch::new();
    batch.entry(stream, b"earlier".to_vec());
    assert!(vault.append(batch, minute(-60)).unwrap()[0].clock_behind);
    let entries = vault.entries().unwrap();
    assert_eq!(entries.iter().map(|entry| entry.clock_behind).collect::<Vec<_>>(), [false, true]);
    vault.close().unwrap();
    let (_, opening) =
        vault::open(&office.folder, &office.profile, office::passphrase(), minute(-120)).unwrap();
    assert!(opening.clock_behind);
}

#[test]
fn a_refused_batch_leaves_nothing_and_says_why() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (known, _) = record(&mut vault, &[b"kept"]);
    let unknown = StreamId::make().unwrap();
    let blob = BlobId::make().unwrap();
    let mut with_blob = Batch::new();
    with_blob.blob(known, blob, b"scan".to_vec());
    vault.append(with_blob, minute(2)).unwrap();
    let before = vault.anchor();
    type Fill = Box<dyn Fn(&mut Batch)>;
    let refusals: Vec<(Refusal, Fill)> = vec![
        (Refusal::EmptyBatch, Box::new(|_| {})),
        (
            Refusal::UnknownStream(unknown),
            Box::new(move |batch| {
                batch.entry(known, vec![1]).entry(unknown, vec![1]);
            }),
        ),
        (
            Refusal::UnknownStream(unknown),
            Box::new(move |batch| {
                batch.entry(unknown, vec![1]).stream(unknown, StreamClass::Case);
            }),
        ),
        (
            Refusal::StreamExists(known),
            Box::new(move |batch| {
                batch.stream(known, StreamClass::Case);
            }),
        ),
        (
            Refusal::StreamExists(unknown),
            Box::new(move |batch| {
                batch.stream(unknown, StreamClass::Case).stream(unknown, StreamClass::Case);
            }),
        ),
        (
            Refusal::BlobExists(blob),
            Box::new(move |batch| {
                batch.entry(known, vec![1]).blob(known, blob, vec![1]);
            }),
        ),
        (
            Refusal::EntryTooLarge,
            Box::new(move |batch| {
                batch.entry(known, vec![0; MAX_ENTRY_BYTES + 1]);
            }),
        ),
    ];
    for (expected, fill) in refusals {
        let mut batch = Batch::new();
        fill(&mut batch);
        match vault.append(batch, minute(3)) {
            Err(VaultError::Refused(refusal)) => assert_eq!(refusal, expected),
            other => panic!("expected {expected:?}, got {other:?}"),
        }
    }
    assert_eq!(vault.anchor(), before, "nothing may have been recorded");
    assert!(vault.verify().is_sound());
}

#[test]
fn attachments_of_all_sizes_are_there_again_byte_for_byte() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (stream, _) = record(&mut vault, &[b"request"]);
    let mib = 1024 * 1024;
    let sizes = [0, 1, mib - 1, mib, mib + 1, 3 * mib + 17];
    let mut blobs = Vec::new();
    for size in sizes {
        let blob = BlobId::make().unwrap();
        let bytes: Vec<u8> = (0..size).map(|i| (i * 31 % 251) as u8).collect();
        let mut batch = Batch::new();
        batch.blob_from(stream, blob, bytes.as_slice()).unwrap().entry(stream, blob.bytes().to_vec());
        vault.append(batch, minute(2)).unwrap();
        assert_eq!(vault.blob_bytes(blob), Some(size as u64));
        blobs.push((blob, bytes));
    }
    vault.close().unwrap();
    let vault = office.opened();
    for (blob, bytes) in &blobs {
        assert_eq!(
            vault.read_blob(*blob).unwrap().as_slice(),
            bytes,
            "an attachment of {} bytes",
            bytes.len()
        );
    }
    assert!(matches!(vault.read_blob(BlobId::make().unwrap()), Err(VaultError::NoBlob(_))));
    assert_eq!(vault.entries().unwrap().len(), 1 + sizes.len(), "attachments are not entries");
    assert_eq!(vault.verify().problems, []);
    assert_eq!(vault.stats().unwrap().blob_bytes, sizes.iter().sum::<usize>() as u64);
}

#[test]
fn an_attachment_above_the_limit_is_refused_and_nothing_of_it_is_stored() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (stream, _) = record(&mut vault, &[b"request"]);
    let size_before = vault.stats().unwrap().file_bytes;
    let mut batch = Batch::new();
    batch.entry(stream, b"with it".to_vec()).blob(
        stream,
        BlobId::make().unwrap(),
        vec![0; MAX_BLOB_BYTES as usize + 1],
    );
    assert!(matches!(vault.append(batch, minute(2)), Err(VaultError::Refused(Refusal::BlobTooLarge))));
    let endless = std::io::repeat(7);
    let mut batch = Batch::new();
    let refused = batch.blob_from(stream, BlobId::make().unwrap(), endless).map(|_| ());
    assert!(
        matches!(refused, Err(VaultError::Refused(Refusal::BlobTooLarge))),
        "an endless source must be refused"
    );
    assert!(batch.is_empty());
    assert_eq!(vault.stats().unwrap().file_bytes, size_before);
    assert_eq!(payloads(&vault), [b"request".to_vec()]);
    vault.close().unwrap();
    let chunks: i64 = office.raw().query_row("SELECT count(*) FROM chunks", [], |row| row.get(0)).unwrap();
    assert_eq!(chunks, 0);
}

#[test]
fn an_attachment_of_exactly_the_limit_is_stored() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (stream, _) = record(&mut vault, &[b"request"]);
    let blob = BlobId::make().unwrap();
    let mut batch = Batch::new();
    batch.blob(stream, blob, vec![9; MAX_BLOB_BYTES as usize]);
    vault.append(batch, minute(2)).unwrap();
    let bytes = vault.read_blob(blob).unwrap();
    assert_eq!(bytes.len() as u64, MAX_BLOB_BYTES);
    assert!(bytes.iter().all(|byte| *byte == 9));
}

#[test]
fn drafts_are_there_again_are_replaced_and_go_with_the_entry_they_became() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (stream, _) = record(&mut vault, &[b"request"]);
    let key = |name: &str| DraftKey { stream, name: name.into() };
    let before = vault.anchor();
    vault.save_draft(&key("answer"), b"half", minute(2)).unwrap();
    vault.save_draft(&key("answer"), b"half a sentence", minute(3)).unwrap();
    vault.save_draft(&key("letter"), b"", minute(4)).unwrap();
    vault.save_draft(&key("gone"), b"x", minute(4)).unwrap();
    vault.delete_draft(&key("gone")).unwrap();
    vault.delete_draft(&key("gone")).unwrap();
    assert_eq!(vault.anchor(), before, "drafts are outside the chain");
    // Not closed: as when the program is killed.
    drop(vault);
    let mut vault = office.opened();
    let drafts = vault.drafts().unwrap();
    let seen: Vec<_> = drafts.iter().map(|d| (d.key.name.as_str(), d.bytes.to_vec(), d.saved_at)).collect();
    assert_eq!(seen, [("answer", b"half a sentence".to_vec(), minute(3)), ("letter", vec![], minute(4))]);
    let mut batch = Batch::new();
    batch.entry(stream, b"a sentence".to_vec()).clear_draft(key("answer"));
    vault.append(batch, minute(5)).unwrap();
    assert_eq!(vault.drafts().unwrap().len(), 1);
    let unknown = DraftKey { stream: StreamId::make().unwrap(), name: "x".into() };
    assert!(matches!(
        vault.save_draft(&unknown, b"x", minute(6)),
        Err(VaultError::Refused(Refusal::UnknownStream(_)))
    ));
    let long = vec![0; MAX_DRAFT_BYTES + 1];
    assert!(matches!(
        vault.save_draft(&key("letter"), &long, minute(6)),
        Err(VaultError::Refused(Refusal::DraftTooLarge))
    ));
    assert_eq!(vault.drafts().unwrap().len(), 1, "the draft saved before is kept");
}

#[test]
fn nothing_recorded_stands_in_any_file_in_clear() {
    const SENTINEL: &str = "Zanzibar-Quillfeather-40917";
    let mut office = Office::new();
    let mut vault = office.found();
    let (stream, _) = record(&mut vault, &[SENTINEL.as_bytes()]);
    let mut batch = Batch::new();
    batch.blob(stream, BlobId::make().unwrap(), SENTINEL.repeat(1000).into_bytes());
    vault.append(batch, minute(2)).unwrap();
    vault.save_draft(&DraftKey { stream, name: SENTINEL.into() }, SENTINEL.as_bytes(), minute(2)).unwrap();
    let search = || {
        let mut files = 0;
        let mut folders = vec![office.place.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for item in std::fs::read_dir(folder).unwrap() {
                let path = item.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let bytes = std::fs::read(&path).unwrap();
                for needle in [SENTINEL.as_bytes(), office::PASSPHRASE.as_bytes(), b"SQLite format 3"] {
                    let found = bytes.windows(needle.len()).any(|window| window == needle);
                    assert!(!found, "{} must hold nothing in clear", path.display());
                }
                files += 1;
            }
        }
        files
    };
    assert!(search() >= 4, "the search must have looked at files");
    vault.close().unwrap();
    assert!(search() >= 4);
}

#[cfg(unix)]
#[test]
fn folder_and_files_are_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mut office = Office::new();
    office.found().close().unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    std::fs::set_permissions(&office.folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::set_permissions(office.database(), std::fs::Permissions::from_mode(0o644)).unwrap();
    drop(office.opened());
    assert_eq!(mode(&office.folder), 0o700);
    assert_eq!(mode(&office.database()), 0o600);
    assert_eq!(mode(&office.keyring()), 0o600);
}

#[test]
fn a_printed_code_finds_its_entry_and_no_other() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (stream, _) = record(&mut vault, &[b"one"]);
    let anchor = vault.anchor();
    assert_eq!(anchor.code.len(), 20);
    let mut batch = Batch::new();
    batch.entry(stream, b"two".to_vec());
    vault.append(batch, minute(2)).unwrap();
    let found = vault.find_anchor(&anchor.code.to_lowercase()).unwrap().unwrap();
    assert_eq!((found.seq, found.at), (4, minute(1)));
    assert_eq!(vault.find_anchor("AAAAAAAAAAAAAAAAAAAA").unwrap(), None);
    assert_eq!(vault.find_anchor("").unwrap(), None);
    let spaced = format!("{} {}", &anchor.code[..10], &anchor.code[10..]);
    assert!(vault.find_anchor(&spaced).unwrap().is_some());
}

// The chain as anybody can recompute it: no code of the vault is used below.
#[test]
fn the_chain_can_be_recomputed_with_sha256_alone() {
    let mut office = Office::new();
    let mut vault = office.found();
    let vault_id = *vault.vault_id().bytes();
    let (stream, _) = record(&mut vault, &[b"one", b"two"]);
    let mut batch = Batch::new();
    batch.blob(stream, BlobId::make().unwrap(), vec![1; 100]).entry(stream, b"three".to_vec());
    vault.append(batch, minute(-5)).unwrap();
    let head = vault.anchor().code;
    vault.close().unwrap();

    let connection = office.raw();
    let mut statement = connection.prepare("SELECT * FROM events ORDER BY seq").unwrap();
    let mut rows = statement.query([]).unwrap();
    let (mut previous, mut device_previous, mut count) = (vec![0_u8; 32], vec![0_u8; 32], 0_u64);
    while let Some(row) = rows.next().unwrap() {
        count += 1;
        let blob = |name: &str| row.get::<_, Vec<u8>>(name).unwrap();
        let number = |name: &str| row.get::<_, i64>(name).unwrap();
        let text = |name: &str| row.get::<_, String>(name).unwrap().into_bytes();
        assert_eq!(number("seq") as u64, count);
        assert_eq!(blob("previous"), previous);
        assert_eq!(blob("device_previous"), device_previous);
        assert_eq!(blob("ct_hash"), Sha256::digest(blob("ciphertext")).to_vec());
        assert_eq!((blob("ciphertext").len() - 16) % 512, 0);
        let fields = [
            vault_id.to_vec(),
            (number("seq") as u64).to_be_bytes().to_vec(),
            blob("id"),
            blob("device"),
            (number("device_seq") as u64).to_be_bytes().to_vec(),
            blob("device_previous"),
            blob("stream"),
            (number("epoch") as u32).to_be_bytes().to_vec(),
            text("author"),
            text("at"),
            (number("flags") as u32).to_be_bytes().to_vec(),
            text("class"),
            blob("commitment"),
            blob("nonce"),
            blob("ct_hash"),
            blob("previous"),
        ];
        let mut hash = Sha256::new();
        hash.update(b"custodian/event/v1");
        for field in &fields {
            hash.update((field.len() as u32).to_be_bytes());
            hash.update(field);
        }
        previous = hash.finalize().to_vec();
        assert_eq!(blob("hash"), previous, "entry {count} must have the hash that anybody computes");
        // The first workstation founded the vault; the second is the one that recorded.
        device_previous = if count == 2 { vec![0; 32] } else { previous.clone() };
    }
    assert_eq!(count, 2 + 3 + 2);
    assert_eq!(data_encoding::BASE32_NOPAD.encode(&previous)[..20], head);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_batches_keep_their_order_their_names_and_a_sound_chain(
        batches in prop::collection::vec(prop::collection::vec((0_usize..4, 0_usize..1500), 1..5), 1..8),
        reopen_after in 0_usize..8,
    ) {
        let mut office = Office::new();
        let mut vault = office.found();
        let mut streams = Vec::new();
        let mut expected = Vec::new();
        for (number, wanted) in batches.iter().enumerate() {
            let mut batch = Batch::new();
            for (kind, size) in wanted {
                if *kind == 0 || streams.is_empty() {
                    let stream = StreamId::make().unwrap();
                    batch.stream(stream, StreamClass::Case);
                    streams.push(stream);
                }
                let stream = streams[size % streams.len()];
                if *kind == 3 {
                    batch.blob(stream, BlobId::make().unwrap(), vec![3; *size]);
                } else {
                    batch.entry(stream, vec![number as u8; *size]);
                }
            }
            expected.extend(vault.append(batch, minute(number as i64)).unwrap());
            if number == reopen_after {
                vault.close().unwrap();
                vault = office.opened();
            }
        }
        vault.close().unwrap();
        let vault = office.opened();
        let entries = vault.entries().unwrap();
        prop_assert_eq!(&entries, &expected);
        prop_assert!(entries.windows(2).all(|pair| pair[0].seq < pair[1].seq));
        let names: std::collections::BTreeSet<_> = entries.iter().map(|entry| entry.id).collect();
        prop_assert_eq!(names.len(), entries.len(), "every entry has a name of its own");
        prop_assert_eq!(vault.verify().problems, []);
    }
}

// A figure to look at, and a limit far above it: 20,000 entries must not make unlocking a wait.
#[test]
fn twenty_thousand_entries_open_quickly() {
    let mut office = Office::new();
    let mut vault = office.found();
    let text = vec![b'x'; 400];
    for _ in 0..100 {
        let streams: Vec<StreamId> = (0..5).map(|_| StreamId::make().unwrap()).collect();
        let mut batch = Batch::new();
        for stream in &streams {
            batch.stream(*stream, StreamClass::Case);
        }
        for number in 0..195 {
            batch.entry(streams[number % 5], text.clone());
        }
        vault.append(batch, minute(1)).unwrap();
    }
    vault.close().unwrap();
    let start = Instant::now();
    let vault = office.opened();
    let opening = start.elapsed();
    let start = Instant::now();
    let entries = vault.entries().unwrap();
    let reading = start.elapsed();
    assert_eq!(entries.len(), 19_500);
    let mut one = Instant::now();
    let mut slowest = std::time::Duration::ZERO;
    let mut vault = vault;
    for _ in 0..20 {
        record(&mut vault, &[b"one more"]);
        slowest = slowest.max(one.elapsed());
        one = Instant::now();
    }
    println!("opening {opening:?}, reading {reading:?}, slowest append of 20 {slowest:?}");
    assert!(opening.as_secs() < 10 && reading.as_secs() < 10, "opening {opening:?}, reading {reading:?}");
}
