//! The same figures under two versions of a guideline.

use serde::Serialize;

use super::{AssessmentTurn, TurnEntry};
use crate::policy::RuleKind;
use crate::quantity::Date;
use crate::report::model::{FiguresFile, PackFacts};
use crate::report::sensitivity::RuleAt;
use crate::solve::Turn;

/// What another version of the guideline changes.
#[derive(Debug, Clone, Serialize)]
pub struct VersionsReport {
    /// The version of the format.
    pub format: u32,
    /// The version of the program.
    pub engine: &'static str,
    /// The old version.
    pub before: VersionFacts,
    /// The new one.
    pub after: VersionFacts,
    /// The figures files, in the order they were given.
    pub figures: Vec<FiguresFile>,
    /// The verdicts and numbers that changed: those that got worse first.
    pub verdicts: Vec<TurnEntry>,
    /// What only the old version has a judgement of.
    pub only_before: Vec<RuleAt>,
    /// What only the new version has a judgement of.
    pub only_after: Vec<RuleAt>,
    /// How many judgements are the same, with the same numbers.
    pub unchanged: usize,
    /// The samlade bedömningar that changed.
    pub assessments: Vec<AssessmentTurn>,
    /// The rules that only the old version has.
    pub rules_only_before: Vec<RuleNamed>,
    /// The rules that only the new version has.
    pub rules_only_after: Vec<RuleNamed>,
    /// What is written otherwise: parameters, formulas and rules, as they stand in the pack.
    pub definitions: Vec<DefinitionChange>,
    /// The files of the packs that differ: whatever else has changed stands in them.
    pub files: Vec<FileChange>,
}

/// One version.
#[derive(Debug, Clone, Serialize)]
pub struct VersionFacts {
    /// The pack.
    pub pack: PackFacts,
    /// The assessment date.
    pub as_of: Date,
}

/// A rule that one version has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleNamed {
    /// Its name.
    pub rule: String,
    /// Its kind.
    pub kind: RuleKind,
    /// Its title.
    pub title: String,
    /// Where it is written.
    pub place: String,
    /// How many judgements it has on these figures.
    pub judgements: usize,
}

/// Something that is written otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DefinitionChange {
    /// `parameter`, `formula` or `rule`.
    pub what: &'static str,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The part of it that differs: `values`, `formula`, `target`, `scale`, `condition`, …
    pub part: &'static str,
    /// In the old version; null if it is not there.
    pub before: Option<Written>,
    /// In the new one.
    pub after: Option<Written>,
}

/// What is written, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// The text; empty where it is told by the place alone.
    pub text: String,
    /// The place.
    pub place: String,
}

/// A file of the packs that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileChange {
    /// Its name.
    pub file: String,
    /// `added`, `removed` or `changed`.
    pub change: &'static str,
}

impl VersionsReport {
    /// Something got worse.
    pub fn any_worse(&self) -> bool {
        let verdicts = self.verdicts.iter().filter(|one| one.at.kind != RuleKind::Claim);
        let mut turns = verdicts.map(|one| one.turn).chain(self.assessments.iter().map(|one| one.turn));
        turns.any(|turn| turn == Turn::Worse)
    }

    /// Both versions say the same of every rule, formula and parameter.
    pub fn is_same(&self) -> bool {
        self.definitions.is_empty() && self.files.is_empty() && self.before.as_of == self.after.as_of
    }

    /// Not a single judgement was made.
    pub fn is_empty(&self) -> bool {
        self.verdicts.is_empty() && self.only_before.is_empty() && self.only_after.is_empty() && self.unchanged == 0
    }
}
