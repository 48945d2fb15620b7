//! Members that others are parts of: one without a figure of its own is the sum of its parts, if the dimension says that they are all of it.

use rust_decimal::Decimal;

use super::set::identity;
use super::{Definition, Dimension, Figure, FigureId, FigureSet, Given, Name, Vocabulary};

impl FigureSet {
    /// The set with the sums that its hierarchies give. Only amounts and counts can be summed, and only where no part is missing.
    #[must_use]
    pub fn rolled_up(self, vocabulary: &Vocabulary) -> Self {
        let has_levels = |d: &&Dimension| d.complete == Some(true) && d.members.iter().any(|m| m.parent.is_some());
        let mut set = self;
        for dimension in vocabulary.dimensions.iter().filter(has_levels) {
            // Each pass sums one level higher; a sum is never above more levels than there are members.
            for _ in &dimension.members {
                let sums = set.sums(dimension, vocabulary);
                if sums.is_empty() {
                    break;
                }
                let figures = set.all().iter().cloned().chain(sums).collect();
                set = Self::new(figures, set.manual);
            }
        }
        set
    }

    /// The sums that can be formed from what is in the set now.
    fn sums(&self, dimension: &Dimension, vocabulary: &Vocabulary) -> Vec<Figure> {
        let mut sums: Vec<Figure> = Vec::new();
        let split = (0_u32..).map(FigureId).zip(&vocabulary.figures);
        for (id, definition) in split.filter(|(_, d)| d.is_split_additively(dimension)) {
            for part in self.of(id).1 {
                let Some(above) = member_above(part, dimension) else { continue };
                let sum = self.sum_above(part, above, dimension, definition);
                sums.extend(sum.filter(|s| !sums.iter().any(|known| identity(known) == identity(s))));
            }
        }
        sums
    }

    /// The member above a part, as the sum of all that is below it; `None` if it is given, or if some of it is missing.
    fn sum_above(&self, part: &Figure, above: &Name, dimension: &Dimension, definition: &Definition) -> Option<Figure> {
        let whole = Figure { coordinates: part.coordinates.with(&dimension.name, above), is_sum: true, ..part.clone() };
        let figures = self.of(part.id).1;
        if figures.iter().any(|f| identity(f) == identity(&whole)) {
            return None;
        }
        let mut parts = Vec::new();
        for member in dimension.parts_of(Some(above), part.period.end()) {
            let one = Figure { coordinates: part.coordinates.with(&dimension.name, &member), ..whole.clone() };
            parts.push(figures.iter().find(|f| identity(f) == identity(&one))?);
        }
        let (mut value, mut half_width) = (Decimal::ZERO, Decimal::ZERO);
        for part in &parts {
            let Given::Number { value: more, half_width: wider } = part.given else { return None };
            value = value.checked_add(more)?;
            half_width = half_width.checked_add(wider)?;
        }
        let names: Vec<&str> = parts.iter().filter_map(|p| p.coordinates.get(&dimension.name)).map(|m| &**m).collect();
        Some(Figure {
            given: Given::Number { value, half_width },
            decimals: parts.iter().map(|p| p.decimals).min().or(definition.decimals).unwrap_or_default(),
            origins: parts.iter().flat_map(|p| p.origins.clone()).collect(),
            preliminary: parts.iter().any(|p| p.preliminary),
            approximate: parts.iter().any(|p| p.approximate),
            note: Some(format!("summa: {}", names.join(", "))),
            ..whole
        })
    }
}

fn member_above<'d>(part: &Figure, dimension: &'d Dimension) -> Option<&'d Name> {
    let member = part.coordinates.get(&dimension.name)?;
    dimension.members.iter().find(|m| m.name == *member)?.parent.as_ref()
}
