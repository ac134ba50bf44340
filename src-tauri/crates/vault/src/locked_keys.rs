//! Memory for keys: whole pages, kept out of swap and crash dumps where the system allows, wiped when dropped.
//!
//! The only file of this crate with `unsafe`: locking a page is a call to the operating system.

use zeroize::Zeroize;

use crate::breakage::{Breakage, is_broken};

const KEYS_PER_PAGE: usize = 128;
const PAGE_BYTES: usize = 4096;

/// Keys of 32 bytes each in pages of their own. Dropping it wipes them all.
pub(crate) struct LockedKeys {
    pages: Vec<Box<Page>>,
    used: usize,
    locked: bool,
}

/// Where a key lies in a [`LockedKeys`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyAt(usize);

// One page of memory holds nothing else, because locking counts pages: two owners of one page would unlock each other.
#[repr(C, align(4096))]
struct Page([[u8; 32]; KEYS_PER_PAGE]);

impl LockedKeys {
    pub(crate) fn new() -> Self {
        Self { pages: Vec::new(), used: 0, locked: true }
    }

    /// Copies a key in. The caller wipes its own copy.
    pub(crate) fn put(&mut self, key: &[u8; 32]) -> KeyAt {
        if self.used == self.pages.len() * KEYS_PER_PAGE {
            let mut page = Box::new(Page([[0; 32]; KEYS_PER_PAGE]));
            self.locked &= lock(&mut page);
            self.pages.push(page);
        }
        let at = self.used;
        self.pages[at / KEYS_PER_PAGE].0[at % KEYS_PER_PAGE].copy_from_slice(key);
        self.used += 1;
        KeyAt(at)
    }

    pub(crate) fn get(&self, at: KeyAt) -> &[u8; 32] {
        &self.pages[at.0 / KEYS_PER_PAGE].0[at.0 % KEYS_PER_PAGE]
    }

    /// Whether the system agreed to keep every page out of swap. A small memory-lock limit makes this false; the keys
    /// are wiped all the same.
    pub(crate) fn is_locked(&self) -> bool {
        self.locked
    }
}

impl Drop for LockedKeys {
    fn drop(&mut self) {
        if is_broken(Breakage::KeysNotWiped) {
            return;
        }
        for page in &mut self.pages {
            for key in &mut page.0 {
                key.zeroize();
            }
            unlock(page);
        }
    }
}

#[expect(unsafe_code, reason = "keeping a page out of swap is a system call")]
fn lock(page: &mut Page) -> bool {
    // SAFETY: the pointer covers exactly one live, page-aligned allocation of PAGE_BYTES, and the call keeps its contents.
    unsafe { memsec::mlock(page.0.as_mut_ptr().cast(), PAGE_BYTES) }
}

#[expect(unsafe_code, reason = "releasing a locked page is a system call")]
fn unlock(page: &mut Page) {
    // SAFETY: as in `lock`; the call also fills the page with zeros, which is a valid state of it.
    unsafe { memsec::munlock(page.0.as_mut_ptr().cast(), PAGE_BYTES) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_keys_stay_apart_across_pages() {
        let mut keys = LockedKeys::new();
        let places: Vec<_> = (0..300_u16)
            .map(|number| {
                let mut key = [0; 32];
                key[..2].copy_from_slice(&number.to_be_bytes());
                (number, keys.put(&key))
            })
            .collect();
        for (number, at) in places {
            assert_eq!(keys.get(at)[..2], number.to_be_bytes(), "key {number} must be where it was put");
        }
        assert_eq!(keys.pages.len(), 3);
        assert_eq!(size_of::<Page>(), PAGE_BYTES);
    }
}
