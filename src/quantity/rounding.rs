//! Rounding by name. There is no rounding without a name.

use rust_decimal::{Decimal, RoundingStrategy};

/// How a number is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, a half away from zero: what tables are printed with (2,345 → 2,35; −2,5 → −3).
    HalfAway,
    /// To the nearest, a half to the even digit.
    HalfEven,
    /// Towards plus infinity.
    Up,
    /// Towards minus infinity.
    Down,
}

/// `value` with at most `decimals` decimals.
pub fn round(value: Decimal, decimals: u32, rounding: Rounding) -> Decimal {
    if value.scale() <= decimals {
        return value;
    }
    let strategy = match rounding {
        Rounding::HalfAway => RoundingStrategy::MidpointAwayFromZero,
        Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
        Rounding::Up => RoundingStrategy::ToPositiveInfinity,
        Rounding::Down => RoundingStrategy::ToNegativeInfinity,
    };
    value.round_dp_with_strategy(decimals, strategy)
}

/// Half a unit in the last of `decimals` decimals: what a printed number may be off by (no decimals: 0,5).
pub fn half_unit(decimals: u32) -> Decimal {
    Decimal::try_from_i128_with_scale(5, (decimals + 1).min(Decimal::MAX_SCALE)).unwrap_or(Decimal::ZERO)
}
