//! Checks, claims, recorded sentences, assumptions and findings.

use maud::{Markup, html};

use super::{Page, Part, heading};
use crate::diagnostic::Severity;
use crate::policy::{RuleKind, Verdict};
use crate::report::claim::{ClaimEntry, RecordedEntry};
use crate::report::council::Row;
use crate::report::model::FindingEntry;
use crate::report::wording::say;

impl Page<'_> {
    /// Those that fail or could not be made one by one; the others folded in a table.
    pub(super) fn checks(&self) -> Option<Part> {
        let rows = self.council.rows(RuleKind::Check);
        if rows.is_empty() {
            return None;
        }
        let lang = self.lang;
        let (quiet, told): (Vec<Row<'_>>, Vec<Row<'_>>) =
            rows.into_iter().partition(|r| matches!(r.verdict.verdict, Verdict::Met | Verdict::NotApplicable));
        let count = quiet.len();
        let body = html! {
            @for row in &told {
                article.rule {
                    (heading(3, &self.own(&row.verdict.title)))
                    (self.row(row, &html! {}))
                }
            }
            @if !quiet.is_empty() {
                details {
                    summary { (say!(lang, "Avstämningar som stämmer eller saknar underlag ({count})", "Checks that agree or have no figures ({count})")) }
                    (self.quiet_checks(&quiet))
                }
            }
        };
        Some(Part { id: "avstamningar".to_owned(), title: say!(lang, "Avstämningar", "Checks"), body })
    }

    fn quiet_checks(&self, rows: &[Row<'_>]) -> Markup {
        let lang = self.lang;
        self.framed(
            &say!(lang, "Avstämningar", "Checks"),
            &html! {
                thead { tr {
                    th scope="col" { (say!(lang, "Avstämning", "Check")) }
                    th scope="col" { (say!(lang, "Avser", "About")) }
                    th scope="col" { (say!(lang, "Besked", "Result")) }
                } }
                tbody {
                    @for row in rows {
                        tr id=(format!("r{}", row.number)) {
                            th scope="row" { (self.own(&row.verdict.title)) }
                            td { (self.mixed(&self.said.label(row.verdict))) }
                            td { (self.word(row.verdict.verdict, &self.said.verdict(row.verdict))) " " (self.mixed(&row.verdict.reason)) }
                        }
                    }
                }
            },
        )
    }

    /// What the document says about the figures; what is so, folded.
    pub(super) fn claims(&self) -> Option<Part> {
        let claims = &self.council.report.claims;
        if claims.is_empty() {
            return None;
        }
        let lang = self.lang;
        let numbered = || claims.iter().enumerate().map(|(index, claim)| (index + 1, claim));
        let (so, not_so): (Vec<_>, Vec<_>) = numbered().partition(|(_, claim)| claim.holds == Some(true));
        let count = so.len();
        let body = html! {
            ul.found { @for (number, claim) in &not_so { (self.claim(*number, claim)) } }
            @if !so.is_empty() {
                details {
                    summary { (say!(lang, "Påståenden som stämmer ({count})", "Claims that are so ({count})")) }
                    ul.found { @for (number, claim) in &so { (self.claim(*number, claim)) } }
                }
            }
        };
        Some(Part {
            id: "pastaenden".to_owned(),
            title: say!(lang, "Vad dokumentet påstår", "What the document claims"),
            body,
        })
    }

    fn claim(&self, number: usize, claim: &ClaimEntry) -> Markup {
        let (verdict, said) = self.said.claim(claim);
        let sources: Vec<&String> = claim.inputs.iter().filter_map(|i| i.source.as_ref()).collect();
        html! {
            li id=(format!("c{number}")) {
                (self.word(verdict, &said)) " " strong { (self.own(&claim.title)) }
                " " small { (self.mixed(&self.said.place(&claim.entity, claim.period, claim.basis))) }
                @if let Some(quote) = &claim.quote { br; q lang=[self.own_language()] { (quote) } }
                @if !claim.reason.is_empty() { br; (self.mixed(&claim.reason)) }
                @if !claim.refs.is_empty() { br; small { (self.mixed(&claim.refs.join("; "))) } }
                @if !sources.is_empty() {
                    br; small {
                        (say!(self.lang, "Källor: ", "Sources: "))
                        @for (index, source) in sources.iter().enumerate() { @if index > 0 { ", " } (source) }
                    }
                }
            }
        }
    }

    pub(super) fn recorded(&self) -> Option<Part> {
        let entries = &self.council.report.recorded;
        if entries.is_empty() {
            return None;
        }
        let (lang, count) = (self.lang, entries.len());
        let body = html! {
            p { (say!(lang, "Meningar i riktlinjen som inga uppgifter kan bedöma, med skälet.", "Sentences of the guideline that no figure can judge, with the reason.")) }
            details {
                summary { (say!(lang, "Alla antecknade meningar ({count})", "Every recorded sentence ({count})")) }
                ul.found { @for (index, entry) in entries.iter().enumerate() { (self.recorded_entry(index + 1, entry)) } }
            }
        };
        Some(Part { id: "antecknat".to_owned(), title: say!(lang, "Antecknat", "Recorded"), body })
    }

    fn recorded_entry(&self, number: usize, entry: &RecordedEntry) -> Markup {
        html! {
            li id=(format!("a{number}")) lang=[self.own_language()] {
                strong { (entry.title) }
                @if let Some(quote) = &entry.quote { br; q { (quote) } }
                br; (entry.because)
                br; small { (entry.reference) }
            }
        }
    }

    pub(super) fn told_assumptions(&self) -> Option<Part> {
        let body = html! {
            ol { @for (index, why) in self.assumptions.iter().enumerate() { li id=(format!("b{}", index + 1)) { (self.own(why)) } } }
        };
        let title = say!(self.lang, "Antaganden", "Assumptions");
        (!self.assumptions.is_empty()).then(|| Part { id: "antaganden".to_owned(), title, body })
    }

    /// All of them, also what other parts tell more about.
    pub(super) fn findings(&self) -> Option<Part> {
        let entries = &self.council.report.findings;
        let body = html! {
            ul.found { @for (index, finding) in entries.iter().enumerate() { (self.finding(index + 1, finding)) } }
        };
        let title = say!(self.lang, "Att granska", "To look at");
        (!entries.is_empty()).then(|| Part { id: "att-granska".to_owned(), title, body })
    }

    fn finding(&self, number: usize, finding: &FindingEntry) -> Markup {
        let severity = match finding.severity {
            Severity::Error => say!(self.lang, "✗ Fel", "✗ Error"),
            Severity::Warning => say!(self.lang, "! Varning", "! Warning"),
        };
        html! {
            li id=(format!("f{number}")) {
                strong { (severity) ": " } (self.mixed(&self.said.finding(finding)))
                @if let Some(help) = &finding.help { br; (self.mixed(help)) }
                br; small { code { (finding.code.as_str()) } @if let Some(place) = &finding.place { " · " (place) } }
            }
        }
    }
}
