//! What moves each goal most, in sentences.

use rust_decimal::Decimal;

use super::number::{quantity, shown, telling};
use super::what_if::place;
use super::{and_list, figure_name, say, sentence, verdict_word};
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::sensitivity::{EffectEntry, MeasureEntry, NotVaried, RuleAt, SensitivityReport, TriedEntry};
use crate::report::text::cells::symbol;

/// How it was done.
pub(in crate::report) fn how(lang: Lang) -> String {
    say!(
        lang,
        "Varje uppgift som paketet låter ändras (`lever:`) och som hör till den bedömda perioden och underlaget är prövad en procent högre och lägre och en enhet högre och lägre, en i taget, och allt är bedömt på nytt. Det som flyttar målet mest står först, efter en procent.",
        "Each figure that the pack lets be changed (`lever:`) and that is of the judged period and basis has been tried one percent higher and lower and one unit higher and lower, one at a time, and everything judged again. What moves the goal most stands first, by one percent."
    )
}

/// A rule, and where it was judged.
pub(in crate::report) fn rule_at(at: &RuleAt, lang: Lang) -> String {
    format!("{}, {}", at.title, place(&at.entity, at.period, at.basis, lang))
}

/// The number, the verdict, and how far it is to the limits where the colour becomes another one.
pub(in crate::report) fn standing(measure: &MeasureEntry, lang: Lang) -> String {
    let verdict = match measure.at.verdict {
        Verdict::NotApplicable if measure.condition.is_none() => say!(lang, "inget mål satt", "no target set"),
        verdict => verdict_word(verdict, lang).to_owned(),
    };
    let against: Vec<Decimal> = measure.limits.iter().map(|limit| limit.at.0).collect();
    let value = quantity(telling(measure.value.0, None, &against), measure.unit.as_deref(), lang);
    let value = match &measure.condition {
        Some(condition) => say!(lang, "`{condition}`: marginal {value}", "`{condition}`: margin {value}"),
        None => value,
    };
    let limits = measure.limits.iter().map(|limit| {
        let (to, distance) =
            (verdict_word(limit.verdict, lang), signed(limit.distance.0, measure.change_unit.as_deref(), lang));
        let at = quantity(telling(limit.at.0, None, &[measure.value.0]), measure.unit.as_deref(), lang);
        match measure.condition {
            Some(_) => say!(lang, "till {to}: {distance}", "to {to}: {distance}"),
            None => say!(lang, "till {to} vid {at}: {distance}", "to {to} at {at}: {distance}"),
        }
    });
    sentence(&[format!("{value}, {verdict}")].into_iter().chain(limits).collect::<Vec<_>>().join("; "))
}

/// A figure with its value.
pub(in crate::report) fn figure(effect: &EffectEntry, lang: Lang) -> String {
    let value = quantity(effect.value.0, Some(&effect.unit), lang);
    format!("{}, {value}", figure_name(&effect.figure.title, &effect.figure.entity, lang))
}

/// What its steps did: `+1 %: +70,32 mnkr · −1 %: …`.
pub(in crate::report) fn steps(measure: &MeasureEntry, effect: &EffectEntry, lang: Lang) -> String {
    let tried = [&effect.plus_percent, &effect.minus_percent, &effect.plus_unit, &effect.minus_unit];
    let step = |by: i64, unit: &str| signed(Decimal::from(by), Some(unit), lang);
    let (unit, percent) = (effect.unit.as_str(), "%");
    let points = if unit == "%" { "p.e." } else { unit };
    let labels = [step(1, percent), step(-1, percent), step(1, points), step(-1, points)];
    let each = labels.into_iter().zip(tried).map(|(label, tried)| {
        let did = tried
            .as_ref()
            .map_or_else(|| say!(lang, "får den inte bli", "it may not become"), |tried| moved(measure, tried, lang));
        format!("{label}: {did}").replace(' ', "\u{a0}")
    });
    each.collect::<Vec<_>>().join(" · ")
}

fn moved(measure: &MeasureEntry, tried: &TriedEntry, lang: Lang) -> String {
    let amount = |change: Decimal| signed(change, measure.change_unit.as_deref(), lang);
    let mut said = tried.change.map_or_else(|| say!(lang, "inget värde", "no value"), |change| amount(change.0));
    if let Some(limit) = tried.limit_change.filter(|limit| !limit.0.is_zero()) {
        let limit = amount(limit.0);
        said.push_str(&say!(lang, " (målet {limit})", " (the target {limit})"));
    }
    if tried.verdict != measure.at.verdict {
        said.push_str(&format!(" → {} {}", symbol(tried.verdict), verdict_word(tried.verdict, lang)));
    }
    said
}

