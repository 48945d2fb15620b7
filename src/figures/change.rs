//! What if a figure were another: `nettokostnad[2026, Trafiknämnd]=-10 mnkr`.

use super::set::identity;
use super::{Figure, FigureSet, Given, Vocabulary};
use crate::diagnostic::did_you_mean;
use crate::language::Text;
use crate::quantity::{Basis, Decimal, Period, Unit, read_number};
use crate::text;

/// A figure, and what it is to be instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The figure's name or title.
    figure: String,
    /// What tells it apart from others of that name: its period, basis, members.
    place: Vec<String>,
    amount: Amount,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// To this.
    To,
    /// By this.
    By,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Amount {
    how: How,
    number: Decimal,
    unit: Option<String>,
    written: String,
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

fn fault(message: Text, help: Text) -> ChangeFault {
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
        let (place, amount) = written.split_once('=').ok_or_else(wrong)?;
        let (figure, place) = match place.trim().strip_suffix(']') {
            Some(place) => place.split_once('[').ok_or_else(wrong)?,
            None => (place, ""),
        };
        let exactly = amount.strip_prefix('=');
        let amount = exactly.unwrap_or(amount).trim();
        let how = if exactly.is_none() && amount.starts_with(['+', '-', '−', '–']) { How::By } else { How::To };
        let number = read_number(amount).map_err(|_| wrong())?;
        let figure = figure.trim().to_owned();
        if figure.is_empty() || figure.contains(['[', ']']) {
            return Err(wrong());
        }
        Ok(Self {
            figure,
            place: place.split(',').map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect(),
            amount: Amount { how, number: number.value, unit: number.unit, written: amount.to_owned() },
        })
    }

    /// The set with the figure changed, and what was changed.
    ///
    /// # Errors
    /// Nothing was submitted that the change could be about, or several things; or the value does not fit the figure.
    pub fn apply(&self, set: &FigureSet, vocabulary: &Vocabulary) -> Result<(FigureSet, Changed), ChangeFault> {
        let figure = self.find(set, vocabulary)?;
        let Given::Number { value: before, .. } = figure.given else {
            let name = &self.figure;
            let message = text!("`{name}` har inget tal att ändra", "`{name}` has no number to change");
            let help = text!("lämna talet i en fil med siffror", "submit the number in a figures file");
            return Err(fault(message, help));
        };
        let definition = vocabulary.get(figure.id).map(|d| &d.unit);
        let after = definition.map_or(Ok(before), |unit| self.amount.applied(before, unit, vocabulary))?;
        let given = Given::Number { value: after, half_width: Decimal::ZERO };
        let decimals = figure.decimals.max(after.normalize().scale());
        let changed = Figure { given, decimals, ..figure.clone() };
        let set = set.with(std::slice::from_ref(&changed), vocabulary);
        Ok((set, Changed { figure: changed, before, after }))
    }

    fn find<'s>(&self, set: &'s FigureSet, vocabulary: &Vocabulary) -> Result<&'s Figure, ChangeFault> {
        let name = &self.figure;
        let index = vocabulary.figures.iter().position(|d| *d.name == **name || d.title == *name);
        let Some(definition) = index.and_then(|i| vocabulary.figures.get(i)) else {
            let message = text!("okänd uppgift `{name}`", "unknown figure `{name}`");
            let known = vocabulary.figures.iter().map(|d| &*d.name);
            let help = did_you_mean(name, known).unwrap_or_else(|| {
                text!("uppgifterna står under `figures:` i paketet", "the figures are under `figures:` in the pack")
            });
            return Err(fault(message, help));
        };
        let own: Vec<&Figure> = set
            .all()
            .iter()
            .filter(|f| !f.is_sum && vocabulary.get(f.id).is_some_and(|d| d.name == definition.name))
            .collect();
        let found: Vec<&Figure> =
            own.iter().filter(|f| self.place.iter().all(|word| is_at(f, word))).copied().collect();
        // The whole, where nothing is said of parts.
        let whole: Vec<&Figure> = found.iter().filter(|f| f.coordinates.is_total()).copied().collect();
        match (found.as_slice(), whole.as_slice()) {
            ([only], _) | (_, [only]) => Ok(only),
            ([], _) => {
                let there = listed(&own);
                let place = self.place.join(", ");
                let message = text!("`{name}` är inte lämnad för {place}", "`{name}` was not submitted for {place}");
                let help = match own.is_empty() {
                    true => text!("den är inte lämnad alls", "it was not submitted at all"),
                    false => text!("det finns: {there}", "there are: {there}"),
                };
                Err(fault(message, help))
            }
            (several, _) => {
                let there = listed(several);
                Err(fault(
                    text!("`{name}` kan vara flera", "`{name}` may be several"),
                    text!("skriv vilken inom hakparenteser: {there}", "write which in brackets: {there}"),
                ))
            }
        }
    }
}

/// So many of what there is are listed.
const LISTED: usize = 6;

fn listed(figures: &[&Figure]) -> String {
    let shown = |f: &&Figure| {
        let members = f.coordinates.pairs().iter().map(|(_, member)| member.to_string());
        let parts = [f.period.to_string(), f.basis.in_swedish().to_owned()].into_iter().chain(members);
        format!("[{}]", parts.collect::<Vec<_>>().join(", "))
    };
    let more = if figures.len() > LISTED { ", …" } else { "" };
    format!("{}{more}", figures.iter().take(LISTED).map(shown).collect::<Vec<_>>().join(", "))
}

/// Whether a word in the brackets holds of a figure: its period (or the day that ends it), its basis, a member.
fn is_at(figure: &Figure, word: &str) -> bool {
    if let Ok(period) = Period::parse(word) {
        return figure.period == period || figure.period == Period::Day(period.end());
    }
    if let Some(basis) = Basis::parse(word) {
        return figure.basis == basis;
    }
    figure.coordinates.pairs().iter().any(|(_, member)| **member == *word)
}

impl Amount {
    fn applied(&self, before: Decimal, unit: &Unit, vocabulary: &Vocabulary) -> Result<Decimal, ChangeFault> {
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
