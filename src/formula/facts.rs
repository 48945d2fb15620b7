//! What is not a number: years, dates, choices, texts and decisions, what they may be held against, and quoted words.

use rust_decimal::Decimal;

use super::builder::{Builder, truth_fault};
use super::tree::{NodeId, Operation, Type};
use super::typing::Typing;
use super::untyped::{Comparison, Kind, Syntax};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::figures::Choices;
use crate::language::Text;
use crate::quantity::Unit;
use crate::text;

impl Builder {
    /// A comparison of two values of which at least one is no number. `None`: both are numbers.
    pub(super) fn compare_facts(&mut self, how: Comparison, left: NodeId, right: NodeId, span: Span) -> Option<NodeId> {
        let (a, b) = (self.kind(left), self.kind(right));
        if a.unit().is_some() && b.unit().is_some() {
            return None;
        }
        if a == Type::Broken || b == Type::Broken {
            return Some(self.push(Operation::Broken, Type::Truth, span));
        }
        let is_ordered = !matches!(how, Comparison::Equal | Comparison::NotEqual);
        let fault = match (&a, &b) {
            (Type::Year, Type::Year) | (Type::Date, Type::Date) => None,
            (Type::Choice(one), Type::Choice(other)) if one == other => is_ordered.then(|| unordered(span)),
            (Type::Choice(_), Type::Choice(_)) => Some(
                Diagnostic::error(
                    Code::WrongType,
                    span,
                    text!("de två har olika val", "the two have different choices"),
                )
                .help(text!("jämför med ett citerat val", "compare with a quoted choice")),
            ),
            (Type::Decision, _) | (_, Type::Decision) => {
                let message = text!("ett beslut jämförs inte som det är", "a decision is not compared as it is");
                let help = text!(
                    "`datum(x)` är beslutets dag, `finns(x)` om det är fattat",
                    "`datum(x)` is its day, `finns(x)` whether it is there"
                );
                Some(Diagnostic::error(Code::WrongType, span, message).help(help))
            }
            (Type::Text, Type::Text) => {
                let message = text!("texter jämförs inte", "texts are not compared");
                let help = text!("det som ska jämföras har `type: choice`", "what is compared has `type: choice`");
                Some(Diagnostic::error(Code::WrongType, span, message).help(help))
            }
            _ => Some(two_kinds(&a, &b, span)),
        };
        Some(match fault {
            Some(fault) => {
                self.faults.push(fault);
                self.push(Operation::Broken, Type::Truth, span)
            }
            None => self.push(Operation::Compare(how, left, right), Type::Truth, span),
        })
    }

    /// A year and a number of years: `år - 1`; or the years between two of them: `år - x`.
    pub(super) fn years_apart(&mut self, left: NodeId, right: NodeId, minus: bool, span: Span) -> NodeId {
        let years = Unit::years();
        if minus && self.kind(right) == Type::Year {
            return self.push(Operation::Subtract(left, right), Type::Number(years), span);
        }
        let right = self.in_unit(right, &years, Some((self.span(left), text!("ett årtal", "a year"))));
        if self.kind(right) == Type::Broken {
            return self.give_up(span);
        }
        let operation = if minus { Operation::Subtract(left, right) } else { Operation::Add(left, right) };
        self.push(operation, Type::Year, span)
    }
}

