//! Where a formula is evaluated: for whom, for when, on which basis.

use crate::figures::{Coordinates, Edition};
use crate::quantity::{Basis, Period};

/// The number of a context within one evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContextId(pub(super) u32);

/// How figures are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// On the context's basis only: what is judged.
    Exact,
    /// History: outcome, forecast, budget, plan, in this order, never later than the context's basis.
    BestKnown,
}

/// For whom, for when, on which basis.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Context {
    /// The period. It stands first because it is what tells most contexts apart when they are compared.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// The edition, where one was asked for.
    pub edition: Option<Edition>,
    /// How figures are looked up.
    pub reading: Reading,
    /// The part of the organisation.
    pub coordinates: Coordinates,
}

impl Context {
    /// A judged context.
    pub fn judged(coordinates: Coordinates, period: Period, basis: Basis) -> Self {
        Self { coordinates, period, basis, edition: None, reading: Reading::Exact }
    }

    /// The same cut some years away, as history.
    #[must_use]
    pub fn years_away(&self, years: i32) -> Self {
        self.in_period(self.period.add_years(years))
    }

    /// Another period, as history.
    #[must_use]
    pub fn in_period(&self, period: Period) -> Self {
        Self { period, edition: None, reading: Reading::BestKnown, ..self.clone() }
    }
}
