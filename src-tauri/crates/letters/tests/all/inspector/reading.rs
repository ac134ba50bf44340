//! Reading single things out of a PDF: sub-dictionaries, kids, words, glyph codes, character maps, font measures.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

pub(crate) fn sub(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<Dictionary> {
    match dict.get(key).ok()? {
        Object::Reference(r) => doc.get_dictionary(*r).ok().cloned(),
        Object::Dictionary(d) => Some(d.clone()),
        _ => None,
    }
}

pub(crate) fn kids(doc: &Document, dict: &Dictionary) -> Vec<Object> {
    match dict.get(b"K") {
        Ok(Object::Array(a)) => a.clone(),
        Ok(Object::Reference(r)) if matches!(doc.get_object(*r), Ok(Object::Array(_))) => {
            doc.get_object(*r).and_then(Object::as_array).cloned().unwrap_or_default()
        }
        Ok(other) => vec![other.clone()],
        Err(_) => Vec::new(),
    }
}

pub(crate) fn words(object: &Object) -> String {
    let bytes = object.as_str().unwrap_or_default();
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => String::from_utf16_lossy(
            &wide.chunks(2).map(|p| u16::from_be_bytes([p[0], p[1]])).collect::<Vec<_>>(),
        ),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

pub(crate) fn codes(operands: &[Object]) -> Vec<u16> {
    let mut out = Vec::new();
    for o in operands {
        match o {
            Object::String(s, _) => out.extend(s.chunks(2).map(|p| u16::from_be_bytes([p[0], p[1]]))),
            Object::Array(a) => out.extend(codes(a)),
            _ => {}
        }
    }
    out
}

/// Reads the `bfchar` and `bfrange` lines of a ToUnicode map.
pub(crate) fn to_unicode(map: &[u8]) -> BTreeMap<u16, String> {
    let source = String::from_utf8_lossy(map);
    let hex = |s: &str| -> Vec<u16> {
        let s = s.trim_matches(['<', '>']);
        (0..s.len() / 4).filter_map(|i| u16::from_str_radix(&s[i * 4..i * 4 + 4], 16).ok()).collect()
    };
    let mut out = BTreeMap::new();
    let mut kind = "";
    for line in source.lines() {
        let line = line.trim();
        if line.ends_with("beginbfchar") {
            kind = "char";
        } else if line.ends_with("beginbfrange") {
            kind = "range";
        } else if line.starts_with("endbf") {
            kind = "";
        } else if !kind.is_empty() {
            let parts: Vec<&str> = line.split_whitespace().collect();
            if kind == "char" && parts.len() == 2 {
                out.insert(hex(parts[0])[0], String::from_utf16_lossy(&hex(parts[1])));
            } else if kind == "range" && parts.len() == 3 {
                let (from, to, mut at) = (hex(parts[0])[0], hex(parts[1])[0], hex(parts[2]));
                for code in from..=to {
                    out.insert(code, String::from_utf16_lossy(&at));
                    if let Some(last) = at.last_mut() {
                        *last += 1;
                    }
                }
            }
        }
    }
    out
}

/// Units per em and advances of an embedded TrueType program.
pub(crate) fn measures(font: &[u8]) -> (f64, Vec<u16>) {
    let at16 = |at: usize| u16::from_be_bytes([font[at], font[at + 1]]);
    let at32 = |at: usize| u32::from_be_bytes([font[at], font[at + 1], font[at + 2], font[at + 3]]) as usize;
    let table = |tag: &[u8]| {
        (0..at16(4) as usize)
            .map(|i| 12 + i * 16)
            .find(|r| &font[*r..*r + 4] == tag)
            .map(|r| at32(r + 8))
            .unwrap()
    };
    let (head, hhea, hmtx) = (table(b"head"), table(b"hhea"), table(b"hmtx"));
    let advances = (0..at16(hhea + 34) as usize).map(|i| at16(hmtx + i * 4)).collect();
    (f64::from(at16(head + 18)), advances)
}
