//! Rules: what is judged, over what, against what.

use rust_decimal::Decimal;

use super::model::Decision;
use super::raw::{Better, Convention, CountsAs, GoalKind, LevelWord, Origin, Strength};
use crate::diagnostic::{Severity, Span};
use crate::figures::{FigureId, Name};
use crate::formula::FormulaId;
use crate::quantity::{Basis, Date, Period, PeriodKind, Unit, Validity};

pub use super::raw::TargetWord;

/// A rule; an index into [`super::Policy::rules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u32);

/// What a rule concludes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Uppfyllt.
    Met,
    /// Delvis uppfyllt.
    PartlyMet,
    /// Ej uppfyllt.
    NotMet,
    /// Kan inte bedömas.
    Undetermined,
    /// Ej tillämpligt.
    NotApplicable,
}

/// What kind of rule it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleKind {
    /// A measure with a target.
    Indicator,
    /// Something that must hold, by law or guideline.
    Requirement,
    /// Whether the figures agree with themselves.
    Check,
    /// What the document says about the figures. Never counted.
    Claim,
}

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its full name: `goal/indicator`, or its own name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The goal: an index into [`super::Policy::goals`].
    pub goal: Option<u32>,
    /// The area.
    pub area: Option<String>,
    /// Financial or operational, where that is said.
    pub goal_kind: Option<GoalKind>,
    /// By law or by guideline.
    pub origin: Origin,
    /// Must or should.
    pub strength: Strength,
    /// Counted in summaries and assessments.
    pub counts: bool,
    /// When and over what it is judged.
    pub scope: Scope,
    /// When it holds.
    pub validity: Validity,
    /// The reference.
    pub reference: Option<String>,
    /// Why it is an assumption, if it is one.
    pub assumed: Option<String>,
    /// The figures that it reads, directly or through formulas, sorted.
    pub reads: Vec<FigureId>,
    /// What it says.
    pub body: RuleBody,
    /// Where it is written.
    pub span: Span,
}

/// What a rule says.
#[derive(Debug, Clone)]
pub enum RuleBody {
    /// A measure with a target.
    Indicator(Indicator),
    /// Something that must hold.
    Requirement(Requirement),
    /// Whether the figures agree with themselves.
    Check(Check),
    /// What the document says about the figures.
    Claim(Claim),
}

/// A measure with a target.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// The value; `None` for a manual one.
    pub value: Option<FormulaId>,
    /// The value's unit; `None` for a manual one.
    pub unit: Option<Unit>,
    /// The target.
    pub target: Target,
    /// Which way is better.
    pub better: Option<Better>,
    /// How misses are graded.
    pub scale: Scale,
    /// Which value is compared.
    pub compare: Compare,
    /// The gap once more, in another unit.
    pub gap_as: Option<FormulaId>,
    /// Decided deviations.
    pub exemptions: Vec<Exemption>,
}

/// A target.
#[derive(Debug, Clone)]
pub enum Target {
    /// A limit in the value's unit.
    Limit(TargetWord, FormulaId),
    /// From one limit to another, both included.
    Between(FormulaId, FormulaId),
    /// Better than the same period last year.
    Improvement,
    /// None, with the reason.
    None(String),
    /// People give the verdict.
    Manual,
}

/// How misses are graded.
#[derive(Debug, Clone)]
pub enum Scale {
    /// Partly met from an attainment (as a share: 0,8), or within a band where attainment means nothing.
    PercentOfTarget {
        /// A formula that gives a share.
        partly_from: FormulaId,
        /// How attainment is computed where lower is better.
        convention: Convention,
        /// Where attainment is undefined: partly met if the miss is at most this.
        band: Option<FormulaId>,
    },
    /// Partly met if the miss is at most this.
    Band {
        /// A formula in the unit of the gap.
        partly_within: FormulaId,
    },
    /// The first row that holds.
    Levels(Vec<Level>),
    /// Against the same period last year.
    Change {
        /// What an unchanged value gives.
        unchanged: Verdict,
    },
    /// Met or not met.
    Boolean,
    /// The levels that people may give.
    Manual {
        /// The local word and what it means.
        levels: Vec<(String, Verdict)>,
    },
}

/// A row of a list of thresholds.
#[derive(Debug, Clone)]
pub struct Level {
    /// What it gives.
    pub gives: Verdict,
    /// At least or at most.
    pub word: LevelWord,
    /// The limit in the value's unit.
    pub limit: FormulaId,
    /// The local word.
    pub level: Option<String>,
}

/// Which value feeds comparator and attainment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// The exact one.
    Exact,
    /// The one rounded to so many decimals, half away from zero.
    Decimals(u32),
}

/// A decided deviation.
#[derive(Debug, Clone)]
pub struct Exemption {
    /// For which judged rows.
    pub scope: Scope,
    /// Beyond it the exemption does not excuse.
    pub limit: Option<FormulaId>,
    /// The decision.
    pub decided: Decision,
    /// The reason.
    pub because: String,
    /// Last day; compared with the end of the judged period.
    pub expires: Option<Date>,
    /// Where it is written.
    pub span: Span,
}

