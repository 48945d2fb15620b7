//! Statements with their periods beside each other, and ledgers year by year.

use super::{Writer, escaped};
use crate::report::ledger::LedgerRow;
use crate::report::model::{StatementRow, StatementTable};
use crate::report::wording::say;

impl Writer<'_> {
    pub(super) fn money(&mut self) {
        let report = &self.council.report;
        if report.statements.is_empty() && report.ledgers.is_empty() {
            return;
        }
        self.out.heading(2, &self.said.money(self.council));
        for tables in report.statements.chunk_by(|a, b| a.id == b.id) {
            self.statement(tables);
        }
        for rows in report.ledgers.chunk_by(|a, b| a.ledger == b.ledger) {
            self.ledger(rows);
        }
    }

    fn statement(&mut self, tables: &[StatementTable]) {
        let Some(first) = tables.first() else { return };
        self.out.heading(3, &escaped(&format!("{} ({})", first.title, first.unit)));
        if let Some(reference) = &first.reference {
            self.out.block(&escaped(reference));
        }
        let cuts = tables.iter().map(|t| self.said.cut(t.period, t.basis));
        let heads: Vec<String> = std::iter::once(say!(self.lang, "Rad", "Line")).chain(cuts).collect();
        let rows = first.lines.iter().enumerate().map(|(index, line)| {
            let strong = |text: String| if line.is_sum { format!("**{text}**") } else { text };
            let cells = tables.iter().map(|t| t.lines.get(index).map(|l| self.amount(l)).unwrap_or_default());
            std::iter::once(escaped(&line.title)).chain(cells).map(strong).collect()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        self.out.table(&heads, &rows);
        for said in first.lines.iter().filter_map(|line| self.said.outside_law(line)) {
            self.out.block(&escaped(&said));
        }
    }

    /// The amount; and what is reported, where that is another one.
    fn amount(&self, line: &StatementRow) -> String {
        let amount = self.said.line_amount(line);
        match self.said.reported(line) {
            Some(reported) => say!(self.lang, "{amount} (redovisat {reported})", "{amount} (reported {reported})"),
            None => amount,
        }
    }

    fn ledger(&mut self, rows: &[LedgerRow]) {
        let Some(first) = rows.first() else { return };
        self.out.heading(3, &escaped(&format!("{} ({})", first.title, first.unit)));
        let cells: Vec<Vec<String>> = rows.iter().map(|row| self.said.ledger_cells(row)).collect();
        self.out.table(&self.said.ledger_heads(first.kind), &cells);
    }
}
