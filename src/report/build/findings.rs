//! Findings: what loading warned about, what the pack itself is unsure of, and what the run found.

use super::{Scribe, symbol};
use crate::diagnostic::{Diagnostic, Span};
use crate::report::mistake::{DoubtEntry, Figures, TracedSum};
use crate::report::model::FindingEntry;
use crate::report::words::Exact;
use crate::solve;
use crate::verdict::Finding;

impl Scribe<'_, '_> {
    /// What looks like mistakes: sums that do not agree, each with what could explain it, and figures that look odd.
    pub(super) fn mistakes(&self) -> (Vec<TracedSum>, Vec<DoubtEntry>) {
        self.submitted().mistakes(&solve::mistakes(self.run), self.run)
    }

    fn submitted(&self) -> Figures<'_> {
        let (set, vocabulary) = (self.run.evaluation.figures(), &self.run.policy().vocabulary);
        Figures { set, vocabulary, sources: self.sources }
    }

    pub(super) fn findings(
        &self,
        loading: &[Diagnostic],
        traced: &[TracedSum],
        doubts: &[DoubtEntry],
    ) -> Vec<FindingEntry> {
        let mut said: Vec<&Diagnostic> = Vec::new();
        for diagnostic in self.run.policy().warnings.iter().chain(loading) {
            if !said.contains(&diagnostic) {
                said.push(diagnostic);
            }
        }
        let found = self.run.findings.iter().map(|f| self.finding(f));
        let likely = traced
            .iter()
            .filter_map(|sum| Some(FindingEntry { rule: sum.rule.clone(), ..self.warning(&sum.diagnostic()?) }));
        let doubts = doubts.iter().map(|doubt| self.warning(&doubt.diagnostic()));
        said.into_iter().map(|d| self.warning(d)).chain(found).chain(likely).chain(doubts).collect()
    }

    fn place(&self, span: Span) -> Option<String> {
        Some(self.sources.place(span)).filter(|p| !p.is_empty())
    }

    fn warning(&self, diagnostic: &Diagnostic) -> FindingEntry {
        FindingEntry {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: diagnostic.message.get(self.lang).to_owned(),
            help: diagnostic.help.as_ref().map(|h| h.get(self.lang).to_owned()),
            place: self.place(diagnostic.span()),
            span: diagnostic.span(),
            rule: None,
            expected: None,
            actual: None,
            difference: None,
            tolerance: None,
            unit: None,
        }
    }

    fn finding(&self, finding: &Finding) -> FindingEntry {
        let measured = finding.measurement.as_ref();
        FindingEntry {
            code: finding.code,
            severity: finding.severity,
            message: finding.message.get(self.lang).to_owned(),
            help: None,
            place: self.place(finding.span),
            span: finding.span,
            rule: finding.rule.and_then(|id| self.run.policy().rule(id)).map(|r| r.name.clone()),
            expected: measured.map(|m| Exact(m.expected)),
            actual: measured.map(|m| Exact(m.actual)),
            difference: measured.map(|m| Exact(m.difference)),
            tolerance: measured.and_then(|m| m.tolerance).map(Exact),
            unit: measured.and_then(|m| symbol(&m.unit)),
        }
    }
}
