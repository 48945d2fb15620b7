//! Claims, and sentences of the guideline that no figure can judge.

use super::checker::{Checker, text_of};
use super::rules::Compared;
use super::uses::Pack;
use crate::formula::Wanted;
use crate::policy::raw::Strength;
use crate::policy::{Claim, Recorded, Rule, RuleBody};

impl Checker<'_> {
    pub(super) fn claims(&mut self, pack: &Pack) {
        for raw in &pack.source.raw.claims {
            let scope = self.scope(&[raw.for_.as_ref(), pack.source.raw.head.defaults.for_.as_ref()]);
            self.posts_only_in_requirements(&scope, raw.name.span);
            let Some(that) = self.formula_of(&raw.that, &Wanted::Truth) else { continue };
            let at = Compared { what: raw.name.span, that: raw.that.span };
            let Some(within) = self.within(raw.within.as_ref(), at, that) else { continue };
            let body = RuleBody::Claim(Claim { that, within, quote: text_of(raw.quote.as_ref()) });
            let rule = Rule {
                strength: Strength::Should,
                counts: false,
                scope,
                validity: pack.validity,
                reference: Some(raw.reference.value.clone()),
                ..Rule::of_no_goal(raw.name.value.clone(), raw.title.value.clone(), body, raw.name.span)
            };
            self.add_rule(rule, pack);
        }
    }

    pub(super) fn recorded(&mut self, pack: &Pack) {
        for raw in &pack.source.raw.recorded {
            let name = &raw.name.value;
            let of_rules = self.rules.iter().find(|r| r.name == *name).map(|r| r.span);
            let first = of_rules.or_else(|| self.recorded.iter().find(|r| r.name == *name).map(|r| r.span));
            if let Some(first) = first {
                self.duplicate(name, raw.name.span, first);
                continue;
            }
            let goal = raw.goal.as_ref().and_then(|goal| self.goal_of(goal));
            self.recorded.push(Recorded {
                name: name.clone(),
                title: raw.title.value.clone(),
                quote: text_of(raw.quote.as_ref()),
                reference: raw.reference.value.clone(),
                because: raw.because.value.clone(),
                goal,
                span: raw.name.span,
            });
        }
    }
}
