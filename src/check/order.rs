//! What reads what: cycles, the figures that each rule reads, what a reported formula is measured over.

use std::collections::BTreeSet;

use super::checker::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{FigureId, Measured};
use crate::formula::{FormulaId, Node, Operation};
use crate::policy::{Each, Indicator, RuleBody, Scale, Target};
use crate::text;

/// How far the search for cycles has come with a formula.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// What a formula reads, directly or through others.
#[derive(Debug, Clone, Default)]
pub(super) struct Read {
    /// Figures read in the formula's own period.
    here: Vec<FigureId>,
    /// All figures.
    all: Vec<FigureId>,
}

impl Read {
    /// The same, each figure once and in order.
    fn in_order(mut self) -> Self {
        for list in [&mut self.here, &mut self.all] {
            list.sort_unstable();
            list.dedup();
        }
        self
    }
}

impl Checker<'_> {
    /// Reports formulas that need themselves. Whether there are none.
    pub(super) fn order(&mut self) -> bool {
        let mut marks = vec![Mark::New; self.formulas.len()];
        let mut cycles = Vec::new();
        for index in 0..self.formulas.len() {
            self.visit(index, &mut marks, &mut cycles);
        }
        let acyclic = cycles.is_empty();
        for cycle in cycles {
            self.cycle(&cycle);
        }
        acyclic
    }

    /// Depth first, with a stack of our own: a chain of formulas may be long.
    fn visit(&self, start: usize, marks: &mut [Mark], cycles: &mut Vec<Vec<usize>>) {
        let mut path: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(index) = next.take() {
                match marks.get(index) {
                    Some(Mark::New) => {
                        if let Some(mark) = marks.get_mut(index) {
                            *mark = Mark::Open;
                        }
                        path.push((index, self.needs(index)));
                    }
                    Some(Mark::Open) => {
                        let from = path.iter().position(|(i, _)| *i == index).unwrap_or(0);
                        cycles.push(path.iter().skip(from).map(|(i, _)| *i).collect());
                    }
                    _ => {}
                }
            }
            let Some((index, left)) = path.last_mut() else { return };
            match left.pop() {
                Some(needed) => next = Some(needed),
                None => {
                    if let Some(mark) = marks.get_mut(*index) {
                        *mark = Mark::Done;
                    }
                    path.pop();
                }
            }
        }
    }

    /// The formulas that a formula speaks of, the last first.
    fn needs(&self, index: usize) -> Vec<usize> {
        let nodes = self.formulas.get(index).map(|f| f.tree.nodes.as_slice()).unwrap_or_default();
        let needed = |n: &Node| match n.operation {
            Operation::Ledger(index, part) => self.needs_of_part(index, part),
            ref other => other.formula().into_iter().collect(),
        };
        nodes.iter().rev().flat_map(needed).map(|id| id.0 as usize).collect()
    }

    fn cycle(&mut self, cycle: &[usize]) {
        let mut named: Vec<_> = cycle
            .iter()
            .filter_map(|i| self.formulas.get(*i))
            .filter_map(|f| Some((f.name.clone()?, f.span)))
            .collect();
        // Begin where the reader does: at the first one in the files.
        let first = named.iter().enumerate().min_by_key(|(_, (_, span))| *span).map_or(0, |(i, _)| i);
        named.rotate_left(first);
        let Some((name, span)) = named.first().cloned() else { return };
        let path = named.iter().map(|(n, _)| &**n).chain([&*name]).collect::<Vec<_>>().join(" → ");
        let message = text!("formeln behöver sig själv: {path}", "the formula needs itself: {path}");
        let mut fault = Diagnostic::error(Code::Cycle, span, message).help(text!(
            "bryt kedjan: låt en av formlerna bygga på uppgifter i stället",
            "break the chain: let one of the formulas build on figures instead"
        ));
        for (name, span) in named.iter().skip(1) {
            fault = fault.also(*span, text!("går genom `{name}`", "goes through `{name}`"));
        }
        self.faults.push(fault);
    }

    /// What each formula reads; there are no cycles.
    fn read_by_formulas(&self) -> Vec<Read> {
        let mut read: Vec<Option<Read>> = vec![None; self.formulas.len()];
        for start in 0..self.formulas.len() {
            let mut stack = vec![start];
            while let Some(index) = stack.last().copied() {
                let left: Vec<usize> =
                    self.needs(index).into_iter().filter(|i| matches!(read.get(*i), Some(None))).collect();
                if left.is_empty() || matches!(read.get(index), Some(Some(_))) {
                    stack.pop();
                    let found = self.read_by(index, &read);
                    if let Some(slot) = read.get_mut(index) {
                        *slot = Some(found);
                    }
                } else {
                    stack.extend(left);
                }
            }
        }
        read.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn read_by(&self, index: usize, read: &[Option<Read>]) -> Read {
        let mut found = Read::default();
        let Some(formula) = self.formulas.get(index) else { return found };
        for node in &formula.tree.nodes {
            if let Operation::Figure(id) = node.operation {
                found.here.push(id);
                found.all.push(id);
            }
            if let Operation::Ledger(ledger, _) = node.operation {
                found.all.extend(self.ledgers.get(ledger as usize).map(|l| l.reads.as_slice()).unwrap_or_default());
            }
            let inner = node.operation.formula().and_then(|id| read.get(id.0 as usize)?.as_ref());
            if let Some(inner) = inner {
                if matches!(node.operation, Operation::Formula(_) | Operation::Published(_) | Operation::Members(..)) {
                    found.here.extend(&inner.here);
                }
                found.all.extend(&inner.all);
            }
            // A published value is read where it is given.
            if let Operation::Published(id) = node.operation
                && let Some((figure, _)) = self.formula(id).and_then(|f| f.reported)
            {
                found.here.push(figure);
                found.all.push(figure);
            }
        }
        if let Some((figure, _)) = formula.reported {
            found.all.push(figure);
        }
        found.in_order()
    }

    /// A reported formula is measured as what it reads, and may be split as that may.
    pub(super) fn describe_reported(&mut self) {
        let read = self.read_by_formulas();
        for (formula, read) in self.formulas.iter().zip(&read) {
            let Some((own, _)) = formula.reported else { continue };
            let inputs: Vec<FigureId> = read.all.iter().copied().filter(|id| *id != own).collect();
            let here: Vec<FigureId> = read.here.iter().copied().filter(|id| *id != own).collect();
            let deciding = if here.is_empty() { &inputs } else { &here };
            let measured: Vec<Measured> = deciding
                .iter()
                .filter_map(|id| self.vocabulary.get(*id))
                .filter(|d| d.fact.is_none())
                .map(|d| d.measured)
                .collect();
            let measured = match measured.as_slice() {
                [_, ..] if measured.iter().all(|m| *m == Measured::At) => Measured::At,
                _ if measured.contains(&Measured::YearToDate) => Measured::YearToDate,
                _ => Measured::During,
            };
            let by: BTreeSet<_> =
                inputs.iter().filter_map(|id| self.vocabulary.get(*id)).flat_map(|d| d.by.iter().cloned()).collect();
            if let Some(definition) = self.vocabulary.figures.get_mut(own.0 as usize) {
                definition.measured = measured;
                definition.by = by.into_iter().collect();
            }
        }
    }

    /// Fills in what each rule reads. The check of a statement's sum has said it already.
    pub(super) fn reads(&mut self) {
        let read = self.read_by_formulas();
        for rule in self.rules.iter_mut().filter(|r| r.reads.is_empty()) {
            let formulas = formulas_of(&rule.body);
            let all = formulas.iter().filter_map(|id| read.get(id.0 as usize)).flat_map(|r| r.all.iter().copied());
            // A rule for each post is judged wherever something arises or is settled.
            let ledger = rule.scope.ledger().and_then(|(_, index)| self.ledgers.get(index as usize));
            let carried = ledger.into_iter().flat_map(|l| l.reads.iter().copied());
            rule.reads = all.chain(carried).collect::<BTreeSet<_>>().into_iter().collect();
        }
    }

    /// A rule for the parts of a dimension reads something that is split by it; else it would never be judged.
    pub(super) fn splits(&mut self) {
        let mut found = Vec::new();
        for rule in self.rules.iter().filter(|r| !r.reads.is_empty()) {
            let each = rule.scope.each.iter().filter_map(|e| match e {
                Each::Dimension(name) => Some(name),
                Each::Total | Each::Posts(..) => None,
            });
            for dimension in each.chain(rule.scope.only.iter().map(|(name, _)| name)) {
                let split = |id: &FigureId| self.vocabulary.get(*id).is_some_and(|d| d.by.contains(dimension));
                if !rule.reads.iter().any(split) {
                    found.push((rule.span, dimension.clone()));
                }
            }
        }
        for (span, dimension) in found {
            let message = text!(
                "regeln gäller delarna av `{dimension}`, men läser ingen uppgift som är delad så",
                "the rule is for the parts of `{dimension}`, but reads no figure that is split like that"
            );
            let help = text!(
                "skriv `by: [{dimension}]` på uppgiften, eller ändra `for:`",
                "write `by: [{dimension}]` on the figure, or change `for:`"
            );
            self.error(Code::BadValue, span, message, help);
        }
    }
}

