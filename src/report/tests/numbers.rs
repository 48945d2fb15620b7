//! How numbers are shown.

use rust_decimal::Decimal;
use std::str::FromStr;

use crate::language::Lang;
use crate::quantity::Period;
use crate::report::wording::number::{quantity, short_quantity, shown, telling};
use crate::report::wording::{period_short, period_words};

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

#[test]
fn published_decimals_are_kept_and_others_are_at_most_two() {
    let cases = [
        ("1.999", Some(1), "2.0"),
        ("2", Some(2), "2.00"),
        ("2.5", Some(0), "3"),
        ("-2.5", Some(0), "-3"),
        ("-0.04", Some(1), "0.0"),
        ("39.655", None, "39.66"),
        ("1.500", None, "1.5"),
        ("120", None, "120"),
        ("-0.001", None, "0"),
    ];
    for (value, decimals, wanted) in cases {
        assert_eq!(shown(decimal(value), decimals).to_string(), wanted, "{value} with {decimals:?}");
    }
}

#[test]
fn a_number_never_seems_to_be_on_the_other_side_of_a_limit() {
    let cases = [
        // 172 / 8 604, published as 2,0 %, against 2 %
        ("1.9990701999", Some(1), "2", "1.999"),
        ("1.96", Some(1), "2", "1.96"),
        ("1.94", Some(1), "2", "1.9"),
        ("2", Some(0), "2", "2"),
        ("0.004", None, "0", "0.004"),
        ("2.0000000000000001", None, "2", "2.0000000000000001"),
    ];
    for (value, decimals, limit, wanted) in cases {
        assert_eq!(telling(decimal(value), decimals, &[decimal(limit)]).to_string(), wanted, "{value} against {limit}");
    }
}

#[test]
fn units_are_words_in_sentences_and_short_in_tables() {
    let cases = [
        ("1", "p.e.", "1 procentenhet", "1 percentage point"),
        ("-2.5", "p.e.", "−2,5 procentenheter", "−2.5 percentage points"),
        ("1234.5", "mnkr", "1 234,5 mnkr", "1,234.5 mnkr"),
        ("12", "%", "12 %", "12 %"),
        ("1", "personer", "1 person", "1 person"),
        ("2", "personer", "2 personer", "2 people"),
        ("0.31", "tal", "0,31", "0.31"),
        ("3", "månader", "3 månader", "3 months"),
    ];
    let plain = |text: String| text.replace('\u{a0}', " ");
    for (value, unit, sv, en) in cases {
        assert_eq!(plain(quantity(decimal(value), Some(unit), Lang::Sv)), sv);
        assert_eq!(plain(quantity(decimal(value), Some(unit), Lang::En)), en);
    }
    assert_eq!(plain(short_quantity(decimal("2"), Some("p.e."), Lang::Sv)), "2 p.e.");
    assert_eq!(plain(quantity(decimal("0.5"), None, Lang::Sv)), "0,5");
}

#[test]
fn periods_in_words() {
    let cases = [
        ("2024", "2024", "2024", "2024"),
        ("2024-03", "mars 2024", "mar 2024", "March 2024"),
        ("2024-01..2024-03", "januari–mars 2024", "jan–mar 2024", "January–March 2024"),
        ("2023-12..2024-05", "december 2023 – maj 2024", "dec 2023 – maj 2024", "December 2023 – May 2024"),
        ("2024-03-31", "2024-03-31", "2024-03-31", "2024-03-31"),
    ];
    for (period, long, short, en) in cases {
        let period = Period::parse(period).unwrap();
        assert_eq!(period_words(period, Lang::Sv), long);
        assert_eq!(period_short(period, Lang::Sv), short);
        assert_eq!(period_words(period, Lang::En), en);
    }
}
