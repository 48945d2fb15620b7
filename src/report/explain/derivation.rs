//! The tree under one evaluated formula.

use std::collections::BTreeSet;

use super::leaf::single_leaf;
use super::model::{Place, Role, Step};
use super::phrases::derived_above;
use crate::evaluate::{ContextId, RecordId, Value};
use crate::formula::{Elsewhere, FormulaId, Gather, NodeId, Operation, Tree, Type, Which};
use crate::policy::Formula;
use crate::report::build::{Scribe, entity, symbol};
use crate::report::wording::facts::case_conditions;
use crate::report::wording::names::called_there;
use crate::report::wording::number::shown;
use crate::report::wording::{basis_word, period_words, say};
use crate::report::words::{Exact, Shown};

/// The formulas whose derivation has been told in this row already.
#[derive(Debug, Default)]
pub(super) struct Seen(BTreeSet<RecordId>);

/// Where in the tree of a record a walk is.
struct Walk<'s, 'p> {
    record: RecordId,
    tree: &'p Tree,
    home: ContextId,
    seen: &'s mut Seen,
    /// Parts of a tree may be shared; each is told once.
    visited: BTreeSet<NodeId>,
    steps: Vec<Step>,
}

impl Walk<'_, '_> {
    fn add(&mut self, step: Option<Step>) {
        if let Some(step) = step.filter(|s| !self.steps.contains(s)) {
            self.steps.push(step);
        }
    }
}

