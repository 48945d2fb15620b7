//! A checked policy: names are looked up, texts are read, formulas have types. Everything is found by index.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::ledger::Ledger;
use super::program::Program;
use super::raw::{GoalKind, Need, Reported, WithoutVerdict};
use super::rule::{Rule, RuleId, Verdict};
use crate::diagnostic::{Diagnostic, FileId, Span};
use crate::figures::{Coordinates, FigureId, Name, OwnWords, Vocabulary};
use crate::formula::{FormulaId, Operation, ParameterId, ScriptId, Tree, Type};
use crate::quantity::{Date, Unit, Validity};

/// A checked policy pack. Only the check makes one.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The pack's name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub organisation: Option<String>,
    /// The document it encodes.
    pub document: Option<String>,
    /// When it holds.
    pub validity: Validity,
    /// The assessment date, where the pack gives one.
    pub as_of: Option<Date>,
    /// Who decided it.
    pub decided: Option<Decision>,
    /// What may be submitted.
    pub vocabulary: Vocabulary,
    /// The limits; [`ParameterId`] is the index.
    pub parameters: Vec<Parameter>,
    /// The formulas, named and unnamed; [`FormulaId`] is the index.
    pub formulas: Vec<Formula>,
    /// The functions that run as scripts; [`ScriptId`] is the index.
    pub scripts: Vec<Script>,
    /// The texts that formulas give; a value of [`Type::Text`] from 0 up is an index.
    pub texts: Vec<String>,
    /// The goals.
    pub goals: Vec<Goal>,
    /// The rules, in the order of the pack; [`RuleId`] is the index.
    pub rules: Vec<Rule>,
    /// The statements.
    pub statements: Vec<Statement>,
    /// The ledgers.
    pub ledgers: Vec<Ledger>,
    /// The assessments.
    pub assessments: Vec<Assessment>,
    /// Sentences of the guideline that no figure can judge.
    pub recorded: Vec<Recorded>,
    /// Rules and claims of used packs that do not hold here.
    pub left_out: Vec<LeftOut>,
    /// SHA-256 over the pack's files and those of the packs that it uses.
    pub sha256: String,
    /// The files that it is over, in its order.
    pub files: Vec<FileId>,
    /// What there is to say about the pack without any figures.
    pub warnings: Vec<Diagnostic>,
    /// The compact form, made when it is first asked for: see [`Policy::program`].
    pub compact: OnceLock<Program>,
}

/// A decision: by whom, when, where it is written.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The body.
    pub by: String,
    /// The day.
    pub date: Date,
    /// The reference.
    pub reference: Option<String>,
}

/// A limit with dates and references.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: Unit,
    /// Its values, in the order of the pack.
    pub values: Vec<ParameterValue>,
    /// A pack that uses this one may set it.
    pub local: bool,
    /// Where it is defined.
    pub span: Span,
}

