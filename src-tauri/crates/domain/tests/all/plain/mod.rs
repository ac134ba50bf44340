//! The rules on who may decide, sign and print, read once more from a plain list of what happened. It shares no code with
//! the program: time is a number, people are numbers, and every question is answered by walking the list from its beginning.
//!
//! The rules, in the words of the policy and of its reading:
//!
//! * The Director decides, always; unless recused from the case, or the post is vacant.
//! * An employee decides if a designation covers the day and the kind of request and was not revoked, and the Director is
//!   away; if the Director is recused, only whom counsel named.
//! * Away is a recorded absence with its end, or tries: by two means with an open hour between them, or, where somebody
//!   waits, one on each listed number. Tries are forgotten at the next opening and when the Director is heard of.
//! * Who answers is there, even on leave, until the next opening or until a new absence is entered.
//! * The first designee to take the case keeps it while their authority lasts and the Director does not come back.
//! * What a designee decided and nobody printed waits once that authority ended or the Director came back.
//! * A letter is printed only if nothing was decided since it was issued, and the first time only while its signer could still
//!   sign it the same way.
//! * A clock more than 65 minutes behind the last entry stops everybody; one that is less behind reads as the last entry.
//! * Once the Director said that the clock ran ahead, what was entered as of later was entered just before, in its order. Who
//!   said it was heard of then.

/// Thousandths of a minute since the first of January 1970. Clocks show whole minutes; the thousandths are room for what was
/// entered while a clock ran ahead.
pub(crate) type Moment = i64;

pub(crate) const MINUTE: Moment = 1000;
pub(crate) const DAY: Moment = 24 * 60 * MINUTE;
const OPENS: Moment = 9 * 60 * MINUTE;
const CLOSES: Moment = 17 * 60 * MINUTE;

/// One line of the list.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) at: Moment,
    pub(crate) by: usize,
    pub(crate) what: What,
}

/// What happened.
#[derive(Debug, Clone)]
pub(crate) enum What {
    /// Days are counted like minutes, in whole days.
    Designated {
        whom: usize,
        from: i64,
        until: Option<i64>,
        signed: i64,
        other_kind: bool,
    },
    Revoked(usize),
    /// `number` counts absences and tries together, from 1.
    Absent {
        number: u32,
        from: Moment,
        until: Moment,
        answering: bool,
    },
    Withdrawn(u32),
    Back,
    Tried {
        number: u32,
        means: u8,
        on: usize,
        answered: bool,
    },
    Listed(Vec<usize>),
    Vacant(Moment),
    Appointed(usize),
    Looked {
        number: u32,
        right: bool,
    },
    Employed(usize, bool),
    Concerned(bool),
    Named(usize),
    Taken,
    Released,
    Decided(Rank),
    Issued(Rank),
    Printed(usize),
    Corrected,
}

/// As what somebody acts; a designee with the day on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rank {
    Director,
    Designee(i64),
}

/// The list, and what never changes in it.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    pub(crate) lines: Vec<Line>,
    pub(crate) urgent: bool,
    pub(crate) employed: Vec<bool>,
}

impl Plain {
    fn director(&self) -> usize {
        let appointed = self.lines.iter().rev().find_map(|line| match line.what {
            What::Appointed(whom) => Some(whom),
            _ => None,
        });
        appointed.unwrap_or(0)
    }

    fn employee(&self, who: usize) -> bool {
        let mut employed = self.employed[who];
        for line in &self.lines {
            match line.what {
                What::Employed(whom, now) if whom == who => employed = now,
                What::Appointed(whom) if whom == who => employed = true,
                _ => {}
            }
        }
        employed
    }

    pub(crate) fn vacant(&self, now: Moment) -> bool {
        let mut vacant = None;
        for line in &self.lines {
            match line.what {
                What::Vacant(from) => vacant = Some(from),
                What::Appointed(_) => vacant = None,
                _ => {}
            }
        }
        vacant.is_some_and(|from| from <= now)
    }

