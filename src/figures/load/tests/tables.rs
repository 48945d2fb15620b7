//! Descriptions of wide tables.

use super::*;
use crate::figures::{TableRows, load::read_table};
use crate::quantity::Basis;
use crate::yaml::{self, Reader};

fn described(text: &str, sidecar_for: Option<&str>) -> (Option<Table>, Vec<(Code, String)>) {
    let mut sources = Sources::default();
    let file = sources.add("t.yaml", text);
    let mut reader = Reader::default();
    let documents = yaml::parse(file, &sources, &mut reader.faults);
    let table = read_table(documents[0].as_ref().unwrap(), &mut reader, sidecar_for);
    let faults = reader.faults.iter();
    let faults = faults.map(|d| (d.code, sources.slice(d.span()).to_owned()));
    (table, faults.collect())
}

#[test]
fn every_key_is_read() {
    let text = "\
table: per-nämnd
file: nämnder.csv
rows: nämnd
heading_rows: 2
columns:
  Utfall / 2024: {figure: nettokostnad, period: 2024, basis: utfall, edition: 2024-03, unit: mnkr, kön: män}
all: {unit: tkr}
dash: zero
ignore:
  rows: [Summa, Varav]
  columns: Kommentar
total: Regionen
";
    let (table, faults) = described(text, None);
    assert_eq!(faults, []);
    let table = table.unwrap();
    assert_eq!(table.name, "per-nämnd");
    assert_eq!(table.file.as_deref(), Some("nämnder.csv"));
    assert_eq!(table.rows, TableRows::Dimension("nämnd".into()));
    assert_eq!(table.heading_rows, 2);
    assert!(table.dash_is_zero);
    assert_eq!(table.all.unit.as_deref(), Some("tkr"));
    assert_eq!(table.ignored_rows, ["Summa", "Varav"]);
    assert_eq!(table.ignored_columns, ["Kommentar"]);
    assert_eq!(table.total.as_deref(), Some("Regionen"));
    let [(heading, facts)] = table.columns.as_slice() else { panic!() };
    assert_eq!(heading, "Utfall / 2024");
    assert_eq!(facts.figure.as_deref(), Some("nettokostnad"));
    assert_eq!(facts.period.as_deref(), Some("2024"));
    assert_eq!(facts.basis, Some(Basis::Outcome));
    assert_eq!(facts.edition.as_deref(), Some("2024-03"));
    assert_eq!(facts.unit.as_deref(), Some("mnkr"));
    assert_eq!(facts.coordinates["kön"], "män");
}

#[test]
fn a_description_beside_a_file_is_named_after_it() {
    let text = "rows: period\ncolumns:\n  A: {figure: soliditet}\n";
    let (table, faults) = described(text, Some("nämnder.csv"));
    assert_eq!(faults, []);
    let table = table.unwrap();
    assert_eq!((table.name.as_str(), table.file), ("nämnder.csv", None));
    assert_eq!(table.rows, TableRows::Period);
    assert_eq!(table.heading_rows, 1);
    assert!(!table.dash_is_zero);
    let named = format!("file: nämnder.csv\n{text}");
    let (table, faults) = described(&named, Some("nämnder.csv"));
    assert!(table.is_none());
    assert_eq!(faults, [(Code::UnknownKey, "file".to_owned())]);
}

#[test]
fn faults_are_reported_together() {
    let text = "\
table: t
rows: figure
heading_rows: 3
columns:
  A: {basis: utfal}
dash: noll
total: Summa
hint: x
";
    let (table, faults) = described(text, None);
    assert!(table.is_none());
    let expected = [
        (Code::MissingKey, "table"),
        (Code::BadValue, "3"),
        (Code::BadValue, "utfal"),
        (Code::BadValue, "noll"),
        (Code::BadValue, "Summa"),
        (Code::UnknownKey, "hint"),
    ];
    let expected = expected.map(|(code, text)| (code, text.to_owned()));
    assert_eq!(faults, expected);
}
