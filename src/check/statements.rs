//! Statements: every sum becomes a formula, a figure that may be reported, and a check that they agree.

use std::collections::BTreeSet;

use super::checker::{Checker, text_of, unit_of};
use super::names::Entry;
use super::uses::Pack;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::formula::{Comparison, FormulaId, Node, NodeId, Operation, Term, Tree, Type, Wanted, sum_of};
use crate::policy::raw::{RawLine, RawStatement, RawSum, RawText, Reported};
use crate::policy::{Check, Formula, Rule, RuleBody, Scope, Statement, StatementLine, Within};
use crate::quantity::Unit;
use crate::text;

/// A line that later sums may take in.
struct Line {
    name: String,
    term: Term,
}

/// Whether a step of a formula is a line: a sum is also its own computed value.
fn is_same_value(line: &Operation, step: &Operation) -> bool {
    match (line, step) {
        (Operation::Figure(a), Operation::Figure(b)) => a == b,
        (Operation::Parameter(a), Operation::Parameter(b)) => a == b,
        (Operation::Formula(a) | Operation::Published(a), Operation::Formula(b)) => a == b,
        _ => false,
    }
}

/// Whether a step reads what may be a line.
fn reads(step: &Operation) -> bool {
    matches!(step, Operation::Figure(_) | Operation::Ledger(..)) || step.formula().is_some()
}

