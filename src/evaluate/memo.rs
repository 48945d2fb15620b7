//! What has been evaluated already, so that nothing is evaluated twice.

use super::{ContextId, RecordId};
use crate::formula::FormulaId;

/// For each context and formula its record, plus one; 0 is none. One row a context.
#[derive(Debug)]
pub(super) struct Memo {
    formulas: usize,
    entries: Vec<u32>,
}

impl Memo {
    /// Room for a context and for the year before.
    pub(super) fn of(formulas: usize) -> Self {
        Self { formulas, entries: Vec::with_capacity(formulas * 2) }
    }

    pub(super) fn add_context(&mut self) {
        self.entries.resize(self.entries.len() + self.formulas, 0);
    }

    fn place(&self, formula: FormulaId, context: ContextId) -> Option<usize> {
        let formula = formula.0 as usize;
        (formula < self.formulas).then(|| context.0 as usize * self.formulas + formula)
    }

    pub(super) fn known(&self, formula: FormulaId, context: ContextId) -> Option<RecordId> {
        let entry = self.entries.get(self.place(formula, context)?).copied().unwrap_or(0);
        (entry > 0).then(|| RecordId(entry - 1))
    }

    pub(super) fn keep(&mut self, formula: FormulaId, context: ContextId, record: RecordId) {
        let place = self.place(formula, context);
        if let Some(entry) = place.and_then(|place| self.entries.get_mut(place)) {
            *entry = record.0 + 1;
        }
    }
}
