//! The workload that speed is measured on: the generated submissions, the rules by hand, and the same rules as a pack judged by the engine
//! must all be the exact ones.

#[path = "../benches/workload/mod.rs"]
#[allow(dead_code, reason = "the tests use a part of the workload, a benchmark the rest")]
mod workload;

use sha2::{Digest, Sha256};

use workload::by_hand::{explain, judge};
use workload::engine;
use workload::expected::{Expected, expected};
use workload::generate::{COLUMNS, csv, row};
use workload::submission::Submission;

/// Sizes to check; the largest takes too long without optimisation.
const SIZES: &[usize] = if cfg!(debug_assertions) { &[1, 311, 31_100] } else { &[1, 311, 31_100, 311_000] };

/// The same for the engine, whose texts are told from the derivation.
const ENGINE_SIZES: &[usize] = if cfg!(debug_assertions) { &[1, 311] } else { &[1, 311, 31_100] };

#[test]
fn every_column_has_a_name_of_its_own() {
    let mut names = COLUMNS;
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn expectations_are_filed_under_their_own_size() {
    for (n, expected) in expected().unwrap() {
        assert_eq!(n, expected.n);
    }
}

#[test]
fn csv_is_the_published_file() {
    for &n in SIZES {
        check_csv(n);
    }
}

#[test]
fn rules_by_hand_give_the_exact_verdicts_and_texts() {
    for &n in SIZES {
        check_rules(n, |i| {
            let submission = Submission::try_from(&row(i)).unwrap();
            (judge(&submission), explain(&submission))
        });
    }
}

#[test]
fn the_engine_gives_the_exact_verdicts_and_texts() {
    let policy = engine::policy();
    let places = engine::Places::of(&policy);
    let columns = engine::Columns::of(&policy.vocabulary);
    for &n in ENGINE_SIZES {
        check_rules(n, |i| {
            let row = row(i);
            let set = engine::figures(&row, &columns);
            let mut run = engine::judge(&policy, &set, row.year);
            (engine::codes(&mut run, &places), engine::explain(&mut run))
        });
    }
}

#[test]
fn a_missing_figure_is_named() {
    let mut row = row(0);
    row.figures[10] = None;
    let error = Submission::try_from(&row).err().unwrap();
    assert_eq!(error.to_string(), "the figure `equity` is missing");
}

fn expected_for(n: usize) -> Expected {
    expected().unwrap().remove(&n).unwrap()
}

fn check_csv(n: usize) {
    assert_eq!(hex(Sha256::digest(csv(n))), expected_for(n).csv_sha256, "{n} rows");
}

fn check_rules(n: usize, judged: impl Fn(u64) -> ([u8; 64], String)) {
    let expected = expected_for(n);
    let (mut codes, mut texts) = (Sha256::new(), Sha256::new());
    let mut by_rule = [[0; 4]; 40];
    let mut trends = [0; 4];
    let mut text_bytes = 0;
    for i in 0..n as u64 {
        let (code, text) = judged(i);
        for (counts, verdict) in by_rule.iter_mut().zip(code) {
            counts[usize::from(verdict)] += 1;
        }
        for trend in &code[40..] {
            trends[usize::from(*trend)] += 1;
        }
        text_bytes += text.len() as u64;
        codes.update(code);
        texts.update(text);
    }
    for (rule, counts) in rule_names().iter().zip(by_rule) {
        assert_eq!(counts, expected.by_rule[rule], "{rule} over {n} rows");
    }
    let verdicts = [0, 1, 2, 3].map(|code| by_rule.iter().map(|counts| counts[code]).sum::<u64>());
    assert_eq!(verdicts, expected.verdicts, "{n} rows");
    assert_eq!(trends, expected.trends, "{n} rows");
    assert_eq!(text_bytes, expected.text_bytes, "{n} rows");
    assert_eq!(hex(codes.finalize()), expected.codes_sha256, "{n} rows");
    assert_eq!(hex(texts.finalize()), expected.text_sha256, "{n} rows");
}

/// The rules in the order of their codes.
fn rule_names() -> Vec<String> {
    let indicators = (1..=24).map(|number| format!("I{number:02}"));
    let others = [("R", 8), ("S", 4), ("M", 4)]
        .into_iter()
        .flat_map(|(kind, count)| (1..=count).map(move |number| format!("{kind}{number}")));
    indicators.chain(others).collect()
}

fn hex(hash: impl IntoIterator<Item = u8>) -> String {
    hash.into_iter().map(|byte| format!("{byte:02x}")).collect()
}
