//! How letters look: where mail goes, the lines under a signature, the size of the type. A sample letter shows it before it is
//! saved.

use super::settings_view;
use crate::letter::{page_png, paragraph_views};
use crate::own_texts::sample_letter;
use crate::view::{LetterSize, LetterStyleForm, LetterStyleView, SettingsView};
use crate::{Result, Session};
use domain::{LetterStyle, LibraryProfile, TypeSize};

/// Saves how letters look from now on. Letters already issued keep theirs.
///
/// # Errors
/// More lines than there is room for, or one that cannot be set: the sample letter says which.
pub fn save_letter_style(session: &mut Session, form: &LetterStyleForm) -> Result<SettingsView> {
    let event = domain::set_letter_style(&session.office, &style_of(form))?;
    // What cannot be set in pages is found here, and not when a letter is needed.
    letter_style_view(session, form)?;
    session.record_office(vec![event], None)?;
    settings_view(session)
}

/// A sample letter in the look that was typed.
///
/// # Errors
/// More lines than there is room for, or one that cannot be set.
pub fn letter_style_view(session: &Session, form: &LetterStyleForm) -> Result<LetterStyleView> {
    let profile = domain::with_letter_style(&session.office.profile, &style_of(form))?;
    let (letter, set) = sample_letter(session, &profile).map_err(|error| {
        let style = LetterStyle { return_address: Vec::new(), ..profile.letter_style.clone() };
        let elsewhere = LibraryProfile { letter_style: style, ..profile.clone() };
        let is_signature = sample_letter(session, &elsewhere).is_err();
        error.at(if is_signature { "under_signature" } else { "return_address" })
    })?;
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
    let profile = domain::with_letter_style(&session.office.profile, &style_of(form))?;
    let (_, set) = sample_letter(session, &profile)?;
    page_png(&set.pdf, page, scale)
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
