//! T4: one system call of an act fails, or all from one on: the disk is full, broken, read-only, over its quota, or takes half of a
//! write. What was acknowledged is there, nothing that failed is acknowledged, and the message says why and what to do.

use libc::{EDQUOT, EIO, ENOSPC, EROFS, c_int};
use vault::testing::Breakage;
use vault::{StorageCause, VaultError};

use crate::acts::{ACTS, Act, Desk, Shown, place};
use crate::disk::{self, Fault};
use crate::plan::{Figures, Plan, goes_red, whole};

const ERRORS: [c_int; 4] = [ENOSPC, EIO, EROFS, EDQUOT];
/// Each error once and for good, and a disk that takes half of a write and is full from then on.
const WAYS: usize = ERRORS.len() * 2 + 1;

struct Scene {
    act: Act,
    calls: u32,
    before: Shown,
    after: Shown,
}

fn scene(template: &Desk, act: Act) -> Scene {
    let place = place();
    let root = place.path().join("desk");
    let mut desk = template.copied(&root);
    let before = desk.look().expect("a sound desk");
    let after = whole(|| template.copied(&place.path().join("after")).seen_after(act));
    disk::watch(&root);
    desk.open().unwrap();
    disk::disarm();
    let outcome = (act.run)(&mut desk);
    let calls = disk::calls();
    disk::unwatch();
    outcome.unwrap_or_else(|error| panic!("{}: {error}", act.name));
    Scene { act, calls, before, after }
}

fn fault(at: u32, way: usize) -> Fault {
    let error = ERRORS[way / 2 % ERRORS.len()];
    match way {
        8 => Fault { at, error: ENOSPC, stays: true, is_short: true },
        _ => Fault { at, error, stays: way % 2 == 1, is_short: false },
    }
}

/// Lets the call fail and judges what is told and what is there. `None` when the act did not come to that call.
fn injected(template: &Desk, scene: &Scene, fault: Fault) -> Option<(&'static str, Result<(), String>)> {
    let place = place();
    let root = place.path().join("desk");
    let mut desk = template.copied(&root);
    disk::watch(&root);
    desk.open().unwrap();
    disk::arm(fault);
    let outcome = (scene.act.run)(&mut desk);
    let met = disk::met();
    if fault.stays {
        desk.vault = None;
    }
    disk::disarm();
    let goes_on = match (&outcome, &mut desk.vault) {
        (Err(_), Some(vault)) if vault.must_reopen().is_none() => Some(
            (ACTS[0].run)(&mut desk).map_err(|error| format!("the vault is open and takes nothing: {error}")),
        ),
        _ => None,
    };
    disk::unwatch();
    let met = met?;
    let judged = match &outcome {
        Err(error) => told(error, fault, met),
        Ok(()) => Ok(()),
    };
    let judged = judged.and(goes_on.clone().unwrap_or(Ok(()))).and_then(|()| {
        let mut shown = desk.look()?;
        if goes_on.is_some() {
            shown.entries.pop();
        }
        seen(&shown, scene, &outcome)
    });
    Some((met, judged))
}

fn told(error: &VaultError, fault: Fault, met: &str) -> Result<(), String> {
    let message = error.to_string();
    let fitting = match fault.error {
        ENOSPC | EDQUOT => StorageCause::Full,
        EROFS => StorageCause::ReadOnly,
        _ => StorageCause::Device,
    };
    // A call for which the system names no cause that the database library passes on is "an error" to everybody.
    match error.cause() {
        Some(cause) if cause == fitting || cause == StorageCause::Device || is_read_only(cause, met) => {
            let is_named = message.contains(&cause.to_string()) && message.contains(cause.remedy());
            if is_named { Ok(()) } else { Err(format!("cause or remedy is not named: {message}")) }
        }
        _ => Err(format!("error {} is told as: {message}", fault.error)),
    }
}

// A file that does not open for writing is opened for reading by the database library, and then it cannot be written to.
fn is_read_only(cause: StorageCause, met: &str) -> bool {
    cause == StorageCause::ReadOnly && met == "open"
}

fn seen(shown: &Shown, scene: &Scene, outcome: &Result<(), VaultError>) -> Result<(), String> {
    let (before, after) = (shown.is_like(&scene.before), shown.is_like(&scene.after));
    let is_well = match outcome {
        Ok(()) => after && shown.backups == scene.after.backups,
        Err(VaultError::NotSaved(_)) => before,
        Err(VaultError::OldCopyRemains(_)) => after,
        Err(_) => before || after,
    };
    if is_well {
        return Ok(());
    }
    let told = outcome.as_ref().err().map_or("done".to_owned(), ToString::to_string);
    let (before, after) = (shown.difference(&scene.before), shown.difference(&scene.after));
    Err(format!("told “{told}”; from before it differs: {before}; from after: {after}"))
}

fn run(mut plan: Plan, acts: &[Act]) -> Figures {
    let mut figures = Figures::new("T4", &["injections", "acts", "calls"]);
    let place = place();
    let template = whole(|| Desk::furnished(&place.path().join("template")));
    let scenes: Vec<Scene> = acts.iter().map(|act| scene(&template, *act)).collect();
    let calls: Vec<(usize, u32)> = scenes
        .iter()
        .enumerate()
        .flat_map(|(number, scene)| (1..=scene.calls).map(move |call| (number, call)))
        .collect();
    figures.add("acts", scenes.len() as u64);
    figures.add("calls", calls.len() as u64);
    // Every call in every way comes once before any comes again, in an order that the seed begins.
    let all = calls.len() * WAYS;
    let stride = (all / 3..).find(|stride| gcd(*stride, all) == 1).unwrap_or(1);
    let mut at = plan.dice().below(all);
    while plan.goes_on() {
        at = (at + stride) % all;
        let ((number, call), way) = (calls[at / WAYS], at % WAYS);
        let fault = fault(call, way);
        let Some((met, outcome)) = injected(&template, &scenes[number], fault) else { continue };
        let words = |words| {
            format!(
                "{}, call {call} of {} ({met}), {fault:?}: {words}",
                scenes[number].act.name, scenes[number].calls
            )
        };
        figures.judge("injections", outcome.map_err(words));
    }
    figures
}

fn gcd(one: usize, other: usize) -> usize {
    if other == 0 { one } else { gcd(other, one % other) }
}

#[test]
fn t4_a_failing_call_is_told_and_loses_nothing() {
    run(Plan::of(450), &ACTS).close();
}

// A commit that fails in its last call has happened all the same: what is told must fit.
#[test]
fn t4_every_call_of_saving_a_draft_fails_in_every_way() {
    run(Plan::exactly(153), &ACTS[4..5]).close();
}

#[test]
fn t4_goes_red_on_a_broken_build() {
    goes_red(Breakage::FailureNotTold, || run(Plan::exactly(25), &ACTS[..2]));
    goes_red(Breakage::AcknowledgedBeforeCommit, || run(Plan::exactly(25), &ACTS[..2]));
}
