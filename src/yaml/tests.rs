//! Places of everything, and every trap.

use proptest::prelude::*;

use super::event::{What, events, keep, kept};
use super::*;
use crate::diagnostic::{Diagnostic, Sources};

fn parsed(text: &str) -> (Sources, Vec<Document>, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", text);
    let mut faults = Vec::new();
    let documents = parse(file, &sources, &mut faults);
    (sources, documents, faults)
}

/// The tree on one line a node: what was read, and in `⟨⟩` what stands in the file.
fn shown(text: &str) -> String {
    let (sources, documents, faults) = parsed(text);
    assert!(faults.is_empty(), "{faults:?}");
    let mut out = String::new();
    for node in documents.iter().flatten() {
        show(node, &sources, "", &mut out);
    }
    out
}

fn show(node: &Node, sources: &Sources, indent: &str, out: &mut String) {
    let place = sources.slice(node.span);
    let deeper = format!("{indent}  ");
    match &node.value {
        Value::Refused => out.push_str(&format!("{indent}refused ⟨{place}⟩\n")),
        Value::Scalar(scalar) => out.push_str(&format!("{indent}{:?} ⟨{place}⟩\n", scalar.text)),
        Value::Sequence(items) => {
            out.push_str(&format!("{indent}- ⟨{place}⟩\n"));
            for item in items {
                show(item, sources, &deeper, out);
            }
        }
        Value::Mapping(entries) => {
            out.push_str(&format!("{indent}: ⟨{place}⟩\n"));
            for entry in entries {
                let key = sources.slice(entry.key_span);
                out.push_str(&format!("{indent}{} ⟨{key}⟩\n", entry.key));
                show(&entry.node, sources, &deeper, out);
            }
        }
    }
}

#[test]
fn places_of_plain_values_and_of_lists_end_where_the_last_value_does() {
    let text = "år: två ord  # en kommentar\n\"å ä\":\n  - ett\n  - två  \n\n# slut\n";
    let expected = [
        ": ⟨år: två ord  # en kommentar\n\"å ä\":\n  - ett\n  - två⟩",
        "år ⟨år⟩",
        "  \"två ord\" ⟨två ord⟩",
        "å ä ⟨\"å ä\"⟩",
        "  - ⟨- ett\n  - två⟩",
        "    \"ett\" ⟨ett⟩",
        "    \"två\" ⟨två⟩",
        "",
    ];
    assert_eq!(shown(text), expected.join("\n"));
}

#[test]
fn places_of_quoted_values_have_the_quotes() {
    let text = "a: 'det''s'\r\nb: \"å \\\"x\\\"\"\r\nc: {d: 'e', f: [g, \"h\"]}\r\n";
    let expected = [
        ": ⟨a: 'det''s'\r\nb: \"å \\\"x\\\"\"\r\nc: {d: 'e', f: [g, \"h\"]}⟩",
        "a ⟨a⟩",
        "  \"det's\" ⟨'det''s'⟩",
        "b ⟨b⟩",
        "  \"å \\\"x\\\"\" ⟨\"å \\\"x\\\"\"⟩",
        "c ⟨c⟩",
        "  : ⟨{d: 'e', f: [g, \"h\"]}⟩",
        "  d ⟨d⟩",
        "    \"e\" ⟨'e'⟩",
        "  f ⟨f⟩",
        "    - ⟨[g, \"h\"]⟩",
        "      \"g\" ⟨g⟩",
        "      \"h\" ⟨\"h\"⟩",
        "",
    ];
    assert_eq!(shown(text), expected.join("\n"));
}

#[test]
fn places_of_blocks_are_their_lines() {
    let text = "a: |\n  år > 1\n    && å\n\nb: >-  # vikt\n  ett\n  två\n\nc: x\n  y\nd: |2\n   e\n";
    let expected = [
        ": ⟨a: |\n  år > 1\n    && å\n\nb: >-  # vikt\n  ett\n  två\n\nc: x\n  y\nd: |2\n   e⟩",
        "a ⟨a⟩",
        "  \"år > 1\\n  && å\" ⟨år > 1\n    && å⟩",
        "b ⟨b⟩",
        "  \"ett två\" ⟨ett\n  två⟩",
        "c ⟨c⟩",
        "  \"x y\" ⟨x\n  y⟩",
        "d ⟨d⟩",
        "  \" e\" ⟨ e⟩",
        "",
    ];
    assert_eq!(shown(text), expected.join("\n"));
}

