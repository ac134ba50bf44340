//! What may go out, and what stays in with its ground.

use crate::decide::Withheld;
use crate::facts::{Facts, Holds};
use crate::{Case, DataDefault, Pack, RowDef, TypeDef, Widest};
use domain::{Advice, AdviceResult, DataCode, Outcome, Part};

/// Kinds of data that may go out at most on a row, if its outcome is a release. What is counsel's own, and kinds the pack
/// does not know, never.
pub(crate) fn limit(
    pack: &Pack,
    case: &Case<'_>,
    part: &Part,
    kind: &TypeDef,
    row: &RowDef,
    advice: Option<&Advice>,
    facts: &Facts,
) -> Vec<DataCode> {
    let mut limit = widest(case, part, kind, row, advice);
    if !row.named.is_empty() {
        let named = row.named.iter().filter(|named| facts.holds(&named.when) == Holds::Yes);
        let named: Vec<_> = named.flat_map(|named| &named.data).collect();
        limit.retain(|data| named.contains(&data));
    }
    limit.retain(|data| {
        pack.data_kind(data)
            .is_some_and(|kind| !matches!(kind.default, DataDefault::Privileged | DataDefault::Elsewhere))
    });
    limit
}

fn widest(
    case: &Case<'_>,
    part: &Part,
    kind: &TypeDef,
    row: &RowDef,
    advice: Option<&Advice>,
) -> Vec<DataCode> {
    let asked_or_all = |list: &[DataCode]| -> Vec<DataCode> {
        list.iter().filter(|data| part.asks.is_empty() || part.asks.contains(data)).cloned().collect()
    };
    if row.from_advice {
        return advice.map(|advice| asked_or_all(&advice.scope)).unwrap_or_default();
    }
    if let Some(allows) = &row.allows {
        let asked = asked_or_all(allows);
        // An authorization may carry what its row lists instead of what was asked, such as data without names.
        let instead = asked.is_empty() && kind.outcome_under(row, None) == Outcome::Authorize;
        return if instead { allows.clone() } else { asked };
    }
    match &kind.widest {
        Widest::Data(widest) => asked_or_all(&widest.data),
        Widest::From(_) => {
            let Some((_, paper)) = case.request.paper() else { return Vec::new() };
            let Some(advice) = advice else { return Vec::new() };
            let approved = |data: &&DataCode| match advice.result {
                Some(AdviceResult::Comply) => advice.scope.is_empty() || advice.scope.contains(data),
                Some(AdviceResult::ComplyInScope) => advice.scope.contains(data),
                _ => false,
            };
            paper.data.iter().filter(approved).cloned().collect()
        }
    }
}

/// Kinds asked for that stay in, each with its ground.
pub(crate) fn withheld(
    pack: &Pack,
    part: &Part,
    row: &RowDef,
    allowed: &[DataCode],
    held: bool,
) -> Vec<Withheld> {
    let stays = part.asks.iter().filter(|data| !allowed.contains(data));
    stays
        .map(|data| {
            let grounds = pack.data_kind(data).map(|kind| kind.ground.join(", ")).unwrap_or_default();
            let reason = if held { "held for counsel".to_owned() } else { row.name.to_lowercase() };
            let ground = match grounds.is_empty() {
                true => format!("{reason}; not opened by any exception"),
                false => format!("{reason}; {grounds}"),
            };
            Withheld { data: data.clone(), ground }
        })
        .collect()
}

/// The name of a kind of data.
pub(crate) fn data_name(pack: &Pack, data: &DataCode) -> String {
    pack.data_kind(data).map_or_else(|| data.0.clone(), |kind| kind.name.clone())
}
