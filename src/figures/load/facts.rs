//! What is said of a value around it (in its row, its column, the head of the document), understood.

use super::Loader;
use super::names::{Found, tidy};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::figures::{Dimension, Edition, FigureId, Name};
use crate::language::Text;
use crate::quantity::{Basis, Date, Period, PeriodError, Unit};
use crate::text;
use crate::yaml::Spanned;

/// What is said of a value, each with the place where it is said.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// Which figure.
    pub(super) figure: Option<Spanned<FigureId>>,
    /// The period as written; what it means depends on the figure.
    pub(super) period: Option<Spanned<Period>>,
    /// The basis.
    pub(super) basis: Option<Spanned<Basis>>,
    /// The edition.
    pub(super) edition: Option<Spanned<Edition>>,
    /// The unit of a number that does not have its own.
    pub(super) unit: Option<Spanned<Unit>>,
    /// Dimension and member, by dimension; each once.
    pub(super) coordinates: Vec<(Name, Spanned<Name>)>,
}

impl Facts {
    /// These, and the others where these say nothing.
    pub(super) fn or(&self, others: &Self) -> Self {
        let mut all = others.clone();
        for (dimension, member) in &self.coordinates {
            all.place(dimension.clone(), member.clone());
        }
        Self {
            figure: self.figure.clone().or(all.figure),
            period: self.period.clone().or(all.period),
            basis: self.basis.clone().or(all.basis),
            edition: self.edition.clone().or(all.edition),
            unit: self.unit.clone().or(all.unit),
            coordinates: all.coordinates,
        }
    }

    /// Sets the member in a dimension.
    pub(super) fn place(&mut self, dimension: Name, member: Spanned<Name>) {
        match self.coordinates.binary_search_by(|(d, _)| d.cmp(&dimension)) {
            Ok(place) => self.coordinates[place].1 = member,
            Err(place) => self.coordinates.insert(place, (dimension, member)),
        }
    }

    /// The member in a dimension.
    pub(super) fn member_in(&self, dimension: &str) -> Option<&Spanned<Name>> {
        self.coordinates.iter().find(|(d, _)| **d == *dimension).map(|(_, member)| member)
    }

    /// The first thing on which these and the others disagree, by the word for it.
    pub(super) fn contradicts(&self, others: &Self) -> Option<String> {
        fn differ<T: PartialEq>(one: &Option<Spanned<T>>, other: &Option<Spanned<T>>) -> bool {
            matches!((one, other), (Some(a), Some(b)) if a.value != b.value)
        }
        let words = [
            ("figure", differ(&self.figure, &others.figure)),
            ("period", differ(&self.period, &others.period)),
            ("basis", differ(&self.basis, &others.basis)),
            ("edition", differ(&self.edition, &others.edition)),
            ("unit", differ(&self.unit, &others.unit)),
        ];
        let word = words.iter().find(|(_, differ)| *differ);
        let dimension =
            || self.coordinates.iter().find(|(d, m)| others.member_in(d).is_some_and(|o| o.value != m.value));
        word.map(|(word, _)| (*word).to_owned()).or_else(|| dimension().map(|(d, _)| d.to_string()))
    }
}

impl<'a> Loader<'a> {
    /// The figure of a name, title or alias. `unknown` is what it is to be none.
    pub(super) fn figure(&mut self, written: &Spanned<String>, unknown: Code) -> Option<FigureId> {
        let all = &self.vocabulary.figures;
        let index = match self.figure_names.find(&written.value) {
            Found::One(index) => index,
            Found::Several(several) => {
                let candidate = |i: &usize| all.get(*i).map(|f| (&*f.name, f.span));
                self.ambiguous(written, several.iter().filter_map(candidate));
                return None;
            }
            Found::Nothing => {
                let name = &written.value;
                let message = text!("okänd uppgift `{name}`", "unknown figure `{name}`");
                let known = all.iter().flat_map(|f| [&*f.name, f.title.as_str()]);
                let otherwise = text!(
                    "uppgifterna som får lämnas står under `figures:` i regelpaketet",
                    "the figures that may be submitted are under `figures:` in the pack"
                );
                self.unknown(written, unknown, message, known, otherwise);
                return None;
            }
        };
        u32::try_from(index).ok().map(FigureId)
    }

