//! Wrapping a key to a person's public key: HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

use crate::error::VaultError;

/// Length of a wrapped 32-byte key: encapsulated key, ciphertext, tag.
pub(crate) const WRAP: usize = 32 + 32 + 16;

type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

/// The public key that belongs to a secret key.
pub(crate) fn public_key(secret: &[u8; 32]) -> Result<[u8; 32], VaultError> {
    let secret = PrivateKey::from_bytes(secret).map_err(|_| VaultError::Encryption)?;
    Ok(X25519HkdfSha256::sk_to_pk(&secret).to_bytes().into())
}

/// Wraps `key` so that only the owner of `recipient` opens it, for this purpose and these bound data.
pub(crate) fn wrap(
    recipient: &[u8; 32],
    purpose: &str,
    bound: &[u8],
    key: &[u8; 32],
) -> Result<[u8; WRAP], VaultError> {
    let recipient = PublicKey::from_bytes(recipient).map_err(|_| VaultError::Encryption)?;
    let (encapped, sealed) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &recipient,
        purpose.as_bytes(),
        key,
        bound,
    )
    .map_err(|_| VaultError::Encryption)?;
    let mut wrapped = [0; WRAP];
    wrapped[..32].copy_from_slice(&encapped.to_bytes());
    wrapped[32..].copy_from_slice(&sealed);
    Ok(wrapped)
}

/// Opens a wrapped key; `None` when it is not for this secret key, purpose or bound data.
pub(crate) fn unwrap(
    secret: &[u8; 32],
    purpose: &str,
    bound: &[u8],
    wrapped: &[u8; WRAP],
) -> Option<Zeroizing<[u8; 32]>> {
    let secret = PrivateKey::from_bytes(secret).ok()?;
    let encapped = EncappedKey::from_bytes(&wrapped[..32]).ok()?;
    let opened = Zeroizing::new(
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &secret,
            &encapped,
            purpose.as_bytes(),
            &wrapped[32..],
            bound,
        )
        .ok()?,
    );
    let mut key = Zeroizing::new([0; 32]);
    if opened.len() != key.len() {
        return None;
    }
    key.copy_from_slice(&opened);
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_key_opens_for_its_recipient_and_purpose_alone() {
        let (secret, other) = ([9; 32], [10; 32]);
        let wrapped = wrap(&public_key(&secret).unwrap(), "purpose", b"bound", &[5; 32]).unwrap();
        assert_eq!(*unwrap(&secret, "purpose", b"bound", &wrapped).unwrap(), [5; 32]);
        assert!(unwrap(&other, "purpose", b"bound", &wrapped).is_none(), "another person must not open it");
        assert!(unwrap(&secret, "else", b"bound", &wrapped).is_none(), "another purpose must not open it");
        assert!(unwrap(&secret, "purpose", b"else", &wrapped).is_none(), "other bound data must not open it");
    }
}
