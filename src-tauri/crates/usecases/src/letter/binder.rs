//! The file of a request on paper: what came in, the answers, the decisions, the dates, what happened and was noted,
//! authorizations, the files and the words of its letters, with the end of the record at its head. What is counsel's own, and memos
//! that may tell of it, are left out unless they are asked for. It is no letter of the catalogue, and nothing rests on it. Letters
//! stand in it as words and not as pages, so that no sheet of it is taken for the letter itself.

use super::draft::{letterhead, page_png};
use super::issue::letter_text;
use super::plain_memo::{detail, paragraph, plain_memo};
use super::print::PRINT_SCALE;
use crate::acts::part_id;
use crate::authorizations::authorization_view;
use crate::proof::{AnchorSlip, spaced, went_to_the_printer};
use crate::request_view::refresh_request;
use crate::session::{Case, Session};
use crate::timeline::timeline_of;
use crate::view::{LetterRow, PrintReport, RequestView, TimelineRow};
use crate::when::time_words;
use crate::{Code, Error, PrintOutcome, Result, ruling};
use domain::{Attachment, AttachmentId, LetterId, Request, RequestEvent};
use letters::{Block, BlockKind, Letter, Mark, Part, Run, Style, Typeset, TypesetError};

/// The sheets for the print dialog, with the code that stands on them.
///
/// # Errors
/// The request is not there; it takes more pages than one print may have.
pub fn binder_paper(session: &Session, request: &str, with_counsel: bool) -> Result<AnchorSlip> {
    let case = session.case(request)?;
    let memo = memo(session, case, with_counsel)?;
    let code = session.vault.anchor().code;
    let mut sheets = Vec::new();
    for set in volumes(session, memo)? {
        for page in 0..set.pages {
            sheets.push(page_png(&set.pdf, page, PRINT_SCALE)?);
        }
    }
    Ok(AnchorSlip { sheets, code })
}

/// Set in one volume, or in as many as it takes.
fn volumes(session: &Session, memo: Letter) -> Result<Vec<Typeset>> {
    let head = letterhead(session)?;
    let mark = if session.is_practice() { Mark::Practice } else { Mark::Issued };
    let (mut waiting, mut done) = (vec![(memo, false)], Vec::new());
    while let Some((memo, is_shown)) = waiting.pop() {
        match letters::typeset(&memo, &head, mark) {
            Ok(set) => done.push(set),
            // What somebody wrote is shown as far as it can be; which signs are not there, the paper says.
            Err(TypesetError::MissingGlyphs(missing)) if !is_shown => {
                waiting.push((without(memo, &missing), true));
            }
            Err(TypesetError::TooManyPages(_)) if memo.blocks.iter().any(|block| block.parts.len() > 1) => {
                let (first, second) = halves(memo);
                waiting.extend([(second, is_shown), (first, is_shown)]);
            }
            Err(error) => {
                let help =
                    "Nothing was printed. Print the single letters and the count of the dates instead.";
                return Err(Error::new(Code::LetterRefused, error.to_string(), help));
            }
        }
    }
    Ok(done)
}

/// The same in two volumes: each with the head, and half of what is said.
fn halves(memo: Letter) -> (Letter, Letter) {
    let (mut first, mut second) = (memo.clone(), memo);
    if second.blocks.len() > 1 {
        second.blocks = first.blocks.split_off(first.blocks.len() / 2);
    } else if let (Some(one), Some(other)) = (first.blocks.first_mut(), second.blocks.first_mut()) {
        other.parts = one.parts.split_off(one.parts.len() / 2);
    }
    second.subject.push_str(", continued");
    (first, second)
}

