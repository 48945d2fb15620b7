//! Figures that look odd beside the same figures of other periods and bases.

use rust_decimal::Decimal;
use std::collections::BTreeMap;

use super::{Mistake, Series, Suspect, hundredth, thousandth};
use crate::figures::{Edition, Figure, FigureSet};
use crate::policy::Policy;
use crate::quantity::{Basis, Period};

/// So many other values of a figure it takes to doubt one.
const FEWEST_OTHERS: usize = 2;
/// So many to doubt a sign: results change theirs.
const FEWEST_OTHERS_FOR_SIGN: usize = 3;
/// So many figures make a column.
const FEWEST_IN_COLUMN: usize = 3;
/// So many that are equal make a copied column, of which so many are different.
const FEWEST_COPIED: usize = 8;
const FEWEST_DIFFERENT: usize = 3;
/// A figure is a thousand (a hundred) times too large if it is at least this and at most that many times each other value.
const THOUSANDFOLD: (i64, i64) = (200, 5000);
const HUNDREDFOLD: (i64, i64) = (50, 200);
/// A figure of the other sign is doubted if it is otherwise as large as the others: within this of the least and the greatest.
const AS_LARGE: i64 = 2;

/// A period, a basis and an edition: a column of a table.
pub type Column = (Period, Basis, Option<Edition>);

/// Something odd.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// One figure: [`Mistake::Thousand`], [`Mistake::Hundred`], [`Mistake::Sign`] or [`Mistake::Swapped`].
    Figure(Suspect),
    /// The same mistake in so many figures of one column, in the order of the pack; the first stands for its place.
    Column(Column, Vec<Suspect>),
    /// A column has the values of the year before: so many figures, the first of which is this one.
    Copied {
        /// The later column.
        column: Column,
        /// The earlier.
        of: Column,
        /// The first of its figures.
        first: u32,
        /// How many there are.
        figures: usize,
    },
}

/// A submitted number that is not zero, and what stands beside it.
struct Looked<'s> {
    index: u32,
    figure: &'s Figure,
    stated: Decimal,
    /// The values of the same figure and part in other periods and on other bases, without those that are zero.
    others: Vec<Decimal>,
}

/// All that is odd in a set, in the order of the pack, columns last.
pub(super) fn doubts(policy: &Policy, set: &FigureSet, beside: &[(u32, u32)]) -> Vec<Doubt> {
    let series = Series::of(set);
    let looked: Vec<Looked<'_>> = series.numbers().filter_map(|(index, figure)| look(&series, index, figure)).collect();
    let (columns, alone) = {
        let unusual = || looked.iter().filter(|at| !is_accepted(policy, at.figure));
        let mut alone: Vec<Suspect> = unusual().filter_map(|at| odd(policy, at)).collect();
        (in_columns(policy, unusual(), &mut alone), alone)
    };
    let swapped = swapped(beside, &looked, &alone);
    let copied = copied(&series);
    let mut all: Vec<Doubt> = alone.into_iter().chain(swapped).map(Doubt::Figure).collect();
    all.extend(columns.into_iter().map(|(column, suspects)| Doubt::Column(column, suspects)));
    all.extend(copied);
    all
}

/// Somebody has said that the value is known to be unusual.
fn is_accepted(policy: &Policy, figure: &Figure) -> bool {
    let definition = policy.vocabulary.get(figure.id);
    definition.is_some_and(|definition| definition.accepted.iter().any(|(period, _)| *period == figure.period))
}

fn look<'s>(series: &Series<'s>, index: u32, figure: &'s Figure) -> Option<Looked<'s>> {
    let number = |index| series.set.number(index).filter(|value| !value.is_zero());
    let (stated, cut) = (number(index)?, column(figure));
    let others = series.beside(index).filter(|(_, other)| column(other) != cut);
    Some(Looked { index, figure, stated, others: others.filter_map(|(index, _)| number(index)).collect() })
}