impl Checker<'_> {
    /// The names of the sums, so that formulas can speak of them.
    pub(super) fn declare_sums(&mut self, pack: &Pack) {
        self.own = pack.own;
        for raw in &pack.source.raw.statements {
            let kind = self.unit(&raw.unit).map_or(Type::Broken, Type::Number);
            let validity = self.validity_within(raw.valid.as_ref(), pack);
            for line in &raw.lines {
                let RawLine::Sum(sum) = line else { continue };
                if !self.declare(&sum.name, Entry::Formula(self.formula_id())) {
                    continue;
                }
                let mut formula = Formula {
                    name: Some(sum.name.value.as_str().into()),
                    title: pack.title_here(&sum.name, &sum.title),
                    tree: Tree::default(),
                    kind: kind.clone(),
                    decimals: None,
                    reported: None,
                    says: Vec::new(),
                    validity,
                    reference: text_of(raw.reference.as_ref()),
                    assumed: None,
                    text: String::new(),
                    own_words: pack.own_words(&sum.name, &sum.title),
                    span: sum.name.span,
                };
                self.report(&mut formula, Reported::Check, sum.name.span, pack.aliases_here(&sum.name, &sum.title));
                self.formulas.push(formula);
            }
        }
    }

    pub(super) fn statements(&mut self, pack: &Pack) {
        for raw in &pack.source.raw.statements {
            if let Some(first) = self.statements.iter().find(|s| s.name == raw.name.value).map(|s| s.span) {
                self.duplicate(&raw.name.value, raw.name.span, first);
                continue;
            }
            // An unknown unit was reported when the sums were declared.
            if let Some(unit) = self.vocabulary.units.get(&raw.unit.value).cloned() {
                self.statement(raw, unit, pack);
            }
        }
    }

    fn statement(&mut self, raw: &RawStatement, unit: Unit, pack: &Pack) {
        self.unique(raw.lines.iter().map(|line| match line {
            RawLine::Item { name, .. } => name,
            RawLine::Sum(sum) => &sum.name,
        }));
        let mut lines = Vec::new();
        let mut above: Vec<Line> = Vec::new();
        // Where the lines begin that the next sum takes in: at the sum before it.
        let mut since = 0;
        for line in &raw.lines {
            match line {
                RawLine::Item { name, outside_law } => {
                    let Some((term, formula, title)) = self.item(name, &unit, raw.unit.span) else { continue };
                    above.push(Line { name: name.value.clone(), term });
                    lines.push(StatementLine {
                        title,
                        formula,
                        is_sum: false,
                        outside_law: text_of(outside_law.as_ref()),
                    });
                }
                RawLine::Sum(sum) => {
                    let Some(id) = self.declared(&sum.name) else { continue };
                    self.sum(sum, id, &unit, &above, since, raw.unit.span);
                    self.check_of_sum(raw, sum, id, &unit, pack);
                    let term = Term { operation: Operation::Published(id), unit: unit.clone(), span: sum.name.span };
                    since = above.len();
                    above.push(Line { name: sum.name.value.clone(), term });
                    lines.push(StatementLine {
                        title: pack.title_here(&sum.name, &sum.title),
                        formula: id,
                        is_sum: true,
                        outside_law: None,
                    });
                }
            }
        }
        let reference = raw.reference.as_ref().or(pack.source.raw.head.defaults.reference.as_ref());
        self.statements.push(Statement {
            name: raw.name.value.clone(),
            title: raw.title.value.clone(),
            unit,
            lines,
            reference: text_of(reference),
            span: raw.name.span,
        });
    }

    /// A line that is a figure, formula or parameter: what it adds to a sum, the formula that shows it, its title.
    fn item(&mut self, name: &RawText, unit: &Unit, unit_at: Span) -> Option<(Term, FormulaId, String)> {
        let (operation, own, title) = match self.known(name)? {
            Entry::Figure(id) => {
                let figure = self.vocabulary.get(id)?;
                if figure.fact.is_some() {
                    self.no_number(name);
                    return None;
                }
                let figure = self.vocabulary.get(id)?;
                (Operation::Figure(id), figure.unit.clone(), figure.title.clone())
            }
            Entry::Parameter(id) => {
                let parameter = self.parameters.get(id.0 as usize)?;
                (Operation::Parameter(id), parameter.unit.clone(), parameter.title.clone())
            }
            Entry::Formula(id) => {
                let formula = self.formula(id)?;
                let Some(own) = unit_of(&formula.kind) else {
                    if formula.kind != Type::Broken {
                        self.no_number(name);
                    }
                    return None;
                };
                (Operation::Formula(id), own, formula.title.clone())
            }
            Entry::Dimension(_) | Entry::Ledger(_) => {
                self.unknown(&name.value, name.span);
                return None;
            }
            Entry::Broken => return None,
        };
        let term = Term { operation, unit: own, span: name.span };
        let (tree, faults) = sum_of(vec![term.clone()], unit, unit_at);
        if !faults.is_empty() {
            self.faults.extend(faults);
            return None;
        }
        Some((term, self.keep_or_reuse(tree, name), title))
    }

    fn no_number(&mut self, line: &RawText) {
        let message = text!("raden är inget tal", "the line is not a number");
        self.error(Code::WrongType, line.span, message, text!("ta bort raden", "remove the line"));
    }

    fn sum(&mut self, raw: &RawSum, id: FormulaId, unit: &Unit, above: &[Line], since: usize, unit_at: Span) {
        let chosen: Vec<&Line> = match &raw.of {
            None => above.iter().skip(since).collect(),
            Some(names) => {
                self.unique(names.iter());
                let mut chosen = Vec::new();
                for name in names {
                    match above.iter().find(|l| l.name == name.value) {
                        Some(line) => chosen.push(line),
                        None => self.not_a_line(name, above),
                    }
                }
                chosen
            }
        };
        if chosen.is_empty() && raw.of.is_none() {
            let message = text!("summan har inga rader över sig", "the sum has no lines above it");
            let help = text!("skriv raderna före summan", "write the lines before the sum");
            self.error(Code::BadValue, raw.name.span, message, help);
        }
        let made = match &raw.is {
            Some(is) => self.made_of(is, &chosen, unit, unit_at).map(|tree| (tree, is.value.clone())),
            None => {
                let text = chosen.iter().map(|l| l.name.as_str()).collect::<Vec<_>>().join(" + ");
                let (tree, faults) = sum_of(chosen.into_iter().map(|l| l.term.clone()).collect(), unit, unit_at);
                self.faults.extend(faults);
                Some((tree, text))
            }
        };
        if let (Some(made), Some(formula)) = (made, self.formulas.get_mut(id.0 as usize)) {
            (formula.tree, formula.text) = made;
        }
    }

    /// A sum with a formula of its own. It must build on every line that it takes in and on no other, or the table would not show what it says.
    fn made_of(&mut self, is: &RawText, lines: &[&Line], unit: &Unit, unit_at: Span) -> Option<Tree> {
        let mut tree = self.tree(is, &Wanted::Number(unit.clone(), unit_at))?;
        let mut found = BTreeSet::new();
        let mut others = Vec::new();
        for id in tree.reached() {
            let Some(node) = tree.nodes.get_mut(id.0 as usize) else { continue };
            match lines.iter().position(|line| is_same_value(&line.term.operation, &node.operation)) {
                // An earlier sum is as reported, if it was.
                Some(index) => {
                    node.operation = lines.get(index)?.term.operation.clone();
                    found.insert(index);
                }
                None if reads(&node.operation) => others.push(node.span),
                None => {}
            }
        }
        for span in others {
            let message = text!("det här är ingen rad som summan har", "this is no line that the sum has");
            let help = text!(
                "skriv det som en rad ovanför summan; bara gränser (`parameters:`) får komma till",
                "write it as a line above the sum; only limits (`parameters:`) may be added"
            );
            self.error(Code::UnknownName, span, message, help);
        }
        for (_, line) in lines.iter().enumerate().filter(|(index, _)| !found.contains(index)) {
            let name = &line.name;
            let message = text!("summan räknar inte med raden `{name}`", "the sum leaves out the line `{name}`");
            let help = text!(
                "ta med raden i formeln, eller räkna upp summans rader i `of:`",
                "take the line into the formula, or list the lines of the sum in `of:`"
            );
            self.faults.push(
                Diagnostic::error(Code::BadValue, is.span, message)
                    .also(line.term.span, text!("raden", "the line"))
                    .help(help),
            );
        }
        Some(tree)
    }

    fn not_a_line(&mut self, name: &RawText, above: &[Line]) {
        let written = &name.value;
        let message = text!("`{written}` är ingen rad ovanför summan", "`{written}` is not a line above the sum");
        let listed = above.iter().map(|l| l.name.as_str()).collect::<Vec<_>>().join(", ");
        let help = crate::diagnostic::did_you_mean(written, above.iter().map(|l| l.name.as_str()))
            .unwrap_or_else(|| text!("raderna ovanför är: {listed}", "the lines above are: {listed}"));
        self.error(Code::UnknownName, name.span, message, help);
    }

    /// The check that a reported sum is the sum of its lines. It is judged where the sum was reported, for that is all it reads.
    fn check_of_sum(&mut self, raw: &RawStatement, sum: &RawSum, id: FormulaId, unit: &Unit, pack: &Pack) {
        let Some((figure, _)) = self.formula(id).and_then(|f| f.reported) else { return };
        let node = |operation, kind| Node { operation, kind, span: sum.name.span };
        let number = Type::Number(unit.clone());
        let tree = Tree {
            nodes: vec![
                node(Operation::Figure(figure), number.clone()),
                node(Operation::Formula(id), number),
                node(Operation::Compare(Comparison::Equal, NodeId(0), NodeId(1)), Type::Truth),
            ],
            root: NodeId(2),
        };
        let that = self.keep(tree, &sum.name.value, sum.name.span);
        let defaults = &pack.source.raw.head.defaults;
        let scope = Scope { periods: None, kind: None, bases: None, ..self.scope(&[defaults.for_.as_ref()]) };
        let validity = self.validity_within(raw.valid.as_ref(), pack);
        let body = RuleBody::Check(Check { that, within: Within::Rounding, severity: Severity::Error, because: None });
        let (name, title) = (
            format!("{}/{}", raw.name.value, sum.name.value),
            format!("{}: {}", raw.title.value, pack.title_here(&sum.name, &sum.title)),
        );
        let rule = Rule {
            scope,
            validity,
            reference: text_of(raw.reference.as_ref().or(defaults.reference.as_ref())),
            reads: vec![figure],
            ..Rule::of_no_goal(name, title, body, sum.name.span)
        };
        self.add_rule(rule, pack);
    }
}
