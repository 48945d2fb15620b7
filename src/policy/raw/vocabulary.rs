//! `units:`, `dimensions:`, `figures:`, `parameters:` and `formulas:`.

use super::keys::{Keys, key_of, pair};
use super::names::identifier;
use super::{FactWord, RawCase, RawReplaces, RawText, Reported, TypeWord};
use crate::diagnostic::Span;
use crate::figures::{Measured, Sign};
use crate::quantity::Basis;
use crate::yaml::{Entry, Node, Reader, Spanned, Value};

/// A unit of the pack's own.
#[derive(Debug, Clone)]
pub struct RawUnit {
    /// Its symbol.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
}

/// A way to split figures.
#[derive(Debug, Clone)]
pub struct RawDimension {
    /// The name in formulas and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// The members that the pack names.
    pub members: Vec<RawMember>,
    /// More members come with the figures.
    pub open: Option<Spanned<bool>>,
    /// Whether the parts sum to the total.
    pub complete: Option<Spanned<bool>>,
    /// All of it.
    pub span: Span,
}

/// A member of a dimension.
#[derive(Debug, Clone)]
pub struct RawMember {
    /// Its name.
    pub name: RawText,
    /// Other names in tables.
    pub aliases: Vec<RawText>,
    /// When it exists.
    pub valid: Option<RawText>,
    /// The member above it.
    pub parent: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A figure that may be submitted.
#[derive(Debug, Clone)]
pub struct RawFigure {
    /// The name in formulas and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Its unit, of a number.
    pub unit: Option<RawText>,
    /// What it is, if it is not a number.
    pub fact: Option<Spanned<FactWord>>,
    /// The words of a choice.
    pub choices: Vec<RawText>,
    /// Over what it is measured.
    pub measured: Spanned<Measured>,
    /// The dimensions that it may be split by.
    pub by: Vec<RawText>,
    /// Other names in tables.
    pub aliases: Vec<RawText>,
    /// The only sign that it may have.
    pub sign: Option<Spanned<Sign>>,
    /// The values that make sense.
    pub range: Option<RawText>,
    /// How far somebody can change it.
    pub lever: Option<RawLever>,
    /// Published decimals.
    pub decimals: Option<RawText>,
    /// Its value where it alone is left out.
    pub default: Option<RawDefault>,
    /// Breaches of sign or range that are known.
    pub accepted: Vec<RawAccepted>,
    /// When this definition holds.
    pub valid: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// The value of a figure that is left out.
#[derive(Debug, Clone)]
pub struct RawDefault {
    /// The value.
    pub value: RawText,
    /// Why.
    pub because: RawText,
    /// Only these bases.
    pub bases: Option<Vec<Spanned<Basis>>>,
    /// All of it.
    pub span: Span,
}

/// How far a figure can be changed by those who decide.
#[derive(Debug, Clone)]
pub struct RawLever {
    /// The least value.
    pub min: RawText,
    /// The greatest.
    pub max: RawText,
    /// All of it.
    pub span: Span,
}

/// A known breach of sign or range.
#[derive(Debug, Clone)]
pub struct RawAccepted {
    /// In which period.
    pub period: RawText,
    /// Why it is right.
    pub because: RawText,
    /// All of it.
    pub span: Span,
}

/// A limit with date and reference.
#[derive(Debug, Clone)]
pub struct RawParameter {
    /// The name in formulas.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Its unit.
    pub unit: RawText,
    /// Its values; the short form `value:` is one that always holds.
    pub values: Vec<RawParameterValue>,
    /// A pack that uses this one may set it.
    pub local: Option<Spanned<bool>>,
    /// Where it is written, for all values.
    pub reference: Option<RawText>,
    /// Why it is an assumption, for all values.
    pub assumed: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A value of a parameter.
#[derive(Debug, Clone)]
pub struct RawParameterValue {
    /// In force from the first day of this period; left out: always was.
    pub from: Option<RawText>,
    /// In force to the last day of this period; left out: until another is.
    pub to: Option<RawText>,
    /// The value.
    pub value: RawText,
    /// Only for these: dimension, member.
    pub where_: Vec<(RawText, RawText)>,
    /// Not known before this day.
    pub decided: Option<RawText>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A figure that is computed.
#[derive(Debug, Clone)]
pub struct RawFormula {
    /// The name in other formulas.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Its unit, of a number.
    pub unit: Option<RawText>,
    /// What it gives, if it is neither a number nor a yes or no.
    pub gives: Option<Spanned<TypeWord>>,
    /// The words of a choice.
    pub choices: Vec<RawText>,
    /// The formula; empty where there are cases.
    pub is: RawText,
    /// The first that matches gives the value.
    pub cases: Vec<RawCase>,
    /// Published decimals.
    pub decimals: Option<RawText>,
    /// What a submitted value is for.
    pub reported: Option<Spanned<Reported>>,
    /// When it holds.
    pub valid: Option<RawText>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// The formula of a used pack whose place it takes.
    pub replaces: Option<RawReplaces>,
    /// All of it.
    pub span: Span,
}

impl RawUnit {
    pub(super) fn read(entry: &Entry, reader: &mut Reader) -> Self {
        let mut keys = Keys::under(entry, reader);
        let unit = Self { name: key_of(entry), title: keys.need("title") };
        keys.finish();
        unit
    }
}

impl RawDimension {
    pub(super) fn read(entry: &Entry, reader: &mut Reader) -> Self {
        let name = identifier(key_of(entry), reader);
        let mut keys = Keys::under(entry, reader);
        let dimension = Self {
            name,
            title: keys.need("title"),
            members: keys.list("members", RawMember::read),
            open: keys.truth("open"),
            complete: keys.truth("complete"),
            span: keys.span(),
        };
        keys.finish();
        dimension
    }
}

impl RawMember {
    fn read(node: &Node, reader: &mut Reader) -> Self {
        if let Value::Scalar(name) = &node.value {
            return Self {
                name: Spanned::new(name.text.to_string(), node.span),
                aliases: Vec::new(),
                valid: None,
                parent: None,
                span: node.span,
            };
        }
        let mut keys = Keys::of(node, reader);
        let member = Self {
            name: keys.need("member"),
            aliases: keys.texts("aliases").unwrap_or_default(),
            valid: keys.text("valid"),
            parent: keys.text("parent"),
            span: keys.span(),
        };
        keys.finish();
        member
    }
}

impl RawFigure {
    pub(super) fn read(entry: &Entry, reader: &mut Reader) -> Self {
        let name = identifier(key_of(entry), reader);
        let mut keys = Keys::under(entry, reader);
        let kind = keys.need_one_of(&["unit", "type"]);
        let mut figure = Self {
            name,
            title: keys.need("title"),
            unit: None,
            fact: None,
            choices: keys.texts("choices").unwrap_or_default(),
            measured: Spanned::new(Measured::During, keys.span()),
            by: keys.texts("by").unwrap_or_default(),
            aliases: keys.texts("aliases").unwrap_or_default(),
            sign: keys.word("sign"),
            range: keys.text("range"),
            lever: keys.one("lever", RawLever::read),
            decimals: keys.text("decimals"),
            default: keys.one("default", RawDefault::read),
            accepted: keys.list("accepted", RawAccepted::read),
            valid: keys.text("valid"),
            assumed: keys.text("assumed"),
            span: keys.span(),
        };
        // A fact is about a stretch of time unless it says otherwise.
        match kind {
            Some("type") => {
                figure.fact = keys.word("type");
                figure.measured = keys.word("measured").unwrap_or(figure.measured);
            }
            _ => {
                figure.unit = keys.text("unit");
                figure.measured = keys.need_word("measured");
            }
        }
        keys.finish();
        figure
    }
}

impl RawDefault {
    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let default = Self {
            value: keys.need("value"),
            because: keys.need("because"),
            bases: keys.words("bases"),
            span: keys.span(),
        };
        keys.finish();
        default
    }
}

impl RawLever {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let lever = Self { min: keys.need("min"), max: keys.need("max"), span: keys.span() };
        keys.finish();
        lever
    }
}

impl RawAccepted {
    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let accepted = Self { period: keys.need("period"), because: keys.need("because"), span: keys.span() };
        keys.finish();
        accepted
    }
}

impl RawParameter {
    pub(super) fn read(entry: &Entry, reader: &mut Reader) -> Self {
        let name = identifier(key_of(entry), reader);
        let mut keys = Keys::under(entry, reader);
        let values = match keys.need_one_of(&["value", "values"]) {
            Some("value") => vec![RawParameterValue::always(keys.need("value"))],
            _ => keys.list("values", RawParameterValue::read),
        };
        let parameter = Self {
            name,
            title: keys.need("title"),
            unit: keys.need("unit"),
            values,
            local: keys.truth("local"),
            reference: keys.text("ref"),
            assumed: keys.text("assumed"),
            span: keys.span(),
        };
        keys.finish();
        parameter
    }
}

impl RawParameterValue {
    /// The short form.
    fn always(value: RawText) -> Self {
        Self {
            from: None,
            to: None,
            where_: Vec::new(),
            decided: None,
            reference: None,
            assumed: None,
            span: value.span,
            value,
        }
    }

    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let value = Self {
            from: keys.text("from"),
            to: keys.text("to"),
            value: keys.need("value"),
            where_: keys.entries("where", pair).into_iter().flatten().collect(),
            decided: keys.text("decided"),
            reference: keys.text("ref"),
            assumed: keys.text("assumed"),
            span: keys.span(),
        };
        keys.finish();
        value
    }
}

impl RawFormula {
    pub(super) fn read(entry: &Entry, reader: &mut Reader) -> Self {
        let name = identifier(key_of(entry), reader);
        let mut keys = Keys::under(entry, reader);
        let kind = keys.one_of(&["unit", "type"]);
        let (is, cases) = match keys.need_one_of(&["is", "cases"]) {
            Some("cases") => (RawText::new(String::new(), keys.span()), RawCase::read_all(&mut keys)),
            Some(_) => (keys.need("is"), Vec::new()),
            None => (RawText::new(String::new(), keys.span()), Vec::new()),
        };
        let formula = Self {
            name,
            title: keys.need("title"),
            unit: keys.text("unit").filter(|_| kind == Some("unit")),
            gives: keys.word("type").filter(|_| kind == Some("type")),
            choices: keys.texts("choices").unwrap_or_default(),
            is,
            cases,
            decimals: keys.text("decimals"),
            reported: keys.word("reported"),
            valid: keys.text("valid"),
            reference: keys.text("ref"),
            assumed: keys.text("assumed"),
            replaces: keys.one("replaces", RawReplaces::read),
            span: keys.span(),
        };
        keys.finish();
        formula
    }
}
