//! Numbers for people: how many decimals are shown, and with which unit.

use rust_decimal::Decimal;

use crate::language::Lang;
use crate::quantity::{Rounding, round, write_number};

/// The most decimals where nothing says how many.
const MOST_DECIMALS: u32 = 2;

/// More decimals than this are never needed to tell two numbers apart in a sentence; then the exact number is written.
const MOST_TELLING: u32 = 12;

/// A value rounded for printing: with exactly the published decimals, or else with at most two.
pub(in crate::report) fn shown(value: Decimal, decimals: Option<u32>) -> Decimal {
    let mut rounded = round(value, decimals.unwrap_or(MOST_DECIMALS), Rounding::HalfAway);
    match decimals {
        Some(decimals) => rounded.rescale(decimals),
        None => rounded = rounded.normalize(),
    }
    if rounded.is_zero() { rounded.abs() } else { rounded }
}

/// The same with as many more decimals as it takes to stand on the right side of every number in `against`: 1,999 beside a target of 2, not 2,0.
pub(in crate::report) fn telling(value: Decimal, decimals: Option<u32>, against: &[Decimal]) -> Decimal {
    let is_true = |candidate: Decimal| against.iter().all(|a| candidate.cmp(a) == value.cmp(a));
    let first = shown(value, decimals);
    let more = (decimals.unwrap_or(MOST_DECIMALS) + 1..=MOST_TELLING).map(|d| shown(value, Some(d)));
    std::iter::once(first).chain(more).find(|c| is_true(*c)).unwrap_or(value)
}

/// A number and its unit: `−1 234,5 mnkr`, `12 personer`, `0,5 procentenheter`. The space between them does not break.
pub(in crate::report) fn quantity(value: Decimal, unit: Option<&str>, lang: Lang) -> String {
    let number = write_number(value, lang);
    match unit_word(unit.unwrap_or_default(), value, lang) {
        "" => number,
        word => format!("{number}\u{a0}{word}"),
    }
}

/// The same in a table, where `p.e.` is short.
pub(in crate::report) fn short_quantity(value: Decimal, unit: Option<&str>, lang: Lang) -> String {
    match (unit, lang) {
        (Some("p.e."), Lang::Sv) => format!("{}\u{a0}p.e.", write_number(value, lang)),
        (Some("p.e."), Lang::En) => format!("{}\u{a0}p.p.", write_number(value, lang)),
        _ => quantity(value, unit, lang),
    }
}

/// A number and its unit in words: `182 miljoner kronor`, `1,5 procent`, `noll kronor`.
pub(in crate::report) fn spelled(value: Decimal, unit: Option<&str>, lang: Lang) -> String {
    let symbol = unit.unwrap_or_default();
    let money = match (symbol, lang) {
        ("kr" | "tkr" | "mnkr" | "mdkr", Lang::Sv) if value.is_zero() => return "noll\u{a0}kronor".to_owned(),
        ("kr" | "tkr" | "mnkr" | "mdkr", Lang::En) if value.is_zero() => return "zero\u{a0}kronor".to_owned(),
        ("kr", Lang::Sv) if value.abs() == Decimal::ONE => "krona",
        ("kr", Lang::En) if value.abs() == Decimal::ONE => "krona",
        ("kr", _) => "kronor",
        ("tkr", Lang::Sv) => "tusen kronor",
        ("tkr", Lang::En) => "thousand kronor",
        ("mnkr", Lang::Sv) if value.abs() == Decimal::ONE => "miljon kronor",
        ("mnkr", Lang::Sv) => "miljoner kronor",
        ("mnkr", Lang::En) => "million kronor",
        ("mdkr", Lang::Sv) if value.abs() == Decimal::ONE => "miljard kronor",
        ("mdkr", Lang::Sv) => "miljarder kronor",
        ("mdkr", Lang::En) => "billion kronor",
        ("st", _) => return write_number(value, lang),
        ("%", Lang::Sv) => "procent",
        ("%", Lang::En) => "percent",
        _ => return quantity(value, unit, lang),
    };
    format!("{}\u{a0}{money}", write_number(value, lang))
}

/// A unit as a word in a sentence.
fn unit_word(symbol: &str, count: Decimal, lang: Lang) -> &str {
    let one = count.abs() == Decimal::ONE;
    match (symbol, lang, one) {
        ("tal", ..) => "",
        ("p.e.", Lang::Sv, true) => "procentenhet",
        ("p.e.", Lang::Sv, false) => "procentenheter",
        ("p.e.", Lang::En, true) => "percentage point",
        ("p.e.", Lang::En, false) => "percentage points",
        ("personer", Lang::Sv, true) => "person",
        ("personer", Lang::En, true) => "person",
        ("personer", Lang::En, false) => "people",
        ("månader", Lang::Sv, true) => "månad",
        ("månader", Lang::En, true) => "month",
        ("månader", Lang::En, false) => "months",
        ("dagar", Lang::Sv, true) => "dag",
        ("dagar", Lang::En, true) => "day",
        ("dagar", Lang::En, false) => "days",
        ("st", Lang::En, _) => "",
        ("år", Lang::En, true) => "year",
        ("år", Lang::En, false) => "years",
        (other, ..) => other,
    }
}