/// Notes on the request that it was printed, also after its end, and that the end of the record is on paper; says how it ended.
///
/// # Errors
/// It could not be recorded.
pub fn record_binder_print(
    session: &mut Session,
    request: &str,
    (code, with_counsel): (&str, bool),
    outcome: PrintOutcome,
) -> Result<PrintReport> {
    let done = "The file was sent to the printer. It holds what the library keeps confidential: keep it with the papers of this \
                request, and hand it to nobody outside.";
    if outcome == PrintOutcome::Printed {
        let what = match with_counsel {
            true => "The file was printed, with what is counsel's own.",
            false => "The file was printed, without what is counsel's own.",
        };
        let id = session.case(request)?.request.id;
        session.record(id, vec![domain::note_of_a_print(what)?], crate::journal::Along::default())?;
    }
    went_to_the_printer(session, code, outcome, done)
}

/// Every word that stands in it, as a test reads it.
///
/// # Errors
/// As [`binder_paper`].
#[cfg(feature = "testing")]
pub fn binder_words(session: &Session, request: &str, with_counsel: bool) -> Result<String> {
    let memo = memo(session, session.case(request)?, with_counsel)?;
    let words: Vec<_> = letters::paragraphs(&memo).into_iter().map(|paragraph| paragraph.text).collect();
    Ok(words.join("\n"))
}

/// How many pages each volume of it has.
///
/// # Errors
/// As [`binder_paper`].
#[cfg(feature = "testing")]
pub fn binder_pages(session: &Session, request: &str, with_counsel: bool) -> Result<Vec<usize>> {
    let set = volumes(session, memo(session, session.case(request)?, with_counsel)?)?;
    Ok(set.iter().map(|set| set.pages).collect())
}

fn memo(session: &Session, case: &Case, with_counsel: bool) -> Result<Letter> {
    let request = &case.request;
    let pack = session.pack_of(request)?;
    let view = refresh_request(session, &request.id.to_string())?;
    let happened = timeline_of(session, case, |event| {
        !matches!(event, RequestEvent::Viewed) && (with_counsel || !is_counsels(session, request, event))
    });
    let mut blocks = vec![
        received(&view),
        answers(&view),
        decisions(&view),
        dates(&view),
        events(&happened, with_counsel),
        noted(&view, with_counsel),
        authorizations(session, &view)?,
        files(request, &view, with_counsel),
    ];
    for letter in &view.letters {
        if with_counsel || !letter.internal && !is_counsels_letter(session, request, letter)? {
            blocks.extend(words_of(session, &view, letter)?);
        }
    }
    if with_counsel {
        blocks.push(counsel(&view));
    }
    blocks.retain(|block| block.parts.len() > 1);
    Ok(Letter {
        subject: format!("The file of {}", view.title),
        reference: request.reference(),
        addressee: vec!["The file of the request".to_owned()],
        details: vec![
            detail("Received", view.received.words.clone()),
            detail("State", view.state.clone()),
            detail("Printed", time_words(session.now())),
            detail("Counsel’s own, and memos", if with_counsel { "Included" } else { "Left out" }.to_owned()),
            detail("End of the record", spaced(&session.vault.anchor().code)),
        ],
        blocks,
        ..plain_memo(session, "binder", "The file of a request", pack)
    })
}

/// A letter of a code, or one issued under it, that is counsel's own.
fn is_counsels_letter(session: &Session, request: &Request, letter: &LetterRow) -> Result<bool> {
    let issued = request.letters.iter().filter(|issued| issued.what.code.as_str() == letter.code);
    Ok(ruling::is_privileged_letter(session, request, &letter.code)?
        || issued.clone().any(|issued| issued.what.privileged))
}

/// A file kept with counsel's advice, one with the same bytes, or a copy made of either.
fn is_counsels_file(request: &Request, file: AttachmentId) -> bool {
    let Some(kept) = request.attachment(file).map(|kept| &kept.what) else { return true };
    let same = |other: &Attachment| other.privileged && other.sha256 == kept.sha256;
    kept.privileged
        || request.attachments.iter().any(|other| same(&other.what))
        || request.redaction(file).is_some_and(|made| is_counsels_file(request, made.what.source))
}

