//! What falls short and is known to.

use crate::diagnostic::Span;
use crate::policy::Verdict;
use crate::quantity::Date;

/// That a verdict falls short, accepted for a time: the verdict stands as it is and does not fail the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The worst verdict that is accepted: not met, partly met, or undetermined, which is neither better nor worse than the others.
    pub accepts: Verdict,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is.
    pub until: Date,
    /// Where that was decided.
    pub reference: Option<String>,
    /// Where it is written.
    pub span: Span,
}