    /// The dimension of a name or title, if there is one.
    pub(super) fn dimension_of(&self, written: &str) -> Option<&'a Dimension> {
        match self.dimension_names.find(written) {
            Found::One(index) => self.vocabulary.dimensions.get(index),
            _ => None,
        }
    }

    /// The dimension of a name or title; none is a fault.
    pub(super) fn dimension(&mut self, written: &Spanned<String>) -> Option<&'a Dimension> {
        let found = self.dimension_of(&written.value);
        if found.is_none() {
            let name = &written.value;
            let message = text!("okänd dimension `{name}`", "unknown dimension `{name}`");
            let all = self.vocabulary.dimensions.iter();
            let known = all.flat_map(|d| [&*d.name, d.title.as_str()]);
            let otherwise = text!(
                "dimensionerna står under `dimensions:` i regelpaketet",
                "the dimensions are under `dimensions:` in the pack"
            );
            self.unknown(written, Code::UnknownName, message, known, otherwise);
        }
        found
    }

    /// The member of a dimension; an open dimension takes any.
    pub(super) fn member(
        &mut self,
        dimension: &'a Dimension,
        written: &Spanned<String>,
        unknown: Code,
    ) -> Option<Name> {
        let all = &dimension.members;
        let names = self.member_names.get(&dimension.name);
        match names.map_or(Found::Nothing, |names| names.find(&written.value)) {
            Found::One(index) => return all.get(index).map(|m| m.name.clone()),
            Found::Several(several) => {
                let candidate = |i: &usize| all.get(*i).map(|m| (&*m.name, dimension.span));
                self.ambiguous(written, several.iter().filter_map(candidate));
            }
            Found::Nothing if dimension.open => return Some(tidy(&written.value).as_ref().into()),
            Found::Nothing => {
                let (name, title) = (&written.value, &dimension.title);
                let message = text!("`{name}` finns inte i {title}", "`{name}` is not in {title}");
                let known: Vec<_> = all.iter().map(|m| &*m.name).collect();
                let shown = known.join(", ");
                let otherwise = text!("det finns: {shown}", "there are: {shown}");
                self.unknown(written, unknown, message, known, otherwise);
            }
        }
        None
    }

    /// Reports a name that nothing has. In a table it may also be a row that should be left out.
    fn unknown<'n>(
        &mut self,
        written: &Spanned<String>,
        code: Code,
        message: Text,
        known: impl IntoIterator<Item = &'n str>,
        otherwise: Text,
    ) {
        let help = did_you_mean(&written.value, known).unwrap_or(match code {
            Code::UnmatchedTable => text!(
                "rätta rubriken, lägg till den under `aliases`, eller skriv raden under `ignore`",
                "correct the heading, add it under `aliases`, or write the row under `ignore`"
            ),
            _ => otherwise,
        });
        self.fault(Diagnostic::error(code, written.span, message).help(help));
    }

    /// Reports a name that several things have.
    fn ambiguous<'n>(&mut self, written: &Spanned<String>, candidates: impl Iterator<Item = (&'n str, Span)>) {
        let candidates: Vec<_> = candidates.collect();
        let names: Vec<_> = candidates.iter().map(|(name, _)| *name).collect();
        let (name, names) = (&written.value, names.join(", "));
        let message = text!("`{name}` kan vara flera: {names}", "`{name}` may be several: {names}");
        let fault = Diagnostic::error(Code::DuplicateName, written.span, message).help(text!(
            "skriv namnet i stället för titeln, eller ändra ett alias",
            "write the name instead of the title, or change an alias"
        ));
        let fault = candidates.into_iter().fold(fault, |fault, (name, span)| fault.also(span, Text::same(name)));
        self.fault(fault);
    }

    /// A period as written.
    pub(super) fn period(&mut self, written: &Spanned<String>) -> Option<Period> {
        let read = Period::parse(&written.value);
        read.map_err(|error| self.fault(period_fault(&error, written.span))).ok()
    }

    /// A day.
    pub(super) fn date(&mut self, written: &Spanned<String>) -> Option<Date> {
        let read = Date::parse(&written.value);
        read.map_err(|error| self.fault(period_fault(&error, written.span))).ok()
    }

    /// An edition: the month or day when a budget or forecast was made.
    pub(super) fn edition(&mut self, written: &Spanned<String>) -> Option<Edition> {
        self.period(written).map(Edition)
    }

    /// A basis, in English or Swedish.
    pub(super) fn basis(&mut self, written: &Spanned<String>) -> Option<Basis> {
        let found = Basis::parse(&written.value);
        if found.is_none() {
            self.fault(basis_fault(written));
        }
        found
    }

    /// A unit.
    pub(super) fn unit(&mut self, written: &Spanned<String>) -> Option<Unit> {
        let found = self.vocabulary.units.get(&tidy(&written.value)).cloned();
        if found.is_none() {
            let symbol = &written.value;
            let known: Vec<_> = self.vocabulary.units.symbols().collect();
            let likely = other_spelling(symbol).map_or_else(
                || did_you_mean(symbol, known.iter().copied()),
                |unit| Some(text!("menade du `{unit}`?", "did you mean `{unit}`?")),
            );
            let known = known.join(", ");
            let help = likely.unwrap_or_else(|| text!("enheterna är {known}", "the units are {known}"));
            let message = text!("okänd enhet `{symbol}`", "unknown unit `{symbol}`");
            self.fault(Diagnostic::error(Code::UnknownUnit, written.span, message).help(help));
        }
        found
    }
}

