//! An explanation as a tree of text.

use rust_decimal::Decimal;

use super::model::{ExplainedRow, Explanation, Role, Step};
use crate::language::Lang;
use crate::policy::Verdict;
use crate::quantity::{Rounding, round, write_number};
use crate::report::rule::Input;
use crate::report::text::cells::symbol;
use crate::report::text::layout::{Look, Page, columns, wrap};
use crate::report::wording::levers::lever_sentence;
use crate::report::wording::number::quantity;
use crate::report::wording::{basis_word, period_words, say, verdict_word};
use crate::verdict::ExemptionState;

/// The explanation as text of at most `width` columns (60 at the least).
pub fn explanation_text(explanation: &Explanation, width: usize, colour: bool, lang: Lang) -> String {
    let mut writer = Writer::new(width, colour, lang);
    writer.page.heading(&explanation.title, '═');
    writer.page.paragraph(0, &explanation.subject, Look::Faint);
    if explanation.rows.is_empty() {
        let said = say!(
            lang,
            "Ingenting bedömdes: inga uppgifter är lämnade som den läser.",
            "Nothing was judged: no figures that it reads have been submitted."
        );
        writer.page.paragraph(0, &said, Look::Plain);
    }
    for row in &explanation.rows {
        writer.row(row, explanation.kind);
    }
    writer.page.finish()
}

pub(super) struct Writer {
    pub(super) page: Page,
    lang: Lang,
}

impl Writer {
    pub(super) fn new(width: usize, colour: bool, lang: Lang) -> Self {
        Self { page: Page::new(width, colour), lang }
    }

    /// Steps beside each other.
    pub(super) fn steps(&mut self, steps: &[Step]) {
        let last = steps.len();
        for (index, step) in steps.iter().enumerate() {
            self.step(step, "", index + 1 == last);
        }
    }

    fn row(&mut self, row: &ExplainedRow, kind: &str) {
        let lang = self.lang;
        self.page.gap();
        let members = row.entity.values().cloned();
        let place = members.chain([period_words(row.period, lang), basis_word(row.basis, lang).to_owned()]);
        let place = place.collect::<Vec<_>>().join(", ");
        let word = word_of(row.verdict, kind, lang);
        let level = row.level.as_ref().map(|l| format!(" ({l})")).unwrap_or_default();
        let sign = format!("{} ", symbol(row.verdict));
        self.page.item(0, (&sign, Look::Verdict(row.verdict)), &format!("{place}: {word}{level}"), Look::Strong);
        self.page.paragraph(2, &row.reason, Look::Plain);
        for lever in &row.levers {
            self.page.paragraph(2, &lever_sentence(lever, lang), Look::Plain);
        }
        self.steps(&row.steps);
        self.hangs(row);
    }

    /// What hangs on the verdict: decisions, assumptions, doubts, references.
    fn hangs(&mut self, row: &ExplainedRow) {
        let lang = self.lang;
        let mut said: Vec<String> = Vec::new();
        if let Some(exemption) = &row.exempted {
            let (by, date) = (&exemption.by, exemption.date);
            let state = match exemption.state {
                ExemptionState::Applies => say!(lang, "gäller", "holds"),
                ExemptionState::Exceeded => say!(lang, "överskridet", "exceeded"),
                ExemptionState::Expired => say!(lang, "har upphört", "has expired"),
            };
            let reference = exemption.reference.as_ref().map(|r| format!(", {r}")).unwrap_or_default();
            said.push(say!(
                lang,
                "avsteg ({state}): {by} {date}{reference}",
                "exemption ({state}): {by} {date}{reference}"
            ));
        }
        if let Some(manual) = &row.manual {
            let parts = [
                manual.by.clone(),
                manual.date.map(|d| d.to_string()),
                manual.motivation.clone(),
                manual.reference.clone(),
                Some(manual.source.clone()),
            ];
            let parts = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
            said.push(say!(lang, "lämnad bedömning: {parts}", "given judgement: {parts}"));
        }
        let untold = row.rests_on.iter().filter(|why| !row.steps.iter().any(|s| tells(s, why)));
        said.extend(untold.map(|why| say!(lang, "antagande: {why}", "assumption: {why}")));
        said.extend(
            row.questioned_by
                .iter()
                .map(|check| say!(lang, "ifrågasätts av avstämningen {check}", "questioned by the check {check}")),
        );
        said.extend(row.refs.iter().map(|r| say!(lang, "referens: {r}", "reference: {r}")));
        for line in said {
            self.page.item(0, ("• ", Look::Faint), &line, Look::Faint);
        }
    }

    fn step(&mut self, step: &Step, prefix: &str, last: bool) {
        let (branch, under) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let below = format!("{prefix}{under}");
        // Lines of the step's own keep the branch of its children open.
        let open = if step.steps.is_empty() { format!("{below}  ") } else { format!("{below}│ ") };
        self.wrapped(&format!("{prefix}{branch}"), &open, &self.headline(step), Look::Plain);
        for (line, look) in self.details(step) {
            self.wrapped(&open, &open, &line, look);
        }
        let count = step.steps.len();
        for (index, inner) in step.steps.iter().enumerate() {
            self.step(inner, &below, index + 1 == count);
        }
    }

    fn wrapped(&mut self, first: &str, rest: &str, text: &str, look: Look) {
        let room = self.page.width.saturating_sub(columns(rest).max(columns(first)));
        for (index, line) in wrap(text, room).iter().enumerate() {
            let start = if index == 0 { first } else { rest };
            let line = self.page.look(line, look);
            self.page.line(&format!("{start}{line}"));
        }
    }

