//! What a figure would be without each elementary mistake.

use rust_decimal::Decimal;

use super::{Mistake, Series, Suspect, hundredth, thousandth};
use crate::figures::Figure;
use crate::quantity::Unit;

/// What a figure of a set could be; digits that are wrong are for [`digits`].
pub(super) fn candidates(series: &Series<'_>, index: u32, unit: &Unit) -> Vec<Suspect> {
    let (Some(figure), Some(stated)) = (series.set.get(index), series.set.number(index)) else { return Vec::new() };
    let suspect = |instead: Decimal, mistake| Suspect { figure: index, stated, instead, mistake };
    let mut found: Vec<Suspect> =
        other_columns(series, index, figure, stated).map(|(i, v)| suspect(v, Mistake::OtherColumn(i))).collect();
    let by = |factor: Decimal| stated.checked_mul(factor);
    if unit.is_money() {
        let thousands = [thousandth(), Decimal::ONE_THOUSAND];
        found.extend(thousands.into_iter().filter_map(|f| Some(suspect(by(f)?, Mistake::Thousand(f)))));
    }
    found.push(suspect(-stated, Mistake::Sign));
    if unit.is_share() {
        let hundreds = [hundredth(), Decimal::ONE_HUNDRED];
        found.extend(hundreds.into_iter().filter_map(|f| Some(suspect(by(f)?, Mistake::Hundred(f)))));
    }
    found.extend(transposed(stated, figure.decimals).into_iter().map(|v| suspect(v, Mistake::Transposed)));
    found.push(suspect(Decimal::ZERO, Mistake::LeftOut));
    found.extend(by(Decimal::TWO).map(|twice| suspect(twice, Mistake::Twice)));
    found.retain(|suspect| suspect.instead != stated);
    found
}

/// The same figure in the year before and after, and on another basis.
fn other_columns<'s>(
    series: &Series<'s>,
    index: u32,
    figure: &'s Figure,
    stated: Decimal,
) -> impl Iterator<Item = (u32, Decimal)> + use<'s> {
    let years = [figure.period.add_years(-1), figure.period.add_years(1)];
    let is_beside = move |other: &Figure| {
        years.contains(&other.period) || other.period == figure.period && other.basis != figure.basis
    };
    let set = series.set;
    let beside = series.beside(index).filter(move |(_, other)| is_beside(other));
    let mut known = vec![stated];
    beside.filter_map(|(index, _)| Some((index, set.number(index)?))).filter(move |(_, value)| {
        let is_new = !known.contains(value);
        known.push(*value);
        is_new
    })
}

/// The same figure in the year before or after, with the same value.
pub(super) fn same_in_another_year(series: &Series<'_>, index: u32) -> Option<u32> {
    let set = series.set;
    let (figure, stated) = (set.get(index)?, set.number(index)?);
    let years = [figure.period.add_years(-1), figure.period.add_years(1)];
    let is_same = |(place, other): &(u32, &Figure)| years.contains(&other.period) && set.number(*place) == Some(stated);
    series.beside(index).find(is_same).map(|(place, _)| place)
}

/// The digits of a number as it is written with so many decimals, the last first; with what the last stands for.
fn written(value: Decimal, decimals: u32) -> Option<(Vec<u8>, Decimal)> {
    let mut scaled = value.abs().normalize();
    let scale = decimals.max(scaled.scale());
    scaled.rescale(scale);
    let mut left = scaled.mantissa();
    let mut digits = Vec::new();
    while left > 0 {
        digits.push(u8::try_from(left % 10).ok()?);
        left /= 10;
    }
    Some((digits, Decimal::try_new(1, scaled.scale()).ok()?))
}

/// The numbers that a pair of digits beside each other that changed places could have been.
fn transposed(value: Decimal, decimals: u32) -> Vec<Decimal> {
    let Some((digits, mut place)) = written(value, decimals) else { return Vec::new() };
    let mut found = Vec::new();
    for pair in digits.windows(2) {
        let [low, high] = pair else { continue };
        let more = i64::from(*low) - i64::from(*high);
        let change = place.checked_mul(Decimal::from(more * 9));
        if let Some(size) = change.and_then(|change| value.abs().checked_add(change)).filter(|_| more != 0) {
            found.push(with_sign_of(size, value));
        }
        let Some(next) = place.checked_mul(Decimal::TEN) else { break };
        place = next;
    }
    found
}

/// The numbers that a wrong digit could have been, each with what its place stands for.
pub(super) fn digits(value: Decimal, decimals: u32) -> Vec<(Decimal, Decimal)> {
    let Some((digits, mut place)) = written(value, decimals) else { return Vec::new() };
    let mut found = Vec::new();
    for digit in digits {
        for other in (0..10).filter(|other| *other != digit) {
            let more = Decimal::from(i64::from(other) - i64::from(digit));
            let size = place.checked_mul(more).and_then(|change| value.abs().checked_add(change));
            found.extend(size.map(|size| (with_sign_of(size, value), place)));
        }
        let Some(next) = place.checked_mul(Decimal::TEN) else { break };
        place = next;
    }
    found
}

fn with_sign_of(size: Decimal, value: Decimal) -> Decimal {
    if value.is_sign_negative() { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn digits_beside_each_other_change_places() {
        let all = |value: &str, decimals| transposed(number(value), decimals);
        assert_eq!(all("1234", 0), [number("1243"), number("1324"), number("2134")]);
        assert_eq!(all("-12.5", 1), [number("-15.2"), number("-21.5")]);
        assert_eq!(all("77", 0), []);
        // With the decimals as they were written: 120,0 could have been 102,0 or 210,0, and the zeros tell nothing.
        assert_eq!(all("120", 1), [number("102"), number("210")]);
    }

    #[test]
    fn a_digit_is_another_and_its_place_is_told() {
        let all = digits(number("30"), 0);
        assert_eq!(all.len(), 18);
        assert!(all.contains(&(number("38"), number("1"))) && all.contains(&(number("80"), number("10"))));
        assert!(digits(number("-1.5"), 1).contains(&(number("-1.7"), number("0.1"))));
    }
}
