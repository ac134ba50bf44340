//! First-run setup: everything is checked first, then the vault is founded and the office written in one transaction. A
//! setup that fails leaves no vault behind.

use crate::payload::{Payload, write};
use crate::settings::{ReadLogo, counsel_of, director_of, profile_of, read_logo};
use crate::view::{Labelled, OpeningView, RecoverySheetView, SetupForm, SetupOffer};
use crate::when::need_day;
use crate::{Code, Error, Result, Session, Surroundings, packs};
use domain::{Capacity, Closure, Office, OfficeEvent, PersonId, Recorded, Refusal};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use vault::index::Index;
use vault::{
    Batch, Founding, KdfCost, Passphrase, Profile, RecoveryCode, RecoverySheet, StreamClass, StreamId,
    UnlockSecret, VaultError, VaultPresence, place_problem,
};
use zeroize::Zeroizing;

/// Groups on a recovery sheet.
const GROUPS: u32 = 8;

/// Setup as the screen sends it.
#[derive(Debug)]
pub struct SetupInput {
    /// All that was filled in.
    pub form: SetupForm,
    /// The passphrase; not looked at for a practice vault, whose passphrase is published.
    pub passphrase: Zeroizing<String>,
    /// A logo that was picked.
    pub logo: Option<PathBuf>,
}

/// What setup offers: six new words at each call, a place, and the policy inside the program.
///
/// # Errors
/// The system gives no random numbers, or the pack inside the program is broken.
pub fn setup_offer(suggested: &Path) -> Result<SetupOffer> {
    let folder = free_place(suggested);
    Ok(SetupOffer {
        passphrase: Passphrase::generate()?.reveal().to_owned(),
        place_problem: check_place(&folder),
        folder: folder.to_string_lossy().into_owned(),
        policy: packs::policy_view(&packs::offered()?.pack),
        policies: packs::inside()?.into_iter().map(named).collect(),
    })
}

/// A policy inside the program, to choose from.
fn named(offered: packs::Offered) -> Labelled {
    let about = &offered.pack.about;
    Labelled {
        code: about.id.clone(),
        label: format!("{}: {}, {}", about.library, about.title, about.version),
    }
}

/// What is wrong with a place for a new vault, in words.
pub fn check_place(folder: &Path) -> Option<String> {
    if !folder.is_absolute() {
        return Some("Choose a folder on this computer, with its full path.".to_owned());
    }
    if let Some(problem) = place_problem(folder) {
        return Some(problem.to_string());
    }
    if vault::is_vault(folder) != VaultPresence::Absent {
        return Some(VaultError::VaultExists.to_string());
    }
    let holds_files = std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some());
    (holds_files || folder.is_file()).then(|| VaultError::FolderNotEmpty.to_string())
}

/// Founds the vault and opens it. The sheet is shown once and typed back before the first record.
///
/// # Errors
/// Anything that is missing or wrong, with its field; then nothing was made. A vault that could not be finished is removed.
pub fn setup_create(
    world: Surroundings,
    profile: Profile,
    input: SetupInput,
) -> Result<(Session, RecoverySheetView)> {
    let cost = if input.form.practice { KdfCost::Practice } else { KdfCost::Calibrated };
    found(world, &profile, input, cost)
}

/// As [`setup_create`], with a key that is derived at once. For tests.
///
/// # Errors
/// As [`setup_create`].
#[cfg(feature = "testing")]
pub fn setup_create_quickly(
    world: Surroundings,
    profile: Profile,
    input: SetupInput,
) -> Result<(Session, RecoverySheetView)> {
    found(world, &profile, input, KdfCost::Cheap)
}

