//! `riktlinje check`

use riktlinje::exit::{ExitCode, FailOn};
use riktlinje::figures::{Change, ChangeFault};
use riktlinje::language::Lang;
use riktlinje::pack::{self, Cause, EXAMPLE, Faults, Figures, Opened};
use riktlinje::report::{self, Ci, Council, Depth, Report, WhatIf};
use riktlinje::solve::{Draft, draft};
use riktlinje::verdict::{Options, Run, judge};
use std::mem::ManuallyDrop;

use crate::args::{self, Check, Format, Given};
use crate::settings::{Settings, options};
use crate::stop::Stop;
use crate::usage::UsageError;

/// Judges figures and writes the report.
pub fn run(args: &Check, settings: &Settings) -> Result<ExitCode, Stop> {
    let options = options(&args.selection)?;
    let changes: Vec<Change> =
        args.set.iter().map(|set| Change::parse(set).map_err(usage)).collect::<Result<_, _>>()?;
    let named = args.pack.as_deref().unwrap_or(EXAMPLE);
    let read = pack::open(named).and_then(|mut opened| {
        let figures = figures(&mut opened, &args.given)?;
        Ok((opened, figures))
    });
    let (opened, figures) = match read {
        Ok(read) => read,
        Err(faults) => return Err(unusable(named, faults, settings)?.into()),
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
    let tried = Tried { opened: &opened, figures: &figures, draft: draft.as_ref(), options, fail_on };
    let written = written(&mut run, &tried, settings);
    settings.output.write(&written)?;
    // The process ends here: taking down all that was built, piece by piece, would only take time.
    std::mem::forget(run);
    std::mem::forget((figures, draft, opened));
    Ok(exit)
}

/// What was judged.
struct Tried<'a> {
    opened: &'a Opened,
    figures: &'a Figures,
    draft: Option<&'a Draft>,
    options: Options,
    fail_on: FailOn,
}

/// What is wrong with pack or figures, after it has been written in the formats that have room for it.
fn unusable(named: &str, faults: Faults, settings: &Settings) -> Result<Faults, UsageError> {
    let ci = Ci::of_faults(named, &faults.diagnostics, &faults.sources, settings.lang);
    if let (Cause::Content, Some(written)) = (faults.cause, for_programs(&ci, settings.format, settings.lang)) {
        settings.output.write(&written)?;
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
        Format::Text | Format::Json | Format::Html | Format::Markdown => None,
    }
}

fn written(run: &mut Run<'_>, tried: &Tried<'_>, settings: &Settings) -> String {
    let (sources, lang) = (&tried.opened.sources, settings.lang);
    let (files, loading) = (&tried.figures.files, &tried.figures.diagnostics);
    let depth = match settings.format {
        Format::Json | Format::Github | Format::Junit | Format::Csv | Format::Gitlab | Format::Sarif => Depth::Figures,
        Format::Text => Depth::Verdicts,
        Format::Html | Format::Markdown => Depth::Pictures,
    };
    let mut report = Report::of(run, sources, files, loading, lang, depth);
    report.what_if = tried.what_if(&report, lang);
    let council = |report, run| Council::of(report, run, sources, lang);
    let ci = |report: &Report| for_programs(&Ci::of(report, sources, tried.fail_on, lang), settings.format, lang);
    // What has been written is not taken apart before the program ends.
    match settings.format {
        Format::Text => report::text(&ManuallyDrop::new(report), settings.width, settings.colour, lang),
        Format::Json => report::json(&ManuallyDrop::new(report)),
        Format::Html => report::html(&ManuallyDrop::new(council(report, run)), lang),
        Format::Markdown => report::markdown(&ManuallyDrop::new(council(report, run)), lang),
        Format::Github | Format::Junit | Format::Csv | Format::Gitlab | Format::Sarif => {
            ci(&ManuallyDrop::new(report)).unwrap_or_default()
        }
    }
}

impl Tried<'_> {
    /// What a changed draft changes.
    fn what_if(&self, changed: &Report, lang: Lang) -> Option<WhatIf> {
        let draft = self.draft?;
        let (policy, figures) = (&self.opened.policy, self.figures);
        let mut run = judge(policy, &figures.set, self.options);
        let sources = &self.opened.sources;
        let original = Report::of(&mut run, sources, &figures.files, &figures.diagnostics, lang, Depth::Verdicts);
        Some(WhatIf::of(&original, changed, draft, &policy.vocabulary))
    }
}

/// What is wrong with something that was to be tried.
pub fn usage(fault: ChangeFault) -> UsageError {
    UsageError::new(fault.message, fault.help)
}

/// The figures that were named, or else the pack's own.
pub fn figures(opened: &mut Opened, given: &Given) -> Result<Figures, Faults> {
    match given.figures.as_slice() {
        [] => opened.own_figures(),
        named => opened.named_figures(named, given.mapping.as_deref()),
    }
}
