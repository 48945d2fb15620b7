//! The answer passes, one step less does not, and going through every step by hand finds nothing nearer.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::draw::Draws;
use super::{Lever, Outcome, Precision, Step, levers, precision, risk, sensitivity, solve};
use crate::check::{PackSource, check};
use crate::diagnostic::{Sources, any_error};
use crate::figures::{FigureSet, Spread, Spreading, load};
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

pub(super) fn policy(yaml: &str) -> (Policy, Sources) {
    let (mut sources, mut faults) = (Sources::default(), Vec::new());
    let file = sources.add("pack.yaml", yaml);
    let policy = raw::decode(&[file], &sources, &mut faults).and_then(|raw| {
        check(PackSource { raw, files: vec![file], scripts: Vec::new() }, &mut (), &[], &mut sources, &mut faults)
    });
    (policy.unwrap_or_else(|| panic!("{yaml}\n{faults:#?}")), sources)
}

fn figures(policy: &Policy, sources: &mut Sources, x: impl Into<Decimal>, y: i64) -> FigureSet {
    let x = x.into().to_string().replace('.', ",");
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// What a step is said to do is what judging the figures with it does.
    #[test]
    fn each_effect_is_what_the_changed_figures_give(which in 0..VALUES.len(), x in -50_i64..=50, y in -40_i64..=40, limit in -60_i64..=60) {
        let rule = format!(
            "indicators:\n  - {{indicator: mått, title: Mått, value: värdet, at_least: {limit} mnkr, scale: {{band: {{partly_within: 5 mnkr}}}}}}\n",
        );
        let (policy, mut sources) = policy(&pack(VALUES[which], &rule));
        let of_2024 = Options { period: Some(crate::quantity::Period::year(2024)), ..Options::default() };
        let set = figures(&policy, &mut sources, x, y);
        let mut run = judge(&policy, &set, of_2024);
        let found = sensitivity(&mut run);
        let value = |run: &Run<'_>| run.judgements[0].value.and_then(|record| run.evaluation.number_of(record));
        let Some(before) = value(&run) else { return Ok(()) };
        let mut tried = 0;
        for (step, to) in Step::ALL.into_iter().zip([x * 101, x * 99, x * 100 + 100, x * 100 - 100]) {
            let to = Decimal::new(to, 2);
            if to.abs() > Decimal::from(50) {
                continue;
            }
            let changed = figures(&policy, &mut sources, to, y);
            let changed = judge(&policy, &changed, of_2024);
            let expected = (value(&changed).map(|after| after - before), verdict(&changed));
            let said = found.measures[0].effects.first().map(|e| e.tried[step as usize].unwrap());
            tried += u32::from(said.is_some());
            let unmoved = (Some(Decimal::ZERO), verdict(&run));
            prop_assert_eq!(said.map_or(unmoved, |s| (s.change, s.verdict)), expected, "{} {:?}", VALUES[which], step);
        }
        prop_assert!(tried > 0 || found.measures[0].effects.is_empty() || x.abs() == 50);
    }
}

/// What it says of the decimals of the only rule in 2024.
fn needs(run: &mut Run<'_>) -> Option<Precision> {
    let judgement = run.judgements.iter().find(|j| run.evaluation.context(j.context).period.end().year() == 2024);
    let judgement = judgement.unwrap().clone();
    precision(run, &judgement)
}

