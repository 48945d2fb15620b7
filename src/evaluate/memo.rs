//! What has been evaluated already, so that nothing is evaluated twice.

use super::{ContextId, RecordId};
use crate::formula::FormulaId;

/// How many formulas share a page. Most contexts ask for a few formulas near each other: the year before, another part, another basis.
const FORMULAS: usize = 64;

/// For each context and formula its record, plus one; 0 is none. A context has a row of pages, and a page is made when it is first written to.
#[derive(Debug)]
pub(super) struct Memo {
    pages_of_row: usize,
    /// For each context the places of its pages; 0 is none.
    rows: Vec<u32>,
    pages: Vec<[u32; FORMULAS]>,
}

impl Memo {
    /// With room for a context and for the year before.
    pub(super) fn of(formulas: usize) -> Self {
        let pages_of_row = formulas.div_ceil(FORMULAS);
        let mut pages = Vec::with_capacity(pages_of_row * 2 + 1);
        pages.push([0; FORMULAS]);
        Self { pages_of_row, rows: Vec::with_capacity(pages_of_row * 2), pages }
    }

    pub(super) fn add_context(&mut self) {
        self.rows.resize(self.rows.len() + self.pages_of_row, 0);
    }

    /// The place of a page among the rows; `None` for a formula that the policy does not have.
    fn row(&self, formula: FormulaId, context: ContextId) -> Option<usize> {
        let page = formula.0 as usize / FORMULAS;
        (page < self.pages_of_row).then(|| context.0 as usize * self.pages_of_row + page)
    }

    pub(super) fn known(&self, formula: FormulaId, context: ContextId) -> Option<RecordId> {
        let page = *self.rows.get(self.row(formula, context)?)?;
        let entry = self.pages[page as usize][formula.0 as usize % FORMULAS];
        (entry > 0).then(|| RecordId(entry - 1))
    }

    pub(super) fn keep(&mut self, formula: FormulaId, context: ContextId, record: RecordId) {
        let Some(row) = self.row(formula, context) else { return };
        let Some(page) = self.rows.get_mut(row) else { return };
        if *page == 0 {
            *page = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
            self.pages.push([0; FORMULAS]);
        }
        self.pages[*page as usize][formula.0 as usize % FORMULAS] = record.0 + 1;
    }
}
