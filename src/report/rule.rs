//! What the report says of one rule for one entity, period and basis.

use serde::Serialize;

use super::lever::LeverEntry;
use super::model::{Entity, ManualEntry};
use super::precision::RoundingEntry;
use super::words::{Exact, Shown, Told};
use crate::diagnostic::{Severity, Span};
use crate::evaluate::Reason;
use crate::policy::{Better, GoalKind, Origin, RuleKind, Strength, TargetWord, Verdict};
use crate::quantity::{Basis, Date, Period};
use crate::verdict::{ExemptionState, Trend, Zone};

/// The colour of a verdict; none for what is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Met.
    Green,
    /// Partly met.
    Yellow,
    /// Not met.
    Red,
}

/// One rule, judged.
#[derive(Debug, Clone, Serialize)]
pub struct RuleVerdict {
    /// The rule's full name.
    pub rule: String,
    /// Indicator, requirement or check.
    pub kind: RuleKind,
    /// Its title.
    pub title: String,
    /// The name of its goal.
    pub goal: Option<String>,
    /// The title of its goal.
    pub goal_title: Option<String>,
    /// Financial or operational.
    pub goal_kind: Option<GoalKind>,
    /// By law or by guideline.
    pub origin: Origin,
    /// Must or should.
    pub strength: Strength,
    /// Counted in summaries and assessments.
    pub counts: bool,
    /// The area.
    pub area: Option<String>,
    /// How misses are graded; null for requirements and checks.
    pub scale: Option<&'static str>,
    /// Of which part.
    pub entity: Entity,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// The edition, where one is judged by itself.
    pub edition: Option<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// It can fail a run: it counts and must hold, nothing excuses it, it is not known and accepted, and nobody has said why what is missing is.
    #[serde(skip)]
    pub decides: bool,
    /// Where the rule is written.
    #[serde(skip)]
    pub span: Span,
    /// Its colour.
    pub colour: Option<Colour>,
    /// Why there is no verdict.
    pub reason_code: Option<Reason>,
    /// The value, exact.
    pub value: Option<Exact>,
    /// The value as printed.
    pub shown: Option<Shown>,
    /// Published decimals, where something says how many.
    #[serde(skip)]
    pub decimals: Option<u32>,
    /// The unit of value, compared, target and previous.
    pub unit: Option<String>,
    /// The value as compared.
    pub compared: Option<Exact>,
    /// The target word.
    pub comparison: Option<TargetWord>,
    /// Which way is better.
    pub better: Option<Better>,
    /// The limit; the lower one of two.
    pub target: Option<Exact>,
    /// The upper limit of two.
    pub target_to: Option<Exact>,
    /// Percent of the target, two decimals.
    pub attainment: Option<Exact>,
    /// Which way it has gone.
    pub trend: Option<Trend>,
    /// The value of the same period last year.
    pub previous: Option<Exact>,
    /// compared − target.
    pub gap: Option<Exact>,
    /// The unit of the gap.
    pub gap_unit: Option<String>,
    /// The gap in another unit.
    pub gap_as: Option<Amount>,
    /// The local word for the level.
    pub level: Option<String>,
    /// A decided deviation.
    pub exempted: Option<ExemptionEntry>,
    /// That it falls short is known and accepted.
    pub known: Option<KnownEntry>,
    /// The verdict that people gave.
    pub manual: Option<ManualEntry>,
    /// Rounding in the figures could not have changed the verdict.
    pub robust: bool,
    /// Which figures need more decimals, where rounding could have changed the verdict.
    pub rounding: Option<RoundingEntry>,
    /// The verdict that holds whatever the missing figures are.
    pub whatever: Option<Verdict>,
    /// How bad a failing check is.
    pub severity: Option<Severity>,
    /// Why, in a sentence or two.
    pub reason: String,
    /// The same for someone who decides, in plain words: what was measured, against what, how far off, what it would take, what is decided.
    pub plain: String,
    /// References.
    pub refs: Vec<String>,
    /// Assumptions.
    pub rests_on: Vec<String>,
    /// Failed checks on its figures.
    pub questioned_by: Vec<String>,
    /// What is missing.
    pub missing: Vec<MissingEntry>,
    /// The conditions.
    pub conditions: Vec<ConditionEntry>,
    /// The figures it rests on.
    pub inputs: Vec<Input>,
    /// The limits it rests on.
    pub parameters: Vec<ParameterEntry>,
    /// What each figure that can be changed would have to be, the most useful first.
    pub levers: Vec<LeverEntry>,
    /// Which values would have given which verdict, from the lowest; only for pictures.
    #[serde(skip)]
    pub zones: Vec<Zone>,
    /// The same cut of the years before, from the first; only for pictures.
    #[serde(skip)]
    pub history: Vec<YearPoint>,
}

