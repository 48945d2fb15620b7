//! Scales: how misses are graded.

use super::checker::{Checker, text_of};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::formula::{FormulaId, Operation, Wanted};
use crate::policy::raw::{LevelWord, RawCompare, RawIndicator, RawLevel, RawScale, RawText, VerdictWord};
use crate::policy::{Compare, Convention, Level, Scale, Target, TargetWord, Verdict};
use crate::quantity::{Decimal, Unit, read_number};
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
            RawScale::Levels(rows) => {
                let levels: Vec<Option<Level>> = rows.iter().map(|l| self.level(l, unit, value_at)).collect();
                let levels = levels.into_iter().collect::<Option<Vec<_>>>()?;
                self.reachable(rows, &levels);
                Some(Scale::Levels(levels))
            }
            RawScale::Change { unchanged } => Some(Scale::Change { unchanged: verdict(unchanged.value) }),
            RawScale::Boolean => Some(Scale::Boolean),
            RawScale::Manual { levels } => Some(manual(levels)),
        }
    }

    /// A share of the target: 80 %, or a parameter in percent.
    fn share(&mut self, text: &RawText) -> Option<FormulaId> {
        if read_number(&text.value).is_ok() {
            let value = self.quantity(text, &Unit::percent(), None)?;
            let share = value.checked_div(Decimal::ONE_HUNDRED)?.normalize();
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

    /// Every row can be reached: none before it holds wherever it does.
    fn reachable(&mut self, rows: &[RawLevel], levels: &[Level]) {
        for (later, (row, level)) in rows.iter().zip(levels).enumerate() {
            let Some(limit) = self.written(level.limit) else { continue };
            let takes_all = |earlier: &&Level| {
                earlier.word == level.word
                    && self.written(earlier.limit).is_some_and(|before| match level.word {
                        LevelWord::AtLeast => before <= limit,
                        LevelWord::AtMost => before >= limit,
                    })
            };
            let Some(earlier) = levels.iter().take(later).position(|l| takes_all(&l)) else { continue };
            let message = text!("raden kan aldrig gälla", "the row can never hold");
            let help = text!("skriv den strängaste raden först", "write the strictest row first");
            let mut fault = Diagnostic::error(Code::BadScale, row.span, message).help(help);
            if let Some(before) = rows.get(earlier) {
                fault = fault.also(before.span, text!("den här tar allt före", "this one takes everything before it"));
            }
            self.faults.push(fault);
        }
    }

    /// A row grades misses, so it does not call a value met that misses the target.
    pub(super) fn met_only_by_target(&mut self, raw: &RawScale, scale: &Scale, target: &Target) {
        let (RawScale::Levels(rows), Scale::Levels(levels), Target::Limit(word, limit)) = (raw, scale, target) else {
            return;
        };
        let Some(target) = self.written(*limit) else { return };
        for (row, level) in rows.iter().zip(levels).filter(|(_, l)| l.gives == Verdict::Met) {
            let Some(limit) = self.written(level.limit) else { continue };
            let beyond = match (word, level.word) {
                (TargetWord::AtLeast | TargetWord::Above, LevelWord::AtLeast) => limit < target,
                (TargetWord::AtMost | TargetWord::Below, LevelWord::AtMost) => limit > target,
                _ => true,
            };
            if beyond {
                let message = text!(
                    "raden ger `met` åt värden som missar målet",
                    "the row gives `met` to values that miss the target"
                );
                let help = text!(
                    "målet ensamt avgör vad som är uppfyllt; ändra målet, eller låt raden ge `partly_met`",
                    "the target alone decides what is met; change the target, or let the row give `partly_met`"
                );
                self.error(Code::BadScale, row.span, message, help);
            }
        }
    }

    /// The number that a formula is, if it is only that.
    pub(super) fn written(&self, formula: FormulaId) -> Option<Decimal> {
        match self.formula(formula)?.tree.result()?.operation {
            Operation::Number(value) => Some(value),
            _ => None,
        }
    }

    pub(super) fn compare(&mut self, raw: &RawCompare) -> Option<Compare> {
        match raw {
            RawCompare::Exact => Some(Compare::Exact),
            RawCompare::Decimals(text) => self.decimals(text).map(Compare::Decimals),
        }
    }
}

/// The levels that people may give.
pub(super) fn manual(levels: &[(RawText, Spanned<VerdictWord>)]) -> Scale {
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
