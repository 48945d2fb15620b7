//! Numbers, periods, days and units: what is written can be read again, and nothing is lost on the way.

use proptest::prelude::*;
use riktlinje::language::Lang;
use riktlinje::quantity::{
    Date, Decimal, NumberError, Period, Rounding, Unit, Units, half_unit, plain, read_number, round, write_number,
};

use super::try_all;

/// Every number that a decimal can hold.
fn decimals() -> impl Strategy<Value = Decimal> {
    let any = (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0_u32..=28)
        .prop_map(|(lo, mid, hi, negative, scale)| Decimal::from_parts(lo, mid, hi, negative, scale));
    let short = (-9_999_999_i64..=9_999_999, 0_u32..=4).prop_map(|(n, scale)| Decimal::new(n, scale));
    prop_oneof![any, short]
}

fn dates() -> impl Strategy<Value = Date> {
    (1900_i16..=2100, 1_u8..=12, 1_u8..=31).prop_filter_map("not in the calendar", |(y, m, d)| Date::new(y, m, d))
}

fn periods() -> impl Strategy<Value = Period> {
    let month = || (1_i16..=9999, 1_u8..=12);
    let run = (month(), month()).prop_map(|(a, b)| {
        let ((y1, m1), (y2, m2)) = (a.min(b), a.max(b));
        Period::parse(&format!("{y1:04}-{m1:02}..{y2:04}-{m2:02}")).unwrap()
    });
    let of_one_year = (1_i16..=9999, 1_u8..=12, 1_u8..=12).prop_map(|(y, a, b)| Period::months(y, a.min(b), a.max(b)));
    prop_oneof![run, of_one_year, (1_i16..=9999).prop_map(Period::year), dates().prop_map(Period::Day)]
}

#[test]
fn a_number_is_read_as_it_is_written() {
    let met =
        try_all(1500, &(decimals(), prop::sample::select(vec!["", "%", "mnkr", "kr/m²"])), |(number, unit), met| {
            let written = format!("{} {unit}", write_number(number, Lang::Sv));
            let digits = number.abs().to_string();
            match read_number(&written) {
                Ok(found) => {
                    prop_assert_eq!(found.value, number);
                    prop_assert_eq!(found.decimals, number.scale(), "the decimals that are shown");
                    prop_assert_eq!(found.unit.as_deref(), (!unit.is_empty()).then_some(unit));
                }
                // Refused, never rounded.
                Err(error) => {
                    prop_assert_eq!(error, NumberError::TooManyDigits(written));
                    prop_assert!(digits.len() > 29);
                }
            }
            met.count(if digits.len() > 29 { "too long" } else { "read" }, 1);
            Ok(())
        });
    met.at_least(100, &["too long", "read"]);
}

#[test]
fn english_differs_from_swedish_in_its_signs_alone() {
    try_all(500, &decimals(), |number, _| {
        let swedish = write_number(number, Lang::Sv);
        let swapped: String = swedish
            .chars()
            .map(|c| match c {
                '\u{a0}' => ',',
                ',' => '.',
                other => other,
            })
            .collect();
        prop_assert_eq!(write_number(number, Lang::En), swapped);
        Ok(())
    });
}

#[test]
fn numbers_are_written_as_in_swedish_tables() {
    let table = [
        ("0", "0", "0"),
        ("-0", "0", "0"),
        ("-0.0", "0,0", "0.0"),
        ("7", "7", "7"),
        ("999", "999", "999"),
        ("1000", "1\u{a0}000", "1,000"),
        ("-1000", "−1\u{a0}000", "−1,000"),
        ("8794.5", "8\u{a0}794,5", "8,794.5"),
        ("-491", "−491", "−491"),
        ("123456.789", "123\u{a0}456,789", "123,456.789"),
        ("1234567890.10", "1\u{a0}234\u{a0}567\u{a0}890,10", "1,234,567,890.10"),
        ("-0.05", "−0,05", "−0.05"),
        (
            "79228162514264337593543950335",
            "79\u{a0}228\u{a0}162\u{a0}514\u{a0}264\u{a0}337\u{a0}593\u{a0}543\u{a0}950\u{a0}335",
            "79,228,162,514,264,337,593,543,950,335",
        ),
    ];
    for (number, swedish, english) in table {
        let number: Decimal = number.parse().unwrap();
        assert_eq!(
            (write_number(number, Lang::Sv).as_str(), write_number(number, Lang::En).as_str()),
            (swedish, english)
        );
    }
}

