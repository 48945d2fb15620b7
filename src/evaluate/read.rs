//! Looking up figures and parameters.

use rust_decimal::Decimal;

use super::value::Link;
use super::{ContextId, Evaluation, Reading, Reason, Slot, Value};
use crate::figures::{Coordinates, FigureId, Measured};
use crate::formula::ParameterId;
use crate::quantity::{Basis, Period};

/// What a lookup of a figure found.
pub(super) enum Found {
    Figure(u32, Decimal),
    /// It was submitted as missing, or the cell was empty.
    Missing(u32),
    Nothing,
}

impl Evaluation<'_> {
    /// The figure in a context: the one on its basis, or the best known.
    pub(super) fn look_up(&self, id: FigureId, context: ContextId) -> (Found, Period) {
        let Some(definition) = self.policy.vocabulary.get(id) else {
            return (Found::Nothing, self.context(context).period);
        };
        let place = self.context(context);
        let period = match (definition.measured, place.period) {
            (Measured::At, Period::Months { .. }) => Period::Day(place.period.end()),
            (_, period) => period,
        };
        let part;
        let coordinates = if place.coordinates.is_total() {
            &place.coordinates
        } else {
            part = place.coordinates.only(&definition.by);
            &part
        };
        let found = match place.reading {
            Reading::Exact => self.given(id, coordinates, period, place.basis, context),
            Reading::BestKnown => {
                let mut best = Found::Nothing;
                for basis in Basis::ALL.into_iter().filter(|b| *b <= place.basis) {
                    match self.given(id, coordinates, period, basis, context) {
                        found @ Found::Figure(..) => return (found, period),
                        found @ Found::Missing(_) if matches!(best, Found::Nothing) => best = found,
                        _ => {}
                    }
                }
                best
            }
        };
        (found, period)
    }

    fn given(
        &self,
        id: FigureId,
        coordinates: &Coordinates,
        period: Period,
        basis: Basis,
        context: ContextId,
    ) -> Found {
        let edition = self.context(context).edition;
        let Some(index) = self.figures.find(id, coordinates, period, basis, edition, self.as_of) else {
            return Found::Nothing;
        };
        match self.figures.cell(index).and_then(|c| c.number) {
            Some(value) => Found::Figure(index, value),
            None => Found::Missing(index),
        }
    }

    pub(super) fn figure(&mut self, id: FigureId, context: ContextId) -> Slot {
        let (found, period) = self.look_up(id, context);
        let unknown = |reason, link| Slot { value: Value::Unknown(reason), link };
        match found {
            Found::Figure(index, value) => Slot { value: Value::Number(value), link: Link::to(index as usize) },
            Found::Missing(index) => match self.default_of(id, period, context) {
                Some(value) => Slot { value: Value::Number(value), link: Link::DEFAULT },
                None => unknown(Reason::NoValue, Link::to(index as usize)),
            },
            Found::Nothing => {
                let in_force = self.policy.vocabulary.get(id).is_some_and(|d| d.validity.holds_period(period));
                match self.default_of(id, period, context) {
                    Some(value) => Slot { value: Value::Number(value), link: Link::DEFAULT },
                    None if in_force => unknown(Reason::NoValue, Link::NONE),
                    None => unknown(Reason::SeriesBreak, Link::NONE),
                }
            }
        }
    }

    /// The default of a figure, where its period and basis are submitted at all.
    fn default_of(&mut self, id: FigureId, period: Period, context: ContextId) -> Option<Decimal> {
        let (value, _) = self.policy.vocabulary.get(id)?.default.as_ref()?;
        let basis = self.context(context).basis;
        self.is_submitted(period, basis).then_some(*value)
    }

    pub(super) fn parameter(&self, id: ParameterId, context: ContextId) -> Slot {
        let Some(parameter) = self.policy.parameter(id) else {
            return Slot { value: Value::Unknown(Reason::NoValue), link: Link::NONE };
        };
        let place = self.context(context);
        let last_day = place.period.end();
        let applies = |c: &Coordinates| {
            c.pairs().iter().all(|(dimension, member)| place.coordinates.get(dimension) == Some(member))
        };
        let chosen = parameter
            .values
            .iter()
            .enumerate()
            .filter(|(_, v)| {
                v.validity.holds(last_day) && v.decided.is_none_or(|d| d <= self.as_of) && applies(&v.coordinates)
            })
            .max_by_key(|(index, v)| (v.coordinates.pairs().len(), v.decided, *index));
        match chosen {
            Some((index, value)) => Slot { value: Value::Number(value.value), link: Link::to(index) },
            None => Slot { value: Value::Unknown(Reason::NoValue), link: Link::NONE },
        }
    }
}

impl Evaluation<'_> {
    /// Whether a figure was submitted with a value in a context.
    pub(crate) fn is_given(&self, id: FigureId, context: ContextId) -> bool {
        matches!(self.look_up(id, context).0, Found::Figure(..))
    }

    /// The value of a parameter that is in force in a context: its number among the parameter's values.
    pub(crate) fn in_force(&self, id: ParameterId, context: ContextId) -> Option<u32> {
        self.parameter(id, context).link.index().and_then(|index| u32::try_from(index).ok())
    }

    /// The submitted figure that a lookup in a context finds, given or missing.
    pub(crate) fn found_figure(&self, id: FigureId, context: ContextId) -> Option<u32> {
        match self.look_up(id, context).0 {
            Found::Figure(index, _) | Found::Missing(index) => Some(index),
            Found::Nothing => None,
        }
    }
}
