//! Ledgers: what is carried from year to year.

use rust_decimal::Decimal;

use crate::diagnostic::Span;
use crate::figures::{FigureId, Name};
use crate::formula::{FormulaId, LedgerPart};
use crate::quantity::{Date, Unit, Validity};

/// A balance, or posts to settle.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: Unit,
    /// The reference.
    pub reference: Option<String>,
    /// What it carries.
    pub body: LedgerBody,
    /// Its parts as formulas.
    pub parts: Vec<(LedgerPart, FormulaId)>,
    /// The figures that it reads, sorted.
    pub reads: Vec<FigureId>,
    /// Where it is written.
    pub span: Span,
}

/// What a ledger carries.
#[derive(Debug, Clone)]
pub enum LedgerBody {
    /// A sum.
    Balance(Balance),
    /// One post a year.
    Posts(Posts),
}

/// A sum that is carried on from a first balance.
#[derive(Debug, Clone)]
pub struct Balance {
    /// The day of the first balance: the last of a year.
    pub at: Date,
    /// The first balance.
    pub opening: FormulaId,
    /// What comes in.
    pub added: Option<Flow>,
    /// What goes out.
    pub used: Option<Flow>,
    /// The least that it may come to.
    pub floor: Option<Decimal>,
}

/// What comes in or goes out in a year.
#[derive(Debug, Clone)]
pub struct Flow {
    /// The formula.
    pub is: FormulaId,
    /// When the ledger is open for it.
    pub validity: Validity,
}

/// One post a year; what settles them takes the oldest first.
#[derive(Debug, Clone)]
pub struct Posts {
    /// What arises in a year.
    pub arises: FormulaId,
    /// The day by which it must be settled, read in the year in which it arose.
    pub due: FormulaId,
    /// The first year; left out: the first that is known.
    pub from: Option<i16>,
    /// What settles older posts.
    pub settled: FormulaId,
    /// What waives the post of a year.
    pub waived: Option<Waived>,
}

/// What waives the post of a year.
#[derive(Debug, Clone)]
pub struct Waived {
    /// An amount, or a yes or no for all of it.
    pub fact: FormulaId,
    /// The reference.
    pub reference: Option<String>,
}

impl Ledger {
    /// A part as a formula.
    pub fn part(&self, part: LedgerPart) -> Option<FormulaId> {
        self.parts.iter().find(|(p, _)| *p == part).map(|(_, id)| *id)
    }

    /// The posts, if it has any.
    pub fn posts(&self) -> Option<&Posts> {
        match &self.body {
            LedgerBody::Posts(posts) => Some(posts),
            LedgerBody::Balance(_) => None,
        }
    }

    /// The balance, if it is one.
    pub fn balance(&self) -> Option<&Balance> {
        match &self.body {
            LedgerBody::Balance(balance) => Some(balance),
            LedgerBody::Posts(_) => None,
        }
    }
}
