//! The leaves of a derivation: figures, limits, what a script says.

use super::model::{Role, Step};
use crate::evaluate::{ContextId, Link, Reading, RecordId, Remark, Slot};
use crate::figures::{Fact, FigureId, Given};
use crate::formula::{NodeId, Operation, ParameterId, Tree, Type};
use crate::report::build::Scribe;
use crate::report::wording::facts::fact_in_words;
use crate::report::wording::names::called_there;
use crate::report::wording::number::quantity;
use crate::report::wording::say;
use crate::report::words::{Exact, Shown};
use crate::script::ScriptValue;
use crate::verdict::Missing;

/// The one figure, limit or formula that a whole tree is, seen through changes of unit.
pub(super) fn single_leaf(tree: &Tree) -> Option<NodeId> {
    let mut id = tree.root;
    loop {
        match tree.get(id)?.operation {
            Operation::Scale(inner, _) => id = inner,
            Operation::Figure(_)
            | Operation::Parameter(_)
            | Operation::Formula(_)
            | Operation::Published(_)
            | Operation::Number(_)
            | Operation::Truth(_) => return Some(id),
            _ => return None,
        }
    }
}

/// A note of a figures file without the file's own words for preliminary and approximate, which come first in it.
pub(in crate::report) fn note_in_words(note: &str) -> &str {
    let note = note.trim_start_matches("preliminary").trim_start_matches("approx");
    note.trim_start_matches([',', ';', ':', ' '])
}

impl Scribe<'_, '_> {
    /// A figure: submitted, assumed or missing.
    pub(super) fn figure_step(&self, id: FigureId, slot: Slot, record: RecordId) -> Option<Step> {
        let definition = self.run.policy().vocabulary.get(id)?;
        let context = self.run.evaluation.record(record).context;
        let mut step = Step::new(Role::Figure, definition.title.clone());
        step.reason_code = slot.value.reason();
        let figure = slot.link.index().and_then(|index| self.run.evaluation.figures().all().get(index));
        match slot.value.number() {
            Some(value) if definition.fact.is_some() => {
                let given = figure.map(|f| &f.given);
                step.figure = figure.and_then(|f| self.input(f));
                match given {
                    Some(Given::Fact(Fact::YesNo(truth))) => step.holds = Some(*truth),
                    Some(Given::Fact(fact)) => step.words = Some(fact_in_words(fact, definition, self.lang)),
                    _ => step.words = self.in_words(&Type::of(definition), value),
                }
            }
            Some(value) => {
                step.value = Some(Exact(value));
                step.unit = Some(definition.unit.symbol().to_owned());
                let decimals = figure.map_or(value.scale(), |f| f.decimals);
                step.shown = Some(Shown(crate::report::wording::number::shown(value, Some(decimals))));
                step.figure = match slot.link == Link::DEFAULT {
                    true => self.default_input(id, context),
                    false => figure.and_then(|f| self.input(f)),
                };
            }
            None => {
                let index = slot.link.index().and_then(|i| u32::try_from(i).ok());
                step.missing = self.missing_entry(&Missing::Figure(id, context, index));
            }
        }
        step.notes = self.figure_notes(&step, context);
        step.notes.extend(definition.own_words.as_ref().and_then(|words| called_there(words, self.lang)));
        Some(step)
    }

    fn figure_notes(&self, step: &Step, context: ContextId) -> Vec<String> {
        let lang = self.lang;
        let mut notes = Vec::new();
        let Some(input) = &step.figure else { return notes };
        if self.run.evaluation.context(context).reading == Reading::BestKnown {
            notes.push(say!(lang, "bästa kända underlag", "best known figure"));
        }
        if let Some(why) = &input.assumed {
            notes.push(say!(lang, "antagen: {why}", "assumed: {why}"));
        }
        if input.preliminary {
            notes.push(say!(lang, "preliminär", "preliminary"));
        }
        if input.approximate {
            notes.push(say!(lang, "ungefärlig", "approximate"));
        }
        let note = input.note.as_deref().map(note_in_words).filter(|n| !n.is_empty());
        notes.extend(note.map(str::to_owned));
        notes
    }

    /// A limit: the value in force, or that there is none.
    pub(super) fn parameter_step(&self, id: ParameterId, slot: Slot) -> Option<Step> {
        let parameter = self.run.policy().parameter(id)?;
        let mut step = Step::new(Role::Parameter, parameter.title.clone());
        step.reason_code = slot.value.reason();
        let index = slot.link.index().and_then(|i| u32::try_from(i).ok());
        step.parameter = index.and_then(|i| self.parameter(id, i));
        let value = step.parameter.as_ref().map(|p| p.value);
        step.value = value;
        step.shown = value.map(|v| Shown(v.0));
        step.unit = Some(parameter.unit.symbol().to_owned()).filter(|s| !s.is_empty());
        let written = index.and_then(|i| parameter.values.get(i as usize));
        step.notes.extend(
            written
                .and_then(|v| v.assumed.as_ref())
                .map(|why| say!(self.lang, "antagande: {why}", "assumption: {why}")),
        );
        if step.value.is_none() {
            step.notes.push(say!(self.lang, "inget värde gäller", "no value is in force"));
        }
        Some(step)
    }

    /// What the figures report beside a formula's own value.
    pub(super) fn reported_step(&self, record: RecordId) -> Option<Step> {
        let (index, note) = match self.run.evaluation.record(record).remark {
            // The computed value is unknown.
            Remark::None => (
                self.run.evaluation.reported_figure(record)?,
                say!(
                    self.lang,
                    "redovisat; kan inte stämmas av mot det beräknade",
                    "reported; cannot be held against the computed value"
                ),
            ),
            Remark::Agrees(index) => {
                (index, say!(self.lang, "stämmer med det beräknade", "agrees with the computed value"))
            }
            Remark::Reported(index) => (index, say!(self.lang, "redovisat, ej beräknat", "reported, not computed")),
            Remark::Differs(index) => {
                let computed = self.run.evaluation.computed(record).number()?;
                let formula = self.run.policy().formula(self.run.evaluation.record(record).formula);
                let unit = formula.and_then(|f| f.kind.unit()).map(|u| u.symbol());
                let computed = quantity(crate::report::wording::number::shown(computed, None), unit, self.lang);
                (
                    index,
                    say!(
                        self.lang,
                        "stämmer inte med det beräknade {computed}",
                        "disagrees with the computed {computed}"
                    ),
                )
            }
        };
        let input = self.run.evaluation.figures().get(index).and_then(|f| self.input(f))?;
        let mut step = Step::new(Role::Reported, input.title.clone());
        step.value = input.value.as_ref().and_then(|v| v.number());
        step.shown = step.value.map(|v| Shown(v.0));
        step.unit = Some(input.unit.clone());
        step.figure = Some(input);
        step.notes.push(note);
        Some(step)
    }

    /// "text: value", as a script asked for it.
    pub(super) fn script_note(&self, text: &str, value: &ScriptValue) -> String {
        let value = match value {
            ScriptValue::Number(number) => {
                quantity(crate::report::wording::number::shown(*number, None), None, self.lang)
            }
            ScriptValue::Truth(true) => say!(self.lang, "ja", "yes"),
            ScriptValue::Truth(false) => say!(self.lang, "nej", "no"),
            ScriptValue::Text(text) => text.clone(),
        };
        format!("{text}: {value}")
    }
}
