//! All submitted figures, found fast.

use rust_decimal::Decimal;

use super::{Coordinates, Edition, Figure, FigureId, Given, ManualVerdict};
use crate::quantity::{Basis, Date, Period};

/// The submitted figures of a run, sorted, each identity once.
#[derive(Debug, Clone, Default)]
pub struct FigureSet {
    figures: Vec<Figure>,
    /// What a lookup needs of each figure, close together in memory.
    cells: Vec<Cell>,
    /// Where the figures of each id begin; one more entry than there are ids.
    starts: Vec<u32>,
    /// Verdicts that people gave.
    pub manual: Vec<ManualVerdict>,
}

/// What a lookup needs of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// The edition.
    pub edition: Option<Edition>,
    /// It is of the whole, not of a part.
    pub is_total: bool,
    /// Decimals as written.
    pub decimals: u32,
    /// The value; `None` if it is missing.
    pub number: Option<Decimal>,
}

fn key(figure: &Figure) -> (FigureId, &Coordinates, Period, Basis, Option<Edition>) {
    (figure.id, &figure.coordinates, figure.period, figure.basis, figure.edition)
}

impl FigureSet {
    /// A set of figures whose identities are all different (the loader sees to that).
    pub fn new(mut figures: Vec<Figure>, manual: Vec<ManualVerdict>) -> Self {
        figures.sort_by(|a, b| key(a).cmp(&key(b)));
        let ids = figures.last().map_or(0, |f| f.id.0 + 1);
        let mut starts = Vec::with_capacity(ids as usize + 1);
        let mut at = 0;
        for id in 0..=ids {
            while figures.get(at).is_some_and(|f| f.id.0 < id) {
                at += 1;
            }
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        let cells = figures.iter().map(Cell::of).collect();
        Self { figures, cells, starts, manual }
    }

    /// All figures, sorted by figure, coordinates, period, basis and edition.
    pub fn all(&self) -> &[Figure] {
        &self.figures
    }

    /// The same as cells, in the same order.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The figure at an index that [`FigureSet::find`] gave.
    pub fn get(&self, index: u32) -> Option<&Figure> {
        self.figures.get(index as usize)
    }

    /// The cell at an index that [`FigureSet::find`] gave.
    pub fn cell(&self, index: u32) -> Option<&Cell> {
        self.cells.get(index as usize)
    }

    fn range(&self, id: FigureId) -> std::ops::Range<usize> {
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
        period: Period,
        basis: Basis,
        edition: Option<Edition>,
        as_of: Date,
    ) -> Option<u32> {
        let range = self.range(id);
        let first = range.start;
        let total = coordinates.is_total();
        let mut found = None;
        for (i, cell) in self.cells.get(range).unwrap_or_default().iter().enumerate() {
            if cell.period != period || cell.basis != basis || cell.is_total != total {
                continue;
            }
            let fits = match edition {
                Some(wanted) => cell.edition == Some(wanted),
                None => cell.edition.is_none_or(|e| e.known_from() <= as_of),
            };
            if fits && (total || self.figures.get(first + i).is_some_and(|f| f.coordinates == *coordinates)) {
                found = Some(first + i);
            }
        }
        found.and_then(|i| u32::try_from(i).ok())
    }
}

impl Cell {
    fn of(figure: &Figure) -> Self {
        Self {
            period: figure.period,
            basis: figure.basis,
            edition: figure.edition,
            is_total: figure.coordinates.is_total(),
            decimals: figure.decimals,
            number: match figure.given {
                Given::Number { value, .. } => Some(value),
                Given::Missing { .. } => None,
            },
        }
    }
}
