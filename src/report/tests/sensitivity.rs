//! What moves each goal most: the numbers by hand, the words, and what is not varied.

use super::{Read, small};
use crate::figures::Change;
use crate::language::Lang;
use crate::quantity::Period;
use crate::report::{MeasureEntry, SensitivityReport, sensitivity_json, sensitivity_text};
use crate::solve::draft;
use crate::verdict::{Options, judge};

const FIGURES: &str = "\
basis: budget
period: 2024
values:
  intäkter: 200,0 mnkr
  vård: -150,0 mnkr
  trafik: -40,0 mnkr
  räntor: -5,0 mnkr
  pensioner: 0,0 mnkr
  fast: 7,0 mnkr
  kostnader: -190,0 mnkr
  utgifter: -195,0 mnkr
figures:
  - {figure: intäkter, period: 2023, value: \"180,0 mnkr\"}
";

fn read() -> Read {
    let pack = small(
        "  scale: {band: {partly_within: 1 p.e.}}
figures:
  intäkter: {title: Intäkter, unit: mnkr, measured: during, lever: {min: 0 mnkr, max: 1000 mnkr}}
  vård: {title: Vård, unit: mnkr, measured: during, lever: {min: -1000 mnkr, max: 0 mnkr}}
  trafik: {title: Trafik, unit: mnkr, measured: during, lever: {min: -40 mnkr, max: 0 mnkr}}
  räntor: {title: Räntor, unit: mnkr, measured: during, lever: {min: -100 mnkr, max: 0 mnkr}}
  pensioner: {title: Pensioner, unit: mnkr, measured: during}
  fast: {title: Fast, unit: mnkr, measured: during, lever: {min: 0 mnkr, max: 10 mnkr}}
parameters:
  noll: {title: Noll, unit: mnkr, value: 0 mnkr, ref: Riktlinjer}
  mål: {title: Mål, unit: \"%\", value: 2 %, ref: Riktlinjer}
statements:
  - statement: budget
    title: Budget
    unit: mnkr
    lines: [vård, trafik, {sum: kostnader, title: Kostnader}, räntor, pensioner, {sum: utgifter, title: Summan}]
formulas:
  andel: {title: Andel, unit: \"%\", is: (intäkter + utgifter) / intäkter}
indicators:
  - {indicator: andel, title: Andelen, value: andel, at_least: mål}
  - {indicator: ökning, title: Ökningen, value: intäkter - föregående(intäkter), above: noll, scale: boolean}
requirements:
  - {requirement: fast, title: Fast, that: \"max(fast, noll) + 0 * intäkter >= noll\"}
",
    );
    Read::of(&pack, FIGURES)
}

fn report(read: &Read, lang: Lang) -> SensitivityReport {
    let mut run = judge(&read.policy, &read.loaded.set, Options::default());
    SensitivityReport::of(&mut run, &read.sources, &read.files, lang)
}

/// Figure, and how much each step moves the measure.
fn moved(measure: &MeasureEntry) -> Vec<(&str, [Option<String>; 4])> {
    let effects = measure.effects.iter().map(|effect| {
        let tried = [&effect.plus_percent, &effect.minus_percent, &effect.plus_unit, &effect.minus_unit];
        let change = |tried: &Option<crate::report::TriedEntry>| {
            tried.as_ref().and_then(|t| t.change).map(|change| change.0.round_dp(4).normalize().to_string())
        };
        (effect.figure.figure.as_str(), tried.map(change))
    });
    effects.collect()
}

fn some(changes: [&str; 4]) -> [Option<String>; 4] {
    changes.map(|change| Some(change.to_owned()).filter(|c| !c.is_empty()))
}

#[test]
fn effects_are_exact_and_the_largest_stands_first() {
    let read = read();
    let report = report(&read, Lang::Sv);
    let andel = &report.measures[0];
    assert_eq!((andel.value.0.normalize().to_string().as_str(), andel.change_unit.as_deref()), ("2.5", Some("p.e.")));
    // (202 − 195) / 202 is 3.4653 %, (198 − 195) / 198 is 1.5152 %, 6/201 is 2.9851 %, 4/199 is 2.0101 %.
    // Costs: −151.5 gives 3.5/200 = 1.75 %, −148.5 gives 6.5/200. Trafik may not become more than −40.
    assert_eq!(
        moved(andel),
        [
            ("intäkter", some(["0.9653", "-0.9848", "0.4851", "-0.4899"])),
            ("vård", some(["-0.75", "0.75", "0.5", "-0.5"])),
            ("trafik", some(["", "0.2", "0.5", ""])),
            ("räntor", some(["-0.025", "0.025", "0.5", "-0.5"])),
        ]
    );
    let limits: Vec<_> = andel
        .limits
        .iter()
        .map(|l| (l.verdict.as_str(), l.at.0.to_string(), l.distance.0.normalize().to_string()))
        .collect();
    assert_eq!(limits, [("partly_met", "2".to_owned(), "-0.5".to_owned())]);
    let less = andel.effects[0].minus_percent.as_ref().unwrap();
    assert_eq!(less.verdict.as_str(), "partly_met", "1.5152 % is within one point of 2 %");
    assert_eq!(andel.at.verdict.as_str(), "met");
}

#[test]
fn a_published_sum_hides_no_small_change() {
    // One percent of the interest is 0.05: within the rounding of both published sums, of which one is a sum of the other.
    let read = read();
    let report = report(&read, Lang::Sv);
    let set_aside: Vec<&str> = report.set_aside.iter().map(|one| one.figure.as_str()).collect();
    assert_eq!(set_aside, ["kostnader", "utgifter"]);
    let changes = [Change::parse("vård[2024]=-0,04 mnkr").unwrap()];
    let of_2024 = Options { period: Some(Period::year(2024)), ..Options::default() };
    let draft = draft(&read.policy, &read.loaded.set, &changes, of_2024).unwrap();
    assert_eq!(draft.set_aside.len(), 2);
    let run = judge(&read.policy, &draft.set, of_2024);
    let value = run.judgements.iter().find_map(|j| run.evaluation.number_of(j.value?)).unwrap();
    assert_eq!(value.normalize().to_string(), "2.48", "(200 − 195,04) / 200");
}

#[test]
fn nothing_is_left_out_in_silence() {
    let read = read();
    let report = report(&read, Lang::Sv);
    let not_varied: Vec<_> = report.not_varied.iter().map(|one| (one.figure.as_str(), one.because)).collect();
    assert_eq!(
        not_varied,
        [
            ("pensioner", "no_lever"),
            ("intäkter", "other_period"),
            ("kostnader", "published"),
            ("utgifter", "published")
        ]
    );
    let fast = &report.measures[2];
    assert_eq!(fast.unmoved.iter().map(|one| one.figure.as_str()).collect::<Vec<_>>(), ["intäkter"]);
    assert_eq!(moved(fast), [("fast", some(["0.07", "-0.07", "1", "-1"]))]);
}

#[test]
fn sentences_in_both_languages() {
    let read = read();
    let written = |lang| sensitivity_text(&report(&read, lang), 100, false, lang).replace('\u{a0}', " ");
    insta::assert_snapshot!(written(Lang::Sv));
    insta::assert_snapshot!(written(Lang::En));
}

#[test]
fn json_has_numbers_as_text() {
    let read = read();
    let json: serde_json::Value = serde_json::from_str(&sensitivity_json(&report(&read, Lang::Sv))).unwrap();
    assert_eq!(json["format"], 1);
    let first = &json["measures"][0];
    assert_eq!((&first["rule"], &first["value"], &first["verdict"]), (&"andel".into(), &"2.5".into(), &"met".into()));
    let effect = &first["effects"][2];
    assert_eq!((&effect["figure"], &effect["unit"]), (&"trafik".into(), &"mnkr".into()));
    assert_eq!((&effect["minus_percent"]["to"], &effect["plus_percent"]), (&"-39.6".into(), &serde_json::Value::Null));
}

#[test]
fn a_pack_without_levers_says_so() {
    let read = Read::sample();
    let report = report(&read, Lang::En);
    assert!(report.measures.is_empty() && !report.without_lever.is_empty());
    assert!(sensitivity_text(&report, 100, false, Lang::En).contains("No measure or requirement rests on a figure"));
}
