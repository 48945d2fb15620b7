//! `riktlinje import`

use riktlinje::diagnostic::any_error;
use riktlinje::exit::ExitCode;
use riktlinje::pack;
use riktlinje::report::{self, ImportReport};

use crate::args::Import;
use crate::settings::{Plain, Settings};
use crate::stop::{Stop, rendered};
use crate::validate::diagnostics;

/// Shows what was read of figures, what was not understood and what the policy lacks. That something is lacking is no failure; that something cannot be used is.
pub fn run(args: &Import, settings: &Settings) -> Result<ExitCode, Stop> {
    let format = settings.plain("import")?;
    let mut opened = pack::open(&args.pack)?;
    let read = match args.given.figures.as_slice() {
        [] => opened.read_own_figures(),
        named => opened.read_figures(named, args.given.mapping.as_deref())?,
    };
    let (sources, lang) = (&opened.sources, settings.lang);
    let report = ImportReport::of(&opened.policy, &read.set, &read.files, sources);
    let written = match format {
        Plain::Json => report::import_json(&report, diagnostics(&read.diagnostics, sources, lang)),
        Plain::Text => {
            let faults = rendered(&read.diagnostics, sources, lang, settings.colour);
            report::import_text(&report, &faults, settings.width, settings.colour, lang)
        }
    };
    settings.output.write(&written, [sources])?;
    Ok(if any_error(&read.diagnostics) { ExitCode::Invalid } else { ExitCode::Success })
}
