//! `riktlinje list`: the built-in packs, or one pack as a page to read.

use serde_json::json;
use std::fmt::Write as _;

use riktlinje::diagnostic::Sources;
use riktlinje::exit::ExitCode;
use riktlinje::language::Lang;
use riktlinje::pack::{self, Opened};
use riktlinje::policy::Policy;
use riktlinje::quantity::Validity;
use riktlinje::report;

use crate::args::List;
use crate::settings::{Plain, Settings};
use crate::stop::Stop;

/// Writes what there is to say of every built-in pack, or the page of one pack.
pub fn run(args: &List, settings: &Settings) -> Result<ExitCode, Stop> {
    let format = settings.plain("list")?;
    let names = args.pack.as_ref().map_or_else(pack::built_in, |named| vec![named.clone()]);
    let opened = names.iter().map(|name| Ok(pack::open(name)?)).collect::<Result<Vec<Opened>, Stop>>()?;
    let (read, policies): (Vec<Sources>, Vec<Policy>) = opened.into_iter().map(|o| (o.sources, o.policy)).unzip();
    let written = match (format, policies.as_slice()) {
        (Plain::Json, _) => json(&policies),
        (Plain::Text, [policy]) if args.pack.is_some() => report::page(policy, settings.lang),
        (Plain::Text, _) => text(&policies, settings),
    };
    settings.output.write(&written, &read)?;
    Ok(ExitCode::Success)
}

fn text(policies: &[Policy], settings: &Settings) -> String {
    let (valid, rules) = match settings.lang {
        Lang::Sv => ("gäller", "regler"),
        Lang::En => ("valid", "rules"),
    };
    let mut out = String::new();
    for policy in policies {
        let (name, title, count) = (&policy.name, &policy.title, policy.rules.len());
        let organisation = policy.organisation.as_ref().map(|o| format!("{o}, ")).unwrap_or_default();
        let validity = shown(policy.validity);
        let _ = write!(out, "{name}\n  {title}\n  {organisation}{valid} {validity}, {count} {rules}\n");
    }
    out
}

fn json(policies: &[Policy]) -> String {
    let packs: Vec<_> = policies
        .iter()
        .map(|policy| {
            json!({
                "id": policy.name,
                "title": policy.title,
                "organisation": policy.organisation,
                "valid": shown(policy.validity),
                "rules": policy.rules.len(),
                "sha256": policy.sha256,
            })
        })
        .collect();
    format!("{:#}\n", json!({"format": 1, "packs": packs}))
}

/// From when to when, as it is written in packs.
pub fn shown(validity: Validity) -> String {
    let day = |date: Option<riktlinje::quantity::Date>| date.map(|d| d.to_string()).unwrap_or_default();
    format!("{}..{}", day(validity.from), day(validity.to))
}
