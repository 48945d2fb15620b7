//! An explanation: how a rule or assessment came to its verdicts, as a tree of steps that were all taken in the run.

use serde::Serialize;

use crate::evaluate::{Reason, RecordId};
use crate::policy::Verdict;
use crate::quantity::{Basis, Period};
use crate::report::lever::LeverEntry;
use crate::report::model::{Entity, ManualEntry};
use crate::report::rule::{ExemptionEntry, Input, MissingEntry, ParameterEntry};
use crate::report::words::{Exact, Shown};

/// How one rule or assessment came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The name of the rule or assessment.
    pub subject: String,
    /// indicator, requirement, check or assessment.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Each of its verdicts.
    pub rows: Vec<ExplainedRow>,
}

/// One verdict and all that it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedRow {
    /// Of which part.
    pub entity: Entity,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// The verdict.
    pub verdict: Verdict,
    /// The local word for it.
    pub level: Option<String>,
    /// Why, in a sentence or two.
    pub reason: String,
    /// The same in plain words, for someone who decides; of an assessment nothing more than the reason.
    pub plain: String,
    /// A decided deviation.
    pub exempted: Option<ExemptionEntry>,
    /// The verdict that people gave.
    pub manual: Option<ManualEntry>,
    /// Assumptions.
    pub rests_on: Vec<String>,
    /// Failed checks on its figures.
    pub questioned_by: Vec<String>,
    /// References.
    pub refs: Vec<String>,
    /// What it came from.
    pub steps: Vec<Step>,
    /// What figures would have to be.
    pub levers: Vec<LeverEntry>,
}

/// What part a step plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The value that is judged.
    Value,
    /// The target; the lower limit of two.
    Target,
    /// The upper limit of two.
    TargetTo,
    /// A limit of the scale.
    Scale,
    /// The value of the same period last year.
    Previous,
    /// The gap in another unit.
    GapAs,
    /// The limit of an exemption.
    Exemption,
    /// When a requirement applies.
    When,
    /// What must hold.
    Condition,
    /// A formula.
    Formula,
    /// A function of the pack, a window over years, a sum over parts.
    Function,
    /// A script.
    Script,
    /// A choice between two ways.
    Choice,
    /// The case that gave a formula's value.
    Case,
    /// A submitted figure.
    Figure,
    /// What the figures report beside a formula.
    Reported,
    /// A limit with date and reference.
    Parameter,
    /// A group of an assessment.
    Group,
    /// A rule in a group.
    Rule,
    /// A line of an assessment.
    Grade,
}

/// Where and when a step was taken, where that is not where its verdict is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Of which part.
    pub entity: Entity,
    /// The period.
    pub period: Period,
    /// The basis; of history the latest that was allowed.
    pub basis: Basis,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What part it plays.
    pub role: Role,
    /// What it is.
    pub title: String,
    /// How it is written in the pack.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where that is: file:line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What it came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Exact>,
    /// The same as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
    /// Its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What it came to, where that is no number: a date, a year, a choice, a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What a yes or no came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<bool>,
    /// What a rule concluded, or a line gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Why it came to nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<Reason>,
    /// Where and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The submitted figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<Input>,
    /// The limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<ParameterEntry>,
    /// What was looked for and is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<MissingEntry>,
    /// What else there is to say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The value of a formula that it tells of, by which a page knows it again.
    #[serde(skip)]
    pub record: Option<RecordId>,
    /// What it came from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

impl Step {
    /// A step of which nothing more is said.
    pub fn new(role: Role, title: impl Into<String>) -> Self {
        Self {
            role,
            title: title.into(),
            text: None,
            source: None,
            value: None,
            shown: None,
            unit: None,
            words: None,
            holds: None,
            verdict: None,
            reason_code: None,
            place: None,
            figure: None,
            parameter: None,
            missing: None,
            notes: Vec::new(),
            record: None,
            steps: Vec::new(),
        }
    }
}
