//! Formulas grown from a row of choices: a shorter row with smaller numbers gives a smaller formula, so that a counterexample shrinks.

use proptest::prelude::*;
use riktlinje::quantity::Decimal;

use super::expression::{BUILT_IN, COMPARISONS, Expr, Function, Program};

/// The names that a formula may speak of.
pub const FIGURES: [&str; 4] = ["a", "bå", "c_1", "dél"];

/// How deep a formula nests.
const DEPTH: u32 = 4;

/// A row of choices, read from the left.
pub struct Choices<'c> {
    left: &'c [u8],
}

impl<'c> Choices<'c> {
    pub fn new(row: &'c [u8]) -> Self {
        Self { left: row }
    }

    /// The next choice among so many; the first when they have run out.
    pub fn pick(&mut self, among: usize) -> usize {
        let Some((first, rest)) = self.left.split_first() else { return 0 };
        self.left = rest;
        usize::from(*first) % among
    }
}

struct Grower<'c> {
    choices: Choices<'c>,
    functions: Vec<Function>,
    /// Names in sight, and whether they are a yes or no.
    scope: Vec<(String, bool)>,
    in_function: bool,
    fresh: usize,
}

/// A program with up to two functions.
pub fn programs() -> impl Strategy<Value = Program> {
    prop::collection::vec(any::<u8>(), 0..160).prop_map(|choices| program(&choices, 2))
}

/// Values that figures have, and those at which arithmetic ends.
pub fn values() -> impl Strategy<Value = Decimal> {
    let small = (-20_i64..=20, 0_u32..=2).prop_map(|(n, scale)| Decimal::new(n, scale));
    let any = (any::<i64>(), 0_u32..=20).prop_map(|(n, scale)| Decimal::new(n, scale));
    let edges = ["0", "1", "-1", "0.5", "-2.5", "100", "8794.5", "-23.9", "0.3333333333333333333333333333"];
    let ends = ["79228162514264337593543950335", "-79228162514264337593543950335", "0.0000000000000000000000000001"];
    let listed = prop::sample::select(edges.into_iter().chain(ends).collect::<Vec<_>>());
    prop_oneof![3 => small, 2 => any, 3 => listed.prop_map(|text| text.parse().unwrap())]
}

fn program(choices: &[u8], functions: usize) -> Program {
    let mut grower = Grower {
        choices: Choices::new(choices),
        functions: Vec::new(),
        scope: Vec::new(),
        in_function: false,
        fresh: 0,
    };
    let (truth, tight) = (grower.pick(3) == 1, grower.pick(4) == 1);
    for index in 0..grower.pick(functions + 1) {
        let function = grower.function(index);
        grower.functions.push(function);
    }
    grower.scope = FIGURES.iter().map(|name| ((*name).to_owned(), false)).collect();
    grower.in_function = false;
    let formula = if truth { grower.truth(DEPTH) } else { grower.number(DEPTH) };
    Program { functions: grower.functions, formula, truth, tight }
}

