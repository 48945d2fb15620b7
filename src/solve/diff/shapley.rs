//! How much each player contributes to a difference: its Shapley value, the mean of what it adds over every order in which the players can come.
//!
//! All sums are of whole numbers of any length, in units of the last decimal that a decimal can have. Only the last step divides, and what it leaves over is
//! given out unit by unit: so the contributions add up to the difference exactly.

use num_bigint::BigInt;
use rust_decimal::Decimal;

use crate::quantity::LongDecimal;

/// So many decimals has what is added: no decimal has more.
const DECIMALS: u32 = 28;

/// With so many players every coalition is tried.
pub const MOST_EXACT: usize = 12;

/// Which players have come.
pub(super) type Coalition = Vec<bool>;

/// The coalition of the lowest bits of a number.
pub(super) fn coalition(mask: usize, players: usize) -> Coalition {
    (0..players).map(|player| mask >> player & 1 == 1).collect()
}

/// The contribution of each player, from what every coalition comes to.
///
/// # Errors
/// The first coalition that comes to nothing.
pub(super) fn exact(
    players: usize,
    mut worth: impl FnMut(&Coalition) -> Option<Decimal>,
) -> Result<Vec<LongDecimal>, Coalition> {
    let mut worths: Vec<BigInt> = Vec::with_capacity(1 << players);
    for mask in 0..1 << players {
        let members = coalition(mask, players);
        worths.push(worth(&members).map(units).ok_or(members)?);
    }
    let weight = |size: usize| factorial(size) * factorial(players.saturating_sub(size + 1));
    let weights: Vec<BigInt> = (0..players).map(weight).collect();
    let mut sums = vec![BigInt::ZERO; players];
    for (mask, with) in worths.iter().enumerate() {
        let Some(weight) = (mask.count_ones() as usize).checked_sub(1).and_then(|others| weights.get(others)) else {
            continue;
        };
        for (player, sum) in sums.iter_mut().enumerate().filter(|(player, _)| mask >> player & 1 == 1) {
            if let Some(without) = worths.get(mask & !(1 << player)) {
                *sum += (with - without) * weight;
            }
        }
    }
    Ok(shared(sums, &factorial(players)))
}

/// The same from some orders alone. Each order's steps add up to the whole difference, and so does their mean.
///
/// # Errors
/// The first coalition on the way that comes to nothing.
pub(super) fn sampled(
    players: usize,
    orders: &[Vec<usize>],
    mut worth: impl FnMut(&Coalition) -> Option<Decimal>,
) -> Result<Vec<LongDecimal>, Coalition> {
    let mut sums = vec![BigInt::ZERO; players];
    for order in orders {
        let mut members = vec![false; players];
        let mut before = worth(&members).map(units).ok_or_else(|| members.clone())?;
        for player in order {
            members[*player] = true;
            let after = worth(&members).map(units).ok_or_else(|| members.clone())?;
            sums[*player] += &after - before;
            before = after;
        }
    }
    Ok(shared(sums, &BigInt::from(orders.len())))
}

fn units(value: Decimal) -> BigInt {
    LongDecimal::from(value).units_at(DECIMALS)
}

fn factorial(of: usize) -> BigInt {
    (1..=of).map(BigInt::from).product()
}

/// Each sum divided, all together still what they were: units that are left over go to those with the largest remainders, of equal ones to the first.
fn shared(sums: Vec<BigInt>, by: &BigInt) -> Vec<LongDecimal> {
    let floors: Vec<(BigInt, BigInt)> = sums
        .into_iter()
        .map(|sum| {
            // Towards zero leaves a remainder with the sign of the sum; downwards it is never negative.
            let (whole, rest) = (&sum / by, &sum % by);
            if rest < BigInt::ZERO { (whole - 1, rest + by) } else { (whole, rest) }
        })
        .collect();
    let left = floors.iter().map(|(_, rest)| rest).sum::<BigInt>() / by;
    let mut by_rest: Vec<usize> = (0..floors.len()).collect();
    by_rest.sort_by(|a, b| floors[*b].1.cmp(&floors[*a].1));
    let mut shares: Vec<BigInt> = floors.iter().map(|(whole, _)| whole.clone()).collect();
    for player in by_rest.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        shares[player] += 1;
    }
    shares.into_iter().map(|units| LongDecimal::new(units, DECIMALS)).collect()
}
