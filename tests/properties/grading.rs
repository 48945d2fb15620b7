//! The arithmetic of a verdict, over any outcomes, targets and scales.

use proptest::prelude::*;
use riktlinje::policy::{Better, Convention, TargetWord, Verdict};
use riktlinje::quantity::Decimal;
use riktlinje::verdict::{Goalpost, Miss, attainment, grade};

use super::try_all;

const WORDS: [TargetWord; 4] = [TargetWord::AtLeast, TargetWord::Above, TargetWord::AtMost, TargetWord::Below];

/// Numbers near each other and near zero, on both sides, where colours change; sometimes those where arithmetic ends.
pub fn numbers() -> impl Strategy<Value = Decimal> {
    let near = (-30_i64..=30).prop_map(|n| Decimal::new(n, 1));
    let exact = (-99_999_i64..=99_999, 0_u32..=3).prop_map(|(n, scale)| Decimal::new(n, scale));
    let ends = prop::sample::select(vec![Decimal::MIN, Decimal::MAX, Decimal::new(1, 28), -Decimal::new(1, 28)]);
    prop_oneof![6 => near, 6 => exact, 1 => ends]
}

/// Numbers whose products with a share are exact.
fn short_numbers() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        1 => Just(Decimal::ZERO),
        6 => (-30_i64..=30).prop_map(|n| Decimal::new(n, 1)),
        6 => (-99_999_i64..=99_999, 0_u32..=3).prop_map(|(n, scale)| Decimal::new(n, scale)),
    ]
}

fn shares() -> impl Strategy<Value = Decimal> {
    (0_i64..=120).prop_map(|n| Decimal::new(n, 2))
}

fn conventions() -> impl Strategy<Value = Convention> {
    prop::sample::select(vec![Convention::TargetOverOutcome, Convention::TwoMinusRatio])
}

fn better(word: TargetWord) -> Better {
    match word {
        TargetWord::AtLeast | TargetWord::Above => Better::Higher,
        _ => Better::Lower,
    }
}

fn misses() -> impl Strategy<Value = Miss> {
    let width = || (0_i64..=60).prop_map(|n| Decimal::new(n, 1));
    let by_attainment = (shares(), conventions(), prop::option::of(width()));
    prop_oneof![
        4 => by_attainment.prop_map(|(partly_from, convention, band)| Miss::Attainment { partly_from, convention, band }),
        2 => width().prop_map(Miss::Band),
        1 => Just(Miss::Never),
    ]
}

/// Rows in order: the best first, each with a limit further away.
fn levels(limits: &[Decimal], better: Better) -> Miss {
    let mut limits = limits.to_vec();
    limits.sort();
    if better == Better::Higher {
        limits.reverse();
    }
    let verdicts = [Verdict::PartlyMet, Verdict::PartlyMet, Verdict::NotMet];
    Miss::Levels(verdicts.into_iter().zip(limits).map(|(v, limit)| (v, better == Better::Higher, limit)).collect())
}

/// The better of two outcomes first.
fn ordered(a: Decimal, b: Decimal, better: Better) -> (Decimal, Decimal) {
    if (a > b) == (better == Better::Higher) { (a, b) } else { (b, a) }
}

#[test]
fn a_better_outcome_never_gets_a_worse_colour() {
    let limits = prop::collection::vec(numbers(), 1..=3);
    let strategy =
        (prop::sample::select(WORDS.to_vec()), numbers(), misses(), limits, any::<bool>(), numbers(), numbers());
    let met = try_all(3000, &strategy, |(word, limit, miss, limits, by_levels, a, b), met| {
        let post = Goalpost { word, limit, upper: None };
        let miss = if by_levels { levels(&limits, better(word)) } else { miss };
        let (good, bad) = ordered(a, b, better(word));
        let (of_good, of_bad) = (grade(good, &post, &miss).0, grade(bad, &post, &miss).0);
        prop_assert!(of_good <= of_bad, "{good}: {of_good:?}, but {bad}: {of_bad:?}; {post:?}, {miss:?}");
        met.count("met against partly met", usize::from(of_good != of_bad && of_bad == Verdict::PartlyMet));
        Ok(())
    });
    met.at_least(50, &["met against partly met"]);
}

