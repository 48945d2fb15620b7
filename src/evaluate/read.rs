//! Looking up figures and parameters.

use rust_decimal::Decimal;
use std::ops::Range;

use super::slots::Tag;
use super::value::Link;
use super::{ContextId, Evaluation, Reading, Reason, Slot, Value};
use crate::figures::{Coordinates, Cut, Edition, FigureId, Given, Measured};
use crate::formula::ParameterId;
use crate::policy::ParameterValue;
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
    pub(super) fn look_up(&self, id: FigureId, context: ContextId) -> Found {
        let place = &self.contexts[context.0 as usize];
        let is_balance = self.program.figures.get(id.0 as usize).is_some_and(|f| f.measured == Measured::At);
        let cut = if is_balance { place.last_day } else { place.stretch };
        let part;
        let coordinates = if place.whole {
            &place.context.coordinates
        } else {
            let by = self.policy.vocabulary.get(id).map_or(&[][..], |d| &d.by);
            part = place.context.coordinates.only(by);
            &part
        };
        let (part, is_whole) = (self.figures.of_part(id, coordinates), coordinates.is_total());
        match place.context.reading {
            Reading::Exact => self.given(part, is_whole, cut, place.context.edition),
            Reading::BestKnown => {
                let mut best = Found::Nothing;
                for basis in Basis::ALL.into_iter().filter(|b| *b <= place.context.basis) {
                    match self.given(part.clone(), is_whole, cut.on(basis), None) {
                        found @ Found::Figure(..) => return found,
                        found @ Found::Missing(_) if matches!(best, Found::Nothing) => best = found,
                        _ => {}
                    }
                }
                best
            }
        }
    }

    fn given(&self, part: Range<usize>, is_whole: bool, cut: Cut, edition: Option<Edition>) -> Found {
        let Some(index) = self.figures.find_among(part, is_whole, cut, edition, self.as_of) else {
            return Found::Nothing;
        };
        match self.figures.number(index) {
            Some(value) => Found::Figure(index, value),
            None => Found::Missing(index),
        }
    }

    /// The period in which a figure is looked up in a context: a balance at the end of a stretch of time.
    fn period_read(&self, id: FigureId, context: ContextId) -> Period {
        match (self.program.figures.get(id.0 as usize).map(|f| f.measured), self.context(context).period) {
            (Some(Measured::At), stretch @ Period::Months { .. }) => Period::Day(stretch.end()),
            (_, period) => period,
        }
    }

    /// The figure in a context, into a slot.
    pub(super) fn figure_into(&mut self, id: FigureId, context: ContextId, at: usize) -> Tag {
        if let Found::Figure(index, value) = self.look_up(id, context) {
            self.slots.set_link(at, Link::to(index as usize));
            return self.slots.set_number(at, value);
        }
        let slot = self.figure(id, context);
        self.slots.set(at, slot)
    }

    pub(super) fn figure(&mut self, id: FigureId, context: ContextId) -> Slot {
        let (found, period) = (self.look_up(id, context), self.period_read(id, context));
        let unknown = |reason, link| Slot { value: Value::Unknown(reason), link };
        let (missing, may_assume) = match found {
            Found::Figure(index, value) => return Slot { value: Value::Number(value), link: Link::to(index as usize) },
            Found::Missing(index) => (unknown(Reason::NoValue, Link::to(index as usize)), !self.is_explained(index)),
            Found::Nothing => match self.policy.vocabulary.get(id) {
                Some(definition) if definition.validity.holds_period(period) => {
                    (unknown(Reason::NoValue, Link::NONE), true)
                }
                _ => (unknown(Reason::SeriesBreak, Link::NONE), false),
            },
        };
        match self.default_of(id, context).filter(|_| may_assume) {
            Some(value) => Slot { value: Value::Number(value), link: Link::DEFAULT },
            None => missing,
        }
    }

    /// Whether somebody has said why a figure is missing: then nothing is assumed in its place.
    pub(super) fn is_explained(&self, index: u32) -> bool {
        matches!(self.figures.get(index).map(|f| &f.given), Some(Given::Missing { because: Some(_) }))
    }

    /// The default of a figure, where the period is submitted at all on a basis that the context reads.
    pub fn default_of(&mut self, id: FigureId, context: ContextId) -> Option<Decimal> {
        let default = self.policy.vocabulary.get(id)?.default.as_ref()?;
        let (period, basis, reading) =
            (self.context(context).period, self.context(context).basis, self.context(context).reading);
        let reads = |b: &Basis| default.is_for(*b) && (*b == basis || reading == Reading::BestKnown && *b < basis);
        Basis::ALL.iter().filter(|b| reads(b)).any(|b| self.is_submitted(period, *b)).then_some(default.value)
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
        let mut chosen: Option<(usize, &ParameterValue)> = None;
        for (index, value) in parameter.values.iter().enumerate() {
            let in_force = value.validity.holds(last_day) && value.decided.is_none_or(|d| d <= self.as_of);
            let rank = |v: &ParameterValue| (v.coordinates.pairs().len(), v.decided);
            if in_force && applies(&value.coordinates) && chosen.is_none_or(|(_, c)| rank(value) >= rank(c)) {
                chosen = Some((index, value));
            }
        }
        match chosen {
            Some((index, value)) => Slot { value: Value::Number(value.value), link: Link::to(index) },
            None => Slot { value: Value::Unknown(Reason::NoValue), link: Link::NONE },
        }
    }
}

impl Evaluation<'_> {
    /// Whether a figure was submitted with a value in a context.
    pub(crate) fn is_given(&self, id: FigureId, context: ContextId) -> bool {
        matches!(self.look_up(id, context), Found::Figure(..))
    }

    /// Whether a figure was submitted with a value for some part of what a context is about.
    pub(crate) fn is_given_for_a_part(&self, id: FigureId, context: ContextId) -> bool {
        let here = self.context(context);
        self.figures.of(id).1.iter().any(|figure| {
            let same_time = figure.period == here.period || figure.period == Period::Day(here.period.end());
            let inside = here.coordinates.pairs().iter().all(|(d, member)| figure.coordinates.get(d) == Some(member));
            let is_part = !figure.coordinates.is_total() && same_time && figure.basis == here.basis && inside;
            is_part && !matches!(figure.given, Given::Missing { .. })
        })
    }

    /// The value of a parameter that is in force in a context: its number among the parameter's values.
    pub(crate) fn in_force(&self, id: ParameterId, context: ContextId) -> Option<u32> {
        self.parameter(id, context).link.index().and_then(|index| u32::try_from(index).ok())
    }

    /// The submitted figure that a lookup in a context finds, given or missing.
    pub(crate) fn found_figure(&self, id: FigureId, context: ContextId) -> Option<u32> {
        match self.look_up(id, context) {
            Found::Figure(index, _) | Found::Missing(index) => Some(index),
            Found::Nothing => None,
        }
    }
}
