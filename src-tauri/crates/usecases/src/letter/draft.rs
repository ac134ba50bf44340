//! A letter before it is issued: blocks, facts that are still missing, findings, preview.

use super::facts::{facts, readdress};
use super::law::first_unconfirmed;
use crate::session::{Case, Session};
use crate::timeline::capital;
use crate::view::{
    BlockView, FindingView, GapView, Labelled, LetterEdit, LetterField, LetterView, ParagraphView,
};
use crate::{Code, Error, Result};
use domain::{LetterCode, LibraryProfile, Refusal};
use letters::{
    ComposeError, Facts, Language, Letter, LetterText, Letterhead, ManifestWords, Mark, Typeset, Value,
    filled,
};
use policy::Signs;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What was typed into a letter; kept as a draft until it is issued.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    pub(crate) free: BTreeMap<String, String>,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) corrects: String,
    /// Tag of the language it is written in; empty for that of the house.
    pub(crate) language: String,
}

/// A draft as far as it goes.
pub(crate) struct Draft<'a> {
    pub(crate) text: Cow<'a, LetterText>,
    pub(crate) typed: Typed,
    pub(crate) facts: Facts,
    pub(crate) composed: std::result::Result<Letter, ComposeError>,
    pub(crate) findings: Vec<letters::Finding>,
    /// Facts that were typed here, by name, and what the record says in their place.
    pub(super) stated: Vec<(String, String)>,
    /// What can be shown: the letter, or the letter with its gaps marked. Only `composed` is ever issued.
    pub(super) shown: Option<Letter>,
    /// What its manifest says, where something was chosen to go with it.
    manifest: Option<ManifestWords>,
}

/// The editor of a letter.
pub fn letter_view(session: &Session, request: &str, code: &str) -> Result<LetterView> {
    let case = session.case(request)?;
    let draft = draft(session, case, code)?;
    view(session, case, &draft)
}

/// Takes in what was typed, keeps it as a draft, and answers with a fresh view.
pub fn edit_letter(session: &mut Session, edit: LetterEdit) -> Result<LetterView> {
    let typed =
        Typed { free: edit.free, fields: edit.fields, corrects: edit.corrects, language: edit.language };
    session.case(&edit.request)?;
    let text =
        serde_json::to_string(&typed).map_err(|_| Error::internal("the draft could not be written"))?;
    crate::drafts::save_draft(session, &draft_key(&edit.request, &edit.code), &text)?;
    letter_view(session, &edit.request, &edit.code)
}

/// A page of the preview, as PNG.
pub fn draft_page(session: &Session, request: &str, code: &str, page: usize, scale: f32) -> Result<Vec<u8>> {
    let case = session.case(request)?;
    let draft = draft(session, case, code)?;
    let letter = draft.shown.as_ref().ok_or_else(Refusal::not_found)?;
    let mut before = 0;
    for set in preview(session, letter, draft.manifest.as_ref())? {
        if page < before + set.pages {
            return page_png(&set.pdf, page - before, scale);
        }
        before += set.pages;
    }
    Err(Refusal::not_found().into())
}

/// The letter as it would print now, and its manifest behind it.
fn preview(session: &Session, letter: &Letter, manifest: Option<&ManifestWords>) -> Result<Vec<Typeset>> {
    let mark = if session.is_practice() { Mark::Practice } else { Mark::Draft };
    let mut sets = vec![typeset(session, letter, mark)?];
    if let Some(words) = manifest {
        sets.push(typeset(session, &letters::manifest(letter, words), mark)?);
    }
    Ok(sets)
}

