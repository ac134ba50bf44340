//! Finding requests by any word of their ordinary part. Counsel's words are not searched.

use crate::view::SearchHit;
use crate::{Result, Session};
use domain::RequestId;
use std::collections::BTreeSet;

/// Hits shown at once.
const MOST_HITS: usize = 50;
/// Requests a list is narrowed to at most.
const MOST_LISTED: usize = 1000;

/// Requests that contain all the words, best first. Any text may be searched for.
///
/// # Errors
/// No memory for the search.
pub fn search(session: &Session, words: &str) -> Result<Vec<SearchHit>> {
    let hits = session.index.search(words, MOST_HITS)?;
    let view = |hit: vault::index::Hit| {
        let request = &session.case(&hit.id).ok()?.request;
        if request.is_sealed() {
            return Some(crate::sealed_view::hit(request));
        }
        let pack = session.pack_of(request).ok();
        let kinds = request.live_parts().filter_map(|part| part.type_code.as_ref());
        let mut names: Vec<_> = kinds.filter_map(|code| Some(pack?.type_def(code)?.name.clone())).collect();
        names.dedup();
        let title = std::iter::once(request.reference()).chain(names).collect::<Vec<_>>().join(" · ");
        Some(SearchHit { request: hit.id, title, excerpt: hit.snippet })
    };
    Ok(hits.into_iter().filter_map(view).collect())
}

/// The requests that contain all the words; `None` when there are no words to look for.
pub(crate) fn matching(session: &Session, words: &str) -> Result<Option<BTreeSet<RequestId>>> {
    if words.trim().is_empty() {
        return Ok(None);
    }
    let hits = session.index.search(words, MOST_LISTED)?;
    Ok(Some(hits.iter().filter_map(|hit| hit.id.parse().ok()).collect()))
}
