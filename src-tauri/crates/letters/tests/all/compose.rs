//! From text and facts to the words of a letter: what is said, what is asked for, and what is refused.

use crate::sample;
use std::collections::BTreeMap;

use letters::{
    ComposeError, Facts, Mark, NeverList, Part, Run, Style, TypesetError, check, compose, load_text,
    paragraphs, typeset,
};

fn words(letter: &letters::Letter) -> String {
    paragraphs(letter).iter().map(|p| format!("{:?}: {}\n", p.role, p.text)).collect()
}

#[test]
fn the_words_of_every_letter_are_those_accepted() {
    for id in sample::IDS {
        let path = format!("{}/tests/snapshots/{id}.txt", env!("CARGO_MANIFEST_DIR"));
        let now = words(&sample::letter(id));
        if std::env::var_os("LETTERS_ACCEPT").is_some() {
            std::fs::write(&path, &now).unwrap();
        }
        let accepted = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            now, accepted,
            "{id}: the words changed; read them, then accept them with LETTERS_ACCEPT=1"
        );
    }
}

#[test]
fn an_optional_column_is_there_only_when_a_row_has_a_value_for_it() {
    let row = |cells: &[(&str, &str)]| -> BTreeMap<String, String> {
        cells.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    };
    let whole = [("system", "Catalog"), ("data", "Loan history"), ("period", "May 2026")];
    let table = |rows: Vec<BTreeMap<String, String>>| {
        let mut facts = sample::facts("L29");
        facts.set("hold.table", letters::Value::Table(rows));
        let letter = compose(sample::catalogue().text("L29").unwrap(), &facts, &BTreeMap::new()).unwrap();
        let mut parts = letter.blocks.into_iter().flat_map(|block| block.parts);
        parts.find_map(|part| if let Part::Table(table) = part { Some(table) } else { None }).unwrap()
    };
    let heads = |table: &letters::Table| table.columns.iter().map(|c| c.head.clone()).collect::<Vec<_>>();

    let without = table(vec![row(&whole[..2])]);
    assert_eq!(heads(&without), ["System", "Data"]);
    assert_eq!(without.rows, [["Catalog", "Loan history"]]);
    let with = table(vec![row(&whole[..2]), row(&whole)]);
    assert_eq!(heads(&with), ["System", "Data", "Period"]);
    assert_eq!(with.rows[0], ["Catalog", "Loan history", ""]);
}

#[test]
fn every_sample_passes_its_own_check() {
    for id in sample::IDS {
        let catalogue = sample::catalogue();
        let found = check(&sample::letter(id), sample::text_of(&catalogue, id), &sample::never(id));
        assert_eq!(found, Ok(()), "{id}");
    }
}

#[test]
fn each_missing_fact_is_reported_with_where_to_fill_it_in() {
    let catalogue = sample::catalogue();
    for text in catalogue.texts() {
        let own: Vec<_> = sample::IDS.into_iter().filter(|id| id.starts_with(text.id())).collect();
        for token in text.tokens().into_iter().filter(|t| !t.optional) {
            let missed = own.iter().find_map(|id| {
                let mut facts = sample::facts(id);
                facts.remove(&token.name)?;
                match compose(text, &facts, &sample::free(id)) {
                    Err(ComposeError::Unresolved(missing)) => {
                        missing.into_iter().find(|m| m.token == token.name)
                    }
                    Ok(_) => None,
                    Err(other) => panic!("{id}: without {} the result is {other}", token.name),
                }
            });
            let found = missed.unwrap_or_else(|| panic!("{}: no sample needs {}", text.id(), token.name));
            assert_eq!((&found.what, &found.fill_in), (&token.what, &token.fill_in));
            assert!(!found.block.is_empty());
        }
    }
}

#[test]
fn optional_facts_may_be_left_out() {
    let catalogue = sample::catalogue();
    for id in sample::IDS {
        let text = sample::text_of(&catalogue, id);
        let mut facts = sample::facts(id);
        for token in text.tokens().into_iter().filter(|t| t.optional) {
            facts.remove(&token.name);
        }
        assert!(compose(text, &facts, &sample::free(id)).is_ok(), "{id}");
    }
}

