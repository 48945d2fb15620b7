//! What is written otherwise in another version of a guideline: parameters, formulas and rules.

use crate::diagnostic::{Sources, Span};
use crate::formula::FormulaId;
use crate::language::Lang;
use crate::policy::raw::LevelWord;
use crate::policy::{Compare, Convention, Formula, Indicator, Parameter, Policy, Rule, RuleBody, Scale, Target};
use crate::quantity::Validity;
use crate::report::diff::{DefinitionChange, Written};
use crate::report::wording::number::quantity;
use crate::report::words::Word;

/// A part of something, as written: which part, its text, its place.
type Part = (&'static str, String, Span);

/// Everything that both versions have and that is written otherwise, in the order of the new one; then what only one of them has, but for rules.
pub(super) fn definitions(old: (&Policy, &Sources), new: (&Policy, &Sources), lang: Lang) -> Vec<DefinitionChange> {
    let mut found = Vec::new();
    let pairs = paired(&old.0.parameters, &new.0.parameters, |p: &Parameter| Some(p.name.to_string()));
    for (name, before, after) in pairs {
        let title = after.or(before).map_or_else(String::new, |p| p.title.clone());
        let parts =
            |parameter: Option<&Parameter>| parameter.map(|one| values(one, lang)).into_iter().collect::<Vec<_>>();
        compare(("parameter", &name, &title), (parts(before), old.1), (parts(after), new.1), &mut found);
    }
    let pairs = paired(&old.0.formulas, &new.0.formulas, |f: &Formula| f.name.as_ref().map(ToString::to_string));
    for (name, before, after) in pairs {
        let title = after.or(before).map_or_else(String::new, |f| f.title.clone());
        let parts = |formula: Option<&Formula>| formula.map_or_else(Vec::new, formula_parts);
        compare(("formula", &name, &title), (parts(before), old.1), (parts(after), new.1), &mut found);
    }
    for (name, before, after) in paired(&old.0.rules, &new.0.rules, |rule: &Rule| Some(rule.name.clone())) {
        let (Some(before), Some(after)) = (before, after) else { continue };
        let (parts, later) = (rule_parts(old.0, before), rule_parts(new.0, after));
        compare(("rule", &name, &after.title), (parts, old.1), (later, new.1), &mut found);
        if before.scope != after.scope || before.validity != after.validity {
            let written =
                |rule: &Rule, sources: &Sources| Some(Written { text: String::new(), place: sources.cite(rule.span) });
            let (before, after) = (written(before, old.1), written(after, new.1));
            found.push(DefinitionChange { what: "rule", name, title: String::new(), part: "scope", before, after });
        }
    }
    found
}

/// What has the same name in both, in the order of the new one; then what only the old one has.
fn paired<'a, T>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&T) -> Option<String>,
) -> Vec<(String, Option<&'a T>, Option<&'a T>)> {
    let find = |all: &'a [T], wanted: &str| all.iter().find(|one| name(one).as_deref() == Some(wanted));
    let of_new = new.iter().filter_map(|one| name(one).map(|n| (find(old, &n), n, one)));
    let mut pairs: Vec<_> = of_new.map(|(before, name, one)| (name, before, Some(one))).collect();
    let of_old = old.iter().filter_map(|one| name(one).map(|n| (n, one)));
    pairs.extend(of_old.filter(|(name, _)| find(new, name).is_none()).map(|(name, one)| (name, Some(one), None)));
    pairs
}

