//! What was recorded while the clock ran ahead. Once the Director said so, it counts as recorded in the last second before
//! that word, in the order in which it was recorded. So what was taken then stays taken, an absence that ended then stays
//! ended, and what comes after the word comes later than all of it.
//!
//! Moments of the record are set back, and moments at which something had happened by then, which no act takes from after
//! now. Days that people plan stay: when an absence begins and ends, from when a post will be vacant, the dates on papers.
//! The entries themselves keep the times they claim.

use crate::{
    Absence, Answers, Appointment, Decision, Designation, DirectorTry, Entry, Fact, Hold, Office, Part,
    Request, Sealing, SecondLook, Vacancy,
};
use chrono::{NaiveDateTime, TimeDelta};

/// Room for what claims a moment of the future: a nanosecond for each second, which is enough for thirty years.
const SLOT: TimeDelta = TimeDelta::seconds(1);

/// Where each word that the clock ran ahead left what it set back, oldest moment first: until when, and how long before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SetBacks(Vec<(NaiveDateTime, TimeDelta)>);

impl SetBacks {
    /// When the Director said it last.
    pub(crate) fn last(&self) -> Option<NaiveDateTime> {
        self.0.last().map(|(until, _)| *until)
    }

    /// Takes in another word, and answers with how moments read from then on. A word that was itself given by a clock that
    /// ran ahead is set back with what it had set back, which keeps its order.
    fn say(&mut self, to: NaiveDateTime) -> SetBack {
        let ahead = self.0.split_off(self.0.partition_point(|(until, _)| *until < to));
        let length = ahead.iter().fold(SLOT, |all, (_, length)| all + *length + SLOT);
        let from = ahead.first().map_or(to, |(until, length)| to.min(*until - *length));
        self.0.push((to, length));
        SetBack { from, to, length, ahead }
    }
}

/// One word that the clock ran ahead.
struct SetBack {
    /// The first moment that it sets back.
    from: NaiveDateTime,
    to: NaiveDateTime,
    length: TimeDelta,
    /// Where words given no earlier by the clock had left what they set back.
    ahead: Vec<(NaiveDateTime, TimeDelta)>,
}

impl SetBack {
    /// Whatever was recorded comes before the word, and what was later by the clock comes later.
    fn read(&self, at: NaiveDateTime) -> NaiveDateTime {
        if at < self.from {
            return at;
        }
        let mut slot = self.to - self.length;
        for (until, length) in &self.ahead {
            let begins = *until - *length;
            if at < begins {
                break;
            }
            slot += SLOT;
            if at < *until {
                return slot + (at - begins);
            }
            slot += *length;
        }
        slot + TimeDelta::nanoseconds((at - self.to).num_seconds().min(999_999_999))
    }

    fn set(&self, at: &mut NaiveDateTime) {
        *at = self.read(*at);
    }

    fn set_all<'a>(&self, all: impl IntoIterator<Item = &'a mut NaiveDateTime>) {
        all.into_iter().for_each(|at| self.set(at));
    }

    fn facts<'a, T: 'a>(&self, facts: impl IntoIterator<Item = &'a mut Fact<T>>) {
        self.facts_with(facts, |_| None);
    }

    /// Facts that also say when it happened.
    fn facts_with<'a, T: 'a>(
        &self,
        facts: impl IntoIterator<Item = &'a mut Fact<T>>,
        happened: impl Fn(&mut T) -> Option<&mut NaiveDateTime>,
    ) {
        for fact in facts {
            self.set(&mut fact.at);
            self.set_all(happened(&mut fact.what));
        }
    }

    fn answers(&self, answers: &mut Answers) {
        for answered in answers.values_mut() {
            self.set(&mut answered.current.at);
            self.set_all(answered.earlier.iter_mut().map(|answer| &mut answer.at));
        }
    }
}

