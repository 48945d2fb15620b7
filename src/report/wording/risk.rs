//! How likely each colour is, in sentences.

use rust_decimal::Decimal;

use super::number::{quantity, shown};
use super::what_if::place;
use super::{and_list, figure_name, say, verdict_word};
use crate::language::Lang;
use crate::policy::Verdict;
use crate::quantity::write_number;
use crate::report::risk::{OddsEntry, RiskReport, Share, SpreadEntry};

/// How it was done.
pub(in crate::report) fn how(report: &RiskReport, lang: Lang) -> String {
    let (rounds, seed) = (write_number(Decimal::from(report.rounds), lang), report.seed);
    say!(
        lang,
        "{rounds} omgångar med frö {seed}. I varje omgång dras ett värde för varje uppgift nedan, oberoende av de andra, och allt som läser den bedöms på nytt; övriga \
         uppgifter står som de är lämnade. Samma frö ger samma svar.",
        "{rounds} rounds with seed {seed}. In each round a value is drawn for each figure below, independently of the others, and everything that reads it is judged \
         again; all other figures stand as submitted. The same seed gives the same answer."
    )
}

/// A figure that was drawn.
pub(in crate::report) fn spread(spread: &SpreadEntry, lang: Lang) -> String {
    let amount = |value: Decimal| quantity(value, Some(&spread.unit), lang);
    let at = &spread.figure;
    let (name, place) =
        (figure_name(&at.title, &at.entity, lang), place(&Default::default(), at.period, at.basis, lang));
    let (value, step, half) = (spread.value.0, amount(spread.step.0), spread.spread.0);
    let (from, to, stated, width) =
        (amount((value - half).normalize()), amount((value + half).normalize()), amount(value), amount(half));
    let shape = match spread.shape {
        "uniform" => say!(
            lang,
            "likformig: varje värde från {from} till {to} är lika troligt",
            "uniform: every value from {from} to {to} is as likely"
        ),
        "triangular" => say!(
            lang,
            "triangulär: från {from} till {to}, det lämnade värdet troligast",
            "triangular: from {from} to {to}, the stated value the likeliest"
        ),
        _ => say!(
            lang,
            "normal: omkring nitton av tjugo värden (två standardavvikelser) från {from} till {to}",
            "normal: about nineteen of twenty values (two standard deviations) from {from} to {to}"
        ),
    };
    let unread = match spread.is_read {
        true => String::new(),
        false => say!(lang, " Ingen bedömning rörs av den.", " No verdict is touched by it."),
    };
    say!(
        lang,
        "{name}, {place}: {stated} ±{width}, {shape}, i steg om {step}.{unread}",
        "{name}, {place}: {stated} ±{width}, {shape}, in steps of {step}.{unread}"
    )
}

/// The verdict on the stated figures, and how often each came out.
pub(in crate::report) fn odds(odds: &OddsEntry, lang: Lang) -> String {
    let each = [
        (Verdict::Met, odds.met),
        (Verdict::PartlyMet, odds.partly_met),
        (Verdict::NotMet, odds.not_met),
        (Verdict::Undetermined, odds.undetermined),
        (Verdict::NotApplicable, odds.not_applicable),
    ];
    let said = each.into_iter().filter(|(_, share)| share.rounds > 0).map(|(verdict, found)| {
        format!("{} {}", verdict_word(verdict, lang), share(found, lang)).replace(' ', "\u{a0}")
    });
    said.collect::<Vec<_>>().join(" · ")
}

/// A share with one decimal, which says neither never of what happened nor always of what did not.
fn share(share: Share, lang: Lang) -> String {
    let percent = share.percent.0;
    let (tenth, nearly) = (Decimal::new(1, 1), Decimal::new(999, 1));
    let short = match percent {
        p if p < tenth => format!("<{}", quantity(tenth, Some("%"), lang)),
        p if p > nearly && p < Decimal::ONE_HUNDRED => format!(">{}", quantity(nearly, Some("%"), lang)),
        p => quantity(shown(p, Some(1)), Some("%"), lang),
    };
    format!("{short} ({})", write_number(Decimal::from(share.rounds), lang))
}

/// What no draw touched, and what was computed instead of published.
pub(in crate::report) fn rest(report: &RiskReport, lang: Lang) -> Vec<String> {
    let mut titles: Vec<String> =
        report.set_aside.iter().map(|one| figure_name(&one.title, &one.entity, lang)).collect();
    titles.dedup();
    let titles = Some(and_list(&titles, lang)).filter(|titles| !titles.is_empty());
    let set_aside = titles.map(|titles| {
        say!(
            lang,
            "Publicerade värden över de dragna uppgifterna är framräknade i stället: {titles}.",
            "Published values over the drawn figures are computed instead: {titles}."
        )
    });
    let untouched = report.untouched;
    let others = match untouched {
        0 => None,
        1 => Some(say!(lang, "Ett mål eller krav till rörs inte.", "One more measure or requirement is not touched.")),
        _ => Some(say!(
            lang,
            "{untouched} mål och krav till rörs inte.",
            "{untouched} more measures and requirements are not touched."
        )),
    };
    set_aside.into_iter().chain(others).collect()
}

/// That nothing was touched.
pub(in crate::report) fn nothing(lang: Lang) -> String {
    say!(
        lang,
        "Inget mål eller krav rörs av de uppgifter som dras.",
        "No measure or requirement is touched by the figures that are drawn."
    )
}