impl Typing<'_> {
    /// A formula that must give a year, a date, a choice or a text. Quoted words stand for themselves.
    pub(super) fn of_kind(&mut self, syntax: &Syntax, kind: &Type, declared_at: Span) -> NodeId {
        let span = self.at(syntax);
        match (&syntax.kind, kind) {
            (Kind::Text(word), Type::Choice(choices)) => return self.word(word, choices, span),
            (Kind::Text(text), Type::Text) => {
                let index = self.names.add_text(text);
                return self.builder.push(Operation::Number(Decimal::from(index)), Type::Text, span);
            }
            (Kind::If(condition, then, otherwise), _) => {
                let condition = self.node(condition);
                let then = self.of_kind(then, kind, declared_at);
                let otherwise = self.of_kind(otherwise, kind, declared_at);
                return self.builder.choose(condition, then, otherwise, span);
            }
            _ => {}
        }
        let node = self.node(syntax);
        let found = self.builder.kind(node);
        if found == *kind || found == Type::Broken {
            return node;
        }
        let mut fault = two_kinds(kind, &found, span);
        match kind {
            Type::Choice(choices) => {
                let listed = choices.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ");
                fault.help = Some(text!("skriv ett av valen: {listed}", "write one of the choices: {listed}"));
            }
            Type::Text => fault.help = Some(text!("skriv en text inom citattecken", "write a text in quotes")),
            _ => {}
        }
        if let (Some(wanted), Some(is)) = (kind.in_words(), found.in_words()) {
            fault.message = match found {
                Type::Choice(_) if matches!(kind, Type::Choice(_)) => {
                    text!("valen är inte de som formeln har", "the choices are not those of the formula")
                }
                _ => Text::new(
                    format!("formeln ska ge {}, men detta är {}", wanted.sv, is.sv),
                    format!("the formula must give {}, but this is {}", wanted.en, is.en),
                ),
            };
        }
        self.builder.broken(fault.also(declared_at, text!("anges här", "given here")))
    }

    /// A quoted word as one of some choices.
    fn word(&mut self, word: &str, choices: &Choices, span: Span) -> NodeId {
        if let Some(index) = choices.iter().position(|c| &**c == word) {
            let kind = Type::Choice(choices.clone());
            return self.builder.push(Operation::Number(Decimal::from(index)), kind, span);
        }
        let message = text!("`{word}` är inget av valen", "`{word}` is none of the choices");
        let listed = choices.join(", ");
        let help = did_you_mean(word, choices.iter().map(|c| &**c))
            .unwrap_or_else(|| text!("valen är: {listed}", "the choices are: {listed}"));
        self.builder.broken(Diagnostic::error(Code::UnknownChoice, span, message).help(help))
    }

    /// Both sides of a comparison of a choice with a quoted word. `None`: it is another comparison.
    pub(super) fn compare_words(&mut self, left: &Syntax, right: &Syntax) -> Option<(NodeId, NodeId)> {
        let (word, other, turned) = match (&left.kind, &right.kind) {
            (Kind::Text(_), Kind::Text(_)) => return None,
            (_, Kind::Text(word)) => (word, left, false),
            (Kind::Text(word), _) => (word, right, true),
            _ => return None,
        };
        let node = self.node(other);
        let span = self.at(if turned { left } else { right });
        let word = match self.builder.kind(node) {
            Type::Choice(choices) => self.word(word, &choices, span),
            Type::Broken => self.builder.give_up(span),
            _ => {
                let message =
                    text!("bara ett val jämförs med ett citerat ord", "only a choice is compared with a quoted word");
                let help = text!(
                    "en uppgift med `type: choice` har val; ett datum är `dag(11, 30)` eller `utgången(2026)`",
                    "a figure with `type: choice` has choices; a date is `dag(11, 30)` or `utgången(2026)`"
                );
                self.builder.broken(Diagnostic::error(Code::WrongType, span, message).help(help))
            }
        };
        Some(if turned { (word, node) } else { (node, word) })
    }
}

fn unordered(span: Span) -> Diagnostic {
    let message = text!("val har ingen ordning", "choices have no order");
    let help = text!("jämför med `==` eller `!=`", "compare with `==` or `!=`");
    Diagnostic::error(Code::WrongType, span, message).help(help)
}

/// Two values that do not go together.
pub(super) fn two_kinds(left: &Type, right: &Type, span: Span) -> Diagnostic {
    let words = |kind: &Type| kind.in_words().unwrap_or_else(|| Text::same("?"));
    let (a, b) = (words(left), words(right));
    let message =
        Text::new(format!("{} och {} går inte ihop", a.sv, b.sv), format!("{} and {} do not go together", a.en, b.en));
    let help = match (left, right) {
        (Type::Year, Type::Number(_)) | (Type::Number(_), Type::Year) => text!(
            "ett årtal jämförs med ett annat: `år == x`, där x är en formel med `type: year`",
            "a year is compared with another: `år == x`, where x is a formula with `type: year`"
        ),
        (Type::Date, _) | (_, Type::Date) => text!(
            "ett datum jämförs med ett annat: `datum(x)`, `dag(11, 30)`, `utgången(2026)`",
            "a date is compared with another: `datum(x)`, `dag(11, 30)`, `utgången(2026)`"
        ),
        _ => text!("båda måste vara av samma slag", "both must be of one kind"),
    };
    Diagnostic::error(Code::WrongType, span, message).help(help)
}

/// Something else where a number is needed; nothing for what is faulty already.
pub(super) fn not_a_number(kind: &Type, span: Span) -> Option<Diagnostic> {
    if *kind == Type::Truth {
        return Some(truth_fault(span));
    }
    let is = kind.in_words()?;
    let message = Text::new(
        format!("här behövs ett tal, men detta är {}", is.sv),
        format!("a number is needed here, but this is {}", is.en),
    );
    let help = match kind {
        Type::Year => text!("`år - x` är antalet år mellan två årtal", "`år - x` is the number of years between two"),
        Type::Decision => text!("`datum(x)` är beslutets dag", "`datum(x)` is the day of the decision"),
        _ => text!("räkna med tal, jämför det andra", "compute with numbers, compare the rest"),
    };
    Some(Diagnostic::error(Code::WrongType, span, message).help(help))
}
