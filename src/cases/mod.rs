//! Cases: what a pack must conclude, written beside it and held against the report. Everything that the report says can be expected.

mod entry;
mod read;
mod value;
mod variant;

pub use entry::compare;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Severity, Sources, Span};
use crate::exit::{ExitCode, FailOn};
use crate::language::Lang;
use crate::pack::{Faults, Figures, Found, Opened};
use crate::report::{Depth, Report};
use crate::text;
use crate::verdict::{Options, judge};
use read::{Case, Expected};

/// One case, run.
#[derive(Debug, Clone)]
pub struct CaseResult {
    /// What it is called.
    pub name: String,
    /// Where its name stands.
    pub span: Span,
    /// What the guideline or report says, if the case quotes it.
    pub quote: Option<String>,
    /// Where that is written.
    pub reference: Option<String>,
    /// What did not come out as expected.
    pub failures: Vec<Diagnostic>,
}

/// The cases of a pack, run.
#[derive(Debug, Clone, Default)]
pub struct Tested {
    /// In the order of the files.
    pub cases: Vec<CaseResult>,
    /// Faults in the files of cases themselves: then no case has been run.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that the diagnostics point into.
    pub sources: Sources,
}

impl CaseResult {
    /// Whether everything came out as expected.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

impl Tested {
    /// What the command ends in. No case at all is no success.
    pub fn exit(&self) -> ExitCode {
        if !self.diagnostics.is_empty() {
            ExitCode::Invalid
        } else if self.cases.is_empty() {
            ExitCode::Undetermined
        } else if self.cases.iter().all(CaseResult::passed) {
            ExitCode::Success
        } else {
            ExitCode::NotMet
        }
    }
}

/// Runs every case of a pack. A pack that cannot be opened still has cases if all of them expect just that.
///
/// # Errors
/// The pack cannot be opened, and some case expects that it can.
pub fn test(found: Found) -> Result<Tested, Faults> {
    let closed = found.clone();
    match found.open() {
        Ok(mut opened) => {
            let mut diagnostics = Vec::new();
            let files = opened.cases(&mut diagnostics);
            let cases = read::cases(&files, &opened.sources, &mut diagnostics);
            if !diagnostics.is_empty() {
                return Ok(Tested { diagnostics, sources: opened.sources, cases: Vec::new() });
            }
            let mut bench = Bench { opened, own: None };
            let cases = cases.iter().map(|case| bench.run(case)).collect();
            Ok(Tested { cases, diagnostics, sources: bench.opened.sources })
        }
        Err(mut faults) => {
            let mut diagnostics = Vec::new();
            let files = closed.cases(&mut faults.sources, &mut diagnostics);
            let cases = read::cases(&files, &faults.sources, &mut diagnostics);
            let foreseen = |case: &Case| matches!(case.expected, Expected::Error(_));
            if !diagnostics.is_empty() || cases.is_empty() || !cases.iter().all(foreseen) {
                return Err(faults);
            }
            let cases = cases.iter().map(|case| case.result(case.held_against_faults(&faults.diagnostics))).collect();
            Ok(Tested { cases, diagnostics, sources: faults.sources })
        }
    }
}

/// Where cases are run: the pack, and its own figures once they have been read.
struct Bench {
    opened: Opened,
    own: Option<Result<Figures, Faults>>,
}

impl Bench {
    fn run(&mut self, case: &Case) -> CaseResult {
        let (figures, mut faults) = match self.figures(case) {
            Ok(figures) => (Some(figures), Vec::new()),
            Err(faults) => (None, faults),
        };
        let mut policy = self.opened.policy.clone();
        for (name, value) in &case.set {
            variant::set(&mut policy, name, value, &mut faults);
        }
        let figures = figures.zip(Some(&case.change)).map(|(figures, change)| match change {
            Some(change) => variant::changed(figures, change, &self.opened.sources, &policy.vocabulary, &mut faults),
            None => figures,
        });
        let failed = faults.iter().any(|f| f.severity == Severity::Error);
        let (entries, figures) = match (&case.expected, figures) {
            (Expected::Error(_), _) => return case.result(case.held_against_faults(&faults)),
            (Expected::Entries(entries), Some(figures)) if !failed => (entries, figures),
            _ => return case.result(faults),
        };
        let mut run = judge(&policy, &figures.set, Options { as_of: case.as_of, ..Options::default() });
        let exit = ExitCode::of(&run, FailOn::default());
        let report =
            Report::of(&mut run, &self.opened.sources, &figures.files, &figures.diagnostics, Lang::Sv, Depth::Figures);
        let report = serde_json::to_value(&report).unwrap_or(Value::Null);
        let failures = entries.iter().flat_map(|node| entry::compare(node, &report, exit)).collect();
        case.result(failures)
    }

    fn figures(&mut self, case: &Case) -> Result<Figures, Vec<Diagnostic>> {
        let read = match &case.figures {
            Some(names) => self.opened.some_figures(names),
            None => self.own.get_or_insert_with(|| self.opened.own_figures()).clone(),
        };
        read.map_err(|faults| faults.diagnostics)
    }
}

impl Case {
    fn result(&self, failures: Vec<Diagnostic>) -> CaseResult {
        CaseResult {
            name: self.name.value.clone(),
            span: self.name.span,
            quote: self.quote.clone(),
            reference: self.reference.clone(),
            failures,
        }
    }

    /// The case that loading fails: which errors there were.
    fn held_against_faults(&self, faults: &[Diagnostic]) -> Vec<Diagnostic> {
        let Expected::Error(wanted) = &self.expected else { return faults.to_vec() };
        let errors: Vec<&Diagnostic> = faults.iter().filter(|f| f.severity == Severity::Error).collect();
        if errors.iter().any(|f| f.code == wanted.value) {
            return Vec::new();
        }
        let code = wanted.value.as_str();
        let message = text!("felet `{code}` kom inte", "the error `{code}` did not come");
        let mut codes: Vec<&str> = errors.iter().map(|f| f.code.as_str()).collect();
        codes.dedup();
        let there = codes.join(", ");
        let help = if codes.is_empty() {
            text!("det kom inga fel alls", "there were no errors at all")
        } else {
            text!("det som kom: {there}", "those that came: {there}")
        };
        vec![Diagnostic::error(Code::CaseFailed, wanted.span, message).help(help)]
    }
}
