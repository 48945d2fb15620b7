//! What each verdict was made of: the formulas as they are written, the figures, the limits, and what is missing.

use super::Book;
use super::table::{Cell, FIRST, Table};
use super::verdicts::{part, with_symbol};
use crate::formula::FormulaId;
use crate::policy::{Indicator, Policy, RuleBody, Target};
use crate::report::Report;
use crate::report::rule::RuleVerdict;
use crate::report::wording::{basis_word, figure_name, period_words, say, verdict_word};
use crate::report::words::Told;

/// For each verdict the row where what it was made of begins, from 0.
pub(super) fn first_rows(report: &Report, policy: &Policy) -> Vec<u32> {
    let mut next = FIRST;
    let length = |row: &RuleVerdict| {
        let formulas = formulas(row, policy).len() + row.conditions.len();
        1 + formulas + row.inputs.len() + row.parameters.len() + row.missing.len()
    };
    let mut first = Vec::with_capacity(report.verdicts.len());
    for row in &report.verdicts {
        first.push(next);
        next = next.saturating_add(u32::try_from(length(row)).unwrap_or(u32::MAX));
    }
    first
}

/// The formulas of a rule with what they are: a measure's value and limits, and every named formula that is read for a verdict, as `name = formula`.
/// What requirements and checks say themselves is among their conditions.
fn formulas(row: &RuleVerdict, policy: &Policy) -> Vec<(Formula, String)> {
    let rule = policy.rule_by_name(&row.rule).and_then(|id| policy.rule(id));
    let (own, read): (Vec<(Formula, FormulaId)>, Vec<FormulaId>) = match rule.map(|rule| &rule.body) {
        Some(RuleBody::Indicator(Indicator { value, target, .. })) => {
            let limits = match target {
                Target::Limit(_, limit) => vec![*limit],
                Target::Between(low, high) => vec![*low, *high],
                Target::Improvement | Target::None(_) | Target::Manual => Vec::new(),
            };
            let limits = limits.into_iter().map(|id| (Formula::Limit, id));
            (value.iter().map(|id| (Formula::Value, *id)).chain(limits).collect(), Vec::new())
        }
        Some(RuleBody::Requirement(requirement)) => {
            let conditions = requirement.conditions.iter().map(|condition| condition.that);
            (Vec::new(), requirement.when.into_iter().chain(conditions).collect())
        }
        Some(RuleBody::Check(check)) => (Vec::new(), vec![check.that]),
        Some(RuleBody::Claim(claim)) => (Vec::new(), vec![claim.that]),
        None => (Vec::new(), Vec::new()),
    };
    let mut found: Vec<FormulaId> = own.iter().map(|(_, id)| *id).chain(read).collect();
    let mut next = 0;
    while let Some(formula) = found.get(next).and_then(|id| policy.formula(*id)) {
        for inner in formula.tree.nodes.iter().filter_map(|node| node.operation.formula()) {
            if !found.contains(&inner) {
                found.push(inner);
            }
        }
        next += 1;
    }
    let written = |id: FormulaId| {
        let formula = policy.formula(id)?;
        let text = &formula.text;
        Some(formula.name.as_ref().map_or(text.clone(), |name| format!("{name} = {text}")))
    };
    let is_named = |id: &&FormulaId| policy.formula(**id).is_some_and(|formula| formula.name.is_some());
    let is_own = |id: &&FormulaId| own.iter().any(|(_, known)| known == *id);
    let named = found.iter().filter(is_named).filter(|id| !is_own(id)).map(|id| (Formula::Named, *id));
    let all = own.iter().copied().chain(named);
    all.filter_map(|(what, id)| Some((what, written(id)?))).collect()
}

/// What a formula gives.
#[derive(Clone, Copy)]
enum Formula {
    Value,
    Limit,
    Named,
}

