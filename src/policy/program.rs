//! A policy as evaluation walks it: the operations of all formulas close together, without types, places and words. Made from the policy, once.

use super::Policy;
use crate::figures::Measured;
use crate::formula::Operation;

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
}

/// The compact form of a policy's formulas and figures.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// One entry a formula.
    pub heads: Vec<Head>,
    /// The operations of all formulas.
    pub operations: Vec<Operation>,
    /// Over what each figure is measured.
    pub measured: Vec<Measured>,
}

impl Program {
    pub(super) fn of(policy: &Policy) -> Self {
        let mut program =
            Self { measured: policy.vocabulary.figures.iter().map(|d| d.measured).collect(), ..Self::default() };
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for formula in &policy.formulas {
            program.heads.push(Head {
                first: short(program.operations.len()),
                length: short(formula.tree.nodes.len()),
                root: formula.tree.root.0,
                always: formula.validity.from.is_none() && formula.validity.to.is_none(),
                reported: formula.reported.is_some(),
            });
            program.operations.extend(formula.tree.nodes.iter().map(|n| n.operation.clone()));
        }
        program
    }
}
