//! How letters look: where mail goes, the lines under a signature, the size of the type. A sample letter shows it before it is
//! saved.

use super::{director_only, settings_view};
use crate::letter::{page_png, paragraph_views};
use crate::own_texts::sample_letter;
use crate::view::{LetterSize, LetterStyleForm, LetterStyleView, SettingsView};
use crate::{Error, Result, Session};
use domain::{LetterStyle, LibraryProfile, TypeSize};
use letters::{Letter, Typeset};

/// Saves how letters look from now on. Letters already issued keep theirs.
///
/// # Errors
/// Not the Director; more lines than there is room for; a line that says what no letter may say, or one that cannot be set.
pub fn save_letter_style(session: &mut Session, form: &LetterStyleForm) -> Result<SettingsView> {
    director_only(session)?;
    let event = domain::set_letter_style(&session.office, &style_of(form))?;
    // What cannot stand in a letter is found here, and not when one is needed.
    in_style(session, form)?;
    session.record_office(vec![event], None)?;
    settings_view(session)
}

/// A sample letter in the look that was typed.
///
/// # Errors
/// More lines than there is room for; a line that says what no letter may say, or one that cannot be set.
pub fn letter_style_view(session: &Session, form: &LetterStyleForm) -> Result<LetterStyleView> {
    let (letter, set) = in_style(session, form)?;
    Ok(LetterStyleView {
        pages: u32::try_from(set.pages).unwrap_or(u32::MAX),
        preview: crate::acts::hex(&set.sha256[..8]),
        paragraphs: paragraph_views(&letter),
    })
}

/// A page of that letter, as PNG.
///
/// # Errors
/// There is no such page, or the look cannot be used.
pub fn letter_style_page(
    session: &Session,
    form: &LetterStyleForm,
    page: usize,
    scale: f32,
) -> Result<Vec<u8>> {
    let (_, set) = in_style(session, form)?;
    page_png(&set.pdf, page, scale)
}

fn in_style(session: &Session, form: &LetterStyleForm) -> Result<(Letter, Typeset)> {
    let profile = domain::with_letter_style(&session.office, &style_of(form))?;
    sample_letter(session, &profile).map_err(|error| at_fault(session, &profile, error))
}

/// Names the field at fault: the one without which the letter can be set. What is wrong without both is nothing of this form.
fn at_fault(session: &Session, profile: &LibraryProfile, error: Error) -> Error {
    let without = |return_address: bool, under_signature: bool| {
        let mut plain = profile.clone();
        if return_address {
            plain.letter_style.return_address.clear();
        }
        if under_signature {
            plain.letter_style.under_signature.clear();
        }
        sample_letter(session, &plain).is_ok()
    };
    if without(false, true) {
        error.at("under_signature")
    } else if without(true, false) || without(true, true) {
        error.at("return_address")
    } else {
        error
    }
}

pub(super) fn form_of(style: &LetterStyle) -> LetterStyleForm {
    let type_size = match style.type_size {
        TypeSize::Usual => LetterSize::Usual,
        TypeSize::Larger => LetterSize::Larger,
        TypeSize::Large => LetterSize::Large,
    };
    let (return_address, under_signature) = (style.return_address.clone(), style.under_signature.clone());
    LetterStyleForm { return_address, under_signature, type_size }
}

fn style_of(form: &LetterStyleForm) -> LetterStyle {
    let type_size = match form.type_size {
        LetterSize::Usual => TypeSize::Usual,
        LetterSize::Larger => TypeSize::Larger,
        LetterSize::Large => TypeSize::Large,
    };
    let (return_address, under_signature) = (form.return_address.clone(), form.under_signature.clone());
    LetterStyle { return_address, under_signature, type_size }
}
