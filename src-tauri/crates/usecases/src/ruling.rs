//! What the policy says of a request right now, for the acts and the screens.

use crate::Result;
use crate::session::Session;
use chrono::NaiveDate;
use domain::deadline::ClockReading;
use domain::{
    ClosingNeeds, ConflictDeclared, Decision, GateState, LetterCode, Matter, Modifier, NeededLetter, Outcome,
    Part, PartId, Recorded, Refusal, Request, RequestEvent, Ruling, Standing, Telling,
};
use policy::{Blocker, Case, GateKind, LetterNeed, Pack, PartClock, PartReply, Reply, Signs, TypeDef};

/// The reply on every live part, as it would be at a decision now: with the word on conflict of interest that every
/// decision asks for. Without it each page would say "held" although only that word is missing. The word itself is
/// recorded with the decision and never assumed there; whoever declared a conflict stays recused here too.
pub(crate) fn reply(session: &Session, request: &Request) -> Result<Reply> {
    let pack = session.pack_of(request)?;
    if Matter::of(request).recused.contains(&session.me) {
        return Ok(policy::decide(pack, &case(session, request)));
    }
    let mut at_decision = request.clone();
    at_decision.evolve(&Recorded {
        by: session.me,
        capacity: session.capacity(),
        at: session.now(),
        event: RequestEvent::ConflictDeclared(ConflictDeclared {
            at_decision: true,
            ..ConflictDeclared::default()
        }),
    });
    Ok(policy::decide(pack, &case(session, &at_decision)))
}

/// The facts of this moment.
pub(crate) fn case<'a>(session: &'a Session, request: &'a Request) -> Case<'a> {
    Case { request, office: &session.office, now: session.now(), actor: session.me }
}

/// The ruling a decision on a part may rest on.
pub(crate) fn ruling(session: &Session, request: &Request, part: PartId) -> Result<Ruling> {
    let reply = policy::decide(session.pack_of(request)?, &case(session, request));
    let reply = reply.parts.into_iter().find(|reply| reply.part == part).ok_or_else(Refusal::not_found)?;
    Ok(reply.ruling(request.pack.clone()))
}

/// What authority depends on for a part, as the policy reads it now.
pub(crate) fn matter_of(session: &Session, request: &Request, part: PartId) -> Result<Matter> {
    matter_in(session, request, &reply(session, request)?, part)
}

/// The same, from a reply that was read already. What was decided as the Director's own stays so for its letters.
fn matter_in(session: &Session, request: &Request, reply: &Reply, part: PartId) -> Result<Matter> {
    let found = request.part(part).ok_or_else(Refusal::not_found)?;
    let read = reply.parts.iter().find(|read| read.part == part).ok_or_else(Refusal::not_found)?;
    let pack = session.pack_of(request)?;
    let kind = pack.type_def(&read.type_code);
    let own =
        |gate: &policy::GateReading| gate.kind == GateKind::DirectorOnly && gate.state != GateState::Grey;
    Ok(Matter {
        type_code: Some(read.type_code.clone()),
        urgent: kind.is_some_and(|kind| kind.urgent.holds(request.received.channel)),
        director_only: read.gates.iter().any(own) || was_directors_own(pack, found),
        ..Matter::of(request)
    })
}

/// Whether a part was decided under the gate that only the Director meets.
fn was_directors_own(pack: &Pack, part: &Part) -> bool {
    let Some(own) = pack.gate_of(GateKind::DirectorOnly) else { return false };
    part.decision.as_ref().is_some_and(|decision| {
        decision.ruling.gates.iter().any(|gate| gate.gate == own.code && gate.state != GateState::Grey)
    })
}

/// What authority depends on for each live part.
pub(crate) fn matters(session: &Session, request: &Request) -> Result<Vec<Matter>> {
    let reply = reply(session, request)?;
    let parts: Vec<_> = request.live_parts().map(|part| part.id).collect();
    parts.into_iter().map(|part| matter_in(session, request, &reply, part)).collect()
}

