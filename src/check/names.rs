//! The namespace of figures, parameters, formulas and dimensions, and what formulas may ask of it.

use super::checker::Checker;
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::figures::{FigureId, Name};
use crate::formula::{BUILT_IN, Binding, Callable, FormulaId, Names, ParameterId, Tree, Type, is_name, is_reserved};
use crate::language::Text;
use crate::policy::raw::RawText;
use crate::quantity::Units;
use crate::text;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Figure(FigureId),
    Parameter(ParameterId),
    Formula(FormulaId),
    /// An index into the vocabulary's dimensions.
    Dimension(usize),
    /// An index into the policy's ledgers.
    Ledger(usize),
    /// Its definition is faulty.
    Broken,
}

/// A name of the policy.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) entry: Entry,
    pub(super) span: Span,
    pub(super) used: bool,
    /// Of the pack itself, not of one that it uses.
    pub(super) own: bool,
}

impl Checker<'_> {
    /// Gives a name to something. A name that is taken or cannot be one is reported; `false` then.
    pub(super) fn declare(&mut self, name: &RawText, entry: Entry) -> bool {
        let written = &name.value;
        if is_reserved(written) {
            let message = text!("`{written}` är redan ett ord i formler", "`{written}` is already a word in formulas");
            self.error(Code::BadName, name.span, message, text!("välj ett annat namn", "choose another name"));
            return false;
        }
        if !is_name(written) {
            let message = text!("`{written}` kan inte vara ett namn", "`{written}` cannot be a name");
            let help = text!(
                "ett namn i formler har bokstäver, siffror och `_`, börjar med en bokstav och är inget av Rhais egna ord",
                "a name in formulas has letters, digits and `_`, begins with a letter and is none of Rhai's own words"
            );
            self.error(Code::BadName, name.span, message, help);
            return false;
        }
        if let Some(first) = self.names.get(written.as_str()).cloned() {
            self.duplicate(written, name.span, first.span);
            if let (Entry::Formula(_), false, Some(fault)) = (entry, first.own, self.faults.last_mut()) {
                fault.help = Some(text!(
                    "det andra paketet har redan namnet: välj ett annat, eller skriv `replaces:` om den ska ta dess plats",
                    "the other pack has the name already: choose another, or write `replaces:` if it is to take its place"
                ));
            }
            return false;
        }
        let entry = if self.damage.is_at(name.span) { Entry::Broken } else { entry };
        let named = Named { entry, span: name.span, used: false, own: self.own };
        self.names.insert(written.as_str().into(), named);
        true
    }

    /// What a name stands for; it counts as used from now on.
    pub(super) fn look_up(&mut self, name: &str) -> Option<Entry> {
        let named = self.names.get_mut(name)?;
        named.used = true;
        Some(named.entry)
    }

    /// What a name stands for; an unknown one is reported.
    pub(super) fn known(&mut self, name: &RawText) -> Option<Entry> {
        let found = self.look_up(&name.value);
        if found.is_none() {
            self.unknown(&name.value, name.span);
        }
        found
    }

    pub(super) fn unknown(&mut self, name: &str, span: Span) {
        let message = text!("det finns inget som heter `{name}`", "there is nothing called `{name}`");
        let help = self.suggest(name);
        self.faults.push(Diagnostic::error(Code::UnknownName, span, message).maybe_help(help));
    }

    /// The dimension of a name, as a name; anything else is reported.
    pub(super) fn known_dimension(&mut self, name: &RawText) -> Option<Name> {
        if let Some(Entry::Dimension(index)) = self.look_up(&name.value) {
            return self.vocabulary.dimensions.get(index).map(|d| d.name.clone());
        }
        let written = &name.value;
        let message =
            text!("det finns ingen dimension som heter `{written}`", "there is no dimension called `{written}`");
        let known: Vec<&str> = self.vocabulary.dimensions.iter().map(|d| &*d.name).collect();
        let listed = known.join(", ");
        let help = did_you_mean(written, known.iter().copied()).unwrap_or_else(|| match known.is_empty() {
            true => text!("dimensioner står under `dimensions:`", "dimensions stand under `dimensions:`"),
            false => text!("det finns: {listed}", "there are: {listed}"),
        });
        self.error(Code::UnknownName, name.span, message, help);
        None
    }

    /// The member of a dimension; an unknown one is reported.
    pub(super) fn known_member(&mut self, dimension: &Name, member: &RawText) -> Option<Name> {
        let found = self.vocabulary.dimension(dimension)?;
        let written = &member.value;
        if let Some(member) = found.members.iter().find(|m| &*m.name == written || m.aliases.contains(written)) {
            return Some(member.name.clone());
        }
        if found.open {
            return Some(written.as_str().into());
        }
        let title = &found.title;
        let message = text!("`{written}` finns inte i {title}", "`{written}` is not in {title}");
        let known: Vec<&str> = found.members.iter().map(|m| &*m.name).collect();
        let listed = known.join(", ");
        let help = did_you_mean(written, known.iter().copied())
            .unwrap_or_else(|| text!("det finns: {listed}", "there are: {listed}"));
        let defined = found.span;
        let fault = Diagnostic::error(Code::UnknownMember, member.span, message).help(help);
        self.faults.push(fault.also(defined, text!("dimensionen", "the dimension")));
        None
    }
}

