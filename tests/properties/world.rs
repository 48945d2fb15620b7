//! The surroundings of a random formula: figures in a unit each, and a policy that holds nothing but formulas.

use std::collections::BTreeMap;
use std::rc::Rc;

use riktlinje::diagnostic::{FileId, Span};
use riktlinje::evaluate::{Bounds, Context, Evaluation, Reason, Value};
use riktlinje::figures::{Coordinates, Definition, Figure, FigureId, FigureSet, Given, Measured, Name, Vocabulary};
use riktlinje::formula::{
    Binding, Callable, FormulaId, Names, Place, ScriptId, Tree, Type, Wanted, parse_formula, parse_functions,
    type_formula,
};
use riktlinje::language::Text;
use riktlinje::policy::{Formula, Policy, Script};
use riktlinje::quantity::{Basis, Date, Decimal, Period, Unit, Units, Validity};

use super::expression::{Fault, Outcome, Program};
use super::grow::FIGURES;

/// Where a figure that is missing could have been.
pub const RANGE: (Decimal, Decimal) = (Decimal::NEGATIVE_ONE, Decimal::TEN);

/// How the functions of a program are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Functions {
    Inlined,
    AsScripts,
}

struct World {
    units: Units,
    figures: Vec<Unit>,
    functions: BTreeMap<String, Rc<riktlinje::formula::Function>>,
    scripts: Vec<(String, usize, bool)>,
    how: Functions,
}

/// All places are of the first file.
struct Here;

impl Place for Here {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(FileId(0), start, end)
    }
}

impl Names for World {
    fn name(&mut self, name: &str) -> Option<Binding> {
        let index = FIGURES.iter().position(|f| *f == name)?;
        Some(Binding::Figure(FigureId(u32::try_from(index).ok()?), Type::Number(self.figures[index].clone())))
    }

    fn function(&mut self, name: &str) -> Option<Callable> {
        if self.how == Functions::Inlined {
            return Some(Callable::Transparent(self.functions.get(name)?.clone(), Rc::new(Here)));
        }
        let index = self.scripts.iter().position(|(other, ..)| other == name)?;
        let (_, takes, truth) = self.scripts[index];
        let gives = if truth { Type::Truth } else { Type::Number(Unit::ratio()) };
        Some(Callable::Script(ScriptId(u32::try_from(index).ok()?), vec![Unit::ratio(); takes], gives))
    }

    fn dimension(&mut self, _: &str) -> Option<Name> {
        None
    }

    fn units(&self) -> &Units {
        &self.units
    }

    fn suggest(&self, _: &str) -> Option<Text> {
        None
    }

    fn suggest_function(&self, _: &str) -> Option<Text> {
        None
    }

    fn add_text(&mut self, _: &str) -> u32 {
        panic!("no formula gives a text")
    }

    fn add_part(&mut self, _: Tree, _: Span) -> FormulaId {
        panic!("nothing is evaluated elsewhere")
    }
}

/// The policy of one program, over figures in the given units; the formula is the first of all.
pub fn policy(program: &Program, figures: &[Unit], wanted: &Wanted, how: Functions) -> Policy {
    let (text, source) = (program.formula_text(), program.functions_text());
    let functions = parse_functions(&source).unwrap_or_else(|f| panic!("{source}: {f:?}"));
    for function in &functions {
        assert!(function.body.is_ok(), "{source}: {:?}", function.body);
    }
    let mut world = World {
        units: Units::default(),
        figures: figures.to_vec(),
        functions: functions.into_iter().map(|f| (f.name.clone(), Rc::new(f))).collect(),
        scripts: program.functions.iter().map(|f| (f.name.clone(), f.parameters.len(), f.truth)).collect(),
        how,
    };
    let syntax = parse_formula(&text).unwrap_or_else(|f| panic!("{text}: {f:?}"));
    let (tree, faults) = type_formula(&syntax, wanted, &Here, &mut world);
    let said: Vec<_> = faults.iter().map(|f| &f.message.en).collect();
    assert!(said.is_empty(), "{text}\n{source}: {said:?}");
    let kind = tree.kind();
    let scripts = program.functions.iter().map(|f| Script {
        function: f.name.clone(),
        source: source.clone(),
        kind: if f.truth { Type::Truth } else { Type::Number(Unit::ratio()) },
        because: Text::same(""),
        span: Span::NOWHERE,
    });
    let formula = Formula {
        name: None,
        title: text.clone(),
        tree,
        kind,
        decimals: None,
        says: Vec::new(),
        reported: None,
        validity: Validity::default(),
        reference: None,
        assumed: None,
        text,
        own_words: None,
        span: Span::NOWHERE,
    };
    Policy {
        name: String::new(),
        title: String::new(),
        organisation: None,
        document: None,
        validity: Validity::default(),
        as_of: None,
        decided: None,
        vocabulary: Vocabulary { figures: definitions(figures), ..Vocabulary::default() },
        parameters: Vec::new(),
        formulas: vec![formula],
        texts: Vec::new(),
        scripts: scripts.collect(),
        goals: Vec::new(),
        rules: Vec::new(),
        statements: Vec::new(),
        ledgers: Vec::new(),
        assessments: Vec::new(),
        recorded: Vec::new(),
        left_out: Vec::new(),
        sha256: String::new(),
        files: Vec::new(),
        warnings: Vec::new(),
        compact: std::sync::OnceLock::new(),
    }
}

