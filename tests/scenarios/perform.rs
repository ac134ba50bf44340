//! What a step does: each is the act that a screen calls, and nothing else.

use crate::office;
use crate::stage::{Stage, fill};
use crate::story::Step;
use serde_json::Value;
use usecases::view::*;
use usecases::{PrintOutcome, Result, acts, custody, letter};

/// Performs a step. What a person may not do comes back as the refusal a screen would show.
pub(crate) fn perform(stage: &mut Stage, step: &Step) -> Result<()> {
    if let Some(done) = office::perform(stage, step) {
        return done;
    }
    match step.does.as_str() {
        "take in" => take_in(stage, step),
        "look" => Ok(()),
        _ => on_request(stage, step),
    }
}

fn take_in(stage: &mut Stage, step: &Step) -> Result<()> {
    let mut given = step.form.clone();
    let parts = given.get_mut("parts").map(Value::take).unwrap_or_default();
    let parts = parts.as_array().into_iter().flatten().map(fill::<PartForm>).collect();
    let answers =
        step.answers.iter().map(|(question, choices)| (question.clone(), choices.codes())).collect();
    let form = NewRequestForm { parts, answers, ..fill(&given) };
    let view = acts::start_request(&mut stage.session, form)?;
    stage.requests.insert(step.request.clone(), view.id);
    Ok(())
}

fn on_request(stage: &mut Stage, step: &Step) -> Result<()> {
    let request = stage.request(step);
    let part = stage.part(step);
    match step.does.as_str() {
        "answer" => stage.answer(step),
        "attach file" => stage.keep(step, false).map(drop),
        "record paper" => {
            let copy = if step.file.is_empty() { String::new() } else { stage.keep(step, false)? };
            let paper = InstrumentForm { copy, ..fill(&step.form) };
            acts::record_instrument(&mut stage.session, &request, paper).map(drop)
        }
        "record advice" => {
            let opinion = if step.file.is_empty() { String::new() } else { stage.keep(step, true)? };
            let advice = AdviceForm { opinion, ..fill(&step.form) };
            acts::record_advice(&mut stage.session, &request, advice).map(drop)
        }
        "file outside letter" => {
            let scan = stage.keep(step, false)?;
            let filed = OutsideLetterForm { code: step.letter.clone(), scan, ..fill(&step.form) };
            acts::file_outside_letter(&mut stage.session, &request, filed).map(drop)
        }
        _ => {
            let (session, form) = (&mut stage.session, &step.form);
            match step.does.as_str() {
                "add part" => acts::add_part(session, &request, fill(form)),
                "describe asker" => acts::describe_requester(session, &request, fill(form)),
                "check identity" => acts::check_identity(session, &request, fill(form)),
                "call counsel" => acts::record_counsel_call(session, &request, fill(form)),
                "record visit" => acts::record_visit(session, &request, fill(form)),
                "keep data" => acts::preserve(session, &request, fill(form)),
                "plan" => acts::plan_release(session, &request, &part, fill(form)),
                "look once" => acts::start_second_look(session, &request, &part),
                "look twice" => {
                    let look: acts::Look = fill(form);
                    acts::take_second_look(
                        session,
                        &request,
                        &part,
                        acts::Look { found: step.text.clone(), ..look },
                    )
                }
                "decide" => acts::decide_part(session, &request, &part, fill(form)),
                "approve again" => custody::approve_again(session, &request, &part, true),
                "take case" => custody::take_case(session, &request),
                "give case back" => custody::release_case(session, &request, &step.text),
                "declare conflict" => acts::declare_conflict(session, &request, true, &step.text),
                "note" => acts::add_note(session, &request, &step.text),
                "waive letter" => acts::waive_letter(session, &request, &step.letter, &step.text),
                "withdraw" => acts::withdraw_request(session, &request, &step.text),
                "close" => acts::close_request(session, &request, &step.text),
                "issue letter" => letter::issue_letter(session, &request, &step.letter),
                "prepare authorization" => {
                    return authorize(stage, step, &request, &part).map(drop);
                }
                "use authorization" => {
                    return acts::use_authorization(session, &request, &part, fill(form)).map(drop);
                }
                "end authorization" => {
                    return acts::end_authorization(session, &request, &part, &step.text).map(drop);
                }
                "estimate fee" => acts::estimate_fee(session, &request, &fill(form)),
                "record session" => acts::record_vendor_session(session, &request, fill(form)),
                "deliver" => {
                    let letter = ready(stage, step);
                    let form = DeliveryForm { letter, ..fill(&step.form) };
                    return acts::deliver(&mut stage.session, &request, form).map(drop);
                }
                "write letter" => {
                    let edit =
                        LetterEdit { request, code: step.letter.clone(), ..fill::<LetterEdit>(&step.form) };
                    return letter::edit_letter(session, edit).map(drop);
                }
                "print letter" => {
                    let id = issued(stage, step);
                    letter::record_print(&mut stage.session, &request, &id, PrintOutcome::Printed)?;
                    return letter::confirm_print(&mut stage.session, &request, &id, true).map(drop);
                }
                other => panic!("nobody knows how to {other:?}"),
            }
            .map(drop)
        }
    }
}

/// The written authorization of a part; its recipients, too, need only the fields that say something.
fn authorize(stage: &mut Stage, step: &Step, request: &str, part: &str) -> Result<RequestView> {
    let mut given = step.form.clone();
    let recipients = given.get_mut("recipients").map(Value::take).unwrap_or_default();
    let recipients = recipients.as_array().into_iter().flatten().map(fill).collect();
    let form = AuthorizationForm { recipients, ..fill(&given) };
    acts::prepare_authorization(&mut stage.session, request, part, form)
}

/// The letter of the step's code that can be handed over: issued last, or else written outside last; empty where the step
/// names no letter.
fn ready(stage: &Stage, step: &Step) -> String {
    let issued = issued(stage, step);
    if !issued.is_empty() {
        return issued;
    }
    let page = stage.page(step);
    let row = page.letters.iter().find(|row| row.code == step.letter);
    row.and_then(|row| row.outside.first()).map(|letter| letter.id.clone()).unwrap_or_default()
}

/// The letter of the step's code that was issued last; empty where the step names no letter, or one written outside.
fn issued(stage: &Stage, step: &Step) -> String {
    let page = stage.page(step);
    let row = page.letters.iter().find(|row| row.code == step.letter);
    row.and_then(|row| row.issued.first()).map(|letter| letter.id.clone()).unwrap_or_default()
}