#[test]
fn an_outcome_nearer_to_what_is_wanted_never_gets_a_worse_colour() {
    let distances = (-9_i64..=99).prop_map(|n| Decimal::new(n, 1));
    let strategy = (short_numbers(), prop::option::of(short_numbers()), misses(), distances, shares(), any::<bool>());
    try_all(1500, &strategy, |(from, to, miss, near, further, above), _| {
        let post = match to {
            Some(to) => Goalpost { word: TargetWord::Between, limit: from.min(to), upper: Some(from.max(to)) },
            None => Goalpost { word: TargetWord::Equals, limit: from, upper: None },
        };
        let far = near.max(Decimal::ZERO) + further;
        let end = if above { post.upper.unwrap_or(post.limit) } else { post.limit };
        let [good, bad] = [near, far].map(|distance| if above { end + distance } else { end - distance });
        // What is beyond the other end is not near.
        prop_assume!(near >= Decimal::ZERO || post.is_met(good));
        let (of_good, of_bad) = (grade(good, &post, &miss).0, grade(bad, &post, &miss).0);
        prop_assert!(of_good <= of_bad, "{good}: {of_good:?}, but {bad}: {of_bad:?}; {post:?}, {miss:?}");
        Ok(())
    });
}

#[test]
fn attainment_and_colour_say_the_same() {
    let words = prop::sample::select(vec![TargetWord::AtLeast, TargetWord::AtMost]);
    let strategy = (words, short_numbers(), short_numbers(), shares(), conventions());
    let met = try_all(3000, &strategy, |(word, outcome, target, share, convention), met| {
        let post = Goalpost { word, limit: target, upper: None };
        let verdict = grade(outcome, &post, &Miss::Attainment { partly_from: share, convention, band: None }).0;
        let attained = attainment(outcome, target, better(word), convention);
        match (verdict, attained) {
            (Verdict::Met, Some(attained)) => prop_assert!(attained >= Decimal::ONE, "met at {attained}"),
            (Verdict::PartlyMet, Some(attained)) => prop_assert!(share <= attained && attained < Decimal::ONE),
            (Verdict::NotMet, Some(attained)) => prop_assert!(attained < share.min(Decimal::ONE), "{attained}"),
            // Without a ratio the target word alone decides.
            (verdict, None) => {
                prop_assert_eq!(verdict == Verdict::Met, post.is_met(outcome));
                prop_assert!(target.is_zero() || outcome.is_zero());
            }
            (verdict, _) => prop_assert!(false, "{verdict:?}"),
        }
        met.count(verdict.as_str(), 1);
        met.count("undefined", usize::from(attained.is_none()));
        Ok(())
    });
    met.at_least(20, &["met", "partly_met", "not_met", "undefined"]);
}

/// Up to the target: beyond it, where lower is better, 0,1 against 5 attains 5 000 % and −0,1, in the other form, 202 %.
#[test]
fn more_is_attained_by_a_better_outcome() {
    let words = prop::sample::select(vec![TargetWord::AtLeast, TargetWord::AtMost]);
    try_all(2000, &(words, numbers(), numbers(), numbers(), conventions()), |(word, target, a, b, convention), _| {
        let (good, bad) = ordered(a, b, better(word));
        let attained = [good, bad].map(|outcome| attainment(outcome, target, better(word), convention));
        if let [Some(of_good), Some(of_bad)] = attained {
            prop_assert!(
                of_good >= of_bad.min(Decimal::ONE),
                "{good}: {of_good}, but {bad}: {of_bad}; {word:?} {target} {convention:?}"
            );
        }
        Ok(())
    });
}

#[test]
fn zero_has_no_sign() {
    let minus_zero = -Decimal::ZERO;
    assert!(minus_zero.is_sign_negative());
    for convention in [Convention::TargetOverOutcome, Convention::TwoMinusRatio] {
        for (better, target) in [(Better::Higher, 5), (Better::Lower, 5), (Better::Higher, -5), (Better::Lower, -5)] {
            let target = Decimal::from(target);
            let [plus, minus] = [Decimal::ZERO, minus_zero].map(|zero| attainment(zero, target, better, convention));
            assert_eq!(plus, minus, "{better:?} {target} {convention:?}");
            assert_eq!(attainment(target, minus_zero, better, convention), None);
        }
    }
}
