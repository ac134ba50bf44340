//! Doing a disposal again: an older copy of the record came back, and with it what had been disposed of. It goes again before
//! anything is shown.

use super::keeping::{backups_until, streams, stubs};
use crate::session::Session;
use crate::{Code, Error, Result, settings};
use domain::{RequestId, RequestsDisposed};
use std::collections::BTreeSet;
use vault::StreamId;

impl Session {
    /// Disposes again of what has come back with an older copy. Answers with how many requests that were.
    ///
    /// # Errors
    /// Somebody else than the Director opened the record; the disk's refusal. The record is not shown then.
    pub(crate) fn dispose_again(&mut self, come_back: &BTreeSet<StreamId>) -> Result<usize> {
        let is_meant = |id: StreamId| come_back.contains(&id);
        let cases: Vec<_> = self.visible_cases().filter(|case| case.streams().any(is_meant)).collect();
        if cases.is_empty() || settings::director_only(self).is_err() {
            return Err(Error::new(
                Code::DirectorOnly,
                "This is a copy of the record from before requests were disposed of, and they are in it again.",
                "Nothing of it is shown and nothing was changed. Let the Director unlock it once: they are disposed of again then.",
            ));
        }
        let mut gone: BTreeSet<_> = cases.iter().flat_map(|case| streams(self, case)).collect();
        gone.extend(come_back);
        let mut requests = cases.iter().map(|case| stubs(self, case)).collect::<Result<Vec<_>>>()?.concat();
        requests.sort_by_key(|stub| stub.number);
        requests.dedup_by_key(|stub| stub.request);
        let ids: Vec<RequestId> = requests.iter().map(|stub| stub.request).collect();
        let rule = "Disposed of before; a copy of the record from before that had come back".to_owned();
        let authority = "The certificate of the first disposal".to_owned();
        let backups_until = backups_until(self);
        let event = RequestsDisposed { requests, rule, authority, again: true, backups_until };
        self.dispose(&ids, gone, event)?;
        Ok(ids.len())
    }
}
