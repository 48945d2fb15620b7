//! `riktlinje explain`

use riktlinje::diagnostic::{Sources, did_you_mean};
use riktlinje::exit::ExitCode;
use riktlinje::language::Lang;
use riktlinje::pack;
use riktlinje::policy::{Policy, RuleId};
use riktlinje::report::{self, Explanation, Reader};
use riktlinje::text;
use riktlinje::verdict::{Run, judge};

use crate::args::{self, Explain};
use crate::check::figures_with_warnings;
use crate::settings::{Plain, Settings, options};
use crate::stop::Stop;
use crate::usage::UsageError;

/// Writes how the verdicts of a rule came about. That one is not met is no failure here; that there is none is.
pub fn run(args: &Explain, settings: &Settings) -> Result<ExitCode, Stop> {
    let format = settings.plain("explain")?;
    let options = options(&args.selection)?;
    let mut opened = pack::open(&args.pack)?;
    if opened.policy.rule_by_name(&args.rule).is_none() {
        let recorded = report::explain_recorded(&opened.policy, &args.rule);
        if !recorded.is_empty() {
            let written = match format {
                Plain::Json => report::recorded_json(&recorded),
                Plain::Text => report::recorded_text(&recorded, settings.width, settings.colour, settings.lang),
            };
            settings.output.write(&written, [&opened.sources])?;
            return Ok(ExitCode::Success);
        }
    }
    let figures = figures_with_warnings(&mut opened, &args.given, settings)?;
    let mut run = judge(&opened.policy, &figures.set, options);
    let (sources, lang, name) = (&opened.sources, settings.lang, args.rule.as_str());
    if !opened.policy.rules.iter().any(|r| r.name == name)
        && let Some(ledger) = report::explain_ledger(&mut run, name, sources, lang)
    {
        let written = match format {
            Plain::Json => report::ledger_json(&ledger),
            Plain::Text => report::ledger_text(&ledger, settings.width, settings.colour, lang),
        };
        settings.output.write(&written, [sources])?;
        return Ok(if ledger.bases.is_empty() { ExitCode::Undetermined } else { ExitCode::Success });
    }
    let is_assessment = !opened.policy.rules.iter().any(|r| r.name == name);
    let assessed = is_assessment.then(|| report::explain_assessment(&mut run, name, sources, lang)).flatten();
    let explanation = match assessed {
        Some(explanation) => explanation,
        None => {
            let rule = opened.policy.rule_by_name(name).ok_or_else(|| unknown(name, &opened.policy))?;
            match &args.solve {
                Some(figure) => solved(&mut run, rule, figure, sources, lang)?,
                None => report::explain(&mut run, rule, sources, lang),
            }
        }
    };
    let written = match format {
        Plain::Json => report::explanation_json(&explanation),
        Plain::Text => {
            let reader = args.reader.map(|reader| match reader {
                args::Reader::Politician => Reader::Politician,
                args::Reader::Official => Reader::Official,
            });
            report::explanation_text(&explanation, reader, settings.width, settings.colour, lang)
        }
    };
    settings.output.write(&written, [sources])?;
    Ok(if explanation.rows.is_empty() { ExitCode::Undetermined } else { ExitCode::Success })
}

/// `--solve soliditet`, also written `--solve figure=soliditet`.
fn solved(
    run: &mut Run<'_>,
    rule: RuleId,
    written: &str,
    sources: &Sources,
    lang: Lang,
) -> Result<Explanation, UsageError> {
    let figure = written.strip_prefix("figure=").unwrap_or(written);
    report::explain_solved(run, rule, figure, sources, lang).map_err(|known| {
        let message = text!(
            "bedömningen vilar inte på något lämnat tal som heter `{figure}`",
            "the verdict rests on no submitted number called `{figure}`"
        );
        let help = did_you_mean(figure, known.iter().map(String::as_str)).unwrap_or_else(|| {
            let listed = known.join(", ");
            match known.is_empty() {
                true => text!("den vilar inte på några lämnade tal", "it rests on no submitted numbers"),
                false => text!("den vilar på: {listed}", "it rests on: {listed}"),
            }
        });
        UsageError::new(message, help)
    })
}

/// How many are listed when a name is none of them.
const LISTED: usize = 8;

fn unknown(written: &str, policy: &Policy) -> UsageError {
    let rules = policy.rules.iter().map(|r| r.name.as_str());
    let assessments = policy.assessments.iter().map(|a| a.name.as_str());
    let recorded = policy.recorded.iter().map(|r| r.name.as_str());
    let ledgers = policy.ledgers.iter().map(|l| &*l.name);
    let names: Vec<&str> = assessments.chain(rules).chain(ledgers).chain(recorded).collect();
    let last_part = |name: &'_ str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let wanted = last_part(written);
    let ends_alike: Vec<&str> = names.iter().copied().filter(|name| last_part(name) == wanted).collect();
    if ends_alike.len() > 1 {
        let listed = ends_alike.join(", ");
        return UsageError::new(
            text!("`{written}` kan vara flera regler", "`{written}` may be several rules"),
            text!("skriv hela namnet: {listed}", "write the full name: {listed}"),
        );
    }
    let pack = &policy.name;
    let is_left_out = |name: &str| name == written || last_part(name) == wanted;
    if let Some(left) = policy.left_out.iter().find(|left| is_left_out(&left.name)) {
        let (name, used, because) = (&left.name, &left.pack, &left.because);
        let message = text!("`{pack}` lämnar ute `{name}` ur `{used}`", "`{pack}` leaves `{name}` out of `{used}`");
        let help = match &left.replaced_by {
            Some(new) => text!("den är ersatt av `{new}`: {because}", "it is replaced by `{new}`: {because}"),
            None => text!("skäl: {because}", "reason: {because}"),
        };
        return UsageError::new(message, help);
    }
    let parts = names.iter().flat_map(|name| [*name, name.rsplit('/').next().unwrap_or(name)]);
    let same_end = ends_alike.first().map(|name| text!("menade du `{name}`?", "did you mean `{name}`?"));
    let help = same_end.or_else(|| did_you_mean(written, parts)).unwrap_or_else(|| {
        let listed = names.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
        match names.len().saturating_sub(LISTED) {
            0 => text!("det finns: {listed}", "there are: {listed}"),
            more => text!(
                "det finns bland annat {listed} och {more} till; `riktlinje check {pack} --format json` har alla",
                "there are among others {listed} and {more} more; `riktlinje check {pack} --format json` has them all"
            ),
        }
    });
    UsageError::new(text!("`{pack}` har ingen regel `{written}`", "`{pack}` has no rule `{written}`"), help)
}
