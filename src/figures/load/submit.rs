//! A value and what is said of it become a figure, or faults.

use std::borrow::Cow;

use super::Loader;
use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::figures::{Coordinates, Definition, Fact, Figure, Given, Name, Origin, Sign};
use crate::language::{Lang, Text};
use crate::quantity::{Basis, Decimal, Period, Unit, Validity, write_number};
use crate::text;
use crate::yaml::Spanned;

/// What stands in the place of the value.
#[derive(Debug)]
pub(super) enum What<'s> {
    /// A value as written; may be empty or a dash.
    Value(Cow<'s, Spanned<String>>),
    /// Why it is missing.
    Missing(Spanned<String>),
    /// A decision in parts.
    Decision(Fact, Span),
}

/// A value as written, with what is said of it alone.
#[derive(Debug)]
pub(super) struct Said<'s> {
    /// The value.
    pub(super) what: What<'s>,
    /// A stated precision.
    pub(super) precision: Option<&'s Spanned<String>>,
    /// The document and line that the file cites.
    pub(super) cited: Option<&'s str>,
    /// A note.
    pub(super) note: Option<&'s str>,
    /// A dash is zero.
    pub(super) dash_is_zero: bool,
    /// The value is read with the other sign.
    pub(super) negated: bool,
}

impl What<'_> {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Value(text) => text.span,
            Self::Missing(text) => text.span,
            Self::Decision(_, span) => *span,
        }
    }
}

impl<'a> Loader<'a> {
    /// Adds a figure, or reports why it cannot be one. Figure and period must be among the facts.
    pub(super) fn submit(&mut self, facts: &Facts, said: &Said<'_>) {
        let vocabulary = self.vocabulary;
        let (Some(id), Some(period)) = (&facts.figure, &facts.period) else {
            return;
        };
        let Some(definition) = vocabulary.get(id.value) else {
            return;
        };
        if !self.is_sound(&said.what, definition.fact.is_none()) {
            return;
        }
        let Ok(restated) = self.restated(definition, &said.what) else {
            return;
        };
        let restated = restated.map(|cell| Said { what: What::Value(Cow::Owned(cell)), ..*said });
        let said = restated.as_ref().unwrap_or(said);
        let period = self.period_for(definition, period);
        let coordinates = self.coordinates(definition, facts, period);
        let reading = self.reading(definition, facts.unit.as_ref(), said);
        let (Some(period), Some(coordinates), Some(reading)) = (period, coordinates, reading) else {
            return;
        };
        let span = said.what.span();
        if let Given::Number { value, .. } = reading.given {
            self.question(definition, value, period, span);
        }
        let (preliminary, approximate) = flags(said.note.unwrap_or_default());
        self.figures.push(Figure {
            id: id.value,
            coordinates,
            period,
            basis: facts.basis.as_ref().map_or(Basis::Outcome, |b| b.value),
            edition: facts.edition.as_ref().map(|e| e.value),
            given: reading.given,
            decimals: reading.decimals,
            origins: vec![Origin { span, cited: said.cited.map(str::to_owned) }],
            preliminary,
            approximate,
            note: said.note.map(str::to_owned),
            is_sum: false,
        });
    }

    /// What a written period means for a figure.
    fn period_for(&mut self, definition: &Definition, written: &Spanned<Period>) -> Option<Period> {
        let name = &definition.name;
        let shown = written.value;
        let Some(period) = definition.measured.meant_by(shown) else {
            let message = text!(
                "{shown} är en dag, men `{name}` mäts över en tid",
                "{shown} is a day, but `{name}` is measured over a time"
            );
            self.fault(
                Diagnostic::error(Code::WrongPeriod, written.span, message).also(definition.span, defined_here()).help(
                    text!(
                        "skriv månaden, kvartalet, året eller från och till: 2024-01..2024-03",
                        "write the month, quarter, year, or from and to: 2024-01..2024-03"
                    ),
                ),
            );
            return None;
        };
        if definition.validity.holds_period(period) {
            return Some(period);
        }
        let message = text!("`{name}` gäller inte för {period}", "`{name}` does not hold for {period}");
        self.fault(
            Diagnostic::error(Code::WrongPeriod, written.span, message).also(definition.span, defined_here()).help(
                text!(
                    "se `valid:` för uppgiften; före och efter behövs en egen uppgift",
                    "see `valid:` of the figure; before and after needs a figure of its own"
                ),
            ),
        );
        None
    }

