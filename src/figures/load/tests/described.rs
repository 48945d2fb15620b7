//! What a description says beyond the columns: units and parts in columns of the row, empty cells, a row for each value, a row for each verdict.

use super::*;
use crate::diagnostic::Span;
use crate::figures::load::read_table;
use crate::quantity::Basis;
use crate::yaml::{self, Reader};

/// A CSV file `t.csv` read by a description.
fn described(description: &str, text: &str) -> Read {
    let (tables, faults, mut sources) = described_by(description);
    assert_eq!(faults, []);
    let vocabulary = testing::vocabulary(&mut sources);
    let file = sources.add("figures/t.csv", text);
    let loaded = load(&[file], &sources, &vocabulary, &tables);
    Read { sources, vocabulary, loaded }
}

fn described_by(description: &str) -> (Vec<Table>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let file = sources.add("t.table.yaml", description);
    let mut reader = Reader::default();
    let documents = yaml::parse(file, &sources, &mut reader.faults);
    let table = read_table(documents[0].as_ref().unwrap(), &mut reader, Some("t.csv"));
    (table.into_iter().collect(), reader.faults, sources)
}

/// Figure, part, period, basis and value of each figure that was submitted.
fn told(read: &Read) -> Vec<String> {
    assert_eq!(read.faults(), []);
    let submitted = read.loaded.set.all().iter().filter(|figure| !figure.is_sum);
    let told = submitted.map(|figure| {
        let name = &read.vocabulary.get(figure.id).unwrap().name;
        let value = match &figure.given {
            Given::Number { value, half_width } => format!("{} ±{}", plain(*value), plain(*half_width)),
            other => format!("{other:?}"),
        };
        format!("{name} [{}] {} {:?}: {value}", figure.coordinates, figure.period, figure.basis)
    });
    told.collect()
}

const OWN_COLUMNS: &str = "\
rows: figure
empty: nothing
row_columns: {unit: Enhet, nämnd: Ansvarig nämnd}
columns:
  Budget 2026: {period: 2026, basis: budget}
  Plan 2027: {period: 2027, basis: plan}
ignore:
  columns: [Avser]
";

#[test]
fn a_row_has_its_unit_and_its_part_in_columns_of_its_own() {
    let read = described(
        OWN_COLUMNS,
        "Uppgift;Ansvarig nämnd;Enhet;Avser;Budget 2026;Plan 2027\n\
         Verksamhetens nettokostnad;;mnkr;x;-100;-110,5\n\
         Verksamhetens nettokostnad;Trafiknämnd;tkr;x;-40000;\n\
         Soliditet;;%;x;31,0;-\n",
    );
    assert_eq!(
        told(&read),
        [
            "nettokostnad [] 2026 Budget: -100 ±0.5",
            "nettokostnad [] 2027 Plan: -110.5 ±0.05",
            "nettokostnad [Trafiknämnd] 2026 Budget: -40 ±0.0005",
            "soliditet [] 2026-12-31 Budget: 31 ±0.05",
            "soliditet [] 2027-12-31 Plan: Missing { because: None }",
        ]
    );
}

#[test]
fn an_empty_cell_is_missing_unless_the_description_says_that_it_is_nothing() {
    let text = "Uppgift;Ansvarig nämnd;Enhet;Avser;Budget 2026;Plan 2027\nSoliditet;;%;;;30\n";
    let read = described(&OWN_COLUMNS.replace("empty: nothing\n", ""), text);
    assert_eq!(
        told(&read),
        ["soliditet [] 2026-12-31 Budget: Missing { because: None }", "soliditet [] 2027-12-31 Plan: 30 ±0.5"]
    );
    assert_eq!(told(&described(OWN_COLUMNS, text)), ["soliditet [] 2027-12-31 Plan: 30 ±0.5"]);
    let asked = OWN_COLUMNS.replace("empty: nothing", "empty: missing");
    assert_eq!(told(&described(&asked, text)).len(), 2);
}

#[test]
fn a_cell_of_a_part_that_does_not_exist_then_may_be_empty() {
    let text = "Uppgift;Ansvarig nämnd;Enhet;Avser;Budget 2020;Plan 2027\nVerksamhetens nettokostnad;Kulturnämnd;mnkr;;VALUE;-5\n";
    let description = OWN_COLUMNS.replace("2026", "2020");
    let read = described(&description, &text.replace("VALUE", ""));
    assert_eq!(told(&read), ["nettokostnad [Kulturnämnd] 2027 Plan: -5 ±0.5"]);
    // The nämnd is from 2021.
    let read = described(&description, &text.replace("VALUE", "-4"));
    assert_eq!(read.error().code, Code::WrongPeriod);
}

#[test]
fn a_column_for_units_or_parts_that_is_not_there_is_an_error() {
    let text = "Uppgift;Enhet;Avser;Budget 2026;Plan 2027\nVerksamhetens nettokostnad;mnkr;;-100;-110\n";
    let read = described(OWN_COLUMNS, text);
    assert_eq!(read.error().code, Code::UnmatchedTable);
    assert!(read.error().message.sv.contains("`Ansvarig nämnd` saknas"), "{}", read.error().message.sv);
    let twice = "Uppgift;Enhet;Enhet;Ansvarig nämnd;Avser;Budget 2026;Plan 2027\nSoliditet;%;%;;;1;2\n";
    assert_eq!(described(OWN_COLUMNS, twice).error().code, Code::DuplicateName);
}