/// Standing in every live part: for acts on the whole request.
pub(crate) fn standing_in_all(session: &Session, request: &Request) -> Result<Standing> {
    let mut standing = session.standing(&Matter::of(request));
    for matter in matters(session, request)? {
        standing = Ok(session.standing(&matter)?);
    }
    standing
}

/// Standing in one live part at least, even where only the Director decides it.
pub(crate) fn standing_in_any(session: &Session, request: &Request) -> Result<Standing> {
    Ok(authority_in_any(session, request)??)
}

/// The same, with the refusal as the rules of custody say it.
pub(crate) fn authority_in_any(
    session: &Session,
    request: &Request,
) -> Result<std::result::Result<Standing, Refusal>> {
    let mut found = session.authority(&Matter::of(request)).standing;
    for matter in matters(session, request)? {
        let standing = session.authority(&Matter { director_only: false, ..matter }).standing;
        if standing.is_ok() {
            return Ok(standing);
        }
        found = found.and(standing);
    }
    Ok(found)
}

/// What a letter of the catalogue tells now.
pub(crate) fn telling<'a>(session: &Session, request: &'a Request, code: &str) -> Result<Telling<'a>> {
    telling_parts(session, request, &parts_of_letter(session, request, code)?, code)
}

/// What an issued letter tells: the parts it named when it was issued.
pub(crate) fn telling_parts<'a>(
    session: &Session,
    request: &'a Request,
    parts: &[PartId],
    code: &str,
) -> Result<Telling<'a>> {
    let reply = reply(session, request)?;
    let directors = signs(session, request, code)? == Signs::Director;
    let live = parts.iter().filter(|id| request.part(**id).is_some_and(|part| !part.withdrawn));
    let matter = |part: &PartId| {
        let matter = matter_in(session, request, &reply, *part)?;
        Ok((*part, Matter { director_only: directors || matter.director_only, ..matter }))
    };
    Ok(Telling { request, parts: live.map(matter).collect::<Result<_>>()? })
}

/// Parts whose decision waits for the Director before it is told: why, and what to do.
pub(crate) fn waiting_for_director(session: &Session, request: &Request) -> Result<Vec<(PartId, Refusal)>> {
    let reply = reply(session, request)?;
    let mut waiting = Vec::new();
    for part in request.live_parts() {
        let matter = Matter { director_only: false, ..matter_in(session, request, &reply, part.id)? };
        let waits = domain::awaits_director(&session.office, request, part, &matter, session.now());
        waiting.extend(waits.map(|why| (part.id, why)));
    }
    Ok(waiting)
}

/// The types that the live parts are handled as, each once.
pub(crate) fn kinds<'a>(pack: &'a Pack, reply: &Reply) -> Vec<&'a TypeDef> {
    let mut kinds: Vec<&TypeDef> = Vec::new();
    for part in &reply.parts {
        if let Some(kind) = pack.type_def(&part.type_code)
            && !kinds.iter().any(|known| known.code == kind.code)
        {
            kinds.push(kind);
        }
    }
    kinds
}

/// Letters that the request needs, each once; a mandatory need wins.
pub(crate) fn letter_needs(reply: &Reply) -> Vec<LetterNeed> {
    let mut needs: Vec<LetterNeed> = Vec::new();
    for need in reply.parts.iter().flat_map(|part| &part.letters) {
        match needs.iter_mut().find(|known| known.code == need.code) {
            Some(known) => {
                if need.mandatory && !known.mandatory {
                    *known = need.clone();
                }
            }
            None => needs.push(need.clone()),
        }
    }
    needs.sort_by(|a, b| a.code.cmp(&b.code));
    needs
}

/// Letters that must exist before closing.
pub(crate) fn needed_letters(session: &Session, request: &Request) -> Result<Vec<NeededLetter>> {
    let reply = reply(session, request)?;
    let needs = letter_needs(&reply).into_iter().filter(|need| need.mandatory);
    needs
        .map(|need| {
            let tells = tells(session, request, &reply, need.code.as_str())?;
            let wants = |part: &&PartReply| {
                part.letters.iter().any(|letter| letter.mandatory && letter.code == need.code)
            };
            let parts = reply.parts.iter().filter(wants).map(|part| part.part).collect();
            Ok(NeededLetter { title: need.title, waivable: need.waivable, code: need.code, tells, parts })
        })
        .collect()
}

