//! Files for the tests: plain ones, and such as are made to harm whoever opens them.
#![allow(dead_code, reason = "each test file uses some of them")]
#![allow(clippy::unwrap_used, reason = "samples are made or the test stops")]

use enclosures::Helper;
use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, ObjectId, Permissions, Stream,
    dictionary,
};

/// The helper as the programs start it.
pub(crate) fn helper() -> Helper {
    Helper::new(env!("CARGO_BIN_EXE_enclosures-probe").into())
}

/// The helper with one limit lifted.
pub(crate) fn helper_without(limit: &str) -> Helper {
    Helper { arguments: vec!["without".to_owned(), limit.to_owned()], ..helper() }
}

/// A document whose pages are made by hand.
pub(crate) struct Pages {
    pub(crate) document: Document,
    pub(crate) tree: ObjectId,
    kids: Vec<Object>,
    fonts: ObjectId,
}

impl Pages {
    pub(crate) fn new() -> Self {
        let mut document = Document::with_version("1.7");
        let tree = document.new_object_id();
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" };
        let font = document.add_object(font);
        let fonts = document.add_object(dictionary! { "F" => font });
        Self { document, tree, kids: Vec::new(), fonts }
    }

    pub(crate) fn page(&mut self, content: impl Into<Vec<u8>>, forms: Dictionary) -> &mut Self {
        self.page_of(content, forms, [612, 792])
    }

    pub(crate) fn page_of(
        &mut self,
        content: impl Into<Vec<u8>>,
        forms: Dictionary,
        size: [i64; 2],
    ) -> &mut Self {
        let mut content = Stream::new(Dictionary::new(), content.into());
        content.compress().unwrap();
        let content = self.document.add_object(content);
        let page = self.document.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => self.tree,
            "MediaBox" => vec![0.into(), 0.into(), size[0].into(), size[1].into()],
            "Resources" => dictionary! { "Font" => self.fonts, "XObject" => forms },
            "Contents" => content,
        });
        self.kids.push(page.into());
        self
    }

    pub(crate) fn bytes(&mut self) -> Vec<u8> {
        let kids = std::mem::take(&mut self.kids);
        let count = kids.len() as i64;
        self.finish(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count })
    }

    pub(crate) fn finish(&mut self, tree: Dictionary) -> Vec<u8> {
        self.document.objects.insert(self.tree, tree.into());
        let catalog = self.document.add_object(dictionary! { "Type" => "Catalog", "Pages" => self.tree });
        self.document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).unwrap();
        bytes
    }
}

/// Shows lines of text at a size, each at x and y points from the lower left corner.
pub(crate) fn lines(lines: &[(i64, i64, &str)]) -> Vec<u8> {
    let mut content = String::new();
    for (x, y, text) in lines {
        content.push_str(&format!("BT /F 14 Tf {x} {y} Td ({text}) Tj ET\n"));
    }
    content.into_bytes()
}

/// A letter of two pages with a title, an author and a note on the page.
pub(crate) fn letter() -> Vec<u8> {
    let mut pages = Pages::new();
    pages.page(
        lines(&[
            (72, 700, "Dear Librarian,"),
            (72, 660, "Marguerite Oyelaran borrowed three books."),
            (72, 640, "Yours"),
        ]),
        Dictionary::new(),
    );
    let second = [
        lines(&[(72, 700, "Second page: card 20815 of Marguerite")]),
        b"0.9 0.2 0.1 rg 300 300 80 40 re f".to_vec(),
    ];
    pages.page(second.concat(), Dictionary::new());
    let about = dictionary! { "Title" => Object::string_literal("Oyelaran"), "Author" => Object::string_literal("Somebody") };
    let about = pages.document.add_object(about);
    pages.document.trailer.set("Info", about);
    pages.bytes()
}

/// A picture with an even and an uneven part.
pub(crate) fn picture(width: u32, height: u32) -> Vec<u8> {
    let rgb: Vec<u8> = (0..width * height)
        .flat_map(|at| {
            let noise = at.wrapping_mul(2_654_435_761).rotate_left(at % 13).to_le_bytes();
            if at % 3 == 0 { [noise[0], noise[1], noise[2]] } else { [200, 210, 220] }
        })
        .collect();
    enclosures::Pixels::new(width, height, rgb).unwrap().png().unwrap()
}

/// Locked with a password.
pub(crate) fn locked() -> Vec<u8> {
    let mut document = Document::load_mem(&letter()).unwrap();
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let state = EncryptionState::try_from(EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: Permissions::all(),
    })
    .unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Each form shows the next one many times: more drawing than a lifetime holds.
pub(crate) fn endless() -> Vec<u8> {
    let mut pages = Pages::new();
    let mut next: Option<ObjectId> = None;
    for _ in 0..10 {
        let forms = next.map_or_else(Dictionary::new, |form| dictionary! { "N" => form });
        let content = if next.is_some() { "/N Do ".repeat(40) } else { "q Q ".repeat(250_000) };
        let form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), 600.into(), 700.into()],
            "Resources" => dictionary! { "XObject" => forms },
        };
        next = Some(pages.document.add_object(Stream::new(form, content.into_bytes())));
    }
    pages.page("/N Do", dictionary! { "N" => next.unwrap() });
    pages.bytes()
}

