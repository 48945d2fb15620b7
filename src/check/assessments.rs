//! Assessments: groups of rules, and the rows that weigh them together.

use super::checker::{Checker, text_of};
use super::place::InYaml;
use super::scales::verdict;
use super::uses::Pack;
use crate::diagnostic::{Code, Diagnostic, Span, any_error, did_you_mean};
use crate::figures::Name;
use crate::formula::{
    Binding, Callable, CountOf, FormulaId, Names, Place, RuleIs, Tree, Wanted, parse_formula, type_formula,
};
use crate::language::Text;
use crate::policy::raw::{RawAssessment, RawGradeWhen, RawGroup, RawText};
use crate::policy::{Assessment, Grade, Group, Override, Rule, RuleBody, RuleId, Target, WithoutVerdict};
use crate::quantity::Units;
use crate::text;

impl Checker<'_> {
    pub(super) fn assessments(&mut self, pack: &Pack) {
        for raw in &pack.source.raw.assessments {
            if let Some(first) = self.assessments.iter().find(|a| a.name == raw.name.value).map(|a| a.span) {
                self.duplicate(&raw.name.value, raw.name.span, first);
                continue;
            }
            self.unique(raw.groups.iter().map(|g| &g.name));
            let groups: Vec<Group> = raw.groups.iter().map(|g| self.group(g)).collect();
            let grades = self.grades(raw, &groups);
            let reference = raw.reference.as_ref().or(pack.source.raw.head.defaults.reference.as_ref());
            self.assessments.push(Assessment {
                name: raw.name.value.clone(),
                title: raw.title.value.clone(),
                area: text_of(raw.area.as_ref()),
                groups,
                grades,
                overriding: raw
                    .override_
                    .as_ref()
                    .map(|o| Override { by: o.by.value.clone(), needs: o.needs.iter().map(|n| n.value).collect() }),
                reference: text_of(reference),
                assumed: text_of(raw.assumed.as_ref()),
                span: raw.name.span,
            });
        }
    }

    /// The rules that fit everything that a group says. Checks and rules that do not count are never among them.
    fn group(&mut self, raw: &RawGroup) -> Group {
        let goal = raw.goal.as_ref().map(|name| self.goal_of(name));
        let named: Option<Vec<RuleId>> =
            raw.rules.as_ref().map(|names| names.iter().filter_map(|n| self.counted_rule(n)).collect());
        let faulty =
            goal == Some(None) || named.as_ref().is_some_and(|n| n.len() < raw.rules.as_ref().map_or(0, Vec::len));
        let fits = |id: RuleId, rule: &Rule| {
            let area = raw.area.as_ref().map(|a| a.value.as_str());
            can_count(rule)
                && area.is_none_or(|a| rule.area.as_deref() == Some(a))
                && goal.flatten().is_none_or(|g| rule.goal == Some(g))
                && raw.goal_kind.as_ref().is_none_or(|k| rule.goal_kind == Some(k.value))
                && raw.manual.as_ref().is_none_or(|m| is_manual(rule) == m.value)
                && named.as_ref().is_none_or(|n| n.contains(&id))
        };
        let all = (0..).map(RuleId).zip(&self.rules);
        let rules: Vec<RuleId> = all.filter(|(id, rule)| fits(*id, rule)).map(|(id, _)| id).collect();
        if rules.is_empty() && !faulty {
            self.empty_group(raw);
        }
        Group {
            name: raw.name.value.clone(),
            rules,
            without_verdict: raw.without_verdict.as_ref().map_or(WithoutVerdict::Blocks, |w| w.value),
        }
    }

    fn empty_group(&mut self, raw: &RawGroup) {
        let name = &raw.name.value;
        let message = text!("ingen regel hör till gruppen `{name}`", "no rule belongs to the group `{name}`");
        let areas: Vec<&str> = self.rules.iter().filter_map(|r| r.area.as_deref()).collect();
        let meant = raw.area.as_ref().and_then(|a| did_you_mean(&a.value, areas.iter().copied()));
        let help = meant.unwrap_or_else(|| {
            text!(
                "allt som står i gruppen måste stämma på samma regel; avstämningar och regler med `counts: false` räknas inte",
                "everything that stands in the group must fit the same rule; checks and rules with `counts: false` are not counted"
            )
        });
        let place = raw.area.as_ref().map_or(raw.name.span, |a| a.span);
        self.error(Code::BadValue, place, message, help);
    }

    /// A rule that a group names.
    fn counted_rule(&mut self, name: &RawText) -> Option<RuleId> {
        let Some(id) = self.rule_called(&name.value) else {
            self.unknown_rule(&name.value, name.span);
            return None;
        };
        if self.rules.get(id.0 as usize).is_some_and(can_count) {
            return Some(id);
        }
        let written = &name.value;
        let message = text!("`{written}` räknas inte", "`{written}` is not counted");
        let help = text!(
            "avstämningar och regler med `counts: false` räknas inte i bedömningar",
            "checks and rules with `counts: false` are not counted in assessments"
        );
        self.error(Code::BadValue, name.span, message, help);
        None
    }

    /// The rule of a name: the full one, its last part if no other rule has it, or that of a rule whose place it has taken.
    fn rule_called(&self, name: &str) -> Option<RuleId> {
        let replaced = self.replaced_rules.iter().find(|(old, _)| old == name);
        let name = replaced.map_or(name, |(_, new)| new.as_str());
        let id = |i: usize| u32::try_from(i).ok().map(RuleId);
        if let Some(index) = self.rules.iter().position(|r| r.name == name && !is_claim(r)) {
            return id(index);
        }
        let mut found =
            self.rules.iter().enumerate().filter(|(_, r)| r.name.rsplit('/').next() == Some(name) && !is_claim(r));
        match (found.next(), found.next()) {
            (Some((index, _)), None) => id(index),
            _ => None,
        }
    }

    fn unknown_rule(&mut self, name: &str, span: Span) {
        let message = text!("det finns ingen regel som heter `{name}`", "there is no rule called `{name}`");
        let help = self.suggest_rule(name);
        self.faults.push(Diagnostic::error(Code::UnknownName, span, message).maybe_help(help));
    }

    fn suggest_rule(&self, name: &str) -> Option<Text> {
        let last_part = |r: &'_ Rule| r.name.rsplit('/').next().map(str::to_owned);
        let same: Vec<&str> =
            self.rules.iter().filter(|r| last_part(r).as_deref() == Some(name)).map(|r| r.name.as_str()).collect();
        if same.len() > 1 {
            let listed = same.join(", ");
            return Some(text!("flera regler heter så: {listed}", "several rules are called that: {listed}"));
        }
        let names = self.rules.iter().flat_map(|r| [Some(r.name.clone()), last_part(r)]).flatten();
        let names: Vec<String> = names.collect();
        did_you_mean(name, names.iter().map(String::as_str)).or_else(|| {
            Some(text!("regler är indikatorer, krav och avstämningar", "rules are indicators, requirements and checks"))
        })
    }

    fn grades(&mut self, raw: &RawAssessment, groups: &[Group]) -> Vec<Grade> {
        let mut grades = Vec::new();
        let mut otherwise: Option<Span> = None;
        for row in &raw.rules {
            if let Some(place) = otherwise {
                let message = text!("raden kan aldrig gälla", "the row can never hold");
                self.faults.push(
                    Diagnostic::error(Code::BadValue, row.span, message)
                        .also(place, text!("den här raden tar allt som är kvar", "this row takes all that is left"))
                        .help(text!("lägg `otherwise: true` sist", "put `otherwise: true` last")),
                );
            }
            let when = match &row.when {
                RawGradeWhen::When(text) => match self.grade_when(text, groups) {
                    Some(id) => Some(id),
                    None => continue,
                },
                RawGradeWhen::Otherwise(span) => {
                    otherwise = Some(*span);
                    None
                }
            };
            grades.push(Grade {
                gives: verdict(row.gives.value),
                when,
                says: text_of(row.says.as_ref()),
                span: row.span,
            });
        }
        if otherwise.is_none() {
            let message = text!(
                "bedömningen saknar en sista rad för allt annat",
                "the assessment has no last row for everything else"
            );
            let help = text!(
                "skriv sist en rad med `gives: …` och `otherwise: true`",
                "write a last row with `gives: …` and `otherwise: true`"
            );
            self.error(Code::MissingKey, raw.name.span, message, help);
        }
        grades
    }

    fn grade_when(&mut self, text: &RawText, groups: &[Group]) -> Option<FormulaId> {
        let sources = self.sources;
        let place = InYaml::new(text, sources);
        let syntax = match parse_formula(&text.value) {
            Ok(syntax) => syntax,
            Err(fault) => {
                let span = place.span(fault.start, fault.end);
                self.faults.push(Diagnostic::error(fault.code, span, fault.message).help(fault.help));
                return None;
            }
        };
        let mut names = InAssessment { checker: self, groups };
        let (tree, faults) = type_formula(&syntax, &Wanted::Truth, &place, &mut names);
        let sound = !any_error(&faults);
        self.faults.extend(faults);
        sound.then(|| self.keep_or_reuse(tree, text))
    }
}

