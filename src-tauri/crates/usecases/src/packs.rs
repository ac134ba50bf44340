//! Policy packs in a vault: copied whole at adoption, read again at every unlock.

use crate::acts::hex;
use crate::assets::{PackFiles, default_pack, shipped_packs};
use crate::view::PolicyView;
use crate::when::day_words;
use crate::{Error, Result};
use domain::PackRef;
use policy::Pack;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A pack ready to be adopted.
pub(crate) struct Offered {
    pub(crate) reference: PackRef,
    pub(crate) files: PackFiles,
    pub(crate) pack: Pack,
}

/// The pack that comes with the program.
pub(crate) fn offered() -> Result<Offered> {
    let (_, files) = default_pack().ok_or_else(|| Error::internal("no policy pack is inside the program"))?;
    offer(files)
}

/// Every pack inside the program, the one offered first in its place.
pub(crate) fn inside() -> Result<Vec<Offered>> {
    let mut all = shipped_packs();
    all.sort();
    all.into_iter().map(|(_, files)| offer(files)).collect()
}

/// The pack inside the program with this id; an empty id means the one offered first.
pub(crate) fn named(id: &str) -> Result<Offered> {
    if id.is_empty() {
        return offered();
    }
    inside()?
        .into_iter()
        .find(|offered| offered.pack.about.id == id)
        .ok_or_else(|| crate::acts::unknown_choice(id, "policy"))
}

/// A pack from its files, with the reference it would be adopted under.
pub(crate) fn offer(files: PackFiles) -> Result<Offered> {
    let pack = load(&files)?;
    let about = &pack.about;
    let reference = PackRef { id: about.id.clone(), version: about.version.clone(), digest: digest(&files) };
    Ok(Offered { reference, files, pack })
}

/// Adopted packs by digest, and in words those that this program cannot read. One of them never keeps the vault shut: its
/// requests can still be read, and nothing is decided under it.
pub(crate) fn adopted(packs: Vec<(PackRef, PackFiles)>) -> (BTreeMap<String, Pack>, Vec<String>) {
    let mut known = BTreeMap::new();
    let mut notices = Vec::new();
    for (reference, files) in packs {
        let read = if digest(&files) == reference.digest { load(&files).ok() } else { None };
        match read {
            Some(pack) => {
                known.insert(reference.digest, pack);
            }
            None => notices.push(format!(
                "The policy version “{}” kept in this vault cannot be read by this program. Its requests can be read, but \
                 nothing is decided under it. Install the newest version of the program.",
                reference.version
            )),
        }
    }
    (known, notices)
}

/// A pack as setup and settings show it.
pub(crate) fn policy_view(pack: &Pack) -> PolicyView {
    let about = &pack.about;
    let history =
        about.history.iter().map(|step| format!("{}: {}", day_words(step.date), step.what)).collect();
    PolicyView {
        title: about.title.clone(),
        library: about.library.clone(),
        version: about.version.clone(),
        history,
    }
}

fn load(files: &PackFiles) -> Result<Pack> {
    policy::load(&files.iter().cloned().collect()).map_err(Error::from)
}

/// SHA-256 over paths and texts, each with its length before it, so that no two packs run together to the same bytes.
fn digest(files: &PackFiles) -> String {
    let mut sum = Sha256::new();
    for (path, text) in files {
        for part in [path, text] {
            sum.update((part.len() as u64).to_be_bytes());
            sum.update(part.as_bytes());
        }
    }
    hex(&sum.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> PackFiles {
        list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn moving_a_letter_between_two_files_is_another_pack() {
        assert_ne!(digest(&files(&[("a", "bc")])), digest(&files(&[("ab", "c")])));
        assert_ne!(digest(&files(&[("a", "b"), ("c", "d")])), digest(&files(&[("a", "bcd")])));
    }

    #[test]
    fn an_altered_pack_is_not_used_and_said_so() {
        let mut pack = offered().unwrap();
        pack.files[0].1.push('\n');
        let (known, notices) = adopted(vec![(pack.reference, pack.files)]);
        assert!(known.is_empty());
        assert_eq!(notices.len(), 1);
    }

    #[test]
    fn the_shipped_pack_is_read_back_under_its_digest() {
        let pack = offered().unwrap();
        let (known, notices) = adopted(vec![(pack.reference.clone(), pack.files)]);
        assert_eq!(known.keys().collect::<Vec<_>>(), vec![&pack.reference.digest]);
        assert!(notices.is_empty());
    }
}
