//! The typed tree: what a formula computes, with a unit on every number. Evaluation walks it; so do explanation, bounds and documentation.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::untyped::Comparison;
use crate::diagnostic::Span;
use crate::figures::{Choices, Definition, Edition, FactKind, FigureId, Name};
use crate::language::Text;
use crate::quantity::{Basis, Period, Rounding, Unit};
use crate::text;

/// A formula of a policy, named or not; an index into its list of formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormulaId(pub u32);

/// A parameter of a policy; an index into its list of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterId(pub u32);

/// A function that runs as a script; an index into the policy's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScriptId(pub u32);

/// A node of one tree; inputs come before what uses them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// What kind of value a formula gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A number of a unit.
    Number(Unit),
    /// A yes or no.
    Truth,
    /// A year of the calendar: the number of it.
    Year,
    /// A day: its number, see [`Date::number`](crate::quantity::Date::number).
    Date,
    /// One of these words: its place among them.
    Choice(Choices),
    /// A text: its place among the policy's texts, or below zero among the submitted figures.
    Text,
    /// A decision: the number of its day.
    Decision,
    /// Already reported as faulty; goes with everything.
    Broken,
}

/// A step.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it does.
    pub operation: Operation,
    /// What it gives.
    pub kind: Type,
    /// Where it is written.
    pub span: Span,
}

/// A tree of steps; the last node is the result.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// The steps.
    pub nodes: Vec<Node>,
    /// The result.
    pub root: NodeId,
}

/// Where in time and on which basis a part of a formula is looked up instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// `föregående(x)`: the same cut one year earlier, best known basis.
    Previous,
    /// `vid(x, 2022)`: another period, best known basis.
    At(Period),
    /// `vid(x, utgången(år))`: the last day of the judged year.
    EndOfYear,
    /// `budget(x)`, `prognos(x, "2024-08")`: another basis.
    On(Basis, Option<Edition>),
    /// `senast_kända(x)`: the best known basis.
    LatestKnown,
}

/// How the values of several years or members become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gather {
    /// The sum.
    Sum,
    /// The mean.
    Mean,
    /// The least.
    Least,
    /// The greatest.
    Greatest,
    /// How many are true.
    Count,
}

/// What a time that is computed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A year.
    Year,
    /// A day.
    Day,
}

/// Which of several years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The first.
    First,
    /// The last.
    Last,
}

/// What a count of an assessment's group counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountOf {
    /// All that count.
    All,
    /// With a verdict of met, partly met or not met.
    Judged,
    /// Met.
    Met,
    /// Partly met.
    PartlyMet,
    /// Not met.
    NotMet,
    /// Undetermined.
    Undetermined,
    /// Not applicable.
    NotApplicable,
}

/// What an assessment asks of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleIs {
    /// `uppfyllt("…")`.
    Met,
    /// `delvis("…")`.
    PartlyMet,
    /// `ej_uppfyllt("…")`.
    NotMet,
}

/// A part of a ledger in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LedgerPart {
    /// What the year begins with.
    Opening,
    /// What comes in; of posts what arises.
    Added,
    /// What goes out; of posts what is settled.
    Used,
    /// What the year ends with; of posts what remains.
    Closing,
    /// The year in which a post arose.
    Origin,
    /// The day by which a post must be settled.
    Due,
}

