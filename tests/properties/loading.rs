//! Whatever is in the files, reading them ends: in something to judge, or in faults that can be shown.

use proptest::prelude::*;
use riktlinje::cases;
use riktlinje::diagnostic::{Diagnostic, Sources, Span, render};
use riktlinje::formula::{parse_formula, parse_functions};
use riktlinje::language::Lang;
use riktlinje::pack;

use super::packs::everything_said;
use super::seed::{FILES, folder, unchanged};
use super::{Met, try_all};

/// Every diagnostic can be shown, in both languages, and stands inside its file, on whole letters.
fn show(diagnostics: &[Diagnostic], sources: &Sources) {
    for diagnostic in diagnostics {
        for label in &diagnostic.labels {
            let inside = match sources.get(label.span.file) {
                Some(file) => file.text.get(label.span.start as usize..label.span.end as usize).is_some(),
                None => label.span == Span::NOWHERE,
            };
            assert!(inside, "{diagnostic:?}");
        }
        for (lang, colour) in [(Lang::Sv, false), (Lang::En, true)] {
            let shown = render(diagnostic, sources, lang, colour);
            let first = diagnostic.message.get(lang).lines().next().unwrap_or_default();
            assert!(!first.is_empty() && shown.contains(diagnostic.code.as_str()), "{shown}");
        }
    }
}

/// Opens a pack, reads its figures, judges, reports, and runs its cases.
fn run_all(named: &str, met: &Met) {
    let found = pack::find(named).unwrap_or_else(|f| panic!("{:?}", f.diagnostics));
    match found.clone().open() {
        Ok(mut opened) => {
            show(&opened.policy.warnings, &opened.sources);
            match opened.own_figures() {
                Ok(figures) => {
                    met.count("judged", 1);
                    show(&figures.diagnostics, &opened.sources);
                    let said = everything_said(&opened, &figures);
                    assert!(!said.contains("\"-0\""), "a zero has no sign: {said}");
                }
                Err(faults) => {
                    met.count("figures refused", 1);
                    show(&faults.diagnostics, &faults.sources);
                }
            }
        }
        Err(faults) => {
            met.count("pack refused", 1);
            show(&faults.diagnostics, &faults.sources);
        }
    }
    match cases::test(found) {
        Ok(tested) => {
            show(&tested.diagnostics, &tested.sources);
            for case in &tested.cases {
                met.count(if case.passed() { "case passed" } else { "case failed" }, 1);
                show(&case.failures, &tested.sources);
            }
        }
        Err(faults) => show(&faults.diagnostics, &faults.sources),
    }
}

#[test]
fn the_seed_is_right() {
    let found = pack::find(&unchanged("seed")).unwrap();
    let said = |diagnostics: &[Diagnostic], sources: &Sources| {
        diagnostics.iter().map(|d| format!("{}: {}", sources.place(d.span()), d.message.en)).collect::<Vec<_>>()
    };
    let mut opened = found.clone().open().unwrap_or_else(|f| panic!("{:#?}", said(&f.diagnostics, &f.sources)));
    opened.own_figures().unwrap_or_else(|f| panic!("{:#?}", said(&f.diagnostics, &f.sources)));
    let tested = cases::test(found).unwrap();
    assert_eq!(said(&tested.diagnostics, &tested.sources), [""; 0]);
    for case in &tested.cases {
        assert_eq!(said(&case.failures, &tested.sources), [""; 0]);
    }
}

/// Words and signs that mean something somewhere.
const PIECES: &[&str] = &[
    "",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    ":",
    ": ",
    "- ",
    "\"",
    "'",
    "#",
    "!",
    "&",
    "*",
    "{",
    "}",
    "[",
    "]",
    ",",
    ";",
    "|",
    ">",
    "%",
    "@",
    "`",
    "---\n",
    "...",
    "..",
    "=",
    "==",
    "&&",
    "||",
    "(",
    ")",
    "+",
    "/",
    "<=",
    "0",
    "1",
    "2",
    "100",
    "-1",
    "0,5",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "2024",
    "2024-Q1",
    "2024-13",
    "9999",
    "0001-01-01",
    "..2023",
    "mnkr",
    "kr",
    "tkr",
    "p.e.",
    "kr/m²",
    "å",
    "a\u{30a}",
    "\u{301}",
    "\u{feff}",
    "\u{0}",
    "𝛑",
    "årets_resultat",
    "skatter",
    "nämnd",
    "föregående(",
    "medel_över_år(skatter, 2)",
    "vid(skatter, 2022)",
    "if ",
    " else ",
    "let x = ",
    "fn f(a) { f(a) }\n",
    "while true { }",
    "andel_av(1, 0)",
    "år",
    "total",
    "outcome",
    "prognos",
    "partly_met",
    "met",
    "pack:",
    "title:",
    "unit:",
    "is: ",
    "figures:",
    "rule: ",
    "null",
    "~",
    "yes",
    "true",
    "exact",
    "rounding",
    "for:",
    "each: nämnd",
    "uses: [kommunallagen]",
    "missing: ",
    "{resultat_andel}",
    "{{",
    "–",
    "−",
];

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(PIECES)
}

