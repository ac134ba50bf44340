//! Two worlds alike but for one sealed matter: whoever was not read in is shown the same in both, byte for byte. (INV-7,
//! scenarios S17 and S20.)

use crate::desk::{Clock, Desk, contact, part};
use crate::eyes::{self, People, Seen, everything};
use crate::place::DEPUTY;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use usecases::view::*;
use usecases::{Surroundings, acts, custody, letter, people, save_draft};
use zeroize::Zeroizing;

/// Identities in order, in a series of their own for what happens under seal, so that they do not shift the others.
#[derive(Clone, Default)]
struct Draws(Arc<Mutex<(u8, BTreeMap<u8, u64>)>>);

impl Draws {
    fn series(&self, series: u8) {
        self.0.lock().unwrap().0 = series;
    }

    fn next(&self) -> [u8; 16] {
        let mut state = self.0.lock().unwrap();
        let series = state.0;
        let count = state.1.entry(series).or_default();
        *count += 1;
        let mut bytes = [series; 16];
        bytes[8..].copy_from_slice(&count.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        bytes
    }

    fn surroundings(&self, clock: &Clock) -> Surroundings {
        let (draws, clock) = (self.clone(), clock.clone());
        Surroundings::with_draw(Box::new(move || clock.now()), Box::new(move || Some(draws.next())))
    }
}

/// A vault at work.
pub(crate) struct World {
    pub(crate) desk: Desk,
    draws: Draws,
    pub(crate) people: People,
    /// References of ordinary requests.
    ordinary: Vec<String>,
}

/// Words that stand in a sealed matter and nowhere else.
pub(crate) struct Secrets(pub(crate) Vec<String>);

impl Secrets {
    pub(crate) fn new(seed: &str) -> Self {
        Self((0..26).map(|at| format!("zq{seed}{}x", char::from(b'a' + at))).collect())
    }

    fn at(&self, place: usize) -> String {
        self.0[place].clone()
    }
}

impl World {
    pub(crate) fn new() -> Self {
        let (draws, clock) = (Draws::default(), Clock::at("2026-11-23T09:00"));
        draws.series(1);
        let mut desk = Desk::open_in(clock.clone(), draws.surroundings(&clock));
        let people = eyes::people(&mut desk);
        Self { desk, draws, people, ordinary: Vec::new() }
    }

    pub(crate) fn as_person(&mut self, person: &str) {
        self.desk.session.act_as(person).unwrap();
    }

    /// An ordinary request, and its number.
    pub(crate) fn ordinary(&mut self, at: &str, words: &str) -> String {
        self.desk.clock.set(at);
        let view = self.desk.start(NewRequestForm {
            received_at: at.to_owned(),
            channel: "in_person".to_owned(),
            words: words.to_owned(),
            answers: contact(&[("U3", "no"), ("RT1", "question"), ("RT2", "officer"), ("RT3", "person")]),
            requester: RequesterForm {
                organisation: "Police Department".to_owned(),
                ..RequesterForm::default()
            },
            parts: vec![part("whether a person was here", &["DC17"], "Dana R.")],
            ..NewRequestForm::default()
        });
        acts::add_note(&mut self.desk.session, &view.id, "A note about the record of the officer").unwrap();
        self.ordinary.push(view.id);
        view.number
    }

    /// The whole work on a sealed matter, by the receiver and then the Director. Answers with its reference.
    pub(crate) fn under_seal(&mut self, at: &str, secrets: &Secrets) -> String {
        self.draws.series(2);
        self.desk.clock.set(at);
        self.as_person(&self.people.receiver.clone());
        let id = self.receive(at, secrets);
        self.as_person(&self.people.director.clone());
        usecases::open_request(&mut self.desk.session, &id).unwrap();
        acts::add_note(&mut self.desk.session, &id, &secrets.at(20)).unwrap();
        self.draws.series(1);
        id
    }