#[test]
fn a_required_free_part_is_asked_for_and_only_free_parts_can_be_written() {
    let catalogue = sample::catalogue();
    let memo = catalogue.text("L13").unwrap();
    let Err(ComposeError::Unresolved(missing)) = compose(memo, &sample::facts("L13"), &BTreeMap::new())
    else {
        panic!("the account is required")
    };
    assert_eq!(missing[0].token, "account");
    let intrusion = BTreeMap::from([("visit".to_owned(), "other words".to_owned())]);
    let refused = compose(memo, &sample::facts("L13"), &intrusion);
    assert_eq!(refused, Err(ComposeError::NotFree("visit".to_owned())));
}

#[test]
fn an_answer_to_someone_not_entitled_depends_on_nothing_but_its_own_facts() {
    let catalogue = sample::catalogue();
    for id in ["L08", "L09", "L10"] {
        let text = catalogue.text(id).unwrap();
        let plain = sample::facts(id);
        let mut knowing = plain.clone();
        for (name, value) in [
            ("patron.exists", "yes"),
            ("patron.name", "Dana Reyes"),
            ("subject.name", "Dana Reyes"),
            ("records.found", "42"),
            ("given.records", "42"),
        ] {
            knowing.set(name, value);
        }
        let free = sample::free(id);
        let (one, two) = (compose(text, &plain, &free).unwrap(), compose(text, &knowing, &free).unwrap());
        assert_eq!(one, two, "{id}");
        let head = sample::letterhead();
        let bytes = |l| typeset(l, &head, Mark::Issued).unwrap().pdf;
        assert_eq!(bytes(&one), bytes(&two), "{id}");
    }
}

#[test]
fn a_text_for_someone_not_entitled_cannot_name_a_fact_from_records() {
    let source =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/letters/L08.toml"))
            .unwrap();
    assert!(load_text("L08.toml", &source).is_ok());
    let leaking = source.replace("from = \"asker\" }", "from = \"record\" }");
    let problems = load_text("L08.toml", &leaking).unwrap_err();
    assert!(problems[0].message.contains("not entitled"), "{problems:?}");
    assert!(problems[0].line > 1);
}

#[test]
fn facts_of_the_asker_change_their_places_and_nothing_else() {
    let catalogue = sample::catalogue();
    let text = catalogue.text("L08").unwrap();
    let mut facts = sample::facts("L08");
    facts.set("salutation.name", "Agent Li");
    let one = words(&sample::letter("L08"));
    let two = words(&compose(text, &facts, &BTreeMap::new()).unwrap());
    assert_eq!(one.replace("Dear Sergeant Ortiz:", "Dear Agent Li:"), two);
}

/// A sample letter with words written into one block.
fn with_words(id: &str, words: &str) -> letters::Letter {
    let mut letter = sample::letter(id);
    letter.blocks[0].parts.push(Part::Paragraph(vec![Run { text: words.to_owned(), style: Style::Regular }]));
    letter
}

#[test]
fn what_no_outward_letter_may_say_is_found_and_named() {
    let catalogue = sample::catalogue();
    let text = catalogue.text("L08").unwrap();
    for sentence in [
        "There is no such patron.",
        "She is not a patron of ours.",
        "He doesn’t have a library card.",
        "We could not find any record.",
        "No records were found.",
        "Our attorney has advised us to refuse.",
        "Counsel told us that the paper is void.",
        "This is on the advice of counsel.",
        "It is the City Attorney's opinion; the attorney believes so.",
        "A gag order prevents us from saying more.",
        "Her PIN is 4417.",
        "Your vendor will keep it private: vendors keep everything private.",
        "We guarantee that your e-books are completely private.",
        "His immigration status is not our concern.",
        "The suspect was here; he was seen.",
        "See C:\\Records\\2026\\case.docx for more.",
        "Entry 9f86d081884c7d659a2feaa0c55ad015 applies.",
        "Dana Reyes was mentioned.",
        "DANA  REYES was mentioned.",
        "The card is 2400-1234-5678-90.",
    ] {
        let found = check(&with_words("L08", sentence), text, &sample::never("L08")).expect_err(sentence);
        assert!(found.iter().all(|f| !f.words.is_empty() && !f.rule.is_empty()), "{sentence}: {found:?}");
        assert_eq!(found[0].block, "thanks-spoken");
    }
    let fine = "Please call before you come, so that someone can meet you.";
    assert_eq!(check(&with_words("L08", fine), text, &sample::never("L08")), Ok(()));
}

