//! `riktlinje check`

use riktlinje::exit::{ExitCode, FailOn};
use riktlinje::figures::{Change, ChangeFault};
use riktlinje::pack::{self, EXAMPLE, Faults, Figures, Opened};
use riktlinje::report::{self, Depth, Report, WhatIf};
use riktlinje::solve::draft;
use riktlinje::verdict::judge;
use std::path::PathBuf;

use crate::args::{self, Check, Format};
use crate::settings::{Settings, options};
use crate::stop::Stop;
use crate::usage::UsageError;

/// Judges figures and writes the report.
pub fn run(args: &Check, settings: &Settings) -> Result<ExitCode, Stop> {
    let options = options(&args.selection)?;
    let changes: Vec<Change> =
        args.set.iter().map(|set| Change::parse(set).map_err(usage)).collect::<Result<_, _>>()?;
    let mut opened = pack::open(args.pack.as_deref().unwrap_or(EXAMPLE))?;
    let figures = figures(&mut opened, &args.figures)?;
    let depth = match settings.format {
        Format::Json => Depth::Figures,
        Format::Text => Depth::Verdicts,
    };
    let draft = match changes.as_slice() {
        [] => None,
        changes => Some(draft(&opened.policy, &figures.set, changes, options).map_err(usage)?),
    };
    let judged = draft.as_ref().map_or(&figures.set, |draft| &draft.set);
    let mut run = judge(&opened.policy, judged, options);
    let fail_on = match args.fail_on {
        Some(args::FailOn::PartlyMet) => FailOn::PartlyMet,
        None => FailOn::NotMet,
    };
    let exit = ExitCode::of(&run, fail_on);
    let mut report = Report::of(&mut run, &opened.sources, &figures.files, &figures.warnings, settings.lang, depth);
    if let Some(draft) = &draft {
        let mut run = judge(&opened.policy, &figures.set, options);
        let original = Report::of(&mut run, &opened.sources, &figures.files, &figures.warnings, settings.lang, depth);
        report.what_if = Some(WhatIf::of(&original, &report, draft, &opened.policy.vocabulary));
    }
    let written = match settings.format {
        Format::Json => report::json(&report),
        Format::Text => report::text(&report, settings.width, settings.colour, settings.lang),
    };
    settings.output.write(&written)?;
    // The process ends here: taking down all that was built, piece by piece, would only take time.
    std::mem::forget((report, run));
    std::mem::forget((figures, draft, opened));
    Ok(exit)
}

fn usage(fault: ChangeFault) -> UsageError {
    UsageError::new(fault.message, fault.help)
}

/// The figures that were named, or else the pack's own.
pub fn figures(opened: &mut Opened, named: &[PathBuf]) -> Result<Figures, Faults> {
    if named.is_empty() { opened.own_figures() } else { opened.named_figures(named) }
}
