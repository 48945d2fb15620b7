//! The JSON format, read with structs of our own that allow no other key: it cannot change by accident.

use super::Read;
use super::shape::{Report, Summary, Tally, Text, Verdict};
use crate::language::Lang;
use crate::report::json;

fn sample() -> Report {
    serde_json::from_str(&json(&Read::sample().report(Lang::Sv))).unwrap()
}

fn some(text: &str) -> Text {
    Some(text.to_owned())
}

impl Report {
    fn verdict(&self, rule: &str, period: &str, basis: &str) -> &Verdict {
        let found = self.verdicts.iter().find(|v| v.rule == rule && v.period == period && v.basis == basis);
        found.unwrap_or_else(|| panic!("no {rule} {period} {basis}"))
    }
}

#[test]
fn the_run_is_identified() {
    let report = sample();
    assert_eq!(
        (report.format, report.engine.as_str(), report.as_of.as_str()),
        (1, env!("CARGO_PKG_VERSION"), "2025-02-01")
    );
    assert_eq!(report.pack.id, "exempel");
    assert_eq!(report.figures[0].file, "figures/figures.yaml");
    assert_eq!(report.figures[0].sha256.len(), 64);
    assert!(report.ledgers.is_empty() && report.claims.is_empty() && report.recorded.is_empty());
}

#[test]
fn numbers_are_exact_text() {
    let report = sample();
    let row = report.verdict("ekonomi/resultat", "2024", "outcome");
    // 172 / 8604 in percent, to 28 digits
    assert!(row.value.as_deref().unwrap().starts_with("1.99907019990701999070199907"), "{:?}", row.value);
    assert_eq!((&row.shown, &row.target, &row.unit), (&some("2.0"), &some("2"), &some("%")));
    assert_eq!((row.verdict.as_str(), &row.attainment, row.robust), ("partly_met", &some("99.95"), false));
    // 2 % of 8604 is 172.08: 172.1 reaches it, and 172 over 8603.5 (1.9992 %) does not.
    let rounding = row.rounding.as_ref().unwrap();
    let told: Vec<_> = rounding
        .witnesses
        .iter()
        .map(|w| (w.figures[0].figure.as_str(), w.figures[0].could_be.as_str(), w.verdict.as_str()))
        .collect();
    assert_eq!(told, [("årets_resultat", "172.1", "met")]);
    let figure = &rounding.witnesses[0].figures[0];
    assert_eq!(
        (figure.title.as_str(), figure.period.as_str(), figure.basis.as_str()),
        ("Årets resultat", "2024", "outcome")
    );
    assert_eq!((figure.value.as_str(), figure.unit.as_str(), figure.precision.as_str()), ("172", "mnkr", "0.5"));
    assert!(figure.entity.is_empty() && !figure.is_sum);
    assert!(!rounding.none_alone && !rounding.only_comparison && rounding.open.is_empty());
    assert_eq!(
        (&row.comparison, &row.better, &row.trend, &row.gap_unit),
        (&some("at_least"), &some("higher"), &some("up"), &some("p.e."))
    );
    // 0,02 · 8604 − 172
    let other = row.gap_as.as_ref().unwrap();
    assert_eq!((other.value.as_str(), other.unit.as_str()), ("0.08", "mnkr"));
}

#[test]
fn a_verdict_names_what_it_rests_on() {
    let report = sample();
    let row = report.verdict("ekonomi/resultat", "2024", "outcome");
    let inputs: Vec<(&str, &Text, &Text)> =
        row.inputs.iter().map(|i| (i.figure.as_str(), &i.value, &i.source)).collect();
    let result = some("figures/figures.yaml:15");
    let taxes = some("figures/figures.yaml:16");
    assert_eq!(
        inputs,
        [("årets_resultat", &some("172"), &result), ("skatter", &some("8604"), &taxes), ("bidrag", &some("0"), &None)]
    );
    assert_eq!(row.inputs[2].assumed, some("Tom rad betyder inga bidrag"));
    assert_eq!(row.inputs[0].precision, some("0.5"));
    assert_eq!(row.parameters.iter().map(|p| p.parameter.as_str()).collect::<Vec<_>>(), ["resultatmål"]);
    assert_eq!(row.parameters[0].from, some("2013-01-01"));
    assert_eq!(row.rests_on, ["Tom rad betyder inga bidrag", "Gränsen står inte i riktlinjen"]);
    assert_eq!(row.questioned_by, ["balanskrav"]);
    assert_eq!(row.refs, ["Riktlinjer 2013", "Riktlinjer 2013, s. 4"]);
    // The failed check is about the outcome; the budget rests on other figures.
    assert!(report.verdict("ekonomi/resultat", "2024", "budget").questioned_by.is_empty());
}

