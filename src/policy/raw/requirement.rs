//! `requirements:`, `checks:` and `statements:`.

use super::keys::Keys;
use super::names::{identifier, rule_name};
use super::{Origin, RawFor, RawReplaces, RawText, Strength};
use crate::diagnostic::{Severity, Span};
use crate::yaml::{Node, Reader, Spanned, Value};

/// Something that must hold.
#[derive(Debug, Clone)]
pub struct RawRequirement {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Where it comes from; left out: the guideline.
    pub origin: Option<Spanned<Origin>>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// What is judged.
    pub for_: Option<RawFor>,
    /// A formula: only where this holds.
    pub when: Option<RawText>,
    /// What must hold, one or more.
    pub conditions: Vec<RawCondition>,
    /// The goal that it is shown under.
    pub goal: Option<RawText>,
    /// How much it weighs.
    pub strength: Option<Spanned<Strength>>,
    /// Whether it is counted.
    pub counts: Option<Spanned<bool>>,
    /// When it holds.
    pub valid: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// The requirement of a used pack whose place it takes.
    pub replaces: Option<RawReplaces>,
    /// All of it.
    pub span: Span,
}

/// A condition of a requirement.
#[derive(Debug, Clone)]
pub struct RawCondition {
    /// The formula.
    pub that: RawText,
    /// What is said when it fails.
    pub because: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// Whether the figures agree with themselves.
#[derive(Debug, Clone)]
pub struct RawCheck {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// The formula.
    pub that: RawText,
    /// How far apart the sides may be.
    pub within: Option<Spanned<RawWithin>>,
    /// What a failure is.
    pub severity: Option<Spanned<Severity>>,
    /// What is said when it fails.
    pub because: Option<RawText>,
    /// What is checked.
    pub for_: Option<RawFor>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// When it holds.
    pub valid: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// How far apart the sides of a check may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawWithin {
    /// `rounding`
    Rounding,
    /// `exact`
    Exact,
    /// A quantity.
    Amount(RawText),
}

/// An ordered list of lines with sums, as in a printed table.
#[derive(Debug, Clone)]
pub struct RawStatement {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Its unit.
    pub unit: RawText,
    /// The lines.
    pub lines: Vec<RawLine>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// When it holds.
    pub valid: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A line of a statement.
#[derive(Debug, Clone)]
pub enum RawLine {
    /// A figure or formula.
    Item {
        /// Its name.
        name: RawText,
        /// Why it stands there though the law does not have it.
        outside_law: Option<RawText>,
    },
    /// A sum.
    Sum(RawSum),
}

/// A sum line.
#[derive(Debug, Clone)]
pub struct RawSum {
    /// The name of the formula that it becomes.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// These lines only.
    pub of: Option<Vec<RawText>>,
    /// How the lines make the sum, where they are not just added.
    pub is: Option<RawText>,
    /// All of it.
    pub span: Span,
}

impl RawRequirement {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let name = keys.need("requirement");
        let requirement = Self {
            name: rule_name(name, keys.reader),
            title: keys.need("title"),
            origin: keys.word("origin"),
            reference: keys.text("ref"),
            for_: keys.one("for", RawFor::read),
            when: keys.text("when"),
            conditions: RawCondition::read_all(&mut keys),
            goal: keys.text("goal"),
            strength: keys.word("strength"),
            counts: keys.truth("counts"),
            valid: keys.text("valid"),
            assumed: keys.text("assumed"),
            replaces: keys.one("replaces", RawReplaces::read),
            span: keys.span(),
        };
        keys.finish();
        requirement
    }
}

impl RawCondition {
    /// From the keys of the requirement: one condition, or a list.
    fn read_all(keys: &mut Keys<'_, '_>) -> Vec<Self> {
        match keys.need_one_of(&["that", "all"]) {
            Some("that") => vec![Self::read_keys(keys)],
            _ => keys.list("all", Self::read),
        }
    }

    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let condition = Self { span: keys.span(), ..Self::read_keys(&mut keys) };
        keys.finish();
        condition
    }

    fn read_keys(keys: &mut Keys<'_, '_>) -> Self {
        let that = keys.need("that");
        Self { because: keys.text("because"), span: that.span, that }
    }
}

impl RawCheck {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let name = keys.need("check");
        let check = Self {
            name: rule_name(name, keys.reader),
            title: keys.need("title"),
            that: keys.need("that"),
            within: keys.one("within", RawWithin::read).flatten(),
            severity: keys.word("severity"),
            because: keys.text("because"),
            for_: keys.one("for", RawFor::read),
            reference: keys.text("ref"),
            valid: keys.text("valid"),
            span: keys.span(),
        };
        keys.finish();
        check
    }
}

impl RawWithin {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Option<Spanned<Self>> {
        let written = reader.text(node)?;
        if written.value.starts_with(char::is_alphabetic) {
            return reader.word(node, &[("rounding", Self::Rounding), ("exact", Self::Exact)]);
        }
        Some(Spanned::new(Self::Amount(written), node.span))
    }
}

impl RawStatement {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let name = keys.need("statement");
        let statement = Self {
            name: rule_name(name, keys.reader),
            title: keys.need("title"),
            unit: keys.need("unit"),
            lines: keys.need_list("lines", RawLine::read),
            reference: keys.text("ref"),
            valid: keys.text("valid"),
            span: keys.span(),
        };
        keys.finish();
        statement
    }
}

impl RawLine {
    fn read(node: &Node, reader: &mut Reader) -> Self {
        if let Value::Scalar(name) = &node.value {
            return Self::Item { name: Spanned::new(name.text.to_string(), node.span), outside_law: None };
        }
        let mut keys = Keys::of(node, reader);
        let line = match keys.need_one_of(&["line", "sum"]) {
            Some("sum") => Self::Sum(RawSum::read(&mut keys)),
            _ => Self::Item {
                name: keys.text("line").unwrap_or_else(|| Spanned::new(String::new(), node.span)),
                outside_law: keys.text("outside_law"),
            },
        };
        keys.finish();
        line
    }
}

impl RawSum {
    fn read(keys: &mut Keys<'_, '_>) -> Self {
        let name = keys.need("sum");
        Self {
            name: identifier(name, keys.reader),
            title: keys.need("title"),
            of: keys.texts("of"),
            is: keys.text("is"),
            span: keys.span(),
        }
    }
}
