//! What is said of a value around it (in its row, its column, the head of the document), understood.

use std::collections::BTreeMap;

use super::Loader;
use super::names::{Found, tidy};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::figures::{Definition, Dimension, Edition, FigureId, Name};
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
    /// Dimension to member.
    pub(super) coordinates: BTreeMap<Name, Spanned<Name>>,
}

impl Facts {
    /// These, and the others where these say nothing.
    pub(super) fn or(self, others: &Self) -> Self {
        let mut coordinates = others.coordinates.clone();
        coordinates.extend(self.coordinates);
        Self {
            figure: self.figure.or_else(|| others.figure.clone()),
            period: self.period.or_else(|| others.period.clone()),
            basis: self.basis.or_else(|| others.basis.clone()),
            edition: self.edition.or_else(|| others.edition.clone()),
            unit: self.unit.or_else(|| others.unit.clone()),
            coordinates,
        }
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
        let dimension = || {
            self.coordinates.iter().find(|(d, m)| {
                others
                    .coordinates
                    .get(*d)
                    .is_some_and(|o| o.value != m.value)
            })
        };
        word.map(|(word, _)| (*word).to_owned())
            .or_else(|| dimension().map(|(d, _)| d.to_string()))
    }
}

impl<'a> Loader<'a> {
    /// The figure of a name, title or alias.
    pub(super) fn figure(&mut self, written: &Spanned<String>, unknown: Code) -> Option<FigureId> {
        let all = &self.vocabulary.figures;
        let found = self.figure_names.find(&written.value);
        let help = || {
            let known = all.iter().flat_map(|f| [&*f.name, f.title.as_str()]);
            did_you_mean(&written.value, known).unwrap_or_else(|| {
                text!(
                    "uppgifterna som får lämnas står under `figures:` i regelpaketet",
                    "the figures that may be submitted are under `figures:` in the pack"
                )
            })
        };
        let name = &written.value;
        let message = text!("okänd uppgift `{name}`", "unknown figure `{name}`");
        let candidate = |i: usize| all.get(i).map(|f: &Definition| (&*f.name, f.span));
        let place = Place { written, unknown };
        let index = self.one_of(found, place, message, help, candidate)?;
        u32::try_from(index).ok().map(FigureId)
    }

