mod described;
mod kolada;
mod long;
mod merging;
mod places;
mod properties;
mod tables;
mod values;
mod wide;
mod yaml;

use super::{Loaded, load};
use crate::diagnostic::{Code, Diagnostic, Severity, Sources};
use crate::figures::{Figure, Given, Table, Vocabulary, testing};
use crate::quantity::{Decimal, plain};

/// Files that have been loaded, and all that can be asked about them.
struct Read {
    sources: Sources,
    vocabulary: Vocabulary,
    loaded: Loaded,
}

fn read(name: &str, text: &str) -> Read {
    read_with(&[(name, text)], |_| Vec::new())
}

/// Loads files after the vocabulary has been changed; what the change returns are the sidecars.
fn read_with(files: &[(&str, &str)], change: impl FnOnce(&mut Vocabulary) -> Vec<Table>) -> Read {
    let mut sources = Sources::default();
    let mut vocabulary = testing::vocabulary(&mut sources);
    let sidecars = change(&mut vocabulary);
    let files: Vec<_> = files.iter().map(|(name, text)| sources.add(*name, *text)).collect();
    let loaded = load(&files, &sources, &vocabulary, &sidecars);
    Read { sources, vocabulary, loaded }
}

impl Read {
    /// Code and underlined text of every diagnostic; each must have help.
    fn faults(&self) -> Vec<(Code, &str)> {
        let all = self.loaded.diagnostics.iter();
        all.map(|d| {
            assert!(d.help.is_some(), "no help: {d:?}");
            (d.code, self.sources.slice(d.span()))
        })
        .collect()
    }

    /// The only diagnostic, which must be an error.
    fn error(&self) -> &Diagnostic {
        let [fault] = self.loaded.diagnostics.as_slice() else {
            panic!("not one fault: {:#?}", self.loaded.diagnostics);
        };
        assert_eq!(fault.severity, Severity::Error);
        fault
    }

    /// The underlined text of all labels of the only diagnostic.
    fn labels(&self) -> Vec<&str> {
        let labels = self.error().labels.iter();
        labels.map(|l| self.sources.slice(l.span)).collect()
    }

    /// The help of the only diagnostic, in English.
    fn help(&self) -> &str {
        &self.error().help.as_ref().unwrap().en
    }

    /// Every figure as `name[coordinates] period basis[@edition] = value ±half width`.
    fn figures(&self) -> Vec<String> {
        assert_eq!(self.faults(), []);
        let all = self.loaded.set.all().iter();
        all.map(|figure| self.shown(figure)).collect()
    }

    fn shown(&self, figure: &Figure) -> String {
        let name = &self.vocabulary.get(figure.id).unwrap().name;
        let coordinates = match figure.coordinates.is_total() {
            true => String::new(),
            false => format!("[{}]", figure.coordinates),
        };
        let (period, basis) = (figure.period, figure.basis.as_str());
        let edition = figure.edition.map_or(String::new(), |e| format!("@{}", e.0));
        let given = given(&figure.given);
        format!("{name}{coordinates} {period} {basis}{edition} = {given}")
    }

    /// The only figure.
    fn figure(&self) -> &Figure {
        assert_eq!(self.faults(), []);
        let [figure] = self.loaded.set.all() else {
            panic!("not one figure: {:#?}", self.loaded.set);
        };
        figure
    }
}

fn given(given: &Given) -> String {
    match given {
        Given::Number { value, half_width } if *half_width == Decimal::ZERO => plain(*value),
        Given::Number { value, half_width } => format!("{} ±{}", plain(*value), plain(*half_width)),
        Given::Fact(fact) => format!("{fact:?}"),
        Given::Missing { because: None } => "missing".to_owned(),
        Given::Missing { because: Some(why) } => format!("missing: {why}"),
    }
}
