//! Answers of Kolada, of both versions.

use super::*;
use crate::figures::load::read_table;
use crate::yaml::{self, Reader};

const DESCRIBED: &str = "\
kolada:
  municipality: \"0007\"
  gender:
    K: {nämnd: Trafiknämnd}
    M: {nämnd: HSN}
  kpis:
    N63133: {figure: soliditet, unit: \"%\"}
    N63146: {figure: årets_resultat, unit: tkr, basis: budget}
";

/// As version 2 gives it.
const SECOND: &str = r#"{"count": 2, "previous_page": null, "values": [
  {"kpi": "N63133", "municipality": "0007", "period": "2023",
   "values": [{"gender": "T", "count": 1, "status": "", "value": 31.4}]},
  {"kpi": "N63146", "municipality": "0007", "period": "2023",
   "values": [{"gender": "T", "count": 1, "status": "", "value": -1416.25},
              {"gender": "K", "count": 1, "status": "", "value": 12},
              {"gender": "M", "count": 1, "status": "Missing", "value": null}]}]}"#;

/// The same as version 3 gives it.
const THIRD: &str = r#"{"count": 2, "next_url": null, "previous_url": null, "values": [
  {"values": [{"gender": "T", "count": 1, "status": "", "value": 31.4, "isdeleted": false}], "kpi": "N63133", "period": 2023, "municipality": "0007"},
  {"values": [{"gender": "T", "count": 1, "status": "", "value": -1.41625e3, "isdeleted": false},
              {"gender": "K", "count": 1, "status": "", "value": 12, "isdeleted": false},
              {"gender": "M", "count": 1, "status": "Missing", "value": null, "isdeleted": false}], "kpi": "N63146", "period": 2023, "municipality": "0007"}]}"#;

fn kolada(described: &str, answer: &str) -> Read {
    let mut sources = Sources::default();
    let file = sources.add("t.table.yaml", described);
    let mut reader = Reader::default();
    let documents = yaml::parse(file, &sources, &mut reader.faults);
    let table = read_table(documents[0].as_ref().unwrap(), &mut reader, Some("t.json"));
    assert_eq!(reader.faults, []);
    let vocabulary = testing::vocabulary(&mut sources);
    let files = [sources.add("t.json", answer)];
    let loaded = load(&files, &sources, &vocabulary, &[table.unwrap()]);
    Read { sources, vocabulary, loaded }
}

/// The only fault of an answer in which a text stands for another.
fn doubt(from: &str, to: &str) -> (Code, Severity, String, usize) {
    assert!(SECOND.contains(from));
    let read = kolada(DESCRIBED, &SECOND.replacen(from, to, 1));
    let [fault] = read.loaded.diagnostics.as_slice() else { panic!("{:#?}", read.loaded.diagnostics) };
    assert!(fault.help.is_some());
    let underlined = read.sources.slice(fault.span()).to_owned();
    (fault.code, fault.severity, underlined, read.loaded.set.all().len())
}

fn warned(underlined: &str, figures: usize) -> (Code, Severity, String, usize) {
    (Code::KoladaDoubt, Severity::Warning, underlined.to_owned(), figures)
}

fn refused(code: Code, underlined: &str) -> (Code, Severity, String) {
    (code, Severity::Error, underlined.to_owned())
}

#[test]
fn both_versions_say_the_same() {
    let second = kolada(DESCRIBED, SECOND);
    // −1 416,25 tkr is −1,41625 mnkr; the share is of the last day of the year; what is null is missing and never zero.
    assert_eq!(
        second.figures(),
        [
            "årets_resultat 2023 budget = -1.41625 ±0.000005",
            "årets_resultat[Hälso- och sjukvårdsnämnd] 2023 budget = missing: Kolada: Missing",
            "årets_resultat[Trafiknämnd] 2023 budget = 0.012 ±0.0005",
            "soliditet 2023-12-31 outcome = 31.4 ±0.05",
        ]
    );
    assert_eq!(kolada(DESCRIBED, THIRD).figures(), second.figures());
}

#[test]
fn a_value_has_its_place_and_no_binary_number_in_its_way() {
    let answer = SECOND.replace("31.4}", "0.100000000000000005551115123}");
    let read = kolada(DESCRIBED, &answer);
    let figure = read.loaded.set.all().last().unwrap();
    assert!(
        matches!(figure.given, Given::Number { value, .. } if value.to_string() == "0.100000000000000005551115123")
    );
    assert_eq!(read.sources.slice(figure.origins[0].span), "0.100000000000000005551115123");
    assert_eq!(read.sources.cite(figure.origins[0].span), "t.json:3");
}

#[test]
fn escapes_and_tabs_are_json() {
    let answer = SECOND.replace("\"N63133\"", "\t\"N\\u0036\\u0033133\"");
    assert_eq!(kolada(DESCRIBED, &answer).figures().len(), 4);
}

#[test]
fn women_and_men_only_where_the_figure_is_split_and_somebody_says_how() {
    let without = DESCRIBED.replace("  gender:\n    K: {nämnd: Trafiknämnd}\n    M: {nämnd: HSN}\n", "");
    assert_eq!(kolada(&without, SECOND).figures().len(), 2);
    let of_share =
        SECOND.replace("31.4}]", "31.4}, {\"gender\": \"K\", \"count\": 1, \"status\": \"\", \"value\": 30}]");
    assert_eq!(kolada(DESCRIBED, &of_share).figures().len(), 4);
}