/// A measure in an earlier year, by the best known figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearPoint {
    /// The period.
    pub period: Period,
    /// The value.
    pub value: Exact,
    /// The target that was in force; the lower one of two.
    pub target: Option<Exact>,
    /// The upper limit of two.
    pub target_to: Option<Exact>,
}

/// A number with a unit.
#[derive(Debug, Clone, Serialize)]
pub struct Amount {
    /// The number.
    pub value: Exact,
    /// Its unit.
    pub unit: String,
}

/// A decided deviation on top of a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExemptionEntry {
    /// Whether it excuses.
    pub state: ExemptionState,
    /// Who decided.
    pub by: String,
    /// When.
    pub date: Date,
    /// Where it is written.
    pub reference: Option<String>,
    /// Beyond it the exemption does not excuse.
    pub limit: Option<Exact>,
    /// Why.
    pub because: String,
    /// Its last day.
    pub expires: Option<Date>,
}

/// That a verdict falls short, known and accepted for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownEntry {
    /// The worst verdict that is accepted.
    pub accepts: Verdict,
    /// Why.
    pub reason: String,
    /// The last day on which it is.
    pub until: Date,
    /// Where that was decided.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// file:line of the baseline.
    pub source: String,
}

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingEntry {
    /// The figure, or null for a limit.
    pub figure: Option<String>,
    /// The parameter, or null for a figure.
    pub parameter: Option<String>,
    /// Its title.
    pub title: String,
    /// Of which part.
    pub entity: Entity,
    /// For which period.
    pub period: Period,
    /// On which basis.
    pub basis: Basis,
    /// Why, if that was said.
    pub because: Option<String>,
}

/// One condition of a requirement, or the comparison of a check.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionEntry {
    /// As written in the pack.
    pub text: String,
    /// The left side, where it is a comparison.
    pub left: Option<Told>,
    /// The right side.
    pub right: Option<Told>,
    /// Their unit.
    pub unit: Option<String>,
    /// Met, not met or undetermined.
    pub verdict: Verdict,
    /// left − right.
    pub gap: Option<Exact>,
    /// What a check tolerates.
    pub tolerance: Option<Exact>,
    /// What is said when it does not hold.
    pub because: Option<String>,
}

/// A figure that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    /// Its name.
    pub figure: String,
    /// Its title.
    pub title: String,
    /// Of which part.
    pub entity: Entity,
    /// Its period.
    pub period: Period,
    /// Its basis.
    pub basis: Basis,
    /// Its edition.
    pub edition: Option<Period>,
    /// The value.
    pub value: Option<Told>,
    /// Its unit; empty for a fact.
    pub unit: String,
    /// What it may be off by; 0 is exact.
    pub precision: Option<Exact>,
    /// file:line
    pub source: Option<String>,
    /// The same place, to be found in its file.
    #[serde(skip)]
    pub span: Option<Span>,
    /// Further places where it was given, and agreed.
    pub also: Vec<String>,
    /// What the file cites.
    pub cited: Option<String>,
    /// Why it is assumed, where it was not submitted.
    pub assumed: Option<String>,
    /// Said to be preliminary.
    pub preliminary: bool,
    /// Said to be approximate.
    pub approximate: bool,
    /// A note.
    pub note: Option<String>,
}

/// A limit that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParameterEntry {
    /// Its name.
    pub parameter: String,
    /// Its title.
    pub title: String,
    /// The value.
    pub value: Exact,
    /// Its unit.
    pub unit: String,
    /// In force from.
    pub from: Option<Date>,
    /// The reference.
    pub reference: Option<String>,
    /// Where it is written in the pack.
    pub place: String,
}

impl Colour {
    /// The colour of a verdict.
    pub fn of(verdict: Verdict) -> Option<Self> {
        match verdict {
            Verdict::Met => Some(Self::Green),
            Verdict::PartlyMet => Some(Self::Yellow),
            Verdict::NotMet => Some(Self::Red),
            Verdict::Undetermined | Verdict::NotApplicable => None,
        }
    }
}