/// Adds the parts that differ. Several parts of the same kind (conditions) are compared in their order.
fn compare(
    (what, name, title): (&'static str, &str, &str),
    (old, old_sources): (Vec<Part>, &Sources),
    (new, new_sources): (Vec<Part>, &Sources),
    found: &mut Vec<DefinitionChange>,
) {
    let mut kinds: Vec<&'static str> = Vec::new();
    for (kind, ..) in new.iter().chain(&old) {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    for kind in kinds {
        let of_kind = |parts: &[Part]| parts.iter().filter(|part| part.0 == kind).cloned().collect::<Vec<_>>();
        let (before, after) = (of_kind(&old), of_kind(&new));
        for index in 0..before.len().max(after.len()) {
            let (before, after) = (before.get(index), after.get(index));
            if before.map(|part| &part.1) == after.map(|part| &part.1) {
                continue;
            }
            let written = |part: Option<&Part>, sources: &Sources| {
                part.map(|(_, text, span)| Written { text: text.clone(), place: sources.cite(*span) })
            };
            found.push(DefinitionChange {
                what,
                name: name.to_owned(),
                title: title.to_owned(),
                part: kind,
                before: written(before, old_sources),
                after: written(after, new_sources),
            });
        }
    }
}

/// All values of a parameter in one text; its place is that of the last one.
fn values(parameter: &Parameter, lang: Lang) -> Part {
    let unit = parameter.unit.symbol();
    let value = |value: &crate::policy::ParameterValue| {
        let mut text = quantity(value.value.normalize(), Some(unit), lang);
        for more in [dates(value.validity), value.coordinates.to_string(), value.reference.clone().unwrap_or_default()]
        {
            if !more.is_empty() {
                text.push_str(&format!(", {more}"));
            }
        }
        text
    };
    let all: Vec<String> = parameter.values.iter().map(value).collect();
    let span = parameter.values.last().map_or(parameter.span, |value| value.span);
    ("values", all.join("; "), span)
}

/// `2013..2026`; nothing for always.
fn dates(validity: Validity) -> String {
    if validity == Validity::default() {
        return String::new();
    }
    let day = |day: Option<crate::quantity::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{}..{}", day(validity.from), day(validity.to))
}

fn formula_parts(formula: &Formula) -> Vec<Part> {
    let mut parts = vec![("formula", formula.text.clone(), formula.span)];
    parts.extend(formula.kind.unit().map(|unit| ("unit", unit.symbol().to_owned(), formula.span)));
    parts.extend(formula.decimals.map(|decimals| ("decimals", decimals.to_string(), formula.span)));
    let validity = dates(formula.validity);
    parts.extend((!validity.is_empty()).then_some(("validity", validity, formula.span)));
    parts
}

fn rule_parts(policy: &Policy, rule: &Rule) -> Vec<Part> {
    // A named formula is compared by itself: here it is told by its name.
    let text = |id: FormulaId| {
        let formula = policy.formula(id);
        formula.map_or_else(String::new, |f| f.name.as_ref().map_or_else(|| f.text.clone(), ToString::to_string))
    };
    let place = |id: FormulaId| policy.formula(id).map_or(rule.span, |formula| formula.span);
    let mut parts: Vec<Part> = vec![
        ("title", rule.title.clone(), rule.span),
        ("kind", rule.kind().word().to_owned(), rule.span),
        ("strength", rule.strength.word().to_owned(), rule.span),
        ("counts", if rule.counts { "true" } else { "false" }.to_owned(), rule.span),
    ];
    match &rule.body {
        RuleBody::Indicator(indicator) => parts.extend(indicator_parts(indicator, rule.span, &text, &place)),
        RuleBody::Requirement(requirement) => {
            parts.extend(requirement.when.map(|when| ("when", text(when), place(when))));
            parts.extend(requirement.conditions.iter().map(|c| ("condition", text(c.that), place(c.that))));
        }
        RuleBody::Check(check) => {
            parts.push(("condition", text(check.that), place(check.that)));
            parts.push(("severity", check.severity.word().to_owned(), rule.span));
        }
        RuleBody::Claim(claim) => parts.push(("condition", text(claim.that), place(claim.that))),
    }
    parts
}

fn indicator_parts(
    indicator: &Indicator,
    own: Span,
    text: &impl Fn(FormulaId) -> String,
    place: &impl Fn(FormulaId) -> Span,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    parts.extend(indicator.value.map(|value| ("value", text(value), place(value))));
    parts.push(match &indicator.target {
        Target::Limit(word, limit) => ("target", format!("{}: {}", word.word(), text(*limit)), place(*limit)),
        Target::Between(from, to) => ("target", format!("{}..{}", text(*from), text(*to)), place(*from)),
        Target::Improvement => ("target", "improvement".to_owned(), own),
        Target::None(because) => ("target", because.clone(), own),
        Target::Manual => ("target", "manual".to_owned(), own),
    });
    let scale = match &indicator.scale {
        Scale::PercentOfTarget { partly_from, convention, band } => {
            let band = band.map(|band| format!(", band: {}", text(band))).unwrap_or_default();
            let convention = match convention {
                Convention::TargetOverOutcome => "target_over_outcome",
                Convention::TwoMinusRatio => "two_minus_ratio",
            };
            format!("percent_of_target: {}, {convention}{band}", text(*partly_from))
        }
        Scale::Band { partly_within } => format!("band: {}", text(*partly_within)),
        Scale::Levels(levels) => {
            let word = |word: LevelWord| if word == LevelWord::AtLeast { "at_least" } else { "at_most" };
            let each = levels.iter().map(|l| format!("{} {}: {}", l.gives.word(), word(l.word), text(l.limit)));
            format!("levels: {}", each.collect::<Vec<_>>().join("; "))
        }
        Scale::Change { unchanged } => format!("change, unchanged: {}", unchanged.word()),
        Scale::Boolean => "boolean".to_owned(),
        Scale::Manual { levels } => {
            let each = levels.iter().map(|(word, verdict)| format!("{word}: {}", verdict.word()));
            format!("manual: {}", each.collect::<Vec<_>>().join("; "))
        }
    };
    parts.push(("scale", scale, own));
    parts.extend(indicator.better.map(|better| ("better", better.word().to_owned(), own)));
    parts.push(match indicator.compare {
        Compare::Exact => ("compare", "exact".to_owned(), own),
        Compare::Decimals(decimals) => ("compare", format!("decimals: {decimals}"), own),
    });
    for exemption in &indicator.exemptions {
        let limit = exemption.limit.map(|limit| format!(", {}", text(limit))).unwrap_or_default();
        let expires = exemption.expires.map(|day| format!(", ..{day}")).unwrap_or_default();
        let decided = &exemption.decided;
        parts.push(("exemption", format!("{} {}{limit}{expires}", decided.by, decided.date), exemption.span));
    }
    parts
}