fn definitions(units: &[Unit]) -> Vec<Definition> {
    let definition = |(name, unit): (&&str, &Unit)| Definition {
        fact: None,
        name: (*name).into(),
        title: (*name).to_owned(),
        unit: unit.clone(),
        measured: Measured::During,
        by: Vec::new(),
        aliases: Vec::new(),
        sign: None,
        range: Some(RANGE),
        lever: None,
        decimals: None,
        default: None,
        accepted: Vec::new(),
        validity: Validity::default(),
        assumed: None,
        own_words: None,
        span: Span::NOWHERE,
    };
    FIGURES.iter().zip(units).map(definition).collect()
}

/// What is known of a figure.
#[derive(Debug, Clone, Copy)]
pub enum Known {
    /// A value, and what it may be off by.
    Number(Decimal, Decimal),
    Missing,
}

/// The figures, one for each name.
pub fn figures(known: &[Known]) -> FigureSet {
    let figure = |(id, known): (u32, &Known)| Figure {
        id: FigureId(id),
        coordinates: Coordinates::default(),
        period: Period::year(2024),
        basis: Basis::Outcome,
        edition: None,
        given: match known {
            Known::Number(value, half_width) => Given::Number { value: *value, half_width: *half_width },
            Known::Missing => Given::Missing { because: None },
        },
        decimals: 0,
        origins: Vec::new(),
        preliminary: false,
        approximate: false,
        note: None,
        is_sum: false,
    };
    FigureSet::new((0..).zip(known).map(figure).collect(), Vec::new())
}

/// Exact values for all names.
pub fn exact(values: &[Decimal]) -> FigureSet {
    figures(&values.iter().map(|v| Known::Number(*v, Decimal::ZERO)).collect::<Vec<_>>())
}

fn in_evaluation<T>(policy: &Policy, figures: &FigureSet, ask: impl FnOnce(&mut Evaluation<'_>, Context) -> T) -> T {
    let mut evaluation = Evaluation::new(policy, figures, Date::new(2024, 12, 31).unwrap());
    ask(&mut evaluation, Context::judged(Coordinates::default(), Period::year(2024), Basis::Outcome))
}

/// What the first formula comes to.
pub fn value(policy: &Policy, figures: &FigureSet) -> Result<Outcome, Fault> {
    in_evaluation(policy, figures, |evaluation, context| {
        let context = evaluation.context_id(&context);
        let record = evaluation.value(FormulaId(0), context);
        match evaluation.value_of(record) {
            Value::Number(number) => Ok(Outcome::Number(number)),
            Value::Truth(truth) => Ok(Outcome::Truth(truth)),
            Value::Unknown(Reason::DivisionByZero) => Err(Fault::DivisionByZero),
            Value::Unknown(Reason::Overflow) => Err(Fault::Overflow),
            Value::Unknown(Reason::NoValue) => Err(Fault::Missing),
            other => panic!("{other:?}"),
        }
    })
}

/// What the first formula could be.
pub fn bounds(policy: &Policy, figures: &FigureSet) -> Bounds {
    in_evaluation(policy, figures, |evaluation, context| {
        let context = evaluation.context_id(&context);
        evaluation.bounds(FormulaId(0), context)
    })
}
