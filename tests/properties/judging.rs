//! A whole pack judged over any figures: colours follow outcomes, and a verdict that is called robust stands for every value that the
//! figures could stand for.

use std::fmt::Write as _;

use proptest::prelude::*;
use riktlinje::figures::{Coordinates, Figure, FigureSet, Given};
use riktlinje::policy::{Better, Policy, RuleBody, Verdict};
use riktlinje::quantity::{Basis, Decimal, Period};
use riktlinje::verdict::{Options, judge};

use super::packs::good;
use super::try_all;

/// The figures of the pack, all plain numbers that lie between −20 and 20.
const FIGURES: [&str; 5] = ["nöjda", "tillägg", "mål", "övre", "bredd"];

/// A rule for every target word, scale and way to compare, over one figure and over a sum.
fn pack() -> String {
    let mut pack = String::from("pack: prov\nformat: 1\ntitle: Prov\nvalid: 2000..2100\nfigures:\n");
    for name in FIGURES {
        let _ = writeln!(
            pack,
            "  {name}:\n    title: Talet {name}\n    unit: tal\n    measured: during\n    range: -20..20"
        );
    }
    let percent = |more: &str| format!("percent_of_target:\n        partly_from: 80 %{more}");
    let scales = [
        percent(""),
        percent("\n        lower_is_better: two_minus_ratio"),
        percent("\n      band:\n        partly_within: 0,5"),
        "band:\n        partly_within: bredd".to_owned(),
        "boolean: yes".to_owned(),
    ];
    let words = ["at_least: mål", "above: mål", "at_most: mål", "below: mål", "equals: mål"];
    let words =
        words.into_iter().chain(["between:\n      from: mål\n      to: max(mål, övre)", "equals: mål - tillägg"]);
    pack.push_str("indicators:\n");
    let mut number = 0;
    for word in words {
        for scale in &scales {
            if (word.starts_with("equals") || word.starts_with("between")) && scale.starts_with("percent") {
                continue;
            }
            for (value, compare) in [("nöjda", "exact"), ("nöjda", "\n      decimals: 0"), ("nöjda - tillägg", "exact")]
            {
                number += 1;
                let scale = scale.strip_suffix(": yes").map_or_else(|| format!("\n      {scale}"), |s| format!(" {s}"));
                let _ = write!(
                    pack,
                    "  - indicator: regel-{number}\n    title: Regel {number}\n    value: {value}\n    {word}\n    scale:{scale}\n    compare: {compare}\n"
                );
            }
        }
    }
    pack.push_str(OTHERS);
    pack
}

const OTHERS: &str = "  - indicator: nivåer-uppåt
    title: Nivåer uppåt
    value: nöjda
    at_least: 10
    compare: exact
    scale:
      levels:
        - gives: partly_met
          at_least: 5
        - gives: not_met
          at_least: -20
  - indicator: nivåer-nedåt
    title: Nivåer nedåt
    value: nöjda
    at_most: 0
    compare: exact
    scale:
      levels:
        - gives: partly_met
          at_most: bredd
  - indicator: förändring
    title: Bättre än i fjol
    value: nöjda
    better: higher
    compare: exact
    scale:
      change:
        unchanged: partly_met
  - indicator: förändring-i-hela-tal
    title: Bättre än i fjol, i hela tal
    value: nöjda
    better: lower
    compare:
      decimals: 0
    scale:
      change:
        unchanged: partly_met
requirements:
  - requirement: ett-villkor
    title: Ett villkor
    that: nöjda >= mål
  - requirement: två-villkor
    title: Två villkor
    all:
      - that: nöjda - tillägg > mål
      - that: bredd > 0 || nöjda < övre
  - requirement: finns-alltid
    title: Finns alltid
    when: finns(nöjda)
    all:
      - that: finns(-tillägg) || finns(föregående(nöjda))
      - that: finns(mål)
  - requirement: gäller-ibland
    title: Gäller ibland
    when: tillägg > 0
    that: nöjda < övre
";

/// A value and what it may be off by; `None`: missing.
type Known = Option<(Decimal, Decimal)>;

fn known() -> impl Strategy<Value = Known> {
    let value = prop_oneof![
        (-20_i64..=20).prop_map(Decimal::from),
        (-200_i64..=200).prop_map(|n| Decimal::new(n, 1)),
        (-40_i64..=40).prop_map(|n| Decimal::new(n, 1)),
    ];
    let half_width = prop::sample::select(vec!["0", "0", "0.05", "0.5", "3"]);
    prop::option::weighted(0.9, (value, half_width).prop_map(|(v, w)| (v, w.parse().unwrap())))
}

fn exactly_known() -> impl Strategy<Value = Known> {
    known().prop_map(|known| known.map(|(value, _)| (value, Decimal::ZERO)))
}

/// This year's figures, and last year's outcome.
fn figures(policy: &Policy, known: &[Known]) -> FigureSet {
    let of_years = FIGURES.iter().map(|name| (*name, 2024)).chain([("nöjda", 2023)]);
    let figure = |((name, year), known): ((&str, i16), &Known)| Figure {
        id: policy.vocabulary.by_name(name).unwrap(),
        coordinates: Coordinates::default(),
        period: Period::year(year),
        basis: Basis::Outcome,
        edition: None,
        given: match *known {
            Some((value, half_width)) => Given::Number { value, half_width },
            None => Given::Missing { because: None },
        },
        decimals: 1,
        origins: Vec::new(),
        preliminary: false,
        approximate: false,
        note: None,
        is_sum: false,
    };
    FigureSet::new(of_years.zip(known).map(figure).collect(), Vec::new())
}