/// The unit that people mean by another spelling. Likeness of letters would take `mkr` for `mdkr`.
fn other_spelling(written: &str) -> Option<&'static str> {
    Some(match written.to_lowercase().as_str() {
        "mkr" | "mnkr" | "mnkr." | "msek" | "miljoner" | "miljoner kronor" => "mnkr",
        "tkr" | "ksek" | "tsek" | "tusen kronor" => "tkr",
        "mdkr" | "mdr" | "mdr kr" | "mdsek" | "miljarder" | "miljarder kronor" => "mdkr",
        "kr" | "kronor" | "sek" | ":-" => "kr",
        "procent" => "%",
        "pe" | "p.e" | "%-enheter" | "procentenheter" => "p.e.",
        _ => return None,
    })
}

/// A word that is no basis.
pub(crate) fn basis_fault(written: &Spanned<String>) -> Diagnostic {
    let word = &written.value;
    let words = Basis::ALL.map(|b| [b.as_str(), b.in_swedish()]);
    let help = did_you_mean(word, words.into_iter().flatten())
        .unwrap_or_else(|| text!("något av: utfall, prognos, budget, plan", "one of: outcome, forecast, budget, plan"));
    let message = text!(
        "`{word}` är varken utfall, prognos, budget eller plan",
        "`{word}` is neither outcome, forecast, budget nor plan"
    );
    Diagnostic::error(Code::BadValue, written.span, message).help(help)
}

/// A text that is no period.
pub(crate) fn period_fault(error: &PeriodError, span: Span) -> Diagnostic {
    let message = match error {
        PeriodError::NotAPeriod(text) => {
            text!("`{text}` är ingen period", "`{text}` is not a period")
        }
        PeriodError::NotInCalendar(text) => text!("`{text}` finns inte i kalendern", "`{text}` is not in the calendar"),
        PeriodError::Backwards(text) => text!("`{text}` slutar innan den börjar", "`{text}` ends before it starts"),
    };
    Diagnostic::error(Code::BadPeriod, span, message).help(text!(
        "skriv 2024, 2024-T1, 2024-Q1, 2024-03, 2024-01..2024-03 eller 2024-03-31",
        "write 2024, 2024-T1, 2024-Q1, 2024-03, 2024-01..2024-03 or 2024-03-31"
    ))
}
