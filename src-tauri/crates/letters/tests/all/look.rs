//! Pages to look at: set `LETTERS_OUT` to a folder and every sample is written there as PDF and PNG.

use crate::sample;
use letters::{Mark, page_image, typeset};

#[test]
fn every_sample_page_becomes_a_picture_of_the_right_size_with_ink_on_it() {
    let out = std::env::var_os("LETTERS_OUT").map(std::path::PathBuf::from);
    for id in sample::IDS {
        let mark = if id == "L25" { Mark::Draft } else { Mark::Issued };
        let set =
            typeset(&sample::letter(id), &sample::letterhead(), mark).unwrap_or_else(|e| panic!("{id}: {e}"));
        if let Some(out) = &out {
            std::fs::write(out.join(format!("{id}.pdf")), &set.pdf).unwrap();
        }
        for page in 0..set.pages {
            let png = page_image(&set.pdf, page, 1.5).unwrap();
            let mut reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
            let mut raw = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut raw).unwrap();
            assert_eq!((reader.info().width, reader.info().height), (918, 1188));
            let dark = raw.chunks_exact(3).filter(|p| p[0] < 128).count();
            assert!(dark > 4_000 && dark < 200_000, "{id} page {page}: {dark} dark pixels");
            if let Some(out) = &out {
                std::fs::write(out.join(format!("{id}-{}.png", page + 1)), &png).unwrap();
            }
        }
    }
}