    fn receive(&mut self, at: &str, secrets: &Secrets) -> String {
        let scan = self.desk.place(&format!("{}.pdf", secrets.at(11)));
        std::fs::write(&scan, b"%PDF-1.7 a letter").unwrap();
        let session = &mut self.desk.session;
        save_draft(session, "new/request", &secrets.at(6)).unwrap();
        save_draft(session, "place", &format!("/new {}", secrets.at(21))).unwrap();
        let view = acts::start_request(
            session,
            NewRequestForm {
                received_at: at.to_owned(),
                channel: "in_person".to_owned(),
                taken_in_by: secrets.at(22),
                words: format!("{} wants the record of an officer", secrets.at(0)),
                answers: contact(&[("U3", "yes"), ("RT1", "court-paper"), ("RT2", "officer")]),
                requester: RequesterForm {
                    name: secrets.at(1),
                    organisation: secrets.at(2),
                    reference: secrets.at(16),
                    ..RequesterForm::default()
                },
                parts: vec![PartForm {
                    period: secrets.at(5),
                    ..part(&secrets.at(3), &["DC8"], &secrets.at(4))
                }],
            },
        )
        .unwrap();
        let id = view.id;
        acts::add_note(session, &id, &secrets.at(7)).unwrap();
        let attempt = TryForm {
            at: at.to_owned(),
            means: "telephone".to_owned(),
            number: secrets.at(24),
            answered: false,
            result: secrets.at(25),
        };
        custody::log_sealed_try(session, &id, &attempt).unwrap();
        let call = CounselCallForm {
            reached: true,
            at: at.to_owned(),
            lawyer: secrets.at(8),
            how: "telephone".to_owned(),
            question: secrets.at(9),
            ..CounselCallForm::default()
        };
        acts::record_counsel_call(session, &id, call).unwrap();
        for privileged in [false, true] {
            let file = acts::AttachInput { path: scan.clone(), what: secrets.at(17), privileged };
            acts::attach_file(session, &id, file).unwrap();
        }
        let paper = InstrumentForm {
            case_number: secrets.at(12),
            scope: secrets.at(18),
            ..InstrumentForm::default()
        };
        acts::record_instrument(session, &id, paper).unwrap();
        let advice = AdviceForm {
            result: "object".to_owned(),
            lawyer: secrets.at(8),
            at: at.to_owned(),
            words: secrets.at(10),
            ..AdviceForm::default()
        };
        acts::record_advice(session, &id, advice).unwrap();
        let term = GagForm {
            words: secrets.at(13),
            review_asked_on: String::new(),
            ends_on: String::new(),
            review_on: "2026-11-24".to_owned(),
        };
        acts::record_gag_term(session, &id, term).unwrap();
        let told = ReadInForm {
            name: secrets.at(14),
            why: secrets.at(19),
            allowed_by: secrets.at(8),
            told_at: at.to_owned(),
            ..ReadInForm::default()
        };
        acts::read_in(session, &id, told).unwrap();
        let edit = LetterEdit {
            request: id.clone(),
            code: "L14".to_owned(),
            fields: [("referral.reason".to_owned(), secrets.at(15))].into(),
            ..LetterEdit::default()
        };
        letter::edit_letter(session, edit).unwrap();
        save_draft(session, &format!("request/{id}/counsel/words"), &secrets.at(23)).unwrap();
        id
    }

