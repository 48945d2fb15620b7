//! From the text of a cell to a fact: yes or no, a date, a word, a text, a decision.

use super::Loader;
use super::submit::{Said, What};
use super::value::Reading;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::figures::{Definition, Fact, FactKind, Given};
use crate::language::Text;
use crate::quantity::{Date, Unit};
use crate::text;
use crate::yaml::Spanned;

impl Loader<'_> {
    /// Reads what was said as the fact that the definition asks for.
    pub(super) fn fact(
        &mut self,
        definition: &Definition,
        kind: &FactKind,
        around: Option<&Spanned<Unit>>,
        said: &Said<'_>,
    ) -> Option<Reading> {
        let reading = |given| Some(Reading { given, decimals: 0 });
        // A unit that a table gives to all its cells is for the numbers among them.
        let own_unit = around.map(|u| u.span).filter(|place| place.file == said.what.span().file);
        let number_only = own_unit.or_else(|| said.precision.map(|p| p.span));
        let number_only = number_only.or_else(|| said.negated.then(|| said.what.span()));
        if let Some(place) = number_only {
            let name = &definition.name;
            let message = text!("`{name}` är inget tal", "`{name}` is not a number");
            let help = text!("ta bort enhet, precision och `negate`", "leave out unit, precision and `negate`");
            self.fault(Diagnostic::error(Code::WrongType, place, message).help(help));
            return None;
        }
        let cell = match &said.what {
            What::Missing(because) => {
                return reading(Given::Missing { because: Some(because.value.clone()) });
            }
            What::Decision(fact, _) if *kind == FactKind::Decision => return reading(Given::Fact(fact.clone())),
            What::Decision(_, span) => {
                let name = &definition.name;
                let message = text!("`{name}` är inget beslut", "`{name}` is not a decision");
                let help = text!("skriv ett enda värde", "write a single value");
                self.fault(Diagnostic::error(Code::WrongType, *span, message).help(help));
                return None;
            }
            What::Value(cell) => cell,
        };
        if matches!(cell.value.as_str(), "" | "-" | "–" | "−") {
            return reading(Given::Missing { because: None });
        }
        let fact = match kind {
            FactKind::YesNo => self.yes_no(cell).map(Fact::YesNo),
            FactKind::Date => self.day(cell).map(Fact::Date),
            FactKind::Choice(choices) => self.choice(definition, choices, cell).map(Fact::Choice),
            FactKind::Text => Some(Fact::Text(cell.value.clone())),
            FactKind::Decision => self.decision(cell),
        };
        fact.and_then(|fact| reading(Given::Fact(fact)))
    }

    fn yes_no(&mut self, cell: &Spanned<String>) -> Option<bool> {
        match cell.value.to_lowercase().as_str() {
            "ja" | "yes" => Some(true),
            "nej" | "no" => Some(false),
            _ => {
                let word = &cell.value;
                let message = text!("`{word}` är varken ja eller nej", "`{word}` is neither yes nor no");
                let help = text!(
                    "skriv `ja` eller `nej`; det som inte är känt lämnas tomt",
                    "write `yes` or `no`; what is not known is left empty"
                );
                self.fault(Diagnostic::error(Code::BadValue, cell.span, message).help(help));
                None
            }
        }
    }

    fn day(&mut self, cell: &Spanned<String>) -> Option<Date> {
        let found = Date::parse(&cell.value).ok();
        if found.is_none() {
            let word = &cell.value;
            let message = text!("`{word}` är inget datum", "`{word}` is not a date");
            let help = text!("skriv år, månad och dag: `2025-11-30`", "write year, month and day: `2025-11-30`");
            self.fault(Diagnostic::error(Code::BadPeriod, cell.span, message).help(help));
        }
        found
    }

    fn choice(
        &mut self,
        definition: &Definition,
        choices: &[crate::figures::Name],
        cell: &Spanned<String>,
    ) -> Option<u32> {
        let found = choices.iter().position(|c| **c == *cell.value).and_then(|i| u32::try_from(i).ok());
        if found.is_none() {
            let (word, name) = (&cell.value, &definition.name);
            let message =
                text!("`{word}` är inget av valen för `{name}`", "`{word}` is none of the choices of `{name}`");
            let listed = choices.join(", ");
            let help = did_you_mean(word, choices.iter().map(|c| &**c))
                .unwrap_or_else(|| text!("valen är: {listed}", "the choices are: {listed}"));
            let fault = Diagnostic::error(Code::UnknownChoice, cell.span, message).help(help);
            self.fault(fault.also(definition.span, text!("bestäms här", "defined here")));
        }
        found
    }

    /// `Regionfullmäktige 2025-11-25, RF § 120`: the body, the first date, and what comes after it.
    fn decision(&mut self, cell: &Spanned<String>) -> Option<Fact> {
        let written = cell.value.as_str();
        let trimmed = |part: &str| part.trim_matches([' ', ',', '(', ')']).to_owned();
        let words = written.split_whitespace().map(|word| word.trim_matches([',', '(', ')']));
        let dated = words.filter_map(|word| Some((word, Date::parse(word).ok()?))).next();
        if let Some((word, date)) = dated
            && let Some((before, after)) = written.split_once(word)
            && !trimmed(before).is_empty()
        {
            let reference = Some(trimmed(after)).filter(|r| !r.is_empty());
            return Some(Fact::Decision { by: trimmed(before), date, reference });
        }
        let message = text!(
            "`{written}` säger inte både vem som beslutat och vilken dag",
            "`{written}` does not say both who decided and on which day"
        );
        self.fault(Diagnostic::error(Code::BadValue, cell.span, message).help(text!(
            "skriv organ, dag och hänvisning: `Regionfullmäktige 2025-11-25, § 120`",
            "write body, day and reference: `Regionfullmäktige 2025-11-25, § 120`"
        )));
        None
    }
}

/// A fact for people.
pub(super) fn fact_in_words(fact: &Fact, kind: Option<&FactKind>) -> Text {
    match (fact, kind) {
        (Fact::YesNo(true), _) => text!("ja", "yes"),
        (Fact::YesNo(false), _) => text!("nej", "no"),
        (Fact::Date(date), _) => Text::same(date.to_string()),
        (Fact::Choice(index), Some(FactKind::Choice(choices))) => {
            Text::same(choices.get(*index as usize).map_or("", |c| &**c))
        }
        (Fact::Choice(index), _) => Text::same(index.to_string()),
        (Fact::Text(text), _) => Text::same(text.clone()),
        (Fact::Decision { by, date, .. }, _) => Text::same(format!("{by} {date}")),
    }
}
