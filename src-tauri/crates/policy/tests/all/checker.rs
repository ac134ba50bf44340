//! The checker accepts the pack and says what it tried.

#[test]
fn the_pack_is_sound() {
    let report = policy::check(crate::desk::pack(), &crate::desk::files());
    let problems: Vec<_> = report.problems.iter().map(ToString::to_string).collect();
    assert!(report.is_sound(), "{}", problems.join("\n"));
    assert_eq!(
        report.invariants.len(),
        18,
        "sixteen invariants, “not sure” at the gates, and the demands of the provisions"
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
