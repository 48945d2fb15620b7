//! What has been evaluated already, so that nothing is evaluated twice.

use super::{ContextId, RecordId};
use crate::formula::FormulaId;

/// The contexts that are made first (what is judged, the years before) are those in which most formulas are evaluated.
const NEAR: usize = 16;

/// For each context and formula its record. In the hundreds of contexts that come later, one for each part and column, only a few are
/// evaluated: these have a short list each, where a whole row would be mostly empty.
#[derive(Debug)]
pub(super) struct Memo {
    formulas: usize,
    /// The first contexts, one row each: the record plus one; 0 is none.
    near: Vec<u32>,
    contexts: usize,
    /// The others, sorted by formula.
    far: Vec<Vec<(FormulaId, RecordId)>>,
}

impl Memo {
    /// Room for a context and for the year before.
    pub(super) fn of(formulas: usize) -> Self {
        Self { formulas, near: Vec::with_capacity(formulas * 2), contexts: 0, far: Vec::new() }
    }

    pub(super) fn add_context(&mut self) {
        self.contexts += 1;
        if self.contexts <= NEAR {
            self.near.resize(self.near.len() + self.formulas, 0);
        } else {
            self.far.push(Vec::new());
        }
    }

    /// Its place in the rows; beyond their end if the context is not among the first.
    fn place(&self, formula: FormulaId, context: ContextId) -> Option<usize> {
        let formula = formula.0 as usize;
        (formula < self.formulas).then(|| context.0 as usize * self.formulas + formula)
    }

    pub(super) fn known(&self, formula: FormulaId, context: ContextId) -> Option<RecordId> {
        match self.near.get(self.place(formula, context)?) {
            Some(entry) => (*entry > 0).then(|| RecordId(entry - 1)),
            None => self.known_far(formula, context),
        }
    }

    #[cold]
    fn known_far(&self, formula: FormulaId, context: ContextId) -> Option<RecordId> {
        let list = self.far.get((context.0 as usize).checked_sub(NEAR)?)?;
        let place = list.binary_search_by_key(&formula, |(known, _)| *known).ok()?;
        list.get(place).map(|(_, record)| *record)
    }

    pub(super) fn keep(&mut self, formula: FormulaId, context: ContextId, record: RecordId) {
        let Some(place) = self.place(formula, context) else { return };
        match self.near.get_mut(place) {
            Some(entry) => *entry = record.0 + 1,
            None => self.keep_far(formula, context, record),
        }
    }

    #[cold]
    fn keep_far(&mut self, formula: FormulaId, context: ContextId, record: RecordId) {
        let Some(list) = (context.0 as usize).checked_sub(NEAR).and_then(|at| self.far.get_mut(at)) else { return };
        match list.binary_search_by_key(&formula, |(known, _)| *known) {
            Ok(place) => list[place].1 = record,
            Err(place) => list.insert(place, (formula, record)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_known_in_every_context_and_nothing_else() {
        let (formulas, contexts) = (5_u32, 40_u32);
        let mut memo = Memo::of(formulas as usize);
        let kept = |formula: u32, context: u32| (formula * 7 + context).is_multiple_of(3);
        let record = |formula: u32, context: u32| RecordId(context * 100 + formula);
        for context in 0..contexts {
            memo.add_context();
            // From the last formula to the first: the lists sort themselves.
            for formula in (0..formulas).rev().filter(|formula| kept(*formula, context)) {
                memo.keep(FormulaId(formula), ContextId(context), RecordId(u32::MAX - 1));
                memo.keep(FormulaId(formula), ContextId(context), record(formula, context));
            }
        }
        for (formula, context) in (0..formulas).flat_map(|f| (0..contexts).map(move |c| (f, c))) {
            let known = memo.known(FormulaId(formula), ContextId(context));
            assert_eq!(known, kept(formula, context).then(|| record(formula, context)), "{formula} in {context}");
        }
        assert_eq!(memo.known(FormulaId(formulas), ContextId(0)), None, "no such formula");
        assert_eq!(memo.known(FormulaId(0), ContextId(contexts)), None, "no such context");
    }
}
