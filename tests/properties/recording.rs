//! Whatever a record file holds, reading and verifying it ends: in records, or in faults that can be shown.

use proptest::prelude::*;
use riktlinje::diagnostic::{Code, Sources, render};
use riktlinje::language::Lang;
use riktlinje::record::{Again, Lines, Record, Typed, verify};
use riktlinje::report::Tried;
use riktlinje::verdict::Options;
use serde_json::Value;

use super::try_all;
use crate::scratch::Scratch;

/// A record of the small pack, as a line.
fn whole() -> String {
    let rules = "requirements:\n  - requirement: positivt\n    title: Positivt\n    that: resultat > 0\n";
    let figures = "figure;period;basis;value\nresultat;2024;budget;140 mnkr\n";
    let scratch = Scratch::pack("properties-record", &[("regler.yaml", rules), ("figures/f.csv", figures)]);
    let named = scratch.named();
    let mut opened = riktlinje::pack::open(&named).unwrap();
    let figures = opened.own_figures().unwrap();
    let tried = Tried { opened: &opened, figures: &figures, draft: None, options: Options::default() };
    Record::of(&tried, &Typed { pack: &named, figures: &[], mapping: None, set: &[] }, Lang::Sv).line()
}

#[test]
fn arbitrary_bytes_are_read_to_their_end() {
    let bytes = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        "[{}\\[\\]\",:record0-9a-z \\\\\n]{0,80}".prop_map(String::into_bytes),
    ];
    let met = try_all(2_000, &bytes, |bytes, met| {
        let lines: Vec<_> = Lines::of("j", bytes.as_slice()).map(Result::unwrap).collect();
        let breaks = bytes.iter().filter(|b| **b == b'\n').count();
        let cut = usize::from(bytes.last().is_some_and(|b| *b != b'\n'));
        prop_assert_eq!(lines.len(), breaks + cut, "each line is told of once");
        for line in &lines {
            let fault = line.record.as_ref().expect_err("nothing that comes by chance is a record");
            prop_assert_eq!(fault.code, Code::BadRecord);
            let shown = render(fault, &Sources::default(), Lang::En, false);
            prop_assert!(shown.contains(&format!("line {} of `j`", line.number)), "{}", shown);
            met.count("faults", 1);
        }
        Ok(())
    });
    met.at_least(500, &["faults"]);
}

/// Every value in a record, replaced by another: the line is refused, or verified as something else, or it said the same.
#[test]
fn a_changed_record_is_never_quietly_the_same() {
    let line = whole();
    let record: Value = serde_json::from_str(&line).unwrap();
    let mut places = Vec::new();
    places_in(&record, String::new(), &mut places);
    let others = [Value::Null, Value::Bool(true), Value::from(7), Value::from("x"), Value::from(Vec::<Value>::new())];
    let (report, head): (Vec<String>, Vec<String>) = places.into_iter().partition(|at| at.starts_with("/report/"));
    // Without these a run can be judged again whatever stands there, and only a few of the places are theirs.
    let needed = ["/pack/named", "/options/as_of", "/options/lang"].map(str::to_owned).to_vec();
    let select = proptest::sample::select::<String>;
    let place = prop_oneof![select(report), select(head), select(needed)];
    let changes = (place, proptest::sample::select(others.to_vec()));
    let met = try_all(300, &changes, |(place, other), met| {
        let mut changed = record.clone();
        let at = changed.pointer_mut(&place).expect("it is there");
        let is_other = *at != other;
        *at = other;
        let text = format!("{changed}\n");
        let read = Lines::of("j", text.as_bytes()).next().expect("a line").expect("bytes can be read");
        match read.record {
            Err(_) => met.count("refused", 1),
            Ok(record) => {
                let again = verify(&record);
                prop_assert_eq!(again.is_same(), !is_other, "{}", place);
                met.count(if matches!(again.again, Again::NotJudged(_)) { "not judged" } else { "judged" }, 1);
            }
        }
        Ok(())
    });
    met.at_least(20, &["refused", "judged"]);
    met.at_least(2, &["not judged"]);
}

fn places_in(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| places_in(inner, format!("{at}/{key}"), found)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, inner)| places_in(inner, format!("{at}/{index}"), found));
        }
        _ => {}
    }
    if !at.is_empty() {
        found.push(at);
    }
}
