//! The same figures under two versions of a guideline: which judgements are of the same rule, and which way they went.

use super::turn::badness;
use super::{Turn, number};
use crate::policy::{Rule, RuleKind};
use crate::verdict::{Judgement, Run};

/// A judgement under both versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pairing {
    /// Its number in the run under the old one.
    pub before: usize,
    /// Its number in the run under the new one.
    pub after: usize,
    /// Which way it went.
    pub turn: Turn,
}

/// What two versions conclude of the same figures.
#[derive(Debug, Clone, Default)]
pub struct Versions {
    /// The judgements that both have and whose verdict or numbers changed: those that got worse first.
    pub rows: Vec<Pairing>,
    /// The judgements that only the old version has.
    pub only_before: Vec<usize>,
    /// The judgements that only the new version has.
    pub only_after: Vec<usize>,
    /// How many judgements are the same in both.
    pub unchanged: usize,
}

/// Pairs the judgements of two policies by the names of their rules, part, period and basis.
pub fn versions(before: &Run<'_>, after: &Run<'_>) -> Versions {
    let mut found = Versions::default();
    let mut paired = vec![false; after.judgements.len()];
    for (index, judgement) in before.judgements.iter().enumerate() {
        let is_same = |other: &Judgement| place(before, judgement) == place(after, other);
        let free = after.judgements.iter().zip(&paired).position(|(other, taken)| !taken && is_same(other));
        let Some(there) = free else {
            found.only_before.push(index);
            continue;
        };
        paired[there] = true;
        let turn = Turn::of_judgements(judgement, &after.judgements[there]);
        let numbers = || number::numbers(before, judgement) != number::numbers(after, &after.judgements[there]);
        match turn {
            Turn::Same if !numbers() => found.unchanged += 1,
            turn => found.rows.push(Pairing { before: index, after: there, turn }),
        }
    }
    found.only_after = paired.iter().enumerate().filter(|(_, paired)| !**paired).map(|(index, _)| index).collect();
    found.rows.sort_by_key(|row| {
        let judgement = &after.judgements[row.after];
        let kind = match after.rule(judgement).kind() {
            RuleKind::Indicator | RuleKind::Requirement => 0,
            RuleKind::Check => 1,
            RuleKind::Claim => 2,
        };
        (row.turn, kind, badness(judgement.verdict), row.after)
    });
    found
}

/// What makes two judgements the same one under two versions.
fn place<'r>(run: &'r Run<'_>, judgement: &Judgement) -> (&'r str, &'r crate::evaluate::Context) {
    let rule: &Rule = run.rule(judgement);
    (rule.name.as_str(), run.evaluation.context(judgement.context))
}