/// A picture of 25,000 by 25,000 pixels, all black, in ten megabytes.
pub(crate) fn picture_bomb_in_pdf() -> Vec<u8> {
    let mut pages = Pages::new();
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 25_000, "Height" => 25_000,
        "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8, "Filter" => "RunLengthDecode",
    };
    // Two bytes that say: 128 times nothing.
    let bomb = pages.document.add_object(Stream::new(dict, [129, 0].repeat(625_000_000 / 128 + 1)));
    pages.page("600 0 0 700 0 0 cm /B Do", dictionary! { "B" => bomb });
    pages.bytes()
}

/// A PNG that says it is very large.
pub(crate) fn large_png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    // A few rows' worth is enough: the size is believed before the data is read.
    writer.write_chunk(png::chunk::IDAT, &[0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1]).unwrap();
    drop(writer);
    out
}

/// A JPEG that says it is 65,000 pixels on each side.
pub(crate) fn large_jpeg() -> Vec<u8> {
    let frame = [0xff, 0xc0, 0, 17, 8, 0xfd, 0xe8, 0xfd, 0xe8, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
    let start = [0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
    [&start[..], &frame, &[0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0], &[0; 400], &[0xff, 0xd9]]
        .concat()
}

/// Bytes that follow from a number and look like chance.
pub(crate) fn junk(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        bytes.extend(next());
    }
    bytes.truncate(length);
    bytes
}

/// Files that try what files try, with a name for each.
pub(crate) fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let one = |content: Vec<u8>| Pages::new().page(content, Dictionary::new()).bytes();
    let around = |head: &str, tail: &str| [b"%PDF-1.7\n", head.as_bytes(), tail.as_bytes()].concat();
    let catalog = "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n";
    let trailer = "trailer <</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF";
    let own_form = {
        let mut pages = Pages::new();
        let form = pages.document.new_object_id();
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "N" => form } },
        };
        pages.document.objects.insert(form, Stream::new(dict, b"/N Do /N Do".to_vec()).into());
        pages.page("/N Do", dictionary! { "N" => form });
        pages.bytes()
    };
    let huge_page = |size: [i64; 2]| Pages::new().page_of("0 0 9 9 re f", Dictionary::new(), size).bytes();
    let letter = letter();
    vec![
        ("endless forms", endless()),
        ("a form in itself", own_form),
        ("60 MB of operators", one(b"0 0 m 600 700 l S\n".repeat(3_400_000))),
        ("5,000,000 saved states", one(b"q ".repeat(5_000_000))),
        ("1,000,000 open arrays in a page", one(b"[".repeat(1_000_000))),
        ("500,000 open dictionaries in a page", one(b"<</A ".repeat(500_000))),
        (
            "1,000,000 open arrays in the file",
            around(catalog, &format!("2 0 obj {}\nendobj\n{trailer}", "[".repeat(1_000_000))),
        ),
        (
            "500,000 open dictionaries in the file",
            around(catalog, &format!("2 0 obj {}\nendobj\n{trailer}", "<</Kids ".repeat(500_000))),
        ),
        (
            "a page tree in itself",
            around(catalog, &format!("2 0 obj <</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>> endobj\n{trailer}")),
        ),
        ("an object that is itself", around("1 0 obj 1 0 R endobj\n", trailer)),
        (
            "a table of contents that names itself",
            around(
                catalog,
                "xref\n0 1\n0000000000 65535 f \ntrailer <</Root 1 0 R/Size 9/Prev 55>>\nstartxref\n55\n%%EOF",
            ),
        ),
        ("a picture bomb in a PDF", picture_bomb_in_pdf()),
        ("a page of 2,000 km", huge_page([2_000_000_000, 2_000_000_000])),
        ("a page without height", huge_page([612, 0])),
        ("a page like a thread", huge_page([1, 1_000_000])),
        ("a PNG of 60,000 by 60,000", large_png(60_000, 60_000)),
        ("a PNG of 12,000 by 12,000", large_png(12_000, 12_000)),
        ("a PNG as wide as numbers go", large_png(0x7fff_ffff, 1)),
        ("a JPEG of 65,000 by 65,000", large_jpeg()),
        ("a PDF cut short", letter[..letter.len() / 2].to_vec()),
        ("a PDF's first line", b"%PDF-1.7\n".to_vec()),
        ("a PNG's first line", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("a JPEG's first bytes", b"\xff\xd8\xff\xe0".to_vec()),
        ("10 MB of junk", junk(10_000_000, 7)),
        ("10 MB of junk that says it is a PDF", [b"%PDF-1.7\n".to_vec(), junk(10_000_000, 8)].concat()),
        (
            "10 MB of junk that says it is a JPEG",
            [b"\xff\xd8\xff\xe0".to_vec(), junk(10_000_000, 9)].concat(),
        ),
        ("locked", locked()),
        ("no page", Pages::new().bytes()),
        ("nothing", Vec::new()),
        ("a program", b"\x7fELF\x02\x01\x01\0".to_vec()),
    ]
}
