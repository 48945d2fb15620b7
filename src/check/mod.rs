//! Raw packs to a checked policy: names are looked up, values read, formulas typed, and everything that can be said to be wrong without
//! figures is said, all at once.

mod assessments;
mod cases;
mod checker;
mod claims;
mod definitions;
mod facts;
mod formulas;
mod functions;
mod indicators;
mod ledgers;
mod names;
mod order;
mod parameters;
mod place;
mod rules;
mod scales;
mod scope;
mod statements;
mod targets;
mod unused;
mod uses;
mod validity;
mod values;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, FileId, Severity, Sources, any_error, sha256_of};
use crate::policy::Policy;
use crate::policy::raw::RawPack;
use crate::text;
use checker::Checker;
use uses::{Pack, rules_of};

/// A pack as it was read from a folder.
#[derive(Debug, Clone)]
pub struct PackSource {
    /// What its YAML files say.
    pub raw: RawPack,
    /// Those files, for the hash.
    pub files: Vec<FileId>,
    /// `rules/*.rhai` of the pack.
    pub scripts: Vec<FileId>,
}

/// The packs that a pack may use.
pub trait Library {
    /// Their names, for suggestions.
    fn names(&self) -> Vec<String>;
    /// Reads one of them. `None` if there is no such pack, or if it cannot be read; then `faults` says why.
    fn load(&mut self, name: &str, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<PackSource>;
}

/// No packs at all.
impl Library for () {
    fn names(&self) -> Vec<String> {
        Vec::new()
    }

    fn load(&mut self, _: &str, _: &mut Sources, _: &mut Vec<Diagnostic>) -> Option<PackSource> {
        None
    }
}

/// Makes a policy of a pack, the packs that it uses and the rule files that all packs share. All faults are reported; with an error there is
/// no policy. Warnings are also kept in the policy.
pub fn check(
    pack: PackSource,
    library: &mut dyn Library,
    shared_scripts: &[FileId],
    sources: &mut Sources,
    faults: &mut Vec<Diagnostic>,
) -> Option<Policy> {
    let mut found = Vec::new();
    let packs = uses::collect(pack, library, sources, &mut found);
    let mut checker = Checker::new(sources, found);
    for damage in packs.iter().map(|pack| &pack.source.raw.damage) {
        checker.damage.anything |= damage.anything;
        checker.damage.items.extend(&damage.items);
        checker.damage.faults.extend(&damage.faults);
    }
    checker.all(&packs, shared_scripts);
    let policy = checker.finish(&packs, shared_scripts);
    faults.extend(policy.1);
    policy.0
}

impl<'a> Checker<'a> {
    /// For what there is most of.
    fn make_room(&mut self, packs: &[Pack]) {
        let sum = |count: fn(&RawPack) -> usize| packs.iter().map(|pack| count(&pack.source.raw)).sum::<usize>();
        let lines = |raw: &RawPack| raw.statements.iter().map(|statement| statement.lines.len()).sum::<usize>();
        self.vocabulary.figures.reserve(sum(|raw| raw.figures.len()));
        let formulas = sum(|raw| raw.formulas.len() + raw.indicators.len() * 2 + raw.requirements.len());
        self.formulas.reserve(formulas + sum(|raw| raw.checks.len() * 2) + sum(lines));
        self.rules.reserve(sum(|raw| raw.indicators.len() + raw.requirements.len() + raw.checks.len()) + sum(lines));
    }

    /// Every section of every pack, in the order in which they need each other.
    fn all(&mut self, packs: &[Pack], shared_scripts: &[FileId]) {
        for pack in packs {
            self.units(pack);
        }
        for pack in packs {
            self.dimensions(pack);
        }
        self.make_room(packs);
        for pack in packs {
            self.figures(pack);
            self.parameters(pack);
            self.declare_formulas(pack);
            self.declare_sums(pack);
            self.declare_ledgers(pack);
        }
        self.words_here(packs);
        self.bind_replaced(packs);
        self.library(packs, shared_scripts);
        for pack in packs {
            self.type_formulas(pack);
            self.statements(pack);
            self.ledgers(pack);
            self.tables(pack);
        }
        for pack in packs {
            self.goals(pack);
            self.rules(pack);
        }
        for pack in packs {
            self.claims(pack);
            self.recorded(pack);
        }
        for pack in packs {
            self.assessments(pack);
        }
        let acyclic = self.order();
        if acyclic {
            self.ledgers_read();
            self.describe_reported();
            self.reads();
            self.splits();
            self.missing_values(packs);
        }
        // A name that is spelled wrong leaves the right one unused, and that one is not to be removed.
        if !any_error(&self.faults) && self.damage.is_none() {
            self.unused();
            self.rules_are_all_there(packs);
        }
    }

