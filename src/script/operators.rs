//! Arithmetic and comparison on exact decimals. Every operator is ours for every pair of types: Rhai's own answer `false` when a number
//! is compared with a text, and 0 when 1 is divided by 2.
//!
//! Whole numbers stay whole where they can (they are places in lists), and are never negative: a negative one is a decimal.

use rhai::{Array, Dynamic, Engine, Map};
use rust_decimal::Decimal;
use std::cmp::Ordering;

use super::fault::{Fault, Limit, ScriptErrorKind, too_large};
use super::value::{Failure, number, text_of, whole, wrong_type};
use crate::formula::MAX_TEXT;
use crate::text;

/// One of the four operations of arithmetic.
type Arithmetic = fn(&Dynamic, &Dynamic) -> Result<Dynamic, Fault>;
/// Whether a comparison holds for an order.
type Holds = fn(Ordering) -> bool;

pub(super) fn register(engine: &mut Engine) {
    let arithmetic: [(&str, &str, Arithmetic); 4] =
        [("+", "+=", add), ("-", "-=", subtract), ("*", "*=", multiply), ("/", "/=", divide)];
    for (name, assign, operation) in arithmetic {
        engine.register_fn(name, move |a: Dynamic, b: Dynamic| operation(&a, &b).map_err(Failure::from));
        engine.register_fn(assign, move |a: &mut Dynamic, b: Dynamic| {
            *a = operation(a, &b)?;
            Ok::<(), Failure>(())
        });
    }
    let comparisons: [(&str, Holds); 4] =
        [("<", Ordering::is_lt), ("<=", Ordering::is_le), (">", Ordering::is_gt), (">=", Ordering::is_ge)];
    for (name, holds) in comparisons {
        engine.register_fn(name, move |a: Dynamic, b: Dynamic| Ok::<bool, Failure>(holds(compare(&a, &b)?)));
    }
    engine
        .register_fn("==", |a: Dynamic, b: Dynamic| equal(&a, &b).map_err(Failure::from))
        .register_fn("!=", |a: Dynamic, b: Dynamic| equal(&a, &b).map(|e| !e).map_err(Failure::from))
        .register_fn("-", |a: Dynamic| negate(&a).map_err(Failure::from))
        .register_fn("+", |a: Dynamic| sign_of_number(&a).map_err(Failure::from))
        .register_fn("!", |a: Dynamic| not(&a).map_err(Failure::from))
        .register_fn("inte", |a: Dynamic| not(&a).map_err(Failure::from))
        .register_fn("contains", |all: Dynamic, one: Dynamic| contains(&all, &one).map_err(Failure::from))
        .register_fn("..", |a: Dynamic, b: Dynamic| bounds(&a, &b).map(|(a, b)| a..b).map_err(Failure::from))
        .register_fn("..=", |a: Dynamic, b: Dynamic| bounds(&a, &b).map(|(a, b)| a..=b).map_err(Failure::from))
        .register_iterator::<std::ops::Range<i64>>()
        .register_iterator::<std::ops::RangeInclusive<i64>>()
        .register_iterator::<Array>();
}

/// Two numbers, or the fault that they are not.
fn numbers(a: &Dynamic, b: &Dynamic) -> Result<(Decimal, Decimal), Fault> {
    number(a)
        .zip(number(b))
        .ok_or_else(|| wrong_type(text!("här behövs två tal", "two numbers are needed here"), &[a, b]))
}

/// The result of an operation on whole numbers, if both are and it is one that is not negative.
fn in_whole(a: &Dynamic, b: &Dynamic, operation: fn(i64, i64) -> Option<i64>) -> Option<Dynamic> {
    let whole = operation(a.as_int().ok()?, b.as_int().ok()?)?;
    (whole >= 0).then(|| Dynamic::from_int(whole))
}

fn decimal(result: Option<Decimal>) -> Result<Dynamic, Fault> {
    let too_large = || Fault::new(ScriptErrorKind::Overflow, too_large());
    result.map(Dynamic::from_decimal).ok_or_else(too_large)
}

