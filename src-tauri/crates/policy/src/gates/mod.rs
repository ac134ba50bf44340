//! Gates: each computed from what is on record, never ticked. One file per family of kinds.

mod counsel;
mod desk;
mod paper;
mod people;
mod release_set;

use crate::facts::Facts;
use crate::{Case, GateDef, GateKind, Pack, RowDef, TypeDef};
use domain::{Advice, DataCode, GateCode, GateState, Instrument, Matter, Outcome, Part};

/// How a gate stands, with the facts it stands on and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateReading {
    /// Which gate.
    pub id: GateCode,
    /// Its kind.
    pub kind: GateKind,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub state: GateState,
    /// It is as good as the outcome at hand needs it.
    pub met: bool,
    /// What is there or missing.
    pub why: String,
    /// What to do next.
    pub how: String,
    /// Who can do it.
    pub who: String,
}

/// A state with the facts it stands on.
pub(crate) type Stand = (GateState, String);

/// Everything a gate may look at.
pub(crate) struct Sight<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) case: &'a Case<'a>,
    pub(crate) part: &'a Part,
    pub(crate) kind: &'a TypeDef,
    pub(crate) row: &'a RowDef,
    pub(crate) facts: &'a Facts,
    /// The outcome the row and the advice lead to, before open gates hold it.
    pub(crate) target: Outcome,
    /// Kinds of data that may go out at most.
    pub(crate) limit: &'a [DataCode],
    pub(crate) advice: Option<&'a Advice>,
}

impl<'a> Sight<'a> {
    pub(crate) fn paper(&self) -> Option<&'a Instrument> {
        self.case.request.paper().map(|(_, paper)| paper)
    }

    pub(crate) fn paper_version(&self) -> u32 {
        self.case.request.paper_version()
    }
}

/// Reads every gate of the pack for a part, in the order of the pack.
pub(crate) fn read(sight: &Sight<'_>) -> Vec<GateReading> {
    let work = work_list(sight.pack, sight.kind, sight.row);
    let reading = |gate: &GateDef| {
        let listed = work.contains(&gate.code);
        let (state, why) = if listed { stand(sight, gate) } else { not_listed(sight, gate) };
        let holds_or_declines = !sight.target.gives_out() && sight.target != Outcome::Authorize;
        let met = match state {
            GateState::Green | GateState::Grey => true,
            GateState::Amber => holds_or_declines,
            GateState::Red => false,
        };
        let how = if met && state != GateState::Amber { String::new() } else { gate.how.clone() };
        GateReading {
            id: gate.code.clone(),
            kind: gate.kind,
            name: gate.name.clone(),
            state,
            met,
            why,
            how,
            who: gate.who.clone(),
        }
    };
    sight.pack.gates.iter().map(reading).collect()
}

/// Gates that a row works with: its own, its type's, and those of every final outcome.
pub(crate) fn work_list(pack: &Pack, kind: &TypeDef, row: &RowDef) -> Vec<GateCode> {
    let mut codes: Vec<GateCode> = match &row.only_gates {
        Some(only) => only.clone(),
        None => row.gates.iter().chain(&kind.gates_always).cloned().collect(),
    };
    let director_only = codes.iter().any(|code| kind_of(pack, code) == Some(GateKind::DirectorOnly));
    for gate in [GateKind::Authority, GateKind::Gag, GateKind::Conflict] {
        let at_desk = row.exception == Some(crate::Exception::DeskService);
        if gate == GateKind::Authority && (director_only || at_desk) {
            continue;
        }
        codes.extend(pack.gate_of(gate).map(|gate| gate.code.clone()));
    }
    codes.extend(kind.release_gates(row).iter().filter(|_| gives_out_somewhere(kind, row)).cloned());
    codes.sort();
    codes.dedup();
    codes
}

/// The kind of a gate.
pub(crate) fn kind_of(pack: &Pack, code: &GateCode) -> Option<GateKind> {
    pack.gate(code).map(|gate| gate.kind)
}

/// Whether a row can lead to a release under some advice.
pub(crate) fn gives_out_somewhere(kind: &TypeDef, row: &RowDef) -> bool {
    match kind.advice_map(row) {
        None => row.outcome.gives_out(),
        Some(map) => [map.none, map.comply, map.comply_in_scope, map.object, map.decline]
            .into_iter()
            .any(Outcome::gives_out),
    }
}

/// What authority depends on for a part under a type.
pub(crate) fn matter(case: &Case<'_>, kind: &TypeDef, director_only: bool) -> Matter {
    Matter {
        type_code: Some(kind.code.clone()),
        urgent: kind.urgent.holds(case.request.received.channel),
        director_only,
        ..Matter::of(case.request)
    }
}

fn stand(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    match gate.kind {
        GateKind::Authority => people::authority(sight, false),
        GateKind::DirectorOnly => people::authority(sight, true),
        GateKind::Identity => people::identity(sight),
        GateKind::Conflict => people::conflict(sight, gate),
        GateKind::Consent => people::consent(sight, gate),
        GateKind::Instrument => paper::instrument(sight, gate),
        GateKind::Judge => paper::judge(sight, gate),
        GateKind::Live => paper::live(sight, gate),
        GateKind::Gag => paper::gag(sight, gate),
        GateKind::CounselConsulted => counsel::consulted(sight),
        GateKind::CounselAdvice => counsel::advised(sight),
        GateKind::Scope => release_set::scope(sight, gate),
        GateKind::OptIn => release_set::opt_in(sight),
        GateKind::Minimum => release_set::minimum(sight, gate),
        GateKind::SecondLook => release_set::second_look(sight, gate),
        GateKind::Delivery => release_set::delivery(sight),
        GateKind::Authorization => desk::authorization(sight),
        GateKind::Fee => desk::fee(sight, gate),
        GateKind::Vendor => desk::vendor(sight, gate),
    }
}

fn not_listed(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    let why = match gate.kind {
        GateKind::Identity if sight.kind.ask_no_name => {
            "Not needed: nobody is asked for a name here.".to_owned()
        }
        GateKind::Authority if sight.row.exception == Some(crate::Exception::DeskService) => {
            "Not needed: this is ordinary service at the desk.".to_owned()
        }
        GateKind::Authority => "Not needed: only the Director in person decides this.".to_owned(),
        _ => format!("Not needed for {}.", sight.kind.name.to_lowercase()),
    };
    (GateState::Grey, why)
}

pub(crate) fn green(why: impl Into<String>) -> Stand {
    (GateState::Green, why.into())
}

pub(crate) fn amber(why: impl Into<String>) -> Stand {
    (GateState::Amber, why.into())
}

pub(crate) fn red(why: impl Into<String>) -> Stand {
    (GateState::Red, why.into())
}

pub(crate) fn grey(why: impl Into<String>) -> Stand {
    (GateState::Grey, why.into())
}
