//! What the report says in words, in Swedish and English. Every number in a sentence comes from the run.

pub(in crate::report) mod assessment;
pub(in crate::report) mod diff;
pub(in crate::report) mod facts;
pub(in crate::report) mod ledger;
pub(in crate::report) mod levers;
mod mistakes;
pub(super) mod names;
pub(in crate::report) mod number;
pub(in crate::report) mod official;
pub(in crate::report) mod plain;
pub(in crate::report) mod risk;
pub(in crate::report) mod sensitivity;
pub(in crate::report) mod what_if;

use super::model::Entity;
use super::phrase::{Number, Phrase, Reader, tell};
use super::rule::RuleVerdict;
use super::words::Exact;
use crate::language::Lang;
use crate::policy::{TargetWord, Verdict};
use crate::quantity::{Basis, Date, Period, PeriodKind};
use rust_decimal::Decimal;

/// One sentence in the asked language: `say!(lang, "svenska {x}", "English {x}")` over the variables in scope.
macro_rules! say {
    ($lang:expr, $sv:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::language::Lang::Sv => format!($sv),
            $crate::language::Lang::En => format!($en),
        }
    };
}
pub(in crate::report) use say;

/// The verdict in words.
pub fn verdict_word(verdict: Verdict, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Verdict::Met, Lang::Sv) => "uppfyllt",
        (Verdict::PartlyMet, Lang::Sv) => "delvis uppfyllt",
        (Verdict::NotMet, Lang::Sv) => "ej uppfyllt",
        (Verdict::Undetermined, Lang::Sv) => "kan inte bedömas",
        (Verdict::NotApplicable, Lang::Sv) => "ej tillämpligt",
        (Verdict::Met, Lang::En) => "met",
        (Verdict::PartlyMet, Lang::En) => "partly met",
        (Verdict::NotMet, Lang::En) => "not met",
        (Verdict::Undetermined, Lang::En) => "cannot be judged",
        (Verdict::NotApplicable, Lang::En) => "not applicable",
    }
}

/// The basis in words.
pub(in crate::report) fn basis_word(basis: Basis, lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => basis.in_swedish(),
        Lang::En => basis.as_str(),
    }
}

/// A period in words: "januari–mars 2024", "2024", "2024-03-31".
pub(in crate::report) fn period_words(period: Period, lang: Lang) -> String {
    let Period::Months { from, to } = period else { return period.to_string() };
    if period.is(PeriodKind::Year) {
        return period.to_string();
    }
    let (first, last) = (month_word(from.month, lang), month_word(to.month, lang));
    match (from == to, from.year == to.year) {
        (true, _) => format!("{last} {}", to.year),
        (false, true) => format!("{first}–{last} {}", to.year),
        (false, false) => format!("{first} {} – {last} {}", from.year, to.year),
    }
}

/// The same, short: "jan–mar 2024".
pub(in crate::report) fn period_short(period: Period, lang: Lang) -> String {
    let long = period_words(period, lang);
    let short = |word: &str| match word.chars().count() {
        4.. if word.chars().all(char::is_alphabetic) => word.chars().take(3).collect(),
        _ => word.to_owned(),
    };
    long.split(' ').map(|part| part.split('–').map(short).collect::<Vec<_>>().join("–")).collect::<Vec<_>>().join(" ")
}

fn month_word(month: u8, lang: Lang) -> &'static str {
    let (sv, en) = match month {
        1 => ("januari", "January"),
        2 => ("februari", "February"),
        3 => ("mars", "March"),
        4 => ("april", "April"),
        5 => ("maj", "May"),
        6 => ("juni", "June"),
        7 => ("juli", "July"),
        8 => ("augusti", "August"),
        9 => ("september", "September"),
        10 => ("oktober", "October"),
        11 => ("november", "November"),
        _ => ("december", "December"),
    };
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// A day as it is read aloud: "31 december 2026".
pub(in crate::report) fn spelled_day(day: Date, lang: Lang) -> String {
    format!("{} {} {}", day.day(), month_word(day.month(), lang), day.year())
}

/// The target word before its limit, with the numbers still in it.
pub(in crate::report) fn target(word: TargetWord, limit: &Number, upper: Option<&Number>, lang: Lang) -> Phrase {
    let upper = upper.unwrap_or(limit);
    match word {
        TargetWord::AtLeast => tell!(lang, "minst {limit}", "at least {limit}", limit),
        TargetWord::Above => tell!(lang, "mer än {limit}", "more than {limit}", limit),
        TargetWord::AtMost => tell!(lang, "högst {limit}", "at most {limit}", limit),
        TargetWord::Below => tell!(lang, "mindre än {limit}", "less than {limit}", limit),
        TargetWord::Equals => tell!(lang, "precis {limit}", "exactly {limit}", limit),
        TargetWord::Between => {
            tell!(lang, "mellan {limit} och {upper}", "between {limit} and {upper}", limit, upper)
        }
    }
}

/// The target word before its limit: "minst 2 %".
pub(in crate::report) fn target_phrase(word: TargetWord, limit: &str, upper: Option<&str>, lang: Lang) -> String {
    let upper = upper.unwrap_or(limit);
    match word {
        TargetWord::AtLeast => say!(lang, "minst {limit}", "at least {limit}"),
        TargetWord::Above => say!(lang, "mer än {limit}", "more than {limit}"),
        TargetWord::AtMost => say!(lang, "högst {limit}", "at most {limit}"),
        TargetWord::Below => say!(lang, "mindre än {limit}", "less than {limit}"),
        TargetWord::Equals => say!(lang, "precis {limit}", "exactly {limit}"),
        TargetWord::Between => say!(lang, "mellan {limit} och {upper}", "between {limit} and {upper}"),
    }
}

/// The target of a row: "minst 2 %"; `None` if it has none in numbers.
pub(in crate::report) fn target_phrase_of(row: &RuleVerdict, lang: Lang) -> Option<String> {
    let against: Vec<Decimal> = row.compared.map(|c| c.0).into_iter().collect();
    let limit = |limit: Exact| {
        let short = if limit.0.scale() <= 4 { limit.0.normalize() } else { number::telling(limit.0, None, &against) };
        number::quantity(short, row.unit.as_deref(), lang)
    };
    Some(target_phrase(row.comparison?, &limit(row.target?), row.target_to.map(limit).as_deref(), lang))
}

/// A figure, and of which part: "”Kostnader” (Trafik)".
pub(in crate::report) fn figure_name(title: &str, entity: &Entity, lang: Lang) -> String {
    figure_phrase(title, entity, lang).write(Reader::Official, lang)
}

/// The same as pieces.
pub(in crate::report) fn figure_phrase(title: &str, entity: &Entity, lang: Lang) -> Phrase {
    let members: Vec<&str> = entity.values().map(String::as_str).collect();
    let (title, part) = (Phrase::quoted(title), Phrase::quoted(&members.join(", ")));
    match part.is_empty() {
        true => tell!(lang, "”{title}”", "“{title}”", title),
        false => tell!(lang, "”{title}” ({part})", "“{title}” ({part})", title, part),
    }
}

/// "a", "a och b", "a, b och c".
pub(in crate::report) fn and_list(items: &[String], lang: Lang) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let first = first.join(", ");
            say!(lang, "{first} och {last}", "{first} and {last}")
        }
    }
}

/// With a capital first.
pub(in crate::report) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// With a capital first and a full stop last.
pub(in crate::report) fn sentence(text: &str) -> String {
    let mut out = capital(text.trim());
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}

/// A text of the pack's inside a sentence: without its own full stop.
fn inside(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}
