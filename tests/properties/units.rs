//! In which unit an amount is written changes nothing of what a formula says.

use proptest::prelude::*;
use riktlinje::diagnostic::Span;
use riktlinje::formula::Wanted;
use riktlinje::quantity::{Decimal, Unit, Units};

use super::expression::{COMPARISONS, Expr, Fault, Mode, Outcome, Program};
use super::grow::{Choices, FIGURES};
use super::try_all;
use super::world::{Functions, exact, policy, value};

const MONEY: [&str; 4] = ["kr", "tkr", "mnkr", "mdkr"];

/// What a formula must give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Amount,
    Share,
    Truth,
}

/// Grows formulas over three amounts and a share in percent.
struct Grower<'c> {
    choices: Choices<'c>,
    /// Without divisions that do not come out even: what is compared must be exact.
    even: bool,
}

fn call(name: &str, arguments: Vec<Expr>) -> Expr {
    Expr::Call(name.to_owned(), arguments)
}

fn figure(index: usize) -> Expr {
    Expr::Name(FIGURES[index].to_owned())
}

impl Grower<'_> {
    fn pick(&mut self, among: usize) -> usize {
        self.choices.pick(among)
    }

    fn amount(&mut self, depth: u32) -> Expr {
        if depth == 0 {
            return figure(self.pick(3));
        }
        let depth = depth - 1;
        let other = |this: &mut Self| Box::new(this.amount(depth));
        match self.pick(10) {
            0 => figure(self.pick(3)),
            1 => Expr::Negate(other(self)),
            n @ 2..=3 => {
                let left = other(self);
                Expr::Arithmetic(['+', '-'][n - 2], left, other(self))
            }
            4 => {
                let (share, amount) = (Box::new(self.share(depth)), other(self));
                let (left, right) = if self.pick(2) == 0 { (share, amount) } else { (amount, share) };
                Expr::Arithmetic('*', left, right)
            }
            5 => Expr::Arithmetic('*', Box::new(Expr::Literal([1, 2][self.pick(2)])), other(self)),
            6 => Expr::Arithmetic('/', other(self), Box::new(Expr::Literal([2, 100][self.pick(2)]))),
            7 => {
                let condition = Box::new(self.truth(depth));
                let then = other(self);
                Expr::If(condition, then, other(self))
            }
            _ => {
                let names = ["max", "min", "summa", "belopp", "medel"];
                let name = names[self.pick(if self.even { 4 } else { 5 })];
                let mut arguments = vec![self.amount(depth)];
                if name != "belopp" {
                    arguments.push(if self.pick(3) == 0 { Expr::Literal(0) } else { self.amount(depth) });
                    arguments.extend((self.pick(2) == 1).then(|| self.amount(depth)));
                }
                call(name, arguments)
            }
        }
    }

    fn share(&mut self, depth: u32) -> Expr {
        if depth == 0 || self.even {
            return figure(3);
        }
        let depth = depth - 1;
        match self.pick(6) {
            0 => figure(3),
            1 => self.quotient(depth),
            2 => Expr::Arithmetic('-', Box::new(Expr::Literal(1)), Box::new(figure(3))),
            3 => {
                let left = Box::new(self.share(depth));
                Expr::Arithmetic('+', left, Box::new(self.share(depth)))
            }
            4 => {
                let condition = Box::new(self.truth(depth));
                let then = Box::new(self.share(depth));
                Expr::If(condition, then, Box::new(self.share(depth)))
            }
            _ => {
                let name = ["min", "max"][self.pick(2)];
                call(name, vec![self.share(depth), self.share(depth)])
            }
        }
    }

    fn quotient(&mut self, depth: u32) -> Expr {
        let left = Box::new(self.amount(depth));
        Expr::Arithmetic('/', left, Box::new(self.amount(depth)))
    }

    fn truth(&mut self, depth: u32) -> Expr {
        let outer = std::mem::replace(&mut self.even, true);
        let how = COMPARISONS[self.pick(COMPARISONS.len())];
        let depth = depth.saturating_sub(1);
        let (left, right) = match self.pick(5) {
            0 => (self.quotient(depth), figure(3)),
            1 => (figure(3), self.quotient(depth)),
            2 => (self.amount(depth), Expr::Literal(0)),
            _ => (self.amount(depth), self.amount(depth)),
        };
        self.even = outer;
        Expr::Compare(how, Box::new(left), Box::new(right))
    }
}

fn programs() -> impl Strategy<Value = (Program, Sort)> {
    prop::collection::vec(any::<u8>(), 0..100).prop_map(|row| {
        let mut grower = Grower { choices: Choices::new(&row), even: false };
        let sort = [Sort::Amount, Sort::Share, Sort::Truth][grower.pick(3)];
        let formula = match sort {
            Sort::Amount => grower.amount(4),
            Sort::Share => grower.share(4),
            Sort::Truth => grower.truth(4),
        };
        (Program { functions: Vec::new(), formula, truth: sort == Sort::Truth, tight: false }, sort)
    })
}

fn near(a: Decimal, b: Decimal) -> bool {
    let size = a.abs().max(b.abs()).max(Decimal::ONE);
    (a - b).abs() <= size * Decimal::new(1, 15)
}

#[test]
fn the_unit_of_an_amount_changes_nothing() {
    let units = Units::default();
    let unit = |symbol: &str| units.get(symbol).unwrap().clone();
    let numbers = prop::array::uniform4((-9999_i64..=9999, 0_u32..=1).prop_map(|(n, scale)| Decimal::new(n, scale)));
    let symbols = prop::array::uniform4(prop::sample::select(MONEY.to_vec()));
    let percent = prop::bool::ANY;
    let strategy = (programs(), numbers, symbols, percent);
    let met = try_all(400, &strategy, |((program, sort), numbers, symbols, percent), met| {
        let mut given: Vec<Unit> = symbols[..3].iter().map(|s| unit(s)).collect();
        given.push(Unit::percent());
        let result = match sort {
            Sort::Amount => unit(symbols[3]),
            Sort::Share if percent => Unit::percent(),
            _ => Unit::ratio(),
        };
        let wanted = if program.truth { Wanted::Truth } else { Wanted::Number(result.clone(), Span::NOWHERE) };
        let found = value(&policy(&program, &given, &wanted, Functions::Inlined), &exact(&numbers));
        let in_base = |(i, number): (usize, &Decimal)| Ok(Outcome::Number(number * given[i].size()));
        let scope: Vec<(String, Result<Outcome, Fault>)> =
            FIGURES.iter().map(|f| (*f).to_owned()).zip(numbers.iter().enumerate().map(in_base)).collect();
        let expected = program.compute(&scope, Mode::Lazy);
        let same = match (found, expected) {
            (Ok(Outcome::Number(a)), Ok(Outcome::Number(b))) => near(a * result.size(), b),
            (a, b) => a == b,
        };
        prop_assert!(same, "{}: {found:?} {}, {expected:?}", program.formula_text(), result.shown());
        met.count(format!("{sort:?}"), usize::from(found.is_ok()));
        Ok(())
    });
    met.at_least(40, &["Amount", "Share", "Truth"]);
}