#[test]
fn a_block_with_windows_line_ends_has_plain_ones_when_read() {
    let text = "a: |\r\n  år\r\n  till\r\n\r\nb: 1\r\n";
    let expected = [
        ": ⟨a: |\r\n  år\r\n  till\r\n\r\nb: 1⟩",
        "a ⟨a⟩",
        "  \"år\\ntill\" ⟨år\r\n  till⟩",
        "b ⟨b⟩",
        "  \"1\" ⟨1⟩",
        "",
    ];
    assert_eq!(shown(text), expected.join("\n"));
}

#[test]
fn a_list_begins_with_its_first_dash_also_when_it_is_not_indented() {
    let expected = [
        ": ⟨a:\n- -5 %\n-   b: 1\n- - c⟩",
        "a ⟨a⟩",
        "  - ⟨- -5 %\n-   b: 1\n- - c⟩",
        "    \"-5 %\" ⟨-5 %⟩",
        "    : ⟨b: 1⟩",
        "    b ⟨b⟩",
        "      \"1\" ⟨1⟩",
        "    - ⟨- c⟩",
        "      \"c\" ⟨c⟩",
        "",
    ];
    assert_eq!(shown("a:\n- -5 %\n-   b: 1\n- - c\n"), expected.join("\n"));
}

#[test]
fn documents_are_apart_and_an_empty_one_is_nothing() {
    let (_, documents, faults) = parsed("---\na: 1\n---\n# bara en kommentar\n---\nb: 2\n...\n");
    assert!(faults.is_empty());
    let there: Vec<bool> = documents.iter().map(Option::is_some).collect();
    assert_eq!(there, [true, false, true]);
    assert!(parsed("").1.is_empty());
    assert!(parsed("# inget\n").1.is_empty());
}

#[test]
fn a_letter_written_as_two_characters_is_one_letter() {
    let (_, _, faults) = parsed("a\u{30a}r: 1\n\u{e5}r: 2\n");
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].code.as_str(), "duplicate-key");
    assert!(shown("x: a\u{30a}r\n").contains("\"\u{e5}r\""));
}

/// Text, code, underlined text, part of the help.
const TRAPS: &[(&str, &str, &str, &str)] = &[
    // the formula would lose its first word
    ("when: !finns(x)\n", "yaml-tag", "!finns(x)", "saknas(x)"),
    ("when: !finns(x) > 1\n", "yaml-tag", "!finns(x)", "inte("),
    ("a: {b: !(x)}\n", "yaml-tag", "!(x)", "citattecken"),
    ("a: !!str 5\n", "yaml-tag", "!!str", "citattecken"),
    ("a: !x\n  b: c\n", "yaml-tag", "!x", "citattecken"),
    ("a: !är_klar\n", "yaml-tag", "!är_klar", "inte("),
    ("a: {b: !är_klar}\n", "yaml-tag", "!är_klar", "inte("),
    ("a: && x\n", "yaml-anchor", "&&", "ankare används inte"),
    ("a: &x y\n", "yaml-anchor", "&x", "ankare används inte"),
    ("a: &x\n  b: c\n", "yaml-anchor", "&x", "ankare används inte"),
    ("&x a: b\n", "yaml-anchor", "&x", "ankare används inte"),
    ("a: & x\n", "yaml-anchor", "&", "ankare används inte"),
    ("a: *x\n", "yaml-anchor", "*x", "upprepa värdet"),
    ("- *å\n", "yaml-anchor", "*å", "upprepa värdet"),
    ("a: * x\n", "yaml-anchor", "*", "upprepa värdet"),
    // the comma would split
    ("a: {value: 2,5}\n", "split-value", "5", "citattecken"),
    ("a: {is: max(0, x)}\n", "split-value", "x)", "en nyckel per rad"),
    ("a: {is: b, says: Nej, då}\n", "split-value", "då", "citattecken"),
    ("a: [0,5]\n", "bare-numbers", "[0,5]", "0,5 mnkr"),
    ("a: [-0,5]\n", "bare-numbers", "[-0,5]", "0,5 mnkr"),
    ("a: [1000,5000]\n", "bare-numbers", "[1000,5000]", "hakparenteser"),
    ("a: [8 794,25 tkr]\n", "bare-numbers", "[8 794,25 tkr]", "hakparenteser"),
    // nothing said
    ("å:\n", "empty-value", "å", "ta bort nyckeln"),
    ("a: ~\n", "empty-value", "a", "ta bort nyckeln"),
    ("a: null\n", "empty-value", "a", "ta bort nyckeln"),
    ("a: ''\n", "empty-value", "a", "ta bort nyckeln"),
    ("a: {b: , c: 1}\n", "empty-value", "b", "ta bort nyckeln"),
    ("a: []\n", "empty-value", "a", "ta bort nyckeln"),
    ("a: {}\n", "empty-value", "a", "ta bort nyckeln"),
    ("a: |\nb: 1\n", "empty-value", "a", "ta bort nyckeln"),
    ("-\n- b\n", "empty-value", "-", "ta bort raden"),
    ("a:\n- # inget\n- b\n", "empty-value", "-", "ta bort raden"),
    ("- b\n- ''\n", "empty-value", "''", "ta bort raden"),
    ("a: 1\nb: 2\na: 3\n", "duplicate-key", "a", "ta bort den ena"),
    ("[a]: 1\n", "wrong-shape", "[a]", "citattecken"),
    // not YAML
    ("a: %x\n", "yaml-syntax", "%x", "`%`"),
    ("a: Mål: minst 2 %\n", "yaml-syntax", ": minst 2 %", "`: `"),
    ("a: > 5\n", "yaml-syntax", "> 5", "`>`"),
    ("a: - 5\n", "yaml-syntax", "- 5", "`- `"),
    ("a: \"x\" + y\n", "yaml-syntax", "+ y", "citattecken"),
    ("a:\n  b: 1\n c: 2\n", "yaml-syntax", "c: 2", "indraget"),
    ("a:\n\tb: 1\n", "yaml-syntax", "\t", "mellanslag"),
    ("a:\n  b: 1\n \tc: 2\n", "yaml-syntax", " \t", "mellanslag"),
    ("%YAML 1.2\n---\na: 1\n", "yaml-syntax", "%YAML 1.2", "`%`"),
];

