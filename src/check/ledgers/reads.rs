//! What ledgers need in one year, and what they read in all.

use std::collections::BTreeSet;

use super::super::checker::Checker;
use crate::figures::FigureId;
use crate::formula::{FormulaId, LedgerPart, Operation};
use crate::policy::LedgerBody;

impl Checker<'_> {
    /// The formulas that a part of a ledger needs in its own year. What the year begins with needs only the years before.
    pub(in crate::check) fn needs_of_part(&self, index: u32, part: LedgerPart) -> Vec<FormulaId> {
        let Some(ledger) = self.ledgers.get(index as usize) else { return Vec::new() };
        let needed: Vec<FormulaId> = match (&ledger.body, part) {
            (_, LedgerPart::Origin | LedgerPart::Due) => Vec::new(),
            (LedgerBody::Balance(balance), LedgerPart::Opening) => vec![balance.opening],
            (LedgerBody::Posts(_), LedgerPart::Opening) => Vec::new(),
            (LedgerBody::Balance(balance), LedgerPart::Added) => balance.added.iter().map(|f| f.is).collect(),
            (LedgerBody::Balance(balance), LedgerPart::Used) => balance.used.iter().map(|f| f.is).collect(),
            (LedgerBody::Posts(posts), LedgerPart::Added) => vec![posts.arises],
            (_, LedgerPart::Used | LedgerPart::Closing) => all_of(&ledger.body),
        };
        needed.into_iter().filter(|id| self.formula(*id).is_some()).collect()
    }

    /// Which figures each ledger reads, in whatever year.
    pub(in crate::check) fn ledgers_read(&mut self) {
        for index in 0..self.ledgers.len() {
            let mut left = self.ledgers.get(index).map(|l| all_of(&l.body)).unwrap_or_default();
            let (mut seen, mut found): (BTreeSet<FormulaId>, BTreeSet<FigureId>) = Default::default();
            while let Some(id) = left.pop() {
                if !seen.insert(id) {
                    continue;
                }
                let Some(formula) = self.formula(id) else { continue };
                found.extend(formula.reported.map(|(figure, _)| figure));
                for node in &formula.tree.nodes {
                    match node.operation {
                        Operation::Figure(figure) => {
                            found.insert(figure);
                        }
                        Operation::Ledger(other, _) => {
                            left.extend(self.ledgers.get(other as usize).map(|l| all_of(&l.body)).unwrap_or_default());
                        }
                        ref other => left.extend(other.formula()),
                    }
                }
            }
            if let Some(ledger) = self.ledgers.get_mut(index) {
                ledger.reads = found.into_iter().collect();
            }
        }
    }
}

/// Every formula of a ledger.
fn all_of(body: &LedgerBody) -> Vec<FormulaId> {
    match body {
        LedgerBody::Balance(b) => {
            std::iter::once(b.opening).chain(b.added.iter().chain(&b.used).map(|f| f.is)).collect()
        }
        LedgerBody::Posts(p) => {
            [p.arises, p.settled, p.due].into_iter().chain(p.waived.iter().map(|w| w.fact)).collect()
        }
    }
}
