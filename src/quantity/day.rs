//! Days as numbers, so that a date is kept, compared and moved as any other value is.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Date;

/// Days before the first of January of a year, counted from the first of January of the year 1.
fn days_before(year: i32) -> i32 {
    let whole = year - 1;
    whole * 365 + whole / 4 - whole / 100 + whole / 400
}

impl Date {
    /// The number of the day; 1 is the first day of the year 1.
    pub fn number(self) -> Decimal {
        let mut days = days_before(i32::from(self.year()));
        for month in 1..self.month() {
            days += i32::from(Self::days_in(self.year(), month));
        }
        Decimal::from(days + i32::from(self.day()))
    }

    /// The day of a number.
    pub fn of_number(number: Decimal) -> Option<Self> {
        let days = number.to_i32().filter(|days| Decimal::from(*days) == number)?;
        let first_guess = days.checked_div(366)? + 1;
        let is_later = |year: &i32| days_before(*year + 1) < days;
        let year = (first_guess..=9999).find(|year| !is_later(year))?;
        let mut left = days - days_before(year);
        let year = i16::try_from(year).ok()?;
        for month in 1..=12 {
            let length = i32::from(Self::days_in(year, month));
            if left <= length {
                return Self::new(year, month, u8::try_from(left).ok()?);
            }
            left -= length;
        }
        None
    }

    /// The last day of a year, if the calendar has it.
    pub fn end_of_year(year: Decimal) -> Option<Self> {
        let year = year.to_i16().filter(|whole| Decimal::from(*whole) == year)?;
        Self::new(year, 12, 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_calendar_day_by_day() {
        let mut day = Date::new(1, 1, 1).unwrap();
        let mut number = Decimal::ONE;
        let last = Date::new(2410, 1, 1).unwrap();
        while day < last {
            assert_eq!(day.number(), number, "{day}");
            if day.month() % 4 == 2 {
                assert_eq!(Date::of_number(number), Some(day));
            }
            day = day.next();
            number += Decimal::ONE;
        }
    }

    #[test]
    fn days_that_everybody_knows() {
        // 1970-01-01 is day 719 163 of the proleptic Gregorian calendar.
        assert_eq!(Date::new(1970, 1, 1).unwrap().number(), Decimal::from(719_163));
        assert_eq!(Date::of_number(Decimal::from(719_163)), Date::new(1970, 1, 1));
        assert_eq!(Date::of_number(Date::new(9999, 12, 31).unwrap().number()), Date::new(9999, 12, 31));
        assert_eq!(Date::of_number(Decimal::ZERO), None);
        assert_eq!(Date::of_number(Decimal::new(15, 1)), None);
        assert_eq!(Date::end_of_year(Decimal::from(2026)), Date::new(2026, 12, 31));
        assert_eq!(Date::end_of_year(Decimal::from(10_000)), None);
    }
}
