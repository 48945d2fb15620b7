//! Every named formula in every context that was judged, whether or not a rule reads it.

use rust_decimal::Decimal;

use super::{Depth, Scribe, entity, symbol};
use crate::evaluate::{Context, ContextId, RecordId, Remark};
use crate::figures::{Coordinates, Given};
use crate::formula::FormulaId;
use crate::policy::Formula;
use crate::report::model::{NamedValue, ReportedRemark};
use crate::report::wording::number::shown;
use crate::report::words::{Exact, Shown};

impl<'p> Scribe<'_, 'p> {
    pub(super) fn values(&mut self) -> Vec<NamedValue> {
        let places = self.judged_places();
        let named = || (0_u32..).map(FormulaId).zip(&self.run.policy().formulas).filter(|(_, f)| f.name.is_some());
        let formulas: Vec<(FormulaId, &'p Formula)> = named().collect();
        // The whole first: what sums over parts evaluates the parts too.
        for place in places.iter().filter(|p| p.coordinates.is_total()) {
            let context = self.run.evaluation.context_id(place);
            for (id, _) in &formulas {
                self.run.evaluation.value(*id, context);
            }
        }
        let mut values = Vec::new();
        let contexts: Vec<ContextId> = places.iter().map(|place| self.run.evaluation.context_id(place)).collect();
        for (id, formula) in formulas {
            for context in contexts.iter().copied() {
                values.extend(self.named_value(id, formula, context));
            }
        }
        values
    }

    /// The distinct contexts of all judgements, and the whole in each of their periods.
    fn judged_places(&self) -> Vec<Context> {
        let mut judged: Vec<ContextId> = self.run.judgements.iter().map(|judgement| judgement.context).collect();
        judged.sort_unstable();
        judged.dedup();
        let judged = judged.into_iter().map(|context| self.run.evaluation.context(context));
        let whole = |place: &Context| Context { coordinates: Coordinates::default(), ..place.clone() };
        let mut places: Vec<Context> = judged.flat_map(|place| [place.clone(), whole(place)]).collect();
        places.sort_unstable_by(|a, b| {
            let key = |c: &Context| (c.basis, c.period.end(), c.period);
            key(a).cmp(&key(b)).then_with(|| a.coordinates.cmp(&b.coordinates)).then_with(|| a.cmp(b))
        });
        places.dedup();
        places
    }

    /// A formula where it has a value. For a part only if a rule asked for it there: not every formula means something for every part.
    fn named_value(&mut self, id: FormulaId, formula: &'p Formula, context: ContextId) -> Option<NamedValue> {
        let name = formula.name.as_ref()?;
        let record = self.run.evaluation.known(id, context)?;
        // A difference between reported and computed is a finding, whether or not the values are told.
        self.run.find_difference(record);
        if self.depth == Depth::Verdicts {
            return None;
        }
        let value = self.run.evaluation.value_of(record);
        let reported = self.reported_value(formula, context);
        if value.number().is_none() && value.truth().is_none() && reported.is_none() {
            return None;
        }
        let (remark, computed) = self.beside(record);
        let decimals = self.run.published_decimals(id, Some(record), None);
        let place = self.run.evaluation.context(context);
        Some(NamedValue {
            value: name.to_string(),
            title: formula.title.clone(),
            unit: formula.kind.unit().and_then(symbol),
            period: place.period,
            basis: place.basis,
            entity: entity(&place.coordinates),
            exact: value.number().map(|v| self.told(&formula.kind, v)),
            shown: value.number().filter(|_| formula.kind.unit().is_some()).map(|v| Shown(shown(v, decimals))),
            holds: value.truth(),
            says: self.said(record).map(str::to_owned),
            reported: reported.map(Exact),
            computed: computed.filter(|_| formula.kind.unit().is_some()).map(Exact),
            remark,
            reason_code: value.reason(),
        })
    }

    /// What the figures report beside a formula.
    pub(super) fn reported_value(&self, formula: &Formula, context: ContextId) -> Option<Decimal> {
        let (figure, _) = formula.reported?;
        let index = self.run.evaluation.found_figure(figure, context)?;
        match self.run.evaluation.figures().get(index)?.given {
            Given::Number { value, .. } => Some(value),
            Given::Fact(_) | Given::Missing { .. } => None,
        }
    }

    /// How the reported value stands to the computed one, and the computed one.
    pub(in crate::report) fn beside(&self, record: RecordId) -> (ReportedRemark, Option<Decimal>) {
        let computed = self.run.evaluation.computed(record).number();
        let value = self.run.evaluation.value_of(record);
        let record = self.run.evaluation.record(record);
        match (record.remark, value) {
            (Remark::None, value) => (ReportedRemark::None, value.number()),
            (Remark::Agrees(_), value) => (ReportedRemark::Agrees, value.number()),
            (Remark::Reported(_), _) => (ReportedRemark::StandsIn, None),
            (Remark::Differs(_), _) => (ReportedRemark::Differs, computed),
        }
    }
}