/// The factor that a value seems to lack or to have too much of, beside another one.
fn factor_beside(policy: &Policy, figure: &Figure, value: Decimal, other: Decimal) -> Option<Mistake> {
    let unit = &policy.vocabulary.get(figure.id)?.unit;
    let (large, small) = (value.abs().max(other.abs()), value.abs().min(other.abs()));
    let times = |n: i64| small.checked_mul(Decimal::from(n));
    // A product that is too large to be held is larger than any figure.
    let is_within = |(least, most): (i64, i64)| {
        times(least).is_some_and(|product| large >= product) && times(most).is_none_or(|product| large <= product)
    };
    let is_large = value.abs() > other.abs();
    if unit.is_money() && is_within(THOUSANDFOLD) {
        return Some(Mistake::Thousand(if is_large { thousandth() } else { Decimal::ONE_THOUSAND }));
    }
    if unit.is_share() && is_within(HUNDREDFOLD) {
        return Some(Mistake::Hundred(if is_large { hundredth() } else { Decimal::ONE_HUNDRED }));
    }
    None
}

fn odd(policy: &Policy, at: &Looked<'_>) -> Option<Suspect> {
    let Looked { index, figure, stated, ref others } = *at;
    if others.len() < FEWEST_OTHERS {
        return None;
    }
    let suspect = |instead, mistake| Some(Suspect { figure: index, stated, instead, mistake });
    let first = factor_beside(policy, figure, stated, *others.first()?);
    if let Some(Mistake::Thousand(factor) | Mistake::Hundred(factor)) = first {
        let is_so = others.iter().all(|other| factor_beside(policy, figure, stated, *other) == first);
        return if is_so { suspect(stated.checked_mul(factor)?, first?) } else { None };
    }
    let is_turned = others.iter().all(|other| other.is_sign_negative() != stated.is_sign_negative());
    let sizes = || others.iter().map(|other| other.abs());
    let (least, most) = (sizes().min()?, sizes().max()?);
    let is_as_large = |size: Decimal| {
        let more = Decimal::from(AS_LARGE);
        // Figures that vary more than that among themselves tell nothing.
        Some(size.checked_mul(more)? >= most && size <= least.checked_mul(more)? && most <= least.checked_mul(more)?)
    };
    let is_odd = is_turned && others.len() >= FEWEST_OTHERS_FOR_SIGN && is_as_large(stated.abs())?;
    if is_odd { suspect(-stated, Mistake::Sign) } else { None }
}

/// Takes those that are the same mistake all down a column out of the others. A column may also show it beside one other column alone.
fn in_columns<'l>(
    policy: &Policy,
    looked: impl Iterator<Item = &'l Looked<'l>>,
    alone: &mut Vec<Suspect>,
) -> Vec<(Column, Vec<Suspect>)> {
    let mut found: BTreeMap<(Column, u8, Decimal), Vec<Suspect>> = BTreeMap::new();
    let mut comparable: BTreeMap<Column, usize> = BTreeMap::new();
    for Looked { index, figure, stated, others } in looked.filter(|at| !at.others.is_empty()) {
        let (index, stated) = (*index, *stated);
        *comparable.entry(column(figure)).or_default() += 1;
        let known = alone.iter().find(|suspect| suspect.figure == index).copied();
        let beside_one = || {
            // Of two that differ the larger is doubted: a thousand times too large is read from tkr, and the smaller could be anything.
            let mistake = factor_beside(policy, figure, stated, *others.first()?)?;
            let (Mistake::Thousand(factor) | Mistake::Hundred(factor)) = mistake else { return None };
            let is_one = others.len() == 1 && factor < Decimal::ONE;
            is_one.then_some(Suspect { figure: index, stated, instead: stated.checked_mul(factor)?, mistake })
        };
        if let Some(suspect) = known.or_else(beside_one) {
            let factor = match suspect.mistake {
                Mistake::Thousand(factor) | Mistake::Hundred(factor) => factor,
                _ => Decimal::NEGATIVE_ONE,
            };
            found.entry((column(figure), suspect.mistake.rank(), factor)).or_default().push(suspect);
        }
    }
    let is_column = |column: &Column, suspects: &[Suspect]| {
        let all = comparable.get(column).copied().unwrap_or_default();
        suspects.len() >= FEWEST_IN_COLUMN && suspects.len() * 2 > all
    };
    let columns: Vec<(Column, Vec<Suspect>)> = found
        .into_iter()
        .filter(|((column, ..), suspects)| is_column(column, suspects))
        .map(|((column, ..), suspects)| (column, suspects))
        .collect();
    alone.retain(|suspect| !columns.iter().any(|(_, suspects)| suspects.contains(suspect)));
    columns
}

