//! What has been evaluated already, so that nothing is evaluated twice.

use super::{ContextId, RecordId};
use crate::formula::FormulaId;

/// Contexts that may need every formula: the first judged one, the years before it. Those after them are mostly parts that a few formulas look into.
const DENSE: usize = 4;

/// For each context and formula its record.
#[derive(Debug)]
pub(super) struct Memo {
    formulas: usize,
    /// The first contexts: one row each, with the record of every formula, plus one; 0 is none.
    dense: Vec<u32>,
    /// The other contexts: what has been evaluated there, by formula.
    sparse: Vec<Vec<(FormulaId, RecordId)>>,
}

impl Memo {
    /// Room for a context and for the year before.
    pub(super) fn of(formulas: usize) -> Self {
        Self { formulas, dense: Vec::with_capacity(formulas * 2), sparse: Vec::new() }
    }

    pub(super) fn add_context(&mut self) {
        if self.dense.len() < self.formulas * DENSE {
            self.dense.resize(self.dense.len() + self.formulas, 0);
        } else {
            self.sparse.push(Vec::new());
        }
    }

    fn place(&self, formula: FormulaId, context: ContextId) -> Option<usize> {
        let formula = formula.0 as usize;
        (formula < self.formulas).then(|| context.0 as usize * self.formulas + formula)
    }

    pub(super) fn known(&self, formula: FormulaId, context: ContextId) -> Option<RecordId> {
        if let Some(entry) = self.place(formula, context).and_then(|place| self.dense.get(place)) {
            return (*entry > 0).then(|| RecordId(entry - 1));
        }
        let row = self.sparse.get((context.0 as usize).checked_sub(DENSE)?)?;
        let place = row.binary_search_by_key(&formula, |(formula, _)| *formula).ok()?;
        row.get(place).map(|(_, record)| *record)
    }

    pub(super) fn keep(&mut self, formula: FormulaId, context: ContextId, record: RecordId) {
        let place = self.place(formula, context);
        if let Some(entry) = place.and_then(|place| self.dense.get_mut(place)) {
            *entry = record.0 + 1;
            return;
        }
        let row = (context.0 as usize).checked_sub(DENSE).and_then(|place| self.sparse.get_mut(place));
        if let Some(row) = row
            && let Err(place) = row.binary_search_by_key(&formula, |(formula, _)| *formula)
        {
            row.insert(place, (formula, record));
        }
    }
}
