//! YAML figures files: figures and the verdicts that people gave.

use std::borrow::Cow;

use super::Loader;
use super::facts::Facts;
use super::submit::{Said, What};
use crate::diagnostic::{Code, Diagnostic, FileId, Span};
use crate::figures::{Coordinates, Fact, ManualVerdict, Origin};
use crate::text;
use crate::yaml::{self, Entry, Mapping, Node, Spanned, Value};

/// What holds for all that follows in a document.
#[derive(Default)]
struct Head {
    facts: Facts,
    source: Option<String>,
}

impl Loader<'_> {
    /// Reads a YAML file.
    pub(super) fn yaml(&mut self, file: FileId) {
        let documents = yaml::parse(file, self.sources, &mut self.reader.faults);
        for document in documents.iter().flatten() {
            self.document(document);
        }
    }

    fn document(&mut self, node: &Node) {
        let Some(mut keys) = self.reader.mapping(node) else {
            return;
        };
        let head = Head {
            facts: self.time_and_basis(&mut keys),
            source: keys.text("source", &mut self.reader).map(|t| t.value),
        };
        if let Some(node) = keys.get("values") {
            for entry in self.reader.entries(node) {
                self.named_value(entry, &head);
            }
        }
        if let Some(node) = keys.get("figures") {
            for item in self.reader.items(node) {
                self.item(item, &head);
            }
        }
        if let Some(node) = keys.get("assessed") {
            for item in self.reader.items(node) {
                self.assessed(item, &head);
            }
        }
        keys.finish(&mut self.reader);
    }

    /// Reads a list of figures outside a figures file: the changes of a case.
    pub(super) fn items(&mut self, list: &Node) {
        for item in self.reader.items(list) {
            self.item(item, &Head::default());
        }
    }

    fn time_and_basis(&mut self, keys: &mut Mapping<'_>) -> Facts {
        let period = keys.text("period", &mut self.reader);
        let basis = keys.text("basis", &mut self.reader);
        let edition = keys.text("edition", &mut self.reader);
        Facts {
            period: period.and_then(|p| Some(Spanned::new(self.period(&p)?, p.span))),
            basis: basis.and_then(|b| Some(Spanned::new(self.basis(&b)?, b.span))),
            edition: edition.and_then(|e| Some(Spanned::new(self.edition(&e)?, e.span))),
            ..Facts::default()
        }
    }

    /// An entry of `values:`.
    fn named_value(&mut self, entry: &Entry, head: &Head) {
        let before = self.faults();
        let name = Spanned::new(entry.key.to_string(), entry.key_span);
        let figure = self.figure(&name, Code::UnknownName);
        let figure = figure.map(|id| name.map(|_| id));
        let what = self.value(&entry.node);
        let facts = Facts { figure, ..Facts::default() };
        if let Some(what) = what {
            let said = Said {
                what,
                precision: None,
                cited: head.source.as_deref(),
                note: None,
                dash_is_zero: false,
                negated: false,
            };
            self.submit_with(facts, &said, head, before);
        }
    }

    /// A value: a text, or the parts of a decision.
    fn value(&mut self, node: &Node) -> Option<What<'static>> {
        if !matches!(node.value, Value::Mapping(_)) {
            return self.reader.text(node).map(|text| What::Value(Cow::Owned(trimmed(text))));
        }
        let mut keys = self.reader.mapping(node)?;
        let by = keys.required_text("by", &mut self.reader);
        let date = keys.required_text("date", &mut self.reader);
        let reference = keys.text("ref", &mut self.reader).map(|t| t.value);
        keys.finish(&mut self.reader);
        let date = date.and_then(|date| self.date(&date))?;
        Some(What::Decision(Fact::Decision { by: by?.value, date, reference }, node.span))
    }

    /// An entry of `figures:`.
    fn item(&mut self, item: &Node, head: &Head) {
        let before = self.faults();
        let Some(mut keys) = self.reader.mapping(item) else {
            return;
        };
        let name = keys.required_text("figure", &mut self.reader);
        let figure = name.and_then(|name| {
            let id = self.figure(&name, Code::UnknownName)?;
            Some(name.map(|_| id))
        });
        let unit = keys.text("unit", &mut self.reader).map(trimmed);
        let facts = Facts {
            figure,
            unit: unit.and_then(|u| Some(Spanned::new(self.unit(&u)?, u.span))),
            ..self.time_and_basis(&mut keys)
        };
        let facts = self.placed(facts, &mut keys);
        let written = keys.get("value");
        let value = written.and_then(|node| self.value(node));
        let missing = keys.text("missing", &mut self.reader);
        let precision = keys.text("precision", &mut self.reader).map(trimmed);
        let source = keys.text("source", &mut self.reader).map(|t| t.value);
        let note = keys.text("note", &mut self.reader).map(|t| t.value);
        let what = match (value, missing) {
            (Some(value), None) => Some(value),
            (None, Some(because)) => Some(What::Missing(because)),
            // The value that was written is at fault, and that is said.
            (None, None) if written.is_some() => None,
            (value, _) => {
                let place = value.map_or(keys.head(), |value| value.span());
                self.fault(value_or_missing(place));
                None
            }
        };
        keys.finish(&mut self.reader);
        if let Some(what) = what {
            let cited = source.as_deref().or(head.source.as_deref());
            let (precision, note) = (precision.as_ref(), note.as_deref());
            let said = Said { what, precision, cited, note, dash_is_zero: false, negated: false };
            self.submit_with(facts, &said, head, before);
        }
    }

    /// Submits unless something has been reported since there were `before` faults.
    fn submit_with(&mut self, facts: Facts, said: &Said<'_>, head: &Head, before: usize) {
        let figure = facts.figure.as_ref().map(|figure| figure.span);
        let facts = facts.or(&head.facts);
        let Some(place) = figure.filter(|_| self.faults() == before) else {
            return;
        };
        if facts.period.is_none() {
            let message = text!("ingenting säger vilken period", "nothing says which period");
            self.fault(Diagnostic::error(Code::MissingKey, place, message).help(text!(
                "skriv `period:` här eller först i dokumentet",
                "write `period:` here or first in the document"
            )));
        }
        self.submit(&facts, said);
    }

    /// These facts, with the coordinates under `where:`.
    fn placed(&mut self, mut facts: Facts, keys: &mut Mapping<'_>) -> Facts {
        let Some(node) = keys.get("where") else {
            return facts;
        };
        for entry in self.reader.entries(node) {
            let name = Spanned::new(entry.key.to_string(), entry.key_span);
            let dimension = self.dimension(&name);
            let member = self.reader.text(&entry.node).map(trimmed);
            if let (Some(dimension), Some(member)) = (dimension, member)
                && let Some(name) = self.member(dimension, &member, Code::UnknownMember)
            {
                facts.place(dimension.name.clone(), member.map(|_| name));
            }
        }
        facts
    }

    /// An entry of `assessed:`.
    fn assessed(&mut self, item: &Node, head: &Head) {
        let Some(mut keys) = self.reader.mapping(item) else {
            return;
        };
        let rule = keys.required_text("rule", &mut self.reader);
        let level = keys.required_text("level", &mut self.reader);
        let facts = self.time_and_basis(&mut keys).or(&head.facts);
        let facts = self.placed(facts, &mut keys);
        let motivation = keys.text("motivation", &mut self.reader);
        let by = keys.text("by", &mut self.reader);
        let date = keys.text("date", &mut self.reader);
        let date = date.and_then(|date| self.date(&date));
        let reference = keys.text("ref", &mut self.reader);
        let source = keys.text("source", &mut self.reader).map(|t| t.value);
        keys.finish(&mut self.reader);
        let (Some(rule), Some(level)) = (rule, level) else {
            return;
        };
        let pairs = facts.coordinates.into_iter().map(|(d, m)| (d, m.value));
        self.manual.push(ManualVerdict {
            rule: rule.value,
            period: facts.period.map(|p| p.value),
            basis: facts.basis.map(|b| b.value),
            coordinates: Coordinates::new(pairs.collect()),
            level: level.value,
            motivation: motivation.map(|t| t.value),
            by: by.map(|t| t.value),
            date,
            reference: reference.map(|t| t.value),
            origin: Origin { span: rule.span, cited: source.or_else(|| head.source.clone()) },
        });
    }
}

fn trimmed(text: Spanned<String>) -> Spanned<String> {
    text.map(|text| text.trim().to_owned())
}

fn value_or_missing(place: Span) -> Diagnostic {
    let message = text!("det ska stå antingen `value` eller `missing`", "there must be either `value` or `missing`");
    Diagnostic::error(Code::MissingKey, place, message).help(text!(
        "`missing` säger varför ett värde saknas: `missing: Mäts först i maj`",
        "`missing` says why a value is missing: `missing: Mäts först i maj`"
    ))
}
