//! The timeline: every recorded event in words, newest first.

use crate::session::{Case, Session};
use crate::view::TimelineRow;
use crate::when::{day_words, moment, time_words};
use domain::{Capacity, PersonId, PrintOutcome, RequestEvent};

/// The timeline of a case.
pub(crate) fn timeline(session: &Session, case: &Case) -> Vec<TimelineRow> {
    timeline_of(session, case, |_| true)
}

/// The events of a case that are wanted.
pub(crate) fn timeline_of(
    session: &Session,
    case: &Case,
    wanted: impl Fn(&RequestEvent) -> bool,
) -> Vec<TimelineRow> {
    case.log
        .iter()
        .rev()
        .filter(|recorded| wanted(&recorded.event))
        .filter(|recorded| match &recorded.event {
            RequestEvent::AttachmentKept(file) => !crate::letter::is_text_of_a_letter(&case.request, file),
            _ => true,
        })
        .map(|recorded| {
            let (kind, title, note) = words(session, case, &recorded.event);
            TimelineRow {
                at: moment(recorded.at),
                who: who(session, recorded.by, recorded.capacity),
                title,
                note,
                kind: kind.to_owned(),
            }
        })
        .collect()
}

/// A person and the capacity they acted in.
pub(crate) fn who(session: &Session, person: PersonId, capacity: Capacity) -> String {
    let name = session.office.people.get(&person).map_or("somebody", |person| person.name.as_str());
    match capacity {
        Capacity::Director => format!("{name}, Director"),
        Capacity::Designee { designated_on } => format!("{name}, designated on {}", day_words(designated_on)),
        Capacity::Staff => name.to_owned(),
    }
}

