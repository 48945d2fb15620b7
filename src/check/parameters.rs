//! Dated parameters.

use std::collections::BTreeMap;

use super::checker::{Checker, text_of};
use super::names::Entry;
use super::uses::Pack;
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Coordinates, Name};
use crate::policy::raw::{RawParameter, RawParameterValue, RawText};
use crate::policy::{Parameter, ParameterValue};
use crate::quantity::{Unit, Validity};
use crate::text;

impl Checker<'_> {
    pub(super) fn parameters(&mut self, pack: &Pack) {
        self.own = pack.own;
        for raw in &pack.source.raw.parameters {
            let entry = match self.unit(&raw.unit) {
                Some(unit) => {
                    let parameter = self.parameter_of(raw, unit, pack);
                    let entry = Entry::Parameter(self.parameter_id());
                    self.parameters.push(parameter);
                    entry
                }
                None => Entry::Broken,
            };
            self.declare(&raw.name, entry);
        }
    }

    fn parameter_of(&mut self, raw: &RawParameter, unit: Unit, pack: &Pack) -> Parameter {
        let values = match pack.settings.get(&raw.name.value) {
            Some(setting) => self.quantity(&setting.value, &unit, Some(raw.unit.span)).map_or_else(Vec::new, |value| {
                vec![ParameterValue {
                    validity: setting.validity,
                    coordinates: Coordinates::default(),
                    decided: None,
                    value,
                    reference: setting.reference.clone(),
                    assumed: setting.assumed.clone(),
                    span: setting.value.span,
                }]
            }),
            None => self.values_of(raw, &unit, pack.validity),
        };
        Parameter {
            name: raw.name.value.as_str().into(),
            title: raw.title.value.clone(),
            unit,
            values,
            local: raw.local.as_ref().is_some_and(|l| l.value),
            span: raw.name.span,
        }
    }

    fn values_of(&mut self, raw: &RawParameter, unit: &Unit, of_pack: Validity) -> Vec<ParameterValue> {
        let mut values = Vec::new();
        for value in &raw.values {
            self.has_reference(raw, value);
            let dated = value.from.is_some() || value.to.is_some();
            let from = value.from.as_ref().and_then(|t| self.period(t)).map(|p| p.start());
            let to = value.to.as_ref().and_then(|t| self.period(t)).map(|p| p.end());
            if let (Some(from), Some(to), Some(written)) = (from, to, &value.to)
                && from > to
            {
                let message = text!("värdet slutar gälla innan det börjar", "the value ends before it starts");
                self.error(
                    Code::BadPeriod,
                    written.span,
                    message,
                    text!("ändra `from` eller `to`", "change `from` or `to`"),
                );
            }
            let validity = match dated || raw.values.len() > 1 {
                true => Validity { from, to },
                false => of_pack,
            };
            let coordinates = self.coordinates(&value.where_);
            let decided = value.decided.as_ref().and_then(|d| self.date(d));
            let Some(number) = self.quantity(&value.value, unit, Some(raw.unit.span)) else { continue };
            values.push(ParameterValue {
                validity,
                coordinates,
                decided,
                value: number,
                reference: text_of(value.reference.as_ref().or(raw.reference.as_ref())),
                assumed: text_of(value.assumed.as_ref().or(raw.assumed.as_ref())),
                span: value.value.span,
            });
        }
        self.overlaps(&mut values);
        values
    }

    /// A value says where it comes from, or that it is assumed.
    fn has_reference(&mut self, raw: &RawParameter, value: &RawParameterValue) {
        let said = [&value.reference, &raw.reference, &value.assumed, &raw.assumed];
        if said.iter().all(|s| s.is_none()) {
            let message = text!("värdet saknar referens", "the value has no reference");
            let help = text!(
                "skriv med `ref:` var det står, eller med `assumed:` varför det är antaget",
                "write with `ref:` where it stands, or with `assumed:` why it is assumed"
            );
            self.error(Code::MissingReference, value.value.span, message, help);
        }
    }

    pub(super) fn coordinates(&mut self, pairs: &[(RawText, RawText)]) -> Coordinates {
        let mut found: Vec<(Name, Name)> = Vec::new();
        for (dimension, member) in pairs {
            if let Some(dimension) = self.known_dimension(dimension)
                && let Some(member) = self.known_member(&dimension, member)
            {
                found.push((dimension, member));
            }
        }
        Coordinates::new(found)
    }

    /// A value without an end holds until the next one begins; two that hold at once are reported.
    fn overlaps(&mut self, values: &mut [ParameterValue]) {
        let mut by_coordinates: BTreeMap<Coordinates, Vec<usize>> = BTreeMap::new();
        for (index, value) in values.iter().enumerate() {
            by_coordinates.entry(value.coordinates.clone()).or_default().push(index);
        }
        for mut indices in by_coordinates.into_values() {
            indices.sort_by_key(|i| values.get(*i).map(|v| v.validity.from));
            for pair in indices.windows(2) {
                let [first, next] = pair else { continue };
                let Some(later) = values.get(*next).cloned() else { continue };
                let Some(earlier) = values.get_mut(*first) else { continue };
                let starts_later = earlier.validity.from < later.validity.from;
                if earlier.validity.to.is_none() && starts_later {
                    earlier.validity.to = later.validity.from.map(|d| d.previous());
                }
                if earlier.validity.overlaps(later.validity) {
                    let message = text!("två värden gäller samtidigt", "two values hold at once");
                    self.faults.push(
                        Diagnostic::error(Code::OverlappingValidity, later.span, message)
                            .also(earlier.span, text!("det andra värdet", "the other value"))
                            .help(text!(
                                "ge det tidigare ett `to:`, eller ändra `from:`",
                                "give the earlier one a `to:`, or change `from:`"
                            )),
                    );
                }
            }
        }
    }
}
