//! All submitted figures, found fast.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::cmp::Ordering;
use std::ops::Range;

use super::{Coordinates, Edition, Fact, Figure, FigureId, Given, ManualVerdict};
use crate::quantity::{Basis, Date, Period};

/// The submitted figures of a run, sorted, each identity once.
#[derive(Debug, Clone, Default)]
pub struct FigureSet {
    figures: Vec<Figure>,
    /// What a lookup compares, one for each figure: see [`Key`].
    keys: Vec<Key>,
    /// The values, one for each figure; 0 where it is missing.
    numbers: Vec<Decimal>,
    /// Decimals as written, one for each figure.
    decimals: Vec<u8>,
    /// Where the figures of each id begin; one more entry than there are ids.
    starts: Vec<u32>,
    /// For each figure where those of the same id and the same part end.
    ends: Vec<u32>,
    /// Verdicts that people gave.
    pub manual: Vec<ManualVerdict>,
}

/// A period and a basis in one number, so that a lookup compares once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut(u64);

impl Cut {
    /// Of a period and a basis.
    pub fn new(period: Period, basis: Basis) -> Self {
        Self(period.key() << 2 | basis as u64)
    }

    /// The same period on another basis.
    #[must_use]
    pub fn on(self, basis: Basis) -> Self {
        Self(self.0 & !3 | basis as u64)
    }
}

/// A cut, and whether the figure is of a part, of an edition, missing: the three lowest bits.
#[derive(Debug, Clone, Copy)]
struct Key(u64);

impl Key {
    const MISSING: u64 = 1;
    const EDITION: u64 = 2;
    const PART: u64 = 4;

    fn of(figure: &Figure) -> Self {
        let flag = |holds: bool, bit: u64| if holds { bit } else { 0 };
        Self(
            Cut::new(figure.period, figure.basis).0 << 3
                | flag(matches!(figure.given, Given::Missing { .. }), Self::MISSING)
                | flag(figure.edition.is_some(), Self::EDITION)
                | flag(!figure.coordinates.is_total(), Self::PART),
        )
    }

    fn cut(self) -> Cut {
        Cut(self.0 >> 3)
    }

    fn has(self, bit: u64) -> bool {
        self.0 & bit != 0
    }
}

/// What makes two figures the same one.
pub(super) fn identity(figure: &Figure) -> (FigureId, &Coordinates, Period, Basis, Option<Edition>) {
    (figure.id, &figure.coordinates, figure.period, figure.basis, figure.edition)
}

/// The order of figures in a set.
pub(super) fn by_identity(one: &Figure, other: &Figure) -> Ordering {
    one.id.cmp(&other.id).then_with(|| identity(one).cmp(&identity(other)))
}

fn ends_of_parts(figures: &[Figure]) -> Vec<u32> {
    let mut ends = Vec::with_capacity(figures.len());
    for same in figures.chunk_by(|a, b| a.id == b.id && a.coordinates == b.coordinates) {
        let end = ends.len() + same.len();
        ends.resize(end, u32::try_from(end).unwrap_or(u32::MAX));
    }
    ends
}

