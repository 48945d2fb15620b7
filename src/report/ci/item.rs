//! From the report to what is told.

use super::{Item, Kind, Outcome, Spot};
use crate::diagnostic::{Code, Diagnostic, Severity, Sources};
use crate::exit::{ExitCode, FailOn};
use crate::language::Lang;
use crate::policy::{Origin, Verdict};
use crate::quantity::{Basis, Period};
use crate::report::council::Said;
use crate::report::model::{AssessmentVerdict, Entity, FindingEntry};
use crate::report::rule::RuleVerdict;
use crate::report::wording::{say, sentence, verdict_word};
use crate::report::words::Word;

impl<'r> Item<'r> {
    pub(super) fn of_rule(row: &'r RuleVerdict, sources: &Sources, fail_on: FailOn, lang: Lang) -> Self {
        let said = Said(lang);
        Self {
            rule: row.rule.clone(),
            kind: Kind::Rule(row.kind),
            title: row.title.clone(),
            cut: said.label(row),
            when: Some((row.period, row.basis)),
            key: key(&row.entity, row.period, row.basis),
            verdict: Some(row.verdict),
            word: said.verdict(row),
            outcome: outcome(row, fail_on),
            message: row.reason.clone(),
            help: help(row, lang),
            policy: Spot::of(row.span, sources),
            figures: figures(row, sources),
            row: Some(row),
        }
    }

    pub(super) fn of_assessment(row: &AssessmentVerdict, sources: &Sources, lang: Lang) -> Self {
        let word = verdict_word(row.verdict, lang);
        Self {
            rule: format!("assessment:{}", row.id),
            kind: Kind::Assessment,
            title: row.title.clone(),
            cut: Said(lang).cut(row.period, row.basis),
            when: Some((row.period, row.basis)),
            key: key(&Entity::new(), row.period, row.basis),
            verdict: Some(row.verdict),
            word: row.status.as_ref().map_or_else(|| word.to_owned(), |status| format!("{word} ({status})")),
            // It sums up the rules, and they have been told.
            outcome: match row.verdict {
                Verdict::Met => Outcome::Passes,
                Verdict::PartlyMet | Verdict::NotMet | Verdict::Undetermined => Outcome::Notes,
                Verdict::NotApplicable => Outcome::Skipped,
            },
            message: row.reason.clone(),
            help: row.refs.iter().map(|reference| sentence(reference)).collect(),
            policy: Spot::of(row.span, sources),
            figures: Vec::new(),
            row: None,
        }
    }

    pub(super) fn of_finding(finding: &FindingEntry, sources: &Sources, lang: Lang) -> Self {
        let outcome = if finding.code == Code::RuleLeftOut { Outcome::Notes } else { Outcome::Warns };
        let about = finding.rule.as_deref().unwrap_or_default();
        Self {
            key: format!("{about};{}", finding.message),
            help: finding.help.iter().map(|help| sentence(help)).collect(),
            policy: Spot::of(finding.span, sources),
            ..Self::of_code(finding.code, outcome, sentence(&Said(lang).finding(finding)), lang)
        }
    }

    pub(super) fn of_fault(fault: &Diagnostic, sources: &Sources, lang: Lang) -> Self {
        let outcome = if fault.severity == Severity::Error { Outcome::Fails } else { Outcome::Warns };
        let message = fault.message.get(lang);
        Self {
            key: message.to_owned(),
            help: fault.help.iter().map(|help| sentence(help.get(lang))).collect(),
            policy: Spot::of(fault.span(), sources),
            figures: fault.labels.iter().skip(1).filter_map(|label| Spot::of(label.span, sources)).collect(),
            ..Self::of_code(fault.code, outcome, sentence(message), lang)
        }
    }

    fn of_code(code: Code, outcome: Outcome, message: String, lang: Lang) -> Self {
        let word = match outcome {
            Outcome::Fails => say!(lang, "fel", "error"),
            Outcome::Warns => say!(lang, "varning", "warning"),
            Outcome::Notes | Outcome::Passes | Outcome::Skipped => say!(lang, "anmärkning", "note"),
        };
        Self {
            rule: format!("finding:{}", code.as_str()),
            kind: Kind::Finding(code),
            title: code.as_str().to_owned(),
            cut: String::new(),
            when: None,
            key: String::new(),
            verdict: None,
            word,
            outcome,
            message,
            help: Vec::new(),
            policy: None,
            figures: Vec::new(),
            row: None,
        }
    }
}

fn outcome(row: &RuleVerdict, fail_on: FailOn) -> Outcome {
    if row.known.is_some() {
        return Outcome::Warns;
    }
    let ends = if row.decides { ExitCode::of_verdict(row.verdict, fail_on) } else { ExitCode::Success };
    match (ends, row.verdict) {
        (ExitCode::NotMet, _) => Outcome::Fails,
        (ExitCode::Undetermined, _) | (_, Verdict::NotMet | Verdict::PartlyMet) => Outcome::Warns,
        (_, Verdict::Undetermined) => Outcome::Notes,
        (_, Verdict::Met) => Outcome::Passes,
        (_, Verdict::NotApplicable) => Outcome::Skipped,
    }
}

fn key(entity: &Entity, period: Period, basis: Basis) -> String {
    let parts = entity.iter().map(|(dimension, member)| format!("{dimension}={member};"));
    format!("{}{period};{}", parts.collect::<String>(), basis.word())
}

fn help(row: &RuleVerdict, lang: Lang) -> Vec<String> {
    let goal = row.goal_title.as_ref().map(|goal| say!(lang, "Mål: {goal}.", "Goal: {goal}."));
    let origin = match row.origin {
        Origin::Law => say!(lang, "Enligt lag.", "By law."),
        Origin::Guideline => say!(lang, "Enligt riktlinjen.", "By the guideline."),
    };
    let refs = row.refs.iter().map(|reference| sentence(reference));
    goal.into_iter().chain(Some(origin)).chain(refs).collect()
}

fn figures(row: &RuleVerdict, sources: &Sources) -> Vec<Spot> {
    let is_own = |input: &&crate::report::Input| (input.period, input.basis) == (row.period, row.basis);
    let (own, others): (Vec<_>, Vec<_>) = row.inputs.iter().partition(is_own);
    let mut found: Vec<Spot> = Vec::new();
    for spot in own.into_iter().chain(others).filter_map(|input| Spot::of(input.span?, sources)) {
        if !found.contains(&spot) {
            found.push(spot);
        }
    }
    found
}
