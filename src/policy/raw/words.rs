//! The closed lists of words in a pack.

use crate::diagnostic::Severity;
use crate::figures::{Measured, Sign};
use crate::quantity::{Basis, PeriodKind};

/// A closed list of words.
pub(super) trait Word: Copy + 'static {
    /// Every word with what it stands for.
    const WORDS: &'static [(&'static str, Self)];
    /// Taken where a word is missing or unknown, so that reading goes on to the next fault; a pack with a fault is never handed out.
    const STAND_IN: Self;
}

macro_rules! words {
    ($name:ident: $first:ident = $first_word:literal, $($other:ident = $word:literal),*) => {
        impl Word for $name {
            const WORDS: &'static [(&'static str, Self)] =
                &[($first_word, Self::$first), $(($word, Self::$other)),*];
            const STAND_IN: Self = Self::$first;
        }
    };
}

macro_rules! word_enums {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $about:literal])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] $(#[doc = $about])* $variant,)+
        }

        impl $name {
            /// The word as packs and reports write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        words!($name: $($variant = $word),+);
    )+};
}

word_enums! {
    /// What kind of goal it is.
    GoalKind {
        Financial = "financial",
        Operational = "operational",
    }

    /// How much an indicator weighs.
    Strength {
        /// (a miss fails the run)
        Must = "must",
        /// (shown and judged, and never fails a run)
        Should = "should",
    }

    /// Where a requirement comes from.
    Origin {
        /// (cannot be replaced or skipped)
        Law = "law",
        Guideline = "guideline",
    }

    /// A verdict as a pack writes it.
    VerdictWord {
        Met = "met",
        PartlyMet = "partly_met",
        NotMet = "not_met",
        Undetermined = "undetermined",
        NotApplicable = "not_applicable",
    }

    /// What a submitted value of a formula is for.
    Reported {
        /// (it must agree with the computed one)
        Check = "check",
        /// (it stands in where nothing can be computed)
        IfMissing = "if_missing",
    }

    /// What a figure is that is not a number.
    FactWord {
        YesNo = "yes_no",
        Date = "date",
        Choice = "choice",
        Text = "text",
        /// (body, day, reference)
        Decision = "decision",
    }

    /// What a formula gives that is not a number.
    TypeWord {
        YesNo = "yes_no",
        Year = "year",
        Date = "date",
        Choice = "choice",
        Text = "text",
    }

    /// Which way is better.
    Better {
        Higher = "higher",
        Lower = "lower",
    }

    /// What a rule without a verdict does to a group.
    WithoutVerdict {
        /// (the rule is not counted)
        LeftOut = "left_out",
        /// (it is counted as not met)
        NotMet = "not_met",
        /// (the assessment is undetermined)
        Blocks = "blocks",
    }

    /// How a rule with many rows counts.
    CountsAs {
        /// (once, as met if all its rows are)
        All = "all",
        /// (once, as its worst row)
        Worst = "worst",
        /// (every row on its own)
        Each = "each",
    }

    /// How a value is held against the target.
    TargetWord {
        AtLeast = "at_least",
        Above = "above",
        AtMost = "at_most",
        Below = "below",
        Equals = "equals",
        Between = "between",
    }

    /// How a value is held against the limit of a level.
    LevelWord {
        AtLeast = "at_least",
        AtMost = "at_most",
    }

    /// How attainment is computed where lower is better.
    Convention {
        TargetOverOutcome = "target_over_outcome",
        /// (2 − outcome/target)
        TwoMinusRatio = "two_minus_ratio",
    }

    /// What an override of an assessment must come with.
    Need {
        Motivation = "motivation",
        Reference = "ref",
    }
}

words!(Basis: Outcome = "outcome", Forecast = "forecast", Budget = "budget", Plan = "plan");
words!(Measured: During = "during", YearToDate = "year_to_date", At = "at");
words!(Sign: Minus = "-", Plus = "+");
words!(Severity: Error = "error", Warning = "warning");
words!(PeriodKind: Year = "year", Tertial = "tertial", Quarter = "quarter", Month = "month", ToDate = "to_date", Day = "day");