    pub(crate) fn recused(&self, who: usize) -> bool {
        let last = self.lines.iter().rev().find_map(|line| match line.what {
            What::Concerned(concerned) if line.by == who => Some(concerned),
            _ => None,
        });
        last.unwrap_or(false)
    }

    fn named(&self, who: usize) -> bool {
        self.lines.iter().any(|line| matches!(line.what, What::Named(whom) if whom == who))
    }

    /// The date on the paper of the first designation that covers a day.
    fn designated(&self, who: usize, now: Moment, any_kind: bool) -> Option<i64> {
        let today = now.div_euclid(DAY);
        self.lines.iter().enumerate().find_map(|(index, line)| {
            let What::Designated { whom, from, until, signed, other_kind } = line.what else { return None };
            let ended = self.lines[index..].iter().any(|later| match later.what {
                What::Revoked(whom) => whom == who,
                What::Employed(whom, employee) => whom == who && !employee,
                _ => false,
            });
            let covers = from <= today && signed <= today && until.is_none_or(|until| today <= until);
            (whom == who && covers && !ended && (any_kind || !other_kind)).then_some(signed)
        })
    }

    /// When an absence stopped before its end, if it did.
    fn stopped(&self, index: usize, number: u32, from: Moment) -> Option<Moment> {
        self.lines[index + 1..].iter().find_map(|later| {
            let stops = match later.what {
                What::Back => from <= later.at,
                What::Withdrawn(of) => of == number,
                What::Looked { number: of, right } => of == number && !right,
                What::Appointed(_) => true,
                _ => false,
            };
            stops.then_some(later.at)
        })
    }

