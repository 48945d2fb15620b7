//! The answer passes, one step less does not, and going through every step by hand finds nothing nearer.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Lever, Outcome, levers, solve};
use crate::check::{PackSource, check};
use crate::diagnostic::{Sources, any_error};
use crate::figures::{FigureSet, load};
use crate::policy::{Policy, Verdict, raw};
use crate::verdict::{Options, Run, judge};

/// Ways for a figure `x` to enter a value, with another figure `y`.
const VALUES: &[&str] = &[
    "x",
    "x - y",
    "2 * x + y",
    "y - x",
    "min(x, y)",
    "max(x, 2 * y)",
    "belopp(x - y)",
    "if x > y { x } else { y - x }",
    "x / (x + p60) * p100",
    "avrunda(x * sju, 0)",
    "if x == p13 { p1000 } else { x }",
    "x + belopp(x) - y",
];

fn pack(value: &str, rest: &str) -> String {
    let amount = |n: u32| format!("  p{n}: {{title: {n}, unit: mnkr, value: {n} mnkr, ref: Prov}}\n");
    let amounts: String = [10, 13, 20, 60, 100, 200, 1000].map(amount).concat();
    let parameters = format!("{amounts}  sju: {{title: Sju, unit: \"%\", value: 7 %, ref: Prov}}\n");
    format!(
        "pack: liten\nformat: 1\ntitle: Liten\nvalid: 2020..2030\ndefaults:\n  compare: exact\n  scale: boolean\n\
         figures:\n  x: {{title: X, unit: mnkr, measured: during, decimals: 0, lever: {{min: -50 mnkr, max: 50 mnkr}}}}\n  \
         y: {{title: Y, unit: mnkr, measured: during}}\n\
         parameters:\n{parameters}formulas:\n  värdet: {{title: Värdet, unit: mnkr, is: \"{value}\"}}\n{rest}"
    )
}

fn policy(yaml: &str) -> (Policy, Sources) {
    let (mut sources, mut faults) = (Sources::default(), Vec::new());
    let file = sources.add("pack.yaml", yaml);
    let policy = raw::decode(&[file], &sources, &mut faults).and_then(|raw| {
        check(PackSource { raw, files: vec![file], scripts: Vec::new() }, &mut (), &[], &mut sources, &mut faults)
    });
    (policy.unwrap_or_else(|| panic!("{yaml}\n{faults:#?}")), sources)
}

fn figures(policy: &Policy, sources: &mut Sources, x: i64, y: i64) -> FigureSet {
    let text = format!(
        "figure;period;basis;value\nx;2024;budget;{x} mnkr\ny;2024;budget;{y} mnkr\nx;2023;utfall;{x} mnkr\ny;2023;utfall;{y} mnkr\n"
    );
    let file = sources.add("figures.csv", text);
    let loaded = load(&[file], sources, &policy.vocabulary, &[]);
    assert!(!any_error(&loaded.diagnostics), "{:#?}", loaded.diagnostics);
    loaded.set
}

/// The verdict of the only rule in 2024.
fn verdict(run: &Run<'_>) -> Verdict {
    let of_2024 = |j: &&crate::verdict::Judgement| run.evaluation.context(j.context).period.end().year() == 2024;
    run.judgements.iter().find(of_2024).unwrap().verdict
}

fn only_lever(run: &Run<'_>) -> Option<Lever> {
    let judgement = run.judgements.iter().find(|j| run.evaluation.context(j.context).period.end().year() == 2024);
    let mut found = levers(run, judgement.unwrap());
    assert!(found.len() <= 1, "only the figure of 2024 is a lever: {found:?}");
    found.pop()
}