/// What was asked of counsel, what counsel said, and whatever lies with it.
fn is_counsels(session: &Session, request: &Request, event: &RequestEvent) -> bool {
    let of_code = |code: &str| ruling::is_privileged_letter(session, request, code).unwrap_or(true);
    let of_letter = |id: LetterId| request.letter(id).is_none_or(|letter| letter.what.privileged);
    match event {
        RequestEvent::CounselTried(_)
        | RequestEvent::CounselConsulted(_)
        | RequestEvent::CounselAdvised(_)
        | RequestEvent::StandInNamed(_) => true,
        RequestEvent::AttachmentKept(file) => is_counsels_file(request, file.id),
        RequestEvent::FileRedacted(made) => is_counsels_file(request, made.source),
        RequestEvent::CopyLookedAt(look) => is_counsels_file(request, look.copy),
        RequestEvent::LetterIssued(letter) => letter.privileged,
        RequestEvent::LetterPrinted(print) => of_letter(print.letter),
        RequestEvent::LetterCopySaved(copy) => of_letter(copy.letter),
        RequestEvent::LetterWrittenOutside(letter) => of_code(letter.code.as_str()),
        RequestEvent::LetterWaived(waiver) => of_code(waiver.code.as_str()),
        RequestEvent::EnclosuresChosen(chosen) => of_code(chosen.letter.as_str()),
        RequestEvent::Delivered(sent) => sent.letter.is_some_and(of_letter),
        // What somebody wrote of a hold, a term or a lifting often tells what counsel said.
        RequestEvent::HoldPlaced(_)
        | RequestEvent::HoldLifted(_)
        | RequestEvent::ReadIn(_)
        | RequestEvent::GagTermRecorded(_)
        | RequestEvent::UnsealingAgreed(_)
        | RequestEvent::Unsealed(_) => true,
        _ => false,
    }
}

fn block(id: &str, heading: &str, parts: impl IntoIterator<Item = Part>) -> Block {
    let parts = std::iter::once(Part::Heading(heading.to_owned())).chain(parts).collect();
    Block { id: id.to_owned(), kind: BlockKind::Fixed, after_signature: false, parts }
}

/// A line that begins with what it is about.
fn labelled(label: &str, words: &str) -> Part {
    let run = |text: String, style| Run { text, style };
    Part::Paragraph(vec![run(format!("{label}: "), Style::Bold), run(words.to_owned(), Style::Regular)])
}

fn received(view: &RequestView) -> Block {
    let mut parts = vec![labelled("Came by", &view.channel)];
    parts.extend(view.taken_in_by.iter().map(|who| labelled("Taken in by", who)));
    parts.push(labelled("Exact words", &view.words));
    parts.extend(view.requester.iter().map(|row| labelled(&row.code, &row.label)));
    for part in &view.parts {
        let asked: Vec<_> = part.asks.iter().map(|asked| asked.label.as_str()).collect();
        let about = part.about.iter().map(|about| format!("; about {about}")).collect::<String>();
        let gone = if part.withdrawn { "; withdrawn" } else { "" };
        let words = format!("{} ({}){about}; handled as {}{gone}", part.what, asked.join(", "), part.kind);
        parts.push(labelled(&format!("Part {}", part.serial), &words));
    }
    parts.extend(view.paper.iter().map(|row| labelled(&row.code, &row.label)));
    block("received", "What came in", parts)
}

fn answers(view: &RequestView) -> Block {
    let rows = view.answers.iter().map(|row| {
        let note = row.note.iter().map(|note| format!(" ({note})")).collect::<String>();
        let before = match row.earlier.is_empty() {
            true => String::new(),
            false => format!(" Before: {}.", row.earlier.join("; then ")),
        };
        labelled(&format!("{}. {}", row.group, row.question), &format!("{}{note}.{before}", row.answer))
    });
    block("answers", "What was answered", rows)
}

