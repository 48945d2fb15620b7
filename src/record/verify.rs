//! Doing a recorded run again.

use std::path::{Path, PathBuf};

use super::compare::{Difference, differences};
use super::inputs::{Change, Input, InputChange, between, engine, figures_files_found, files, policy_files_found};
use super::model::{AskedFor, Record, RecordedFigures, Typed};
use super::{bad, faults};
use crate::figures::{Change as FigureChange, ChangeFault};
use crate::language::Lang;
use crate::pack::{self, Cause, Faults, Figures, Opened};
use crate::quantity::{Basis, Date, Period};
use crate::report::Tried;
use crate::solve::draft;
use crate::text;
use crate::verdict::Options;

/// How a record compares with the same run now.
#[derive(Debug)]
pub struct Verification {
    /// Inputs that are not as they were recorded, in the order: program, pack, figures.
    pub inputs: Vec<InputChange>,
    /// How judging again came out.
    pub again: Again,
}

/// How judging again came out.
#[derive(Debug)]
pub enum Again {
    /// The same report; where inputs have changed, the same but for their fingerprints.
    Same,
    /// The same content, written otherwise: somebody has changed the record.
    Rewritten,
    /// Another report: what differs, verdicts first; at least one.
    Differs(Vec<Difference>),
    /// It could not be judged again.
    NotJudged(Faults),
}

impl Verification {
    /// Same inputs and same report, byte for byte.
    pub fn is_same(&self) -> bool {
        self.inputs.is_empty() && matches!(self.again, Again::Same)
    }
}

/// Finds the pack and the figures of a record by their recorded names, from the current folder, holds their fingerprints against the recorded
/// ones, judges with the recorded options and compares the reports byte for byte.
pub fn verify(record: &Record) -> Verification {
    let (mut opened, early) = match pack::open(&record.pack.named) {
        Ok(opened) => (opened, engine(&record.engine)),
        Err(faults) => return without_pack(record, faults),
    };
    let figures = match figures(&mut opened, &record.figures) {
        Ok(figures) => figures,
        Err(faults) => return without_figures(record, &opened, early, faults),
    };
    match made_again(record, &opened, &figures) {
        Ok(now) => compared(record, &now),
        Err(faults) => {
            let mut inputs: Vec<InputChange> = early.into_iter().collect();
            inputs.extend(files(&record.pack.files, &super::model::policy_files(&opened), Input::PolicyFile));
            let read = super::model::figures_files(&opened, &figures);
            inputs.extend(files(&record.figures.files, &read, Input::FiguresFile));
            Verification { inputs, again: Again::NotJudged(faults) }
        }
    }
}

fn figures(opened: &mut Opened, recorded: &RecordedFigures) -> Result<Figures, Faults> {
    match recorded.named.as_slice() {
        [] => opened.own_figures(),
        named => {
            let named: Vec<PathBuf> = named.iter().map(PathBuf::from).collect();
            opened.named_figures(&named, recorded.mapping.as_deref().map(Path::new))
        }
    }
}

fn without_pack(record: &Record, faults: Faults) -> Verification {
    let mut inputs: Vec<InputChange> = engine(&record.engine).into_iter().collect();
    match faults.cause {
        Cause::Naming => inputs.push(InputChange::new(Input::Pack(record.pack.named.clone()), Change::Gone)),
        Cause::Content => inputs.extend(policy_files_found(record, &faults.sources)),
    }
    // Figures of the pack's own are gone with it, and that has been said.
    if faults.cause == Cause::Content || !record.figures.named.is_empty() {
        inputs.extend(figures_files_found(record, &crate::diagnostic::Sources::default()));
    }
    Verification { inputs, again: Again::NotJudged(faults) }
}

fn without_figures(record: &Record, opened: &Opened, early: Option<InputChange>, faults: Faults) -> Verification {
    let mut inputs: Vec<InputChange> = early.into_iter().collect();
    inputs.extend(files(&record.pack.files, &super::model::policy_files(opened), Input::PolicyFile));
    inputs.extend(figures_files_found(record, &faults.sources));
    Verification { inputs, again: Again::NotJudged(faults) }
}

/// The record of the same run now.
fn made_again(record: &Record, opened: &Opened, figures: &Figures) -> Result<Record, Faults> {
    let (options, lang) = asked_for(&record.options)?;
    let unfit = |fault: ChangeFault| faults(Cause::Content, bad(fault.message, fault.help));
    let changes = record.options.set.iter().map(|set| FigureChange::parse(set));
    let changes: Vec<FigureChange> = changes.collect::<Result<_, _>>().map_err(unfit)?;
    let draft = match changes.as_slice() {
        [] => None,
        changes => Some(draft(&opened.policy, &figures.set, changes, options).map_err(unfit)?),
    };
    let named: Vec<PathBuf> = record.figures.named.iter().map(PathBuf::from).collect();
    let mapping = record.figures.mapping.as_deref().map(Path::new);
    let typed = Typed { pack: &record.pack.named, figures: &named, mapping, set: &record.options.set };
    Ok(Record::of(&Tried { opened, figures, draft: draft.as_ref(), options }, &typed, lang))
}

/// What decides verdicts, from how it is recorded.
fn asked_for(recorded: &AskedFor) -> Result<(Options, Lang), Faults> {
    let unknown = |written: &str| {
        let message = text!(
            "journalradens val `{written}` går inte att läsa",
            "the option `{written}` of the record cannot be read"
        );
        let help = text!("raden är ändrad: hämta filen på nytt", "the line has been changed: fetch the file again");
        faults(Cause::Content, bad(message, help))
    };
    let period = recorded.period.as_deref().map(|p| Period::parse(p).map_err(|_| unknown(p))).transpose()?;
    let basis = recorded.basis.as_deref().map(|b| Basis::parse(b).ok_or_else(|| unknown(b))).transpose()?;
    let as_of = Date::parse(&recorded.as_of).map_err(|_| unknown(&recorded.as_of))?;
    let lang = match recorded.lang.as_str() {
        "sv" => Lang::Sv,
        "en" => Lang::En,
        other => return Err(unknown(other)),
    };
    Ok((Options { as_of: Some(as_of), period, basis }, lang))
}

fn compared(record: &Record, now: &Record) -> Verification {
    let inputs = between(record, now);
    let (before, after) = (record.report.get(), now.report.get());
    let same_words = record.pack == now.pack && record.figures == now.figures && record.options == now.options;
    if before == after && (same_words || !inputs.is_empty()) {
        return Verification { inputs, again: Again::Same };
    }
    let mut told = Vec::new();
    // What has been said of the inputs is not said of the report's head again.
    told.extend(inputs.iter().any(|i| i.input == Input::Engine).then_some("engine"));
    told.extend(inputs.iter().any(InputChange::is_policy).then_some("pack"));
    told.extend(inputs.iter().any(InputChange::is_figures).then_some("figures"));
    let differences = differences(before, after, &told);
    let again = match (differences.is_empty(), told.is_empty()) {
        (false, _) => Again::Differs(differences),
        (true, false) => Again::Same,
        (true, true) => Again::Rewritten,
    };
    Verification { inputs, again }
}
