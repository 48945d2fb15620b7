//! The baseline: failures that are known and accepted for a time, so that a run fails on what is new.
//!
//! [`Baseline::read`] reads the file, whose form is in `docs/policy-format.md`, and [`Baseline::hold`] marks in a run what is known and tells what no
//! longer is so. A verdict is never changed: `docs/decisions/0015-known-failures.md` says why.

mod hold;
mod read;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::policy::RuleId;
use crate::quantity::{Basis, Period};
use crate::verdict::Known;

/// Failures that are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<Entry>,
}

/// One verdict, and what is accepted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    rule: RuleId,
    /// Dimension to member; empty is the whole.
    entity: BTreeMap<String, String>,
    period: Period,
    basis: Basis,
    known: Arc<Known>,
}
