//! Wide CSV by its description.

use super::*;
use crate::figures::load::read_table;
use crate::yaml::{self, Reader};

/// The table that a description beside `t.csv` gives; it must be without fault.
fn table(sources: &mut Sources, text: &str) -> Table {
    let file = sources.add("t.table.yaml", text);
    let mut reader = Reader::default();
    let documents = yaml::parse(file, sources, &mut reader.faults);
    let table = read_table(documents[0].as_ref().unwrap(), &mut reader, Some("t.csv"));
    assert_eq!(reader.faults, []);
    table.unwrap()
}

fn wide(description: &str, text: &str) -> Read {
    let mut sources = Sources::default();
    let vocabulary = testing::vocabulary(&mut sources);
    let sidecar = table(&mut sources, description);
    let file = sources.add("figures/t.csv", text);
    let loaded = load(&[file], &sources, &vocabulary, &[sidecar]);
    Read { sources, vocabulary, loaded }
}

const BY_COMMITTEE: &str = "\
rows: nämnd
columns:
  Utfall: {figure: nettokostnad, basis: outcome}
  Budget: {figure: nettokostnad, basis: budget, edition: 2023-11}
  Anställda: {figure: anställda, unit: personer}
all: {period: 2024-01..2024-03}
ignore:
  rows: [Summa]
  columns: [Kommentar]
total: Hela regionen
";

#[test]
fn rows_of_members_with_total_ignored_and_cells_with_their_own_unit() {
    let read = wide(
        BY_COMMITTEE,
        "Nämnd;Utfall;Budget;Anställda;Kommentar;source;note\n\
         HSN;-82 mnkr;-80 500 tkr;120;bra;rapport:3;preliminär\n\
         Trafiknämnd;-;0;;;;\n\
         Summa;1;2;3;;;\n\
         Hela regionen;-90 mnkr;-91 mnkr;500;;;\n",
    );
    let hsn = "Hälso- och sjukvårdsnämnd";
    assert_eq!(
        read.figures(),
        [
            "nettokostnad 2024-01..2024-03 outcome = -90 ±0.5".to_owned(),
            "nettokostnad 2024-01..2024-03 budget@2023-11 = -91 ±0.5".to_owned(),
            format!("nettokostnad[{hsn}] 2024-01..2024-03 outcome = -82 ±0.5"),
            format!("nettokostnad[{hsn}] 2024-01..2024-03 budget@2023-11 = -80.5 ±0.0005"),
            "nettokostnad[Trafiknämnd] 2024-01..2024-03 outcome = missing".to_owned(),
            "nettokostnad[Trafiknämnd] 2024-01..2024-03 budget@2023-11 = 0 ±0.5".to_owned(),
            "anställda 2024-03-31 outcome = 500".to_owned(),
            format!("anställda[{hsn}] 2024-03-31 outcome = 120"),
            "anställda[Trafiknämnd] 2024-03-31 outcome = missing".to_owned(),
        ]
    );
    let figures = read.loaded.set.all();
    assert_eq!(figures[2].origins[0].cited.as_deref(), Some("rapport:3"));
    assert!(figures[2].preliminary && !figures[0].preliminary);
    assert_eq!(read.sources.slice(figures[2].origins[0].span), "-82 mnkr");
}

const BY_YEAR: &str = "\
rows: figure
columns:
  \"2023\": {period: 2023}
  \"2024\": {period: 2024}
all: {unit: mnkr}
dash: zero
";