impl FigureSet {
    /// A set of figures whose identities are all different (the loader sees to that).
    pub fn new(mut figures: Vec<Figure>, manual: Vec<ManualVerdict>) -> Self {
        figures.sort_unstable_by(by_identity);
        let ids = figures.last().map_or(0, |f| f.id.0 + 1);
        let mut starts = Vec::with_capacity(ids as usize + 1);
        let mut at = 0;
        for id in 0..=ids {
            while figures.get(at).is_some_and(|f| f.id.0 < id) {
                at += 1;
            }
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        let keys = figures.iter().map(Key::of).collect();
        let number = |(index, figure): (usize, &Figure)| match &figure.given {
            Given::Number { value, .. } => *value,
            Given::Fact(fact) => fact.number(index),
            Given::Missing { .. } => Decimal::ZERO,
        };
        let numbers = figures.iter().enumerate().map(number).collect();
        let decimals = figures.iter().map(|f| u8::try_from(f.decimals).unwrap_or(u8::MAX)).collect();
        let ends = ends_of_parts(&figures);
        Self { figures, keys, numbers, decimals, starts, ends, manual }
    }

    /// The same figures, every number exactly what was stated.
    #[must_use]
    pub fn exact(&self) -> Self {
        let mut set = self.clone();
        for figure in &mut set.figures {
            if let Given::Number { half_width, .. } = &mut figure.given {
                *half_width = Decimal::ZERO;
            }
        }
        set
    }

    /// Lets the number at an index be any from `low` to `high`; its value is the one in the middle. Nothing happens where there is no number.
    pub fn put(&mut self, index: u32, low: Decimal, high: Decimal) {
        let figure = self.figures.get_mut(index as usize).map(|f| &mut f.given);
        let (Some(Given::Number { value, half_width }), Some(number)) = (figure, self.numbers.get_mut(index as usize))
        else {
            return;
        };
        let middle = if low == high { low } else { low + (high - low) / Decimal::TWO };
        (*value, *number) = (middle, middle);
        *half_width = (high - middle).max(middle - low);
    }

    /// All figures, sorted by figure, coordinates, period, basis and edition.
    pub fn all(&self) -> &[Figure] {
        &self.figures
    }

    /// The figure at an index that [`FigureSet::find`] gave.
    pub fn get(&self, index: u32) -> Option<&Figure> {
        self.figures.get(index as usize)
    }

    /// The value of the figure at an index; `None` if it is missing.
    pub fn number(&self, index: u32) -> Option<Decimal> {
        let key = self.keys.get(index as usize)?;
        if key.has(Key::MISSING) { None } else { self.numbers.get(index as usize).copied() }
    }

    /// The submitted text that a number stands for: see [`Given::Fact`].
    pub fn text(&self, number: Decimal) -> Option<&str> {
        let index = (-number).checked_sub(Decimal::ONE)?.to_usize()?;
        match &self.figures.get(index)?.given {
            Given::Fact(Fact::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The decimals that the figure at an index was written with.
    pub fn decimals(&self, index: u32) -> Option<u32> {
        self.decimals.get(index as usize).map(|d| u32::from(*d))
    }

    /// Whether anything was submitted for a period (or the day that ends it) on a basis.
    pub fn any_for(&self, period: Period, basis: Basis) -> bool {
        let (stretch, day) = (Cut::new(period, basis), Cut::new(Period::Day(period.end()), basis));
        self.keys.iter().any(|k| k.cut() == stretch || k.cut() == day)
    }

    fn range(&self, id: FigureId) -> Range<usize> {
        let at = |i: usize| self.starts.get(i).map_or(self.figures.len(), |s| *s as usize);
        at(id.0 as usize)..at(id.0 as usize + 1)
    }

    /// All that was submitted of one figure, and the index of the first.
    pub fn of(&self, id: FigureId) -> (u32, &[Figure]) {
        let range = self.range(id);
        (u32::try_from(range.start).unwrap_or(u32::MAX), self.figures.get(range).unwrap_or_default())
    }

    /// The index of a figure. Without an edition: the latest one known on the day `as_of` (one without edition counts as known from the start).
    pub fn find(
        &self,
        id: FigureId,
        coordinates: &Coordinates,
        cut: Cut,
        edition: Option<Edition>,
        as_of: Date,
    ) -> Option<u32> {
        self.find_among(self.of_part(id, coordinates), coordinates.is_total(), cut, edition, as_of)
    }

    /// The same among the figures of a part, or from where those of the whole begin.
    pub(crate) fn find_among(
        &self,
        part: Range<usize>,
        is_whole: bool,
        cut: Cut,
        edition: Option<Edition>,
        as_of: Date,
    ) -> Option<u32> {
        let first = part.start;
        let mut found = None;
        // The keys lie close together: this is asked more often than anything else.
        for (i, key) in self.keys.get(part).unwrap_or_default().iter().enumerate() {
            if key.has(Key::PART) && is_whole {
                break;
            }
            let simple = !key.has(Key::EDITION) && edition.is_none();
            if key.cut() == cut && (simple || self.is_known(first + i, edition, as_of)) {
                found = Some(first + i);
            }
        }
        found.and_then(|i| u32::try_from(i).ok())
    }

    /// Where the figures of one id are that are of one part. They are sorted by part, those of the whole first: for them it is where they begin.
    pub(crate) fn of_part(&self, id: FigureId, coordinates: &Coordinates) -> Range<usize> {
        let range = self.range(id);
        if coordinates.is_total() {
            return range;
        }
        let figures = self.figures.get(range.clone()).unwrap_or_default();
        let before = figures.partition_point(|figure| figure.coordinates < *coordinates);
        let first = range.start + before;
        let is_there = figures.get(before).is_some_and(|figure| figure.coordinates == *coordinates);
        first..self.ends.get(first).filter(|_| is_there).map_or(first, |end| *end as usize)
    }

    /// Whether it is of the asked edition, or of one that is known on the day.
    fn is_known(&self, index: usize, edition: Option<Edition>, as_of: Date) -> bool {
        self.figures.get(index).is_some_and(|figure| match edition {
            Some(asked) => figure.edition == Some(asked),
            None => figure.edition.is_none_or(|e| e.known_from() <= as_of),
        })
    }
}
