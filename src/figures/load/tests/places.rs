//! Where the cells of a CSV file are.

use proptest::prelude::*;

use super::*;
use crate::figures::load::Loader;
use crate::figures::load::grid::Row;

fn rows(text: &str) -> (Sources, Option<Vec<Row>>, Vec<Code>) {
    let mut sources = Sources::default();
    let file = sources.add("a.csv", text);
    let vocabulary = Vocabulary::default();
    let mut loader = Loader::new(&sources, &vocabulary);
    let rows = loader.rows(file);
    let codes = loader.reader.faults.iter().map(|d| d.code).collect();
    (sources, rows, codes)
}

/// Text and underlined text of every cell.
fn cells(text: &str) -> Vec<Vec<(String, String)>> {
    let (sources, rows, _) = rows(text);
    let both = |row: Row| {
        let cells = row.cells.into_iter();
        cells.map(|c| (c.value, sources.slice(c.span).to_owned())).collect()
    };
    rows.unwrap().into_iter().map(both).collect()
}

fn pair(value: &str, underlined: &str) -> (String, String) {
    (value.to_owned(), underlined.to_owned())
}

#[test]
fn the_place_of_a_cell_is_its_text_without_quotes_and_spaces() {
    let found = cells("a;b\r\n\r\n\"x;\"\"y\"\"\"; å \r\n\"två\nrader\";\"\"");
    assert_eq!(found[0], [pair("a", "a"), pair("b", "b")]);
    assert_eq!(found[1], [pair("x;\"y\"", "x;\"\"y\"\""), pair("å", "å")]);
    assert_eq!(found[2], [pair("två\nrader", "två\nrader"), pair("", "")]);
}

#[test]
fn where_text_follows_a_closing_quote_the_quotes_are_part_of_the_place() {
    let found = cells("\"a\"b;c");
    assert_eq!(found[0], [pair("ab", "\"a\"b"), pair("c", "c")]);
}

#[test]
fn an_open_quote_does_not_swallow_the_rest_of_the_file() {
    let (_, rows, codes) = rows("figure;value\na;\"1\nb;2\n");
    assert!(rows.is_none());
    assert_eq!(codes, [Code::UnreadableFile]);
}

proptest! {
    #[test]
    fn every_cell_of_a_well_formed_file_is_found(
        grid in prop::collection::vec(prop::collection::vec("[a\";,\t\r\nå ]{0,5}x", 2..4), 1..5),
        delimiter in prop::sample::select(vec![b';', b'\t']),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .delimiter(delimiter)
            .from_writer(Vec::new());
        // The heading shows which delimiter it is.
        writer.write_record(["h", "h"]).unwrap();
        for row in &grid {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let found = cells(&text);
        prop_assert_eq!(found.len(), grid.len() + 1);
        for (row, expected) in found.iter().skip(1).zip(&grid) {
            prop_assert_eq!(row.len(), expected.len());
            for ((value, underlined), expected) in row.iter().zip(expected) {
                prop_assert_eq!(value, expected.trim());
                prop_assert_eq!(&underlined.replace("\"\"", "\""), expected.trim());
            }
        }
    }
}
