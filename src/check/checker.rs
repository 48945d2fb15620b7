//! What has come of the packs so far.

use std::collections::BTreeMap;

use super::functions::Functions;
use super::names::Named;
use crate::diagnostic::{Code, Diagnostic, Sources, Span};
use crate::figures::{FigureId, Name, Vocabulary};
use crate::formula::{FormulaId, ParameterId, Tree, Type};
use crate::language::Text;
use crate::policy::raw::{Damage, RawText};
use crate::policy::{Assessment, Formula, Goal, Ledger, Parameter, Recorded, Rule, Script, Statement};
use crate::quantity::Validity;

/// A policy in the making, and everything that is wrong with it.
pub(super) struct Checker<'a> {
    pub(super) sources: &'a Sources,
    pub(super) faults: Vec<Diagnostic>,
    pub(super) vocabulary: Vocabulary,
    pub(super) parameters: Vec<Parameter>,
    pub(super) formulas: Vec<Formula>,
    pub(super) scripts: Vec<Script>,
    /// The texts that formulas give.
    pub(super) texts: Vec<String>,
    pub(super) goals: Vec<Goal>,
    pub(super) rules: Vec<Rule>,
    pub(super) statements: Vec<Statement>,
    pub(super) ledgers: Vec<Ledger>,
    /// The ledger for whose posts a rule is judged that is being read.
    pub(super) each_post: Option<usize>,
    pub(super) assessments: Vec<Assessment>,
    pub(super) recorded: Vec<Recorded>,
    /// What of all packs could not be read.
    pub(super) damage: Damage,
    /// Figures, parameters, formulas and dimensions: one namespace.
    pub(super) names: BTreeMap<Name, Named>,
    pub(super) functions: Functions,
    /// Rules whose place another has taken: old name, new name.
    pub(super) replaced_rules: Vec<(String, String)>,
    /// Whether what is declared now is the pack's own, not a used pack's.
    pub(super) own: bool,
}

impl<'a> Checker<'a> {
    pub(super) fn new(sources: &'a Sources, faults: Vec<Diagnostic>) -> Self {
        Self {
            sources,
            faults,
            vocabulary: Vocabulary::default(),
            parameters: Vec::new(),
            formulas: Vec::new(),
            scripts: Vec::new(),
            texts: Vec::new(),
            goals: Vec::new(),
            rules: Vec::new(),
            statements: Vec::new(),
            ledgers: Vec::new(),
            each_post: None,
            assessments: Vec::new(),
            recorded: Vec::new(),
            damage: Damage::default(),
            names: BTreeMap::new(),
            functions: Functions::default(),
            replaced_rules: Vec::new(),
            own: true,
        }
    }

    pub(super) fn error(&mut self, code: Code, span: Span, message: Text, help: Text) {
        self.faults.push(Diagnostic::error(code, span, message).help(help));
    }

    pub(super) fn figure_id(&self) -> FigureId {
        FigureId(u32::try_from(self.vocabulary.figures.len()).unwrap_or(u32::MAX))
    }

    pub(super) fn parameter_id(&self) -> ParameterId {
        ParameterId(u32::try_from(self.parameters.len()).unwrap_or(u32::MAX))
    }

    pub(super) fn formula_id(&self) -> FormulaId {
        FormulaId(u32::try_from(self.formulas.len()).unwrap_or(u32::MAX))
    }

    pub(super) fn formula(&self, id: FormulaId) -> Option<&Formula> {
        self.formulas.get(id.0 as usize)
    }

    /// Keeps a formula without a name.
    pub(super) fn keep(&mut self, tree: Tree, text: &str, span: Span) -> FormulaId {
        let id = self.formula_id();
        let kind = tree.kind();
        self.formulas.push(Formula {
            name: None,
            title: text.to_owned(),
            tree,
            kind,
            decimals: None,
            reported: None,
            says: Vec::new(),
            validity: Validity::default(),
            reference: None,
            assumed: None,
            text: text.to_owned(),
            own_words: None,
            span,
        });
        id
    }

    /// Reports every name that stands twice in a list.
    pub(super) fn unique<'t>(&mut self, names: impl Iterator<Item = &'t RawText>) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for name in names {
            match seen.get(name.value.as_str()) {
                Some(first) => self.duplicate(&name.value, name.span, *first),
                None => {
                    seen.insert(&name.value, name.span);
                }
            }
        }
    }

    /// Two things of one name.
    pub(super) fn duplicate(&mut self, name: &str, here: Span, first: Span) {
        let message = crate::text!("`{name}` finns redan", "`{name}` is already there");
        self.faults.push(
            Diagnostic::error(Code::DuplicateName, here, message)
                .also(first, crate::text!("den första", "the first one"))
                .help(crate::text!("ge den ena ett annat namn", "give one of them another name")),
        );
    }
}

/// The unit of a type, or nothing for what is faulty or no number.
pub(super) fn unit_of(kind: &Type) -> Option<crate::quantity::Unit> {
    kind.unit().cloned()
}

/// The text of an optional value.
pub(super) fn text_of(text: Option<&RawText>) -> Option<String> {
    text.map(|t| t.value.clone())
}
