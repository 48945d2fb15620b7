//! Random formulas and functions: grown from a row of choices, written as source text, and computed a third time, without a tree.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use riktlinje::formula::Comparison;
use riktlinje::quantity::{Decimal, Rounding, round};

/// A part of a formula.
#[derive(Debug, Clone)]
pub enum Expr {
    Literal(u32),
    Truth(bool),
    Name(String),
    Negate(Box<Expr>),
    /// `!x`, or `inte(x)`.
    Not(bool, Box<Expr>),
    Arithmetic(char, Box<Expr>, Box<Expr>),
    Compare(Comparison, Box<Expr>, Box<Expr>),
    All(Vec<Expr>),
    Any(Vec<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `let a = …; x`: the body of a function or branch.
    Block(Vec<(String, Expr)>, Box<Expr>),
    /// A call of a built-in function, or of one of the program's own.
    Call(String, Vec<Expr>),
}

/// A function of a rules file.
#[derive(Debug, Clone)]
pub struct Function {
    pub name: String,
    pub parameters: Vec<String>,
    pub body: Expr,
    /// Whether it gives a yes or no.
    pub truth: bool,
}

/// A formula and the functions that it may call; each may call those before it.
#[derive(Clone)]
pub struct Program {
    pub functions: Vec<Function>,
    pub formula: Expr,
    /// Whether it gives a yes or no.
    pub truth: bool,
    /// Written without spaces.
    pub tight: bool,
}

/// What a part comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Number(Decimal),
    Truth(bool),
}

/// Why it comes to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    DivisionByZero,
    Overflow,
    Missing,
}

/// What is computed although nobody asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Only what decides: names are looked into when they are used, and a false beats an unknown from either side.
    Lazy,
    /// Everything on the way, from left to right, as an interpreter does.
    Strict,
    /// The formula as [`Mode::Lazy`], the functions as [`Mode::Strict`].
    Scripts,
}

pub const BUILT_IN: [&str; 9] =
    ["summa", "min", "max", "medel", "belopp", "avrunda", "avrunda_upp", "avrunda_ner", "avrunda_jämn"];

pub const COMPARISONS: [Comparison; 6] = [
    Comparison::Below,
    Comparison::AtMost,
    Comparison::Above,
    Comparison::AtLeast,
    Comparison::Equal,
    Comparison::NotEqual,
];

impl Expr {
    /// The parts right below, in the order in which they are written.
    pub fn parts(&self) -> Vec<&Expr> {
        match self {
            Self::Literal(_) | Self::Truth(_) | Self::Name(_) => Vec::new(),
            Self::Negate(x) | Self::Not(_, x) => vec![x],
            Self::Arithmetic(_, a, b) | Self::Compare(_, a, b) => vec![a, b],
            Self::All(list) | Self::Any(list) | Self::Call(_, list) => list.iter().collect(),
            Self::If(condition, then, otherwise) => vec![condition, then, otherwise],
            Self::Block(bindings, value) => bindings.iter().map(|(_, x)| x).chain([&**value]).collect(),
        }
    }

    /// What it is, for counting.
    fn label(&self) -> String {
        match self {
            Self::Literal(number) => number.to_string(),
            Self::Truth(truth) => truth.to_string(),
            Self::Name(_) => "name".to_owned(),
            Self::Negate(_) => "negate".to_owned(),
            Self::Not(true, _) => "inte".to_owned(),
            Self::Not(false, _) => "!".to_owned(),
            Self::Arithmetic(sign, ..) => sign.to_string(),
            Self::Compare(how, ..) => sign_of(*how).to_owned(),
            Self::All(_) => "&&".to_owned(),
            Self::Any(_) => "||".to_owned(),
            Self::If(..) => "if".to_owned(),
            Self::Block(..) => "let".to_owned(),
            Self::Call(name, _) if BUILT_IN.contains(&name.as_str()) => name.clone(),
            Self::Call(..) => "call".to_owned(),
        }
    }

    fn count(&self, counts: &mut BTreeMap<String, usize>) {
        *counts.entry(self.label()).or_default() += 1;
        for part in self.parts() {
            part.count(counts);
        }
    }
}

