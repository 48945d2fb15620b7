//! What is not a number, in words: years, dates, choices, texts, decisions.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::say;
use crate::evaluate::{RecordId, Value};
use crate::figures::{Definition, Fact, FactKind};
use crate::formula::{NodeId, Operation, Tree, Type};
use crate::language::Lang;
use crate::policy::Policy;
use crate::quantity::Date;
use crate::report::build::Scribe;
use crate::report::words::{Exact, Told};

impl<'p> Scribe<'_, 'p> {
    /// A value of a kind as it is told: a number, or what it stands for.
    pub(in crate::report) fn told(&self, kind: &Type, number: Decimal) -> Told {
        self.in_words(kind, number).map_or(Told::Number(Exact(number)), Told::Words)
    }

    /// What a value that is no number stands for; `None` for a number.
    pub(in crate::report) fn in_words(&self, kind: &Type, number: Decimal) -> Option<String> {
        let submitted = || match kind {
            Type::Text => self.run.evaluation.figures().text(number).map(str::to_owned),
            _ => None,
        };
        in_words(kind, number, self.run.policy()).or_else(submitted)
    }

    /// Which of a formula's cases gave its value, counted from 0. The tree is a choice for each of them but the last.
    pub(in crate::report) fn case_taken(&self, record: RecordId) -> Option<usize> {
        let formula = self.run.policy().formula(self.run.evaluation.record(record).formula)?;
        let conditions = case_conditions(&formula.tree, formula.says.len());
        for (index, (condition, _)) in conditions.iter().enumerate() {
            match self.run.evaluation.slot(record, *condition).value {
                Value::Truth(true) => return Some(index),
                Value::Truth(false) => {}
                _ => return None,
            }
        }
        // Outside its validity a formula has read nothing: then the first condition says so.
        let known = !matches!(self.run.evaluation.value_of(record), Value::Unknown(_) | Value::NotReached);
        (!formula.says.is_empty() && (known || !conditions.is_empty())).then_some(conditions.len())
    }

    /// What the case that gave a formula's value says.
    pub(in crate::report) fn said(&self, record: RecordId) -> Option<&'p str> {
        let formula = self.run.policy().formula(self.run.evaluation.record(record).formula)?;
        formula.says.get(self.case_taken(record)?)?.as_deref()
    }
}

/// What a value of a policy's own that is no number stands for; `None` for a number, and for a submitted text.
pub(in crate::report) fn in_words(kind: &Type, number: Decimal, policy: &Policy) -> Option<String> {
    match kind {
        Type::Number(_) | Type::Truth | Type::Broken => None,
        Type::Year => Some(number.normalize().to_string()),
        Type::Date | Type::Decision => Date::of_number(number).map(|day| day.to_string()),
        Type::Choice(choices) => choices.get(number.to_usize()?).map(|c| c.to_string()),
        Type::Text => policy.texts.get(number.to_usize()?).cloned(),
    }
}

/// What a kind of value is called where a number has its unit.
pub(in crate::report) fn kind_in_words(kind: &Type, lang: Lang) -> String {
    match kind {
        Type::Number(unit) => unit.symbol().to_owned(),
        Type::Truth => say!(lang, "ja eller nej", "yes or no"),
        Type::Year => say!(lang, "årtal", "year"),
        Type::Date => say!(lang, "datum", "date"),
        Type::Choice(choices) => choices.iter().map(|c| format!("”{c}”")).collect::<Vec<_>>().join(", "),
        Type::Text => say!(lang, "text", "text"),
        Type::Decision => say!(lang, "beslut", "decision"),
        Type::Broken => String::new(),
    }
}

/// The conditions of a formula in a number of cases, each with what it gives.
pub(in crate::report) fn case_conditions(tree: &Tree, cases: usize) -> Vec<(NodeId, NodeId)> {
    let mut found = Vec::new();
    let mut at = tree.root;
    while found.len() + 1 < cases {
        let Some(Operation::If(condition, then, otherwise)) = tree.get(at).map(|n| &n.operation) else { break };
        found.push((*condition, *then));
        at = *otherwise;
    }
    found
}

/// A submitted fact for machines, the same in every language.
pub(in crate::report) fn fact_told(fact: &Fact, definition: &Definition) -> Told {
    Told::Words(match (fact, &definition.fact) {
        (Fact::YesNo(true), _) => "yes".to_owned(),
        (Fact::YesNo(false), _) => "no".to_owned(),
        (Fact::Choice(index), Some(FactKind::Choice(choices))) => {
            choices.get(*index as usize).map(|c| c.to_string()).unwrap_or_default()
        }
        (Fact::Choice(index), _) => index.to_string(),
        (Fact::Date(date), _) => date.to_string(),
        (Fact::Text(text), _) => text.clone(),
        (Fact::Decision { by, date, reference }, _) => {
            let reference = reference.as_ref().map(|r| format!(", {r}")).unwrap_or_default();
            format!("{by} {date}{reference}")
        }
    })
}

/// A submitted fact for people.
pub(in crate::report) fn fact_in_words(fact: &Fact, definition: &Definition, lang: crate::language::Lang) -> String {
    match (fact, fact_told(fact, definition)) {
        (Fact::YesNo(true), _) => say!(lang, "ja", "yes"),
        (Fact::YesNo(false), _) => say!(lang, "nej", "no"),
        (_, Told::Words(words)) => words,
        (_, Told::Number(number)) => number.0.to_string(),
    }
}
