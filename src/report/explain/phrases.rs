//! The steps of a derivation and what hangs on a verdict, in words: the same in every format.

use rust_decimal::Decimal;

use super::model::{ExplainedRow, Role, Step};
use crate::language::Lang;
use crate::quantity::{Rounding, round, write_number};
use crate::report::rule::Input;
use crate::report::text::cells::symbol;
use crate::report::wording::number::quantity;
use crate::report::wording::{basis_word, period_words, say, verdict_word};
use crate::verdict::ExemptionState;

/// What hangs on the verdict: decisions, assumptions, doubts, references.
pub(in crate::report) fn hangs(row: &ExplainedRow, lang: Lang) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    if let Some(exemption) = &row.exempted {
        let (by, date) = (&exemption.by, exemption.date);
        let state = match exemption.state {
            ExemptionState::Applies => say!(lang, "gäller", "holds"),
            ExemptionState::Exceeded => say!(lang, "överskridet", "exceeded"),
            ExemptionState::Expired => say!(lang, "har upphört", "has expired"),
        };
        let reference = exemption.reference.as_ref().map(|r| format!(", {r}")).unwrap_or_default();
        said.push(say!(
            lang,
            "avsteg ({state}): {by} {date}{reference}",
            "exemption ({state}): {by} {date}{reference}"
        ));
    }
    said.extend(given(row, lang));
    let untold = row.rests_on.iter().filter(|why| !row.steps.iter().any(|s| tells(s, why)));
    said.extend(untold.map(|why| say!(lang, "antagande: {why}", "assumption: {why}")));
    said.extend(
        row.questioned_by
            .iter()
            .map(|check| say!(lang, "ifrågasätts av avstämningen {check}", "questioned by the check {check}")),
    );
    said.extend(references(row, lang));
    said
}

/// The judgement that people gave, with its motivation and source.
pub(in crate::report) fn given(row: &ExplainedRow, lang: Lang) -> Option<String> {
    let manual = row.manual.as_ref()?;
    let parts = [
        manual.by.clone(),
        manual.date.map(|d| d.to_string()),
        manual.motivation.clone(),
        manual.reference.clone(),
        Some(manual.source.clone()),
    ];
    let parts = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    Some(say!(lang, "lämnad bedömning: {parts}", "given judgement: {parts}"))
}

/// Where the rule comes from.
pub(in crate::report) fn references(row: &ExplainedRow, lang: Lang) -> Vec<String> {
    row.refs.iter().map(|r| say!(lang, "referens: {r}", "reference: {r}")).collect()
}

/// What is said of a formula that has been told of before, in the place of what it came from.
pub(in crate::report) fn derived_above(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "se ovan",
        Lang::En => "see above",
    }
}

/// "title = value (where, when)".
pub(in crate::report) fn headline(step: &Step, lang: Lang) -> String {
    let value = value(step, lang);
    let equals = match (value, step.holds, step.verdict) {
        (Some(value), ..) => match step.role {
            Role::Scale => format!(" {value}"),
            Role::Choice | Role::Case => format!(": {value}"),
            _ => format!(" = {value}"),
        },
        (None, _, Some(verdict)) if step.role == Role::Rule => {
            format!(": {} {}", symbol(verdict), verdict_word(verdict, lang))
        }
        (None, _, Some(verdict)) if step.role == Role::Grade => {
            let word = verdict_word(verdict, lang);
            if step.title == word { String::new() } else { format!(" ({word})") }
        }
        (None, Some(_), _) if matches!(step.role, Role::Choice | Role::Case) => String::new(),
        (None, Some(true), _) => say!(lang, ": ja", ": yes"),
        (None, Some(false), _) => say!(lang, ": nej", ": no"),
        (None, None, _) if step.missing.is_some() => say!(lang, ": saknas", ": missing"),
        (None, None, _) if step.reason_code.is_some() => say!(lang, ": okänt", ": unknown"),
        (None, None, _) => String::new(),
    };
    let role = match step.role {
        Role::Target => say!(lang, "mål: ", "target: "),
        Role::Reported => say!(lang, "redovisat: ", "reported: "),
        _ => String::new(),
    };
    // A target's title holds its numbers already.
    let equals = if step.role == Role::Target && step.shown.is_some() { String::new() } else { equals };
    let place = place(step, lang).map(|p| format!(" ({p})")).unwrap_or_default();
    format!("{role}{}{equals}{place}", step.title)
}

/// The value as printed; and closer to exact, where printing hid something.
fn value(step: &Step, lang: Lang) -> Option<String> {
    /// More decimals than these are for machines.
    const CLOSE: u32 = 6;
    if let Some(words) = &step.words {
        return Some(words.clone());
    }
    let (shown, exact) = (step.shown?.0, step.value?.0);
    let unit = step.unit.as_deref();
    if step.role == Role::Scale && unit.is_none() {
        // An attainment is a share; people read it in percent.
        let percent = exact.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
        return Some(quantity(percent, Some("%"), lang));
    }
    let printed = quantity(shown, unit, lang);
    let close = round(exact, CLOSE, Rounding::HalfAway).normalize();
    if close == shown {
        return Some(printed);
    }
    let close = write_number(close, lang);
    Some(say!(lang, "{printed} (avrundat från {close})", "{printed} (rounded from {close})"))
}

/// Where, when, how precise.
fn place(step: &Step, lang: Lang) -> Option<String> {
    let place = |members: Vec<String>, period, basis| {
        members
            .into_iter()
            .chain([period_words(period, lang), basis_word(basis, lang).to_owned()])
            .collect::<Vec<_>>()
            .join(", ")
    };
    if let Some(input) = &step.figure {
        let mut said = place(input.entity.values().cloned().collect(), input.period, input.basis);
        if let Some(precision) = input.precision.filter(|p| !p.0.is_zero()) {
            said.push_str(&format!(", ±{}", write_number(precision.0.normalize(), lang)));
        }
        return Some(said);
    }
    if let Some(missing) = &step.missing {
        return Some(place(missing.entity.values().cloned().collect(), missing.period, missing.basis));
    }
    if let Some(from) = step.parameter.as_ref().and_then(|p| p.from) {
        return Some(say!(lang, "gäller från {from}", "in force from {from}"));
    }
    step.place.as_ref().map(|p| place(p.entity.values().cloned().collect(), p.period, p.basis))
}

/// The formula as written, the source, the notes: a line each.
pub(in crate::report) fn details(step: &Step) -> Vec<String> {
    let mut lines = Vec::new();
    let text = step.text.as_ref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let written: Vec<String> = text.into_iter().chain(step.source.clone()).collect();
    lines.extend((!written.is_empty()).then(|| written.join(" · ")));
    lines.extend(step.figure.as_ref().and_then(source));
    if let Some(parameter) = &step.parameter {
        let parts = [parameter.reference.clone(), Some(parameter.place.clone())];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
        lines.extend((!parts.is_empty()).then(|| parts.join(" · ")));
    }
    lines.extend(step.missing.as_ref().and_then(|m| m.because.clone()));
    lines.extend(step.notes.iter().cloned());
    lines
}

/// Whether a step or one under it says so.
fn tells(step: &Step, why: &str) -> bool {
    step.notes.iter().any(|n| n.ends_with(why)) || step.steps.iter().any(|s| tells(s, why))
}

/// "figures/2024.csv:12 · årsredovisning s. 40", and further places.
fn source(input: &Input) -> Option<String> {
    let places = input.source.iter().chain(&input.also).chain(&input.cited);
    let said = places.cloned().collect::<Vec<_>>().join(" · ");
    Some(said).filter(|s| !s.is_empty())
}