/// Indicators and requirements that count.
fn can_count(rule: &Rule) -> bool {
    rule.counts && !matches!(rule.body, RuleBody::Check(_) | RuleBody::Claim(_))
}

/// A claim decides nothing, so no assessment may ask for it.
fn is_claim(rule: &Rule) -> bool {
    matches!(rule.body, RuleBody::Claim(_))
}

fn is_manual(rule: &Rule) -> bool {
    rule.indicator().is_some_and(|i| matches!(i.target, Target::Manual))
}

/// The names of a pack, and the counts and verdicts that only an assessment may ask for.
struct InAssessment<'c, 'a> {
    checker: &'c mut Checker<'a>,
    groups: &'c [Group],
}

const COUNTS: &[(&str, CountOf)] = &[
    ("antal", CountOf::All),
    ("bedömda", CountOf::Judged),
    ("gröna", CountOf::Met),
    ("gula", CountOf::PartlyMet),
    ("röda", CountOf::NotMet),
    ("utan_bedömning", CountOf::Undetermined),
    ("ej_tillämpliga", CountOf::NotApplicable),
];

impl Names for InAssessment<'_, '_> {
    fn name(&mut self, name: &str) -> Option<Binding> {
        self.checker.name(name)
    }

    fn function(&mut self, name: &str) -> Option<Callable> {
        self.checker.function(name)
    }

