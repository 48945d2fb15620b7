//! `riktlinje diff` from outside: two drafts, two versions of a guideline, what is wrong on either side.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;

use crate::cli::{run, transcript};
use crate::scratch::Scratch;

#[test]
fn two_drafts_beside_each_other() {
    assert_snapshot!(transcript(&[
        "diff litet utkast/mars.csv utkast/april.csv",
        "diff litet utkast/mars.csv utkast/april.csv --lang en",
        "diff litet utkast/april.csv utkast/mars.csv",
        "diff litet utkast/april.csv utkast/april.csv",
        "diff litet utkast/mars.csv utkast/saknas.csv",
        "diff litet utkast/april.csv utkast/maj.csv --lang en",
        "diff litet utkast/april.csv utkast/maj.csv --period 2031 --basis plan",
        "diff litet utkast/april.csv utkast/maj.csv --as-of 2024-06-30",
    ]));
}

#[test]
fn two_versions_of_a_guideline_beside_each_other() {
    assert_snapshot!(transcript(&[
        "diff --policy litet litet-nytt utkast/april.csv",
        "diff --policy litet litet-nytt utkast/april.csv --lang en",
        "diff --policy litet-nytt litet utkast/april.csv",
        "diff --policy litet litet utkast/april.csv",
    ]));
}

#[test]
fn what_is_wrong_on_either_side_is_said_in_one_run() {
    assert_snapshot!(transcript(&[
        "diff litet utkast/fel-a.csv utkast/fel-b.csv",
        "diff litet utkast/fel-a.csv utkast/borta.csv --lang en",
        "diff --policy litet litet-nytt utkast/mars.csv",
        "diff --policy litet trasigt utkast/april.csv --lang en",
        "diff trasigt utkast/mars.csv utkast/april.csv",
        "diff litet utkast/mars.csv",
        "diff litet utkast/mars.csv utkast/april.csv utkast/maj.csv",
        "diff litet utkast/mars.csv utkast/april.csv --format html",
    ]));
}

/// The mantissa and the decimals of a number in JSON.
fn units(text: &Value, scale: u32) -> i128 {
    let text = text.as_str().unwrap();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let decimals = u32::try_from(fraction.len()).unwrap();
    assert!(decimals <= scale, "{text}");
    format!("{whole}{fraction}").parse::<i128>().unwrap() * 10_i128.pow(scale - decimals)
}

#[test]
fn json_holds_every_decimal() {
    let ended = run(&["diff", "litet", "utkast/mars.csv", "utkast/april.csv", "--format", "json"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (1, ""));
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    let verdict = &report["verdicts"][0];
    assert_eq!(
        (&verdict["verdict_before"], &verdict["verdict"], &verdict["turn"]),
        (&"met".into(), &"not_met".into(), &"worse".into())
    );
    let number = &verdict["numbers"][0];
    let amounts: Vec<i128> =
        number["contributions"].as_array().unwrap().iter().map(|c| units(&c["amount"], 28)).collect();
    assert_eq!(amounts.iter().sum::<i128>(), units(&number["difference"], 28));
    assert_eq!(units(&number["after"], 28) - units(&number["before"], 28), units(&number["difference"], 28));
    // (140 − 190) / 9000 and / 9100, halved: −0,5525 percentage points; the rest is what the taxes did.
    assert!(number["contributions"][0]["amount"].as_str().unwrap().starts_with("-0.55250"), "{number}");
    assert!(number["contributions"][1]["amount"].as_str().unwrap().starts_with("-0.02014"), "{number}");
    assert_eq!(verdict["flip"]["smallest"][0][0]["name"], "resultat");
    assert_eq!(report["figures"][2]["differs"], "removed");
    assert_eq!(report["figures"][2]["after"], Value::Null, "not submitted is not zero");
}

/// Every number of the folder that a digit of may be another: a draft in which nearly everything has changed.
fn changed(text: &str) -> String {
    text.lines()
        .map(|line| {
            let cells = line.split(';').map(|cell| {
                let is_number = cell.len() > 2 && cell.chars().all(|c| c.is_ascii_digit() || "-,  ".contains(c));
                let last = cell.chars().last().filter(char::is_ascii_digit);
                match (is_number, last) {
                    (true, Some('9')) => format!("{}8", &cell[..cell.len() - 1]),
                    (true, Some(digit)) => format!("{}{}", &cell[..cell.len() - 1], digit.to_digit(10).unwrap() + 1),
                    _ => cell.to_owned(),
                }
            });
            cells.collect::<Vec<_>>().join(";") + "\n"
        })
        .collect()
}

/// The figures of a real pack, nearly all of them changed: every difference is shared out exactly, whoever reads how many figures.
#[test]
fn a_whole_draft_of_a_real_pack_adds_up() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/region-kronoberg-2026/figures");
    let scratch = Scratch::new("diff-whole");
    let (old, new) = (scratch.path("a"), scratch.path("b"));
    for folder in [&old, &new] {
        fs::create_dir_all(folder).unwrap();
    }
    for name in ["resultatbudget.csv", "balansbudget.csv", "kassaflödesbudget.csv", "investeringsbudget.csv"] {
        let text = fs::read_to_string(own.join(name)).unwrap();
        let (head, rows) = text.split_once('\n').unwrap();
        fs::write(old.join(name), &text).unwrap();
        fs::write(new.join(name), format!("{head}\n{}", changed(rows))).unwrap();
    }
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    let ended = run(&["diff", "region-kronoberg-2026", old, new, "--format", "json"]);
    assert_eq!(ended.stderr, "");
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    let mut shared = 0;
    for verdict in report["verdicts"].as_array().unwrap() {
        for number in verdict["numbers"].as_array().unwrap() {
            let contributions = number["contributions"].as_array().unwrap();
            if contributions.is_empty() {
                assert!(number["without"]["because"].is_string(), "{number}");
                continue;
            }
            let sum: i128 = contributions.iter().map(|c| units(&c["amount"], 28)).sum();
            assert_eq!(sum, units(&number["difference"], 28), "{number}");
            shared += 1;
        }
    }
    assert!(shared > 20, "{shared} numbers were shared out");
    assert_eq!(run(&["diff", "region-kronoberg-2026", old, new, "--format", "json"]).stdout, ended.stdout);
}
