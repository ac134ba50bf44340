//! Boxes as a screen draws them: where they lie in words, why they cover what they cover, and what is written into them.

use crate::acts::{optional, unknown_choice};
use crate::question_view::data_label;
use crate::timeline::capital;
use crate::view::{BoxRow, CoverForm, Labelled};
use crate::{Error, Result, Session};
use domain::{CoveredBox, DataCode, PAGE_SIDE};
use enclosures::Cover;
use policy::{DataDefault, Pack};

/// The reason that no kind of data fits; it needs words.
const OTHER: &str = "other";
/// Written into a box where the policy names no provision for its reason.
const WITHHELD: &str = "WITHHELD";
/// The longest label that a box takes, in characters.
const LABEL_LIMIT: usize = 40;

/// Where each box lies and why, in words, and what is still wrong with it.
///
/// # Errors
/// No such request.
pub fn place_boxes(session: &Session, request: &str, boxes: &[CoverForm]) -> Result<Vec<BoxRow>> {
    let pack = session.pack_of(&session.case(request)?.request)?;
    let row = |form: &CoverForm| BoxRow {
        place: place_words(form),
        problem: covered(pack, form)
            .and_then(|covered| domain::check_boxes(vec![covered]).map_err(Error::from))
            .err()
            .map(|error| {
                let what = error.message.split_once(": ").map_or(error.message.as_str(), |(_, what)| what);
                capital(what)
            }),
    };
    Ok(boxes.iter().map(row).collect())
}

/// The reasons to choose from: every kind of data that the policy does not open to everybody, and *other*.
pub(super) fn reasons(pack: &Pack) -> Vec<Labelled> {
    let closed = pack.data.iter().filter(|data| data.default != DataDefault::Public);
    let mut reasons: Vec<_> = closed.map(|data| data_label(pack, &data.code)).collect();
    reasons.push(Labelled { code: OTHER.to_owned(), label: "Something else, said in words".to_owned() });
    reasons
}

/// A box from a form, with its reason looked up. Where it lies is checked by `domain`.
pub(super) fn covered(pack: &Pack, form: &CoverForm) -> Result<CoveredBox> {
    let reason = match form.reason.as_str() {
        "" | OTHER => None,
        code => Some(DataCode::from(code)),
    };
    let known =
        |code: &DataCode| pack.data_kind(code).is_some_and(|data| data.default != DataDefault::Public);
    if reason.as_ref().is_some_and(|code| !known(code)) {
        return Err(unknown_choice(&form.reason, "boxes"));
    }
    let (label, words) = match (&reason, form.reason.is_empty()) {
        (Some(code), _) => (label(pack, code), optional(form.words.clone())),
        (None, false) => (WITHHELD.to_owned(), optional(form.words.clone())),
        // Nothing is chosen: words alone are no reason from the list.
        (None, true) => (String::new(), None),
    };
    Ok(CoveredBox { page: form.page, x: form.x, y: form.y, w: form.w, h: form.h, reason, words, label })
}

/// The box as it is burnt in.
pub(super) fn cover(covered: &CoveredBox) -> Cover {
    let part = |side: u32| f64::from(side) / f64::from(PAGE_SIDE);
    Cover {
        page: covered.page,
        x: part(covered.x),
        y: part(covered.y),
        w: part(covered.w),
        h: part(covered.h),
        reason: covered.label.clone(),
    }
}

/// Why a box covers what it covers, in words for the record.
pub(super) fn reason_words(pack: &Pack, covered: &CoveredBox) -> String {
    let kind = covered.reason.as_ref().map(|code| data_label(pack, code).label);
    [kind.as_deref(), covered.words.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(": ")
}

/// Where a box lies, in words: page, corner, size.
pub(super) fn place_words(form: &CoverForm) -> String {
    let third = |from: u32, length: u32| {
        let middle = u64::from(from) + u64::from(length) / 2;
        (middle * 3 / u64::from(PAGE_SIDE)).min(2)
    };
    let across = ["left", "middle", "right"][third(form.x, form.w) as usize];
    let down = ["upper", "centre", "lower"][third(form.y, form.h) as usize];
    let hundredths = |side: u32| (side.saturating_add(50) / 100).max(1);
    format!(
        "page {}, {down} {across}, {} % of the width by {} % of the height",
        form.page.saturating_add(1),
        hundredths(form.w),
        hundredths(form.h)
    )
}

/// The library's own provisions that protect a kind of data. Statutes are not named here: a copy says nothing as law.
fn label(pack: &Pack, code: &DataCode) -> String {
    let ground = pack.data_kind(code).map(|data| data.ground.as_slice()).unwrap_or_default();
    let own: Vec<_> = ground
        .iter()
        .filter(|label| pack.provisions.contains_key(&label.as_str().into()))
        .map(String::as_str)
        .collect();
    let label = format!("POLICY {}", own.join(", ")).to_uppercase();
    if own.is_empty() || label.chars().count() > LABEL_LIMIT { WITHHELD.to_owned() } else { label }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_burnt_in_names_no_law_and_never_what_was_typed() {
        for offered in crate::packs::inside().unwrap() {
            let pack = &offered.pack;
            for reason in reasons(pack) {
                let form = CoverForm {
                    reason: reason.code.clone(),
                    words: "Oyelaran".to_owned(),
                    ..CoverForm::default()
                };
                let covered = covered(pack, &form).unwrap();
                let label = &covered.label;
                assert!(!label.is_empty() && label.chars().count() <= LABEL_LIMIT, "{label}");
                assert!(!label.contains("OYELARAN") && !label.contains("CODE"), "{label}");
                assert!(label == WITHHELD || label.starts_with("POLICY "), "{label}");
                assert_eq!(covered.words.as_deref(), Some("Oyelaran"), "the words stay in the record");
                assert_eq!(cover(&covered).reason, *label);
            }
        }
    }

    #[test]
    fn every_corner_of_the_page_has_its_name() {
        let at = |x: u32, y: u32| place_words(&CoverForm { x, y, w: 1_000, h: 100, ..CoverForm::default() });
        assert!(at(0, 0).starts_with("page 1, upper left, 10 % of the width by 1 % of the height"));
        assert!(at(4_500, 4_900).contains("centre middle"));
        assert!(at(9_000, 9_900).contains("lower right"));
        let far = CoverForm { page: u32::MAX, x: u32::MAX, y: 0, w: u32::MAX, h: 0, ..CoverForm::default() };
        assert!(place_words(&far).contains("upper right"), "nothing that is sent makes it stumble");
    }
}
