//! The leaves of a verdict: figures, limits, and what is missing.

use super::{Depth, Scribe, entity};
use crate::diagnostic::Sources;
use crate::evaluate::ContextId;
use crate::figures::{Figure, FigureId, Given, Vocabulary};
use crate::formula::ParameterId;
use crate::report::rule::{Input, MissingEntry, ParameterEntry};
use crate::report::wording::facts::fact_told;
use crate::report::words::{Exact, Told};
use crate::verdict::{Judgement, Missing, Rest};

impl Input {
    /// A submitted figure.
    pub(in crate::report) fn of(figure: &Figure, vocabulary: &Vocabulary, sources: &Sources) -> Option<Self> {
        let definition = vocabulary.get(figure.id)?;
        let (value, precision) = match &figure.given {
            Given::Number { value, half_width } => (Some(Told::Number(Exact(*value))), Some(Exact(*half_width))),
            Given::Fact(fact) => (Some(fact_told(fact, definition)), None),
            Given::Missing { .. } => (None, None),
        };
        let mut places = figure.origins.iter().map(|o| sources.cite(o.span)).filter(|place| !place.is_empty());
        Some(Self {
            figure: definition.name.to_string(),
            title: definition.title.clone(),
            entity: entity(&figure.coordinates),
            period: figure.period,
            basis: figure.basis,
            edition: figure.edition.map(|e| e.0),
            value,
            unit: definition.unit.symbol().to_owned(),
            precision,
            source: places.next(),
            span: figure.origins.first().map(|o| o.span),
            also: places.collect(),
            cited: figure.origins.iter().find_map(|o| o.cited.clone()),
            assumed: None,
            preliminary: figure.preliminary,
            approximate: figure.approximate,
            note: figure.note.clone(),
        })
    }
}

impl Scribe<'_, '_> {
    /// The figures and limits that a judgement rests on.
    pub(super) fn leaves(&self, judgement: &Judgement) -> (Vec<Input>, Vec<ParameterEntry>) {
        let (mut inputs, mut parameters) = (Vec::new(), Vec::new());
        for rest in self.run.rests(judgement) {
            match rest {
                Rest::Figure(_) | Rest::Default(..) if self.depth == Depth::Verdicts => {}
                Rest::Figure(index) => {
                    inputs.extend(self.run.evaluation.figures().get(index).and_then(|f| self.input(f)))
                }
                Rest::Default(id, context) => inputs.extend(self.default_input(id, context)),
                Rest::Parameter(id, index) => parameters.extend(self.parameter(id, index)),
            }
        }
        (inputs, parameters)
    }

    /// A submitted figure.
    pub fn input(&self, figure: &Figure) -> Option<Input> {
        Input::of(figure, &self.run.policy().vocabulary, self.sources)
    }

    /// A figure that was not submitted, and has a default.
    pub fn default_input(&self, id: FigureId, context: ContextId) -> Option<Input> {
        let definition = self.run.policy().vocabulary.get(id)?;
        let default = definition.default.as_ref()?;
        let place = self.run.evaluation.context(context);
        Some(Input {
            figure: definition.name.to_string(),
            title: definition.title.clone(),
            entity: entity(&place.coordinates.only(&definition.by)),
            period: place.period,
            basis: place.basis,
            edition: None,
            value: Some(Told::Number(Exact(default.value))),
            unit: definition.unit.symbol().to_owned(),
            precision: None,
            source: None,
            span: None,
            also: Vec::new(),
            cited: None,
            assumed: Some(default.because.clone()),
            preliminary: false,
            approximate: false,
            note: None,
        })
    }

    /// One value of a parameter.
    pub fn parameter(&self, id: ParameterId, index: u32) -> Option<ParameterEntry> {
        let parameter = self.run.policy().parameter(id)?;
        let value = parameter.values.get(index as usize)?;
        Some(ParameterEntry {
            parameter: parameter.name.to_string(),
            title: parameter.title.clone(),
            value: Exact(value.value),
            unit: parameter.unit.symbol().to_owned(),
            from: value.validity.from,
            reference: value.reference.clone(),
            place: self.sources.cite(value.span),
        })
    }

    pub(super) fn missing_entries(&self, judgement: &Judgement) -> Vec<MissingEntry> {
        self.run.missing(judgement).into_iter().filter_map(|m| self.missing_entry(&m)).collect()
    }

    pub fn missing_entry(&self, missing: &Missing) -> Option<MissingEntry> {
        let policy = self.run.policy();
        let (figure, parameter, title, context, because) = match missing {
            Missing::Figure(id, context, submitted) => {
                let definition = policy.vocabulary.get(*id)?;
                let given = submitted.and_then(|index| self.run.evaluation.figures().get(index)).map(|f| &f.given);
                let because = match given {
                    Some(Given::Missing { because }) => because.clone(),
                    _ => None,
                };
                (Some(definition.name.to_string()), None, &definition.title, *context, because)
            }
            Missing::Parameter(id, context) => {
                let parameter = policy.parameter(*id)?;
                (None, Some(parameter.name.to_string()), &parameter.title, *context, None)
            }
        };
        let place = self.run.evaluation.context(context);
        let (basis, period) = (place.basis, place.period);
        Some(MissingEntry {
            figure,
            parameter,
            title: title.clone(),
            entity: entity(&place.coordinates),
            period,
            basis,
            because,
        })
    }
}
