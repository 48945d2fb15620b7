//! A formula as it was written, before names and units are looked up.

use rust_decimal::Decimal;

use crate::diagnostic::Code;
use crate::language::Text;

/// A part of a formula and the bytes of the source that it covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Syntax {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// What a part of a formula is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A number.
    Number(Decimal),
    /// `true` or `false`.
    Truth(bool),
    /// A quoted text.
    Text(String),
    /// A name.
    Name(String),
    /// `group.count`.
    Member(String, String),
    /// A call.
    Call {
        /// The function.
        name: String,
        /// The byte after its name.
        name_end: usize,
        /// What it is called with.
        arguments: Vec<Syntax>,
    },
    /// `-x`.
    Negate(Box<Syntax>),
    /// `!x`.
    Not(Box<Syntax>),
    /// `x + y` and the like.
    Binary(Binary, Box<Syntax>, Box<Syntax>),
    /// `a && b && c`.
    All(Vec<Syntax>),
    /// `a || b || c`.
    Any(Vec<Syntax>),
    /// `if c { x } else { y }`.
    If(Box<Syntax>, Box<Syntax>, Box<Syntax>),
    /// `let a = …; x`.
    Block(Vec<(String, Syntax)>, Box<Syntax>),
}

/// An operator between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binary {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// A comparison.
    Compare(Comparison),
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
}

impl Binary {
    /// The operator of a sign; `%`, `**` and the bit operators are none.
    pub fn of(sign: &str) -> Option<Self> {
        Some(match sign {
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            "<" => Self::Compare(Comparison::Below),
            "<=" => Self::Compare(Comparison::AtMost),
            ">" => Self::Compare(Comparison::Above),
            ">=" => Self::Compare(Comparison::AtLeast),
            "==" => Self::Compare(Comparison::Equal),
            "!=" => Self::Compare(Comparison::NotEqual),
            _ => return None,
        })
    }
}

impl Comparison {
    /// Whether it holds.
    pub fn holds<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Below => left < right,
            Self::AtMost => left <= right,
            Self::Above => left > right,
            Self::AtLeast => left >= right,
            Self::Equal => left == right,
            Self::NotEqual => left != right,
        }
    }

    /// The sign for people.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Below => "<",
            Self::AtMost => "≤",
            Self::Above => ">",
            Self::AtLeast => "≥",
            Self::Equal => "=",
            Self::NotEqual => "≠",
        }
    }
}

/// A function of a rules file.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its parameters.
    pub parameters: Vec<String>,
    /// The `///` lines above it, without the slashes.
    pub comments: Vec<String>,
    /// The body, or what keeps it from being transparent.
    pub body: Result<Syntax, SyntaxFault>,
    /// Where its name begins.
    pub start: usize,
    /// Where its name ends.
    pub end: usize,
}

/// Something that cannot be used, and where in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxFault {
    /// [`Code::FormulaSyntax`] or [`Code::FormulaNotAllowed`].
    pub code: Code,
    /// What is wrong.
    pub message: Text,
    /// What to write instead.
    pub help: Text,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}
