//! The closed lists of words in a pack.

/// What kind of goal it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoalKind {
    /// `financial`
    Financial,
    /// `operational`
    Operational,
}

/// How much an indicator weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// `must`: a miss fails the run.
    Must,
    /// `should`: shown and judged, and never fails a run.
    Should,
}

/// Where a requirement comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// `law`: cannot be replaced or skipped.
    Law,
    /// `guideline`
    Guideline,
}

/// A verdict as a pack writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerdictWord {
    /// `met`
    Met,
    /// `partly_met`
    PartlyMet,
    /// `not_met`
    NotMet,
    /// `undetermined`
    Undetermined,
    /// `not_applicable`
    NotApplicable,
}

/// What a submitted value of a formula is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reported {
    /// `check`: it must agree with the computed one.
    Check,
    /// `if_missing`: it stands in where nothing can be computed.
    IfMissing,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Better {
    /// `higher`
    Higher,
    /// `lower`
    Lower,
}

/// What a rule without a verdict does to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WithoutVerdict {
    /// `left_out`: the rule is not counted.
    LeftOut,
    /// `not_met`: it is counted as not met.
    NotMet,
    /// `blocks`: the assessment is undetermined.
    Blocks,
}

/// How a rule with many rows counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountsAs {
    /// `all`: once, as met if all its rows are.
    All,
    /// `worst`: once, as its worst row.
    Worst,
    /// `each`: every row on its own.
    Each,
}

/// How a value is held against the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetWord {
    /// `at_least`
    AtLeast,
    /// `above`
    Above,
    /// `at_most`
    AtMost,
    /// `below`
    Below,
    /// `equals`
    Equals,
    /// `between`
    Between,
}

/// How a value is held against the limit of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LevelWord {
    /// `at_least`
    AtLeast,
    /// `at_most`
    AtMost,
}

/// How attainment is computed where lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Convention {
    /// `target_over_outcome`
    TargetOverOutcome,
    /// `two_minus_ratio`: 2 − outcome/target.
    TwoMinusRatio,
}

/// What an override of an assessment must come with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// `motivation`
    Motivation,
    /// `ref`
    Reference,
}
