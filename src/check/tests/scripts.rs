//! Functions in `rules/*.rhai`.

use super::*;

/// Checks the base with a formula that calls a function, and a rules file of the pack.
fn check_script(rhai: &str, is: &str) -> (Option<Policy>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let mut faults = Vec::new();
    let mut pack = pack_of("pack.yaml", &with(&formula("mnkr", is)), &mut sources, &mut faults).unwrap();
    pack.scripts = vec![sources.add("rules/f.rhai", rhai)];
    let policy = check(pack, &mut (), &[], &mut sources, &mut faults);
    (policy, faults, sources)
}

fn wrong_script(rhai: &str, is: &str, expected: &[(Code, &str)]) {
    let (_, faults, sources) = check_script(rhai, is);
    let expected: Vec<(Code, String)> = expected.iter().map(|(c, t)| (*c, (*t).to_owned())).collect();
    assert_eq!(errors(&faults, &sources), expected, "{faults:#?}");
}

#[test]
fn a_transparent_function_is_part_of_the_formula() {
    let (policy, faults, _) =
        check_script("fn dubbla(x) { let y = x + x; if y > 0 { y } else { 0 } }", "dubbla(skatter)");
    let policy = policy.unwrap_or_else(|| panic!("{faults:#?}"));
    assert!(policy.scripts.is_empty());
}

#[test]
fn a_fault_inside_a_function_is_shown_in_its_file_and_where_it_is_called() {
    let (_, faults, sources) = check_script("fn dubbla(belopp_1) { belopp_2 + belopp_1 }", "dubbla(skatter)");
    let fault = faults.iter().find(|f| f.code == Code::UnknownName).unwrap();
    assert_eq!(sources.place(fault.span()), "rules/f.rhai:1:23");
    assert_eq!(fault.help.as_ref().unwrap().sv, "menade du `belopp_1`?");
    assert_eq!(sources.slice(fault.labels[1].span), "dubbla(skatter)");
}

#[test]
fn functions_and_their_faults() {
    wrong_script("fn f2(x) { x }\nfn f2(x, y) { x }", "f2(skatter)", &[(Code::DuplicateName, "f2")]);
    wrong_script("fn summa(x) { x }", "skatter", &[(Code::BadName, "summa")]);
    wrong_script("fn g(x) { x", "skatter", &[(Code::FormulaSyntax, "")]);
    wrong_script("let x = 1;", "skatter", &[(Code::FormulaNotAllowed, "let")]);
    wrong_script("fn g(x) { x }", "g(skatter, skatter)", &[(Code::WrongArguments, "g(skatter, skatter)")]);
    wrong_script("fn g(x) { h(x) } fn h(x) { g(x) }", "g(skatter)", &[(Code::Cycle, "g")]);
    wrong_script("fn g(x) { föregående(x) }", "g(skatter)", &[(Code::FormulaNotAllowed, "x")]);
}

const LOOP: &str = "fn upprepa(x, n) { let y = x; for i in 0..3 { y += x; } y }";

#[test]
fn an_opaque_function_declares_what_goes_in_and_out() {
    wrong_script(LOOP, "upprepa(skatter, 2)", &[(Code::FormulaNotAllowed, "upprepa")]);
    let declared = |lines: &str| format!("{lines}\n{LOOP}");
    let (policy, faults, _) =
        check_script(&declared("/// args: mnkr, st\n/// unit: mnkr"), "upprepa(skatter, vårdplatser)");
    let policy = policy.unwrap_or_else(|| panic!("{faults:#?}"));
    assert_eq!(policy.scripts.len(), 1);
    assert_eq!(policy.scripts[0].function, "upprepa");
    wrong_script(&declared("/// args: mnkr\n/// unit: mnkr"), "skatter", &[(Code::WrongArguments, "upprepa")]);
    wrong_script(&declared("/// args: mkr, st\n/// unit: mnkr"), "skatter", &[(Code::UnknownUnit, "upprepa")]);
    wrong_script(
        &declared("/// args: mnkr, st\n/// unit: mnkr"),
        "upprepa(nöjda, vårdplatser)",
        &[(Code::WrongUnit, "nöjda")],
    );
    wrong_script(
        &declared("/// args: mnkr, st\n/// unit: mnkr").replace("y += x", "y += z"),
        "skatter",
        &[(Code::ScriptError, "z")],
    );
}

#[test]
fn functions_that_blow_up_are_stopped() {
    let mut rhai = String::from("fn f0(x) { x + x }\n");
    for n in 1..60 {
        let before = n - 1;
        rhai.push_str(&format!("fn f{n}(x) {{ f{before}(x) + f{before}(x) }}\n"));
    }
    let (_, faults, sources) = check_script(&rhai, "f59(skatter)");
    let codes: Vec<Code> = errors(&faults, &sources).into_iter().map(|(c, _)| c).collect();
    assert_eq!(codes, [Code::FormulaNotAllowed]);
}