fn decisions(view: &RequestView) -> Block {
    let decided = view.parts.iter().filter_map(|part| Some((part.serial, part.decision.as_ref()?)));
    let lines = decided.map(|(serial, decision)| {
        let grounds: Vec<_> = decision.grounds.iter().map(|clause| clause.label.as_str()).collect();
        let words = format!(
            "{}. {} Decided by {}, {}. Under {}.",
            decision.label,
            decision.reason,
            decision.by,
            decision.at.words,
            grounds.join(", ")
        );
        labelled(&format!("Part {serial}"), &words)
    });
    block("decisions", "What was decided", lines)
}

/// Each date that runs or was met, what it was before it was moved, and why it moved.
fn dates(view: &RequestView) -> Block {
    let due = view.clocks.iter().filter_map(|clock| Some((clock, clock.due.as_ref()?)));
    let lines = due.flat_map(|(clock, due)| {
        let before = clock.original.iter().map(|before| format!("; before it was moved: {}", before.words));
        let words = due.date.words.clone() + &before.collect::<String>();
        let moved = clock.moved.iter().map(|why| labelled(&format!("{}, moved", clock.name), why));
        std::iter::once(labelled(&clock.name, &words)).chain(moved)
    });
    block("dates", "Dates", lines)
}

/// What each authorization says, under what it was signed, and how it was used.
fn authorizations(session: &Session, view: &RequestView) -> Result<Block> {
    let mut lines = Vec::new();
    for part in view.parts.iter().filter(|part| part.authorization.is_some()) {
        let known = authorization_view(session, &view.id, part_id(&part.id)?)?;
        let name = format!("Part {}", part.serial);
        lines.push(labelled(&name, &known.row.state));
        lines.extend(known.lines.iter().map(|line| labelled(&format!("{name}, {}", line.code), &line.label)));
        lines.extend(known.signed.iter().map(|signed| labelled(&name, signed)));
        lines.extend(known.uses.iter().rev().map(|used| {
            let words = format!(
                "{}, {}: {} ({} records), {}. Recorded by {}.",
                used.at.words,
                used.recipient,
                used.fields.join(", "),
                used.records,
                used.how,
                used.by
            );
            labelled(&format!("{name}, use"), &words)
        }));
    }
    Ok(block("authorizations", "Authorizations", lines))
}

fn events(rows: &[TimelineRow], with_counsel: bool) -> Block {
    let line = |row: &TimelineRow| {
        let note = row.note.iter().map(|note| format!(". {note}")).collect::<String>();
        labelled(&format!("{}, {}", row.at.words, row.who), &format!("{}{note}", row.title))
    };
    let left_out = "Calls to counsel, holds, and who was told of a seal are left out here.";
    let told = (!with_counsel).then(|| paragraph(left_out));
    block("events", "What happened", told.into_iter().chain(rows.iter().rev().map(line)))
}

/// What was written down of people, visits and what goes out, line by line.
fn noted(view: &RequestView, with_counsel: bool) -> Block {
    let holds = view.holds.iter().filter(|_| with_counsel).map(|hold| hold.why.clone());
    let lines = [
        ("Identity", view.identity.clone()),
        ("Visit", view.visits.clone()),
        ("Preservation", view.preservation.clone()),
        ("Statement", view.statements.clone()),
        ("Delivery", view.deliveries.clone()),
        ("Fee", view.fee.lines.clone()),
        ("Session", view.sessions.iter().map(|held| held.words.clone()).collect()),
        ("Hold", holds.collect()),
    ];
    let each = lines.into_iter().flat_map(|(what, lines)| lines.into_iter().map(move |line| (what, line)));
    let noted = each.map(|(what, line)| labelled(what, &line));
    let planned = view.parts.iter().filter_map(|part| Some((part.serial, part.plan.as_ref()?)));
    let planned = planned.flat_map(|(serial, plan)| {
        plan.fields.iter().map(move |field| {
            labelled(
                &format!("Part {serial}, planned to go out"),
                &format!("{}: {}", field.label, field.value),
            )
        })
    });
    block("noted", "What was noted", noted.chain(planned))
}

