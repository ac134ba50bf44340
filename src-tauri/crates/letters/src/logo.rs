//! The library's logo: a PNG made small and opaque before it goes into a letter.

use std::io::Cursor;

/// An opaque picture, three bytes a pixel.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Logo {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pixels: Vec<u8>,
}

/// Why a logo cannot be used. Letters print without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// More than 2 MiB.
    #[error(
        "The logo is larger than 2 MB. Save it smaller, for example 600 by 600 pixels, and choose it again."
    )]
    TooLarge,
    /// Not a PNG picture.
    #[error("The logo is not a PNG picture, or it is damaged. Save it as PNG and choose it again.")]
    NotPng,
    /// Sides out of bounds.
    #[error("The logo must be 16 to 4,000 pixels on each side and at most eight times as wide as high.")]
    BadSize,
}

/// Checks a logo as it is chosen, so that the profile never holds one that cannot be printed.
///
/// # Errors
/// See [`LogoError`].
pub fn check_logo(png: &[u8]) -> Result<(), LogoError> {
    Logo::read(png).map(|_| ())
}

const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Pixels on the longer side in a letter: 300 to the inch at the printed size.
const PRINTED: u32 = 220;

impl Logo {
    pub(crate) fn read(bytes: &[u8]) -> Result<Logo, LogoError> {
        if bytes.len() > MOST_BYTES {
            return Err(LogoError::TooLarge);
        }
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(|_| LogoError::NotPng)?;
        let (width, height) = (reader.info().width, reader.info().height);
        let side = 16..=4_000;
        if !side.contains(&width) || !side.contains(&height) || width > height * 8 || height > width * 8 {
            return Err(LogoError::BadSize);
        }
        let size = reader.output_buffer_size().ok_or(LogoError::BadSize)?;
        let mut raw = vec![0; size];
        let info = reader.next_frame(&mut raw).map_err(|_| LogoError::NotPng)?;
        let channels = info.color_type.samples();
        let flat = raw[..info.buffer_size()].chunks_exact(channels).flat_map(on_white).collect();
        Ok(Logo { width, height, pixels: flat }.reduced())
    }

    /// The printed size in points within a box.
    pub(crate) fn fit(&self, width: f32, height: f32) -> (f32, f32) {
        let (w, h) = (self.width as f32, self.height as f32);
        let scale = (width / w).min(height / h);
        (crate::page::round(w * scale), crate::page::round(h * scale))
    }

    /// Averages blocks of pixels until the longer side is small enough.
    fn reduced(self) -> Logo {
        let factor = self.width.max(self.height).div_ceil(PRINTED);
        if factor <= 1 {
            return self;
        }
        let (width, height) = (self.width.div_ceil(factor), self.height.div_ceil(factor));
        let mut pixels = Vec::with_capacity((width * height * 3) as usize);
        for y in 0..height {
            for x in 0..width {
                let mut sum = [0u32; 3];
                let mut count = 0;
                for sy in y * factor..((y + 1) * factor).min(self.height) {
                    for sx in x * factor..((x + 1) * factor).min(self.width) {
                        let at = ((sy * self.width + sx) * 3) as usize;
                        sum.iter_mut().zip(&self.pixels[at..at + 3]).for_each(|(s, p)| *s += u32::from(*p));
                        count += 1;
                    }
                }
                pixels.extend(sum.map(|s| (s / count) as u8));
            }
        }
        Logo { width, height, pixels }
    }
}

/// One pixel of any colour type, laid on white paper.
fn on_white(pixel: &[u8]) -> [u8; 3] {
    let over = |value: u8, alpha: u8| {
        let a = u32::from(alpha);
        ((u32::from(value) * a + 255 * (255 - a)) / 255) as u8
    };
    match pixel {
        [g] => [*g; 3],
        [g, a] => [over(*g, *a); 3],
        [r, g, b] => [*r, *g, *b],
        [r, g, b, a, ..] => [over(*r, *a), over(*g, *a), over(*b, *a)],
        [] => [255; 3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_of(width: u32, height: u32, pixel: [u8; 4]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut e = png::Encoder::new(&mut out, width, height);
        e.set_color(png::ColorType::Rgba);
        e.set_depth(png::BitDepth::Eight);
        let mut w = e.write_header().unwrap();
        w.write_image_data(&pixel.repeat((width * height) as usize)).unwrap();
        w.finish().unwrap();
        out
    }

    #[test]
    fn transparency_is_laid_on_white_and_large_logos_are_reduced() {
        let logo = Logo::read(&png_of(1000, 500, [0, 0, 0, 0])).unwrap();
        assert!(logo.width <= PRINTED && logo.pixels.iter().all(|p| *p == 255));
        assert_eq!(logo.pixels.len(), (logo.width * logo.height * 3) as usize);
        assert_eq!(logo.fit(96.0, 36.0), (72.0, 36.0));
    }

    #[test]
    fn what_is_no_usable_logo_is_refused_by_its_cause() {
        assert_eq!(check_logo(b"GIF89a"), Err(LogoError::NotPng));
        assert_eq!(check_logo(&vec![0; MOST_BYTES + 1]), Err(LogoError::TooLarge));
        assert_eq!(check_logo(&png_of(8, 8, [0; 4])), Err(LogoError::BadSize));
        assert_eq!(check_logo(&png_of(400, 20, [0; 4])), Err(LogoError::BadSize));
        let mut cut = png_of(200, 200, [9; 4]);
        cut.truncate(cut.len() / 2);
        assert_eq!(check_logo(&cut), Err(LogoError::NotPng));
    }
}
