//! What a formula may speak of, as its surroundings tell it.

use std::rc::Rc;

use super::tree::{CountOf, FormulaId, ParameterId, RuleIs, ScriptId, Tree, Type};
use super::typing::Place;
use super::untyped::Function;
use crate::diagnostic::Span;
use crate::figures::{FigureId, Name};
use crate::language::Text;
use crate::quantity::{Unit, Units};

/// What a name stands for.
#[derive(Debug, Clone)]
pub enum Binding {
    /// A submitted figure.
    Figure(FigureId, Type),
    /// A dated parameter.
    Parameter(ParameterId, Unit),
    /// Another formula, with what it declares to give.
    Formula(FormulaId, Type),
    /// Something whose own definition is faulty.
    Broken,
}

/// A function that a formula may call.
#[derive(Clone)]
pub enum Callable {
    /// Its steps become part of the tree; the place is its file.
    Transparent(Rc<Function>, Rc<dyn Place>),
    /// It runs as a script: the units it takes, and what it gives.
    Script(ScriptId, Vec<Unit>, Type),
}

impl Callable {
    /// How many values it takes.
    pub fn parameters(&self) -> usize {
        match self {
            Self::Transparent(function, _) => function.parameters.len(),
            Self::Script(_, takes, _) => takes.len(),
        }
    }
}

/// The surroundings of a formula.
pub trait Names {
    /// What a name stands for.
    fn name(&mut self, name: &str) -> Option<Binding>;
    /// The function of that name.
    fn function(&mut self, name: &str) -> Option<Callable>;
    /// The dimension of that name.
    fn dimension(&mut self, name: &str) -> Option<Name>;
    /// The units of the pack.
    fn units(&self) -> &Units;
    /// "Did you mean", for a name.
    fn suggest(&self, name: &str) -> Option<Text>;
    /// "Did you mean", for a function.
    fn suggest_function(&self, name: &str) -> Option<Text>;
    /// "Did you mean", for a dimension.
    fn suggest_dimension(&self, _name: &str) -> Option<Text> {
        None
    }
    /// Keeps a text that a formula gives: its place among the policy's texts.
    fn add_text(&mut self, text: &str) -> u32;
    /// Keeps a part of a formula that is evaluated in other contexts.
    fn add_part(&mut self, tree: Tree, span: Span) -> FormulaId;
    /// `group.count`, in an assessment only.
    fn count(&mut self, _group: &str, _count: &str) -> Option<(u32, CountOf)> {
        None
    }
    /// "Did you mean", for a count.
    fn suggest_count(&self, _group: &str, _count: &str) -> Option<Text> {
        None
    }
    /// `ledger.part`.
    fn part(&mut self, _ledger: &str, _part: &str) -> Option<Binding> {
        None
    }
    /// `uppfyllt("rule")` and its like, in an assessment only. `Some(None)`: there is no such rule.
    fn verdict(&mut self, _function: &str, _rule: &str) -> Option<Option<(u32, RuleIs)>> {
        None
    }
    /// "Did you mean", for a rule.
    fn suggest_rule(&self, _rule: &str) -> Option<Text> {
        None
    }
}
