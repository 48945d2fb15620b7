//! Statements with their periods beside each other, and ledgers year by year.

use super::{Writer, escaped};
use crate::quantity::write_number;
use crate::report::ledger::{LedgerKind, LedgerRow};
use crate::report::model::{StatementRow, StatementTable};
use crate::report::wording::{period_short, say};
use crate::report::words::Exact;

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
        for line in &first.lines {
            if let Some(why) = &line.outside_law {
                let title = &line.title;
                self.out.block(&escaped(&say!(
                    self.lang,
                    "{title} ingår inte i lagens uppställning: {why}",
                    "{title} is not part of what the law prescribes: {why}"
                )));
            }
        }
    }

    /// The amount; and what is reported, where that is another one.
    fn amount(&self, line: &StatementRow) -> String {
        let amount = line.shown.map_or_else(|| "–".to_owned(), |s| write_number(s.0, self.lang));
        let reported = line.reported.filter(|r| line.value.is_none_or(|v| v != *r));
        match reported.map(|r| write_number(r.0, self.lang)) {
            Some(reported) => say!(self.lang, "{amount} (redovisat {reported})", "{amount} (reported {reported})"),
            None => amount,
        }
    }

    fn ledger(&mut self, rows: &[LedgerRow]) {
        let (lang, Some(first)) = (self.lang, rows.first()) else { return };
        self.out.heading(3, &escaped(&format!("{} ({})", first.title, first.unit)));
        let heads = match first.kind {
            LedgerKind::Balance => vec![
                say!(lang, "År", "Year"),
                say!(lang, "Ingående", "Opening"),
                say!(lang, "Tillfört", "In"),
                say!(lang, "Använt", "Out"),
                say!(lang, "Utgående", "Closing"),
            ],
            LedgerKind::Posts => vec![
                say!(lang, "Uppkom", "Arose"),
                say!(lang, "Läget efter", "As of the end of"),
                say!(lang, "Belopp", "Amount"),
                say!(lang, "Reglerat", "Settled"),
                say!(lang, "Kvar", "Remains"),
                say!(lang, "Senast", "Due"),
            ],
        };
        let amount = |amount: Option<Exact>| {
            amount.map_or_else(|| "?".to_owned(), |value| write_number(value.0.normalize(), lang))
        };
        let cells = rows.iter().map(|row| {
            let cut = self.said.cut(row.period, row.basis);
            match row.kind {
                LedgerKind::Balance => {
                    let amounts = [row.opening, row.added, row.used, row.closing].map(amount);
                    std::iter::once(cut).chain(amounts).collect()
                }
                LedgerKind::Posts => {
                    let origin = row.origin.map_or_else(|| "?".to_owned(), |origin| period_short(origin, lang));
                    let due = row.due.map_or_else(String::new, |due| due.to_string());
                    let amounts = [row.amount, row.settled, row.remaining].map(amount);
                    [origin, cut].into_iter().chain(amounts).chain([due]).collect()
                }
            }
        });
        let cells: Vec<Vec<String>> = cells.collect();
        self.out.table(&heads, &cells);
    }
}
