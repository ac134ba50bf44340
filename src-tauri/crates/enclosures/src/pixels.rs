//! A page as plain pixels: what the helper hands back, what boxes are burnt into, what a redacted copy is made of.

use crate::Trouble;

/// Red, green and blue of each pixel, row by row from the top.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

/// A part of a page in whole pixels; `right` and `bottom` are just outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "four edges")]
pub struct PixelBox {
    pub left: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
}

impl PixelBox {
    /// Whether a pixel lies in it.
    #[must_use]
    pub fn holds(&self, x: u32, y: u32) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }
}

impl Pixels {
    /// Takes pixels in. `None` when their number does not fit the size, or there are none.
    #[must_use]
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Option<Self> {
        let expected = u64::from(width).checked_mul(u64::from(height))?.checked_mul(3)?;
        (expected > 0 && rgb.len() as u64 == expected).then_some(Self { width, height, rgb })
    }

    /// A white page.
    #[must_use]
    pub fn blank(width: u32, height: u32) -> Option<Self> {
        let size = (width as usize).checked_mul(height as usize)?.checked_mul(3)?;
        Self::new(width, height, vec![255; size])
    }

    /// Pixels across.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Pixels down.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// All of them, three bytes each.
    #[must_use]
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// One of them; black outside the page.
    #[must_use]
    pub fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let from = self.place(x, y);
        match from.and_then(|from| self.rgb.get(from..from + 3)) {
            Some([red, green, blue]) => [*red, *green, *blue],
            _ => [0; 3],
        }
    }

    /// Paints one of them; outside the page nothing happens.
    pub fn set(&mut self, x: u32, y: u32, colour: [u8; 3]) {
        if let Some(pixel) = self.place(x, y).and_then(|from| self.rgb.get_mut(from..from + 3)) {
            pixel.copy_from_slice(&colour);
        }
    }

    /// Paints a whole part of the page in one colour.
    pub fn fill(&mut self, part: PixelBox, colour: [u8; 3]) {
        for y in part.top..part.bottom.min(self.height) {
            for x in part.left..part.right.min(self.width) {
                self.set(x, y, colour);
            }
        }
    }

    /// One byte for each pixel when the page has no colour.
    #[must_use]
    pub fn grey(&self) -> Option<Vec<u8>> {
        let is_grey = self.rgb.chunks_exact(3).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
        is_grey.then(|| self.rgb.chunks_exact(3).map(|pixel| pixel[0]).collect())
    }

    /// As a PNG picture, made here and never by the helper.
    ///
    /// # Errors
    /// [`Trouble::TooLarge`] when it cannot be packed.
    pub fn png(&self) -> Result<Vec<u8>, Trouble> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        let mut writer = encoder.write_header().map_err(|_| Trouble::TooLarge)?;
        writer.write_image_data(&self.rgb).map_err(|_| Trouble::TooLarge)?;
        writer.finish().map_err(|_| Trouble::TooLarge)?;
        Ok(out)
    }

    fn place(&self, x: u32, y: u32) -> Option<usize> {
        let inside = x < self.width && y < self.height;
        inside.then(|| (y as usize * self.width as usize + x as usize) * 3)
    }
}

/// Says the size and never what is on the page.
impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({} x {})", self.width, self.height)
    }
}
