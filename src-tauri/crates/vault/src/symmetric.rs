//! Sealing with a shared key: XChaCha20-Poly1305 with a random 24-byte nonce, and the keys derived from a key.

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::randomness::make_bytes;

/// Length of a nonce.
pub(crate) const NONCE: usize = 24;
/// What sealing adds to the length of a text.
pub(crate) const TAG: usize = 16;

/// Encrypts `text` so that it opens only with the same key and the same `bound` data.
pub(crate) fn seal(key: &[u8; 32], bound: &[u8], text: &[u8]) -> Result<([u8; NONCE], Vec<u8>), VaultError> {
    let nonce = make_bytes::<NONCE>()?;
    Ok((nonce, seal_with(key, &nonce, bound, text)?))
}

/// As [`seal`], for a caller whose bound data contains the nonce.
pub(crate) fn seal_with(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    bound: &[u8],
    text: &[u8],
) -> Result<Vec<u8>, VaultError> {
    XChaCha20Poly1305::new(key.into())
        .encrypt(nonce.into(), Payload { msg: text, aad: bound })
        .map_err(|_| VaultError::Encryption)
}

/// Decrypts; `None` when key, nonce, bound data or text is not what was sealed.
pub(crate) fn unseal(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    bound: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    XChaCha20Poly1305::new(key.into())
        .decrypt(nonce.into(), Payload { msg: sealed, aad: bound })
        .ok()
        .map(Zeroizing::new)
}

/// The key for one purpose that follows from `key` (HKDF-SHA256 without salt).
pub(crate) fn derive_key(key: &[u8; 32], purpose: &str) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let mut derived = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, key)
        .expand(purpose.as_bytes(), derived.as_mut_slice())
        .map_err(|_| VaultError::Encryption)?;
    Ok(derived)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_opens_only_with_everything_it_was_sealed_with() {
        let (nonce, sealed) = seal(&[7; 32], b"bound", b"text").unwrap();
        assert_eq!(unseal(&[7; 32], &nonce, b"bound", &sealed).unwrap().as_slice(), b"text");
        assert!(unseal(&[8; 32], &nonce, b"bound", &sealed).is_none(), "another key must not open it");
        assert!(unseal(&[7; 32], &nonce, b"other", &sealed).is_none(), "other bound data must not open it");
        assert!(unseal(&[7; 32], &[0; NONCE], b"bound", &sealed).is_none(), "another nonce must not open it");
        assert!(unseal(&[7; 32], &nonce, b"bound", &sealed[1..]).is_none(), "a shorter text must not open");
    }
}