impl Grower<'_> {
    fn pick(&mut self, among: usize) -> usize {
        self.choices.pick(among)
    }

    fn function(&mut self, index: usize) -> Function {
        let parameters: Vec<String> = ["x", "öre"][..=self.pick(2)].iter().map(|p| (*p).to_owned()).collect();
        self.scope = parameters.iter().map(|p| (p.clone(), false)).collect();
        self.in_function = true;
        let truth = self.pick(4) == 1;
        let body = self.body(DEPTH - 1, truth);
        Function { name: format!("mått_{index}"), parameters, body, truth }
    }

    /// A value, in a function perhaps after some names are bound.
    fn body(&mut self, depth: u32, truth: bool) -> Expr {
        let bound = if self.in_function { self.pick(3) } else { 0 };
        let outer = self.scope.len();
        let mut bindings = Vec::new();
        for _ in 0..bound {
            let is_truth = self.pick(4) == 1;
            let value = self.value(depth.saturating_sub(1), is_truth);
            self.fresh += 1;
            let name = format!("del_{}", self.fresh);
            self.scope.push((name.clone(), is_truth));
            bindings.push((name, value));
        }
        let value = Box::new(self.value(depth, truth));
        self.scope.truncate(outer);
        if bindings.is_empty() { *value } else { Expr::Block(bindings, value) }
    }

    fn value(&mut self, depth: u32, truth: bool) -> Expr {
        if truth { self.truth(depth) } else { self.number(depth) }
    }

    fn several(&mut self, depth: u32, truth: bool, least: usize) -> Vec<Expr> {
        (0..least + self.pick(3)).map(|_| self.value(depth, truth)).collect()
    }

    fn name(&mut self, truth: bool) -> Option<Expr> {
        let fitting: Vec<String> = self.scope.iter().filter(|(_, t)| *t == truth).map(|(n, _)| n.clone()).collect();
        let chosen = if fitting.is_empty() { 0 } else { self.pick(fitting.len()) };
        fitting.get(chosen).cloned().map(Expr::Name)
    }

    fn literal(&mut self) -> Expr {
        Expr::Literal([0, 1, 2, 100][self.pick(4)])
    }

    fn own_call(&mut self, depth: u32, truth: bool) -> Option<Expr> {
        let fitting: Vec<Function> = self.functions.iter().filter(|f| f.truth == truth).cloned().collect();
        let chosen = if fitting.is_empty() { return None } else { self.pick(fitting.len()) };
        let function = fitting.get(chosen)?;
        let arguments = function.parameters.iter().map(|_| self.number(depth)).collect();
        Some(Expr::Call(function.name.clone(), arguments))
    }

    fn number(&mut self, depth: u32) -> Expr {
        let leaf = |this: &mut Self| match this.pick(4) {
            3 => this.literal(),
            _ => this.name(false).unwrap_or(Expr::Literal(1)),
        };
        if depth == 0 {
            return leaf(self);
        }
        let depth = depth - 1;
        let boxed = |this: &mut Self| Box::new(this.number(depth));
        match self.pick(14) {
            0 => leaf(self),
            1 => Expr::Negate(boxed(self)),
            n @ 2..=7 => {
                let sign = ['+', '-', '*', '/', '/', '-'][n - 2];
                let left = boxed(self);
                Expr::Arithmetic(sign, left, boxed(self))
            }
            8 => {
                let condition = Box::new(self.truth(depth));
                let then = Box::new(self.body(depth, false));
                Expr::If(condition, then, Box::new(self.body(depth, false)))
            }
            9 | 10 => self.own_call(depth, false).unwrap_or_else(|| leaf(self)),
            _ => {
                let name = BUILT_IN[self.pick(BUILT_IN.len())];
                let arguments = match name {
                    "belopp" => vec![self.number(depth)],
                    rounding if rounding.starts_with("avrunda") => {
                        let decimals = Expr::Literal([0, 1, 2][self.pick(3)]);
                        vec![self.number(depth), decimals]
                    }
                    _ => self.several(depth, false, 1),
                };
                Expr::Call(name.to_owned(), arguments)
            }
        }
    }

    fn truth(&mut self, depth: u32) -> Expr {
        let leaf = |this: &mut Self| {
            let truth = this.pick(2) == 1;
            this.name(true).unwrap_or(Expr::Truth(truth))
        };
        if depth == 0 {
            return leaf(self);
        }
        let depth = depth - 1;
        match self.pick(9) {
            0..=3 => {
                let how = COMPARISONS[self.pick(COMPARISONS.len())];
                let left = Box::new(self.number(depth));
                Expr::Compare(how, left, Box::new(self.number(depth)))
            }
            4 => Expr::All(self.several(depth, true, 2)),
            5 => Expr::Any(self.several(depth, true, 2)),
            6 => Expr::Not(self.pick(2) == 1, Box::new(self.truth(depth))),
            7 => {
                let condition = Box::new(self.truth(depth));
                let then = Box::new(self.body(depth, true));
                Expr::If(condition, then, Box::new(self.body(depth, true)))
            }
            _ => self.own_call(depth, true).unwrap_or_else(|| leaf(self)),
        }
    }
}
