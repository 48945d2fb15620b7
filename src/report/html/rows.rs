//! One verdict: its word, its numbers, why, the picture, what has been decided about it, and how it was computed.

use maud::{Markup, html};

use super::Page;
use crate::policy::RuleKind;
use crate::report::council::Row;
use crate::report::rule::RuleVerdict;
use crate::report::text::cells;
use crate::report::wording::{basis_word, capital, say};

impl Page<'_> {
    /// `pictures` are further ones, before it is told how all came about.
    pub(super) fn row(&self, row: &Row<'_>, pictures: &Markup) -> Markup {
        let verdict = row.verdict;
        html! {
            div.row id=(format!("r{}", row.number)) {
                p.head {
                    (self.word(verdict.verdict, &self.said.verdict(verdict))) " "
                    small { (self.mixed(&self.said.label(verdict))) }
                }
                (self.facts(verdict))
                @if !verdict.plain.is_empty() { p { (self.mixed(&verdict.plain)) } }
                (self.decided(verdict))
                (self.bullet(row))
                (pictures)
                (self.derivation(row))
            }
        }
    }

    /// The numbers in a line. A verdict without a value says why in its reason.
    fn facts(&self, row: &RuleVerdict) -> Markup {
        let lang = self.lang;
        if row.kind != RuleKind::Indicator || row.value.is_none() {
            return html! {};
        }
        let facts = [
            (capital(basis_word(row.basis, lang)), cells::value(row, lang)),
            (say!(lang, "Mål", "Target"), cells::target(row, lang)),
            (say!(lang, "Måluppfyllelse", "Attainment"), cells::attainment(row, lang)),
            (
                say!(lang, "Mot året före", "Against the year before"),
                self.said.trend(row).map_or_else(String::new, |trend| {
                    self.said.previous(row).map_or_else(|| trend.clone(), |before| format!("{trend} ({before})"))
                }),
            ),
        ];
        html! {
            dl.facts {
                @for (name, said) in facts.iter().filter(|(_, said)| !said.is_empty()) {
                    div { dt { (name) } dd { (self.mixed(said)) } }
                }
            }
        }
    }

    /// Exemptions, judgements that people gave, doubts about the figures.
    fn decided(&self, row: &RuleVerdict) -> Markup {
        let lang = self.lang;
        html! {
            @if let Some(exemption) = &row.exempted { p.box { (self.mixed(&self.said.exemption(exemption, row))) } }
            @if let Some(manual) = &row.manual {
                @let parts = [manual.by.clone(), manual.date.map(|d| d.to_string()), manual.reference.clone()];
                @let parts: Vec<String> = parts.into_iter().flatten().collect();
                @if !parts.is_empty() {
                    p.muted { (say!(lang, "Bedömt av människor: ", "Judged by people: ")) (self.mixed(&parts.join(", "))) "." }
                }
            }
            @if let Some(doubt) = self.said.questioned(self.council, row) { p.box { (self.mixed(&doubt)) } }
            @if !row.rests_on.is_empty() { p { (self.marks(&row.rests_on)) } }
        }
    }
}
