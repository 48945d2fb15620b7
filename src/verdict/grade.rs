//! The arithmetic of a verdict: is the target met, and if not, is it partly met? Pure functions of numbers.

use rust_decimal::Decimal;

use crate::formula::Comparison;
use crate::policy::{Better, Convention, TargetWord, Verdict};

/// What a target asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goalpost {
    /// The target word.
    pub word: TargetWord,
    /// The limit; the lower one of two.
    pub limit: Decimal,
    /// The upper limit of two.
    pub upper: Option<Decimal>,
}

/// How a miss is graded, with the limits in numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Miss {
    /// By attainment; a band where attainment means nothing.
    Attainment {
        /// The least attainment for partly, as a share.
        partly_from: Decimal,
        /// Where lower is better.
        convention: Convention,
        /// The widest miss, where attainment is undefined.
        band: Option<Decimal>,
    },
    /// By the width of the miss.
    Band(Decimal),
    /// By rows: verdict, whether the limit is a least one, the limit.
    Levels(Vec<(Verdict, bool, Decimal)>),
    /// Not at all.
    Never,
}

impl Goalpost {
    /// Whether a value meets it. Equality counts as met, except where the word says otherwise.
    pub fn is_met(&self, value: Decimal) -> bool {
        let comparison = match self.word {
            TargetWord::AtLeast => Comparison::AtLeast,
            TargetWord::Above => Comparison::Above,
            TargetWord::AtMost => Comparison::AtMost,
            TargetWord::Below => Comparison::Below,
            TargetWord::Equals => Comparison::Equal,
            TargetWord::Between => return value >= self.limit && self.upper.is_none_or(|upper| value <= upper),
        };
        comparison.holds(&value, &self.limit)
    }

    /// The limit that a value is nearest to missing, and how far it is beyond: value − limit.
    pub fn gap(&self, value: Decimal) -> Option<Decimal> {
        match self.upper {
            Some(upper) if value > upper => value.checked_sub(upper),
            _ => value.checked_sub(self.limit),
        }
    }

    fn better(&self) -> Option<Better> {
        match self.word {
            TargetWord::AtLeast | TargetWord::Above => Some(Better::Higher),
            TargetWord::AtMost | TargetWord::Below => Some(Better::Lower),
            TargetWord::Equals | TargetWord::Between => None,
        }
    }
}

/// The verdict on a value, and the row of a list of levels that gave it.
pub fn grade(value: Decimal, goalpost: &Goalpost, miss: &Miss) -> (Verdict, Option<u32>) {
    if goalpost.is_met(value) {
        // Only for its local word.
        let word = if let Miss::Levels(rows) = miss { row(rows, value, |gives| gives == Verdict::Met) } else { None };
        return (Verdict::Met, word);
    }
    grade_miss(value, goalpost, miss)
}

/// The same for a value that misses the target.
pub(super) fn grade_miss(value: Decimal, goalpost: &Goalpost, miss: &Miss) -> (Verdict, Option<u32>) {
    let partly = |so: bool| if so { Verdict::PartlyMet } else { Verdict::NotMet };
    let width = || goalpost.gap(value).map(|gap| gap.abs());
    match miss {
        Miss::Attainment { partly_from, convention, band } => {
            let reached =
                goalpost.better().and_then(|better| reaches(value, goalpost.limit, better, *convention, *partly_from));
            let in_band = || matches!((width(), band), (Some(width), Some(band)) if width <= *band);
            (partly(reached.unwrap_or_else(in_band)), None)
        }
        Miss::Band(band) => (partly(width().is_some_and(|w| w <= *band)), None),
        Miss::Levels(rows) => {
            // The target decides what is met: a row cannot make a miss so.
            let row = row(rows, value, |gives| gives != Verdict::Met);
            let given = row.and_then(|r| rows.get(r as usize)).map_or(Verdict::NotMet, |r| r.0);
            (given, row)
        }
        Miss::Never => (Verdict::NotMet, None),
    }
}

/// The first row that holds, of those that give what is wanted.
fn row(rows: &[(Verdict, bool, Decimal)], value: Decimal, wanted: fn(Verdict) -> bool) -> Option<u32> {
    let holds = |(gives, least, limit): &(Verdict, bool, Decimal)| {
        wanted(*gives) && if *least { value >= *limit } else { value <= *limit }
    };
    rows.iter().position(holds).and_then(|r| u32::try_from(r).ok())
}

/// For a target that is not zero. A zero outcome may carry a minus sign: `-x` of zero does.
fn ratio_means_something(outcome: Decimal, target: Decimal) -> bool {
    !target.is_sign_negative() && (!outcome.is_sign_negative() || outcome.is_zero())
}

/// Whether attainment reaches a share, by multiplication: exact where a division would not be. `None`: attainment is undefined.
fn reaches(outcome: Decimal, target: Decimal, better: Better, convention: Convention, share: Decimal) -> Option<bool> {
    if target.is_zero() {
        return None;
    }
    let ratio_means_something = ratio_means_something(outcome, target);
    let over = || outcome.checked_sub(target);
    Some(match (better, ratio_means_something) {
        (Better::Higher, true) => outcome >= share.checked_mul(target)?,
        (Better::Lower, true) if convention == Convention::TargetOverOutcome => target >= share.checked_mul(outcome)?,
        (Better::Higher, false) => over()? >= share.checked_sub(Decimal::ONE)?.checked_mul(target.abs())?,
        (Better::Lower, _) => over()? <= Decimal::ONE.checked_sub(share)?.checked_mul(target.abs())?,
    })
}

/// Attainment as a share of the target (1 is all of it). Higher is better: outcome/target. Lower is better: target/outcome, or 2 − outcome/target.
/// Target ≤ 0, or an outcome of the opposite sign: 1 ± (outcome − target)/|target|. `None` where it would divide by zero.
pub fn attainment(outcome: Decimal, target: Decimal, better: Better, convention: Convention) -> Option<Decimal> {
    if target.is_zero() {
        return None;
    }
    let ratio_means_something = ratio_means_something(outcome, target);
    match (better, ratio_means_something) {
        (Better::Higher, true) => outcome.checked_div(target),
        (Better::Lower, true) if convention == Convention::TargetOverOutcome => match outcome.is_zero() {
            true => None,
            false => target.checked_div(outcome),
        },
        (better, _) => {
            let over = outcome.checked_sub(target)?.checked_div(target.abs())?;
            match better {
                Better::Higher => Decimal::ONE.checked_add(over),
                Better::Lower => Decimal::ONE.checked_sub(over),
            }
        }
    }
}
