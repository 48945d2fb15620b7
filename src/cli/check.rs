//! `riktlinje check`

use riktlinje::baseline::Baseline;
use riktlinje::exit::{ExitCode, FailOn};
use riktlinje::figures::{Change, ChangeFault};
use riktlinje::language::Lang;
use riktlinje::pack::{self, Cause, EXAMPLE, Faults, Figures, Opened};
use riktlinje::record::{self, Record, Typed};
use riktlinje::report::{self, Ci, Council, Depth, Report, Tried};
use riktlinje::solve::draft;
use riktlinje::verdict::{Options, Run, assessment_date};
use std::mem::ManuallyDrop;
use std::path::Path;

use crate::args::{self, Check, Format, Given};
use crate::settings::{Settings, options};
use crate::stop::{Stop, say};
use crate::usage::UsageError;

/// Judges figures, adds to the record and writes the report.
pub fn run(args: &Check, settings: &Settings) -> Result<ExitCode, Stop> {
    let options = options(&args.selection)?;
    if settings.format == Format::Xlsx {
        settings.output.workbook("bedömning.xlsx")?;
    }
    let changes: Vec<Change> =
        args.set.iter().map(|set| Change::parse(set).map_err(usage)).collect::<Result<_, _>>()?;
    if let Some(file) = &args.record {
        settings.output.spares(file)?;
    }
    let named = args.pack.as_deref().unwrap_or(EXAMPLE);
    let read = pack::open(named).and_then(|mut opened| {
        let figures = figures(&mut opened, &args.given)?;
        let baseline = args.baseline.as_deref().map(|file| baseline(&mut opened, file)).transpose()?;
        Ok((opened, figures, baseline))
    });
    let (opened, figures, baseline) = match read {
        Ok(read) => read,
        Err(faults) => return Err(unusable(named, faults, settings)?.into()),
    };
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
        let Given { figures: paths, mapping } = &args.given;
        let typed = Typed { pack: named, figures: paths, mapping: mapping.as_deref(), set: &args.set };
        record::append(file, &Record::of(&tried, &typed, settings.lang))?;
    }
    let mut run = tried.judge();
    if let Some(baseline) = &baseline {
        baseline.hold(&mut run);
    }
    let fail_on = match args.fail_on {
        Some(args::FailOn::PartlyMet) => FailOn::PartlyMet,
        None => FailOn::NotMet,
    };
    let exit = ExitCode::of(&run, fail_on);
    write(&mut run, &tried, fail_on, settings)?;
    // The process ends here: taking down all that was built, piece by piece, would only take time.
    std::mem::forget(run);
    std::mem::forget((figures, draft, opened));
    Ok(exit)
}

/// What is wrong with pack or figures, after it has been written in the formats that have room for it.
fn unusable(named: &str, faults: Faults, settings: &Settings) -> Result<Faults, UsageError> {
    let ci = Ci::of_faults(named, &faults.diagnostics, &faults.sources, settings.lang);
    if let (Cause::Content, Some(written)) = (faults.cause, for_programs(&ci, settings.format, settings.lang)) {
        settings.output.write(&written, [&faults.sources])?;
    }
    Ok(faults)
}

/// What other programs are told, if the format is one of theirs.
fn for_programs(ci: &Ci<'_>, format: Format, lang: Lang) -> Option<String> {
    match format {
        Format::Github => Some(report::github(ci)),
        Format::Junit => Some(report::junit(ci)),
        Format::Csv => Some(report::csv(ci)),
        Format::Gitlab => Some(report::gitlab(ci)),
        Format::Sarif => Some(report::sarif(ci, lang)),
        Format::Text | Format::Json | Format::Html | Format::Markdown | Format::Xlsx => None,
    }
}

fn write(run: &mut Run<'_>, tried: &Tried<'_>, fail_on: FailOn, settings: &Settings) -> Result<(), UsageError> {
    let (sources, lang) = (&tried.opened.sources, settings.lang);
    let depth = match settings.format {
        Format::Json | Format::Github | Format::Junit | Format::Csv | Format::Gitlab | Format::Sarif | Format::Xlsx => {
            Depth::Figures
        }
        Format::Text => Depth::Verdicts,
        Format::Html | Format::Markdown => Depth::Pictures,
    };
    let report = tried.report(run, lang, depth);
    let council = |report, run| Council::of(report, run, sources, lang);
    let ci = |report: &Report| for_programs(&Ci::of(report, sources, fail_on, lang), settings.format, lang);
    // What has been written is not taken apart before the program ends.
    let written = match settings.format {
        Format::Xlsx => {
            let (policy, way) = (&tried.opened.policy, settings.output.way_back());
            let bytes = report::workbook(&ManuallyDrop::new(report), policy, sources, &way, lang);
            return settings.output.write_bytes(&bytes.map_err(|message| UsageError { message, help: None })?, sources);
        }
        Format::Text => report::text(&ManuallyDrop::new(report), settings.width, settings.colour, lang),
        Format::Json => report::json(&ManuallyDrop::new(report)),
        Format::Html => report::html(&ManuallyDrop::new(council(report, run)), lang),
        Format::Markdown => report::markdown(&ManuallyDrop::new(council(report, run)), lang),
        Format::Github | Format::Junit | Format::Csv | Format::Gitlab | Format::Sarif => {
            ci(&ManuallyDrop::new(report)).unwrap_or_default()
        }
    };
    settings.output.write(&written, [sources])
}

/// What is wrong with something that was to be tried.
pub fn usage(fault: ChangeFault) -> UsageError {
    UsageError::new(fault.message, fault.help)
}

/// The known failures of a file.
fn baseline(opened: &mut Opened, file: &Path) -> Result<Baseline, Faults> {
    let id = opened.named_file(file)?;
    let content = |diagnostics| Faults { cause: Cause::Content, sources: opened.sources.clone(), diagnostics };
    Baseline::read(id, &opened.sources, &opened.policy).map_err(content)
}

/// The figures that were named, or else the pack's own.
pub fn figures(opened: &mut Opened, given: &Given) -> Result<Figures, Faults> {
    match given.figures.as_slice() {
        [] => opened.own_figures(),
        named => opened.named_figures(named, given.mapping.as_deref()),
    }
}

/// The same for a command whose result has no place for what somebody should look at in them: it is said beside the result.
pub fn figures_with_warnings(opened: &mut Opened, given: &Given, settings: &Settings) -> Result<Figures, Faults> {
    let figures = figures(opened, given)?;
    say(&figures.diagnostics, &opened.sources, settings);
    Ok(figures)
}