#[test]
fn words_hidden_by_styles_are_found_all_the_same() {
    let mut letter = sample::letter("L08");
    let run = |text: &str, style| Run { text: text.to_owned(), style };
    let runs =
        vec![run("There is no su", Style::Regular), run("ch pat", Style::Bold), run("ron.", Style::Italic)];
    letter.blocks[1].parts.push(Part::Paragraph(runs));
    let catalogue = sample::catalogue();
    assert!(check(&letter, catalogue.text("L08").unwrap(), &sample::never("L08")).is_err());
}

#[test]
fn each_text_has_its_own_words_to_avoid() {
    let catalogue = sample::catalogue();
    for (id, sentence) in [
        ("L08", "We suggest you apply to a judge."),
        ("L09", "We have located the records."),
        ("L11", "The patron often comes in."),
        ("L25", "The card number is not public."),
        ("L29", "This is about a police investigation."),
    ] {
        let found = check(&with_words(id, sentence), catalogue.text(id).unwrap(), &sample::never(id));
        assert!(found.is_err(), "{id}: {sentence}");
    }
    let mut letter = sample::letter("L10");
    let last = letter.blocks.len() - 1;
    let run = Run { text: "An immigration officer may not do this.".to_owned(), style: Style::Regular };
    letter.blocks[last].parts.push(Part::Paragraph(vec![run]));
    assert!(check(&letter, catalogue.text("L10").unwrap(), &sample::never("L10")).is_err());
    // A privileged memo may say what an outward letter may not.
    let memo = with_words("L14", "Last year counsel advised us to refuse.");
    assert_eq!(check(&memo, catalogue.text("L14").unwrap(), &sample::never("L14")), Ok(()));
}

#[test]
fn a_visit_record_quotes_what_was_heard_but_holds_no_opinion_and_no_advice() {
    let catalogue = sample::catalogue();
    let text = catalogue.text("L13").unwrap();
    let mut facts = sample::facts("L13");
    facts.set("asked.words", "The suspect is guilty and your attorney told you to help us. What is her PIN?");
    let quoted = compose(text, &facts, &sample::free("L13")).unwrap();
    assert_eq!(
        check(&quoted, text, &sample::never("L13")),
        Ok(()),
        "words heard are recorded as they were said"
    );
    for sentence in ["He is plainly guilty.", "Our attorney said that we need not answer."] {
        let mut free = sample::free("L13");
        free.insert("account".to_owned(), sentence.to_owned());
        let written = compose(text, &sample::facts("L13"), &free).unwrap();
        assert!(check(&written, text, &sample::never("L13")).is_err(), "{sentence}");
    }
}

#[test]
fn names_of_readers_and_papers_do_not_trip_the_phrases() {
    let catalogue = sample::catalogue();
    let text = catalogue.text("L10").unwrap();
    let mut facts = sample::facts("L10");
    let lines =
        ["Officer Pin Li", "Immigration and Customs Enforcement", "Offender Unit", "Des Moines, IA 50309"];
    facts.set("addressee", lines.map(str::to_owned).to_vec());
    facts.set("instrument.kind", "paper headed “Warrant of Removal” (form I-205)");
    let letter = compose(text, &facts, &BTreeMap::new()).unwrap();
    assert_eq!(check(&letter, text, &sample::never("L10")), Ok(()));
    let mut never = sample::never("L10");
    never.withhold("subject", ["Pin Li"]);
    assert!(check(&letter, text, &never).is_err(), "a withheld value is found in names too");
}

#[test]
fn the_check_fails_closed() {
    let catalogue = sample::catalogue();
    let (text, letter) = (catalogue.text("L08").unwrap(), sample::letter("L08"));
    assert!(check(&letter, text, &NeverList::default()).is_err(), "without the general list nothing passes");
    assert!(check(&letter, text, &catalogue.never()).is_err(), "nobody said who the subject is");
    let mut never = catalogue.never();
    never.withhold("subject", Vec::<String>::new());
    assert_eq!(check(&letter, text, &never), Ok(()), "saying that there is none is enough");
    never.withhold("subject", ["…"]);
    assert!(check(&letter, text, &never).is_err(), "a value that cannot be looked for is a finding");
    assert!(
        check(&letter, catalogue.text("L09").unwrap(), &sample::never("L09")).is_err(),
        "another letter's text"
    );
}

