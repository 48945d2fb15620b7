//! Two drafts beside each other, in sentences.

use rust_decimal::Decimal;

use super::{signed, verdict_of};
use crate::language::Lang;
use crate::policy::{RuleKind, Verdict};
use crate::report::diff::{
    Contribution, DiffReport, DraftFacts, FigureDifference, FlipEntry, NoContributions, NumberEntry, PeopleDifference,
    PlayerEntry, TurnEntry,
};
use crate::report::rule::Input;
use crate::report::wording::number::{quantity, shown};
use crate::report::wording::what_if::place;
use crate::report::wording::{and_list, capital, figure_name, say, sentence};
use crate::report::words::Told;
use crate::solve::MOST_EXACT;

/// Which files a draft is, and when it is judged.
pub(in crate::report) fn draft(letter: &str, draft: &DraftFacts, lang: Lang) -> String {
    let files: Vec<&str> = draft.figures.iter().map(|file| file.file.as_str()).collect();
    let (files, day) = (files.join(", "), draft.as_of);
    say!(lang, "{letter}: {files}, bedömt per {day}.", "{letter}: {files}, judged as of {day}.")
}

/// That both drafts say the same.
pub(in crate::report) fn same(lang: Lang) -> String {
    say!(
        lang,
        "Underlagen säger samma sak: ingen uppgift skiljer sig åt.",
        "The drafts say the same: no figure differs."
    )
}

/// How the contributions are computed.
pub(in crate::report) fn how(lang: Lang) -> String {
    say!(
        lang,
        "Under varje tal står vad varje ändrad uppgift bidrar med: medelvärdet av vad dess ändring gör, över alla ordningar som ändringarna kan göras i (Shapleyvärdet). Tillsammans är bidragen hela skillnaden.",
        "Under each number stands what each changed figure contributes: the mean of what its change does, over all orders that the changes can be made in (the Shapley value). Together the contributions are the whole difference."
    )
}

/// The contributions that are something, each with its amount, and what their rounding leaves over.
pub(in crate::report) fn contributions(one: &NumberEntry, decimals: u32, lang: Lang) -> Vec<(String, String)> {
    let unit = one.change_unit.as_deref();
    let amount = |c: &Contribution| c.amount.0.rounded().unwrap_or_default();
    let moving = || one.contributions.iter().filter(|c| !c.amount.0.is_zero());
    let mut rows: Vec<(String, String)> =
        moving().map(|c| (signed(amount(c), decimals, unit, lang), capital(&player(&c.player, lang)))).collect();
    let total = one.difference.as_ref().and_then(|long| long.0.rounded()).unwrap_or_default();
    let rounded = |value: Decimal| shown(value, Some(decimals));
    let rest = rounded(total) - moving().map(|c| rounded(amount(c))).sum::<Decimal>();
    if !rest.is_zero() && rows.len() > 1 {
        rows.push((signed(rest, decimals, unit, lang), say!(lang, "Avrundning", "Rounding")));
    }
    rows
}

/// Which changed figures do not move a number though the rule reads them, and that the orders were drawn.
pub(in crate::report) fn beside(one: &NumberEntry, lang: Lang) -> Option<String> {
    let still = one.contributions.iter().filter(|c| c.amount.0.is_zero());
    let still: Vec<String> = still.map(|c| player(&c.player, lang)).collect();
    let mut said = Vec::new();
    if !still.is_empty() {
        let names = and_list(&still, lang);
        said.push(say!(lang, "Påverkas inte av {names}.", "Not moved by {names}."));
    }
    if let Some((orders, seed)) = one.orders.zip(one.seed) {
        let most = MOST_EXACT;
        said.push(say!(
            lang,
            "Ändringarna är fler än {most}: bidragen är medelvärden över {orders} dragna ordningar, med frö {seed}. Summan är ändå exakt.",
            "There are more than {most} changes: the contributions are means over {orders} drawn orders, with seed {seed}. The sum is exact all the same."
        ));
    }
    Some(said.join(" ")).filter(|said| !said.is_empty())
}

