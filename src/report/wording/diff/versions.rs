//! The same figures under two versions of a guideline, in sentences.

use crate::language::Lang;
use crate::report::diff::{DefinitionChange, FileChange, RuleNamed, VersionFacts, Written};
use crate::report::wording::say;

/// Which pack, and when it judges.
pub(in crate::report) fn version(is_new: bool, facts: &VersionFacts, lang: Lang) -> String {
    let (title, day) = (&facts.pack.title, facts.as_of);
    match is_new {
        false => say!(lang, "Gammal: {title}, bedömt per {day}.", "Old: {title}, judged as of {day}."),
        true => say!(lang, "Ny: {title}, bedömt per {day}.", "New: {title}, judged as of {day}."),
    }
}

/// That both versions say the same.
pub(in crate::report) fn same(lang: Lang) -> String {
    say!(
        lang,
        "Versionerna säger samma sak: ingen regel, formel eller parameter skiljer sig åt.",
        "The versions say the same: no rule, formula or parameter differs."
    )
}

/// A rule that only one version has.
pub(in crate::report) fn rule(one: &RuleNamed, lang: Lang) -> String {
    let (title, rule, place, count) = (&one.title, &one.rule, &one.place, one.judgements);
    say!(
        lang,
        "{title} (`{rule}`, {place}), bedömningar här: {count}",
        "{title} (`{rule}`, {place}), verdicts here: {count}"
    )
}

/// Something that is written otherwise: what it is.
pub(in crate::report) fn definition(one: &DefinitionChange, lang: Lang) -> String {
    let what = match one.what {
        "parameter" => say!(lang, "Parametern", "The parameter"),
        "formula" => say!(lang, "Formeln", "The formula"),
        _ => say!(lang, "Regeln", "The rule"),
    };
    let part = match one.part {
        "values" => say!(lang, "värden", "values"),
        "formula" => say!(lang, "uttryck", "expression"),
        "unit" => say!(lang, "enhet", "unit"),
        "decimals" => say!(lang, "decimaler", "decimals"),
        "validity" => say!(lang, "giltighet", "validity"),
        "scope" => say!(lang, "när och för vem den bedöms", "when and for whom it is judged"),
        "title" => say!(lang, "titel", "title"),
        "kind" => say!(lang, "slag", "kind"),
        "strength" => say!(lang, "ska eller bör", "must or should"),
        "counts" => say!(lang, "räknas", "counts"),
        "when" => say!(lang, "när kravet gäller", "when the requirement applies"),
        "condition" => say!(lang, "villkor", "condition"),
        "severity" => say!(lang, "allvar", "severity"),
        "value" => say!(lang, "värde", "value"),
        "target" => say!(lang, "mål", "target"),
        "scale" => say!(lang, "skala", "scale"),
        "better" => say!(lang, "riktning", "direction"),
        "compare" => say!(lang, "jämförelse", "comparison"),
        _ => say!(lang, "avsteg", "exemption"),
    };
    let (name, title) = (&one.name, &one.title);
    let title = if title.is_empty() { String::new() } else { format!(" ({title})") };
    format!("{what} `{name}`{title}, {part}:")
}

/// What is written in one version, and where.
pub(in crate::report) fn written(is_new: bool, one: Option<&Written>, lang: Lang) -> String {
    let said = match one {
        Some(Written { text, place }) if text.is_empty() => format!("({place})"),
        Some(Written { text, place }) => format!("{text} ({place})"),
        None => say!(lang, "finns inte", "is not there"),
    };
    match is_new {
        false => say!(lang, "gammal: {said}", "old: {said}"),
        true => say!(lang, "ny: {said}", "new: {said}"),
    }
}

/// A file that differs.
pub(in crate::report) fn file(one: &FileChange, lang: Lang) -> String {
    let file = &one.file;
    match one.change {
        "added" => say!(lang, "{file}: ny", "{file}: new"),
        "removed" => say!(lang, "{file}: borttagen", "{file}: removed"),
        _ => say!(lang, "{file}: ändrad", "{file}: changed"),
    }
}