fn column(figure: &Figure) -> Column {
    (figure.period, figure.basis, figure.edition)
}

/// Two figures beside each other that each are far from their own other values, and near each other's.
fn swapped(beside: &[(u32, u32)], looked: &[Looked<'_>], known: &[Suspect]) -> Vec<Suspect> {
    let is_known = |index| known.iter().any(|suspect| suspect.figure == index);
    let mut found = Vec::new();
    for (one, other) in beside.iter().copied() {
        let values = |index| {
            let at = looked.binary_search_by_key(&index, |at| at.index).ok()?;
            let Looked { stated, others, .. } = looked.get(at)?;
            (others.len() >= FEWEST_OTHERS && !is_known(index)).then_some((*stated, others))
        };
        let (Some((stated, own)), Some((instead, its))) = (values(one), values(other)) else { continue };
        let is_far = |value: Decimal, others: &[Decimal]| others.iter().all(|other| !is_near(value, *other, 3, 1));
        let fits = |value: Decimal, others: &[Decimal]| others.iter().all(|other| is_near(value, *other, 5, 4));
        if is_far(stated, own) && is_far(instead, its) && fits(instead, own) && fits(stated, its) {
            found.push(Suspect { figure: one, stated, instead, mistake: Mistake::Swapped(other) });
        }
    }
    found
}

/// Of one sign, and neither more than `most`/`of` times the other.
fn is_near(one: Decimal, other: Decimal, most: i64, of: i64) -> bool {
    let times = |value: Decimal, n: i64| value.abs().checked_mul(Decimal::from(n));
    let is_within = |small: Decimal, large: Decimal| times(large, of) <= times(small, most);
    one.is_sign_negative() == other.is_sign_negative() && is_within(one, other) && is_within(other, one)
}

/// Columns that have the values of the year before.
fn copied(series: &Series<'_>) -> Vec<Doubt> {
    let set = series.set;
    let mut pairs: BTreeMap<(Column, Column), Vec<(u32, bool)>> = BTreeMap::new();
    for (index, figure) in series.numbers() {
        let before = figure.period.add_years(-1);
        for (earlier, other) in series.beside(index).filter(|(_, other)| other.period == before) {
            let (Some(value), Some(then)) = (set.number(index), set.number(earlier)) else { continue };
            if !value.is_zero() || !then.is_zero() {
                pairs.entry((column(figure), column(other))).or_default().push((index, value == then));
            }
        }
    }
    let is_copied = |rows: &[(u32, bool)]| {
        let mut values: Vec<Decimal> = rows.iter().filter_map(|(index, _)| set.number(*index)).collect();
        values.sort_unstable();
        values.dedup();
        rows.len() >= FEWEST_COPIED && rows.iter().all(|(_, same)| *same) && values.len() >= FEWEST_DIFFERENT
    };
    let copied = pairs.into_iter().filter(|(_, rows)| is_copied(rows));
    copied
        .filter_map(|((column, of), rows)| {
            let (first, _) = *rows.first()?;
            Some(Doubt::Copied { column, of, first, figures: rows.len() })
        })
        .collect()
}