/// Why there are no contributions.
pub(in crate::report) fn without(none: &NoContributions, lang: Lang) -> String {
    let between = either_list(&none.between, lang);
    match (none.because, none.reason_code) {
        ("no_value_before", _) => say!(
            lang,
            "I A finns inget värde, så det går inte att säga vad varje ändring bidrar med.",
            "There is no value in A, so it cannot be told what each change contributes."
        ),
        ("no_value_after", _) => say!(
            lang,
            "I B finns inget värde, så det går inte att säga vad varje ändring bidrar med.",
            "There is no value in B, so it cannot be told what each change contributes."
        ),
        ("no_value_between", Some(reason)) => {
            let reason = reason.as_str();
            say!(
                lang,
                "Med enbart ändringen av {between} finns inget värde (`{reason}`), så det går inte att säga vad varje ändring bidrar med.",
                "With only the change of {between} there is no value (`{reason}`), so it cannot be told what each change contributes."
            )
        }
        ("no_value_between", None) => say!(
            lang,
            "Med enbart ändringen av {between} finns inget värde, så det går inte att säga vad varje ändring bidrar med.",
            "With only the change of {between} there is no value, so it cannot be told what each change contributes."
        ),
        _ => say!(
            lang,
            "Ändringarna av uppgifterna förklarar inte hela skillnaden, så det går inte att säga vad varje ändring bidrar med.",
            "The changes of the figures do not explain the whole difference, so it cannot be told what each change contributes."
        ),
    }
}

fn player(player: &PlayerEntry, lang: Lang) -> String {
    let title = player.title.as_ref().or(player.name.as_ref()).map_or("", String::as_str);
    match player.change {
        "as_of" => say!(lang, "bedömningsdatumet", "the assessment date"),
        "people" => say!(lang, "bedömningen av ”{title}”", "the judgement of “{title}”"),
        _ => figure_name(title, &std::collections::BTreeMap::new(), lang),
    }
}

fn either_list(players: &[PlayerEntry], lang: Lang) -> String {
    and_list(&players.iter().map(|one| player(one, lang)).collect::<Vec<_>>(), lang)
}

/// The fewest changes that already give the new verdict, in plain words.
pub(in crate::report) fn flip(one: &TurnEntry, flip: &FlipEntry, lang: Lang) -> Option<String> {
    let becomes = becomes(one.at.kind, one.at.verdict, lang);
    let list = |set: &[PlayerEntry]| either_list(set, lang);
    if let Some(most) = flip.none_up_to {
        return Some(say!(
            lang,
            "Inga {most} av ändringarna gör tillsammans att {becomes}. Fler tillsammans är inte prövade.",
            "No {most} of the changes are enough for {becomes}. More of them together have not been tried."
        ));
    }
    let (first, others) = flip.smallest.split_first()?;
    let changes = list(first);
    let more = flip.more.map(|more| more + others.len());
    Some(match (first.len(), others.len()) {
        (1, 0) => say!(
            lang,
            "Enbart ändringen av {changes} gör att {becomes}.",
            "The change of {changes} alone is enough for {becomes}."
        ),
        (1, _) => {
            let each: Vec<String> = flip.smallest.iter().flatten().map(|one| player(one, lang)).collect();
            let each = and_list(&each, lang);
            say!(
                lang,
                "Var och en av ändringarna gör ensam att {becomes}: {each}.",
                "Each of these changes alone is enough for {becomes}: {each}."
            )
        }
        (_, 0) if more.is_some() => say!(
            lang,
            "Ändringarna av {changes} gör tillsammans att {becomes}. Inga färre räcker.",
            "The changes of {changes} together are enough for {becomes}. No fewer are."
        ),
        (_, _) => match more {
            Some(more) => say!(
                lang,
                "Ändringarna av {changes} gör tillsammans att {becomes}. Inga färre räcker, men andra lika många gör det: {more} uppsättningar till.",
                "The changes of {changes} together are enough for {becomes}. No fewer are, but others as many are: {more} more sets."
            ),
            None => say!(
                lang,
                "Ändringarna av {changes} gör tillsammans att {becomes}. Inga färre räcker; alla andra lika många är inte prövade.",
                "The changes of {changes} together are enough for {becomes}. No fewer are; not all others as many have been tried."
            ),
        },
    })
}

