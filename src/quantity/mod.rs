//! Numbers with unit, period and basis: read, written, rounded, compared. Everything is exact decimal.

mod day;
mod long;
mod number;
mod period;
mod rounding;
mod unit;

#[cfg(test)]
mod tests;

pub use long::LongDecimal;
pub use number::{Number, NumberError, plain, read_number, write_number};
pub use period::{Basis, Date, Period, PeriodError, PeriodKind, Validity, YearMonth};
pub use rounding::{Rounding, half_unit, round};
pub use rust_decimal::Decimal;
pub use unit::{Unit, UnitError, Units};
