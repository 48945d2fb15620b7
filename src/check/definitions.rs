//! Units, dimensions, figures and tables: what may be submitted.

use super::checker::{Checker, text_of};
use super::names::Entry;
use super::uses::Pack;
use crate::diagnostic::Code;
use crate::figures::{DefaultValue, Definition, Dimension, FactKind, Member, Name, TableRows, read_table};
use crate::policy::raw::{RawDimension, RawFigure, RawMember, RawText};
use crate::quantity::Unit;
use crate::text;
use crate::yaml::Reader;

impl Checker<'_> {
    pub(super) fn units(&mut self, pack: &Pack) {
        for unit in &pack.source.raw.units {
            if !self.vocabulary.units.add(&unit.name.value) {
                let symbol = &unit.name.value;
                let message = text!("enheten `{symbol}` finns redan", "the unit `{symbol}` is already there");
                let help = text!("ta bort den ur `units:`", "remove it from `units:`");
                self.error(Code::DuplicateName, unit.name.span, message, help);
            }
        }
    }

    pub(super) fn dimensions(&mut self, pack: &Pack) {
        self.own = pack.own;
        for raw in &pack.source.raw.dimensions {
            let dimension = self.dimension_of(raw);
            if self.declare(&raw.name, Entry::Dimension(self.vocabulary.dimensions.len())) {
                self.vocabulary.dimensions.push(dimension);
            }
        }
    }

    fn dimension_of(&mut self, raw: &RawDimension) -> Dimension {
        let aliases = |m: &'_ RawMember| -> Vec<RawText> { m.aliases.clone() };
        let all: Vec<RawText> =
            raw.members.iter().flat_map(|m| std::iter::once(m.name.clone()).chain(aliases(m))).collect();
        self.unique(all.iter());
        let mut members = Vec::new();
        for member in &raw.members {
            members.push(Member {
                name: member.name.value.as_str().into(),
                aliases: member.aliases.iter().map(|a| a.value.clone()).collect(),
                validity: self.optional_validity(member.valid.as_ref()),
                parent: member.parent.as_ref().map(|p| p.value.as_str().into()),
            });
        }
        self.parents(raw);
        Dimension {
            name: raw.name.value.as_str().into(),
            title: raw.title.value.clone(),
            members,
            open: raw.open.as_ref().is_some_and(|o| o.value),
            complete: raw.complete.as_ref().map(|c| c.value),
            span: raw.name.span,
        }
    }

    /// Every member's parent is another member, and nobody is above themselves.
    fn parents(&mut self, raw: &RawDimension) {
        let of = |name: &str| raw.members.iter().find(|m| m.name.value == name);
        for member in &raw.members {
            let Some(parent) = &member.parent else { continue };
            if of(&parent.value).is_none() {
                let (written, title) = (&parent.value, &raw.title.value);
                let message = text!("`{written}` finns inte i {title}", "`{written}` is not in {title}");
                let known = raw.members.iter().map(|m| m.name.value.as_str());
                let help = crate::diagnostic::did_you_mean(written, known)
                    .unwrap_or_else(|| text!("lägg till den under `members:`", "add it under `members:`"));
                self.error(Code::UnknownMember, parent.span, message, help);
                continue;
            }
            let mut path = vec![member.name.value.as_str()];
            let mut above = Some(parent);
            while let Some(next) = above.filter(|n| !path.contains(&n.value.as_str())) {
                path.push(&next.value);
                above = of(&next.value).and_then(|m| m.parent.as_ref());
            }
            if above.is_some_and(|a| a.value == member.name.value) {
                path.push(&member.name.value);
                let cycle = path.join(" → ");
                let message = text!("delen ligger under sig själv: {cycle}", "the member is below itself: {cycle}");
                let help = text!("ta bort en `parent:`", "remove one `parent:`");
                self.error(Code::Cycle, parent.span, message, help);
            }
        }
    }

    pub(super) fn figures(&mut self, pack: &Pack) {
        self.own = pack.own;
        for raw in &pack.source.raw.figures {
            let own_words = pack.own_words(&raw.name, &raw.title);
            let raw = &*pack.in_words_here(raw);
            let fact = self.fact_of(raw);
            let unit = match (&raw.unit, &fact) {
                (Some(unit), _) => self.unit(unit),
                (None, fact) => fact.is_some().then(Unit::ratio),
            };
            let entry = match unit {
                Some(unit) => {
                    let definition = Definition { own_words, ..self.definition(raw, unit, fact) };
                    let entry = Entry::Figure(self.figure_id());
                    self.vocabulary.figures.push(definition);
                    entry
                }
                None => Entry::Broken,
            };
            self.declare(&raw.name, entry);
        }
    }

    fn definition(&mut self, raw: &RawFigure, unit: Unit, fact: Option<FactKind>) -> Definition {
        let at = raw.unit.as_ref().map_or(raw.name.span, |u| u.span);
        let default = raw.default.as_ref();
        let mut accepted = Vec::new();
        for breach in &raw.accepted {
            accepted.extend(self.period(&breach.period).map(|p| (p, breach.because.value.clone())));
        }
        let mut by: Vec<Name> = raw.by.iter().filter_map(|d| self.known_dimension(d)).collect();
        by.sort();
        Definition {
            name: raw.name.value.as_str().into(),
            title: raw.title.value.clone(),
            fact,
            measured: raw.measured.value,
            by,
            aliases: raw.aliases.iter().map(|a| a.value.clone()).collect(),
            sign: raw.sign.as_ref().map(|s| s.value),
            range: raw.range.as_ref().and_then(|r| self.range(r, &unit, at)),
            lever: raw.lever.as_ref().and_then(|l| self.lever(l, &unit, at)),
            decimals: raw.decimals.as_ref().and_then(|d| self.decimals(d)),
            default: default.and_then(|d| {
                Some(DefaultValue {
                    value: self.quantity(&d.value, &unit, Some(at))?,
                    because: d.because.value.clone(),
                    bases: d.bases.as_ref().map(|bases| bases.iter().map(|b| b.value).collect()),
                })
            }),
            accepted,
            validity: self.optional_validity(raw.valid.as_ref()),
            assumed: text_of(raw.assumed.as_ref()),
            own_words: None,
            span: raw.name.span,
            unit,
        }
    }

    /// The wide tables. What they speak of counts as used.
    pub(super) fn tables(&mut self, pack: &Pack) {
        let mut reader = Reader::default();
        for node in &pack.source.raw.tables {
            let Some(table) = read_table(node, &mut reader, None) else { continue };
            if let Some(first) = self.vocabulary.tables.iter().find(|t| t.name == table.name).map(|t| t.span) {
                self.duplicate(&table.name, table.span, first);
                continue;
            }
            if let TableRows::Dimension(name) = &table.rows {
                self.known_dimension(&RawText::new(name.to_string(), table.span));
            }
            for facts in table.facts() {
                for name in facts.figure.iter().chain(facts.coordinates.keys()) {
                    self.mark(name);
                }
            }
            self.vocabulary.tables.push(table);
        }
        self.faults.append(&mut reader.faults);
    }

    /// A figure or dimension as a table names it: by name, title or alias. The tables' own reader tells what it does not find.
    fn mark(&mut self, written: &str) {
        let fits =
            |d: &&Definition| *d.name == *written || d.title == written || d.aliases.iter().any(|a| a == written);
        let name = self.vocabulary.figures.iter().find(fits).map(|d| d.name.clone());
        self.look_up(name.as_deref().unwrap_or(written));
    }
}
