//! Requirements and checks, and what all rules have in common.

use super::checker::{Checker, text_of};
use super::names::Entry;
use super::place::InYaml;
use super::uses::Pack;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::formula::{Comparison, FormulaId, NodeId, Operation, Place, Type, Wanted};
use crate::policy::raw::{Origin, RawCheck, RawRequirement, RawText, RawWithin, Strength};
use crate::policy::{Check, Condition, Requirement, Rule, RuleBody, Within};
use crate::quantity::Validity;
use crate::text;
use crate::yaml::Spanned;

impl Checker<'_> {
    pub(super) fn rules(&mut self, pack: &Pack) {
        for requirement in &pack.source.raw.requirements {
            self.requirement(requirement, pack);
        }
        for check in &pack.source.raw.checks {
            self.check(check, pack);
        }
    }

    /// Keeps a rule, unless it is left out or its name is taken.
    pub(super) fn add_rule(&mut self, rule: Rule, pack: &Pack) {
        if pack.leaves_out(&rule.name) {
            return;
        }
        match self.rules.iter().find(|r| r.name == rule.name).map(|r| r.span) {
            Some(first) => self.duplicate(&rule.name, rule.span, first),
            None => self.rules.push(rule),
        }
    }

    /// When a rule holds: as long as its pack, if it says nothing else.
    pub(super) fn validity_within(&mut self, text: Option<&RawText>, pack: &Pack) -> Validity {
        let Some(text) = text else { return pack.validity };
        let Some(own) = self.validity(text) else { return pack.validity };
        own.common(pack.validity).unwrap_or_else(|| {
            let message = text!("tiden ligger helt utanför paketets", "the time lies wholly outside that of the pack");
            self.faults.push(
                Diagnostic::error(Code::BadPeriod, text.span, message)
                    .also(pack.source.raw.head.valid.span, text!("paketet gäller", "the pack holds"))
                    .help(text!("ändra `valid:`, eller ta bort regeln", "change `valid:`, or remove the rule")),
            );
            own
        })
    }

    fn requirement(&mut self, raw: &RawRequirement, pack: &Pack) {
        let defaults = &pack.source.raw.head.defaults;
        let scope = self.scope(&[raw.for_.as_ref(), defaults.for_.as_ref()]);
        let validity = self.validity_within(raw.valid.as_ref(), pack);
        let goal = raw.goal.as_ref().and_then(|name| self.goal_of(name));
        self.each_post = scope.ledger().map(|(_, index)| index as usize);
        self.post_words_are_free(raw.name.span);
        let when = raw.when.as_ref().map(|text| self.formula_of(text, &Wanted::Truth));
        let mut conditions = Vec::new();
        for condition in &raw.conditions {
            let that = self.formula_of(&condition.that, &Wanted::Truth);
            self.because(condition.because.as_ref());
            let because = self.post_names(condition.because.as_ref());
            conditions.extend(that.map(|that| Condition { that, because }));
        }
        self.each_post = None;
        if conditions.len() < raw.conditions.len() || when == Some(None) {
            return;
        }
        let of_goal = goal.and_then(|index| self.goals.get(index as usize));
        let rule = Rule {
            name: raw.name.value.clone(),
            title: raw.title.value.clone(),
            goal,
            area: of_goal.and_then(|g| g.area.clone()),
            goal_kind: of_goal.map(|g| g.kind),
            origin: raw.origin.as_ref().map_or(Origin::Guideline, |o| o.value),
            strength: raw.strength.as_ref().map_or(Strength::Must, |s| s.value),
            counts: raw.counts.as_ref().is_none_or(|c| c.value),
            scope,
            validity,
            reference: text_of(raw.reference.as_ref().or(defaults.reference.as_ref())),
            assumed: text_of(raw.assumed.as_ref()),
            reads: Vec::new(),
            body: RuleBody::Requirement(Requirement { when: when.flatten(), conditions }),
            span: raw.name.span,
        };
        self.add_rule(rule, pack);
    }

    /// `{name}` in a text is the value of something that has that name.
    fn because(&mut self, text: Option<&RawText>) {
        let Some(text) = text else { return };
        let sources = self.sources;
        let place = InYaml::new(text, sources);
        let mut from = 0;
        while let Some((start, end)) = placeholder(&text.value, from) {
            let name = text.value.get(start..end).unwrap_or_default();
            if let Some(formula) = name.strip_suffix(".says") {
                self.says(formula, place.span(start, end));
            } else if !self.is_part(name)
                && matches!(self.look_up(name), None | Some(Entry::Dimension(_) | Entry::Ledger(_)))
            {
                self.unknown(name, place.span(start, end));
            }
            from = end;
        }
    }

    /// `{name.says}` is what the case says that gives the formula its value.
    fn says(&mut self, name: &str, span: Span) {
        let found = match self.look_up(name) {
            Some(Entry::Formula(id)) => self.formula(id).is_some_and(|f| f.says.iter().any(Option::is_some)),
            Some(Entry::Broken) => true,
            Some(_) => false,
            None => return self.unknown(name, span),
        };
        if !found {
            let message = text!("`{name}` har inga fall som säger något", "`{name}` has no cases that say anything");
            let help = text!(
                "skriv `says:` vid fallen, eller `{{{name}}}` för värdet",
                "write `says:` at the cases, or `{{{name}}}` for the value"
            );
            self.error(Code::UnknownName, span, message, help);
        }
    }

    fn check(&mut self, raw: &RawCheck, pack: &Pack) {
        let defaults = &pack.source.raw.head.defaults;
        let scope = self.scope(&[raw.for_.as_ref(), defaults.for_.as_ref()]);
        self.posts_only_in_requirements(&scope, raw.name.span);
        let validity = self.validity_within(raw.valid.as_ref(), pack);
        self.because(raw.because.as_ref());
        let Some(that) = self.formula_of(&raw.that, &Wanted::Truth) else { return };
        let at = Compared { what: raw.name.span, that: raw.that.span };
        let Some(within) = self.within(raw.within.as_ref(), at, that) else { return };
        let body = RuleBody::Check(Check {
            that,
            within,
            severity: raw.severity.as_ref().map_or(Severity::Error, |s| s.value),
            because: text_of(raw.because.as_ref()),
        });
        let (name, title) = (raw.name.value.clone(), raw.title.value.clone());
        let rule = Rule {
            scope,
            validity,
            reference: text_of(raw.reference.as_ref().or(defaults.reference.as_ref())),
            ..Rule::of_no_goal(name, title, body, raw.name.span)
        };
        self.add_rule(rule, pack);
    }

    /// The tolerance of a check or claim: only a comparison can have one, and `==` must say which.
    pub(super) fn within(
        &mut self,
        written: Option<&Spanned<RawWithin>>,
        at: Compared,
        that: FormulaId,
    ) -> Option<Within> {
        let tree = &self.formula(that)?.tree;
        let is_broken = |node: &NodeId| tree.get(*node).is_none_or(|node| node.kind == Type::Broken);
        let compared = match tree.result().map(|n| &n.operation) {
            // What is wrong with it has been said.
            Some(Operation::Compare(_, left, right)) if is_broken(left) || is_broken(right) => return None,
            _ if tree.kind() == Type::Broken => return None,
            // Words, days and years are equal or not: they have no unit to tolerate anything in.
            Some(Operation::Compare(how, left, _)) => {
                tree.get(*left).and_then(|node| node.kind.unit()).map(|unit| (*how, unit.clone()))
            }
            _ => None,
        };
        match (written.map(|w| &w.value), compared) {
            (Some(RawWithin::Exact), _) => Some(Within::Exact),
            (Some(RawWithin::Rounding), Some(_)) => Some(Within::Rounding),
            (Some(RawWithin::Amount(text)), Some((_, unit))) => {
                self.quantity(text, &unit, Some(at.that)).map(Within::Amount)
            }
            (Some(_), None) => {
                let message = text!("bara en jämförelse kan ha en tolerans", "only a comparison can have a tolerance");
                let mut fault = Diagnostic::error(Code::WrongType, at.that, message)
                    .help(text!("skriv `a == b`, eller `within: exact`", "write `a == b`, or `within: exact`"));
                if let Some(within) = written {
                    fault = fault.also(within.span, text!("toleransen", "the tolerance"));
                }
                self.faults.push(fault);
                None
            }
            (None, Some((Comparison::Equal, _))) => {
                let message = text!("jämförelsen saknar `within`", "the comparison has no `within`");
                let help = text!(
                    "skriv `within: rounding`, `within: exact`, eller ett belopp som `within: 0,5 mnkr`",
                    "write `within: rounding`, `within: exact`, or an amount such as `within: 0,5 mnkr`"
                );
                self.error(Code::MissingKey, at.what, message, help);
                None
            }
            (None, _) => Some(Within::Exact),
        }
    }
}

/// Where a comparison stands that may have a tolerance: the check or claim, and its formula.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compared {
    pub(super) what: Span,
    pub(super) that: Span,
}

/// The next `{name}` from an offset on: where the name begins and ends.
fn placeholder(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text.get(from..)?.find('{')? + 1;
    let end = start + text.get(start..)?.find('}')?;
    Some((start, end))
}
