//! Formulas in cases.

use super::checker::Checker;
use super::place::InYaml;
use crate::diagnostic::Diagnostic;
use crate::formula::{Case, Place, Syntax, Tree, Wanted, parse_formula, type_cases};
use crate::policy::raw::{RawFormula, RawText};

impl Checker<'_> {
    /// The typed tree of a formula in cases; nothing if there is any fault in it.
    pub(super) fn cases(&mut self, raw: &RawFormula, wanted: &Wanted) -> Option<Tree> {
        let sources = self.sources;
        let mut parsed = Vec::with_capacity(raw.cases.len());
        for case in &raw.cases {
            let when = match &case.when {
                Some(when) => self.parsed(when).map(Some),
                None => Some(None),
            };
            parsed.push(when.zip(self.parsed(&case.is)));
        }
        let parsed: Vec<(Option<Syntax>, Syntax)> = parsed.into_iter().collect::<Option<_>>()?;
        let places: Vec<_> = raw
            .cases
            .iter()
            .map(|c| (c.when.as_ref().map(|w| InYaml::new(w, sources)), InYaml::new(&c.is, sources)))
            .collect();
        let cases: Vec<Case<'_>> = parsed
            .iter()
            .zip(&places)
            .map(|((when, is), (when_at, is_at))| Case {
                when: when.as_ref().zip(when_at.as_ref().map(|p| p as &dyn Place)),
                is: (is, is_at),
            })
            .collect();
        let (tree, faults) = type_cases(&cases, wanted, self);
        self.sound(tree, faults, raw.name.span)
    }

    fn parsed(&mut self, text: &RawText) -> Option<Syntax> {
        match parse_formula(&text.value) {
            Ok(syntax) => Some(syntax),
            Err(fault) => {
                let span = InYaml::new(text, self.sources).span(fault.start, fault.end);
                self.faults.push(Diagnostic::error(fault.code, span, fault.message).help(fault.help));
                None
            }
        }
    }
}

/// A formula as it is written; cases as the choices that they are.
pub(super) fn text_of_formula(raw: &RawFormula) -> String {
    let mut text = String::new();
    for case in &raw.cases {
        let is = case.is.value.trim();
        match &case.when {
            Some(when) => text.push_str(&format!("if {} {{ {is} }} else ", when.value.trim())),
            None => text.push_str(&format!("{{ {is} }}")),
        }
    }
    if raw.cases.is_empty() { raw.is.value.clone() } else { text }
}
