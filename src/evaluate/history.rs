//! Times that are computed: days of the judged year, a formula in a year or on a day, the first or last year in which a condition holds.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

use super::run::{NO_VALUE, Walk, plain};
use super::slots::Tag;
use super::value::Link;
use super::{Bounds, ContextId, Evaluation, Reason, RecordId, Slot, Value};
use crate::figures::{Figure, FigureId};
use crate::formula::{FormulaId, Moment, NodeId, Operation, Tree, Which};
use crate::quantity::{Date, Period};

impl<'p> Evaluation<'p> {
    /// The operations that are about times.
    pub(super) fn time(&mut self, walk: &Walk, operation: &'p Operation) -> Slot {
        match operation {
            Operation::DayOfYear(month, day) => plain(self.day_of_year(walk.context, *month, *day)),
            Operation::EndOfYear(year) => match self.input_number(walk, *year) {
                Ok(year) => plain(day_value(Date::end_of_year(year))),
                Err(unknown) => plain(unknown),
            },
            Operation::Moved(moment, id, time) => match self.input_number(walk, *time) {
                Ok(time) => self.moved(*moment, *id, time, walk.context),
                Err(unknown) => plain(unknown),
            },
            Operation::YearWhen(which, id) => self.year_when(*which, *id, walk.context),
            _ => NO_VALUE,
        }
    }

    fn input_number(&mut self, walk: &Walk, id: NodeId) -> Result<Decimal, Value> {
        match self.input(walk, id) {
            Tag::Number => Ok(*self.slots.number(walk.first + id.0 as usize)),
            Tag::Unknown(reason) => Err(Value::Unknown(reason)),
            Tag::NotReached | Tag::Truth(_) => Err(Value::Unknown(Reason::NoValue)),
        }
    }

    fn judged_year(&self, context: ContextId) -> i16 {
        self.context(context).period.end().year()
    }

    fn day_of_year(&self, context: ContextId, month: u8, day: u8) -> Value {
        day_value(Date::new(self.judged_year(context), month, day))
    }

    fn moved(&mut self, moment: Moment, id: FormulaId, time: Decimal, context: ContextId) -> Slot {
        let Some(there) = self.at_moment(moment, time, context) else {
            return plain(Value::Unknown(Reason::Overflow));
        };
        let record = self.value(id, there);
        Slot { value: self.value_of(record), link: record.into() }
    }

    pub(super) fn at_moment(&mut self, moment: Moment, time: Decimal, context: ContextId) -> Option<ContextId> {
        let period = match moment {
            Moment::Year => Period::year(time.to_i16().filter(|y| Decimal::from(*y) == time && *y > 0)?),
            Moment::Day => Period::Day(Date::of_number(time)?),
        };
        let there = self.context(context).in_period(period);
        Some(self.context_id(&there))
    }

    /// The first year in which any figure that a formula reads was submitted for the part of a context, or for any where the formula goes over parts.
    fn history_begins(&self, id: FormulaId, context: ContextId) -> Option<i16> {
        let (mut seen, mut left) = (BTreeSet::new(), vec![id]);
        let (mut read, mut goes_over_parts) = (Vec::new(), false);
        while let Some(id) = left.pop() {
            let Some(formula) = self.policy.formula(id).filter(|_| seen.insert(id)) else { continue };
            read.extend(formula.reported.map(|(figure, _)| figure));
            for node in &formula.tree.nodes {
                match node.operation {
                    Operation::Figure(figure) => read.push(figure),
                    Operation::Members(..) => goes_over_parts = true,
                    _ => {}
                }
                left.extend(node.operation.formula());
            }
        }
        let of_part = |figure: &FigureId| {
            let by = self.policy.vocabulary.get(*figure).map_or(&[][..], |d| &d.by);
            let part = self.context(context).coordinates.only(by);
            let fits =
                move |f: &&Figure| goes_over_parts || part.pairs().iter().all(|(d, m)| f.coordinates.get(d) == Some(m));
            self.figures.of(*figure).1.iter().filter(fits).map(|f| f.period.end().year()).min()
        };
        read.iter().filter_map(of_part).min()
    }

