//! A measure beside its target.

use rust_decimal::Decimal;

use crate::language::Lang;
use crate::policy::{TargetWord, Verdict};
use crate::quantity::Basis;
use crate::report::phrase::{Filling, Number, Phrase, tell};
use crate::report::point::{Attainment, Changed, Given, Measured};
use crate::report::wording::{target, verdict_word};
use crate::verdict::Trend;

pub(super) fn measured(measured: &Measured, lang: Lang) -> Phrase {
    let Measured { value, limit, upper, .. } = measured;
    let opening = opening(measured.verdict, measured.level.as_ref(), lang);
    let value = the_value(measured.basis, value, lang);
    let target = target(measured.word, limit, upper.as_ref(), lang);
    let gap = measured.gap.as_ref().map(|gap| off(measured, gap, lang));
    tell!(
        lang,
        "{opening}: {value} och målet är {target}{gap}",
        "{opening}: {value} and the target is {target}{gap}",
        opening,
        value,
        target,
        gap
    )
}

/// How much is lacking or too much, once more in another unit, and what that is of the target.
fn off(measured: &Measured, gap: &Number, lang: Lang) -> Phrase {
    let size = gap.abs();
    let said = match measured.word {
        _ if gap.value.is_zero() => tell!(
            lang,
            "; det ligger precis på gränsen, och det räcker inte",
            "; that is right on the limit, which is not enough"
        ),
        TargetWord::Equals => tell!(lang, "; skillnaden är {size}", "; the difference is {size}", size),
        _ if gap.value < Decimal::ZERO => tell!(lang, "; det fattas {size}", "; it is {size} short", size),
        _ => tell!(lang, "; det är {size} för mycket", "; that is {size} too much", size),
    };
    let other = measured.gap_as.as_ref().map(Number::abs);
    let other = other.map(|other| tell!(lang, ", vilket motsvarar {other}", ", which is {other}", other));
    said.and(&other.filling()).and(&attainment(&measured.attainment, lang))
}

/// The attainment, and how it was computed where a ratio means nothing.
fn attainment(attainment: &Attainment, lang: Lang) -> Phrase {
    match attainment {
        Attainment::Unasked => Phrase::default(),
        Attainment::Undefined => tell!(
            lang,
            "; måluppfyllelsen går inte att räkna ut i procent",
            "; the attainment cannot be computed in percent"
        ),
        Attainment::Ratio(attainment) => {
            tell!(lang, " (måluppfyllelse {attainment})", " (attainment {attainment})", attainment)
        }
        Attainment::Difference(attainment) => tell!(
            lang,
            " (måluppfyllelse {attainment}, räknad på skillnaden eftersom talen inte båda är positiva)",
            " (attainment {attainment}, computed from the difference because the numbers are not both positive)",
            attainment
        ),
    }
}

pub(super) fn changed(changed: &Changed, lang: Lang) -> Phrase {
    let opening = opening(changed.verdict, changed.level.as_ref(), lang);
    let (value, before) = (the_value(changed.basis, &changed.now, lang), &changed.before);
    let change = match changed.trend {
        Some(Trend::Up) => tell!(lang, ", bättre än året före", ", better than the year before"),
        Some(Trend::Unchanged) => tell!(lang, ", oförändrat", ", unchanged"),
        Some(Trend::Down) => tell!(lang, ", sämre än året före", ", worse than the year before"),
        None => Phrase::default(),
    };
    tell!(
        lang,
        "{opening}: {value} mot {before} samma period året före{change}",
        "{opening}: {value} against {before} in the same period the year before{change}",
        opening,
        value,
        before,
        change
    )
}

pub(super) fn given(given: &Given, lang: Lang) -> Phrase {
    let level = given.level.clone().unwrap_or_else(|| Phrase::words(verdict_word(given.verdict, lang)));
    let by = given.by.as_ref().map(|by| tell!(lang, " av {by}", " by {by}", by));
    let day = given.day.map(|day| tell!(lang, " {day}", " {day}", day));
    let why = given.motivation.as_ref().map(|why| tell!(lang, ": {why}", ": {why}", why));
    tell!(lang, "bedömt till {level}{by}{day}{why}", "judged to be {level}{by}{day}{why}", level, by, day, why)
}

fn opening(verdict: Verdict, level: Option<&Phrase>, lang: Lang) -> Phrase {
    let opening = match verdict {
        Verdict::Met => tell!(lang, "målet nås", "the target is met"),
        Verdict::PartlyMet => tell!(lang, "målet nås delvis", "the target is partly met"),
        Verdict::NotMet => tell!(lang, "målet nås inte", "the target is not met"),
        Verdict::Undetermined => tell!(lang, "målet kan inte bedömas", "the target cannot be judged"),
        Verdict::NotApplicable => tell!(lang, "målet är inte tillämpligt", "the target does not apply"),
    };
    let level = level.map(|level| tell!(lang, " (nivå {level})", " (level {level})", level));
    opening.and(&level.filling())
}

/// "utfallet är 34 %".
pub(in crate::report::wording) fn the_value(basis: Basis, value: &Number, lang: Lang) -> Phrase {
    match basis {
        Basis::Outcome => tell!(lang, "utfallet är {value}", "the outcome is {value}", value),
        Basis::Forecast => tell!(lang, "prognosen är {value}", "the forecast is {value}", value),
        Basis::Budget => tell!(lang, "budgeten ger {value}", "the budget gives {value}", value),
        Basis::Plan => tell!(lang, "planen ger {value}", "the plan gives {value}", value),
    }
}
