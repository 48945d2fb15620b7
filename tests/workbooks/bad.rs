//! What is no workbook, or one that nobody should read.

use std::io::{Cursor, Write};

use riktlinje::diagnostic::Code;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::book::{book, books, patched};
use super::{TABLE, read};

const ROWS: &str = "Rad;2023;2024\nResultat;1;2\nSkatter;3;4";
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// That a file is refused with an error at it, and what is said.
fn refused(test: &str, bytes: &[u8]) -> String {
    let read = read(test, bytes, TABLE);
    assert_eq!(read.figures, [""; 0]);
    let (code, said) = read.error();
    assert_eq!(code, Code::UnreadableFile);
    assert!(said.starts_with("error unreadable-file budget.xlsx:1:1: "), "{said}");
    said
}

#[test]
fn what_is_no_workbook_is_refused() {
    for (index, bytes) in [&b""[..], b"Rad;2023\nResultat;1\n", b"PK\x03\x04", &[0; 4096]].iter().enumerate() {
        let said = refused(&format!("bad-{index}"), bytes);
        assert!(said.ends_with("is not a workbook, or a part of the file is missing"), "{said}");
    }
}

#[test]
fn a_workbook_that_is_broken_off_anywhere_is_refused() {
    let whole = book(ROWS);
    for part in 1..20 {
        refused("bad-cut", &whole[..whole.len() * part / 20]);
    }
}

#[test]
fn bytes_that_have_changed_never_give_other_figures() {
    let whole = book(ROWS);
    let figures = read("bad-none", &whole, TABLE).figures;
    for at in (0..whole.len()).step_by(61) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let read = read("bad-changed", &changed, TABLE);
        assert!(read.figures == figures || !read.said().is_empty(), "byte {at}: {:?}", read.figures);
    }
}

#[test]
fn a_protected_workbook_and_the_older_format_are_told_apart() {
    let older = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 1024]].concat();
    assert!(refused("bad-older", &older).ends_with("is in the format .xls"));
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let protected = [&older[..], &name, &[0; 512]].concat();
    assert!(refused("bad-protected", &protected).ends_with("is protected by a password"));
}

/// A zip file with one part of that many zeros.
fn bomb(length: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file(SHEET, options).unwrap();
    let zeros = vec![0; 1024 * 1024];
    for _ in 0..length / zeros.len() {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_grows_beyond_all_bounds_is_refused() {
    let bomb = bomb(257 * 1024 * 1024);
    assert!(bomb.len() < 1024 * 1024);
    assert!(refused("bad-bomb", &bomb).ends_with("is larger than 256 MiB unpacked"));
}

#[test]
fn a_sheet_that_is_mostly_empty_but_vast_is_refused() {
    // A thousand rows, each with a cell in the last column that there is: sixteen million cells.
    let vast = books(&[("Blad1", ROWS)], |_, sheet| {
        for row in 10..1010 {
            sheet.write_number(row, 16_383, 1).unwrap();
        }
    });
    assert!(refused("bad-vast", &vast).ends_with("is too large: at most 1000000 cells"));
    // One far away row costs nothing.
    let far = books(&[("Blad1", ROWS)], |_, sheet| {
        sheet.write_string(1_048_575, 0, "Slut").unwrap();
    });
    let table = format!("{TABLE}ignore: {{rows: [Slut]}}\n");
    assert_eq!(read("bad-far", &far, &table).figures().len(), 4);
}

#[test]
fn one_long_text_in_very_many_cells_is_refused() {
    let text = "lång ".repeat(6000);
    let workbook = books(&[("Blad1", ROWS)], |_, sheet| {
        for row in 10..1500 {
            sheet.write_string(row, 0, &text).unwrap();
        }
    });
    assert!(workbook.len() < 1024 * 1024);
    assert!(refused("bad-text", &workbook).contains("is too large"));
}

#[test]
fn parts_that_are_not_as_they_should_be_are_refused() {
    let whole = book(ROWS);
    for (index, (part, from, to)) in [
        ("xl/workbook.xml", "<sheets>", "<sheets"),
        (SHEET, "<sheetData>", "<sheetDate>"),
        (SHEET, "r=\"B2\"", "r=\"22\""),
        (SHEET, "t=\"s\"", "t=\"q\""),
        (SHEET, "<v>0</v>", "<v>99</v>"),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet9.xml"),
    ]
    .into_iter()
    .enumerate()
    {
        let read = read(&format!("bad-part-{index}"), &patched(&whole, part, from, to), TABLE);
        assert!(
            read.said().iter().any(|said| said.starts_with("error unreadable-file budget.xlsx:1:1: ")),
            "{index}: {:?}",
            read.said()
        );
    }
}
