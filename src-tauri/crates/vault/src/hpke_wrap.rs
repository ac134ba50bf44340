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
    let opened = open(secret, purpose, bound, wrapped)?;
    let mut key = Zeroizing::new([0; 32]);
    if opened.len() != key.len() {
        return None;
    }
    key.copy_from_slice(&opened);
    Some(key)
}

// An encapsulated key and the ciphertext after it, of any length.
fn open(secret: &[u8; 32], purpose: &str, bound: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let secret = PrivateKey::from_bytes(secret).ok()?;
    let (encapped, ciphertext) = sealed.split_at_checked(32)?;
    let encapped = EncappedKey::from_bytes(encapped).ok()?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &secret,
        &encapped,
        purpose.as_bytes(),
        ciphertext,
        bound,
    )
    .ok()
    .map(Zeroizing::new)
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

    // RFC 9180, A.2.1 and A.2.1.1: what any other implementation of this suite writes opens here.
    #[test]
    fn the_published_vector_opens() {
        let bytes = |text: &str| data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap();
        let secret =
            bytes("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb").try_into().unwrap();
        let public = bytes("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");
        assert_eq!(public_key(&secret).unwrap().to_vec(), public);
        let sealed = bytes(concat!(
            "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
        ));
        let opened = open(&secret, "Ode on a Grecian Urn", b"Count-0", &sealed).unwrap();
        assert_eq!(opened.as_slice(), b"Beauty is truth, truth beauty");
    }
}
