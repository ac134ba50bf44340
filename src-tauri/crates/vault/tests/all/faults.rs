//! A disk that is full or cannot be written: nothing acknowledged is lost, nothing false is acknowledged, and the message says
//! what to do.

use std::path::Path;
use std::process::Command;

use crate::office::{Office, minute, passphrase, payloads};
use vault::{
    Batch, BlobId, DraftKey, Founding, KdfCost, Passphrase, StorageCause, StreamClass, StreamId,
    UnlockSecret, VaultError,
};

/// A file system of this many kilobytes in memory, unmounted when dropped; `None` where mounting is not permitted.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mount(at: &'a Path, kib: u32) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={kib}k"), "tmpfs"])
            .arg(at)
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then_some(Self(at))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_loses_nothing_acknowledged_and_the_work_goes_on_when_there_is_space() {
    let office = Office::new();
    let disk = office.place.path().join("disk");
    let Some(_mounted) = SmallDisk::mount(&disk, 1024) else {
        eprintln!("not run: mounting a small disk is not permitted here; the file size limit test stands in");
        return;
    };
    let folder = disk.join("vault");
    let (mut vault, _) = vault::create(Founding { folder: folder.clone(), ..office.founding() }).unwrap();
    let stream = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.stream(stream, StreamClass::Case);
    vault.append(batch, minute(1)).unwrap();
    let draft = DraftKey { stream, name: "draft".into() };
    vault.save_draft(&draft, b"typed before", minute(1)).unwrap();
    let filler = disk.join("filler");
    let mut acknowledged: Vec<Vec<u8>> = Vec::new();
    let mut refused = 0;
    for number in 0..600_u32 {
        let mut batch = Batch::new();
        batch.entry(stream, number.to_be_bytes().repeat(200));
        if number % 7 == 0 {
            batch.blob(stream, BlobId::make().unwrap(), vec![1; 30_000]);
        }
        match vault.append(batch, minute(2)) {
            Ok(_) => acknowledged.push(number.to_be_bytes().repeat(200)),
            Err(error @ VaultError::NotSaved(StorageCause::Full)) => {
                refused += 1;
                let message = error.to_string();
                assert!(message.contains("disk is full") && message.contains("Free some space"), "{message}");
                assert_eq!(payloads(&vault), acknowledged, "the vault stays readable and as it was");
                if refused == 3 {
                    break;
                }
            }
            Err(VaultError::MustReopen(StorageCause::Full)) => {
                refused += 1;
                drop(vault);
                vault = vault::open(&folder, &office.profile, passphrase(), minute(3)).unwrap().0;
                if refused == 3 {
                    break;
                }
            }
            Err(other) => panic!("a full disk must be named, got {other:?}"),
        }
    }
    assert!(refused > 0, "the disk must have been full");
    assert!(acknowledged.len() > 20);
    let _ = vault.save_draft(&draft, &vec![7; 300_000], minute(4)).unwrap_err();
    assert_eq!(vault.drafts().unwrap()[0].bytes.as_slice(), b"typed before", "the draft before is kept");
    drop(vault);
    let (mut vault, _) = vault::open(&folder, &office.profile, passphrase(), minute(5)).unwrap();
    assert_eq!(payloads(&vault), acknowledged);
    assert!(vault.verify().is_sound());
    // Space again: the same open vault saves.
    Command::new("mount").args(["-o", "remount,size=4096k"]).arg(&disk).status().unwrap();
    let mut batch = Batch::new();
    batch.entry(stream, b"after".to_vec());
    vault.append(batch, minute(6)).unwrap();
    assert_eq!(payloads(&vault).len(), acknowledged.len() + 1);
    assert!(!filler.exists());
}

#[test]
fn founding_on_a_full_disk_leaves_nothing_half_made() {
    let office = Office::new();
    let disk = office.place.path().join("disk");
    for kib in [4, 8, 16, 24, 32, 48, 64, 80, 96] {
        let Some(_mounted) = SmallDisk::mount(&disk, kib) else {
            eprintln!("not run: mounting a small disk is not permitted here");
            return;
        };
        let folder = disk.join("vault");
        match vault::create(Founding { folder: folder.clone(), ..office.founding() }) {
            Ok((vault, _)) => vault.close().unwrap(),
            Err(VaultError::File { cause: StorageCause::Full, .. }) => {
                assert!(!folder.join("keyring.json").exists(), "{kib} KiB: no vault may seem to be there");
                Command::new("mount").args(["-o", "remount,size=4096k"]).arg(&disk).status().unwrap();
                let (vault, _) = vault::create(Founding { folder, ..office.founding() }).unwrap();
                assert!(vault.verify().is_sound(), "{kib} KiB: founding again must work when there is space");
            }
            Err(other) => panic!("{kib} KiB: a full disk must be named, got {other:?}"),
        }
    }
}

// Every file is limited in size, which stops writing in the middle of a file as a full disk does and needs no rights. The
// limit holds for a whole process, so the work is done by the program of the kill test.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_grow_loses_nothing_acknowledged() {
    let office = Office::new();
    let founding = Founding {
        practice: true,
        passphrase: Passphrase::practice(),
        kdf: KdfCost::Cheap,
        ..office.founding()
    };
    vault::create(founding).unwrap().0.close().unwrap();
    let output = Command::new("sh")
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 800; exec \"$0\" \"$@\"")
        .arg(env!("CARGO_BIN_EXE_vault-scribe"))
        .args([&office.folder, &office.profile.folder])
        .output()
        .unwrap();
    let acknowledged =
        String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.starts_with("ACK ")).count();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "the program must have met the limit");
    assert!(message.contains("not saved") && message.contains("save again"), "{message}");
    assert!(acknowledged > 5, "{acknowledged} {message}");
    let secret = UnlockSecret::Passphrase(Passphrase::practice());
    let (vault, _) = vault::open(&office.folder, &office.profile, secret, minute(5)).unwrap();
    assert_eq!(vault.entries().unwrap().len(), acknowledged, "exactly what was acknowledged is there");
    assert!(vault.verify().is_sound());
}
