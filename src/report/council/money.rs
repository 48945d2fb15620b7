//! What the page and the protocol both say of statements and ledgers.

use super::{Council, Said};
use crate::quantity::write_number;
use crate::report::ledger::{LedgerKind, LedgerRow};
use crate::report::model::StatementRow;
use crate::report::wording::ledger::{amounts, heads, origin};
use crate::report::wording::say;
use crate::report::words::Exact;

impl Said {
    /// The heading of statements and ledgers.
    pub fn money(self, council: &Council) -> String {
        match council.report.ledgers.is_empty() {
            true => say!(self.0, "Utredningar och uppställningar", "Statements"),
            false => say!(self.0, "Utredningar och reserver", "Statements and reserves"),
        }
    }

    /// What a line comes to.
    pub fn line_amount(self, line: &StatementRow) -> String {
        line.shown.map_or_else(|| "–".to_owned(), |s| write_number(s.0, self.0))
    }

    /// What is reported, where that is another number than the line's.
    pub fn reported(self, line: &StatementRow) -> Option<String> {
        let reported: Option<Exact> = line.reported.filter(|r| line.value.is_none_or(|v| v != *r));
        reported.map(|r| write_number(r.0, self.0))
    }

    /// That a line is not the law's, and why.
    pub fn outside_law(self, line: &StatementRow) -> Option<String> {
        let (title, why) = (&line.title, line.outside_law.as_ref()?);
        Some(say!(
            self.0,
            "{title} ingår inte i lagens uppställning: {why}",
            "{title} is not part of what the law prescribes: {why}"
        ))
    }

    /// What stands above the columns of a ledger: those that the text has, and for posts as of when.
    pub fn ledger_heads(self, kind: LedgerKind) -> Vec<String> {
        let mut heads = heads(kind, self.0);
        if kind == LedgerKind::Posts {
            heads.insert(1, say!(self.0, "Läget efter", "As of the end of"));
        }
        heads
    }

    /// The cells of a row under them.
    pub fn ledger_cells(self, row: &LedgerRow) -> Vec<String> {
        let origin = (row.kind == LedgerKind::Posts).then(|| origin(row, self.0));
        origin.into_iter().chain([self.cut(row.period, row.basis)]).chain(amounts(row, self.0)).collect()
    }
}
