//! What the recovery sheet brings back from a backup is what was there, and not merely what opens: the same end of the chain, and
//! the same views, every one of them, compared by a digest. The long form is `cargo xtask torture T13-views`.
#![allow(clippy::print_stdout, reason = "figures are shown to whoever runs it")]

use crate::calls::{Call, ON_A_REQUEST, ON_THE_OFFICE, Target};
use crate::desk::{Clock, Desk, PASSPHRASE};
use crate::eyes::{Seen, everything};
use crate::place::{Place, librarian, typed};
use crate::who_may::OFFICE;
use crate::who_may_office::copy;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use usecases::backups::{self, BackupSecret, DisposalsWord};
use usecases::program::vault::{At, Passphrase};
use usecases::program::{anchor, backup};
use usecases::view::*;
use usecases::{Profile, Session, keeper, unlock, unlock_with_sheet};
use zeroize::Zeroizing;

/// A folder with a record and what its workstation remembers.
struct Machine {
    folder: tempfile::TempDir,
    clock: Clock,
}

/// By what somebody comes in.
#[derive(Clone, Copy)]
enum By<'a> {
    Passphrase,
    Sheet(&'a [Zeroizing<String>]),
}

impl Machine {
    fn new(clock: &Clock) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), clock: clock.clone() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn profile(&self) -> Profile {
        Profile { folder: self.path("profile") }
    }

    /// The record without a window.
    fn at(&self) -> At {
        At { folder: self.path("vault"), profile: self.path("profile"), now: self.clock.now() }
    }

    fn head(&self) -> String {
        anchor::anchor(&self.at(), || Ok(Passphrase::typed(PASSPHRASE))).unwrap().code
    }

    fn back_up(&self, to: &Path) -> backup::Backup {
        backup::back_up(&self.at(), to, || Ok(Passphrase::typed(PASSPHRASE))).unwrap()
    }

    /// A backup in another folder. The workstation is the same: what it remembers is taken along, so that nobody has to give their
    /// word on disposals, which would be an entry more.
    fn restored(&self, backup: &Path, by: By<'_>) -> Self {
        let machine = Self::new(&self.clock);
        copy(&self.path("profile"), &machine.path("profile"));
        let secret = match by {
            By::Passphrase => BackupSecret::Passphrase(Zeroizing::new(PASSPHRASE.to_owned())),
            By::Sheet(groups) => BackupSecret::Groups(groups.to_vec()),
        };
        let word = DisposalsWord { certificates: String::new(), statement: String::new() };
        let (into, world) = (machine.path("vault"), self.clock.surroundings());
        backups::restore_backup(backup, &into, secret, &word, &machine.profile(), world).unwrap();
        machine
    }

    fn sign_in(&self, by: By<'_>) -> Session {
        let (world, profile, vault) = (self.clock.surroundings(), self.profile(), self.path("vault"));
        let opened = match by {
            By::Passphrase => unlock(world, &profile, &vault, "", PASSPHRASE),
            By::Sheet(groups) => unlock_with_sheet(world, &profile, &vault, groups),
        };
        let mut session = opened.unwrap().0.with_quick_keys();
        usecases::accept_duty(&mut session).unwrap();
        session
    }

    /// Everything that is shown to whoever comes in.
    fn seen(self, by: By<'_>, known: &[String], words: &[&str]) -> (Self, Seen) {
        let session = self.sign_in(by);
        let Self { folder, clock } = self;
        let mut desk = Desk::at(session, clock, folder);
        let seen = everything(&mut desk, known, NOBODY, words);
        let (session, clock, folder) = desk.leave();
        session.close().unwrap();
        (Self { folder, clock }, seen)
    }
}

const NOBODY: &str = "00112233445566778899aabbccddeeff";

