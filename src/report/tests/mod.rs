//! One small pack with everything in it, rendered in every way.

mod claims;
mod council;
mod diff;
mod explain;
mod explained;
mod facts;
mod json;
mod layout;
mod ledgers;
mod left_out;
mod levers;
mod numbers;
mod page;
mod plainly;
mod reasons;
mod said;
mod sensitivity;
mod shape;
mod text;
mod what_if;

use super::{Council, Depth, Report};
use crate::baseline::Baseline;
use crate::check::{PackSource, check};
use crate::diagnostic::{Diagnostic, FileId, Home, Sources, any_error, render};
use crate::figures::{Loaded, load};
use crate::language::Lang;
use crate::policy::{Policy, raw};
use crate::quantity::Date;
use crate::verdict::{Options, Run, judge};

/// A pack and figures, read.
pub(in crate::report) struct Read {
    pub(in crate::report) sources: Sources,
    policy: Policy,
    loaded: Loaded,
    files: Vec<FileId>,
}

impl Read {
    /// The sample pack with its figures.
    pub(in crate::report) fn sample() -> Self {
        Self::of(include_str!("pack.yaml"), include_str!("figures.yaml"))
    }

    pub(in crate::report) fn of(pack: &str, figures: &str) -> Self {
        Self::with_rules(pack, "", figures)
    }

    fn with_rules(pack: &str, rules: &str, figures: &str) -> Self {
        let mut sources = Sources::default();
        let file = sources.add("pack.yaml", pack);
        let scripts = if rules.is_empty() { Vec::new() } else { vec![sources.add("rules/regler.rhai", rules)] };
        let mut faults = Vec::new();
        let policy = raw::decode(&[file], &sources, &mut faults).and_then(|raw| {
            check(PackSource { raw, files: vec![file], scripts }, &mut (), &[], &mut sources, &mut faults)
        });
        let policy = policy.unwrap_or_else(|| panic!("{}", told(&faults, &sources)));
        let file = sources.add("figures/figures.yaml", figures);
        let loaded = load(&[file], &sources, &policy.vocabulary, &[]);
        assert!(!any_error(&loaded.diagnostics), "{}", told(&loaded.diagnostics, &sources));
        Self { sources, policy, loaded, files: vec![file] }
    }

    /// The files as if they lay in a folder of where the command is run.
    pub(in crate::report) fn put_in(&mut self, folder: &str) {
        let names: Vec<(String, String)> = self.sources.iter().map(|f| (f.name.clone(), f.text.to_string())).collect();
        self.sources = Sources::default();
        for (name, text) in names {
            self.sources.add_from(Home::Disk(format!("{folder}/{name}")), name, text);
        }
    }

    pub(in crate::report) fn policy(&self) -> &Policy {
        &self.policy
    }

    pub(in crate::report) fn run(&self) -> Run<'_> {
        let as_of = Some(Date::parse("2025-02-01").unwrap());
        judge(&self.policy, &self.loaded.set, Options { as_of, ..Options::default() })
    }

    pub(in crate::report) fn report(&self, lang: Lang) -> Report {
        self.report_to(&mut self.run(), Depth::Figures, lang)
    }

    /// The same with the known failures of a file.
    pub(in crate::report) fn report_with(&self, baseline: FileId, lang: Lang) -> Report {
        let mut run = self.run();
        let baseline = Baseline::read(baseline, &self.sources, &self.policy);
        baseline.unwrap_or_else(|faults| panic!("{}", told(&faults, &self.sources))).hold(&mut run);
        self.report_to(&mut run, Depth::Figures, lang)
    }

    fn report_to(&self, run: &mut Run<'_>, depth: Depth, lang: Lang) -> Report {
        Report::of(run, &self.sources, &self.files, &self.loaded.diagnostics, lang, depth)
    }

    fn council(&self, lang: Lang) -> Council {
        let mut run = self.run();
        Council::of(self.report_to(&mut run, Depth::Pictures, lang), &mut run, &self.sources, lang)
    }
}

fn told(faults: &[Diagnostic], sources: &Sources) -> String {
    faults.iter().map(|f| render(f, sources, Lang::En, false)).collect()
}

/// A pack with only what is given, for one thing at a time.
pub(in crate::report) fn small(rest: &str) -> String {
    format!("pack: liten\nformat: 1\ntitle: Liten\nvalid: 2020..2030\ndefaults:\n  compare: exact\n{rest}")
}