/// The nearest step that gives a verdict, by trying them all.
fn by_hand(policy: &Policy, sources: &mut Sources, x: i64, y: i64, wanted: Verdict) -> Option<i64> {
    let inside = |at: &i64| (-50..=50).contains(at);
    (1..=100).flat_map(|steps| [x + steps, x - steps]).filter(inside).find(|at| {
        let set = figures(policy, sources, *at, y);
        verdict(&judge(policy, &set, Options::default())) <= wanted
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_smallest_change_is_found(which in 0..VALUES.len(), x in -50_i64..=50, y in -40_i64..=40, limit in -60_i64..=60, word in 0..3_usize) {
        let word = ["at_least", "at_most", "equals"][word];
        let rest = format!(
            "indicators:\n  - {{indicator: mått, title: Mått, value: värdet, {word}: {limit} mnkr, \
             scale: {{band: {{partly_within: 5 mnkr}}}}}}\n",
        );
        let (policy, mut sources) = policy(&pack(VALUES[which], &rest));
        let set = figures(&policy, &mut sources, x, y);
        let run = judge(&policy, &set, Options::default());
        let lever = only_lever(&run);
        let short = matches!(verdict(&run), Verdict::NotMet | Verdict::PartlyMet);
        prop_assert!(short || lever.is_none());
        if short && lever.is_none() {
            let any = by_hand(&policy, &mut sources, x, y, if verdict(&run) == Verdict::NotMet { Verdict::PartlyMet } else { Verdict::Met });
            prop_assert_eq!(any, None, "{} is not offered: nothing it can be changes anything", VALUES[which]);
        }
        for answer in lever.iter().flat_map(|lever| &lever.answers) {
            let expected = by_hand(&policy, &mut sources, x, y, answer.wanted);
            match answer.outcome {
                Outcome::Reached { value, change, smallest } => {
                    prop_assert_eq!(value, Decimal::from(x) + change);
                    let far = |at: i64| (at - x).abs();
                    let least = expected.map(far);
                    if smallest {
                        prop_assert_eq!(Some(change.abs()), least.map(Decimal::from), "{}", VALUES[which]);
                    } else {
                        prop_assert!(least.is_some_and(|least| Decimal::from(least) <= change.abs()));
                    }
                }
                Outcome::Never => prop_assert_eq!(expected, None, "{}", VALUES[which]),
                Outcome::Open => prop_assert!(false, "{} can be told", VALUES[which]),
            }
        }
    }
}

/// What the answers are for one value formula and one rule.
fn told(value: &str, rule: &str, x: i64, y: i64) -> Vec<String> {
    let (policy, mut sources) = policy(&pack(value, rule));
    let set = figures(&policy, &mut sources, x, y);
    let run = judge(&policy, &set, Options::default());
    let answers = only_lever(&run).map(|lever| lever.answers).unwrap_or_default();
    answers.iter().map(|answer| format!("{:?}: {:?}", answer.wanted, answer.outcome)).collect()
}

fn reached(wanted: &str, value: i64, change: i64) -> String {
    format!("{wanted}: Reached {{ value: {value}, change: {change}, smallest: true }}")
}

#[test]
fn a_miss_is_answered_for_the_next_colour_and_for_met() {
    let scale = "scale: {band: {partly_within: 10 mnkr}}";
    let rule = format!("indicators:\n  - {{indicator: m, title: M, value: värdet, at_least: 30 mnkr, {scale}}}\n");
    // 2x + y with y = 4: partly from 20, so x = 8; met at 30, so x = 13.
    assert_eq!(told("2 * x + y", &rule, 0, 4), [reached("PartlyMet", 8, 8), reached("Met", 13, 13)]);
    assert_eq!(told("2 * x + y", &rule, 9, 4), [reached("Met", 13, 4)]);
    assert_eq!(told("2 * x + y", &rule, 13, 4), [""; 0], "met");
}

#[test]
fn conditions_are_seen_together() {
    let rule = "requirements:\n  - requirement: båda\n    title: Båda\n    all:\n      - {that: värdet >= p10, because: lågt}\n      \
                - {that: x <= p20, because: högt}\n";
    assert_eq!(told("x - y", rule, 0, 5), [reached("Met", 15, 15)]);
    assert_eq!(told("x - y", rule, 40, 5), [reached("Met", 20, -20)]);
    assert_eq!(told("x - y", rule, 0, 15), ["Met: Never"], "x would have to be 25 and at most 20");
}

#[test]
fn no_value_in_the_range_is_proved() {
    let rule = "requirements:\n  - {requirement: r, title: R, that: värdet >= p200}\n";
    assert_eq!(told("x + y", rule, 0, 40), ["Met: Never"]);
    assert_eq!(told("min(x, y)", rule, 0, 40), ["Met: Never"]);
}

#[test]
fn a_lone_step_between_misses_is_found() {
    let rule = "requirements:\n  - {requirement: r, title: R, that: värdet >= p200}\n";
    assert_eq!(told("if x == p13 { p1000 } else { x }", rule, -40, 0), [reached("Met", 13, 53)]);
}

#[test]
fn a_figure_that_is_no_lever_is_solved_when_asked_for() {
    let rule = "requirements:\n  - {requirement: r, title: R, that: x + y >= p200}\n";
    let (policy, mut sources) = policy(&pack("x", rule));
    let set = figures(&policy, &mut sources, 0, 5);
    let run = judge(&policy, &set, Options::default());
    let judgement =
        run.judgements.iter().find(|j| run.evaluation.context(j.context).period.end().year() == 2024).unwrap();
    let y = (0..4).find(|i| {
        run.evaluation.figures().get(*i).is_some_and(|f| {
            policy.vocabulary.get(f.id).is_some_and(|d| &*d.name == "y") && f.period.end().year() == 2024
        })
    });
    let lever = solve(&run, judgement, y.unwrap()).unwrap();
    assert_eq!(
        lever.for_met(),
        Outcome::Reached { value: Decimal::from(200), change: Decimal::from(195), smallest: true }
    );
}

#[test]
fn a_figure_that_decides_nothing_is_not_offered() {
    let asked = |what: &str| {
        format!(
            "requirements:\n  - requirement: r\n    title: R\n    all:\n      - {{that: {what} >= p200, because: a}}\n      \
             - {{that: finns(x), because: b}}\n"
        )
    };
    assert_eq!(told("x", &asked("y"), 0, 40), [""; 0], "all that is asked of x is whether it is there");
    assert_eq!(told("x", &asked("y + x"), 0, 40), ["Met: Never"]);
}
