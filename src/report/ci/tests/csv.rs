//! The table, read back as figures are read.

use std::collections::BTreeMap;

use super::mixed::{Sample, told_in};
use crate::diagnostic::Sources;
use crate::policy::Verdict;
use crate::quantity::{Basis, Period, Rounding, read_number, round};
use crate::report::csv;
use crate::report::words::{Exact, Word};

type Row = BTreeMap<String, String>;

fn rows(sample: &Sample) -> Vec<Row> {
    let written = csv(&sample.ci());
    // As every file that is read: the byte order mark goes.
    let mut sources = Sources::default();
    let file = sources.add("t.csv", written.as_str());
    assert!(written.starts_with('\u{feff}'));
    let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(sources.text(file).as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(cell: &str) -> Option<Exact> {
    (!cell.is_empty()).then(|| Exact(read_number(cell).unwrap().value))
}

#[test]
fn every_verdict_is_a_row_with_its_numbers() {
    for sample in Sample::with_and_without_known() {
        let rows = rows(&sample);
        assert_eq!(rows.len(), told_in(&sample.report));
        for (row, verdict) in rows.iter().zip(&sample.report.verdicts) {
            assert_eq!(row["rule"], verdict.rule);
            assert_eq!(row["verdict"], verdict.verdict.word());
            assert_eq!(Period::parse(&row["period"]).unwrap(), verdict.period);
            assert_eq!(Basis::parse(&row["basis"]), Some(verdict.basis));
            let numbers = ["value", "target", "target_to", "gap", "attainment"].map(|key| number(&row[key]));
            let known = [verdict.value, verdict.target, verdict.target_to, verdict.gap, verdict.attainment];
            let known = known.map(|n| n.map(|n| Exact(round(n.0, 12, Rounding::HalfAway))));
            assert_eq!(numbers, known, "{}", verdict.rule);
            assert_eq!(row["reason"], verdict.reason);
        }
        let count = |word: &str| rows.iter().filter(|row| row["verdict"] == word).count();
        for verdict in
            [Verdict::Met, Verdict::PartlyMet, Verdict::NotMet, Verdict::Undetermined, Verdict::NotApplicable]
        {
            let judged = sample.report.verdicts.iter().filter(|row| row.verdict == verdict).count();
            let summed_up = sample.report.assessments.iter().filter(|row| row.verdict == verdict).count();
            assert_eq!(count(verdict.word()), judged + summed_up, "{verdict:?}");
        }
    }
}

#[test]
fn numbers_have_a_comma_and_a_plain_minus() {
    let rows = rows(&Sample::mixed());
    let row = rows.iter().find(|r| r["rule"] == "nämnd-i-balans" && r["entity"] == "nämnd=Kulturnämnd").unwrap();
    // −41,5 − (−40)
    assert_eq!((row["value"].as_str(), row["unit"].as_str()), ("-1,5", "mnkr"));
    let row = rows.iter().find(|r| r["rule"] == "ekonomi/resultat" && r["basis"] == "budget").unwrap();
    assert_eq!((row["exempted"].as_str(), row["outcome"].as_str()), ("applies", "warns"));
    assert_eq!(row["figures"], "paket/figures/figures.yaml:48:19, paket/figures/figures.yaml:49:12");
}

#[test]
fn a_text_is_no_formula_and_every_letter_comes_out_as_it_was() {
    let rows = rows(&Sample::awkward());
    assert_eq!(rows[0]["title"], "'=1+1 \"citat\" <tagg> & 100 %, a: ##[error]rad ett\nrad två ]]>");
    assert_eq!(rows[0]["rule"], "åäö");
    assert!(rows[0]["reason"].contains("Minst 5 % <inte> \"−1,5\u{a0}mnkr\";\nandra raden"), "{}", rows[0]["reason"]);
    assert_eq!(rows[1]["title"], "::error::##[error]\nåäö");
}

#[test]
fn no_text_begins_a_formula() {
    for begins in ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"] {
        let mut sample = Sample::awkward();
        sample.report.verdicts[0].title = begins.to_owned();
        assert_eq!(rows(&sample)[0]["title"], format!("'{begins}"));
    }
    let mut sample = Sample::awkward();
    sample.report.verdicts[0].title = "a=1".to_owned();
    assert_eq!(rows(&sample)[0]["title"], "a=1");
}

#[test]
fn what_is_known_says_so_in_columns_of_its_own() {
    let rows = rows(&Sample::with_known());
    let of = |rule: &str, period: &str| {
        let row = rows.iter().find(|row| row["rule"] == rule && row["period"] == period && row["basis"] == "outcome");
        let row = row.unwrap();
        ["verdict", "outcome", "known_until", "known_reason"].map(|key| row[key].clone())
    };
    assert_eq!(of("rur", "2024"), ["not_met", "warns", "2025-12-31", "Reserven återställs 2026"]);
    assert_eq!(of("rur", "2023"), ["undetermined", "warns", "2025-02-01", "'=Uppgiften finns inte för 2023"]);
    assert_eq!(of("ekonomi/sjukfrånvaro", "2024"), ["not_met", "fails", "", ""]);
}
