//! One print of an issued letter: its pages, the sheet that says what goes with it, and the pages of those files, in one job. The
//! steps are apart so that the record is not held while strangers' files are drawn: [`order_print`] checks everything and takes
//! out what is needed, [`PrintOrder::draw`] works without the record, and [`hold_job`] checks again before the dialog is shown.

use super::draft::page_png;
use super::issue::{frozen, frozen_sheet};
use super::print::{PRINT_SCALE, may_print};
use crate::acts::hex;
use crate::enclosing::{OpenFile, open_files};
use crate::session::Session;
use crate::{Code, Error, Result};
use domain::{LetterId, PrintedJob, RequestId};
use enclosures::{Helper, Trouble};
use sha2::{Digest, Sha256};

/// Most sheets of one print.
const SHEET_LIMIT: usize = 200;
/// A sheet's width at 300 dots an inch.
const SHEET_WIDTH: u32 = 2550;

/// A print that was ordered: everything that is needed for it, taken out of the record.
pub struct PrintOrder {
    request: RequestId,
    letter: LetterId,
    sheets: Vec<Vec<u8>>,
    files: Vec<OpenFile>,
}

/// Pictures of all sheets, ready for the dialog.
pub struct PrintJob {
    request: RequestId,
    letter: LetterId,
    sheets: Vec<Vec<u8>>,
    printed: PrintedJob,
}

impl std::fmt::Debug for PrintOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PrintOrder({} sheets, {} files)", self.sheets.len(), self.files.len())
    }
}

impl std::fmt::Debug for PrintJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PrintJob({} sheets)", self.sheets.len())
    }
}

/// Orders a print of an issued letter with all that goes with it.
///
/// # Errors
/// The right to sign it is gone; what it tells or carries does not stand any more; a file that goes with it is not what it was.
pub fn order_print(session: &Session, request: &str, letter: &str) -> Result<PrintOrder> {
    let case = session.case(request)?;
    let (issued, bytes) = frozen(session, case, letter)?;
    may_print(session, case, issued)?;
    let picture = |pdf: &[u8], page: u32| page_png(pdf, page as usize, PRINT_SCALE.min(4.0));
    let mut sheets = (0..issued.pages).map(|page| picture(&bytes, page)).collect::<Result<Vec<_>>>()?;
    let mut files = Vec::new();
    if let Some(manifest) = &issued.manifest {
        let sheet = frozen_sheet(session, manifest)?;
        for page in 0..manifest.pages {
            sheets.push(picture(&sheet, page)?);
        }
        files = open_files(session, case, &issued.parts, &manifest.files)?;
    }
    Ok(PrintOrder { request: case.request.id, letter: issued.id, sheets, files })
}

impl PrintOrder {
    /// Draws the pages of the files behind the letter and its manifest. `progress` hears from 0 to 100.
    ///
    /// # Errors
    /// A page that cannot be drawn whole, or too many sheets: then nothing is printed.
    pub fn draw(self, helper: &Helper, progress: &mut dyn FnMut(u8)) -> Result<PrintJob> {
        let Self { request, letter, mut sheets, files } = self;
        for (number, file) in files.iter().enumerate() {
            draw_file(helper, file, &mut sheets)?;
            progress(u8::try_from((number + 1) * 100 / files.len()).unwrap_or(100));
        }
        let mut digest = Sha256::new();
        for sheet in &sheets {
            digest.update((sheet.len() as u64).to_be_bytes());
            digest.update(sheet);
        }
        let printed = PrintedJob {
            sheets: u32::try_from(sheets.len()).unwrap_or(u32::MAX),
            bytes: sheets.iter().map(|sheet| sheet.len() as u64).sum(),
            sha256: hex(&digest.finalize()),
        };
        Ok(PrintJob { request, letter, sheets, printed })
    }
}

/// Lays a job on the desk, in memory alone, and hands out its sheets for the dialog; that they go there is noted, in case the record
/// is locked before it is known how it ended: the note is a draft beside the request. What became of the letter while the pages were drawn is looked at first.
///
/// # Errors
/// As [`order_print`].
pub fn hold_job(session: &mut Session, job: PrintJob) -> Result<Vec<Vec<u8>>> {
    let case = session.case(&job.request.to_string())?;
    let issued = case.request.letter(job.letter).ok_or_else(domain::Refusal::not_found)?;
    may_print(session, case, &issued.what)?;
    super::cut_off::note(session, job.request, job.letter, &job.printed)?;
    super::cut_off::left_unanswered(session);
    session.held_job = Some((job.letter, job.printed));
    Ok(job.sheets)
}

fn draw_file(helper: &Helper, file: &OpenFile, sheets: &mut Vec<Vec<u8>>) -> Result<()> {
    let (mut page, mut pages) = (0, 1);
    while page < pages {
        if sheets.len() >= SHEET_LIMIT {
            let message = format!("This print has more than {SHEET_LIMIT} sheets.");
            let help = "Nothing was printed. Issue the letter again with fewer files, and send the others with a letter of their own.";
            return Err(Error::new(Code::TooLong, message, help));
        }
        let drawn = helper.draw(file.bytes.bytes(), page, SHEET_WIDTH);
        let drawn = drawn.map_err(|trouble| not_drawn(&file.name, page, trouble))?;
        if drawn.is_partial {
            return Err(not_whole(&file.name, page));
        }
        pages = drawn.pages;
        sheets.push(drawn.pixels.png().map_err(|trouble| not_drawn(&file.name, page, trouble))?);
        page += 1;
    }
    Ok(())
}

fn not_drawn(name: &str, page: u32, trouble: Trouble) -> Error {
    let message = format!("Nothing was printed: page {} of “{name}” could not be drawn. {trouble}", page + 1);
    let help = format!(
        "The letter stays issued, and nothing went out. {} Or issue the letter again without that file.",
        trouble.help()
    );
    Error::new(Code::FileProblem, message, help)
}

fn not_whole(name: &str, page: u32) -> Error {
    let message = format!(
        "Something on page {} of “{name}” could not be drawn, so nothing was printed: the paper would not show what the file shows.",
        page + 1
    );
    let help = "The letter stays issued, and nothing went out. Ask for the file with its typefaces in it, keep that one, and issue \
                the letter again with it.";
    Error::new(Code::FileProblem, message, help)
}
