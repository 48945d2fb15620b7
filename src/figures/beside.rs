//! Two sets of figures beside each other: what each figure is in the one and in the other.

use std::cmp::Ordering;

use super::set::by_identity;
use super::{Figure, FigureSet, ManualVerdict, Vocabulary};

/// A submitted figure in two sets; at least one of them has it. That one lacks it is no zero: it was not submitted there.
#[derive(Debug, Clone)]
pub struct Pair {
    /// In the first.
    pub before: Option<Figure>,
    /// In the second.
    pub after: Option<Figure>,
}

/// How a figure differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Differs {
    /// Only the second set has it.
    Added,
    /// Only the first set has it.
    Removed,
    /// Another value, or it is missing on one side.
    Value,
    /// The same value, with other decimals or another width of rounding.
    Precision,
    /// The same value, said to be preliminary or approximate on one side only.
    Marker,
}

impl Pair {
    /// How the two differ; nothing if they say the same. Where they were written, and notes, do not count.
    pub fn differs(&self) -> Option<Differs> {
        let (before, after) = match (&self.before, &self.after) {
            (Some(before), Some(after)) => (before, after),
            (None, Some(_)) => return Some(Differs::Added),
            (Some(_), None) => return Some(Differs::Removed),
            (None, None) => return None,
        };
        let exact = |figure: &Figure| (figure.given.half_width(), figure.decimals);
        let marks = |figure: &Figure| (figure.preliminary, figure.approximate);
        if !before.given.is_same_value(&after.given) {
            Some(Differs::Value)
        } else if exact(before) != exact(after) {
            Some(Differs::Precision)
        } else if marks(before) != marks(after) {
            Some(Differs::Marker)
        } else {
            None
        }
    }

    /// The figure on one of the sides; the second if both have it.
    pub fn either(&self) -> Option<&Figure> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

impl ManualVerdict {
    /// Whether both are about the same rule, period, basis and part.
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        let about = |m: &Self| (m.rule.clone(), m.period, m.basis, m.coordinates.clone());
        about(self) == about(other)
    }

    /// Whether both say the same, wherever they were written.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let said = |m: &Self| (m.level.clone(), m.motivation.clone(), m.by.clone(), m.date, m.reference.clone());
        said(self) == said(other)
    }
}

impl FigureSet {
    /// Every submitted figure of both sets, in the order of a set. Sums over parts were not submitted.
    pub fn beside(&self, other: &Self) -> Vec<Pair> {
        let submitted = |set: &Self| set.all().iter().filter(|f| !f.is_sum).cloned().collect::<Vec<_>>();
        let (mut one, mut two) = (submitted(self).into_iter().peekable(), submitted(other).into_iter().peekable());
        let mut pairs = Vec::new();
        loop {
            let order = match (one.peek(), two.peek()) {
                (Some(before), Some(after)) => by_identity(before, after),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return pairs,
            };
            let before = if order.is_le() { one.next() } else { None };
            let after = if order.is_ge() { two.next() } else { None };
            pairs.push(Pair { before, after });
        }
    }

    /// A set of submitted figures, with the sums over parts that they give.
    pub fn of_submitted(figures: Vec<Figure>, manual: Vec<ManualVerdict>, vocabulary: &Vocabulary) -> Self {
        Self::new(figures, manual).rolled_up(vocabulary)
    }
}
