//! `riktlinje explain`

use riktlinje::diagnostic::did_you_mean;
use riktlinje::exit::ExitCode;
use riktlinje::pack;
use riktlinje::policy::Policy;
use riktlinje::report;
use riktlinje::text;
use riktlinje::verdict::judge;

use crate::args::Explain;
use crate::check::figures;
use crate::settings::{Settings, options};
use crate::stop::Stop;
use crate::usage::UsageError;

/// Writes how a verdict came about. That it is not met is no failure here: it has been explained.
pub fn run(args: &Explain, settings: &Settings) -> Result<ExitCode, Stop> {
    let options = options(&args.selection)?;
    let mut opened = pack::open(&args.pack)?;
    let figures = figures(&mut opened, &args.figures)?;
    let mut run = judge(&opened.policy, &figures.set, options);
    let rule = opened.policy.rule_by_name(&args.rule).ok_or_else(|| unknown(&args.rule, &opened.policy))?;
    let _ = (rule, &mut run, settings, report::FORMAT);
    Ok(ExitCode::Success)
}

fn unknown(written: &str, policy: &Policy) -> UsageError {
    let rules = policy.rules.iter().map(|r| r.name.as_str());
    let assessments = policy.assessments.iter().map(|a| a.name.as_str());
    let names: Vec<&str> = rules.chain(assessments).collect();
    let ends_alike: Vec<&str> = names.iter().copied().filter(|n| n.rsplit('/').next() == Some(written)).collect();
    if ends_alike.len() > 1 {
        let listed = ends_alike.join(", ");
        return UsageError::new(
            text!("`{written}` kan vara flera regler", "`{written}` may be several rules"),
            text!("skriv hela namnet: {listed}", "write the full name: {listed}"),
        );
    }
    let parts = names.iter().flat_map(|name| [*name, name.rsplit('/').next().unwrap_or(name)]);
    let (pack, listed) = (&policy.name, names.join(", "));
    let help = did_you_mean(written, parts).unwrap_or_else(|| text!("reglerna är {listed}", "the rules are {listed}"));
    UsageError::new(text!("`{pack}` har ingen regel `{written}`", "`{pack}` has no rule `{written}`"), help)
}
