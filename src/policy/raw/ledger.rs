//! `ledgers:` what is carried from year to year.

use super::RawText;
use super::keys::{Keys, key_of};
use super::names::identifier;
use crate::diagnostic::Span;
use crate::yaml::{Entry, Node, Reader};

/// A balance, or posts to settle.
#[derive(Debug, Clone)]
pub struct RawLedger {
    /// The name in formulas.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Its unit.
    pub unit: RawText,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// What it carries.
    pub body: RawLedgerBody,
    /// The figure that publishes what it comes to at the end of a year.
    pub reported: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// What a ledger carries.
#[derive(Debug, Clone)]
pub enum RawLedgerBody {
    /// A sum.
    Balance {
        /// The day of the first balance, and what gives it.
        opening: (RawText, RawText),
        /// What comes in.
        added: Option<RawFlow>,
        /// What goes out.
        used: Option<RawFlow>,
        /// The least that it may come to.
        floor: Option<RawText>,
    },
    /// One post a year.
    Posts {
        /// What arises in a year.
        arises: RawText,
        /// The day by which it must be settled.
        due: RawText,
        /// The first year.
        from: Option<RawText>,
        /// What settles the oldest posts.
        settled_by: RawText,
        /// What waives the post of a year: a fact or formula, and the reference.
        waived_by: Option<(RawText, Option<RawText>)>,
    },
}

/// What comes in or goes out in a year.
#[derive(Debug, Clone)]
pub struct RawFlow {
    /// The formula.
    pub is: RawText,
    /// When the ledger is open for it.
    pub valid: Option<RawText>,
}

impl RawLedger {
    pub(super) fn read(entry: &Entry, reader: &mut Reader) -> Self {
        let name = identifier(key_of(entry), reader);
        let mut keys = Keys::under(entry, reader);
        let ledger = Self {
            name,
            title: keys.need("title"),
            unit: keys.need("unit"),
            reference: keys.text("ref"),
            body: match keys.need_one_of(&["opening", "posts"]) {
                Some("posts") => Self::posts(&mut keys),
                _ => Self::balance(&mut keys),
            },
            reported: keys.text("reported"),
            assumed: keys.text("assumed"),
            span: keys.span(),
        };
        keys.finish();
        ledger
    }

    fn balance(keys: &mut Keys<'_, '_>) -> RawLedgerBody {
        RawLedgerBody::Balance {
            opening: keys.need_keys("opening", |mut keys| {
                let opening = (keys.need("at"), keys.need("is"));
                keys.finish();
                opening
            }),
            added: keys.one("in", RawFlow::read),
            used: keys.one("out", RawFlow::read),
            floor: keys.text("floor"),
        }
    }

    fn posts(keys: &mut Keys<'_, '_>) -> RawLedgerBody {
        let (arises, due, from) = keys.need_keys("posts", |mut keys| {
            let posts = (keys.need("arises"), keys.need("due"), keys.text("from"));
            keys.finish();
            posts
        });
        let waived_by = keys.one("waived_by", |node, reader| {
            let mut keys = Keys::of(node, reader);
            let waived = (keys.need("fact"), keys.text("ref"));
            keys.finish();
            waived
        });
        RawLedgerBody::Posts { arises, due, from, settled_by: keys.need("settled_by"), waived_by }
    }
}

impl RawFlow {
    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let flow = Self { is: keys.need("is"), valid: keys.text("valid") };
        keys.finish();
        flow
    }
}
