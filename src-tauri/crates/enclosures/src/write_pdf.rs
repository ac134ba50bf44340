//! A PDF that is nothing but pictures: for each page one picture that fills it. Same pages, same bytes.

use chrono::NaiveDate;
use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::Pixels;

/// Names the program and no person.
pub(crate) const PRODUCER: &str = "Custodian Console";

/// The file could not be written into memory.
#[derive(Debug)]
pub(crate) struct CannotWrite;

impl From<lopdf::Error> for CannotWrite {
    fn from(_: lopdf::Error) -> Self {
        Self
    }
}

/// Takes pages in their order.
pub(crate) struct Writer {
    document: Document,
    tree: ObjectId,
    pages: Vec<Object>,
    digest: Sha256,
}

impl Writer {
    pub(crate) fn new() -> Self {
        let mut document = Document::with_version("1.7");
        // A table in clear, so that every byte of the frame can be read and searched.
        document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
        let tree = document.new_object_id();
        Self { document, tree, pages: Vec::new(), digest: Sha256::new() }
    }

    /// Adds a page of a size in points. Returns how many bytes its picture takes.
    pub(crate) fn add(&mut self, pixels: &Pixels, points: (u32, u32)) -> Result<usize, CannotWrite> {
        let (space, bytes) = match pixels.grey() {
            Some(grey) => ("DeviceGray", grey),
            None => ("DeviceRGB", pixels.rgb().to_vec()),
        };
        self.digest.update(&bytes);
        let picture = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(pixels.width()),
            "Height" => i64::from(pixels.height()),
            "ColorSpace" => space,
            "BitsPerComponent" => 8,
        };
        let mut picture = Stream::new(picture, bytes);
        picture.compress()?;
        let size = picture.content.len();
        let picture = self.document.add_object(picture);
        let contents = Stream::new(Dictionary::new(), content(points).into_bytes());
        let contents = self.document.add_object(contents.with_compression(false));
        let page = self.document.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => self.tree,
            "MediaBox" => vec![0.into(), 0.into(), i64::from(points.0).into(), i64::from(points.1).into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "P" => picture } },
            "Contents" => contents,
        });
        self.pages.push(page.into());
        Ok(size)
    }

    /// The file, which says that it was made on a day.
    pub(crate) fn finish(mut self, made: NaiveDate) -> Result<Vec<u8>, CannotWrite> {
        let count = i64::try_from(self.pages.len()).map_err(|_| CannotWrite)?;
        let tree = dictionary! { "Type" => "Pages", "Kids" => self.pages, "Count" => count };
        self.document.objects.insert(self.tree, tree.into());
        let about = self.document.add_object(dictionary! {
            "Producer" => Object::string_literal(PRODUCER),
            "CreationDate" => Object::string_literal(day(made)),
        });
        let catalog = self.document.add_object(dictionary! { "Type" => "Catalog", "Pages" => self.tree });
        // From the finished pages alone: an identity from the source would let a guess at it be confirmed.
        let id = self.digest.finalize()[..16].to_vec();
        let id = Object::String(id, StringFormat::Hexadecimal);
        self.document.trailer.set("Root", catalog);
        self.document.trailer.set("Info", about);
        self.document.trailer.set("ID", vec![id.clone(), id]);
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).map_err(|_| CannotWrite)?;
        Ok(bytes)
    }
}

/// What draws a page: its one picture, over all of it.
pub(crate) fn content(points: (u32, u32)) -> String {
    format!("q {} 0 0 {} 0 0 cm /P Do Q", points.0, points.1)
}

/// A day as PDF writes it, at midnight.
pub(crate) fn day(made: NaiveDate) -> String {
    made.format("D:%Y%m%d000000Z").to_string()
}
