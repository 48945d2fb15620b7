//! A policy pack as written: every key of the format in a type of its own, with its place. Texts are not interpreted here: what a period, a
//! number or a formula means is for the check that makes a policy of it. The keys are explained in `docs/policy-format.md`.

mod assessment;
mod case;
mod claim;
mod common;
mod damage;
mod indicator;
mod keys;
mod ledger;
mod names;
mod pack;
mod requirement;
mod scale;
mod uses;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

use crate::yaml::Spanned;

pub use assessment::{RawAssessment, RawGrade, RawGradeWhen, RawGroup, RawOverride};
pub use case::RawCase;
pub use claim::{RawClaim, RawRecorded};
pub use common::{RawCompare, RawDecision, RawDefaults, RawFor, RawReplaces};
pub use damage::Damage;
pub use indicator::{RawExemption, RawGoal, RawIndicator, RawOperand, RawTarget};
pub use ledger::{RawFlow, RawLedger, RawLedgerBody};
pub use pack::{RawHead, RawPack, decode};
pub use requirement::{RawCheck, RawCondition, RawLine, RawRequirement, RawStatement, RawSum, RawWithin};
pub use scale::{RawLevel, RawScale};
pub use uses::{RawOwnWords, RawSetting, RawSkip, RawUse, Skipped};
pub use vocabulary::{
    RawAccepted, RawDefault, RawDimension, RawFigure, RawFormula, RawLever, RawMember, RawParameter, RawParameterValue,
    RawUnit,
};
pub use words::{
    Better, Convention, CountsAs, FactWord, GoalKind, LevelWord, Need, Origin, Reported, Strength, TargetWord,
    TypeWord, VerdictWord, WithoutVerdict,
};

/// A text as written, with its place.
pub type RawText = Spanned<String>;