#[test]
fn exemptions_conditions_and_manual_verdicts() {
    let report = sample();
    let exempted = report.verdict("ekonomi/resultat", "2024", "budget").exempted.as_ref().unwrap();
    assert_eq!(
        (exempted.state.as_str(), &exempted.limit, &exempted.expires),
        ("applies", &some("0"), &some("2024-12-31"))
    );
    let row = report.verdict("rur", "2024", "outcome");
    let conditions: Vec<(&str, &Text, &Text, &Text)> =
        row.conditions.iter().map(|c| (c.verdict.as_str(), &c.left, &c.right, &c.gap)).collect();
    assert_eq!(conditions[0], ("not_met", &some("60"), &some("50"), &some("10")));
    assert_eq!(conditions[1], ("not_met", &some("172"), &some("0"), &some("172")));
    assert_eq!(
        row.conditions[0].because.as_deref().map(|b| b.replace('\u{a0}', " ")),
        some("Högst 50 mnkr får disponeras, inte 60 mnkr")
    );
    let row = report.verdict("nöjdhet/trygga", "2024", "outcome");
    assert_eq!((&row.level, row.verdict.as_str()), (&some("God måluppfyllelse"), "met"));
    assert_eq!(row.manual.as_ref().unwrap().date, some("2025-01-20"));
}

#[test]
fn what_is_missing_has_its_reason() {
    let report = sample();
    let row = report.verdict("nöjdhet/nöjda", "2024", "outcome");
    assert_eq!((row.verdict.as_str(), &row.reason_code, &row.colour), ("undetermined", &some("no_value"), &None));
    assert_eq!((&row.missing[0].figure, &row.missing[0].because), (&some("nöjda"), &some("Mäts först i maj")));
}

#[test]
fn tallies_add_up() {
    let report = sample();
    let Summary { met, partly_met, not_met, undetermined, not_applicable, exempted, .. } = report.summary;
    // The two nämnder do not count; everything else is an indicator or requirement that does.
    assert_eq!((met, partly_met, not_met, undetermined, not_applicable, exempted), (1, 2, 4, 3, 1, 1));
    let Tally { met, not_met, .. } = report.summary.indicator;
    assert_eq!((met, not_met), (2, 4));
    assert_eq!(report.summary.requirement.not_met, 1);
    let check = Tally { met: 2, partly_met: 0, not_met: 1, undetermined: 2, not_applicable: 0, exempted: 0, known: 0 };
    assert_eq!(report.summary.check, check);
}

#[test]
fn values_statements_assessments_and_findings() {
    let report = sample();
    let sum =
        report.values.iter().find(|v| v.value == "balanskravsresultat" && v.period == "2024" && v.basis == "outcome");
    let sum = sum.unwrap();
    assert_eq!((&sum.exact, &sum.reported, sum.remark.as_str()), (&some("142"), &some("142"), "agrees"));
    let tables: Vec<(&str, &str)> = report.statements.iter().map(|s| (s.period.as_str(), s.basis.as_str())).collect();
    assert_eq!(tables, [("2023", "outcome"), ("2024", "outcome"), ("2024", "budget")]);
    assert_eq!(report.statements[1].lines[2].value, some("142"));
    assert_eq!(report.statements[1].lines[1].outside_law, some("Ett eget val av regionen"));
    let assessment = report.assessments.iter().find(|a| a.period == "2024" && a.basis == "outcome").unwrap();
    // The balance at the end of the year counts in the year.
    assert_eq!(
        (assessment.all, assessment.met_or_partly_met, assessment.status.as_deref()),
        (3, 2, Some("Delvis god"))
    );
    let finding = report.findings.iter().find(|f| f.code == "check-failed").unwrap();
    assert_eq!((&finding.expected, &finding.actual, &finding.difference), (&some("142"), &some("145"), &some("3")));
    // 0,5 for each of three figures
    assert_eq!((&finding.tolerance, &finding.unit, &finding.rule), (&some("1.5"), &some("mnkr"), &some("balanskrav")));
    // 145 against 142 with 1,5 to spare is not twice that: no figure is pointed at, and that is said.
    assert_eq!(report.traced.len(), 1);
    assert_eq!(report.traced[0]["untried"], "slight");
}

#[test]
fn a_known_failure_has_its_own_shape() {
    let mut read = Read::sample();
    let file = read.sources.add("känt.yaml", include_str!("../ci/tests/known.yaml"));
    let report: Report = serde_json::from_str(&json(&read.report_with(file, Lang::Sv))).unwrap();
    let rur = report.verdict("rur", "2024", "outcome");
    let wanted = [
        ("accepts", some("not_met")),
        ("reason", some("Reserven återställs 2026")),
        ("until", some("2025-12-31")),
        ("ref", None),
        ("source", some("känt.yaml:2")),
    ];
    assert_eq!(rur.verdict, "not_met");
    assert_eq!(rur.known, Some(wanted.map(|(key, value)| (key.to_owned(), value)).into()));
    assert_eq!((report.summary.known, report.summary.exempted), (3, 1));
    assert_eq!((report.summary.requirement.known, report.summary.check.known), (2, 0));
}
