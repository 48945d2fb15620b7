//! Statements and ledgers: how a sum comes about, line by line and year by year.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::drawing::{self, Bar, BarKind, Frame};
use super::table::Table;
use super::{Page, Part};
use crate::quantity::write_number;
use crate::report::ledger::{LedgerKind, LedgerRow};
use crate::report::model::{StatementRow, StatementTable};
use crate::report::wording::say;

impl Page<'_> {
    pub(super) fn money(&self) -> Option<Part> {
        let report = &self.council.report;
        if report.statements.is_empty() && report.ledgers.is_empty() {
            return None;
        }
        let body = html! {
            @for (index, tables) in report.statements.chunk_by(|a, b| a.id == b.id).enumerate() {
                @if let Some(first) = tables.first() {
                    h3 { (self.own(&first.title)) " (" (first.unit) ")" }
                    @if let Some(reference) = &first.reference {
                        p.muted { (self.own(reference)) }
                    }
                    @for (cut, table) in tables.iter().enumerate() {
                        (self.statement(table, &format!("u{}-{}", index + 1, cut + 1)))
                    }
                    @for said in first.lines.iter().filter_map(|line| self.said.outside_law(line)) { p.muted { (self.mixed(&said)) } }
                }
            }
            @for (index, rows) in report.ledgers.chunk_by(|a, b| a.ledger == b.ledger).enumerate() {
                @if let Some(first) = rows.first() {
                    h3 { (self.own(&first.title)) " (" (first.unit) ")" }
                    @match first.kind {
                        LedgerKind::Balance => (self.balance(rows, &format!("g{}", index + 1))),
                        LedgerKind::Posts => (self.table(&self.ledger_table(rows, first.kind))),
                    }
                }
            }
        };
        Some(Part { id: "utredningar".to_owned(), title: self.said.money(self.council), body })
    }

    fn statement(&self, statement: &StatementTable, id: &str) -> Markup {
        let lang = self.lang;
        let cut = self.said.cut(statement.period, statement.basis);
        let title = format!("{}, {cut}", statement.title);
        let unit = &statement.unit;
        let heads = vec![say!(lang, "Rad", "Line"), unit.clone(), say!(lang, "Redovisat", "Reported")];
        let has_reported = statement.lines.iter().any(|l| self.said.reported(l).is_some());
        let heads = if has_reported { heads } else { heads.into_iter().take(2).collect() };
        let mut table = Table::new(title.clone(), heads, 1);
        for line in &statement.lines {
            let mut cells = vec![line.title.clone(), self.said.line_amount(line)];
            if has_reported {
                cells.push(self.said.reported(line).unwrap_or_default());
            }
            if line.is_sum { table.sum(cells) } else { table.row(cells) }
        }
        let bars = self.bars(statement);
        let drawn = bars.as_ref().and_then(|bars| self.waterfall(bars, id, &title));
        let legend = match (&drawn, bars.is_some()) {
            (Some(_), _) => say!(
                lang,
                "Fylld stapel: ökar. Ofylld: minskar. Fet text: summa. Rader vars belopp är noll är inte ritade.",
                "Filled bar: adds. Hollow: takes away. Bold text: a sum. Lines whose amount is zero are not drawn."
            ),
            (None, false) if statement.lines.iter().any(|l| l.value.is_none()) => {
                say!(lang, "Ingen bild: värden saknas.", "No picture: values are missing.")
            }
            (None, _) => String::new(),
        };
        self.with_table(drawn.as_ref(), &cut, &legend, &table)
    }

    /// The bars of a statement; `None` if a value is missing, or nothing is summed. A sum holds all above it, or what came since the last sum:
    /// whichever its value is nearer to.
    fn bars(&self, statement: &StatementTable) -> Option<Vec<Bar>> {
        let lines: Vec<(&StatementRow, Decimal)> =
            statement.lines.iter().map(|l| Some((l, l.value?.0))).collect::<Option<_>>()?;
        let mut bars = Vec::new();
        let mut before = Decimal::ZERO;
        for block in lines.split_inclusive(|(line, _)| line.is_sum) {
            let Some(((sum, total), parts)) = block.split_last().filter(|(last, _)| last.0.is_sum) else { continue };
            let added = parts.iter().try_fold(Decimal::ZERO, |sum, (_, v)| sum.checked_add(*v))?;
            let off = |start: Decimal| Some(start.checked_add(added)?.checked_sub(*total)?.abs());
            let mut running = if off(before)? <= off(Decimal::ZERO)? { before } else { Decimal::ZERO };
            for (line, value) in parts {
                let next = running.checked_add(*value)?;
                if !value.is_zero() {
                    bars.push(self.bar(&line.title, self.signed(line), BarKind::Change, running, next));
                }
                running = next;
            }
            bars.push(self.bar(&sum.title, self.said.line_amount(sum), BarKind::Sum, Decimal::ZERO, *total));
            before = *total;
        }
        (!bars.is_empty()).then_some(bars)
    }

    fn waterfall(&self, bars: &[Bar], id: &str, title: &str) -> Option<Markup> {
        let said: Vec<String> = bars.iter().map(|b| format!("{}: {}", b.title, b.shown)).collect();
        let description = format!("{}.", said.join("; "));
        drawing::waterfall(self, &Frame { id, title, description: &description }, bars)
    }

    fn bar(&self, title: &str, shown: String, kind: BarKind, from: Decimal, to: Decimal) -> Bar {
        Bar { title: title.to_owned(), shown, kind, from, to }
    }

    fn signed(&self, line: &StatementRow) -> String {
        let amount = self.said.line_amount(line);
        if line.value.is_some_and(|v| v.0 > Decimal::ZERO) { format!("+{amount}") } else { amount }
    }

    /// A reserve over the years.
    fn balance(&self, rows: &[LedgerRow], id: &str) -> Markup {
        let (lang, title) = (self.lang, rows.first().map(|r| r.title.clone()).unwrap_or_default());
        let table = self.ledger_table(rows, LedgerKind::Balance);
        let bars = self.bars_of_balance(rows);
        let drawn = bars.and_then(|bars| self.waterfall(&bars, id, &title));
        let legend = match drawn {
            Some(_) => say!(
                lang,
                "Fylld stapel: tillfört. Ofylld: använt. Fet text: saldo.",
                "Filled bar: in. Hollow: out. Bold text: balance."
            ),
            None => say!(lang, "Ingen bild: belopp saknas.", "No picture: amounts are missing."),
        };
        self.with_table(drawn.as_ref(), "", &legend, &table)
    }

    /// Each year from its opening to its closing; an opening that is the closing before it is not drawn again.
    fn bars_of_balance(&self, rows: &[LedgerRow]) -> Option<Vec<Bar>> {
        let (lang, mut bars) = (self.lang, Vec::new());
        let mut before: Option<Decimal> = None;
        for row in rows {
            let (opening, added, used, closing) = (row.opening?.0, row.added?.0, row.used?.0, row.closing?.0);
            let cut = self.said.cut(row.period, row.basis);
            let shown = |value: Decimal| write_number(value.normalize(), lang);
            if before != Some(opening) {
                let title = say!(lang, "Ingående {cut}", "Opening {cut}");
                bars.push(self.bar(&title, shown(opening), BarKind::Sum, Decimal::ZERO, opening));
            }
            let with_in = opening.checked_add(added)?;
            if !added.is_zero() {
                let title = say!(lang, "Tillfört {cut}", "In {cut}");
                bars.push(self.bar(&title, format!("+{}", shown(added)), BarKind::Change, opening, with_in));
            }
            if !used.is_zero() {
                let title = say!(lang, "Använt {cut}", "Out {cut}");
                let after = with_in.checked_sub(used)?;
                bars.push(self.bar(&title, shown(Decimal::ZERO.checked_sub(used)?), BarKind::Change, with_in, after));
            }
            let title = say!(lang, "Utgående {cut}", "Closing {cut}");
            bars.push(self.bar(&title, shown(closing), BarKind::Sum, Decimal::ZERO, closing));
            before = Some(closing);
        }
        (!bars.is_empty()).then_some(bars)
    }

    fn ledger_table(&self, rows: &[LedgerRow], kind: LedgerKind) -> Table {
        let title = rows.first().map(|r| r.title.clone()).unwrap_or_default();
        let numbers_from = if kind == LedgerKind::Posts { 2 } else { 1 };
        let mut table = Table::new(title, self.said.ledger_heads(kind), numbers_from);
        rows.iter().for_each(|row| table.row(self.said.ledger_cells(row)));
        table
    }
}
