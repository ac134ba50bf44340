//! The checker accepts the pack and says what it tried.

#[test]
fn the_pack_is_sound() {
    let report = policy::check(crate::desk::pack(), &crate::desk::files());
    let problems: Vec<_> = report.problems.iter().map(ToString::to_string).collect();
    assert!(report.is_sound(), "{}", problems.join("\n"));
    assert_eq!(
        report.invariants.len(),
        22,
        "sixteen invariants, “not sure” at the gates, demands, openings, parameters, roads and own parts"
    );
    assert!(report.total() > 10_000, "{:?}", report.combinations);
    println!("{:?}\n{:?}", report.combinations, report.reached);
    for invariant in &report.invariants {
        println!("{} {} {} {:?}", invariant.id, invariant.tried, invariant.holds, invariant.elsewhere);
        assert!(invariant.holds, "{}", invariant.id);
        assert!(
            invariant.tried > 0 || invariant.elsewhere.is_some(),
            "{} was tried on nothing",
            invariant.id
        );
    }
}

/// What the checker says of the pack with one text in one file put in place of another.
fn broken_by(file: &str, find: &str, put: &str) -> Vec<String> {
    let mut files = crate::desk::files();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(find), "{find} is not in {file}");
    *text = text.replacen(find, put, 1);
    let pack = policy::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
    policy::check(&pack, &files).problems.iter().map(|problem| problem.message.clone()).collect()
}

#[test]
fn no_row_opens_by_an_age_whatever_its_exception_is_called() {
    let said = broken_by(
        "types/PAR.toml",
        "exception = \"own-obligation\"",
        "also = { PA2 = [\"under-18-own-card\"] }\nexception = \"own-obligation\"",
    );
    assert!(said.iter().any(|words| words.contains("INV-9") && words.contains("reads an age")), "{said:?}");
}

#[test]
fn nothing_personal_opens_for_an_answer_that_speaks_of_marketing() {
    let said = broken_by(
        "types/COL.toml",
        "when = { K-a = [\"closed\", \"never\", \"other-creditor\", \"resale\"] }",
        "when = { K-a = [\"closed\", \"never\", \"other-creditor\"] }",
    );
    assert!(said.iter().any(|words| words.contains("INV-5") && words.contains("marketing")), "{said:?}");
}

#[test]
fn a_question_that_allows_too_many_answers_at_once_is_refused_and_not_tried_in_part() {
    let more: String =
        (0..17).map(|at| format!("  {{ code = \"x{at}\", label = \"X\", preview = \"X.\" }},\n")).collect();
    let mut files = crate::desk::files();
    let text = files.get_mut("types/MTG.toml").unwrap();
    let first = "options = [\n  { code = \"booking-contact\"";
    assert!(text.contains(first));
    *text = text.replacen(first, &format!("options = [\n{more}  {{ code = \"booking-contact\""), 1);
    let line = text.lines().position(|line| line == "code = \"MQ2\"").unwrap() + 1;
    let pack = policy::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
    let problems = policy::check(&pack, &files).problems;
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert!(problem.message.starts_with("MQ2 allows several of 21 answers"), "{}", problem.message);
    assert_eq!((problem.file.as_str(), problem.line), ("types/MTG.toml", line));
}

/// A second question about an age is read as the first is.
#[test]
fn no_row_opens_by_any_of_several_ages() {
    let mut pack = crate::desk::pack().clone();
    let kind = pack.types.get_mut(&"COL".into()).unwrap();
    let age = kind.questions.iter().position(|question| question.code.as_str() == "K-c").unwrap();
    kind.questions[age].age = true;
    // It comes before the other, and leads from counsel to counsel.
    let mut first = kind.questions[age].clone();
    first.code = "A-age".into();
    kind.questions.push(first);
    let mut row = kind.last_row().clone();
    (row.otherwise, row.code) = (false, "CO-9".into());
    row.when.insert("A-age".to_owned(), vec!["minor".to_owned()]);
    kind.rows.insert(kind.rows.len() - 1, row);
    crate::desk::keep_only(&mut pack, &["COL".into()]);
    let problems = policy::check(&pack, &crate::desk::files()).problems;
    let because = |code: &str| {
        let start = format!("INV-9 is broken by the row {code} of COL");
        let named = problems.iter().filter(|problem| problem.message.starts_with(&start));
        named.filter(|problem| problem.message.ends_with("it opens something because of an age.")).count()
    };
    assert!(because("CO-1") > 0, "{problems:?}");
    assert_eq!(because("CO-9"), 0, "{problems:?}");
}
