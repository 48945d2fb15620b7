//! Why a requirement holds or does not, and whether figures agree with themselves.

use rust_decimal::Decimal;

use super::number::{quantity, telling};
use super::{and_list, inside, say};
use crate::formula::Comparison;
use crate::policy::Verdict;
use crate::report::build::Scribe;
use crate::report::rule::{ConditionEntry, RuleVerdict};
use crate::verdict::{Judgement, top_comparison};

impl Scribe<'_, '_> {
    pub(super) fn requirement_reason(&self, judgement: &Judgement, row: &RuleVerdict) -> String {
        let results = judgement.conditions.iter().zip(&row.conditions);
        if row.verdict == Verdict::NotMet {
            let failing = results.filter(|(_, c)| c.verdict == Verdict::NotMet);
            let said: Vec<String> =
                failing.map(|(result, entry)| self.failing(entry, self.comparison(result))).collect();
            return said.join("; ");
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

    fn comparison(&self, result: &crate::verdict::ConditionResult) -> Option<Comparison> {
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
        let (left, right) = (entry.left?.0, entry.right?.0);
        let amount =
            |value: Decimal, other: Decimal| quantity(telling(value, None, &[other]), entry.unit.as_deref(), self.lang);
        let (left, right) = (amount(left, right), amount(right, left));
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

    pub(super) fn check_reason(&self, row: &RuleVerdict) -> String {
        let Some(entry) = row.conditions.first() else {
            return say!(self.lang, "inget att stämma av", "nothing to check");
        };
        let because = entry.because.as_deref().map(|b| format!("{}: ", inside(b))).unwrap_or_default();
        let (Some(left), Some(right), Some(gap)) = (entry.left, entry.right, entry.gap) else {
            return match row.verdict {
                Verdict::Met => say!(self.lang, "stämmer", "agrees"),
                _ => say!(self.lang, "{because}stämmer inte", "{because}does not agree"),
            };
        };
        let amount = |value: Decimal, against: &[Decimal]| {
            quantity(telling(value, None, against), entry.unit.as_deref(), self.lang)
        };
        let difference = amount(gap.0.abs(), &[Decimal::ZERO]);
        let (left, right) = (amount(left.0, &[right.0]), amount(right.0, &[left.0]));
        let tolerance = entry.tolerance.map(|t| amount(t.0, &[gap.0.abs()]));
        let tolerance = tolerance.filter(|_| entry.tolerance.is_some_and(|t| !t.0.is_zero()));
        match (row.verdict, tolerance) {
            (Verdict::Met, _) if gap.0.is_zero() => say!(self.lang, "stämmer: {left}", "agrees: {left}"),
            (Verdict::Met, Some(tolerance)) => say!(
                self.lang,
                "stämmer: {left} mot {right}, och skillnaden {difference} är inom toleransen {tolerance}",
                "agrees: {left} against {right}, and the difference of {difference} is within the tolerance of {tolerance}"
            ),
            (Verdict::Met, None) => say!(self.lang, "stämmer: {left} mot {right}", "agrees: {left} against {right}"),
            (_, Some(tolerance)) => say!(
                self.lang,
                "{because}stämmer inte: {left} mot {right}, en skillnad på {difference} (tolerans {tolerance})",
                "{because}does not agree: {left} against {right}, a difference of {difference} (tolerance {tolerance})"
            ),
            (_, None) => say!(
                self.lang,
                "{because}stämmer inte: {left} mot {right}, en skillnad på {difference}",
                "{because}does not agree: {left} against {right}, a difference of {difference}"
            ),
        }
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
