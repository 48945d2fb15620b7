//! Why there is no verdict.

use super::measure;
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::phrase::{Filling, Phrase, Piece, listed, some_listed, tell};
use crate::report::point::{Given, Lack, MissingItem, Point};
use crate::report::wording::{basis_word, verdict_word};

pub(super) fn phrase(point: &Point, lang: Lang) -> Phrase {
    match point {
        Point::Missing { items, window } => missing(items, *window, lang),
        Point::NoYear { condition, first, last } => no_year(condition, *first, *last, lang),
        Point::NoGrounds => tell!(lang, "det finns inget underlag att bedöma", "there is nothing to judge"),
        Point::ZeroDivisor { what, growth } => zero_divisor(what.as_ref(), *growth, lang),
        Point::SeriesBreak(what) => {
            let items: Vec<Phrase> = what
                .iter()
                .map(|(title, period)| {
                    let period = Phrase::from(Piece::Period(*period));
                    tell!(lang, "{title} {period}", "{title} {period}", title, period)
                })
                .collect();
            let what = some_listed(&items, lang);
            tell!(
                lang,
                "definitionen gäller inte för alla perioder som behövs, så värdena kan inte jämföras: {what}",
                "the definition does not hold for all periods that are needed, so the values cannot be compared: {what}",
                what
            )
        }
        Point::TwoJudgements => {
            tell!(lang, "två olika bedömningar är lämnade", "two different judgements have been given")
        }
        Point::TooLarge => tell!(
            lang,
            "ett tal i beräkningen är för stort för att räknas exakt",
            "a number in the computation is too large to be exact"
        ),
        Point::ScriptStopped => {
            tell!(lang, "en funktion i paketet kunde inte köras klart", "a function of the pack could not be finished")
        }
        Point::NothingToCheck => {
            tell!(lang, "inga uppgifter att stämma av är lämnade", "no figures to check have been submitted")
        }
        Point::NothingToSettle => tell!(lang, "det finns inget att reglera", "there is nothing to settle"),
        Point::OnlyWhen { condition, .. } => tell!(
            lang,
            "kravet gäller bara när {condition}, och så är det inte här",
            "the requirement only applies when {condition}, which is not so here",
            condition
        ),
        Point::NotInForce(period) => {
            let period = Phrase::from(Piece::Period(*period));
            tell!(lang, "regeln gäller inte {period}", "the rule does not hold for {period}", period)
        }
        Point::NotYet(day) => {
            let day = day.map(|day| tell!(lang, " {day}", " {day}", day));
            tell!(lang, "bedöms först{day}", "not judged until{day}", day)
        }
        Point::NoTarget { why, given, value } => no_target(why.as_ref(), given.as_ref(), value.as_ref(), lang),
        other => not_given(other, lang),
    }
}

fn not_given(point: &Point, lang: Lang) -> Phrase {
    match point {
        Point::NotGiven => tell!(lang, "ingen bedömning är lämnad", "no judgement has been given"),
        Point::UnknownLevel { level, known } => {
            let known = some_listed(known, lang);
            tell!(
                lang,
                "den lämnade nivån {level} är ingen av regelns nivåer: {known}",
                "the given level {level} is none of the rule's levels: {known}",
                level,
                known
            )
        }
        Point::GivenWithout { level, lacks } => {
            let lacks = lacking(lacks, lang);
            tell!(
                lang,
                "den lämnade bedömningen {level} räknas inte, för den säger inte {lacks}",
                "the given judgement {level} does not count, since it does not say {lacks}",
                level,
                lacks
            )
        }
        _ => Phrase::default(),
    }
}

/// "vem som bedömt och när"
pub(in crate::report::wording) fn lacking(lacks: &[Lack], lang: Lang) -> Phrase {
    let word = |lack: &Lack| match lack {
        Lack::Motivation => tell!(lang, "varför", "why"),
        Lack::By => tell!(lang, "vem som bedömt", "by whom"),
        Lack::Day => tell!(lang, "när", "when"),
    };
    listed(&lacks.iter().map(word).collect::<Vec<_>>(), lang)
}

pub(super) fn whatever(verdict: Verdict, lang: Lang) -> Phrase {
    let word = Phrase::words(verdict_word(verdict, lang));
    tell!(
        lang,
        ", men bedömningen blir {word} vilket värde som än saknas",
        ", but the verdict is {word} whatever the missing value is",
        word
    )
}

