//! Why a verdict is what it is, as data: the points that there are to make, from verdict and derivation. Words come last, in `wording`: the same points for
//! a politician and for an official, in Swedish and in English.

mod demand;
mod footing;
mod measure;
mod silent;

use super::build::Scribe;
use super::phrase::{Number, Phrase};
use super::precision::RoundingEntry;
use super::rule::RuleVerdict;
use crate::formula::Comparison;
use crate::policy::{RuleKind, TargetWord, Verdict};
use crate::quantity::{Basis, Date, Period};
use crate::verdict::{ExemptionState, Judgement, Trend};

/// One point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) enum Point {
    /// A measure beside its target.
    Measured(Box<Measured>),
    /// A measure beside that of last year.
    Changed(Box<Changed>),
    /// From which attainment it is partly met, and what it is.
    PartlyFrom { attainment: Number, from: Number },
    /// A verdict that people gave.
    Given(Given),
    /// A requirement holds: its only condition, or how many there are.
    Holds { only: Option<Sides>, conditions: usize },
    /// A requirement does not hold.
    Fails(Vec<Failing>),
    /// It is the law, in this paragraph.
    Law(Phrase),
    /// Figures agree with themselves, or not.
    Agrees { holds: bool, because: Option<Phrase>, text: Phrase, sides: Option<Sides> },
    /// What a document says is so, or not.
    Claimed { holds: bool, text: Phrase, sides: Option<Sides> },
    /// A deficit to settle.
    Post { remaining: Number, amount: Number, origin: i16, due: Option<Date>, verdict: Verdict },
    /// A decided deviation.
    Exempted(Exempted),
    /// That it falls short is known and accepted: why, and through which day.
    Known { because: Phrase, until: Date },
    /// Checks on its figures that do not hold: their titles.
    Questioned(Vec<Phrase>),
    /// Rounding could have decided: within which values, if that can be told.
    Rounding { known: bool, range: Option<(Number, Number)> },
    /// Which figures need more decimals, and the period and basis of the verdict.
    Decimals { found: RoundingEntry, at: (Period, Basis) },
    /// A reported value and a computed one disagree.
    TwoValues { values: Option<(Phrase, Number, Number)>, one_verdict: bool },
    /// Something is missing.
    Missing { items: Vec<MissingItem>, window: bool },
    /// A condition that was to hold in some year holds in none.
    NoYear { condition: Phrase, first: i16, last: i16 },
    /// There is nothing to judge.
    NoGrounds,
    /// The verdict is this whatever the missing value is.
    Whatever(Verdict),
    /// A division by zero, or by a growth rate that is negative: by what.
    ZeroDivisor { what: Option<Phrase>, growth: bool },
    /// A definition that does not hold in all periods: what, and when.
    SeriesBreak(Vec<(Phrase, Period)>),
    /// Two people gave different judgements.
    TwoJudgements,
    /// A number is too large.
    TooLarge,
    /// A script was stopped.
    ScriptStopped,
    /// No figures to check.
    NothingToCheck,
    /// Nothing to settle.
    NothingToSettle,
    /// No target: why, what people gave, the value.
    NoTarget { why: Option<Phrase>, given: Option<Given>, value: Option<(Basis, Number)> },
    /// Not judged until this day.
    NotYet(Option<Date>),
    /// A requirement that only applies when something is so.
    OnlyWhen { condition: Phrase, nothing_submitted: Option<Phrase> },
    /// A rule that does not hold in this period.
    NotInForce(Period),
    /// No judgement was given.
    NotGiven,
    /// A judgement with a level that the rule does not have: which ones it has.
    UnknownLevel { level: Phrase, known: Vec<Phrase> },
    /// A judgement that does not say all that it must.
    GivenWithout { level: Phrase, lacks: Vec<Lack> },
}