    /// A rule that is written and not judged would be the worst of faults: whatever drops one must have said why.
    fn rules_are_all_there(&mut self, packs: &[Pack]) {
        let judged: BTreeSet<&str> = self.rules.iter().map(|rule| rule.name.as_str()).collect();
        let mut lost = Vec::new();
        for pack in packs {
            let written = rules_of(&pack.source.raw).into_iter().map(|rule| (rule.name, rule.span));
            let kept = written.filter(|(name, _)| !pack.leaves_out(name));
            lost.extend(kept.filter(|(name, _)| !judged.contains(name.as_str())));
        }
        for (name, span) in lost {
            let message = text!("regeln `{name}` föll bort", "the rule `{name}` fell away");
            self.faults.push(Diagnostic::error(Code::RuleNotEvaluated, span, message).help(text!(
                "felet ligger i programmet, inte i paketet",
                "the fault is in the program, not in the pack"
            )));
        }
    }

    fn finish(mut self, packs: &[Pack], shared_scripts: &[FileId]) -> (Option<Policy>, Vec<Diagnostic>) {
        let head = self.head(packs);
        let mut faults: Vec<Diagnostic> = Vec::new();
        for fault in std::mem::take(&mut self.faults) {
            if !faults.contains(&fault) && self.damage.leaves_standing(&fault) {
                faults.push(fault);
            }
        }
        let Some(head) = head.filter(|_| !any_error(&faults) && self.damage.is_none()) else { return (None, faults) };
        let files = self.hashed(packs, shared_scripts);
        let policy = Policy {
            sha256: sha256_of(files.iter().filter_map(|id| self.sources.get(*id))),
            files,
            warnings: faults.iter().filter(|f| f.severity == Severity::Warning).cloned().collect(),
            compact: std::sync::OnceLock::new(),
            vocabulary: self.vocabulary,
            parameters: self.parameters,
            formulas: self.formulas,
            scripts: self.scripts,
            texts: self.texts,
            goals: self.goals,
            rules: self.rules,
            statements: self.statements,
            ledgers: self.ledgers,
            assessments: self.assessments,
            recorded: self.recorded,
            left_out: packs.iter().flat_map(|pack| &pack.left_out).cloned().collect(),
            ..head
        };
        (Some(policy), faults)
    }

    /// The pack's own files, those of the packs that it uses, and the shared rule files whose functions are called.
    fn hashed(&self, packs: &[Pack], shared_scripts: &[FileId]) -> Vec<FileId> {
        let of_packs = packs.iter().rev().flat_map(|p| p.source.files.iter().chain(&p.source.scripts));
        let shared = shared_scripts.iter().filter(|file| self.functions.calls_into(**file));
        of_packs.chain(shared).copied().collect()
    }

    /// The head of the pack itself, without what its sections give.
    fn head(&mut self, packs: &[Pack]) -> Option<Policy> {
        let pack = packs.last()?;
        let head = &pack.source.raw.head;
        for head in packs.iter().map(|p| &p.source.raw.head).filter(|h| h.format.value != "1") {
            let written = &head.format.value;
            let message = text!("formatet `{written}` är okänt", "the format `{written}` is not known");
            self.error(Code::UnknownFormat, head.format.span, message, text!("skriv `format: 1`", "write `format: 1`"));
        }
        let decided = head.decided.as_ref().and_then(|d| self.decision(d));
        Some(Policy {
            name: head.name.value.clone(),
            title: head.title.value.clone(),
            organisation: head.organisation.as_ref().map(|o| o.value.clone()),
            document: head.document.as_ref().map(|d| d.value.clone()),
            validity: pack.validity,
            as_of: head.as_of.as_ref().and_then(|d| self.date(d)),
            decided,
            vocabulary: crate::figures::Vocabulary::default(),
            parameters: Vec::new(),
            formulas: Vec::new(),
            scripts: Vec::new(),
            texts: Vec::new(),
            goals: Vec::new(),
            rules: Vec::new(),
            statements: Vec::new(),
            ledgers: Vec::new(),
            assessments: Vec::new(),
            recorded: Vec::new(),
            left_out: Vec::new(),
            sha256: String::new(),
            files: Vec::new(),
            warnings: Vec::new(),
            compact: std::sync::OnceLock::new(),
        })
    }
}
