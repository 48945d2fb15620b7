//! What the report says in words, in Swedish and English. Every number in a sentence comes from the run.

pub(in crate::report) mod assessment;
mod claim;
mod doubt;
pub(in crate::report) mod facts;
mod indicator;
pub(in crate::report) mod ledger;
pub(in crate::report) mod levers;
mod names;
mod no_verdict;
pub(in crate::report) mod number;
mod posts;
mod requirement;
pub(in crate::report) mod what_if;

use super::build::Scribe;
use super::rule::RuleVerdict;
use super::words::Exact;
use crate::language::Lang;
use crate::policy::{RuleKind, TargetWord, Verdict};
use crate::quantity::{Basis, Period, PeriodKind};
use crate::verdict::Judgement;
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

impl<'p> Scribe<'_, 'p> {
    /// Why a verdict is what it is: one sentence, and one more for each thing that hangs on it (a decided deviation, doubtful figures).
    pub(super) fn reason(&mut self, judgement: &Judgement, row: &RuleVerdict) -> String {
        let mut said = vec![match (row.reason_code, row.kind) {
            (Some(reason), _) => {
                let of_post = self.post_without_verdict(judgement, reason);
                of_post.unwrap_or_else(|| self.no_verdict(judgement, row, reason))
            }
            (None, RuleKind::Indicator) => self.indicator_reason(row),
            (None, RuleKind::Requirement) => self.requirement_reason(judgement, row),
            (None, RuleKind::Check) => self.check_reason(judgement, row),
            (None, RuleKind::Claim) => self.claim_reason(judgement, row),
        }];
        said.extend(row.exempted.as_ref().map(|e| self.exemption_sentence(e, row)));
        said.extend(self.doubts(judgement, row));
        said.iter().map(|s| sentence(s)).collect::<Vec<_>>().join(" ")
    }
}

/// The verdict in words.
pub(in crate::report) fn verdict_word(verdict: Verdict, lang: Lang) -> &'static str {
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