/// A change to a file; places are parts of its length.
#[derive(Debug, Clone)]
enum Edit {
    Insert(u16, &'static str),
    Replace(u16, u8, &'static str),
    /// Another line of the file instead.
    Line(u16, u16),
    Repeat(u16),
    Drop(u16),
    Byte(u16, u8),
}

fn edits() -> impl Strategy<Value = Edit> {
    let at = any::<u16>;
    prop_oneof![
        4 => (at(), piece()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        4 => (at(), 0_u8..=12, piece()).prop_map(|(at, length, piece)| Edit::Replace(at, length, piece)),
        3 => (at(), at()).prop_map(|(at, other)| Edit::Line(at, other)),
        2 => at().prop_map(Edit::Repeat),
        2 => at().prop_map(Edit::Drop),
        1 => (at(), any::<u8>()).prop_map(|(at, byte)| Edit::Byte(at, byte)),
    ]
}

impl Edit {
    fn make(&self, text: &mut Vec<u8>) {
        let place = |at: u16, length: usize| usize::from(at) * (length + 1) / 0x1_0000;
        let mut lines: Vec<Vec<u8>> = text.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
        match *self {
            Self::Insert(at, piece) => {
                let at = place(at, text.len());
                text.splice(at..at, piece.bytes());
            }
            Self::Replace(at, length, piece) => {
                let at = place(at, text.len());
                let end = text.len().min(at + usize::from(length));
                text.splice(at..end, piece.bytes());
            }
            Self::Byte(at, byte) => text.insert(place(at, text.len()), byte),
            Self::Line(..) | Self::Repeat(_) | Self::Drop(_) if lines.is_empty() => {}
            Self::Line(at, other) => {
                let (at, other) = (place(at, lines.len() - 1), place(other, lines.len() - 1));
                lines[at] = lines[other].clone();
                *text = lines.concat();
            }
            Self::Repeat(at) => {
                let at = place(at, lines.len() - 1);
                lines.insert(at, lines[at].clone());
                *text = lines.concat();
            }
            Self::Drop(at) => {
                lines.remove(place(at, lines.len() - 1));
                *text = lines.concat();
            }
        }
    }
}

/// The pack with one file changed.
#[derive(Debug, Clone)]
pub struct Changed {
    index: usize,
    text: Vec<u8>,
}

impl Changed {
    /// A folder of that name with it.
    pub fn folder(&self, name: &str) -> String {
        folder(name, |index| (index == self.index).then(|| self.text.clone()))
    }
}

/// Packs with a few changes to one file.
pub fn changed_packs() -> impl Strategy<Value = Changed> {
    let file = prop_oneof![Just(0_usize), 1..FILES.len()];
    (file, prop::collection::vec(edits(), 1..3)).prop_map(|(index, changes)| {
        let mut text = FILES[index].1.as_bytes().to_vec();
        changes.iter().for_each(|edit| edit.make(&mut text));
        Changed { index, text }
    })
}

#[test]
fn a_changed_pack_is_judged_or_refused() {
    let met = try_all(80, &changed_packs(), |pack, met| {
        run_all(&pack.folder("changed-pack"), met);
        Ok(())
    });
    met.at_least(1, &["judged", "pack refused", "figures refused", "case passed", "case failed"]);
}

#[test]
fn any_bytes_are_refused() {
    let pieces = prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat().into_bytes());
    let bytes = prop_oneof![prop::collection::vec(any::<u8>(), 0..300), pieces];
    let met = try_all(50, &(0..FILES.len(), bytes), |(index, text), met| {
        run_all(&Changed { index, text }.folder("any-bytes"), met);
        Ok(())
    });
    met.at_least(1, &["pack refused", "figures refused"]);
}

#[test]
fn any_text_is_a_formula_or_refused() {
    let pieces = prop::collection::vec(piece(), 0..12).prop_map(|pieces| pieces.concat());
    let text = prop_oneof![4 => pieces, 1 => any::<String>()];
    let met = try_all(1500, &text, |text, met| {
        // Places count in the text as it is normalised.
        let normalised: String = unicode_normalization::UnicodeNormalization::nfc(text.as_str()).collect();
        let inside = |start: usize, end: usize| normalised.get(start..end).is_some();
        match parse_formula(&text) {
            Ok(syntax) => {
                met.count("a formula", 1);
                prop_assert!(inside(syntax.start, syntax.end), "{text:?}: {syntax:?}");
            }
            Err(fault) => prop_assert!(inside(fault.start, fault.end), "{text:?}: {fault:?}"),
        }
        for file in [text.clone(), format!("fn f(a, b) {{ {text} }}"), format!("/// å\nfn g() {{ 1 }}\n{text}")] {
            let normalised: String = unicode_normalization::UnicodeNormalization::nfc(file.as_str()).collect();
            let inside = |start: usize, end: usize| normalised.get(start..end).is_some();
            let functions = match parse_functions(&file) {
                Ok(functions) => functions,
                Err(fault) => {
                    prop_assert!(inside(fault.start, fault.end), "{file:?}: {fault:?}");
                    continue;
                }
            };
            for function in functions {
                met.count("a function", 1);
                prop_assert_eq!(
                    normalised.get(function.start..function.end),
                    Some(function.name.as_str()),
                    "{:?}",
                    file
                );
                match function.body {
                    Ok(body) => prop_assert!(inside(body.start, body.end), "{file:?}: {body:?}"),
                    Err(fault) => prop_assert!(inside(fault.start, fault.end), "{file:?}: {fault:?}"),
                }
            }
        }
        Ok(())
    });
    met.at_least(20, &["a formula", "a function"]);
}