type Words = (&'static str, String, Option<String>);

fn words(session: &Session, case: &Case, event: &RequestEvent) -> Words {
    let part = |id| {
        case.request.part(id).map_or_else(|| "a part".to_owned(), |part| format!("part {}", part.serial))
    };
    let letter = |id| {
        case.request.letter(id).map_or_else(|| "a letter".to_owned(), |letter| letter.what.title.clone())
    };
    let pack = session.pack_of(&case.request).ok();
    match event {
        RequestEvent::Opened(opened) => (
            "intake",
            // A sealed matter has no number; one that goes on from an ordinary request had one.
            match opened.number == domain::RequestNumber::default() {
                true => "Taken in".to_owned(),
                false => format!("Request {} opened", opened.number),
            },
            Some(format!("Received {}", time_words(opened.received.at))),
        ),
        RequestEvent::ReceiptCorrected(corrected) => (
            "intake",
            format!("Receipt corrected to {}", time_words(corrected.received.at)),
            Some(corrected.reason.clone()),
        ),
        RequestEvent::RequesterDescribed(_) => ("intake", "The asker was described".to_owned(), None),
        RequestEvent::PartAdded(added) => {
            ("intake", format!("{} added", capital(&part(added.part))), Some(added.what.clone()))
        }
        RequestEvent::PartTyped(typed) => {
            let kind = pack.and_then(|pack| pack.type_def(&typed.type_code)).map(|kind| kind.name.clone());
            let kind = kind.unwrap_or_else(|| "a type this policy version has no table for".to_owned());
            (
                "intake",
                format!("{} handled as: {kind}", capital(&part(typed.part))),
                Some(typed.because.clone()),
            )
        }
        RequestEvent::PartWithdrawn(gone) => {
            ("intake", format!("{} withdrawn", capital(&part(gone.part))), Some(gone.reason.clone()))
        }
        RequestEvent::Answered(given) => {
            let question = pack.and_then(|pack| pack.question(&given.question));
            let heading =
                question.map_or_else(|| given.question.to_string(), |question| question.heading.clone());
            let labels: Vec<_> = given
                .answer
                .choices
                .iter()
                .map(|choice| {
                    let known = question
                        .and_then(|question| question.options.iter().find(|known| known.code == *choice));
                    known.map_or_else(|| choice.to_string(), |known| known.label.clone())
                })
                .collect();
            ("answer", format!("{heading} {}", labels.join("; ")), given.answer.note.clone())
        }
        RequestEvent::IdentityChecked(check) => {
            let call =
                check.call_back.as_ref().map(|call| format!("Called {} ({})", call.number, call.found_in));
            ("identity", format!("Identity checked: {}", check.name), call)
        }
        RequestEvent::InstrumentRecorded(paper) => {
            let kind = paper.kind.clone().unwrap_or_else(|| "paper".to_owned());
            ("paper", format!("Paper copied: {kind}"), paper.issuer.clone())
        }
        RequestEvent::InstrumentCopied(_) => ("paper", "Copy of the paper attached".to_owned(), None),
        RequestEvent::DirectorTried(attempt) => {
            let title = if attempt.answered { "Director reached" } else { "Director tried" };
            let result = (!attempt.result.is_empty()).then(|| attempt.result.clone());
            ("custody", format!("{title}: {}", crate::custody::try_words(attempt)), result)
        }
        RequestEvent::DirectorTryConfirmed(word) => {
            let title = if word.right { "A try was so" } else { "A try was not so" };
            ("custody", title.to_owned(), (!word.note.is_empty()).then(|| word.note.clone()))
        }
        RequestEvent::CounselTried(attempt) => {
            ("counsel", format!("Counsel tried: {}", attempt.number), Some(attempt.result.clone()))
        }
        RequestEvent::CounselConsulted(call) => (
            "counsel",
            format!("Counsel consulted: {}", call.lawyer),
            Some(format!("{}, {}", call.how, time_words(call.at))),
        ),
        RequestEvent::CounselAdvised(advice) => {
            ("counsel", format!("Counsel's advice recorded, from {}", advice.lawyer), None)
        }
        RequestEvent::HoldPlaced(hold) => (
            "preservation",
            "Legal hold placed".to_owned(),
            Some(format!("{} {}", hold.why, crate::retention::word_words(&hold.word))),
        ),
        RequestEvent::HoldLifted(lifted) => (
            "preservation",
            format!("Legal hold {} lifted", lifted.hold),
            Some(format!("{} {}", lifted.why, crate::retention::word_words(&lifted.word))),
        ),
        RequestEvent::PreservationRecorded(kept) => {
            let title = if kept.offered_only { "Preservation offered" } else { "Preservation ordered" };
            ("preservation", title.to_owned(), Some(kept.what.clone()))
        }
        RequestEvent::VisitRecorded(visit) => {
            ("visit", "Visit recorded".to_owned(), Some(visit.officers.clone()))
        }
        RequestEvent::ConflictDeclared(word) => {
            let title = match (word.conflict, word.at_decision) {
                (true, _) => "Conflict of interest declared",
                (false, true) => "No conflict of interest declared",
                (false, false) => "Declared conflict of interest taken back",
            };
            ("decision", title.to_owned(), word.note.clone())
        }
        RequestEvent::CaseTaken(taken) => {
            ("custody", "The case was taken".to_owned(), Some(taken.because.clone()))
        }
        RequestEvent::CaseReleased(released) => {
            ("custody", "The case was given back".to_owned(), Some(released.reason.clone()))
        }
        RequestEvent::StandInNamed(word) => (
            "custody",
            format!("Counsel said who decides: {}", crate::custody::name_of(session, word.person)),
            Some(format!("{}, {}, {}", word.lawyer, word.how, time_words(word.at))),
        ),
        RequestEvent::ReleasePlanned(planned) => {
            ("decision", format!("Release planned for {}", part(planned.part)), None)
        }
        RequestEvent::AuthorizationPrepared(prepared) => (
            "decision",
            format!("Authorization written for {}", part(prepared.part)),
            Some(prepared.authorization.purpose.clone()).filter(|purpose| !purpose.is_empty()),
        ),
        RequestEvent::AuthorizationUsed(used) => (
            "delivery",
            format!("Authorization used for {}: {} records", part(used.part), used.used.records),
            Some(format!("{}; {}", used.used.recipient, used.used.how)),
        ),
        RequestEvent::AuthorizationEnded(ended) => {
            ("decision", format!("Authorization of {} ended", part(ended.part)), Some(ended.reason.clone()))
        }
        RequestEvent::FeeEstimated(fee) => {
            let title = match (fee.paid_on, fee.sent_on) {
                (Some(_), _) => "Fee paid",
                (None, Some(_)) => "Fee estimate sent",
                (None, None) => "Work estimated",
            };
            ("fee", title.to_owned(), Some(format!("{} minutes", fee.minutes)))
        }
        RequestEvent::VendorSessionRecorded(session) => {
            let title =
                if session.closed_at.is_some() { "Firm's access closed" } else { "Firm's access opened" };
            ("session", format!("{title}: {}", session.ticket), Some(session.system.clone()))
        }
        RequestEvent::StatementRecorded(statement) => (
            "statement",
            format!("Statement in writing received: {}", statement.signer),
            Some(statement.says.clone()),
        ),
        RequestEvent::ClockExtended(extended) => {
            let why = pack.map_or_else(String::new, |pack| pack.delay_words(&extended.reason));
            let title = format!(
                "{} extended: was {}, is now {}",
                clock_name(pack, &extended.clock),
                day_words(extended.was),
                day_words(extended.until)
            );
            ("dates", title, Some(format!("{why}. {}", extended.note)))
        }
        RequestEvent::ClockPaused(paused) => {
            let why = pack.map_or_else(String::new, |pack| pack.delay_words(&paused.reason));
            let title =
                format!("{} paused after {}", clock_name(pack, &paused.clock), day_words(paused.since));
            ("dates", title, Some(format!("{why}. {}", paused.note)))
        }
        RequestEvent::ClockResumed(resumed) => (
            "dates",
            format!("{} counts again after {}", clock_name(pack, &resumed.clock), day_words(resumed.on)),
            Some(resumed.note.clone()),
        ),
        RequestEvent::SecondLookStarted(look) => {
            ("decision", format!("First look at {}; the pause begins", part(look.part)), None)
        }
        RequestEvent::SecondLookTaken(look) => {
            let alone = look.alone.iter().map(|why| format!(" Nobody else looked: {why}"));
            let note = format!("{}{}", look.found, alone.collect::<String>());
            ("decision", format!("Second look at {}", part(look.part)), Some(note))
        }
        RequestEvent::Decided(decided) => {
            let label = crate::question_view::outcome_words(
                decided.decision.outcome,
                &decided.decision.ruling.modifiers,
            );
            let verb = if decided.approved_again { "approved again by the Director" } else { "decided" };
            (
                "decision",
                format!("{} {verb}: {label}", capital(&part(decided.part))),
                Some(decided.decision.reason.clone()),
            )
        }
        RequestEvent::LetterIssued(issued) => (
            "letter",
            match issued.corrects {
                None => format!("Letter issued: {}", issued.title),
                Some(_) => format!("Letter issued that corrects an earlier one: {}", issued.title),
            },
            Some(format!("SHA-256 {}…", &issued.sha256.chars().take(16).collect::<String>())),
        ),
        RequestEvent::EnclosuresChosen(chosen) => {
            let title = pack.and_then(|pack| pack.letter(&chosen.letter)).map(|entry| entry.title.clone());
            let files = match chosen.files.len() {
                0 => "no file".to_owned(),
                1 => "1 file".to_owned(),
                several => format!("{several} files"),
            };
            let way = crate::choices::delivery_words(chosen.method).to_lowercase();
            let note = format!("{files}, to {}, {way}", chosen.to);
            (
                "letter",
                format!("What goes with a letter was chosen: {}", title.unwrap_or_default()),
                Some(note),
            )
        }
        RequestEvent::LetterPrinted(print) => {
            let title = match (print.looked_right, print.outcome) {
                (Some(true), _) => "Print looked right",
                (Some(false), _) => "Print came out wrong",
                (None, PrintOutcome::Printed) => "Printed",
                (None, PrintOutcome::Cancelled) => "Printing cancelled",
                (None, PrintOutcome::Failed) => "Printing failed",
            };
            ("letter", format!("{title}: {}", letter(print.letter)), None)
        }
        RequestEvent::LetterCopySaved(copy) => {
            ("letter", format!("A copy left the vault: {}", letter(copy.letter)), Some(copy.reason.clone()))
        }
        RequestEvent::LetterWrittenOutside(outside) => (
            "letter",
            format!("Written outside: {}", outside.title),
            Some(format!("Signed by {}", outside.signed_by)),
        ),
        RequestEvent::LetterWaived(waiver) => {
            let title = pack.and_then(|pack| pack.letter(&waiver.code)).map(|entry| entry.title.clone());
            ("letter", format!("Waived: {}", title.unwrap_or_default()), Some(waiver.reason.clone()))
        }
        RequestEvent::Delivered(delivery) => {
            let method = crate::choices::delivery_words(delivery.method);
            let title = if delivery.sent_at.is_some() { "Delivered" } else { "Delivery planned" };
            ("delivery", format!("{title}: {method}"), Some(format!("{}, {}", delivery.to, delivery.address)))
        }
        RequestEvent::AttachmentKept(file) => {
            ("file", format!("File kept: {}", file.name), Some(file.what.clone()))
        }
        RequestEvent::FileRedacted(made) => {
            let source = case.request.attachment(made.source);
            let source = source.map_or("a file", |source| source.what.name.as_str());
            let boxes = match made.boxes.len() {
                1 => "1 box".to_owned(),
                several => format!("{several} boxes"),
            };
            ("file", format!("Redacted copy kept: {}", made.copy.name), Some(format!("Of {source}; {boxes}")))
        }
        RequestEvent::CopyLookedAt(look) => {
            let copy = case.request.attachment(look.copy);
            let name = copy.map_or("a redacted copy", |copy| copy.what.name.as_str());
            let may = if look.may_go { "it may go out" } else { "it may not go out" };
            ("file", format!("Second look at {name}: {may}"), Some(look.found.clone()))
        }
        RequestEvent::NoteAdded(note) => ("note", "Note".to_owned(), Some(note.text.clone())),
        RequestEvent::CorrectionEntered(note) => ("note", "Correction".to_owned(), Some(note.text.clone())),
        RequestEvent::Viewed => ("viewed", "Opened to read".to_owned(), None),
        RequestEvent::Closed(closed) => ("status", "Closed".to_owned(), Some(closed.reason.clone())),
        RequestEvent::Reopened(closed) => ("status", "Opened again".to_owned(), Some(closed.reason.clone())),
        RequestEvent::Withdrawn(closed) => {
            let reason = (!closed.reason.is_empty()).then(|| closed.reason.clone());
            ("status", "Withdrawn".to_owned(), reason)
        }
        RequestEvent::SealedOpened(opened) => ("sealed", "Sealed".to_owned(), Some(opened.because.clone())),
        RequestEvent::ReadIn(told) => {
            let named = told.person.and_then(|person| session.office.people.get(&person));
            let name = named.map_or(told.name.as_str(), |person| person.name.as_str());
            let note = format!("{}. Allowed by {}, {}", told.why, told.allowed_by, time_words(told.told_at));
            ("sealed", format!("Told: {name}"), Some(note))
        }
        RequestEvent::GagTermRecorded(term) => {
            ("sealed", "Terms of the silence recorded".to_owned(), Some(term.words.clone()))
        }
        RequestEvent::UnsealingAgreed(agreed) => {
            ("sealed", "Agreed that the seal is lifted".to_owned(), Some(agreed.words.clone()))
        }
        RequestEvent::Unsealed(unsealed) => (
            "sealed",
            "The seal was lifted".to_owned(),
            Some(format!(
                "{} Second person: {}. {}",
                unsealed.reason, unsealed.second_person, unsealed.agreed
            )),
        ),
    }
}

fn clock_name(pack: Option<&policy::Pack>, code: &domain::ClockCode) -> String {
    let clock = pack.and_then(|pack| pack.clock(code));
    clock.map_or_else(|| code.to_string(), |clock| clock.name.clone())
}

/// The words with a capital at their beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
