//! Two drafts, or two versions of a guideline, beside each other, in sentences.

pub(in crate::report) mod drafts;
pub(in crate::report) mod versions;

use rust_decimal::Decimal;

use super::number::{quantity, shown, telling};
use super::what_if::place;
use super::{basis_word, period_words, say, verdict_word};
use crate::language::Lang;
use crate::policy::{RuleKind, Verdict};
use crate::report::diff::{AssessmentTurn, NumberEntry, TurnEntry};
use crate::report::sensitivity::RuleAt;
use crate::solve::Turn;

/// The order of what follows.
pub(in crate::report) fn order(lang: Lang) -> String {
    say!(
        lang,
        "Först det som blivit sämre: det som nu är ej uppfyllt eller inte kan bedömas, och det som nu är delvis uppfyllt och var uppfyllt. Sedan det som börjat eller slutat gälla, det som blivit bättre, och sist samma bedömning med andra tal.",
        "First what got worse: what is now not met or cannot be judged, and what is now partly met and was met. Then what has begun or ceased to apply, what got better, and last the same verdict with other numbers."
    )
}

/// The heading over what went one way.
pub(in crate::report) fn turn_heading(turn: Turn, lang: Lang) -> String {
    match turn {
        Turn::Worse => say!(lang, "Sämre", "Worse"),
        Turn::Other => say!(lang, "Börjat eller slutat gälla", "Begun or ceased to apply"),
        Turn::Better => say!(lang, "Bättre", "Better"),
        Turn::Same => say!(lang, "Samma bedömning, andra tal", "The same verdict, other numbers"),
    }
}

/// A verdict in words, as it is said of that kind of rule.
fn verdict_of(kind: RuleKind, verdict: Verdict, lang: Lang) -> String {
    match (kind, verdict) {
        (RuleKind::Check | RuleKind::Claim, Verdict::Met) => say!(lang, "stämmer", "agrees"),
        (RuleKind::Check | RuleKind::Claim, Verdict::NotMet) => say!(lang, "stämmer inte", "does not agree"),
        _ => verdict_word(verdict, lang).to_owned(),
    }
}

/// A judgement as it was and as it is.
pub(in crate::report) fn turned(one: &TurnEntry, lang: Lang) -> String {
    let title = format!("{}, {}", one.at.title, place(&one.at.entity, one.at.period, one.at.basis, lang));
    let word = |verdict, exempted| {
        let verdict = verdict_of(one.at.kind, verdict, lang);
        if exempted { say!(lang, "{verdict}, avsteg", "{verdict}, exempted") } else { verdict }
    };
    let (before, after) = (word(one.verdict_before, one.exempted_before), word(one.at.verdict, one.exempted_after));
    match before == after {
        true => say!(lang, "{title}: {after}, som förut", "{title}: {after}, as before"),
        false => format!("{title}: {before} → {after}"),
    }
}

/// Numbers that need decimals get so many.
const FEWEST_DECIMALS: u32 = 2;

/// No contribution gets more decimals than this for its own sake.
const MOST_FOR_CONTRIBUTIONS: u32 = 4;

/// And nothing more than this.
const MOST_DECIMALS: u32 = 12;

/// So many decimals are shown of a number, its difference and its contributions: none if none of them has any, else two, or as many more as it takes for none
/// of them to seem nothing, and for the number to stand on the right side of what it is held against.
pub(in crate::report) fn decimals_of(one: &NumberEntry) -> u32 {
    let amounts = one.contributions.iter().map(|c| &c.amount).chain(&one.difference);
    let amounts: Vec<Decimal> = amounts.filter_map(|amount| amount.0.rounded()).collect();
    let values: Vec<Decimal> = [one.before, one.after].into_iter().flatten().map(|value| value.0).collect();
    let fits = |decimals: u32| {
        let at = |value: Decimal| shown(value, Some(decimals));
        if values.iter().chain(&amounts).all(|value| at(*value) == *value) {
            return true;
        }
        let is_seen = |amount: &Decimal| amount.is_zero() || !at(*amount).is_zero();
        let stands = |value: &Decimal| one.against.iter().all(|a| at(*value).cmp(&a.0) == value.cmp(&a.0));
        decimals >= FEWEST_DECIMALS
            && (decimals >= MOST_FOR_CONTRIBUTIONS || amounts.iter().all(is_seen))
            && values.iter().all(stands)
    };
    (0..MOST_DECIMALS).find(|decimals| fits(*decimals)).unwrap_or(MOST_DECIMALS)
}