/// A measure beside its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Measured {
    pub verdict: Verdict,
    pub basis: Basis,
    pub level: Option<Phrase>,
    pub value: Number,
    /// What was divided by what, where the value is a share of money.
    pub share: Option<(Number, Number)>,
    pub word: TargetWord,
    pub limit: Number,
    pub upper: Option<Number>,
    /// How far off, if it is not met.
    pub gap: Option<Number>,
    /// The same in another unit.
    pub gap_as: Option<Number>,
    pub attainment: Attainment,
}

/// The attainment of a measure that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) enum Attainment {
    /// It plays no part.
    Unasked,
    /// It cannot be computed.
    Undefined,
    /// In percent of the target.
    Ratio(Number),
    /// By the difference, since the numbers are not both positive.
    Difference(Number),
}

/// A measure beside that of last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Changed {
    pub verdict: Verdict,
    pub basis: Basis,
    pub level: Option<Phrase>,
    pub now: Number,
    pub before: Number,
    pub trend: Option<Trend>,
}

/// A verdict that people gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Given {
    pub verdict: Verdict,
    pub level: Option<Phrase>,
    pub by: Option<Phrase>,
    pub day: Option<Date>,
    pub motivation: Option<Phrase>,
}

/// A condition that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Failing {
    /// What the pack says of it.
    pub because: Option<Phrase>,
    /// The condition in titles.
    pub text: Phrase,
    pub sides: Option<Sides>,
}

/// Both sides of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) enum Sides {
    /// Two numbers or facts, and how they are to stand to each other.
    Compared(Box<Compared>),
    /// Two numbers that are to be the same.
    Apart(Box<Apart>),
}

/// Two numbers or facts, and how they are to stand to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Compared {
    pub left: Side,
    pub right: Side,
    pub how: Comparison,
}

/// Two numbers that are to be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Apart {
    pub left: Number,
    pub right: Number,
    /// How far apart they are, if they are.
    pub gap: Option<Number>,
    /// What is tolerated.
    pub tolerance: Option<Number>,
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) enum Side {
    /// A number.
    Number(Number),
    /// A day or a year.
    Time(Phrase),
    /// A choice or a text.
    Words(Phrase),
}

/// A decided deviation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Exempted {
    pub state: ExemptionState,
    pub by: Phrase,
    pub date: Date,
    pub because: Phrase,
    pub limit: Option<Number>,
    pub expires: Option<Date>,
}

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct MissingItem {
    pub title: Phrase,
    /// A limit without a value; else a figure.
    pub is_limit: bool,
    pub period: Period,
    pub basis: Basis,
    pub members: Vec<Phrase>,
    pub because: Option<Phrase>,
}

/// What a judgement does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Lack {
    Motivation,
    By,
    Day,
}

impl Scribe<'_, '_> {
    /// The points that there are to make of a verdict, the first of them what it is.
    pub(in crate::report) fn points(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Vec<Point> {
        let mut points = match (row.reason_code, row.kind) {
            (Some(reason), _) => match self.post_without_verdict(judgement, reason) {
                Some(point) => vec![point],
                None => self.no_verdict(judgement, row, reason),
            },
            (None, RuleKind::Indicator) => self.measure(judgement, row),
            (None, RuleKind::Requirement) => self.requirement(judgement, row),
            (None, RuleKind::Check) => self.agreement(judgement, row),
            (None, RuleKind::Claim) => self.claimed(judgement, row),
        };
        points.extend(self.exempted(judgement, row));
        points.extend(row.known.as_ref().map(|k| Point::Known { because: inside(&k.reason), until: k.until }));
        points.extend(self.doubt(judgement, row));
        let found = row.rounding.clone();
        points.extend(found.map(|found| Point::Decimals { found, at: (row.period, row.basis) }));
        points.extend(self.questioned(row));
        points
    }
}

/// A text of the pack's inside a sentence: without its own full stop.
pub(super) fn inside(text: &str) -> Phrase {
    Phrase::quoted(text.trim().trim_end_matches('.'))
}
