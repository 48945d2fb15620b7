//! Cells that a description names, by place or by a name of the workbook, and what must stand beside them.

use riktlinje::diagnostic::Code;
use rust_xlsxwriter::Workbook;

use super::book::{book, books};
use super::read;

const ROWS: &str = "Budget för regionen\n;Utfall 2023;Budget 2024\n;mnkr;mnkr\nResultat;1;2\nSkatter;3;4";

/// Reads a workbook by the entries of `cells:`.
fn cells(test: &str, workbook: &[u8], entries: &str) -> super::Read {
    read(&format!("named-{test}"), workbook, &format!("all: {{unit: mnkr}}\ncells:\n{entries}"))
}

/// `cells` with one cell, the result of 2024, and what stands beside it.
fn one(test: &str, rows: &str, cell: &str, beside: &str) -> super::Read {
    let entry = format!("  - {{cell: {cell}, {beside}, figure: resultat, period: 2024, basis: budget}}\n");
    cells(test, &book(rows), &entry)
}

/// That it is an error, and what is said with its help.
fn refused(read: &super::Read) -> (Code, String, String) {
    let (code, said) = read.error();
    (code, said, read.diagnostics[0].help.as_ref().unwrap().en.clone())
}

#[test]
fn a_cell_is_read_where_its_headings_stand() {
    let both = "heading: Resultat, column: Budget 2024";
    for (index, (cell, beside)) in [
        ("C4", "heading: Resultat"),
        ("C4", "column: budget  2024"),
        ("Blad1!$C$4", both),
        ("\"'Blad1'!C4\"", both),
        ("C4", "unchecked: Bladet har bara en siffra"),
        ("C4", "column: mnkr"),
    ]
    .into_iter()
    .enumerate()
    {
        let read = one(&format!("good-{index}"), ROWS, cell, beside);
        assert_eq!(read.figures(), ["resultat 2024 = 2 ±0.5 at budget.xlsx!Blad1!C4"], "{cell} {beside}");
    }
}

#[test]
fn a_cell_may_be_negated_and_have_its_own_unit() {
    let entries = "  - {cell: C5, heading: Skatter, figure: skatter, period: 2024, negate: true}\n  - {cell: B5, heading: Skatter, figure: skatter, period: 2023}\n";
    assert_eq!(
        cells("negate", &book(ROWS), entries).figures(),
        ["skatter 2023 = 3 ±0.5 at budget.xlsx!Blad1!B5", "skatter 2024 = -4 ±0.5 at budget.xlsx!Blad1!C5"]
    );
    let entries =
        "cells:\n  - {cell: C5, heading: Skatter, figure: nettokostnad, nämnd: Kulturnämnd, period: 2024, unit: tkr}\n";
    assert_eq!(
        read("named-unit", &book(ROWS), entries).figures(),
        ["nettokostnad[Kulturnämnd] 2024 = 0.004 ±0.0005 at budget.xlsx!Blad1!C5"]
    );
}

#[test]
fn a_row_that_has_moved_is_an_error_that_says_where_to() {
    let moved = ROWS.replace("Resultat;", "Intäkter;9;9\nResultat;");
    let (code, said, help) = refused(&one("moved", &moved, "C4", "heading: Resultat"));
    assert_eq!(code, Code::UnmatchedTable);
    assert_eq!(
        said,
        "error unmatched-table budget.xlsx!Blad1!C4: to the left of C4 there should be `Resultat`, but there is `Intäkter`"
    );
    assert_eq!(help, "`Resultat` is in A5: is C5 meant?");
    let (_, said, help) = refused(&one("moved-column", ROWS, "B4", "column: Budget 2024"));
    assert!(said.ends_with("above B4 there should be `Budget 2024`, but there is `mnkr`"), "{said}");
    assert_eq!(help, "`Budget 2024` is in C2: is C4 meant?");
    let (_, _, help) = refused(&one("likely", ROWS, "C4", "heading: Resultatt"));
    assert_eq!(help, "did you mean `Resultat`?");
}

#[test]
fn the_heading_of_another_table_is_not_the_cells_own() {
    let stacked = "Budget;2024\nResultat;2\nBudget;2025\nResultat;7";
    let (_, said, _) = refused(&one("stacked-year", stacked, "B4", "column: '2024'"));
    assert!(said.ends_with("above B4 there should be `2024`, but there is `2025`"), "{said}");
    let stacked = ";Budget\nResultat;2\n;Utfall\nResultat;7";
    let (_, said, _) = refused(&one("stacked", stacked, "B4", "column: Budget"));
    assert!(said.ends_with("above B4 there should be `Budget`, but there is `Utfall`"), "{said}");
    let (_, said, _) = refused(&one("beside", "Resultat;2;;Skatter;7", "E1", "heading: Resultat"));
    assert!(said.ends_with("to the left of E1 there should be `Resultat`, but there is `Skatter`"), "{said}");
    let account = one("account", "Resultat;Not 4;;2;3", "E1", "heading: Resultat");
    assert_eq!(account.figures(), ["resultat 2024 = 3 ±0.5 at budget.xlsx!Blad1!E1"]);
}

