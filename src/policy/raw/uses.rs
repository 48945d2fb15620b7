//! `uses:`, what a pack says of those that it builds on.

use super::keys::{Keys, key_of};
use super::{RawLever, RawText};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::text;
use crate::yaml::{Entry, Node, Reader, Spanned, Value};

/// Another pack that this one builds on.
#[derive(Debug, Clone)]
pub struct RawUse {
    /// Its name.
    pub pack: RawText,
    /// Parameters that get another value.
    pub set: Vec<RawSetting>,
    /// Its figures and rows by other words.
    pub figures: Vec<RawOwnWords>,
    /// Rules and claims of it that do not hold here.
    pub skip: Vec<RawSkip>,
    /// All of it.
    pub span: Span,
}

/// A parameter of a used pack and the value that it has here.
#[derive(Debug, Clone)]
pub struct RawSetting {
    /// Its name.
    pub name: RawText,
    /// The value.
    pub value: RawText,
    /// Where it is written, if that is not what the pack says of itself.
    pub reference: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
}

/// What a used pack calls by other words than the document: a figure, a formula or a sum.
#[derive(Debug, Clone)]
pub struct RawOwnWords {
    /// Its name in the used pack.
    pub name: RawText,
    /// The name for people here.
    pub title: Option<RawText>,
    /// More names in tables.
    pub aliases: Vec<RawText>,
    /// The values that make sense here.
    pub range: Option<RawText>,
    /// How far somebody can change it here.
    pub lever: Option<RawLever>,
    /// Where the words are written, if that is not what the pack says of itself.
    pub reference: Option<RawText>,
}

/// What may be skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// An indicator, a requirement or a check.
    Rule,
    /// What the document says about the figures.
    Claim,
}

/// A rule or claim of a used pack that does not hold here.
#[derive(Debug, Clone)]
pub struct RawSkip {
    /// Which of the two.
    pub kind: Skipped,
    /// Its name.
    pub name: RawText,
    /// Why.
    pub because: RawText,
    /// All of it.
    pub span: Span,
}

impl RawUse {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        if let Value::Scalar(name) = &node.value {
            return Self {
                pack: Spanned::new(name.text.to_string(), node.span),
                set: Vec::new(),
                figures: Vec::new(),
                skip: Vec::new(),
                span: node.span,
            };
        }
        let mut keys = Keys::of(node, reader);
        let read = Self {
            pack: keys.need("pack"),
            set: keys.entries("set", RawSetting::read).into_iter().flatten().collect(),
            figures: keys.entries("figures", RawOwnWords::read),
            skip: keys.list("skip", RawSkip::read),
            span: keys.span(),
        };
        keys.finish();
        read
    }
}

impl RawSetting {
    /// The value alone, or with its reference.
    fn read(entry: &Entry, reader: &mut Reader) -> Option<Self> {
        let name = key_of(entry);
        if let Value::Scalar(_) = entry.node.value {
            return Some(Self { name, value: reader.text(&entry.node)?, reference: None, assumed: None });
        }
        let mut keys = Keys::under(entry, reader);
        let setting =
            Self { name, value: keys.need("value"), reference: keys.text("ref"), assumed: keys.text("assumed") };
        keys.finish();
        Some(setting)
    }
}

impl RawOwnWords {
    fn read(entry: &Entry, reader: &mut Reader) -> Self {
        let mut keys = Keys::under(entry, reader);
        let words = Self {
            name: key_of(entry),
            title: keys.text("title"),
            aliases: keys.texts("aliases").unwrap_or_default(),
            range: keys.text("range"),
            lever: keys.one("lever", RawLever::read),
            reference: keys.text("ref"),
        };
        let something = ["title", "aliases", "range", "lever"].iter().any(|key| keys.place_of(key).is_some());
        // What is no mapping at all has been reported.
        if !something && matches!(entry.node.value, Value::Mapping(_)) {
            let name = &entry.key;
            let message = text!("ingenting sägs om `{name}`", "nothing is said of `{name}`");
            keys.reader.fault(Diagnostic::error(Code::MissingKey, entry.key_span, message).help(text!(
                "skriv minst en av `title:`, `aliases:`, `range:` och `lever:`, eller ta bort den",
                "write at least one of `title:`, `aliases:`, `range:` and `lever:`, or remove it"
            )));
        }
        keys.finish();
        words
    }
}

impl RawSkip {
    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let (kind, name) = match keys.need_one_of(&["rule", "claim"]) {
            Some("claim") => (Skipped::Claim, keys.text("claim")),
            _ => (Skipped::Rule, keys.text("rule")),
        };
        let name = name.unwrap_or_else(|| Spanned::new(String::new(), keys.span()));
        let skip = Self { kind, name, because: keys.need("because"), span: keys.span() };
        keys.finish();
        skip
    }
}
