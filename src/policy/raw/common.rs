//! What several sections have in common.

use super::keys::{Keys, pairs};

use super::{CountsAs, RawScale, RawText};
use crate::diagnostic::Span;
use crate::quantity::{Basis, PeriodKind};
use crate::yaml::{Node, Reader, Spanned, Value};

/// Who decided something, and when.
#[derive(Debug, Clone)]
pub struct RawDecision {
    /// The body.
    pub by: RawText,
    /// The day.
    pub date: RawText,
    /// Where the decision is written.
    pub reference: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// Something of a used pack whose place is taken.
#[derive(Debug, Clone)]
pub struct RawReplaces {
    /// Its name.
    pub name: RawText,
    /// Why.
    pub because: RawText,
    /// All of it.
    pub span: Span,
}

/// What holds for the rules below that say nothing else: in the head for all, in a goal for its indicators.
#[derive(Debug, Clone, Default)]
pub struct RawDefaults {
    /// Which value is compared.
    pub compare: Option<Spanned<RawCompare>>,
    /// How misses are graded.
    pub scale: Option<Spanned<RawScale>>,
    /// What is judged.
    pub for_: Option<RawFor>,
    /// Where it is written.
    pub reference: Option<RawText>,
}

/// Which value is compared with the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawCompare {
    /// `exact`
    Exact,
    /// Rounded to this many decimals.
    Decimals(RawText),
}

/// What is judged.
#[derive(Debug, Clone)]
pub struct RawFor {
    /// One verdict for each: dimensions, or `total`.
    pub each: Option<Vec<RawText>>,
    /// Only these: dimension, members.
    pub where_: Vec<(RawText, Vec<RawText>)>,
    /// Only these bases.
    pub bases: Option<Vec<Spanned<Basis>>>,
    /// Only these periods.
    pub periods: Option<Vec<RawText>>,
    /// Only periods of this kind.
    pub kind: Option<Spanned<PeriodKind>>,
    /// The state on this day.
    pub at: Option<RawText>,
    /// Some time before or on this day.
    pub by: Option<RawText>,
    /// How a rule with many rows counts.
    pub counts_as: Option<Spanned<CountsAs>>,
    /// All of it.
    pub span: Span,
}

impl RawDecision {
    pub(super) fn read(mut keys: Keys<'_, '_>) -> Self {
        let decision =
            Self { by: keys.need("by"), date: keys.need("date"), reference: keys.text("ref"), span: keys.span() };
        keys.finish();
        decision
    }
}

impl RawReplaces {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let replaces = Self { name: keys.need("name"), because: keys.need("because"), span: keys.span() };
        keys.finish();
        replaces
    }
}

impl RawDefaults {
    /// From the keys of the mapping that they stand in.
    pub(super) fn read(keys: &mut Keys<'_, '_>) -> Self {
        Self {
            compare: keys.one("compare", RawCompare::read).flatten(),
            scale: keys.one("scale", RawScale::read).flatten(),
            for_: keys.one("for", RawFor::read),
            reference: keys.text("ref"),
        }
    }
}

impl RawCompare {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Option<Spanned<Self>> {
        if matches!(node.value, Value::Scalar(_)) {
            return reader.word(node, &[("exact", Self::Exact)]);
        }
        let mut keys = Keys::of(node, reader);
        let decimals = keys.need("decimals");
        keys.finish();
        Some(Spanned::new(Self::Decimals(decimals), node.span))
    }
}

impl RawFor {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let read = Self {
            each: keys.texts("each"),
            where_: keys.entries("where", pairs),
            bases: keys.words("bases"),
            periods: keys.texts("periods"),
            kind: keys.word("kind"),
            at: keys.text("at"),
            by: keys.text("by"),
            counts_as: keys.word("counts_as"),
            span: keys.span(),
        };
        keys.finish();
        read
    }
}
