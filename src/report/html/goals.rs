//! Area by area, goal by goal: every measure.

use maud::{Markup, html};

use super::{Page, Part, heading};
use crate::policy::{RuleKind, Verdict};
use crate::report::council::Row;
use crate::report::grouped::grouped;
use crate::report::text::cells;
use crate::report::wording::say;

impl Page<'_> {
    /// A part for each area.
    pub(super) fn areas(&self) -> Vec<Part> {
        let areas = grouped(&self.council.rows(RuleKind::Indicator), |r| r.verdict.area.clone());
        let parts = areas.into_iter().enumerate().map(|(index, (area, rows))| Part {
            id: format!("omrade-{}", index + 1),
            title: area.unwrap_or_else(|| say!(self.lang, "Övriga mål", "Other goals")),
            body: self.area(&rows),
        });
        parts.collect()
    }

    fn area(&self, rows: &[Row<'_>]) -> Markup {
        html! {
            @for (goal, rows) in grouped(rows, |r| r.verdict.goal_title.clone()) {
                @if let Some(goal) = &goal { h3 { (self.own(goal)) } }
                (self.rules(&rows, if goal.is_some() { 4 } else { 3 }))
            }
        }
    }

    /// Each rule with its rows.
    fn rules(&self, rows: &[Row<'_>], depth: usize) -> Markup {
        html! {
            @for (_, rows) in grouped(rows, |r| Some(r.verdict.rule.clone())) {
                @if let Some(first) = rows.first() {
                    article.rule {
                        (heading(depth, &self.mixed(&cells::title(first.verdict, self.lang))))
                        @if let [only] = rows.as_slice() { (self.row(only, &self.years(&rows))) }
                        @else {
                            @for row in &rows { (self.row(row, &html! {})) }
                            (self.years(&rows))
                        }
                    }
                }
            }
        }
    }

    /// What the law or the guideline requires. Those that do not apply are folded, after the others.
    pub(super) fn requirements(&self) -> Option<Part> {
        let rows = self.council.rows(RuleKind::Requirement);
        if rows.is_empty() {
            return None;
        }
        let lang = self.lang;
        let (idle, judged): (Vec<Row<'_>>, Vec<Row<'_>>) =
            rows.into_iter().partition(|r| r.verdict.verdict == Verdict::NotApplicable);
        let count = idle.len();
        let body = html! {
            (self.rules(&judged, 3))
            @if !idle.is_empty() {
                details {
                    summary { (say!(lang, "Krav som inte är tillämpliga ({count})", "Requirements that do not apply ({count})")) }
                    (self.rules(&idle, 3))
                }
            }
        };
        Some(Part { id: "krav".to_owned(), title: say!(lang, "Krav", "Requirements"), body })
    }
}
