//! The types of a pack as written. The keys are explained in `docs/policy-format.md`.

use super::{
    Better, Convention, CountsAs, GoalKind, LevelWord, Need, Origin, Reported, Strength,
    TargetWord, VerdictWord, WithoutVerdict,
};
use crate::diagnostic::{Severity, Span};
use crate::figures::{Measured, Sign};
use crate::quantity::{Basis, PeriodKind};
use crate::yaml::{Node, Spanned};

/// A text as written, with its place.
pub type RawText = Spanned<String>;

/// A pack: all documents of all its files.
#[derive(Debug, Clone)]
#[allow(
    missing_docs,
    reason = "the fields are the sections of the format, under their own names"
)]
pub struct RawPack {
    /// Who, what and when.
    pub head: RawHead,
    pub units: Vec<RawUnit>,
    pub dimensions: Vec<RawDimension>,
    pub figures: Vec<RawFigure>,
    pub parameters: Vec<RawParameter>,
    pub formulas: Vec<RawFormula>,
    pub goals: Vec<RawGoal>,
    /// Those outside any goal.
    pub indicators: Vec<RawIndicator>,
    pub requirements: Vec<RawRequirement>,
    pub checks: Vec<RawCheck>,
    pub statements: Vec<RawStatement>,
    pub assessments: Vec<RawAssessment>,
    /// Each one a table, as the figures layer reads it.
    pub tables: Vec<Node>,
}

/// The head of a pack.
#[derive(Debug, Clone)]
pub struct RawHead {
    /// `pack`: the pack's name.
    pub name: RawText,
    /// Version of the policy language.
    pub format: RawText,
    /// The name for people.
    pub title: RawText,
    /// Whose guideline it is.
    pub organisation: Option<RawText>,
    /// The document that the pack encodes.
    pub document: Option<RawText>,
    /// When the pack holds.
    pub valid: RawText,
    /// The assessment date, if the pack has one of its own.
    pub as_of: Option<RawText>,
    /// By whom it was decided.
    pub decided: Option<RawDecision>,
    /// The packs that it builds on.
    pub uses: Vec<RawUse>,
    /// What holds for every rule that says nothing else.
    pub defaults: RawDefaults,
}