    /// Absences as first minute, last minute and when they were entered. A stop cuts them; what never ran is left out.
    fn absences(&self) -> Vec<(Moment, Moment, Moment)> {
        let mut spans = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            let What::Absent { number, from, until, answering } = line.what else { continue };
            let last = match self.stopped(index, number, from) {
                Some(stopped) => until.min(stopped - 1),
                None => until,
            };
            if !answering && from <= last {
                spans.push((from, last, line.at));
            }
        }
        spans
    }

    fn last_opening(now: Moment) -> Moment {
        let mut day = now.div_euclid(DAY);
        // The first of January 1970 was a Thursday.
        while (day + 3).rem_euclid(7) > 4 || day * DAY + OPENS > now {
            day -= 1;
        }
        day * DAY + OPENS
    }

    fn open_time(from: Moment, to: Moment) -> Moment {
        let mut open = 0;
        for day in from.div_euclid(DAY)..=to.div_euclid(DAY) {
            if (day + 3).rem_euclid(7) <= 4 {
                open += (to.min(day * DAY + CLOSES) - from.max(day * DAY + OPENS)).max(0);
            }
        }
        open
    }

    fn disputed(&self, number: u32) -> bool {
        let says =
            |line: &Line| matches!(line.what, What::Looked { number: of, right: false } if of == number);
        self.lines.iter().any(says)
    }

    fn answers(&self) -> Vec<Moment> {
        let mut answers = Vec::new();
        for line in &self.lines {
            if let What::Tried { number, answered: true, .. } = line.what
                && !self.disputed(number)
            {
                answers.push(line.at);
            }
        }
        answers
    }

    fn listed(&self) -> Vec<usize> {
        let mut listed = Vec::new();
        for line in &self.lines {
            match &line.what {
                What::Listed(numbers) => listed.clone_from(numbers),
                What::Appointed(_) => listed.clear(),
                _ => {}
            }
        }
        listed
    }

    /// Whether the Director is away.
    pub(crate) fn away(&self, now: Moment, urgent: bool) -> bool {
        let opened = Self::last_opening(now);
        let answered = self.answers().into_iter().filter(|at| opened <= *at && *at <= now).max();
        let absent = self.absences().into_iter().any(|(from, last, entered)| {
            from <= now && now <= last && answered.is_none_or(|answered| entered > answered)
        });
        absent || self.unreached(now, opened, answered, urgent)
    }

    fn unreached(&self, now: Moment, opened: Moment, answered: Option<Moment>, urgent: bool) -> bool {
        let mut tries = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            let What::Tried { number, means, on, answered: false } = line.what else { continue };
            let heard = self.lines.iter().any(|other| match other.what {
                What::Back | What::Corrected => other.at >= line.at && other.at <= now,
                What::Appointed(_) => other.at >= line.at,
                _ => false,
            });
            let counts =
                opened <= line.at && line.at <= now && answered.is_none_or(|answered| line.at > answered);
            if counts && !heard && !self.disputed(number) {
                tries.push((index, line.at, means, on));
            }
        }
        let listed = self.listed();
        let each =
            !listed.is_empty() && listed.iter().all(|number| tries.iter().any(|each| each.3 == *number));
        let two = tries.iter().any(|first| {
            tries
                .iter()
                .any(|second| first.2 != second.2 && Self::open_time(first.1, second.1) >= 60 * MINUTE)
        });
        (urgent && each) || two
    }

    /// Whether the Director came back at or after one minute and by another.
    fn came_back(&self, since: Moment, now: Moment) -> bool {
        let heard = self.lines.iter().any(|line| {
            let back = matches!(line.what, What::Back | What::Appointed(_));
            back && since <= line.at && line.at <= now
        });
        let answered = self.answers().into_iter().any(|at| since <= at && at <= now);
        let absences = self.absences();
        let ended = self.lines.iter().enumerate().any(|(index, line)| {
            let What::Absent { number, from, until, answering: false } = line.what else { return false };
            let stopped = self.stopped(index, number, from).filter(|stopped| *stopped <= until);
            let (ran, over, known, next) = match stopped {
                Some(stopped) => (from < stopped, stopped <= now, since <= stopped, stopped),
                None => (from <= until, until < now, since <= until, until + MINUTE),
            };
            let another = absences.iter().any(|(first, last, _)| *first <= next && next <= *last);
            ran && over && known && !another
        });
        heard || answered || ended
    }

    /// When nobody acts because the clock runs behind, `None`; else the minute by which the list is read.
    pub(crate) fn reading(&self, clock: Moment) -> Option<Moment> {
        let latest = self.lines.iter().map(|line| line.at).max().unwrap_or(clock);
        (clock + 65 * MINUTE >= latest).then_some(clock.max(latest))
    }

    /// Whether somebody may say that the clock ran ahead: the Director, where it did.
    pub(crate) fn corrects(&self, who: usize, clock: Moment) -> bool {
        !self.vacant(clock) && who == self.director() && self.reading(clock).is_none()
    }

    /// Enters that the clock ran ahead. What had begun by then, and what had ended, goes with its line; plans stay.
    pub(crate) fn correct(&mut self, who: usize, clock: Moment) {
        let begun = self.lines.iter().enumerate().map(|(index, line)| match line.what {
            What::Absent { number, from, .. } => self.stopped(index, number, from).is_some(),
            What::Vacant(from) => from <= line.at,
            _ => false,
        });
        let begun: Vec<_> = begun.collect();
        let mut moments = Vec::new();
        for (line, begun) in self.lines.iter_mut().zip(begun) {
            moments.push(&mut line.at);
            match &mut line.what {
                What::Absent { from, .. } | What::Vacant(from) if begun => moments.push(from),
                _ => {}
            }
        }
        // Of the minute before, only what was set back already is there.
        moments.retain(|at| **at > clock - MINUTE);
        let mut ahead: Vec<_> = moments.iter().map(|at| **at).collect();
        ahead.sort_unstable();
        ahead.dedup();
        for at in moments {
            let later = ahead.iter().filter(|other| **other >= *at).count();
            *at = clock - Moment::try_from(later).unwrap();
        }
        self.lines.push(Line { at: clock, by: who, what: What::Corrected });
    }

    /// As what somebody has a say, whoever the case belongs to.
    fn say(&self, who: usize, now: Moment, any_kind: bool, case: bool) -> Option<Rank> {
        if self.vacant(now) || (case && self.recused(who)) {
            return None;
        }
        if who == self.director() {
            return Some(Rank::Director);
        }
        let signed = self.designated(who, now, any_kind).filter(|_| self.employee(who))?;
        let free = if case && self.recused(self.director()) {
            self.named(who)
        } else {
            self.away(now, self.urgent && case)
        };
        free.then_some(Rank::Designee(signed))
    }

    /// To whom the case belongs.
    fn owner(&self, now: Moment) -> Option<usize> {
        let mut taken = None;
        for line in &self.lines {
            match line.what {
                What::Taken => taken = Some((line.by, line.at)),
                What::Released | What::Decided(Rank::Director) => taken = None,
                _ => {}
            }
        }
        let (who, since) = taken?;
        let returned = !self.recused(self.director()) && self.came_back(since, now);
        (!returned && self.say(who, now, false, true).is_some()).then_some(who)
    }

    /// As what somebody may decide the case.
    pub(crate) fn decides(&self, who: usize, clock: Moment) -> Option<Rank> {
        let now = self.reading(clock)?;
        let rank = self.say(who, now, false, true)?;
        let locked = rank != Rank::Director && self.owner(now).is_some_and(|owner| owner != who);
        (!locked).then_some(rank)
    }

    /// Whether somebody may do what only the Director does: in the case, or outside of any.
    pub(crate) fn is_director(&self, who: usize, clock: Moment, case: bool) -> bool {
        self.reading(clock).and_then(|now| self.say(who, now, true, case)) == Some(Rank::Director)
    }

    /// As what somebody acts outside of any case.
    pub(crate) fn general(&self, who: usize, clock: Moment) -> Option<Rank> {
        self.reading(clock).and_then(|now| self.say(who, now, true, false))
    }

    /// The decision in force: its place in the list.
    fn decision(&self) -> Option<usize> {
        self.lines.iter().rposition(|line| matches!(line.what, What::Decided(_)))
    }

    /// Letters in their order: their places in the list.
    fn letters(&self) -> Vec<usize> {
        let all = self.lines.iter().enumerate();
        all.filter(|(_, line)| matches!(line.what, What::Issued(_))).map(|(index, _)| index).collect()
    }

    fn printed(&self, letter: usize) -> bool {
        self.lines.iter().any(|line| matches!(line.what, What::Printed(number) if number == letter))
    }

    fn waits(&self, now: Moment) -> bool {
        let Some(decision) = self.decision().map(|index| &self.lines[index]) else { return false };
        if !matches!(decision.what, What::Decided(Rank::Designee(_))) {
            return false;
        }
        let mut letters = self.letters().into_iter().enumerate();
        if letters.any(|(number, index)| self.lines[index].at >= decision.at && self.printed(number)) {
            return false;
        }
        let returned = !self.recused(self.director()) && self.came_back(decision.at, now);
        returned || self.say(decision.by, now, false, true).is_none()
    }

    /// As what somebody may sign an answer.
    pub(crate) fn signs(&self, who: usize, clock: Moment) -> Option<Rank> {
        let rank = self.decides(who, clock)?;
        (!self.waits(self.reading(clock)?)).then_some(rank)
    }

    /// Whether somebody may print a letter.
    pub(crate) fn prints(&self, who: usize, letter: usize, clock: Moment) -> bool {
        if self.signs(who, clock).is_none() {
            return false;
        }
        let issued = &self.lines[self.letters()[letter]];
        let What::Issued(rank) = issued.what else { return false };
        // Every decision here lets nothing out, and nothing was sent.
        if self.decision().is_some_and(|decision| self.lines[decision].at > issued.at) {
            return false;
        }
        self.printed(letter) || self.decides(issued.by, clock) == Some(rank)
    }

    /// Whether there is a decision to tell.
    pub(crate) fn decided(&self) -> bool {
        self.decision().is_some()
    }

    /// Whether somebody may take the case: a designee who may decide it and does not have it.
    pub(crate) fn takes(&self, who: usize, clock: Moment) -> bool {
        let Some(now) = self.reading(clock) else { return false };
        matches!(self.decides(who, clock), Some(Rank::Designee(_))) && self.owner(now) != Some(who)
    }
}