/// "målet blir ej uppfyllt", as it stands after "gör att".
fn becomes(kind: RuleKind, verdict: Verdict, lang: Lang) -> String {
    let (sv, en) = match kind {
        RuleKind::Indicator => ("målet", "the target"),
        RuleKind::Requirement => ("kravet", "the requirement"),
        RuleKind::Check => ("avstämningen", "the check"),
        RuleKind::Claim => ("påståendet", "the claim"),
    };
    let what = if lang == Lang::Sv { sv } else { en };
    let word = verdict_of(kind, verdict, lang);
    match (kind, verdict) {
        (_, Verdict::Undetermined) => say!(lang, "{what} inte kan bedömas", "{what} to be beyond judging"),
        (_, Verdict::NotApplicable) => say!(lang, "{what} inte gäller", "{what} not to apply"),
        (RuleKind::Check | RuleKind::Claim, Verdict::Met) => say!(lang, "{what} stämmer", "{what} to agree"),
        (RuleKind::Check | RuleKind::Claim, _) => say!(lang, "{what} inte stämmer", "{what} not to agree"),
        _ => say!(lang, "{what} blir {word}", "{what} to be {word}"),
    }
}

/// A submitted figure as it was and as it is.
pub(in crate::report) fn figure(one: &FigureDifference, lang: Lang) -> Option<String> {
    let either = one.after.as_ref().or(one.before.as_ref())?;
    let at = place(&either.entity, either.period, either.basis, lang);
    let edition = either.edition.map(|edition| format!(", {edition}")).unwrap_or_default();
    let is_precision = one.differs == "precision";
    let told = |input: &Option<Input>| value(input.as_ref(), is_precision, lang);
    let (before, after) = (told(&one.before), told(&one.after));
    let (was, is) = (source(one.before.as_ref()), source(one.after.as_ref()));
    let sources = [was, is].into_iter().flatten().collect::<Vec<_>>().join(" → ");
    let sources = if sources.is_empty() { sources } else { format!(" ({sources})") };
    let title = &either.title;
    let what = match one.differs {
        "precision" => say!(lang, "samma värde, annan precision: ", "the same value, another precision: "),
        "marker" => say!(lang, "samma värde, annan märkning: ", "the same value, marked otherwise: "),
        _ => String::new(),
    };
    Some(say!(
        lang,
        "”{title}”, {at}{edition}: {what}{before} → {after}{sources}",
        "“{title}”, {at}{edition}: {what}{before} → {after}{sources}"
    ))
}

fn value(input: Option<&Input>, with_precision: bool, lang: Lang) -> String {
    let Some(input) = input else { return say!(lang, "inte lämnad", "not submitted") };
    let mut said = match &input.value {
        None => say!(lang, "saknas", "missing"),
        // With the decimals that it was written with.
        Some(Told::Number(number)) => quantity(number.0, Some(&input.unit), lang),
        Some(Told::Words(words)) => words.clone(),
    };
    if let Some(width) = input.precision.filter(|_| with_precision) {
        let width = quantity(width.0.normalize(), Some(&input.unit), lang);
        said.push_str(&format!(" ±{width}"));
    }
    for mark in [
        input.preliminary.then(|| say!(lang, "preliminär", "preliminary")),
        input.approximate.then(|| say!(lang, "ungefärlig", "approximate")),
    ] {
        said.extend(mark.map(|mark| format!(", {mark}")));
    }
    said
}

/// File and line, or cell; what the file itself cites, where it is from no file.
fn source(input: Option<&Input>) -> Option<String> {
    let input = input?;
    input.source.clone().or_else(|| input.cited.clone())
}

/// What people judged otherwise.
pub(in crate::report) fn people(one: &PeopleDifference, lang: Lang) -> String {
    let level = |level: &Option<String>| match level {
        Some(level) => format!("”{level}”"),
        None => say!(lang, "inte bedömt", "not judged"),
    };
    let (rule, before, after) = (&one.rule, level(&one.before), level(&one.after));
    let places = [&one.source_before, &one.source_after].into_iter().flatten().cloned().collect::<Vec<_>>().join(" → ");
    say!(
        lang,
        "Bedömningen av `{rule}`: {before} → {after} ({places})",
        "The judgement of `{rule}`: {before} → {after} ({places})"
    )
}

/// Which published values are computed between the drafts, if any are.
pub(in crate::report) fn set_aside(report: &DiffReport, lang: Lang) -> Option<String> {
    let mut titles: Vec<String> = report.set_aside.iter().map(|one| format!("”{}”", one.title)).collect();
    titles.dedup();
    let titles = Some(and_list(&titles, lang)).filter(|titles| !titles.is_empty())?;
    Some(sentence(&say!(
        lang,
        "publicerade värden som stämmer i båda underlagen räknas fram och bidrar inte själva: {titles}",
        "published values that both drafts agree with are computed and contribute nothing themselves: {titles}"
    )))
}
