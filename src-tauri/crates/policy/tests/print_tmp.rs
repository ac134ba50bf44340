//! t
mod desk;
#[test]
fn p() {
    for table in desk::table::tables() {
        for case in &table.cases {
            let r = desk::table::reply(desk::pack(), &table, case);
            let j = |v: Vec<&str>| v.iter().map(|x| format!("\"{x}\"")).collect::<Vec<_>>().join(", ");
            println!("@@{}@@{}", table.type_code, case.says);
            println!(
                "modifiers = [{}]",
                r.modifiers.iter().map(|m| serde_json::to_string(m).unwrap()).collect::<Vec<_>>().join(", ")
            );
            println!("letters = [{}]", j(desk::letters(&r)));
            println!(
                "later = [{}]",
                j(r.letters.iter().filter(|l| !l.mandatory).map(|l| l.code.as_str()).collect())
            );
            println!("plannable = [{}]", j(r.plannable.iter().map(|l| l.as_str()).collect()));
            println!(
                "gates = [{}]",
                j(r.gates
                    .iter()
                    .filter(|g| g.state != domain::GateState::Grey)
                    .map(|g| g.id.as_str())
                    .collect())
            );
            println!("blocked_by = [{}]", j(desk::table::blocking(&r)));
            println!("stops = [{}]", j(r.stops.iter().map(String::as_str).collect()));
            println!("cites = [{}]", j(r.citations.iter().map(|c| c.label.as_str()).collect()));
            let d: Vec<_> =
                r.clocks.iter().map(|c| format!("{} = \"{}\"", c.reading.id, c.reading.due.date())).collect();
            println!("due = {{ {} }}", d.join(", "));
        }
    }
    for (code, kind) in &desk::pack().types {
        let r = policy::reach(desk::pack(), code);
        println!("##\n[[table]]\ntype = \"{code}\"\nrows = [");
        for (row, n) in kind.rows.iter().zip(r) {
            println!("  {{ row = \"{}\", takes = {n} }},", row.code);
        }
        println!("]");
    }
}