impl Names for Checker<'_> {
    fn name(&mut self, name: &str) -> Option<Binding> {
        if let Some(binding) = self.of_post(name) {
            return Some(binding);
        }
        Some(match self.look_up(name)? {
            Entry::Figure(id) => match self.vocabulary.get(id) {
                Some(figure) => Binding::Figure(id, Type::of(figure)),
                None => Binding::Broken,
            },
            Entry::Parameter(id) => match self.parameters.get(id.0 as usize) {
                Some(parameter) => Binding::Parameter(id, parameter.unit.clone()),
                None => Binding::Broken,
            },
            Entry::Formula(id) => match self.formula(id).map(|f| f.kind.clone()) {
                Some(Type::Broken) | None => Binding::Broken,
                Some(kind) => Binding::Formula(id, kind),
            },
            Entry::Dimension(_) | Entry::Ledger(_) => return None,
            Entry::Broken => Binding::Broken,
        })
    }

    fn function(&mut self, name: &str) -> Option<Callable> {
        self.functions.call(name)
    }

    fn dimension(&mut self, name: &str) -> Option<Name> {
        match self.look_up(name)? {
            Entry::Dimension(index) => self.vocabulary.dimensions.get(index).map(|d| d.name.clone()),
            _ => None,
        }
    }

    fn units(&self) -> &Units {
        &self.vocabulary.units
    }

    fn suggest(&self, name: &str) -> Option<Text> {
        did_you_mean(name, self.names.keys().map(|n| &**n)).or_else(|| {
            Some(text!(
                "namn kommer från `figures:`, `parameters:`, `formulas:` och summor i `statements:`",
                "names come from `figures:`, `parameters:`, `formulas:` and sums in `statements:`"
            ))
        })
    }

    fn suggest_dimension(&self, name: &str) -> Option<Text> {
        did_you_mean(name, self.vocabulary.dimensions.iter().map(|d| &*d.name))
    }

    fn suggest_function(&self, name: &str) -> Option<Text> {
        did_you_mean(name, self.functions.names().chain(BUILT_IN.iter().copied())).or_else(|| {
            Some(text!(
                "funktioner är de inbyggda och de i `rules/*.rhai`",
                "functions are the built-in ones and those in `rules/*.rhai`"
            ))
        })
    }

    fn suggest_count(&self, ledger: &str, part: &str) -> Option<Text> {
        self.suggest_part(ledger, part)
    }

    fn part(&mut self, ledger: &str, part: &str) -> Option<Binding> {
        self.ledger_part(ledger, part)
    }

    fn add_text(&mut self, text: &str) -> u32 {
        let known = self.texts.iter().position(|t| t == text);
        let index = known.unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        });
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    fn add_part(&mut self, tree: Tree, span: Span) -> FormulaId {
        let text = self.sources.slice(span).to_owned();
        self.keep(tree, &text, span)
    }
}
