//! Decimals of any length, for sums that must be exact where 28 digits are too few.

use num_bigint::BigInt;
use rust_decimal::Decimal;
use std::fmt;
use std::ops::{Add, Sub};

/// A decimal of any length: so many units of its last decimal.
#[derive(Debug, Clone, Default)]
pub struct LongDecimal {
    units: BigInt,
    scale: u32,
}

impl LongDecimal {
    /// So many units of the last of `scale` decimals.
    pub fn new(units: BigInt, scale: u32) -> Self {
        Self { units, scale }
    }

    /// The units of the last of `scale` decimals; decimals beyond that are cut off.
    pub fn units_at(&self, scale: u32) -> BigInt {
        match scale.checked_sub(self.scale) {
            Some(more) => &self.units * ten_to(more),
            None => &self.units / ten_to(self.scale - scale),
        }
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.units == BigInt::ZERO
    }

    /// Rounded to what a decimal holds; `None` if it is too large for one.
    pub fn rounded(&self) -> Option<Decimal> {
        self.to_string().parse().ok()
    }

    fn aligned(&self, other: &Self) -> (BigInt, BigInt, u32) {
        let scale = self.scale.max(other.scale);
        (self.units_at(scale), other.units_at(scale), scale)
    }
}

/// 10 to a power.
fn ten_to(power: u32) -> BigInt {
    BigInt::from(10).pow(power)
}

impl From<Decimal> for LongDecimal {
    fn from(value: Decimal) -> Self {
        Self { units: BigInt::from(value.mantissa()), scale: value.scale() }
    }
}

impl Add for &LongDecimal {
    type Output = LongDecimal;

    fn add(self, other: Self) -> LongDecimal {
        let (one, other, scale) = self.aligned(other);
        LongDecimal { units: one + other, scale }
    }
}

impl Sub for &LongDecimal {
    type Output = LongDecimal;

    fn sub(self, other: Self) -> LongDecimal {
        let (one, other, scale) = self.aligned(other);
        LongDecimal { units: one - other, scale }
    }
}

impl PartialEq for LongDecimal {
    fn eq(&self, other: &Self) -> bool {
        let (one, other, _) = self.aligned(other);
        one == other
    }
}

impl Eq for LongDecimal {}

/// For machines: `-1234.5`, without trailing zeros, `0` without a sign.
impl fmt::Display for LongDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.units.magnitude().to_string();
        let decimals = self.scale as usize;
        let digits = format!("{}{digits}", "0".repeat((decimals + 1).saturating_sub(digits.len())));
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let fraction = fraction.trim_end_matches('0');
        let sign = if self.units < BigInt::ZERO { "-" } else { "" };
        match fraction {
            "" => write!(f, "{sign}{whole}"),
            fraction => write!(f, "{sign}{whole}.{fraction}"),
        }
    }
}
