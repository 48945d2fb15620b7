//! Ledgers as plain data: balances year by year, posts as they stand at the end of the last year of each basis.

use rust_decimal::Decimal;

use super::Scribe;
use crate::evaluate::{ContextId, Post, Value};
use crate::formula::LedgerPart;
use crate::policy::Ledger;
use crate::quantity::{Basis, Period};
use crate::report::ledger::{LedgerKind, LedgerRow, Settlement};
use crate::report::words::Exact;

impl<'p> Scribe<'_, 'p> {
    pub(super) fn ledgers(&mut self) -> Vec<LedgerRow> {
        let ledgers: Vec<(u32, &'p Ledger)> = (0..).zip(&self.run.policy().ledgers).collect();
        let mut rows = Vec::new();
        for (index, ledger) in ledgers {
            let years = self.run.years_of_ledger(ledger);
            match ledger.balance() {
                Some(balance) => {
                    let carried = years.into_iter().filter(|(_, year)| *year > balance.at.year());
                    for (basis, year) in carried.collect::<Vec<_>>() {
                        rows.push(self.year_of_balance(ledger, basis, year));
                    }
                }
                None => {
                    for basis in Basis::ALL {
                        let last = years.iter().filter(|(b, _)| *b == basis).map(|(_, year)| *year).max();
                        if let Some(year) = last {
                            rows.extend(self.posts_of(index, ledger, basis, year));
                        }
                    }
                }
            }
        }
        rows
    }

    fn year_of_balance(&mut self, ledger: &Ledger, basis: Basis, year: i16) -> LedgerRow {
        let context = self.run.year_context(basis, year);
        let mut row = blank(ledger, LedgerKind::Balance, basis, year);
        let mut part = |part| match self.part_of(ledger, part, context) {
            Value::Number(number) => Some(Exact(number)),
            unknown => {
                row.reason_code = row.reason_code.or(unknown.reason());
                None
            }
        };
        let opening = part(LedgerPart::Opening);
        let (added, used) = (part(LedgerPart::Added), part(LedgerPart::Used));
        let closing = part(LedgerPart::Closing);
        LedgerRow { opening, added, used, closing, ..row }
    }

    fn part_of(&mut self, ledger: &Ledger, part: LedgerPart, context: ContextId) -> Value {
        let Some(formula) = ledger.part(part) else { return Value::NotReached };
        let record = self.run.evaluation.value(formula, context);
        self.run.evaluation.value_of(record)
    }

    fn posts_of(&mut self, index: u32, ledger: &Ledger, basis: Basis, year: i16) -> Vec<LedgerRow> {
        let context = self.run.year_context(basis, year);
        let at = self.run.evaluation.posts_at(index, context);
        let blank = |reason_code| LedgerRow { reason_code, ..blank(ledger, LedgerKind::Posts, basis, year) };
        let Some((_, reason)) = at.unknown else {
            return at.posts.iter().map(|post| of_post(post, blank(None))).collect();
        };
        // What arose before the year that is unknown is known; what has come of it since is not.
        let known = at.posts.iter().map(|post| LedgerRow {
            settled: None,
            settlements: Vec::new(),
            remaining: None,
            ..of_post(post, blank(Some(reason)))
        });
        let rows: Vec<LedgerRow> = known.collect();
        if rows.is_empty() { vec![blank(Some(reason))] } else { rows }
    }
}

fn blank(ledger: &Ledger, kind: LedgerKind, basis: Basis, year: i16) -> LedgerRow {
    LedgerRow {
        ledger: ledger.name.to_string(),
        title: ledger.title.clone(),
        kind,
        unit: ledger.unit.symbol().to_owned(),
        period: Period::year(year),
        basis,
        opening: None,
        added: None,
        used: None,
        closing: None,
        origin: None,
        amount: None,
        settled: None,
        settlements: Vec::new(),
        waived: None,
        remaining: None,
        due: None,
        reason_code: None,
        refs: ledger.reference.iter().chain(ledger.posts().and_then(waiver)).cloned().collect(),
    }
}

fn waiver(posts: &crate::policy::Posts) -> Option<&String> {
    posts.waived.as_ref().and_then(|w| w.reference.as_ref())
}

fn of_post(post: &Post, row: LedgerRow) -> LedgerRow {
    let settlements = post.settled.iter();
    LedgerRow {
        origin: Some(Period::year(post.origin)),
        amount: exact(post.amount),
        settled: exact(post.settled_in_all()),
        settlements: settlements
            .map(|(year, amount)| Settlement { period: Period::year(*year), amount: Exact(*amount) })
            .collect(),
        waived: exact(post.waived),
        remaining: exact(post.remaining),
        due: post.due,
        ..row
    }
}

fn exact(amount: Decimal) -> Option<Exact> {
    Some(Exact(amount))
}
