//! What the report says of the ledgers.

use serde::Serialize;

use super::words::Exact;
use crate::evaluate::Reason;
use crate::quantity::{Basis, Date, Period};

/// Whether a ledger carries a sum, or posts to settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerKind {
    /// A sum.
    Balance,
    /// Posts.
    Posts,
}

/// A year of a balance, or a post as it stands at the end of the last year of a basis.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerRow {
    /// The ledger's name.
    pub ledger: String,
    /// Its title.
    pub title: String,
    /// A sum or posts.
    pub kind: LedgerKind,
    /// The unit of all amounts.
    pub unit: String,
    /// The year; of posts the last one of the basis.
    pub period: Period,
    /// The basis; of the years before the latest that was allowed.
    pub basis: Basis,
    /// Of a balance: what the year began with.
    pub opening: Option<Exact>,
    /// What came in.
    #[serde(rename = "in")]
    pub added: Option<Exact>,
    /// What went out.
    #[serde(rename = "out")]
    pub used: Option<Exact>,
    /// What the year ended with.
    pub closing: Option<Exact>,
    /// Of a post: the year in which it arose.
    pub origin: Option<Period>,
    /// What arose.
    pub amount: Option<Exact>,
    /// What has been settled.
    pub settled: Option<Exact>,
    /// When it was settled.
    pub settlements: Vec<Settlement>,
    /// What has been waived.
    pub waived: Option<Exact>,
    /// What remains.
    pub remaining: Option<Exact>,
    /// The day by which it must be settled.
    pub due: Option<Date>,
    /// Why something is not known.
    pub reason_code: Option<Reason>,
    /// References.
    pub refs: Vec<String>,
}

/// What was settled of a post in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settlement {
    /// The year.
    pub period: Period,
    /// The amount.
    pub amount: Exact,
}
