//! Verdicts that people give. They come with the figures: level, motivation, by whom, when.

use super::{Judgement, Run};
use crate::diagnostic::Code;
use crate::evaluate::Reason;
use crate::figures::ManualVerdict;
use crate::language::Text;
use crate::policy::{Indicator, Rule, RuleId, Scale, Target, Verdict};
use crate::text;

impl<'p> Run<'p> {
    pub(super) fn judge_manual(&mut self, judgement: &mut Judgement, rule: &Rule, indicator: &Indicator) {
        let Scale::Manual { levels } = &indicator.scale else { return };
        let figures = self.evaluation.figures();
        let given: Vec<(usize, &ManualVerdict)> = figures
            .manual
            .iter()
            .enumerate()
            .filter(|(_, m)| self.names(m, judgement.rule) && self.is_about(m, judgement))
            .collect();
        let Some((index, manual)) = given.first().copied() else {
            match indicator.target {
                Target::None(_) => judgement.not_applicable(Reason::NotMeasured),
                _ => judgement.undetermined(Reason::NoValue),
            }
            return;
        };
        judgement.manual = u32::try_from(index).ok();
        let title = &rule.title;
        if given.iter().any(|(_, other)| other.level != manual.level) {
            judgement.undetermined(Reason::Conflict);
            let said = text!("{title}: det finns två olika bedömningar", "{title}: there are two different verdicts");
            self.warn(Code::ManualIncomplete, said, manual.origin.span, Some(judgement.rule));
            return;
        }
        let level = levels.iter().position(|(word, _)| *word == manual.level);
        let is_whole = manual.motivation.is_some() && manual.by.is_some() && manual.date.is_some();
        if level.is_none() || !is_whole {
            let written = &manual.level;
            let said = match level {
                None => text!(
                    "{title}: `{written}` är ingen av paketets nivåer",
                    "{title}: `{written}` is none of the pack's levels"
                ),
                Some(_) => text!(
                    "{title}: en bedömning måste ha motivering, vem och datum",
                    "{title}: a verdict must have a motivation, by whom and when"
                ),
            };
            self.warn(Code::ManualIncomplete, said, manual.origin.span, Some(judgement.rule));
            judgement.undetermined(Reason::NoValue);
            return;
        }
        judgement.level = level.and_then(|l| u32::try_from(l).ok());
        judgement.verdict = level.and_then(|l| levels.get(l)).map_or(Verdict::Undetermined, |(_, verdict)| *verdict);
        if matches!(indicator.target, Target::None(_)) {
            judgement.not_applicable(Reason::NoTarget);
        }
    }

    /// Whether a verdict names a rule: by its full name, or by its last part if no other rule has it.
    fn names(&self, manual: &ManualVerdict, rule: RuleId) -> bool {
        self.policy().rule_by_name(&manual.rule) == Some(rule)
    }

    fn is_about(&self, manual: &ManualVerdict, judgement: &Judgement) -> bool {
        let context = self.evaluation.context(judgement.context);
        manual.period.is_none_or(|p| p == context.period)
            && manual.basis.is_none_or(|b| b == context.basis)
            && manual.coordinates == context.coordinates
    }

    /// Verdicts that were given and are of no use: a misspelled name must not pass unseen.
    pub(super) fn find_idle_verdicts(&mut self) {
        let figures = self.evaluation.figures();
        for manual in &figures.manual {
            if let Some((code, said)) = self.idle(manual) {
                self.warn(code, said, manual.origin.span, None);
            }
        }
    }

    fn idle(&self, manual: &ManualVerdict) -> Option<(Code, Text)> {
        let name = &manual.rule;
        if self.policy().assessments.iter().any(|a| a.name == *name) {
            return None;
        }
        let Some(id) = self.policy().rule_by_name(name) else {
            let last_part = |full: &str| full.rsplit('/').next() == Some(name);
            let said = match self.policy().rules.iter().any(|r| last_part(&r.name)) {
                true => text!(
                    "flera regler heter `{name}`; skriv hela namnet",
                    "several rules are called `{name}`; write the whole name"
                ),
                false => text!(
                    "det finns ingen regel eller bedömning som heter `{name}`",
                    "there is no rule or assessment called `{name}`"
                ),
            };
            return Some((Code::UnknownName, said));
        };
        let rule = self.policy().rule(id)?;
        let title = &rule.title;
        let is_manual = rule.indicator().is_some_and(|i| matches!(i.scale, Scale::Manual { .. }));
        if !is_manual {
            let said = text!(
                "{title}: regeln räknas fram och bedöms inte av människor",
                "{title}: the rule is computed, not judged by people"
            );
            return Some((Code::ManualIncomplete, said));
        }
        let asked_for_less = self.options.period.is_some() || self.options.basis.is_some();
        let is_used = self.judgements.iter().any(|j| j.rule == id && self.is_about(manual, j));
        (!is_used && !asked_for_less).then(|| {
            let said = text!(
                "{title}: bedömningen är för en period, ett underlag eller en del som inte bedöms",
                "{title}: the verdict is for a period, basis or part that is not judged"
            );
            (Code::ManualIncomplete, said)
        })
    }
}