#[test]
fn a_letter_without_its_mandatory_contents_is_refused() {
    let catalogue = sample::catalogue();
    for id in sample::IDS {
        let letter = sample::letter(id);
        for n in 0..letter.blocks.len() {
            let mut less = letter.clone();
            let gone = less.blocks.remove(n);
            let result = check(&less, sample::text_of(&catalogue, id), &sample::never(id));
            if gone.kind == letters::BlockKind::Fixed
                && !["cannot", "opening", "reason", "only-form"].contains(&gone.id.as_str())
            {
                let found = result.expect_err(&gone.id);
                assert!(
                    found[0].rule.starts_with("the letter must say"),
                    "{id} without {}: {found:?}",
                    gone.id
                );
            }
        }
    }
}

#[test]
fn letters_and_memos_without_long_lists_fit_one_page() {
    for id in sample::IDS
        .into_iter()
        .filter(|id| !["L03", "L11", "L13", "L14", "L16", "L20", "L24", "L28", "L30"].contains(id))
    {
        let pages = typeset(&sample::letter(id), &sample::letterhead(), Mark::Issued).unwrap().pages;
        assert_eq!(pages, 1, "{id}");
    }
}

#[test]
fn exact_words_of_any_length_can_be_referred_to_counsel() {
    let mut facts = sample::facts("L14");
    facts.set("asked.words", "Please send every record about this person and about the others. ".repeat(300));
    let letter = compose(sample::catalogue().text("L14").unwrap(), &facts, &sample::free("L14")).unwrap();
    let set = typeset(&letter, &sample::letterhead(), Mark::Issued).unwrap();
    assert!((5..30).contains(&set.pages), "{}", set.pages);
    if let Some(out) = std::env::var_os("LETTERS_OUT") {
        std::fs::write(std::path::Path::new(&out).join("name-long.pdf"), &set.pdf).unwrap();
    }
}

#[test]
fn the_same_letter_is_always_the_same_file() {
    for id in sample::IDS {
        let one = typeset(&sample::letter(id), &sample::letterhead(), Mark::Issued).unwrap();
        let two = typeset(&sample::letter(id), &sample::letterhead(), Mark::Issued).unwrap();
        assert_eq!(one, two, "{id}");
        let json = serde_json::to_string(&sample::letter(id)).unwrap();
        let stored: letters::Letter = serde_json::from_str(&json).unwrap();
        assert_eq!(
            typeset(&stored, &sample::letterhead(), Mark::Issued).unwrap().sha256,
            one.sha256,
            "{id}: after storage"
        );
        let draft = typeset(&sample::letter(id), &sample::letterhead(), Mark::Draft).unwrap();
        assert_ne!(draft.sha256, one.sha256, "{id}: a draft is another file");
    }
}

/// Prints the digest of a letter; run as a process of its own by the test below.
#[test]
fn digest_of_a_letter() {
    let set = typeset(&sample::letter("L14"), &sample::letterhead(), Mark::Issued).unwrap();
    if let Some(file) = std::env::var_os("LETTERS_DIGEST") {
        std::fs::write(file, set.sha256).unwrap();
    }
}

#[test]
fn another_process_makes_the_same_bytes() {
    let folder = std::env::temp_dir().join(format!("letters-digest-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("digest");
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "compose::digest_of_a_letter"])
        .env("LETTERS_DIGEST", &file)
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let there = std::fs::read(&file).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let here = typeset(&sample::letter("L14"), &sample::letterhead(), Mark::Issued).unwrap().sha256;
    assert_eq!(there, here);
}

