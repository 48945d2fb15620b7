//! The same figures under two versions of a guideline, as plain data.

use super::definitions::definitions;
use super::{assessments, number, number_entry};
use crate::diagnostic::{FileId, Sources};
use crate::language::Lang;
use crate::policy::{Policy, Rule};
use crate::report::diff::{DiffReport, FileChange, RuleNamed, TurnEntry, VersionFacts, VersionsReport};
use crate::report::model::{FiguresFile, PackFacts};
use crate::report::sensitivity::RuleAt;
use crate::solve::{Pairing, numbers_of, versions};
use crate::verdict::Run;

/// A version: its run, and every file that was read for it.
pub type Version<'a, 'p> = (&'a Run<'p>, &'a Sources);

impl VersionsReport {
    /// Compares what two policies conclude of the same figures, and what is written otherwise in them. `figure_files` are those of the new one.
    pub fn of(old: Version<'_, '_>, new: Version<'_, '_>, figure_files: &[FileId], lang: Lang) -> Self {
        let (before, after) = (old.0, new.0);
        let found = versions(before, after);
        let (format, engine) = DiffReport::versions();
        let facts = |run: &Run<'_>| VersionFacts { pack: PackFacts::of(run.policy()), as_of: run.evaluation.as_of() };
        let only = |run: &Run<'_>, indices: &[usize]| {
            let judgements = indices.iter().filter_map(|index| run.judgements.get(*index));
            judgements.map(|judgement| RuleAt::of(run, judgement)).collect()
        };
        Self {
            format,
            engine,
            before: facts(before),
            after: facts(after),
            figures: FiguresFile::of(figure_files, new.1),
            verdicts: found.rows.iter().filter_map(|row| turn(before, after, row)).collect(),
            only_before: only(before, &found.only_before),
            only_after: only(after, &found.only_after),
            unchanged: found.unchanged,
            assessments: assessments(before, after),
            rules_only_before: rules_only(old, after.policy()),
            rules_only_after: rules_only(new, before.policy()),
            definitions: definitions((before.policy(), old.1), (after.policy(), new.1), lang),
            files: files((before.policy(), old.1), (after.policy(), new.1)),
        }
    }
}

fn has(policy: &Policy, rule: &Rule) -> bool {
    policy.rules.iter().any(|other| other.name == rule.name)
}

fn turn(before: &Run<'_>, after: &Run<'_>, row: &Pairing) -> Option<TurnEntry> {
    let (was, is) = (before.judgements.get(row.before)?, after.judgements.get(row.after)?);
    let (old, new) = (numbers_of(before, was), numbers_of(after, is));
    let mut which: Vec<_> = old.iter().chain(&new).map(|(which, _)| *which).collect();
    which.sort_unstable();
    which.dedup();
    let moved = which.into_iter().filter(|which| number(&old, *which) != number(&new, *which));
    let numbers = moved.map(|which| number_entry([(before, was), (after, is)], which));
    Some(TurnEntry { numbers: numbers.collect(), ..TurnEntry::of((before, was), (after, is), row.turn) })
}

fn rules_only((run, sources): Version<'_, '_>, other: &Policy) -> Vec<RuleNamed> {
    let rules = run.policy().rules.iter().filter(|rule| !has(other, rule));
    let named = |rule: &Rule| RuleNamed {
        rule: rule.name.clone(),
        kind: rule.kind(),
        title: rule.title.clone(),
        place: sources.cite(rule.span),
        judgements: run.judgements.iter().filter(|judgement| std::ptr::eq(run.rule(judgement), rule)).count(),
    };
    rules.map(named).collect()
}

/// The files that the packs' fingerprints are over, and that differ.
fn files(old: (&Policy, &Sources), new: (&Policy, &Sources)) -> Vec<FileChange> {
    let all = |(policy, sources): (&Policy, &Sources)| {
        let files = policy.files.iter().filter_map(|id| sources.get(*id));
        files.map(|file| (file.name.clone(), file.sha256())).collect::<Vec<_>>()
    };
    let (old, new) = (all(old), all(new));
    let there = |files: &[(String, String)], name: &str| files.iter().find(|(n, _)| n == name).map(|(_, s)| s.clone());
    let removed = old.iter().filter(|(name, _)| there(&new, name).is_none()).map(|(name, _)| (name, "removed"));
    let others = new.iter().filter_map(|(name, sha256)| match there(&old, name) {
        None => Some((name, "added")),
        Some(before) if before != *sha256 => Some((name, "changed")),
        Some(_) => None,
    });
    let change = |(file, change): (&String, &'static str)| FileChange { file: file.clone(), change };
    let mut found: Vec<FileChange> = removed.chain(others).map(change).collect();
    found.sort_by(|a, b| a.file.cmp(&b.file));
    found
}
