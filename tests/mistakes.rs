//! Typical mistakes: none is suspected where a document's figures are right, and each is found when it is planted in a budget that was published.

use std::fs;
use std::path::Path;

use riktlinje::language::Lang;
use riktlinje::pack::{self, Figures, Opened};
use riktlinje::report::{Depth, Report, TracedSum};
use riktlinje::verdict::{Options, judge};
use serde_json::Value;

use crate::scratch::Scratch;

/// Pack, sum, and the likeliest figure with its mistake.
type Suspected = (&'static str, &'static str, Option<(&'static str, &'static str)>);

/// Which sums of the packs in the program do not agree, and the likeliest figure with its mistake. The differences are in the documents themselves.
const SUSPECTED: &[Suspected] = &[
    // The projects of the table are fewer than those that its sum holds: no figure is wrong, a row is not printed.
    ("region-kronoberg-2024", "fastighetsprojekt-summa-årets-budget", None),
    ("region-kronoberg-2024", "fastighetsprojekt-summa-årets-utfall", None),
    ("region-kronoberg-2024", "fastighetsprojekt-summa-årets-prognos", None),
    // The figures of last year were computed anew, and the ratio was not.
    ("region-kronoberg-2024", "självfinansieringsgrad-2023", None),
    // 403 in the text and 406 in the table, which are rounded: 3 is not much more than 1,5.
    ("region-kronoberg-2024", "likvida-medel-förbättring", None),
    // The sum is 8 off, twice the 4 of a row that is the only one with its sign.
    (
        "region-kronoberg-2026",
        "kassaflödesbudget/förändring_likvida_medel",
        Some(("långfristiga_poster_förändring", "sign")),
    ),
    ("region-kronoberg-2026", "investeringar-i-kassaflödet", None),
    ("region-kronoberg-2026", "eget-kapital-följer-resultatet", None),
    ("region-kronoberg-2026", "eget-kapital-följer-resultatet", None),
    ("region-kronoberg-2026", "anläggningstillgångar-följer-investeringarna", None),
    // 302 off: 1 513 for 1 213. The document's leasing contradicts itself elsewhere too (`leasingskulden-följer-tillgången` is not met).
    ("region-kronoberg-2026", "anläggningstillgångar-följer-investeringarna", Some(("leasingtillgångar", "digit"))),
    ("region-kronoberg-2026", "satsning-i-tabellen", None),
    // 65 in the table of changes, and in the list of assignments 50 in both years.
    ("region-kronoberg-2026", "satsning-i-tabellen", Some(("satsning_i_uppdrag", "last_year"))),
];

fn report(opened: &Opened, figures: &Figures) -> Report {
    let mut run = judge(&opened.policy, &figures.set, Options::default());
    Report::of(&mut run, &opened.sources, &figures.files, &figures.diagnostics, Lang::Sv, Depth::Figures)
}

fn likeliest(sum: &TracedSum) -> Option<(&str, &str, String)> {
    let mistake = sum.explanations.first()?.mistakes.first()?;
    Some((mistake.input.figure.as_str(), mistake.mistake, mistake.instead.0.normalize().to_string()))
}

#[test]
fn in_published_figures_only_what_the_document_itself_has_wrong() {
    let mut all = Vec::new();
    for name in pack::built_in() {
        let mut opened = pack::open(&name).unwrap();
        let figures = opened.own_figures().unwrap();
        let report = report(&opened, &figures);
        for sum in &report.traced {
            all.push((
                name.clone(),
                sum.rule.clone().unwrap_or_default(),
                likeliest(sum).map(|(f, m, _)| (f.to_owned(), m.to_owned())),
            ));
        }
        let doubt = report.findings.iter().find(|finding| finding.code.as_str() == "doubtful-figure");
        assert!(doubt.is_none(), "{name}: {doubt:?}");
    }
    let expected: Vec<_> = SUSPECTED
        .iter()
        .map(|(pack, rule, found)| {
            (
                (*pack).to_owned(),
                (*rule).to_owned(),
                found.map(|(figure, mistake)| (figure.to_owned(), mistake.to_owned())),
            )
        })
        .collect();
    assert_eq!(all, expected);
}

