//! Which way a verdict has gone.

use crate::policy::Verdict;
use crate::verdict::Judgement;

/// Which way a verdict has gone, from the worst turn to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It has become not met or undetermined, whatever it was; or partly met, and it was met or not applicable; or nothing excuses it any more.
    Worse,
    /// It has become not applicable, or applies now and is met.
    Other,
    /// It has become met or partly met, and was less; or it is excused now.
    Better,
    /// It is the same.
    Same,
}

impl Turn {
    /// From one verdict to another.
    pub fn of(before: Verdict, after: Verdict) -> Self {
        match (before, after) {
            (before, after) if before == after => Self::Same,
            (_, Verdict::NotMet | Verdict::Undetermined)
            | (Verdict::Met | Verdict::NotApplicable, Verdict::PartlyMet) => Self::Worse,
            (_, Verdict::NotApplicable) | (Verdict::NotApplicable, _) => Self::Other,
            (_, Verdict::Met | Verdict::PartlyMet) => Self::Better,
        }
    }

    /// From one judgement to another: with the same verdict it may be excused, or no longer.
    pub(super) fn of_judgements(before: &Judgement, after: &Judgement) -> Self {
        match (Self::of(before.verdict, after.verdict), before.is_exempted(), after.is_exempted()) {
            (Self::Same, true, false) => Self::Worse,
            (Self::Same, false, true) => Self::Better,
            (turn, ..) => turn,
        }
    }
}

/// How bad a verdict is, the worst first: not met, cannot be judged, partly met, the rest.
pub(super) fn badness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotMet => 0,
        Verdict::Undetermined => 1,
        Verdict::PartlyMet => 2,
        Verdict::NotApplicable => 3,
        Verdict::Met => 4,
    }
}
