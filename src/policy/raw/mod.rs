//! A policy pack as written: every key of the format in a type of its own, with its place. Texts are not interpreted here: what a period, a
//! number or a formula means is for the check that makes a policy of it.

mod model;
mod words;

pub use model::{
    RawAccepted, RawAssessment, RawCheck, RawCompare, RawCondition, RawDecision, RawDefault,
    RawDefaults, RawDimension, RawExemption, RawFigure, RawFor, RawFormula, RawGoal, RawGrade,
    RawGradeWhen, RawGroup, RawHead, RawIndicator, RawLevel, RawLine, RawMember, RawOperand,
    RawOverride, RawPack, RawParameter, RawParameterValue, RawReplaces, RawRequirement, RawScale,
    RawSkip, RawStatement, RawSum, RawTarget, RawText, RawUnit, RawUse, RawWithin,
};
pub use words::{
    Better, Convention, CountsAs, GoalKind, LevelWord, Need, Origin, Reported, Strength,
    TargetWord, VerdictWord, WithoutVerdict,
};
