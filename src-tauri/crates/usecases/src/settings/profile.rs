//! The library and its Director, as letters print them.

use super::{director_only, settings_view};
use crate::own_texts::sample_letter;
use crate::view::{DirectorForm, ProfileForm, SettingsView};
use crate::{Code, Result, Session};
use domain::{AttachmentId, LetterStyle, LibraryProfile, OfficeEvent, Person, PersonId};

/// Saves the library's profile. The logo and the look of letters stay.
///
/// # Errors
/// A field that is missing or too long, or that no letter could carry at its head.
pub fn save_profile(session: &mut Session, form: &ProfileForm) -> Result<SettingsView> {
    let known = &session.office.profile;
    let profile = LibraryProfile { letter_style: known.letter_style.clone(), ..profile_of(form, known.logo) };
    let event = domain::set_profile(profile)?;
    if let OfficeEvent::ProfileSet(profile) = &event {
        // A head that cannot be set is found here, and not when a letter is needed. Nothing else keeps a number from being corrected.
        let refused = sample_letter(session, profile).err().filter(|error| error.code == Code::LetterRefused);
        refused.map_or(Ok(()), Err)?;
    }
    session.record_office(vec![event], None)?;
    settings_view(session)
}

/// Saves the Director's name and title. Letters already issued keep what they say.
///
/// # Errors
/// A field that is missing or too long; only the Director may do it.
pub fn save_director(session: &mut Session, form: &DirectorForm) -> Result<SettingsView> {
    director_only(session)?;
    let id = session.office.director().map_or(session.me, |director| director.id);
    session.record_office(vec![domain::record_person(director_of(form, id))?], None)?;
    settings_view(session)
}

pub(crate) fn profile_of(form: &ProfileForm, logo: Option<AttachmentId>) -> LibraryProfile {
    LibraryProfile {
        name: form.name.clone(),
        office: form.office.clone(),
        address: form.address.clone(),
        phone: form.phone.clone(),
        email: form.email.clone(),
        website: form.website.clone(),
        hours: form.hours.clone(),
        logo,
        window_envelope: form.window_envelope,
        letter_style: LetterStyle::default(),
    }
}

pub(crate) fn director_of(form: &DirectorForm, id: PersonId) -> Person {
    Person { id, name: form.name.clone(), title: form.title.clone(), director: true, employee: true }
}
