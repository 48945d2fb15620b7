//! `riktlinje check`

use riktlinje::exit::{ExitCode, FailOn};
use riktlinje::figures::{Change, ChangeFault};
use riktlinje::pack::{self, EXAMPLE, Faults, Figures, Opened};
use riktlinje::record::{self, Record, Typed};
use riktlinje::report::{self, Council, Depth, Tried};
use riktlinje::solve::draft;
use riktlinje::verdict::{Options, Run, assessment_date};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use crate::args::{self, Check, Format};
use crate::settings::{Settings, options};
use crate::stop::Stop;
use crate::usage::UsageError;

/// Judges figures, adds to the record and writes the report.
pub fn run(args: &Check, settings: &Settings) -> Result<ExitCode, Stop> {
    let options = options(&args.selection)?;
    let changes: Vec<Change> =
        args.set.iter().map(|set| Change::parse(set).map_err(usage)).collect::<Result<_, _>>()?;
    if let Some(file) = &args.record {
        settings.output.spares(file)?;
    }
    let named = args.pack.as_deref().unwrap_or(EXAMPLE);
    let mut opened = pack::open(named)?;
    let figures = figures(&mut opened, &args.figures)?;
    // A changed draft is judged as of the same day as the submitted figures.
    let as_of = options.as_of.unwrap_or_else(|| assessment_date(&opened.policy, &figures.set));
    let options = Options { as_of: Some(as_of), ..options };
    let draft = match changes.as_slice() {
        [] => None,
        changes => Some(draft(&opened.policy, &figures.set, changes, options).map_err(usage)?),
    };
    let tried = Tried { opened: &opened, figures: &figures, draft: draft.as_ref(), options };
    if let Some(file) = &args.record {
        // First: there is no report without the record that was asked for.
        let typed = Typed { pack: named, figures: &args.figures, set: &args.set };
        record::append(file, &Record::of(&tried, &typed, settings.lang))?;
    }
    let mut run = tried.judge();
    let fail_on = match args.fail_on {
        Some(args::FailOn::PartlyMet) => FailOn::PartlyMet,
        None => FailOn::NotMet,
    };
    let exit = ExitCode::of(&run, fail_on);
    settings.output.write(&written(&mut run, &tried, settings))?;
    // The process ends here: taking down all that was built, piece by piece, would only take time.
    std::mem::forget(run);
    std::mem::forget((figures, draft, opened));
    Ok(exit)
}

fn written(run: &mut Run<'_>, tried: &Tried<'_>, settings: &Settings) -> String {
    let (sources, lang) = (&tried.opened.sources, settings.lang);
    let depth = match settings.format {
        Format::Json => Depth::Figures,
        Format::Text => Depth::Verdicts,
        Format::Html | Format::Markdown => Depth::Pictures,
    };
    let report = tried.report(run, lang, depth);
    let council = |report, run| Council::of(report, run, sources, lang);
    // What has been written is not taken apart before the program ends.
    match settings.format {
        Format::Text => report::text(&ManuallyDrop::new(report), settings.width, settings.colour, lang),
        Format::Json => report::json(&ManuallyDrop::new(report)),
        Format::Html => report::html(&ManuallyDrop::new(council(report, run)), lang),
        Format::Markdown => report::markdown(&ManuallyDrop::new(council(report, run)), lang),
    }
}

/// What is wrong with something that was to be tried.
pub fn usage(fault: ChangeFault) -> UsageError {
    UsageError::new(fault.message, fault.help)
}

/// The figures that were named, or else the pack's own.
pub fn figures(opened: &mut Opened, named: &[PathBuf]) -> Result<Figures, Faults> {
    if named.is_empty() { opened.own_figures() } else { opened.named_figures(named) }
}