#[test]
fn a_number_for_machines_loses_nothing() {
    try_all(1500, &decimals(), |number, _| {
        let text = plain(number);
        prop_assert_eq!(text.parse::<Decimal>().unwrap(), number);
        let digits = text.strip_prefix('-').unwrap_or(&text);
        prop_assert!(digits.chars().all(|c| c.is_ascii_digit() || c == '.'), "{}", text);
        prop_assert!(!text.contains('.') || !text.ends_with(['0', '.']), "{}", text);
        prop_assert!(!number.is_zero() || text == "0");
        Ok(())
    });
}

#[test]
fn any_text_is_a_number_or_refused() {
    let pieces =
        ["1", "234", "0", " ", "\u{a0}", "\u{202f}", ",", ".", "-", "−", "–", "+", "%", "mnkr", "å", "\u{301}", "\t"];
    let of_pieces = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..8).prop_map(|p| p.concat());
    let met = try_all(2000, &prop_oneof![4 => of_pieces, 1 => any::<String>()], |text, met| {
        if let Ok(number) = read_number(&text) {
            met.count("a number", 1);
            let again = read_number(&write_number(number.value, Lang::Sv)).unwrap();
            prop_assert_eq!(again.value, number.value, "{}", text);
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let unit = number.unit.unwrap_or_default();
            let kept = digits(text.trim().strip_suffix(unit.as_str()).unwrap());
            let value = digits(&number.value.to_string());
            prop_assert_eq!(kept.trim_start_matches('0'), value.trim_start_matches('0'), "{}", text);
        }
        Ok(())
    });
    met.at_least(50, &["a number"]);
}

/// By whole numbers: the number of times that 10^-decimals goes into the value, and what is left.
#[test]
fn rounding_is_what_its_name_says() {
    let number = (-9_999_999_i64..=9_999_999, 0_u32..=5);
    try_all(2000, &(number, 0_u32..=6), |((number, scale), decimals), _| {
        let value = Decimal::new(number, scale);
        let step = 10_i64.pow(scale.saturating_sub(decimals));
        let (below, left) = (number.div_euclid(step), number.rem_euclid(step));
        let nearest = |half: i64| below + i64::from(left * 2 > step || (left * 2 == step && half == 1));
        let expected = [
            (Rounding::Down, below),
            (Rounding::Up, below + i64::from(left > 0)),
            (Rounding::HalfAway, nearest(i64::from(number > 0))),
            (Rounding::HalfEven, nearest(below.rem_euclid(2))),
        ];
        for (how, steps) in expected {
            let wanted = Decimal::new(steps, scale.min(decimals));
            prop_assert_eq!(round(value, decimals, how), wanted, "{:?} of {} to {}", how, value, decimals);
        }
        let off = (round(value, decimals, Rounding::HalfAway) - value).abs();
        prop_assert!(off <= half_unit(decimals), "{} to {}", value, decimals);
        Ok(())
    });
}

#[test]
fn a_period_is_read_as_it_is_written() {
    try_all(1000, &periods(), |period, _| {
        prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
        prop_assert!(period.start() <= period.end());
        if let Period::Day(day) = period {
            prop_assert_eq!(Date::parse(&day.to_string()), Ok(day));
        }
        Ok(())
    });
}

