//! Ledgers as tables.

use super::Writer;
use super::layout::{Look, columns, left, right};
use crate::quantity::write_number;
use crate::report::ledger::{LedgerKind, LedgerRow};
use crate::report::wording::{basis_word, period_short, say};
use crate::report::words::Exact;

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
        let lang = self.lang;
        let heading = match kind {
            LedgerKind::Balance => vec![
                say!(lang, "År", "Year"),
                say!(lang, "Ingående", "Opening"),
                say!(lang, "Tillfört", "In"),
                say!(lang, "Använt", "Out"),
                say!(lang, "Utgående", "Closing"),
            ],
            LedgerKind::Posts => vec![
                say!(lang, "Uppkom", "Arose"),
                say!(lang, "Belopp", "Amount"),
                say!(lang, "Reglerat", "Settled"),
                say!(lang, "Kvar", "Remains"),
                say!(lang, "Senast", "Due"),
            ],
        };
        let mut table = vec![heading];
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
        let amount = |value: Option<Exact>| {
            value.map_or_else(|| "?".to_owned(), |value| write_number(value.0.normalize(), self.lang))
        };
        let basis = basis_word(row.basis, self.lang);
        match row.kind {
            LedgerKind::Balance => {
                let year = format!("{}, {basis}", period_short(row.period, self.lang));
                vec![year, amount(row.opening), amount(row.added), amount(row.used), amount(row.closing)]
            }
            LedgerKind::Posts => {
                let origin = row.origin.map_or_else(|| "?".to_owned(), |origin| period_short(origin, self.lang));
                let until = period_short(row.period, self.lang);
                let origin =
                    say!(self.lang, "{origin} (t.o.m. {until}, {basis})", "{origin} (through {until}, {basis})");
                let due = row.due.map_or_else(String::new, |due| due.to_string());
                vec![origin, amount(row.amount), amount(row.settled), amount(row.remaining), due]
            }
        }
    }
}
