//! An explanation as a tree of text.

use super::model::{ExplainedRow, Explanation, Step};
use super::phrases;
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::phrase::Reader;
use crate::report::text::cells::symbol;
use crate::report::text::layout::{Look, Page, columns, wrap};
use crate::report::wording::levers::lever_sentence;
use crate::report::wording::{basis_word, period_words, say, verdict_word};

/// The explanation as text of at most `width` columns (60 at the least): in plain words for a politician, with figures and sources for an official, or
/// for both, the plain words first.
pub fn explanation_text(
    explanation: &Explanation,
    reader: Option<Reader>,
    width: usize,
    colour: bool,
    lang: Lang,
) -> String {
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
        writer.row(row, explanation.kind, reader);
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

    fn row(&mut self, row: &ExplainedRow, kind: &str, reader: Option<Reader>) {
        let lang = self.lang;
        self.page.gap();
        let members = row.entity.values().cloned();
        let place = members.chain([period_words(row.period, lang), basis_word(row.basis, lang).to_owned()]);
        let place = place.collect::<Vec<_>>().join(", ");
        let word = word_of(row.verdict, kind, lang);
        let level = row.level.as_ref().map(|l| format!(" ({l})")).unwrap_or_default();
        let sign = format!("{} ", symbol(row.verdict));
        self.page.item(0, (&sign, Look::Verdict(row.verdict)), &format!("{place}: {word}{level}"), Look::Strong);
        if reader != Some(Reader::Official) {
            self.page.paragraph(2, &row.plain, Look::Plain);
        }
        if reader == Some(Reader::Politician) {
            return;
        }
        // Of an assessment there is one thing to say to both.
        if reader.is_some() || row.plain != row.reason {
            if reader.is_none() {
                let heading = say!(lang, "Med siffror och källor:", "With figures and sources:");
                self.page.paragraph(2, &heading, Look::Faint);
            }
            self.page.paragraph(2, &row.reason, Look::Plain);
        }
        for lever in &row.levers {
            self.page.paragraph(2, &lever_sentence(lever, lang), Look::Plain);
        }
        self.steps(&row.steps);
        self.hangs(row);
    }

    /// What hangs on the verdict: decisions, assumptions, doubts, references.
    fn hangs(&mut self, row: &ExplainedRow) {
        for line in phrases::hangs(row, self.lang) {
            self.page.item(0, ("• ", Look::Faint), &line, Look::Faint);
        }
    }

    fn step(&mut self, step: &Step, prefix: &str, last: bool) {
        let (branch, under) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let below = format!("{prefix}{under}");
        // Lines of the step's own keep the branch of its children open.
        let open = if step.steps.is_empty() { format!("{below}  ") } else { format!("{below}│ ") };
        self.wrapped(&format!("{prefix}{branch}"), &open, &phrases::headline(step, self.lang), Look::Plain);
        for line in phrases::details(step) {
            self.wrapped(&open, &open, &line, Look::Faint);
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