/// The draft from the facts of this moment.
pub(crate) fn draft<'a>(session: &'a Session, case: &Case, code: &str) -> Result<Draft<'a>> {
    let typed = typed(session, &case.request.id.to_string(), code)?;
    let own = session.letter_text_in(code, &typed.language).ok_or_else(|| {
        Error::new(
            Code::LetterRefused,
            "There is no text for this letter here yet.",
            "Write it outside, then file its scan with this request.",
        )
    })?;
    let text = own.as_ref();
    if let Some(problem) = first_unconfirmed(session.pack_of(&case.request)?, text) {
        return Err(Error::new(
            Code::LetterRefused,
            problem.message,
            "Nothing was written. Write this letter outside, with words that counsel confirmed, and file its scan with this \
             request.",
        ));
    }
    let words = text.words();
    let mut all = facts(session, case, code, capacity(session, case, text), words)?;
    readdress(&mut all, session, case, text)?;
    for (point, made) in crate::ruling::letter_points(session, &case.request, text.id())? {
        if made || all.get(&point).is_none() {
            all.set(point, made);
        }
    }
    // A record of a visit quotes what was heard there; every other text quotes the request.
    let of_visit = text.tokens().iter().any(|token| token.name == "visit.date");
    if let Some(said) = all.get("visit.said").filter(|_| of_visit).cloned() {
        all.set("asked.words", said);
    }
    let (tokens, mut stated) = (text.tokens(), Vec::new());
    for (name, value) in &typed.fields {
        let is_asked = tokens.iter().any(|token| token.name == *name);
        if is_asked && !value.trim().is_empty() && editable(&all, name) {
            stated.push((name.clone(), all.get(name).map(|value| value.words(words)).unwrap_or_default()));
            all.set(name.clone(), typed_value(all.get(name), value));
        }
    }
    if let Some(earlier) = super::corrects::on_paper(case, &typed, words) {
        all.set("corrects", earlier);
    }
    let manifest = crate::enclosing::draft_words(session, &case.request, code, words)?;
    if let Some(carried) = &manifest {
        let mut lines = match all.get("enclosures") {
            Some(Value::List(lines)) => lines.clone(),
            _ => Vec::new(),
        };
        let says = &words.manifest;
        lines.push(match carried.files.len() {
            0 => says.enclosed.clone(),
            1 => says.enclosed_one.clone(),
            several => filled(&says.enclosed_several, &[("files", &several.to_string())]),
        });
        all.set("enclosures", lines);
    }
    let composed = letters::compose(text, &all, &typed.free);
    let never = never_list(session, case, text);
    let findings = match (&composed, &manifest) {
        (Ok(letter), Some(words)) => letters::check(&letters::with_manifest(letter, words), text, &never),
        (Ok(letter), None) => letters::check(letter, text, &never),
        (Err(_), _) => Ok(()),
    };
    let findings = findings.err().unwrap_or_default();
    let shown = match &composed {
        Ok(letter) => Some(letter.clone()),
        Err(ComposeError::Unresolved(missing)) => with_gaps(text, &all, &typed, missing),
        Err(_) => None,
    };
    Ok(Draft { text: own, typed, facts: all, composed, findings, stated, shown, manifest })
}

/// The letter with each gap marked by what is missing there; `None` where a gap is more than a few words.
fn with_gaps(
    text: &LetterText,
    facts: &Facts,
    typed: &Typed,
    missing: &[letters::Unresolved],
) -> Option<Letter> {
    let mut marked = facts.clone();
    for gap in missing {
        marked.set(gap.token.clone(), format!("[{}]", gap.what));
    }
    letters::compose(text, &marked, &typed.free).ok()
}

/// The library's head of every letter.
pub(super) fn letterhead(session: &Session) -> Result<Letterhead> {
    letterhead_of(session, &session.office.profile)
}

/// The same, of a profile that need not be saved.
pub(crate) fn letterhead_of(session: &Session, profile: &LibraryProfile) -> Result<Letterhead> {
    let style = &profile.letter_style;
    let mail = if style.return_address.is_empty() { &profile.address } else { &style.return_address };
    let logo = profile.logo.map(|id| session.vault.read_blob(vault::BlobId::from_bytes(id.0))).transpose()?;
    Ok(Letterhead {
        organisation: profile.name.clone(),
        office: profile.office.clone(),
        address_line: mail.join(" · "),
        phone: profile.phone.clone(),
        email: profile.email.clone(),
        website: profile.website.clone(),
        logo: logo.map(|bytes| bytes.to_vec()),
        envelope: if profile.window_envelope { letters::Envelope::Window } else { letters::Envelope::Plain },
        type_size: match style.type_size {
            domain::TypeSize::Usual => letters::TypeSize::Usual,
            domain::TypeSize::Larger => letters::TypeSize::Larger,
            domain::TypeSize::Large => letters::TypeSize::Large,
        },
    })
}

/// Sets a letter with the library's head.
pub(crate) fn typeset(session: &Session, letter: &Letter, mark: Mark) -> Result<Typeset> {
    typeset_under(&letterhead(session)?, letter, mark)
}

/// Sets a letter under a head.
pub(crate) fn typeset_under(head: &Letterhead, letter: &Letter, mark: Mark) -> Result<Typeset> {
    letters::typeset(letter, head, mark).map_err(|error| {
        Error::new(
            Code::LetterRefused,
            error.to_string(),
            "The draft is kept. Change what is named and look again.",
        )
    })
}

/// A page image.
pub(crate) fn page_png(pdf: &[u8], page: usize, scale: f32) -> Result<Vec<u8>> {
    letters::page_image(pdf, page, scale.clamp(0.5, 4.0)).map_err(|error| {
        Error::new(Code::LetterRefused, error.to_string(), "The letter itself is kept. Open it again.")
    })
}

/// Where the draft of a letter is kept.
pub(crate) fn draft_key(request: &str, code: &str) -> String {
    format!("request/{request}/letter/{code}")
}

