//! Which figures need more decimals, as plain data.

use super::Scribe;
use crate::figures::Given;
use crate::report::precision::{RoundedFigure, RoundingEntry, RoundingWitness};
use crate::report::what_if::FigureAt;
use crate::report::words::Exact;
use crate::solve::precision;
use crate::verdict::Judgement;
use rust_decimal::Decimal;

impl Scribe<'_, '_> {
    pub(super) fn rounding(&mut self, judgement: &Judgement) -> Option<RoundingEntry> {
        let found = precision(self.run, judgement)?;
        let witnesses = found.witnesses.iter().map(|witness| RoundingWitness {
            figures: witness.figures.iter().filter_map(|(index, could_be)| self.rounded(*index, *could_be)).collect(),
            verdict: witness.verdict,
        });
        let open = found.open.iter().filter_map(|index| {
            FigureAt::of(self.run.evaluation.figures().get(*index)?, &self.run.policy().vocabulary)
        });
        let (none_alone, only_comparison) = (found.none_alone(), found.only_comparison);
        Some(RoundingEntry { witnesses: witnesses.collect(), none_alone, open: open.collect(), only_comparison })
    }

    fn rounded(&self, index: u32, could_be: Decimal) -> Option<RoundedFigure> {
        let vocabulary = &self.run.policy().vocabulary;
        let figure = self.run.evaluation.figures().get(index)?;
        let Given::Number { value, half_width } = figure.given else { return None };
        Some(RoundedFigure {
            index,
            figure: FigureAt::of(figure, vocabulary)?,
            is_sum: figure.is_sum,
            value: Exact(value),
            unit: vocabulary.get(figure.id)?.unit.symbol().to_owned(),
            precision: Exact(half_width),
            could_be: Exact(could_be),
        })
    }
}
