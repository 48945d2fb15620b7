//! Sheets, ranges and headings: a table of a workbook is described with the same words as one of CSV.

use riktlinje::diagnostic::Code;

use super::book::{book, books};
use super::{TABLE, read};

const ROWS: &str = "Rad;2023;2024\nResultat;1;2\nSkatter;3;4";

#[test]
fn a_sheet_is_the_same_table_as_a_csv_file() {
    let figures = [
        "resultat 2023 = 1 ±0.5 at budget.xlsx!Blad1!B2",
        "resultat 2024 = 2 ±0.5 at budget.xlsx!Blad1!C2",
        "skatter 2023 = 3 ±0.5 at budget.xlsx!Blad1!B3",
        "skatter 2024 = 4 ±0.5 at budget.xlsx!Blad1!C3",
    ];
    assert_eq!(read("same", &book(ROWS), TABLE).figures(), figures);
}

#[test]
fn a_table_may_begin_anywhere_on_a_sheet() {
    let rows = ";;Budget för regionen\n\n;Rad;2023;2024\n\n;Resultat;1;2\n;;\n;Källa: ekonomi;";
    let table = format!("range: B3:D5\n{TABLE}");
    assert_eq!(
        read("range", &book(rows), &table).figures(),
        ["resultat 2023 = 1 ±0.5 at budget.xlsx!Blad1!C5", "resultat 2024 = 2 ±0.5 at budget.xlsx!Blad1!D5"]
    );
    let open = format!("range: B3:D\n{TABLE}ignore: {{rows: ['Källa: ekonomi']}}\n");
    assert_eq!(read("range-open", &book(rows), &open).figures().len(), 2);
}

#[test]
fn a_row_that_has_moved_still_gives_its_own_figure() {
    let moved = "Rad;2023;2024\nSkatter;3;4\n;;\nResultat;1;2";
    assert_eq!(
        read("moved", &book(moved), TABLE).figures()[..2],
        ["resultat 2023 = 1 ±0.5 at budget.xlsx!Blad1!B4", "resultat 2024 = 2 ±0.5 at budget.xlsx!Blad1!C4"]
    );
    let inserted = format!("Ny rad överst\n{ROWS}");
    let said = read("inserted", &book(&inserted), &format!("range: A1:C3\n{TABLE}")).said();
    assert!(said.iter().any(|s| s.contains("the column `2023` is missing")), "{said:?}");
}

#[test]
fn an_unknown_row_or_column_is_an_error_at_its_cell() {
    let (code, said) = read("unknown-row", &book("Rad;2023;2024\nResultatt;1;2"), TABLE).error();
    assert_eq!(code, Code::UnmatchedTable);
    assert!(said.contains("budget.xlsx!Blad1!A2"), "{said}");
    let (code, said) = read("unknown-column", &book("Rad;2023;2024;Prognos\nResultat;1;2;3"), TABLE).error();
    assert_eq!(code, Code::UnmatchedTable);
    assert!(said.contains("budget.xlsx!Blad1!D1: the column `Prognos` is not described"), "{said}");
}

#[test]
fn a_heading_that_stands_twice_is_an_error() {
    let said = read("twice", &book("Rad;2023;2024;2024\nResultat;1;2;2"), TABLE).said();
    assert_eq!(said, ["error duplicate-name budget.xlsx!Blad1!D1: the column `2024` stands twice"]);
    let rows = read("twice-row", &book("Rad;2023;2024\nResultat;1;2\nResultat;1;7"), TABLE).said();
    assert!(rows.len() == 1 && rows[0].starts_with("error conflicting-figure"), "{rows:?}");
}

#[test]
fn a_merged_heading_carries_on_to_the_right() {
    let rows = books(&[("Blad1", ";;\nRad;2023;2024\nResultat;1;2")], |_, sheet| {
        sheet.merge_range(0, 1, 0, 2, "Utfall", &rust_xlsxwriter::Format::new()).unwrap();
    });
    let table = TABLE.replace("'2023':", "Utfall / 2023:").replace("'2024':", "Utfall / 2024:") + "heading_rows: 2\n";
    assert_eq!(read("merged-heading", &rows, &table).figures().len(), 2);
}

