//! Whether what the document says is so: what the figures say, and what is claimed.

use rust_decimal::Decimal;

use super::number::{quantity, telling};
use super::say;
use crate::formula::Comparison;
use crate::policy::Verdict;
use crate::report::build::Scribe;
use crate::report::rule::{ConditionEntry, RuleVerdict};
use crate::report::words::Told;
use crate::verdict::Judgement;

impl Scribe<'_, '_> {
    pub(super) fn claim_reason(&self, judgement: &Judgement, row: &RuleVerdict) -> String {
        let (Some(entry), Some(result)) = (row.conditions.first(), judgement.conditions.first()) else {
            return say!(self.lang, "det finns inget att jämföra med", "there is nothing to compare with");
        };
        let sides = match self.comparison(result) {
            Some(Comparison::Equal) if entry.gap.is_some() => self.difference(entry),
            Some(how) => self.both_say(entry, how),
            None => None,
        };
        match (row.verdict, sides) {
            (Verdict::Met, Some(sides)) => say!(self.lang, "stämmer: {sides}", "it is so: {sides}"),
            (Verdict::Met, None) => say!(self.lang, "stämmer", "it is so"),
            (_, sides) => {
                let sides = sides.unwrap_or_else(|| self.in_titles(&entry.text));
                say!(self.lang, "stämmer inte: {sides}", "it is not so: {sides}")
            }
        }
    }

    /// "uppgifterna säger −3 mnkr, påståendet mer än 0 mnkr".
    fn both_say(&self, entry: &ConditionEntry, how: Comparison) -> Option<String> {
        let lang = self.lang;
        let (there, claimed) = match (entry.left.as_ref()?, entry.right.as_ref()?) {
            (Told::Number(left), Told::Number(right)) => {
                let amount = |value: Decimal, other: Decimal| {
                    quantity(telling(value, None, &[other]), entry.unit.as_deref(), lang)
                };
                let (left, right) = (amount(left.0, right.0), amount(right.0, left.0));
                let claimed = match how {
                    Comparison::AtLeast => say!(lang, "minst {right}", "at least {right}"),
                    Comparison::Above => say!(lang, "mer än {right}", "more than {right}"),
                    Comparison::AtMost => say!(lang, "högst {right}", "at most {right}"),
                    Comparison::Below => say!(lang, "mindre än {right}", "less than {right}"),
                    Comparison::Equal => right,
                    Comparison::NotEqual => say!(lang, "något annat än {right}", "something else than {right}"),
                };
                (left, claimed)
            }
            (Told::Words(left), Told::Words(right)) => {
                let claimed = match how {
                    Comparison::AtLeast => say!(lang, "{right} eller senare", "{right} or later"),
                    Comparison::Above => say!(lang, "efter {right}", "after {right}"),
                    Comparison::AtMost => say!(lang, "senast {right}", "{right} or earlier"),
                    Comparison::Below => say!(lang, "före {right}", "before {right}"),
                    Comparison::Equal => say!(lang, "”{right}”", "“{right}”"),
                    Comparison::NotEqual => say!(lang, "något annat än ”{right}”", "something else than “{right}”"),
                };
                match how {
                    Comparison::Equal | Comparison::NotEqual => (say!(lang, "”{left}”", "“{left}”"), claimed),
                    _ => (left.clone(), claimed),
                }
            }
            _ => return None,
        };
        Some(say!(
            lang,
            "uppgifterna säger {there}, påståendet {claimed}",
            "the figures say {there}, the claim {claimed}"
        ))
    }
}
