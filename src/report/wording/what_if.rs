//! What was tried, and what it changed, in sentences.

use rust_decimal::Decimal;

use super::number::quantity;
use super::{and_list, basis_word, period_words, say, verdict_word};
use crate::language::Lang;
use crate::policy::{RuleKind, Verdict};
use crate::quantity::{Basis, Period};
use crate::report::model::Entity;
use crate::report::what_if::{ChangedVerdict, TriedFigure, WhatIf};

/// The heading.
pub(in crate::report) fn heading(lang: Lang) -> String {
    say!(lang, "Prövad ändring", "Tried change")
}

/// A figure as it was and as it is tried.
pub(in crate::report) fn tried(one: &TriedFigure, lang: Lang) -> String {
    let amount = |value: Decimal| quantity(value.normalize(), Some(one.unit.as_str()), lang);
    let (title, place) = (&one.title, place(&one.entity, one.period, one.basis, lang));
    let (before, after) = (amount(one.before.0), amount(one.after.0));
    say!(lang, "”{title}”, {place}: {after} i stället för {before}", "”{title}”, {place}: {after} instead of {before}")
}

/// Which published values were left out, if any were.
pub(in crate::report) fn left_out(what_if: &WhatIf, lang: Lang) -> Option<String> {
    let mut titles: Vec<String> = what_if.set_aside.iter().map(|one| format!("”{}”", one.title)).collect();
    titles.dedup();
    let titles = Some(and_list(&titles, lang)).filter(|titles| !titles.is_empty())?;
    Some(say!(
        lang,
        "Publicerade värden som inte längre gäller räknas fram i stället: {titles}.",
        "Published values that no longer hold are computed instead: {titles}."
    ))
}

/// A verdict that became another.
pub(in crate::report) fn changed(one: &ChangedVerdict, lang: Lang) -> String {
    let (title, place) = (&one.title, place(&one.entity, one.period, one.basis, lang));
    let word = |verdict: Verdict| match (one.kind, verdict) {
        (RuleKind::Check, Verdict::Met) => say!(lang, "stämmer", "agrees"),
        (RuleKind::Check, Verdict::NotMet) => say!(lang, "stämmer inte", "does not agree"),
        _ => verdict_word(verdict, lang).to_owned(),
    };
    let (before, after) = (word(one.before), word(one.after));
    let values = match (one.value_before, one.value_after) {
        (Some(before), Some(after)) if before.0 != after.0 => {
            let unit = one.unit.as_deref();
            format!(" ({} → {})", quantity(before.0, unit, lang), quantity(after.0, unit, lang))
        }
        _ => String::new(),
    };
    format!("{title}, {place}: {before} → {after}{values}")
}

/// That nothing became another.
pub(in crate::report) fn nothing(lang: Lang) -> String {
    say!(lang, "Ingen bedömning blir en annan.", "No verdict becomes another.")
}

/// What all the rest is about.
pub(in crate::report) fn about(lang: Lang) -> String {
    say!(lang, "Allt nedan gäller det ändrade underlaget.", "Everything below is about the changed figures.")
}

pub(super) fn place(entity: &Entity, period: Period, basis: Basis, lang: Lang) -> String {
    let members = entity.values().cloned();
    members.chain([period_words(period, lang), basis_word(basis, lang).to_owned()]).collect::<Vec<_>>().join(", ")
}