#[test]
fn years_are_added_to_the_year_alone() {
    try_all(2000, &(dates(), -50_i32..=50), |(date, years), _| {
        let later = date.add_years(years);
        prop_assert_eq!(i32::from(later.year()), i32::from(date.year()) + years);
        prop_assert_eq!(later.month(), date.month());
        // A balance at the end of a month stays at the end of it, leap year or not.
        prop_assert!(!date.is_month_end() || later.is_month_end());
        let ends_early = date.to_string().ends_with("-02-28") && !date.is_month_end();
        prop_assert!(later.add_years(-years) == date || ends_early, "{} and back from {}", date, later);
        if !date.is_month_end() {
            prop_assert_eq!(&later.to_string()[4..], &date.to_string()[4..], "the same day");
        }
        Ok(())
    });
}

#[test]
fn a_period_some_years_later_is_the_same_cut() {
    try_all(1000, &(periods(), -30_i32..=30), |(period, years), _| {
        let far = |date: Date| (100..=9900).contains(&date.year());
        prop_assume!(far(period.start()) && far(period.end()));
        let later = period.add_years(years);
        prop_assert_eq!(later.start(), period.start().add_years(years));
        prop_assert_eq!(later.end(), period.end().add_years(years));
        Ok(())
    });
}

#[test]
fn the_days_of_a_year_follow_each_other() {
    for (year, length) in [(1900, 365), (2000, 366), (2023, 365), (2024, 366), (2100, 365)] {
        let first = Date::new(year, 1, 1).unwrap();
        let days = std::iter::successors(Some(first), |day| Some(day.next())).take_while(|day| day.year() == year);
        let days: Vec<Date> = days.collect();
        assert_eq!(days.len(), length, "{year}");
        assert!(days.windows(2).all(|pair| pair[0] < pair[1] && pair[1].previous() == pair[0]));
        assert_eq!(days.last(), Date::new(year, 12, 31).as_ref());
        assert_eq!(days.iter().filter(|day| day.is_month_end()).count(), 12);
    }
}

fn all_units() -> Vec<Unit> {
    let mut units = Units::default();
    assert!(units.add("kr/m²"));
    let symbols: Vec<String> = units.symbols().map(str::to_owned).collect();
    symbols.iter().filter_map(|s| units.get(s)).cloned().chain([Unit::ratio()]).collect()
}

#[test]
fn a_unit_converts_there_and_back() {
    let units = all_units();
    let mut convertible = 0;
    for (a, b) in units.iter().flat_map(|a| units.iter().map(move |b| (a, b))) {
        let (there, back) = (a.factor_to(b), b.factor_to(a));
        assert_eq!(there.is_ok(), back.is_ok(), "{} and {}", a.shown(), b.shown());
        let Ok(there) = there else { continue };
        convertible += 1;
        assert_eq!(there * back.unwrap(), Decimal::ONE, "{} and {}", a.shown(), b.shown());
        for c in &units {
            if let (Ok(on), Ok(straight)) = (b.factor_to(c), a.factor_to(c)) {
                assert_eq!(there * on, straight, "{} by {} to {}", a.shown(), b.shown(), c.shown());
            }
        }
    }
    // Every unit to itself, four sizes of money among themselves, percent and ratio.
    assert_eq!(convertible, units.len() + 4 * 3 + 2);
}

#[test]
fn a_product_divided_again_is_the_same_kind() {
    let units = all_units();
    for (a, b) in units.iter().flat_map(|a| units.iter().map(move |b| (a, b))) {
        let (product, quotient) = (a.times(b), a.over(b));
        assert_eq!(product.over(b).factor_to(a), Ok(Decimal::ONE), "{}·{}", a.shown(), b.shown());
        assert_eq!(quotient.times(b).factor_to(a), Ok(Decimal::ONE), "{}/{}", a.shown(), b.shown());
        assert_eq!(product.factor_to(&b.times(a)), Ok(Decimal::ONE), "either way round");
        assert_eq!(a.factor_to(b).is_ok(), quotient.is_share(), "equal kinds give a share");
    }
}
