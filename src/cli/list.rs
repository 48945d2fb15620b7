//! `riktlinje list`

use serde_json::json;
use std::fmt::Write as _;

use riktlinje::exit::ExitCode;
use riktlinje::language::Lang;
use riktlinje::pack;
use riktlinje::policy::Policy;
use riktlinje::quantity::Validity;

use crate::args::Format;
use crate::settings::Settings;
use crate::stop::Stop;

/// Writes what there is to say of every built-in pack.
pub fn run(settings: &Settings) -> Result<ExitCode, Stop> {
    let names = pack::built_in();
    let policies = names.iter().map(|name| Ok(pack::open(name)?.policy)).collect::<Result<Vec<Policy>, Stop>>()?;
    let written = match settings.format {
        Format::Text => text(&policies, settings),
        Format::Json => json(&policies),
    };
    settings.output.write(&written)?;
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