fn zero_divisor(what: Option<&Phrase>, growth: bool, lang: Lang) -> Phrase {
    if let (Some(what), true) = (what, growth) {
        return tell!(
            lang,
            "en kvot av ökningstakter betyder ingenting när nämnaren är negativ: {what}",
            "a ratio of growth rates means nothing where the one below is negative: {what}",
            what
        );
    }
    let divisor = what.map(|what| tell!(lang, ": {what} är noll", ": {what} is zero", what));
    tell!(
        lang,
        "värdet går inte att räkna ut, för det vore att dela med noll{divisor}",
        "the value cannot be computed, since that would divide by zero{divisor}",
        divisor
    )
}

/// "Disponering av RUR > 0 gäller inget av åren 2019–2024".
fn no_year(condition: &Phrase, first: i16, last: i16, lang: Lang) -> Phrase {
    let (is_one, first, last) = (first == last, Phrase::from(Piece::Year(first)), Phrase::from(Piece::Year(last)));
    match is_one {
        true => {
            tell!(lang, "{condition} gäller inte {first}", "{condition} does not hold in {first}", condition, first)
        }
        false => tell!(
            lang,
            "{condition} gäller inget av åren {first}–{last}",
            "{condition} holds in none of the years {first}–{last}",
            condition,
            first,
            last
        ),
    }
}

fn missing(items: &[MissingItem], window: bool, lang: Lang) -> Phrase {
    let missing = (!items.is_empty()).then(|| missing_items(items, lang));
    if !window {
        return missing.filling();
    }
    let missing = missing.map(|m| tell!(lang, "; {m}", "; {m}", m));
    tell!(
        lang,
        "det finns inte uppgifter för alla år som behövs{missing}",
        "there are not figures for all the years that are needed{missing}",
        missing
    )
}

/// "2024 (utfall, Trafiknämnd)".
fn place(item: &MissingItem, lang: Lang) -> Phrase {
    let (period, basis) = (Phrase::from(Piece::Period(item.period)), Phrase::words(basis_word(item.basis, lang)));
    let mut members = Phrase::default();
    for member in &item.members {
        members.add(&tell!(lang, ", {member}", ", {member}", member));
    }
    tell!(lang, "{period} ({basis}{members})", "{period} ({basis}{members})", period, basis, members)
}

/// "uppgiften Soliditet saknas för 2024 (utfall): mäts först i maj".
fn missing_items(items: &[MissingItem], lang: Lang) -> Phrase {
    let [first, others @ ..] = items else { return Phrase::default() };
    let at = place(first, lang);
    if others.is_empty() {
        let title = &first.title;
        let because = first.because.as_ref().map(|why| tell!(lang, ": {why}", ": {why}", why));
        return match first.is_limit {
            false => tell!(
                lang,
                "uppgiften {title} saknas för {at}{because}",
                "the figure {title} is missing for {at}{because}",
                title,
                at,
                because
            ),
            true => tell!(
                lang,
                "gränsvärdet {title} har inget värde som gäller {at}",
                "the limit {title} has no value in force for {at}",
                title,
                at
            ),
        };
    }
    let same_place = others.iter().all(|item| place(item, lang) == at);
    let same_why = first.because.as_ref().filter(|why| others.iter().all(|item| item.because.as_ref() == Some(why)));
    let item = |item: &MissingItem| {
        let (title, at) = (&item.title, place(item, lang));
        let at = (!same_place).then(|| tell!(lang, " {at}", " {at}", at));
        let why = item.because.as_ref().filter(|_| same_why.is_none());
        let why = why.map(|why| tell!(lang, " ({why})", " ({why})", why));
        tell!(lang, "{title}{at}{why}", "{title}{at}{why}", title, at, why)
    };
    let items = some_listed(&items.iter().map(item).collect::<Vec<_>>(), lang);
    let at = same_place.then(|| tell!(lang, " för {at}", " for {at}", at));
    let why = same_why.map(|why| tell!(lang, ". {why}", ". {why}", why));
    tell!(lang, "uppgifter saknas{at}: {items}{why}", "figures are missing{at}: {items}{why}", at, items, why)
}

fn no_target(
    why: Option<&Phrase>,
    given: Option<&Given>,
    value: Option<&(crate::quantity::Basis, crate::report::phrase::Number)>,
    lang: Lang,
) -> Phrase {
    let why = why.map(|why| tell!(lang, ": {why}", ": {why}", why));
    let opening = tell!(lang, "inget mål är satt{why}", "there is no target{why}", why);
    if let Some(given) = given {
        let given = measure::given(given, lang);
        return tell!(lang, "{opening}; {given}", "{opening}; {given}", opening, given);
    }
    match value {
        Some((basis, value)) => {
            let value = measure::the_value(*basis, value, lang);
            tell!(lang, "{opening}; {value}", "{opening}; {value}", opening, value)
        }
        None => {
            tell!(lang, "{opening}, och inget värde är lämnat", "{opening}, and no value has been submitted", opening)
        }
    }
}
