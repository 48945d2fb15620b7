//! Workbooks of other kinds than .xlsx: what is read of them, and what cannot be seen.

use std::io::{Cursor, Write};

use riktlinje::diagnostic::Code;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::book::book;
use super::{Read, TABLE, read_file};

const ODS: &[u8] = include_bytes!("files/budget.ods");
const XLS: &[u8] = include_bytes!("files/budget.xls");

/// The figures of the sheet `Resultat`.
fn figures(file: &str) -> [String; 6] {
    [
        ("soliditet 2023", "26.3 ±0.05", "B4"),
        ("soliditet 2024", if file.ends_with(".ods") { "25 ±0.05" } else { "25 ±0.5" }, "C4"),
        ("resultat 2023", "120 ±0.5", "B2"),
        ("resultat 2024", if file.ends_with(".ods") { "140 ±0.05" } else { "140 ±0.5" }, "C2"),
        ("skatter 2023", "8794.5 ±0.05", "B3"),
        ("skatter 2024", "17589 ±0.5", "C3"),
    ]
    .map(|(figure, value, cell)| format!("{figure} = {value} at {file}!Resultat!{cell}"))
}

const UNSEEN: &str = "it cannot be seen which numbers are shown in percent or thousands, or what is hidden";

/// That all there is to say is the warning that much cannot be seen.
fn is_unseen(read: &Read) {
    let said = read.said();
    assert!(said.len() == 1 && said[0].starts_with("warning cell-doubt") && said[0].ends_with(UNSEEN), "{said:?}");
}

#[test]
fn an_ods_file_is_read_with_its_formats() {
    let read = read_file("kinds-ods", "budget.ods", ODS, &format!("sheet: Resultat\n{TABLE}"));
    assert_eq!(read.figures(), figures("budget.ods"));
}

#[test]
fn errors_dates_hidden_rows_and_thousands_of_an_ods_file_are_seen() {
    let table = format!("sheet: Annat\n{}", TABLE.replace("  '2023': {period: '2023', basis: outcome}\n", ""));
    let with_cost = table.clone() + "ignore: {rows: [Resultat, Skatter]}\n";
    let read = read_file("kinds-ods-other", "budget.ods", ODS, &(table + "ignore: {rows: [Kostnad]}\n"));
    assert_eq!(
        read.said(),
        [
            "error cell-error budget.ods!Annat!B2: the cell holds the error value `#DIV/0!`",
            "error cell-error budget.ods!Annat!B3: the cell holds a date: `2024-12-31`",
        ]
    );
    let hidden = read_file(
        "kinds-ods-hidden",
        "budget.ods",
        ODS,
        &with_cost.replace("'2024': {", "'2024': {figure: skatter, ").replace("rows: figure", "rows: nämnd"),
    );
    assert!(hidden.said().iter().any(|said| said.contains("Annat!A4")), "{:?}", hidden.said());
    let cell = "cells:\n  - {cell: Annat!B4, heading: Kostnad, figure: skatter, period: 2024, unit: tkr}\n";
    assert_eq!(
        read_file("kinds-ods-scaled", "budget.ods", ODS, cell).said(),
        [
            "error cell-error budget.ods!Annat!B4: the cell holds `7000000` but shows another number: its format divides by a thousand",
            "warning cell-doubt budget.ods!Annat!B4: hidden cells have been read: B4",
        ]
    );
}

#[test]
fn a_name_of_an_ods_or_xls_file_leads_to_its_cell() {
    let cell =
        "cells:\n  - {name: Soliditet_2024, heading: Soliditet, column: '2024', figure: soliditet, period: 2024}\n";
    let read = read_file("kinds-ods-name", "budget.ods", ODS, cell);
    assert_eq!(read.figures(), ["soliditet 2024 = 25 ±0.05 at budget.ods!Resultat!C4"]);
    let read = read_file("kinds-xls-name", "budget.xls", XLS, &format!("percent: fraction\n{cell}"));
    assert_eq!(read.figures, ["soliditet 2024 = 25 ±0.5 at budget.xls!Resultat!C4"]);
    is_unseen(&read);
}