/// A number as it was and as it is: `Värdet: 2,05 % → 1,5 %, −0,55 procentenheter`. Its numbers have so many decimals.
pub(in crate::report) fn number(one: &NumberEntry, decimals: u32, lang: Lang) -> String {
    let name = number_name(one, lang);
    let value = |value: Option<Decimal>| match value {
        Some(value) => quantity(shown(value, Some(decimals)), one.unit.as_deref(), lang),
        None => say!(lang, "inget värde", "no value"),
    };
    let (before, after) = (value(one.before.map(|v| v.0)), value(one.after.map(|v| v.0)));
    let difference = one.difference.as_ref().and_then(|long| long.0.rounded());
    let difference = difference.map(|d| format!(" ({})", signed(d, decimals, one.change_unit.as_deref(), lang)));
    format!("{name}: {before} → {after}{}", difference.unwrap_or_default())
}

fn number_name(one: &NumberEntry, lang: Lang) -> String {
    match (one.of, &one.condition) {
        (_, Some(condition)) => say!(lang, "`{condition}`, marginal", "`{condition}`, margin"),
        ("limit", None) => say!(lang, "Målvärdet", "The target"),
        ("upper_limit", None) => say!(lang, "Övre målvärdet", "The upper target"),
        ("previous", None) => say!(lang, "Värdet året före", "The value of the year before"),
        _ => say!(lang, "Värdet", "The value"),
    }
}

/// A change with its sign, rounded to so many decimals; with more if it would seem to be nothing.
fn signed(change: Decimal, decimals: u32, unit: Option<&str>, lang: Lang) -> String {
    let mut short = shown(change, Some(decimals));
    if short.is_zero() && !change.is_zero() {
        short = telling(change, Some(decimals), &[Decimal::ZERO]);
    }
    let sign = if short > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", quantity(short, unit, lang))
}

/// What only one side has a judgement of.
pub(in crate::report) fn only(at: &RuleAt, lang: Lang) -> String {
    let place = place(&at.entity, at.period, at.basis, lang);
    format!("{}, {place}: {}", at.title, verdict_of(at.kind, at.verdict, lang))
}

/// How many judgements are the same; or that there are none at all.
pub(in crate::report) fn unchanged(count: usize, is_empty: bool, lang: Lang) -> String {
    match is_empty {
        true => say!(lang, "Inget bedöms på någon av sidorna.", "Nothing is judged on either side."),
        false => say!(
            lang,
            "Bedömningar som är desamma, med samma tal: {count}.",
            "Verdicts that are the same, with the same numbers: {count}."
        ),
    }
}

/// A samlad bedömning as it was and as it is.
pub(in crate::report) fn assessment(one: &AssessmentTurn, lang: Lang) -> String {
    let place = format!("{}, {}", period_words(one.period, lang), basis_word(one.basis, lang));
    let word = |verdict: Option<Verdict>| match verdict {
        Some(verdict) => verdict_word(verdict, lang).to_owned(),
        None => say!(lang, "finns inte", "is not there"),
    };
    format!("{}, {place}: {} → {}", one.title, word(one.before), word(one.after))
}

/// That the assessment dates differ.
pub(in crate::report) fn other_day(lang: Lang) -> String {
    say!(
        lang,
        "Bedömningsdatumen är olika. Samma datum för båda: `--as-of`.",
        "The assessment dates differ. The same date for both: `--as-of`."
    )
}