impl Office {
    /// The Director said at a moment that the clock ran ahead.
    pub(crate) fn set_back(&mut self, to: NaiveDateTime) {
        // Every field is named, so that a new one is thought of.
        let Self {
            profile: _,
            counsel: _,
            closures: _,
            people: _,
            designations,
            absences,
            director_tries,
            director_route: _,
            returns,
            vacancy,
            appointments,
            entries: _,
            packs: _,
            switches: _,
            offered_texts,
            withdrawn_texts,
            own_texts,
            recovery_proved_at,
            last_backup,
            last_backup_test,
            last_anchor,
            retention,
            disposals,
            duties,
            latest,
            holidays_worked: _,
            set_backs,
        } = self;
        let back = set_backs.say(to);
        designations.iter_mut().for_each(|designation| designation.set_back(&back));
        absences.iter_mut().for_each(|absence| absence.set_back(&back));
        director_tries.iter_mut().for_each(|attempt| attempt.set_back(&back));
        back.set_all(returns);
        vacancy.iter_mut().for_each(|vacancy| vacancy.set_back(&back));
        appointments.iter_mut().for_each(|appointment| appointment.set_back(&back));
        back.set_all(recovery_proved_at.iter_mut().chain(last_backup).chain(last_anchor));
        back.set_all(last_backup_test.iter_mut().map(|(at, _)| at));
        back.set_all(retention.iter_mut().map(|confirmed| &mut confirmed.word.at));
        back.set_all(disposals.iter_mut().map(|disposal| &mut disposal.at));
        back.set_all(duties.values_mut());
        back.set_all(offered_texts.values_mut().map(|offered| &mut offered.at));
        back.set_all(withdrawn_texts.values_mut().flat_map(|back| [&mut back.offered.at, &mut back.at]));
        // The first day of new words was chosen by somebody, and stays.
        back.set_all(own_texts.iter_mut().map(|known| &mut known.at));
        back.set_all(own_texts.iter_mut().filter_map(|known| Some(&mut known.taken_back.as_mut()?.1)));
        *latest = to;
    }
}

impl Designation {
    fn set_back(&mut self, back: &SetBack) {
        back.set_all(&mut self.revoked_at);
    }
}

impl Absence {
    /// What still runs, or is to come, was planned. What has ended began before it ended.
    fn set_back(&mut self, back: &SetBack) {
        if let Some(ended) = &mut self.ended_at {
            back.set(ended);
            back.set(&mut self.from);
        }
        self.entry.set_back(back);
    }
}

impl Entry {
    fn set_back(&mut self, back: &SetBack) {
        back.set(&mut self.at);
        back.set_all(&mut self.confirmed_at);
    }
}

impl DirectorTry {
    fn set_back(&mut self, back: &SetBack) {
        back.set(&mut self.at);
        self.entry.set_back(back);
    }
}

impl Vacancy {
    /// A vacancy that had begun when it was recorded was no plan: nobody gets back what it took.
    fn set_back(&mut self, back: &SetBack) {
        if self.from <= self.recorded.at {
            back.set(&mut self.from);
        }
        back.set(&mut self.recorded.at);
    }
}

impl Appointment {
    fn set_back(&mut self, back: &SetBack) {
        back.set(&mut self.recorded.at);
    }
}

impl Request {
    /// The Director said at a moment that the clock ran ahead.
    pub fn set_back(&mut self, to: NaiveDateTime) {
        // Every field is named, so that a new one is thought of.
        let Self {
            id: _,
            number: _,
            received,
            words: _,
            pack: _,
            records_request: _,
            requester: _,
            answers,
            parts,
            identity,
            papers,
            director_tries,
            counsel_tries,
            consultations,
            advice,
            preservation,
            visits,
            conflicts,
            fees,
            vendor_sessions,
            statements,
            delays,
            taken,
            stand_ins,
            second_looks,
            letters,
            enclosing,
            outside,
            prints,
            copies,
            waivers,
            deliveries,
            attachments,
            redactions,
            copy_looks,
            notes,
            corrections,
            sealing,
            viewed,
            holds,
            ended_at,
            status: _,
            latest,
            set_backs,
        } = self;
        let back = set_backs.say(to);
        back.set(&mut received.at);
        back.answers(answers);
        parts.iter_mut().for_each(|part| part.set_back(&back));
        back.facts_with(identity, |check| check.call_back.as_mut().map(|call| &mut call.at));
        back.facts_with(papers, |paper| paper.served_at.as_mut());
        director_tries.iter_mut().for_each(|attempt| attempt.set_back(&back));
        back.facts_with(counsel_tries, |attempt| Some(&mut attempt.at));
        back.facts_with(consultations, |asked| Some(&mut asked.at));
        back.facts_with(advice, |advice| Some(&mut advice.at));
        back.facts(preservation);
        back.set_all(visits.iter_mut().flat_map(|visit| &mut visit.what.until));
        back.facts_with(visits, |visit| Some(&mut visit.from));
        back.facts(conflicts);
        back.facts(fees);
        back.set_all(vendor_sessions.iter_mut().flat_map(|session| &mut session.what.closed_at));
        back.facts_with(vendor_sessions, |session| Some(&mut session.opened_at));
        back.facts_with(statements, |statement| Some(&mut statement.received_at));
        back.facts(delays);
        back.facts(taken);
        back.facts_with(stand_ins, |word| Some(&mut word.at));
        second_looks.values_mut().for_each(|look| look.set_back(&back));
        back.facts(letters);
        back.facts(enclosing.values_mut());
        back.facts(outside);
        back.facts(prints);
        back.facts(copies);
        back.facts(waivers);
        back.facts_with(deliveries, |delivery| delivery.sent_at.as_mut());
        back.facts(attachments);
        back.facts(redactions);
        back.facts(copy_looks);
        back.facts(notes.iter_mut().chain(corrections));
        sealing.iter_mut().for_each(|sealing| sealing.set_back(&back));
        holds.iter_mut().for_each(|hold| hold.set_back(&back));
        back.set_all(viewed.iter_mut().chain(ended_at));
        *latest = (*latest).min(to);
    }
}

