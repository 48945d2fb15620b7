//! A policy as evaluation walks it: the operations of all formulas close together, without types, places and words. Made from the policy, once.

use super::{Policy, Rule};
use crate::figures::{Definition, Measured};
use crate::formula::{FormulaId, Operation};

/// What evaluation needs of a formula before it looks at its operations.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    /// Its first operation in [`Program::operations`].
    pub first: u32,
    /// How many operations it has.
    pub length: u32,
    /// Which of them gives the result, counted from the first.
    pub root: u32,
    /// It holds at all times.
    pub always: bool,
    /// The figures may report it.
    pub reported: bool,
    /// Published decimals.
    pub decimals: Option<u32>,
}

/// The compact form of a policy's formulas and figures.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// One entry a formula.
    pub heads: Vec<Head>,
    /// The operations of all formulas.
    pub operations: Vec<Operation>,
    /// One entry a figure.
    pub figures: Vec<Facts>,
    /// For each rule, the first rule of the same scope, where the scope alone says what is judged.
    pub same_scope: Vec<Option<u32>>,
}

/// What evaluation needs of a figure's definition.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// Over what it is measured.
    pub measured: Measured,
    /// Published decimals, where they are stated.
    pub decimals: Option<u32>,
}

impl Program {
    /// The head and the last operation of a formula.
    pub fn result(&self, id: FormulaId) -> Option<(Head, &Operation)> {
        let head = *self.heads.get(id.0 as usize)?;
        Some((head, self.operations.get((head.first + head.root) as usize)?))
    }

    pub(super) fn of(policy: &Policy) -> Self {
        let facts = |d: &Definition| Facts { measured: d.measured, decimals: d.decimals };
        let mut program = Self { figures: policy.vocabulary.figures.iter().map(facts).collect(), ..Self::default() };
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for formula in &policy.formulas {
            program.heads.push(Head {
                first: short(program.operations.len()),
                length: short(formula.tree.nodes.len()),
                root: formula.tree.root.0,
                always: formula.validity.from.is_none() && formula.validity.to.is_none(),
                reported: formula.reported.is_some(),
                decimals: formula.decimals,
            });
            program.operations.extend(formula.tree.nodes.iter().map(|n| n.operation.clone()));
        }
        let same = |rule: &Rule| policy.rules.iter().position(|first| first.scope == rule.scope);
        let first_of = |rule: &Rule| rule.scope.is_stated().then(|| same(rule).map(short)).flatten();
        program.same_scope = policy.rules.iter().map(first_of).collect();
        program
    }
}