#[test]
fn rows_of_figures_with_periods_across_and_dashes_that_are_zero() {
    let read = wide(
        BY_YEAR,
        "mnkr\t2023\t2024\nÅrets resultat\t-\t12,5\nVerksamhetens nettokostnad\t\t-7\nSoliditet\t31,4 %\t–\n",
    );
    // A bare zero in the unit of the table is of the wrong kind for a share, as any other number would be.
    assert_eq!(read.faults(), [(Code::WrongUnit, "–")]);
    let shown: Vec<_> = read.loaded.set.all().iter().map(|f| read.shown(f)).collect();
    let expected = [
        "årets_resultat 2023 outcome = 0 ±0.5",
        "årets_resultat 2024 outcome = 12.5 ±0.05",
        "nettokostnad 2023 outcome = missing",
        "nettokostnad 2024 outcome = -7 ±0.5",
        "soliditet 2023-12-31 outcome = 31.4 ±0.05",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn rows_of_periods_turned() {
    let read = wide(
        "rows: period\ncolumns:\n  Resultat: {figure: årets_resultat}\n  Soliditet: {figure: soliditet, unit: \"%\"}\nall: {basis: prognos}\n",
        "År,Resultat,Soliditet\n2023,-1 mnkr,30\n2024,-2 mnkr,31\n",
    );
    let expected = [
        "årets_resultat 2023 forecast = -1 ±0.5",
        "årets_resultat 2024 forecast = -2 ±0.5",
        "soliditet 2023-12-31 forecast = 30 ±0.5",
        "soliditet 2024-12-31 forecast = 31 ±0.5",
    ];
    assert_eq!(read.figures(), expected);
}

const TWO_HEADINGS: &str = "\
rows: nämnd
heading_rows: 2
columns:
  Utfall / Kostnad: {figure: nettokostnad}
  Utfall / Anställda: {figure: anställda, unit: personer}
  Budget / Kostnad: {figure: nettokostnad, basis: budget}
all: {period: 2024, unit: mnkr}
";

#[test]
fn two_heading_rows_carry_the_upper_one_to_the_right() {
    let description =
        TWO_HEADINGS.replace(", unit: mnkr", "").replace("{figure: nettokostnad", "{unit: mnkr, figure: nettokostnad");
    let read =
        wide(&description, "Tabell 1;Utfall;;Budget;\nNämnd;Kostnad;Anställda;Kostnad;source\nHSN;-1;2;-3;sid 4\n");
    let hsn = "Hälso- och sjukvårdsnämnd";
    assert_eq!(
        read.figures(),
        [
            format!("nettokostnad[{hsn}] 2024 outcome = -1 ±0.5"),
            format!("nettokostnad[{hsn}] 2024 budget = -3 ±0.5"),
            format!("anställda[{hsn}] 2024-12-31 outcome = 2"),
        ]
    );
    let cited = read.loaded.set.all()[0].origins[0].cited.as_deref();
    assert_eq!(cited, Some("sid 4"));
}

#[test]
fn a_column_and_the_whole_table_may_not_disagree() {
    let read = wide(TWO_HEADINGS, "Nämnd;Utfall;;Budget\n;Kostnad;Anställda;Kostnad\nHSN;-1;2;-3\n");
    assert_eq!(read.error().code, Code::BadValue);
    assert_eq!(read.labels(), ["Anställda", "rows"]);
    assert!(read.error().message.en.contains("`unit`"));
}

#[test]
fn rows_and_columns_may_not_say_the_same_thing() {
    let read =
        wide("rows: figure\ncolumns:\n  Utfall: {figure: soliditet, period: 2024}\n", ";Utfall\nSoliditet;1 %\n");
    assert_eq!(read.faults(), [(Code::BadValue, "Utfall")]);
    let read = wide(
        "rows: nämnd\ncolumns:\n  Utfall: {figure: nettokostnad, period: 2024, nämnd: HSN}\n",
        ";Utfall\nHSN;-1 mnkr\n",
    );
    assert_eq!(read.faults(), [(Code::BadValue, "Utfall")]);
}

#[test]
fn what_nothing_says_is_asked_for_once() {
    let read = wide(
        "rows: nämnd\ncolumns:\n  Utfall: {figure: nettokostnad}\n  Plan: {period: 2024, basis: plan}\n",
        ";Utfall;Plan\nHSN;-1 mnkr;-2 mnkr\nTrafiknämnd;-1 mnkr;-2 mnkr\n",
    );
    let expected = [(Code::MissingKey, "Utfall"), (Code::MissingKey, "Plan")];
    assert_eq!(read.faults(), expected);
    let read = wide(
        "rows: nämnd\ncolumns:\n  Soliditet: {figure: soliditet, period: 2024}\n",
        ";Soliditet\nHSN;1 %\nTrafiknämnd;1 %\n",
    );
    assert_eq!(read.faults(), [(Code::BadValue, "Soliditet")]);
}

#[test]
fn headings_that_match_nothing_and_columns_that_are_not_there() {
    let read = wide(BY_COMMITTEE, "Nämnd;Utfal;Budget;Anställda;Övrigt\nHela regionen;1;2;3;4\n");
    let heading = "Nämnd;Utfal;Budget;Anställda;Övrigt";
    let expected = [
        (Code::UnmatchedTable, "Utfal"),
        (Code::UnmatchedTable, "Övrigt"),
        (Code::UnmatchedTable, heading),
        (Code::BareNumber, "2"),
    ];
    assert_eq!(read.faults(), expected);
    let helps: Vec<_> = read.loaded.diagnostics.iter().map(|d| d.help.as_ref().unwrap().en.as_str()).collect();
    assert_eq!(helps[0], "did you mean `Utfall`?");
    assert_eq!(helps[2], "did you mean `Utfal`?");
}

#[test]
fn rows_that_match_nothing() {
    let read = wide(
        BY_COMMITTEE,
        "Nämnd;Utfall;Budget;Anställda\n\
         Trafiknämden;0;0;0\n\
         Totalt;0;0;0\n\
         ;0;0;0\n\
         ;;;\n\
         Hela regionen;0;0;0\n",
    );
    let expected =
        [(Code::UnmatchedTable, "Trafiknämden"), (Code::UnmatchedTable, "Totalt"), (Code::UnmatchedTable, "")];
    assert_eq!(read.faults(), expected);
    let help = |i: usize| read.loaded.diagnostics[i].help.as_ref().unwrap().en.as_str();
    assert_eq!(help(0), "did you mean `Trafiknämnd`?");
    assert!(help(1).contains("`ignore`"));
    let read = wide(BY_YEAR, "mnkr;2023;2024\nSumma intäkter;1;2\n");
    assert_eq!(read.faults(), [(Code::UnmatchedTable, "Summa intäkter")]);
    let turned = "rows: period\ncolumns:\n  R: {figure: årets_resultat}\n";
    let read = wide(turned, ";R\nSumma;1 mnkr\n");
    assert_eq!(read.faults(), [(Code::UnmatchedTable, "Summa")]);
}

#[test]
fn the_total_row_must_be_there() {
    let read = wide(BY_COMMITTEE, "Nämnd;Utfall;Budget;Anställda\nHSN;0;0;0\n");
    let expected = [(Code::UnmatchedTable, "Nämnd;Utfall;Budget;Anställda")];
    assert_eq!(read.faults(), expected);
    assert!(read.error().message.en.contains("Hela regionen"));
}

#[test]
fn a_column_twice_is_an_error_and_an_empty_one_is_nothing() {
    let read = wide(BY_YEAR, "mnkr;2023;2024;2023;\nÅrets resultat;1;2;1;\n");
    assert_eq!(read.faults(), [(Code::DuplicateName, "2023")]);
    assert_eq!(read.error().labels.len(), 2);
    let read = wide(BY_YEAR, "mnkr;2023;2024;\nÅrets resultat;1;2;3\n");
    assert_eq!(read.faults(), [(Code::UnmatchedTable, "")]);
}

#[test]
fn a_description_that_speaks_of_unknown_things() {
    let read = wide("rows: nämd\ncolumns:\n  A: {figure: nettokostnad}\n", ";A\nHSN;0\n");
    assert_eq!(read.faults(), [(Code::UnknownName, "rows")]);
    assert_eq!(read.help(), "did you mean `nämnd`?");
    let read = wide(
        "rows: figure\ncolumns:\n  A: {period: 2024, projekt: X, kön: män}\nall: {unit: mkr}\n",
        ";A\nSoliditet;0\n",
    );
    assert_eq!(read.faults(), [(Code::UnknownUnit, "rows")]);
    let read = wide("rows: figure\ncolumns:\n  A: {period: i fjol, kön: män}\n", ";A\nSoliditet;0\n");
    let expected = [(Code::BadPeriod, "rows"), (Code::UnknownName, "rows")];
    assert_eq!(read.faults(), expected);
}

#[test]
fn a_table_of_the_pack_is_found_by_the_name_of_the_file() {
    let text = "mnkr;2023;2024\nÅrets resultat;1;2\n";
    let with_tables = |count: usize| {
        let mut own = Sources::default();
        let described =
            Table { name: "per-år".to_owned(), file: Some("t.csv".to_owned()), ..table(&mut own, BY_YEAR) };
        read_with(&[("figures/t.csv", text)], |vocabulary| {
            vocabulary.tables = vec![described; count];
            Vec::new()
        })
    };
    assert_eq!(with_tables(1).figures().len(), 2);
    assert_eq!(with_tables(2).error().code, Code::DuplicateName);
    // Nothing describes it: it is read as a long file.
    assert_eq!(with_tables(0).error().code, Code::MissingKey);
}
