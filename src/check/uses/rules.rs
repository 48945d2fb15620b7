//! Rules and claims of used packs that are skipped or replaced.

use std::collections::BTreeSet;

use super::{Pack, not_there};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::policy::raw::{Origin, RawClaim, RawPack, RawText, Skipped};
use crate::text;

/// The rule or claim of a used pack that is to be left out, and in which pack it stands. By law it cannot be.
pub(super) fn find_rule(
    packs: &[Pack],
    among: &BTreeSet<usize>,
    name: &RawText,
    kind: Skipped,
    faults: &mut Vec<Diagnostic>,
) -> Option<(usize, RawRule)> {
    let written = &name.value;
    let rules = |place: usize| packs.get(place).map(|p| rules_of(&p.source.raw)).unwrap_or_default();
    let (all, others): (Vec<(usize, RawRule)>, Vec<_>) = among
        .iter()
        .flat_map(|place| rules(*place).into_iter().map(|rule| (*place, rule)))
        .partition(|(_, rule)| rule.kind == kind);
    let exact: Vec<&(usize, RawRule)> = all.iter().filter(|(_, r)| r.name == *written).collect();
    let last_part = |full: &str| full.rsplit('/').next() == Some(written);
    let found = match exact.is_empty() {
        true => all.iter().filter(|(_, r)| last_part(&r.name)).collect(),
        false => exact,
    };
    if let [_, _, ..] = found.as_slice() {
        faults.push(several(name, found.iter().map(|(_, rule)| rule)));
        return None;
    }
    let Some((place, rule)) = found.first() else {
        let is_other = others.iter().any(|(_, r)| r.name == *written);
        let known: Vec<String> = all.into_iter().map(|(_, r)| r.name).collect();
        let fault = match kind {
            Skipped::Rule => not_there(name, &known, "regel", "rule"),
            Skipped::Claim => not_there(name, &known, "påstående", "claim"),
        };
        faults.push(match kind {
            Skipped::Rule if is_other => fault.help(text!(
                "det är ett påstående, och det hoppas över med `claim: {written}` under `skip:`",
                "it is a claim, which is skipped with `claim: {written}` under `skip:`"
            )),
            Skipped::Claim if is_other => {
                fault.help(text!("det är en regel: skriv `rule: {written}`", "it is a rule: write `rule: {written}`"))
            }
            Skipped::Rule | Skipped::Claim => fault,
        });
        return None;
    };
    if rule.law {
        let message = text!("`{written}` är lag och gäller alltid", "`{written}` is law and always holds");
        faults.push(
            Diagnostic::error(Code::LawIsFixed, name.span, message)
                .also(rule.span, text!("här står kravet", "the requirement stands here"))
                .help(text!(
                    "ett strängare krav kan stå bredvid lagens, som ett eget krav",
                    "a stricter requirement can stand beside that of the law, as one of its own"
                )),
        );
        return None;
    }
    Some((*place, rule.clone()))
}

/// The last part of a name that several rules end in.
fn several<'r>(name: &RawText, rules: impl Iterator<Item = &'r RawRule> + Clone) -> Diagnostic {
    let written = &name.value;
    let listed = rules.clone().map(|rule| rule.name.as_str()).collect::<Vec<_>>().join(", ");
    let message = text!("`{written}` kan vara flera regler", "`{written}` may be several rules");
    let fault = Diagnostic::error(Code::DuplicateName, name.span, message)
        .help(text!("skriv hela namnet: {listed}", "write the full name: {listed}"));
    rules.fold(fault, |fault, rule| fault.also(rule.span, crate::language::Text::same(&rule.name)))
}

#[derive(Clone)]
pub(in crate::check) struct RawRule {
    pub(in crate::check) name: String,
    pub(super) title: String,
    pub(super) reference: Option<String>,
    kind: Skipped,
    law: bool,
    pub(in crate::check) span: Span,
}

/// All rules and claims of a pack by their full names.
pub(in crate::check) fn rules_of(raw: &RawPack) -> Vec<RawRule> {
    let by_default = raw.head.defaults.reference.as_ref();
    let rule = |name: &RawText, title: &RawText, reference: Option<&RawText>| RawRule {
        name: name.value.clone(),
        title: title.value.clone(),
        reference: reference.or(by_default).map(|r| r.value.clone()),
        kind: Skipped::Rule,
        law: false,
        span: name.span,
    };
    let mut all = Vec::new();
    for goal in &raw.goals {
        for i in &goal.indicators {
            let reference = i.reference.as_ref().or(goal.defaults.reference.as_ref());
            let name = format!("{}/{}", goal.name.value, i.name.value);
            all.push(RawRule { name, ..rule(&i.name, &i.title, reference) });
        }
    }
    all.extend(raw.indicators.iter().map(|i| rule(&i.name, &i.title, i.reference.as_ref())));
    for r in &raw.requirements {
        let law = r.origin.as_ref().is_some_and(|o| o.value == Origin::Law);
        all.push(RawRule { law, ..rule(&r.name, &r.title, r.reference.as_ref()) });
    }
    all.extend(raw.checks.iter().map(|c| rule(&c.name, &c.title, c.reference.as_ref())));
    let claim = |c: &RawClaim| RawRule { kind: Skipped::Claim, ..rule(&c.name, &c.title, Some(&c.reference)) };
    all.extend(raw.claims.iter().map(claim));
    all
}
