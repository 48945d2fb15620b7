//! Names of the pack in words: titles instead of names, values instead of placeholders.

use rust_decimal::Decimal;

use super::facts::fact_in_words;
use super::number::{quantity, shown};
use super::say;
use crate::evaluate::{ContextId, Value};
use crate::figures::{FigureId, Given, OwnWords};
use crate::formula::{FormulaId, Node, Operation, Tree};
use crate::language::Lang;
use crate::report::build::Scribe;

/// What something is called in the pack that it comes from, where that is by other words than here.
pub(in crate::report) fn called_there(words: &OwnWords, lang: Lang) -> Option<String> {
    let (title, pack) = (words.title.as_ref()?, &words.pack);
    Some(say!(lang, "heter {title} i {pack}", "called {title} in {pack}"))
}

impl Scribe<'_, '_> {
    /// The value of a formula, figure or limit in words; `None` if nothing has that name.
    pub(in crate::report) fn value_in_words(&mut self, name: &str, context: ContextId) -> Option<String> {
        let policy = self.run.policy();
        if let Some(id) = name.strip_suffix(".says").and_then(|name| policy.formula_by_name(name)) {
            let record = self.run.evaluation.value(id, context);
            let said = self.said(record).map(str::to_owned);
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
        let id = crate::formula::ParameterId(u32::try_from(index).ok()?);
        let value = self.run.evaluation.in_force(id, context).and_then(|i| parameter.values.get(i as usize));
        let unit = parameter.unit.symbol();
        Some(
            value.map_or_else(
                || self.unknown(),
                |v| quantity(shown(v.value, Some(v.value.scale())), Some(unit), self.lang),
            ),
        )
    }

    fn unknown(&self) -> String {
        say!(self.lang, "okänt", "unknown")
    }

    fn formula_in_words(&mut self, id: FormulaId, context: ContextId) -> String {
        let record = self.run.evaluation.value(id, context);
        match self.run.evaluation.value_of(record) {
            Value::Number(value) => {
                let kind = self.run.policy().formula(id).map(|f| &f.kind);
                if let Some(words) = kind.and_then(|kind| self.in_words(kind, value)) {
                    return words;
                }
                let decimals = self.run.published_decimals(id, Some(record), None);
                let unit = self.run.policy().formula(id).and_then(|f| f.kind.unit()).map(|u| u.symbol().to_owned());
                quantity(shown(value, decimals), unit.as_deref(), self.lang)
            }
            Value::Truth(true) => say!(self.lang, "ja", "yes"),
            Value::Truth(false) => say!(self.lang, "nej", "no"),
            Value::Unknown(_) | Value::NotReached => self.unknown(),
        }
    }

    fn figure_in_words(&mut self, id: FigureId, context: ContextId) -> String {
        let default = self.run.evaluation.default_of(id, context).map(|value| (value, value.scale()));
        let figure =
            self.run.evaluation.found_figure(id, context).and_then(|index| self.run.evaluation.figures().get(index));
        let definition = self.run.policy().vocabulary.get(id);
        let found: Option<(Decimal, u32)> = match figure.map(|f| (&f.given, f.decimals)) {
            Some((Given::Number { value, .. }, decimals)) => Some((*value, decimals)),
            Some((Given::Fact(fact), _)) => {
                return definition.map(|d| fact_in_words(fact, d, self.lang)).unwrap_or_default();
            }
            Some((Given::Missing { .. }, _)) | None => default,
        };
        let unit = definition.map(|d| d.unit.symbol());
        found
            .map_or_else(|| self.unknown(), |(value, decimals)| quantity(shown(value, Some(decimals)), unit, self.lang))
    }

    /// A formula's text with titles for names and the signs that people know: `Disponering av RUR ≤ Utgående RUR`.
    pub(in crate::report) fn in_titles(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
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

    /// How long a name is: with the part, if it is that of a ledger.
    fn with_part(&self, text: &str, length: usize) -> usize {
        let Some(part) = text.get(length..).and_then(|rest| rest.strip_prefix('.')) else { return length };
        let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
        let whole = length + 1 + end;
        if text.get(..whole).is_some_and(|name| self.title_of_name(name).is_some()) { whole } else { length }
    }

    fn title_of_name(&self, word: &str) -> Option<String> {
        if let Some((_, sv, en)) = SIGNS.iter().find(|(sign, ..)| *sign == word) {
            return Some(say!(self.lang, "{sv}", "{en}"));
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