/// The published budget with a cell in the place of another: row, column, what it says instead.
fn planted(name: &str, cells: &[(&str, usize, &str)]) -> (Opened, Figures) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/region-kalmar-2024/figures/resultatbudget.csv");
    let mut lines: Vec<Vec<String>> =
        fs::read_to_string(path).unwrap().lines().map(|line| line.split(';').map(str::to_owned).collect()).collect();
    for (row, column, value) in cells {
        let line = lines.iter_mut().find(|line| line[0] == *row).unwrap();
        (*value).clone_into(&mut line[*column]);
    }
    let text: Vec<String> = lines.iter().map(|line| line.join(";")).collect();
    let scratch = Scratch::new(&format!("mistakes-{name}")).with("resultatbudget.csv", text.join("\n"));
    let mut opened = pack::open("region-kalmar-2024").unwrap();
    let figures = opened.named_figures(&[scratch.path("resultatbudget.csv")], None).unwrap();
    (opened, figures)
}

/// What is found first, in the order of the pack.
fn found(name: &str, cells: &[(&str, usize, &str)]) -> Vec<(String, String, String)> {
    let (opened, figures) = planted(name, cells);
    let report = report(&opened, &figures);
    let sums = report.traced.iter().filter_map(likeliest);
    sums.map(|(figure, mistake, instead)| (figure.to_owned(), mistake.to_owned(), instead)).collect()
}

#[test]
fn the_published_budget_by_itself_is_not_suspected() {
    assert_eq!(found("as-published", &[]), []);
}

#[test]
fn a_mistake_of_each_kind_in_a_published_budget() {
    let first = |name, cells: &[_]| found(name, cells).first().cloned().unwrap_or_default();
    let told = |figure: &str, mistake: &str, instead: &str| (figure.to_owned(), mistake.to_owned(), instead.to_owned());
    // −380 mnkr in tkr.
    assert_eq!(first("thousand", &[("Avskrivningar", 1, "-380000")]), told("avskrivningar", "thousand", "-380"));
    assert_eq!(first("sign", &[("Pensioner", 2, "260")]), told("pensionsutbetalningar", "sign", "-260"));
    // 305 as 350.
    assert_eq!(
        first("transposed", &[("Riktade statsbidrag", 3, "350")]),
        told("riktade_statsbidrag", "transposed", "305")
    );
    // −405 of 2025 in the column of 2026, which has −475: rounded rows take −474, for −10 255 − 254 − 29 + 305 − 474 = −10 707. Subsidies are also the same in both years, and patient insurance.
    let (opened, figures) = planted("last-year", &[("Avskrivningar", 3, "-405")]);
    let report = report(&opened, &figures);
    let told = report.traced[0].explanations.iter().map(|explanation| {
        let mistake = &explanation.mistakes[0];
        (mistake.input.figure.as_str(), mistake.mistake, mistake.instead.0.to_string())
    });
    assert!(told.collect::<Vec<_>>().contains(&("avskrivningar", "last_year", "-474".to_owned())));
    // Pensions (−263) and patient insurance (−29) are added to one sum, so that exchanging them changes nothing: subsidies (345) and depreciation (−380) too.
    assert_eq!(first("swapped", &[("Pensioner", 1, "-29"), ("Patientförsäkringar", 1, "-263")]), Default::default());
    // But the sum and the row below it: −10 006 and 345.
    let swapped =
        first("swapped-sum", &[("Riktade statsbidrag", 1, "-10 006"), ("Verksamhetens nettokostnader", 1, "345")]);
    assert_eq!(swapped.1, "swapped", "{swapped:?}");
}

#[test]
fn in_json_and_text_the_same_is_said_and_no_verdict_changes() {
    let (opened, figures) = planted("said", &[("Avskrivningar", 1, "-380000")]);
    let report = report(&opened, &figures);
    let json: Value = serde_json::from_str(&riktlinje::report::json(&report)).unwrap();
    let mistake = &json["traced"][0]["explanations"][0]["mistakes"][0];
    assert_eq!(mistake["mistake"], "thousand");
    assert_eq!(
        (&mistake["figure"], &mistake["value"], &mistake["instead"]),
        (&"avskrivningar".into(), &"-380000".into(), &"-380".into())
    );
    let text = riktlinje::report::text(&report, 200, false, Lang::Sv);
    assert!(
        text.contains(
            "”Avskrivningar”, 2024, budget, ser ut att vara i tkr: −380\u{a0}mnkr i stället för −380\u{a0}000\u{a0}mnkr"
        ),
        "{text}"
    );
    let finding = report.findings.iter().find(|finding| finding.code.as_str() == "likely-mistake").unwrap();
    assert!(finding.place.as_ref().unwrap().ends_with("resultatbudget.csv:8:15"), "{finding:?}");
    assert_eq!(finding.severity, riktlinje::Severity::Warning);
}