/// The verdict with some figures at true values, everything else exactly as stated.
fn with_values(policy: &Policy, set: &FigureSet, values: &[(u32, Decimal)]) -> Verdict {
    let mut set = set.exact();
    for (index, value) in values {
        set.put(*index, *value, *value);
    }
    verdict(&judge(policy, &set, Options::default()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// A figure that is said to need more decimals has true values that give another verdict; one that is said not to has none that sampling finds.
    #[test]
    fn who_needs_more_decimals(
        which in 0..VALUES.len(),
        (x, y, limit) in (-9_i64..=9, -9_i64..=9, -20_i64..=20),
        word in 0..3_usize,
        compare in prop::sample::select(vec!["exact", "{decimals: 0}"]),
    ) {
        let word = ["at_least", "at_most", "above"][word];
        let rule = format!(
            "indicators:\n  - {{indicator: mått, title: Mått, value: värdet, {word}: {limit} mnkr, compare: {compare}, \
             scale: {{band: {{partly_within: 2 mnkr}}}}}}\n",
        );
        let (policy, mut sources) = policy(&pack(VALUES[which], &rule));
        let set = figures(&policy, &mut sources, x, y);
        let mut run = judge(&policy, &set, Options::default());
        let stated = verdict(&run);
        let found = needs(&mut run);
        let of_2024 = |index: &u32| set.get(*index).is_some_and(|f| f.period.end().year() == 2024);
        let both: Vec<u32> = (0..4).filter(of_2024).collect();
        let steps = |index: u32| (-10..=10).map(move |step| (index, Decimal::new(step * 5, 2)));
        let at = |(index, away): (u32, Decimal)| (index, set.number(index).unwrap() + away);
        for witness in found.iter().flat_map(|found| &found.witnesses) {
            for (index, value) in &witness.figures {
                prop_assert!((value - set.number(*index).unwrap()).abs() <= Decimal::new(5, 1));
            }
            prop_assert_ne!(witness.verdict, stated);
            prop_assert_eq!(with_values(&policy, &set, &witness.figures), witness.verdict, "{} {:?}", VALUES[which], witness);
        }
        let alone = found.iter().flat_map(|f| &f.witnesses).filter(|w| w.figures.len() == 1).flat_map(|w| &w.figures);
        let open = found.iter().flat_map(|f| f.open.iter().copied());
        let named: Vec<u32> = alone.map(|(index, _)| *index).chain(open).collect();
        for index in both.iter().copied().filter(|index| !named.contains(index)) {
            for step in steps(index) {
                prop_assert_eq!(with_values(&policy, &set, &[at(step)]), stated, "{} x {} y {} step {:?}", VALUES[which], x, y, step);
            }
        }
        if found.as_ref().is_none_or(|found| found.only_comparison) && stated != Verdict::Undetermined {
            for (one, other) in steps(both[0]).flat_map(|one| steps(both[1]).map(move |other| (one, other))) {
                prop_assert_eq!(with_values(&policy, &set, &[at(one), at(other)]), stated);
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
fn the_figure_with_a_nearer_value_is_told_with_the_fewest_decimals() {
    let needs = |value: &str, limit: i64, x: i64, y: i64| {
        let rule = format!("indicators:\n  - {{indicator: m, title: M, value: värdet, at_least: {limit} mnkr}}\n");
        let (policy, mut sources) = policy(&pack(value, &rule));
        let set = figures(&policy, &mut sources, x, y);
        let found = super::tests::needs(&mut judge(&policy, &set, Options::default()));
        let name = |index: u32| policy.vocabulary.get(set.get(index).unwrap().id).unwrap().name.to_string();
        let each = |figures: &Vec<(u32, Decimal)>| {
            figures
                .iter()
                .map(|(i, value)| format!("{} {}", name(*i), value.normalize()))
                .collect::<Vec<_>>()
                .join(" och ")
        };
        found.map(|found| found.witnesses.iter().map(|w| each(&w.figures)).collect::<Vec<_>>())
    };
    // 2 · 12.5 + 4 is 29, short of 30 by 1: only x can, from 12.5; here x is 13 and any less misses.
    assert_eq!(needs("2 * x + y", 30, 13, 4), Some(vec!["x 12.9".to_owned(), "y 3.9".to_owned()]));
    // 2x + y is 31 and may be 29.5: x alone reaches 30 exactly, which is met; y does not; both together miss.
    assert_eq!(needs("2 * x + y", 30, 13, 5), Some(vec!["x 12.5 och y 4.5".to_owned()]));
    assert_eq!(needs("2 * x + y", 30, 14, 5), None, "33 − 1.5 is met anyway");
    assert_eq!(needs("x - y", 5, 10, 5), Some(vec!["x 9.9".to_owned(), "y 5.1".to_owned()]));
    // Only the very end will do: −25 at x = 12.5.
    assert_eq!(needs("y - 2 * x", -25, 13, 0), Some(vec!["x 12.5".to_owned()]));
    // The condition turns: x is 5 and y 5.
    assert_eq!(needs("if x > y { x } else { y - x }", 3, 5, 5), Some(vec!["x 5.1".to_owned(), "y 4.9".to_owned()]));
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

/// The spread that is written, of the figures of 2024.
fn spread(policy: &Policy, set: &FigureSet, written: &str) -> Result<Spreading, String> {
    let spread = Spread::parse(written).map_err(|fault| fault.message.sv)?;
    spread.of(set, &policy.vocabulary).map_err(|fault| fault.message.sv)
}

fn plain(value: &str, limit: i64) -> (Policy, Sources) {
    let rule = format!("indicators:\n  - {{indicator: m, title: M, value: värdet, at_least: {limit} mnkr}}\n");
    policy(&pack(value, &rule))
}

/// The numbers are those of the published algorithms, computed apart: SHA-256 of `seed|name|period|basis|edition|members` is the key of a ChaCha20
/// stream, from which words are taken in order.
#[test]
fn the_draws_can_be_made_again_elsewhere() {
    let (policy, mut sources) = plain("x", 0);
    let set = figures(&policy, &mut sources, 10, 0);
    let drawn = |seed, written: &str| {
        let spreading = spread(&policy, &set, written).unwrap();
        let mut draws = Draws::of(&spreading, &policy.vocabulary, seed);
        (0..12).map(|_| draws.next()).collect::<Vec<_>>()
    };
    assert_eq!(drawn(1, "x[2024]=±5 mnkr"), [-5, 2, -3, 3, 3, 4, 2, 2, 1, -4, 4, -1]);
    assert_eq!(drawn(7, "x[2024]=±10 mnkr triangulär"), [-2, 7, 4, -3, 5, 6, 0, 7, -4, -7, 7, -6]);
    assert_eq!(drawn(7, "x[2024]=±100 mnkr normal"), [34, -35, 70, 36, 35, 13, -30, 25, 12, -48, 0, -31]);
}

/// Every value alike; the middle most; two standard deviations.
#[test]
fn each_shape_is_what_it_says() {
    let (policy, mut sources) = plain("x", 0);
    let set = figures(&policy, &mut sources, 10, 0);
    let count = |written: &str, inside: fn(i64) -> bool| {
        let mut draws = Draws::of(&spread(&policy, &set, written).unwrap(), &policy.vocabulary, 3);
        (0..20_000).filter(|_| inside(draws.next())).count()
    };
    // Within five standard deviations of what is expected of 20 000 draws.
    let near = |found: usize, expected: usize| assert!(found.abs_diff(expected) < 350, "{found}, not {expected}");
    near(count("x[2024]=±4 mnkr", |away| away == -4), 20_000 / 9);
    near(count("x[2024]=±4 mnkr triangulär", |away| away == -4), 20_000 / 25);
    near(count("x[2024]=±4 mnkr triangulär", |away| away == 0), 20_000 / 5);
    near(count("x[2024]=±100 mnkr normal", |away| away.abs() <= 50), 13_746);
    near(count("x[2024]=±100 mnkr normal", |away| away.abs() <= 100), 19_110);
    assert_eq!(count("x[2024]=±4 mnkr", |away| away.abs() > 4), 0);
}

#[test]
fn the_odds_are_the_shares_of_the_rounds() {
    let (policy, mut sources) = plain("x + y", 12);
    let set = figures(&policy, &mut sources, 10, 0);
    let run = judge(&policy, &set, Options::default());
    let odds = |written: &[&str], seed| {
        let spreads: Vec<Spreading> = written.iter().map(|w| spread(&policy, &set, w).unwrap()).collect();
        let found = risk(&run, &spreads, seed, 4000);
        found.odds.iter().map(|odds| (odds.of(Verdict::Met), odds.of(Verdict::NotMet))).collect::<Vec<_>>()
    };
    // 12, 13 or 14 of eleven values from 5 to 15: 4/11 of 4000 is 1454.5.
    let alone = odds(&["x[2024]=±5 mnkr"], 1);
    assert_eq!(alone.len(), 1, "2023 is not touched");
    assert!(alone[0].0.abs_diff(1455) < 150 && alone[0].0 + alone[0].1 == 4000, "{alone:?}");
    assert_eq!(odds(&["x[2024]=±5 mnkr"], 1), alone, "the same seed");
    assert_ne!(odds(&["x[2024]=±5 mnkr"], 2), alone, "another seed");
    let both = odds(&["x[2024]=±5 mnkr", "y[2024]=±2 mnkr normal"], 1);
    assert_eq!(odds(&["y[2024]=±2 mnkr normal", "x[2024]=±5 mnkr"], 1), both, "in any order");
    assert_ne!(both, alone);
    // Every value gives the same.
    assert_eq!(odds(&["x[2024]=±1 mnkr"], 1), [(0, 4000)]);
}

#[test]
fn a_spread_that_means_nothing_is_refused() {
    let (policy, mut sources) = plain("x", 0);
    let set = figures(&policy, &mut sources, 10, 0);
    let fault = |written: &str| spread(&policy, &set, written).expect_err(written);
    assert_eq!(fault("x=50 mnkr"), "`x=50 mnkr` är ingen spridning");
    assert_eq!(fault("x[2024]=±mnkr"), "`x[2024]=±mnkr` är ingen spridning");
    assert_eq!(fault("x[2024]=±0 mnkr"), "spridningen i `x[2024]=±0 mnkr` är inte större än noll");
    assert_eq!(fault("x[2024]=±-5 mnkr"), "spridningen i `x[2024]=±-5 mnkr` är inte större än noll");
    assert_eq!(fault("z[2024]=±5 mnkr"), "okänd uppgift `z`");
    assert_eq!(fault("x[2022]=±5 mnkr"), "`x` är inte lämnad för 2022");
    assert_eq!(fault("x[2024]=±5 kr/m"), "`5 kr/m` är inte i mnkr");
    assert_eq!(fault("x[2024]=±5 mnkr kantig"), "`5 mnkr kantig` är inte i mnkr");
    assert_eq!(fault("x[2024]=±5"), "`5` saknar enhet");
    assert_eq!(fault("x[2023]=±5 mnkr"), "”X” är ett utfall och har ingen spridning");
    assert_eq!(fault("y[2024]=±5 %"), "`±5 %` av noll är noll");
    let half = spread(&policy, &set, "x[2024]=±25 % normal").unwrap();
    assert_eq!((half.half_width.to_string(), half.steps, half.step.to_string()), ("2.5".into(), 25, "0.1".into()));
}
