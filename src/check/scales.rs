//! Scales: how misses are graded.

use super::checker::{Checker, text_of};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::formula::Wanted;
use crate::policy::raw::{RawCompare, RawIndicator, RawLevel, RawScale, VerdictWord};
use crate::policy::{Compare, Convention, Level, Scale, TargetWord, Verdict};
use crate::quantity::Unit;
use crate::text;
use crate::yaml::Spanned;

impl Checker<'_> {
    /// The scale of an indicator whose value has a unit.
    pub(super) fn scale(
        &mut self,
        raw: &Spanned<RawScale>,
        indicator: &RawIndicator,
        unit: &Unit,
        value_at: Span,
    ) -> Option<Scale> {
        match &raw.value {
            RawScale::PercentOfTarget { partly_from, convention, band } => {
                let word = indicator.target.as_ref().map(|t| &t.word);
                if let Some(word) = word.filter(|w| matches!(w.value, TargetWord::Equals | TargetWord::Between)) {
                    let message = text!(
                        "måluppfyllelse i procent betyder ingenting när målet är ett exakt värde eller ett intervall",
                        "attainment in percent means nothing when the target is an exact value or a range"
                    );
                    let help = text!(
                        "ge indikatorn en egen `scale:`, till exempel `boolean` eller `band: {{partly_within: …}}`",
                        "give the indicator a `scale:` of its own, such as `boolean` or `band: {{partly_within: …}}`"
                    );
                    self.faults.push(
                        Diagnostic::error(Code::BadScale, word.span, message)
                            .also(raw.span, text!("skalan", "the scale"))
                            .help(help),
                    );
                    return None;
                }
                let partly_from = self.share(partly_from);
                let band = match band {
                    Some(band) => Some(self.width(band, unit, value_at)?),
                    None => None,
                };
                let convention = convention.as_ref().map_or(Convention::TargetOverOutcome, |c| c.value);
                Some(Scale::PercentOfTarget { partly_from: partly_from?, convention, band })
            }
            RawScale::Band { partly_within } => {
                Some(Scale::Band { partly_within: self.width(partly_within, unit, value_at)? })
            }
            RawScale::Levels(levels) => {
                let levels: Vec<Option<Level>> = levels.iter().map(|l| self.level(l, unit, value_at)).collect();
                levels.into_iter().collect::<Option<_>>().map(Scale::Levels)
            }
            RawScale::Change { unchanged } => Some(Scale::Change { unchanged: verdict(unchanged.value) }),
            RawScale::Boolean => Some(Scale::Boolean),
            RawScale::Manual { levels } => Some(manual(levels)),
        }
    }

    /// A share of the target: 80 %, or a parameter in percent.
    fn share(&mut self, text: &crate::policy::raw::RawText) -> Option<crate::formula::FormulaId> {
        if crate::quantity::read_number(&text.value).is_ok() {
            let value = self.quantity(text, &Unit::percent(), None)?;
            let share = value.checked_div(rust_decimal::Decimal::ONE_HUNDRED)?.normalize();
            return Some(self.constant(share, &Unit::ratio(), text));
        }
        self.formula_of(text, &Wanted::Number(Unit::ratio(), text.span))
    }

    fn level(&mut self, raw: &RawLevel, unit: &Unit, value_at: Span) -> Option<Level> {
        Some(Level {
            gives: verdict(raw.gives.value),
            word: raw.word.value,
            limit: self.limit(&raw.limit, unit, value_at)?,
            level: text_of(raw.level.as_ref()),
        })
    }

    pub(super) fn compare(&mut self, raw: &RawCompare) -> Option<Compare> {
        match raw {
            RawCompare::Exact => Some(Compare::Exact),
            RawCompare::Decimals(text) => self.decimals(text).map(Compare::Decimals),
        }
    }
}

/// The levels that people may give.
pub(super) fn manual(levels: &[(crate::policy::raw::RawText, Spanned<VerdictWord>)]) -> Scale {
    Scale::Manual { levels: levels.iter().map(|(word, gives)| (word.value.clone(), verdict(gives.value))).collect() }
}

pub(super) fn verdict(word: VerdictWord) -> Verdict {
    match word {
        VerdictWord::Met => Verdict::Met,
        VerdictWord::PartlyMet => Verdict::PartlyMet,
        VerdictWord::NotMet => Verdict::NotMet,
        VerdictWord::Undetermined => Verdict::Undetermined,
        VerdictWord::NotApplicable => Verdict::NotApplicable,
    }
}