/// Something that must hold.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// When it applies.
    pub when: Option<FormulaId>,
    /// What must hold, all of it.
    pub conditions: Vec<Condition>,
}

/// One condition of a requirement.
#[derive(Debug, Clone)]
pub struct Condition {
    /// A yes or no.
    pub that: FormulaId,
    /// What is said when it does not hold; `{name}` stands for a formula's or figure's value.
    pub because: Option<String>,
}

/// Whether the figures agree with themselves.
#[derive(Debug, Clone)]
pub struct Check {
    /// A yes or no whose top is a comparison, for which a tolerance is given.
    pub that: FormulaId,
    /// The tolerance.
    pub within: Within,
    /// Error: not met fails the run. Warning: a finding.
    pub severity: Severity,
    /// What is said when it does not hold.
    pub because: Option<String>,
}

/// What the document says about the figures. It stands beside the rules: it is never counted and decides nothing.
#[derive(Debug, Clone)]
pub struct Claim {
    /// A yes or no.
    pub that: FormulaId,
    /// The tolerance, where its top is a comparison.
    pub within: Within,
    /// The words of the document.
    pub quote: Option<String>,
}

/// The tolerance of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Within {
    /// None.
    Exact,
    /// The half units of all terms.
    Rounding,
    /// An amount in the unit of the left side.
    Amount(Decimal),
}

/// One part of `each`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Each {
    /// The whole.
    Total,
    /// Every member of a dimension.
    Dimension(Name),
    /// Every post of a ledger: its name, and its index among the policy's.
    Posts(Name, u32),
}

/// A word for a judged period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodWord {
    /// A period.
    Period(Period),
    /// The year of the assessment date, and so many years later.
    Year(i32),
    /// January through the month of the assessment date.
    ToDate,
}

/// When and over what a rule is judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// One verdict for each of these; empty: the whole only.
    pub each: Vec<Each>,
    /// Only these members.
    pub only: Vec<(Name, Vec<Name>)>,
    /// Only these bases.
    pub bases: Option<Vec<Basis>>,
    /// Only these periods.
    pub periods: Option<Vec<PeriodWord>>,
    /// Only periods of this kind.
    pub kind: Option<PeriodKind>,
    /// The state on this day.
    pub at: Option<Date>,
    /// Some time before or on this day.
    pub by: Option<Date>,
    /// Each post once: on the day that it is due, or as late before as is known.
    pub by_due: bool,
    /// How many rows count.
    pub counts_as: Option<CountsAs>,
}

impl Scope {
    /// Whether it alone says what is judged: stated periods, and nothing for each member.
    pub fn is_stated(&self) -> bool {
        self.each.is_empty() && self.only.is_empty() && (self.periods.is_some() || self.at.is_some())
    }
}

impl Scope {
    /// The ledger whose posts are judged one by one.
    pub fn ledger(&self) -> Option<(&Name, u32)> {
        self.each.iter().find_map(|each| match each {
            Each::Posts(name, index) => Some((name, *index)),
            Each::Total | Each::Dimension(_) => None,
        })
    }
}

impl Rule {
    /// A check or the like: under no goal, everywhere, always.
    pub(crate) fn of_no_goal(name: String, title: String, body: RuleBody, span: Span) -> Self {
        Self {
            name,
            title,
            goal: None,
            area: None,
            goal_kind: None,
            origin: Origin::Guideline,
            strength: Strength::Must,
            counts: true,
            scope: Scope::default(),
            validity: Validity::default(),
            reference: None,
            assumed: None,
            reads: Vec::new(),
            body,
            span,
        }
    }
    /// What kind it is.
    pub fn kind(&self) -> RuleKind {
        match self.body {
            RuleBody::Indicator(_) => RuleKind::Indicator,
            RuleBody::Requirement(_) => RuleKind::Requirement,
            RuleBody::Check(_) => RuleKind::Check,
            RuleBody::Claim(_) => RuleKind::Claim,
        }
    }

    /// The indicator, if it is one.
    pub fn indicator(&self) -> Option<&Indicator> {
        match &self.body {
            RuleBody::Indicator(indicator) => Some(indicator),
            _ => None,
        }
    }
}

impl RuleKind {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Requirement => "requirement",
            Self::Check => "check",
            Self::Claim => "claim",
        }
    }
}

impl Verdict {
    /// The word in JSON and packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::PartlyMet => "partly_met",
            Self::NotMet => "not_met",
            Self::Undetermined => "undetermined",
            Self::NotApplicable => "not_applicable",
        }
    }
}

impl Scale {
    /// Whether it has a word of its own for a target that is met.
    pub fn names_met(&self) -> bool {
        matches!(self, Self::Levels(levels) if levels.iter().any(|l| l.gives == Verdict::Met))
    }

    /// The word in JSON and packs.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::PercentOfTarget { .. } => "percent_of_target",
            Self::Band { .. } => "band",
            Self::Levels(_) => "levels",
            Self::Change { .. } => "change",
            Self::Boolean => "boolean",
            Self::Manual { .. } => "manual",
        }
    }
}