#[test]
fn several_municipalities_are_parts() {
    let described = DESCRIBED
        .replace("\"0007\"", "{\"0007\": {nämnd: Trafiknämnd}, \"0013\": {nämnd: HSN}}")
        .replace("  gender:\n    K: {nämnd: Trafiknämnd}\n    M: {nämnd: HSN}\n", "")
        .replace("    N63133: {figure: soliditet, unit: \"%\"}\n", "");
    let row = |id: &str, value: &str| {
        format!(
            "{{\"kpi\": \"N63146\", \"municipality\": \"{id}\", \"period\": \"2023\", \"values\": [{{\"gender\": \"T\", \"value\": {value}}}]}}"
        )
    };
    let answer = format!("{{\"values\": [{}, {}]}}", row("0007", "1000"), row("0013", "2000"));
    let read = kolada(&described, &answer);
    assert_eq!(
        read.figures(),
        [
            "årets_resultat[Hälso- och sjukvårdsnämnd] 2023 budget = 2 ±0.0005",
            "årets_resultat[Trafiknämnd] 2023 budget = 1 ±0.0005",
        ]
    );
}

#[test]
fn what_is_not_read_or_should_be_looked_at_is_told() {
    let others = r#"{"kpi": "N00945", "municipality": "0007", "period": "2023", "values": []}, {"kpi": "N63133", "municipality": "0013", "period": "2023", "values": []}, "#;
    let read = kolada(DESCRIBED, &SECOND.replace("\"values\": [\n", &format!("\"values\": [{others}\n")));
    let faults: Vec<(Code, &str)> = read.faults();
    assert_eq!(faults, [(Code::KoladaDoubt, "\"N00945\""), (Code::KoladaDoubt, "\"0013\"")]);
    assert_eq!(read.loaded.set.all().len(), 4);

    let next = r#""https://api.kolada.se/v3/data?page=2""#;
    assert_eq!(doubt("\"previous_page\": null", &format!("\"next_page\": {next}")), warned(next, 4));
    assert_eq!(doubt("\"previous_page\": null", &format!("\"next_url\": {next}")), warned(next, 4));
    assert_eq!(doubt("\"Missing\"", "\"Estimated\""), warned("\"Estimated\"", 4));
    // A status beside a value.
    assert_eq!(
        doubt("\"status\": \"\", \"value\": 31.4", "\"status\": \"Private\", \"value\": 31.4"),
        warned("\"Private\"", 4)
    );
    assert_eq!(
        doubt("\"count\": 1, \"status\": \"\", \"value\": 31.4", "\"count\": 21, \"status\": \"\", \"value\": 31.4"),
        warned("21", 4)
    );
    assert_eq!(doubt("\"value\": 31.4", "\"value\": null, \"is_deleted\": 1"), warned("null", 3));
    assert_eq!(doubt("\"value\": 31.4", "\"value\": null, \"isdeleted\": true"), warned("null", 3));
}

#[test]
fn empty_without_a_status_is_missing_without_a_reason() {
    let read = kolada(DESCRIBED, &SECOND.replace("\"value\": 31.4", "\"value\": null"));
    assert!(matches!(read.loaded.set.all().last().unwrap().given, Given::Missing { because: None }));
}

#[test]
fn what_cannot_be_read_is_refused_where_it_stands() {
    let refusal = |from: &str, to: &str| {
        let (code, severity, underlined, _) = doubt(from, to);
        (code, severity, underlined)
    };
    assert_eq!(refusal("31.4", "\"31,4\""), refused(Code::BadNumber, "\"31,4\""));
    assert_eq!(refusal("31.4", "true"), refused(Code::BadNumber, "true"));
    assert_eq!(refusal("31.4", "1e-40"), refused(Code::BadNumber, "1e-40"));
    assert_eq!(refusal("\"2023\"", "\"2023-24\""), refused(Code::BadPeriod, "\"2023-24\""));
    assert_eq!(refusal("\"gender\": \"K\"", "\"gender\": \"F\""), refused(Code::BadValue, "\"F\""));
    assert_eq!(refusal("\"gender\": \"K\"", "\"gender\": \"T\""), refused(Code::ConflictingFigure, "12"));
}

#[test]
fn what_the_description_names_and_the_file_lacks() {
    let more = format!("{DESCRIBED}    N63147: {{figure: nöjd_kund}}\n");
    let read = kolada(&more, SECOND);
    assert_eq!((read.error().code, read.labels()[0]), (Code::UnmatchedTable, "N63147"));
    assert!(read.help().contains("N63146"), "{}", read.help());
    let read = kolada(&DESCRIBED.replace("\"0007\"", "\"0008\""), SECOND);
    let faults = read.faults();
    assert!(faults.contains(&(Code::UnmatchedTable, "\"0008\"")), "{faults:?}");
}

#[test]
fn no_answer_of_kolada() {
    for text in [
        "",
        "[]",
        "{\"values\": [}",
        "{\"values\": [{\"kpi\": \"å\"}]}",
        "{\"values\": 1, \"values\": 2}",
        "{\"values\": []} x",
    ] {
        let read = kolada(DESCRIBED, text);
        assert_eq!(read.error().code, Code::UnreadableFile, "{text}");
    }
    let undescribed = read("t.json", SECOND);
    assert_eq!(undescribed.error().code, Code::UnmatchedTable);
    assert!(undescribed.help().contains("`kolada:`"));
}

#[test]
fn a_unit_is_said_and_not_taken_from_the_figure() {
    let read = kolada(&DESCRIBED.replace(", unit: tkr", ""), SECOND);
    assert!(read.faults().iter().all(|(code, _)| *code == Code::BareNumber), "{:?}", read.faults());
}
