//! What goes on paper, as pictures of sheets that can be compared. The code of the record's end differs between any two records:
//! where it stands is found by printing one record at two ends, and the lines that differ there are masked.

use crate::calls::year;
use crate::desk::Desk;
use std::io::Cursor;
use std::ops::Range;
use usecases::{Result, letter, proof};

/// The picture of a sheet, as it goes to the printer.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Sheet(Vec<u8>);

/// What was printed: its name, and its sheets.
pub(crate) type Printed = Vec<(String, Vec<Sheet>)>;

impl Sheet {
    /// How many bytes a line of it has, and all of them.
    fn lines(&self) -> (usize, Vec<u8>) {
        let mut reader = png::Decoder::new(Cursor::new(&self.0)).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut bytes).unwrap();
        (frame.line_size, bytes)
    }

    /// From the first line that differs to the last, and a little more: not every letter reaches as high and as low.
    pub(crate) fn differing(&self, other: &Self) -> Option<Range<usize>> {
        if self == other {
            return None;
        }
        let ((line, one), (same, other)) = (self.lines(), other.lines());
        assert_eq!((line, one.len()), (same, other.len()), "sheets of two sizes");
        let lines = one.chunks(line).zip(other.chunks(line)).enumerate();
        let differ: Vec<_> = lines.filter(|(_, (one, other))| one != other).map(|(at, _)| at).collect();
        Some(differ.first()?.saturating_sub(4)..differ.last()? + 5)
    }
}

fn sheets(pictures: Result<Vec<Vec<u8>>>) -> Vec<Sheet> {
    pictures.unwrap().into_iter().map(Sheet).collect()
}

/// Everything that the person at the desk can print of these requests and of the record as a whole.
pub(crate) fn everything_printed(desk: &mut Desk, known: &[String]) -> Printed {
    let mut printed = Vec::new();
    for request in known {
        let view = usecases::refresh_request(&desk.session, request).unwrap();
        printed
            .push((format!("print_count {request}"), sheets(letter::count_sheets(&desk.session, request))));
        for issued in view.letters.iter().flat_map(|row| &row.issued) {
            let pictures = desk.sheets(&view, &issued.id);
            printed.push((format!("print_letter {request}"), sheets(Ok(pictures))));
        }
    }
    for request in known {
        let file = letter::binder_paper(&desk.session, request, true);
        printed.push((format!("print_binder {request}"), sheets(file.map(|file| file.sheets))));
    }
    let (session, days) = (&desk.session, year());
    printed.push((
        "print_register".to_owned(),
        sheets(proof::register_paper(session, &days).map(|slip| slip.sheets)),
    ));
    printed.push(("print_anchor".to_owned(), sheets(proof::anchor_slip(session).map(|slip| slip.sheets))));
    printed
}