/// The sign of a comparison in source text.
pub fn sign_of(how: Comparison) -> &'static str {
    match how {
        Comparison::Below => "<",
        Comparison::AtMost => "<=",
        Comparison::Above => ">",
        Comparison::AtLeast => ">=",
        Comparison::Equal => "==",
        Comparison::NotEqual => "!=",
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}{}`", self.functions_text(), self.formula_text())
    }
}

impl Program {
    /// Adds how often everything occurs.
    pub fn count(&self, counts: &mut BTreeMap<String, usize>) {
        self.formula.count(counts);
        for function in &self.functions {
            function.body.count(counts);
        }
    }

    /// The formula as source text.
    pub fn formula_text(&self) -> String {
        self.write(&self.formula, 0)
    }

    /// The functions as source text.
    pub fn functions_text(&self) -> String {
        self.functions.iter().fold(String::new(), |mut out, f| {
            let (name, parameters, body) = (&f.name, f.parameters.join(", "), self.write(&f.body, 0));
            let _ = writeln!(out, "fn {name}({parameters}) {{ {body} }}");
            out
        })
    }

    /// With no more parentheses than needed for something that binds less than `level`.
    fn write(&self, expr: &Expr, level: u8) -> String {
        let list = |parts: &[Expr]| parts.iter().map(|p| self.write(p, 0)).collect::<Vec<_>>().join(", ");
        let chain = |parts: &[Expr], sign: &str, own: u8| {
            let parts: Vec<String> = parts.iter().map(|p| self.write(p, own + 1)).collect();
            (parts.join(&self.spaced(sign)), own)
        };
        let pair = |a: &Expr, sign: &str, b: &Expr, own: u8| {
            let right = self.write(b, own + 1);
            let right = if self.tight && right.starts_with('-') { format!("({right})") } else { right };
            (format!("{}{}{right}", self.write(a, own), self.spaced(sign)), own)
        };
        let (text, own) = match expr {
            Expr::Literal(number) => (number.to_string(), 9),
            Expr::Truth(truth) => (truth.to_string(), 9),
            Expr::Name(name) => (name.clone(), 9),
            Expr::Negate(x) => (format!("-{}", self.write(x, 9)), 8),
            Expr::Not(true, x) => (format!("inte({})", self.write(x, 0)), 9),
            Expr::Not(false, x) => (format!("!{}", self.write(x, 9)), 8),
            Expr::Arithmetic(sign @ ('*' | '/'), a, b) => pair(a, &sign.to_string(), b, 7),
            Expr::Arithmetic(sign, a, b) => pair(a, &sign.to_string(), b, 6),
            Expr::Compare(how, a, b) => pair(a, sign_of(*how), b, 5),
            Expr::All(parts) => chain(parts, "&&", 2),
            Expr::Any(parts) => chain(parts, "||", 1),
            Expr::If(condition, then, otherwise) => {
                let parts = [condition, then, otherwise].map(|p| self.write(p, 0));
                (format!("if {} {{ {} }} else {{ {} }}", parts[0], parts[1], parts[2]), 0)
            }
            Expr::Block(bindings, value) => {
                let bindings = bindings.iter().map(|(name, x)| format!("let {name} = {}; ", self.write(x, 0)));
                (bindings.chain([self.write(value, 0)]).collect(), 0)
            }
            Expr::Call(name, arguments) => (format!("{name}({})", list(arguments)), 9),
        };
        if own < level { format!("({text})") } else { text }
    }

    fn spaced(&self, sign: &str) -> String {
        if self.tight { sign.to_owned() } else { format!(" {sign} ") }
    }

    /// What the formula comes to for some values of its names.
    pub fn compute(&self, values: &[(String, Result<Outcome, Fault>)], mode: Mode) -> Result<Outcome, Fault> {
        self.of(&self.formula, values, mode)
    }

    fn of(&self, expr: &Expr, scope: &[(String, Result<Outcome, Fault>)], mode: Mode) -> Result<Outcome, Fault> {
        let number = |x: &Expr| self.number(x, scope, mode);
        let overflow = |result: Option<Decimal>| result.map(Outcome::Number).ok_or(Fault::Overflow);
        match expr {
            Expr::Literal(number) => Ok(Outcome::Number(Decimal::from(*number))),
            Expr::Truth(truth) => Ok(Outcome::Truth(*truth)),
            Expr::Name(name) => scope.iter().rfind(|(other, _)| other == name).unwrap().1,
            Expr::Negate(x) => number(x).map(|n| Outcome::Number(-n)),
            Expr::Not(_, x) => self.truth(x, scope, mode).map(|t| Outcome::Truth(!t)),
            Expr::Arithmetic(sign, a, b) => {
                let (a, b) = (number(a)?, number(b)?);
                match sign {
                    '+' => overflow(a.checked_add(b)),
                    '-' => overflow(a.checked_sub(b)),
                    '*' => overflow(a.checked_mul(b)),
                    _ if b.is_zero() => Err(Fault::DivisionByZero),
                    _ => overflow(a.checked_div(b)),
                }
            }
            Expr::Compare(how, a, b) => {
                let (a, b) = (number(a)?, number(b)?);
                Ok(Outcome::Truth(how.holds(&a, &b)))
            }
            Expr::All(parts) => self.logic(parts, scope, mode, false),
            Expr::Any(parts) => self.logic(parts, scope, mode, true),
            Expr::If(condition, then, otherwise) => match self.truth(condition, scope, mode)? {
                true => self.of(then, scope, mode),
                false => self.of(otherwise, scope, mode),
            },
            Expr::Block(bindings, value) => {
                let mut inner = scope.to_vec();
                for (name, bound) in bindings {
                    let found = self.of(bound, &inner, mode);
                    if mode == Mode::Strict {
                        found?;
                    }
                    inner.push((name.clone(), found));
                }
                self.of(value, &inner, mode)
            }
            Expr::Call(name, arguments) if BUILT_IN.contains(&name.as_str()) => {
                let values = arguments.iter().map(number).collect::<Result<Vec<_>, _>>()?;
                built_in(name, &values).map(Outcome::Number)
            }
            Expr::Call(name, arguments) => self.own(name, arguments, scope, mode),
        }
    }

    fn own(
        &self,
        name: &str,
        arguments: &[Expr],
        scope: &[(String, Result<Outcome, Fault>)],
        mode: Mode,
    ) -> Result<Outcome, Fault> {
        let function = self.functions.iter().find(|f| f.name == name).unwrap();
        let mut inner = Vec::new();
        for (parameter, argument) in function.parameters.iter().zip(arguments) {
            let found = self.of(argument, scope, mode);
            if mode != Mode::Lazy {
                found?;
            }
            inner.push((parameter.clone(), found));
        }
        let inside = if mode == Mode::Lazy { Mode::Lazy } else { Mode::Strict };
        self.of(&function.body, &inner, inside)
    }

    fn logic(
        &self,
        parts: &[Expr],
        scope: &[(String, Result<Outcome, Fault>)],
        mode: Mode,
        decisive: bool,
    ) -> Result<Outcome, Fault> {
        let mut unknown = None;
        for part in parts {
            match self.truth(part, scope, mode) {
                Ok(truth) if truth == decisive => return Ok(Outcome::Truth(decisive)),
                Ok(_) => {}
                Err(fault) if mode == Mode::Strict => return Err(fault),
                Err(fault) => unknown = unknown.or(Some(fault)),
            }
        }
        unknown.map_or(Ok(Outcome::Truth(!decisive)), Err)
    }

    fn number(&self, x: &Expr, scope: &[(String, Result<Outcome, Fault>)], mode: Mode) -> Result<Decimal, Fault> {
        match self.of(x, scope, mode)? {
            Outcome::Number(number) => Ok(number),
            Outcome::Truth(_) => panic!("{x:?} is no number"),
        }
    }

    fn truth(&self, x: &Expr, scope: &[(String, Result<Outcome, Fault>)], mode: Mode) -> Result<bool, Fault> {
        match self.of(x, scope, mode)? {
            Outcome::Truth(truth) => Ok(truth),
            Outcome::Number(_) => panic!("{x:?} is no yes or no"),
        }
    }
}

fn built_in(name: &str, values: &[Decimal]) -> Result<Decimal, Fault> {
    let sum = || values.iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(*v)).ok_or(Fault::Overflow);
    let rounded = |how| round(values[0], u32::try_from(values[1]).unwrap(), how);
    Ok(match name {
        "summa" => sum()?,
        "medel" => sum()?.checked_div(Decimal::from(values.len())).ok_or(Fault::Overflow)?,
        "min" => *values.iter().min().unwrap(),
        "max" => *values.iter().max().unwrap(),
        "belopp" => values[0].abs(),
        "avrunda" => rounded(Rounding::HalfAway),
        "avrunda_upp" => rounded(Rounding::Up),
        "avrunda_ner" => rounded(Rounding::Down),
        "avrunda_jämn" => rounded(Rounding::HalfEven),
        other => panic!("{other}"),
    })
}
