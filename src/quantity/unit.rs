//! Units: money in four sizes, percent, percentage points, counts, and the units that a pack adds.

use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;
use thiserror::Error;

/// A unit: what it is made of, its size, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    symbol: Arc<str>,
    /// Base kinds with their powers, sorted, no zero powers. Empty: a ratio.
    bases: Arc<[(Arc<str>, i8)]>,
    /// How many of the base unit one of this is: 1 000 000 kr for mnkr, 1/100 for %.
    size: Decimal,
}

/// Why two units do not go together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UnitError {
    /// Not the same kind of thing.
    #[error("{0} and {1} cannot be added or compared")]
    Different(String, String),
    /// Percent held against percentage points.
    #[error("{0} against {1}: a share and a difference of shares are not the same thing")]
    PercentAgainstPoints(String, String),
}

const POINTS: &str = "p.e.";

/// The units that a pack may use: the built-in ones and its own.
#[derive(Debug, Clone)]
pub struct Units(BTreeMap<String, Unit>);

impl Default for Units {
    fn default() -> Self {
        let sized = |symbol: &str, base: &str, size: Decimal| (symbol.to_owned(), Unit::based(symbol, base, size));
        let whole = |number: i64| Decimal::from(number);
        let mut units: BTreeMap<String, Unit> = [
            sized("kr", "kr", Decimal::ONE),
            sized("tkr", "kr", whole(1_000)),
            sized("mnkr", "kr", whole(1_000_000)),
            sized("mdkr", "kr", whole(1_000_000_000)),
            sized(POINTS, POINTS, Decimal::ONE),
        ]
        .into();
        for counted in ["tal", "st", "personer", "år", "månader", "dagar"] {
            units.insert(counted.to_owned(), Unit::based(counted, counted, Decimal::ONE));
        }
        units.insert("%".to_owned(), Unit { symbol: "%".into(), bases: [].into(), size: Decimal::new(1, 2) });
        Self(units)
    }
}

impl Units {
    /// The unit of that symbol.
    pub fn get(&self, symbol: &str) -> Option<&Unit> {
        self.0.get(symbol)
    }

    /// Adds a unit of a pack's own: a kind of its own, convertible to nothing. `false` if the symbol is taken.
    pub fn add(&mut self, symbol: &str) -> bool {
        if self.0.contains_key(symbol) {
            return false;
        }
        self.0.insert(symbol.to_owned(), Unit::based(symbol, symbol, Decimal::ONE));
        true
    }

    /// All symbols, sorted.
    pub fn symbols(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl Unit {
    fn based(symbol: &str, base: &str, size: Decimal) -> Self {
        Self { symbol: symbol.into(), bases: [(Arc::from(base), 1)].into(), size }
    }

    /// A plain ratio: what a division of equal units gives.
    pub fn ratio() -> Self {
        Self { symbol: "".into(), bases: [].into(), size: Decimal::ONE }
    }

    /// Percent.
    pub fn percent() -> Self {
        Self { symbol: "%".into(), bases: [].into(), size: Decimal::new(1, 2) }
    }

    /// Percentage points.
    pub fn points() -> Self {
        Self::based(POINTS, POINTS, Decimal::ONE)
    }

    /// A number of years.
    pub fn years() -> Self {
        Self::based("år", "år", Decimal::ONE)
    }

    /// How the unit is written; empty for a ratio.
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// Whether it is a share: a ratio or percent.
    pub fn is_share(&self) -> bool {
        self.bases.is_empty()
    }

    /// Whether it is percentage points.
    pub fn is_points(&self) -> bool {
        self.bases.len() == 1 && &*self.bases[0].0 == POINTS
    }

    /// Whether things of it are counted, so that a whole number of them is exact.
    pub fn is_counted(&self) -> bool {
        matches!(&*self.symbol, "st" | "personer")
    }

    /// Whether a number may stand without this unit written after it.
    pub fn is_bare(&self) -> bool {
        &*self.symbol == "tal"
    }

    /// Whether it is money.
    pub fn is_money(&self) -> bool {
        self.bases.len() == 1 && &*self.bases[0].0 == "kr"
    }

    /// What a number in `self` must be multiplied by to be one in `other`.
    ///
    /// # Errors
    /// They are not the same kind of thing.
    pub fn factor_to(&self, other: &Self) -> Result<Decimal, UnitError> {
        if self.bases == other.bases {
            return Ok(self.size.checked_div(other.size).unwrap_or(Decimal::ONE).normalize());
        }
        let names = (self.shown(), other.shown());
        Err(match (self.is_share() && other.is_points()) || (self.is_points() && other.is_share()) {
            true => UnitError::PercentAgainstPoints(names.0, names.1),
            false => UnitError::Different(names.0, names.1),
        })
    }

    /// The unit of a product. Multiplying by percent takes hundredths: see [`Unit::factor_to`] with [`Unit::ratio`].
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combined(other, 1)
    }

    /// The unit of a quotient; a ratio if they are the same kind.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        self.combined(other, -1)
    }

    fn combined(&self, other: &Self, sign: i8) -> Self {
        let mut powers: BTreeMap<Arc<str>, i8> = BTreeMap::new();
        for (base, power) in self.bases.iter() {
            *powers.entry(base.clone()).or_default() += power;
        }
        for (base, power) in other.bases.iter() {
            *powers.entry(base.clone()).or_default() += sign * power;
        }
        powers.retain(|_, power| *power != 0);
        let size = if sign > 0 { self.size.checked_mul(other.size) } else { self.size.checked_div(other.size) };
        if powers.is_empty() {
            return Self { size: size.unwrap_or(Decimal::ONE), ..Self::ratio() };
        }
        let size = size.unwrap_or(Decimal::ONE);
        if let Some(known) = known_symbol(&powers, size) {
            return Self { symbol: known.into(), bases: powers.into_iter().collect(), size };
        }
        let symbol: Arc<str> = match (self.is_share(), other.is_share(), sign) {
            (_, true, _) => self.symbol.clone(),
            (true, false, 1) => other.symbol.clone(),
            (_, _, 1) => format!("{}·{}", self.shown(), other.shown()).into(),
            _ => format!("{}/{}", self.shown(), other.shown()).into(),
        };
        Self { symbol, bases: powers.into_iter().collect(), size }
    }

    /// The symbol, or a word where there is none.
    pub fn shown(&self) -> String {
        if self.symbol.is_empty() { "kvot".to_owned() } else { self.symbol.to_string() }
    }

    /// The same kind in its base size: kr for money, a plain ratio for percent.
    #[must_use]
    pub fn size(&self) -> Decimal {
        self.size
    }
}

/// The symbol of what has cancelled down to one kind: mnkr · kr / kr is mnkr.
fn known_symbol(powers: &BTreeMap<Arc<str>, i8>, size: Decimal) -> Option<String> {
    let (base, power) = powers.iter().next().filter(|_| powers.len() == 1)?;
    let sizes: [(&str, i64); 4] = [("kr", 1), ("tkr", 1_000), ("mnkr", 1_000_000), ("mdkr", 1_000_000_000)];
    match (&**base, power) {
        ("kr", 1) => sizes.into_iter().find(|(_, of)| Decimal::from(*of) == size).map(|(symbol, _)| symbol.to_owned()),
        (base, 1) if size == Decimal::ONE => Some(base.to_owned()),
        _ => None,
    }
}
