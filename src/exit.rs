//! What a run ends in: the exit codes, decided here and nowhere else. They are never renumbered.

use std::panic::{UnwindSafe, catch_unwind};

use crate::diagnostic::Severity;
use crate::pack::Cause;
use crate::policy::{RuleBody, Strength, Verdict};
use crate::verdict::{Judgement, Run};

#[cfg(test)]
mod tests;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum ExitCode {
    /// Nothing is not met.
    #[default]
    Success = 0,
    /// Something is not met.
    NotMet = 1,
    /// The command was not understood, or what it names is not there.
    Usage = 2,
    /// The policy or the figures do not hold together.
    Invalid = 3,
    /// Something cannot be determined, or nothing was evaluated.
    Undetermined = 4,
    /// A fault in the program itself.
    Internal = 5,
}

/// What fails a run beside what is not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FailOn {
    /// Nothing else.
    #[default]
    NotMet,
    /// What is only partly met too.
    PartlyMet,
}

impl ExitCode {
    /// Every code, from the one that decides before all others to the one that every other decides before.
    pub const ORDER: [Self; 6] =
        [Self::Internal, Self::Usage, Self::Invalid, Self::NotMet, Self::Undetermined, Self::Success];

    /// The number that the shell sees.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The one of two that decides.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::ORDER.into_iter().find(|code| [self, other].contains(code)).unwrap_or_default()
    }

    /// What a run ends in. Only what counts and must hold decides; a run without any verdict is no success.
    pub fn of(run: &Run<'_>, fail_on: FailOn) -> Self {
        let judged = |j: &Judgement| matches!(j.verdict, Verdict::Met | Verdict::PartlyMet | Verdict::NotMet);
        // What a document claims is no rule: a run over claims alone has judged nothing.
        let is_rule = |j: &&Judgement| !matches!(run.rule(j).body, RuleBody::Claim(_));
        let nothing =
            if run.judgements.iter().filter(is_rule).any(judged) { Self::Success } else { Self::Undetermined };
        let rows = run.judgements.iter().filter(is_rule).filter(|j| decides(run, j));
        rows.map(|j| Self::of_verdict(j.verdict, fail_on)).fold(nothing, Self::and)
    }

    /// What a comparison ends in: something got worse, or not; without any verdict nothing was compared.
    pub fn of_comparison(any_worse: bool, is_empty: bool) -> Self {
        match (any_worse, is_empty) {
            (true, _) => Self::NotMet,
            (false, true) => Self::Undetermined,
            (false, false) => Self::Success,
        }
    }

    /// What a verdict that can fail a run makes of it.
    pub fn of_verdict(verdict: Verdict, fail_on: FailOn) -> Self {
        match (verdict, fail_on) {
            (Verdict::NotMet, _) | (Verdict::PartlyMet, FailOn::PartlyMet) => Self::NotMet,
            (Verdict::Undetermined, _) => Self::Undetermined,
            _ => Self::Success,
        }
    }
}

impl From<Cause> for ExitCode {
    fn from(cause: Cause) -> Self {
        match cause {
            Cause::Naming => Self::Usage,
            Cause::Content => Self::Invalid,
        }
    }
}

/// Whether a judgement can fail a run: the rule counts and must hold, nothing excuses it, it is not known and accepted, and nobody has said why what
/// is missing is.
pub(crate) fn decides(run: &Run<'_>, judgement: &Judgement) -> bool {
    let rule = run.rule(judgement);
    let only_warns = matches!(&rule.body, RuleBody::Check(check) if check.severity == Severity::Warning);
    let must_hold = rule.strength == Strength::Must
        && rule.counts
        && !only_warns
        && !judgement.is_exempted()
        && judgement.known.is_none();
    must_hold && (judgement.verdict != Verdict::Undetermined || !run.missing_is_known(judgement))
}

/// Runs something that must not panic, and if it does says so with the code for it.
pub fn guarded(run: impl FnOnce() -> ExitCode + UnwindSafe) -> ExitCode {
    catch_unwind(run).unwrap_or(ExitCode::Internal)
}