/// Who decided something, and when.
#[derive(Debug, Clone)]
pub struct RawDecision {
    /// The body.
    pub by: RawText,
    /// The day.
    pub date: RawText,
    /// Where the decision is written.
    pub reference: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// Another pack that this one builds on.
#[derive(Debug, Clone)]
pub struct RawUse {
    /// Its name.
    pub pack: RawText,
    /// Parameters that get another value: name, value.
    pub set: Vec<(RawText, RawText)>,
    /// Rules of it that do not hold here.
    pub skip: Vec<RawSkip>,
    /// All of it.
    pub span: Span,
}

/// A rule of a used pack that does not hold here.
#[derive(Debug, Clone)]
pub struct RawSkip {
    /// Its name.
    pub rule: RawText,
    /// Why.
    pub because: RawText,
    /// All of it.
    pub span: Span,
}

/// What holds for the rules below that say nothing else: in the head for all, in a goal for its indicators.
#[derive(Debug, Clone, Default)]
pub struct RawDefaults {
    /// Which value is compared.
    pub compare: Option<Spanned<RawCompare>>,
    /// How misses are graded.
    pub scale: Option<Spanned<RawScale>>,
    /// What is judged.
    pub for_: Option<RawFor>,
    /// Where it is written.
    pub reference: Option<RawText>,
}

/// A unit of the pack's own.
#[derive(Debug, Clone)]
pub struct RawUnit {
    /// Its symbol.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
}

/// A way to split figures.
#[derive(Debug, Clone)]
pub struct RawDimension {
    /// The name in formulas and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// The members that the pack names.
    pub members: Vec<RawMember>,
    /// More members come with the figures.
    pub open: Option<Spanned<bool>>,
    /// Whether the parts sum to the total.
    pub complete: Option<Spanned<bool>>,
    /// All of it.
    pub span: Span,
}

/// A member of a dimension.
#[derive(Debug, Clone)]
pub struct RawMember {
    /// Its name.
    pub name: RawText,
    /// Other names in tables.
    pub aliases: Vec<RawText>,
    /// When it exists.
    pub valid: Option<RawText>,
    /// The member above it.
    pub parent: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A figure that may be submitted.
#[derive(Debug, Clone)]
pub struct RawFigure {
    /// The name in formulas and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Its unit.
    pub unit: RawText,
    /// Over what it is measured.
    pub measured: Spanned<Measured>,
    /// The dimensions that it may be split by.
    pub by: Vec<RawText>,
    /// Other names in tables.
    pub aliases: Vec<RawText>,
    /// The only sign that it may have.
    pub sign: Option<Spanned<Sign>>,
    /// The values that make sense.
    pub range: Option<RawText>,
    /// Published decimals.
    pub decimals: Option<RawText>,
    /// Its value where it alone is left out.
    pub default: Option<RawDefault>,
    /// Breaches of sign or range that are known.
    pub accepted: Vec<RawAccepted>,
    /// When this definition holds.
    pub valid: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// The value of a figure that is left out.
#[derive(Debug, Clone)]
pub struct RawDefault {
    /// The value.
    pub value: RawText,
    /// Why.
    pub because: RawText,
    /// All of it.
    pub span: Span,
}

/// A known breach of sign or range.
#[derive(Debug, Clone)]
pub struct RawAccepted {
    /// In which period.
    pub period: RawText,
    /// Why it is right.
    pub because: RawText,
    /// All of it.
    pub span: Span,
}

/// A limit with date and reference.
#[derive(Debug, Clone)]
pub struct RawParameter {
    /// The name in formulas.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Its unit.
    pub unit: RawText,
    /// Its values; the short form `value:` is one that always holds.
    pub values: Vec<RawParameterValue>,
    /// A pack that uses this one may set it.
    pub local: Option<Spanned<bool>>,
    /// Where it is written, for all values.
    pub reference: Option<RawText>,
    /// Why it is an assumption, for all values.
    pub assumed: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A value of a parameter.
#[derive(Debug, Clone)]
pub struct RawParameterValue {
    /// In force from the first day of this period; left out: always was.
    pub from: Option<RawText>,
    /// In force to the last day of this period; left out: until another is.
    pub to: Option<RawText>,
    /// The value.
    pub value: RawText,
    /// Only for these: dimension, member.
    pub where_: Vec<(RawText, RawText)>,
    /// Not known before this day.
    pub decided: Option<RawText>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A figure that is computed.
#[derive(Debug, Clone)]
pub struct RawFormula {
    /// The name in other formulas.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Its unit; none for yes or no.
    pub unit: Option<RawText>,
    /// The formula.
    pub is: RawText,
    /// Published decimals.
    pub decimals: Option<RawText>,
    /// What a submitted value is for.
    pub reported: Option<Spanned<Reported>>,
    /// When it holds.
    pub valid: Option<RawText>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// The formula of a used pack whose place it takes.
    pub replaces: Option<RawReplaces>,
    /// All of it.
    pub span: Span,
}

/// Something of a used pack whose place is taken.
#[derive(Debug, Clone)]
pub struct RawReplaces {
    /// Its name.
    pub name: RawText,
    /// Why.
    pub because: RawText,
    /// All of it.
    pub span: Span,
}

/// A goal with its indicators.
#[derive(Debug, Clone)]
pub struct RawGoal {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// What kind of goal it is.
    pub goal_kind: Spanned<GoalKind>,
    /// The area that it belongs to.
    pub area: Option<RawText>,
    /// What holds for its indicators; its reference is the goal's own.
    pub defaults: RawDefaults,
    /// Its indicators.
    pub indicators: Vec<RawIndicator>,
    /// All of it.
    pub span: Span,
}

/// A value with a target.
#[derive(Debug, Clone)]
pub struct RawIndicator {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Outside a goal: what kind it is.
    pub goal_kind: Option<Spanned<GoalKind>>,
    /// Outside a goal: the area that it belongs to.
    pub area: Option<RawText>,
    /// The formula of what is judged; none on a manual scale.
    pub value: Option<RawText>,
    /// The target.
    pub target: Option<RawTarget>,
    /// Why there is no target.
    pub none: Option<RawText>,
    /// How misses are graded.
    pub scale: Option<Spanned<RawScale>>,
    /// Which value is compared.
    pub compare: Option<Spanned<RawCompare>>,
    /// What is judged.
    pub for_: Option<RawFor>,
    /// How much it weighs.
    pub strength: Option<Spanned<Strength>>,
    /// Whether it is counted.
    pub counts: Option<Spanned<bool>>,
    /// Which way is better.
    pub better: Option<Spanned<Better>>,
    /// A formula: the gap in another unit.
    pub gap_as: Option<RawText>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// When it holds.
    pub valid: Option<RawText>,
    /// Decided exemptions.
    pub exemptions: Vec<RawExemption>,
    /// All of it.
    pub span: Span,
}

/// A target.
#[derive(Debug, Clone)]
pub struct RawTarget {
    /// How the value is held against it; the place of the key.
    pub word: Spanned<TargetWord>,
    /// What it is held against.
    pub operand: RawOperand,
    /// Key and value.
    pub span: Span,
}

/// A decided exemption.
#[derive(Debug, Clone)]
pub struct RawExemption {
    /// What it excuses.
    pub for_: Option<RawFor>,
    /// Beyond it nothing is excused.
    pub limit: Option<RawText>,
    /// Who decided it.
    pub decided: RawDecision,
    /// Why.
    pub because: RawText,
    /// The last day.
    pub expires: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A level of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawLevel {
    /// The verdict.
    pub gives: Spanned<VerdictWord>,
    /// How the value is held against the limit.
    pub word: Spanned<LevelWord>,
    /// The limit.
    pub limit: RawText,
    /// The local word.
    pub level: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// What is judged.
#[derive(Debug, Clone)]
pub struct RawFor {
    /// One verdict for each: dimensions, or `total`.
    pub each: Option<Vec<RawText>>,
    /// Only these: dimension, members.
    pub where_: Vec<(RawText, Vec<RawText>)>,
    /// Only these bases.
    pub bases: Option<Vec<Spanned<Basis>>>,
    /// Only these periods.
    pub periods: Option<Vec<RawText>>,
    /// Only periods of this kind.
    pub kind: Option<Spanned<PeriodKind>>,
    /// The state on this day.
    pub at: Option<RawText>,
    /// Some time before or on this day.
    pub by: Option<RawText>,
    /// How a rule with many rows counts.
    pub counts_as: Option<Spanned<CountsAs>>,
    /// All of it.
    pub span: Span,
}

/// Something that must hold.
#[derive(Debug, Clone)]
pub struct RawRequirement {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Where it comes from; left out: the guideline.
    pub origin: Option<Spanned<Origin>>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// What is judged.
    pub for_: Option<RawFor>,
    /// A formula: only where this holds.
    pub when: Option<RawText>,
    /// What must hold, one or more.
    pub conditions: Vec<RawCondition>,
    /// The goal that it is shown under.
    pub goal: Option<RawText>,
    /// When it holds.
    pub valid: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// The requirement of a used pack whose place it takes.
    pub replaces: Option<RawReplaces>,
    /// All of it.
    pub span: Span,
}

/// A condition of a requirement.
#[derive(Debug, Clone)]
pub struct RawCondition {
    /// The formula.
    pub that: RawText,
    /// What is said when it fails.
    pub because: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// Whether the figures agree with themselves.
#[derive(Debug, Clone)]
pub struct RawCheck {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// The formula.
    pub that: RawText,
    /// How far apart the sides may be.
    pub within: Option<Spanned<RawWithin>>,
    /// What a failure is.
    pub severity: Option<Spanned<Severity>>,
    /// What is said when it fails.
    pub because: Option<RawText>,
    /// What is checked.
    pub for_: Option<RawFor>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// When it holds.
    pub valid: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// An ordered list of lines with sums, as in a printed table.
#[derive(Debug, Clone)]
pub struct RawStatement {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Its unit.
    pub unit: RawText,
    /// The lines.
    pub lines: Vec<RawLine>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// When it holds.
    pub valid: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A sum line.
#[derive(Debug, Clone)]
pub struct RawSum {
    /// The name of the formula that it becomes.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// These lines only.
    pub of: Option<Vec<RawText>>,
    /// All of it.
    pub span: Span,
}

/// A verdict over many rules.
#[derive(Debug, Clone)]
pub struct RawAssessment {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// The area that it belongs to.
    pub area: Option<RawText>,
    /// The groups of rules that it counts.
    pub groups: Vec<RawGroup>,
    /// From the top, the first that holds.
    pub rules: Vec<RawGrade>,
    /// Who may decide otherwise.
    pub override_: Option<RawOverride>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A group of rules in an assessment; all that is given must hold.
#[derive(Debug, Clone)]
pub struct RawGroup {
    /// The name in the assessment's formulas.
    pub name: RawText,
    /// Rules of this area.
    pub area: Option<RawText>,
    /// Rules of this goal.
    pub goal: Option<RawText>,
    /// Rules of this kind of goal.
    pub goal_kind: Option<Spanned<GoalKind>>,
    /// Rules that are judged by people, or those that are not.
    pub manual: Option<Spanned<bool>>,
    /// These rules.
    pub rules: Option<Vec<RawText>>,
    /// What an undetermined rule does.
    pub without_verdict: Option<Spanned<WithoutVerdict>>,
    /// All of it.
    pub span: Span,
}

/// A row of an assessment.
#[derive(Debug, Clone)]
pub struct RawGrade {
    /// The verdict.
    pub gives: Spanned<VerdictWord>,
    /// When the row holds.
    pub when: RawGradeWhen,
    /// What is said.
    pub says: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// Who may decide otherwise than an assessment.
#[derive(Debug, Clone)]
pub struct RawOverride {
    /// The body.
    pub by: RawText,
    /// What the decision must come with.
    pub needs: Vec<Spanned<Need>>,
    /// All of it.
    pub span: Span,
}

/// Which value is compared with the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawCompare {
    /// `exact`
    Exact,
    /// Rounded to this many decimals.
    Decimals(RawText),
}

/// What a target word is followed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawOperand {
    /// A quantity or a formula.
    One(RawText),
    /// After `between`; both included.
    Between {
        /// The lower end.
        from: RawText,
        /// The upper end.
        to: RawText,
    },
}

/// How misses are graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawScale {
    /// By attainment.
    PercentOfTarget {
        /// Partly met from this attainment.
        partly_from: RawText,
        /// How attainment is computed where lower is better.
        convention: Option<Spanned<Convention>>,
        /// `band: {partly_within: …}` beside it: used where attainment is undefined.
        band: Option<RawText>,
    },
    /// By the width of the miss.
    Band {
        /// Partly met when the miss is at most this wide.
        partly_within: RawText,
    },
    /// By a list of limits; the first that holds.
    Levels(Vec<RawLevel>),
    /// By the change since the same period last year.
    Change {
        /// The verdict when nothing has changed.
        unchanged: Spanned<VerdictWord>,
    },
    /// Met or not met.
    Boolean,
    /// Judged by people.
    Manual {
        /// The local words and what they stand for.
        levels: Vec<(RawText, Spanned<VerdictWord>)>,
    },
}

/// How far apart the sides of a check may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawWithin {
    /// `rounding`
    Rounding,
    /// `exact`
    Exact,
    /// A quantity.
    Amount(RawText),
}

/// A line of a statement.
#[derive(Debug, Clone)]
pub enum RawLine {
    /// A figure or formula.
    Item {
        /// Its name.
        name: RawText,
        /// Why it stands there though the law does not have it.
        outside_law: Option<RawText>,
    },
    /// A sum.
    Sum(RawSum),
}

/// When a row of an assessment holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawGradeWhen {
    /// When the formula does.
    When(RawText),
    /// Always; the place of the key.
    Otherwise(Span),
}
