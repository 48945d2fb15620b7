//! What is told beside verdicts: findings, claims of the document, and sentences that no figure can judge.

use super::Book;
use super::table::{Cell, Table};
use super::verdicts::part;
use crate::diagnostic::Severity;
use crate::policy::Verdict;
use crate::report::wording::{basis_word, period_words, say};

impl Book<'_> {
    pub(super) fn findings(&self) -> Table {
        let lang = self.lang;
        let mut table = Table::new(vec![
            (say!(lang, "Kod", "Code"), 24),
            (say!(lang, "Slag", "Kind"), 10),
            (say!(lang, "Vad", "What"), 80),
            (say!(lang, "Vad som kan göras", "What can be done"), 60),
            (say!(lang, "Regel", "Rule"), 30),
            (say!(lang, "Plats", "Place"), 44),
        ]);
        let rows = self.report.findings.iter().map(|finding| {
            let severity = match finding.severity {
                Severity::Error => say!(lang, "fel", "error"),
                Severity::Warning => say!(lang, "varning", "warning"),
            };
            vec![
                Cell::text(finding.code.as_str()),
                Cell::text(severity),
                Cell::text(&finding.message),
                Cell::text(finding.help.clone().unwrap_or_default()),
                Cell::text(finding.rule.clone().unwrap_or_default()),
                Cell::linked(finding.place.clone().unwrap_or_default(), self.to_file(finding.span)),
            ]
        });
        table.rows = rows.collect();
        table
    }

    pub(super) fn claims(&self) -> Table {
        let lang = self.lang;
        let mut table = Table::new(vec![
            (say!(lang, "Påstående", "Claim"), 30),
            (say!(lang, "Titel", "Title"), 46),
            (say!(lang, "Dokumentets ord", "Words of the document"), 60),
            (say!(lang, "Del", "Part"), 20),
            (say!(lang, "Period", "Period"), 18),
            (say!(lang, "Underlag", "Basis"), 10),
            (say!(lang, "Stämmer", "Is true"), 18),
            (say!(lang, "Motivering", "Reason"), 70),
            (say!(lang, "Referens", "Reference"), 40),
        ]);
        let rows = self.report.claims.iter().map(|claim| {
            let (verdict, word) = match claim.holds {
                Some(true) => (Verdict::Met, say!(lang, "✓ Ja", "✓ Yes")),
                Some(false) => (Verdict::NotMet, say!(lang, "✗ Nej", "✗ No")),
                None => (Verdict::Undetermined, say!(lang, "? Går inte att säga", "? Cannot be said")),
            };
            vec![
                Cell::text(&claim.claim),
                Cell::text(&claim.title),
                Cell::text(claim.quote.clone().unwrap_or_default()),
                Cell::text(part(&claim.entity)),
                Cell::text(period_words(claim.period, lang)),
                Cell::text(basis_word(claim.basis, lang)),
                Cell::Verdict(verdict, word),
                Cell::text(&claim.reason),
                Cell::text(claim.refs.join("; ")),
            ]
        });
        table.rows = rows.collect();
        table
    }

    pub(super) fn recorded(&self) -> Table {
        let lang = self.lang;
        let mut table = Table::new(vec![
            (say!(lang, "Namn", "Name"), 30),
            (say!(lang, "Titel", "Title"), 46),
            (say!(lang, "Dokumentets ord", "Words of the document"), 80),
            (say!(lang, "Varför ingen siffra bedömer det", "Why no figure judges it"), 60),
            (say!(lang, "Referens", "Reference"), 40),
        ]);
        let rows = self.report.recorded.iter().map(|recorded| {
            let quote = recorded.quote.clone().unwrap_or_default();
            vec![
                Cell::text(&recorded.recorded),
                Cell::text(&recorded.title),
                Cell::text(quote),
                Cell::text(&recorded.because),
                Cell::text(&recorded.reference),
            ]
        });
        table.rows = rows.collect();
        table
    }
}
