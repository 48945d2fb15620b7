//! The figures that verdicts rest on, each once, with where they stand.

use std::collections::BTreeMap;

use super::Book;
use super::table::{Cell, FIRST, Table};
use super::verdicts::part;
use crate::diagnostic::{Home, Span};
use crate::quantity::{Basis, Period};
use crate::report::rule::Input;
use crate::report::wording::{basis_word, period_words, say};
use crate::report::words::Told;
use crate::report::{Entity, Report};

/// What tells a figure from others.
type Key<'r> = (&'r str, &'r Entity, Period, Basis, Option<Period>);

/// The figures, in the order in which verdicts come to them.
pub(super) struct Figures<'r> {
    all: Vec<&'r Input>,
    places: BTreeMap<Key<'r>, usize>,
}

fn key(input: &Input) -> Key<'_> {
    (&input.figure, &input.entity, input.period, input.basis, input.edition)
}

impl<'r> Figures<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let mut figures = Self { all: Vec::new(), places: BTreeMap::new() };
        let claimed = report.claims.iter().flat_map(|claim| &claim.inputs);
        for input in report.verdicts.iter().flat_map(|row| &row.inputs).chain(claimed) {
            figures.places.entry(key(input)).or_insert_with(|| {
                figures.all.push(input);
                figures.all.len() - 1
            });
        }
        figures
    }

    /// The row of a figure on its sheet, from 0.
    pub(super) fn row(&self, input: &Input) -> Option<u32> {
        self.places.get(&key(input)).and_then(|place| u32::try_from(*place).ok()).map(|place| FIRST + place)
    }
}

impl Book<'_> {
    pub(super) fn figures_table(&self) -> Table {
        let lang = self.lang;
        let mut table = Table::new(vec![
            (say!(lang, "Uppgift", "Figure"), 46),
            (say!(lang, "Namn", "Name"), 30),
            (say!(lang, "Del", "Part"), 24),
            (say!(lang, "Period", "Period"), 18),
            (say!(lang, "Underlag", "Basis"), 10),
            (say!(lang, "Värde", "Value"), 14),
            (say!(lang, "Värde, exakt", "Value, exact"), 18),
            (say!(lang, "Enhet", "Unit"), 9),
            (say!(lang, "Kan vara fel på ±", "May be off by ±"), 12),
            (say!(lang, "Källa", "Source"), 44),
            (say!(lang, "Också i", "Also in"), 30),
            (say!(lang, "Källan hänvisar till", "The source cites"), 36),
            (say!(lang, "Förbehåll och anteckning", "Reservation and note"), 40),
        ]);
        table.rows = self.figures.all.iter().map(|input| self.figure_row(input)).collect();
        table
    }

    fn figure_row(&self, input: &Input) -> Vec<Cell> {
        let lang = self.lang;
        let number = input.value.as_ref().and_then(Told::number).map(|number| number.0);
        let edition = input.edition.map(|edition| format!(" ({})", period_words(edition, lang))).unwrap_or_default();
        let (shown, exact) = match &input.value {
            Some(Told::Number(_)) => (Cell::number(number, number.map(|n| n.scale())), Cell::exact(number)),
            Some(Told::Words(words)) => (Cell::text(self.fact(words)), Cell::text(words)),
            None => (Cell::text(say!(lang, "saknas", "missing")), Cell::Empty),
        };
        let source = match (&input.source, &input.assumed) {
            (Some(source), _) => Cell::linked(source.clone(), input.span.and_then(|span| self.to_file(span))),
            (None, Some(because)) => Cell::text(say!(lang, "antas: {because}", "assumed: {because}")),
            (None, None) => Cell::Empty,
        };
        vec![
            Cell::text(&input.title),
            Cell::text(&input.figure),
            Cell::text(part(&input.entity)),
            Cell::text(period_words(input.period, lang)),
            Cell::text(format!("{}{edition}", basis_word(input.basis, lang))),
            shown,
            exact,
            Cell::text(&input.unit),
            Cell::exact(input.precision.map(|precision| precision.0)),
            source,
            Cell::text(input.also.join("; ")),
            Cell::text(input.cited.clone().unwrap_or_default()),
            Cell::text(self.reservation(input)),
        ]
    }

    /// Words that stand for a fact, for people.
    fn fact(&self, words: &str) -> String {
        match words {
            "yes" => say!(self.lang, "ja", "yes"),
            "no" => say!(self.lang, "nej", "no"),
            words => words.to_owned(),
        }
    }

    fn reservation(&self, input: &Input) -> String {
        let preliminary = input.preliminary.then(|| say!(self.lang, "preliminär", "preliminary"));
        let approximate = input.approximate.then(|| say!(self.lang, "cirka", "approximate"));
        let said = preliminary.into_iter().chain(approximate).chain(input.note.clone());
        said.collect::<Vec<_>>().join("; ")
    }

    /// Where a place is for a spreadsheet: the file, and in a workbook the cell. `None`: it is in the program.
    pub(super) fn to_file(&self, span: Span) -> Option<String> {
        let file = self.sources.get(span.file)?;
        let Home::Disk(path) = &file.home else { return None };
        let way = if path.starts_with('/') || path.contains(':') { "" } else { self.way };
        let cell = file.cell_name(span.start).and_then(|cell| {
            let name = file.name.to_ascii_lowercase();
            let end =
                [".xlsx!", ".xlsm!"].into_iter().filter_map(|ending| Some(name.find(ending)? + ending.len())).min()?;
            let sheet = file.name.get(end..)?.replace('\'', "''");
            Some(format!("#'{sheet}'!{cell}"))
        });
        // A spreadsheet takes what comes after the first `#` for a place in the file.
        let path = format!("{way}{path}");
        (!path.contains('#')).then(|| format!("file:///{path}{}", cell.unwrap_or_default()))
    }
}
