//! What a figure or formula is that is not a number.

use std::collections::BTreeSet;

use super::checker::Checker;
use crate::diagnostic::{Code, Span};
use crate::figures::{Choices, FactKind};
use crate::formula::Type;
use crate::policy::raw::{FactWord, RawFigure, RawFormula, RawText, TypeWord};
use crate::text;

impl Checker<'_> {
    /// What a figure is, if it is not a number. Keys that only numbers have are reported.
    pub(super) fn fact_of(&mut self, raw: &RawFigure) -> Option<FactKind> {
        let word = raw.fact.as_ref();
        let choices = self.choices(&raw.choices, word.is_some_and(|w| w.value == FactWord::Choice), raw.name.span);
        let word = word?;
        let numeric = [
            raw.sign.as_ref().map(|s| s.span),
            raw.range.as_ref().map(|r| r.span),
            raw.lever.as_ref().map(|l| l.span),
            raw.decimals.as_ref().map(|d| d.span),
            raw.default.as_ref().map(|d| d.span),
            raw.accepted.first().map(|a| a.span),
        ];
        for place in numeric.into_iter().flatten() {
            let message = text!("bara ett tal kan ha det här", "only a number can have this");
            let help = text!(
                "ta bort det, eller skriv `unit:` i stället för `type:`",
                "remove it, or write `unit:` instead of `type:`"
            );
            self.error(Code::WrongType, place, message, help);
        }
        Some(match word.value {
            FactWord::YesNo => FactKind::YesNo,
            FactWord::Date => FactKind::Date,
            FactWord::Choice => FactKind::Choice(choices),
            FactWord::Text => FactKind::Text,
            FactWord::Decision => FactKind::Decision,
        })
    }

    /// What a formula declares to give.
    pub(super) fn kind_of(&mut self, raw: &RawFormula) -> Type {
        let word = raw.gives.as_ref().map(|g| g.value);
        let choices = self.choices(&raw.choices, word == Some(TypeWord::Choice), raw.name.span);
        if let (Some(decimals), true) = (&raw.decimals, word.is_some()) {
            let message = text!("bara ett tal har decimaler", "only a number has decimals");
            self.error(Code::WrongType, decimals.span, message, text!("ta bort `decimals:`", "remove `decimals:`"));
        }
        match (&raw.unit, word) {
            (Some(unit), _) => self.unit(unit).map_or(Type::Broken, Type::Number),
            (None, None | Some(TypeWord::YesNo)) => Type::Truth,
            (None, Some(TypeWord::Year)) => Type::Year,
            (None, Some(TypeWord::Date)) => Type::Date,
            (None, Some(TypeWord::Choice)) => Type::Choice(choices),
            (None, Some(TypeWord::Text)) => Type::Text,
        }
    }

    /// The words of a choice: there must be some, and only a choice has them.
    fn choices(&mut self, words: &[RawText], is_choice: bool, place: Span) -> Choices {
        match (words, is_choice) {
            ([], true) => {
                let message = text!("ett val utan `choices`", "a choice without `choices`");
                let help =
                    text!("räkna upp valen: `choices: [Ja, Delvis, Nej]`", "list them: `choices: [Ja, Delvis, Nej]`");
                self.error(Code::MissingKey, place, message, help);
            }
            ([first, ..], false) => {
                let message = text!("bara `type: choice` har val", "only `type: choice` has choices");
                let help = text!(
                    "skriv `type: choice`, eller ta bort `choices:`",
                    "write `type: choice`, or remove `choices:`"
                );
                self.error(Code::WrongType, first.span, message, help);
            }
            _ => {}
        }
        self.unique(words.iter());
        let mut seen = BTreeSet::new();
        words.iter().filter(|w| seen.insert(w.value.as_str())).map(|w| w.value.as_str().into()).collect()
    }
}
