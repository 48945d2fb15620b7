//! A changed draft beside the original.

use serde::Serialize;

use super::build::entity;
use super::model::{Entity, Report};
use super::rule::RuleVerdict;
use super::words::{Exact, Shown};
use crate::figures::{Changed, Figure, Vocabulary};
use crate::policy::{RuleKind, Verdict};
use crate::quantity::{Basis, Period};
use crate::solve::Draft;

/// What was tried, and what it changed.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIf {
    /// The figures that were changed.
    pub set: Vec<TriedFigure>,
    /// Published values that were left out, since the change has made them untrue.
    pub set_aside: Vec<FigureAt>,
    /// The verdicts that became others: measures and requirements before checks, what got worse before what got better.
    pub verdicts: Vec<ChangedVerdict>,
}

/// A figure as it was and as it is tried.
#[derive(Debug, Clone, Serialize)]
pub struct TriedFigure {
    /// The figure.
    pub figure: String,
    /// Its title.
    pub title: String,
    /// Of which part.
    pub entity: Entity,
    /// Its period.
    pub period: Period,
    /// Its basis.
    pub basis: Basis,
    /// Its submitted value.
    pub before: Exact,
    /// The tried one.
    pub after: Exact,
    /// Its unit.
    pub unit: String,
}

/// A submitted figure: which one, and of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureAt {
    /// The figure.
    pub figure: String,
    /// Its title.
    pub title: String,
    /// Of which part.
    pub entity: Entity,
    /// Its period.
    pub period: Period,
    /// Its basis.
    pub basis: Basis,
}

/// A verdict that became another.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedVerdict {
    /// The rule.
    pub rule: String,
    /// Indicator, requirement or check.
    pub kind: RuleKind,
    /// Its title.
    pub title: String,
    /// Of which part.
    pub entity: Entity,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// The verdict on the original.
    pub before: Verdict,
    /// The verdict on the changed draft.
    pub after: Verdict,
    /// The value on the original, as printed.
    pub value_before: Option<Shown>,
    /// The value on the changed draft.
    pub value_after: Option<Shown>,
    /// Their unit.
    pub unit: Option<String>,
}

impl WhatIf {
    /// What differs between two reports on the same pack.
    pub fn of(original: &Report, changed: &Report, draft: &Draft, vocabulary: &Vocabulary) -> Self {
        let mut verdicts: Vec<ChangedVerdict> =
            changed.verdicts.iter().filter_map(|after| differing(original, after)).collect();
        verdicts.sort_by_key(|v| (v.kind == RuleKind::Check, v.after <= v.before));
        let set = draft.changed.iter().filter_map(|one| TriedFigure::of(one, vocabulary)).collect();
        let set_aside = draft.set_aside.iter().filter_map(|one| FigureAt::of(one, vocabulary)).collect();
        Self { set, set_aside, verdicts }
    }
}

fn differing(original: &Report, after: &RuleVerdict) -> Option<ChangedVerdict> {
    let key = |row: &RuleVerdict| (row.rule.clone(), row.entity.clone(), row.period, row.basis);
    let before = original.verdicts.iter().find(|before| key(before) == key(after))?;
    (before.verdict != after.verdict).then(|| ChangedVerdict {
        rule: after.rule.clone(),
        kind: after.kind,
        title: after.title.clone(),
        entity: after.entity.clone(),
        period: after.period,
        basis: after.basis,
        before: before.verdict,
        after: after.verdict,
        value_before: before.shown,
        value_after: after.shown,
        unit: after.unit.clone(),
    })
}

impl TriedFigure {
    fn of(one: &Changed, vocabulary: &Vocabulary) -> Option<Self> {
        let definition = vocabulary.get(one.figure.id)?;
        Some(Self {
            figure: definition.name.to_string(),
            title: definition.title.clone(),
            entity: entity(&one.figure.coordinates),
            period: one.figure.period,
            basis: one.figure.basis,
            before: Exact(one.before),
            after: Exact(one.after),
            unit: definition.unit.symbol().to_owned(),
        })
    }
}

impl FigureAt {
    pub(super) fn of(figure: &Figure, vocabulary: &Vocabulary) -> Option<Self> {
        let definition = vocabulary.get(figure.id)?;
        Some(Self {
            figure: definition.name.to_string(),
            title: definition.title.clone(),
            entity: entity(&figure.coordinates),
            period: figure.period,
            basis: figure.basis,
        })
    }
}
