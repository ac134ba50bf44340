//! The right to sign and to print (gate of the kind *authority*, checked again after the decision; DG-4, DG-7).
//!
//! A designee's decision that was not printed stands only while the designee's authority lasts and the Director has not
//! come back. After that the Director approves it again, or somebody with authority decides anew. A letter that was never
//! printed goes out only while whoever signed it may still sign in that capacity; then it is issued again, in the name of
//! whoever may.

use crate::authority::holds;
use crate::availability::director_returned;
use crate::{
    Authority, Capacity, Decision, IssuedLetter, LetterId, Matter, Office, Part, PartId, PersonId,
    PrintOutcome, Refusal, RefusalCode, Request, Standing, authority,
};
use chrono::NaiveDateTime;

/// Proof that somebody may sign or print what tells a decision now. It cannot be made outside this file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing(Standing);

impl Signing {
    /// The standing it rests on.
    pub fn standing(&self) -> &Standing {
        &self.0
    }
}

/// What a letter tells: the parts, each with what authority depends on for it. Without parts it speaks of the whole request.
#[derive(Debug, Clone)]
pub struct Telling<'a> {
    /// The request.
    pub request: &'a Request,
    /// Its parts that the letter answers.
    pub parts: Vec<(PartId, Matter)>,
}

impl Telling<'_> {
    fn matters(&self) -> Vec<Matter> {
        if self.parts.is_empty() {
            return vec![Matter::of(self.request)];
        }
        self.parts.iter().map(|(_, matter)| matter.clone()).collect()
    }
}

/// Whether somebody may sign a letter now: authority for each part it answers, and no decision that waits for the Director.
pub fn signing(
    office: &Office,
    telling: &Telling<'_>,
    person: PersonId,
    now: NaiveDateTime,
) -> Result<Signing, Refusal> {
    let mut found = None;
    for matter in telling.matters() {
        let Authority { standing, .. } = authority(office, person, &matter, now);
        found = Some(standing?);
    }
    for (part, matter) in &telling.parts {
        let part = telling.request.part(*part).ok_or_else(Refusal::not_found)?;
        if let Some(waits) = awaits_director(office, telling.request, part, matter, now) {
            return Err(waits);
        }
    }
    found.map(Signing).ok_or_else(Refusal::not_found)
}

/// Whether somebody may print an issued letter now: what signing needs, a letter that is not overtaken, and a signer who may
/// still sign, unless the letter was printed already.
pub fn printing(
    office: &Office,
    telling: &Telling<'_>,
    letter: &IssuedLetter,
    person: PersonId,
    now: NaiveDateTime,
) -> Result<Signing, Refusal> {
    let signing = signing(office, telling, person, now)?;
    if let Some(overtaken) = overtaken(telling.request, letter) {
        return Err(overtaken);
    }
    if was_printed(telling.request, letter.id) {
        return Ok(signing);
    }
    for matter in telling.matters() {
        let standing = authority(office, letter.signer, &matter, now).standing;
        if standing.ok().map(|standing| standing.capacity()) != Some(letter.capacity) {
            let name = office.people.get(&letter.signer).map_or("Whoever signed it", |signer| &signer.name);
            return Err(again(format!("{name} may no longer sign this letter in the capacity it names.")));
        }
    }
    Ok(signing)
}

/// Why a decision waits for the Director before it is told: a designee made it, it was not printed, and the designee's
/// authority ended or the Director came back. `None` when it does not wait.
pub fn awaits_director(
    office: &Office,
    request: &Request,
    part: &Part,
    matter: &Matter,
    now: NaiveDateTime,
) -> Option<Refusal> {
    let decision = part.decision.as_ref().filter(|decision| decision.outcome.is_final())?;
    if !matches!(decision.capacity, Capacity::Designee { .. }) || was_told(request, part, decision) {
        return None;
    }
    let name = office.people.get(&decision.by).map_or("a designee", |person| person.name.as_str());
    let serial = part.serial;
    let message = if !holds(office, decision.by, matter, now) {
        format!(
            "Part {serial} was decided by {name}, whose authority has ended, and nothing was printed yet."
        )
    } else if !matter.recuses_director(office) && director_returned(office, matter, decision.at, now) {
        format!(
            "Part {serial} was decided by {name} before the Director came back, and nothing was printed yet."
        )
    } else {
        return None;
    };
    let help = "The Director approves the decision again, or somebody with authority decides anew. What was printed before \
                stands, and drafts are kept.";
    Some(Refusal::new(RefusalCode::NoAuthority, message, help))
}

/// Whether a decision went out: a letter that tells it was printed or delivered.
fn was_told(request: &Request, part: &Part, decision: &Decision) -> bool {
    let telling = request.letters.iter().filter(|letter| {
        letter.what.tells_decision && letter.at >= decision.at && letter.what.parts.contains(&part.id)
    });
    telling.map(|letter| letter.what.id).any(|letter| was_printed(request, letter))
}

