//! Numbers as people write them: `8 794,5`, `−491`, `- 491`, `81 %`, `1 416 mnkr`.

use rust_decimal::Decimal;
use thiserror::Error;

use crate::language::Lang;

/// A number as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The value, exactly as written.
    pub value: Decimal,
    /// How many decimals were shown.
    pub decimals: u32,
    /// What stood after the digits, if anything did: `%`, `mnkr`.
    pub unit: Option<String>,
}

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NumberError {
    /// No digits where they were expected.
    #[error("`{0}` is not a number")]
    NotANumber(String),
    /// Both a comma and a point, or two of one.
    #[error("`{0}` has more than one decimal sign; write thousands with a space: 8 794,5")]
    TwoDecimalSigns(String),
    /// A group of thousands that does not have three digits.
    #[error("`{0}` has a group of digits that is not a thousand; is it two numbers?")]
    BadGroup(String),
    /// More digits than an exact decimal holds (28).
    #[error("`{0}` has more digits than can be kept exactly")]
    TooManyDigits(String),
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Reads a number with an optional unit after it. Spaces (also no-break ones) part thousands; the decimal sign is a comma or a point; the minus
/// may be `-`, `−` or `–`, and may stand apart.
///
/// # Errors
/// Every text that is not exactly one number; nothing is guessed.
pub fn read_number(text: &str) -> Result<Number, NumberError> {
    let wrong = || NumberError::NotANumber(text.to_owned());
    let trimmed = text.trim_matches(is_space);
    let (negative, rest) = match trimmed.chars().next() {
        Some(c @ ('-' | '−' | '–')) => (true, trimmed[c.len_utf8()..].trim_start_matches(is_space)),
        Some('+') => (false, &trimmed[1..]),
        Some(_) => (false, trimmed),
        None => return Err(wrong()),
    };
    let end = rest.find(|c: char| !(c.is_ascii_digit() || is_space(c) || c == ',' || c == '.')).unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(end);
    let (digits, unit) = (digits.trim_end_matches(is_space), unit.trim_matches(is_space));
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || unit.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(wrong());
    }
    let mut parts = digits.split([',', '.']);
    let (whole, fraction) = (parts.next().unwrap_or_default(), parts.next());
    if parts.next().is_some() {
        return Err(NumberError::TwoDecimalSigns(text.to_owned()));
    }
    let mut digits = Digits::default();
    digits.thousands(whole).ok_or_else(|| NumberError::BadGroup(text.to_owned()))?;
    if let Some(fraction) = fraction {
        if fraction.is_empty() || !fraction.chars().all(|c| c.is_ascii_digit()) {
            return Err(wrong());
        }
        digits.add(fraction);
    }
    let decimals = u32::try_from(fraction.map_or(0, str::len)).map_err(|_| wrong())?;
    let value = digits.value.filter(|_| digits.length + usize::from(fraction.is_some()) <= 29);
    let value = value.and_then(|value| Decimal::try_from_i128_with_scale(value, decimals).ok());
    let mut value = value.ok_or_else(|| NumberError::TooManyDigits(text.to_owned()))?;
    if negative && !value.is_zero() {
        value.set_sign_negative(true);
    }
    Ok(Number { value, decimals, unit: (!unit.is_empty()).then(|| unit.to_owned()) })
}

/// The digits of a number, as one whole number.
struct Digits {
    /// `None` if there are too many of them.
    value: Option<i128>,
    length: usize,
}

impl Default for Digits {
    fn default() -> Self {
        Self { value: Some(0), length: 0 }
    }
}

impl Digits {
    fn add(&mut self, digits: &str) {
        for digit in digits.bytes().map(|byte| i128::from(byte - b'0')) {
            self.value = self.value.and_then(|value| value.checked_mul(10)?.checked_add(digit));
        }
        self.length += digits.len();
    }

    /// `8 794`; `None` if a later group does not have three digits.
    fn thousands(&mut self, whole: &str) -> Option<()> {
        let mut groups = whole.split(is_space).filter(|g| !g.is_empty());
        let first = groups.next()?;
        self.add(first);
        for group in groups {
            if group.len() != 3 || first.len() > 3 {
                return None;
            }
            self.add(group);
        }
        Some(())
    }
}

/// Writes a number for people: `−1 234,5` in Swedish (no-break space, comma, minus sign), `−1,234.5` in English.
pub fn write_number(value: Decimal, lang: Lang) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let (thousands, point) = match lang {
        Lang::Sv => ('\u{a0}', ','),
        Lang::En => (',', '.'),
    };
    let mut out = String::with_capacity(text.len() + 8);
    if value.is_sign_negative() && !value.is_zero() {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(thousands);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// Writes a number for machines: `-1234.5`, without trailing zeros, `0` without a sign.
pub fn plain(value: Decimal) -> String {
    let value = value.normalize();
    if value.is_zero() { "0".to_owned() } else { value.to_string() }
}
