//! Everything that anybody can see: each view as the page receives it, each letter as it reads.

use crate::stage::Stage;
use serde::Serialize;
use std::collections::BTreeMap;
use usecases::custody::custody_view;
use usecases::view::*;
use usecases::{desk_view, letter, list_authorizations, list_requests, refresh_request, search, settings};

/// Lists that can be chosen.
const LISTS: [&str; 6] = ["", "today", "due", "counsel", "closed", "all"];

/// Something that is shown: where, and its text.
pub(crate) struct Shown {
    pub(crate) place: String,
    pub(crate) text: String,
    /// It is a letter that leaves the building.
    pub(crate) outward: bool,
}

/// The desk, every list, every request's page, and what a search for each word finds.
pub(crate) fn views(stage: &Stage) -> Vec<Shown> {
    let mut shown = vec![json("the desk", &desk_view(&stage.session))];
    for view in LISTS {
        let query = ListQuery { view: view.to_owned(), ..ListQuery::default() };
        shown.push(json(&format!("the list {view:?}"), &list_requests(&stage.session, &query).unwrap()));
    }
    for id in stage.requests.values() {
        if let Ok(page) = refresh_request(&stage.session, id) {
            shown.push(json(&format!("the page of {}", page.number), &page));
            for word in page.words.split_whitespace().take(4) {
                let hits = search(&stage.session, word).unwrap();
                shown.push(json(&format!("the search for {word:?}"), &hits));
            }
        }
    }
    shown.push(json("authorizations", &list_authorizations(&stage.session).unwrap()));
    shown.push(json("absences and designations", &custody_view(&stage.session).unwrap()));
    shown.push(json("the settings", &settings::settings_view(&stage.session).unwrap()));
    shown
}

/// The same, as each person on record would see it.
pub(crate) fn views_of_everybody(stage: &mut Stage) -> Vec<Shown> {
    let here = stage.who();
    let mut shown = Vec::new();
    for person in stage.everybody() {
        stage.act_as(&person);
        let seen = views(stage).into_iter();
        shown.extend(seen.map(|piece| Shown { place: format!("{person}: {}", piece.place), ..piece }));
    }
    stage.act_as(&here);
    shown
}

/// Every letter and memo: drafts that can be opened, and those issued.
pub(crate) fn letters(stage: &Stage) -> Vec<Shown> {
    let mut shown = Vec::new();
    for id in stage.requests.values() {
        let Ok(page) = refresh_request(&stage.session, id) else { continue };
        for row in page.letters.iter().filter(|row| row.has_text) {
            if let Ok(draft) = letter::letter_view(&stage.session, id, &row.code) {
                let text = read(&draft.paragraphs);
                shown.push(Shown {
                    place: format!("the draft of {}", row.code),
                    text,
                    outward: !row.internal,
                });
            }
            for issued in &row.issued {
                let text = read(&letter::letter_text(&stage.session, id, &issued.id).unwrap());
                shown.push(Shown { place: format!("letter {}", row.code), text, outward: !row.internal });
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
    Shown { place: place.to_owned(), text: serde_json::to_string(view).unwrap(), outward: false }
}
