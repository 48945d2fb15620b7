//! Bounds are safe: whatever the figures could have been, the value is inside.

use proptest::prelude::*;
use riktlinje::evaluate::Bounds;
use riktlinje::formula::Wanted;
use riktlinje::quantity::{Decimal, Unit};

use super::expression::{Outcome, Program};
use super::grow::{FIGURES, programs};
use super::try_all;
use super::world::{Functions, Known, RANGE, bounds, exact, figures, policy, value};

/// Steps from the middle of a figure to its ends.
const STEPS: i32 = 8;

/// How many ways the figures are chosen for each formula.
const WAYS: usize = 8;

fn known() -> impl Strategy<Value = Known> {
    let value = (-3000_i64..=3000, 0_u32..=3).prop_map(|(n, scale)| Decimal::new(n, scale));
    let whole = (-2_i64..=2).prop_map(Decimal::from);
    let half_width = prop::sample::select(vec!["0", "0", "0.5", "0.05", "2", "40"]);
    let number = (prop_oneof![value, whole], half_width).prop_map(|(v, w)| Known::Number(v, w.parse().unwrap()));
    prop_oneof![6 => number, 1 => Just(Known::Missing)]
}

/// A place in what a figure could have been: both ends are likely.
fn steps() -> impl Strategy<Value = [i32; 4]> {
    prop::array::uniform4(prop_oneof![Just(-STEPS), Just(STEPS), Just(0), -STEPS..=STEPS])
}

fn chosen(known: &Known, step: i32) -> Decimal {
    let (low, high) = match known {
        Known::Number(value, half_width) => (value - half_width, value + half_width),
        Known::Missing => RANGE,
    };
    low + (high - low) * Decimal::from(step + STEPS) / Decimal::from(2 * STEPS)
}

fn typed(program: &Program) -> riktlinje::policy::Policy {
    let wanted = if program.truth { Wanted::Truth } else { Wanted::AnyNumber };
    policy(program, &vec![Unit::ratio(); FIGURES.len()], &wanted, Functions::Inlined)
}

#[test]
fn every_choice_of_figures_gives_a_value_inside_the_bounds() {
    let strategy = (programs(), prop::array::uniform4(known()), prop::collection::vec(steps(), WAYS));
    let met = try_all(600, &strategy, |(program, known, ways), met| {
        let policy = typed(&program);
        let bounds = bounds(&policy, &figures(&known));
        for steps in ways {
            let choice: Vec<Decimal> = known.iter().zip(steps).map(|(k, s)| chosen(k, s)).collect();
            let shown = || format!("{}{} of {choice:?}", program.functions_text(), program.formula_text());
            match (value(&policy, &exact(&choice)), bounds) {
                (Ok(Outcome::Number(number)), Bounds::Number(low, high)) => {
                    prop_assert!(low <= number && number <= high, "{number} in {bounds:?}: {}", shown());
                }
                (Ok(Outcome::Truth(truth)), Bounds::Truth(no, yes)) => {
                    prop_assert!(if truth { yes } else { no }, "{truth} in {bounds:?}: {}", shown());
                }
                (_, Bounds::Unknown) | (Err(_), _) => {}
                (value, bounds) => prop_assert!(false, "{value:?} in {bounds:?}: {}", shown()),
            }
        }
        let what = match bounds {
            Bounds::Number(low, high) if low < high => "a wide number",
            Bounds::Truth(no, yes) if no != yes => "a certain answer",
            Bounds::Truth(..) => "an open answer",
            _ => "another",
        };
        met.count(what, 1);
        Ok(())
    });
    met.at_least(10, &["a wide number", "a certain answer", "an open answer"]);
}

#[test]
fn exact_figures_leave_no_room() {
    let exactly = prop::array::uniform4((-300_i64..=300, 0_u32..=2).prop_map(|(n, scale)| Decimal::new(n, scale)));
    try_all(200, &(programs(), exactly), |(program, values), _| {
        let (policy, figures) = (typed(&program), exact(&values));
        let shown = format!("{}{}", program.functions_text(), program.formula_text());
        match value(&policy, &figures) {
            Ok(Outcome::Number(number)) => {
                prop_assert_eq!(bounds(&policy, &figures), Bounds::Number(number, number), "{}", shown);
            }
            Ok(Outcome::Truth(truth)) => {
                prop_assert_eq!(bounds(&policy, &figures), Bounds::Truth(!truth, truth), "{}", shown);
            }
            Err(_) => {}
        }
        Ok(())
    });
}
