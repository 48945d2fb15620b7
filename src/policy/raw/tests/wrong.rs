//! What a wrong pack is told: code, place and help.

use proptest::prelude::*;

use super::decoded;

const HEAD: &str = "pack: p\nformat: 1\ntitle: T\nvalid: 2024\n";

/// The cases of a file: after `===` the code, the underlined text and a part of the help in Swedish, and below it what stands after the head.
/// Each is one fault and no more, and no pack is handed out.
fn each_is_one_fault(cases: &str) {
    let (before, cases) = cases.split_once("=== ").unwrap();
    assert!(before.is_empty());
    for case in cases.split("\n=== ") {
        let (expected, text) = case.split_once('\n').unwrap();
        let [code, underlined, help] = expected.split(" | ").collect::<Vec<_>>()[..] else {
            panic!("{expected}");
        };
        let whole = format!("{HEAD}{text}");
        let (sources, pack, faults) = decoded(&[&whole]);
        let [fault] = faults.as_slice() else {
            panic!("{text} gave {faults:#?}");
        };
        assert_eq!(fault.code.as_str(), code, "{text}");
        assert_eq!(sources.slice(fault.span()), underlined, "{text}");
        let given = fault.help.as_ref().map_or("", |help| help.sv.as_str());
        assert!(given.contains(help), "{text}: {given}");
        assert!(pack.is_none(), "{text}");
    }
}

#[test]
fn traps_of_yaml() {
    each_is_one_fault(include_str!("wrong/traps.txt"));
}

#[test]
fn keys_that_the_format_does_not_know() {
    each_is_one_fault(include_str!("wrong/unknown.txt"));
}

#[test]
fn keys_that_are_missing() {
    each_is_one_fault(include_str!("wrong/missing.txt"));
}

#[test]
fn keys_that_do_not_go_together() {
    each_is_one_fault(include_str!("wrong/together.txt"));
    let two = format!("{HEAD}indicators:\n- indicator: i\n  title: T\n  above: 1 %\n  below: 2 %\n");
    let (sources, _, faults) = decoded(&[&two]);
    let places: Vec<&str> = faults[0].labels.iter().map(|l| sources.slice(l.span)).collect();
    assert_eq!(places, ["below", "above"]);
    let message = &faults[0].message;
    assert_eq!(message.sv, "`below` och `above` går inte ihop");
}

#[test]
fn values_of_another_shape() {
    each_is_one_fault(include_str!("wrong/shape.txt"));
}

#[test]
fn words_outside_their_list() {
    each_is_one_fault(include_str!("wrong/words.txt"));
}

#[test]
fn names_that_cannot_be_names() {
    each_is_one_fault(include_str!("wrong/names.txt"));
    let (sources, _, faults) = decoded(&["pack: Region Åre\nformat: 1\ntitle: T\nvalid: 2024\n"]);
    assert_eq!((faults[0].code.as_str(), sources.slice(faults[0].span())), ("bad-name", "Region Åre"));
}

/// Codes and underlined texts, in order.
fn faults_of(texts: &[&str]) -> Vec<(String, String)> {
    let (sources, pack, faults) = decoded(texts);
    assert!(pack.is_none());
    faults.iter().map(|f| (f.code.as_str().to_owned(), sources.slice(f.span()).to_owned())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn a_pack_without_a_head() {
    assert_eq!(
        faults_of(&["figures:\n  a: {title: T, unit: st, measured: at}\n"]),
        pairs(&[("missing-key", "figures")])
    );
    assert_eq!(
        faults_of(&["figures:\n  a: {title: T, unit: st, measured: at}\n", "format: 1\ntitle: T\n"]),
        pairs(&[("missing-key", "format")])
    );
    assert_eq!(faults_of(&[]), pairs(&[("missing-key", "")]));
    assert_eq!(faults_of(&["pack: p\n"]), pairs(&[("missing-key", "pack"); 3]));
}

#[test]
fn a_file_that_cannot_be_read_does_not_also_lack_a_head() {
    assert_eq!(faults_of(&["pack: p: q\n"]), pairs(&[("yaml-syntax", ": q")]));
}

#[test]
fn all_faults_of_all_files_come_at_once() {
    let first = format!("{HEAD}titel: X\nfigures:\n  f:\n    unit: st\n    measured: vid\n    sing: \"-\"\n");
    let second = "goals:\n- goal: g\n  title: T\n  indicators:\n  - indicator: i\n    scale: {band: {}}\n";
    let expected = [
        ("empty-value", "band"),
        ("missing-key", "f"),
        ("bad-value", "vid"),
        ("unknown-key", "sing"),
        ("unknown-key", "titel"),
        ("missing-key", "goal"),
        ("missing-key", "indicator"),
    ];
    assert_eq!(faults_of(&[&first, second]), pairs(&expected));
}

/// A line of YAML that may well be a part of a pack.
fn line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "pack",
        "format",
        "title",
        "valid",
        "uses",
        "defaults",
        "scale",
        "for",
        "where",
        "figures",
        "formulas",
        "is",
        "parameters",
        "values",
        "goals",
        "goal",
        "indicators",
        "indicator",
        "at_least",
        "between",
        "requirements",
        "that",
        "all",
        "statements",
        "lines",
        "sum",
        "assessments",
        "groups",
        "rules",
        "å",
    ]);
    let value = prop::sample::select(vec!["", "x", "[a, b]", "{a: b}", "{", "!x", "|", "'", "2,5", "- y"]);
    let start = prop::sample::select(vec!["", "  ", "    ", "- ", "  - ", "---\n"]);
    (start, key, value).prop_map(|(start, key, value)| format!("{start}{key}: {value}\n"))
}

proptest! {
    #[test]
    fn no_text_makes_decoding_panic(lines in prop::collection::vec(line(), 0..20), noise in "\\PC{0,12}") {
        let (sources, pack, faults) = decoded(&[&lines.concat(), &noise]);
        prop_assert_eq!(pack.is_none(), !faults.is_empty());
        for label in faults.iter().flat_map(|fault| &fault.labels) {
            let text = sources.text(label.span.file);
            prop_assert!(text.get(label.span.start as usize..label.span.end as usize).is_some());
        }
    }
}
