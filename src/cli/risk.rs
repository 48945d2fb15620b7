//! `riktlinje risk`

use riktlinje::exit::ExitCode;
use riktlinje::figures::{Spread, Spreading};
use riktlinje::pack;
use riktlinje::report::{self, RiskReport};
use riktlinje::text;
use riktlinje::verdict::judge;

use crate::args::Risk;
use crate::check::{figures_with_warnings, usage};
use crate::settings::{Plain, Settings, options};
use crate::stop::Stop;
use crate::usage::UsageError;

/// Writes how likely each colour is. That a goal is at risk is no failure here; that no figure touches any is.
pub fn run(args: &Risk, settings: &Settings) -> Result<ExitCode, Stop> {
    let format = settings.plain("risk")?;
    let options = options(&args.selection)?;
    let spreads: Vec<Spread> =
        args.spread.iter().map(|written| Spread::parse(written).map_err(usage)).collect::<Result<_, _>>()?;
    let mut opened = pack::open(&args.pack)?;
    let figures = figures_with_warnings(&mut opened, &args.given, settings)?;
    let vocabulary = &opened.policy.vocabulary;
    let spreads: Vec<Spreading> =
        spreads.iter().map(|spread| spread.of(&figures.set, vocabulary).map_err(usage)).collect::<Result<_, _>>()?;
    for (index, spread) in spreads.iter().enumerate() {
        if spreads[..index].iter().any(|earlier| earlier.figure.is(&spread.figure)) {
            let written = &args.spread[index];
            let message = text!(
                "`{written}` ger samma uppgift en spridning till",
                "`{written}` gives the same figure another spread"
            );
            return Err(UsageError::new(
                message,
                text!("ange en spridning för varje uppgift", "give each figure one spread"),
            )
            .into());
        }
    }
    let run = judge(&opened.policy, &figures.set, options);
    let report = RiskReport::of(&run, &spreads, args.seed, args.rounds, &opened.sources, &figures.files);
    let written = match format {
        Plain::Json => report::risk_json(&report),
        Plain::Text => report::risk_text(&report, settings.width, settings.colour, settings.lang),
    };
    settings.output.write(&written, [&opened.sources])?;
    Ok(if report.verdicts.is_empty() { ExitCode::Undetermined } else { ExitCode::Success })
}
