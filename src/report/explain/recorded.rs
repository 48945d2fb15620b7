//! The sentences of a guideline that no figure can judge, one by one.

use crate::language::Lang;
use crate::policy::Policy;
use crate::report::claim::RecordedEntry;
use crate::report::text::layout::{Look, Page};
use crate::report::wording::say;

/// The word that stands for all of them.
const ALL: &str = "recorded";

/// The recorded sentence of a name, or all of them for `recorded`; nothing if there is none.
pub fn explain_recorded(policy: &Policy, name: &str) -> Vec<RecordedEntry> {
    let wanted = policy.recorded.iter().filter(|r| name == ALL || r.name == name);
    wanted.map(|r| RecordedEntry::of(r, policy)).collect()
}

/// Recorded sentences as JSON: indented, a line break at the end.
pub fn recorded_json(entries: &[RecordedEntry]) -> String {
    crate::report::json::pretty(&entries)
}

/// Recorded sentences as text of at most `width` columns (60 at the least).
pub fn recorded_text(entries: &[RecordedEntry], width: usize, colour: bool, lang: Lang) -> String {
    let mut page = Page::new(width, colour);
    page.heading(&say!(lang, "Meningar som inga uppgifter kan bedöma", "Sentences that no figure can judge"), '═');
    for entry in entries {
        page.gap();
        page.paragraph(0, &entry.title, Look::Strong);
        if let Some(quote) = &entry.quote {
            page.paragraph(2, &format!("”{quote}”"), Look::Plain);
        }
        page.paragraph(2, &entry.because, Look::Plain);
        let goal = entry.goal.as_ref().map(|g| format!(" · {g}")).unwrap_or_default();
        let (name, reference) = (&entry.recorded, &entry.reference);
        page.paragraph(2, &format!("{name}{goal} · {reference}"), Look::Faint);
    }
    page.finish()
}
