//! What stands in the columns of a measure.

use rust_decimal::Decimal;

use crate::language::Lang;
use crate::policy::{Better, Strength, TargetWord, Verdict};
use crate::report::rule::RuleVerdict;
use crate::report::wording::number::{short_quantity, telling};
use crate::report::wording::{say, verdict_word};
use crate::verdict::{ExemptionState, Trend};

/// The sign of a verdict, the same in every format.
pub fn symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "✓",
        Verdict::PartlyMet => "◐",
        Verdict::NotMet => "✗",
        Verdict::Undetermined => "?",
        Verdict::NotApplicable => "–",
    }
}

/// The value; with more decimals than published where it would otherwise seem to be on the other side of the target.
pub(in crate::report) fn value(row: &RuleVerdict, lang: Lang) -> String {
    let limits: Vec<Decimal> = [row.target, row.target_to].into_iter().flatten().map(|t| t.0).collect();
    // A value that is compared rounded is shown as it is compared.
    row.compared
        .or(row.value)
        .map(|v| short_quantity(telling(v.0, row.decimals, &limits), row.unit.as_deref(), lang))
        .unwrap_or_default()
}

/// The target with its sign: `≥ 31 %`.
pub(in crate::report) fn target(row: &RuleVerdict, lang: Lang) -> String {
    let amount = |number: Decimal| {
        let short = if number.scale() <= 4 {
            number.normalize()
        } else {
            telling(number, None, &row.compared.map(|c| c.0).into_iter().collect::<Vec<_>>())
        };
        short_quantity(short, row.unit.as_deref(), lang)
    };
    let (Some(word), Some(limit)) = (row.comparison, row.target) else {
        // Without a target of its own a measure is held against last year.
        return match (row.scale, row.previous, row.better) {
            (Some("change"), Some(previous), Some(better)) => {
                let sign = if better == Better::Higher { ">" } else { "<" };
                format!("{sign}\u{a0}{}", amount(previous.0))
            }
            _ => String::new(),
        };
    };
    let sign = match word {
        TargetWord::AtLeast => "≥",
        TargetWord::Above => ">",
        TargetWord::AtMost => "≤",
        TargetWord::Below => "<",
        TargetWord::Equals | TargetWord::Between => "=",
    };
    match row.target_to {
        Some(upper) => format!("{}–{}", crate::quantity::write_number(limit.0.normalize(), lang), amount(upper.0)),
        None => format!("{sign}\u{a0}{}", amount(limit.0)),
    }
}

pub(in crate::report) fn attainment(row: &RuleVerdict, lang: Lang) -> String {
    row.attainment.map(|a| short_quantity(a.0.normalize(), Some("%"), lang)).unwrap_or_default()
}

/// The trend as an arrow; up is better.
pub(in crate::report) fn trend(row: &RuleVerdict) -> &'static str {
    match row.trend {
        Some(Trend::Up) => "↑",
        Some(Trend::Unchanged) => "→",
        Some(Trend::Down) => "↓",
        None => "",
    }
}

/// The verdict in words, and that a decision excuses it or that it is known.
pub(in crate::report) fn verdict(row: &RuleVerdict, lang: Lang) -> String {
    let word = verdict_word(row.verdict, lang);
    match row.exempted.as_ref().map(|e| e.state) {
        Some(ExemptionState::Applies) => say!(lang, "{word} (avsteg)", "{word} (exempted)"),
        Some(ExemptionState::Exceeded | ExemptionState::Expired) | None => known(word.to_owned(), row, lang),
    }
}

/// A verdict in words, and that it is known.
pub(in crate::report) fn known(word: String, row: &RuleVerdict, lang: Lang) -> String {
    match row.known {
        Some(_) => say!(lang, "{word} (känd brist)", "{word} (known failure)"),
        None => word,
    }
}

/// The title, and that it weighs less than others.
pub(in crate::report) fn title(row: &RuleVerdict, lang: Lang) -> String {
    let mut marks = Vec::new();
    if row.strength == Strength::Should {
        marks.push(say!(lang, "bör", "should"));
    }
    if !row.counts {
        marks.push(say!(lang, "räknas inte", "not counted"));
    }
    if marks.is_empty() { row.title.clone() } else { format!("{} ({})", row.title, marks.join(", ")) }
}

/// Whether there is more to say than the line itself.
pub(in crate::report) fn needs_reason(row: &RuleVerdict) -> bool {
    row.verdict != Verdict::Met || !row.robust || row.exempted.is_some() || row.whatever.is_some()
}
