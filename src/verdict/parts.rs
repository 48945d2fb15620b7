//! Do the parts agree with the whole? For dimensions that say so: `complete: true`, the parts are all of it; `false`, they are within it.

use rust_decimal::Decimal;

use super::{Finding, Measurement, Run};
use crate::diagnostic::{Code, Severity};
use crate::figures::{Dimension, Figure, FigureId, FigureSet, Given, Name, Vocabulary};
use crate::policy::Policy;
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
        let (set, vocabulary) = (self.evaluation.figures(), &self.policy().vocabulary);
        let wholes = wholes(self.policy(), set).into_iter();
        self.findings.extend(wholes.filter_map(|(whole, dimension)| parts_differ(set, whole, dimension, vocabulary)));
    }
}

/// A whole held against its parts in a dimension.
pub(crate) struct Split {
    /// The whole.
    pub expected: Decimal,
    /// The sum of the parts.
    pub actual: Decimal,
    /// What rounding could make of the difference.
    pub tolerance: Decimal,
    /// How far beyond what it may be the sum is, before rounding; not above zero where it may be so.
    beyond: Decimal,
    /// The parts that there are: their numbers in the set.
    pub parts: Vec<u32>,
}

impl Split {
    /// Of a submitted whole, by its number in the set; `None` if it cannot be told, or there are no parts.
    pub fn of(set: &FigureSet, whole: u32, dimension: &Dimension) -> Option<Self> {
        let whole = set.get(whole).filter(|whole| !whole.is_sum)?;
        let expected = Sum::of(whole)?;
        let figures = set.of(whole.id);
        let above = whole.coordinates.get(&dimension.name);
        let parts = match (above, dimension.open) {
            (None, true) => brought(whole, figures.1, &dimension.name),
            _ => dimension.parts_of(above, whole.period.end()),
        };
        let is_complete = dimension.complete == Some(true);
        let (actual, parts) = sum_of(&parts, whole, figures, &dimension.name, is_complete)?;
        let beyond = match is_complete {
            true => actual.value.checked_sub(expected.value)?.abs(),
            // Of costs, which are negative, a greater part is a lesser number.
            false => actual.value.abs().checked_sub(expected.value.abs())?,
        };
        let tolerance = actual.half_width.checked_add(expected.half_width)?;
        Some(Self { expected: expected.value, actual: actual.value, tolerance, beyond, parts })
    }

    /// The parts agree with the whole.
    pub fn holds(&self) -> bool {
        self.beyond <= self.tolerance
    }
}

/// Everything whose parts in a dimension are held against it: the number of the whole in the set, and the dimension.
pub(crate) fn wholes<'p>(policy: &'p Policy, set: &FigureSet) -> Vec<(u32, &'p Dimension)> {
    let vocabulary = &policy.vocabulary;
    let mut found = Vec::new();
    for dimension in vocabulary.dimensions.iter().filter(|d| d.complete.is_some()) {
        let split = (0_u32..).zip(&vocabulary.figures).filter(|(_, d)| d.is_split_additively(dimension));
        for (id, _) in split {
            let (first, figures) = set.of(FigureId(id));
            found.extend((first..).zip(figures).filter(|(_, f)| !f.is_sum).map(|(index, _)| (index, dimension)));
        }
    }
    found
}

fn parts_differ(set: &FigureSet, index: u32, dimension: &Dimension, vocabulary: &Vocabulary) -> Option<Finding> {
    let split = Split::of(set, index, dimension).filter(|split| !split.holds())?;
    let whole = set.get(index)?;
    let definition = vocabulary.get(whole.id)?;
    let (title, period, basis) = (&definition.title, whole.period, whole.basis);
    let part = if whole.coordinates.is_total() { String::new() } else { format!(", {}", whole.coordinates) };
    let (sv, en) = (basis.in_swedish(), basis.as_str());
    let message = match dimension.complete {
        Some(true) => text!(
            "{title} ({period}, {sv}{part}): delarna summerar inte till helheten",
            "{title} ({period}, {en}{part}): the parts do not sum to the whole"
        ),
        _ => text!(
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
            expected: split.expected,
            actual: split.actual,
            difference: split.actual.checked_sub(split.expected)?,
            tolerance: Some(split.tolerance),
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

/// The sum of the parts of a whole, all of them or those that are given, and where in the set they are. `None` if that cannot be told, or there are none.
fn sum_of(
    parts: &[Name],
    whole: &Figure,
    (first, figures): (u32, &[Figure]),
    dimension: &Name,
    all: bool,
) -> Option<(Sum, Vec<u32>)> {
    let (mut sum, mut places): (Option<Sum>, _) = (None, Vec::new());
    for part in parts {
        let coordinates = whole.coordinates.with(dimension, part);
        let wanted = (&coordinates, whole.period, whole.basis, whole.edition);
        let found = figures.binary_search_by(|f| (&f.coordinates, f.period, f.basis, f.edition).cmp(&wanted)).ok();
        match found.and_then(|i| Some((i, Sum::of(figures.get(i)?)?))) {
            Some((place, value)) => {
                sum = Some(sum.unwrap_or_default().plus(value)?);
                places.push(first.checked_add(u32::try_from(place).ok()?)?);
            }
            None if all => return None,
            None => {}
        }
    }
    Some((sum?, places))
}
