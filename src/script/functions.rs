//! The functions that scripts may call, the same names as in formulas.

use rhai::{Array, Dynamic, Engine, ImmutableString, Map};
use rust_decimal::Decimal;
use std::any::TypeId;
use std::cmp::Ordering;

use super::fault::{Fault, Limit, ScriptErrorKind};
use super::operators::{add, compare, divide};
use super::value::{Failure, number, whole, wrong_type};
use crate::formula::MAX_LIST;
use crate::quantity::{Rounding, round};
use crate::text;

/// How many values `max`, `min`, `summa` and `medel` take one by one; a list may hold more.
const MAX_ARGUMENTS: usize = 8;

/// A function over any number of values.
type OverMany = fn(&[Dynamic]) -> Result<Dynamic, Fault>;

/// Everything that scripts may call, with the least and the most that it takes.
pub(super) const BUILT_IN: &[(&str, usize, usize)] = &[
    ("max", 1, MAX_ARGUMENTS),
    ("min", 1, MAX_ARGUMENTS),
    ("summa", 1, MAX_ARGUMENTS),
    ("medel", 1, MAX_ARGUMENTS),
    ("belopp", 1, 1),
    ("avrunda", 2, 2),
    ("avrunda_upp", 2, 2),
    ("avrunda_ner", 2, 2),
    ("avrunda_jämn", 2, 2),
    ("inte", 1, 1),
    ("förklara", 2, 2),
    ("push", 2, 2),
    ("len", 1, 1),
    ("contains", 2, 2),
];

/// The least and the most that a built-in function takes, if there is one of that name.
pub(super) fn takes(name: &str) -> Option<(usize, usize)> {
    let found = BUILT_IN.iter().find(|(other, ..)| *other == name);
    found.map(|&(_, least, most)| (least, most))
}

pub(super) fn register(engine: &mut Engine) {
    let many: [(&str, OverMany); 4] = [
        ("max", |values| extreme(values, Ordering::Greater)),
        ("min", |values| extreme(values, Ordering::Less)),
        ("summa", sum),
        ("medel", mean),
    ];
    for (name, function) in many {
        register_over_many(engine, name, function);
    }
    let roundings = [
        ("avrunda", Rounding::HalfAway),
        ("avrunda_upp", Rounding::Up),
        ("avrunda_ner", Rounding::Down),
        ("avrunda_jämn", Rounding::HalfEven),
    ];
    for (name, rounding) in roundings {
        engine.register_fn(name, move |value: Dynamic, decimals: Dynamic| {
            rounded(&value, &decimals, rounding).map_err(Failure::from)
        });
    }
    engine
        .register_fn("belopp", |value: Dynamic| number_of(&value).map(|n| n.abs()).map_err(Failure::from))
        .register_fn("push", |list: &mut Array, item: Dynamic| push(list, item).map_err(Failure::from))
        .register_fn("len", |list: &mut Array| length(list.len()))
        .register_fn("len", |map: &mut Map| length(map.len()))
        .register_fn("len", |text: ImmutableString| length(text.chars().count()));
}

/// Registers a function that takes one list, or several values.
fn register_over_many(engine: &mut Engine, name: &str, function: OverMany) {
    for count in 1..=MAX_ARGUMENTS {
        let types = vec![TypeId::of::<Dynamic>(); count];
        engine.register_raw_fn(name, types, move |_, arguments| {
            let one_list = match &*arguments {
                [only] => only.as_array_ref().ok(),
                _ => None,
            };
            match one_list {
                Some(list) => function(&list),
                None => {
                    let values: Vec<Dynamic> = arguments.iter().map(|v| (**v).clone()).collect();
                    function(&values)
                }
            }
            .map_err(Failure::from)
        });
    }
}

fn push(list: &mut Array, item: Dynamic) -> Result<(), Fault> {
    if list.len() >= MAX_LIST {
        return Err(Fault::limit(Limit::List));
    }
    list.push(item);
    Ok(())
}

fn length(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn number_of(value: &Dynamic) -> Result<Decimal, Fault> {
    number(value).ok_or_else(|| wrong_type(text!("här behövs ett tal", "a number is needed here"), &[value]))
}

fn extreme(values: &[Dynamic], wanted: Ordering) -> Result<Dynamic, Fault> {
    let (first, rest) = values.split_first().ok_or_else(nothing)?;
    number_of(first)?;
    let mut best = first;
    for value in rest {
        number_of(value)?;
        if compare(value, best)? == wanted {
            best = value;
        }
    }
    Ok(best.clone())
}

fn sum(values: &[Dynamic]) -> Result<Dynamic, Fault> {
    values.iter().try_fold(Dynamic::from_int(0), |total, value| {
        number_of(value)?;
        add(&total, value)
    })
}

fn mean(values: &[Dynamic]) -> Result<Dynamic, Fault> {
    if values.is_empty() {
        return Err(nothing());
    }
    divide(&sum(values)?, &Dynamic::from_int(length(values.len())))
}

fn rounded(value: &Dynamic, decimals: &Dynamic, rounding: Rounding) -> Result<Decimal, Fault> {
    let value = number_of(value)?;
    let decimals =
        whole(decimals).and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= Decimal::MAX_SCALE).ok_or_else(|| {
            Fault::new(
                ScriptErrorKind::WrongType,
                text!(
                    "antalet decimaler är ett heltal från 0 till 28",
                    "the number of decimals is a whole number from 0 to 28"
                ),
            )
        })?;
    Ok(round(value, decimals, rounding))
}

fn nothing() -> Fault {
    Fault::new(ScriptErrorKind::NoValue, text!("listan är tom", "the list is empty"))
}
