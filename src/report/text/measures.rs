//! Measures by area and goal: one line each, aligned over the whole page, or stacked where the page is narrow.

use super::layout::{Look, columns, left, right, wrap};
use super::{Writer, cells, cut_words, joined};
use crate::policy::RuleKind;
use crate::report::grouped::grouped;
use crate::report::rule::RuleVerdict;
use crate::report::wording::levers::lever_sentences;
use crate::report::wording::{and_list, say};

/// The narrowest title column; with less room, lines are stacked.
const LEAST_TITLE: usize = 28;

/// How wide the columns are.
#[derive(Debug, Clone, Copy)]
struct Widths {
    title: usize,
    value: usize,
    target: usize,
    attainment: usize,
    verdict: usize,
}

impl Writer<'_> {
    pub(super) fn measures(&mut self) {
        let rows: Vec<&RuleVerdict> = self.report.verdicts.iter().filter(|v| v.kind == RuleKind::Indicator).collect();
        let widths = self.widths(&rows);
        for (area, rows) in grouped(&rows, |r| r.area.clone()) {
            let heading = area.unwrap_or_else(|| say!(self.lang, "Övriga mål", "Other goals"));
            self.page.heading(&heading, '─');
            if let Some(widths) = widths {
                self.column_heads(widths);
            }
            for (goal, rows) in grouped(&rows, |r| r.goal_title.clone()) {
                if let Some(goal) = goal {
                    self.page.gap();
                    self.page.paragraph(0, &goal, Look::Strong);
                }
                for (_, rows) in grouped(&rows, |r| Some(r.rule.clone())) {
                    self.rule(&rows, widths);
                }
            }
        }
    }

    /// One rule: one line; or its title, over a line for each part or each period.
    fn rule(&mut self, rows: &[&RuleVerdict], widths: Option<Widths>) {
        let Some(first) = rows.first() else { return };
        let title = cells::title(first, self.lang);
        if let [only] = rows {
            let label = self.label(only);
            let marks = self.marks(&only.rests_on);
            self.measure(only, 2, &format!("{}{marks}", joined(&title, &label)), widths);
        } else if rows.iter().all(|r| r.entity.is_empty()) {
            self.page.paragraph(2, &title, Look::Plain);
            for row in rows {
                let marks = self.marks(&row.rests_on);
                self.measure(row, 4, &format!("{}{marks}", cut_words(row.period, row.basis, self.lang)), widths);
            }
        } else {
            for (cut, rows) in grouped(rows, |r| Some(self.cut_label(r))) {
                self.page.paragraph(2, &joined(&title, &cut.unwrap_or_default()), Look::Plain);
                for row in rows {
                    let members: Vec<&str> = row.entity.values().map(String::as_str).collect();
                    let label =
                        if members.is_empty() { say!(self.lang, "totalt", "total") } else { members.join(", ") };
                    let marks = self.marks(&row.rests_on);
                    self.measure(row, 4, &format!("{label}{marks}"), widths);
                }
            }
        }
    }

    /// `None`: the page is too narrow for columns.
    fn widths(&self, rows: &[&RuleVerdict]) -> Option<Widths> {
        let widest = |cell: &dyn Fn(&RuleVerdict) -> String| rows.iter().map(|r| columns(&cell(r))).max().unwrap_or(0);
        let (value_head, target_head, attainment_head) = self.heads();
        let mut widths = Widths {
            title: 0,
            value: widest(&|r| cells::value(r, self.lang)).max(columns(&value_head)),
            target: widest(&|r| cells::target(r, self.lang)).max(columns(&target_head)),
            attainment: widest(&|r| cells::attainment(r, self.lang)).max(columns(&attainment_head)),
            verdict: widest(&|r| cells::verdict(r, self.lang)),
        };
        // Indent, sign and its space; two blanks before each of five columns, of which the trend has one.
        let taken = 4 + widths.value + widths.target + widths.attainment + 1 + widths.verdict + 5 * 2;
        widths.title = self.page.width.checked_sub(taken).filter(|room| *room >= LEAST_TITLE)?;
        Some(widths)
    }

    fn heads(&self) -> (String, String, String) {
        (say!(self.lang, "värde", "value"), say!(self.lang, "mål", "target"), say!(self.lang, "måluppf.", "attained"))
    }

    fn column_heads(&mut self, widths: Widths) {
        let (value, target, attainment) = self.heads();
        let blank = " ".repeat(4 + widths.title);
        let (value, target, attainment) =
            (right(&value, widths.value), right(&target, widths.target), right(&attainment, widths.attainment));
        let line = self.page.look(&format!("{blank}  {value}  {target}  {attainment}"), Look::Faint);
        self.page.line(&line);
    }

    fn measure(&mut self, row: &RuleVerdict, indent: usize, title: &str, widths: Option<Widths>) {
        let lang = self.lang;
        let look = Look::Verdict(row.verdict);
        let sign = self.page.look(cells::symbol(row.verdict), look);
        let word = self.page.look(&cells::verdict(row, lang), look);
        let (value, target, attainment, trend) =
            (cells::value(row, lang), cells::target(row, lang), cells::attainment(row, lang), cells::trend(row));
        let blank = " ".repeat(indent);
        match widths {
            Some(widths) => {
                // Deeper indents come out of the title column.
                let room = (widths.title + 2).saturating_sub(indent);
                let lines = wrap(title, room);
                let [first, more @ ..] = lines.as_slice() else { return };
                let more = more.join(" ");
                let (title, value, target) =
                    (left(first, room), right(&value, widths.value), right(&target, widths.target));
                let (attainment, trend) = (right(&attainment, widths.attainment), left(trend, 1));
                self.page.line(&format!("{blank}{sign} {title}  {value}  {target}  {attainment}  {trend}  {word}"));
                if !more.is_empty() {
                    self.page.paragraph(indent + 2, &more, Look::Plain);
                }
            }
            None => {
                let sign = format!("{} ", cells::symbol(row.verdict));
                self.page.item(indent, (&sign, look), title, Look::Plain);
                let target = if target.is_empty() { target } else { say!(lang, "mål {target}", "target {target}") };
                let attainment = if attainment.is_empty() {
                    attainment
                } else {
                    say!(lang, "måluppfyllelse {attainment}", "attainment {attainment}")
                };
                let parts = [value, target, attainment, trend.to_owned(), cells::verdict(row, lang)];
                let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
                self.page.paragraph(indent + 2, &parts.join(" · "), Look::Plain);
            }
        }
        self.reason(row, indent);
    }

    /// The reason under a line, where the line does not say it all, and what speaks against its figures.
    pub(super) fn reason(&mut self, row: &RuleVerdict, indent: usize) {
        if cells::needs_reason(row) {
            self.page.paragraph(indent + 4, &row.reason, Look::Faint);
        }
        for sentence in lever_sentences(&row.levers, self.lang) {
            self.page.paragraph(indent + 4, &sentence, Look::Faint);
        }
        let checks = self.report.verdicts.iter().filter(|v| row.questioned_by.contains(&v.rule));
        let mut titles: Vec<String> = checks.map(|v| v.title.clone()).collect();
        titles.dedup();
        if !titles.is_empty() {
            let titles = and_list(&titles, self.lang);
            let said = say!(
                self.lang,
                "Underlaget ifrågasätts av avstämningen: {titles}.",
                "The figures are questioned by the check: {titles}."
            );
            self.page.paragraph(indent + 4, &said, Look::Faint);
        }
    }
}
