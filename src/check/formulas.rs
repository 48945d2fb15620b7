//! Formulas: declared first, so that they can speak of each other, then typed.

use super::checker::{Checker, text_of};
use super::names::Entry;
use super::place::InYaml;
use super::uses::Pack;
use crate::diagnostic::{Diagnostic, Span, any_error};
use crate::figures::{Definition, Measured, Name};
use crate::formula::{FormulaId, Operation, Tree, Type, Wanted, parse_formula, type_formula};
use crate::policy::Formula;
use crate::policy::raw::{RawFormula, RawText, Reported};
use crate::quantity::Unit;

/// Why a formula is an assumption. One that takes the place of another pack's is: also a verdict of law that rests on it says so.
fn assumed(raw: &RawFormula) -> Option<String> {
    let replaces = raw.replaces.as_ref().map(|replaces| {
        format!("Ersätter `{}` i paketet som används: {}", replaces.name.value, replaces.because.value)
    });
    let parts: Vec<String> = replaces.into_iter().chain(text_of(raw.assumed.as_ref())).collect();
    (!parts.is_empty()).then(|| parts.join(". "))
}

impl Checker<'_> {
    pub(super) fn declare_formulas(&mut self, pack: &Pack) {
        self.own = pack.own;
        for raw in &pack.source.raw.formulas {
            if pack.formulas_replaced.contains_key(&raw.name.value) {
                continue;
            }
            let kind = self.kind_of(raw);
            let decimals = raw.decimals.as_ref().and_then(|d| self.decimals(d));
            let mut formula = Formula {
                name: Some(raw.name.value.as_str().into()),
                title: pack.title_here(&raw.name, &raw.title),
                tree: Tree::default(),
                kind,
                decimals,
                reported: None,
                says: raw.cases.iter().map(|c| text_of(c.says.as_ref())).collect(),
                validity: self.optional_validity(raw.valid.as_ref()),
                reference: text_of(raw.reference.as_ref()),
                assumed: assumed(raw),
                text: super::cases::text_of_formula(raw),
                own_words: pack.own_words(&raw.name, &raw.title),
                span: raw.name.span,
            };
            if !self.declare(&raw.name, Entry::Formula(self.formula_id())) {
                continue;
            }
            if let Some(reported) = &raw.reported {
                self.report(&mut formula, reported.value, reported.span, pack.aliases_here(&raw.name, &raw.title));
            }
            self.formulas.push(formula);
        }
    }

    /// Lets a formula be submitted too: as a figure of the same name.
    pub(super) fn report(&mut self, formula: &mut Formula, how: Reported, span: Span, aliases: Vec<String>) {
        let unit = match (&formula.kind, &formula.name) {
            (Type::Number(unit), Some(_)) => unit.clone(),
            (kind, _) if *kind != Type::Broken => {
                let message = crate::text!(
                    "bara ett tal kan redovisas vid sidan av det beräknade",
                    "only a number can be reported beside the computed one"
                );
                let help = crate::text!("ta bort `reported:`", "remove `reported:`");
                self.error(crate::diagnostic::Code::WrongType, span, message, help);
                return;
            }
            _ => return,
        };
        formula.reported = Some((self.figure_id(), how));
        self.vocabulary.figures.push(Definition {
            name: formula.name.clone().unwrap_or_else(|| Name::from("")),
            title: formula.title.clone(),
            unit,
            fact: None,
            measured: Measured::During,
            by: Vec::new(),
            aliases,
            sign: None,
            range: None,
            lever: None,
            decimals: formula.decimals,
            default: None,
            accepted: Vec::new(),
            validity: formula.validity,
            assumed: formula.assumed.clone(),
            own_words: formula.own_words.clone(),
            span: formula.span,
        });
    }

    /// The names of replaced formulas stand for those that took their place.
    pub(super) fn bind_replaced(&mut self, packs: &[Pack]) {
        for (old, new) in packs.iter().flat_map(|p| &p.formulas_replaced) {
            if let Some(named) = self.names.get_mut(new.as_str()) {
                // Whoever uses the old name uses it.
                named.used = true;
                let named = named.clone();
                self.names.entry(old.as_str().into()).or_insert(named);
            }
        }
        self.replaced_rules = packs.iter().flat_map(|p| p.rules_replaced.clone()).collect();
    }

    pub(super) fn type_formulas(&mut self, pack: &Pack) {
        for raw in &pack.source.raw.formulas {
            if let Some(id) = self.declared(&raw.name) {
                let tree = self.body(raw, id);
                if let (Some(tree), Some(formula)) = (tree, self.formulas.get_mut(id.0 as usize)) {
                    formula.tree = tree;
                }
            }
        }
    }

    /// The formula that was declared at a place.
    pub(super) fn declared(&self, name: &RawText) -> Option<FormulaId> {
        match self.names.get(name.value.as_str()) {
            Some(named) if named.span == name.span => match named.entry {
                Entry::Formula(id) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }

    fn body(&mut self, raw: &RawFormula, id: FormulaId) -> Option<Tree> {
        let wanted = match (&raw.unit, self.formula(id).map(|f| f.kind.clone())?) {
            (Some(at), Type::Number(unit)) => Wanted::Number(unit, at.span),
            (_, Type::Truth) => Wanted::Truth,
            (_, Type::Broken | Type::Number(_)) => Wanted::AnyNumber,
            (_, kind) => Wanted::Other(kind, raw.gives.as_ref().map_or(raw.name.span, |g| g.span)),
        };
        if !raw.cases.is_empty() {
            return self.cases(raw, &wanted);
        }
        self.tree(&raw.is, &wanted)
    }

    /// The typed tree of a formula; nothing if there is any fault in it.
    pub(super) fn tree(&mut self, text: &RawText, wanted: &Wanted) -> Option<Tree> {
        let sources = self.sources;
        let place = InYaml::new(text, sources);
        let syntax = match parse_formula(&text.value) {
            Ok(syntax) => syntax,
            Err(fault) => {
                let span = crate::formula::Place::span(&place, fault.start, fault.end);
                self.faults.push(Diagnostic::error(fault.code, span, fault.message).help(fault.help));
                return None;
            }
        };
        let (tree, faults) = type_formula(&syntax, wanted, &place, self);
        self.sound(tree, faults, text.span)
    }

    /// A tree without faults.
    pub(super) fn sound(&mut self, tree: Tree, faults: Vec<Diagnostic>, span: Span) -> Option<Tree> {
        self.faults.extend(faults.iter().cloned());
        if tree.kind() == Type::Broken && !any_error(&self.faults) {
            // Never: what is broken has been reported. But a rule that falls away in silence would be the worst fault of all.
            let message = crate::text!("formeln ger inget värde", "the formula gives no value");
            self.error(crate::diagnostic::Code::WrongType, span, message, crate::text!("skriv om den", "rewrite it"));
        }
        let sound = !any_error(&faults) && tree.kind() != Type::Broken;
        sound.then_some(tree)
    }

    /// A formula that stands in a rule. One that is only the name of a formula is that formula.
    pub(super) fn formula_of(&mut self, text: &RawText, wanted: &Wanted) -> Option<FormulaId> {
        let tree = self.tree(text, wanted)?;
        Some(self.keep_or_reuse(tree, text))
    }

    pub(super) fn keep_or_reuse(&mut self, tree: Tree, text: &RawText) -> FormulaId {
        match tree.result().map(|n| &n.operation) {
            Some(Operation::Formula(id)) => *id,
            _ => self.keep(tree, &text.value, text.span),
        }
    }

    /// A number that is written where a formula may stand.
    pub(super) fn constant(&mut self, value: rust_decimal::Decimal, unit: &Unit, text: &RawText) -> FormulaId {
        let node = crate::formula::Node {
            operation: Operation::Number(value),
            kind: Type::Number(unit.clone()),
            span: text.span,
        };
        self.keep(Tree { nodes: vec![node], root: crate::formula::NodeId(0) }, &text.value, text.span)
    }
}
