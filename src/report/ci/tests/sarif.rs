//! SARIF, held to its schema and to what GitHub asks for beyond that.

use jsonschema::Validator;
use serde_json::Value;
use std::collections::BTreeSet;

use super::mixed::{Sample, told_in};
use crate::diagnostic::{Code, Diagnostic, Sources, Span};
use crate::language::Lang;
use crate::report::ci::{Ci, Outcome};
use crate::report::sarif;
use crate::text;

const SCHEMA: &str = include_str!("../../../../tests/sarif/sarif-schema-2.1.0.json");

/// The schema, with URIs held to be URIs. Its pattern for the language of a run has a bracket too many, so that not every reader takes it for a
/// pattern; what is written here has no language.
fn validator() -> Validator {
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for of in ["run", "toolComponent"] {
        schema["definitions"][of]["properties"]["language"] = Value::Bool(false);
    }
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// Holds a log to the schema.
fn valid(log: &str) -> Value {
    let validator = validator();
    let log: Value = serde_json::from_str(log).unwrap();
    let faults: Vec<String> = validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    log
}

fn texts<'v>(of: &'v Value, list: &str, key: &str) -> Vec<&'v str> {
    of[list].as_array().unwrap().iter().map(|entry| entry[key].as_str().unwrap()).collect()
}

fn log(sample: &Sample) -> Value {
    let mut log = valid(&sarif(&sample.ci(), Lang::Sv));
    log["runs"][0].take()
}

#[test]
fn the_schema_sees_faults() {
    let validator = validator();
    let mut log = valid(&sarif(&Sample::mixed().ci(), Lang::Sv));
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "ö ö".into();
    assert!(!validator.is_valid(&log));
}

#[test]
fn every_verdict_is_a_result_or_well() {
    for sample in Sample::with_and_without_known() {
        let (ci, run) = (sample.ci(), log(&sample));
        let (results, others) = (texts(&run, "results", "ruleId"), texts(&run["properties"], "verdicts", "ruleId"));
        assert_eq!(results.len() + others.len(), told_in(&sample.report));
        let levels = texts(&run, "results", "level");
        for (level, outcome) in [("error", Outcome::Fails), ("warning", Outcome::Warns), ("note", Outcome::Notes)] {
            let wanted = ci.items.iter().filter(|item| item.outcome == outcome).count();
            assert!(wanted > 0, "{level}");
            assert_eq!(levels.iter().filter(|l| **l == level).count(), wanted, "{level}");
        }
        let kinds = texts(&run["properties"], "verdicts", "kind");
        assert!(kinds.contains(&"pass") && kinds.contains(&"notApplicable"), "{kinds:?}");
        let mut all: Vec<&str> = results.into_iter().chain(others).collect();
        let mut told: Vec<&str> = ci.items.iter().map(|item| item.rule.as_str()).collect();
        all.sort_unstable();
        told.sort_unstable();
        assert_eq!(all, told);
    }
}

#[test]
fn each_rule_is_one_rule_with_help() {
    let sample = Sample::mixed();
    let run = log(&sample);
    let rules = &run["tool"]["driver"];
    let ids = texts(rules, "rules", "id");
    let once: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(once.len(), ids.len());
    assert!(ids.contains(&"ekonomi/resultat") && ids.contains(&"assessment:god-hushållning"), "{ids:?}");
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(ids[index], result["ruleId"]);
    }
    let rule = rules["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "rur").unwrap();
    assert_eq!(rule["shortDescription"]["text"], "Resultatutjämningsreserven används rätt");
    assert_eq!(
        rule["help"]["text"],
        "Resultatutjämningsreserven används rätt\nEnligt lag.\n11 kap. kommunallagen.\nRiktlinjer 2013."
    );
}

#[test]
fn a_result_stands_at_the_rule_with_its_figures_beside() {
    let run = log(&Sample::mixed());
    let rur = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["ruleId"] == "rur" && r["properties"]["key"] == "2024;outcome")
        .unwrap();
    let place = &rur["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "paket/pack.yaml");
    let line = usize::try_from(place["region"]["startLine"].as_u64().unwrap()).unwrap();
    assert!(include_str!("../../tests/pack.yaml").lines().nth(line - 1).unwrap().contains("requirement: rur"));
    let related = &rur["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["artifactLocation"]["uri"], "paket/figures/figures.yaml");
    // `  rur: 60 mnkr`
    assert_eq!(related["physicalLocation"]["region"]["startLine"], 21);
    assert_eq!(related["physicalLocation"]["region"]["startColumn"], 8);
    assert_eq!(related["physicalLocation"]["region"]["endColumn"], 15);
    assert_eq!(related["message"]["text"], "Underlag");
}

#[test]
fn a_result_is_known_by_its_cut_and_not_by_its_line() {
    let prints = |sample: &Sample| -> Vec<String> {
        let run = log(sample);
        let results = run["results"].as_array().unwrap().iter();
        results.map(|r| r["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap().to_owned()).collect()
    };
    let before = prints(&Sample::mixed());
    let once: BTreeSet<&String> = before.iter().collect();
    assert_eq!(once.len(), before.len());
    assert_eq!(prints(&Sample::moved()), before);
}

#[test]
fn every_letter_comes_out_as_it_was() {
    let sample = Sample::awkward();
    let run = log(&sample);
    let text = run["results"][0]["message"]["text"].as_str().unwrap();
    assert!(
        text.starts_with(
            "Ej uppfyllt: =1+1 \"citat\" <tagg> & 100 %, a: ##[error]rad ett\nrad två ]]> (2024, utfall). "
        ),
        "{text}"
    );
}

#[test]
fn a_path_is_an_uri() {
    let mut sample = Sample::awkward();
    sample.read.put_in("mapp å/50 % {a}#b");
    let run = log(&sample);
    let uri = &run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "mapp%20%C3%A5/50%20%25%20%7Ba%7D%23b/pack.yaml");
}

#[test]
fn what_has_no_place_still_has_one_since_github_takes_nothing_else() {
    let fault = Diagnostic::error(Code::MissingKey, Span::NOWHERE, text!("pack saknas", "pack is missing"));
    let run = valid(&sarif(&Ci::of_faults("tomt", &[fault], &Sources::default(), Lang::Sv), Lang::Sv));
    let result = &run["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "pack.yaml");
    assert_eq!((&result["ruleId"], &result["level"]), (&"finding:missing-key".into(), &"error".into()));
    let none = valid(&sarif(&Ci::of_faults("tomt", &[], &Sources::default(), Lang::Sv), Lang::Sv));
    assert_eq!(none["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn what_is_known_is_suppressed_and_every_other_result_says_that_it_is_not() {
    let run = log(&Sample::with_known());
    let results = run["results"].as_array().unwrap();
    let suppressed: Vec<&Value> = results.iter().filter(|r| r["suppressions"] != serde_json::json!([])).collect();
    assert_eq!(suppressed.len(), 3);
    let rur = suppressed.iter().find(|r| r["properties"]["key"] == "2024;outcome").unwrap();
    let accepted = serde_json::json!([{
        "kind": "external", "status": "accepted", "justification": "Reserven återställs 2026 (till och med 2025-12-31)",
    }]);
    assert_eq!((&rur["suppressions"], &rur["level"]), (&accepted, &"warning".into()));
    assert!(results.iter().all(|result| result["suppressions"].is_array()));
    // Where nothing is known no result has the key.
    let without = log(&Sample::mixed());
    assert!(without["results"].as_array().unwrap().iter().all(|result| result.get("suppressions").is_none()));
}
