//! Ledgers in columns.

use super::{period_short, say};
use crate::language::Lang;
use crate::quantity::write_number;
use crate::report::ledger::{LedgerKind, LedgerRow};
use crate::report::words::Exact;

/// What stands above the columns: the year or where a post comes from, then [`amounts`].
pub(in crate::report) fn heads(kind: LedgerKind, lang: Lang) -> Vec<String> {
    match kind {
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
    }
}

/// The amounts of a row, and of a post the day by which it must be settled. What is not known is a question mark.
pub(in crate::report) fn amounts(row: &LedgerRow, lang: Lang) -> Vec<String> {
    let amount =
        |value: Option<Exact>| value.map_or_else(|| "?".to_owned(), |value| write_number(value.0.normalize(), lang));
    match row.kind {
        LedgerKind::Balance => [row.opening, row.added, row.used, row.closing].map(amount).into(),
        LedgerKind::Posts => {
            let due = row.due.map_or_else(String::new, |due| due.to_string());
            [row.amount, row.settled, row.remaining].map(amount).into_iter().chain([due]).collect()
        }
    }
}

/// The year in which a post arose.
pub(in crate::report) fn origin(row: &LedgerRow, lang: Lang) -> String {
    row.origin.map_or_else(|| "?".to_owned(), |origin| period_short(origin, lang))
}
