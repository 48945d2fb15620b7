//! Two drafts, or two versions of a guideline, beside each other as plain data. Serialised it is the JSON of `riktlinje diff`.

mod drafts;
mod versions;

pub use drafts::{
    Contribution, DiffReport, DraftFacts, FigureDifference, FlipEntry, NoContributions, NumberEntry, OnlyEntry,
    PeopleDifference, PlayerEntry, TurnEntry,
};
pub use versions::{DefinitionChange, FileChange, RuleNamed, VersionFacts, VersionsReport, Written};

use serde::{Serialize, Serializer};

use crate::policy::Verdict;
use crate::quantity::{Basis, LongDecimal, Period};
use crate::solve::Turn;

/// A number of any length for machines. It is serialised as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Long(pub LongDecimal);

impl Serialize for Long {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Serialize for Turn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Worse => "worse",
            Self::Other => "other",
            Self::Better => "better",
            Self::Same => "same",
        })
    }
}

/// A samlad bedömning that became another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssessmentTurn {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// The verdict on the first side; null if it has none there.
    pub before: Option<Verdict>,
    /// The verdict on the second side.
    pub after: Option<Verdict>,
    /// Which way it went.
    pub turn: Turn,
}

/// As JSON: indented, a line break at the end.
pub fn diff_json(report: &DiffReport) -> String {
    super::json::pretty(report)
}

/// As JSON: indented, a line break at the end.
pub fn versions_json(report: &VersionsReport) -> String {
    super::json::pretty(report)
}
