//! Makes a drawn document complete: tags, language, metadata, output intent, identity, and one fixed way of writing it.
//!
//! What the drawing library writes by itself is not enough for PDF/UA-1 and PDF/A-2a, and in places wrong for them
//! (dates, font flags, boxes, output intent). All of that is replaced here.

use std::collections::BTreeMap;
use std::sync::Arc;

use flate2::{Compress, CompressError, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::font::{self, Face};
use crate::letter::Letter;
use crate::logo::Logo;
use crate::page::Layout;
use crate::pdf::{Drawn, LOGO, font_id, utf16};
use crate::subset::Program;
use crate::tags;
use crate::typeset::{Letterhead, TypesetError};
use crate::xmp;

const PROFILE: &[u8] = include_bytes!("../colour/sRGB-v4.icc");
/// Named in the file as its maker; without a version, so that a new release of the program sets an old letter to the
/// same bytes as long as the page itself is the same.
const MAKER: &str = "Custodian Console";

/// How hard the streams of one letter are packed, of 9. Harder takes a tenth of the time that the whole letter takes, and saves one
/// byte in twelve. The faces, which are most of the file, are packed as hard as can be, once.
const PACKED: u32 = 1;

/// What stands in the dictionary of a packed stream.
const SAYS_PACKED: &str = "/Filter/FlateDecode";

/// Completes and writes the document.
pub(crate) fn complete(
    drawn: Drawn,
    layout: &Layout,
    letter: &Letter,
    head: &Letterhead,
    logo: Option<&Logo>,
) -> Result<Vec<u8>, TypesetError> {
    let Drawn { mut doc, marks, programs } = drawn;
    doc.version = "1.7".to_owned();
    let title = format!("{} ({})", letter.subject, letter.reference);
    let pages = pages(&mut doc, logo).map_err(fault)?;
    fonts(&mut doc, &programs).map_err(fault)?;
    let (root, annotated) = tags::write(&mut doc, layout, &marks, &pages);
    for (page, links) in pages.iter().zip(annotated) {
        if !links.is_empty() {
            doc.get_dictionary_mut(*page).map_err(fault)?.set("Annots", Object::Array(links));
        }
    }
    let date = letter.date.format("%Y%m%d").to_string();
    let metadata = xmp::packet(&title, &head.organisation, &letter.lang, letter.date, MAKER);
    let stream = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = doc.add_object(Stream::new(stream, metadata.into_bytes()).with_compression(false));
    let profile = doc.add_object(Stream::new(dictionary! { "N" => 3 }, PROFILE.to_vec()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    };
    let lang = Object::string_literal(letter.lang.as_str());
    let catalog = doc.catalog_mut().map_err(fault)?;
    catalog.remove(b"PageLayout");
    catalog.remove(b"PageMode");
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", lang);
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    let when = Object::string_literal(format!("D:{date}000000Z"));
    let info = dictionary! {
        "Title" => text(&title),
        "Author" => text(&head.organisation),
        "Creator" => text(MAKER),
        "Producer" => text(MAKER),
        "CreationDate" => when.clone(),
        "ModDate" => when,
    };
    let info = doc.add_object(info);
    doc.trailer.set("Info", info);
    doc.trailer.remove(b"ID");
    doc.prune_objects();
    doc.renumber_objects();
    let id = identity(&doc);
    let id = Object::String(id, StringFormat::Hexadecimal);
    doc.trailer.set("ID", vec![id.clone(), id]);
    pack(&mut doc).map_err(|e| TypesetError::Pdf(e.to_string()))?;
    let mut out = Vec::new();
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .compression_level(PACKED)
        .build();
    doc.save_with_options(&mut out, options).map_err(|e| TypesetError::Pdf(e.to_string()))?;
    Ok(out)
}

/// Packs each stream that gets smaller by it, with the words that say so. One packer serves all: setting one up costs more than
/// packing a short stream.
fn pack(doc: &mut Document) -> Result<(), CompressError> {
    let mut packer = Compress::new(Compression::new(PACKED), true);
    for object in doc.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        packer.reset();
        // What finds no room here would not be smaller, and stays as it is.
        let mut packed = Vec::with_capacity(stream.content.len());
        let status = packer.compress_vec(&stream.content, &mut packed, FlushCompress::Finish)?;
        if status == Status::StreamEnd && packed.len() + SAYS_PACKED.len() < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
    Ok(())
}

/// Cleans the pages and gives them their resources; says which objects they are.
fn pages(doc: &mut Document, logo: Option<&Logo>) -> Result<Vec<ObjectId>, lopdf::Error> {
    let picture = logo.map(|l| {
        let dict = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(l.width),
            "Height" => i64::from(l.height),
            "ColorSpace" => "DeviceRGB",
            "BitsPerComponent" => 8,
        };
        doc.add_object(Stream::new(dict, l.pixels.clone()))
    });
    let ids: Vec<ObjectId> = doc.page_iter().collect();
    for (n, id) in ids.iter().enumerate() {
        let page = doc.get_dictionary(*id)?;
        let resources = page.get(b"Resources").and_then(Object::as_reference)?;
        let fonts = doc.get_dictionary(resources)?.get(b"Font").cloned()?;
        let mut clean = dictionary! { "Font" => fonts };
        if n == 0
            && let Some(picture) = picture
        {
            clean.set("XObject", dictionary! { LOGO => picture });
        }
        let page = doc.get_dictionary_mut(*id)?;
        for key in ["Annots", "TrimBox", "CropBox"] {
            page.remove(key.as_bytes());
        }
        page.set("MediaBox", vec![0.into(), 0.into(), 612.into(), 792.into()]);
        page.set("Resources", clean);
        page.set("StructParents", n as i64);
        page.set("Tabs", "S");
    }
    Ok(ids)
}

/// Puts the faces into the document and corrects their descriptors: true cap height, and the flags of a font whose codes are
/// glyph numbers.
fn fonts(doc: &mut Document, programs: &BTreeMap<Face, Arc<Program>>) -> Result<(), lopdf::Error> {
    let Some(first) = doc.page_iter().next() else { return Ok(()) };
    let page = doc.get_dictionary(first)?;
    let fonts =
        page.get(b"Resources").and_then(Object::as_dict)?.get(b"Font").and_then(Object::as_reference)?;
    let named = doc.get_dictionary(fonts)?.clone();
    for (face, program) in programs {
        let Ok(font) = named.get(font_id(*face).0.as_bytes()).and_then(Object::as_reference) else {
            continue;
        };
        let Some(loaded) = font::load(*face) else { continue };
        let descendants = doc.get_dictionary(font)?.get(b"DescendantFonts").and_then(Object::as_array)?;
        let Some(inner) = descendants.first() else { continue };
        let descriptor = inner.as_dict()?.get(b"FontDescriptor").and_then(Object::as_reference)?;
        let m = loaded.metrics;
        let cap = i64::from(m.cap_height) * 1000 / i64::from(m.units);
        let descriptor = doc.get_dictionary_mut(descriptor)?;
        descriptor.set("CapHeight", cap);
        descriptor.set("Flags", if m.caret.1 == 0 { 4 } else { 68 });
        let file = descriptor.get(b"FontFile2").and_then(Object::as_reference)?;
        let dict = dictionary! { "Length1" => program.length as i64, "Filter" => "FlateDecode" };
        doc.set_object(file, Stream::new(dict, program.packed.clone()));
    }
    Ok(())
}

/// The identity of a document is drawn from all its objects.
fn identity(doc: &Document) -> Vec<u8> {
    let mut hash = Sha256::new();
    for ((number, generation), object) in &doc.objects {
        hash.update(number.to_be_bytes());
        hash.update(generation.to_be_bytes());
        feed(&mut hash, object);
    }
    hash.finalize()[..16].to_vec()
}

fn feed(hash: &mut Sha256, object: &Object) {
    match object {
        Object::Stream(s) => {
            feed_dict(hash, &s.dict);
            hash.update(&s.content);
        }
        Object::Dictionary(d) => feed_dict(hash, d),
        Object::Array(a) => {
            hash.update([b'[']);
            a.iter().for_each(|o| feed(hash, o));
            hash.update([b']']);
        }
        Object::String(s, _) | Object::Name(s) => {
            hash.update((s.len() as u64).to_be_bytes());
            hash.update(s);
        }
        Object::Integer(i) => hash.update(i.to_be_bytes()),
        Object::Real(r) => hash.update(r.to_be_bytes()),
        Object::Boolean(b) => hash.update([u8::from(*b)]),
        Object::Reference((n, g)) => {
            hash.update(n.to_be_bytes());
            hash.update(g.to_be_bytes());
        }
        Object::Null => hash.update([0]),
    }
}

fn feed_dict(hash: &mut Sha256, dict: &Dictionary) {
    hash.update([b'<']);
    for (key, value) in dict.iter() {
        hash.update(key);
        feed(hash, value);
    }
    hash.update([b'>']);
}

/// A text string: plain where it can be, UTF-16 where it must.
pub(crate) fn text(words: &str) -> Object {
    if words.bytes().all(|b| (0x20..0x7F).contains(&b)) {
        Object::string_literal(words)
    } else {
        Object::String(utf16(words), StringFormat::Hexadecimal)
    }
}

fn fault(e: lopdf::Error) -> TypesetError {
    TypesetError::Pdf(e.to_string())
}
