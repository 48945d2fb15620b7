//! Which submitted figure is meant: `nettokostnad[2026, Trafiknämnd]`.

use super::change::fault;
use super::{ChangeFault, Figure, FigureSet, Given, Vocabulary};
use crate::diagnostic::did_you_mean;
use crate::quantity::{Basis, Decimal, Period};
use crate::text;

/// A figure by its name or title, and what tells it apart from others of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pointer {
    figure: String,
    /// Its period, basis, members.
    place: Vec<String>,
}

impl Pointer {
    /// Reads `figure[period, basis, member]`. `None`: it is not written like that.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let (figure, place) = match written.trim().strip_suffix(']') {
            Some(place) => place.split_once('[')?,
            None => (written, ""),
        };
        let figure = figure.trim().to_owned();
        let is_name = !figure.is_empty() && !figure.contains(['[', ']']);
        let place = place.split(',').map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect();
        is_name.then_some(Self { figure, place })
    }

    /// The figure, and its number.
    ///
    /// # Errors
    /// Nothing was submitted that could be meant, or several things, or it has no number.
    pub(super) fn number<'s>(
        &self,
        set: &'s FigureSet,
        vocabulary: &Vocabulary,
    ) -> Result<(&'s Figure, Decimal), ChangeFault> {
        let figure = self.find(set, vocabulary)?;
        let Given::Number { value, .. } = figure.given else {
            let name = &self.figure;
            let message = text!("`{name}` har inget tal att ändra", "`{name}` has no number to change");
            let help = text!("lämna talet i en fil med siffror", "submit the number in a figures file");
            return Err(fault(message, help));
        };
        Ok((figure, value))
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