/// What speaks against a decision as things stand now. What was signed was signed within its dates, and each handing over
/// under it is recorded as a use: neither its end nor the address checked on the day of signing speaks against it.
fn against<'a>(
    pack: &'a Pack,
    request: &Request,
    part: &'a PartReply,
    decision: &'a Decision,
) -> impl Iterator<Item = &'a Blocker> {
    let was_signed = decision.outcome == Outcome::Authorize && decision.authorization.is_some();
    let is_over = move |gate: &domain::GateCode| {
        was_signed
            && pack
                .gate(gate)
                .is_some_and(|gate| matches!(gate.kind, GateKind::Authorization | GateKind::Delivery))
    };
    // Somebody other than the decider looked at the very plan before it was decided. That stays so when whoever looked now prints
    // or closes; for a decision of their own it would be no second person.
    let looked = looked_by_another(request, part.part, decision);
    let is_looked_at = move |gate: &domain::GateCode| {
        looked && pack.gate(gate).is_some_and(|gate| gate.kind == GateKind::SecondLook)
    };
    let option = part.options.iter().find(|option| option.outcome == decision.outcome);
    let blockers = option.into_iter().flat_map(|option| &option.blocked_by);
    blockers
        .filter(move |blocker| !blocker.gate.as_ref().is_some_and(|gate| is_over(gate) || is_looked_at(gate)))
}

fn looked_by_another(request: &Request, part: domain::PartId, decision: &Decision) -> bool {
    let planned = request.part(part).map(|part| part.plan_version);
    let taken = request.second_looks.get(&part).and_then(|look| look.taken.as_ref());
    taken.is_some_and(|taken| {
        taken.by != decision.by
            && taken.at <= decision.at
            && taken.what.plan_version == decision.plan_version
            && planned == Some(decision.plan_version)
    })
}

/// What closing still needs.
pub(crate) fn closing_needs(session: &Session, request: &Request) -> Result<ClosingNeeds> {
    let pack = session.pack_of(request)?;
    let reply = reply(session, request)?;
    let mut gates = Vec::new();
    for part in &reply.parts {
        let decided = request.part(part.part).and_then(|found| found.decision.as_ref());
        for blocker in decided.into_iter().flat_map(|decision| against(pack, request, part, decision)) {
            gates.extend(blocker.gate.iter().map(|gate| (gate.clone(), blocker.why.clone())));
        }
    }
    if let Some(authority) = session.pack_of(request)?.gate_of(GateKind::Authority) {
        let waiting = waiting_for_director(session, request)?.into_iter();
        gates.extend(waiting.map(|(_, why)| (authority.code.clone(), why.message)));
    }
    let mut parts = Vec::new();
    for own in reply.parts.iter().flat_map(|part| &part.remarks).filter_map(|remark| remark.own_part.as_ref())
    {
        if own.is_awaited() && !parts.contains(&own.type_name) {
            parts.push(own.type_name.clone());
        }
    }
    Ok(ClosingNeeds { letters: needed_letters(session, request)?, gates, parts })
}

/// The clocks that run, each once.
pub(crate) fn clocks(session: &Session, request: &Request) -> Result<Vec<ClockReading>> {
    Ok(running(&reply(session, request)?))
}

/// The clocks that run in a reply, each once.
pub(crate) fn running(reply: &Reply) -> Vec<ClockReading> {
    once(reply, |clock| clock.runs)
}

/// Whether what a clock's date is for was done, for every part that has it.
pub(crate) fn is_met(reply: &Reply, clock: &domain::ClockCode) -> bool {
    let mut own = reply.parts.iter().flat_map(|part| &part.clocks).filter(|part| part.reading.id == *clock);
    own.clone().next().is_some() && own.all(|part| part.met)
}

