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