pub(super) fn typed(session: &Session, request: &str, code: &str) -> Result<Typed> {
    let key = draft_key(request, code);
    let drafts = crate::drafts::load_drafts(session, &key)?;
    let found = drafts.into_iter().find(|draft| draft.key == key);
    Ok(found.and_then(|draft| serde_json::from_str(&draft.text).ok()).unwrap_or_default())
}

/// A fact from the record cannot be typed over; one that is missing can, and so can words that address the reader or say
/// again what was asked: a letter says it in neutral words, and without the name that stood in the request.
fn editable(facts: &Facts, name: &str) -> bool {
    const IN_OWN_WORDS: [&str; 5] =
        ["salutation.name", "booking.what", "asked.what", "claim.words", "refused.what"];
    facts.get(name).is_none_or(Value::is_empty) || IN_OWN_WORDS.contains(&name)
}

fn typed_value(known: Option<&Value>, typed: &str) -> Value {
    match known {
        Some(Value::List(_)) => Value::List(typed.lines().map(str::to_owned).collect()),
        _ => Value::Text(typed.to_owned()),
    }
}

/// Words that may not leave: the person asked about, what was asked and not approved, and what counsel said.
pub(crate) fn never_list(session: &Session, case: &Case, text: &LetterText) -> letters::NeverList {
    let mut never = session.texts.never();
    for kind in text.withheld_kinds() {
        never.withhold(&kind, Vec::<String>::new());
    }
    // Whoever asks about themselves is addressed by name.
    let asker = &case.request.requester;
    let own = |name: &String| {
        [&asker.name, &asker.name_in_latin].into_iter().flatten().any(|own| own.eq_ignore_ascii_case(name))
    };
    let about = case.request.live_parts().filter_map(|part| part.about.clone()).filter(|name| !own(name));
    let given =
        |part: &&domain::Part| part.decision.as_ref().is_some_and(|decision| decision.outcome.gives_out());
    let values = |part: &domain::Part| -> Vec<String> {
        let fields = part.plan.iter().flat_map(|plan| &plan.fields);
        fields.map(|field| field.value.trim().to_owned()).collect()
    };
    let approved: Vec<_> = case.request.live_parts().filter(given).flat_map(values).collect();
    let unapproved = case
        .request
        .live_parts()
        .filter(|part| !given(part))
        .flat_map(values)
        .filter(|value| value.chars().count() > 3 && !approved.contains(value));
    if text.withheld_kinds().contains("subject") {
        never.withhold("subject", about);
    }
    never.withhold("not approved", unapproved);
    if text.is_outward() {
        let words = case.privileged.iter().flat_map(|words| sentences(&words.event.words));
        never.withhold("counsel's advice", words);
    }
    never
}

/// Sentences long enough to be recognised as somebody's words.
fn sentences(words: &str) -> Vec<String> {
    const RECOGNISABLE: usize = 20;
    words
        .split(['.', '\n', ';', '?', '!'])
        .map(str::trim)
        .filter(|sentence| sentence.chars().count() >= RECOGNISABLE)
        .map(str::to_owned)
        .collect()
}

/// The capacity a letter would be signed in now.
fn capacity(session: &Session, case: &Case, text: &LetterText) -> Option<domain::Capacity> {
    let signs = crate::ruling::signs(session, &case.request, text.id()).ok()?;
    let telling = crate::ruling::telling(session, &case.request, text.id()).ok()?;
    let matters = telling.parts.into_iter().map(|(_, matter)| matter);
    let capacities: Option<Vec<_>> =
        matters.map(|matter| session.standing(&matter).ok().map(|standing| standing.capacity())).collect();
    let capacity = capacities?.first().copied();
    // Whoever stands in says so under every paper (DG-8); the Director needs no such line under one that anybody may write.
    let stands_in = matches!(capacity, Some(domain::Capacity::Designee { .. }));
    capacity.filter(|_| stands_in || signs != Signs::AnyoneHandling)
}

