//! Contributions by hand, the fewest changes, and what is said where there are none.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::shapley::{coalition, exact, sampled};
use super::{Diff, Flip, NoShares, Player, Row, Turn, Which, diff};
use crate::check::{PackSource, check};
use crate::diagnostic::{Sources, any_error};
use crate::figures::{Differs, FigureSet, load};
use crate::policy::{Policy, Verdict, raw};
use crate::quantity::LongDecimal;
use crate::verdict::{Options, judge};

const HEAD: &str =
    "pack: liten\nformat: 1\ntitle: Liten\nvalid: 2020..2030\ndefaults:\n  compare: exact\n  scale: boolean\n";

/// A pack with amounts of these names, and the rest as written.
fn pack(names: &[&str], rest: &str) -> String {
    let figures: String =
        names.iter().map(|n| format!("  {n}: {{title: {n}, unit: mnkr, measured: during}}\n")).collect();
    let parameters = "parameters:\n  noll: {title: Noll, unit: mnkr, value: 0 mnkr, ref: Prov}\n";
    format!("{HEAD}figures:\n{figures}{parameters}{rest}")
}

/// One measure of a value in a unit.
fn measure(value: &str, unit: &str, target: &str) -> String {
    format!(
        "formulas:\n  värdet: {{title: Värdet, unit: \"{unit}\", is: \"{value}\"}}\n\
         indicators:\n  - {{indicator: mått, title: Mått, value: värdet, {target}}}\n"
    )
}

struct Two {
    policy: Policy,
    old: FigureSet,
    new: FigureSet,
}

impl Two {
    /// Two drafts, each as lines of `name value` of the budget for 2024.
    fn of(pack: &str, old: &str, new: &str) -> Self {
        let lines = |draft: &str| {
            let rows = draft.split(", ").filter(|row| !row.is_empty()).map(|row| {
                let (name, value) = row.split_once(' ').unwrap();
                let value = if value == "-" { String::new() } else { format!("{value} mnkr") };
                format!("{name};2024;budget;{value}\n")
            });
            format!("figure;period;basis;value\n{}", rows.collect::<String>())
        };
        Self::of_files(pack, ("csv", &lines(old)), ("csv", &lines(new)))
    }

    fn of_files(pack: &str, old: (&str, &str), new: (&str, &str)) -> Self {
        let (mut sources, mut faults) = (Sources::default(), Vec::new());
        let file = sources.add("pack.yaml", pack);
        let policy = raw::decode(&[file], &sources, &mut faults).and_then(|raw| {
            check(PackSource { raw, files: vec![file], scripts: Vec::new() }, &mut (), &[], &mut sources, &mut faults)
        });
        let policy = policy.unwrap_or_else(|| panic!("{pack}\n{faults:#?}"));
        let mut set = |name: &str, (ending, text): (&str, &str)| {
            let file = sources.add(format!("{name}.{ending}"), text);
            let loaded = load(&[file], &sources, &policy.vocabulary, &[]);
            assert!(!any_error(&loaded.diagnostics), "{text}\n{:#?}", loaded.diagnostics);
            loaded.set
        };
        let (old, new) = (set("a", old), set("b", new));
        Self { policy, old, new }
    }

    fn diff_with(&self, seed: u64) -> Diff {
        let run = |set| judge(&self.policy, set, Options::default());
        diff(&run(&self.old), &run(&self.new), seed)
    }

    fn diff(&self) -> Diff {
        self.diff_with(1)
    }

    /// The value of the only measure on some figures, judged by themselves.
    fn value(&self, set: &FigureSet) -> Option<Decimal> {
        let run = judge(&self.policy, set, Options::default());
        run.evaluation.number_of(run.judgements[0].value?)
    }
}

