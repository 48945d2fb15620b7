//! Statements as tables: lines down, periods across. What does not fit beside goes below.

use super::Writer;
use super::layout::{Look, columns, left, right, wrap};
use crate::quantity::write_number;
use crate::report::model::{StatementRow, StatementTable};
use crate::report::wording::{basis_word, period_short, say};

/// The widest column of line titles.
const MOST_TITLE: usize = 56;
/// The narrowest one.
const LEAST_TITLE: usize = 24;

impl Writer<'_> {
    pub(super) fn statements(&mut self) {
        let mut rest = self.report.statements.as_slice();
        while let Some(first) = rest.first() {
            let count = rest.iter().take_while(|t| t.id == first.id).count();
            let (tables, later) = rest.split_at(count);
            let unit = &first.unit;
            self.page.heading(&format!("{} ({unit})", first.title), '─');
            if let Some(reference) = &first.reference {
                self.page.paragraph(2, reference, Look::Faint);
            }
            self.statement(tables);
            rest = later;
        }
    }

    fn statement(&mut self, tables: &[StatementTable]) {
        let title_width = tables
            .iter()
            .flat_map(|t| &t.lines)
            .map(|l| columns(&l.title) + 2)
            .max()
            .unwrap_or(0)
            .clamp(LEAST_TITLE, MOST_TITLE);
        let mut rest = tables;
        while !rest.is_empty() {
            let (mut taken, mut count) = (2 + title_width, 0);
            for table in rest {
                taken += 2 + self.column_width(table);
                if taken > self.page.width && count > 0 {
                    break;
                }
                count += 1;
            }
            let (beside, below) = rest.split_at(count);
            self.table(beside, title_width);
            rest = below;
            if !rest.is_empty() {
                self.page.gap();
            }
        }
        self.outside_law(tables);
    }

    fn cut_heads(&self, table: &StatementTable) -> (String, String) {
        (period_short(table.period, self.lang), basis_word(table.basis, self.lang).to_owned())
    }

    fn column_width(&self, table: &StatementTable) -> usize {
        let (period, basis) = self.cut_heads(table);
        let cells =
            table.lines.iter().flat_map(|l| [columns(&self.cell(l)), self.reported(l).map_or(0, |r| columns(&r))]);
        cells.chain([columns(&period), columns(&basis)]).max().unwrap_or(0)
    }

    fn cell(&self, line: &StatementRow) -> String {
        line.shown.map_or_else(|| "–".to_owned(), |s| write_number(s.0, self.lang))
    }

    /// What was reported, where that is another number than the line's.
    fn reported(&self, line: &StatementRow) -> Option<String> {
        line.reported.filter(|r| line.value.is_none_or(|v| v != *r)).map(|r| write_number(r.0, self.lang))
    }

    fn table(&mut self, tables: &[StatementTable], title_width: usize) {
        let widths: Vec<usize> = tables.iter().map(|t| self.column_width(t)).collect();
        let joined = |title: &str, cells: &[String]| {
            let cells: String =
                cells.iter().zip(&widths).map(|(cell, width)| format!("  {}", right(cell, *width))).collect();
            format!("  {}{cells}", left(title, title_width))
        };
        let heads: Vec<(String, String)> = tables.iter().map(|t| self.cut_heads(t)).collect();
        for head in [heads.iter().map(|h| h.0.clone()).collect::<Vec<_>>(), heads.iter().map(|h| h.1.clone()).collect()]
        {
            let line = self.page.look(&joined("", &head), Look::Faint);
            self.page.line(&line);
        }
        let lines = tables.first().map_or(0, |t| t.lines.len());
        for index in 0..lines {
            let row: Vec<&StatementRow> = tables.iter().filter_map(|t| t.lines.get(index)).collect();
            let Some(first) = row.first() else { continue };
            let cells: Vec<String> = row.iter().map(|l| self.cell(l)).collect();
            let mark = if first.outside_law.is_some() { " *" } else { "" };
            let title = wrap(&format!("{}{mark}", first.title), title_width);
            let look = if first.is_sum { Look::Strong } else { Look::Plain };
            if first.is_sum {
                let rules: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
                self.page.line(&joined("", &rules));
            }
            for (at, part) in title.iter().enumerate() {
                let last = at + 1 == title.len();
                let line = if last { joined(part, &cells) } else { format!("  {part}") };
                let line = self.page.look(&line, look);
                self.page.line(&line);
            }
            if row.iter().any(|l| self.reported(l).is_some()) {
                let reported: Vec<String> = row.iter().map(|l| self.reported(l).unwrap_or_default()).collect();
                let line = joined(&say!(self.lang, "  (redovisat)", "  (reported)"), &reported);
                let line = self.page.look(&line, Look::Faint);
                self.page.line(&line);
            }
        }
    }

    /// Why lines are outside what the law prescribes.
    fn outside_law(&mut self, tables: &[StatementTable]) {
        for line in tables.first().map_or(&[][..], |t| &t.lines) {
            if let Some(why) = &line.outside_law {
                let title = &line.title;
                let said = say!(
                    self.lang,
                    "{title} ingår inte i lagens uppställning: {why}",
                    "{title} is not part of what the law prescribes: {why}"
                );
                self.page.item(2, ("* ", Look::Plain), &said, Look::Faint);
            }
        }
    }
}
