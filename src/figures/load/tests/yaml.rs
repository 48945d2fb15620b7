//! YAML figures files.

use super::*;
use crate::quantity::{Basis, Date, Period};

#[test]
fn values_and_figures_under_a_head() {
    let read = read(
        "mars.yaml",
        "\
period: 2024-03
basis: prognos
edition: 2024-02
source: rapport.pdf
values:
  Årets resultat: -376 mnkr
  soliditet: \"31,4 %\"
figures:
  - figure: nettokostnad
    where: {Ansvarig nämnd: HSN}
    period: 2024-Q1
    basis: outcome
    value: -82 000
    unit: tkr
    precision: exact
    source: rapport.pdf:12
    note: preliminär
  - figure: nöjd_kund
    missing: Mäts först i maj
",
    );
    let hsn = "Hälso- och sjukvårdsnämnd";
    assert_eq!(
        read.figures(),
        [
            "årets_resultat 2024-03 forecast@2024-02 = -376 ±0.5".to_owned(),
            format!("nettokostnad[{hsn}] 2024-01..2024-03 outcome@2024-02 = -82"),
            "soliditet 2024-03-31 forecast@2024-02 = 31.4 ±0.05".to_owned(),
            "nöjd_kund 2024-03 forecast@2024-02 = missing: Mäts först i maj".to_owned(),
        ]
    );
    let figures = read.loaded.set.all();
    let cited = |i: usize| figures[i].origins[0].cited.as_deref();
    assert_eq!(cited(0), Some("rapport.pdf"));
    assert_eq!(cited(1), Some("rapport.pdf:12"));
    assert!(figures[1].preliminary);
    assert_eq!(read.sources.slice(figures[1].origins[0].span), "-82 000");
}

#[test]
fn each_document_has_its_own_head() {
    let read = read(
        "a.yml",
        "period: 2023\nvalues:\n  nöjd_kund: 70\n---\nperiod: 2024\nbasis: budget\nvalues:\n  nöjd_kund: 71\n",
    );
    let expected = ["nöjd_kund 2023 outcome = 70 ±0.5", "nöjd_kund 2024 budget = 71 ±0.5"];
    assert_eq!(read.figures(), expected);
}

#[test]
fn a_quoted_dash_is_missing() {
    let read = read("a.yaml", "period: 2024\nvalues:\n  nöjd_kund: \"-\"\n");
    assert_eq!(read.figures(), ["nöjd_kund 2024 outcome = missing"]);
}

#[test]
fn faults_are_at_their_words() {
    let read = read(
        "a.yaml",
        "\
basis: utfal
values:
  soliditett: 31 %
  soliditet: 31 mnkr
figures:
  - figure: nettokostnad
    period: 2024
    where:
      nämd: HSN
      nämnd: HSM
    value: 1 mkr
    missing: Senare
    vädre: 1
  - figure: nöjd_kund
    period: 2024
figurer: x
",
    );
    let expected = [
        (Code::BadValue, "utfal"),
        (Code::UnknownName, "soliditett"),
        (Code::MissingKey, "soliditet"),
        (Code::UnknownName, "nämd"),
        (Code::UnknownMember, "HSM"),
        (Code::MissingKey, "1 mkr"),
        (Code::UnknownKey, "vädre"),
        (Code::MissingKey, "figure"),
        (Code::UnknownKey, "figurer"),
    ];
    assert_eq!(read.faults(), expected);
    assert!(read.loaded.set.all().is_empty());
}

#[test]
fn the_unit_is_underlined_alone() {
    let read = read("a.yaml", "period: 2024\nvalues:\n  soliditet: 31 mnkr\n");
    assert_eq!(read.labels(), ["mnkr", "soliditet"]);
    assert_eq!(read.error().code, Code::WrongUnit);
}

#[test]
fn verdicts_that_people_gave() {
    let read = read(
        "a.yaml",
        "\
period: 2024-Q1
source: rapport
assessed:
  - rule: hållbar/utveckling
    level: God måluppfyllelse
    motivation: Arbetet följer plan
    by: Regionala utvecklingsnämnden
    date: 2024-04-24
    ref: § 12
    where: {nämnd: HSN}
    basis: utfall
    source: rapport:1478
  - rule: ekonomi
    level: met
    period: 2024
",
    );
    assert_eq!(read.faults(), []);
    let [second, first] = read.loaded.set.manual.as_slice() else { panic!() };
    assert_eq!(first.rule, "hållbar/utveckling");
    assert_eq!(first.level, "God måluppfyllelse");
    assert_eq!(first.motivation.as_deref(), Some("Arbetet följer plan"));
    assert_eq!(first.by.as_deref(), Some("Regionala utvecklingsnämnden"));
    assert_eq!(first.date, Date::new(2024, 4, 24));
    assert_eq!(first.reference.as_deref(), Some("§ 12"));
    assert_eq!(first.period, Some(Period::months(2024, 1, 3)));
    assert_eq!(first.basis, Some(Basis::Outcome));
    assert_eq!(first.coordinates.to_string(), "Hälso- och sjukvårdsnämnd");
    assert_eq!(first.origin.cited.as_deref(), Some("rapport:1478"));
    assert_eq!(read.sources.slice(first.origin.span), "hållbar/utveckling");
    assert_eq!(second.period, Some(Period::year(2024)));
    assert_eq!(second.basis, None);
    assert_eq!(second.origin.cited.as_deref(), Some("rapport"));
}

#[test]
fn a_verdict_needs_rule_and_level_and_a_real_day() {
    let read = read("a.yaml", "assessed:\n  - rule: a\n    date: 2024-02-30\n  - level: met\n");
    let codes: Vec<_> = read.loaded.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::MissingKey, Code::BadPeriod, Code::MissingKey]);
    assert!(read.loaded.set.manual.is_empty());
}

#[test]
fn a_list_of_changes_outside_a_file_of_figures() {
    let mut sources = Sources::default();
    let vocabulary = testing::vocabulary(&mut sources);
    let text = "- figure: soliditet\n  period: 2024-03-31\n  value: 25 %\n";
    let file = sources.add("case.yaml", text);
    let mut faults = Vec::new();
    let documents = crate::yaml::parse(file, &sources, &mut faults);
    let list = documents[0].as_ref().unwrap();
    let loaded = crate::figures::load_list(list, &sources, &vocabulary);
    assert_eq!((faults.len(), loaded.diagnostics.len()), (0, 0));
    assert_eq!(given(&loaded.set.all()[0].given), "25 ±0.5");
}