    /// "title = value (where, when)".
    fn headline(&self, step: &Step) -> String {
        let lang = self.lang;
        let value = self.value(step);
        let equals = match (value, step.holds, step.verdict) {
            (Some(value), ..) => match step.role {
                Role::Scale => format!(" {value}"),
                Role::Choice | Role::Case => format!(": {value}"),
                _ => format!(" = {value}"),
            },
            (None, _, Some(verdict)) if step.role == Role::Rule => {
                format!(": {} {}", symbol(verdict), verdict_word(verdict, lang))
            }
            (None, _, Some(verdict)) if step.role == Role::Grade => {
                let word = verdict_word(verdict, lang);
                if step.title == word { String::new() } else { format!(" ({word})") }
            }
            (None, Some(_), _) if matches!(step.role, Role::Choice | Role::Case) => String::new(),
            (None, Some(true), _) => say!(lang, ": ja", ": yes"),
            (None, Some(false), _) => say!(lang, ": nej", ": no"),
            (None, None, _) if step.missing.is_some() => say!(lang, ": saknas", ": missing"),
            (None, None, _) if step.reason_code.is_some() => say!(lang, ": okänt", ": unknown"),
            (None, None, _) => String::new(),
        };
        let role = match step.role {
            Role::Target => say!(lang, "mål: ", "target: "),
            Role::Reported => say!(lang, "redovisat: ", "reported: "),
            _ => String::new(),
        };
        // A target's title holds its numbers already.
        let equals = if step.role == Role::Target && step.shown.is_some() { String::new() } else { equals };
        let place = self.place(step).map(|p| format!(" ({p})")).unwrap_or_default();
        format!("{role}{}{equals}{place}", step.title)
    }

    /// The value as printed; and closer to exact, where printing hid something.
    fn value(&self, step: &Step) -> Option<String> {
        /// More decimals than these are for machines.
        const CLOSE: u32 = 6;
        if let Some(words) = &step.words {
            return Some(words.clone());
        }
        let (shown, exact) = (step.shown?.0, step.value?.0);
        let unit = step.unit.as_deref();
        if step.role == Role::Scale && unit.is_none() {
            // An attainment is a share; people read it in percent.
            let percent = exact.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
            return Some(quantity(percent, Some("%"), self.lang));
        }
        let printed = quantity(shown, unit, self.lang);
        let close = round(exact, CLOSE, Rounding::HalfAway).normalize();
        if close == shown {
            return Some(printed);
        }
        let close = write_number(close, self.lang);
        Some(say!(self.lang, "{printed} (avrundat från {close})", "{printed} (rounded from {close})"))
    }

    /// Where, when, how precise.
    fn place(&self, step: &Step) -> Option<String> {
        let lang = self.lang;
        let place = |members: Vec<String>, period, basis| {
            members
                .into_iter()
                .chain([period_words(period, lang), basis_word(basis, lang).to_owned()])
                .collect::<Vec<_>>()
                .join(", ")
        };
        if let Some(input) = &step.figure {
            let mut said = place(input.entity.values().cloned().collect(), input.period, input.basis);
            if let Some(precision) = input.precision.filter(|p| !p.0.is_zero()) {
                said.push_str(&format!(", ±{}", write_number(precision.0.normalize(), lang)));
            }
            return Some(said);
        }
        if let Some(missing) = &step.missing {
            return Some(place(missing.entity.values().cloned().collect(), missing.period, missing.basis));
        }
        if let Some(from) = step.parameter.as_ref().and_then(|p| p.from) {
            return Some(say!(lang, "gäller från {from}", "in force from {from}"));
        }
        step.place.as_ref().map(|p| place(p.entity.values().cloned().collect(), p.period, p.basis))
    }

    /// The formula as written, the source, the notes: a line each.
    fn details(&self, step: &Step) -> Vec<(String, Look)> {
        let mut lines = Vec::new();
        let text = step.text.as_ref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let written: Vec<String> = text.into_iter().chain(step.source.clone()).collect();
        lines.extend((!written.is_empty()).then(|| written.join(" · ")));
        lines.extend(step.figure.as_ref().and_then(source));
        if let Some(parameter) = &step.parameter {
            let parts = [parameter.reference.clone(), Some(parameter.place.clone())];
            let parts: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
            lines.extend((!parts.is_empty()).then(|| parts.join(" · ")));
        }
        lines.extend(step.missing.as_ref().and_then(|m| m.because.clone()));
        lines.extend(step.notes.iter().cloned());
        lines.into_iter().map(|line| (line, Look::Faint)).collect()
    }
}

/// Whether a step or one under it says so.
fn tells(step: &Step, why: &str) -> bool {
    step.notes.iter().any(|n| n.ends_with(why)) || step.steps.iter().any(|s| tells(s, why))
}

/// "figures/2024.csv:12 · årsredovisning s. 40", and further places.
fn source(input: &Input) -> Option<String> {
    let places = input.source.iter().chain(&input.also).chain(&input.cited);
    let said = places.cloned().collect::<Vec<_>>().join(" · ");
    Some(said).filter(|s| !s.is_empty())
}

/// The verdict in words: a claim is true or false, and a check agrees or not.
fn word_of(verdict: Verdict, kind: &str, lang: Lang) -> String {
    match (kind, verdict) {
        ("claim", Verdict::Met) => say!(lang, "stämmer", "is so"),
        ("claim", Verdict::NotMet) => say!(lang, "stämmer inte", "is not so"),
        ("claim", Verdict::Undetermined) => say!(lang, "går inte att säga", "cannot be told"),
        ("check", Verdict::Met) => say!(lang, "stämmer", "agrees"),
        ("check", Verdict::NotMet) => say!(lang, "stämmer inte", "does not agree"),
        _ => verdict_word(verdict, lang).to_owned(),
    }
}