/// Groups of the sheet typed back. With the right ones the sheet counts as kept, and it leaves the memory. Called without
/// groups it says which ones are asked.
///
/// # Errors
/// What was typed is not what stands on the sheet.
pub fn prove_recovery(session: &mut Session, groups: &[(u32, Zeroizing<String>)]) -> Result<OpeningView> {
    let Some(asked) = session.recovery_questions() else {
        return Ok(opening(session));
    };
    if groups.is_empty() {
        return Ok(opening(session));
    }
    let typed = asked.iter().map(|wanted| groups.iter().find(|(index, _)| index == wanted));
    let typed: Vec<_> = typed.collect::<Option<_>>().ok_or_else(|| missing_group(&asked))?;
    let right = match &session.unproved_sheet {
        Some(sheet) => {
            let at = |index: u32| usize::try_from(index).unwrap_or_default().saturating_sub(1);
            let typed: Vec<_> = typed.iter().map(|(index, text)| (at(*index), text.as_str())).collect();
            sheet.check_groups(&typed)
        }
        None => {
            let joined =
                Zeroizing::new(typed.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "));
            let code = RecoveryCode::typed(&joined)?;
            session.vault.is_opened_by(&UnlockSecret::RecoveryCode(code))?
        }
    };
    if !right {
        return Err(Error::new(
            Code::WrongSecret,
            "This is not what stands on the sheet.",
            "Compare it with the sheet letter by letter; capitals do not matter. If the sheet is lost, nothing is recorded \
             here yet: set up a new vault in another folder.",
        )
        .at("groups"));
    }
    session.record_office(vec![OfficeEvent::RecoveryProved], None)?;
    session.unproved_sheet = None;
    session.sheet_questions.clear();
    Ok(opening(session))
}

/// What is still to be done before anything is shown.
fn opening(session: &Session) -> OpeningView {
    let (prove_recovery, duty) = (session.recovery_questions(), crate::duty_view(session));
    OpeningView { notices: Vec::new(), prove_recovery, duty }
}

impl Session {
    /// The groups of the recovery sheet that are still to be typed back. A practice vault asks only while the sheet is on
    /// the screen.
    pub(crate) fn recovery_questions(&self) -> Option<Vec<u32>> {
        let settled = self.office.recovery_proved_at.is_some();
        let practised = self.vault.is_practice() && self.unproved_sheet.is_none();
        (!settled && !practised).then(|| self.sheet_questions.clone())
    }
}

/// All groups: asked when the sheet itself is no longer in memory, so that only the whole code can be checked.
pub(crate) fn all_groups() -> Vec<u32> {
    (1..=GROUPS).collect()
}

fn found(
    world: Surroundings,
    profile: &Profile,
    input: SetupInput,
    kdf: KdfCost,
) -> Result<(Session, RecoverySheetView)> {
    let form = &input.form;
    let folder = PathBuf::from(form.folder.trim());
    if let Some(problem) = check_place(&folder) {
        return Err(Error::new(Code::VaultPlace, problem, "Choose another folder.").at("folder"));
    }
    let me = PersonId(world.id()?);
    let logo = input.logo.as_deref().map(|path| read_logo(path, world.id()?)).transpose()?;
    let (events, pack) = first_events(form, me, logo.as_ref())?;
    let passphrase = passphrase(form, &input.passphrase)?;
    let texts = letters::shipped()?;
    crate::letter::compared(&pack.1, &texts, None)?;
    let index = Index::new()?;
    let (asked, office_stream) = (two_groups(world.id()?), StreamId::make()?);
    let was_there = folder.exists();
    let (vault, sheet) = vault::create(Founding {
        folder: folder.clone(),
        profile,
        passphrase,
        director_label: form.director.title.trim(),
        practice: form.practice,
        kdf,
        now: world.now(),
    })?;
    let mut session = Session {
        vault,
        world,
        office: Office::default(),
        office_log: Vec::new(),
        office_stream,
        cases: crate::sight::Cases::default(),
        desks: BTreeMap::new(),
        packs: BTreeMap::from([pack]),
        texts,
        index,
        me,
        kdf,
        unproved_sheet: None,
        drawn_sheet: None,
        held_copy: None,
        held_job: None,
        cut_off: crate::letter::CutOff::default(),
        sheet_questions: asked,
        duty_asked: false,
        daily: crate::backups::Daily::default(),
    };
    if let Err(error) = write_office(&mut session, events, logo) {
        drop(session);
        remove_unfinished(&folder, was_there);
        return Err(error);
    }
    session.duty_asked = session.owes_duty();
    let view = sheet_view(&sheet, &session.sheet_questions);
    session.unproved_sheet = Some(sheet);
    Ok((session, view))
}

/// The office's first events, each checked as if it were entered alone, and the pack they adopt.
fn first_events(
    form: &SetupForm,
    me: PersonId,
    logo: Option<&ReadLogo>,
) -> Result<(Vec<OfficeEvent>, (String, policy::Pack))> {
    let director =
        domain::record_person(director_of(&form.director, me)).map_err(|why| under("director", why))?;
    let kept = logo.map(|logo| logo.file.id);
    let profile =
        domain::set_profile(profile_of(&form.profile, kept)).map_err(|why| under("profile", why))?;
    let mut events = vec![director, profile];
    let counsel = counsel_of(&form.counsel);
    // Practice may go without counsel's numbers; what was typed is still checked.
    if !form.practice || counsel != domain::CounselRoute::default() {
        events.push(crate::settings::checked_counsel(counsel).map_err(|error| deeper("counsel", error))?);
    }
    let mut office = Office::default();
    for closure in &form.closures {
        let date = need_day(&closure.date, "date").map_err(|error| deeper("closures", error))?;
        let closure = Closure { date, reason: closure.reason.clone() };
        let event = domain::add_closure(&office, closure).map_err(|why| under("closures", why))?;
        if let OfficeEvent::ClosureAdded(closure) = &event {
            office.closures.insert(closure.date, closure.reason.clone());
        }
        events.push(event);
    }
    let packs::Offered { reference, files, pack } = packs::named(&form.policy)?;
    let digest = reference.digest.clone();
    events.push(OfficeEvent::PackAdopted { pack: reference, files });
    events.extend(logo.map(|logo| OfficeEvent::LogoKept(logo.file.clone())));
    Ok((events, (digest, pack)))
}

fn passphrase(form: &SetupForm, typed: &str) -> Result<Passphrase> {
    if form.practice {
        return Ok(Passphrase::practice());
    }
    let passphrase = Passphrase::typed(typed);
    let known = [
        form.profile.name.as_str(),
        form.profile.office.as_str(),
        form.profile.email.as_str(),
        form.director.name.as_str(),
        form.director.title.as_str(),
        form.counsel.department.as_str(),
        form.counsel.lawyer.as_str(),
    ];
    match vault::strength(&passphrase, &known).weakness {
        Some(weakness) => Err(weakness.into()),
        None => Ok(passphrase),
    }
}

/// Writes the office in one transaction: all of it or nothing.
fn write_office(session: &mut Session, events: Vec<OfficeEvent>, logo: Option<ReadLogo>) -> Result<()> {
    let at = session.now();
    let mut batch = Batch::new();
    batch.stream(session.office_stream, StreamClass::Office);
    if let Some(logo) = logo {
        batch.blob(session.office_stream, logo.blob, logo.bytes);
    }
    let sign = |event| Recorded { by: session.me, capacity: Capacity::Director, at, event };
    let recorded: Vec<_> = events.into_iter().map(sign).collect();
    for entry in &recorded {
        batch.entry(session.office_stream, write(&Payload::Office { recorded: entry.clone() })?);
    }
    let now = session.world.now();
    session.vault.append(batch, now)?;
    for entry in recorded {
        session.office.evolve(&entry);
        session.office_log.push(entry);
    }
    Ok(())
}

/// Takes away a vault that was founded but holds nothing. Only files that founding makes are touched; the folder was empty
/// before.
fn remove_unfinished(folder: &Path, was_there: bool) {
    for item in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = item.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("keyring.") || name.starts_with("records-") || name == "lock" {
            // What cannot be removed is found again by the next setup, which names it.
            let _ = std::fs::remove_file(item.path()).or_else(|_| std::fs::remove_dir(item.path()));
        }
    }
    if !was_there {
        let _ = std::fs::remove_dir(folder);
    }
}

