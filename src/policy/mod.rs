//! The policy pack: as written ([`raw`]), and as checked ([`Policy`]). Only `check` makes the second from the first.

mod ledger;
mod model;
mod program;
pub mod raw;
mod rule;

pub use ledger::{Balance, Flow, Ledger, LedgerBody, Posts, Waived};
pub use model::{
    Assessment, Counted, Decision, Formula, Goal, Grade, Group, LeftOut, Override, Parameter, ParameterValue, Policy,
    Recorded, Script, Statement, StatementLine,
};
pub use program::{Head, Program};
pub use raw::{Better, Convention, CountsAs, GoalKind, Need, Origin, Reported, Strength, WithoutVerdict};
pub use rule::{
    Check, Claim, Compare, Condition, Each, Exemption, Indicator, Level, PeriodWord, Requirement, Rule, RuleBody,
    RuleId, RuleKind, Scale, Scope, Target, TargetWord, Verdict, Within,
};