    /// The contexts from the first year of the history to the judged one, the same cut in each; none if the history has not begun.
    fn years_of_history(&mut self, id: FormulaId, context: ContextId) -> Vec<ContextId> {
        let judged = self.judged_year(context);
        let Some(first) = self.history_begins(id, context).filter(|first| *first <= judged) else { return Vec::new() };
        let (mut years, mut there) = (vec![context], context);
        for _ in first..judged {
            there = self.year_before(there);
            years.push(there);
        }
        years.reverse();
        years
    }

    /// A year decides when the condition holds in it and no year before it (or after it, for the last) is unknown.
    fn year_when(&mut self, which: Which, id: FormulaId, context: ContextId) -> Slot {
        let mut years = self.years_of_history(id, context);
        if which == Which::Last {
            years.reverse();
        }
        let (mut records, mut unknown, mut found): (Vec<RecordId>, _, _) = (Vec::new(), None, None);
        for year in years {
            let record = self.value(id, year);
            records.push(record);
            match self.value_of(record) {
                Value::Truth(true) => {
                    found = Some(self.judged_year(year));
                    break;
                }
                Value::Truth(false) => {}
                Value::Unknown(reason) => unknown = unknown.or(Some(reason)),
                Value::Number(_) | Value::NotReached => unknown = unknown.or(Some(Reason::NoValue)),
            }
        }
        self.lists.push(records);
        let value = match (unknown, found) {
            (Some(Reason::NoValue), _) => Value::Unknown(Reason::TooShortWindow),
            (Some(reason), _) => Value::Unknown(reason),
            (None, Some(year)) => Value::Number(Decimal::from(year)),
            (None, None) => Value::Unknown(Reason::NoValue),
        };
        Slot { value, link: Link::to(self.lists.len() - 1) }
    }

    /// What the operations that are about times could give.
    pub(super) fn time_bounds(&mut self, tree: &'p Tree, context: ContextId, operation: &'p Operation) -> Bounds {
        match operation {
            Operation::DayOfYear(month, day) => Bounds::of(self.day_of_year(context, *month, *day)),
            Operation::EndOfYear(year) => match self.node_bounds(tree, context, *year) {
                Bounds::Number(low, high) => match (Date::end_of_year(low), Date::end_of_year(high)) {
                    (Some(low), Some(high)) => Bounds::Number(low.number(), high.number()),
                    _ => Bounds::Unknown,
                },
                _ => Bounds::Unknown,
            },
            Operation::Moved(moment, id, time) => match self.node_bounds(tree, context, *time) {
                Bounds::Number(low, high) if low == high => match self.at_moment(*moment, low, context) {
                    Some(there) => self.bounds(*id, there),
                    None => Bounds::Unknown,
                },
                _ => Bounds::Unknown,
            },
            Operation::YearWhen(which, id) => self.year_bounds(*which, *id, context),
            _ => Bounds::Unknown,
        }
    }

    /// From the nearest year in which the condition could hold to the nearest in which it must.
    fn year_bounds(&mut self, which: Which, id: FormulaId, context: ContextId) -> Bounds {
        let mut years = self.years_of_history(id, context);
        if which == Which::Last {
            years.reverse();
        }
        let mut could = None;
        for there in years {
            let (no, yes) = match self.bounds(id, there) {
                Bounds::Truth(no, yes) => (no, yes),
                _ => (true, true),
            };
            let year = Decimal::from(self.judged_year(there));
            if yes {
                let nearest = *could.get_or_insert(year);
                if !no {
                    return Bounds::Number(nearest.min(year), nearest.max(year));
                }
            }
        }
        Bounds::Unknown
    }
}

fn day_value(day: Option<Date>) -> Value {
    day.map_or(Value::Unknown(Reason::Overflow), |day| Value::Number(day.number()))
}