/// A change with its sign; with as many decimals as it takes not to seem to be nothing.
fn signed(change: Decimal, unit: Option<&str>, lang: Lang) -> String {
    let short = if change.is_zero() { shown(change, None) } else { telling(change, None, &[Decimal::ZERO]) };
    let sign = if short > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", quantity(short, unit, lang))
}

/// Which figures do not move a measure that rests on them.
pub(in crate::report) fn unmoved(measure: &MeasureEntry, lang: Lang) -> Option<String> {
    let names: Vec<String> = measure.unmoved.iter().map(|one| figure_name(&one.title, &one.entity, lang)).collect();
    let names = Some(and_list(&names, lang)).filter(|names| !names.is_empty())?;
    Some(say!(lang, "Flyttas inte av {names}.", "Not moved by {names}."))
}

/// That nothing could be varied.
pub(in crate::report) fn nothing(lang: Lang) -> String {
    say!(
        lang,
        "Inget mål eller krav vilar på en uppgift som paketet låter ändras för den bedömda perioden och underlaget. Vilka det är säger `lever:` i paketet.",
        "No measure or requirement rests on a figure that the pack lets be changed for the judged period and basis. Which they are is said by `lever:` in the pack."
    )
}

/// What was not varied or could not be moved, and why: one sentence a reason.
pub(in crate::report) fn left_out(report: &SensitivityReport, lang: Lang) -> Vec<String> {
    let titles = |why: &str| titles(report.not_varied.iter().filter(|one| one.because == why), lang);
    let mut set_aside: Vec<String> =
        report.set_aside.iter().map(|one| figure_name(&one.title, &one.entity, lang)).collect();
    set_aside.dedup();
    let set_aside = Some(and_list(&set_aside, lang)).filter(|titles| !titles.is_empty());
    [
        set_aside.map(|titles| {
            say!(
                lang,
                "Publicerade värden som ändringarna skulle göra osanna är framräknade i stället: {titles}.",
                "Published values that the changes would make untrue are computed instead: {titles}."
            )
        }),
        titles("no_lever")
            .map(|titles| say!(lang, "Utan `lever:` i paketet: {titles}.", "Without `lever:` in the pack: {titles}.")),
        titles("outcome").map(|titles| say!(lang, "Utfall: {titles}.", "Outcomes: {titles}.")),
        titles("other_period").map(|titles| {
            say!(
                lang,
                "Från en annan period eller ett annat underlag än det bedömda: {titles}.",
                "Of another period or basis than the judged one: {titles}."
            )
        }),
        titles("published").map(|titles| {
            say!(
                lang,
                "Publicerade värden av det som räknas fram: {titles}.",
                "Published values of what is computed: {titles}."
            )
        }),
        rules(&report.without_lever, lang).map(|rules| {
            say!(
                lang,
                "Mål och krav som inte vilar på någon uppgift som kan ändras: {rules}.",
                "Measures and requirements that rest on no figure that can be changed: {rules}."
            )
        }),
        rules(&report.without_value, lang).map(|rules| {
            say!(
                lang,
                "Mål och krav utan ett tal att flytta: {rules}.",
                "Measures and requirements without a number to move: {rules}."
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The titles of rules, each once, with where it was judged, or how often.
fn rules(rules: &[RuleAt], lang: Lang) -> Option<String> {
    let mut titles: Vec<(&RuleAt, usize)> = Vec::new();
    for at in rules {
        match titles.iter_mut().find(|(known, _)| known.title == at.title) {
            Some((_, count)) => *count += 1,
            None => titles.push((at, 1)),
        }
    }
    let said = titles.into_iter().map(|(at, count)| match (&at.title, count) {
        (title, 1) => format!("”{title}” ({})", place(&at.entity, at.period, at.basis, lang)),
        (title, _) => say!(lang, "”{title}” ({count} rader)", "”{title}” ({count} lines)"),
    });
    Some(and_list(&said.collect::<Vec<_>>(), lang)).filter(|rules| !rules.is_empty())
}

fn titles<'r>(figures: impl Iterator<Item = &'r NotVaried>, lang: Lang) -> Option<String> {
    let titles: Vec<String> = figures.map(|one| format!("”{}”", one.title)).collect();
    Some(and_list(&titles, lang)).filter(|titles| !titles.is_empty())
}

/// The heading over what was left out.
pub(in crate::report) fn left_out_heading(lang: Lang) -> String {
    say!(lang, "Inte prövat", "Not tried")
}
