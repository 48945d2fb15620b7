//! A stored number as the text that a cell shows: exact decimals, never binary arithmetic.

use super::format::NumberFormat;

/// As many significant digits as a spreadsheet keeps and shows.
const DIGITS: usize = 15;
/// Further digits before or after the decimal sign than an exact decimal can have.
const MOST: i32 = 28;

/// A number as text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// With a decimal comma, and ` %` if the cell is in percent.
    pub(super) text: String,
    /// The stored number has more than 15 significant digits, so that the text is another number.
    pub(super) is_rounded: bool,
}

/// What a cell shows of a stored number: its 15 significant digits, with the decimals of its format if those are more. `None`: too large or too small.
pub(super) fn shown(stored: f64, format: NumberFormat) -> Option<Shown> {
    let (digits, exponent) = digits(&format!("{stored:.*e}", DIGITS - 1))?;
    let is_rounded = Some((digits.clone(), exponent)) != self::digits(&format!("{stored:e}"));
    let exponent = if format.is_percent && digits != "0" { exponent + 2 } else { exponent };
    let decimals = i32::try_from(digits.len()).ok()? - 1 - exponent;
    if exponent > MOST || decimals > MOST {
        return None;
    }
    let decimals = usize::try_from(decimals).unwrap_or(0);
    let all = if exponent < 0 {
        format!("{}{digits}", "0".repeat(exponent.unsigned_abs() as usize))
    } else {
        let whole = usize::try_from(exponent).ok()? + 1;
        format!("{digits:0<whole$}")
    };
    let (whole, fraction) = all.split_at(all.len() - decimals);
    let fraction = format!("{fraction:0<0$}", usize::from(format.decimals));
    let minus = if stored < 0.0 { "-" } else { "" };
    let comma = if fraction.is_empty() { "" } else { "," };
    let percent = if format.is_percent { " %" } else { "" };
    Some(Shown { text: format!("{minus}{whole}{comma}{fraction}{percent}"), is_rounded })
}

/// A hundred times a number as it is shown: no arithmetic, only the comma moves.
pub(in crate::figures::load) fn hundredfold(shown: &str) -> String {
    let (minus, digits) = shown.strip_prefix('-').map_or(("", shown), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once(',').unwrap_or((digits, ""));
    let fraction = format!("{fraction:0<2}");
    let (two, rest) = fraction.split_at(2);
    let whole = format!("{whole}{two}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let comma = if rest.is_empty() { "" } else { "," };
    format!("{minus}{whole}{comma}{rest}")
}

/// The significant digits of a number in scientific form, and the power of ten of the first. `None`: not a finite number.
fn digits(scientific: &str) -> Option<(String, i32)> {
    let (mantissa, exponent) = scientific.trim_start_matches('-').split_once('e')?;
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    match digits {
        "" => Some(("0".to_owned(), 0)),
        _ => Some((digits.to_owned(), exponent.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{plain, read_number};
    use proptest::prelude::*;

    fn text(stored: f64) -> (String, bool) {
        let shown = shown(stored, NumberFormat::default()).unwrap();
        (shown.text, shown.is_rounded)
    }

    fn formatted(stored: f64, decimals: u8, is_percent: bool) -> String {
        shown(stored, NumberFormat { decimals, is_percent, ..NumberFormat::default() }).unwrap().text
    }

    #[test]
    fn a_number_is_what_fifteen_digits_show() {
        for (stored, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (8794.5, "8794,5"),
            (-872.0, "-872"),
            (100.0, "100"),
            (0.05, "0,05"),
            (-0.001, "-0,001"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e20, "100000000000000000000"),
        ] {
            assert_eq!(text(stored), (expected.to_owned(), false));
        }
    }

    #[test]
    fn what_binary_arithmetic_has_left_is_rounded_off_and_said() {
        assert_eq!(text(0.1 + 0.2), ("0,3".to_owned(), true));
        assert_eq!(text(179.999_999_999_999_97), ("180".to_owned(), true));
        assert_eq!(text(1.0 / 3.0), ("0,333333333333333".to_owned(), true));
        assert_eq!(text(1_234_567_890_123_456.0), ("1234567890123460".to_owned(), true));
    }

    #[test]
    fn what_an_exact_decimal_cannot_hold_is_none() {
        for stored in [1e29, 1e300, 1e-29, f64::INFINITY, f64::NAN] {
            assert_eq!(shown(stored, NumberFormat::default()), None, "{stored}");
        }
    }

    #[test]
    fn percent_moves_the_comma_and_no_digit() {
        assert_eq!(formatted(0.263, 0, true), "26,3 %");
        assert_eq!(formatted(0.07, 0, true), "7 %");
        assert_eq!(formatted(1.0, 0, true), "100 %");
        assert_eq!(formatted(-0.005, 0, true), "-0,5 %");
        assert_eq!(formatted(0.0, 1, true), "0,0 %");
    }

    #[test]
    fn a_fraction_is_a_hundred_times_as_many_percent() {
        for (shown, percent) in [
            ("0,263", "26,3"),
            ("0,07", "7"),
            ("-0,005", "-0,5"),
            ("1", "100"),
            ("0", "0"),
            ("1,5", "150"),
            ("0,0001", "0,01"),
        ] {
            assert_eq!(hundredfold(shown), percent, "{shown}");
        }
    }

    #[test]
    fn a_format_shows_decimals_that_are_not_stored() {
        assert_eq!(formatted(140.0, 1, false), "140,0");
        assert_eq!(formatted(139.6482, 1, false), "139,6482");
        assert_eq!(formatted(0.26, 1, true), "26,0 %");
    }

    proptest! {
        #[test]
        fn a_decimal_of_fifteen_digits_comes_back(whole in -999_999_999_999_999_i64..=999_999_999_999_999, decimals in 0_u32..=15) {
            let exact = rust_decimal::Decimal::new(whole, decimals);
            let stored: f64 = exact.to_string().parse().unwrap();
            let (text, is_rounded) = text(stored);
            prop_assert_eq!(plain(read_number(&text).unwrap().value), plain(exact));
            prop_assert!(!is_rounded);
        }
    }
}
