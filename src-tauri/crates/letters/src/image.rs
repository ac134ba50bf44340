//! Pictures of pages, drawn from the very bytes that are kept and printed.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Why a page has no picture. The file itself is not touched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// The bytes are no PDF that can be read.
    #[error(
        "The letter could not be shown: its file cannot be read. Its text stays available; check the record."
    )]
    Unreadable,
    /// No such page.
    #[error("The letter has no page {0}.")]
    NoSuchPage(usize),
    /// A scale that makes no sense.
    #[error("A page can be shown at 10 % to 800 % of its size.")]
    Scale,
    /// The picture could not be packed.
    #[error("The picture of the page could not be made. The letter itself is safe; try again.")]
    Packing,
}

/// A page, counted from 0, as PNG; at scale 1.0 it is 612 by 792 pixels.
///
/// # Errors
/// See [`ImageError`].
pub fn page_image(pdf: &[u8], page: usize, scale: f32) -> Result<Vec<u8>, ImageError> {
    if !(0.1..=8.0).contains(&scale) {
        return Err(ImageError::Scale);
    }
    let pdf = Pdf::new(pdf.to_vec()).map_err(|_| ImageError::Unreadable)?;
    let pages = pdf.pages();
    let page = pages.get(page).ok_or(ImageError::NoSuchPage(page))?;
    let size = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: hayro::vello_cpu::color::palette::css::WHITE,
    };
    let pixmap =
        render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &size);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    // The page is opaque, so the fourth byte says nothing and a third of the work goes with it.
    let rgb: Vec<u8> = pixmap.data_as_u8_slice().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().map_err(|_| ImageError::Packing)?;
    writer.write_image_data(&rgb).map_err(|_| ImageError::Packing)?;
    writer.finish().map_err(|_| ImageError::Packing)?;
    Ok(out)
}