    /// What the outsider is shown at a moment.
    fn seen_by_outsider(&mut self, at: &str, unknown: &str, words: &[&str]) -> Seen {
        self.desk.clock.set(at);
        self.as_person(&self.people.outsider.clone());
        everything(&mut self.desk, &self.ordinary.clone(), unknown, words)
    }
}

const COMMON: [&str; 5] = ["record", "officer", "note", "2026", "a"];

fn assert_same(plain: &Seen, sealed: &Seen) {
    assert_eq!(plain.len(), sealed.len());
    for ((name, plain), (other, sealed)) in plain.iter().zip(sealed) {
        assert_eq!(name, other);
        assert_eq!(plain, sealed, "{name} tells that there is a sealed matter");
    }
}

#[test]
fn a_person_not_read_in_is_shown_the_same_with_and_without_a_sealed_matter() {
    let secrets = Secrets::new("o");
    let play = |sealed: bool| {
        let mut world = World::new();
        let mut id = None;
        let mut numbers = vec![world.ordinary("2026-11-23T10:00", "An officer asks about a record")];
        if sealed {
            id = Some(world.under_seal("2026-11-23T10:30", &secrets));
        }
        world.as_person(&world.people.outsider.clone());
        numbers.push(world.ordinary("2026-11-23T11:00", "A second officer asks for a record"));
        if sealed {
            world.under_seal("2026-11-24T15:00", &secrets);
        }
        world.as_person(&world.people.outsider.clone());
        (world, id, numbers)
    };
    let (mut plain, _, plain_numbers) = play(false);
    let (mut sealed, id, sealed_numbers) = play(true);
    let id = id.unwrap();
    assert_eq!(plain_numbers, ["2026-001", "2026-002"]);
    assert_eq!(sealed_numbers, plain_numbers);
    let mut words: Vec<_> = COMMON.to_vec();
    words.extend(secrets.0.iter().map(String::as_str));
    let at = "2026-11-24T16:00";
    let (without, with) = (plain.seen_by_outsider(at, &id, &words), sealed.seen_by_outsider(at, &id, &words));
    assert!(with.len() > 400, "{} views were compared", with.len());
    assert_same(&without, &with);
    for world in [&mut plain, &mut sealed] {
        assert_eq!(world.ordinary("2026-11-24T16:10", "A third"), "2026-003", "no number was used up");
    }
}

/// The same for whoever signs in with keys of their own: what they cannot decrypt leaves no gap either.
#[test]
fn with_keys_of_ones_own_too_both_worlds_look_the_same() {
    let secrets = Secrets::new("k");
    let play = |sealed: bool| {
        let mut world = World::new();
        let access = AccessForm { person: world.people.outsider.clone(), ..AccessForm::default() };
        let passphrase = Zeroizing::new(DEPUTY.to_owned());
        let rows = people::give_access(&mut world.desk.session, &access, &passphrase).unwrap().rows;
        let slot = rows.iter().find(|row| row.who.starts_with("Cleo Marsh")).unwrap().slot.clone();
        world.ordinary("2026-11-23T10:00", "An officer asks about a record");
        let id = sealed.then(|| world.under_seal("2026-11-23T10:30", &secrets));
        world.as_person(&world.people.director.clone());
        world.ordinary("2026-11-23T11:00", "A second officer asks for a record");
        if sealed {
            world.under_seal("2026-11-24T15:00", &secrets);
        }
        world.desk.clock.set("2026-11-24T15:30");
        let surroundings = world.draws.surroundings(&world.desk.clock);
        let World { desk, draws, people, ordinary } = world;
        let desk = desk.reopen_as(surroundings, &slot, DEPUTY);
        assert_eq!(desk.session.me(), people.outsider);
        (World { desk, draws, people, ordinary }, id)
    };
    let ((mut plain, _), (mut sealed, id)) = (play(false), play(true));
    let id = id.unwrap();
    let words: Vec<_> = COMMON.iter().copied().chain(secrets.0.iter().map(String::as_str)).collect();
    let (known, at) = (plain.ordinary.clone(), "2026-11-24T16:00");
    assert_eq!(known, sealed.ordinary);
    let look = |world: &mut World| {
        world.desk.clock.set(at);
        everything(&mut world.desk, &known, &id, &words)
    };
    let (without, with) = (look(&mut plain), look(&mut sealed));
    assert!(with.len() > 400, "{} views were compared", with.len());
    assert_same(&without, &with);
    for (name, text) in &with {
        assert!(secrets.0.iter().all(|secret| !text.contains(secret.as_str())), "{name}: {text}");
    }
}

#[test]
fn a_number_left_behind_by_sealing_looks_like_any_that_is_not_used_further() {
    let secrets = Secrets::new("l");
    let play = |sealed: bool| {
        let mut world = World::new();
        world.ordinary("2026-11-23T10:00", "An officer asks about a record");
        world.ordinary("2026-11-23T10:20", "Another asks about a record");
        let old = world.ordinary[1].clone();
        world.desk.clock.set("2026-11-23T10:40");
        let mut id = "00112233445566778899aabbccddeeff".to_owned();
        world.draws.series(3);
        if sealed {
            id = acts::seal_matter(&mut world.desk.session, &old, &secrets.at(0)).unwrap().id;
            acts::add_note(&mut world.desk.session, &id, &secrets.at(1)).unwrap();
        } else {
            acts::withdraw_request(&mut world.desk.session, &old, "Entered twice by mistake.").unwrap();
        }
        world.draws.series(1);
        world.as_person(&world.people.outsider.clone());
        assert_eq!(world.ordinary("2026-11-23T11:00", "A third"), "2026-003");
        (world, id)
    };
    let ((mut plain, _), (mut sealed, id)) = (play(false), play(true));
    let words: Vec<_> = COMMON.iter().copied().chain(["Another", "mistake", "Dana", &secrets.0[0]]).collect();
    let at = "2026-11-24T16:00";
    let (without, with) = (plain.seen_by_outsider(at, &id, &words), sealed.seen_by_outsider(at, &id, &words));
    assert_same(&without, &with);
    let shown = |seen: &Seen| seen.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n");
    let shown = shown(&with);
    assert!(shown.contains("2026-002"), "the number stands");
    assert!(!shown.contains("Another asks"), "and what it held is shown to the Director only");
}

#[test]
fn people_read_in_see_what_the_others_do_not() {
    let secrets = Secrets::new("r");
    let mut world = World::new();
    world.ordinary("2026-11-23T10:00", "An officer asks about a record");
    let id = world.under_seal("2026-11-23T10:30", &secrets);
    let shown = |world: &mut World, person: &str| {
        world.as_person(person);
        let session = &world.desk.session;
        let query = ListQuery { view: "all".to_owned(), ..ListQuery::default() };
        let list = usecases::list_requests(session, &query).unwrap();
        let hits = usecases::search(session, &secrets.at(0)).unwrap();
        (list.total, hits.len(), usecases::refresh_request(session, &id).is_ok())
    };
    for person in [world.people.director.clone(), world.people.receiver.clone()] {
        assert_eq!(shown(&mut world, &person), (2, 1, true));
    }
    let outsider = world.people.outsider.clone();
    assert_eq!(shown(&mut world, &outsider), (1, 0, false));
    let drafts = |world: &mut World, person: &str| {
        world.as_person(person);
        let drafts = usecases::load_drafts(&world.desk.session, "").unwrap();
        drafts.into_iter().map(|draft| draft.text).collect::<Vec<_>>().join(" ")
    };
    let receiver = world.people.receiver.clone();
    assert!(drafts(&mut world, &receiver).contains(&secrets.at(6)), "one's own keystrokes come back");
    assert_eq!(drafts(&mut world, &outsider), "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_sealed_matter_reaches_anybody_who_was_not_read_in(
        seed in "[a-z]{3,9}",
        asked in proptest::collection::vec(0..26_usize, 1..4),
        later in any::<bool>(),
    ) {
        let secrets = Secrets::new(&seed);
        let mut world = World::new();
        world.ordinary("2026-11-23T10:00", "An officer asks about a record");
        let id = world.under_seal("2026-11-23T10:30", &secrets);
        if later {
            world.ordinary("2026-11-23T11:00", "Another asks about a record");
            let old = world.ordinary[1].clone();
            acts::seal_matter(&mut world.desk.session, &old, &secrets.at(0)).unwrap();
        }
        // Whoever guesses beginnings of words, or whole ones, finds nothing.
        let guesses: Vec<String> =
            asked.iter().map(|at| secrets.0[*at].chars().take(2 + at % 6).collect()).collect();
        let guesses: Vec<&str> = guesses.iter().map(String::as_str).collect();
        for (name, text) in world.seen_by_outsider("2026-11-24T16:00", &id, &guesses) {
            for secret in &secrets.0 {
                prop_assert!(!text.contains(secret.as_str()), "{name} holds {secret}");
            }
        }
    }
}
