//! `claims:` and `recorded:`: what the document says, beside the rules.

use super::keys::Keys;
use super::names::rule_name;
use super::{RawFor, RawText, RawWithin};
use crate::diagnostic::Span;
use crate::yaml::{Node, Reader, Spanned};

/// What the document says about the figures.
#[derive(Debug, Clone)]
pub struct RawClaim {
    /// The name in files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// The words of the document.
    pub quote: Option<RawText>,
    /// Where they stand.
    pub reference: RawText,
    /// What they mean, as a formula.
    pub that: RawText,
    /// How far apart the sides may be.
    pub within: Option<Spanned<RawWithin>>,
    /// Of what it is said.
    pub for_: Option<RawFor>,
    /// All of it.
    pub span: Span,
}

/// A sentence of the guideline that no figure can judge.
#[derive(Debug, Clone)]
pub struct RawRecorded {
    /// The name in files.
    pub name: RawText,
    /// What it is about.
    pub title: RawText,
    /// The words of the guideline.
    pub quote: Option<RawText>,
    /// Where they stand.
    pub reference: RawText,
    /// Why no figure can judge it.
    pub because: RawText,
    /// The goal that it is shown under.
    pub goal: Option<RawText>,
    /// All of it.
    pub span: Span,
}

impl RawClaim {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let name = keys.need("claim");
        let claim = Self {
            name: rule_name(name, keys.reader),
            title: keys.need("title"),
            quote: keys.text("quote"),
            reference: keys.need("ref"),
            that: keys.need("that"),
            within: keys.one("within", RawWithin::read).flatten(),
            for_: keys.one("for", RawFor::read),
            span: keys.span(),
        };
        keys.finish();
        claim
    }
}

impl RawRecorded {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let name = keys.need("recorded");
        let recorded = Self {
            name: rule_name(name, keys.reader),
            title: keys.need("title"),
            quote: keys.text("quote"),
            reference: keys.need("ref"),
            because: keys.need("because"),
            goal: keys.text("goal"),
            span: keys.span(),
        };
        keys.finish();
        recorded
    }
}