#[test]
fn percent_of_an_xls_file_is_what_the_description_says() {
    let table = format!("sheet: Resultat\n{TABLE}");
    let read = read_file("kinds-xls", "budget.xls", XLS, &format!("percent: fraction\n{table}"));
    assert_eq!(read.figures, figures("budget.xls"));
    is_unseen(&read);
    let points = read_file("kinds-xls-points", "budget.xls", XLS, &format!("percent: points\n{table}"));
    assert_eq!(points.figures[0], "soliditet 2023 = 0.263 ±0.0005 at budget.xls!Resultat!B4");
    let unsaid = read_file("kinds-xls-unsaid", "budget.xls", XLS, &table);
    assert_eq!(
        unsaid.said()[1..],
        [
            "error cell-error budget.xls!Resultat!B4: it cannot be seen whether `0,263` is a fraction or already in percent",
            "error cell-error budget.xls!Resultat!C4: it cannot be seen whether `0,25` is a fraction or already in percent",
        ]
    );
}

#[test]
fn percent_is_not_said_of_files_that_show_it() {
    for (test, file, bytes) in
        [("kinds-xlsx-percent", "budget.xlsx", &book("Rad;2023;2024")[..]), ("kinds-ods-percent", "budget.ods", ODS)]
    {
        let read = read_file(test, file, bytes, &format!("percent: points\nsheet: Resultat\n{TABLE}"));
        assert!(
            read.said().iter().any(|said| said.contains("`percent` goes only for .xls and .xlsb")),
            "{:?}",
            read.said()
        );
    }
}

#[test]
fn errors_and_dates_of_an_xls_file_are_seen() {
    let table = format!("sheet: Annat\n{}", TABLE.replace("  '2023': {period: '2023', basis: outcome}\n", ""));
    let read = read_file("kinds-xls-other", "budget.xls", XLS, &(table + "ignore: {rows: [Kostnad]}\n"));
    assert_eq!(
        read.said()[1..],
        [
            "error cell-error budget.xls!Annat!B2: the cell holds the error value `#DIV/0!`",
            "error cell-error budget.xls!Annat!B3: the cell holds a date: `2024-12-31`",
        ]
    );
}

#[test]
fn a_workbook_with_the_wrong_ending_is_named_for_what_it_is() {
    let xlsx = book("Rad;2023;2024");
    for (index, (file, bytes, kind)) in [
        ("budget.xlsx", XLS, "xls"),
        ("budget.xlsx", ODS, "ods"),
        ("budget.xls", &xlsx[..], "xlsx"),
        ("budget.ods", &xlsx[..], "xlsx"),
        ("budget.xlsb", ODS, "ods"),
    ]
    .into_iter()
    .enumerate()
    {
        let (code, said) = read_file(&format!("kinds-wrong-{index}"), file, bytes, TABLE).error();
        assert_eq!(code, Code::UnreadableFile);
        assert!(said.ends_with(&format!("is in the format .{kind}")), "{said}");
    }
}

#[test]
fn an_xls_or_ods_file_that_has_been_changed_never_stops_the_program() {
    for (file, whole) in [("budget.xls", XLS), ("budget.ods", ODS), ("budget.xlsb", &xlsb()[..])] {
        let table = format!("sheet: Resultat\npercent: fraction\n{TABLE}");
        let table = if file.ends_with("ods") { table.replace("percent: fraction\n", "") } else { table };
        let figures = read_file("kinds-none", file, whole, &table).figures;
        for at in (0..whole.len()).step_by(whole.len() / 40) {
            let mut changed = whole.to_vec();
            changed[at] ^= 0x55;
            read_file("kinds-changed", file, &changed, &table);
            let cut = read_file("kinds-cut", file, &whole[..at], &table);
            assert!(cut.figures == figures || cut.figures.is_empty(), "{file} cut at {at}");
        }
    }
}

