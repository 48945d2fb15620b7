//! The functions of `rules/*.rhai`: those of the packs and those that all packs share.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::checker::Checker;
use super::place::InFile;
use super::uses::Pack;
use crate::diagnostic::{Code, Diagnostic, FileId, Span};
use crate::formula::{
    Callable, Function, Place, ScriptId, SyntaxError, SyntaxFault, Type, is_reserved, parse_functions,
};
use crate::policy::Script;
use crate::quantity::Unit;
use crate::script::{self, ScriptEngine};
use crate::text;

/// The functions that formulas may call, by name.
#[derive(Default)]
pub(super) struct Functions(BTreeMap<String, Known>);

/// A function and whether anything calls it.
pub(super) struct Known {
    callable: Callable,
    pub(super) span: Span,
    pub(super) used: bool,
    /// Of the pack itself.
    pub(super) own: bool,
}

impl Functions {
    pub(super) fn call(&mut self, name: &str) -> Option<Callable> {
        let known = self.0.get_mut(name)?;
        known.used = true;
        Some(known.callable.clone())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Known)> {
        self.0.iter().map(|(name, known)| (name.as_str(), known))
    }

    /// Whether any function of a file is called.
    pub(super) fn calls_into(&self, file: FileId) -> bool {
        self.0.values().any(|f| f.used && f.span.file == file)
    }
}

impl Checker<'_> {
    pub(super) fn library(&mut self, packs: &[Pack], shared: &[FileId]) {
        for file in shared {
            self.functions_of(*file, false);
        }
        for pack in packs {
            for file in &pack.source.scripts {
                self.functions_of(*file, pack.own);
            }
        }
    }

    fn functions_of(&mut self, file: FileId, own: bool) {
        let place: Rc<dyn Place> = Rc::new(InFile::new(file, self.sources));
        let functions = match parse_functions(self.sources.text(file)) {
            Ok(functions) => functions,
            Err(fault) => {
                let span = place.span(fault.start, fault.end);
                self.faults.push(Diagnostic::error(fault.code, span, fault.message).help(fault.help));
                return;
            }
        };
        let mut engine: Option<(ScriptEngine, script::Script)> = None;
        for function in functions {
            let (span, name) = (place.span(function.start, function.end), function.name.clone());
            if is_reserved(&name) {
                let message = text!("`{name}` är redan en inbyggd funktion", "`{name}` is already a built-in function");
                self.error(Code::BadName, span, message, text!("välj ett annat namn", "choose another name"));
                continue;
            }
            if let Some(first) = self.functions.0.get(&name).map(|f| f.span) {
                self.duplicate(&name, span, first);
                continue;
            }
            let callable = match &function.body {
                Ok(_) => Callable::Transparent(Rc::new(function), place.clone()),
                Err(reason) => {
                    let reason = reason.clone();
                    if engine.is_none() {
                        engine = self.compiled(file);
                    }
                    if let Some((engine, script)) = &engine {
                        self.script_faults(&engine.check(script, &name), file);
                    }
                    self.script(function, &reason, &place, file)
                }
            };
            self.functions.0.insert(name, Known { callable, span, used: false, own });
        }
    }

    /// The file as the engine for scripts reads it, which refuses more than the parser does.
    fn compiled(&mut self, file: FileId) -> Option<(ScriptEngine, script::Script)> {
        let engine = ScriptEngine::new();
        match engine.compile(self.sources.text(file)) {
            Ok(script) => Some((engine, script)),
            Err(error) => {
                self.script_faults(&[error], file);
                None
            }
        }
    }

    fn script_faults(&mut self, errors: &[SyntaxError], file: FileId) {
        for error in errors {
            let span = Span::new(file, error.offset, error.offset + error.length);
            let help = text!(
                "skript får använda sina egna parametrar, variabler och funktioner, och de inbyggda",
                "scripts may use their own parameters, variables and functions, and the built-in ones"
            );
            self.error(Code::ScriptError, span, error.message.clone(), help);
        }
    }

    /// A function that is more than a formula: its declaration says what goes in and out.
    fn script(&mut self, function: Function, reason: &SyntaxFault, place: &Rc<dyn Place>, file: FileId) -> Callable {
        let span = place.span(function.start, function.end);
        let declared = |key: &str| {
            let lines = function.comments.iter();
            lines.filter_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix(':')).map(str::trim).next()
        };
        let Some((takes, gives)) = declared("args").zip(declared("unit")) else {
            let name = &function.name;
            let message =
                text!("`{name}` behöver säga vad som går in och ut", "`{name}` needs to say what goes in and out");
            self.faults.push(
                Diagnostic::error(Code::FormulaNotAllowed, span, message)
                    .also(place.span(reason.start, reason.end), reason.message.clone())
                    .help(text!(
                        "skriv ovanför funktionen `/// args: mnkr, mnkr` och `/// unit: mnkr` (eller `/// unit: ja/nej`), med de enheter som gäller",
                        "write above the function `/// args: mnkr, mnkr` and `/// unit: mnkr` (or `/// unit: ja/nej`), with the units that apply"
                    )),
            );
            return Callable::Transparent(Rc::new(function), place.clone());
        };
        let takes: Vec<Option<Unit>> =
            takes.split(',').map(str::trim).filter(|u| !u.is_empty()).map(|u| self.declared_unit(u, span)).collect();
        let gives = match gives {
            "ja/nej" => Type::Truth,
            symbol => self.declared_unit(symbol, span).map_or(Type::Broken, Type::Number),
        };
        if takes.len() != function.parameters.len() {
            let (name, given, expected) = (&function.name, takes.len(), function.parameters.len());
            let message = text!(
                "`{name}` tar {expected} värden, men `args` räknar upp {given}",
                "`{name}` takes {expected} values, but `args` lists {given}"
            );
            let help = text!("skriv en enhet för varje värde", "write a unit for each value");
            self.error(Code::WrongArguments, span, message, help);
        }
        let whole: Option<Vec<Unit>> = takes.into_iter().collect();
        let Some(takes) = whole.filter(|t| t.len() == function.parameters.len()) else {
            return Callable::Transparent(Rc::new(function), place.clone());
        };
        let id = ScriptId(u32::try_from(self.scripts.len()).unwrap_or(u32::MAX));
        self.scripts.push(Script {
            function: function.name,
            source: self.sources.text(file).to_owned(),
            kind: gives.clone(),
            because: reason.message.clone(),
            span,
        });
        Callable::Script(id, takes, gives)
    }

    fn declared_unit(&mut self, symbol: &str, span: Span) -> Option<Unit> {
        let found = self.vocabulary.units.get(symbol).cloned();
        if found.is_none() {
            self.unknown_unit(symbol, span);
        }
        found
    }
}
