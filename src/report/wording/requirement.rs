//! Why a requirement holds or does not, and whether figures agree with themselves.

use rust_decimal::Decimal;

use super::number::{quantity, telling};
use super::{and_list, inside, say};
use crate::formula::Comparison;
use crate::policy::Verdict;
use crate::report::build::Scribe;
use crate::report::rule::{ConditionEntry, RuleVerdict};
use crate::report::words::Told;
use crate::verdict::{Judgement, top_comparison};

impl Scribe<'_, '_> {
    pub(super) fn requirement_reason(&mut self, judgement: &Judgement, row: &RuleVerdict) -> String {
        if row.verdict == Verdict::PartlyMet {
            return self.post_in_words(judgement).unwrap_or_default();
        }
        let results = judgement.conditions.iter().zip(&row.conditions);
        if row.verdict == Verdict::NotMet {
            let failing = results.filter(|(_, c)| c.verdict == Verdict::NotMet);
            let said: Vec<String> =
                failing.map(|(result, entry)| self.failing(entry, self.comparison(result))).collect();
            return said.join(". ");
        }
        match row.conditions.as_slice() {
            [only] => {
                let numbers = self.numbers(only, judgement.conditions.first().and_then(|r| self.comparison(r)));
                let numbers = numbers.map(|n| format!(": {n}")).unwrap_or_default();
                say!(self.lang, "kravet är uppfyllt{numbers}", "the requirement is met{numbers}")
            }
            all => {
                let count = all.len();
                say!(self.lang, "alla {count} villkor är uppfyllda", "all {count} conditions are met")
            }
        }
    }

    pub(super) fn comparison(&self, result: &crate::verdict::ConditionResult) -> Option<Comparison> {
        let formula = self.run.policy().formula(self.run.evaluation.record(result.record).formula)?;
        top_comparison(&formula.tree, formula.tree.root).map(|(how, ..)| how)
    }

    /// One failing condition: what the pack says of it, and its numbers.
    fn failing(&self, entry: &ConditionEntry, how: Option<Comparison>) -> String {
        let numbers = self.numbers(entry, how);
        match (&entry.because, numbers) {
            (Some(because), Some(numbers)) => format!("{} ({numbers})", inside(because)),
            (Some(because), None) => inside(because).to_owned(),
            (None, numbers) => {
                let text = self.in_titles(&entry.text);
                let numbers = numbers.map(|n| format!(" ({n})")).unwrap_or_default();
                say!(self.lang, "villkoret {text} håller inte{numbers}", "the condition {text} does not hold{numbers}")
            }
        }
    }

    /// "−491 mnkr, ska vara minst 0 mnkr".
    fn numbers(&self, entry: &ConditionEntry, how: Option<Comparison>) -> Option<String> {
        let (left, right) = match (entry.left.as_ref()?, entry.right.as_ref()?) {
            (Told::Number(left), Told::Number(right)) => {
                let amount = |value: Decimal, other: Decimal| {
                    quantity(telling(value, None, &[other]), entry.unit.as_deref(), self.lang)
                };
                (amount(left.0, right.0), amount(right.0, left.0))
            }
            (Told::Words(left), Told::Words(right)) => return self.times(left, right, how?),
            _ => return None,
        };
        Some(match how? {
            Comparison::AtLeast => {
                say!(self.lang, "{left}, ska vara minst {right}", "{left}, must be at least {right}")
            }
            Comparison::Above => {
                say!(self.lang, "{left}, ska vara mer än {right}", "{left}, must be more than {right}")
            }
            Comparison::AtMost => say!(self.lang, "{left}, ska vara högst {right}", "{left}, must be at most {right}"),
            Comparison::Below => {
                say!(self.lang, "{left}, ska vara mindre än {right}", "{left}, must be less than {right}")
            }
            Comparison::Equal => say!(self.lang, "{left}, ska vara {right}", "{left}, must be {right}"),
            Comparison::NotEqual => say!(self.lang, "{left}, ska inte vara {right}", "{left}, must not be {right}"),
        })
    }