impl Book<'_> {
    pub(super) fn derivation(&self) -> Table {
        let lang = self.lang;
        let mut table = Table::new(vec![
            (say!(lang, "Regel", "Rule"), 30),
            (say!(lang, "Del", "Part"), 20),
            (say!(lang, "Period", "Period"), 18),
            (say!(lang, "Underlag", "Basis"), 10),
            (say!(lang, "Vad", "What"), 14),
            (say!(lang, "Formel eller namn", "Formula or name"), 70),
            (say!(lang, "Värde, exakt", "Value, exact"), 24),
            (say!(lang, "Enhet", "Unit"), 9),
            (say!(lang, "Utfall av villkoret", "How the condition came out"), 22),
            (say!(lang, "Källa eller referens", "Source or reference"), 50),
        ]);
        for (index, row) in self.report.verdicts.iter().enumerate() {
            self.derive(index, row, &mut table.rows);
        }
        table
    }

    fn derive(&self, index: usize, row: &RuleVerdict, rows: &mut Vec<Vec<Cell>>) {
        let lang = self.lang;
        let mut add = |what: String, cells: [Cell; 5]| {
            let of = [row.rule.clone(), part(&row.entity), period_words(row.period, lang)].map(Cell::Text);
            let of = of.into_iter().chain([Cell::text(basis_word(row.basis, lang)), Cell::Text(what)]);
            rows.push(of.chain(cells).collect());
        };
        let title = Cell::to_row(&row.title, &self.names.verdicts, Self::row_of_verdict(index));
        let word = Cell::Verdict(row.verdict, with_symbol(row.verdict, verdict_word(row.verdict, lang)));
        let (value, unit) = (row.value.map(|value| value.0), row.unit.clone().unwrap_or_default());
        let refs = Cell::text(row.refs.join("; "));
        add(say!(lang, "bedömning", "verdict"), [title, Cell::exact(value), Cell::Text(unit), word, refs]);
        for (what, text) in formulas(row, self.policy) {
            let what = match what {
                Formula::Value => say!(lang, "formel", "formula"),
                Formula::Limit => say!(lang, "gräns, formel", "limit, formula"),
                Formula::Named => say!(lang, "namngiven formel", "named formula"),
            };
            add(what, [Cell::text(text), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
        }
        for condition in &row.conditions {
            let side = |told: &Option<Told>| match told {
                Some(Told::Number(number)) => crate::quantity::plain(number.0),
                Some(Told::Words(words)) => words.clone(),
                None => String::new(),
            };
            let sides = match (&condition.left, &condition.right) {
                (None, None) => String::new(),
                (left, right) => format!("{} | {}", side(left), side(right)),
            };
            let word = with_symbol(condition.verdict, verdict_word(condition.verdict, lang));
            let because = Cell::text(condition.because.clone().unwrap_or_default());
            let unit = Cell::text(condition.unit.clone().unwrap_or_default());
            let cells =
                [Cell::text(&condition.text), Cell::Text(sides), unit, Cell::Verdict(condition.verdict, word), because];
            add(say!(lang, "villkor", "condition"), cells);
        }
        for input in &row.inputs {
            let name = figure_name(&input.title, &input.entity, lang);
            let place = format!("{name}, {}, {}", period_words(input.period, lang), basis_word(input.basis, lang));
            let link = match self.figures.row(input) {
                Some(to) => Cell::to_row(place, &self.names.figures, to),
                None => Cell::Text(place),
            };
            let value = match &input.value {
                Some(Told::Number(number)) => Cell::exact(Some(number.0)),
                Some(Told::Words(words)) => Cell::text(words),
                None => Cell::Empty,
            };
            let source = input.source.clone().unwrap_or_default();
            let source = Cell::linked(source, input.span.and_then(|span| self.to_file(span)));
            add(say!(lang, "uppgift", "figure"), [link, value, Cell::text(&input.unit), Cell::Empty, source]);
        }
        for parameter in &row.parameters {
            let reference = parameter.reference.clone().unwrap_or_else(|| parameter.place.clone());
            let value = Cell::exact(Some(parameter.value.0));
            let cells =
                [Cell::text(&parameter.title), value, Cell::text(&parameter.unit), Cell::Empty, Cell::Text(reference)];
            add(say!(lang, "gräns", "limit"), cells);
        }
        for missing in &row.missing {
            let name = figure_name(&missing.title, &missing.entity, lang);
            let place = format!("{name}, {}, {}", period_words(missing.period, lang), basis_word(missing.basis, lang));
            let because = Cell::text(missing.because.clone().unwrap_or_default());
            add(say!(lang, "saknas", "missing"), [Cell::Text(place), Cell::Empty, Cell::Empty, Cell::Empty, because]);
        }
    }
}
