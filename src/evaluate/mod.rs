//! Formulas over figures: every value, how it came about, and what rounding could have made of it.
//!
//! The derivation is not a second computation. Each evaluated formula leaves one slot a node in [`Evaluation`]; the tree that was evaluated and the
//! slots together are the derivation, down to figures and parameters.

mod bounds;
mod context;
mod growth;
mod history;
mod ledger;
mod memo;
mod other;
mod presence;
mod read;
mod run;
mod slots;
mod value;

pub use bounds::Bounds;
pub use context::{Context, ContextId, Reading};
pub use ledger::{Post, PostsAt};
use memo::Memo;
pub use value::{Link, Reason, Record, RecordId, Remark, Slot, Value};

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use slots::Slots;

use crate::figures::{Cut, FigureSet, Name};
use crate::formula::{FormulaId, NodeId, Operation};
use crate::policy::{Policy, Program, Verdict};
use crate::quantity::{Basis, Date, Period};
use crate::script::{Script, ScriptEngine, ScriptValue};

/// What the rules concluded, for assessments: counts by group, and verdicts by rule.
#[derive(Debug, Clone, Default)]
pub struct Conclusions {
    /// For each group of the assessment: all, judged, met, partly met, not met, undetermined, not applicable; `None` where unknown rules block it.
    pub groups: Vec<Option<[u32; 7]>>,
    /// For each rule of the policy: the verdict that counts, if it was judged.
    pub rules: Arc<BTreeMap<u32, Verdict>>,
}

/// A context, and what lookups in it compare.
struct Place {
    context: Context,
    /// It is the whole organisation.
    whole: bool,
    /// Its period and basis.
    stretch: Cut,
    /// The day that ends it, and its basis.
    last_day: Cut,
}

impl Place {
    fn of(context: Context) -> Self {
        let (period, basis) = (context.period, context.basis);
        let whole = context.coordinates.is_total();
        Self { whole, stretch: Cut::new(period, basis), last_day: Cut::new(Period::Day(period.end()), basis), context }
    }
}

/// All that has been evaluated of one policy over one set of figures.
pub struct Evaluation<'p> {
    pub(crate) policy: &'p Policy,
    program: &'p Program,
    pub(crate) figures: &'p FigureSet,
    pub(crate) as_of: Date,
    /// Where a reported and a computed value disagree, take the reported one.
    pub(crate) prefer_reported: bool,
    /// Bounds let a missing figure be anything in the range of its definition, instead of staying missing.
    pub(crate) ranging: bool,
    pub(crate) conclusions: Conclusions,
    /// Some reported value disagrees with the computed one.
    pub(crate) any_differs: bool,
    contexts: Vec<Place>,
    /// The numbers of the contexts, in the order of the contexts themselves: to find one again.
    in_order: Vec<ContextId>,
    records: Vec<Record>,
    slots: Slots,
    lists: Vec<Vec<RecordId>>,
    notes: Vec<Vec<(String, ScriptValue)>>,
    memo: Memo,
    /// For each context: the same one year earlier, plus one.
    earlier: Vec<u32>,
    /// Contexts that have been taken apart by a dimension, and the parts.
    parts: Vec<(ContextId, Name, Rc<[ContextId]>)>,
    submitted: Vec<(Period, Basis, bool)>,
    scripts: Option<(ScriptEngine, Vec<Option<Script>>)>,
    bounds: BTreeMap<(bool, FormulaId, ContextId), Bounds>,
}

impl<'p> Evaluation<'p> {
    /// Nothing evaluated yet.
    pub fn new(policy: &'p Policy, figures: &'p FigureSet, as_of: Date) -> Self {
        // Room for the judged context and for the year before, so that nothing moves on the way.
        let (records, slots) = (policy.formulas.len() * 2, policy.program().operations.len() * 2);
        Self {
            records: Vec::with_capacity(records),
            slots: Slots::with_capacity(slots),
            ..Self::of_a_few(policy, figures, as_of)
        }
    }

    /// The same, for a few formulas only.
    pub fn of_a_few(policy: &'p Policy, figures: &'p FigureSet, as_of: Date) -> Self {
        Self {
            policy,
            program: policy.program(),
            figures,
            as_of,
            prefer_reported: false,
            ranging: false,
            conclusions: Conclusions::default(),
            any_differs: false,
            contexts: Vec::with_capacity(4),
            in_order: Vec::with_capacity(4),
            records: Vec::new(),
            slots: Slots::default(),
            lists: Vec::new(),
            notes: Vec::new(),
            memo: Memo::of(policy.formulas.len()),
            earlier: Vec::with_capacity(4),
            parts: Vec::new(),
            submitted: Vec::new(),
            scripts: None,
            bounds: BTreeMap::new(),
        }
    }