/// One digest over every view, and over its name.
fn digest(seen: &Seen) -> String {
    let mut digest = Sha256::new();
    for text in seen.iter().flat_map(|(name, text)| [name, text]) {
        digest.update((text.len() as u64).to_be_bytes());
        digest.update(text);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first view that differs.
fn differing(one: &Seen, other: &Seen) -> Option<String> {
    let pairs = one.iter().zip(other);
    let mut differ = pairs.filter(|(one, other)| one != other);
    differ.next().map(|((name, one), (_, other))| {
        let line = one.lines().zip(other.lines()).find(|(one, other)| one != other);
        format!("{name}: {line:?}")
    })
}

/// Backs a record up, restores it in another folder, and compares ends and views. Answers with what differs, with
/// the record as it was left, and with the digest.
fn compared(
    before: Machine,
    sheet: &[Zeroizing<String>],
    by_sheet: bool,
    (known, words): (&[String], &[&str]),
) -> (Machine, Result<String, String>) {
    let stick = before.path("stick");
    let head = before.head();
    let made = before.back_up(&stick);
    let by = if by_sheet { By::Sheet(sheet) } else { By::Passphrase };
    let after = before.restored(Path::new(&made.folder), by);
    let heads = [head, made.anchor_code.clone(), after.head()];
    fs::remove_dir_all(&stick).unwrap();
    if heads.iter().any(|head| *head != heads[0]) {
        return (before, Err(format!("it ends elsewhere: {heads:?}")));
    }
    // What somebody typed and did not send lies under a passphrase; the sheet is nobody's. For that look the pages of requests were
    // compared already.
    let (before, was) = before.seen(By::Sheet(sheet), known, words);
    let (after, is) = after.seen(By::Sheet(sheet), known, words);
    let (before, typed_was) = before.seen(By::Passphrase, &[], words);
    let (_, typed_is) = after.seen(By::Passphrase, &[], words);
    let outcome = match differing(&was, &is).or_else(|| differing(&typed_was, &typed_is)) {
        Some(view) => Err(view),
        None if [digest(&was), digest(&typed_was)] != [digest(&is), digest(&typed_is)] => {
            Err("the digests differ".to_owned())
        }
        None => Ok(digest(&is)),
    };
    (before, outcome)
}

#[test]
fn the_recovery_sheet_brings_back_the_very_same_views_and_end() {
    let clock = Clock::at("2028-12-05T09:00");
    let before = Machine::new(&clock);
    OFFICE.copy_to(before.folder.path());
    let known = OFFICE.references();
    let words = ["officer", "paper", "2028"];
    let (before, outcome) = compared(before, &OFFICE.sheet, true, (&known, &words));
    let digest = outcome.unwrap();
    assert_eq!(digest.len(), 64);
    // One word more, and both the digest and the view that differs say so.
    let one = &known[..1];
    let (before, was) = before.seen(By::Sheet(&OFFICE.sheet), one, &words);
    let mut session = before.sign_in(By::Passphrase);
    usecases::acts::add_note(&mut session, &known[0], "One word more").unwrap();
    session.close().unwrap();
    let (_, is) = before.seen(By::Sheet(&OFFICE.sheet), one, &words);
    assert_ne!(self::digest(&was), self::digest(&is));
    assert!(differing(&was, &is).is_some());
}

/// A record at which calls are made at random.
struct Random {
    dice: u64,
    person: String,
    made: u64,
}

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.dice ^ (self.dice >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        usize::try_from((mixed ^ (mixed >> 27)) >> 33).unwrap() % end
    }

    /// Some calls, whatever comes of them, and some typing.
    fn work(&mut self, session: &mut Session, place: &Machine) {
        let [on_one, on_all] =
            [ON_A_REQUEST, ON_THE_OFFICE].map(|calls| calls.iter().filter(|call| may_be_made(call)));
        let (on_one, on_all): (Vec<&Call>, Vec<&Call>) = (on_one.collect(), on_all.collect());
        let start = on_all.iter().find(|(name, _)| *name == "start_request").copied().unwrap();
        let scan = place.path("scan.pdf");
        fs::write(&scan, b"%PDF-1.7 a scan").unwrap();
        for number in 0..6 + self.below(10) {
            let known = references(session);
            let which = self.below(10);
            let (_, call) = match which {
                0 | 1 => start,
                2 => on_all[self.below(on_all.len())],
                _ => on_one[self.below(on_one.len())],
            };
            let request =
                known.get(self.below(known.len().max(1))).cloned().unwrap_or_else(|| NOBODY.to_owned());
            let target = self.target(session, request, place, scan.clone());
            self.made += u64::from(call(session, &target).is_ok());
            let key = format!("new-request/{}", self.below(3));
            usecases::save_draft(session, &key, &format!("Typed as number {number}")).unwrap();
        }
    }

    fn target(&self, session: &Session, request: String, place: &Machine, scan: PathBuf) -> Target {
        let view = usecases::refresh_request(session, &request).ok();
        let part = view.as_ref().and_then(|view| view.parts.first()).map(|part| part.id.clone());
        let letter = view.iter().flat_map(|view| &view.letters).flat_map(|row| &row.issued).next();
        let file = view.as_ref().and_then(|view| view.attachments.first()).map(|file| file.id.clone());
        Target {
            letter: letter.map(|letter| letter.id.clone()).unwrap_or_default(),
            request,
            part: part.unwrap_or_default(),
            file: file.unwrap_or_default(),
            person: self.person.clone(),
            at: "2026-11-23T08:55".to_owned(),
            day: "2026-11-23".to_owned(),
            later: "2026-12-23".to_owned(),
            scan,
            folder: place.path("folder"),
        }
    }
}

/// Where backups are kept is this computer's and not the record's; after an appointment the sheet is another person's.
fn may_be_made((name, _): &&Call) -> bool {
    !["choose_backup_folder", "appoint_director"].contains(name)
}

fn references(session: &Session) -> Vec<String> {
    let query = ListQuery { view: "all".to_owned(), limit: 200, ..ListQuery::default() };
    usecases::list_requests(session, &query).unwrap().rows.into_iter().map(|row| row.id).collect()
}

/// Restores, as many as `short` says or for as long as the environment says.
fn restores(seed: u64, short: u64, until: Option<Instant>) -> (u64, u64, Vec<String>) {
    let (mut restores, mut failures) = (0, Vec::new());
    let mut random =
        Random { dice: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15), person: String::new(), made: 0 };
    let goes_on = |restores: u64| until.map_or(restores < short, |until| Instant::now() < until);
    while goes_on(restores) {
        let place = Place::new();
        let (mut session, sheet) = place.set_up();
        usecases::prove_recovery(&mut session, &typed(&sheet, &sheet.ask)).unwrap();
        usecases::accept_duty(&mut session).unwrap();
        random.person = librarian(&mut session, "").0;
        session.close().unwrap();
        let groups: Vec<_> = sheet.groups.into_iter().map(Zeroizing::new).collect();
        let mut before = Machine::new(&place.clock);
        for name in ["vault", "profile"] {
            fs::rename(place.path(name), before.path(name)).unwrap();
        }
        for _ in 0..5 {
            if !goes_on(restores) {
                break;
            }
            before.clock.pass(1);
            let mut session = before.sign_in(By::Passphrase);
            random.work(&mut session, &before);
            let mut known = references(&session);
            if !known.is_empty() {
                known = vec![known.swap_remove(random.below(known.len()))];
            }
            session.close().unwrap();
            let by_sheet = random.below(2) == 0;
            let outcome;
            (before, outcome) = compared(before, &groups, by_sheet, (&known, &["Words"]));
            restores += 1;
            failures.extend(outcome.err().map(|words| format!("restore {restores} of seed {seed}: {words}")));
        }
    }
    (restores, random.made, failures)
}

#[test]
fn t13_views_what_is_restored_is_shown_as_it_was() {
    let start = Instant::now();
    let told = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let until = told("TORTURE_SECONDS").map(|seconds| start + Duration::from_secs(seconds));
    let (restores, acts, failures) = restores(told("TORTURE_SEED").unwrap_or(1), 3, until);
    println!(
        "\nTORTURE T13-views restores={restores} acts={acts} failures={} milliseconds={}",
        failures.len(),
        start.elapsed().as_millis()
    );
    assert!(restores > 0 && acts > restores, "{restores} restores of {acts} acts");
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn t13_views_goes_red_on_a_broken_build() {
    keeper::break_on_purpose(Some(keeper::Breakage::CopyWithoutDrafts));
    let (restores, _, failures) = restores(1, 1, None);
    keeper::break_on_purpose(None);
    println!("T13-views without drafts in copies: {} of {restores} differ", failures.len());
    assert!(failures.iter().any(|words| words.contains("load_drafts")), "{failures:?}");
}