#[test]
fn every_trap_is_one_fault_with_its_place_and_its_help() {
    for (text, code, underlined, help) in TRAPS {
        let (sources, _, faults) = parsed(text);
        let [fault] = faults.as_slice() else {
            panic!("{text:?} gave {faults:?}");
        };
        assert_eq!(fault.code.as_str(), *code, "{text:?}");
        assert_eq!(sources.slice(fault.span()), *underlined, "{text:?}");
        let given = fault.help.as_ref().map_or("", |help| help.sv.as_str());
        assert!(given.contains(help), "{text:?}: {given}");
    }
}

#[test]
fn a_duplicate_key_shows_both_places_and_keeps_the_first_value() {
    let (sources, documents, faults) = parsed("a: 1\nb: 2\na: 3\n");
    let lines: Vec<String> = faults[0].labels.iter().map(|l| sources.place(l.span)).collect();
    assert_eq!(lines, ["a.yaml:3:1", "a.yaml:1:1"]);
    let Some(Node { value: Value::Mapping(entries), .. }) = &documents[0] else {
        panic!("{documents:?}");
    };
    assert_eq!(entries.len(), 2);
}

#[test]
fn years_may_stand_in_a_list() {
    assert!(parsed("a: [2024, 2025]\nb: [2024-03, ett, -x]\n").2.is_empty());
}

#[test]
fn what_comes_before_a_syntax_error_is_still_checked() {
    let (_, documents, faults) = parsed("a: 1\n---\nb: {c: 2,5}\nd: 'x\n");
    let codes: Vec<&str> = faults.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["split-value", "yaml-syntax"]);
    assert_eq!(documents.len(), 1, "the broken document is left out");
}

#[test]
fn deep_nesting_is_a_fault() {
    for text in ["[".repeat(10_000), "- ".repeat(10_000), "{a: ".repeat(10_000)] {
        assert_eq!(parsed(&text).2[0].code.as_str(), "yaml-syntax");
    }
}

/// The scalar that `a` is, and the place in the file of a part of it.
fn position(text: &str, part: &str) -> Option<(usize, usize)> {
    let (sources, documents, _) = parsed(text);
    let Some(Node { value: Value::Mapping(entries), .. }) = &documents[0] else {
        panic!("{documents:?}");
    };
    let Value::Scalar(scalar) = &entries[0].node.value else {
        panic!("{entries:?}");
    };
    let span = entries[0].node.span;
    let offset = scalar.text.find(part).unwrap();
    let at = Positions::of(sources.slice(span), &scalar.text).at(offset)?;
    let place = span.part(at, at);
    Some(sources.get(span.file).unwrap().line_column(place.start))
}

