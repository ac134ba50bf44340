//! Drawing a page of a PDF document. Runs in the helper process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use crate::draw::{Drawn, Kind, factor};
use crate::{Pixels, Trouble, page_text};

/// Draws one page, counted from 0.
pub(crate) fn draw(file: Vec<u8>, number: u32, width: u32) -> Result<Drawn, Trouble> {
    let pdf = Pdf::new(file).map_err(|why| match why {
        LoadPdfError::Decryption(_) => Trouble::NeedsPassword,
        LoadPdfError::Invalid => Trouble::Damaged,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Trouble::NoPages);
    }
    let page = pages.get(number as usize).ok_or(Trouble::NoSuchPage)?;
    let missing = Arc::new(AtomicBool::new(false));
    let noted = Arc::clone(&missing);
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |_| noted.store(true, Ordering::Relaxed)),
        ..InterpreterSettings::default()
    };
    let pixels = picture(page, width, &settings)?;
    let text = page_text::of_pdf(page, &settings);
    Ok(Drawn {
        kind: Kind::Pdf,
        pages: u32::try_from(pages.len()).map_err(|_| Trouble::TooLarge)?,
        pixels,
        points: points(page),
        text,
        is_partial: missing.load(Ordering::Relaxed),
    })
}

fn picture(page: &Page<'_>, width: u32, settings: &InterpreterSettings) -> Result<Pixels, Trouble> {
    let (across, down) = page.render_dimensions();
    let scale = factor(f64::from(across), f64::from(down), width).ok_or(Trouble::Damaged)? as f32;
    let size = PixmapSettings {
        // The renderer cuts off what is left of a pixel; a hair more makes 1200 out of 1199.99.
        x_scale: scale * 1.000_001,
        y_scale: scale * 1.000_001,
        bg_color: hayro::vello_cpu::color::palette::css::WHITE,
    };
    let pixmap = render(page, &RenderCache::new(), settings, &RenderSettings::default(), &size);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    // The page is opaque: the fourth byte says nothing.
    let rgb = pixmap.data_as_u8_slice().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    Pixels::new(width, height, rgb).ok_or(Trouble::Damaged)
}

fn points(page: &Page<'_>) -> (u32, u32) {
    let whole = |side: f32| side.round().clamp(1.0, 14_400.0) as u32;
    let (across, down) = page.render_dimensions();
    (whole(across), whole(down))
}
