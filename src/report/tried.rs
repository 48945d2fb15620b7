//! What is judged and told: a pack, figures, what was tried on them, and what was asked for.

use super::build::Depth;
use super::model::Report;
use super::what_if::WhatIf;
use crate::language::Lang;
use crate::pack::{Figures, Opened};
use crate::solve::Draft;
use crate::verdict::{Options, Run, judge};

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct Tried<'a> {
    /// The pack.
    pub opened: &'a Opened,
    /// The figures as they were submitted.
    pub figures: &'a Figures,
    /// The figures with changes, if some are tried: then these are judged.
    pub draft: Option<&'a Draft>,
    /// What was asked for.
    pub options: Options,
}

impl<'a> Tried<'a> {
    /// Judges it.
    pub fn judge(&self) -> Run<'a> {
        let set = self.draft.map_or(&self.figures.set, |draft| &draft.set);
        judge(&self.opened.policy, set, self.options)
    }

    /// Everything that a run over it concluded, and what a changed draft changes.
    pub fn report(&self, run: &mut Run<'_>, lang: Lang, depth: Depth) -> Report {
        let mut report = self.report_of(run, lang, depth);
        report.what_if = self.draft.map(|draft| {
            let policy = &self.opened.policy;
            let mut submitted = judge(policy, &self.figures.set, self.options);
            let original = self.report_of(&mut submitted, lang, Depth::Verdicts);
            WhatIf::of(&original, &report, draft, &policy.vocabulary)
        });
        report
    }

    fn report_of(&self, run: &mut Run<'_>, lang: Lang, depth: Depth) -> Report {
        let (files, loading) = (&self.figures.files, &self.figures.diagnostics);
        Report::of(run, &self.opened.sources, files, loading, lang, depth)
    }
}
