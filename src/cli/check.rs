//! `riktlinje check`

use riktlinje::exit::{ExitCode, FailOn};
use riktlinje::pack::{self, EXAMPLE, Faults, Figures, Opened};
use riktlinje::report::{self, Council, Depth, Report};
use riktlinje::verdict::{Run, judge};
use std::path::PathBuf;

use crate::args::{self, Check, Format};
use crate::settings::{Settings, options};
use crate::stop::Stop;

/// Judges figures and writes the report.
pub fn run(args: &Check, settings: &Settings) -> Result<ExitCode, Stop> {
    let options = options(&args.selection)?;
    let mut opened = pack::open(args.pack.as_deref().unwrap_or(EXAMPLE))?;
    let figures = figures(&mut opened, &args.figures)?;
    let mut run = judge(&opened.policy, &figures.set, options);
    let fail_on = match args.fail_on {
        Some(args::FailOn::PartlyMet) => FailOn::PartlyMet,
        None => FailOn::NotMet,
    };
    let exit = ExitCode::of(&run, fail_on);
    let written = written(&mut run, &opened, &figures, settings);
    settings.output.write(&written)?;
    // The process ends here: taking down all that was built, piece by piece, would only take time.
    std::mem::forget(run);
    std::mem::forget((figures, opened));
    Ok(exit)
}

fn written(run: &mut Run<'_>, opened: &Opened, figures: &Figures, settings: &Settings) -> String {
    let (sources, files, loading, lang) = (&opened.sources, &figures.files, &figures.warnings, settings.lang);
    let depth = match settings.format {
        Format::Json => Depth::Figures,
        Format::Text => Depth::Verdicts,
        Format::Html => return report::html(&Council::of(run, sources, files, loading, lang), lang),
        Format::Markdown => return report::markdown(&Council::of(run, sources, files, loading, lang), lang),
    };
    let report = Report::of(run, sources, files, loading, lang, depth);
    let written = match depth {
        Depth::Verdicts => report::text(&report, settings.width, settings.colour, lang),
        Depth::Figures | Depth::Pictures => report::json(&report),
    };
    std::mem::forget(report);
    written
}

/// The figures that were named, or else the pack's own.
pub fn figures(opened: &mut Opened, named: &[PathBuf]) -> Result<Figures, Faults> {
    if named.is_empty() { opened.own_figures() } else { opened.named_figures(named) }
}
