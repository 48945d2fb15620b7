//! Formulas: Rhai's syntax, parsed by Rhai, typed by us. Every literal is a decimal and every number has a unit before anything runs.

mod builder;
mod builtins;
mod cases;
mod facts;
mod names;
mod parse;
mod sum;
mod syntax;
mod times;
mod tree;
mod typing;
mod untyped;

pub use builder::unit_fault;
pub use builtins::{BUILT_IN, is_reserved};
pub use cases::{Case, type_cases};
pub use names::{Binding, Callable, Names};
pub use parse::{parse_formula, parse_functions};
pub use sum::{Term, sum_of};
pub(crate) use syntax::{
    MAX_LIST, MAX_TEXT, is_name, normalise, normalised_place, parse_error_message, parser, position_in, type_name,
    word_length,
};
pub use syntax::{SyntaxError, offset_of, parse_error};
pub use tree::{
    CountOf, Elsewhere, FormulaId, Gather, LedgerPart, Moment, Node, NodeId, Operation, ParameterId, RuleIs, ScriptId,
    Tree, Type, Which,
};
pub use typing::{Place, Wanted, type_formula};
pub use untyped::{Binary, Comparison, Function, Kind, Syntax, SyntaxFault};
