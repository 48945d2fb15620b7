//! What if a figure were another: `nettokostnad[2026, Trafiknämnd]=-10 mnkr`.

use super::pointer::Pointer;
use super::set::identity;
use super::{Figure, FigureSet, Given, Vocabulary};
use crate::language::Text;
use crate::quantity::{Decimal, Unit, read_number};
use crate::text;

/// A figure, and what it is to be instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    figure: Pointer,
    amount: Amount,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// To this.
    To,
    /// By this.
    By,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) how: How,
    pub(super) number: Decimal,
    pub(super) unit: Option<String>,
    pub(super) written: String,
}

/// A figure as it was and as it is tried.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The figure, with the tried value.
    pub figure: Figure,
    /// Its submitted value.
    pub before: Decimal,
    /// The tried one.
    pub after: Decimal,
}

/// Why a change cannot be tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeFault {
    /// What is wrong.
    pub message: Text,
    /// What to write instead.
    pub help: Text,
}

pub(super) fn fault(message: Text, help: Text) -> ChangeFault {
    ChangeFault { message, help }
}

impl Change {
    /// Reads `figure[period, basis, member]=value`. With a sign first the value is a change (`+2 %`, `-10 mnkr`); after `==` it is always the value itself.
    ///
    /// # Errors
    /// It is not written like that.
    pub fn parse(written: &str) -> Result<Self, ChangeFault> {
        let wrong = || {
            fault(
                text!("`{written}` är ingen ändring", "`{written}` is no change"),
                text!(
                    "skriv `uppgift[2026]=120 mnkr`, `uppgift[2026]=+2 %`, `uppgift[2026]=-10 mnkr` eller, för ett negativt värde, `uppgift[2026]==-10 mnkr`",
                    "write `figure[2026]=120 mnkr`, `figure[2026]=+2 %`, `figure[2026]=-10 mnkr` or, for a negative value, `figure[2026]==-10 mnkr`"
                ),
            )
        };
        let (figure, amount) = written.split_once('=').ok_or_else(wrong)?;
        let exactly = amount.strip_prefix('=');
        let amount = exactly.unwrap_or(amount).trim();
        let how = if exactly.is_none() && amount.starts_with(['+', '-', '−', '–']) { How::By } else { How::To };
        let number = read_number(amount).map_err(|_| wrong())?;
        Ok(Self {
            figure: Pointer::parse(figure).ok_or_else(wrong)?,
            amount: Amount { how, number: number.value, unit: number.unit, written: amount.to_owned() },
        })
    }

    /// The set with the figure changed, and what was changed.
    ///
    /// # Errors
    /// Nothing was submitted that the change could be about, or several things; or the value does not fit the figure.
    pub fn apply(&self, set: &FigureSet, vocabulary: &Vocabulary) -> Result<(FigureSet, Changed), ChangeFault> {
        let (figure, before) = self.figure.number(set, vocabulary)?;
        let definition = vocabulary.get(figure.id).map(|d| &d.unit);
        let after = definition.map_or(Ok(before), |unit| self.amount.applied(before, unit, vocabulary))?;
        let given = Given::Number { value: after, half_width: Decimal::ZERO };
        let decimals = figure.decimals.max(after.normalize().scale());
        let changed = Figure { given, decimals, ..figure.clone() };
        let set = set.with(std::slice::from_ref(&changed), vocabulary);
        Ok((set, Changed { figure: changed, before, after }))
    }
}

impl Amount {
    pub(super) fn applied(
        &self,
        before: Decimal,
        unit: &Unit,
        vocabulary: &Vocabulary,
    ) -> Result<Decimal, ChangeFault> {
        let (written, shown) = (&self.written, unit.shown());
        let too_large = || {
            let message = text!("`{written}` ger ett för stort tal", "`{written}` gives too large a number");
            fault(message, text!("skriv ett mindre tal", "write a lesser number"))
        };
        if self.how == How::By && self.unit.as_deref() == Some("%") {
            let share = self.number.checked_div(Decimal::ONE_HUNDRED).and_then(|s| before.checked_mul(s));
            return share.and_then(|more| before.checked_add(more)).ok_or_else(too_large);
        }
        let number = match &self.unit {
            None if unit.is_bare() || self.number.is_zero() => self.number,
            None => {
                let message = text!("`{written}` saknar enhet", "`{written}` has no unit");
                return Err(fault(message, text!("skriv talet i {shown}", "write the number in {shown}")));
            }
            // A change of a share is in percentage points.
            Some(symbol) if self.how == How::By && symbol == "p.e." && unit.symbol() == "%" => self.number,
            Some(symbol) => {
                let own = vocabulary.units.get(symbol).and_then(|own| own.factor_to(unit).ok());
                let factor = own.ok_or_else(|| {
                    let message = text!("`{written}` är inte i {shown}", "`{written}` is not in {shown}");
                    fault(message, text!("skriv talet i {shown}", "write the number in {shown}"))
                })?;
                self.number.checked_mul(factor).ok_or_else(too_large)?
            }
        };
        match self.how {
            How::To => Ok(number),
            How::By => before.checked_add(number).ok_or_else(too_large),
        }
    }
}

impl FigureSet {
    /// The set with some figures in the place of those of the same identity; the sums over parts are made again.
    #[must_use]
    pub fn with(&self, changed: &[Figure], vocabulary: &Vocabulary) -> Self {
        let added = changed.iter().filter(|f| !f.is_sum).cloned().collect();
        self.but_for(changed, added, vocabulary)
    }

    /// The set without some figures.
    #[must_use]
    pub fn without(&self, figures: &[Figure], vocabulary: &Vocabulary) -> Self {
        self.but_for(figures, Vec::new(), vocabulary)
    }

    fn but_for(&self, left_out: &[Figure], mut all: Vec<Figure>, vocabulary: &Vocabulary) -> Self {
        let kept = self.all().iter().filter(|f| !f.is_sum && !left_out.iter().any(|other| other.is(f)));
        all.extend(kept.cloned());
        Self::new(all, self.manual.clone()).rolled_up(vocabulary)
    }
}

impl Figure {
    /// Whether both are the same figure, whatever their values.
    pub fn is(&self, other: &Self) -> bool {
        identity(self) == identity(other)
    }
}
