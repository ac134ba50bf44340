//! Everything that anybody can see: each view as the page receives it, each letter as it reads.

use crate::stage::Stage;
use serde::Serialize;
use std::collections::BTreeMap;
use usecases::custody::custody_view;
use usecases::view::*;
use usecases::{desk_view, letter, list_authorizations, list_requests, refresh_request, search, settings};

/// Lists that can be chosen.
const LISTS: [&str; 6] = ["", "today", "due", "counsel", "closed", "all"];
/// The settings name the vault's folder and the code of its latest entry: they differ from vault to vault.
pub(crate) const SETTINGS: &str = "the settings";

/// Something that is shown: to whom, where, and its text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    /// Who sees it.
    pub(crate) by: String,
    /// The request it belongs to, by the name in the scenario; none for what belongs to no single one.
    pub(crate) request: Option<String>,
    pub(crate) place: String,
    pub(crate) text: String,
    /// It is a letter that leaves the building.
    pub(crate) outward: bool,
}

/// What each person on record sees: the desk, every list, every request's page, and what a search for its words finds.
pub(crate) fn views_of_everybody(stage: &mut Stage) -> Vec<Shown> {
    let here = stage.who();
    let mut shown = Vec::new();
    for person in stage.everybody() {
        stage.act_as(&person);
        shown.extend(views(stage).into_iter().map(|piece| Shown { by: person.clone(), ..piece }));
    }
    stage.act_as(&here);
    shown
}

fn views(stage: &Stage) -> Vec<Shown> {
    let session = &stage.session;
    let mut shown = vec![json("the desk", &desk_view(session))];
    for view in LISTS {
        let query = ListQuery { view: view.to_owned(), ..ListQuery::default() };
        shown.push(json(&format!("the list {view:?}"), &list_requests(session, &query).unwrap()));
    }
    for (name, id) in &stage.requests {
        let Ok(page) = refresh_request(session, id) else { continue };
        let place = format!("the page of {}", page.number);
        shown.push(Shown { request: Some(name.clone()), ..json(&place, &page) });
    }
    for word in &stage.words {
        shown.push(json(&format!("the search for {word:?}"), &search(session, word).unwrap()));
    }
    shown.push(json("authorizations", &list_authorizations(session).unwrap()));
    shown.push(json("absences and designations", &custody_view(session).unwrap()));
    shown.push(json(SETTINGS, &settings::settings_view(session).unwrap()));
    shown
}

/// Every letter and memo that whoever sits at the screen can open: drafts, and those issued.
pub(crate) fn letters(stage: &Stage) -> Vec<Shown> {
    let mut shown = Vec::new();
    for (name, id) in &stage.requests {
        let Ok(page) = refresh_request(&stage.session, id) else { continue };
        let piece = |place: String, text: &[ParagraphView], row: &LetterRow| Shown {
            by: stage.who(),
            request: Some(name.clone()),
            place,
            text: read(text),
            outward: !row.internal,
        };
        for row in page.letters.iter().filter(|row| row.has_text) {
            if let Ok(draft) = letter::letter_view(&stage.session, id, &row.code) {
                shown.push(piece(format!("the draft of {}", row.code), &draft.paragraphs, row));
            }
            for issued in &row.issued {
                let text = letter::letter_text(&stage.session, id, &issued.id).unwrap();
                shown.push(piece(format!("letter {}", row.code), &text, row));
            }
        }
    }
    shown
}

/// The text of the issued letters of a request, by code.
pub(crate) fn issued(stage: &Stage, page: &RequestView) -> BTreeMap<String, String> {
    let rows = page.letters.iter().filter_map(|row| Some((row, row.issued.first()?)));
    rows.map(|(row, issued)| {
        let text = letter::letter_text(&stage.session, &page.id, &issued.id).unwrap();
        (row.code.clone(), read(&text))
    })
    .collect()
}

fn read(paragraphs: &[ParagraphView]) -> String {
    paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn json(place: &str, view: &impl Serialize) -> Shown {
    Shown {
        by: String::new(),
        request: None,
        place: place.to_owned(),
        text: serde_json::to_string(view).unwrap(),
        outward: false,
    }
}