/// One value of a parameter.
#[derive(Debug, Clone)]
pub struct ParameterValue {
    /// When it is in force.
    pub validity: Validity,
    /// For which members only.
    pub coordinates: Coordinates,
    /// From when it is known.
    pub decided: Option<Date>,
    /// The value in the parameter's unit.
    pub value: Decimal,
    /// The reference.
    pub reference: Option<String>,
    /// Why it is an assumption, if it is one.
    pub assumed: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A derived figure, a target, a condition: anything that is computed.
#[derive(Debug, Clone)]
pub struct Formula {
    /// Its name, if it has one.
    pub name: Option<Name>,
    /// Its title; for an unnamed one the text of the formula.
    pub title: String,
    /// The typed tree.
    pub tree: Tree,
    /// What it gives.
    pub kind: Type,
    /// Published decimals.
    pub decimals: Option<u32>,
    /// The figure by which it may also be reported.
    pub reported: Option<(FigureId, Reported)>,
    /// Of a formula in cases: what each of them says. The tree is a choice for each but the last.
    pub says: Vec<Option<String>>,
    /// When it holds.
    pub validity: Validity,
    /// The reference.
    pub reference: Option<String>,
    /// Why it is an assumption, if it is one.
    pub assumed: Option<String>,
    /// The text as written.
    pub text: String,
    /// The words of a pack that uses the one which defines it, where they are others.
    pub own_words: Option<OwnWords>,
    /// Where it is written.
    pub span: Span,
}

/// A function that runs in the sandboxed engine.
#[derive(Debug, Clone)]
pub struct Script {
    /// The function's name.
    pub function: String,
    /// The whole rules file.
    pub source: String,
    /// What it gives.
    pub kind: Type,
    /// Why it is not transparent.
    pub because: crate::language::Text,
    /// Where its name stands.
    pub span: Span,
}

/// A goal.
#[derive(Debug, Clone)]
pub struct Goal {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Financial or operational.
    pub kind: GoalKind,
    /// The area it belongs to.
    pub area: Option<String>,
    /// The reference.
    pub reference: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A table as it is printed.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The unit of all lines.
    pub unit: Unit,
    /// Its lines, in order.
    pub lines: Vec<StatementLine>,
    /// The reference.
    pub reference: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A line of a statement.
#[derive(Debug, Clone)]
pub struct StatementLine {
    /// Its title.
    pub title: String,
    /// What it shows.
    pub formula: FormulaId,
    /// It is a sum of lines above.
    pub is_sum: bool,
    /// Why the line is outside what the law prescribes, if it is.
    pub outside_law: Option<String>,
}

/// A samlad bedömning.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The area it is about.
    pub area: Option<String>,
    /// The groups that it counts.
    pub groups: Vec<Group>,
    /// From the top, the first that holds.
    pub grades: Vec<Grade>,
    /// Who may override it.
    pub overriding: Option<Override>,
    /// The reference.
    pub reference: Option<String>,
    /// Why it is an assumption, if it is one.
    pub assumed: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A sentence of the guideline that no figure can judge: accounted for, never counted.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub title: String,
    /// Its words.
    pub quote: Option<String>,
    /// Where they stand.
    pub reference: String,
    /// Why no figure can judge it.
    pub because: String,
    /// The goal: an index into [`Policy::goals`].
    pub goal: Option<u32>,
    /// Where it is written.
    pub span: Span,
}

/// A rule or claim of a used pack that does not hold here: never judged, always told.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// Its full name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The name of the pack that it stands in.
    pub pack: String,
    /// Where it comes from.
    pub reference: Option<String>,
    /// Why it does not hold here.
    pub because: String,
    /// The rule that takes its place.
    pub replaced_by: Option<String>,
    /// Where it is left out.
    pub span: Span,
}

/// The rules that an assessment counts together.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// The rules in it.
    pub rules: Vec<RuleId>,
    /// What an undetermined rule does.
    pub without_verdict: WithoutVerdict,
}

/// One line of an assessment.
#[derive(Debug, Clone)]
pub struct Grade {
    /// What it gives.
    pub gives: Verdict,
    /// When; `None`: otherwise.
    pub when: Option<FormulaId>,
    /// The local word for it.
    pub says: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// Who may override an assessment, and what they must give.
#[derive(Debug, Clone)]
pub struct Override {
    /// The body.
    pub by: String,
    /// What is needed.
    pub needs: Vec<Need>,
}

/// Whether something counts in summaries and assessments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// It does.
    Yes,
    /// It is shown, not counted.
    No,
}

impl Policy {
    /// The compact form that evaluation walks.
    pub fn program(&self) -> &Program {
        self.compact.get_or_init(|| Program::of(self))
    }

    /// The formula.
    pub fn formula(&self, id: FormulaId) -> Option<&Formula> {
        self.formulas.get(id.0 as usize)
    }

    /// The parameter.
    pub fn parameter(&self, id: ParameterId) -> Option<&Parameter> {
        self.parameters.get(id.0 as usize)
    }

    /// The script.
    pub fn script(&self, id: ScriptId) -> Option<&Script> {
        self.scripts.get(id.0 as usize)
    }

    /// The rule.
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.get(id.0 as usize)
    }

    /// The rule of a name: the full one, or its last part if no other rule has it.
    pub fn rule_by_name(&self, name: &str) -> Option<RuleId> {
        let is_last_part = |full: &str| full.rsplit('/').next() == Some(name);
        let exact = self.rules.iter().position(|r| r.name == name);
        let index = exact.or_else(|| {
            let mut found = self.rules.iter().enumerate().filter(|(_, r)| is_last_part(&r.name));
            match (found.next(), found.next()) {
                (Some((index, _)), None) => Some(index),
                _ => None,
            }
        })?;
        u32::try_from(index).ok().map(RuleId)
    }

    /// The submitted figures that formulas read, in the order of the pack.
    pub fn figures_read(&self) -> BTreeSet<FigureId> {
        let nodes = self.formulas.iter().flat_map(|formula| &formula.tree.nodes);
        nodes
            .filter_map(|node| match node.operation {
                Operation::Figure(figure) => Some(figure),
                _ => None,
            })
            .collect()
    }

    /// The formula of a name.
    pub fn formula_by_name(&self, name: &str) -> Option<FormulaId> {
        let index = self.formulas.iter().position(|f| f.name.as_deref() == Some(name))?;
        u32::try_from(index).ok().map(FormulaId)
    }
}
