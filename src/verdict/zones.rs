//! Which values would have given which verdict: the colour limits of a measure on the axis of its value.

use rust_decimal::Decimal;
use std::cmp::Ordering;

use super::grade::{Goalpost, Miss, grade};
use super::indicator::{Strictness, compared, verdict_on_change};
use super::{Judgement, Run};
use crate::policy::{Indicator, Scale, Target, Verdict};

/// Values in a row that would all have given the same verdict. Open ends go on for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// Where it begins.
    pub from: Option<Decimal>,
    /// Where it ends.
    pub to: Option<Decimal>,
    /// What every value inside gives.
    pub verdict: Verdict,
}

impl Run<'_> {
    /// The zones of a measure from the lowest values to the highest; none where no number is judged, or a limit is unknown.
    pub fn zones(&mut self, judgement: &Judgement) -> Vec<Zone> {
        let Some(indicator) = self.rule(judgement).indicator() else { return Vec::new() };
        match indicator.target {
            Target::Limit(..) | Target::Between(..) => self.zones_of_target(judgement, indicator).unwrap_or_default(),
            Target::Improvement => self.zones_of_change(judgement, indicator).unwrap_or_default(),
            Target::None(_) | Target::Manual => Vec::new(),
        }
    }

    fn zones_of_target(&mut self, judgement: &Judgement, indicator: &Indicator) -> Option<Vec<Zone>> {
        let post = self.goalpost(judgement, indicator)?;
        let miss = self.miss(&indicator.scale, judgement.context, Strictness::AsStated)?;
        Some(zones(edges(&post, &miss), |value| Some(grade(value, &post, &miss).0)))
    }

    fn zones_of_change(&mut self, judgement: &Judgement, indicator: &Indicator) -> Option<Vec<Zone>> {
        let Scale::Change { .. } = indicator.scale else { return None };
        let previous = self.previous(judgement)?;
        let before = compared(self.evaluation.number_of(previous)?, indicator.compare);
        Some(zones(vec![before], |value| verdict_on_change(value.cmp(&before), indicator)))
    }
}

/// Every value at which a verdict may turn into another one.
fn edges(post: &Goalpost, miss: &Miss) -> Vec<Decimal> {
    let limits: Vec<Decimal> = std::iter::once(post.limit).chain(post.upper).collect();
    let around = |width: Decimal| {
        let sides = limits.iter().flat_map(move |limit| [limit.checked_sub(width), limit.checked_add(width)]);
        sides.flatten().collect::<Vec<_>>()
    };
    let mut found = limits.clone();
    match miss {
        Miss::Attainment { partly_from, band, .. } => {
            let share = *partly_from;
            let lacking = Decimal::ONE.checked_sub(share).and_then(|lack| lack.checked_mul(post.limit.abs()));
            found.extend(post.limit.checked_mul(share));
            found.extend(post.limit.checked_div(share));
            found.extend(lacking.map(around).unwrap_or_default());
            found.extend(band.map(around).unwrap_or_default());
            // Where the outcome changes sign, attainment is computed in another way.
            found.push(Decimal::ZERO);
        }
        Miss::Band(width) => found.extend(around(*width)),
        Miss::Levels(rows) => found.extend(rows.iter().map(|row| row.2)),
        Miss::Never => {}
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The stretches between edges, each with the verdict of a value in the middle of it; those beside each other that agree are one.
fn zones(edges: Vec<Decimal>, verdict: impl Fn(Decimal) -> Option<Verdict>) -> Vec<Zone> {
    let starts = std::iter::once(None).chain(edges.iter().copied().map(Some));
    let ends = edges.iter().copied().map(Some).chain([None]);
    let mut found: Vec<Zone> = Vec::new();
    for (from, to) in starts.zip(ends) {
        let inside = match (from, to) {
            (Some(from), Some(to)) => from.checked_add(to).and_then(|sum| sum.checked_div(Decimal::TWO)),
            (None, Some(to)) => to.checked_sub(Decimal::ONE),
            (Some(from), None) => from.checked_add(Decimal::ONE),
            (None, None) => None,
        };
        let Some(verdict) = inside.and_then(&verdict) else { continue };
        match found.last_mut() {
            Some(last) if last.verdict == verdict => last.to = to,
            _ => found.push(Zone { from, to, verdict }),
        }
    }
    found
}

impl Zone {
    /// Whether a value lies inside or on an end.
    pub fn holds(&self, value: Decimal) -> bool {
        let above = self.from.is_none_or(|from| value.cmp(&from) != Ordering::Less);
        above && self.to.is_none_or(|to| value.cmp(&to) != Ordering::Greater)
    }
}
