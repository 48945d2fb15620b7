//! Statements as tables: one for each period and basis for which figures were submitted.

use rust_decimal::Decimal;

use super::Scribe;
use super::needs::Needs;
use crate::evaluate::Context;
use crate::figures::{Coordinates, FigureId, Measured};
use crate::formula::FormulaId;
use crate::policy::{Statement, StatementLine};
use crate::quantity::{Basis, Period, Unit};
use crate::report::model::{StatementRow, StatementTable};
use crate::report::wording::number::shown;
use crate::report::words::{Exact, Shown};

impl<'p> Scribe<'_, 'p> {
    pub(super) fn statements(&mut self, needs: &mut Needs<'p>) -> Vec<StatementTable> {
        let mut tables = Vec::new();
        for statement in &self.run.policy().statements {
            for (basis, period) in self.cuts(statement, needs) {
                let lines: Vec<StatementRow> =
                    statement.lines.iter().map(|l| self.line(l, &statement.unit, period, basis)).collect();
                if lines.iter().any(|l| l.value.is_some()) {
                    let (id, title) = (statement.name.clone(), statement.title.clone());
                    tables.push(StatementTable {
                        id,
                        title,
                        unit: statement.unit.symbol().to_owned(),
                        period,
                        basis,
                        reference: statement.reference.clone(),
                        lines,
                    });
                }
            }
        }
        tables
    }

    /// The periods and bases for which something was submitted that a line reads; days only where nothing but balances is read.
    fn cuts(&self, statement: &Statement, needs: &mut Needs<'p>) -> Vec<(Basis, Period)> {
        let mut read: Vec<FigureId> = statement.lines.iter().flat_map(|l| needs.figures(l.formula)).collect();
        let is_balance =
            |id: &FigureId| self.run.policy().vocabulary.get(*id).is_some_and(|d| d.measured == Measured::At);
        if !read.iter().all(is_balance) {
            read.retain(|id| !is_balance(id));
        }
        let submitted = read.into_iter().flat_map(|id| self.run.evaluation.figures().of(id).1);
        let mut cuts: Vec<(Basis, Period)> = submitted.map(|f| (f.basis, f.period)).collect();
        cuts.sort_by_key(|(basis, period)| (*basis, period.end(), *period));
        cuts.dedup();
        cuts
    }

    fn line(&mut self, line: &StatementLine, unit: &Unit, period: Period, basis: Basis) -> StatementRow {
        let context = self.run.evaluation.context_id(&Context::judged(Coordinates::default(), period, basis));
        let record = self.run.evaluation.value(line.formula, context);
        let value = self.in_unit(line.formula, self.run.evaluation.number_of(record), unit);
        let formula = self.run.policy().formula(line.formula);
        let reported = formula.and_then(|f| self.reported_value(f, context));
        let decimals = self.run.published_decimals(line.formula, Some(record), None);
        StatementRow {
            title: line.title.clone(),
            value: value.map(Exact),
            shown: value.map(|v| Shown(shown(v, decimals))),
            reported: self.in_unit(line.formula, reported, unit).map(Exact),
            is_sum: line.is_sum,
            outside_law: line.outside_law.clone(),
        }
    }

    /// A formula's value in the statement's unit.
    fn in_unit(&self, formula: FormulaId, value: Option<Decimal>, unit: &Unit) -> Option<Decimal> {
        let own = self.run.policy().formula(formula)?.kind.unit()?;
        value?.checked_mul(own.factor_to(unit).ok()?)
    }
}