    fn dimension(&mut self, name: &str) -> Option<Name> {
        self.checker.dimension(name)
    }

    fn units(&self) -> &Units {
        Names::units(self.checker)
    }

    fn suggest(&self, name: &str) -> Option<Text> {
        self.checker.suggest(name)
    }

    fn suggest_dimension(&self, name: &str) -> Option<Text> {
        self.checker.suggest_dimension(name)
    }

    fn suggest_function(&self, name: &str) -> Option<Text> {
        self.checker.suggest_function(name)
    }

    fn add_text(&mut self, text: &str) -> u32 {
        self.checker.add_text(text)
    }

    fn add_part(&mut self, tree: Tree, span: Span) -> FormulaId {
        self.checker.add_part(tree, span)
    }

    fn part(&mut self, ledger: &str, part: &str) -> Option<Binding> {
        self.checker.part(ledger, part)
    }

    fn count(&mut self, group: &str, count: &str) -> Option<(u32, CountOf)> {
        let index = self.groups.iter().position(|g| g.name == group)?;
        let (_, of) = COUNTS.iter().find(|(word, _)| *word == count)?;
        Some((u32::try_from(index).ok()?, *of))
    }

    fn suggest_count(&self, group: &str, count: &str) -> Option<Text> {
        let groups: Vec<&str> = self.groups.iter().map(|g| g.name.as_str()).collect();
        if !groups.contains(&group) {
            if let Some(help) = self.checker.suggest_part(group, count) {
                return Some(help);
            }
            let listed = groups.join(", ");
            return did_you_mean(group, groups.iter().copied())
                .or_else(|| Some(text!("grupperna är: {listed}", "the groups are: {listed}")));
        }
        let listed = COUNTS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        did_you_mean(count, COUNTS.iter().map(|(word, _)| *word))
            .or_else(|| Some(text!("antalen är: {listed}", "the counts are: {listed}")))
    }

    fn verdict(&mut self, function: &str, rule: &str) -> Option<Option<(u32, RuleIs)>> {
        let is = match function {
            "uppfyllt" => RuleIs::Met,
            "delvis" => RuleIs::PartlyMet,
            _ => RuleIs::NotMet,
        };
        Some(self.checker.rule_called(rule).map(|id| (id.0, is)))
    }

    fn suggest_rule(&self, rule: &str) -> Option<Text> {
        self.checker.suggest_rule(rule)
    }
}