fn files(request: &Request, view: &RequestView, with_counsel: bool) -> Block {
    let own = |id: &str| id.parse().map_or(true, |id| is_counsels_file(request, id));
    let kept = view.attachments.iter().filter(|file| with_counsel || !own(&file.id));
    let lines = kept.map(|file| {
        labelled(
            &file.name,
            &format!("{}; {}, {}; SHA-256 begins {}", file.what, file.media, file.size, file.hash),
        )
    });
    block("files", "Files", lines)
}

/// The words of each letter of a code, and what became of it.
fn words_of(session: &Session, view: &RequestView, letter: &LetterRow) -> Result<Vec<Block>> {
    let mut blocks = Vec::new();
    for (serial, issued) in letter.issued.iter().rev().enumerate() {
        let mut parts = vec![labelled(
            "Copy for the file",
            &format!(
                "issued {} by {}; {} pages; SHA-256 begins {}",
                issued.at.words, issued.signer, issued.pages, issued.hash
            ),
        )];
        parts.extend(issued.history.iter().map(|line| paragraph(line)));
        match letter_text(session, &view.id, &issued.id) {
            Ok(said) => {
                let said = said.iter().filter(|said| !said.text.trim().is_empty());
                parts.extend(said.map(|said| paragraph(&said.text)));
            }
            // The words lie with somebody else's part of counsel's file.
            Err(error) if error.code == Code::NotFound => {
                parts.push(paragraph("Its words are not given to whoever printed this."));
            }
            Err(error) => return Err(error),
        }
        let id = format!("letter-{}-{serial}", letter.code);
        blocks.push(block(&id, &format!("{} {}", letter.code, letter.title), parts));
    }
    let outside = letter.outside.iter().map(|outside| {
        let history = outside.history.join(" ");
        labelled(
            "Written outside",
            &format!("dated {}, signed by {}. {history}", outside.dated, outside.signed_by),
        )
    });
    blocks.push(block(
        &format!("outside-{}", letter.code),
        &format!("{} {}", letter.code, letter.title),
        outside,
    ));
    Ok(blocks)
}

fn counsel(view: &RequestView) -> Block {
    let contacts = view.counsel.contacts.iter().map(|line| paragraph(line));
    let advice = view.counsel.advice.iter().map(|advice| {
        let scope =
            if advice.scope.is_empty() { String::new() } else { format!(" Scope: {}.", advice.scope) };
        labelled(&format!("{}, {}", advice.from, advice.result), &format!("{}{scope}", advice.words))
    });
    block("counsel", &view.counsel.label, contacts.chain(advice))
}

/// The same with a question mark for each sign that no face of the program has, and a word on it.
fn without(mut memo: Letter, missing: &[char]) -> Letter {
    let shown = |text: &mut String| *text = text.replace(|sign| missing.contains(&sign), "?");
    let named: Vec<_> = missing.iter().map(|sign| format!("U+{:04X}", u32::from(*sign))).collect();
    memo.details.iter_mut().for_each(|detail| shown(&mut detail.value));
    shown(&mut memo.subject);
    for part in memo.blocks.iter_mut().flat_map(|block| &mut block.parts) {
        match part {
            Part::Heading(text) => shown(text),
            Part::Paragraph(runs) => runs.iter_mut().for_each(|run| shown(&mut run.text)),
            _ => {}
        }
    }
    let told = format!(
        "Signs that cannot be printed stand here as ?, and in the record as they came: {}.",
        named.join(", ")
    );
    memo.blocks.insert(
        0,
        Block {
            id: "signs".to_owned(),
            kind: BlockKind::Fixed,
            after_signature: false,
            parts: vec![paragraph(&told)],
        },
    );
    memo
}