#[test]
fn what_cannot_be_printed_is_refused_by_its_cause() {
    let head = sample::letterhead();
    let addressed = |lines: Vec<String>| {
        let mut letter = sample::letter("L08");
        letter.addressee = lines;
        typeset(&letter, &head, Mark::Issued)
    };
    let Err(TypesetError::MissingGlyphs(list)) = addressed(vec!["王小明".to_owned()]) else {
        panic!("no face has it")
    };
    assert_eq!(list, vec!['小', '明', '王']);
    let message = TypesetError::MissingGlyphs(list).to_string();
    assert!(message.contains("王 (U+738B)") && message.contains("Latin"), "{message}");
    let nine = (1..=9).map(|n| format!("Line {n}")).collect();
    assert_eq!(addressed(nine), Err(TypesetError::AddressTooLong { lines: 9, most: 4 }));
    let long = addressed(vec!["n".repeat(300)]).unwrap_err();
    assert!(matches!(long, TypesetError::AddressTooLong { lines, .. } if lines > 4), "{long}");
    let wrapped = addressed(vec![
        "The Honorable Maximiliana Featherstonehaugh-Cholmondeley".to_owned(),
        "Town".to_owned(),
    ]);
    assert!(wrapped.is_ok(), "a long line takes two lines of the window");
    let mut letter = sample::letter("L08");
    letter.blocks[1].parts =
        vec![Part::Paragraph(vec![Run { text: "x".repeat(10_000), style: Style::Regular }])];
    assert!(
        typeset(&letter, &head, Mark::Issued).unwrap().pages > 1,
        "a word of 10,000 letters is split, not lost"
    );
    let mut head = sample::letterhead();
    head.organisation = "A Very Long Name Of A Public Library ".repeat(8);
    assert!(matches!(
        typeset(&sample::letter("L08"), &head, Mark::Issued),
        Err(TypesetError::LineTooLong { .. })
    ));
    let mut head = sample::letterhead();
    head.logo = Some(b"no picture".to_vec());
    assert!(matches!(typeset(&sample::letter("L08"), &head, Mark::Issued), Err(TypesetError::Logo(_))));
}

#[test]
fn what_a_requester_typed_is_words_and_nothing_more() {
    let catalogue = sample::catalogue();
    let text = catalogue.text("L14").unwrap();
    let mut facts = sample::facts("L14");
    facts.set("requester.who", "**Bold** {{ signer.name }} \u{202E}txet\u{0007} *x*");
    let letter = compose(text, &facts, &sample::free("L14")).unwrap();
    assert!(words(&letter).contains("**Bold** {{ signer.name }} txet  *x*"), "{}", words(&letter));
}

#[test]
fn copies_of_a_privileged_memo_are_refused() {
    let mut facts = sample::facts("L14");
    facts.set("copies", vec!["Someone".to_owned()]);
    let refused = compose(sample::catalogue().text("L14").unwrap(), &facts, &sample::free("L14"));
    assert_eq!(refused, Err(ComposeError::CopiesNotAllowed));
}

#[test]
fn facts_of_the_wrong_kind_are_named() {
    let mut facts = sample::facts("L25");
    facts.set("booking.table", "no table");
    let refused = compose(sample::catalogue().text("L25").unwrap(), &facts, &BTreeMap::new());
    assert!(matches!(refused, Err(ComposeError::WrongKind { name, .. }) if name == "booking.table"));
    assert!(compose(sample::catalogue().text("L25").unwrap(), &Facts::new(), &BTreeMap::new()).is_err());
}

#[test]
fn letter_texts_are_refused_with_file_and_line() {
    let good =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/letters/L25.toml"))
            .unwrap();
    for (from, to, expected) in [
        ("closing =", "closing_words = \"x\"\nclosing =", "unknown field"),
        ("{{ booking.what }}", "{{ booking.where }}", "not explained"),
        ("{{ booking.what }}", "{% if x %}{{ booking.what }}{% endif %}", "only {{ name }}"),
        ("{{ booking.what }}", "{{ booking.what", "not closed"),
        ("id = \"only-form\"", "id = \"asked\"", "used twice"),
        ("blocks = [\"booking\"]", "blocks = [\"bookings\"]", "names no block"),
        ("kind = \"fixed\"\ntext = \"This", "kind = \"chosen\"\ntext = \"This", "needs `when`"),
        ("closing = \"Sincerely,\"\n", "", "a letter has a salutation and a closing"),
    ] {
        assert!(good.contains(from), "{from}");
        let problems = load_text("a.toml", &good.replacen(from, to, 1)).expect_err(to);
        assert!(problems.iter().any(|p| p.message.contains(expected)), "{expected}: {problems:?}");
        assert!(problems[0].to_string().starts_with("a.toml, line "), "{}", problems[0]);
    }
}

#[test]
fn no_text_names_a_library() {
    for text in sample::catalogue().texts() {
        let all: String = text.blocks().iter().map(|b| b.text.as_str()).collect();
        assert!(!all.contains("Public Library"), "{} names a library", text.id());
        assert!(
            !all.contains("Iowa"),
            "{}: law stands under [cite], so that another state is another table",
            text.id()
        );
    }
}