fn view(session: &Session, case: &Case, draft: &Draft<'_>) -> Result<LetterView> {
    let unresolved = match &draft.composed {
        Err(ComposeError::Unresolved(missing)) => missing
            .iter()
            .map(|token| GapView { what: capital(&token.what), fill_in: token.fill_in.clone() })
            .collect(),
        Err(_) | Ok(_) => Vec::new(),
    };
    let fault = match &draft.composed {
        Err(ComposeError::Unresolved(_)) | Ok(_) => None,
        Err(other) => Some(other.to_string()),
    };
    let (pages, preview, trouble) = match &draft.shown {
        Some(letter) => match preview(session, letter, draft.manifest.as_ref()) {
            Ok(sets) => {
                let pages = sets.iter().map(|set| set.pages).sum::<usize>();
                let digest = sets.iter().map(|set| crate::acts::hex(&set.sha256[..8])).collect();
                (u32::try_from(pages).unwrap_or(u32::MAX), digest, None)
            }
            Err(error) => (0, String::new(), Some(error.message)),
        },
        None => (0, String::new(), None),
    };
    let mut blocked_by: Vec<String> = fault.into_iter().chain(trouble).collect();
    let code = LetterCode::from(draft.text.id());
    blocked_by.extend(super::issue::not_yet(session, case, &code));
    let signer = ["signer.name", "signer.capacity"].iter().filter_map(|name| draft.facts.get(name));
    let letter = draft.shown.as_ref();
    // The desk speaks the language of the house.
    let house = session.texts.text(draft.text.id()).unwrap_or(&draft.text);
    Ok(LetterView {
        code: draft.text.id().to_owned(),
        title: house.title().to_owned(),
        audience: house.audience().to_owned(),
        banner: letter.and_then(|letter| letter.banner.clone()),
        blocks: blocks(draft),
        fields: fields(draft),
        unresolved,
        findings: draft.findings.iter().map(finding_view).collect(),
        paragraphs: letter.map(|letter| preview_words(letter, draft.manifest.as_ref())).unwrap_or_default(),
        carries: crate::enclosing::carries(session, case, &draft.text)?,
        pages,
        preview,
        signer: signer.map(|value| value.words(draft.text.words())).collect::<Vec<_>>().join(", "),
        correctable: super::corrects::correctable(&case.request, &code),
        corrects: draft.typed.corrects.clone(),
        languages: languages(session, draft),
        language: draft.text.language().to_owned(),
        changes: super::changes::changes(session, draft),
        blocked_by,
    })
}

/// The languages it can be written in, where there are several. The library's own words stand in one language only.
fn languages(session: &Session, draft: &Draft<'_>) -> Vec<Labelled> {
    let known = session.languages(draft.text.id());
    let labelled = |words: &&Language| Labelled { code: words.language.clone(), label: words.name.clone() };
    if known.len() > 1 { known.iter().map(labelled).collect() } else { Vec::new() }
}

fn blocks(draft: &Draft<'_>) -> Vec<BlockView> {
    let used =
        |id: &str| draft.shown.as_ref().and_then(|letter| letter.blocks.iter().find(|block| block.id == id));
    let words = |block: &letters::Block| {
        let paragraphs = letters::block_paragraphs(block).into_iter().map(|paragraph| paragraph.text);
        paragraphs.collect::<Vec<_>>().join("\n")
    };
    draft
        .text
        .blocks()
        .into_iter()
        // A block that the answers do not choose is not part of this letter.
        .filter(|block| {
            draft.shown.is_none() || block.kind != letters::BlockKind::Chosen || used(&block.id).is_some()
        })
        .map(|block| {
            let written = used(&block.id).filter(|_| block.kind != letters::BlockKind::Free).map(words);
            let typed = draft.typed.free.get(&block.id).cloned().or(written);
            let kind =
                serde_json::to_value(block.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
            BlockView {
                text: typed.unwrap_or_else(|| block.text.clone()),
                id: block.id,
                kind: kind.unwrap_or_default(),
                what: block.what,
                required: block.required,
            }
        })
        .collect()
}

fn fields(draft: &Draft<'_>) -> Vec<LetterField> {
    let base_missing = |name: &str| {
        draft.facts.get(name).is_none_or(Value::is_empty) || draft.typed.fields.contains_key(name)
    };
    draft
        .text
        .tokens()
        .into_iter()
        .filter(|token| base_missing(&token.name) || editable(&draft.facts, &token.name))
        .map(|token| LetterField {
            value: draft
                .facts
                .get(&token.name)
                .map(|value| value.words(draft.text.words()))
                .unwrap_or_default(),
            name: token.name,
            what: token.what,
            optional: token.optional,
        })
        .collect()
}

fn finding_view(finding: &letters::Finding) -> FindingView {
    FindingView { words: finding.words.clone(), rule: finding.rule.clone(), block: finding.block.clone() }
}

/// The paragraphs of a letter, and of the manifest behind it.
pub(super) fn preview_words(letter: &Letter, manifest: Option<&ManifestWords>) -> Vec<ParagraphView> {
    let sheet = manifest.map(|words| paragraph_views(&letters::manifest(letter, words)));
    paragraph_views(letter).into_iter().chain(sheet.into_iter().flatten()).collect()
}

/// The paragraphs of a letter for the text tab.
pub(crate) fn paragraph_views(letter: &Letter) -> Vec<ParagraphView> {
    letters::paragraphs(letter)
        .into_iter()
        .map(|paragraph| ParagraphView {
            role: serde_json::to_value(paragraph.role)
                .ok()
                .and_then(|role| role.as_str().map(str::to_owned))
                .unwrap_or_else(|| "text".to_owned()),
            text: paragraph.text,
        })
        .collect()
}