pub(crate) fn sheet_view(sheet: &RecoverySheet, asked: &[u32]) -> RecoverySheetView {
    let groups = sheet.groups().iter().map(|group| group.to_string()).collect();
    RecoverySheetView { groups, ask: asked.to_vec() }
}

/// Two different groups of the sheet, counted from 1, in order.
pub(crate) fn two_groups(drawn: [u8; 16]) -> Vec<u32> {
    let first = u32::from(drawn[0]) % GROUPS;
    let second = (first + 1 + u32::from(drawn[1]) % (GROUPS - 1)) % GROUPS;
    vec![first.min(second) + 1, first.max(second) + 1]
}

fn missing_group(asked: &[u32]) -> Error {
    let numbers: Vec<_> = asked.iter().map(ToString::to_string).collect();
    Error::new(
        Code::Missing,
        format!("These groups of the recovery sheet are asked: {}.", numbers.join(", ")),
        "Copy each of them from the sheet you wrote down or printed.",
    )
    .at("groups")
}

/// The first place of this name that holds nothing yet.
pub(crate) fn free_place(suggested: &Path) -> PathBuf {
    let numbered = (2..100).map(|number| {
        let mut name = suggested.as_os_str().to_owned();
        name.push(format!(" {number}"));
        PathBuf::from(name)
    });
    let is_free = |folder: &PathBuf| {
        std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_none()) || !folder.exists()
    };
    std::iter::once(suggested.to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_else(|| suggested.to_owned())
}

fn under(form: &str, refusal: Refusal) -> Error {
    deeper(form, refusal.into())
}

/// Names the form before its field: `profile.name`.
fn deeper(form: &str, mut error: Error) -> Error {
    error.refs.iter_mut().for_each(|field| *field = format!("{form}.{field}"));
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_different_groups_are_asked_whatever_was_drawn() {
        for first in 0..=255 {
            for second in [0, 6, 7, 100, 255] {
                let mut drawn = [0; 16];
                (drawn[0], drawn[1]) = (first, second);
                let asked = two_groups(drawn);
                assert!(asked[0] < asked[1] && asked[0] >= 1 && asked[1] <= GROUPS, "{asked:?}");
            }
        }
    }

    #[test]
    fn a_relative_place_is_refused() {
        assert!(check_place(Path::new("records")).is_some());
        assert!(check_place(Path::new("")).is_some());
    }
}