    /// The dimension of a name or title, if there is one.
    pub(super) fn dimension_of(&self, written: &str) -> Option<&'a Dimension> {
        match self.dimension_names.find(written) {
            Found::One(index) => self.vocabulary.dimensions.get(index),
            _ => None,
        }
    }

    /// The member of a dimension; an open dimension takes any.
    pub(super) fn member(
        &mut self,
        dimension: &'a Dimension,
        written: &Spanned<String>,
        unknown: Code,
    ) -> Option<Name> {
        let names = self.member_names.get(&dimension.name);
        let found = names.map_or(Found::Nothing, |names| names.find(&written.value));
        if dimension.open && found == Found::Nothing {
            return Some(tidy(&written.value).into());
        }
        let all = &dimension.members;
        let title = &dimension.title;
        let help = || {
            let known = all.iter().map(|m| &*m.name).collect::<Vec<_>>();
            did_you_mean(&written.value, known.iter().copied()).unwrap_or_else(|| {
                let known = known.join(", ");
                text!("det finns: {known}", "there are: {known}")
            })
        };
        let name = &written.value;
        let message = text!(
            "`{name}` finns inte i {title}",
            "`{name}` is not in {title}"
        );
        let candidate = |i: usize| all.get(i).map(|m| (&*m.name, dimension.span));
        let place = Place { written, unknown };
        let index = self.one_of(found, place, message, help, candidate)?;
        all.get(index).map(|m| m.name.clone())
    }

    /// The one thing that was found; none and several are faults.
    fn one_of<'c>(
        &mut self,
        found: Found,
        place: Place<'_>,
        message: Text,
        help: impl FnOnce() -> Text,
        candidate: impl Fn(usize) -> Option<(&'c str, Span)>,
    ) -> Option<usize> {
        let span = place.written.span;
        match found {
            Found::One(index) => return Some(index),
            Found::Nothing => {
                self.fault(Diagnostic::error(place.unknown, span, message).help(help()));
            }
            Found::Several(all) => {
                let name = &place.written.value;
                let candidates: Vec<_> = all.into_iter().filter_map(candidate).collect();
                let names = candidates.iter().map(|(name, _)| *name).collect::<Vec<_>>();
                let names = names.join(", ");
                let message = text!(
                    "`{name}` kan vara flera: {names}",
                    "`{name}` may be several: {names}"
                );
                let mut fault = Diagnostic::error(Code::DuplicateName, span, message).help(text!(
                    "skriv namnet i stället för titeln, eller ändra ett alias",
                    "write the name instead of the title, or change an alias"
                ));
                for (_, span) in candidates {
                    fault = fault.also(span, Text::same(""));
                }
                self.fault(fault);
            }
        }
        None
    }

    /// A period as written.
    pub(super) fn period(&mut self, written: &Spanned<String>) -> Option<Period> {
        let read = Period::parse(&written.value);
        read.map_err(|error| self.fault(period_fault(&error, written.span)))
            .ok()
    }

    /// A day.
    pub(super) fn date(&mut self, written: &Spanned<String>) -> Option<Date> {
        let read = Date::parse(&written.value);
        read.map_err(|error| self.fault(period_fault(&error, written.span)))
            .ok()
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
        let found = self.vocabulary.units.get(&written.value).cloned();
        if found.is_none() {
            let symbol = &written.value;
            let known = self.vocabulary.units.symbols();
            let help = did_you_mean(symbol, known).unwrap_or_else(|| {
                let known: Vec<_> = self.vocabulary.units.symbols().collect();
                let known = known.join(", ");
                text!("enheterna är {known}", "the units are {known}")
            });
            let message = text!("okänd enhet `{symbol}`", "unknown unit `{symbol}`");
            self.fault(Diagnostic::error(Code::UnknownUnit, written.span, message).help(help));
        }
        found
    }
}

/// A written name, and the fault that it is to be unknown there.
struct Place<'w> {
    written: &'w Spanned<String>,
    unknown: Code,
}

/// A word that is no basis.
pub(super) fn basis_fault(written: &Spanned<String>) -> Diagnostic {
    let word = &written.value;
    let words = Basis::ALL.map(|b| [b.as_str(), b.in_swedish()]);
    let help = did_you_mean(word, words.into_iter().flatten()).unwrap_or_else(|| {
        text!(
            "något av: utfall, prognos, budget, plan",
            "one of: outcome, forecast, budget, plan"
        )
    });
    let message = text!(
        "`{word}` är varken utfall, prognos, budget eller plan",
        "`{word}` is neither outcome, forecast, budget nor plan"
    );
    Diagnostic::error(Code::BadValue, written.span, message).help(help)
}

fn period_fault(error: &PeriodError, span: Span) -> Diagnostic {
    let message = match error {
        PeriodError::NotAPeriod(text) => {
            text!("`{text}` är ingen period", "`{text}` is not a period")
        }
        PeriodError::NotInCalendar(text) => text!(
            "`{text}` finns inte i kalendern",
            "`{text}` is not in the calendar"
        ),
        PeriodError::Backwards(text) => text!(
            "`{text}` slutar innan den börjar",
            "`{text}` ends before it starts"
        ),
    };
    Diagnostic::error(Code::BadPeriod, span, message).help(text!(
        "skriv 2024, 2024-T1, 2024-Q1, 2024-03, 2024-01..2024-03 eller 2024-03-31",
        "write 2024, 2024-T1, 2024-Q1, 2024-03, 2024-01..2024-03 or 2024-03-31"
    ))
}
