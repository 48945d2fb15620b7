//! Why a measure meets its target or does not.

use rust_decimal::Decimal;

use super::number::{quantity, shown, telling};
use super::{inside, say, target_phrase_of, verdict_word};
use crate::language::Lang;
use crate::policy::{TargetWord, Verdict};
use crate::quantity::Basis;
use crate::report::build::Scribe;
use crate::report::model::ManualEntry;
use crate::report::rule::{ExemptionEntry, RuleVerdict};
use crate::verdict::{ExemptionState, Trend};

/// The decimals that a limit is told with: those that it is stated with. One that was computed, with decimals without end, is rounded.
fn decimals_of_limit(limit: Decimal) -> u32 {
    const MOST_STATED: u32 = 4;
    let stated = limit.normalize().scale();
    if stated > MOST_STATED { shown(limit, None).scale() } else { stated }
}

impl Scribe<'_, '_> {
    pub(super) fn indicator_reason(&self, row: &RuleVerdict) -> String {
        if let Some(manual) = &row.manual {
            return self.manual_reason(row, manual);
        }
        let opening = opening(row.verdict, self.lang);
        let level = row.level.as_ref().map(|l| say!(self.lang, " (nivå {l})", " (level {l})")).unwrap_or_default();
        let body = if row.comparison.is_some() { self.against_target(row) } else { self.against_last_year(row) };
        format!("{opening}{level}: {body}")
    }

    /// The value and the target, and how far apart they are.
    fn against_target(&self, row: &RuleVerdict) -> String {
        let (Some(compared), Some(target), Some(word)) = (row.compared, row.target, row.comparison) else {
            return String::new();
        };
        let limits: Vec<Decimal> = [Some(target), row.target_to].into_iter().flatten().map(|t| t.0).collect();
        let value = telling(compared.0, row.decimals, &limits);
        let gap = match row.verdict {
            Verdict::Met => String::new(),
            // As many decimals as the two numbers have, so that the reader can check the difference.
            _ => self.gap(row, word, row.decimals.map(|_| value.scale().max(decimals_of_limit(target.0)))),
        };
        let value = the_value(row.basis, &quantity(value, row.unit.as_deref(), self.lang), self.lang);
        let target = target_phrase_of(row, self.lang).unwrap_or_default();
        say!(self.lang, "{value} och målet är {target}{gap}", "{value} and the target is {target}{gap}")
    }

    /// How much is lacking or too much, once more in another unit, and what that is of the target.
    fn gap(&self, row: &RuleVerdict, word: TargetWord, decimals: Option<u32>) -> String {
        let Some(gap) = row.gap.map(|g| g.0) else { return String::new() };
        let lang = self.lang;
        let amount = |value: Decimal, decimals, unit| {
            quantity(telling(value.abs(), decimals, &[Decimal::ZERO]).normalize(), unit, lang)
        };
        let size = amount(gap, decimals, row.gap_unit.as_deref());
        let said = match word {
            _ if gap.is_zero() => say!(
                lang,
                "; det ligger precis på gränsen, och det räcker inte",
                "; that is right on the limit, which is not enough"
            ),
            TargetWord::Equals => say!(lang, "; skillnaden är {size}", "; the difference is {size}"),
            _ if gap.is_sign_negative() => say!(lang, "; det fattas {size}", "; it is {size} short"),
            _ => say!(lang, "; det är {size} för mycket", "; that is {size} too much"),
        };
        let other = row.gap_as.as_ref().map(|g| amount(g.value.0, None, Some(g.unit.as_str())));
        let other = other.map(|o| say!(lang, ", vilket motsvarar {o}", ", which is {o}")).unwrap_or_default();
        format!("{said}{other}{}", self.attainment(row))
    }

    /// The attainment, and how it was computed where a ratio means nothing.
    fn attainment(&self, row: &RuleVerdict) -> String {
        if row.scale != Some("percent_of_target") {
            return String::new();
        }
        let (Some(target), Some(value)) = (row.target, row.compared) else { return String::new() };
        let Some(attainment) = row.attainment else {
            return say!(
                self.lang,
                "; måluppfyllelsen går inte att räkna ut i procent",
                "; the attainment cannot be computed in percent"
            );
        };
        let attainment = quantity(attainment.0.normalize(), Some("%"), self.lang);
        if target.0 <= Decimal::ZERO || value.0 < Decimal::ZERO {
            return say!(
                self.lang,
                " (måluppfyllelse {attainment}, räknad på skillnaden eftersom talen inte båda är positiva)",
                " (attainment {attainment}, computed from the difference because the numbers are not both positive)"
            );
        }
        say!(self.lang, " (måluppfyllelse {attainment})", " (attainment {attainment})")
    }

