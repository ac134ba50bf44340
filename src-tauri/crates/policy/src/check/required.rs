//! The gates without which a row may release nothing, and the rows where nobody decides.

use super::invariants::At;
use crate::{Exception, GateKind};
use domain::Modifier;
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

/// Kinds of gate without which a row may release nothing, given what provisions demand of it.
pub(super) fn required(at: &At<'_>, demanded: &BTreeSet<GateKind>) -> Vec<GateKind> {
    let every = [GateKind::Authority, GateKind::Gag, GateKind::Conflict];
    let with = |more: &[GateKind]| every.iter().chain(more).copied().collect();
    use GateKind::{Consent, CounselAdvice, CounselConsulted, Identity, Minimum, Scope, SecondLook};
    match at.row.exception {
        Some(Exception::Execution) => Vec::new(),
        Some(Exception::DeskService) => vec![Consent],
        _ if !at.kind.justice => outside_justice(demanded),
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

/// Why a row may not take the exception it gives itself, where nobody decides (INV-1): things are taken only by officers who
/// carry out a justice agency's search, and only others are served at the desk.
pub(super) fn misnamed(at: &At<'_>) -> Option<&'static str> {
    match at.row.exception {
        Some(Exception::Execution) if !at.kind.justice => {
            Some("its exception is execution, and its type is no justice agency's.")
        }
        Some(Exception::Execution) if !at.row.modifiers.contains(&Modifier::Search) => {
            Some("its exception is execution, and nothing is searched on it.")
        }
        Some(Exception::DeskService) if at.kind.justice => {
            Some("its exception is desk-service, and its type is a justice agency's.")
        }
        _ => None,
    }
}

/// Outside justice agencies: secrecy, conflict, authority or the Director in person, and what provisions demand.
fn outside_justice(demanded: &BTreeSet<GateKind>) -> Vec<GateKind> {
    let mut kinds = demanded.clone();
    kinds.extend([GateKind::Gag, GateKind::Conflict]);
    if kinds.contains(&GateKind::DirectorOnly) {
        kinds.remove(&GateKind::Authority);
    } else {
        kinds.insert(GateKind::Authority);
    }
    kinds.into_iter().collect()
}
