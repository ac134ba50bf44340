//! What came out of the printer: the PDF that “Print to File” wrote, read back.

use std::path::Path;
use std::process::Command;

/// A printed letter.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) pages: usize,
    /// Width and height in points, as pdfinfo says it; US Letter is `612 x 792 pts (letter)`.
    pub(crate) size: String,
    pub(crate) title: String,
    /// Any text besides the pictures: there must be none.
    pub(crate) text: String,
    /// The picture on each sheet.
    pub(crate) pictures: Vec<Picture>,
}

/// A picture as pixels, so that two encodings of the same picture are equal.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Red, green, blue.
    pub(crate) pixels: Vec<u8>,
}

impl Printed {
    /// Reads the file.
    pub(crate) fn read(pdf: &Path) -> Self {
        let about = said_by("pdfinfo", &[], pdf);
        let line = |name: &str| {
            let line = about.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            line.unwrap_or_default().trim().to_owned()
        };
        let folder = pdf.with_extension("pictures");
        std::fs::create_dir_all(&folder).expect("a folder for the pictures");
        let made = Command::new("pdfimages").arg("-png").arg(pdf).arg(folder.join("sheet")).status();
        assert!(made.is_ok_and(|status| status.success()), "pdfimages runs (package poppler-utils)");
        let mut files: Vec<_> =
            std::fs::read_dir(&folder).expect("the folder").flatten().map(|file| file.path()).collect();
        files.sort();
        let pictures =
            files.iter().map(|file| Picture::decode(&std::fs::read(file).expect("a picture"))).collect();
        let text = said_by("pdftotext", &["-"], pdf).split_whitespace().collect();
        Self {
            pages: line("Pages").parse().expect("a number of pages"),
            size: line("Page size"),
            title: line("Title"),
            text,
            pictures,
        }
    }
}

impl Picture {
    /// From PNG.
    pub(crate) fn decode(bytes: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().expect("a PNG picture");
        let mut data = vec![0; reader.output_buffer_size().expect("a picture that fits in memory")];
        let frame = reader.next_frame(&mut data).expect("its pixels");
        let data = &data[..frame.buffer_size()];
        let pixels = match frame.color_type {
            png::ColorType::Grayscale => data.iter().flat_map(|grey| [*grey; 3]).collect(),
            png::ColorType::GrayscaleAlpha => data.chunks(2).flat_map(|pixel| [pixel[0]; 3]).collect(),
            png::ColorType::Rgba => data.chunks(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect(),
            _ => data.to_vec(),
        };
        Self { width: frame.width, height: frame.height, pixels }
    }

    /// How many pixels differ; all, when the sizes do.
    pub(crate) fn differing(&self, other: &Self) -> usize {
        if (self.width, self.height) != (other.width, other.height) {
            return self.pixels.len() / 3;
        }
        self.pixels.chunks(3).zip(other.pixels.chunks(3)).filter(|(one, two)| one != two).count()
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} x {}", self.width, self.height)
    }
}

fn said_by(program: &str, arguments: &[&str], pdf: &Path) -> String {
    let output = Command::new(program).arg(pdf).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program} runs (package poppler-utils): {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