#[test]
fn a_place_in_a_scalar_is_found_in_the_file() {
    let cases = [
        ("a: å + mål * 2\n", (1, 8)),
        ("a: å\n   + mål\n", (2, 6)),
        ("a: å\r\n\r\n   + mål\r\n", (3, 6)),
        ("a: 'å + mål'\n", (1, 9)),
        ("a: \"å +\n  mål\"\n", (2, 3)),
        ("a: 'å == ''x'' + mål'\n", (1, 18)),
        ("a: \"å == \\\"x\\\\\\\" + mål\"\n", (1, 20)),
        ("a: |\n  å\n    + mål\n", (3, 7)),
        ("a: |-\r\n  å +\r\n\r\n  mål\r\n", (4, 3)),
        ("a: >  # varför\n  å +\n  mål\n\nb: 1\n", (3, 3)),
        ("a: |\n  'å' + mål\n", (2, 9)),
    ];
    for (text, expected) in cases {
        assert_eq!(position(text, "mål"), Some(expected), "{text:?}");
    }
}

#[test]
fn the_end_of_a_scalar_is_the_end_of_its_last_word() {
    assert_eq!(Positions::of("å +", "å +").at(4), Some(4));
    assert_eq!(Positions::of("\"å +\"", "å +").at(4), Some(5));
    assert_eq!(Positions::of("å +\n   x", "å + x").at(4), Some(4), "the space after the sign");
}

#[test]
fn no_place_is_made_up_for_a_scalar_that_differs() {
    assert_eq!(Positions::of(r#""\u00e5 + x""#, "å + x").at(5), None);
    assert_eq!(Positions::of("a\u{30a} + x", "å + x").at(5), None);
    assert_eq!(Positions::of("x + y", "x").at(0), None);
    assert_eq!(Positions::of("x", "x").at(7), None);
    assert_eq!(Positions::of("å", "å").at(1), None, "inside a letter");
}

proptest! {
    #[test]
    fn no_text_makes_parsing_panic(text in "[-a-c å:{}\\[\\],&*!|>'\"%@#?~0-9\\n\\r\\t ]{0,60}") {
        let (sources, documents, faults) = parsed(&text);
        let mut out = String::new();
        for node in documents.iter().flatten() {
            show(node, &sources, "", &mut out);
        }
        for fault in faults {
            let span = fault.span();
            prop_assert!(sources.text(span.file).get(span.start as usize..span.end as usize).is_some());
        }
    }

    #[test]
    fn no_text_makes_a_position_panic(raw in "\\PC{0,20}", scalar in "\\PC{0,20}", offset in 0_usize..30) {
        if let Some(at) = Positions::of(&raw, &scalar).at(offset) {
            prop_assert!(raw.is_char_boundary(at));
        }
    }
}

/// What is kept of a text is what is read of it.
fn kept_as_read(text: &str) -> bool {
    let Some(bytes) = keep(text) else { return false };
    let read: Vec<_> = events(text).map(|event| event.expect("only whole files are kept")).collect();
    let kept: Vec<_> = kept(&bytes, text).collect();
    // How much a structure holds is known beforehand only of what was kept.
    let mut unknown = kept.clone();
    for event in &mut unknown {
        if let What::Sequence { holds, .. } | What::Mapping { holds, .. } = &mut event.what {
            *holds = 0;
        }
    }
    assert_eq!(unknown, read, "{text}");
    for (at, event) in kept.iter().enumerate() {
        let (holds, each) = match event.what {
            What::Sequence { holds, .. } => (holds, 1),
            What::Mapping { holds, .. } => (holds, 2),
            _ => continue,
        };
        let (mut depth, mut inside) = (0, 0);
        for next in &kept[at + 1..] {
            match next.what {
                What::End if depth == 0 => break,
                What::End => depth -= 1,
                What::Sequence { .. } | What::Mapping { .. } => {
                    inside += usize::from(depth == 0);
                    depth += 1;
                }
                _ => inside += usize::from(depth == 0),
            }
        }
        assert_eq!(holds * each, inside, "{text}");
    }
    true
}

#[test]
fn every_way_to_write_a_value_is_kept_as_it_was_read() {
    assert!(kept_as_read(
        "a: 1\nb: [x, 'y''z', \"å\\n\"]\nc: {d: e}\nf: |\n  två\n  rader\ng: >\n  en\n  rad\n---\n- h\n# slut\n"
    ));
    assert!(kept_as_read(""));
    for told in ["a: !x y", "a: &x y", "a: *x", "a: [", "\u{feff}a: b"] {
        assert!(!kept_as_read(told), "{told}");
    }
}

proptest! {
    #[test]
    fn any_text_is_kept_as_it_was_read_or_not_at_all(text in "[a-zå:\\-\\[\\]{}'\"|>#!&*, \n]{0,60}") {
        kept_as_read(&text);
    }
}