    /// "2025-12-04, ska vara senast 2025-11-30".
    fn times(&self, left: &str, right: &str, how: Comparison) -> Option<String> {
        let lang = self.lang;
        Some(match how {
            Comparison::AtLeast => say!(lang, "{left}, ska vara tidigast {right}", "{left}, must be {right} or later"),
            Comparison::Above => say!(lang, "{left}, ska vara efter {right}", "{left}, must be after {right}"),
            Comparison::AtMost => say!(lang, "{left}, ska vara senast {right}", "{left}, must be {right} or earlier"),
            Comparison::Below => say!(lang, "{left}, ska vara före {right}", "{left}, must be before {right}"),
            Comparison::Equal => say!(lang, "{left}, ska vara {right}", "{left}, must be {right}"),
            Comparison::NotEqual => say!(lang, "{left}, ska inte vara {right}", "{left}, must not be {right}"),
        })
    }

    pub(super) fn check_reason(&self, judgement: &Judgement, row: &RuleVerdict) -> String {
        let (Some(entry), Some(result)) = (row.conditions.first(), judgement.conditions.first()) else {
            return say!(self.lang, "det finns inget att stämma av", "there is nothing to check");
        };
        let numbers = match self.comparison(result) {
            Some(Comparison::Equal) if entry.gap.is_some() => self.difference(entry),
            how => self.numbers(entry, how),
        };
        match (row.verdict, &entry.because, numbers) {
            (Verdict::Met, _, Some(numbers)) => say!(self.lang, "stämmer: {numbers}", "agrees: {numbers}"),
            (Verdict::Met, _, None) => say!(self.lang, "stämmer", "agrees"),
            (_, Some(because), Some(numbers)) => format!("{} ({numbers})", inside(because)),
            (_, Some(because), None) => inside(because).to_owned(),
            (_, None, Some(numbers)) => say!(self.lang, "stämmer inte: {numbers}", "does not agree: {numbers}"),
            (_, None, None) => {
                let text = self.in_titles(&entry.text);
                say!(self.lang, "stämmer inte: {text}", "does not agree: {text}")
            }
        }
    }

    /// "775 mnkr mot 266 mnkr, en skillnad på 509 mnkr där högst 0,4 mnkr tolereras".
    pub(super) fn difference(&self, entry: &ConditionEntry) -> Option<String> {
        let (left, right) = (entry.left.as_ref()?.number()?.0, entry.right.as_ref()?.number()?.0);
        let gap = entry.gap?.0.abs();
        let unit = entry.unit.as_deref();
        let amount =
            |value: Decimal, against: Decimal, unit| quantity(telling(value, None, &[against]), unit, self.lang);
        let apart = if unit == Some("%") { Some("p.e.") } else { unit };
        let (first, second) = (amount(left, right, unit), amount(right, left, unit));
        if gap.is_zero() {
            return Some(first);
        }
        let difference = amount(gap, Decimal::ZERO, apart);
        let tolerance = entry.tolerance.filter(|t| !t.0.is_zero()).map(|t| amount(t.0, gap, apart));
        let tolerance =
            tolerance.map(|t| say!(self.lang, ", där högst {t} tolereras", ", where at most {t} is tolerated"));
        let tolerance = tolerance.unwrap_or_default();
        Some(say!(
            self.lang,
            "{first} mot {second}, en skillnad på {difference}{tolerance}",
            "{first} against {second}, a difference of {difference}{tolerance}"
        ))
    }

    /// Why a requirement does not apply: its condition in titles.
    pub(super) fn when_in_words(&self, judgement: &Judgement) -> Option<String> {
        let crate::policy::RuleBody::Requirement(requirement) = &self.run.rule(judgement).body else { return None };
        let formula = self.run.policy().formula(requirement.when?)?;
        Some(self.in_titles(&formula.text))
    }

    /// The titles of several things, at most four of them.
    pub(super) fn some_of(&self, mut items: Vec<String>) -> String {
        const MOST: usize = 4;
        if items.len() > MOST + 1 {
            let more = items.len() - MOST;
            items.truncate(MOST);
            items.push(say!(self.lang, "{more} till", "{more} more"));
        }
        and_list(&items, self.lang)
    }
}