/// Records of a binary part: number, content.
fn records(of: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (number, content) in of {
        let low = u8::try_from(number & 0x7F).unwrap();
        match u8::try_from(number >> 7).unwrap() {
            0 => bytes.push(low),
            high => bytes.extend([low | 0x80, high]),
        }
        bytes.push(u8::try_from(content.len()).unwrap());
        bytes.extend(content);
    }
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// A small .xlsb file: the sheet `Resultat` with a percentage, a number and a formula that came to an error value.
fn xlsb() -> Vec<u8> {
    let at = |column: u32, rest: &[u8]| [&column.to_le_bytes()[..], &[0; 4], rest].concat();
    let row = |number: u32| (0x0000, number.to_le_bytes().to_vec());
    let text = |column, text: &str| (0x0006, at(column, &wide(text)));
    let number = |column, number: f64| (0x0005, at(column, &number.to_le_bytes()));
    let error = (0x000B, at(2, &[&[0x07, 0, 0][..], &3_u32.to_le_bytes(), &[0x1E, 1, 0], &[0; 4]].concat()));
    let sheet = records(&[
        (0x0081, vec![]),
        (0x0094, vec![0; 16]),
        (0x0091, vec![]),
        row(0),
        text(0, "Rad"),
        text(1, "2023"),
        text(2, "2024"),
        row(1),
        text(0, "Soliditet"),
        number(1, 0.263),
        number(2, 0.25),
        row(2),
        text(0, "Resultat"),
        number(1, 120.0),
        error,
        (0x0092, vec![]),
    ]);
    let workbook = records(&[
        (0x009C, [&[0; 8][..], &wide("rId1"), &wide("Resultat")].concat()),
        (0x0090, vec![]),
        (0x0084, vec![]),
    ]);
    let relations = br#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("xl/workbook.bin", &workbook[..]),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/worksheets/sheet1.bin", &sheet),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_xlsb_file_is_read_as_an_xls_file_is() {
    let read = read_file("kinds-xlsb", "budget.xlsb", &xlsb(), &format!("percent: fraction\n{TABLE}"));
    assert_eq!(
        read.figures,
        [
            "soliditet 2023 = 26.3 ±0.05 at budget.xlsb!Resultat!B2",
            "soliditet 2024 = 25 ±0.5 at budget.xlsb!Resultat!C2",
            "resultat 2023 = 120 ±0.5 at budget.xlsb!Resultat!B3"
        ]
    );
    let said = read.said();
    assert!(said[0].ends_with(UNSEEN), "{said:?}");
    assert_eq!(said[1..], ["error cell-error budget.xlsb!Resultat!C3: the cell holds the error value `#?`"]);
}

/// An .ods file with a sheet of those rows, written as other programs than LibreOffice may.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Resultat">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"m\"/>"),
        ("content.xml", &content),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_sheet_of_an_ods_file_that_claims_to_be_vast_is_refused() {
    let rows = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>"#;
    let (code, said) = read_file("kinds-ods-vast", "budget.ods", &ods(rows), TABLE).error();
    assert_eq!(code, Code::UnreadableFile);
    assert!(said.ends_with("is too large: at most 1000000 cells"), "{said}");
}

#[test]
fn a_covered_cell_is_empty_and_a_number_that_shows_an_error_is_one() {
    let text = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let row = |cells: &[&str]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let covered = r#"<table:covered-table-cell office:value-type="float" office:value="9"/>"#;
    let error =
        r#"<table:table-cell office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>"#;
    let rows = [row(&[&text("Rad"), &text("2023"), &text("2024")]), row(&[&text("Resultat"), covered, error])].concat();
    let read = read_file("kinds-ods-covered", "budget.ods", &ods(&rows), TABLE);
    assert_eq!(read.said(), ["error cell-error budget.ods!Resultat!C2: the cell holds the error value `0`"]);
    assert_eq!(read.figures, ["resultat 2023 = Missing { because: None } at budget.ods!Resultat!B2"]);
}
