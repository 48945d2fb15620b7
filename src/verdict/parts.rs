//! Do the parts agree with the whole? For dimensions that say so: `complete: true`, the parts are all of it; `false`, they are within it.

use rust_decimal::Decimal;

use super::{Finding, Measurement, Run};
use crate::diagnostic::{Code, Severity};
use crate::figures::{Definition, Dimension, Figure, Given, Name};
use crate::text;

/// A sum with what it may be off by.
#[derive(Clone, Copy, Default)]
struct Sum {
    value: Decimal,
    half_width: Decimal,
}

impl Sum {
    fn of(figure: &Figure) -> Option<Self> {
        match figure.given {
            Given::Number { value, half_width } => Some(Self { value, half_width }),
            Given::Fact(_) | Given::Missing { .. } => None,
        }
    }

    fn plus(self, other: Self) -> Option<Self> {
        let (value, half_width) =
            (self.value.checked_add(other.value)?, self.half_width.checked_add(other.half_width)?);
        Some(Self { value, half_width })
    }
}

impl Run<'_> {
    /// Parts that do not sum to the whole, or go beyond it, by more than rounding.
    pub(super) fn find_parts_that_differ(&mut self) {
        let policy = self.policy();
        let vocabulary = &policy.vocabulary;
        for dimension in vocabulary.dimensions.iter().filter(|d| d.complete.is_some()) {
            let split = (0_u32..).zip(&vocabulary.figures).filter(|(_, d)| d.is_split_additively(dimension));
            for (id, definition) in split {
                let figures = self.evaluation.figures().of(crate::figures::FigureId(id)).1;
                let found = figures.iter().filter_map(|whole| parts_differ(whole, figures, dimension, definition));
                let found: Vec<Finding> = found.collect();
                self.findings.extend(found);
            }
        }
    }
}

fn parts_differ(whole: &Figure, figures: &[Figure], dimension: &Dimension, definition: &Definition) -> Option<Finding> {
    if whole.is_sum {
        return None;
    }
    let expected = Sum::of(whole)?;
    let above = whole.coordinates.get(&dimension.name);
    let parts = match (above, dimension.open) {
        (None, true) => brought(whole, figures, &dimension.name),
        _ => dimension.parts_of(above, whole.period.end()),
    };
    let is_complete = dimension.complete == Some(true);
    let actual = sum_of(&parts, whole, figures, &dimension.name, is_complete)?;
    let difference = actual.value.checked_sub(expected.value)?;
    let tolerance = actual.half_width.checked_add(expected.half_width)?;
    let beyond = match is_complete {
        true => difference.abs(),
        // Of costs, which are negative, a greater part is a lesser number.
        false => actual.value.abs().checked_sub(expected.value.abs())?,
    };
    if beyond <= tolerance {
        return None;
    }
    let (title, period, basis) = (&definition.title, whole.period, whole.basis);
    let part = if whole.coordinates.is_total() { String::new() } else { format!(", {}", whole.coordinates) };
    let (sv, en) = (basis.in_swedish(), basis.as_str());
    let message = match is_complete {
        true => text!(
            "{title} ({period}, {sv}{part}): delarna summerar inte till helheten",
            "{title} ({period}, {en}{part}): the parts do not sum to the whole"
        ),
        false => text!(
            "{title} ({period}, {sv}{part}): delarna är större än helheten",
            "{title} ({period}, {en}{part}): the parts are greater than the whole"
        ),
    };
    Some(Finding {
        code: Code::PartsDiffer,
        severity: Severity::Warning,
        message,
        span: whole.origins.first().map_or(definition.span, |o| o.span),
        rule: None,
        measurement: Some(Measurement {
            expected: expected.value,
            actual: actual.value,
            difference,
            tolerance: Some(tolerance),
            unit: definition.unit.clone(),
        }),
    })
}

/// The members of an open dimension that figures beside the whole bring.
fn brought(whole: &Figure, figures: &[Figure], dimension: &Name) -> Vec<Name> {
    let beside =
        figures.iter().filter(|f| (f.period, f.basis, f.edition) == (whole.period, whole.basis, whole.edition));
    let mut members: Vec<Name> = beside.filter_map(|f| f.coordinates.get(dimension)).cloned().collect();
    members.sort();
    members.dedup();
    members
}

/// The sum of the parts of a whole: all of them, or those that are given. `None` if that cannot be told, or there are none.
fn sum_of(parts: &[Name], whole: &Figure, figures: &[Figure], dimension: &Name, all: bool) -> Option<Sum> {
    let mut sum: Option<Sum> = None;
    for part in parts {
        let coordinates = whole.coordinates.with(dimension, part);
        let wanted = (&coordinates, whole.period, whole.basis, whole.edition);
        let found = figures.binary_search_by(|f| (&f.coordinates, f.period, f.basis, f.edition).cmp(&wanted));
        match found.ok().and_then(|i| figures.get(i)).and_then(Sum::of) {
            Some(value) => sum = Some(sum.unwrap_or_default().plus(value)?),
            None if all => return None,
            None => {}
        }
    }
    sum
}