/// The clocks of what somebody owes after an answer, each once: they press also when everything is decided.
pub(crate) fn owed(reply: &Reply) -> Vec<ClockReading> {
    once(reply, |clock| clock.owed)
}

fn once(reply: &Reply, wanted: impl Fn(&PartClock) -> bool) -> Vec<ClockReading> {
    let mut readings: Vec<ClockReading> = Vec::new();
    for clock in reply.parts.iter().flat_map(|part| &part.clocks).filter(|clock| wanted(clock)) {
        if !readings.iter().any(|known| known.id == clock.reading.id) {
            readings.push(clock.reading.clone());
        }
    }
    readings
}

/// Why the request goes to counsel, and the questions to put; a day in them is written as whoever shows them writes one.
pub(crate) fn referral(
    session: &Session,
    request: &Request,
    day: &dyn Fn(NaiveDate) -> String,
) -> Result<(String, Vec<String>)> {
    let reply = reply(session, request)?;
    let pack = session.pack_of(request)?;
    let mut reasons = Vec::new();
    let mut questions = Vec::new();
    for part in &reply.parts {
        let serial = request.part(part.part).map_or(0, |found| found.serial);
        reasons.push(format!("Part {serial}: {}", part.because));
        let counsels =
            part.gates.iter().filter(|gate| gate.state != GateState::Grey && is_counsels(gate.kind));
        for gate in counsels.filter(|gate| gate.state != GateState::Green) {
            let needs = pack.gate(&gate.id).map_or("", |def| def.needs.as_str());
            let question = format!("{}: {needs} Is that so here? On record: {}", gate.name, gate.why);
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
    }
    let labels: Vec<_> =
        reply.parts.iter().flat_map(|part| &part.citations).map(|citation| citation.label.as_str()).collect();
    for statute in crate::policy_life::stale_statutes(pack, &labels, session.now().date()) {
        let looked = day(statute.verified);
        let question =
            format!("{}: does it still read so, and does it apply? Last looked at {looked}.", statute.label);
        if !questions.contains(&question) {
            questions.push(question);
        }
    }
    // What the policy and the code leave open between them is counsel's to say, each time it bears on the answer.
    let unsettled = pack.provisions.values().filter(|open| open.mark == policy::Mark::CounselMustConfirm);
    for open in unsettled.filter(|open| labels.contains(&open.code.as_str())) {
        questions.push(format!("{}: {} How is that to be read here?", open.code, open.text));
    }
    if questions.is_empty() {
        questions.push("What may the library do, and what may it give out, if anything?".to_owned());
    }
    Ok((reasons.join(" "), questions))
}

/// Gates that counsel's word can settle.
fn is_counsels(kind: GateKind) -> bool {
    matches!(
        kind,
        GateKind::Judge | GateKind::CounselAdvice | GateKind::Gag | GateKind::Live | GateKind::Instrument
    )
}

/// The parts a letter speaks of: those that have to be answered by it as things stand; while there is none, those whose ruling
/// names it, else all.
pub(crate) fn parts_of_letter(session: &Session, request: &Request, code: &str) -> Result<Vec<PartId>> {
    let reply = reply(session, request)?;
    let naming = |due: bool| -> Vec<PartId> {
        let names = |part: &&PartReply| {
            part.letters.iter().any(|letter| letter.code.as_str() == code && (letter.mandatory || !due))
        };
        reply.parts.iter().filter(names).map(|part| part.part).collect()
    };
    let live = || request.live_parts().map(|part| part.id).collect();
    Ok([naming(true), naming(false)].into_iter().find(|parts| !parts.is_empty()).unwrap_or_else(live))
}

/// Who signs a letter of the catalogue.
pub(crate) fn signs(session: &Session, request: &Request, code: &str) -> Result<Signs> {
    let entry = session.pack_of(request)?.letter(&LetterCode::from(code)).ok_or_else(Refusal::not_found)?;
    Ok(entry.signer)
}

/// Whether the catalogue keeps a letter for counsel only.
pub(crate) fn is_privileged_letter(session: &Session, request: &Request, code: &str) -> Result<bool> {
    Ok(session.pack_of(request)?.letter(&LetterCode::from(code)).is_some_and(|entry| entry.privileged))
}

/// Whether a letter tells what was decided. Receipts do not, nor does a letter that is due while every part it speaks of is
/// held: it says that the answer waits.
pub(crate) fn tells_decision(session: &Session, request: &Request, code: &str) -> Result<bool> {
    tells(session, request, &reply(session, request)?, code)
}

fn tells(session: &Session, request: &Request, reply: &Reply, code: &str) -> Result<bool> {
    if signs(session, request, code)? == Signs::AnyoneHandling {
        return Ok(false);
    }
    let mut needs = reply
        .parts
        .iter()
        .flat_map(|part| &part.letters)
        .filter(|need| need.code.as_str() == code)
        .peekable();
    Ok(needs.peek().is_none() || needs.any(|need| !need.while_held))
}

/// The points the policy names for a letter, each with whether the answers of its parts call for it.
pub(crate) fn letter_points(session: &Session, request: &Request, code: &str) -> Result<Vec<(String, bool)>> {
    let reply = reply(session, request)?;
    let needs = reply.parts.iter().flat_map(|part| &part.letters).filter(|need| need.code.as_str() == code);
    let made: Vec<&String> = needs.flat_map(|need| &need.points).collect();
    let entry = session.pack_of(request)?.letter(&LetterCode::from(code)).ok_or_else(Refusal::not_found)?;
    Ok(entry.points.keys().map(|point| (point.clone(), made.contains(&point))).collect())
}

/// Whether officers carry out a paper, or did, on any part.
pub(crate) fn is_search(session: &Session, request: &Request) -> Result<bool> {
    Ok(reply(session, request)?.parts.iter().any(|part| part.modifiers.contains(&Modifier::Search)))
}

/// Why a letter cannot be issued now, from the policy's side.
pub(crate) fn letter_blocked(session: &Session, request: &Request, code: &str) -> Result<Option<String>> {
    let reply = reply(session, request)?;
    if !letter_needs(&reply).iter().any(|need| need.code.as_str() == code) {
        return Ok(Some("As things stand, the policy does not call for this letter.".to_owned()));
    }
    if !tells(session, request, &reply, code)? {
        return Ok(None);
    }
    let open =
        reply.parts.iter().filter(|part| part.letters.iter().any(|need| need.code.as_str() == code)).find(
            |part| {
                let decided = request.part(part.part).and_then(|found| found.decision.as_ref());
                !decided.is_some_and(|decision| decision.outcome.is_final())
            },
        );
    if let Some(part) = open {
        let serial = request.part(part.part).map_or(0, |found| found.serial);
        return Ok(Some(format!("Part {serial} is not decided yet, and this letter tells the decision.")));
    }
    let named = |part: &&PartReply| part.letters.iter().any(|need| need.code.as_str() == code);
    let parts: Vec<PartId> = reply.parts.iter().filter(named).map(|part| part.part).collect();
    if let Some(why) = no_longer(session.pack_of(request)?, &reply, request, &parts) {
        return Ok(Some(why));
    }
    let due = |part: &PartReply| part.letters.iter().any(|need| need.code.as_str() == code && need.mandatory);
    if !reply.parts.iter().any(due) {
        return Ok(Some("This letter belongs to another outcome than the one that was decided.".to_owned()));
    }
    Ok(None)
}

/// Why a decision on one of these parts cannot be told any more: the paper, the advice or an answer changed since.
fn no_longer(pack: &Pack, reply: &Reply, request: &Request, parts: &[PartId]) -> Option<String> {
    let changed = reply.parts.iter().filter(|part| parts.contains(&part.part)).find(|part| {
        let decision = request.part(part.part).and_then(|found| found.decision.as_ref());
        decision.is_some_and(|decision| !holds(pack, request, part, decision))
    })?;
    let found = request.part(changed.part);
    let serial = found.map_or(0, |found| found.serial);
    let decision = found.and_then(|found| found.decision.as_ref());
    let why = decision
        .and_then(|decision| against(pack, request, changed, decision).next())
        .map(|blocker| &blocker.why);
    let why = why.map(|why| format!(" {why}")).unwrap_or_default();
    Some(format!(
        "As things stand now, the policy does not allow what was decided on part {serial}.{why} Meet that, or decide it again."
    ))
}

/// Whether a decision is still one that the policy allows. Who may tell a refusal is the right to print's own matter.
fn holds(pack: &Pack, request: &Request, part: &PartReply, decision: &Decision) -> bool {
    let by_person = |gate: &domain::GateCode| {
        let kind = pack.gate(gate).map(|gate| gate.kind);
        matches!(kind, Some(GateKind::Authority | GateKind::DirectorOnly))
    };
    let gives_out = decision.outcome.gives_out();
    let passes = |blocker: &Blocker| !gives_out && blocker.gate.as_ref().is_some_and(by_person);
    !decision.outcome.is_final() || against(pack, request, part, decision).all(passes)
}

/// Refuses the use of an authorization that the policy would not give any more: an answer or counsel's advice changed since it
/// was signed, or what was decided under it. Once a request is closed, its answers stand.
pub(crate) fn still_authorized(session: &Session, request: &Request, part: PartId) -> Result<()> {
    let decision = request.part(part).and_then(|found| found.decision.as_ref());
    let signed = decision.filter(|decision| decision.authorization.is_some() && request.is_live());
    let Some(decision) = signed else { return Ok(()) };
    let pack = session.pack_of(request)?;
    // It was signed by whoever decided it. Who may hand over under it, its dates, and how it is handed over are asked apart.
    let reply = policy::decide(pack, &Case { actor: decision.by, ..case(session, request) });
    let found = reply.parts.iter().find(|reply| reply.part == part).ok_or_else(Refusal::not_found)?;
    let speaks = against(pack, request, found, decision).find(|blocker| {
        let kind = blocker.gate.as_ref().and_then(|gate| pack.gate(gate)).map(|gate| gate.kind);
        !matches!(
            kind,
            Some(GateKind::Authority | GateKind::DirectorOnly | GateKind::Authorization | GateKind::Delivery)
        )
    });
    match speaks {
        None => Ok(()),
        Some(blocker) => {
            let why = format!("As things stand now, the policy would not authorize this. {}", blocker.why);
            let help = "Nothing may be handed over. Look at the answers of the request, then decide it again or end it.";
            Err(Refusal::new(domain::RefusalCode::GateNotMet, why, help).into())
        }
    }
}

/// Refuses to print or copy out a letter that tells what the policy does not allow any more, unless it was sent. That it was
/// decided otherwise since is the right to print's own matter.
pub(crate) fn still_stands(
    session: &Session,
    request: &Request,
    letter: &domain::IssuedLetter,
) -> Result<()> {
    let sent = |sent: &domain::Delivery| sent.letter == Some(letter.id) && sent.sent_at.is_some();
    if !letter.tells_decision || request.deliveries.iter().any(|delivery| sent(&delivery.what)) {
        return Ok(());
    }
    match no_longer(session.pack_of(request)?, &reply(session, request)?, request, &letter.parts) {
        None => Ok(()),
        Some(why) => {
            let help = "Do not send it. Look at the open gates of that part, then decide again and issue a new letter.";
            Err(Refusal::new(domain::RefusalCode::GateNotMet, why, help).into())
        }
    }
}

/// The outcome a part is heading to, in words.
pub(crate) fn outcome_label(reply: &PartReply) -> String {
    crate::question_view::outcome_words(reply.outcome, &reply.modifiers)
}

/// Whether an outcome is one that a row suggests now.
pub(crate) fn is_suggested(reply: &PartReply, outcome: Outcome) -> bool {
    reply.outcome == outcome
}
