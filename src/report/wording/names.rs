//! Names of the pack in words: titles instead of names, values instead of placeholders.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::facts::fact_in_words;
use super::number::shown;
use super::say;
use crate::evaluate::{ContextId, Value};
use crate::figures::{Fact, FigureId, Given, OwnWords};
use crate::formula::{FormulaId, Node, Operation, ParameterId, Tree, Type};
use crate::language::Lang;
use crate::quantity::Date;
use crate::report::build::Scribe;
use crate::report::phrase::{Filling, Number, Of, Phrase, Piece, tell};

/// What something is called in the pack that it comes from, where that is by other words than here.
pub(in crate::report) fn called_there(words: &OwnWords, lang: Lang) -> Option<String> {
    let (title, pack) = (words.title.as_ref()?, &words.pack);
    Some(say!(lang, "heter {title} i {pack}", "called {title} in {pack}"))
}

impl Scribe<'_, '_> {
    /// The value of a formula, figure or limit; `None` if nothing has that name.
    pub(in crate::report) fn value_in_words(&mut self, name: &str, context: ContextId) -> Option<Phrase> {
        let policy = self.run.policy();
        if let Some(id) = name.strip_suffix(".says").and_then(|name| policy.formula_by_name(name)) {
            let record = self.run.evaluation.value(id, context);
            let said = self.said(record).map(Phrase::quoted);
            return Some(said.unwrap_or_else(|| self.formula_in_words(id, context)));
        }
        if let Some(id) = policy.formula_by_name(name) {
            return Some(self.formula_in_words(id, context));
        }
        if let Some(id) = policy.vocabulary.by_name(name) {
            return Some(self.figure_in_words(id, context));
        }
        let index = policy.parameters.iter().position(|p| &*p.name == name)?;
        let parameter = policy.parameters.get(index)?;
        let id = ParameterId(u32::try_from(index).ok()?);
        let in_force = self.run.evaluation.in_force(id, context);
        let value = in_force.and_then(|i| Some((i, parameter.values.get(i as usize)?)));
        let number = value.map(|(index, v)| {
            let printed = shown(v.value, Some(v.value.scale()));
            Number::new(printed, Some(parameter.unit.symbol()), Of::Parameter(id, index)).filling()
        });
        Some(number.unwrap_or_else(|| self.unknown()))
    }

    fn unknown(&self) -> Phrase {
        tell!(self.lang, "okänt", "unknown")
    }

    fn formula_in_words(&mut self, id: FormulaId, context: ContextId) -> Phrase {
        let record = self.run.evaluation.value(id, context);
        match self.run.evaluation.value_of(record) {
            Value::Number(value) => {
                let kind = self.run.policy().formula(id).map(|f| &f.kind);
                if let Some(fact) = kind.and_then(|kind| self.fact_in_words(kind, value)) {
                    return fact;
                }
                let decimals = self.run.published_decimals(id, Some(record), None);
                let unit = kind.and_then(Type::unit).map(|u| u.symbol());
                Number::new(shown(value, decimals), unit, Of::Record(record)).filling()
            }
            Value::Truth(true) => tell!(self.lang, "ja", "yes"),
            Value::Truth(false) => tell!(self.lang, "nej", "no"),
            Value::Unknown(_) | Value::NotReached => self.unknown(),
        }
    }

    /// A value that is no number: a day, a year, words. `None` for a number.
    pub(in crate::report) fn fact_in_words(&self, kind: &Type, value: Decimal) -> Option<Phrase> {
        Some(match kind {
            Type::Date | Type::Decision => Date::of_number(value)?.filling(),
            Type::Year => Piece::Year(value.normalize().to_i16()?).into(),
            _ => Phrase::quoted(&self.in_words(kind, value)?),
        })
    }

    fn figure_in_words(&mut self, id: FigureId, context: ContextId) -> Phrase {
        let default = self.run.evaluation.default_of(id, context).map(|value| (value, value.scale(), Of::Default(id)));
        let index = self.run.evaluation.found_figure(id, context);
        let figure = index.and_then(|index| self.run.evaluation.figures().get(index));
        let definition = self.run.policy().vocabulary.get(id);
        let found: Option<(Decimal, u32, Of)> = match figure.map(|f| (&f.given, f.decimals)) {
            Some((Given::Number { value, .. }, decimals)) => index.map(|i| (*value, decimals, Of::Figure(i))),
            Some((Given::Fact(Fact::Date(day)), _)) => return day.filling(),
            Some((Given::Fact(fact), _)) => {
                let words = definition.map(|d| fact_in_words(fact, d, self.lang)).unwrap_or_default();
                return Phrase::quoted(&words);
            }
            Some((Given::Missing { .. }, _)) | None => default,
        };
        let unit = definition.map(|d| d.unit.symbol());
        let number = found.map(|(value, decimals, of)| Number::new(shown(value, Some(decimals)), unit, of).filling());
        number.unwrap_or_else(|| self.unknown())
    }