#[test]
fn a_unit_or_part_that_is_unknown_leaves_the_row_out_with_an_error() {
    let text =
        "Uppgift;Ansvarig nämnd;Enhet;Avser;Budget 2026;Plan 2027\nVerksamhetens nettokostnad;NÄMND;ENHET;;-100;\n";
    let with =
        |committee: &str, unit: &str| described(OWN_COLUMNS, &text.replace("NÄMND", committee).replace("ENHET", unit));
    assert_eq!(with("Okänd nämnd", "mnkr").error().code, Code::UnknownMember);
    assert_eq!(with("", "mkr").error().code, Code::UnknownUnit);
    assert_eq!(with("", "").error().code, Code::BareNumber);
    assert_eq!(with("", "").loaded.set.all().len(), 0);
}

#[test]
fn a_part_is_said_by_the_row_or_by_a_column_and_not_by_both() {
    let description = "rows: nämnd\nrow_columns: {nämnd: Del}\nall: {figure: nettokostnad, unit: mnkr, period: 2026}\n\
                       columns: {Budget: {basis: budget}}\n";
    let read = described(description, "Nämnd;Del;Budget\nTrafiknämnd;Kulturnämnd;-1\n");
    assert_eq!(read.error().code, Code::BadValue);
}

const LONG: &str = "figure;nämnd;period;basis;value;unit;precision;missing;note\n";

#[test]
fn a_table_can_have_a_row_for_each_value() {
    let text = format!(
        "{LONG}soliditet;;2026;budget;31;%;exact;;preliminärt\n\
         nettokostnad;Trafiknämnd;2026;budget;;;;Beloppet anges inte;\n\
         nettokostnad;;2026;budget;;;;;\n"
    );
    let submitted = ["nettokostnad [Trafiknämnd] 2026 Budget: Missing { because: Some(\"Beloppet anges inte\") }"];
    let read = described("rows: value\nempty: nothing\n", &text);
    assert_eq!(told(&read), [submitted[0], "soliditet [] 2026-12-31 Budget: 31 ±0"]);
    assert!(read.loaded.set.all().iter().any(|figure| figure.preliminary));
    // As in a file without a description, the row without a value is missing.
    let read = described("rows: value\n", &text);
    assert_eq!(told(&read).len(), 3);
}

#[test]
fn a_value_and_why_it_is_missing_do_not_go_together() {
    let read = described("rows: value\n", &format!("{LONG}soliditet;;2026;budget;31;%;;Mäts inte;\n"));
    assert_eq!(read.error().code, Code::BadValue);
    assert_eq!(read.labels(), ["31", "Mäts inte"]);
}

#[test]
fn where_headings_say_it_there_is_nothing_to_describe() {
    for rows in ["value", "assessed"] {
        let (tables, faults, _) = described_by(&format!("rows: {rows}\ncolumns: {{A: {{period: 2026}}}}\n"));
        let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!((tables.len(), codes), (0, vec![Code::UnknownKey]), "{rows}");
    }
}

const ASSESSED: &str = "rule;level;nämnd;period;basis;motivation;by;date;ref;source\n";

#[test]
fn a_table_can_have_a_row_for_each_verdict_that_people_gave() {
    let text = format!(
        "{ASSESSED}mål/nöjda;Grön;Trafiknämnd;2026;budget;Det går bra;Styrelsen;2026-03-31;§ 4;protokoll.txt:9\n\
         mål/andra;;;;;;;;;\n"
    );
    let read = described("rows: assessed\nempty: nothing\n", &text);
    assert_eq!(read.faults(), []);
    let [manual] = read.loaded.set.manual.as_slice() else { panic!("{:?}", read.loaded.set.manual) };
    let place = |span: Span| read.sources.slice(span);
    assert_eq!((place(manual.origin.span), &*manual.level), ("mål/nöjda", "Grön"));
    assert_eq!(manual.coordinates.to_string(), "Trafiknämnd");
    assert_eq!((manual.period.unwrap().to_string().as_str(), manual.basis), ("2026", Some(Basis::Budget)));
    assert_eq!(manual.date.unwrap().to_string(), "2026-03-31");
    let said = [&manual.motivation, &manual.by, &manual.reference, &manual.origin.cited];
    let said: Vec<&str> = said.iter().map(|text| text.as_deref().unwrap()).collect();
    assert_eq!(said, ["Det går bra", "Styrelsen", "§ 4", "protokoll.txt:9"]);
}

#[test]
fn a_verdict_without_a_rule_or_level_is_an_error() {
    let with = |row: &str| described("rows: assessed\n", &format!("{ASSESSED}{row};;;;;;;;\n"));
    assert_eq!(with("mål/nöjda;").error().code, Code::EmptyValue);
    assert_eq!(with(";Grön").error().code, Code::EmptyValue);
    assert_eq!(described("rows: assessed\n", "rule;nivå\nx;Grön\n").faults().len(), 2);
    let twice = described("rows: assessed\n", "rule;level;level\nx;Grön;Röd\n");
    assert_eq!(twice.error().code, Code::DuplicateName);
}
