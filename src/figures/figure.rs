//! One submitted figure.

use rust_decimal::Decimal;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::FigureId;
use crate::diagnostic::Span;
use crate::quantity::{Basis, Date, Period};

/// A name that is shared and compared often.
pub type Name = Arc<str>;

/// Which part of the organisation a figure is about: dimension to member, sorted by dimension. Empty: the whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Coordinates(Vec<(Name, Name)>);

impl Coordinates {
    /// From pairs of dimension and member, in any order.
    pub fn new(mut pairs: Vec<(Name, Name)>) -> Self {
        pairs.sort();
        Self(pairs)
    }

    /// The whole, no part.
    pub fn is_total(&self) -> bool {
        self.0.is_empty()
    }

    /// The member in a dimension.
    pub fn get(&self, dimension: &str) -> Option<&Name> {
        self.0.iter().find(|(d, _)| &**d == dimension).map(|(_, m)| m)
    }

    /// The pairs, sorted by dimension.
    pub fn pairs(&self) -> &[(Name, Name)] {
        &self.0
    }

    /// The same with one dimension set to a member.
    #[must_use]
    pub fn with(&self, dimension: &Name, member: &Name) -> Self {
        let mut pairs: Vec<_> = self.0.iter().filter(|(d, _)| d != dimension).cloned().collect();
        pairs.push((dimension.clone(), member.clone()));
        Self::new(pairs)
    }

    /// Only the dimensions that are named.
    pub fn only(&self, dimensions: &[Name]) -> Cow<'_, Self> {
        if self.0.iter().all(|(d, _)| dimensions.contains(d)) {
            return Cow::Borrowed(self);
        }
        Cow::Owned(Self(self.0.iter().filter(|(d, _)| dimensions.contains(d)).cloned().collect()))
    }
}

impl fmt::Display for Coordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members: Vec<&str> = self.0.iter().map(|(_, m)| &**m).collect();
        f.write_str(&members.join(", "))
    }
}

/// Which version of a budget or forecast: the month or day when it was made. It is known from its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition(pub Period);

impl Edition {
    /// From when it is known.
    pub fn known_from(self) -> Date {
        self.0.start()
    }
}

/// What was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A value in the unit of the definition, and what it may be off by (0: exact).
    Number {
        /// The value.
        value: Decimal,
        /// Half the width of its rounding.
        half_width: Decimal,
    },
    /// Something that is not a number.
    Fact(Fact),
    /// An empty cell or a dash, or a figure submitted as missing with a reason.
    Missing {
        /// The reason, if one was given: then it is known that the figure is missing.
        because: Option<String>,
    },
}

impl Given {
    /// Whether both are the same value, however precisely it was stated: 2 and 2,0 are.
    pub fn is_same_value(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number { value, .. }, Self::Number { value: other, .. }) => value == other,
            (one, other) => one == other,
        }
    }

    /// Half the width of its rounding, if it is a number.
    pub fn half_width(&self) -> Option<Decimal> {
        match self {
            Self::Number { half_width, .. } => Some(*half_width),
            Self::Fact(_) | Self::Missing { .. } => None,
        }
    }
}

/// A submitted value that is not a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// A yes or no.
    YesNo(bool),
    /// A day.
    Date(Date),
    /// A word: its place among the choices of the definition.
    Choice(u32),
    /// A text.
    Text(String),
    /// A decision.
    Decision {
        /// The body.
        by: String,
        /// The day.
        date: Date,
        /// The reference.
        reference: Option<String>,
    },
}

impl Fact {
    /// The number that stands for it in a computation; `index` is the place of its figure, by which a text is found again.
    pub(super) fn number(&self, index: usize) -> Decimal {
        match self {
            Self::YesNo(truth) => Decimal::from(u8::from(*truth)),
            Self::Date(date) | Self::Decision { date, .. } => date.number(),
            Self::Choice(choice) => Decimal::from(*choice),
            // Those of the pack's own texts are 0 and up.
            Self::Text(_) => -Decimal::from(index) - Decimal::ONE,
        }
    }
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The place in the figures file.
    pub span: Span,
    /// What the file cites: a document and line.
    pub cited: Option<String>,
}

/// One submitted figure.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Which figure.
    pub id: FigureId,
    /// Of which part.
    pub coordinates: Coordinates,
    /// For which period.
    pub period: Period,
    /// On which basis.
    pub basis: Basis,
    /// Of which edition.
    pub edition: Option<Edition>,
    /// The value.
    pub given: Given,
    /// Decimals as written, after conversion to the definition's unit.
    pub decimals: u32,
    /// Where it was given; several if it was given several times and agreed.
    pub origins: Vec<Origin>,
    /// Said to be preliminary.
    pub preliminary: bool,
    /// Said to be approximate.
    pub approximate: bool,
    /// A note.
    pub note: Option<String>,
    /// Not submitted: the sum of the parts below it.
    pub is_sum: bool,
}

/// A verdict that people gave: of a manual indicator, or over an assessment.
#[derive(Debug, Clone)]
pub struct ManualVerdict {
    /// The rule or assessment, as written.
    pub rule: String,
    /// For which period; `None`: for every judged one.
    pub period: Option<Period>,
    /// On which basis; `None`: for every judged one.
    pub basis: Option<Basis>,
    /// Of which part.
    pub coordinates: Coordinates,
    /// The level, one of those that the pack lists.
    pub level: String,
    /// Why.
    pub motivation: Option<String>,
    /// Who decided.
    pub by: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// A reference.
    pub reference: Option<String>,
    /// Where it was given.
    pub origin: Origin,
}
