//! Runs the functions that are more than a formula (loops, lists) in a locked-down Rhai engine.
//!
//! A script is given values and gives back a value, and what it says with `förklara`; it reaches nothing else. It is bounded by counted
//! operations and sizes, never by the clock, so that the same input always gives the same answer.

mod fault;
mod functions;
mod notes;
mod operators;
mod value;

#[cfg(test)]
mod tests;

pub use fault::{Limit, ScriptError, ScriptErrorKind};
pub use value::ScriptValue;

use rhai::{AST, CallFnOptions, Dynamic, Engine, Scope};

use crate::formula::{SyntaxError, normalise, parse_error, parser};
use notes::Notes;

/// How many operations one call may take: a few hundred times what a rule over twenty years needs, and well under a second.
const MAX_OPERATIONS: u64 = 100_000;
/// How deep functions may call each other.
const MAX_CALLS: usize = 16;
/// How many variables may be alive at once.
const MAX_VARIABLES: usize = 64;

/// Runs scripts. Building one takes a while; it can be shared between threads.
#[derive(Debug)]
pub struct ScriptEngine(Engine);

/// A rule file that has been read.
#[derive(Debug, Clone)]
pub struct Script {
    ast: AST,
    source: String,
}

/// What a call came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptResult {
    /// The value that the function ended in.
    pub value: ScriptValue,
    /// What it said with `förklara`, in order.
    pub notes: Vec<(String, ScriptValue)>,
}

impl Default for ScriptEngine {
    fn default() -> Self {
        Self::new()
    }
}

impl ScriptEngine {
    /// An engine with everything that scripts may use.
    pub fn new() -> Self {
        let mut engine = parser();
        engine
            .set_strict_variables(true)
            .set_max_operations(MAX_OPERATIONS)
            .set_max_call_levels(MAX_CALLS)
            .set_max_variables(MAX_VARIABLES);
        operators::register(&mut engine);
        functions::register(&mut engine);
        notes::register(&mut engine);
        Self(engine)
    }

    /// Reads a rule file.
    ///
    /// # Errors
    /// What a rule file may not hold, with its place in `source`.
    pub fn compile(&self, source: &str) -> Result<Script, SyntaxError> {
        let ast = self
            .0
            .compile(normalise(source))
            .map_err(|error| parse_error(&error, source))?;
        Ok(Script {
            ast,
            source: source.to_owned(),
        })
    }

    /// Calls a function of a rule file.
    ///
    /// # Errors
    /// A limit passed, a fault in the script, or no value at the end, with its place in the source.
    pub fn call(
        &self,
        script: &Script,
        function: &str,
        arguments: &[ScriptValue],
    ) -> Result<ScriptResult, ScriptError> {
        let name = normalise(function);
        let notes = Notes::default();
        let options = CallFnOptions::new().eval_ast(false).with_tag(notes.clone());
        let values: Vec<Dynamic> = arguments.iter().map(ScriptValue::to_dynamic).collect();
        let value = self
            .0
            .call_fn_with_options::<Dynamic>(options, &mut Scope::new(), &script.ast, &name, values)
            .and_then(|result| ScriptValue::returned(&result))
            .map_err(|error| fault::explain(*error, script, &name, arguments.len()))?;
        Ok(ScriptResult {
            value,
            notes: notes.take(),
        })
    }
}

impl Script {
    /// The functions of the file, with the names of what they take, in the order of their names.
    pub fn functions(&self) -> Vec<(&str, Vec<&str>)> {
        let mut all: Vec<_> = self
            .ast
            .iter_functions()
            .map(|f| (f.name, f.params))
            .collect();
        all.sort_unstable();
        all
    }

    /// Where a function is defined: the byte offset of its `fn`; the start of the file if it is not there.
    fn definition(&self, function: &str) -> usize {
        let starts = self.source.match_indices("fn").map(|(at, _)| at);
        let is_this = |at: &usize| {
            let rest = normalise(&self.source[at + 2..]);
            let rest = rest.trim_start().strip_prefix(function);
            rest.is_some_and(|rest| rest.trim_start().starts_with('('))
        };
        starts.filter(is_this).last().unwrap_or_default()
    }
}
