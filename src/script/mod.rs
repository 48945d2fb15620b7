//! Runs the functions that are more than a formula (loops, lists) in a locked-down Rhai engine.
//!
//! A script is given values and gives back a value, and what it says with `förklara`; it reaches nothing else. It is bounded by counted
//! operations and sizes, never by the clock, so that the same input always gives the same answer.

mod fault;
mod functions;
mod inspect;
mod notes;
mod operators;
mod value;

#[cfg(test)]
mod tests;

pub use fault::{Limit, ScriptError, ScriptErrorKind};
pub use value::ScriptValue;

use rhai::{AST, CallFnOptions, Dynamic, Engine, Scope};
use std::thread;

use crate::formula::{SyntaxError, normalise, parse_error, parser};
use notes::Notes;

/// How many operations one call may take: a few hundred times what a rule over twenty years needs, and well under a second.
const MAX_OPERATIONS: u64 = 100_000;
/// How deep functions may call each other.
const MAX_CALLS: usize = 16;
/// How many variables may be alive at once.
const MAX_VARIABLES: usize = 64;
/// The stack that a call runs on. A debug build needs about 1 MB for each level of calls that goes as deep as the parser allows, more than
/// any thread has from the start; what is not used costs nothing.
const STACK: usize = 48 << 20;

/// Runs scripts. Building one takes a while; it can be shared between threads.
#[derive(Debug)]
pub struct ScriptEngine(Engine);

/// A rule file that has been read.
#[derive(Debug, Clone)]
pub struct Script {
    ast: AST,
    source: String,
    functions: Vec<Function>,
}

/// A function of a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The names of what it takes.
    pub parameters: Vec<String>,
    /// Where its name stands: a byte offset into the source.
    pub offset: usize,
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
        engine.set_max_operations(MAX_OPERATIONS).set_max_call_levels(MAX_CALLS).set_max_variables(MAX_VARIABLES);
        operators::register(&mut engine);
        functions::register(&mut engine);
        notes::register(&mut engine);
        Self(engine)
    }

    /// Reads a rule file. Names are not looked up: a file may also hold functions that are formulas, with names that only formulas know.
    ///
    /// # Errors
    /// What no rule file may hold, with its place in `source`.
    pub fn compile(&self, source: &str) -> Result<Script, SyntaxError> {
        let ast = self.0.compile(normalise(source)).map_err(|error| parse_error(&error, source))?;
        let functions = inspect::functions(&ast, source);
        if let Some(error) = inspect::refused(&ast, &functions, source) {
            return Err(error);
        }
        Ok(Script { ast, source: source.to_owned(), functions })
    }

    /// Every unknown name, and every call with the wrong number of values, in a function and in those that it calls: what a call would
    /// stumble over when it comes to it, found before.
    pub fn check(&self, script: &Script, function: &str) -> Vec<SyntaxError> {
        inspect::check(script, function)
    }

    /// Calls a function of a rule file.
    ///
    /// # Errors
    /// A limit passed, a fault in the script, or no value at the end, with its place in the source. Rhai does not tell where in a
    /// function a count of operations, calls or variables was passed: the place is then the function's name.
    pub fn call(
        &self,
        script: &Script,
        function: &str,
        arguments: &[ScriptValue],
    ) -> Result<ScriptResult, ScriptError> {
        let name = normalise(function);
        let work = || self.call_here(script, &name, arguments);
        // No stack to be had, or a panic inside Rhai: an error like any other.
        let stopped = || Err(fault::stopped_at(script, &name));
        thread::scope(|scope| {
            let thread = thread::Builder::new().stack_size(STACK);
            match thread.spawn_scoped(scope, work) {
                Ok(running) => running.join().unwrap_or_else(|_| stopped()),
                Err(_) => stopped(),
            }
        })
    }

    fn call_here(
        &self,
        script: &Script,
        function: &str,
        arguments: &[ScriptValue],
    ) -> Result<ScriptResult, ScriptError> {
        let notes = Notes::default();
        let options = CallFnOptions::new().eval_ast(false).with_tag(notes.clone());
        let values: Vec<Dynamic> = arguments.iter().map(ScriptValue::to_dynamic).collect();
        let value = self
            .0
            .call_fn_with_options::<Dynamic>(options, &mut Scope::new(), &script.ast, function, values)
            .and_then(|result| ScriptValue::returned(&result))
            .map_err(|error| fault::explain(&error, script, function, arguments.len()))?;
        Ok(ScriptResult { value, notes: notes.take() })
    }
}

impl Script {
    /// The functions of the file, in the order of their names.
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// A function of the file.
    pub fn function(&self, name: &str) -> Option<&Function> {
        let name = normalise(name);
        self.functions.iter().find(|f| f.name == *name)
    }
}