impl Part {
    fn set_back(&mut self, back: &SetBack) {
        back.set(&mut self.added_at);
        back.answers(&mut self.answers);
        back.set(&mut self.plan_at);
        back.facts(&mut self.authorization_ended);
        back.facts(&mut self.uses);
        let decisions = self.decision.iter_mut().chain(&mut self.earlier_decisions);
        decisions.for_each(|decision| decision.set_back(back));
    }
}

impl Decision {
    fn set_back(&mut self, back: &SetBack) {
        back.set(&mut self.at);
    }
}

impl SecondLook {
    fn set_back(&mut self, back: &SetBack) {
        back.facts(&mut self.started);
        back.facts(&mut self.taken);
    }
}

impl Hold {
    fn set_back(&mut self, back: &SetBack) {
        back.facts_with([&mut self.placed], |placed| Some(&mut placed.word.at));
        back.facts_with(&mut self.lifted, |lifted| Some(&mut lifted.word.at));
    }
}

impl Sealing {
    fn set_back(&mut self, back: &SetBack) {
        back.facts([&mut self.sealed]);
        back.facts_with(&mut self.told, |told| Some(&mut told.told_at));
        back.facts(&mut self.gag_terms);
        back.facts(&mut self.agreed);
        back.facts(&mut self.unsealed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    /// Reads them all, each after the one before it and none after the word.
    fn in_order(back: &SetBack, all: &[NaiveDateTime]) -> Vec<NaiveDateTime> {
        let read: Vec<_> = all.iter().map(|at| back.read(*at)).collect();
        assert!(read.is_sorted_by(|one, next| one < next), "{read:?}");
        assert!(read.iter().all(|at| *at < back.to), "{read:?}");
        read
    }

    #[test]
    fn what_claims_a_later_moment_is_read_just_before_the_word_in_its_order() {
        let to = at("2026-11-28T09:00:00");
        let back = SetBacks::default().say(to);
        let earlier = at("2026-11-28T08:59:00");
        assert_eq!(back.read(earlier), earlier, "it claims nothing of the future");
        let hours = [
            "2026-11-28T09:00:00",
            "2026-11-28T09:00:01",
            "2027-01-01T09:00:00",
            "2027-01-01T09:00:01",
            "2056-01-01T09:00:00",
        ];
        let read = in_order(&back, &hours.map(at));
        assert!(read.iter().all(|at| *at >= to - SLOT), "{read:?}");
        assert_eq!(back.read(at("2027-01-01T09:00:00")), back.read(at("2027-01-01T09:00:00")));
        assert!(back.read(at("2200-12-31T09:00:00")) < to, "however far ahead");
    }

    #[test]
    fn a_word_given_by_a_clock_that_still_ran_ahead_is_set_back_with_what_it_had_set_back() {
        let mut said = SetBacks::default();
        let mut all = ["2031-01-01T09:00:00", "2031-01-01T09:05:00"].map(at).to_vec();
        for (word, later) in [
            ("2029-05-01T09:00:00", "2029-05-01T09:30:00"),
            ("2028-05-01T09:00:00", "2028-05-01T09:30:00"),
            ("2028-05-01T09:00:00", "2028-05-01T09:40:00"),
            ("2028-07-01T09:00:00", "2028-07-01T10:00:00"),
            ("2026-11-28T09:00:00", "2026-11-28T09:01:00"),
        ] {
            // Whatever is before the word stays as it is.
            let back = said.say(at(word));
            all = all.iter().map(|at| back.read(*at)).collect();
            assert!(all.is_sorted_by(|one, next| one < next), "{all:?}");
            all.push(at(later));
        }
        assert_eq!(said.last(), Some(at("2026-11-28T09:00:00")));
    }
}