/// Why a letter is overtaken: a part it answers was decided again afterwards. A printed one that still lies in the tray is
/// overtaken too, for it may tell more than stands, or less; what was sent is history, and so is a memo for the file.
fn overtaken(request: &Request, letter: &IssuedLetter) -> Option<Refusal> {
    if letter.internal || was_sent(request, letter.id) {
        return None;
    }
    let issued_at = request.letter(letter.id)?.at;
    let part = letter
        .parts
        .iter()
        .filter_map(|id| request.part(*id))
        .find(|part| part.decision.as_ref().is_some_and(|decision| decision.at > issued_at))?;
    let message = format!("Part {} was decided again after this letter was issued.", part.serial);
    let help = "Do not send it. Look at that part, and issue a letter that tells what was decided. The overtaken one stays in the record.";
    Some(Refusal::new(RefusalCode::GateNotMet, message, help))
}

fn was_printed(request: &Request, letter: LetterId) -> bool {
    let mut prints = request.prints.iter().filter(|print| print.what.letter == letter);
    prints.any(|print| print.what.outcome == PrintOutcome::Printed) || was_sent(request, letter)
}

/// Whether a letter left the building.
pub(crate) fn was_sent(request: &Request, letter: LetterId) -> bool {
    let of_it = |sent: &crate::Delivery| sent.letter == Some(letter) && sent.sent_at.is_some();
    request.deliveries.iter().any(|delivery| of_it(&delivery.what))
}

fn again(message: String) -> Refusal {
    let help =
        "Issue the letter again in the name of whoever may sign it now. The issued one stays in the record.";
    Refusal::new(RefusalCode::NoAuthority, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Delivery, Fact, Outcome, PartId, Print, RequestId};

    fn at(hour: u32) -> NaiveDateTime {
        chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, 0, 0).unwrap()
    }

    fn fact<T>(hour: u32, what: T) -> Fact<T> {
        Fact { by: PersonId([1; 16]), at: at(hour), what }
    }

    fn letter(id: u8) -> IssuedLetter {
        IssuedLetter {
            id: LetterId([id; 16]),
            code: "L10".into(),
            title: "Answer".to_owned(),
            parts: vec![PartId([1; 16])],
            pdf: crate::AttachmentId([1; 16]),
            sha256: String::new(),
            pages: 1,
            signer: PersonId([1; 16]),
            capacity: Capacity::Director,
            internal: false,
            privileged: false,
            corrects: None,
            tells_decision: true,
            manifest: None,
        }
    }

    #[test]
    fn a_letter_counts_as_sent_only_by_a_delivery_of_its_own_that_left() {
        let mut request = Request::new(RequestId([1; 16]));
        let one = LetterId([1; 16]);
        assert!(!was_sent(&request, one));
        let sent = |letter: u8, sent_at| Delivery {
            letter: Some(LetterId([letter; 16])),
            sent_at,
            ..Delivery::default()
        };
        request.deliveries.push(fact(9, sent(1, None)));
        assert!(!was_sent(&request, one), "it is only planned");
        request.deliveries.push(fact(9, sent(2, Some(at(9)))));
        assert!(!was_sent(&request, one), "another letter left");
        request.deliveries.push(fact(9, sent(1, Some(at(9)))));
        assert!(was_sent(&request, one) && was_printed(&request, one), "what left was on paper");
    }

    #[test]
    fn a_decision_is_told_by_a_letter_of_its_own_part_that_tells_it_and_was_printed_since() {
        let part = Part { id: PartId([1; 16]), ..Part::default() };
        let decision = Decision {
            outcome: Outcome::Deny,
            ruling: crate::Ruling {
                type_code: "T".into(),
                row: "row".into(),
                modifiers: Vec::new(),
                open: Vec::new(),
                allowed: Vec::new(),
                grounds: Vec::new(),
                letters: Vec::new(),
                gates: Vec::new(),
                unplanned: false,
                pack: crate::PackRef::default(),
            },
            reason: String::new(),
            by: PersonId([1; 16]),
            capacity: Capacity::Director,
            at: at(10),
            releases: Vec::new(),
            plan_version: 0,
            authorization: None,
        };
        let told = |hour, change: &dyn Fn(&mut IssuedLetter)| {
            let mut request = Request::new(RequestId([1; 16]));
            let mut issued = letter(1);
            change(&mut issued);
            request.letters.push(fact(hour, issued));
            let print =
                Print { letter: LetterId([1; 16]), outcome: PrintOutcome::Printed, ..Print::default() };
            request.prints.push(fact(hour, print));
            was_told(&request, &part, &decision)
        };
        assert!(told(10, &|_| ()), "at the same moment");
        assert!(!told(9, &|_| ()), "it tells of an earlier decision");
        assert!(!told(11, &|letter| letter.tells_decision = false), "it tells no decision");
        assert!(!told(11, &|letter| letter.parts = vec![PartId([2; 16])]), "it is about another part");
    }
}