    fn coordinates(&mut self, definition: &Definition, facts: &Facts, period: Option<Period>) -> Option<Coordinates> {
        let mut all_fit = true;
        for (dimension, member) in &facts.coordinates {
            all_fit &= self.is_split_by(definition, dimension, member.span);
            all_fit &= period.is_none_or(|period| self.exists(dimension, member, period));
        }
        let pairs = facts.coordinates.iter();
        all_fit.then(|| Coordinates::new(pairs.map(|(d, m)| (d.clone(), m.value.clone())).collect()))
    }

    /// Whether a figure may be split by a dimension; if not, that is a fault at the place.
    pub(super) fn is_split_by(&mut self, definition: &Definition, dimension: &str, place: Span) -> bool {
        let fits = definition.by.iter().any(|by| &**by == dimension);
        if !fits {
            let name = &definition.name;
            let message = text!("`{name}` delas inte upp på {dimension}", "`{name}` is not split by {dimension}");
            self.fault(Diagnostic::error(Code::BadValue, place, message).also(definition.span, defined_here()).help(
                text!(
                    "lägg till `by: [{dimension}]` för uppgiften, eller lämna den för helheten",
                    "add `by: [{dimension}]` to the figure, or give it for the whole"
                ),
            ));
        }
        fits
    }

    /// Whether a member exists in some part of the period; if not, that is a fault.
    fn exists(&mut self, dimension: &str, member: &Spanned<Name>, period: Period) -> bool {
        let vocabulary = self.vocabulary;
        let Some(dimension) = vocabulary.dimension(dimension) else {
            return true;
        };
        let known = dimension.members.iter().find(|m| m.name == member.value);
        let exists =
            known.is_none_or(|m| m.validity.overlaps(Validity { from: Some(period.start()), to: Some(period.end()) }));
        if !exists {
            let name = &member.value;
            let message = text!("`{name}` finns inte {period}", "`{name}` does not exist in {period}");
            self.fault(
                Diagnostic::error(Code::WrongPeriod, member.span, message)
                    .also(dimension.span, defined_here())
                    .help(text!("se `valid:` för medlemmen", "see `valid:` of the member")),
            );
        }
        exists
    }

    /// Warns of a value with the wrong sign or outside its range, unless that is known.
    fn question(&mut self, definition: &Definition, value: Decimal, period: Period, place: Span) {
        let known = |(accepted, _): &(Period, String)| definition.measured.meant_by(*accepted) == Some(period);
        if definition.accepted.iter().any(known) {
            return;
        }
        let name = &definition.name;
        let shown = || amount(value, &definition.unit);
        let wrong = match definition.sign {
            Some(Sign::Plus) if value < Decimal::ZERO => Some(("negativ", "negative")),
            Some(Sign::Minus) if value > Decimal::ZERO => Some(("positiv", "positive")),
            _ => None,
        };
        if let Some((sv, en)) = wrong {
            let shown = shown();
            let message = Text::new(
                format!("`{name}` är {}, men ska inte vara {sv}", shown.sv),
                format!("`{name}` is {}, but should not be {en}", shown.en),
            );
            self.breach(Code::WrongSign, place, message, definition);
        }
        if let Some((least, most)) = definition.range
            && !(least..=most).contains(&value)
        {
            let shown = shown();
            let (least, most) = (amount(least, &definition.unit), amount(most, &definition.unit));
            let message = Text::new(
                format!("`{name}` är {}, utanför {} till {}", shown.sv, least.sv, most.sv),
                format!("`{name}` is {}, outside {} to {}", shown.en, least.en, most.en),
            );
            self.breach(Code::OutsideRange, place, message, definition);
        }
    }

    fn breach(&mut self, code: Code, place: Span, message: Text, definition: &Definition) {
        self.fault(Diagnostic::warning(code, place, message).also(definition.span, defined_here()).help(text!(
            "rätta värdet eller dess enhet, eller skriv under `accepted:` varför det stämmer",
            "correct the value or its unit, or write under `accepted:` why it is right"
        )));
    }
}

/// Whether a note begins by saying that the value is preliminary, approximate or both.
fn flags(note: &str) -> (bool, bool) {
    let (mut preliminary, mut approximate) = (false, false);
    for word in note.split(|c: char| !c.is_alphabetic()) {
        let word = word.to_lowercase();
        if word.starts_with("preliminary") || word.starts_with("preliminär") {
            preliminary = true;
        } else if word.starts_with("approx") || word == "cirka" {
            approximate = true;
        } else if !word.is_empty() {
            break;
        }
    }
    (preliminary, approximate)
}

/// A value with its unit, for people.
pub(super) fn amount(value: Decimal, unit: &Unit) -> Text {
    let unit = unit.symbol();
    let with_unit = |lang| format!("{} {unit}", write_number(value, lang));
    Text::new(with_unit(Lang::Sv), with_unit(Lang::En))
}

fn defined_here() -> Text {
    text!("bestäms här", "defined here")
}
