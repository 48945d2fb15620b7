//! All submitted figures, found fast.

use super::{Coordinates, Edition, Figure, FigureId, ManualVerdict};
use crate::quantity::{Basis, Date, Period};

/// The submitted figures of a run, sorted, each identity once.
#[derive(Debug, Clone, Default)]
pub struct FigureSet {
    figures: Vec<Figure>,
    /// Where the figures of each id begin in `figures`; one more entry than there are ids.
    starts: Vec<u32>,
    /// Verdicts that people gave.
    pub manual: Vec<ManualVerdict>,
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
        Self { figures, starts, manual }
    }

    /// All figures, sorted by figure, coordinates, period, basis and edition.
    pub fn all(&self) -> &[Figure] {
        &self.figures
    }

    /// The figure at an index that [`FigureSet::find`] gave.
    pub fn get(&self, index: u32) -> Option<&Figure> {
        self.figures.get(index as usize)
    }

    /// All that was submitted of one figure, and the index of the first.
    pub fn of(&self, id: FigureId) -> (u32, &[Figure]) {
        let at = |i: usize| self.starts.get(i).copied().unwrap_or(u32::MAX);
        let (from, to) = (at(id.0 as usize), at(id.0 as usize + 1));
        (from, self.figures.get(from as usize..to as usize).unwrap_or_default())
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
        let (first, figures) = self.of(id);
        let mut found = None;
        for (i, figure) in (first..).zip(figures) {
            if figure.period == period && figure.basis == basis && figure.coordinates == *coordinates {
                let fits = match edition {
                    Some(wanted) => figure.edition == Some(wanted),
                    None => figure.edition.is_none_or(|e| e.known_from() <= as_of),
                };
                if fits {
                    found = Some(i);
                }
            }
        }
        found
    }
}