/// The operations. Inputs are nodes of the same tree, except for [`Operation::Elsewhere`], [`Operation::Years`], [`Operation::Members`],
/// [`Operation::Moved`] and [`Operation::YearWhen`], whose bodies are formulas of their own because they are evaluated in other contexts.
#[derive(Debug, Clone)]
pub enum Operation {
    /// A number that is written.
    Number(Decimal),
    /// A truth that is written.
    Truth(bool),
    /// A submitted figure.
    Figure(FigureId),
    /// A dated parameter.
    Parameter(ParameterId),
    /// Another formula.
    Formula(FormulaId),
    /// The published value of a formula if there is one, else the computed one.
    Published(FormulaId),
    /// The year of the judged period.
    Year,
    /// A change of unit.
    Scale(NodeId, Decimal),
    /// `-x`
    Negate(NodeId),
    /// `a + b`
    Add(NodeId, NodeId),
    /// `a - b`
    Subtract(NodeId, NodeId),
    /// `a * b`
    Multiply(NodeId, NodeId),
    /// `a * scale / b`; the scale is a change of unit, taken before dividing so that no digit is lost.
    Divide(NodeId, NodeId, Decimal),
    /// A comparison.
    Compare(Comparison, NodeId, NodeId),
    /// All of them.
    All(Vec<NodeId>),
    /// Any of them.
    Any(Vec<NodeId>),
    /// The opposite.
    Not(NodeId),
    /// One of two ways.
    If(NodeId, NodeId, NodeId),
    /// Sum, mean, least or greatest of several values.
    Gather(Gather, Vec<NodeId>),
    /// The absolute value.
    Absolute(NodeId),
    /// Rounding to a number of decimals.
    Round(Rounding, NodeId, NodeId),
    /// Whether a value is there.
    Present(NodeId),
    /// A submitted yes or no as a truth.
    Holds(NodeId),
    /// `dag(11, 30)`: the day of a month in the judged year.
    DayOfYear(u8, u8),
    /// `utgången(år + 3)`: the last day of a year.
    EndOfYear(NodeId),
    /// `vid(x, år)`: a formula in the year or on the day that a node gives, best known basis.
    Moved(Moment, FormulaId, NodeId),
    /// `första(villkor)`, `senaste(villkor)`: the first or last year, up to the judged one, in which a condition holds.
    YearWhen(Which, FormulaId),
    /// A formula in another context.
    Elsewhere(Elsewhere, FormulaId),
    /// A formula over the given number of years that end with this one.
    Years(Gather, FormulaId, NodeId),
    /// A formula over the members of a dimension.
    Members(Gather, FormulaId, Name),
    /// A script.
    Script(ScriptId, Vec<NodeId>),
    /// A function's body, inlined: the name is for explanations.
    Call(Name, NodeId),
    /// A count of an assessment's group: index of the group.
    Count(u32, CountOf),
    /// Whether a rule has a verdict: index of the rule.
    Verdict(u32, RuleIs),
    /// A part of a ledger: its index among the policy's.
    Ledger(u32, LedgerPart),
    /// Already reported as faulty.
    Broken,
}

impl Tree {
    /// A node.
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// The node that gives the result.
    pub fn result(&self) -> Option<&Node> {
        self.get(self.root)
    }

    /// The nodes that the result comes from.
    pub fn reached(&self) -> BTreeSet<NodeId> {
        let (mut found, mut left) = (BTreeSet::new(), vec![self.root]);
        while let Some(id) = left.pop() {
            if let Some(node) = self.get(id).filter(|_| found.insert(id)) {
                left.extend(node.operation.inputs());
            }
        }
        found
    }

    /// What the tree gives.
    pub fn kind(&self) -> Type {
        self.result().map_or(Type::Broken, |n| n.kind.clone())
    }
}

impl Type {
    /// The unit of a number.
    pub fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Number(unit) => Some(unit),
            _ => None,
        }
    }

    /// What a submitted figure gives.
    pub fn of(definition: &Definition) -> Self {
        match &definition.fact {
            None => Self::Number(definition.unit.clone()),
            Some(FactKind::YesNo) => Self::Truth,
            Some(FactKind::Date) => Self::Date,
            Some(FactKind::Choice(choices)) => Self::Choice(choices.clone()),
            Some(FactKind::Text) => Self::Text,
            Some(FactKind::Decision) => Self::Decision,
        }
    }

    /// What it is called: "ett datum". `None` for what is faulty.
    pub fn in_words(&self) -> Option<Text> {
        Some(match self {
            Self::Number(_) => text!("ett tal", "a number"),
            Self::Truth => text!("ett ja eller nej", "a yes or no"),
            Self::Year => text!("ett årtal", "a year"),
            Self::Date => text!("ett datum", "a date"),
            Self::Choice(_) => text!("ett val", "a choice"),
            Self::Text => text!("en text", "a text"),
            Self::Decision => text!("ett beslut", "a decision"),
            Self::Broken => return None,
        })
    }
}

impl Operation {
    /// The nodes that it reads, in order.
    pub fn inputs(&self) -> Vec<NodeId> {
        match self {
            Self::Scale(x, _)
            | Self::Negate(x)
            | Self::Not(x)
            | Self::Absolute(x)
            | Self::Present(x)
            | Self::Holds(x)
            | Self::EndOfYear(x)
            | Self::Moved(_, _, x)
            | Self::Call(_, x)
            | Self::Years(_, _, x) => vec![*x],
            Self::Add(a, b)
            | Self::Subtract(a, b)
            | Self::Multiply(a, b)
            | Self::Divide(a, b, _)
            | Self::Compare(_, a, b)
            | Self::Round(_, a, b) => vec![*a, *b],
            Self::If(c, a, b) => vec![*c, *a, *b],
            Self::All(list) | Self::Any(list) | Self::Gather(_, list) | Self::Script(_, list) => list.clone(),
            _ => Vec::new(),
        }
    }

    /// The formula that it reads, if it reads one.
    pub fn formula(&self) -> Option<FormulaId> {
        match self {
            Self::Formula(id)
            | Self::Published(id)
            | Self::Elsewhere(_, id)
            | Self::Years(_, id, _)
            | Self::Moved(_, id, _)
            | Self::YearWhen(_, id)
            | Self::Members(_, id, _) => Some(*id),
            _ => None,
        }
    }
}