#[test]
fn several_tables_of_a_workbook_are_listed() {
    let workbook = books(&[("Resultat", "Rad;2023\nResultat;1"), ("Skatter", "Rad;2024\nSkatter;4")], |_, _| {});
    let tables = "tables:
  - sheet: Resultat
    rows: figure
    columns: {'2023': {period: '2023'}}
    all: {unit: mnkr}
  - sheet: Skatter
    rows: figure
    columns: {'2024': {period: '2024'}}
    all: {unit: tkr}
";
    assert_eq!(
        read("several", &workbook, tables).figures(),
        ["resultat 2023 = 1 ±0.5 at budget.xlsx!Resultat!B2", "skatter 2024 = 0.004 ±0.0005 at budget.xlsx!Skatter!B2"]
    );
}

#[test]
fn the_sheet_must_be_there_and_be_the_one_that_is_meant() {
    let workbook = books(&[("Budget", ROWS), ("Utfall", ROWS)], |_, _| {});
    let (code, said) = read("sheet-unknown", &workbook, &format!("sheet: Budgett\n{TABLE}")).error();
    assert_eq!(code, Code::UnmatchedTable);
    assert!(
        said.starts_with("error unmatched-table budget.table.yaml:1:1: ") && said.ends_with("has no sheet `Budgett`"),
        "{said}"
    );
    let (code, said) = read("sheet-unsaid", &workbook, TABLE).error();
    assert_eq!(code, Code::UnmatchedTable);
    assert!(said.ends_with("has 2 sheets"), "{said}");
    assert_eq!(read("sheet-empty", &book(ROWS), &format!("range: F1:G9\n{TABLE}")).error().0, Code::UnmatchedTable);
}

#[test]
fn costs_written_as_positive_numbers_are_negated_where_the_description_says_so() {
    let rows = "Rad;2023;2024\nResultat;1;2\nSkatter;3;-4";
    let table = format!("{TABLE}negate: {{rows: [Skatter]}}\n");
    assert_eq!(
        read("negate-row", &book(rows), &table).figures()[2..],
        ["skatter 2023 = -3 ±0.5 at budget.xlsx!Blad1!B3", "skatter 2024 = 4 ±0.5 at budget.xlsx!Blad1!C3"]
    );
    let column = format!("{TABLE}negate: {{columns: ['2024']}}\n");
    assert_eq!(
        read("negate-column", &book(rows), &column).figures()[..2],
        ["resultat 2023 = 1 ±0.5 at budget.xlsx!Blad1!B2", "resultat 2024 = -2 ±0.5 at budget.xlsx!Blad1!C2"]
    );
}

#[test]
fn a_negated_row_or_column_that_is_not_there_is_an_error() {
    let (code, said) = read("negate-absent", &book(ROWS), &format!("{TABLE}negate: {{rows: [Skatt]}}\n")).error();
    assert_eq!(code, Code::UnmatchedTable);
    assert!(said.ends_with("the row `Skatt` is missing"), "{said}");
    let (_, said) =
        read("negate-absent-column", &book(ROWS), &format!("{TABLE}negate: {{columns: ['2025']}}\n")).error();
    assert!(said.ends_with("the column `2025` is missing"), "{said}");
    let both = format!("{TABLE}negate: {{rows: [Skatter], columns: ['2024']}}\n");
    assert_eq!(read("negate-both", &book(ROWS), &both).error().0, Code::BadValue);
}

#[test]
fn a_range_that_is_none_and_a_range_of_csv_are_errors() {
    let said = read("range-wrong", &book(ROWS), &format!("range: hela bladet\n{TABLE}")).said();
    assert!(said[0].starts_with("error bad-value budget.table.yaml:1:8: `hela bladet` is not a range"), "{said:?}");
}

#[test]
fn a_sheet_without_a_description_has_a_row_for_each_value() {
    let rows = "figure;period;value;unit\nresultat;2024;140;mnkr\nskatter;2023;'9 073,5;mnkr";
    assert_eq!(
        read("long", &book(rows), "").figures(),
        ["resultat 2024 = 140 ±0.5 at budget.xlsx!Blad1!C2", "skatter 2023 = 9073.5 ±0.05 at budget.xlsx!Blad1!C3"]
    );
}
