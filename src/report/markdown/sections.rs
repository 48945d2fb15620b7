//! Checks, claims, recorded sentences, assumptions and findings.

use super::{Row, Writer, escaped};
use crate::diagnostic::Severity;
use crate::policy::{RuleKind, Verdict};
use crate::report::claim::ClaimEntry;
use crate::report::council::assumptions;
use crate::report::page::markdown::code;
use crate::report::text::cells::symbol;
use crate::report::wording::say;

impl<'c> Writer<'c> {
    pub(super) fn checks(&mut self) {
        let rows = self.council.rows(RuleKind::Check);
        if rows.is_empty() {
            return;
        }
        let lang = self.lang;
        self.out.heading(2, &say!(lang, "Avstämningar", "Checks"));
        let (quiet, told): (Vec<Row<'c>>, Vec<Row<'c>>) =
            rows.into_iter().partition(|r| matches!(r.verdict.verdict, Verdict::Met | Verdict::NotApplicable));
        let what = say!(lang, "Avstämning", "Check");
        self.reasoned(&told, &what);
        if !quiet.is_empty() {
            let count = quiet.len();
            let summary = say!(
                lang,
                "Avstämningar som stämmer eller saknar underlag ({count})",
                "Checks that agree or have no figures ({count})"
            );
            self.folded_rows(&summary, &quiet, &what);
        }
    }

    pub(super) fn claims(&mut self) {
        let (claims, lang) = (&self.council.report.claims, self.lang);
        if claims.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Vad dokumentet påstår", "What the document claims"));
        let heads = [
            say!(lang, "Besked", "Result"),
            say!(lang, "Påstående", "Claim"),
            say!(lang, "Avser", "About"),
            say!(lang, "Skäl", "Reason"),
            say!(lang, "Referens", "Reference"),
        ];
        let (so, not_so): (Vec<&ClaimEntry>, Vec<&ClaimEntry>) = claims.iter().partition(|c| c.holds == Some(true));
        let cells = |claims: &[&ClaimEntry]| claims.iter().map(|c| self.claim(c)).collect::<Vec<_>>();
        let (so_cells, not_so_cells) = (cells(&so), cells(&not_so));
        self.out.table(&heads, &not_so_cells);
        if !so.is_empty() {
            let count = so.len();
            let summary = say!(lang, "Påståenden som stämmer ({count})", "Claims that are so ({count})");
            self.out.folded(&summary, |out| out.table(&heads, &so_cells));
        }
    }

    fn claim(&self, claim: &ClaimEntry) -> Vec<String> {
        let (verdict, said) = self.said.claim(claim);
        let quote = claim.quote.as_ref().map(|q| format!(": ”{q}”")).unwrap_or_default();
        vec![
            format!("{} {said}", symbol(verdict)),
            escaped(&format!("{}{quote}", claim.title)),
            escaped(&self.said.place(&claim.entity, claim.period, claim.basis)),
            escaped(&claim.reason),
            escaped(&claim.refs.join("; ")),
        ]
    }

    pub(super) fn recorded(&mut self) {
        let (entries, lang) = (&self.council.report.recorded, self.lang);
        if entries.is_empty() {
            return;
        }
        self.out.heading(2, &say!(lang, "Antecknat", "Recorded"));
        self.out.block(&say!(
            lang,
            "Meningar i riktlinjen som inga uppgifter kan bedöma, med skälet.",
            "Sentences of the guideline that no figure can judge, with the reason."
        ));
        let items: Vec<String> = entries
            .iter()
            .map(|entry| {
                let quote = entry.quote.as_ref().map(|q| format!(" ”{}”", escaped(q))).unwrap_or_default();
                let (title, because) = (escaped(&entry.title), escaped(&entry.because));
                format!("**{title}**{quote} · {because} · {}", escaped(&entry.reference))
            })
            .collect();
        let count = items.len();
        let summary = say!(lang, "Alla antecknade meningar ({count})", "Every recorded sentence ({count})");
        self.out.folded(&summary, |out| out.list(&items, false));
    }

    pub(super) fn told_assumptions(&mut self) {
        let told: Vec<String> = assumptions(self.council).into_iter().map(escaped).collect();
        if told.is_empty() {
            return;
        }
        self.out.heading(2, &say!(self.lang, "Antaganden", "Assumptions"));
        self.out.list(&told, true);
    }

    pub(super) fn findings(&mut self) {
        let findings = &self.council.report.findings;
        if findings.is_empty() {
            return;
        }
        self.out.heading(2, &say!(self.lang, "Att granska", "To look at"));
        let items: Vec<String> = findings
            .iter()
            .map(|finding| {
                let severity = match finding.severity {
                    Severity::Error => say!(self.lang, "✗ Fel", "✗ Error"),
                    Severity::Warning => say!(self.lang, "! Varning", "! Warning"),
                };
                let help = finding.help.as_ref().map(|h| format!(" – {}", escaped(h))).unwrap_or_default();
                let place = finding.place.as_ref().map(|p| format!(" · {}", escaped(p))).unwrap_or_default();
                let message = escaped(&self.said.finding(finding));
                format!("**{severity}:** {message}{help} · {}{place}", code(finding.code.as_str()))
            })
            .collect();
        self.out.list(&items, false);
    }
}
