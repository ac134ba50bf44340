//! Notices that must be shown because the program holds the work of others.

macro_rules! asset {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/", $path))
    };
}

/// The notices, each with what it is about in its first line.
pub(crate) fn notices() -> Vec<String> {
    let named = [
        ("SQLCipher (the encryption of the record file)", asset!("notices/sqlcipher.txt")),
        ("Source Serif 4 (typeface of the letters)", asset!("fonts/OFL-SourceSerif4.txt")),
        ("Noto Serif (typeface of the letters)", asset!("fonts/OFL-NotoSerif.txt")),
        ("Noto Serif Devanagari (typeface of the letters)", asset!("fonts/OFL-NotoSerifDevanagari.txt")),
        ("Noto Serif Hebrew (typeface of the letters)", asset!("fonts/OFL-NotoSerifHebrew.txt")),
        ("Noto Naskh Arabic (typeface of the letters)", asset!("fonts/OFL-NotoNaskhArabic.txt")),
        (
            "The word list of generated passphrases",
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../vault/words/LICENCE.txt")),
        ),
        (
            "OpenSSL",
            "The record file is encrypted with routines of the OpenSSL Project (https://www.openssl.org), under the Apache \
             Licence 2.0.",
        ),
    ];
    named.into_iter().map(|(what, text)| format!("{what}\n\n{}", text.trim())).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_notice_that_the_encryption_asks_for_is_there_whole() {
        let notices = super::notices();
        let cipher = notices.iter().find(|notice| notice.starts_with("SQLCipher")).unwrap();
        assert!(cipher.contains("ZETETIC LLC") && cipher.contains("POSSIBILITY OF SUCH DAMAGE"));
        assert_eq!(notices.iter().filter(|notice| notice.contains("SIL OPEN FONT LICENSE")).count(), 5);
    }
}