fn this_year() -> Options {
    Options { as_of: None, period: Some(Period::year(2024)), basis: Some(Basis::Outcome) }
}

fn verdicts(policy: &Policy, known: &[Known]) -> Vec<Verdict> {
    let figures = figures(policy, known);
    let run = judge(policy, &figures, this_year());
    assert_eq!(run.judgements.len(), policy.rules.len(), "one judgement a rule");
    run.judgements.iter().map(|j| j.verdict).collect()
}

#[test]
fn a_better_outcome_never_gets_a_worse_verdict() {
    let policy = good(&pack());
    let outcome = || (-200_i64..=200).prop_map(|n| Decimal::new(n, 1));
    let strategy = (prop::array::uniform6(exactly_known()), outcome(), outcome());
    let met = try_all(150, &strategy, |(mut known, a, b), met| {
        let [lower, higher] = [a.min(b), a.max(b)].map(|outcome| {
            known[0] = Some((outcome, Decimal::ZERO));
            verdicts(&policy, &known)
        });
        for ((rule, lower), higher) in policy.rules.iter().zip(lower).zip(higher) {
            let of_better = match rule.indicator().and_then(|i| i.better) {
                Some(Better::Higher) => (higher, lower),
                Some(Better::Lower) => (lower, higher),
                None => continue,
            };
            prop_assert!(of_better.0 <= of_better.1, "{}: {of_better:?} of {a} and {b}", rule.name);
            met.count("another verdict", usize::from(of_better.0 < of_better.1));
        }
        Ok(())
    });
    met.at_least(500, &["another verdict"]);
}

/// Steps from the middle of a figure to its ends.
const STEPS: i32 = 4;

/// A value that a figure could stand for; one that is missing could come, within its range, or stay missing.
fn chosen(known: &Known, step: i32, missing_come: bool) -> Known {
    let reach = Decimal::from(20);
    let (low, high) = match known {
        Some((value, half_width)) => (value - half_width, value + half_width),
        None if missing_come => (-reach, reach),
        None => return None,
    };
    let place = Decimal::from(step + STEPS) / Decimal::from(2 * STEPS);
    Some((low + (high - low) * place, Decimal::ZERO))
}

#[test]
fn a_robust_verdict_stands_for_every_value_of_the_figures() {
    let policy = good(&pack());
    let steps = prop::array::uniform6(prop_oneof![Just(-STEPS), Just(STEPS), -STEPS..=STEPS]);
    let strategy = (prop::array::uniform6(known()), prop::collection::vec(steps, 8));
    let met = try_all(80, &strategy, |(known, ways), met| {
        let figures = figures(&policy, &known);
        let mut run = judge(&policy, &figures, this_year());
        let judged = run.judgements.clone();
        let certain: Vec<Option<Verdict>> = judged
            .iter()
            .map(|judgement| match judgement.verdict {
                Verdict::NotApplicable => None,
                Verdict::Undetermined => run.verdict_whatever(judgement),
                verdict => run.is_robust(judgement).then_some(verdict),
            })
            .collect();
        for (steps, missing_come) in ways.into_iter().flat_map(|steps| [(steps, false), (steps, true)]) {
            let choice: Vec<Known> = known.iter().zip(steps).map(|(k, s)| chosen(k, s, missing_come)).collect();
            for ((judgement, certain), found) in judged.iter().zip(&certain).zip(verdicts(&policy, &choice)) {
                let about_missing = judgement.verdict == Verdict::Undetermined;
                let stands = about_missing != missing_come || certain.is_none_or(|certain| certain == found);
                let rule = &policy.rules[judgement.rule.0 as usize].name;
                prop_assert!(stands, "{rule}: {certain:?}, but {found:?} of {choice:?}");
            }
        }
        for (judgement, certain) in judged.iter().zip(&certain) {
            let is_indicator = matches!(policy.rules[judgement.rule.0 as usize].body, RuleBody::Indicator(_));
            let label = match (judgement.verdict, certain) {
                (Verdict::Undetermined, Some(_)) => "the same whatever is missing",
                (_, Some(_)) if is_indicator => "robust indicator",
                (_, Some(_)) => "robust requirement",
                (_, None) => "open",
            };
            met.count(label, 1);
        }
        Ok(())
    });
    met.at_least(1, &["the same whatever is missing"]);
    met.at_least(10, &["robust indicator", "robust requirement", "open"]);
}

#[test]
fn a_verdict_on_exact_figures_is_robust() {
    let policy = good(&pack());
    try_all(100, &prop::array::uniform6(exactly_known()), |known, _| {
        let figures = figures(&policy, &known);
        let mut run = judge(&policy, &figures, this_year());
        for judgement in run.judgements.clone() {
            prop_assert!(run.is_robust(&judgement), "{}: {:?}", run.rule(&judgement).name, judgement.verdict);
        }
        Ok(())
    });
}
