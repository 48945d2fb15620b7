//! `riktlinje sensitivity`

use riktlinje::exit::ExitCode;
use riktlinje::pack;
use riktlinje::report::{self, SensitivityReport};
use riktlinje::verdict::judge;

use crate::args::Sensitivity;
use crate::check::figures_with_warnings;
use crate::settings::{Plain, Settings, options};
use crate::stop::Stop;

/// Writes what moves each goal most. That a goal is not met is no failure here; that nothing could be varied is.
pub fn run(args: &Sensitivity, settings: &Settings) -> Result<ExitCode, Stop> {
    let format = settings.plain("sensitivity")?;
    let options = options(&args.selection)?;
    let mut opened = pack::open(&args.pack)?;
    let figures = figures_with_warnings(&mut opened, &args.given, settings)?;
    let mut run = judge(&opened.policy, &figures.set, options);
    let report = SensitivityReport::of(&mut run, &opened.sources, &figures.files, settings.lang);
    let written = match format {
        Plain::Json => report::sensitivity_json(&report),
        Plain::Text => report::sensitivity_text(&report, settings.width, settings.colour, settings.lang),
    };
    settings.output.write(&written, [&opened.sources])?;
    Ok(if report.measures.is_empty() { ExitCode::Undetermined } else { ExitCode::Success })
}
