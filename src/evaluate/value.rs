//! Values and what is remembered of how they came about.

use rust_decimal::Decimal;

use super::ContextId;
use crate::formula::FormulaId;

/// Why there is no verdict, or no value: the closed list of reason codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A figure or limit is missing.
    NoValue,
    /// A division by zero.
    DivisionByZero,
    /// A window over years lacks a year.
    TooShortWindow,
    /// A definition does not hold for the period.
    SeriesBreak,
    /// A reported and a computed value lead to different verdicts.
    Conflict,
    /// A number too large to be exact.
    Overflow,
    /// A script failed or went beyond a limit.
    ScriptLimit,
    /// There is no target.
    NoTarget,
    /// The day has not come.
    NotDue,
    /// It is not measured this time.
    NotMeasured,
    /// The condition for the rule does not hold.
    WhenFalse,
    /// The rule does not hold for the period.
    NotValid,
}

impl Reason {
    /// The code in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoValue => "no_value",
            Self::DivisionByZero => "division_by_zero",
            Self::TooShortWindow => "too_short_window",
            Self::SeriesBreak => "series_break",
            Self::Conflict => "conflict",
            Self::Overflow => "overflow",
            Self::ScriptLimit => "script_limit",
            Self::NoTarget => "no_target",
            Self::NotDue => "not_due",
            Self::NotMeasured => "not_measured",
            Self::WhenFalse => "when_false",
            Self::NotValid => "not_valid",
        }
    }
}

/// What a node came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Value {
    /// A number in the node's unit.
    Number(Decimal),
    /// A yes or no.
    Truth(bool),
    /// It cannot be known.
    Unknown(Reason),
    /// The way was not taken.
    #[default]
    NotReached,
}

impl Value {
    /// The number, if it is one.
    pub fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The truth, if it is one.
    pub fn truth(self) -> Option<bool> {
        match self {
            Self::Truth(truth) => Some(truth),
            _ => None,
        }
    }

    /// Why it is unknown.
    pub fn reason(self) -> Option<Reason> {
        match self {
            Self::Unknown(reason) => Some(reason),
            _ => None,
        }
    }
}

/// What stands behind a slot: depending on the node's operation a figure, a parameter's value, a record, a list of records, or a script's notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link(u32);

impl Link {
    /// Nothing.
    pub const NONE: Self = Self(u32::MAX);
    /// The figure's default was taken.
    pub const DEFAULT: Self = Self(u32::MAX - 1);

    pub(super) fn to(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index, if there is something behind.
    pub fn index(self) -> Option<usize> {
        (self != Self::NONE && self != Self::DEFAULT).then_some(self.0 as usize)
    }

    /// The record behind the slot of a formula.
    pub fn record(self) -> Option<RecordId> {
        self.index().map(|_| RecordId(self.0))
    }
}

impl From<RecordId> for Link {
    fn from(id: RecordId) -> Self {
        Self(id.0)
    }
}

/// One evaluated node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// What it came to.
    pub value: Value,
    /// What stands behind.
    pub link: Link,
}

impl Default for Slot {
    fn default() -> Self {
        Self { value: Value::NotReached, link: Link::NONE }
    }
}

/// One evaluated formula; an index within one evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub(super) u32);

/// What is remarkable about a formula's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// Nothing.
    None,
    /// A reported value agrees with it: index of the figure.
    Agrees(u32),
    /// A reported value stands in for it: index of the figure.
    Reported(u32),
    /// A reported value disagrees with it beyond rounding: index of the figure. The computed value stands in the formula's own slot.
    Differs(u32),
}

/// No figure stands in.
pub(super) const NO_FIGURE: u32 = u32::MAX;

/// One evaluated formula.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// The formula.
    pub formula: FormulaId,
    /// Where it was evaluated.
    pub context: ContextId,
    /// Its first slot.
    pub(super) first: u32,
    /// The slot of its result.
    pub(super) root: u32,
    /// The reported figure that stands in for the result, or [`NO_FIGURE`].
    pub(super) instead: u32,
    /// What is remarkable about it.
    pub remark: Remark,
}