    /// A formula's text with titles for names and the signs that people know: `Disponering av RUR ≤ Utgående RUR`.
    pub(in crate::report) fn in_titles(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some((said, later)) = self.submitted_or_not(rest) {
                out.push_str(&said);
                rest = later;
                continue;
            }
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            let length = match first {
                '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
                c if is_name(c) => rest.find(|c| !is_name(c)).unwrap_or(rest.len()),
                _ => SIGNS
                    .iter()
                    .find(|(sign, ..)| rest.starts_with(sign))
                    .map_or(first.len_utf8(), |(sign, ..)| sign.len()),
            };
            let length = self.with_part(rest, length);
            let (word, later) = rest.split_at(length);
            out.push_str(self.title_of_name(word).as_deref().unwrap_or(word));
            rest = later;
        }
        out
    }

    /// `finns(x)` and `saknas(x)` in words, where a formula begins with one of them, and what comes after.
    fn submitted_or_not<'t>(&self, text: &'t str) -> Option<(String, &'t str)> {
        let (is_there, inner) = match text.strip_prefix("finns(") {
            Some(inner) => (true, inner),
            None => (false, text.strip_prefix("saknas(")?),
        };
        let (name, later) = inner.split_once(')')?;
        let title = self.title_of_name(name.trim())?;
        let said = match is_there {
            true => say!(self.lang, "”{title}” är lämnad", "“{title}” has been submitted"),
            false => say!(self.lang, "”{title}” saknas", "“{title}” is missing"),
        };
        Some((said, later))
    }

    /// How long a name is: with the part, if it is that of a ledger.
    fn with_part(&self, text: &str, length: usize) -> usize {
        let Some(part) = text.get(length..).and_then(|rest| rest.strip_prefix('.')) else { return length };
        let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
        let whole = length + 1 + end;
        if text.get(..whole).is_some_and(|name| self.title_of_name(name).is_some()) { whole } else { length }
    }

    pub(in crate::report) fn title_of_name(&self, word: &str) -> Option<String> {
        if let Some((_, sv, en)) = SIGNS.iter().find(|(sign, ..)| *sign == word) {
            return Some(if self.lang == Lang::Sv { *sv } else { *en }.to_owned());
        }
        if !word.starts_with(char::is_alphabetic) {
            return None;
        }
        let policy = self.run.policy();
        let formula = policy.formulas.iter().find(|f| f.name.as_deref() == Some(word)).map(|f| &f.title);
        let figure = || policy.vocabulary.by_name(word).and_then(|id| policy.vocabulary.get(id)).map(|d| &d.title);
        let parameter = || policy.parameters.iter().find(|p| &*p.name == word).map(|p| &p.title);
        formula.or_else(figure).or_else(parameter).cloned()
    }

    /// What a node stands for, in words: a title where it is one thing, else its text in titles.
    pub(in crate::report) fn node_in_words(&self, tree: &Tree, node: &Node) -> String {
        let policy = self.run.policy();
        match &node.operation {
            Operation::Figure(id) => policy.vocabulary.get(*id).map(|d| d.title.clone()).unwrap_or_default(),
            Operation::Parameter(id) => policy.parameter(*id).map(|p| p.title.clone()).unwrap_or_default(),
            Operation::Formula(id) | Operation::Published(id) => {
                policy.formula(*id).map(|f| self.formula_title(f)).unwrap_or_default()
            }
            Operation::Scale(inner, _) => tree.get(*inner).map(|n| self.node_in_words(tree, n)).unwrap_or_default(),
            _ => self.in_titles(self.sources.slice(node.span)),
        }
    }

    /// The title of a formula; of an unnamed one, its text in titles.
    pub(in crate::report) fn formula_title(&self, formula: &crate::policy::Formula) -> String {
        match formula.name {
            Some(_) => formula.title.clone(),
            None => self.in_titles(&formula.text),
        }
    }
}

/// Signs of formulas, and what people write instead. Longer ones first.
const SIGNS: &[(&str, &str, &str)] = &[
    (">=", "≥", "≥"),
    ("<=", "≤", "≤"),
    ("==", "=", "="),
    ("!=", "≠", "≠"),
    ("&&", "och", "and"),
    ("||", "eller", "or"),
    ("*", "·", "·"),
    ("-", "−", "−"),
];
