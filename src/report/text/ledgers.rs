//! Ledgers as tables.

use super::Writer;
use super::layout::{Look, columns, left, right};
use crate::report::ledger::{LedgerKind, LedgerRow};
use crate::report::wording::ledger::{amounts, heads, origin};
use crate::report::wording::{basis_word, period_short, say};

impl Writer<'_> {
    /// A table for each ledger: years down for a balance, origins down for posts.
    pub(super) fn ledgers(&mut self) {
        let mut rest = self.report.ledgers.as_slice();
        while let Some(first) = rest.first() {
            let count = rest.iter().take_while(|row| row.ledger == first.ledger).count();
            let (rows, later) = rest.split_at(count);
            self.page.heading(&format!("{} ({})", first.title, first.unit), '─');
            self.ledger(first.kind, rows);
            rest = later;
        }
    }

    fn ledger(&mut self, kind: LedgerKind, rows: &[LedgerRow]) {
        let mut table = vec![heads(kind, self.lang)];
        table.extend(rows.iter().map(|row| self.cells(row)));
        let width = |column: usize| table.iter().filter_map(|r| r.get(column)).map(|c| columns(c)).max().unwrap_or(0);
        let widths: Vec<usize> = (0..5).map(width).collect();
        for (index, cells) in table.iter().enumerate() {
            let cells = cells.iter().zip(&widths).enumerate();
            let line: Vec<String> =
                cells.map(|(i, (cell, width))| if i == 0 { left(cell, *width) } else { right(cell, *width) }).collect();
            let look = if index == 0 { Look::Faint } else { Look::Plain };
            let line = self.page.look(&line.join("  "), look);
            self.page.line(&format!("  {line}"));
        }
    }

    fn cells(&self, row: &LedgerRow) -> Vec<String> {
        let (lang, basis) = (self.lang, basis_word(row.basis, self.lang));
        let first = match row.kind {
            LedgerKind::Balance => format!("{}, {basis}", period_short(row.period, lang)),
            LedgerKind::Posts => {
                let (origin, until) = (origin(row, lang), period_short(row.period, lang));
                say!(lang, "{origin} (t.o.m. {until}, {basis})", "{origin} (through {until}, {basis})")
            }
        };
        std::iter::once(first).chain(amounts(row, lang)).collect()
    }
}
