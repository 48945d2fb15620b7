//! Whatever is in a file, loading ends, and what it says is inside the files.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Span;
use crate::figures::{CellFacts, TableRows};

fn load_anything(name: &str, text: &str) -> Read {
    read_with(&[(name, text)], |_| {
        let facts = |figure: &str| CellFacts {
            figure: Some(figure.to_owned()),
            period: Some("2024".to_owned()),
            ..CellFacts::default()
        };
        vec![Table {
            name: "wide.csv".to_owned(),
            file: None,
            sheet: None,
            range: None,
            rows: TableRows::Dimension("projekt".into()),
            heading_rows: 2,
            columns: vec![("A / B".to_owned(), facts("projektkostnad")), ("A".to_owned(), facts("soliditet"))],
            row_columns: Vec::new(),
            all: CellFacts::default(),
            dash_is_zero: true,
            empty_is_nothing: false,
            ignored_rows: Vec::new(),
            ignored_columns: Vec::new(),
            negated_rows: Vec::new(),
            negated_columns: Vec::new(),
            total: None,
            span: Span::NOWHERE,
        }]
    })
}

fn check(read: &Read) {
    let inside = |span: Span| match read.sources.get(span.file) {
        Some(file) => file.text.get(span.start as usize..span.end as usize).is_some(),
        None => span == Span::NOWHERE,
    };
    for diagnostic in &read.loaded.diagnostics {
        assert!(diagnostic.labels.iter().all(|label| inside(label.span)), "{diagnostic:?}");
    }
    for figure in read.loaded.set.all() {
        assert!(figure.origins.iter().all(|origin| inside(origin.span)), "{figure:?}");
    }
}

/// Pieces of figures files in any order, so that the readers get beyond the heading.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = [
        "figure",
        "period",
        "value",
        "unit",
        "basis",
        "precision",
        "nämnd",
        "projekt",
        "note",
        ";",
        ";",
        ";",
        "\n",
        "\n",
        "\"",
        ",",
        "\t",
        "\r",
        "-",
        "–",
        "1",
        "0,5",
        "79228162514264337593543950335",
        "0,0000000000000000000000000001",
        " mnkr",
        " %",
        " st",
        "tkr",
        "årets_resultat",
        "Soliditet",
        "HSN",
        "2024",
        "2024-Q1",
        "..",
        "9999-12",
        "utfall",
        "exact",
        "A",
        "B",
        "values:",
        "figures:",
        "assessed:",
        "  - ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "---",
        "where: ",
        "missing: ",
        " ",
        "\u{a0}",
        "#",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|all| all.concat())
}

/// A long file with the right heading and anything in its cells.
fn long_file() -> impl Strategy<Value = String> {
    let cell = |words: &'static [&'static str]| prop::sample::select(words);
    let number = "[-−–]?[0-9]{1,29}([,.][0-9]{1,28})?";
    let row = (
        cell(&["årets_resultat", "Soliditet", "anställda", "intäkter", "nöjd_kund", ""]),
        cell(&["2024", "2024-03", "2024-03-31", "2024-T3", "0000", "2024-01..2023-01", "9999"]),
        number,
        cell(&["", "mnkr", "mdkr", "kr", "%", "p.e.", "personer"]),
        cell(&["", "exact", "0", "0,5", "-1", "0,0000000000000000000000000001"]),
    );
    let row = row.prop_map(|(f, p, v, u, w)| format!("{f};{p};{v};{u};{w}\n"));
    prop::collection::vec(row, 0..12).prop_map(|rows| format!("figure;period;value;unit;precision\n{}", rows.concat()))
}

proptest! {
    #[test]
    fn any_bytes_are_loaded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        for name in ["a.csv", "wide.csv", "a.yaml"] {
            check(&load_anything(name, &text));
        }
    }

    #[test]
    fn any_pieces_of_files_are_loaded_or_refused(text in pieces()) {
        for name in ["a.csv", "wide.csv", "a.yaml"] {
            check(&load_anything(name, &text));
        }
    }

    #[test]
    fn any_cells_are_loaded_or_refused(text in long_file()) {
        let read = load_anything("a.csv", &text);
        check(&read);
        let rows = text.lines().count() - 1;
        let origins: usize = read.loaded.set.all().iter().map(|f| f.origins.len()).sum();
        // No row vanishes: each is a figure or has a fault.
        prop_assert!(origins + read.loaded.diagnostics.len() >= rows);
    }
}
