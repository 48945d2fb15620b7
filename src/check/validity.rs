//! Parameters that a rule needs on a day when no value is in force.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::order::formulas_of;
use super::uses::Pack;
use crate::diagnostic::{Code, Diagnostic};
use crate::formula::{FormulaId, Operation, ParameterId};
use crate::policy::{Parameter, PeriodWord, Rule};
use crate::quantity::{Date, Validity};
use crate::text;

impl Checker<'_> {
    /// Reports parameters that have no value on a day that a rule is judged.
    pub(super) fn missing_values(&mut self, packs: &[Pack]) {
        let Some(pack) = packs.last().map(|p| p.validity) else { return };
        let mut told: BTreeSet<ParameterId> = BTreeSet::new();
        let mut found = Vec::new();
        for rule in &self.rules {
            let days = judged_days(rule, pack);
            let mut needed = BTreeSet::new();
            for formula in formulas_of(&rule.body) {
                self.parameters_in(formula, &mut needed, &mut BTreeSet::new());
            }
            for id in needed {
                let Some(parameter) = self.parameters.get(id.0 as usize) else { continue };
                let Some(day) = days.iter().find_map(|days| first_without_value(parameter, *days)) else { continue };
                if told.insert(id) {
                    found.push(fault(parameter, rule, day));
                }
            }
        }
        self.faults.extend(found);
    }

    /// The parameters that a formula reads in the period that is judged, not in another.
    fn parameters_in(&self, formula: FormulaId, found: &mut BTreeSet<ParameterId>, seen: &mut BTreeSet<FormulaId>) {
        let mut left = vec![formula];
        while let Some(id) = left.pop() {
            if !seen.insert(id) {
                continue;
            }
            for node in self.formula(id).map(|f| f.tree.nodes.as_slice()).unwrap_or_default() {
                match node.operation {
                    Operation::Parameter(parameter) => {
                        found.insert(parameter);
                    }
                    Operation::Formula(id) | Operation::Published(id) | Operation::Members(_, id, _) => left.push(id),
                    _ => {}
                }
            }
        }
    }
}

/// The days on which a value is needed: the last of each judged period, or any day of the pack.
fn judged_days(rule: &Rule, pack: Validity) -> Vec<Validity> {
    let Some(within) = rule.validity.common(pack) else { return Vec::new() };
    let day = |date: Date| Validity { from: Some(date), to: Some(date) };
    let ends = |word: &PeriodWord| match word {
        PeriodWord::Period(period) => Some(period.end()),
        PeriodWord::Year(_) | PeriodWord::ToDate => None,
    };
    match (&rule.scope.at, &rule.scope.periods) {
        (Some(at), _) => vec![day(*at)],
        (None, Some(periods)) if periods.iter().all(|p| ends(p).is_some()) => {
            periods.iter().filter_map(ends).filter(|d| within.holds(*d)).map(day).collect()
        }
        _ => vec![within],
    }
}

/// The first day of a stretch on which no value is in force, for any member.
fn first_without_value(parameter: &Parameter, days: Validity) -> Option<Option<Date>> {
    // An empty or faulty list of values has been reported.
    if parameter.values.is_empty() {
        return None;
    }
    let mut values: Vec<Validity> = parameter.values.iter().map(|v| v.validity).collect();
    values.sort_by_key(|v| v.from);
    let mut day = days.from;
    for value in values {
        let starts_too_late = match (value.from, day) {
            (Some(from), Some(day)) => from > day,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if starts_too_late {
            return Some(day);
        }
        match value.to {
            None => return None,
            Some(to) if days.to.is_some_and(|last| to >= last) => return None,
            Some(to) => day = Some(day.map_or(to.next(), |day| day.max(to.next()))),
        }
    }
    Some(day)
}

fn fault(parameter: &Parameter, rule: &Rule, day: Option<Date>) -> Diagnostic {
    let name = &parameter.name;
    let title = &rule.title;
    let message = match day {
        Some(day) => text!("`{name}` har inget värde {day}", "`{name}` has no value on {day}"),
        None => text!(
            "`{name}` har inget värde i början av regelns giltighet",
            "`{name}` has no value when the rule begins to hold"
        ),
    };
    Diagnostic::error(Code::MissingValidity, parameter.span, message)
        .also(rule.span, text!("behövs här: {title}", "needed here: {title}"))
        .help(text!(
            "lägg till ett värde för tiden, eller begränsa regeln med `valid:` eller `for: periods:`",
            "add a value for that time, or limit the rule with `valid:` or `for: periods:`"
        ))
}