    fn against_last_year(&self, row: &RuleVerdict) -> String {
        let (Some(now), Some(before)) = (row.compared, row.previous) else { return String::new() };
        let amount = |number: Decimal, against: Decimal| {
            quantity(telling(number, row.decimals, &[against]), row.unit.as_deref(), self.lang)
        };
        let value = the_value(row.basis, &amount(now.0, before.0), self.lang);
        let before = amount(before.0, now.0);
        let change = match row.trend {
            Some(Trend::Up) => say!(self.lang, ", bättre än året före", ", better than the year before"),
            Some(Trend::Unchanged) => say!(self.lang, ", oförändrat", ", unchanged"),
            Some(Trend::Down) => say!(self.lang, ", sämre än året före", ", worse than the year before"),
            None => String::new(),
        };
        say!(
            self.lang,
            "{value} mot {before} samma period året före{change}",
            "{value} against {before} in the same period the year before{change}"
        )
    }

    pub(super) fn manual_reason(&self, row: &RuleVerdict, manual: &ManualEntry) -> String {
        let level = row.level.clone().unwrap_or_else(|| verdict_word(row.verdict, self.lang).to_owned());
        let by = manual.by.as_ref().map(|by| say!(self.lang, " av {by}", " by {by}")).unwrap_or_default();
        let date = manual.date.map(|date| format!(" {date}")).unwrap_or_default();
        let motivation = manual.motivation.as_deref().map(|m| format!(": {}", inside(m))).unwrap_or_default();
        say!(self.lang, "bedömt till {level}{by}{date}{motivation}", "judged to be {level}{by}{date}{motivation}")
    }

    /// The decided deviation, and whether it holds.
    pub(super) fn exemption_sentence(&self, exemption: &ExemptionEntry, row: &RuleVerdict) -> String {
        let ExemptionEntry { by, date, .. } = exemption;
        let because = inside(&exemption.because);
        match exemption.state {
            ExemptionState::Applies => {
                let until =
                    exemption.expires.map(|day| say!(self.lang, " till {day}", " until {day}")).unwrap_or_default();
                say!(
                    self.lang,
                    "avsteg beslutat av {by} {date} gäller{until}: {because}",
                    "an exemption decided by {by} on {date} holds{until}: {because}"
                )
            }
            ExemptionState::Exceeded => {
                let limit = exemption.limit.map(|l| quantity(l.0.normalize(), row.unit.as_deref(), self.lang));
                let limit = limit.map(|l| format!(" ({l})")).unwrap_or_default();
                say!(
                    self.lang,
                    "avsteget beslutat av {by} {date} gäller inte, för utfallet ligger bortom dess gräns{limit}",
                    "the exemption decided by {by} on {date} does not hold, since the value is beyond its limit{limit}"
                )
            }
            ExemptionState::Expired => {
                let day = exemption.expires.map(|day| format!(" {day}")).unwrap_or_default();
                say!(
                    self.lang,
                    "avsteget beslutat av {by} {date} gäller inte längre, det upphörde{day}",
                    "the exemption decided by {by} on {date} no longer holds, it ended{day}"
                )
            }
        }
    }
}

fn opening(verdict: Verdict, lang: Lang) -> String {
    match verdict {
        Verdict::Met => say!(lang, "målet nås", "the target is met"),
        Verdict::PartlyMet => say!(lang, "målet nås delvis", "the target is partly met"),
        Verdict::NotMet => say!(lang, "målet nås inte", "the target is not met"),
        Verdict::Undetermined => say!(lang, "målet kan inte bedömas", "the target cannot be judged"),
        Verdict::NotApplicable => say!(lang, "målet är inte tillämpligt", "the target does not apply"),
    }
}

/// "utfallet är 34 %".
pub(super) fn the_value(basis: Basis, value: &str, lang: Lang) -> String {
    match basis {
        Basis::Outcome => say!(lang, "utfallet är {value}", "the outcome is {value}"),
        Basis::Forecast => say!(lang, "prognosen är {value}", "the forecast is {value}"),
        Basis::Budget => say!(lang, "budgeten ger {value}", "the budget gives {value}"),
        Basis::Plan => say!(lang, "planen ger {value}", "the plan gives {value}"),
    }
}
