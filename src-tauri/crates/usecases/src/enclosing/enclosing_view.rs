//! What goes with a letter, as its section shows it: what was chosen, what can be, and what stands in the way.

use super::files::{is_offered, open_file};
use super::sheet::{carries, chosen, may_give_out, parts, what_it_is};
use crate::session::{Case, Session};
use crate::view::{EnclosableRow, EnclosingView, Labelled, ObstacleRow, Tone};
use crate::when::time_words;
use crate::{Error, Result, ruling};
use domain::{Attachment, DeliveryMethod, EnclosedFile, EnclosuresChosen, LetterCode, Part, PartId, Request};

/// The section *What goes with it*; `None` for a letter that gives nothing out.
///
/// # Errors
/// No such request.
pub fn enclosing_view(session: &Session, request: &str, code: &str) -> Result<Option<EnclosingView>> {
    let case = session.case(request)?;
    let Some(text) = session.texts.text(code) else { return Ok(None) };
    if !carries(session, case, text)? {
        return Ok(None);
    }
    let request = &case.request;
    let told = parts(session, request, code)?;
    let recorded = request.enclosing.get(&LetterCode::from(code));
    let chosen = chosen(request, code);
    let known = domain::recipients(request);
    let planned = told.iter().find_map(|part| domain::planned_channel(request, part.id));
    let suggested = planned.map_or(DeliveryMethod::InHand, |planned| planned.method);
    let ids = ruling::parts_of_letter(session, request, code)?;
    Ok(Some(EnclosingView {
        to: chosen.map_or_else(|| known.first().cloned().unwrap_or_default(), |chosen| chosen.to.clone()),
        method: method_code(chosen.map_or(suggested, |chosen| chosen.method)),
        recipients: recipients(known, chosen),
        methods: crate::choices::delivery_methods(),
        planned: planned.map(|planned| {
            let way = crate::choices::delivery_words(planned.method).to_lowercase();
            format!("Planned for this release: {way}, to {}, {}.", planned.to, planned.address)
        }),
        released: told.iter().flat_map(|part| released_lines(part)).collect(),
        parts: told.iter().map(|part| part_label(part)).collect(),
        files: files(session, case, chosen, &ids, &told),
        recorded: recorded.map(|recorded| {
            let who = crate::custody::name_of(session, recorded.by);
            format!("Recorded by {who}, {}", time_words(recorded.at))
        }),
        obstacles: chosen.map(|chosen| obstacles(session, case, chosen, &ids)).unwrap_or_default(),
    }))
}

fn method_code(method: DeliveryMethod) -> String {
    let words = crate::choices::delivery_words(method);
    let mut known = crate::choices::delivery_methods().into_iter();
    known.find(|known| known.label == words).map(|known| known.code).unwrap_or_default()
}

/// Whoever may get it, and whoever was chosen before the record named somebody else.
fn recipients(known: Vec<String>, chosen: Option<&EnclosuresChosen>) -> Vec<Labelled> {
    let mut names = known;
    if let Some(chosen) = chosen.filter(|chosen| !names.contains(&chosen.to)) {
        names.push(chosen.to.clone());
    }
    names.into_iter().map(|name| Labelled { code: name.clone(), label: name }).collect()
}

fn part_label(part: &Part) -> Labelled {
    Labelled { code: part.id.to_string(), label: format!("Part {}: {}", part.serial, part.what) }
}

fn released_lines(part: &Part) -> Vec<String> {
    let Some(plan) = part.plan.as_ref().filter(|_| may_give_out(part)) else { return Vec::new() };
    let dates = plan.period.as_deref().map(|period| format!(", {period}")).unwrap_or_default();
    let is_approved =
        part.decision.as_ref().is_some_and(|decision| decision.plan_version == part.plan_version);
    let open = if is_approved { "" } else { " (planned, not decided yet)" };
    let line = |label: &str| format!("Part {}: {label}{dates}{open}", part.serial);
    plan.fields.iter().map(|field| line(&field.label)).collect()
}

fn files(
    session: &Session,
    case: &Case,
    chosen: Option<&EnclosuresChosen>,
    ids: &[PartId],
    told: &[&Part],
) -> Vec<EnclosableRow> {
    let request = &case.request;
    let listed = chosen.map(|chosen| chosen.files.as_slice()).unwrap_or_default();
    let kept = request.attachments.iter().map(|kept| &kept.what);
    let row = |kept: &Attachment| {
        let made_for = request.redaction(kept.id).map(|made| made.what.part);
        let at = listed.iter().position(|file| file.file == kept.id);
        let place = at.and_then(|at| u32::try_from(at + 1).ok());
        let listed = at.and_then(|at| listed.get(at));
        let part = listed.map(|file| file.part).or(made_for).or(told.first().map(|part| part.id));
        let part = part.unwrap_or_default();
        let file =
            listed.cloned().unwrap_or(EnclosedFile { file: kept.id, sha256: kept.sha256.clone(), part });
        // Only what was chosen is opened: reading every file of a request each time would take too long.
        let judged = match listed {
            Some(_) => open_file(session, case, ids, &file).map(drop),
            None => domain::may_enclose(request, ids, &file).map(drop).map_err(Error::from),
        };
        let (state, tone) = match judged {
            Ok(()) => ("It may go out".to_owned(), Tone::Done),
            Err(error) => (error.message, Tone::Wait),
        };
        EnclosableRow {
            id: kept.id.to_string(),
            name: kept.name.clone(),
            kind: what_it_is(request, kept.id, &letters::Language::default()),
            sha256: kept.sha256.clone(),
            part: part.to_string(),
            part_is_fixed: made_for.is_some(),
            place,
            state,
            tone,
        }
    };
    kept.filter(|kept| is_offered(request, kept)).map(row).collect()
}

/// Everything that issuing would be refused for, each with what to do.
fn obstacles(session: &Session, case: &Case, chosen: &EnclosuresChosen, ids: &[PartId]) -> Vec<ObstacleRow> {
    let whole = whole(&case.request, chosen, ids).err();
    let each = chosen.files.iter().filter_map(|file| open_file(session, case, ids, file).err());
    let mut found: Vec<ObstacleRow> = Vec::new();
    for error in whole.into_iter().chain(each) {
        let row = ObstacleRow { message: error.message, help: error.help };
        if !found.contains(&row) {
            found.push(row);
        }
    }
    found
}

fn whole(request: &Request, chosen: &EnclosuresChosen, ids: &[PartId]) -> Result<()> {
    if chosen.files.is_empty()
        && !request.live_parts().any(|part| ids.contains(&part.id) && may_give_out(part))
    {
        return Ok(());
    }
    domain::release_manifest(request, ids, chosen).map(drop).map_err(Error::from)
}