    /// The policy.
    pub fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// The figures.
    pub fn figures(&self) -> &'p FigureSet {
        self.figures
    }

    /// The assessment date.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The number of a context.
    pub fn context_id(&mut self, context: &Context) -> ContextId {
        let found = self.in_order.binary_search_by(|id| self.context(*id).cmp(context));
        let place = match found {
            Ok(place) => return self.in_order[place],
            Err(place) => place,
        };
        let id = ContextId(u32::try_from(self.contexts.len()).unwrap_or(u32::MAX));
        self.in_order.insert(place, id);
        self.contexts.push(Place::of(context.clone()));
        self.memo.add_context();
        self.earlier.push(0);
        id
    }

    /// The context of a number that [`Evaluation::context_id`] gave.
    pub fn context(&self, id: ContextId) -> &Context {
        &self.contexts[id.0 as usize].context
    }

    /// The same context one year earlier, with the best known figures.
    pub fn year_before(&mut self, id: ContextId) -> ContextId {
        let known = self.earlier[id.0 as usize];
        if known > 0 {
            return ContextId(known - 1);
        }
        let earlier = self.context(id).years_away(-1);
        let earlier = self.context_id(&earlier);
        self.earlier[id.0 as usize] = earlier.0 + 1;
        earlier
    }

    /// Every record that has been made.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The numbers of every record that has been made.
    pub(crate) fn record_ids(&self) -> impl Iterator<Item = RecordId> + use<> {
        (0..u32::try_from(self.records.len()).unwrap_or(u32::MAX)).map(RecordId)
    }

    /// The submitted figures that a record reads directly.
    pub(crate) fn figures_of(&self, id: RecordId) -> impl Iterator<Item = u32> + '_ {
        let nodes = self.policy.formula(self.record(id).formula).map_or(&[][..], |f| &f.tree.nodes);
        let figures = (0_u32..).zip(nodes).filter(|(_, node)| matches!(node.operation, Operation::Figure(_)));
        figures
            .filter_map(move |(index, _)| self.slot(id, NodeId(index)).link.index())
            .filter_map(|i| u32::try_from(i).ok())
    }

    /// A record that has been made.
    pub fn record(&self, id: RecordId) -> &Record {
        &self.records[id.0 as usize]
    }

    /// The slot of a node in a record.
    pub fn slot(&self, record: RecordId, node: NodeId) -> Slot {
        let record = self.record(record);
        self.slots.get(record.first as usize + node.0 as usize).unwrap_or_default()
    }

    /// What a formula came to by itself, whatever was reported beside it.
    pub fn computed(&self, id: RecordId) -> Value {
        let root = self.policy.formula(self.record(id).formula).map(|f| f.tree.root);
        root.map_or(Value::NotReached, |root| self.slot(id, root).value)
    }

    /// The records that a window over years or members read.
    pub fn list(&self, link: Link) -> &[RecordId] {
        link.index().and_then(|i| self.lists.get(i)).map_or(&[], Vec::as_slice)
    }

    /// What a script explained.
    pub fn notes(&self, link: Link) -> &[(String, ScriptValue)] {
        link.index().and_then(|i| self.notes.get(i)).map_or(&[], Vec::as_slice)
    }

    /// The record of a formula in a context, if it has been evaluated.
    pub fn known(&self, formula: FormulaId, context: ContextId) -> Option<RecordId> {
        self.memo.known(formula, context)
    }

    /// Every formula that a record rests on, itself first, each once.
    pub fn rests_on(&self, record: RecordId) -> Vec<RecordId> {
        let mut found = Vec::new();
        self.add_rests(record, &mut found);
        found
    }

    /// Adds every formula that a record rests on to those that are there with all that they rest on.
    pub(crate) fn add_rests(&self, record: RecordId, found: &mut Vec<RecordId>) {
        let mut next = found.len();
        if !found.contains(&record) {
            found.push(record);
        }
        while let Some(&current) = found.get(next) {
            next += 1;
            for read in self.reads(current) {
                if !found.contains(&read) {
                    found.push(read);
                }
            }
        }
    }

    /// The records that a record reads directly.
    pub fn reads(&self, id: RecordId) -> impl Iterator<Item = RecordId> + '_ {
        let nodes = self.policy.formula(self.record(id).formula).map_or(&[][..], |f| &f.tree.nodes);
        (0_u32..).zip(nodes).flat_map(move |(index, node)| {
            let link = || self.slot(id, NodeId(index)).link;
            let (one, several): (Option<RecordId>, &[RecordId]) = match node.operation {
                Operation::Formula(_) | Operation::Published(_) | Operation::Elsewhere(..) | Operation::Moved(..) => {
                    (link().record(), &[])
                }
                Operation::Years(..) | Operation::Members(..) | Operation::YearWhen(..) | Operation::Ledger(..) => {
                    (None, self.list(link()))
                }
                _ => (None, &[]),
            };
            one.into_iter().chain(several.iter().copied())
        })
    }

    /// Whether anything at all was submitted for a period (or the day that ends it) on a basis.
    pub(crate) fn is_submitted(&mut self, period: Period, basis: Basis) -> bool {
        if let Some((_, _, known)) = self.submitted.iter().find(|(p, b, _)| *p == period && *b == basis) {
            return *known;
        }
        let found = self.figures.any_for(period, basis);
        self.submitted.push((period, basis, found));
        found
    }
}