pub(super) fn add(a: &Dynamic, b: &Dynamic) -> Result<Dynamic, Fault> {
    if let (Some(a), Some(b)) = (text_of(a), text_of(b)) {
        if a.len() + b.len() > MAX_TEXT {
            return Err(Fault::limit(Limit::Text));
        }
        return Ok((a + b.as_str()).into());
    }
    if let Some(whole) = in_whole(a, b, i64::checked_add) {
        return Ok(whole);
    }
    let (a, b) = numbers(a, b)?;
    decimal(a.checked_add(b))
}

fn subtract(a: &Dynamic, b: &Dynamic) -> Result<Dynamic, Fault> {
    if let Some(whole) = in_whole(a, b, i64::checked_sub) {
        return Ok(whole);
    }
    let (a, b) = numbers(a, b)?;
    decimal(a.checked_sub(b))
}

fn multiply(a: &Dynamic, b: &Dynamic) -> Result<Dynamic, Fault> {
    if let Some(whole) = in_whole(a, b, i64::checked_mul) {
        return Ok(whole);
    }
    let (a, b) = numbers(a, b)?;
    decimal(a.checked_mul(b))
}

pub(super) fn divide(a: &Dynamic, b: &Dynamic) -> Result<Dynamic, Fault> {
    let (a, b) = numbers(a, b)?;
    if b.is_zero() {
        return Err(Fault::new(ScriptErrorKind::DivisionByZero, text!("division med noll", "division by zero")));
    }
    decimal(a.checked_div(b))
}

/// The order of two numbers or two texts.
pub(super) fn compare(a: &Dynamic, b: &Dynamic) -> Result<Ordering, Fault> {
    if let Some((a, b)) = number(a).zip(number(b)) {
        return Ok(a.cmp(&b));
    }
    let texts = text_of(a).zip(text_of(b));
    texts.map(|(a, b)| a.cmp(&b)).ok_or_else(|| {
        wrong_type(
            text!("bara två tal eller två texter kan jämföras", "only two numbers or two texts can be compared"),
            &[a, b],
        )
    })
}

fn equal(a: &Dynamic, b: &Dynamic) -> Result<bool, Fault> {
    match (a.as_bool(), b.as_bool()) {
        (Ok(a), Ok(b)) => Ok(a == b),
        _ => compare(a, b).map(Ordering::is_eq),
    }
}

fn negate(a: &Dynamic) -> Result<Dynamic, Fault> {
    sign_of_number(a).map(|a| Dynamic::from_decimal(number(&a).map_or(Decimal::ZERO, |n| -n)))
}

/// The value itself, if it is a number: `+x`.
fn sign_of_number(a: &Dynamic) -> Result<Dynamic, Fault> {
    if number(a).is_some() {
        Ok(a.clone())
    } else {
        Err(wrong_type(text!("här behövs ett tal", "a number is needed here"), &[a]))
    }
}

fn not(a: &Dynamic) -> Result<bool, Fault> {
    a.as_bool()
        .map(|truth| !truth)
        .map_err(|_| wrong_type(text!("här behövs ja eller nej", "yes or no is needed here"), &[a]))
}

/// `one in all`.
fn contains(all: &Dynamic, one: &Dynamic) -> Result<bool, Fault> {
    if let Ok(list) = all.as_array_ref() {
        for element in list.iter() {
            if equal(element, one)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    let Some(key) = text_of(one) else {
        return Err(wrong_type(text!("bara en text kan sökas här", "only a text can be looked for here"), &[one]));
    };
    if let Some(map) = all.read_lock::<Map>() {
        return Ok(map.contains_key(key.as_str()));
    }
    text_of(all).map(|text| text.contains(&key)).ok_or_else(|| {
        wrong_type(
            text!("här behövs en lista, en tabell eller en text", "a list, a map or a text is needed here"),
            &[all],
        )
    })
}

/// The ends of `a..b`, as places in a list.
fn bounds(a: &Dynamic, b: &Dynamic) -> Result<(i64, i64), Fault> {
    whole(a).zip(whole(b)).ok_or_else(|| {
        Fault::new(
            ScriptErrorKind::WrongType,
            text!(
                "ett intervall går mellan två heltal, från 0 och uppåt",
                "a range goes between two whole numbers, from 0 up"
            ),
        )
    })
}
