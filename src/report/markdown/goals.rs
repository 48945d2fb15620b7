//! Measures by area and goal, and requirements: a table, what there is to say of its rows, and how they were computed.

use super::{Row, Writer, escaped};
use crate::policy::{RuleKind, Verdict};
use crate::report::explain::Step;
use crate::report::explain::phrases::{details, hangs, headline};
use crate::report::grouped::grouped;
use crate::report::text::cells;
use crate::report::wording::say;

impl<'c> Writer<'c> {
    pub(super) fn areas(&mut self) {
        for (area, rows) in grouped(&self.council.rows(RuleKind::Indicator), |r| r.verdict.area.clone()) {
            let area = area.unwrap_or_else(|| say!(self.lang, "Övriga mål", "Other goals"));
            self.out.heading(2, &escaped(&area));
            for (goal, rows) in grouped(&rows, |r| r.verdict.goal_title.clone()) {
                if let Some(goal) = goal {
                    self.out.heading(3, &escaped(&goal));
                }
                self.measures(&rows);
            }
        }
    }

    fn measures(&mut self, rows: &[Row<'c>]) {
        let lang = self.lang;
        let heads = [
            say!(lang, "Bedömning", "Verdict"),
            say!(lang, "Mål", "Goal"),
            say!(lang, "Avser", "About"),
            say!(lang, "Värde", "Value"),
            say!(lang, "Målvärde", "Target"),
            say!(lang, "Måluppfyllelse", "Attainment"),
            say!(lang, "Mot året före", "Against the year before"),
        ];
        let table: Vec<Vec<String>> = rows.iter().map(|row| self.measure(row)).collect();
        self.out.table(&heads, &table);
        let told: Vec<String> = rows.iter().filter_map(|row| self.told(row)).collect();
        self.out.list(&told, false);
        self.derivations(rows);
    }

    pub(super) fn requirements(&mut self) {
        let rows = self.council.rows(RuleKind::Requirement);
        if rows.is_empty() {
            return;
        }
        let lang = self.lang;
        self.out.heading(2, &say!(lang, "Krav", "Requirements"));
        let (idle, judged): (Vec<Row<'c>>, Vec<Row<'c>>) =
            rows.into_iter().partition(|r| r.verdict.verdict == Verdict::NotApplicable);
        self.reasoned(&judged, &say!(lang, "Krav", "Requirement"));
        self.derivations(&judged);
        if !idle.is_empty() {
            let count = idle.len();
            let summary =
                say!(lang, "Krav som inte är tillämpliga ({count})", "Requirements that do not apply ({count})");
            self.folded_rows(&summary, &idle, &say!(lang, "Krav", "Requirement"));
        }
    }

    /// A table of rows with their reasons.
    pub(super) fn reasoned(&mut self, rows: &[Row<'c>], what: &str) {
        let (heads, table) = self.reasons(rows, what);
        self.out.table(&heads, &table);
    }

    /// The same, folded.
    pub(super) fn folded_rows(&mut self, summary: &str, rows: &[Row<'c>], what: &str) {
        let (heads, table) = self.reasons(rows, what);
        self.out.folded(summary, |out| out.table(&heads, &table));
    }

    fn reasons(&self, rows: &[Row<'c>], what: &str) -> (Vec<String>, Vec<Vec<String>>) {
        let lang = self.lang;
        let heads = vec![
            say!(lang, "Bedömning", "Verdict"),
            what.to_owned(),
            say!(lang, "Avser", "About"),
            say!(lang, "Skäl", "Reason"),
        ];
        let table = rows.iter().map(|row| {
            let said = [Some(row.verdict.reason.clone()), self.said.questioned(self.council, row.verdict)];
            vec![
                Self::word(row, self.said),
                escaped(&cells::title(row.verdict, lang)),
                escaped(&self.said.label(row.verdict)),
                escaped(&said.into_iter().flatten().collect::<Vec<_>>().join(" ")),
            ]
        });
        (heads, table.collect())
    }

    /// What there is to say of a measure beside its numbers: why, what was decided, what speaks against its figures.
    fn told(&self, row: &Row<'c>) -> Option<String> {
        let verdict = row.verdict;
        // What people judged is told with their motivation.
        let is_told = cells::needs_reason(verdict) || verdict.manual.is_some();
        let reason = is_told.then(|| verdict.reason.clone()).filter(|r| !r.is_empty());
        let exemption = verdict.exempted.as_ref().map(|e| self.said.exemption(e, verdict));
        let said: Vec<String> =
            [reason, exemption, self.said.questioned(self.council, verdict)].into_iter().flatten().collect();
        (!said.is_empty()).then(|| format!("{}: {}", Self::named(row, self.said), escaped(&said.join(" "))))
    }

    /// "Så räknades det", folded: the steps of each row.
    fn derivations(&mut self, rows: &[Row<'c>]) {
        let lang = self.lang;
        let mut lines = Vec::new();
        for row in rows {
            let Some(ground) = row.ground else { continue };
            lines.push(format!("- {}", Self::named(row, self.said)));
            self.add_steps(&ground.steps, 1, &mut lines);
            lines.extend(hangs(ground, lang).iter().map(|line| format!("  - {}", escaped(line))));
        }
        if lines.is_empty() {
            return;
        }
        let summary = say!(lang, "Så räknades det", "How it was computed");
        self.out.folded(&summary, |out| out.block(&lines.join("\n")));
    }

    fn add_steps(&self, steps: &[Step], depth: usize, lines: &mut Vec<String>) {
        for step in steps {
            let said: Vec<String> = std::iter::once(headline(step, self.lang)).chain(details(step)).collect();
            lines.push(format!("{}- {}", "  ".repeat(depth), escaped(&said.join(" · "))));
            self.add_steps(&step.steps, depth + 1, lines);
        }
    }
}