/// What each figure contributes to a number, by name.
fn shares(two: &Two, found: &Diff, row: usize, which: Which) -> Vec<(String, String)> {
    let moved = found.rows[row].moved.iter().find(|moved| moved.which == which).unwrap();
    let shares = moved.shares.as_ref().unwrap_or_else(|none| panic!("{none:?}"));
    let sum = shares.of.iter().fold(LongDecimal::default(), |sum, (_, amount)| &sum + amount);
    assert_eq!(sum, shares.difference, "all together are the difference");
    let (before, after) = (moved.before.unwrap(), moved.after.unwrap());
    assert_eq!(shares.difference, &LongDecimal::from(after) - &LongDecimal::from(before));
    let name = |player: usize| match &found.players[player] {
        Player::Figure(id) => two.policy.vocabulary.get(*id).unwrap().name.to_string(),
        Player::People(rule) => format!("people: {rule}"),
        Player::Date => "date".to_owned(),
    };
    shares.of.iter().map(|(player, amount)| (name(*player), amount.to_string())).collect()
}

fn told(two: &Two) -> String {
    let found = two.diff();
    let told = shares(two, &found, 0, Which::Value).into_iter().map(|(name, amount)| format!("{name} {amount}"));
    told.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_ratio_of_two_is_shared_as_by_hand() {
    // 10 / 100 becomes 20 / 80: x gives (10 + 12,5) / 2 and y gives (2,5 + 5) / 2, in percent.
    let two = Two::of(&pack(&["x", "y"], &measure("x / y", "%", "above: 0 %")), "x 10, y 100", "x 20, y 80");
    assert_eq!(told(&two), "x 11.25, y 3.75");
}

#[test]
fn three_players_are_shared_as_by_hand() {
    // 1 · 1 / 1 becomes 2 · 3 / 2. Alone: 2, 3, ½; in pairs: 6 without z, 1 without y, 1½ without x. The shares are 17, 26 and −19 twelfths.
    let two = Two::of(
        &pack(&["x", "y", "z"], &measure("x * (y / z)", "mnkr", "above: noll")),
        "x 1, y 1, z 1",
        "x 2, y 3, z 2",
    );
    assert_eq!(
        told(&two),
        "x 1.4166666666666666666666666667, y 2.1666666666666666666666666667, z -1.5833333333333333333333333334"
    );
}

#[test]
fn who_does_nothing_gets_nothing_and_equals_get_the_same() {
    let text = measure("x + y + noll * (w / x)", "mnkr", "above: noll");
    let two =
        Two::of(&pack(&["x", "y", "w", "utanför"], &text), "x 1, y 1, w 5, utanför 1", "x 2, y 2, w 9, utanför 4");
    assert_eq!(told(&two), "x 1, y 1, w 0", "what the rule does not read is no player of it");
    let found = two.diff();
    assert_eq!((found.changes.len(), found.rows.len(), found.unchanged), (4, 1, 0));
}

#[test]
fn the_limit_of_a_measure_and_the_sides_of_a_condition_are_shared_too() {
    let text = "indicators:\n  - {indicator: mått, title: Mått, value: x, at_most: y}\n\
                requirements:\n  - {requirement: krav, title: Krav, all: [{that: x <= y}, {that: x > z}]}\n";
    let two = Two::of(&pack(&["x", "y", "z"], text), "x 1, y 5, z 0", "x 3, y 4, z 0,5");
    let found = two.diff();
    assert_eq!(shares(&two, &found, 0, Which::Value), [("x".into(), "2".into()), ("y".into(), "0".into())]);
    assert_eq!(shares(&two, &found, 0, Which::Limit), [("x".into(), "0".into()), ("y".into(), "-1".into())]);
    // x − y goes from −4 to −1, x − z from 1 to 2½.
    let amounts = |which| shares(&two, &found, 1, which).into_iter().map(|(_, amount)| amount).collect::<Vec<_>>();
    assert_eq!(amounts(Which::Condition(0)), ["2", "1", "0"]);
    assert_eq!(amounts(Which::Condition(1)), ["2", "0", "-0.5"]);
}

fn none(two: &Two) -> NoShares {
    two.diff().rows[0].moved[0].shares.clone().unwrap_err()
}

#[test]
fn what_is_missing_is_never_zero() {
    let pack = pack(&["x", "y", "z"], &measure("x / (y - z)", "%", "above: 0 %"));
    let (all, removed) = ("x 1, y 3, z 1", "x 2, z 1");
    let two = Two::of(&pack, all, removed);
    let found = two.diff();
    let how: Vec<Differs> = found.changes.iter().map(|(_, how)| *how).collect();
    assert_eq!(how, [Differs::Value, Differs::Removed]);
    assert_eq!((found.rows[0].turn, none(&two)), (Turn::Worse, NoShares::NoneAfter));
    assert_eq!(found.rows[0].flip, Some(only(&[&[1]])), "y alone, for it is the second player");
    let two = Two::of(&pack, removed, all);
    assert_eq!((two.diff().rows[0].turn, none(&two)), (Turn::Better, NoShares::NoneBefore));
    // With z alone the divisor is 0.
    let two = Two::of(&pack, "x 1, y 2, z 1", "x 1, y 3, z 2");
    assert_eq!(two.diff().rows.len(), 0, "the value is the same");
    let two = Two::of(&pack, "x 1, y 2, z 1", "x 1, y 4, z 2");
    let between = none(&two);
    assert!(matches!(&between, NoShares::NoneBetween(players, _) if *players == [1]), "{between:?}");
}

#[test]
fn the_worst_stands_first() {
    let rules = "indicators:
  - {indicator: bättre, title: Bättre, value: b, above: noll}
  - {indicator: samma, title: Samma, value: s, above: noll}
  - {indicator: okänd, title: Okänd, value: o, above: noll}
  - {indicator: sämre, title: Sämre, value: x, above: noll}
requirements:
  - {requirement: börjar, title: Börjar, when: w > 0, that: s > 0}
checks:
  - {check: stämmer, title: Stämmer, that: x == s, within: exact}
";
    let two = Two::of(&pack(&["b", "s", "o", "x", "w"], rules), "b -1, s 1, o 1, x 1, w 0", "b 1, s 2, o -, x -1, w 1");
    let found = two.diff();
    let name = |row: &Row| {
        two.policy.rules[judge(&two.policy, &two.new, Options::default()).judgements[row.after].rule.0 as usize]
            .name
            .clone()
    };
    let order: Vec<(String, Turn)> = found.rows.iter().map(|row| (name(row), row.turn)).collect();
    let expected = [
        ("sämre", Turn::Worse),
        ("okänd", Turn::Worse),
        ("stämmer", Turn::Worse),
        ("börjar", Turn::Other),
        ("bättre", Turn::Better),
        ("samma", Turn::Same),
    ];
    assert_eq!(order, expected.map(|(name, turn)| (name.to_owned(), turn)));
}

#[test]
fn what_is_worse_is_stated() {
    use Verdict::{Met, NotApplicable, NotMet, PartlyMet, Undetermined};
    let all = [Met, PartlyMet, NotMet, Undetermined, NotApplicable];
    let turns = |wanted: Turn| {
        let pairs = all.into_iter().flat_map(|before| all.map(|after| (before, after)));
        pairs.filter(|(before, after)| Turn::of(*before, *after) == wanted).collect::<Vec<_>>()
    };
    let worse = [
        (Met, PartlyMet),
        (Met, NotMet),
        (Met, Undetermined),
        (PartlyMet, NotMet),
        (PartlyMet, Undetermined),
        (NotMet, Undetermined),
        (Undetermined, NotMet),
        (NotApplicable, PartlyMet),
        (NotApplicable, NotMet),
        (NotApplicable, Undetermined),
    ];
    assert_eq!(turns(Turn::Worse), worse);
    let better = [(PartlyMet, Met), (NotMet, Met), (NotMet, PartlyMet), (Undetermined, Met), (Undetermined, PartlyMet)];
    assert_eq!(turns(Turn::Better), better);
    assert_eq!(turns(Turn::Same).len(), 5);
}

/// These sets, and none other of their size.
fn only(sets: &[&[usize]]) -> Flip {
    Flip::Sets { first: sets.iter().map(|set| set.to_vec()).collect(), more: Some(0) }
}

/// The fewest changes of x, y and z that miss `x + y + z > 0` or another condition.
fn flip(that: &str, old: &str, new: &str) -> Option<Flip> {
    let rest = format!("requirements:\n  - {{requirement: krav, title: Krav, that: \"{that}\"}}\n");
    let two = Two::of(&pack(&["x", "y", "z"], &rest), old, new);
    two.diff().rows.first().and_then(|row| row.flip.clone())
}

#[test]
fn the_fewest_changes_are_found() {
    let sets = |sets: &[&[usize]]| Some(only(sets));
    let old = "x 4, y 4, z 4";
    assert_eq!(flip("x + y + z > 0", old, "x 3, y -9, z 3"), sets(&[&[1]]), "y alone");
    assert_eq!(flip("x + y + z > 0", old, "x -9, y 3, z -9"), sets(&[&[0], &[2]]), "x or z");
    assert_eq!(
        flip("x + y + z > 0", old, "x 3, y -4, z -4"),
        sets(&[&[1, 2]]),
        "y and z leave 4 − 4 − 4, x and one more 3 − 4 + 4"
    );
    assert_eq!(flip("x + y + z > 0", old, "x 0, y 0, z 0"), sets(&[&[0, 1, 2]]), "all of them");
    assert_eq!(flip("x + y + z > 0", old, "x 3, y 2, z 1"), None, "the verdict is the same");
}

#[test]
fn people_and_the_day_are_players_too() {
    let rest = "indicators:\n  - {indicator: mått, title: Mått, for: {bases: [budget], periods: [2024]}, scale: {manual: {levels: {Bra: met, Svag: not_met}}}}\n  \
                - {indicator: x, title: X, value: x, above: noll}\n";
    let by_people = |level: &str, x: i64| {
        format!(
            "basis: budget\nperiod: 2024\nvalues:\n  x: {x} mnkr\nassessed:\n  - {{rule: mått, level: {level}, motivation: Skäl, by: Nämnden, date: 2024-12-01}}\n"
        )
    };
    let two = Two::of_files(&pack(&["x"], rest), ("yaml", &by_people("Bra", 1)), ("yaml", &by_people("Svag", 2)));
    let found = two.diff();
    assert_eq!(found.players.last(), Some(&Player::People("mått".into())));
    assert_eq!((found.people.len(), found.rows[0].turn), (1, Turn::Worse));
    assert_eq!(found.rows[0].flip, Some(only(&[&[1]])));
    assert_eq!(found.rows[1].turn, Turn::Same);
    // A year more in the second draft: it is judged as of another day.
    let two =
        Two::of(&pack(&["x"], "indicators:\n  - {indicator: x, title: X, value: x, above: noll}\n"), "x 1", "x 1");
    let later = Options { as_of: crate::quantity::Date::parse("2025-06-30").ok(), ..Options::default() };
    let found = diff(&judge(&two.policy, &two.old, Options::default()), &judge(&two.policy, &two.new, later), 1);
    assert_eq!((found.players.as_slice(), found.rows.len(), found.unchanged), (&[Player::Date][..], 0, 1));
}

#[test]
fn published_sums_that_agree_contribute_nothing_and_those_that_stand_in_do() {
    let rest = "formulas:\n  totalt: {title: Totalt, unit: mnkr, is: x + y, reported: if_missing}\n\
                indicators:\n  - {indicator: mått, title: Mått, value: totalt, above: noll}\n";
    let names = ["x", "y"];
    let two = Two::of(&pack(&names, rest), "x 1, y 2, totalt 3", "x 4, y 3, totalt 7");
    let found = two.diff();
    assert_eq!(told(&two), "x 3, y 1");
    assert_eq!(found.set_aside.len(), 1);
    let two = Two::of(&pack(&names, rest), "x 1, totalt 3", "x 4, totalt 7");
    assert_eq!(told(&two), "x 0, totalt 4", "y is missing: the published sum stands in");
}

#[test]
fn more_than_twelve_are_drawn_and_still_add_up() {
    let names: Vec<String> = (1..=14).map(|n| format!("x{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let sum = |from: usize| names[from..].join(" + ");
    let text = measure(&format!("({}) / (x1 + {})", sum(1), sum(7)), "%", "above: 200 %");
    let draft = |by: usize| (1..=14).map(|n| format!("x{n} {}", n * by + n % 3 + 1)).collect::<Vec<_>>().join(", ");
    let two = Two::of(&pack(&names, &text), &draft(1), &draft(3));
    let (one, again, other) = (two.diff_with(1), two.diff_with(1), two.diff_with(2));
    let drawn = |found: &Diff| shares(&two, found, 0, Which::Value);
    assert_eq!(drawn(&one).len(), 14);
    assert_eq!(drawn(&one), drawn(&again), "the same seed gives the same answer");
    assert_ne!(drawn(&one), drawn(&other));
    let orders = one.rows[0].moved[0].shares.as_ref().unwrap().orders;
    assert_eq!(orders, Some(super::ORDERS));
    let twelve: Vec<&str> = names[..12].to_vec();
    let few = Two::of(
        &pack(&twelve, &measure(&twelve.join(" + "), "mnkr", "above: noll")),
        &draft(1)[..draft(1).find(", x13").unwrap()],
        &draft(2)[..draft(2).find(", x13").unwrap()],
    );
    assert_eq!(few.diff().rows[0].moved[0].shares.as_ref().unwrap().orders, None, "twelve are tried in every way");
}

#[test]
fn where_too_many_sets_would_have_to_be_tried_it_is_said() {
    let came = |members: &Vec<bool>| members.iter().filter(|came| **came).count();
    let found = super::flip::smallest(20, |members| came(members) >= 5);
    assert_eq!(found, Flip::NoneUpTo(3), "20, 190 and 1140 sets of up to three were tried, and not all 4845 of four");
    let Flip::Sets { first, more } = super::flip::smallest(20, |members| came(members) >= 4) else { panic!() };
    assert_eq!((first.len(), first[0].as_slice(), more), (10, &[0, 1, 2, 3][..], None), "some of four");
    let found = super::flip::smallest(20, |members| came(members) >= 2);
    assert!(matches!(found, Flip::Sets { more: Some(180), .. }), "190 sets of two, ten of them named: {found:?}");
    assert_eq!(super::flip::smallest(20, |members| members[18] && members[19]), only(&[&[18, 19]]));
    let all: Vec<usize> = (0..12).collect();
    assert_eq!(super::flip::smallest(12, |members| came(members) == 12), only(&[&all]));
    assert_eq!(super::flip::smallest(3, |_| false), Flip::NoneUpTo(3));
}

/// The mean over every order, by going through them all.
fn over_all_orders(worths: &[Decimal], players: usize) -> Vec<Decimal> {
    fn orders(left: Vec<usize>) -> Vec<Vec<usize>> {
        if left.is_empty() {
            return vec![Vec::new()];
        }
        let each = left.iter().flat_map(|first| {
            let rest = left.iter().copied().filter(|other| other != first).collect();
            orders(rest).into_iter().map(|order| [vec![*first], order].concat())
        });
        each.collect()
    }
    let (orders, mut sums) = (orders((0..players).collect()), vec![Decimal::ZERO; players]);
    for order in &orders {
        let mut mask = 0;
        for player in order {
            sums[*player] += worths[mask | 1 << player] - worths[mask];
            mask |= 1 << player;
        }
    }
    sums.into_iter().map(|sum| sum / Decimal::from(orders.len())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Of any game: exactly the difference all together, each as over every order, and as drawn from those orders.
    #[test]
    fn contributions_add_up_whatever_the_worths(players in 1_usize..=5, numbers in proptest::collection::vec((any::<i64>(), 0_u32..=28), 32)) {
        let worths: Vec<Decimal> = numbers.into_iter().map(|(number, scale)| Decimal::new(number, scale)).collect();
        let mask = |members: &Vec<bool>| (0..1_usize << players).find(|mask| coalition(*mask, players) == *members);
        let worth = |members: &Vec<bool>| mask(members).map(|mask| worths[mask]);
        let whole = &LongDecimal::from(worths[(1 << players) - 1]) - &LongDecimal::from(worths[0]);
        let sum = |of: &[LongDecimal]| of.iter().fold(LongDecimal::default(), |sum, amount| &sum + amount);
        let shares = exact(players, worth).unwrap();
        prop_assert_eq!(sum(&shares), whole.clone());
        let greatest = worths.iter().map(|w| w.abs()).max().unwrap() + Decimal::ONE;
        for (share, by_hand) in shares.iter().zip(over_all_orders(&worths, players)) {
            let off = (share.rounded().unwrap() - by_hand).abs();
            prop_assert!(off <= greatest * Decimal::new(1, 24), "{} and {}", share, by_hand);
        }
        let drawn = super::orders(7, "prov", players, 5);
        prop_assert_eq!(sum(&sampled(players, &drawn, worth).unwrap()), whole);
        let nothing = |members: &Vec<bool>| mask(members).filter(|mask| *mask != 1).map(|mask| worths[mask]);
        prop_assert_eq!(exact(players, nothing).unwrap_err(), coalition(1, players));
    }

    /// Of any two drafts: what a mixture comes to is what the figures of that mixture come to by themselves.
    #[test]
    fn contributions_are_those_of_the_mixed_figures(
        which in 0_usize..5,
        old in proptest::collection::vec(-9_i64..=9, 3),
        new in proptest::collection::vec(-9_i64..=9, 3),
    ) {
        let formula = ["x + y - z", "x * (y / z)", "max(x, y) - z", "if x > y { z } else { x / y * z }", "(x + y) / (z + x) * x"][which];
        let pack = pack(&["x", "y", "z"], &measure(formula, "mnkr", "above: noll"));
        let draft = |numbers: &[i64]| format!("x {}, y {}, z {}", numbers[0], numbers[1], numbers[2]);
        let two = Two::of(&pack, &draft(&old), &draft(&new));
        let found = two.diff();
        let Some(moved) = found.rows.first().and_then(|row| row.moved.first()) else {
            prop_assert_eq!(two.value(&two.old), two.value(&two.new));
            return Ok(());
        };
        let changed: Vec<usize> = (0..3).filter(|at| old[*at] != new[*at]).collect();
        let mixed = |mask: usize| {
            let number = |at: usize| changed.iter().position(|c| *c == at).map_or(old[at], |bit| if mask >> bit & 1 == 1 { new[at] } else { old[at] });
            let mixed = Two::of(&pack, &draft(&[number(0), number(1), number(2)]), "");
            mixed.value(&mixed.old)
        };
        let worths: Vec<Option<Decimal>> = (0..1 << changed.len()).map(mixed).collect();
        match &moved.shares {
            Ok(shares) => {
                let worths: Vec<Decimal> = worths.into_iter().map(Option::unwrap).collect();
                let sum = shares.of.iter().fold(LongDecimal::default(), |sum, (_, amount)| &sum + amount);
                prop_assert_eq!(&sum, &shares.difference);
                prop_assert_eq!(sum, &LongDecimal::from(worths[worths.len() - 1]) - &LongDecimal::from(worths[0]));
                for ((_, share), by_hand) in shares.of.iter().zip(over_all_orders(&worths, changed.len())) {
                    prop_assert!((share.rounded().unwrap() - by_hand).abs() <= Decimal::new(1, 20), "{} and {}", share, by_hand);
                }
            }
            Err(none) => {
                let has = |at: usize| worths[at].is_some();
                let expected = match none {
                    NoShares::NoneBefore => !has(0),
                    NoShares::NoneAfter => has(0) && !has(worths.len() - 1),
                    NoShares::NoneBetween(..) => has(0) && has(worths.len() - 1) && worths.iter().any(Option::is_none),
                    NoShares::Astray => false,
                };
                prop_assert!(expected, "{none:?} of {worths:?}");
            }
        }
    }
}
