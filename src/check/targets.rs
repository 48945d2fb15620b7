//! Values, targets and limits: quantities, or formulas in the value's unit.

use super::checker::{Checker, unit_of};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::formula::{FormulaId, Tree, Type, Wanted};
use crate::policy::raw::{RawIndicator, RawOperand, RawTarget, RawText};
use crate::policy::{Better, Target, TargetWord};
use crate::quantity::{Unit, read_number};
use crate::text;

impl Checker<'_> {
    /// What an indicator measures. A plain ratio is shown in percent.
    pub(super) fn value(&mut self, text: &RawText) -> Option<(FormulaId, Unit)> {
        let tree = self.shown_tree(text)?;
        let unit = unit_of(&tree.kind())?;
        Some((self.keep_or_reuse(tree, text), unit))
    }

    fn shown_tree(&mut self, text: &RawText) -> Option<Tree> {
        let before = self.formulas.len();
        let tree = self.tree(text, &Wanted::AnyNumber)?;
        match unit_of(&tree.kind()) {
            Some(unit) if unit.is_share() && unit.symbol().is_empty() => {
                self.formulas.truncate(before);
                self.tree(text, &Wanted::Number(Unit::percent(), text.span))
            }
            _ => Some(tree),
        }
    }

    /// A quantity or a formula, in a unit; `declared_at` is what gives the unit.
    pub(super) fn limit(&mut self, text: &RawText, unit: &Unit, declared_at: Span) -> Option<FormulaId> {
        if self.is_quantity(&text.value) {
            let value = self.quantity(text, unit, Some(declared_at))?;
            return Some(self.constant(value, unit, text));
        }
        self.formula_of(text, &Wanted::Number(unit.clone(), declared_at))
    }

    /// Whether a text is meant as a number with a unit: it begins with a digit, and holds nothing that only formulas hold.
    fn is_quantity(&self, text: &str) -> bool {
        if let Ok(number) = read_number(text)
            && number.unit.as_deref().is_none_or(|u| self.vocabulary.units.get(u).is_some())
        {
            return true;
        }
        let unsigned = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '−' | '–' | '+'));
        let after_number =
            unsigned.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.'));
        let calculates = after_number.starts_with(['-', '/']) || [" - ", " / "].iter().any(|o| text.contains(o));
        unsigned.starts_with(|c: char| c.is_ascii_digit())
            && !calculates
            && !text.contains(['*', '+', '(', ')', '<', '>', '=', '&', '|'])
    }

    /// A width of a gap: for a value in percent it is percentage points, which may also be written `%`.
    pub(super) fn width(&mut self, text: &RawText, unit: &Unit, declared_at: Span) -> Option<FormulaId> {
        if unit.symbol() != "%" {
            return self.limit(text, unit, declared_at);
        }
        if self.is_quantity(&text.value) {
            let in_points = read_number(&text.value).is_ok_and(|n| n.unit.as_deref() != Some("%"));
            let written_in = if in_points { Unit::points() } else { Unit::percent() };
            let value = self.quantity(text, &written_in, Some(declared_at))?;
            return Some(self.constant(value, &Unit::points(), text));
        }
        let before = self.formulas.len();
        let mut tree = self.tree(text, &Wanted::AnyNumber)?;
        if !tree.kind().unit().is_some_and(Unit::is_points) {
            self.formulas.truncate(before);
            tree = self.tree(text, &Wanted::Number(Unit::percent(), declared_at))?;
            if let Some(root) = tree.nodes.get_mut(tree.root.0 as usize) {
                root.kind = Type::Number(Unit::points());
            }
            return Some(self.keep(tree, &text.value, text.span));
        }
        Some(self.keep_or_reuse(tree, text))
    }

    /// The target of an indicator whose value has a unit.
    pub(super) fn target(&mut self, raw: &RawTarget, unit: &Unit, value_at: Span) -> Option<Target> {
        match &raw.operand {
            RawOperand::One(text) => Some(Target::Limit(raw.word.value, self.limit(text, unit, value_at)?)),
            RawOperand::Between { from, to } => {
                let (lower, upper) = (self.limit(from, unit, value_at), self.limit(to, unit, value_at));
                let (lower, upper) = (lower?, upper?);
                if let (Some(least), Some(greatest)) = (self.written(lower), self.written(upper))
                    && least > greatest
                {
                    let message = text!("intervallet slutar under sin början", "the range ends below its beginning");
                    let help = text!("skriv det minsta talet först", "write the lesser number first");
                    self.error(Code::BadValue, to.span, message, help);
                }
                Some(Target::Between(lower, upper))
            }
        }
    }

    /// Which way is better: the target word says it, or `better:`.
    pub(super) fn better(&mut self, raw: &RawIndicator) -> Option<Better> {
        let by_word = raw.target.as_ref().and_then(|t| match t.word.value {
            TargetWord::AtLeast | TargetWord::Above => Some((Better::Higher, t.word.span)),
            TargetWord::AtMost | TargetWord::Below => Some((Better::Lower, t.word.span)),
            TargetWord::Equals | TargetWord::Between => None,
        });
        if let (Some((by_word, place)), Some(said)) = (by_word, &raw.better)
            && by_word != said.value
        {
            let message = text!("`better` säger emot målet", "`better` contradicts the target");
            self.faults.push(
                Diagnostic::error(Code::BadValue, said.span, message)
                    .also(place, text!("målet säger redan åt vilket håll", "the target already says which way"))
                    .help(text!("ta bort `better:`", "remove `better:`")),
            );
        }
        by_word.map(|(b, _)| b).or(raw.better.as_ref().map(|b| b.value))
    }
}
