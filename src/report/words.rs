//! The words and numbers of every machine-readable format: one place, exhaustive matches.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::diagnostic::{Code, Severity};
use crate::evaluate::Reason;
use crate::policy::{Better, GoalKind, Origin, RuleKind, Strength, TargetWord, Verdict};
use crate::quantity::{Basis, Date, Period, plain};
use crate::verdict::{ExemptionState, Trend};

/// A number for machines. It is serialised as text, so that no reader makes a binary float of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(pub Decimal);

/// A number as it is printed: rounded, with the decimals that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown(pub Decimal);

/// What a value is told as: a number, or the words that stand for a fact: a date, a year, a choice, a text, `yes`, `no`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// A number.
    Number(Exact),
    /// Words; the same in every language.
    Words(String),
}

impl Told {
    /// The number, if it is one.
    pub fn number(&self) -> Option<Exact> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Words(_) => None,
        }
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&plain(self.0))
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Something with a fixed word in the formats.
pub trait Word {
    /// The word.
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($kind:ty),+) => { $(
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    )+ };
}

macro_rules! displayed {
    ($($kind:ty),+) => { $(
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )+ };
}

words!(
    Basis,
    Better,
    Code,
    ExemptionState,
    GoalKind,
    Origin,
    Reason,
    RuleKind,
    Severity,
    Strength,
    TargetWord,
    Trend,
    Verdict
);
displayed!(Date, Period);

macro_rules! own_words {
    ($($kind:ty),+) => { $(
        impl Word for $kind {
            fn word(self) -> &'static str {
                self.as_str()
            }
        }
    )+ };
}

// Kinds that know their word already.
own_words!(Basis, Better, Code, GoalKind, Origin, Reason, RuleKind, Strength, TargetWord, Verdict);

impl Word for ExemptionState {
    fn word(self) -> &'static str {
        match self {
            Self::Applies => "applies",
            Self::Exceeded => "exceeded",
            Self::Expired => "expired",
        }
    }
}

impl Word for Severity {
    fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Word for Trend {
    fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Unchanged => "unchanged",
            Self::Down => "down",
        }
    }
}
