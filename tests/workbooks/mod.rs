//! Workbooks from outside: what each kind of cell is read as, where it is cited, and what cannot be read.

mod bad;
pub mod book;
mod cells;
mod commands;
mod corpus;
mod example;
mod kinds;
mod named;
mod tables;

use riktlinje::diagnostic::{Code, Diagnostic, Severity};
use riktlinje::figures::Given;
use riktlinje::language::Lang;
use riktlinje::pack::{self, Opened};
use riktlinje::quantity::plain;

use crate::scratch::Scratch;

/// What the base pack reads of a workbook.
pub struct Read {
    opened: Opened,
    diagnostics: Vec<Diagnostic>,
    figures: Vec<String>,
}

/// A table of figures by row, in the columns `2023` and `2024`.
const TABLE: &str = "rows: figure
columns:
  '2023': {period: '2023', basis: outcome}
  '2024': {period: '2024', basis: outcome}
all: {unit: mnkr}
";

/// A share, which the base pack has none of.
const SHARE: &str = "figures:\n  soliditet:\n    title: Soliditet\n    unit: '%'\n    measured: during\n";

/// Reads a workbook by a description; an empty one is none.
fn read(test: &str, workbook: &[u8], description: &str) -> Read {
    read_file(test, "budget.xlsx", workbook, description)
}

/// Reads a file by a description; an empty one is none.
fn read_file(test: &str, file: &str, bytes: &[u8], description: &str) -> Read {
    let scratch = Scratch::pack(&format!("workbooks-{test}"), &[("andelar.yaml", SHARE)]).with(file, bytes);
    let scratch = match description {
        "" => scratch,
        _ => scratch.with("budget.table.yaml", description),
    };
    let mut opened = pack::open(&scratch.named()).unwrap();
    let read = opened.read_figures(&[scratch.path(file)], None).unwrap();
    let figures = read.set.all().iter().map(|figure| {
        let name = &opened.policy.vocabulary.get(figure.id).unwrap().name;
        let given = match &figure.given {
            Given::Number { value, half_width } => format!("{} ±{}", plain(*value), plain(*half_width)),
            other => format!("{other:?}"),
        };
        let part = if figure.coordinates.is_total() { String::new() } else { format!("[{}]", figure.coordinates) };
        format!("{name}{part} {} = {given} at {}", figure.period, last(&opened.sources.cite(figure.origins[0].span)))
    });
    let figures = figures.collect();
    Read { opened, diagnostics: read.diagnostics, figures }
}

/// A place without the folders.
fn last(place: &str) -> &str {
    place.rsplit('/').next().unwrap()
}

impl Read {
    /// The figures, where nothing is to be said of them.
    fn figures(&self) -> Vec<&str> {
        assert_eq!(self.said(), [""; 0]);
        self.figures.iter().map(String::as_str).collect()
    }

    /// Severity, code, place and message of everything there is to say, which must have help.
    fn said(&self) -> Vec<String> {
        let each = self.diagnostics.iter().map(|d| {
            assert!(d.help.is_some(), "{d:?}");
            let severity = if d.severity == Severity::Error { "error" } else { "warning" };
            let place = self.opened.sources.place(d.span());
            format!("{severity} {} {}: {}", d.code.as_str(), last(&place), d.message.get(Lang::En))
        });
        each.collect()
    }

    /// The only thing to say, an error.
    fn error(&self) -> (Code, String) {
        let [only] = self.diagnostics.as_slice() else { panic!("not one: {:#?}", self.said()) };
        assert_eq!(only.severity, Severity::Error);
        (only.code, self.said().remove(0))
    }
}
