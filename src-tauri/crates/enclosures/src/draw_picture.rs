//! Drawing a picture as a page of its own. Runs in the helper process.

use std::io::Cursor;

use image::error::{ImageError, LimitError, LimitErrorKind};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

use crate::draw::{Drawn, Kind, factor};
use crate::{PageText, Pixels, Trouble};

/// A decoded picture may take this many bytes; the process as a whole is limited besides.
const ROOM: u64 = 320 * 1024 * 1024;

/// How many dots of a picture stand on an inch of the page that is made of it.
const DOTS: f64 = 150.0;

/// Draws a picture, which has one page.
pub(crate) fn draw(file: &[u8], kind: Kind, number: u32, width: u32) -> Result<Drawn, Trouble> {
    if number > 0 {
        return Err(Trouble::NoSuchPage);
    }
    let format = if kind == Kind::Png { ImageFormat::Png } else { ImageFormat::Jpeg };
    let whole = read(file, format).map_err(|why| match why {
        ImageError::Limits(_) => Trouble::TooLarge,
        _ => Trouble::Damaged,
    })?;
    let flat = on_white(&whole);
    drop(whole);
    let (across, down) = (f64::from(flat.width()), f64::from(flat.height()));
    let scale = factor(across, down, width).ok_or(Trouble::Damaged)?;
    let side = |length: f64| (length * scale).round().max(1.0) as u32;
    // Never larger than it is: there is nothing more to see.
    let drawn = if scale < 1.0 { image::imageops::thumbnail(&flat, side(across), side(down)) } else { flat };
    let points = |length: f64| (length * 72.0 / DOTS).round().clamp(1.0, 14_400.0) as u32;
    let (width, height) = drawn.dimensions();
    Ok(Drawn {
        kind,
        pages: 1,
        pixels: Pixels::new(width, height, drawn.into_raw()).ok_or(Trouble::Damaged)?,
        points: (points(across), points(down)),
        text: PageText::default(),
        is_partial: false,
    })
}

fn read(file: &[u8], format: ImageFormat) -> Result<DynamicImage, ImageError> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(ROOM);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    // Said before anything is decoded; the limits above hold only while decoding.
    if decoder.total_bytes() > ROOM {
        return Err(ImageError::Limits(LimitError::from_kind(LimitErrorKind::InsufficientMemory)));
    }
    // Cameras lay pictures on their side and say so. A mark that cannot be read turns nothing.
    let turned = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut whole = DynamicImage::from_decoder(decoder)?;
    whole.apply_orientation(turned);
    Ok(whole)
}

/// Without transparency: what shows through is white, as on paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let see_through = picture.to_rgba8();
    RgbImage::from_fn(see_through.width(), see_through.height(), |x, y| {
        let [red, green, blue, alpha] = see_through.get_pixel(x, y).0;
        let over = |part: u8| {
            let (part, alpha) = (u16::from(part), u16::from(alpha));
            u8::try_from((part * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}
