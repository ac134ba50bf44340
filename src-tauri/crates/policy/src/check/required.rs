//! The gates without which a row may release nothing, and the rows where nobody decides.

use crate::gates::kind_of;
use crate::{Exception, GateKind, Pack, RowDef, TypeDef};
use std::collections::BTreeSet;

const FULL: [GateKind; 12] = [
    GateKind::Authority,
    GateKind::Identity,
    GateKind::Instrument,
    GateKind::Judge,
    GateKind::CounselConsulted,
    GateKind::CounselAdvice,
    GateKind::Scope,
    GateKind::Live,
    GateKind::Gag,
    GateKind::Conflict,
    GateKind::SecondLook,
    GateKind::Delivery,
];

/// Kinds of gate without which a row may release nothing.
pub(super) fn required(pack: &Pack, kind: &TypeDef, row: &RowDef) -> Vec<GateKind> {
    let every = [GateKind::Authority, GateKind::Gag, GateKind::Conflict];
    let with = |more: &[GateKind]| every.iter().chain(more).copied().collect();
    use GateKind::{Consent, CounselAdvice, CounselConsulted, Identity, Minimum, Scope, SecondLook};
    match row.exception {
        Some(Exception::Execution) => Vec::new(),
        Some(Exception::DeskService) => vec![Consent],
        _ if !kind.justice => own_gates(pack, kind, row),
        None => FULL.to_vec(),
        Some(Exception::NamedAuthority) => with(&[Identity, CounselConsulted, CounselAdvice, Scope]),
        Some(Exception::LibraryVictim) => with(&[CounselConsulted, CounselAdvice, Minimum]),
        Some(Exception::PublicPart) => with(&[SecondLook]),
        Some(Exception::OnTheSpot) => {
            FULL.into_iter().filter(|kind| !matches!(kind, SecondLook | GateKind::Delivery)).collect()
        }
        Some(Exception::PatronConsent) => with(&[Identity, CounselConsulted, CounselAdvice, Scope, Consent]),
        Some(_) => FULL.to_vec(),
    }
}

/// Outside justice agencies: authority, secrecy and conflict, the row's own gates and its type's.
fn own_gates(pack: &Pack, kind: &TypeDef, row: &RowDef) -> Vec<GateKind> {
    let always = kind.gates_always.iter().filter(|_| row.only_gates.is_none());
    let own = row.gates.iter().chain(row.only_gates.iter().flatten()).chain(always);
    let mut kinds: BTreeSet<GateKind> = own.filter_map(|code| kind_of(pack, code)).collect();
    kinds.extend([GateKind::Gag, GateKind::Conflict]);
    if !kinds.contains(&GateKind::DirectorOnly) {
        kinds.insert(GateKind::Authority);
    } else {
        kinds.remove(&GateKind::Authority);
    }
    kinds.into_iter().collect()
}
