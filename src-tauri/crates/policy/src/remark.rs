//! Remarks that ride along with a row, and the part of its own that some of them lead to (W5, SP-6 and their like: they add,
//! and never decide).

use crate::facts::{Facts, Holds};
use crate::{Case, Pack, Rider, TypeDef, route_answers};
use domain::{AnswerCode, Part, PartId, QuestionCode, Request, RowCode, TypeCode};
use std::collections::BTreeMap;

/// A remark that holds for a part now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Code of its rider.
    pub code: RowCode,
    /// What it says.
    pub says: String,
    /// What it speaks of is a part of its own.
    pub own_part: Option<OwnPart>,
}

/// The part of its own that a remark leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPart {
    /// The type it is handled as.
    pub type_code: TypeCode,
    /// Name of that type.
    pub type_name: String,
    /// What it answers of its own, so that it goes that way.
    pub answers: BTreeMap<QuestionCode, Vec<AnswerCode>>,
    /// Whether it goes that way as a part of this request, before it is said which kinds of data it asks for.
    pub leads: bool,
    /// The live part of this request that is it.
    pub there: Option<PartId>,
    /// It was asked for here: the request is not closed without it.
    pub asked: bool,
}

impl OwnPart {
    /// Whether closing waits for it: it was asked for, can be a part of this request, and is none yet.
    pub fn is_awaited(&self) -> bool {
        self.asked && self.leads && self.there.is_none()
    }
}

/// The remarks of a type that hold for a part.
pub(crate) fn remarks(
    pack: &Pack,
    case: &Case<'_>,
    part: PartId,
    kind: &TypeDef,
    facts: &Facts,
) -> Vec<Remark> {
    let riders = pack.riders_of(kind).filter(|rider| facts.holds(&rider.when) == Holds::Yes);
    let remark = |rider: &Rider| Remark {
        code: rider.code.clone(),
        says: rider.because.clone(),
        own_part: rider.own_part.as_ref().map(|code| own_part(pack, case, part, rider, code)),
    };
    riders.map(remark).collect()
}

fn own_part(pack: &Pack, case: &Case<'_>, on: PartId, rider: &Rider, code: &TypeCode) -> OwnPart {
    let answered = &case.request.answers;
    let mut known: BTreeMap<_, _> =
        answered.iter().map(|(code, given)| (code.clone(), given.current.choices.clone())).collect();
    known.extend(rider.own_answers.clone());
    OwnPart {
        type_code: code.clone(),
        type_name: pack.type_def(code).map(|kind| kind.name.clone()).unwrap_or_default(),
        answers: rider.own_answers.clone(),
        leads: route_answers(pack, &known, &[]).type_code == *code,
        there: already(case.request, on, rider, code),
        asked: rider.asked,
    }
}

/// It is there once another live part has that type and began with the remark's own answers. What closing waits for is there
/// with any part of that type: however it began, it goes that road.
fn already(request: &Request, on: PartId, rider: &Rider, code: &TypeCode) -> Option<PartId> {
    let began_so = |part: &Part| {
        rider.own_answers.iter().all(|(question, choices)| {
            part.answers.get(question).is_some_and(|given| given.current.choices == *choices)
        })
    };
    let is_it = |part: &&Part| {
        part.id != on && part.type_code.as_ref() == Some(code) && (rider.asked || began_so(part))
    };
    request.live_parts().find(is_it).map(|part| part.id)
}