#[test]
fn what_stands_beside_must_be_said_once() {
    for (index, (beside, code)) in [
        ("negate: false", Code::MissingKey),
        ("heading: Resultat, unchecked: nej", Code::BadValue),
        ("heading: Resultat, name: Resultat", Code::BadValue),
        ("heading: Resultat, rows: figure", Code::UnknownName),
    ]
    .into_iter()
    .enumerate()
    {
        let said = one(&format!("said-{index}"), ROWS, "C4", beside).said();
        assert!(said[0].starts_with(&format!("error {} budget", code.as_str())), "{beside}: {said:?}");
    }
    for (index, (cell, code)) in [
        ("C", Code::BadValue),
        ("C4:D5", Code::BadValue),
        ("Blad2!C4", Code::UnmatchedTable),
        ("Z99", Code::UnmatchedTable),
    ]
    .into_iter()
    .enumerate()
    {
        let said = one(&format!("place-{index}"), ROWS, cell, "unchecked: test").said();
        assert!(said[0].starts_with(&format!("error {} budget", code.as_str())), "{cell}: {said:?}");
    }
    let unsaid = cells("unsaid", &book(ROWS), "  - {cell: C4, heading: Resultat, figure: resultat}\n");
    assert_eq!(unsaid.error().0, Code::MissingKey);
}

#[test]
fn a_cell_has_the_same_rules_as_one_of_a_table() {
    let workbook = books(&[("Blad1", "Resultat;2\nSkatter;=B9 → #REF!\nKostnad;179.99999999999997")], |_, sheet| {
        sheet.set_row_hidden(0).unwrap();
    });
    let entry =
        |cell: &str, figure: &str| format!("  - {{cell: {cell}, unchecked: test, figure: {figure}, period: 2024}}\n");
    let entries = [entry("B1", "resultat"), entry("B2", "skatter"), entry("B3", "nettokostnad")].concat();
    assert_eq!(
        cells("rules", &workbook, &entries).said(),
        [
            "error cell-error budget.xlsx!Blad1!B2: the cell holds the error value `#REF!`",
            "warning cell-doubt budget.xlsx!Blad1!B3: more digits are stored than the 15 that are read: B3",
            "warning cell-doubt budget.xlsx!Blad1!B1: hidden cells have been read: B1",
        ]
    );
}

/// A workbook with names, read by one of them.
fn by_name(test: &str, name: &str, names: &[(&str, &str)]) -> super::Read {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Års budget").unwrap();
    sheet.write_string(0, 0, "Resultat").unwrap();
    sheet.write_number(0, 1, 7).unwrap();
    for (name, place) in names {
        workbook.define_name(*name, place).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let entry = format!("  - {{name: {name}, heading: Resultat, figure: resultat, period: 2024}}\n");
    cells(test, &bytes, &entry)
}

#[test]
fn a_cell_is_found_by_the_name_that_the_workbook_gives_it() {
    let names = [("Årets_resultat", "='Års budget'!$B$1")];
    let read = by_name("name", "Årets_resultat", &names);
    assert_eq!(read.figures(), ["resultat 2024 = 7 ±0.5 at budget.xlsx!Års budget!B1"]);
    let (code, said, help) = refused(&by_name("name-unknown", "Årets_resultatt", &names));
    assert_eq!(code, Code::UnmatchedTable);
    assert!(said.ends_with("has no name `Årets_resultatt`"), "{said}");
    assert_eq!(help, "did you mean `Årets_resultat`?");
}

#[test]
fn a_name_that_is_not_one_cell_is_an_error() {
    for (index, (place, expected)) in [
        ("='Års budget'!$A$1:$B$1", "the name `N` is more than one cell: 'Års budget'!$A$1:$B$1"),
        ("='Års budget'!#REF!", "the cell that the name `N` belonged to has been removed"),
        ("=0.02", "the name `N` is not a cell: 0.02"),
        ("='Års budget'!$A$2", "there is nothing in Års budget!A2"),
    ]
    .into_iter()
    .enumerate()
    {
        let (code, said, _) = refused(&by_name(&format!("name-{index}"), "N", &[("N", place)]));
        assert_eq!(code, Code::UnmatchedTable);
        assert!(said.ends_with(expected), "{said}");
    }
    let several = [("N", "='Års budget'!$B$1"), ("'Års budget'!N", "='Års budget'!$A$1")];
    let (_, said, _) = refused(&by_name("name-several", "N", &several));
    assert!(said.contains("the name `N` is several"), "{said}");
}

#[test]
fn cells_and_tables_of_a_workbook_stand_side_by_side() {
    let tables = "tables:
  - cells:
      - {cell: C4, heading: Resultat, figure: resultat, period: 2024, unit: mnkr}
  - range: A2:C5
    heading_rows: 2
    rows: figure
    columns: {Utfall 2023 / mnkr: {period: 2023}}
    all: {unit: mnkr}
    ignore: {columns: [Budget 2024 / mnkr]}
";
    assert_eq!(read("named-both", &book(ROWS), tables).figures().len(), 3);
}

#[test]
fn cells_of_a_csv_file_are_not_named() {
    let entry = "cells:\n  - {cell: C4, heading: Resultat, figure: resultat, period: 2024}\n";
    let read = super::read_file("named-csv", "budget.csv", b"figure;period;value\n", entry);
    assert!(read.said().iter().any(|said| said.contains("go only where the file is a workbook")), "{:?}", read.said());
}