impl<'p> Scribe<'_, 'p> {
    /// A part of a verdict: its value, target, a condition. Its own formula is unnamed, so the part's title stands for it.
    pub(super) fn part(&self, record: RecordId, role: Role, title: String, home: ContextId, seen: &mut Seen) -> Step {
        let mut step = self.valued(Step::new(role, title), record, home);
        let Some(formula) = self.formula_of(record) else { return step };
        if formula.name.is_none() && single_leaf(&formula.tree).is_none() {
            step.text = Some(formula.text.clone());
        }
        if formula.name.is_none() {
            step.source = self.cite(formula.span);
        }
        step.steps = match formula.name {
            Some(_) => vec![self.formula_step(record, home, seen)],
            None => self.inputs(record, formula, home, seen),
        };
        step
    }

    fn formula_of(&self, record: RecordId) -> Option<&'p Formula> {
        self.run.policy().formula(self.run.evaluation.record(record).formula)
    }

    /// What a record came to, and where, if that is not where the verdict is.
    pub(super) fn valued(&self, mut step: Step, record: RecordId, home: ContextId) -> Step {
        let found = self.run.evaluation.record(record);
        let decimals = self.run.published_decimals(found.formula, Some(record), None);
        let kind = self.formula_of(record).map_or(&Type::Broken, |f| &f.kind);
        self.set_value(&mut step, kind, self.run.evaluation.value_of(record), decimals);
        if found.context != home {
            let place = self.run.evaluation.context(found.context);
            step.place = Some(Place { entity: entity(&place.coordinates), period: place.period, basis: place.basis });
        }
        step
    }

    fn set_value(&self, step: &mut Step, kind: &Type, value: Value, decimals: Option<u32>) {
        step.words = value.number().and_then(|v| self.in_words(kind, v));
        if step.words.is_none() {
            step.value = value.number().map(Exact);
            step.shown = value.number().map(|v| Shown(shown(v, decimals)));
            step.unit = step.value.and(kind.unit()).and_then(symbol);
        }
        step.holds = value.truth();
        step.reason_code = value.reason();
    }

    /// A formula with what it came from; told once in a row.
    pub(super) fn formula_step(&self, record: RecordId, home: ContextId, seen: &mut Seen) -> Step {
        let Some(formula) = self.formula_of(record) else { return Step::new(Role::Formula, "") };
        let mut step = self.valued(Step::new(Role::Formula, self.formula_title(formula)), record, home);
        step.text = Some(formula.text.clone());
        step.source = self.cite(formula.span);
        step.record = Some(record);
        if !seen.0.insert(record) {
            step.notes.push(derived_above(self.lang).to_owned());
            return step;
        }
        step.notes.extend(formula.assumed.iter().map(|why| say!(self.lang, "antagande: {why}", "assumption: {why}")));
        step.notes.extend(formula.own_words.as_ref().and_then(|words| called_there(words, self.lang)));
        step.notes.extend(formula.reference.clone());
        step.steps = self.inputs(record, formula, home, seen);
        step.steps.extend(self.reported_step(record));
        step
    }

    /// What a record's tree read.
    fn inputs(&self, record: RecordId, formula: &'p Formula, home: ContextId, seen: &mut Seen) -> Vec<Step> {
        let tree = &formula.tree;
        let mut walk = Walk { record, tree, home, seen, visited: BTreeSet::new(), steps: Vec::new() };
        let was_read = self.run.evaluation.slot(record, tree.root).value != Value::NotReached;
        match formula.says.is_empty() {
            false if was_read => self.case_step(&mut walk, formula),
            _ => self.walk(&mut walk, tree.root),
        }
        walk.steps
    }

    fn walk(&self, walk: &mut Walk<'_, 'p>, id: NodeId) {
        let Some(node) = walk.tree.get(id) else { return };
        let slot = self.run.evaluation.slot(walk.record, id);
        if slot.value == Value::NotReached || !walk.visited.insert(id) {
            return;
        }
        match &node.operation {
            Operation::Figure(figure) => walk.add(self.figure_step(*figure, slot, walk.record)),
            Operation::Parameter(parameter) => walk.add(self.parameter_step(*parameter, slot)),
            Operation::Formula(_) | Operation::Published(_) => {
                let step = slot.link.record().map(|r| self.formula_step(r, walk.home, walk.seen));
                walk.add(step);
            }
            Operation::Elsewhere(place, _) => {
                let words = self.elsewhere_words(*place);
                let step = slot.link.record().map(|r| self.away(r, &words, walk.home, walk.seen));
                walk.add(step);
            }
            Operation::Moved(..) => {
                let step = slot.link.record().map(|r| {
                    let period = self.run.evaluation.context(self.run.evaluation.record(r).context).period;
                    self.away(r, &self.elsewhere_words(Elsewhere::At(period)), walk.home, walk.seen)
                });
                walk.add(step);
                for input in node.operation.inputs() {
                    self.walk(walk, input);
                }
            }
            Operation::YearWhen(which, condition) => {
                self.window(walk, id, self.year_when_words(*which, *condition));
            }
            Operation::Years(how, ..) => {
                self.window(walk, id, self.gather_words(*how, &say!(self.lang, "år", "years")))
            }
            Operation::Ledger(index, _) => {
                for record in self.run.evaluation.list(slot.link).to_vec() {
                    let step = self.away(record, &self.flow_words(*index, record), walk.home, walk.seen);
                    walk.add(Some(step));
                }
            }
            Operation::Members(how, _, dimension) => self.window(walk, id, self.gather_words(*how, dimension)),
            Operation::Script(script, inputs) => self.script(walk, id, *script, inputs),
            Operation::Call(name, inner) => self.call(walk, id, name, *inner),
            Operation::If(condition, then, otherwise) => self.choice(walk, id, [*condition, *then, *otherwise]),
            simple => {
                for input in simple.inputs() {
                    self.walk(walk, input);
                }
            }
        }
    }

    /// The steps under some nodes, apart from those around them.
    fn inside(&self, walk: &mut Walk<'_, 'p>, nodes: &[NodeId]) -> Vec<Step> {
        let outer = std::mem::take(&mut walk.steps);
        for node in nodes {
            self.walk(walk, *node);
        }
        std::mem::replace(&mut walk.steps, outer)
    }

    /// A step for a node that is more than arithmetic.
    fn node_step(&self, walk: &Walk<'_, 'p>, id: NodeId, role: Role, title: String) -> Step {
        let mut step = Step::new(role, title);
        if let Some(node) = walk.tree.get(id) {
            self.set_value(&mut step, &node.kind, self.run.evaluation.slot(walk.record, id).value, None);
            step.text = Some(self.sources.slice(node.span).to_owned()).filter(|t| !t.is_empty());
        }
        step
    }

    fn call(&self, walk: &mut Walk<'_, 'p>, id: NodeId, name: &str, inner: NodeId) {
        let mut step = self.node_step(walk, id, Role::Function, name.to_owned());
        step.steps = self.inside(walk, &[inner]);
        walk.add(Some(step));
    }

    fn script(&self, walk: &mut Walk<'_, 'p>, id: NodeId, script: crate::formula::ScriptId, inputs: &[NodeId]) {
        let name = self.run.policy().script(script).map(|s| s.function.clone()).unwrap_or_default();
        let mut step = self.node_step(walk, id, Role::Script, name);
        let link = self.run.evaluation.slot(walk.record, id).link;
        step.notes =
            self.run.evaluation.notes(link).iter().map(|(text, value)| self.script_note(text, value)).collect();
        step.steps = self.inside(walk, inputs);
        walk.add(Some(step));
    }

    /// Which way was taken; the other one is said and not told.
    fn choice(&self, walk: &mut Walk<'_, 'p>, id: NodeId, [condition, then, otherwise]: [NodeId; 3]) {
        let holds = self.run.evaluation.slot(walk.record, condition).value.truth();
        let written = |id: NodeId| walk.tree.get(id).map(|n| self.sources.slice(n.span).to_owned()).unwrap_or_default();
        let (question, first, second) = (written(condition), written(then), written(otherwise));
        let question_in_titles = self.in_titles(&question);
        let title = match holds {
            Some(true) => say!(self.lang, "{question_in_titles} gäller", "{question_in_titles} holds"),
            Some(false) => say!(self.lang, "{question_in_titles} gäller inte", "{question_in_titles} does not hold"),
            None => {
                say!(self.lang, "{question_in_titles} går inte att avgöra", "{question_in_titles} cannot be decided")
            }
        };
        let (taken, not_taken) = match holds {
            Some(true) => (vec![condition, then], vec![second]),
            Some(false) => (vec![condition, otherwise], vec![first]),
            None => (vec![condition], vec![first, second]),
        };
        let mut step = self.node_step(walk, id, Role::Choice, title);
        step.text = None;
        step.notes =
            not_taken.iter().map(|way| say!(self.lang, "räknades inte: {way}", "not computed: {way}")).collect();
        step.steps = self.inside(walk, &taken);
        walk.add(Some(step));
    }

    /// A window over years or members: one step for each.
    fn window(&self, walk: &mut Walk<'_, 'p>, id: NodeId, title: String) {
        let mut step = self.node_step(walk, id, Role::Function, title);
        let link = self.run.evaluation.slot(walk.record, id).link;
        for record in self.run.evaluation.list(link).to_vec() {
            step.steps.push(self.away(record, "", walk.home, walk.seen));
        }
        walk.add(Some(step));
    }

    /// A formula that was evaluated in another context. Where it is one figure or limit, that stands for itself.
    pub(super) fn away(&self, record: RecordId, words: &str, home: ContextId, seen: &mut Seen) -> Step {
        let Some(formula) = self.formula_of(record) else { return Step::new(Role::Formula, "") };
        let told = match single_leaf(&formula.tree) {
            Some(_) if formula.name.is_none() => self.inputs(record, formula, home, seen).pop(),
            _ => None,
        };
        let mut step = told.unwrap_or_else(|| self.formula_step(record, home, seen));
        if !words.is_empty() {
            step.notes.insert(0, words.to_owned());
        }
        step
    }

    fn elsewhere_words(&self, place: Elsewhere) -> String {
        let lang = self.lang;
        match place {
            Elsewhere::Previous => say!(lang, "samma period året före", "the same period the year before"),
            Elsewhere::At(period) => {
                let period = period_words(period, lang);
                say!(lang, "vid {period}", "at {period}")
            }
            Elsewhere::EndOfYear => say!(lang, "vid årets slut", "at the end of the year"),
            Elsewhere::On(basis, edition) => {
                let basis = basis_word(basis, lang);
                let edition = edition.map(|e| format!(" {}", period_words(e.0, lang))).unwrap_or_default();
                say!(lang, "enligt {basis}{edition}", "on the basis {basis}{edition}")
            }
            Elsewhere::LatestKnown => say!(lang, "senast kända", "latest known"),
        }
    }

    /// "första året då Disponering av RUR > 0".
    fn year_when_words(&self, which: Which, condition: FormulaId) -> String {
        let condition = self.run.policy().formula(condition).map(|f| self.formula_title(f)).unwrap_or_default();
        match which {
            Which::First => say!(self.lang, "första året då {condition}", "the first year in which {condition}"),
            Which::Last => say!(self.lang, "senaste året då {condition}", "the last year in which {condition}"),
        }
    }

    /// The case that gave the value: its conditions and those before it, what it says, and its own steps.
    fn case_step(&self, walk: &mut Walk<'_, 'p>, formula: &'p Formula) {
        let conditions = case_conditions(&formula.tree, formula.says.len());
        let taken = self.case_taken(walk.record);
        let asked = conditions.iter().take(taken.map_or(conditions.len(), |t| t + 1));
        let mut nodes: Vec<NodeId> = asked.map(|(condition, _)| *condition).collect();
        let written = |id: &NodeId| walk.tree.get(*id).map(|n| self.sources.slice(n.span)).unwrap_or_default();
        let question = |id: &NodeId| self.in_titles(written(id));
        let title = match taken.map(|index| conditions.get(index)) {
            Some(Some((condition, _))) => {
                let question = question(condition);
                say!(self.lang, "{question} gäller", "{question} holds")
            }
            Some(None) => say!(self.lang, "inget av fallen före gäller", "none of the cases before holds"),
            None => say!(self.lang, "vilket fall som gäller går inte att avgöra", "which case holds cannot be decided"),
        };
        let value = taken.map(|index| match conditions.get(index) {
            Some((_, value)) => *value,
            None => conditions.iter().fold(walk.tree.root, |at, _| match walk.tree.get(at).map(|n| &n.operation) {
                Some(Operation::If(_, _, otherwise)) => *otherwise,
                _ => at,
            }),
        });
        let mut step = self.node_step(walk, walk.tree.root, Role::Case, title);
        step.text = None;
        step.notes.extend(self.said(walk.record).map(str::to_owned));
        nodes.extend(value);
        step.steps = self.inside(walk, &nodes);
        walk.add(Some(step));
    }

    fn gather_words(&self, how: Gather, over: &str) -> String {
        let lang = self.lang;
        match how {
            Gather::Sum => say!(lang, "summa över {over}", "sum over {over}"),
            Gather::Mean => say!(lang, "medel över {over}", "mean over {over}"),
            Gather::Least => say!(lang, "minst över {over}", "least over {over}"),
            Gather::Greatest => say!(lang, "störst över {over}", "greatest over {over}"),
            Gather::Count => say!(lang, "antal över {over}", "number over {over}"),
        }
    }
}
