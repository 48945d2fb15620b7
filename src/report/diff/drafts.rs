//! Two drafts beside each other.

use serde::Serialize;

use super::{AssessmentTurn, Long};
use crate::evaluate::Reason;
use crate::policy::Verdict;
use crate::quantity::Date;
use crate::report::model::{FORMAT, FiguresFile, PackFacts};
use crate::report::rule::Input;
use crate::report::sensitivity::RuleAt;
use crate::report::what_if::FigureAt;
use crate::report::words::Exact;
use crate::solve::Turn;

/// What differs between two drafts, and what came of it.
#[derive(Debug, Clone, Serialize)]
pub struct DiffReport {
    /// The version of the format.
    pub format: u32,
    /// The version of the program.
    pub engine: &'static str,
    /// The policy pack.
    pub pack: PackFacts,
    /// The first draft.
    pub before: DraftFacts,
    /// The second.
    pub after: DraftFacts,
    /// The verdicts and numbers that changed: those that got worse first.
    pub verdicts: Vec<TurnEntry>,
    /// What only the first draft has a judgement of.
    pub only_before: Vec<OnlyEntry>,
    /// What only the second has.
    pub only_after: Vec<OnlyEntry>,
    /// How many judgements are the same, with the same numbers.
    pub unchanged: usize,
    /// The samlade bedömningar that changed.
    pub assessments: Vec<AssessmentTurn>,
    /// The submitted figures that differ, in the order of the pack.
    pub figures: Vec<FigureDifference>,
    /// What people judged differently.
    pub people: Vec<PeopleDifference>,
    /// Published values that both drafts agree with: between the drafts they are computed, and contribute nothing.
    pub set_aside: Vec<FigureAt>,
}

/// One draft.
#[derive(Debug, Clone, Serialize)]
pub struct DraftFacts {
    /// Its files, in the order they were given.
    pub figures: Vec<FiguresFile>,
    /// Its assessment date.
    pub as_of: Date,
}

/// A judgement that one draft has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnlyEntry {
    /// Which rule, where, and the verdict.
    #[serde(flatten)]
    pub at: RuleAt,
    /// The other draft has figures for the period and basis, and lacks those of this rule.
    pub other_has_period: bool,
    /// It counts as worse: a verdict that was lost, or one that is new and not met, in a period and basis that both drafts have.
    pub worse: bool,
}

/// A judgement that both drafts have.
#[derive(Debug, Clone, Serialize)]
pub struct TurnEntry {
    /// Which rule, where, and the verdict on the second draft.
    #[serde(flatten)]
    pub at: RuleAt,
    /// The verdict on the first draft.
    pub verdict_before: Verdict,
    /// A decided deviation excused it on the first draft.
    pub exempted_before: bool,
    /// One excuses it on the second.
    pub exempted_after: bool,
    /// Which way it went.
    pub turn: Turn,
    /// The numbers that changed.
    pub numbers: Vec<NumberEntry>,
    /// The fewest changes that already give the new verdict; null if it is the same verdict, or no mixture of the drafts leads there.
    pub flip: Option<FlipEntry>,
}

/// A number that changed.
#[derive(Debug, Clone, Serialize)]
pub struct NumberEntry {
    /// `value`, `limit`, `upper_limit`, `previous` or `condition`.
    pub of: &'static str,
    /// The condition as written in the pack; the number is how far its left side is above its right side.
    pub condition: Option<String>,
    /// Its unit.
    pub unit: Option<String>,
    /// The unit of a change of it: percentage points for percent.
    pub change_unit: Option<String>,
    /// The number on the first draft; null if it has none.
    pub before: Option<Exact>,
    /// The number on the second.
    pub after: Option<Exact>,
    /// What the number is held against on either draft: it is never printed as if it stood on the other side of that.
    #[serde(skip)]
    pub against: Vec<Exact>,
    /// The second less the first.
    pub difference: Option<Long>,
    /// What each changed figure contributes; all together it is the difference, exactly.
    pub contributions: Vec<Contribution>,
    /// From so many drawn orders of the changes; null if every coalition was tried.
    pub orders: Option<usize>,
    /// What the draws began with.
    pub seed: Option<u64>,
    /// Why there are no contributions.
    pub without: Option<NoContributions>,
}

/// What one player contributes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contribution {
    /// Which.
    #[serde(flatten)]
    pub player: PlayerEntry,
    /// How much, in the unit of a change.
    pub amount: Long,
}

/// What changes together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlayerEntry {
    /// `figure`, `people` or `as_of`.
    pub change: &'static str,
    /// The name of the figure, or of the rule that people judged.
    pub name: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// Why there are no contributions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoContributions {
    /// `no_value_before`, `no_value_after`, `no_value_between` or `other_cause`.
    pub because: &'static str,
    /// With the changes of these alone there is no value.
    pub between: Vec<PlayerEntry>,
    /// And the reason for that, where the judgement gives one.
    pub reason_code: Option<Reason>,
}

/// The fewest changes that already give the new verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlipEntry {
    /// The first sets of the smallest size that do, in the order of the pack.
    pub smallest: Vec<Vec<PlayerEntry>>,
    /// How many more sets of that size do; null if not all of them were tried.
    pub more: Option<usize>,
    /// No set of at most so many does, and larger ones were not tried; null if some were found.
    pub none_up_to: Option<usize>,
}

/// A submitted figure that differs.
#[derive(Debug, Clone, Serialize)]
pub struct FigureDifference {
    /// `added`, `removed`, `value`, `precision` or `marker`.
    pub differs: &'static str,
    /// In the first draft; null if it was not submitted there. A null value in it is missing.
    pub before: Option<Input>,
    /// In the second.
    pub after: Option<Input>,
}

/// A verdict of people that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeopleDifference {
    /// The rule or assessment, as the figures name it.
    pub rule: String,
    /// The level in the first draft; null if nobody gave one.
    pub before: Option<String>,
    /// The level in the second.
    pub after: Option<String>,
    /// Where the first was given.
    pub source_before: Option<String>,
    /// Where the second was given.
    pub source_after: Option<String>,
}

impl DiffReport {
    /// Something got worse.
    pub fn any_worse(&self) -> bool {
        let verdicts = self.verdicts.iter().filter(|one| one.at.kind != crate::policy::RuleKind::Claim);
        let mut turns = verdicts.map(|one| one.turn).chain(self.assessments.iter().map(|one| one.turn));
        let mut only = self.only_before.iter().chain(&self.only_after);
        turns.any(|turn| turn == Turn::Worse) || only.any(|one| one.worse)
    }

    /// Nothing differs, neither figures nor dates.
    pub fn is_same(&self) -> bool {
        self.figures.is_empty() && self.people.is_empty() && self.before.as_of == self.after.as_of
    }

    /// Not a single judgement could be compared, or stands on one side.
    pub fn is_empty(&self) -> bool {
        self.verdicts.is_empty() && self.only_before.is_empty() && self.only_after.is_empty() && self.unchanged == 0
    }

    /// The version of the format and of the program.
    pub(in crate::report) fn versions() -> (u32, &'static str) {
        (FORMAT, env!("CARGO_PKG_VERSION"))
    }
}