/// The formulas that a rule names itself.
pub(super) fn formulas_of(body: &RuleBody) -> Vec<FormulaId> {
    match body {
        RuleBody::Indicator(indicator) => of_indicator(indicator),
        RuleBody::Requirement(r) => r.when.iter().copied().chain(r.conditions.iter().map(|c| c.that)).collect(),
        RuleBody::Check(check) => vec![check.that],
        RuleBody::Claim(claim) => vec![claim.that],
    }
}

fn of_indicator(indicator: &Indicator) -> Vec<FormulaId> {
    let mut all: Vec<FormulaId> = indicator.value.iter().chain(&indicator.gap_as).copied().collect();
    match &indicator.target {
        Target::Limit(_, limit) => all.push(*limit),
        Target::Between(from, to) => all.extend([*from, *to]),
        Target::Improvement | Target::None(_) | Target::Manual => {}
    }
    match &indicator.scale {
        Scale::PercentOfTarget { partly_from, band, .. } => all.extend(std::iter::once(partly_from).chain(band)),
        Scale::Band { partly_within } => all.push(*partly_within),
        Scale::Levels(levels) => all.extend(levels.iter().map(|l| l.limit)),
        Scale::Change { .. } | Scale::Boolean | Scale::Manual { .. } => {}
    }
    all.extend(indicator.exemptions.iter().filter_map(|e| e.limit));
    all
}
